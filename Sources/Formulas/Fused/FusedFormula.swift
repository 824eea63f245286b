import Diagnostics
import Indicators

/// A part of a formula that is made of operators alone, to be worked out block by block in one pass:
/// each value is read once, and no cube is made for a step between.
struct FusedFormula {
  /// A step over the values of a block; operands stand on a stack.
  enum Step {
    case load(Int)
    case unary(Expression.UnaryOperator)
    case binary(BinaryStep)
  }

  struct BinaryStep {
    let symbol: Expression.BinaryOperator
    let left: UnitConversion
    let right: UnitConversion
    let statuses: StatusTable

    /// Where a zero denominator is an error, the operator; nothing where it makes a missing value.
    let zero: SourceSpan?
  }

  /// The operands, in the order in which the formula names them.
  private(set) var leaves: [Operand]
  private(set) var steps: [Step]

  /// The unit of the result; where an operation chooses the scale by its values, at base scale.
  private(set) var unit: UnitOperand
  private(set) var kind: Kind
  private(set) var axes: [Axis]
  private(set) var time: TimeAxis
  private(set) var restricted: Set<String>
  private(set) var skipped: Int

  /// The step whose values decide the scale of the result; nothing where the unit itself does.
  private(set) var scaleStep: Int?

  init(_ operand: Operand) {
    leaves = [operand]
    steps = [.load(0)]
    unit = operand.unitOperand
    kind = operand.cube.kind
    axes = operand.cube.axes
    time = operand.cube.time
    restricted = operand.restricted
    skipped = operand.skipped
  }

  /// The operand itself, if nothing is done to it.
  var single: Operand? { steps.count == 1 ? leaves[0] : nil }

  mutating func apply(_ symbol: Expression.UnaryOperator) {
    steps.append(.unary(symbol))
    let sign = symbol == .minus ? -1.0 : 1
    unit = UnitOperand(
      unit.unit,
      bareNumber: unit.bareNumber.map { $0 * sign },
      literal: unit.literal.map { $0 * sign }
    )
  }

  /// Two parts under an operator whose units are known to fit.
  init(
    _ symbol: Expression.BinaryOperator,
    _ left: FusedFormula,
    _ right: FusedFormula,
    _ rule: UnitResult,
    zero: SourceSpan?
  ) {
    let shapes = [(left.axes, left.restricted), (right.axes, right.restricted)]
    let axes = Alignment.axes(of: shapes)
    time = Alignment.time(of: [left.time, right.time])
    restricted = left.restricted.union(right.restricted)
    skipped = left.skipped + right.skipped
    kind = symbol.kind(left.kindInOperations, right.kindInOperations)
    var bareNumber: Double?
    if let own = left.unit.bareNumber, let other = right.unit.bareNumber {
      bareNumber = symbol.applied(own, other)
    }
    unit = UnitOperand(rule.unit, bareNumber: bareNumber)
    func isRepeated(_ own: [Axis]) -> Bool {
      axes.contains { axis in !own.contains { $0.name == axis.name } }
    }
    leaves = left.leaves + right.leaves
    steps = left.steps
    for step in right.steps {
      if case .load(let leaf) = step {
        steps.append(.load(leaf + left.leaves.count))
      } else {
        steps.append(step)
      }
    }
    steps.append(
      .binary(
        BinaryStep(
          symbol: symbol,
          left: rule.left,
          right: rule.right,
          statuses: .table(
            isLeftRepeated: isRepeated(left.axes),
            isRightRepeated: isRepeated(right.axes)
          ),
          zero: zero
        )
      )
    )
    self.axes = axes
    switch symbol {
    case .times, .divided: scaleStep = steps.count - 1
    // A sum keeps the left side's scale.
    case .plus, .minus: scaleStep = left.unit.bareNumber == nil ? left.scaleStep : nil
    case .power, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      scaleStep = nil
    }
  }

  /// The kind that counts under an operator: a plain number takes no part.
  private var kindInOperations: Kind { unit.bareNumber == nil ? kind : .unknown }

  /// See ``Operand``.
  var latest: Period? {
    guard case .instant(let period) = time else { return nil }
    let isTaken = leaves.filter { if case .instant = $0.cube.time { true } else { false } }
    return isTaken.allSatisfy(\.isLatest) ? period : nil
  }

  var count: Int { axes.reduce(time.count) { $0 * $1.members.count } }

  /// How many values stand on the stack at most.
  var depth: Int {
    var (depth, most) = (0, 0)
    for step in steps {
      switch step {
      case .load: depth += 1
      case .unary: break
      case .binary: depth -= 1
      }
      most = max(most, depth)
    }
    return most
  }

  /// The position of the steps' first zero denominator that is an error.
  enum Failure: Error {
    case zeroDenominator(at: SourceSpan, cell: Int)
  }

  /// Works the formula out.
  ///
  /// - Throws: ``Failure`` at the first cell whose denominator is zero where that is an error.
  func value() throws(Failure) -> Operand {
    let sources = leaves.map { CellMapping($0.cube, axes, time) }
    let isOpen = unit.unit.isScalable && unit.unit.multiplier == 0
    let result = try BlockRun(self, sources, counting: isOpen ? scaleStep : nil).result()
    var cube = Cube(
      axes: axes,
      time: time,
      unit: unit.unit,
      kind: kind,
      values: result.values,
      statuses: result.statuses,
      breaks: sources.reduce(into: []) { $0.formUnion($1.breaks) },
      sources: Set(leaves.flatMap(\.cube.sources)).sorted(),
      isCalculated: true
    )
    if result.multiplier != 0 {
      cube = cube.converted(to: unit.unit.scaled(toMultiplier: result.multiplier)) ?? cube
    }
    var operand = Operand(cube)
    operand.restricted = restricted
    operand.skipped = skipped
    operand.bareNumber = unit.bareNumber
    operand.literal = unit.literal
    operand.isLatest = latest != nil
    return operand
  }

  /// The members and the period of a cell, for messages.
  func name(of cell: Int) -> String { Alignment.name(of: cell, axes, time) }
}
