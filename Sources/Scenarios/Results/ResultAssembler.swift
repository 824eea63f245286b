import Diagnostics
import Formulas
import Indicators

/// Puts the runs into cubes.
struct ResultAssembler {
  let model: Model
  let runs: [PlanRun]
  let baseline: PlanRun

  private var scenarioAxis: Axis { Axis("scenario", runs.map { Member($0.plan.id) }) }

  private var time: TimeAxis { .series(model.years.map { .year($0) }) }

  func results() -> ScenarioResults {
    var cubes: [String: Cube] = [:]
    var names: [(name: String, title: LocalizedText?)] = []
    func add(_ name: String, _ title: LocalizedText?, _ cube: Cube?) {
      guard let cube else { return }
      cubes[name] = cube
      names.append((name, title))
    }
    let definitions = model.definitions
    for parameter in definitions.parameters {
      add(parameter.name, parameter.title, parameterCube(parameter.name))
    }
    for driver in definitions.drivers { add(driver.name, driver.title, yearly(driver.name)) }
    for event in definitions.events {
      for gift in event.gives {
        let isClassed = gift.name == model.leaves?.name && gift.state == .firstConfirmed
        // A year that may never come has no mean.
        if isClassed { add(gift.name, event.title, leafCube()) }
        if gift.state != .firstConfirmed { add(gift.name, event.title, yearly(gift.name)) }
      }
    }
    for variable in definitions.variables {
      add(variable.name, title(of: variable), yearly(variable.name))
    }
    for output in model.outputs where output.value != nil {
      add(output.name, output.title, yearly(output.name))
    }
    return ScenarioResults(
      cubes: cubes,
      names: names,
      runs: runs.map { run in
        ScenarioResults.Run(
          id: run.plan.id,
          title: run.plan.title,
          scenario: run.plan.scenario,
          overlays: run.plan.overlays,
          isCounterfactual: run.plan.isCounterfactual,
          outcomeCount: run.outcomeCount
        )
      },
      leaves: leaves,
      assumptions: assumptions,
      outputs: model.outputs,
      baseline: model.baseline,
      discount: model.discount,
      labels: labels,
      tracing: ModelTrace(model, runs)
    )
  }

  private func title(of variable: Variable) -> LocalizedText? {
    model.outputs.first { $0.name == variable.name }?.title ?? variable.title
  }

  // MARK: Cubes

  /// A name's mean path in every run, in its output's unit if it is one.
  private func yearly(_ name: String) -> Cube? {
    let output = model.outputs.first { $0.name == name }
    let isOwn = output?.value != nil
    guard let own = isOwn ? output?.unit ?? ownUnit(name) : baseline.compiled.bindings[name]?.unit
    else { return nil }
    // The mean of a truth over the outcomes is the chance that it holds.
    let unit = own.meaning == .truth ? Unit.one : own
    let target = isOwn ? unit : output?.unit ?? unit
    let conversion = unit.conversion(to: target) ?? .identity
    var values: [Double] = []
    var statuses: [Status] = []
    for run in runs {
      let path =
        isOwn
        ? run.outputs[name] ?? [] : run.compiled.bindings[name].map { run.means[$0.slot] } ?? []
      for (index, value) in path.enumerated() {
        values.append(value.isNaN ? 0 : conversion(value))
        statuses.append(value.isNaN ? .undefined : status(inYear: index))
      }
    }
    return Cube(
      axes: [scenarioAxis],
      time: time,
      unit: target,
      values: values,
      statuses: statuses,
      sources: [ScenarioResults.sourceID]
    )
  }

  /// The unit of an output's formula, where the output declares none.
  private func ownUnit(_ name: String) -> Unit? { baseline.compiled.outputUnits[name] }

  /// The first year rests on data, the later ones on the model.
  private func status(inYear index: Int) -> Status { index == 0 ? .estimated : .forecast }

  private func parameterCube(_ name: String) -> Cube? {
    guard let unit = baseline.compiled.bindings[name]?.unit else { return nil }
    let values = runs.map { run in
      run.compiled.bindings[name].map { run.means[$0.slot][0] } ?? 0
    }
    return Cube(
      axes: [scenarioAxis],
      time: .none,
      unit: unit,
      kind: .rate,
      values: values,
      statuses: values.map { _ in .estimated },
      sources: [ScenarioResults.sourceID]
    )
  }

  /// The probability of each class of outcomes in each run.
  private func leafCube() -> Cube {
    let members = leafValues
    var values: [Double] = []
    for run in runs {
      for member in members {
        values.append(run.classes.first { $0.value == member }?.probability ?? 0)
      }
    }
    return Cube(
      axes: [scenarioAxis, Axis("leaf", members.map { Member(leafID($0)) })],
      time: .none,
      unit: .one,
      kind: .rate,
      values: values,
      statuses: values.map { _ in .forecast },
      sources: [ScenarioResults.sourceID]
    )
  }

  /// The values that tell outcomes apart, of all runs, ascending, "never" last.
  private var leafValues: [Double?] {
    var values: [Double?] = []
    for value in runs.flatMap(\.classes).map(\.value) where !values.contains(value) {
      values.append(value)
    }
    return values.sorted { ($0 ?? .infinity) < ($1 ?? .infinity) }
  }

  private func leafID(_ value: Double?) -> String { value.map { String(Int($0)) } ?? "none" }

  private var leaves: [ScenarioResults.Leaf] {
    baseline.classes.map { outcomes in
      ScenarioResults.Leaf(
        id: leafID(outcomes.value),
        title: leafTitle(outcomes.value),
        probability: outcomes.probability,
        paths: outcomes.sums.mapValues { sums in
          sums.map { $0.isNaN ? nil : $0 / outcomes.probability }
        }
      )
    }
  }

  private func leafTitle(_ value: Double?) -> LocalizedText {
    guard value == nil, let leaves = model.leaves else { return LocalizedText(leafID(value)) }
    return leaves.missing
  }

  private var labels: [String: [String: LocalizedText]] {
    var scenarios: [String: LocalizedText] = [:]
    for run in runs { scenarios[run.plan.id] = run.plan.title }
    var classes: [String: LocalizedText] = [:]
    for value in leafValues { classes[leafID(value)] = leafTitle(value) }
    return ["scenario": scenarios, "leaf": classes]
  }

  // MARK: Assumptions

  private var assumptions: [Assumption] {
    let compiled = baseline.compiled
    var result: [Assumption] = []
    for parameter in model.definitions.parameters {
      guard let settled = compiled.settled.first(where: { $0.name == parameter.name }) else {
        continue
      }
      result.append(
        assumption(
          parameter.name,
          .parameter,
          parameter.title,
          settled.unit,
          settled.summary,
          parameter.distribution.kind.rawValue,
          parameter.grounds,
          isInPercent: parameter.distribution.arguments.contains(where: isWrittenInPercent)
        )
      )
    }
    for driver in model.definitions.drivers {
      guard let slot = compiled.bindings[driver.name]?.slot else { continue }
      let first = baseline.means[slot][0]
      guard let summary = DistributionSummary(.value, [first]) else { continue }
      let kind: String
      let written: [Expression]
      switch driver.form {
      case .value(let distribution):
        (kind, written) = (distribution.kind.rawValue, distribution.arguments)
      case .path(let steps, _):
        (kind, written) = ("path", steps.map(\.value))
      }
      let last = baseline.means[slot].last
      result.append(
        assumption(
          driver.name,
          .driver,
          driver.title,
          driver.unit,
          summary,
          kind,
          driver.grounds,
          last: last == first ? nil : last,
          isInPercent: written.contains(where: isWrittenInPercent)
        )
      )
    }
    return result
  }

  private func isWrittenInPercent(_ expression: Expression) -> Bool {
    expression.span.text.contains("%")
  }

  private func assumption(
    _ name: String,
    _ kind: Assumption.Kind,
    _ title: LocalizedText?,
    _ unit: Unit,
    _ summary: DistributionSummary,
    _ distribution: String,
    _ grounds: Grounds,
    last: Double? = nil,
    isInPercent: Bool
  ) -> Assumption {
    Assumption(
      name: name,
      kind: kind,
      title: title,
      unit: unit,
      low: summary.low,
      mode: summary.mode,
      high: summary.high,
      last: last,
      isInPercent: isInPercent,
      distribution: distribution,
      reason: grounds.reason,
      source: grounds.source,
      judge: grounds.judge,
      date: grounds.date
    )
  }
}
