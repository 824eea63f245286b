import Diagnostics
import Formulas
import Indicators

/// Compiles one run's definitions.
struct ModelCompiler {
  private let definitions: Definitions
  private let outputs: [Output]
  private let years: ClosedRange<Int>
  private var binder: FormulaBinder

  private var slotCount = 0
  private var equations: [Equation] = []
  private var past: [(slot: Int, rule: Rule)] = []
  private var settled: [Settled] = []

  init(
    _ definitions: Definitions,
    outputs: [Output],
    years: ClosedRange<Int>,
    evaluator: Evaluator,
    cache: ProgramCache
  ) {
    self.definitions = definitions
    self.outputs = outputs
    self.years = years
    binder = FormulaBinder(evaluator: evaluator, cache: cache, origin: years.lowerBound)
  }

  private var count: Int { years.count }

  /// - Returns: Nothing if any formula is wrong, which is reported.
  mutating func compiled(into list: inout DiagnosticList) -> CompiledModel? {
    let errorsBefore = list.all.count
    var bindings: [String: Binding] = [:]
    func bind(_ name: String, _ unit: Unit, _ role: Binding.Role) {
      bindings[name] = Binding(slot: bindings.count, unit: unit, role: role)
    }
    var summaries: [(Parameter, DistributionSummary)] = []
    for parameter in definitions.parameters {
      guard let (unit, summary) = settle(parameter, into: &list) else { continue }
      summaries.append((parameter, summary))
      bind(parameter.name, unit, .parameter)
      settled.append(Settled(name: parameter.name, unit: unit, summary: summary))
    }
    for driver in definitions.drivers { bind(driver.name, driver.unit, .driver) }
    for event in definitions.events {
      for gift in event.gives { bind(gift.name, gift.state.unit, .event) }
    }
    for variable in definitions.variables { bind(variable.name, variable.unit, .variable) }
    binder.bindings = bindings
    slotCount = bindings.count
    let folderNames = Set(binder.evaluator.names)
    for (name, span) in ownNames where folderNames.contains(name) {
      list.report(.nameOfData(name, at: span))
    }
    // A parameter that is wrong would be unknown in every formula that uses it.
    guard summaries.count == definitions.parameters.count else { return nil }

    for (parameter, summary) in summaries { compile(parameter, summary, into: &list) }
    for driver in definitions.drivers { compile(driver, into: &list) }
    for variable in definitions.variables { compile(variable, into: &list) }
    let events = definitions.events.compactMap { compile($0, into: &list) }
    let ownOutputs = compileOutputs(into: &list)
    // A formula that uses an open name is missing without a report.
    guard !binder.evaluator.hasMetOpenName,
      !list.all.dropFirst(errorsBefore).contains(where: { $0.severity == .error })
    else { return nil }
    let rules = equations.flatMap(\.rules) + ownOutputs.map(\.rule)
    let history = rules.flatMap(\.references).reduce(0) { deepest, reference in
      switch reference {
      case .lag(_, let lag): max(deepest, lag)
      case .year(_, let year): max(deepest, -year)
      }
    }
    let ordering = EquationOrder(
      equations: equations,
      bindings: binder.bindings,
      origin: years.lowerBound
    )
    var orders: [[Int]] = []
    for year in 0..<count {
      guard let order = ordering.order(in: year, into: &list) else { return nil }
      orders.append(order)
    }
    return CompiledModel(
      origin: years.lowerBound,
      count: count,
      history: history,
      slotCount: slotCount,
      bindings: binder.bindings,
      equations: equations,
      past: past,
      events: events,
      outputs: ownOutputs.map { ($0.name, $0.rule) },
      outputUnits: Dictionary(ownOutputs.map { ($0.name, $0.unit) }) { first, _ in first },
      settled: settled,
      orders: orders
    )
  }

  private var ownNames: [(name: String, span: SourceSpan)] {
    definitions.parameters.map { ($0.name, $0.span) }
      + definitions.drivers.map { ($0.name, $0.span) }
      + definitions.events.flatMap(\.gives).map { ($0.name, $0.span) }
      + definitions.variables.map { ($0.name, $0.span) }
      + outputs.filter { $0.value != nil }.map { ($0.name, $0.span) }
  }

  // MARK: Parameters

  private func settle(
    _ parameter: Parameter,
    into list: inout DiagnosticList
  ) -> (Unit, DistributionSummary)? {
    let what = "the parameter '\(parameter.name)'"
    var unit = parameter.unit
    if unit == nil {
      // Without a unit of its own it has that of its numbers: per cent where they are written so.
      let index = parameter.distribution.kind.argumentNames?.firstIndex(of: "mode") ?? 0
      let argument = parameter.distribution.arguments[index]
      unit = binder.formula(argument, in: nil, what, [], into: &list)?.unit
    }
    guard let unit,
      let summary = summary(of: parameter.distribution, in: unit, what, into: &list)
    else { return nil }
    return (unit, summary)
  }

  /// The three points of a distribution whose arguments use only data.
  private func summary(
    of distribution: Distribution,
    in unit: Unit,
    _ what: String,
    into list: inout DiagnosticList
  ) -> DistributionSummary? {
    var numbers: [Double] = []
    if distribution.kind == .empirical {
      guard let values = sample(distribution.arguments[0], in: unit, what, into: &list) else {
        return nil
      }
      numbers = values
    } else {
      for (index, argument) in distribution.arguments.enumerated() {
        let own = distribution.isPlain(argument: index) ? Unit.one : unit
        guard let value = binder.number(argument, in: own, what, into: &list) else { return nil }
        numbers.append(value)
      }
    }
    var bounds: ClosedRange<Double>?
    if let limits = distribution.bounds {
      guard let low = binder.number(limits.low, in: unit, what, into: &list),
        let high = binder.number(limits.high, in: unit, what, into: &list)
      else { return nil }
      guard low <= high else {
        list.report(.contradiction("bounds", at: distribution.span))
        return nil
      }
      bounds = low...high
    }
    guard let summary = DistributionSummary(distribution.kind, numbers, bounds: bounds) else {
      list.report(.contradiction(distribution.kind.rawValue, at: distribution.span))
      return nil
    }
    return summary
  }

  /// All known values of a formula's cells.
  private func sample(
    _ expression: Expression,
    in unit: Unit,
    _ what: String,
    into list: inout DiagnosticList
  ) -> [Double]? {
    guard case .cube(let cube) = binder.evaluator.evaluate(expression, into: &list) else {
      return nil
    }
    guard let conversion = cube.unit.conversion(to: unit) else {
      list.report(.declaredUnit(cube.unit, declared: unit, of: what, at: expression.span))
      return nil
    }
    return cube.values.indices.compactMap { cube[$0] }.map { conversion($0) }
  }

  private mutating func compile(
    _ parameter: Parameter,
    _ summary: DistributionSummary,
    into list: inout DiagnosticList
  ) {
    // A parameter has no history: it is the same in the years before the first one.
    add(
      parameter.name,
      parameter.span,
      rules: [.constant(summary.mode)],
      byYear: Array(repeating: 0, count: count),
      past: .constant(summary.mode),
      adjustments: parameter.adjustments,
      into: &list
    )
  }

  /// Adds the equation of a name; with adjustments its process runs in a slot of its own.
  private mutating func add(
    _ name: String,
    _ span: SourceSpan,
    rules: [Rule],
    byYear: [Int?],
    past before: Rule?,
    adjustments: [Adjustment],
    process: Int? = nil,
    into list: inout DiagnosticList
  ) {
    guard let binding = binder.bindings[name] else { return }
    func equation(_ slot: Int, _ rules: [Rule], _ byYear: [Int?]) -> Equation {
      Equation(slot: slot, name: name, span: span, rules: rules, ruleByYear: byYear)
    }
    guard !adjustments.isEmpty else {
      equations.append(equation(binding.slot, rules, byYear))
      if let before { past.append((binding.slot, before)) }
      return
    }
    let raw = process ?? slotCount
    if process == nil { slotCount += 1 }
    equations.append(equation(raw, rules, byYear))
    var amounts: [Double] = []
    for adjustment in adjustments {
      let unit = adjustment.kind == .add ? binding.unit : .one
      let what = "what is laid on '\(name)'"
      guard let summary = summary(of: adjustment.amount, in: unit, what, into: &list) else {
        return
      }
      amounts.append(summary.mode)
    }
    let adjusted = years.map { year in
      Rule.adjusted(
        slot: raw,
        zip(adjustments, amounts).filter { $0.0.years.contains(year) }.map { ($0.0.kind, $0.1) }
      )
    }
    equations.append(equation(binding.slot, adjusted, adjusted.indices.map { $0 }))
    if let before { past += [(raw, before), (binding.slot, before)] }
  }

  // MARK: Drivers

  private static let forDrivers: Set<Binding.Role> = [.parameter, .driver]

  private mutating func compile(_ driver: Driver, into list: inout DiagnosticList) {
    let what = "the driver '\(driver.name)'"
    var process: Int?
    if !driver.adjustments.isEmpty {
      process = slotCount
      slotCount += 1
    }
    guard let slot = process ?? binder.bindings[driver.name]?.slot else { return }
    var rules: [Rule] = []
    var byYear: [Int?] = []
    switch driver.form {
    case .value(let distribution):
      guard let rule = rule(of: distribution, in: driver.unit, what, into: &list) else { return }
      rules = [rule]
      byYear = Array(repeating: 0, count: count)
    case .path(let points, let continuation):
      for point in points {
        guard
          let rule = binder.rule(point.value, in: driver.unit, what, Self.forDrivers, into: &list)
        else { return }
        rules.append(rule)
      }
      let last = points.last?.year ?? years.lowerBound
      let next: Rule?
      switch continuation {
      case .ends: next = nil
      case .holds, .logAR1, .randomWalk, .growth:
        next = continued(continuation, slot: slot, what, into: &list)
        guard let next else { return }
        rules.append(next)
      }
      byYear = years.map { year in
        if let position = points.firstIndex(where: { $0.year == year }) { return position }
        // The first year may rest on a value before it.
        if year == years.lowerBound { return points.lastIndex { $0.year < year } }
        let goesOn = if case .holds = continuation { true } else { next != nil && year > last }
        return goesOn ? rules.count - 1 : nil
      }
    }
    let before: Rule? =
      if let history = driver.history {
        binder.rule(history, in: driver.unit, what, Self.forDrivers, into: &list)
      } else if case .value = driver.form, rules[0].references.isEmpty {
        rules[0]
      } else {
        nil
      }
    add(
      driver.name,
      driver.span,
      rules: rules,
      byYear: byYear,
      past: before,
      adjustments: driver.adjustments,
      process: process,
      into: &list
    )
  }

  private func rule(
    of distribution: Distribution,
    in unit: Unit,
    _ what: String,
    into list: inout DiagnosticList
  ) -> Rule? {
    if distribution.kind == .value {
      return binder.rule(distribution.arguments[0], in: unit, what, Self.forDrivers, into: &list)
    }
    return summary(of: distribution, in: unit, what, into: &list).map { .constant($0.mode) }
  }

  /// How a path goes on without shocks.
  private func continued(
    _ continuation: Driver.Continuation,
    slot: Int,
    _ what: String,
    into list: inout DiagnosticList
  ) -> Rule? {
    func formula(_ expression: Expression) -> BoundFormula? {
      binder.formula(expression, in: .one, what, Self.forDrivers, into: &list)
    }
    switch continuation {
    case .ends: return nil
    case .holds: return .held(slot: slot)
    case .randomWalk(let sigma): return formula(sigma).map { _ in .held(slot: slot) }
    case .logAR1(let phi, let sigma):
      guard let phi = formula(phi), formula(sigma) != nil else { return nil }
      return .reverting(slot: slot, phi: phi)
    case .growth(let rate): return formula(rate).map { .growing(slot: slot, rate: $0) }
    }
  }

  // MARK: Variables, events, outputs

  private static let everything: Set<Binding.Role> = [.parameter, .driver, .event, .variable]

  private mutating func compile(_ variable: Variable, into list: inout DiagnosticList) {
    let what = "the variable '\(variable.name)'"
    guard let slot = binder.bindings[variable.name]?.slot else { return }
    func rule(_ expression: Expression, _ roles: Set<Binding.Role> = Self.everything) -> Rule? {
      binder.rule(expression, in: variable.unit, what, roles, into: &list)
    }
    var rules: [Rule] = []
    if let start = variable.start {
      guard let rule = rule(start) else { return }
      rules.append(rule)
    }
    guard let next = rule(variable.next) else { return }
    rules.append(next)
    equations.append(
      Equation(
        slot: slot,
        name: variable.name,
        span: variable.span,
        rules: rules,
        ruleByYear: (0..<count).map { $0 == 0 ? 0 : rules.count - 1 },
        above: variable.above
      )
    )
    if let history = variable.history, let rule = rule(history, [.parameter]) {
      past.append((slot, rule))
    }
  }

  private func compile(
    _ event: UncertainEvent,
    into list: inout DiagnosticList
  ) -> CompiledModel.CompiledEvent? {
    let what = "the chance of '\(event.name)'"
    let expressions: [Expression] =
      switch event.rule {
      case .term(let rule):
        [rule.chanceFirst, rule.chanceAfterFailure, rule.chanceAfterConfirmation]
      case .chance(let rule): [rule.chance]
      }
    var chances: [(rule: Rule, span: SourceSpan)] = []
    for expression in expressions {
      guard let rule = binder.rule(expression, in: .one, what, [.parameter], into: &list) else {
        return nil
      }
      chances.append((rule, expression.span))
    }
    return CompiledModel.CompiledEvent(
      event: event,
      slots: event.gives.compactMap { binder.bindings[$0.name]?.slot },
      chances: chances
    )
  }

  private func compileOutputs(
    into list: inout DiagnosticList
  ) -> [(name: String, rule: Rule, unit: Unit)] {
    var result: [(name: String, rule: Rule, unit: Unit)] = []
    for output in outputs {
      let what = "the output '\(output.name)'"
      if let value = output.value {
        guard
          let formula = binder.formula(value, in: output.unit, what, Self.everything, into: &list)
        else { continue }
        result.append((output.name, .formula(formula), formula.unit))
      } else if let binding = binder.bindings[output.name], binding.role != .parameter {
        guard let unit = output.unit, binding.unit.conversion(to: unit) == nil else { continue }
        list.report(.declaredUnit(binding.unit, declared: unit, of: what, at: output.span))
      } else {
        let known = binder.bindings.filter { $0.value.role != .parameter }.keys.sorted()
        list.report(.unknownOutput(output.name, known: known, at: output.span))
      }
    }
    return result
  }
}
