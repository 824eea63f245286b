import Diagnostics
import Indicators

/// What one run gave.
struct PlanRun {
  let plan: Plan
  let compiled: CompiledModel

  /// The mean over the outcomes, by slot and year of the model.
  let means: [[Double]]

  /// The values before the first year, by slot, the newest last.
  let past: [[Double]]

  /// The slots whose values differ between the outcomes.
  let changing: Set<Int>

  /// The mean for outputs with a formula of their own, by name.
  let outputs: [String: [Double]]

  /// By the value that tells outcomes apart, ascending, the class in which it never comes last.
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
struct WeightedPath {
  private let first: [Double]
  private var sums: [Double]

  init(first: [Double]) {
    self.first = first
    sums = Array(repeating: 0, count: first.count)
  }

  /// The weights of all paths, the first one's too, sum to one.
  var means: [Double] { zip(first, sums).map(+) }

  mutating func add(_ path: some Collection<Double>, weight: Double) {
    for (year, value) in path.enumerated() { sums[year] += weight * (value - first[year]) }
  }
}

/// Runs one plan: once for each outcome of its events, weighted by its probability.
struct PlanRunner {
  private let plan: Plan
  private let model: Model
  private let compiled: CompiledModel
  private var state: ModelState

  /// The first trouble of each variable, since one year's is the next year's too.
  private var tooLow: [(equation: Equation, limit: Double, value: Double, year: Int)] = []

  /// More ways than this are refused: every one is a run of its own.
  private static let outcomeLimit = 20_000

  init(plan: Plan, model: Model, compiled: CompiledModel) {
    self.plan = plan
    self.model = model
    self.compiled = compiled
    state = ModelState(
      slots: compiled.slotCount,
      history: compiled.history,
      years: compiled.count
    )
  }

  mutating func run(into list: inout DiagnosticList) -> PlanRun? {
    computeParameters()
    guard let outcomes = outcomes(into: &list) else { return nil }
    computePast()

    let eventSlots = compiled.events.flatMap(\.slots)
    let classSlot = model.leaves.flatMap { leaves in
      compiled.bindings[leaves.name].flatMap { eventSlots.firstIndex(of: $0.slot) }
    }
    let dependent = dependents(of: eventSlots)
    let changing = eventSlots + zip(compiled.equations, dependent).filter(\.1).map(\.0.slot)
    var means: [WeightedPath] = []
    var outputs: [String: WeightedPath] = [:]
    var classes: [OutcomeClass] = []
    var previous: Outcome?
    for outcome in outcomes {
      for (slot, path) in zip(eventSlots, outcome.paths) {
        for (index, value) in path.enumerated() { state[slot, index - compiled.history] = value }
      }
      // What an outcome shares with the one before it stands already.
      compute(
        from: previous.map { firstDifference(outcome, $0) } ?? 0,
        only: previous == nil ? nil : dependent
      )
      if means.isEmpty {
        means = (0..<compiled.slotCount).map { WeightedPath(first: Array(state.path(of: $0))) }
      } else {
        for slot in changing { means[slot].add(state.path(of: slot), weight: outcome.probability) }
      }
      var paths: [String: [Double]] = [:]
      for output in compiled.outputs {
        let path = (0..<compiled.count).map { value(of: output.rule, in: $0) }
        paths[output.name] = path
        outputs[output.name, default: WeightedPath(first: path)]
          .add(path, weight: outcome.probability)
      }
      if let classSlot {
        let last = outcome.paths[classSlot].last ?? .nan
        add(outcome, value: last.isNaN ? nil : last, paths, to: &classes)
      }
      previous = outcome
    }
    let run = PlanRun(
      plan: plan,
      compiled: compiled,
      means: means.map(\.means),
      past: (0..<compiled.slotCount).map { slot in
        (-compiled.history..<0).map { state[slot, $0] }
      },
      changing: outcomes.count > 1 ? Set(changing) : [],
      outputs: outputs.mapValues(\.means),
      classes: classes.sorted { ($0.value ?? .infinity) < ($1.value ?? .infinity) },
      outcomeCount: outcomes.count
    )
    check(run, into: &list)
    return run
  }

  private func value(of rule: Rule, in year: Int) -> Double {
    rule.value(in: state, year: year, origin: compiled.origin)
  }

  /// Computes all equations, or those that are marked, from a year on.
  private mutating func compute(from start: Int, only marked: [Bool]?) {
    for year in start..<compiled.count {
      for index in compiled.orders[year] where marked?[index] ?? true {
        let equation = compiled.equations[index]
        let rule = equation.ruleByYear[year].map { equation.rules[$0] }
        let value = rule.map { self.value(of: $0, in: year) } ?? Double.nan
        state[equation.slot, year] = value
        if let limit = equation.above, value <= limit,
          !tooLow.contains(where: { $0.equation.slot == equation.slot })
        {
          tooLow.append((equation, limit, value, compiled.origin + year))
        }
      }
    }
  }

  /// The equations that read some slots, directly or through others.
  private func dependents(of slots: [Int]) -> [Bool] {
    var reached = Set(slots)
    var marks = Array(repeating: false, count: compiled.equations.count)
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (index, equation) in compiled.equations.enumerated() where !marks[index] {
        let reads = equation.rules.contains { rule in
          rule.references.contains { reached.contains($0.slot) }
        }
        guard reads else { continue }
        marks[index] = true
        reached.insert(equation.slot)
        hasGrown = true
      }
    }
    return marks
  }

  /// The first year in which an outcome's state differs from the one run before.
  private func firstDifference(_ outcome: Outcome, _ previous: Outcome) -> Int {
    var first = compiled.count
    for (path, other) in zip(outcome.paths, previous.paths) {
      let offset = path.indices.first { path[$0].bitPattern != other[$0].bitPattern }
      if let offset { first = min(first, max(0, offset - compiled.history)) }
    }
    return first
  }

  /// Parameters stand by themselves, and the events' chances rest on them.
  private mutating func computeParameters() {
    let names = Set(plan.definitions.parameters.map(\.name))
    compute(from: 0, only: compiled.equations.map { names.contains($0.name) })
  }

  private mutating func computePast() {
    for (slot, rule) in compiled.past {
      for year in -compiled.history..<0 { state[slot, year] = value(of: rule, in: year) }
    }
  }

  /// All ways the events can go together.
  private func outcomes(into list: inout DiagnosticList) -> [Outcome]? {
    let years = (compiled.origin - compiled.history)...(compiled.origin + compiled.count - 1)
    var all = [Outcome(probability: 1, paths: [])]
    var isValid = true
    for event in compiled.events {
      var invalid: [(value: Double, year: Int, index: Int)] = []
      let (state, compiled) = (state, compiled)
      func chance(_ index: Int, _ year: Int) -> Double {
        let step = min(max(year - compiled.origin, 0), compiled.count - 1)
        let rule = event.chances[index].rule
        let value = rule.value(in: state, year: step, origin: compiled.origin)
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
    to classes: inout [OutcomeClass]
  ) {
    let index: Int
    if let known = classes.firstIndex(where: { $0.value == value }) {
      index = known
    } else {
      index = classes.count
      classes.append(OutcomeClass(value: value, probability: 0, sums: [:]))
    }
    classes[index].probability += outcome.probability
    for output in model.outputs {
      let slot = compiled.bindings[output.name]?.slot
      let path = paths[output.name] ?? slot.map { Array(state.path(of: $0)) }
      guard let path else { continue }
      let sum = classes[index].sums[output.name] ?? Array(repeating: 0, count: compiled.count)
      classes[index].sums[output.name] = zip(sum, path).map { $0 + outcome.probability * $1 }
    }
  }

  /// Values lie above their limits, and an output has a value in every year.
  private func check(_ run: PlanRun, into list: inout DiagnosticList) {
    for (equation, limit, value, year) in tooLow {
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
    for output in model.outputs where compiled.bindings[output.name]?.role != .event {
      let path =
        run.outputs[output.name] ?? compiled.bindings[output.name].map { run.means[$0.slot] }
      guard let year = path?.firstIndex(where: \.isNaN) else { continue }
      let rule = compiled.outputs.first { $0.name == output.name }?.rule
      let slot = compiled.bindings[output.name]?.slot
      let cause =
        rule.flatMap { missingCause(of: $0, in: year) }
        ?? slot.flatMap { missingCause(of: .lag(slot: $0, 0), in: year) }
      list.report(
        .missingResult(
          output.name,
          year: compiled.origin + year,
          scenario: plan.id,
          cause: cause,
          at: output.span
        )
      )
    }
  }

  /// What a missing value rests on, in the outcome that was run last.
  private func missingCause(of rule: Rule, in year: Int) -> MissingCause? {
    rule.references.lazy.compactMap { missingCause(of: $0, in: year) }.first
  }

  /// Nothing where the value is there.
  private func missingCause(of reference: Reference, in year: Int) -> MissingCause? {
    let (slot, target) =
      switch reference {
      case .lag(let slot, let years): (slot, year - years)
      case .year(let slot, let fixed): (slot, fixed)
      }
    guard state[slot, target].isNaN,
      let equation = compiled.equations.first(where: { $0.slot == slot })
    else { return nil }
    func cause(_ kind: MissingCause.Kind) -> MissingCause {
      MissingCause(
        name: equation.name,
        year: compiled.origin + target,
        kind: kind,
        span: equation.span
      )
    }
    if target < 0 { return cause(.before) }
    guard let position = equation.ruleByYear[target] else { return cause(.pathEnd) }
    return missingCause(of: equation.rules[position], in: target) ?? cause(.undefined)
  }
}

/// The first missing value on the way to another one.
struct MissingCause {
  enum Kind {
    /// A year before the model, without a history.
    case before

    /// A path that names no such year and does not go on.
    case pathEnd

    /// A formula that has no value: missing data, a zero denominator.
    case undefined
  }

  let name: String
  let year: Int
  let kind: Kind
  let span: SourceSpan
}
