import Diagnostics
import Formulas
import Indicators

/// `range: output, from: 0, to: 12000, unit: t`: every value lies between two limits, both allowed.
struct RangeRule: Rule {
  let expression: Expression
  let from: Double?
  let to: Double?

  /// The unit of the limits; nothing: that of the values.
  let unit: Unit?
  let unitSpan: SourceSpan?
  let failsOnMissing: Bool

  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]? {
    guard let cube = context.cube(of: expression, into: &diagnostics)?.cube else { return nil }
    let own = unit.map { $0.withBasis(of: cube.unit) } ?? cube.unit
    guard let conversion = cube.unit.conversion(to: own) else {
      diagnostics.report(.rangeUnit(unit ?? own, cube.unit, at: unitSpan ?? expression.span))
      return nil
    }
    var failures: [(cell: Int, value: Double, distance: Double)] = []
    var missing: [Int] = []
    var total = 0
    for cell in cube.values.indices where cube.statuses[cell] != .absent {
      guard let value = cube[cell].map({ conversion($0) }) else {
        missing.append(cell)
        continue
      }
      total += 1
      let below = from.map { $0 - value } ?? 0
      let above = to.map { value - $0 } ?? 0
      if max(below, above) > 0 { failures.append((cell, value, max(below, above))) }
    }
    guard total > 0 || failsOnMissing else { return [.nothingToCheck(at: expression.span)] }
    let places = CellPlaces([expression], context.evaluator)
    func finding(_ cell: Int, _ words: String) -> CellFinding {
      let name = CellName(cube, cell)
      return CellFinding(
        text: name.text.isEmpty ? words : "\(name.text): \(words)",
        span: cube.origin(of: cell)?.span ?? places.span(of: name)
      )
    }
    var found: [Diagnostic] = []
    if !failures.isEmpty {
      let sorted = failures.sorted {
        $0.distance == $1.distance ? $0.cell < $1.cell : $0.distance > $1.distance
      }
      found.append(
        .outOfRange(
          failures.count,
          of: total,
          limits: limits(own),
          sorted.prefix(Diagnostic.mostCellsShown).map { finding($0.cell, shown($0.value, own)) },
          value: shown(sorted[0].value, own),
          at: expression.span
        )
      )
    }
    if failsOnMissing, !missing.isEmpty {
      found.append(
        .missingCells(
          missing.count,
          of: total + missing.count,
          missing.prefix(Diagnostic.mostCellsShown).map { finding($0, "missing") },
          at: expression.span
        )
      )
    }
    return found
  }

  private func limits(_ unit: Unit) -> String {
    switch (from, to) {
    case (let from?, let to?): "\(shown(from, unit)) to \(shown(to, unit)) (\(unit))"
    case (let from?, nil): "\(shown(from, unit)) and more (\(unit))"
    case (nil, let to?): "\(shown(to, unit)) and less (\(unit))"
    case (nil, nil): "any limit"
    }
  }
}

extension Unit {
  /// The unit at the prices of another where it says none of its own: a limit of `5 USD` is one for
  /// dollars of any year.
  func withBasis(of other: Unit) -> Unit {
    guard basis == nil else { return self }
    return Unit(meaning: meaning, multiplier: multiplier, atoms: atoms, of: of, basis: other.basis)
  }
}
