import Diagnostics
import Formulas
import Indicators

/// What the runs of a model computed, so that a value can be traced to its equation and to what that used.
struct ModelTrace: ModelTracing {
  /// The outputs that have a formula of their own.
  let outputs: [Output]

  /// By scenario.
  private let runs: [String: TracedRun]
  private let origin: Int

  init(_ model: Model, _ runs: [PlanRun]) {
    outputs = model.outputs.filter { $0.value != nil }
    origin = model.years.lowerBound
    self.runs = Dictionary(runs.map { ($0.plan.id, TracedRun($0)) }) { first, _ in first }
  }

  func step(to point: ModelPoint) -> ModelStep? {
    guard let run = runs[point.scenario] else { return nil }
    let definitions = run.definitions
    if let parameter = definitions.parameters.first(where: { $0.name == point.name }) {
      return step(to: parameter, point, run)
    }
    guard let year = point.year else { return nil }
    if let driver = definitions.drivers.first(where: { $0.name == point.name }) {
      return step(to: driver, point, year, run)
    }
    if let variable = definitions.variables.first(where: { $0.name == point.name }) {
      return step(to: variable, point, year, run)
    }
    for event in definitions.events {
      if let gift = event.gives.first(where: { $0.name == point.name }) {
        return step(to: gift, of: event, point, year, run)
      }
    }
    return outputs.first { $0.name == point.name }.flatMap { step(to: $0, point, year, run) }
  }

  // MARK: Parameters and drivers

  private func step(
    to parameter: Parameter,
    _ point: ModelPoint,
    _ run: TracedRun
  ) -> ModelStep? {
    guard let binding = run.bindings[parameter.name] else { return nil }
    return ModelStep(
      .parameter,
      value: run.value(inSlot: binding.slot, year: 0),
      unit: binding.unit,
      status: .estimated,
      formula: parameter.distribution.formula,
      parts: parameter.distribution.arguments.flatMap { parts(of: $0, point, origin, run) },
      grounds: parameter.grounds.traced,
      isMode: parameter.distribution.kind != .value
    )
  }

  private func step(
    to driver: Driver,
    _ point: ModelPoint,
    _ year: Int,
    _ run: TracedRun
  ) -> ModelStep? {
    guard let binding = run.bindings[driver.name] else { return nil }
    let bare = run.bareSlots[driver.name]
    let laid = driver.adjustments.filter { $0.years.contains(year) }
    var formula: Trace.Formula?
    var parts: [ModelStep.Part] = []
    var isMode = false
    var grounds: ModelStep.Grounds? = driver.grounds.traced
    if !point.isBare, let bare, let first = laid.first, year >= origin {
      // What an overlay lays on the process stands before the process itself.
      let own = ModelPoint(driver.name, scenario: point.scenario, year: year, isBare: true)
      parts = [.value(own, text: driver.name, isFollowed: true)]
      for (adjustment, amount) in zip(laid, run.amounts(laidOn: bare, inYear: year - origin)) {
        let unit = adjustment.kind == .add ? binding.unit : Unit.one
        parts.append(.amount(amount, unit, text: adjustment.text))
      }
      formula = Trace.Formula(
        "\(driver.name) \(laid.map(\.text).joined(separator: ", "))",
        at: first.amount.span
      )
      grounds = nil
    } else {
      (formula, parts) = process(of: driver, point, year, run)
      if case .value(let distribution) = driver.form { isMode = distribution.kind != .value }
    }
    return ModelStep(
      .driver,
      value: run.value(
        inSlot: point.isBare ? bare ?? binding.slot : binding.slot,
        year: year - origin
      ),
      unit: binding.unit,
      status: status(inYear: year),
      formula: formula,
      parts: parts,
      grounds: grounds,
      isMode: isMode
    )
  }

  /// How a driver gets its value in a year, without what overlays lay on it.
  private func process(
    of driver: Driver,
    _ point: ModelPoint,
    _ year: Int,
    _ run: TracedRun
  ) -> (Trace.Formula?, [ModelStep.Part]) {
    func parts(of expressions: [Expression]) -> [ModelStep.Part] {
      expressions.flatMap { self.parts(of: $0, point, year, run) }
    }
    if year < origin, let history = driver.history {
      return (Trace.Formula(history.span), parts(of: [history]))
    }
    switch driver.form {
    case .value(let distribution):
      return (distribution.formula, parts(of: distribution.arguments))
    case .path(let points, let continuation):
      let before = points.last { $0.year <= year }
      guard let before else { return (nil, []) }
      let isPoint = before.year == year || year == origin
      let last = ModelPoint(driver.name, scenario: point.scenario, year: year - 1, isBare: true)
      let lag = ModelStep.Part.value(last, text: "lag(\(driver.name))", isFollowed: false)
      switch continuation {
      case .logAR1(let phi, _) where !isPoint:
        let text = "lag(\(driver.name)) ^ \(oneLine(phi.span.text))"
        return (Trace.Formula(text, at: phi.span), [lag] + parts(of: [phi]))
      case .growth(let rate) where !isPoint:
        let text = "lag(\(driver.name)) * (1 + \(oneLine(rate.span.text)))"
        return (Trace.Formula(text, at: rate.span), [lag] + parts(of: [rate]))
      case .ends, .holds, .randomWalk, .logAR1, .growth:
        return (Trace.Formula(before.value.span), parts(of: [before.value]))
      }
    }
  }

  // MARK: Variables, events, outputs

  private func step(
    to variable: Variable,
    _ point: ModelPoint,
    _ year: Int,
    _ run: TracedRun
  ) -> ModelStep? {
    guard let binding = run.bindings[variable.name] else { return nil }
    let formula =
      year < origin
      ? variable.history : year == origin ? variable.start ?? variable.next : variable.next
    return ModelStep(
      .variable,
      value: run.value(inSlot: binding.slot, year: year - origin),
      unit: binding.unit.asMean,
      status: status(inYear: year),
      formula: formula.map { Trace.Formula($0.span) },
      parts: formula.map { parts(of: $0, point, year, run) } ?? [],
      outcomeCount: outcomeCount(of: binding.slot, inYear: year, run)
    )
  }

  private func step(
    to gift: UncertainEvent.Gift,
    of event: UncertainEvent,
    _ point: ModelPoint,
    _ year: Int,
    _ run: TracedRun
  ) -> ModelStep? {
    guard let binding = run.bindings[gift.name] else { return nil }
    let chances: [Expression] =
      switch event.rule {
      case .term(let rule):
        [rule.chanceFirst, rule.chanceAfterFailure, rule.chanceAfterConfirmation]
      case .chance(let rule): [rule.chance]
      }
    var seen: Set<String> = []
    let parts = chances.flatMap { self.parts(of: $0, point, year, run) }
      .filter { part in
        guard case .value(let point, _, _) = part else { return true }
        return seen.insert(point.name).inserted
      }
    return ModelStep(
      .event,
      value: run.value(inSlot: binding.slot, year: year - origin),
      unit: binding.unit.asMean,
      status: status(inYear: year),
      formula: Trace.Formula("\(gift.state.rawValue) of \(event.name)", at: event.span),
      parts: parts,
      outcomeCount: outcomeCount(of: binding.slot, inYear: year, run)
    )
  }

  private func step(
    to output: Output,
    _ point: ModelPoint,
    _ year: Int,
    _ run: TracedRun
  ) -> ModelStep? {
    guard let formula = output.value, let path = run.outputs[output.name],
      path.indices.contains(year - origin)
    else { return nil }
    let parts = parts(of: formula, point, year, run)
    let isMean = parts.contains { part in
      guard case .value(let point, _, _) = part, let binding = run.bindings[point.name] else {
        return false
      }
      return run.changing.contains(binding.slot)
    }
    let value = path[year - origin]
    return ModelStep(
      .output,
      value: value.isNaN ? nil : value,
      unit: output.unit ?? run.outputUnits[output.name] ?? .one,
      status: status(inYear: year),
      formula: Trace.Formula(formula.span),
      parts: parts,
      outcomeCount: isMean && year > origin ? run.outcomeCount : 1
    )
  }

  /// The first year rests on data, the later ones on the model.
  private func status(inYear year: Int) -> Status { year <= origin ? .estimated : .forecast }

  /// The first year is the same whatever the events do.
  private func outcomeCount(of slot: Int, inYear year: Int, _ run: TracedRun) -> Int {
    year > origin && run.changing.contains(slot) ? run.outcomeCount : 1
  }

  // MARK: Parts

  /// What a formula of the model uses in a year, each once, in the order in which it is written.
  private func parts(
    of expression: Expression,
    _ point: ModelPoint,
    _ year: Int,
    _ run: TracedRun
  ) -> [ModelStep.Part] {
    var collector = PartCollector(point: point, year: year, origin: origin, run: run)
    collector.collect(expression, year: year, locals: [:])
    return collector.parts
  }
}

extension Unit {
  /// The mean of a truth over the outcomes is the chance that it holds.
  fileprivate var asMean: Unit { meaning == .truth ? .one : self }
}

extension Distribution {
  /// As a formula would call it: `triangular(0.6, 1.1, 1.6)`, and a single value alone.
  fileprivate var text: String {
    let list = arguments.map { oneLine($0.span.text) }.joined(separator: ", ")
    return kind == .value ? list : "\(kind.rawValue)(\(list))"
  }

  fileprivate var formula: Trace.Formula { Trace.Formula(text, at: span) }
}

extension Adjustment {
  /// As the overlay writes it: `times triangular(1, 1.5, 2)`.
  fileprivate var text: String {
    switch kind {
    case .add: "add \(amount.text)"
    case .times: "times \(amount.text)"
    }
  }
}

extension Grounds {
  fileprivate var traced: ModelStep.Grounds {
    ModelStep.Grounds(
      reason: LocalizedText(reason.mapValues(\.text)),
      source: source,
      judge: judge
    )
  }
}
