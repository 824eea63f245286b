import Diagnostics
import Formulas
import Indicators

/// How far two sides of a comparison may lie apart.
struct Tolerance: Sendable {
  enum Width: Sendable {
    /// A share of the right side.
    case relative(Double)

    /// In a unit; nothing: in that of the comparison.
    case absolute(Double, Unit?)
  }

  let width: Width
  let span: SourceSpan

  init(_ width: Width, at span: SourceSpan) {
    self.width = width
    self.span = span
  }
}

/// `check: "sum(output, over:mineral) == output_total"`: a formula that is true in every cell.
struct ClaimRule: Rule {
  let expression: Expression
  let tolerance: Tolerance?
  let failsOnMissing: Bool

  /// Equal sides may differ by this share of the larger: sums of decimal numbers do, in their last
  /// digits of sixteen.
  private static let rounding = 1e-9

  /// A cell where a part of the claim is false.
  private struct Failure {
    let cell: CellName
    let words: String

    /// How far the sides lie apart, as a share of the right one where that is not zero.
    let badness: Double
  }

  /// What was found in the parts of the claim.
  private struct Tally {
    var failures: [Failure] = []

    /// Only where they fail.
    var missing: [CellName] = []
    var hasMissing = false
    var hasKnown = false
  }

  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]? {
    // The whole is worked out first, so that whatever is wrong with it is told once.
    guard let whole = context.evaluator.evaluated(expression, into: &diagnostics) else {
      return nil
    }
    guard let cube = whole.cube, cube.unit.meaning == .truth else {
      diagnostics.report(.notTrueOrFalse(whole.cube?.unit, at: expression.span))
      return nil
    }
    var tally = Tally()
    for part in Self.parts(of: expression) {
      guard add(part, to: &tally, context, into: &diagnostics) else { return nil }
    }
    // What no record mentions is no cell of the data.
    let total = cube.statuses.count { $0 != .absent }
    return findings(tally, of: total, context)
  }

  /// The claims that `and` joins, each looked at for itself.
  private static func parts(of expression: Expression) -> [Expression] {
    guard case .binary(.and, let left, let right) = expression.node else { return [expression] }
    return parts(of: left) + parts(of: right)
  }

  private func add(
    _ part: Expression,
    to tally: inout Tally,
    _ context: CheckContext,
    into diagnostics: inout DiagnosticList
  ) -> Bool {
    guard case .binary(let symbol, _, _) = part.node, symbol.isComparison else {
      if let tolerance {
        diagnostics.report(.toleranceOfNothing(at: tolerance.span))
        return false
      }
      guard let cube = context.evaluator.evaluated(part, into: &diagnostics)?.cube else {
        return false
      }
      for cell in cube.values.indices {
        note(cube, cell, &tally)
        if cube[cell] == 0 { tally.failures.append(Self.failure(cube, cell)) }
      }
      return true
    }
    guard let sides = context.evaluator.sides(of: part, into: &diagnostics) else {
      // Two texts: true or false as a whole.
      guard let cube = context.evaluator.evaluated(part, into: &diagnostics)?.cube else {
        return false
      }
      note(cube, 0, &tally)
      if cube[0] == 0 { tally.failures.append(Self.failure(cube, 0)) }
      return true
    }
    guard let width = width(in: sides.left.unit, into: &diagnostics) else { return false }
    for cell in sides.left.values.indices {
      note(sides.left, cell, &tally)
      guard let left = sides.left[cell], let right = sides.right[cell] else { continue }
      let allowed = width(right)
      guard !Self.holds(left, sides.symbol, right, within: allowed) else { continue }
      tally.failures.append(
        Failure(
          cell: CellName(sides.left, cell),
          words: words(left, sides.symbol, right, sides.left.unit),
          badness: right == 0 ? .infinity : abs(left - right) / abs(right)
        )
      )
    }
    return true
  }

  private static func failure(_ cube: Cube, _ cell: Int) -> Failure {
    Failure(cell: CellName(cube, cell), words: "false", badness: 0)
  }

  private func note(_ cube: Cube, _ cell: Int, _ tally: inout Tally) {
    let status = cube.statuses[cell]
    guard status != .absent else { return }
    guard status.isMissing else {
      tally.hasKnown = true
      return
    }
    tally.hasMissing = true
    if failsOnMissing { tally.missing.append(CellName(cube, cell)) }
  }

  /// How far the sides may lie apart by the value of the right one.
  private func width(
    in unit: Unit,
    into diagnostics: inout DiagnosticList
  ) -> ((Double) -> Double)? {
    switch tolerance?.width {
    case nil: return { _ in 0 }
    case .relative(let share): return { abs($0) * share }
    case .absolute(let number, nil): return { _ in number }
    case .absolute(let number, let given?):
      // As of the limits of a range: which prices money is in, the values say.
      let own = given.withBasis(of: unit)
      // Percentages lie apart by points.
      let apart = unit.meaning == .percent ? Unit(meaning: .percentagePoint) : unit
      guard let conversion = own.conversion(to: unit) ?? own.conversion(to: apart) else {
        if let tolerance { diagnostics.report(.toleranceUnit(given, apart, at: tolerance.span)) }
        return nil
      }
      let width = conversion(number)
      return { _ in width }
    }
  }

  static func holds(
    _ left: Double,
    _ symbol: Expression.BinaryOperator,
    _ right: Double,
    within allowed: Double
  ) -> Bool {
    let slack = allowed + rounding * max(abs(left), abs(right))
    return switch symbol {
    case .equal: abs(left - right) <= slack
    case .notEqual: abs(left - right) > slack
    case .less: left < right + allowed
    case .lessOrEqual: left <= right + slack
    case .greater: left > right - allowed
    case .greaterOrEqual: left >= right - slack
    case .or, .and, .plus, .minus, .times, .divided, .power: true
    }
  }

  /// `0.53 == 0.5, apart by 0.03 (6%)`.
  private func words(
    _ left: Double,
    _ symbol: Expression.BinaryOperator,
    _ right: Double,
    _ unit: Unit
  ) -> String {
    let texts = shownApart(left, right, unit)
    var text = "\(texts.left) \(symbol.rawValue) \(texts.right)"
    guard left != right else { return text + ": the two are equal" }
    // Percentages lie apart by points.
    let apart = unit.meaning == .percent ? Unit(meaning: .percentagePoint) : unit
    text += ", apart by \(shown(abs(left - right), apart))"
    if right != 0 { text += " (\(shownPercent(abs(left - right) / abs(right))))" }
    return text
  }

  private func findings(
    _ tally: Tally,
    of total: Int,
    _ context: CheckContext
  ) -> [Diagnostic] {
    guard tally.hasKnown || (failsOnMissing && tally.hasMissing) else {
      return [.nothingToCheck(at: expression.span)]
    }
    var found: [Diagnostic] = []
    let places = CellPlaces([expression], context.evaluator)
    func finding(_ cell: CellName, _ words: String) -> CellFinding {
      CellFinding(
        text: cell.text.isEmpty ? words : "\(cell.text): \(words)",
        span: places.span(of: cell)
      )
    }
    if !tally.failures.isEmpty {
      let sorted = tally.failures.enumerated().sorted { one, other in
        one.element.badness == other.element.badness
          ? one.offset < other.offset : one.element.badness > other.element.badness
      }.map(\.element)
      let cells = Set(tally.failures.map(\.cell)).count
      found.append(
        .falseClaim(
          cells,
          of: total,
          sorted.prefix(Diagnostic.mostCellsShown).map { finding($0.cell, $0.words) },
          value: sorted[0].words,
          at: expression.span
        )
      )
    }
    if failsOnMissing, !tally.missing.isEmpty {
      var seen: Set<CellName> = []
      let missing = tally.missing.filter { seen.insert($0).inserted }
      found.append(
        .missingCells(
          missing.count,
          of: total,
          missing.prefix(Diagnostic.mostCellsShown).map { finding($0, "missing") },
          at: expression.span
        )
      )
    }
    return found
  }
}
