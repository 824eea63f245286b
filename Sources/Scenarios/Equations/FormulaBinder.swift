import Diagnostics
import Formulas
import Indicators

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

/// The formulas compiled so far; the runs of a model share almost all of theirs.
final class ProgramCache {
  struct Key: Hashable {
    let place: SourceSpan
    let unit: Unit?
    let roles: Set<Binding.Role>

    /// Which of the known sets of names with their units was compiled against.
    let names: Int
  }

  fileprivate var programs: [Key: ScalarProgram] = [:]
  private var known: [[String: Unit]] = []

  /// A number for a set of names with their units: the same for equal ones.
  func number(of names: [String: Unit]) -> Int {
    if let position = known.firstIndex(of: names) { return position }
    known.append(names)
    return known.count - 1
  }
}

/// Compiles the formulas of a model: its own names go to slots, everything else is the folder's.
struct FormulaBinder {
  let evaluator: Evaluator

  let cache: ProgramCache

  /// The model's first year.
  let origin: Int

  /// Every name of the model.
  var bindings: [String: Binding] = [:] {
    didSet { namesNumber = cache.number(of: bindings.mapValues(\.unit)) }
  }
  private var namesNumber = 0

  init(evaluator: Evaluator, cache: ProgramCache, origin: Int) {
    self.evaluator = evaluator
    self.cache = cache
    self.origin = origin
    namesNumber = cache.number(of: [:])
  }

  /// A formula in a unit; nothing for the unit that it has by itself.
  ///
  /// A number written without a unit takes the one that is declared.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - unit: The declared unit.
  ///   - what: What the formula belongs to, for messages: `the driver 'price'`.
  ///   - roles: The names of the model that it may use.
  ///   - list: Where mistakes go.
  /// - Returns: Nothing if anything is wrong with it.
  func rule(
    _ expression: Expression,
    in unit: Unit?,
    _ what: String,
    _ roles: Set<Binding.Role>,
    into list: inout DiagnosticList
  ) -> Rule? {
    if unit != nil, let number = expression.bareNumber { return .constant(number) }
    return formula(expression, in: unit, what, roles, into: &list).map { .formula($0) }
  }

  func formula(
    _ expression: Expression,
    in unit: Unit?,
    _ what: String,
    _ roles: Set<Binding.Role>,
    into list: inout DiagnosticList
  ) -> BoundFormula? {
    for name in expression.names {
      guard let binding = bindings[name], !roles.contains(binding.role) else { continue }
      list.report(
        .nameOutOfReach(name, role: binding.role.rawValue, in: what, at: expression.span(of: name))
      )
      return nil
    }
    let key = ProgramCache.Key(place: expression.span, unit: unit, roles: roles, names: namesNumber)
    if let program = cache.programs[key] {
      return BoundFormula(program, bindings, origin: origin)
    }
    var series: [String: Unit] = ["year": .one]
    for (name, binding) in bindings where roles.contains(binding.role) {
      series[name] = binding.unit
    }
    let model = ScalarModel(frequency: .annual, series: series)
    guard let program = evaluator.compile(expression, model: model, unit: unit, into: &list) else {
      return nil
    }
    cache.programs[key] = program
    return BoundFormula(program, bindings, origin: origin)
  }

  /// The value of a formula that uses only data, in a unit.
  func number(
    _ expression: Expression,
    in unit: Unit,
    _ what: String,
    into list: inout DiagnosticList
  ) -> Double? {
    guard let rule = rule(expression, in: unit, what, [], into: &list) else { return nil }
    let state = ModelState(slots: 0, history: 0, years: 1)
    let value = rule.value(in: state, year: 0, origin: origin)
    guard !value.isNaN else {
      list.report(.missingArgument(of: what, at: expression.span))
      return nil
    }
    return value
  }
}

extension Expression {
  /// The value of a formula of numbers without units: `4900`, `-1`, `5 / 12`.
  var bareNumber: Double? {
    switch node {
    case .number(let value, nil): return value
    case .unary(.minus, let operand): return operand.bareNumber.map { -$0 }
    case .unary(.plus, let operand): return operand.bareNumber
    case .binary(let operation, let left, let right):
      guard let first = left.bareNumber, let second = right.bareNumber else { return nil }
      switch operation {
      case .plus: return first + second
      case .minus: return first - second
      case .times: return first * second
      case .divided: return second == 0 ? nil : first / second
      case .power, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return nil
      }
    case .number, .unary, .text, .truth, .name, .parameter, .call, .selection, .instant,
      .conditional, .local:
      return nil
    }
  }

  /// Where a name stands first in the formula; the formula itself if it doesn't.
  func span(of name: String) -> SourceSpan { firstUse(of: name) ?? span }

  private func firstUse(of name: String) -> SourceSpan? {
    switch node {
    case .name(name): return span
    case .number, .text, .truth, .name, .parameter: return nil
    case .call(_, let arguments):
      return arguments.lazy.compactMap { $0.value.firstUse(of: name) }.first
    case .selection(let operand, _), .instant(let operand, _), .unary(_, let operand):
      return operand.firstUse(of: name)
    case .binary(_, let left, let right): return left.firstUse(of: name) ?? right.firstUse(of: name)
    case .conditional(let condition, let first, let second):
      return condition.firstUse(of: name) ?? first.firstUse(of: name) ?? second.firstUse(of: name)
    case .local(_, let value, let rest): return value.firstUse(of: name) ?? rest.firstUse(of: name)
    }
  }
}
