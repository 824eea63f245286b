import Diagnostics

/// Puts equations into an order in which each finds what it needs of the same year.
struct EquationOrder {
  let equations: [Equation]
  let bindings: [String: Binding]

  /// The model's first year.
  let origin: Int
  private let equationOfSlot: [Int: Int]

  init(equations: [Equation], bindings: [String: Binding], origin: Int) {
    self.equations = equations
    self.bindings = bindings
    self.origin = origin
    equationOfSlot = Dictionary(
      equations.enumerated().map { ($0.element.slot, $0.offset) }
    ) { first, _ in first }
  }

  /// - Returns: Positions in `equations`; nothing if some need each other, which is reported.
  func order(in year: Int, into list: inout DiagnosticList) -> [Int]? {
    var order: [Int] = []
    var isDone = Array(repeating: false, count: equations.count)
    var path: [Int] = []

    func visit(_ index: Int) -> Bool {
      guard !isDone[index] else { return true }
      if let start = path.firstIndex(of: index) {
        let names = unrepeated((path[start...] + [index]).map { equations[$0].name })
        list.report(.loop(names, year: origin + year, at: equations[index].span))
        return false
      }
      path.append(index)
      guard let needs = needs(of: index, in: year, into: &list) else { return false }
      for needed in needs {
        guard visit(needed) else { return false }
      }
      path.removeLast()
      isDone[index] = true
      order.append(index)
      return true
    }
    for index in equations.indices {
      guard visit(index) else { return nil }
    }
    return order
  }

  /// The equations of the same year that one reads; nothing if it reads a later year.
  private func needs(of index: Int, in year: Int, into list: inout DiagnosticList) -> [Int]? {
    let equation = equations[index]
    guard let position = equation.ruleByYear[year] else { return [] }
    var result: [Int] = []
    for reference in equation.rules[position].references {
      switch reference {
      case .lag(let slot, 0), .year(let slot, year):
        if let needed = equationOfSlot[slot] { result.append(needed) }
      case .year(let slot, let target) where target > year:
        let name = bindings.first { $0.value.slot == slot }?.key ?? equation.name
        list.report(.ahead(name, year: origin + year, target: origin + target, at: equation.span))
        return nil
      case .lag, .year: break
      }
    }
    return result
  }

  /// A process and its result carry one name: it is printed once.
  private func unrepeated(_ names: [String]) -> [String] {
    names.enumerated().filter { $0.offset == 0 || names[$0.offset - 1] != $0.element }
      .map(\.element)
  }
}
