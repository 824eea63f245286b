public import Diagnostics
public import Formulas
internal import Indicators

/// Runs every scenario of a model along its deterministic path: parameters and distributions at their
/// mode, processes without shocks, and the events in every way that they can still go.
///
/// - Returns: Nothing if anything is wrong with a formula, which is reported.
public func run(
  _ model: Model,
  with evaluator: Evaluator,
  into list: inout DiagnosticList
) -> ScenarioResults? {
  run(model, with: FolderData(evaluator), into: &list)
}

func run(
  _ model: Model,
  with data: some ModelData,
  into list: inout DiagnosticList
) -> ScenarioResults? {
  let cache = DataCache(data)
  var runs: [PlanRun] = []
  var failed = false
  for plan in model.plans {
    var compiler = ModelCompiler(
      plan.definitions,
      outputs: model.outputs,
      years: model.years,
      data: cache
    )
    guard let compiled = compiler.compiled(into: &list) else {
      // What is wrong with the definitions is wrong in every run.
      return nil
    }
    checkSettings(of: plan, compiled, model, into: &list)
    guard checkEvents(of: plan, model, into: &list),
      let run = PlanRunner(plan: plan, model: model, compiled: compiled).run(into: &list)
    else {
      failed = true
      continue
    }
    runs.append(run)
  }
  guard !failed, let baseline = runs.first(where: { $0.plan.id == model.baseline }) else {
    return nil
  }
  return ResultAssembler(model: model, runs: runs, baseline: baseline).results()
}

/// A setting must change something, and something that an output uses.
private func checkSettings(
  of plan: Plan,
  _ compiled: CompiledModel,
  _ model: Model,
  into list: inout DiagnosticList
) {
  guard !plan.settings.isEmpty else { return }
  let used = usedNames(compiled, model)
  for setting in plan.settings {
    let event = plan.definitions.events.first { $0.name == setting.name }
    let isUsed =
      event.map { $0.gives.contains { used.contains($0.name) } } ?? used.contains(setting.name)
    if !setting.isChange || !isUsed {
      list.report(
        .settingWithoutEffect(setting.name, isChange: setting.isChange, at: setting.span)
      )
    }
  }
}

/// The names that the outputs rest on, directly or through others.
private func usedNames(_ compiled: CompiledModel, _ model: Model) -> Set<String> {
  var nameOfSlot: [Int: String] = [:]
  for (name, binding) in compiled.bindings { nameOfSlot[binding.slot] = name }
  var readBy: [Int: [Program]] = [:]
  for equation in compiled.equations { readBy[equation.slot, default: []] += equation.programs }
  for event in compiled.events {
    for slot in event.slots { readBy[slot, default: []] += event.chances.map(\.program) }
  }
  var open: [Int] = []
  func add(_ program: Program) {
    for reference in program.references {
      switch reference {
      case .lag(let slot, _), .year(let slot, _): open.append(slot)
      }
    }
  }
  for output in model.outputs {
    if let own = compiled.outputs.first(where: { $0.name == output.name }) {
      add(own.program)
    } else if let binding = compiled.bindings[output.name] {
      open.append(binding.slot)
    }
  }
  if let name = model.leaves?.name, let binding = compiled.bindings[name] {
    open.append(binding.slot)
  }
  var seen: Set<Int> = []
  while let slot = open.popLast() {
    guard seen.insert(slot).inserted else { continue }
    for program in readBy[slot] ?? [] { add(program) }
  }
  return Set(seen.compactMap { nameOfSlot[$0] })
}

/// Outcomes lie on days of reviews, the observed ones before the edition's knowledge ends, and only a
/// counterfactual run assumes against them.
private func checkEvents(
  of plan: Plan,
  _ model: Model,
  into list: inout DiagnosticList
) -> Bool {
  var isValid = true
  for event in plan.definitions.events {
    guard case .term(let rule) = event.rule else { continue }
    let dates = rule.reviewDates(until: model.years.upperBound)
    for fixed in rule.observed + rule.assumed where !dates.contains(fixed.date) {
      list.report(.eventDate(fixed.date, known: Array(dates), at: fixed.span))
      isValid = false
    }
    if let knows = model.editionKnows {
      for fixed in rule.observed where fixed.date > knows {
        list.report(.observedLater(fixed.date, than: knows, at: fixed.span))
        isValid = false
      }
    }
    for fixed in rule.assumed where !plan.isCounterfactual {
      guard let observed = rule.observed.first(where: { $0.date == fixed.date }),
        observed.outcome != fixed.outcome
      else { continue }
      list.report(.againstObserved(fixed.date, at: fixed.span, observed: observed.span))
      isValid = false
    }
  }
  return isValid
}

/// What one run gave.
struct PlanRun {
  let plan: Plan
  let compiled: CompiledModel

  /// The mean over the outcomes, by slot and year of the model.
  let means: [[Double]]

  /// The same for outputs with a formula of their own, by name.
  let outputs: [String: [Double]]

  /// The probability of each class of outcomes, by the value that tells them apart; NaN's bits for none.
  let classes: [OutcomeClass]
  let outcomeCount: Int
}

/// The outcomes that share one value of the name that tells them apart.
struct OutcomeClass {
  /// Nothing where it never comes.
  let value: Double?
  var probability: Double

  /// By output, the sum of its paths times their probabilities.
  var sums: [String: [Double]]
}

/// A mean over weighted paths, year by year.
///
/// What is summed are the differences from the first path, so that the mean of equal values is that
/// value to the last bit.
private struct WeightedPath {
  private var first: [Double]?
  private var sums: [Double]

  init(count: Int) { sums = Array(repeating: 0, count: count) }

  /// The weights of all paths added sum to one.
  var means: [Double] { first.map { zip($0, sums).map(+) } ?? sums }

  mutating func add(weight: Double, _ value: (Int) -> Double) {
    guard let first else {
      first = sums.indices.map(value)
      // A missing value makes the mean missing whatever comes after it.
      return
    }
    for year in sums.indices { sums[year] += weight * (value(year) - first[year]) }
  }
}

/// Runs one plan.
private struct PlanRunner {
  let plan: Plan
  let model: Model
  let compiled: CompiledModel

  /// More ways than this are refused: every one is a run of its own.
  private static let outcomeLimit = 20_000

  func run(into list: inout DiagnosticList) -> PlanRun? {
    var state = ModelState(
      slots: compiled.slotCount,
      history: compiled.history,
      years: compiled.count
    )
    var stack: [Double] = []
    computeParameters(in: &state, &stack)
    guard let outcomes = outcomes(state, &stack, into: &list) else { return nil }
    computePast(in: &state, &stack)

    let eventSlots = compiled.events.flatMap(\.slots)
    let classSlot = model.leaves.flatMap { leaves in
      compiled.bindings[leaves.name].flatMap { eventSlots.firstIndex(of: $0.slot) }
    }
    var means = Array(
      repeating: WeightedPath(count: compiled.count),
      count: compiled.slotCount
    )
    var outputs: [String: WeightedPath] = [:]
    var classes: [OutcomeClass] = []
    var problems = Problems()
    var previous: Outcome?
    for outcome in outcomes {
      let start = firstDifference(outcome, previous)
      for (slot, path) in zip(eventSlots, outcome.paths) {
        for (index, value) in path.enumerated() { state[slot, index - compiled.history] = value }
      }
      for year in start..<compiled.count {
        for index in compiled.orders[year] {
          let equation = compiled.equations[index]
          let value: Double =
            if let position = equation.programByYear[year] {
              equation.programs[position].value(
                in: state,
                year: year,
                origin: compiled.origin,
                stack: &stack
              )
            } else { .nan }
          state[equation.slot, year] = value
          if let limit = equation.above, value <= limit {
            problems.addLow(equation, limit: limit, value: value, year: compiled.origin + year)
          }
        }
      }
      for slot in 0..<compiled.slotCount {
        means[slot].add(weight: outcome.probability) { state[slot, $0] }
      }
      var paths: [String: [Double]] = [:]
      for output in compiled.outputs {
        let path = (0..<compiled.count).map { year in
          output.program.value(in: state, year: year, origin: compiled.origin, stack: &stack)
        }
        paths[output.name] = path
        outputs[output.name, default: WeightedPath(count: compiled.count)]
          .add(weight: outcome.probability) { path[$0] }
      }
      if let classSlot {
        let last = outcome.paths[classSlot].last ?? .nan
        add(outcome, value: last.isNaN ? nil : last, paths, state, to: &classes)
      }
      previous = outcome
    }
    report(problems, into: &list)
    let meanPaths = means.map(\.means)
    let outputPaths = outputs.mapValues(\.means)
    checkOutputs(meanPaths, outputPaths, into: &list)
    return PlanRun(
      plan: plan,
      compiled: compiled,
      means: meanPaths,
      outputs: outputPaths,
      classes: classes.sorted { ($0.value ?? .infinity) < ($1.value ?? .infinity) },
      outcomeCount: outcomes.count
    )
  }

  /// The first year in which an outcome's state differs from the one run before.
  private func firstDifference(_ outcome: Outcome, _ previous: Outcome?) -> Int {
    guard let previous else { return 0 }
    var first = compiled.count
    for (path, other) in zip(outcome.paths, previous.paths) {
      let differs = zip(path, other).enumerated().first { _, pair in
        pair.0.bitPattern != pair.1.bitPattern
      }
      if let differs { first = min(first, max(0, differs.offset - compiled.history)) }
    }
    return first
  }

  /// Parameters stand by themselves, and the events' chances rest on them.
  private func computeParameters(in state: inout ModelState, _ stack: inout [Double]) {
    let names = Set(plan.definitions.parameters.map(\.name))
    for year in 0..<compiled.count {
      for equation in compiled.equations where names.contains(equation.name) {
        guard let position = equation.programByYear[year] else { continue }
        state[equation.slot, year] = equation.programs[position].value(
          in: state,
          year: year,
          origin: compiled.origin,
          stack: &stack
        )
      }
    }
  }

  private func computePast(in state: inout ModelState, _ stack: inout [Double]) {
    for (slot, program) in compiled.past {
      for year in -compiled.history..<0 {
        state[slot, year] = program.value(
          in: state,
          year: year,
          origin: compiled.origin,
          stack: &stack
        )
      }
    }
  }

  /// All ways the events can go together.
  private func outcomes(
    _ state: ModelState,
    _ stack: inout [Double],
    into list: inout DiagnosticList
  ) -> [Outcome]? {
    let years = (compiled.origin - compiled.history)...(compiled.origin + compiled.count - 1)
    var all = [Outcome(probability: 1, paths: [])]
    var isValid = true
    for event in compiled.events {
      var invalid: [(value: Double, year: Int, index: Int)] = []
      func chance(_ index: Int, _ year: Int) -> Double {
        let step = min(max(year - compiled.origin, 0), compiled.count - 1)
        let value = event.chances[index].program.value(
          in: state,
          year: step,
          origin: compiled.origin,
          stack: &stack
        )
        guard 0...1 ~= value else {
          invalid.append((value, year, index))
          return 0
        }
        return value
      }
      let states = event.event.gives.map(\.state)
      let own: [Outcome]
      switch event.event.rule {
      case .term(let rule):
        own = Scenarios.outcomes(of: rule, states: states, years: years) { kind, year in
          switch kind {
          case .first: chance(0, year)
          case .afterFailure: chance(1, year)
          case .afterConfirmation: chance(2, year)
          }
        }
      case .chance(let rule):
        own = Scenarios.outcomes(of: rule, states: states, years: years) { chance(0, $0) }
      }
      if let (value, year, index) = invalid.first {
        list.report(.chanceRange(value, year: year, at: event.chances[index].span))
        isValid = false
      }
      guard all.count * own.count <= Self.outcomeLimit else {
        list.report(.tooManyOutcomes(all.count * own.count, at: event.event.span))
        return nil
      }
      all = combined(all, own)
    }
    return isValid ? all : nil
  }

  private func add(
    _ outcome: Outcome,
    value: Double?,
    _ paths: [String: [Double]],
    _ state: ModelState,
    to classes: inout [OutcomeClass]
  ) {
    var index = classes.firstIndex { $0.value == value }
    if index == nil {
      classes.append(OutcomeClass(value: value, probability: 0, sums: [:]))
      index = classes.count - 1
    }
    guard let index else { return }
    classes[index].probability += outcome.probability
    for output in model.outputs {
      let path =
        paths[output.name]
        ?? compiled.bindings[output.name].map { binding in
          (0..<compiled.count).map { state[binding.slot, $0] }
        }
      guard let path else { continue }
      let sum = classes[index].sums[output.name] ?? Array(repeating: 0, count: compiled.count)
      classes[index].sums[output.name] = zip(sum, path).map { $0 + outcome.probability * $1 }
    }
  }

  /// The first trouble of each variable, since one year's is the next year's too.
  private struct Problems {
    private(set) var low: [(equation: Equation, limit: Double, value: Double, year: Int)] = []

    mutating func addLow(_ equation: Equation, limit: Double, value: Double, year: Int) {
      guard !low.contains(where: { $0.equation.slot == equation.slot }) else { return }
      low.append((equation, limit, value, year))
    }
  }

  private func report(_ problems: Problems, into list: inout DiagnosticList) {
    for (equation, limit, value, year) in problems.low {
      list.report(
        .notAbove(
          equation.name,
          limit,
          value: value,
          year: year,
          scenario: plan.id,
          at: equation.span
        )
      )
    }
  }

  /// An output has a value in every year.
  private func checkOutputs(
    _ means: [[Double]],
    _ outputs: [String: [Double]],
    into list: inout DiagnosticList
  ) {
    for output in model.outputs {
      let path = outputs[output.name] ?? compiled.bindings[output.name].map { means[$0.slot] }
      guard let year = path?.firstIndex(where: \.isNaN) else { continue }
      if compiled.bindings[output.name]?.role == .event { continue }
      list.report(
        .missingResult(
          output.name,
          year: compiled.origin + year,
          scenario: plan.id,
          at: output.span
        )
      )
    }
  }
}
