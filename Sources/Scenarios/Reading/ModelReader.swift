public import Diagnostics
public import Settings
internal import Formulas
internal import Indicators

/// Reads scenarios.yaml.
///
/// Every key of formats.md section 6 is read and checked for its shape, also those of what is not run
/// yet (draws, quantiles, regret, sensitivity).
///
/// - Returns: The model; nothing if its frame (the years, the baseline) can't be told.
public func readModel(_ node: Node, into list: inout DiagnosticList) -> Model? {
  guard var reader = MappingReader(node, of: "a model", into: &list) else { return nil }
  let frame = reader.node("model", .required, into: &list).flatMap { readFrame($0, into: &list) }
  var names = NameReader()
  let nodes = DefinitionNodes(
    parameters: names.entries("parameters", as: "a parameter", of: &reader, into: &list),
    drivers: names.entries("drivers", as: "a driver", of: &reader, into: &list),
    events: names.entries("events", as: "an event", of: &reader, into: &list),
    variables: names.entries("variables", as: "a variable", of: &reader, into: &list)
  )
  let scenarioNodes = reader.mapping("scenarios", .required, into: &list) ?? []
  let overlayNodes = reader.mapping("overlays", into: &list) ?? []
  let runNode = reader.node("run", into: &list)
  let outputNodes = reader.mapping("outputs", .required, into: &list) ?? []
  let leavesNode = reader.node("leaves", into: &list)
  if let regret = reader.node("regret", into: &list) { checkRegret(regret, into: &list) }
  if let node = reader.node("sensitivity", into: &list) { checkSensitivity(node, into: &list) }
  for correlation in reader.list("correlations", into: &list) ?? [] {
    checkCorrelation(correlation, into: &list)
  }
  reader.finish(into: &list)
  guard let frame else { return nil }

  let definitions = DefinitionReader(years: frame.years).read(nodes, into: &list)
  names.addGifts(of: definitions.events, into: &list)
  let scenarios = scenarioNodes.compactMap { readScenario($0, isOverlay: false, into: &list) }
  let overlays = overlayNodes.compactMap { readScenario($0, isOverlay: true, into: &list) }
  for (index, overlay) in overlays.enumerated() {
    let earlier = scenarios + overlays[..<index]
    if let first = earlier.first(where: { $0.scenario.id == overlay.scenario.id }) {
      list.report(
        .duplicateName(overlay.scenario.id, at: overlay.scenario.span, first: first.scenario.span)
      )
    }
  }
  guard scenarios.contains(where: { $0.scenario.id == frame.baseline.text }) else {
    list.report(
      .unknownScenario(
        frame.baseline.text,
        known: scenarios.map(\.scenario.id),
        at: frame.baseline.excerpt.span
      )
    )
    return nil
  }
  let outputs = outputNodes.compactMap { readOutput($0, into: &list) }
  let leaves = leavesNode.flatMap { readLeaves($0, definitions.events, into: &list) }
  // What can't be read is reported; everything that uses it would be wrong as well.
  guard definitions.count == nodes.count else { return nil }
  let planner = Planner(
    nodes: nodes,
    definitions: definitions,
    years: frame.years,
    baseline: frame.baseline.text,
    scenarios: scenarios,
    overlays: overlays
  )
  return Model(
    years: frame.years,
    baseline: frame.baseline.text,
    discount: frame.discount,
    editionKnows: frame.editionKnows,
    scenarios: scenarios.map(\.scenario),
    overlays: overlays.map(\.scenario),
    outputs: outputs,
    plans: planner.plans(runNode, into: &list),
    leaves: leaves,
    definitions: definitions
  )
}

/// The names that a model gives, whatever else may be wrong with it: they stand for something, if not
/// for values.
public func namesGiven(byModel node: Node) -> Set<String> {
  var names: Set<String> = []
  for key in ["parameters", "drivers", "events", "variables", "outputs"] {
    names.formUnion((node[key]?.entries ?? []).map(\.key.text))
  }
  for event in node["events"]?.entries ?? [] {
    for gift in event.value["gives"]?.entries ?? [] {
      if let name = gift.value.scalar?.text { names.insert(name) }
    }
  }
  return names
}

/// What stands under `model:`.
private struct Frame {
  let years: ClosedRange<Int>
  let baseline: Scalar
  let discount: Double?
  let editionKnows: CalendarDate?
}

private func readFrame(_ node: Node, into list: inout DiagnosticList) -> Frame? {
  guard var reader = MappingReader(node, of: "'model'", into: &list) else { return nil }
  let from = reader.integer("from", .required, into: &list)
  let to = reader.integer("to", .required, into: &list)
  if let frequency = reader.scalar("frequency", into: &list), frequency.text != "A" {
    list.report(.unsupported("a model of another frequency than A", at: frequency.excerpt.span))
  }
  for key in ["draws", "seed"] {
    if let value = reader.integer(key, into: &list), value < 0 || (key == "draws" && value < 1) {
      list.report(.badNumber(key, expected: "a positive whole number", at: reader.span(of: key)))
    }
  }
  let baseline = reader.scalar("baseline", .required, into: &list)
  let discount = reader.node("discount", into: &list).flatMap { readDiscount($0, into: &list) }
  let knows = reader.node("edition_knows", into: &list).flatMap { readDate($0, into: &list) }
  reader.finish(into: &list)
  guard let from, let to, let baseline else { return nil }
  guard from < to, 1...9999 ~= from, to - from <= 200 else {
    list.report(.years(from: from, to: to, at: reader.span(of: "to")))
    return nil
  }
  return Frame(years: from...to, baseline: baseline, discount: discount, editionKnows: knows)
}

/// `{value: 6%, reason: …}`.
private func readDiscount(_ node: Node, into list: inout DiagnosticList) -> Double? {
  guard var reader = MappingReader(node, of: "'discount'", into: &list) else { return nil }
  let text = reader.excerpt("value", .required, into: &list)
  _ = reader.localizedExcerpts("reason", into: &list)
  reader.accept(["source", "judge", "date", "title"])
  reader.finish(into: &list)
  guard let text, let expression = parseExpression(text, into: &list) else { return nil }
  guard case .number(let value, let unit) = expression.node,
    let conversion = (unit ?? .one).conversion(to: .one)
  else {
    list.report(.badNumber("discount", expected: "a rate a year such as 6%", at: text.span))
    return nil
  }
  return conversion(value)
}

/// A day, `2026-07-01`.
func readDate(_ node: Node, into list: inout DiagnosticList) -> CalendarDate? {
  guard let text = node.string(for: "a date", into: &list) else { return nil }
  guard let date = CalendarDate(text) else {
    list.report(.badNumber("a date", expected: "a day such as 2026-07-01", at: node.span))
    return nil
  }
  return date
}

private func readLeaves(
  _ node: Node,
  _ events: [UncertainEvent],
  into list: inout DiagnosticList
) -> Leaves? {
  guard var reader = MappingReader(node, of: "'leaves'", into: &list) else { return nil }
  let name = reader.scalar("by", .required, into: &list)
  let missing = reader.localizedText("missing", .required, into: &list)
  reader.finish(into: &list)
  guard let name, let missing else { return nil }
  let known = events.flatMap(\.gives).filter { $0.state == .firstConfirmed }.map(\.name)
  guard known.contains(name.text) else {
    list.report(.leavesByOther(name.text, known: known, at: name.excerpt.span))
    return nil
  }
  return Leaves(name: name.text, missing: LocalizedText(missing), span: name.excerpt.span)
}

private func readOutput(_ entry: Entry, into list: inout DiagnosticList) -> Output? {
  guard var reader = MappingReader(entry.value, of: "an output", into: &list) else { return nil }
  var measures: [Output.Measure] = []
  for node in reader.list("compare", into: &list) ?? [] {
    if let measure = node.enumerated(as: Output.Measure.self, for: "'compare'", into: &list) {
      measures.append(measure)
    }
  }
  for quantile in reader.list("quantiles", into: &list) ?? [] {
    guard let rate = readRate(quantile, into: &list), !(0...1 ~= rate) else { continue }
    list.report(.badNumber("a quantile", expected: "a share from 0% to 100%", at: quantile.span))
  }
  let better = reader.enumerated("better", as: Better.self, into: &list)
  let divergence = reader.node("diverges", into: &list).flatMap { readRate($0, into: &list) }
  let unit = reader.scalar("unit", into: &list).flatMap { readUnit($0, into: &list) }
  let title = reader.localizedText("title", into: &list)
  let value = reader.excerpt("value", into: &list).flatMap { parseExpression($0, into: &list) }
  reader.finish(into: &list)
  return Output(
    name: entry.key.text,
    title: title.map { LocalizedText($0) },
    measures: measures.isEmpty ? [.level, .difference, .percent] : measures,
    better: better.map { $0 == .up ? .up : .down },
    divergence: divergence,
    unit: unit,
    value: value,
    span: entry.keySpan
  )
}

private enum Better: String, CaseIterable {
  case up, down
}

/// A share written `5%` or `0.05`.
func readRate(_ node: Node, into list: inout DiagnosticList) -> Double? {
  guard let text = node.excerpt(for: "a share", into: &list),
    let expression = parseExpression(text, into: &list)
  else { return nil }
  guard case .number(let value, let unit) = expression.node,
    let conversion = (unit ?? .one).conversion(to: .one)
  else {
    list.report(.badNumber("a share", expected: "a number such as 5%", at: text.span))
    return nil
  }
  return conversion(value)
}

func readUnit(_ scalar: Scalar, into list: inout DiagnosticList) -> Unit? {
  do throws(UnitError) {
    return try Unit.parse(scalar.text)
  } catch {
    list.report(.unreadableUnit(error, at: scalar.excerpt.span(of: error.range)))
    return nil
  }
}

// MARK: What is read for its shape only

private func checkRegret(_ node: Node, into list: inout DiagnosticList) {
  guard var reader = MappingReader(node, of: "'regret'", into: &list) else { return }
  _ = reader.string("of", .required, into: &list)
  _ = reader.integer("at", .required, into: &list)
  _ = reader.scalars("choices", .required, into: &list)
  _ = reader.string("states", .required, into: &list)
  reader.finish(into: &list)
}

private func checkSensitivity(_ node: Node, into list: inout DiagnosticList) {
  guard var reader = MappingReader(node, of: "'sensitivity'", into: &list) else { return }
  _ = reader.string("output", .required, into: &list)
  _ = reader.integer("at", .required, into: &list)
  for rate in reader.list("range", into: &list) ?? [] { _ = readRate(rate, into: &list) }
  _ = reader.integer("sobol", into: &list)
  for entry in reader.mapping("switching", into: &list) ?? [] {
    guard var switching = MappingReader(entry.value, of: "a switching value", into: &list) else {
      continue
    }
    for rate in switching.list("between", .required, into: &list) ?? [] {
      _ = readRate(rate, into: &list)
    }
    if let text = switching.excerpt("when", .required, into: &list) {
      _ = parseExpression(text, into: &list)
    }
    switching.finish(into: &list)
  }
  reader.finish(into: &list)
}

private func checkCorrelation(_ node: Node, into list: inout DiagnosticList) {
  guard var reader = MappingReader(node, of: "a correlation", into: &list) else { return }
  if let names = reader.scalars("between", .required, into: &list), names.count != 2 {
    list.report(.badNumber("between", expected: "two names", at: reader.span(of: "between")))
  }
  if let value = reader.number("spearman", .required, into: &list), !(-1...1 ~= value) {
    list.report(
      .badNumber("spearman", expected: "a number from -1 to 1", at: reader.span(of: "spearman"))
    )
  }
  _ = reader.localizedExcerpts("reason", into: &list)
  reader.finish(into: &list)
}
