import Diagnostics
import Indicators

/// Turns a formula into the steps of a stack machine. What has dimensions is unrolled, member by member,
/// under the function that reduces it.
struct ScalarCompiler {
  /// Steps that leave one number on the stack.
  struct Code {
    var operations: [ScalarOperation]
    var unit: Unit
    var bareNumber: Double?
    var literal: Double?

    /// Whether it holds a dimension, so that it can be left out of a function over it.
    var hasAxes = false

    /// Whether the data have no record of these members, so that a function over them passes over it.
    var isLeftOut = false

    var operand: UnitOperand { UnitOperand(unit, bareNumber: bareNumber, literal: literal) }
  }

  /// Where a part of the formula stands: at which period and for which members.
  struct Place {
    enum Time {
      case offset(Int)
      case at(Period)
    }

    var scope: Scope
    var time = Time.offset(0)

    /// The member of each dimension that is being reduced.
    var members: [String: String] = [:]

    /// Local names with the formulas they stand for and what those see.
    var locals: [String: Local] = [:]
  }

  /// A class, since a place holds locals and a local its place.
  final class Local {
    let value: Expression
    let place: Place

    init(_ value: Expression, _ place: Place) {
      self.value = value
      self.place = place
    }
  }

  let evaluator: Evaluator
  let model: ScalarModel
  let reporter: Reporter
  private(set) var inputs: [ScalarInput] = []
  private(set) var sources: Set<String> = []

  /// What was computed of the data, by where its formula stands; parts under a function over a
  /// dimension are asked for once a member.
  private var constants: [SourceSpan: Operand] = [:]

  init(evaluator: Evaluator, model: ScalarModel, reporter: Reporter) {
    self.evaluator = evaluator
    self.model = model
    self.reporter = reporter
  }

  mutating func code(_ expression: Expression, _ place: Place) -> Code? {
    guard usesModel(expression, place) else { return constant(expression, place) }
    switch expression.node {
    case .name(let name):
      if let local = place.locals[name] {
        var inner = local.place
        inner.time = place.time
        inner.members = place.members
        return code(local.value, inner)
      }
      return input(name, place)
    case .unary(let symbol, let operand):
      guard var result = code(operand, place) else { return nil }
      switch symbol {
      case .minus: result.operations.append(.negate)
      case .plus: break
      case .not: result.operations.append(.not)
      }
      result.bareNumber = nil
      result.literal = nil
      return result
    case .binary(let symbol, let left, let right):
      return binary(symbol, left, right, at: expression.focus, place)
    case .conditional(let test, let first, let second):
      return conditional(test, first, second, at: expression.focus, place)
    case .instant(let base, let instant):
      var inner = place
      switch instant {
      case .period(let period): inner.time = .at(period)
      case .parameter(let name):
        guard let period = evaluator.parameters[name].flatMap({ Period($0) }) else { return nil }
        inner.time = .at(period)
      case .latest, .first, .eachLatest:
        reporter.report(.notInModel("'\(expression.focus.text)'", at: expression.focus))
        return nil
      }
      return code(base, inner)
    case .local(let name, let value, let rest):
      guard let type = evaluator.type(of: value, place.scope, reporter) else { return nil }
      var inner = place
      inner.scope.types[name] = type
      inner.locals[name] = Local(value, place)
      return code(rest, inner)
    case .call(let name, let arguments):
      return call(name, arguments, at: expression.focus, place)
    case .selection:
      reporter.report(.notInModel("a selection", at: expression.focus))
      return nil
    case .number, .text, .truth, .parameter: return constant(expression, place)
    }
  }

  private func usesModel(_ expression: Expression, _ place: Place) -> Bool {
    expression.names.contains { name in
      if let local = place.locals[name] { return usesModel(local.value, local.place) }
      return model.unit(of: name) != nil
    }
  }

  // MARK: Leaves

  private mutating func input(_ name: String, _ place: Place) -> Code? {
    guard let unit = model.unit(of: name) else { return nil }
    var access = ScalarInput.Access.current
    if model.series[name] != nil {
      switch place.time {
      case .offset(0): break
      case .offset(let offset): access = .lag(-offset)
      case .at(let period): access = .at(period)
      }
    }
    let input = ScalarInput(name: name, access: access)
    let position: Int
    if let known = inputs.firstIndex(of: input) {
      position = known
    } else {
      position = inputs.count
      inputs.append(input)
    }
    return Code(operations: [.input(position)], unit: unit)
  }

  /// A part that the model has no say in: computed once, and its cell picked.
  private mutating func constant(_ expression: Expression, _ place: Place) -> Code? {
    let operand: Operand
    if let known = constants[expression.span] {
      operand = known
    } else {
      var scope = place.scope
      for (name, local) in place.locals where !usesModel(local.value, local.place) {
        guard let value = evaluator.compute(local.value, local.place.scope, reporter) else {
          return nil
        }
        scope.values[name] = value
      }
      guard let computed = evaluator.operand(of: expression, scope, reporter) else { return nil }
      if let found = computed.cube.time.periods.first?.frequency, case .series = computed.cube.time,
        found != model.frequency
      {
        reporter.report(.frequencies("compute", model.frequency, found, at: expression.span))
        return nil
      }
      operand = computed
      constants[expression.span] = computed
      sources.formUnion(computed.cube.sources)
    }
    return code(of: operand, place)
  }

  private func code(of operand: Operand, _ place: Place) -> Code? {
    let cube = operand.cube
    var result = Code(
      operations: [],
      unit: cube.unit,
      bareNumber: operand.bareNumber,
      literal: operand.literal,
      hasAxes: !cube.axes.isEmpty
    )
    var positions: [Int] = []
    for axis in cube.axes {
      guard let member = place.members[axis.name], let position = axis.position(of: member) else {
        result.operations = [.constant(.nan)]
        return result
      }
      positions.append(position)
    }
    let start = cube.cell(at: positions)
    let cells = start..<start + cube.time.count
    result.isLeftOut = !cube.axes.isEmpty && cells.allSatisfy { cube.statuses[$0] == .absent }
    guard case .series(let periods) = cube.time else {
      result.operations = [.constant(cube[start] ?? .nan)]
      return result
    }
    let known = zip(periods, cells).filter { !$0.0.isAverage }
    guard let first = known.first?.0, let last = known.last?.0 else {
      result.operations = [.constant(.nan)]
      return result
    }
    switch place.time {
    case .at(let period):
      let cell = zip(periods, cells).first { $0.0 == period }?.1
      result.operations = [.constant(cell.flatMap { cube[$0] } ?? .nan)]
    case .offset(let offset):
      var values = [Double](repeating: .nan, count: last.ordinal - first.ordinal + 1)
      for (period, cell) in known { values[period.ordinal - first.ordinal] = cube[cell] ?? .nan }
      result.operations = [.table(start: first.ordinal, values: values, offset: offset)]
    }
    return result
  }

  // MARK: Operators

  private mutating func binary(
    _ symbol: Expression.BinaryOperator,
    _ left: Expression,
    _ right: Expression,
    at focus: SourceSpan,
    _ place: Place
  ) -> Code? {
    guard let first = code(left, place), let second = code(right, place),
      let rule = evaluator.operatorUnit(symbol, first.operand, second.operand, at: focus, reporter)
    else { return nil }
    return merged(
      [first, second],
      [rule.left, rule.right],
      then: .binary(symbol),
      unit: rule.unit
    )
  }

  /// Several numbers, converted, and one step that takes them all.
  func merged(
    _ codes: [Code],
    _ conversions: [UnitConversion],
    then step: ScalarOperation,
    unit: Unit
  ) -> Code {
    var result = Code(operations: [], unit: unit)
    for (code, conversion) in zip(codes, conversions) {
      result.operations += code.operations
      if !conversion.isIdentity { result.operations.append(.convert(conversion)) }
    }
    result.operations.append(step)
    let holders = codes.filter(\.hasAxes)
    result.hasAxes = !holders.isEmpty
    result.isLeftOut = !holders.isEmpty && holders.allSatisfy(\.isLeftOut)
    return result
  }

  private mutating func conditional(
    _ test: Expression,
    _ first: Expression,
    _ second: Expression,
    at focus: SourceSpan,
    _ place: Place
  ) -> Code? {
    guard let condition = code(test, place), let left = code(first, place),
      let right = code(second, place),
      let rule = evaluator.branchUnit(left.operand, right.operand, at: focus, reporter)
    else { return nil }
    return merged(
      [condition, left, right],
      [.identity, rule.left, rule.right],
      then: .choose,
      unit: rule.unit
    )
  }
}
