public import Diagnostics
public import Indicators

/// The two sides of a comparison, laid over each other cell by cell.
public struct ComparedSides: Sendable {
  public let symbol: Expression.BinaryOperator

  /// Both of one shape, in the unit in which they are compared. A cell is missing on both sides where it
  /// is missing on one.
  public let left: Cube
  public let right: Cube
}

extension Evaluator {
  /// The sides of `==`, `!=`, `<`, `<=`, `>` or `>=`.
  ///
  /// - Returns: Nothing for any other formula, and where something is wrong with it, which is reported.
  public func sides(
    of comparison: Expression,
    into diagnostics: inout DiagnosticList
  ) -> ComparedSides? {
    guard case .binary(let symbol, let left, let right) = comparison.node, symbol.isComparison,
      evaluated(comparison, into: &diagnostics)?.cube != nil
    else { return nil }
    let reporter = Reporter()
    guard let first = operand(of: left, Scope(), reporter),
      let second = operand(of: right, Scope(), reporter),
      let rule = operatorUnit(
        symbol,
        first.unitOperand,
        second.unitOperand,
        at: comparison.focus,
        reporter
      )
    else { return nil }
    let unit = first.bareNumber == nil ? first.cube.unit : second.cube.unit
    let alignment = Alignment([first, second])
    let statuses = (0..<alignment.count).map { alignment.status(at: $0) }
    func side(_ position: Int, _ conversion: UnitConversion) -> Cube {
      alignment.cube(
        unit: unit,
        kind: .unknown,
        values: (0..<alignment.count).map { cell in
          alignment.value(position, at: cell).map { conversion($0) } ?? 0
        },
        statuses: statuses
      )
    }
    return ComparedSides(symbol: symbol, left: side(0, rule.left), right: side(1, rule.right))
  }
}

extension Expression.BinaryOperator {
  /// Whether it compares two numbers.
  public var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .or, .and, .plus, .minus, .times, .divided, .power: false
    }
  }
}
