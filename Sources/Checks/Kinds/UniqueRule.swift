import Diagnostics
import Formulas
import Indicators

/// `unique: place, over: geo`: no value is there twice, in all cells or along one dimension (`period` for
/// time): ranks, codes, and columns that were copied over another.
struct UniqueRule: Rule {
  let expression: Expression
  let over: Named?

  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]? {
    guard let cube = context.cube(of: expression, into: &diagnostics)?.cube else { return nil }
    if let over, over.text != "period", cube.axis(named: over.text) == nil {
      diagnostics.report(
        .dimension(over.text, among: cube.axes.map(\.name) + ["period"], at: over.span)
      )
      return nil
    }
    var groups: [Group: [Double: [Int]]] = [:]
    var order: [(Group, Double)] = []
    for cell in cube.values.indices {
      guard let value = cube[cell] else { continue }
      let group = group(of: cell, in: cube)
      if groups[group]?[value] == nil { order.append((group, value)) }
      groups[group, default: [:]][value, default: []].append(cell)
    }
    guard !order.isEmpty else { return [.nothingToCheck(at: expression.span)] }
    let repeated = order.compactMap { group, value -> (value: Double, cells: [Int])? in
      guard let cells = groups[group]?[value], cells.count > 1 else { return nil }
      return (value, cells)
    }
    guard !repeated.isEmpty else { return [] }
    let sorted = repeated.enumerated().sorted { one, other in
      one.element.cells.count == other.element.cells.count
        ? one.offset < other.offset : one.element.cells.count > other.element.cells.count
    }.map(\.element)
    let places = CellPlaces([expression], context.evaluator)
    let shownCells = sorted.prefix(Diagnostic.mostCellsShown).map { value, cells in
      let names = cells.prefix(4).map { CellName(cube, $0) }
      let rest = cells.count > names.count ? " and \(cells.count - names.count) more" : ""
      // The first is where it belongs; the second is looked at.
      let place = cube.origin(of: cells[1])?.span ?? places.span(of: names[1])
      return CellFinding(
        text: "\(shown(value, cube.unit)): \(names.map(\.text).joined(separator: "; "))\(rest)",
        span: place
      )
    }
    return [
      .repeated(
        repeated.count,
        shownCells,
        value: shown(sorted[0].value, cube.unit),
        at: expression.span
      )
    ]
  }

  /// What a value may not be twice in: the members of the other dimensions.
  private struct Group: Hashable {
    let members: [Int]
    let step: Int
  }

  private func group(of cell: Int, in cube: Cube) -> Group {
    guard let over else { return Group(members: [], step: 0) }
    var (members, step) = cube.coordinates(of: cell)
    if over.text == "period" {
      step = 0
    } else if let position = cube.axes.firstIndex(where: { $0.name == over.text }) {
      members[position] = 0
    }
    return Group(members: members, step: step)
  }
}
