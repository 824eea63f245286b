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
  let cache = ProgramCache()
  var runs: [PlanRun] = []
  var failed = false
  for plan in model.plans {
    var compiler = ModelCompiler(
      plan.definitions,
      outputs: model.outputs,
      years: model.years,
      evaluator: evaluator,
      cache: cache
    )
    guard let compiled = compiler.compiled(into: &list) else {
      // What is wrong with the definitions is wrong in every run.
      return nil
    }
    checkSettings(of: plan, compiled, model, into: &list)
    var runner = PlanRunner(plan: plan, model: model, compiled: compiled)
    guard checkEvents(of: plan, model, into: &list), let run = runner.run(into: &list) else {
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
  var readBy: [Int: [Rule]] = [:]
  for equation in compiled.equations { readBy[equation.slot, default: []] += equation.rules }
  for event in compiled.events {
    for slot in event.slots { readBy[slot, default: []] += event.chances.map(\.rule) }
  }
  var open: [Int] = []
  func add(_ rule: Rule) { open += rule.references.map(\.slot) }
  for output in model.outputs {
    if let own = compiled.outputs.first(where: { $0.name == output.name }) {
      add(own.rule)
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
    for rule in readBy[slot] ?? [] { add(rule) }
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
