public import Diagnostics
public import Indicators

extension Evaluator {
  /// Compiles a formula of a model for one number a period.
  ///
  /// What does not depend on the model's names is computed now, over the whole catalogue; a cube with
  /// dimensions must be reduced (`over:`) within the formula.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - model: The names that the model gives.
  ///   - unit: The unit that the value is to have; nothing for what the formula gives.
  ///   - diagnostics: Where mistakes go.
  /// - Returns: The program; nothing if anything is wrong.
  public func compile(
    _ expression: Expression,
    model: ScalarModel,
    unit: Unit? = nil,
    into diagnostics: inout DiagnosticList
  ) -> ScalarProgram? {
    let reporter = Reporter()
    defer { diagnostics.report(contentsOf: reporter.list) }
    let scope = modelScope(model)
    guard case .cube(let type) = type(of: expression, scope, reporter) else {
      if reporter.list.all.isEmpty { reporter.report(.textAsNumber(at: expression.span)) }
      return nil
    }
    guard type.axes.isEmpty else {
      let count = type.axes.reduce(1) { $0 * $1.members.count }
      reporter.report(.manyValues("a value of the model", count, at: expression.focus))
      return nil
    }
    var compiler = ScalarCompiler(evaluator: self, model: model, reporter: reporter)
    guard let code = compiler.code(expression, ScalarCompiler.Place(scope: scope)) else {
      return nil
    }
    var operations = code.operations
    var result = code.unit
    if let unit {
      if let conversion = code.unit.conversion(to: unit) {
        if !conversion.isIdentity { operations.append(.convert(conversion)) }
      } else if !type.converts(to: unit) {
        reporter.report(
          .wrongUnit("the formula", code.unit, expected: "'\(unit)'", at: expression.focus)
        )
        return nil
      }
      result = unit
    }
    return ScalarProgram(
      unit: result,
      inputs: compiler.inputs,
      sources: compiler.sources.sorted(),
      operations: operations
    )
  }

  /// The unit of a model's formula, without reading a cell; nothing for a mistake, which is reported.
  public func unit(
    of expression: Expression,
    model: ScalarModel,
    into diagnostics: inout DiagnosticList
  ) -> Unit? {
    let reporter = Reporter()
    defer { diagnostics.report(contentsOf: reporter.list) }
    return cubeType(of: expression, modelScope(model), reporter)?.unit
  }

  private func modelScope(_ model: ScalarModel) -> Scope {
    var scope = Scope()
    for (name, unit) in model.constants { scope.types[name] = .cube(CubeType(unit: unit)) }
    for (name, unit) in model.series {
      scope.types[name] = .cube(CubeType(unit: unit, time: .series(model.frequency, nil)))
    }
    return scope
  }
}

extension Expression {
  /// The names that the formula uses, without its own local ones, sorted.
  public var names: [String] {
    var found: Set<String> = []
    collectNames(into: &found, locals: [])
    return found.sorted()
  }

  private func collectNames(into found: inout Set<String>, locals: Set<String>) {
    switch node {
    case .number, .text, .truth, .parameter: break
    case .name(let name): if !locals.contains(name) { found.insert(name) }
    case .call(let function, let arguments):
      let parameters = Function.all[function]?.parameters ?? []
      for (position, argument) in arguments.enumerated() {
        let parameter =
          argument.name.map { name in parameters.first { $0.name == name } }
          ?? (position < parameters.count ? parameters[position] : nil)
        switch parameter?.form {
        case .value, .any, nil: argument.value.collectNames(into: &found, locals: locals)
        // `geo` of `over:geo` names a dimension.
        case .period, .whole, .name, .word, .text, .flag: break
        }
      }
    case .selection(let base, _), .instant(let base, _), .unary(_, let base):
      base.collectNames(into: &found, locals: locals)
    case .binary(_, let left, let right):
      left.collectNames(into: &found, locals: locals)
      right.collectNames(into: &found, locals: locals)
    case .conditional(let test, let first, let second):
      for part in [test, first, second] { part.collectNames(into: &found, locals: locals) }
    case .local(let name, let value, let rest):
      value.collectNames(into: &found, locals: locals)
      rest.collectNames(into: &found, locals: locals.union([name]))
    }
  }
}

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
  private func merged(
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

  // MARK: Calls

  private mutating func call(
    _ name: String,
    _ arguments: [Expression.Argument],
    at focus: SourceSpan,
    _ place: Place
  ) -> Code? {
    guard let function = Function.all[name],
      let bound = function.bind(
        arguments,
        focus: focus,
        parameterValues: evaluator.parameters,
        reporter: reporter
      )
    else { return nil }
    func refuse() -> Code? {
      reporter.report(.notInModel("'\(name)'", at: focus))
      return nil
    }
    switch name {
    case "lag":
      guard let base = bound.expression("x") else { return nil }
      let count = bound.number("n") ?? 1
      var inner = place
      switch place.time {
      case .offset(let offset): inner.time = .offset(offset - count)
      case .at(let period): inner.time = .at(period.advanced(by: -count))
      }
      return code(base, inner)
    case "min2", "max2":
      return two(bound, "a", "b", then: name == "min2" ? .smaller : .larger, place)
    case "default":
      return two(bound, "x", "y", then: .fallback, place)
    case "clamp":
      // Not below the lower bound, then not above the upper.
      guard let lower = two(bound, "x", "a", then: .larger, place),
        let upper = bound.expression("b").flatMap({ code($0, place) }),
        let rule = evaluator.branchUnit(lower.operand, upper.operand, at: focus, reporter)
      else { return nil }
      return merged([lower, upper], [rule.left, rule.right], then: .smaller, unit: rule.unit)
    case "known":
      guard var result = bound.expression("x").flatMap({ code($0, place) }) else { return nil }
      result.operations.append(.isKnown)
      result.unit = .truth
      return result
    case "abs", "exp", "ln", "log10", "ratio", "round", "sqrt":
      guard let base = bound.expression("x"), let inner = code(base, place) else { return nil }
      return elementwise(name, bound, inner, at: focus)
    case "sum", "mean", "min", "max", "median", "count":
      guard let base = bound.expression("x"), let over = bound.name("over")?.text,
        case .cube(let type) = evaluator.type(of: base, place.scope, reporter),
        let axis = type.axes.first(where: { $0.name == over })
      else { return refuse() }
      return reduction(name, base, axis, skips: bound.skipsMissing, at: focus, place)
    default: return refuse()
    }
  }

  private mutating func two(
    _ bound: BoundCall,
    _ first: String,
    _ second: String,
    then step: ScalarOperation,
    _ place: Place
  ) -> Code? {
    guard let left = bound.expression(first).flatMap({ code($0, place) }),
      let right = bound.expression(second).flatMap({ code($0, place) }),
      let rule = evaluator.branchUnit(left.operand, right.operand, at: bound.focus, reporter)
    else { return nil }
    return merged([left, right], [rule.left, rule.right], then: step, unit: rule.unit)
  }

  private func elementwise(
    _ name: String,
    _ bound: BoundCall,
    _ inner: Code,
    at focus: SourceSpan
  ) -> Code? {
    var result = inner
    result.bareNumber = nil
    result.literal = nil
    func convert(to unit: Unit) {
      guard let conversion = inner.unit.conversion(to: unit) else { return }
      if !conversion.isIdentity { result.operations.append(.convert(conversion)) }
      result.unit = unit
    }
    switch name {
    case "abs": result.operations.append(.function { abs($0) })
    case "exp":
      convert(to: .one)
      result.operations.append(.function(exponential))
    case "ln":
      convert(to: .one)
      result.operations.append(.function(logarithm))
    case "log10":
      convert(to: .one)
      result.operations.append(.function(decimalLogarithm))
    case "ratio":
      guard let divisor = inner.unit.ratioDivisor else { return nil }
      result.operations.append(.convert(UnitConversion(numerator: 1, denominator: divisor)))
      result.unit = .one
    case "round":
      let scale = raised(10, to: Double(min(bound.number("n") ?? 0, 15)))
      result.operations.append(
        .function { rounded($0, scale: scale) }
      )
    case "sqrt":
      guard let unit = inner.unit.squareRoot else { return nil }
      convert(to: inner.unit.scaled(toMultiplier: 0))
      result.operations.append(.function { $0.squareRoot() })
      result.unit = unit
    default: return nil
    }
    return result
  }

  /// A function over a dimension: the part under it once for each member, then one step over them all.
  private mutating func reduction(
    _ name: String,
    _ base: Expression,
    _ axis: Axis,
    skips: Bool,
    at focus: SourceSpan,
    _ place: Place
  ) -> Code? {
    var codes: [Code] = []
    for member in axis.members where !member.isAggregate {
      var inner = place
      inner.members[axis.name] = member.id
      guard let code = code(base, inner) else { return nil }
      if !code.isLeftOut { codes.append(code) }
    }
    guard let first = codes.first else {
      return Code(operations: [.constant(.nan)], unit: .one)
    }
    let count = codes.count
    let step: ScalarOperation
    var unit = first.unit
    if name == "count" {
      step = .countKnown(count)
      unit = Unit(meaning: .count)
    } else {
      guard let aggregate = Aggregate(rawValue: name) else { return nil }
      step = .reduce(aggregate, count: count, skips: skips)
    }
    let conversions = codes.map { $0.unit.conversion(to: first.unit) ?? .identity }
    var result = merged(codes, conversions, then: step, unit: unit)
    result.hasAxes = !place.members.isEmpty && result.hasAxes
    return result
  }
}
