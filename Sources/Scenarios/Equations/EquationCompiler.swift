import Diagnostics
import Formulas
import Indicators

/// A part of a formula with all that its surroundings have to know of it.
struct Term {
  var computation: Computation
  var unit: Unit

  /// Its value where it was written as numbers without a unit.
  var bareNumber: Double?

  /// Its value where it is a number written with a unit.
  var literal: Double?
  var axes: [Axis] = []

  var operand: UnitOperand { UnitOperand(unit, bareNumber: bareNumber, literal: literal) }
}

/// What a name of the model is bound to.
struct Binding {
  enum Role: String {
    case parameter = "a parameter"
    case driver = "a driver"
    case event = "what an event gives"
    case variable = "a variable"
  }

  let slot: Int
  let unit: Unit
  let role: Role
}

/// The cubes that formulas of the model take from the data, each evaluated once for all runs.
final class DataCache {
  private let data: any ModelData
  private var cubes: [SourceSpan: Cube?] = [:]

  init(_ data: any ModelData) { self.data = data }

  var names: [String] { data.names }

  func hasName(_ name: String) -> Bool { data.hasName(name) }

  func cube(_ expression: Expression, into list: inout DiagnosticList) -> Cube? {
    if let known = cubes[expression.span] { return known }
    let cube = data.cube(expression, into: &list)
    cubes[expression.span] = .some(cube)
    return cube
  }
}

/// Turns a formula into a computation: names into slots, units into factors, and what uses only data into
/// constants.
struct EquationCompiler {
  /// Every name of the model.
  let names: [String: Binding]

  /// Which of them this formula may use.
  let roles: Set<Binding.Role>

  /// What the formula belongs to, for messages: `the driver 'price'`.
  let what: String

  /// The model's first year.
  let origin: Int
  let data: DataCache

  private var locals: [String: Term] = [:]

  /// How many years before the year computed names are taken from.
  private var lag = 0

  /// The year that names are taken from, counted from the model's first one.
  private var instant: Int?

  init(
    names: [String: Binding],
    roles: Set<Binding.Role>,
    what: String,
    origin: Int,
    data: DataCache
  ) {
    self.names = names
    self.roles = roles
    self.what = what
    self.origin = origin
    self.data = data
  }

  /// The formula as a computation of one number in a unit.
  ///
  /// - Returns: Nothing if anything is wrong with it, which is reported.
  mutating func computation(
    _ expression: Expression,
    in unit: Unit,
    into list: inout DiagnosticList
  ) -> Computation? {
    guard let term = term(expression, into: &list) else { return nil }
    guard term.axes.isEmpty else {
      list.report(.dimensionsLeft(term.axes.map(\.name), in: what, at: expression.span))
      return nil
    }
    guard let conversion = conversion(of: term, to: unit) else {
      list.report(.declaredUnit(term.unit, declared: unit, of: what, at: expression.span))
      return nil
    }
    return scaled(term.computation, by: conversion)
  }

  /// A number without a unit takes the one that is declared.
  private func conversion(of term: Term, to unit: Unit) -> UnitConversion? {
    term.bareNumber == nil ? term.unit.conversion(to: unit) : .identity
  }

  /// A formula with the unit that it has by itself.
  mutating func term(_ expression: Expression, into list: inout DiagnosticList) -> Term? {
    if case .call("lag", let arguments) = expression.node {
      return lagged(arguments, of: expression, into: &list)
    }
    if !usesModel(expression), mentionsData(expression) {
      return dataTerm(expression, into: &list)
    }
    switch expression.node {
    case .number(let value, nil):
      return Term(computation: .constant([value]), unit: .one, bareNumber: value)
    case .number(let value, let unit?):
      return Term(computation: .constant([value]), unit: unit, literal: value)
    case .truth(let value):
      return Term(computation: .constant([value ? 1 : 0]), unit: .truth)
    case .name(let name):
      return nameTerm(name, at: expression.span, into: &list)
    case .unary(let operation, let operand):
      return unary(operation, operand, of: expression, into: &list)
    case .binary(let operation, let left, let right):
      return binary(operation, left, right, of: expression, into: &list)
    case .conditional(let condition, let first, let second):
      return conditional(condition, first, second, of: expression, into: &list)
    case .instant(let operand, let instant):
      return fixed(operand, instant, of: expression, into: &list)
    case .local(let name, let value, let rest):
      guard let term = term(value, into: &list) else { return nil }
      let hidden = locals.updateValue(term, forKey: name)
      defer { locals[name] = hidden }
      return self.term(rest, into: &list)
    case .call(let name, let arguments):
      return call(name, arguments, of: expression, into: &list)
    case .selection:
      list.report(.selection(at: expression.span))
      return nil
    case .text, .parameter:
      list.report(.noNumber(at: expression.span))
      return nil
    }
  }

  // MARK: Names

  private mutating func nameTerm(
    _ name: String,
    at span: SourceSpan,
    into list: inout DiagnosticList
  ) -> Term? {
    if let local = locals[name] { return local }
    if name == "year" {
      let computation: Computation =
        instant.map { .constant([Double(origin + $0 - lag)]) }
        ?? (lag == 0 ? .year : .binary(.subtract, .year, .constant([Double(lag)])))
      return Term(computation: computation, unit: .one)
    }
    guard let binding = names[name] else {
      let known = Array(names.keys) + data.names + ["year"]
      list.report(.unknownName(name, in: what, known: known, at: span))
      return nil
    }
    guard roles.contains(binding.role) else {
      list.report(.nameOutOfReach(name, role: binding.role.rawValue, in: what, at: span))
      return nil
    }
    let computation: Computation =
      instant.map { .fixed(slot: binding.slot, year: $0 - lag) }
      ?? .reference(slot: binding.slot, lag: lag)
    return Term(computation: computation, unit: binding.unit)
  }

  /// Whether a formula uses a name of the model, a local name or the year computed.
  private func usesModel(_ expression: Expression) -> Bool {
    switch expression.node {
    case .number, .text, .truth, .parameter: return false
    case .name(let name): return names[name] != nil || locals[name] != nil || name == "year"
    case .call(_, let arguments):
      return arguments.contains { !Self.isWord($0) && usesModel($0.value) }
    case .selection(let operand, _), .instant(let operand, _), .unary(_, let operand):
      return usesModel(operand)
    case .binary(_, let left, let right): return usesModel(left) || usesModel(right)
    case .conditional(let condition, let first, let second):
      return usesModel(condition) || usesModel(first) || usesModel(second)
    case .local(_, let value, let rest): return usesModel(value) || usesModel(rest)
    }
  }

  /// Whether a formula uses a name that the data may have.
  private func mentionsData(_ expression: Expression) -> Bool {
    switch expression.node {
    case .number, .text, .truth: return false
    case .parameter: return true
    case .name(let name): return data.hasName(name)
    case .call(_, let arguments):
      return arguments.contains { !Self.isWord($0) && mentionsData($0.value) }
    case .selection(let operand, _), .instant(let operand, _), .unary(_, let operand):
      return mentionsData(operand)
    case .binary(_, let left, let right): return mentionsData(left) || mentionsData(right)
    case .conditional(let condition, let first, let second):
      return mentionsData(condition) || mentionsData(first) || mentionsData(second)
    case .local(_, let value, let rest): return mentionsData(value) || mentionsData(rest)
    }
  }

  /// Whether an argument is a word of the function rather than a formula: `over:mineral`.
  private static func isWord(_ argument: Expression.Argument) -> Bool {
    argument.name.map { ["over", "missing", "of"].contains($0) } ?? false
  }

  /// What uses only data: evaluated once, then a constant or one number a year.
  private func dataTerm(_ expression: Expression, into list: inout DiagnosticList) -> Term? {
    guard let cube = data.cube(expression, into: &list) else { return nil }
    func cells(_ step: Int) -> [Double] {
      stride(from: step, to: cube.values.count, by: cube.time.count).map { cube[$0] ?? .nan }
    }
    let computation: Computation
    switch cube.time {
    case .none, .instant: computation = .constant(cells(0))
    case .series(let periods):
      guard let first = periods.first,
        periods.allSatisfy({ $0.frequency == .annual && !$0.isAverage })
      else {
        list.report(.notYearly(at: expression.span))
        return nil
      }
      let start = first.year
      let last = periods.last?.year ?? start
      let count = cells(0).count
      var byYear = Array(
        repeating: Array(repeating: Double.nan, count: count),
        count: last - start + 1
      )
      for (step, period) in periods.enumerated() { byYear[period.year - start] = cells(step) }
      if let instant {
        let position = origin + instant - lag - start
        computation = .constant(
          byYear.indices.contains(position)
            ? byYear[position] : Array(repeating: .nan, count: count)
        )
      } else {
        computation = .series(byYear, first: start - origin + lag)
      }
    }
    return Term(computation: computation, unit: cube.unit, axes: cube.axes)
  }

  /// `lag(x)`, `lag(x, 2)`.
  private mutating func lagged(
    _ arguments: [Expression.Argument],
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    var steps = 1
    if arguments.count == 2 {
      guard let whole = Self.wholeNumber(arguments[1].value), 1...50 ~= whole else {
        list.report(.lagLength(at: arguments[1].value.span))
        return nil
      }
      steps = whole
    }
    guard 1...2 ~= arguments.count, arguments.allSatisfy({ $0.name == nil }) else {
      list.report(
        .arguments(of: "lag", expected: "a formula and a number of years", at: expression.focus)
      )
      return nil
    }
    lag += steps
    defer { lag -= steps }
    return term(arguments[0].value, into: &list)
  }

  /// `x @ 2024`.
  private mutating func fixed(
    _ operand: Expression,
    _ instant: Expression.Instant,
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    guard case .period(let period) = instant, period.frequency == .annual, !period.isAverage else {
      list.report(.instantOfModel(at: expression.span))
      return nil
    }
    let (outerInstant, outerLag) = (self.instant, lag)
    (self.instant, lag) = (period.year - origin, 0)
    defer { (self.instant, lag) = (outerInstant, outerLag) }
    return term(operand, into: &list)
  }

  /// A number written in place, with or without a sign.
  private static func wholeNumber(_ expression: Expression) -> Int? {
    switch expression.node {
    case .number(let value, nil): Int(exactly: value)
    case .unary(.minus, let operand): wholeNumber(operand).map { -$0 }
    default: nil
    }
  }

  // MARK: Operators

  private mutating func unary(
    _ operation: Expression.UnaryOperator,
    _ operand: Expression,
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    guard var term = term(operand, into: &list) else { return nil }
    let isTruth = term.unit.meaning == .truth
    guard isTruth == (operation == .not) else {
      list.report(.units(isTruth ? .truth : .notTruth, term.unit, nil, at: expression.focus))
      return nil
    }
    switch operation {
    case .plus: break
    case .not: term.computation = applied(.not, to: term.computation)
    case .minus:
      term.computation = applied(.negate, to: term.computation)
      term.bareNumber = term.bareNumber.map { -$0 }
      term.literal = nil
    }
    return term
  }

  private mutating func binary(
    _ operation: Expression.BinaryOperator,
    _ left: Expression,
    _ right: Expression,
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    let first = term(left, into: &list)
    let second = term(right, into: &list)
    guard let first, let second else { return nil }
    let result: UnitResult
    let step: BinaryOperation
    do throws(UnitMismatch) {
      let (one, other) = (first.operand, second.operand)
      switch operation {
      case .plus: (result, step) = (try UnitArithmetic.sum(one, .plus, other), .add)
      case .minus: (result, step) = (try UnitArithmetic.sum(one, .minus, other), .subtract)
      case .times: (result, step) = (try UnitArithmetic.product(one, other), .multiply)
      case .divided: (result, step) = (try UnitArithmetic.quotient(one, other), .divide)
      case .power: (result, step) = (try UnitArithmetic.power(one, other), .power)
      case .equal: (result, step) = (try UnitArithmetic.sum(one, .comparison, other), .equal)
      case .notEqual: (result, step) = (try UnitArithmetic.sum(one, .comparison, other), .notEqual)
      case .less: (result, step) = (try UnitArithmetic.sum(one, .comparison, other), .less)
      case .lessOrEqual:
        (result, step) = (try UnitArithmetic.sum(one, .comparison, other), .lessOrEqual)
      case .greater: (result, step) = (try UnitArithmetic.sum(one, .comparison, other), .greater)
      case .greaterOrEqual:
        (result, step) = (try UnitArithmetic.sum(one, .comparison, other), .greaterOrEqual)
      case .and, .or:
        guard one.unit.meaning == .truth, other.unit.meaning == .truth else { throw .notTruth }
        (result, step) = (UnitResult(.truth), operation == .and ? .and : .or)
      }
    } catch {
      list.report(.units(error, first.unit, second.unit, at: expression.focus))
      return nil
    }
    guard
      var term = joined(first, second, by: step, result, at: expression.focus, into: &list)
    else { return nil }
    let isNumber = [.plus, .minus, .times, .divided, .power].contains(operation)
    if isNumber, let one = first.bareNumber, let other = second.bareNumber {
      let value = step(one, other)
      term.bareNumber = value.isNaN ? nil : value
    }
    if !isNumber { term.unit = .truth }
    return term
  }

  /// Two terms in their common cells and units under an operation.
  private func joined(
    _ first: Term,
    _ second: Term,
    by operation: BinaryOperation,
    _ units: UnitResult,
    at span: SourceSpan,
    into list: inout DiagnosticList
  ) -> Term? {
    guard let (left, right, axes) = aligned(first, second) else {
      list.report(.nothingInCommon(at: span))
      return nil
    }
    let computation = combined(
      operation,
      scaled(left, by: units.left),
      scaled(right, by: units.right)
    )
    return Term(computation: computation, unit: units.unit, axes: axes)
  }

  private mutating func conditional(
    _ condition: Expression,
    _ first: Expression,
    _ second: Expression,
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    let test = term(condition, into: &list)
    let yes = term(first, into: &list)
    let no = term(second, into: &list)
    guard let test, let yes, let no else { return nil }
    guard test.unit.meaning == .truth else {
      list.report(.units(.notTruth, test.unit, nil, at: condition.span))
      return nil
    }
    guard let units = common(yes, no, at: expression.focus, into: &list) else { return nil }
    guard let branches = aligned(yes, no) else {
      list.report(.nothingInCommon(at: expression.focus))
      return nil
    }
    let left = Term(
      computation: scaled(branches.0, by: units.left),
      unit: units.unit,
      axes: branches.2
    )
    guard let (tests, lefts, axes) = aligned(test, left),
      let (_, rights, _) = aligned(
        test,
        Term(computation: scaled(branches.1, by: units.right), unit: units.unit, axes: branches.2)
      )
    else {
      list.report(.nothingInCommon(at: expression.focus))
      return nil
    }
    return Term(computation: .select(tests, lefts, rights), unit: units.unit, axes: axes)
  }

  /// The unit that both terms can be given, as for a comparison.
  private func common(
    _ first: Term,
    _ second: Term,
    at span: SourceSpan,
    into list: inout DiagnosticList
  ) -> UnitResult? {
    do throws(UnitMismatch) {
      return try UnitArithmetic.sum(first.operand, .comparison, second.operand)
    } catch {
      list.report(.units(error, first.unit, second.unit, at: span))
      return nil
    }
  }

  // MARK: Functions

  private mutating func call(
    _ name: String,
    _ arguments: [Expression.Argument],
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    if let reduction = Reduction(rawValue: name) {
      return reduced(reduction, arguments, of: expression, into: &list)
    }
    guard let count = Self.argumentCounts[name] else {
      list.report(
        .function(name, known: Self.argumentCounts.keys.sorted(), at: expression.focus)
      )
      return nil
    }
    guard count.contains(arguments.count), arguments.allSatisfy({ $0.name == nil }) else {
      list.report(
        .arguments(of: name, expected: "\(count.upperBound) of them", at: expression.focus)
      )
      return nil
    }
    var terms: [Term] = []
    for argument in arguments {
      guard let term = term(argument.value, into: &list) else { return nil }
      terms.append(term)
    }
    func fail(_ mismatch: UnitMismatch, _ term: Term) -> Term? {
      list.report(.units(mismatch, term.unit, nil, at: expression.focus))
      return nil
    }
    var first = terms[0]
    switch name {
    case "exp", "ln", "log10", "sqrt":
      guard first.unit.isPlainNumber else { return fail(.powerOf, first) }
      let operation: UnaryOperation =
        switch name {
        case "exp": .exponential
        case "ln": .logarithm
        case "log10": .decimalLogarithm
        default: .squareRoot
        }
      let plain = Unit.one
      let conversion = first.unit.conversion(to: plain) ?? .identity
      return Term(
        computation: applied(operation, to: scaled(first.computation, by: conversion)),
        unit: plain,
        axes: first.axes
      )
    case "abs":
      first.computation = applied(.absolute, to: first.computation)
      first.bareNumber = first.bareNumber.map(\.magnitude)
      first.literal = nil
      return first
    case "round":
      guard let decimals = Self.wholeNumber(arguments[1].value), -15...15 ~= decimals else {
        list.report(
          .arguments(of: name, expected: "a formula and a count of decimals", at: expression.focus)
        )
        return nil
      }
      first.computation = applied(.round(decimals: decimals), to: first.computation)
      first.literal = nil
      return first
    case "ratio":
      guard first.unit.meaning == .percent || first.unit.isPlainNumber,
        let conversion = first.unit.conversion(to: .one)
      else { return fail(.dimension, first) }
      return Term(
        computation: scaled(first.computation, by: conversion),
        unit: .one,
        axes: first.axes
      )
    case "known":
      return Term(
        computation: applied(.isKnown, to: first.computation),
        unit: .truth,
        axes: first.axes
      )
    case "min2": return pair(first, terms[1], .minimum, of: expression, into: &list)
    case "max2": return pair(first, terms[1], .maximum, of: expression, into: &list)
    case "default": return pair(first, terms[1], .replaceMissing, of: expression, into: &list)
    default:
      guard let raised = pair(first, terms[1], .maximum, of: expression, into: &list) else {
        return nil
      }
      return pair(raised, terms[2], .minimum, of: expression, into: &list)
    }
  }

  /// The functions that a model's own names may stand in, with their counts of arguments.
  private static let argumentCounts: [String: ClosedRange<Int>] = [
    "exp": 1...1, "ln": 1...1, "log10": 1...1, "sqrt": 1...1, "abs": 1...1, "round": 2...2,
    "ratio": 1...1, "known": 1...1, "min2": 2...2, "max2": 2...2, "default": 2...2,
    "clamp": 3...3,
  ]

  private func pair(
    _ first: Term,
    _ second: Term,
    _ operation: BinaryOperation,
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    guard let units = common(first, second, at: expression.focus, into: &list) else { return nil }
    return joined(first, second, by: operation, units, at: expression.focus, into: &list)
  }

  /// `mean(x, over:mineral, missing:skip)`.
  private mutating func reduced(
    _ reduction: Reduction,
    _ arguments: [Expression.Argument],
    of expression: Expression,
    into list: inout DiagnosticList
  ) -> Term? {
    func word(_ name: String) -> String? {
      guard let argument = arguments.first(where: { $0.name == name }),
        case .name(let word) = argument.value.node
      else { return nil }
      return word
    }
    let positional = arguments.filter { $0.name == nil }
    let skips = word("missing").map { $0 == "skip" }
    guard positional.count == 1, let over = word("over"), skips != false,
      arguments.allSatisfy({ [nil, "over", "missing"].contains($0.name) })
    else {
      list.report(
        .arguments(
          of: reduction.rawValue,
          expected: "a formula and over:DIMENSION",
          at: expression.focus
        )
      )
      return nil
    }
    guard let term = term(positional[0].value, into: &list) else { return nil }
    guard let position = term.axes.firstIndex(where: { $0.name == over }) else {
      list.report(.noDimension(over, among: term.axes.map(\.name), at: expression.span))
      return nil
    }
    guard term.unit.meaning != .truth, term.unit.meaning != .rank || reduction == .count else {
      list.report(.units(.truth, term.unit, nil, at: expression.focus))
      return nil
    }
    var rest = term.axes
    let axis = rest.remove(at: position)
    let after = term.axes[(position + 1)...].reduce(1) { $0 * $1.members.count }
    let before = term.axes[..<position].reduce(1) { $0 * $1.members.count }
    let kept = axis.members.indices.filter { !axis.members[$0].isAggregate }
    let groups = (0..<before).flatMap { outer in
      (0..<after).map { inner in
        kept.map { (outer * axis.members.count + $0) * after + inner }
      }
    }
    return Term(
      computation: .reduction(
        reduction,
        skipsMissing: skips ?? false,
        term.computation,
        groups: groups
      ),
      unit: reduction == .count ? Unit(meaning: .count) : term.unit,
      axes: rest
    )
  }

  // MARK: Cells

  /// Both terms over the dimensions of either, with the members of either; nothing if a dimension of both
  /// has no member in common.
  private func aligned(_ first: Term, _ second: Term) -> (Computation, Computation, [Axis])? {
    guard !first.axes.isEmpty || !second.axes.isEmpty else {
      return (first.computation, second.computation, [])
    }
    var axes = first.axes
    for other in second.axes {
      guard let position = axes.firstIndex(where: { $0.name == other.name }) else {
        axes.append(other)
        continue
      }
      let axis = axes[position]
      guard axis.members.contains(where: { other.position(of: $0.id) != nil }) else { return nil }
      let further = other.members.filter { axis.position(of: $0.id) == nil }
      axes[position] = Axis(axis.name, axis.members + further)
    }
    return (spread(first, over: axes), spread(second, over: axes), axes)
  }

  private func spread(_ term: Term, over axes: [Axis]) -> Computation {
    guard term.axes != axes, !term.axes.isEmpty else { return term.computation }
    let count = axes.reduce(1) { $0 * $1.members.count }
    let sources = (0..<count).map { cell -> Int in
      var rest = cell
      var position: [String: String] = [:]
      for axis in axes.reversed() {
        position[axis.name] = axis.members[rest % axis.members.count].id
        rest /= axis.members.count
      }
      var source = 0
      for axis in term.axes {
        guard let member = position[axis.name].flatMap(axis.position(of:)) else { return -1 }
        source = source * axis.members.count + member
      }
      return source
    }
    return .spread(term.computation, sources)
  }

  // MARK: Folding

  private func scaled(_ computation: Computation, by conversion: UnitConversion) -> Computation {
    conversion.isIdentity
      ? computation
      : applied(.scale(conversion.numerator, conversion.denominator), to: computation)
  }

  private func applied(_ operation: UnaryOperation, to computation: Computation) -> Computation {
    guard case .constant(let values) = computation else { return .unary(operation, computation) }
    return .constant(values.map { operation($0) })
  }

  private func combined(
    _ operation: BinaryOperation,
    _ left: Computation,
    _ right: Computation
  ) -> Computation {
    guard case .constant(let first) = left, case .constant(let second) = right, first.count == 1,
      second.count == 1
    else { return .binary(operation, left, right) }
    return .constant([operation(first[0], second[0])])
  }
}
