import Diagnostics
import Indicators
import Settings

/// A scenario or overlay with what it sets.
struct ScenarioNode {
  let scenario: Scenario

  /// The scenario it starts from; nothing: the definitions as they stand.
  let from: Scalar?
  let settings: [Entry]
}

func readScenario(
  _ entry: Entry,
  isOverlay: Bool,
  into list: inout DiagnosticList
) -> ScenarioNode? {
  let what = isOverlay ? "an overlay" : "a scenario"
  guard var reader = MappingReader(entry.value, of: what, into: &list) else { return nil }
  let title = reader.localizedText("title", into: &list)
  let settings = reader.mapping("set", into: &list) ?? []
  var from: Scalar?
  var isCounterfactual = false
  if !isOverlay {
    from = reader.scalar("from", into: &list)
    isCounterfactual = reader.boolean("counterfactual", into: &list) ?? false
  }
  reader.accept(["reason", "source", "judge", "date"])
  reader.finish(into: &list)
  let scenario = Scenario(
    id: entry.key.text,
    title: LocalizedText(title ?? ["": entry.key.text]),
    isCounterfactual: isCounterfactual,
    span: entry.keySpan
  )
  return ScenarioNode(scenario: scenario, from: from, settings: settings)
}

/// Lays the settings of scenarios and overlays over the definitions, and lists the runs.
struct Planner {
  let nodes: DefinitionNodes
  let definitions: Definitions
  let years: ClosedRange<Int>
  let baseline: String
  let scenarios: [ScenarioNode]
  let overlays: [ScenarioNode]

  private enum OverlayRule: String, CaseIterable {
    case onBaseline = "each-on-baseline"
    case onEvery = "each-on-every"
    case none
  }

  /// The runs under `run:`; without it all scenarios, and each overlay on the baseline.
  func plans(_ node: Node?, into list: inout DiagnosticList) -> [Plan] {
    var chosen = scenarios
    var rule = OverlayRule.onBaseline
    var compositions: [(scenario: ScenarioNode, overlays: [ScenarioNode])] = []
    if let node, var reader = MappingReader(node, of: "'run'", into: &list) {
      if let scalars = reader.scalars("scenarios", into: &list),
        scalars.map(\.text) != ["all"]
      {
        chosen = scalars.compactMap { find($0, among: scenarios, into: &list) }
        // The baseline is what the others are compared with, so it is always run.
        if !chosen.contains(where: { $0.scenario.id == baseline }) {
          chosen = scenarios.filter { $0.scenario.id == baseline } + chosen
        }
      }
      rule = reader.enumerated("overlays", as: OverlayRule.self, into: &list) ?? .onBaseline
      for item in reader.list("also", into: &list) ?? [] {
        if let composition = composition(item, into: &list) { compositions.append(composition) }
      }
      reader.finish(into: &list)
    }
    var plans = chosen.compactMap { plan($0, [], into: &list) }
    for scenario in chosen where rule != .none {
      guard rule == .onEvery || scenario.scenario.id == baseline else { continue }
      plans += overlays.compactMap { plan(scenario, [$0], into: &list) }
    }
    for (scenario, overlays) in compositions {
      guard let plan = plan(scenario, overlays, into: &list),
        !plans.contains(where: { $0.id == plan.id })
      else { continue }
      plans.append(plan)
    }
    return plans
  }

  private func find(
    _ scalar: Scalar,
    among nodes: [ScenarioNode],
    into list: inout DiagnosticList
  ) -> ScenarioNode? {
    if let node = nodes.first(where: { $0.scenario.id == scalar.text }) { return node }
    list.report(
      .unknownScenario(
        scalar.text,
        known: nodes.map(\.scenario.id),
        at: scalar.excerpt.span
      )
    )
    return nil
  }

  /// A list of one scenario, which may be left out for the baseline, and overlays.
  private func composition(
    _ node: Node,
    into list: inout DiagnosticList
  ) -> (scenario: ScenarioNode, overlays: [ScenarioNode])? {
    guard let names = node.scalars(for: "'also'", into: &list) else { return nil }
    var scenario = scenarios.first { $0.scenario.id == baseline }
    var laid: [ScenarioNode] = []
    for (index, name) in names.enumerated() {
      if index == 0, let named = scenarios.first(where: { $0.scenario.id == name.text }) {
        scenario = named
      } else {
        let known = index == 0 ? scenarios + overlays : overlays
        guard let overlay = find(name, among: known, into: &list) else { return nil }
        laid.append(overlay)
      }
    }
    return scenario.map { ($0, laid) }
  }

  private func plan(
    _ node: ScenarioNode,
    _ overlays: [ScenarioNode],
    into list: inout DiagnosticList
  ) -> Plan? {
    guard let inherited = settings(of: node, visited: [], into: &list) else { return nil }
    var layers = inherited
    for overlay in overlays {
      for earlier in layers.dropFirst(inherited.count) {
        reportConflicts(earlier, overlay.settings, into: &list)
      }
      layers.append(overlay.settings)
    }
    var merged = Layered(nodes: nodes, definitions: definitions, years: years)
    for layer in layers {
      for entry in layer { merged.lay(entry, into: &list) }
    }
    let ids = [node.scenario.id] + overlays.map(\.scenario.id)
    return Plan(
      id: ids.joined(separator: "+"),
      title: title(node, overlays),
      scenario: node.scenario.id,
      overlays: overlays.map(\.scenario.id),
      isCounterfactual: node.scenario.isCounterfactual,
      definitions: merged.result(into: &list),
      settings: merged.settings
    )
  }

  /// An overlay on the baseline goes by its own title.
  private func title(_ node: ScenarioNode, _ overlays: [ScenarioNode]) -> LocalizedText {
    guard let first = overlays.first else { return node.scenario.title }
    let isAlone = overlays.count == 1 && node.scenario.id == baseline
    if isAlone { return first.scenario.title }
    let parts = (node.scenario.id == baseline ? [] : [node]) + overlays
    let languages = Set(parts.flatMap { $0.scenario.title.texts.keys })
    var texts: [String: String] = [:]
    for language in languages.sorted() {
      let titles = parts.compactMap { part in
        part.scenario.title[language]
          ?? part.scenario.title.texts.sorted { $0.key < $1.key }.first?.value
      }
      texts[language] = titles.joined(separator: " + ")
    }
    return LocalizedText(texts)
  }

  /// The settings of a scenario behind those of the ones it starts from.
  private func settings(
    of node: ScenarioNode,
    visited: [String],
    into list: inout DiagnosticList
  ) -> [[Entry]]? {
    guard let from = node.from else { return [node.settings] }
    let path = visited + [node.scenario.id]
    if let start = path.firstIndex(of: from.text) {
      // Every scenario of the loop comes by here; it is reported from one of them.
      let loop = path[start...]
      if loop.min() == from.text {
        list.report(.scenarioLoop(loop + [from.text], at: from.excerpt.span))
      }
      return nil
    }
    guard let base = find(from, among: scenarios, into: &list),
      let inherited = settings(of: base, visited: path, into: &list)
    else { return nil }
    return inherited + [node.settings]
  }

  /// Two overlays must not give the same key different values.
  private func reportConflicts(
    _ first: [Entry],
    _ second: [Entry],
    into list: inout DiagnosticList
  ) {
    for entry in second {
      guard let other = first.first(where: { $0.key.text == entry.key.text }) else { continue }
      if let conflict = conflict(entry, other, path: entry.key.text, isTop: true) {
        list.report(
          .overlayConflict(conflict.path, at: conflict.entry.keySpan, first: conflict.other.keySpan)
        )
      }
    }
  }

  private func conflict(
    _ entry: Entry,
    _ other: Entry,
    path: String,
    isTop: Bool
  ) -> (path: String, entry: Entry, other: Entry)? {
    guard let entries = entry.value.entries, let others = other.value.entries else {
      return isAlike(entry.value, other.value) ? nil : (path, entry, other)
    }
    for inner in entries where !(isTop && adjustmentKeys.contains(inner.key.text)) {
      guard let match = others.first(where: { $0.key.text == inner.key.text }) else { continue }
      if let found = conflict(inner, match, path: "\(path).\(inner.key.text)", isTop: false) {
        return found
      }
    }
    return nil
  }
}

/// The keys under a name of `set:` that act on its result rather than replace a key.
let adjustmentKeys: Set<String> = ["add", "times", "from", "to"]

/// Whether two values read alike, wherever they stand.
func isAlike(_ left: Node, _ right: Node) -> Bool {
  switch (left.content, right.content) {
  case (.scalar(let one), .scalar(let other)):
    one.text == other.text && one.isPlain == other.isPlain
  case (.sequence(let one), .sequence(let other)):
    one.count == other.count && zip(one, other).allSatisfy(isAlike)
  case (.mapping(let one), .mapping(let other)):
    one.count == other.count
      && one.allSatisfy { entry in
        other.contains { $0.key.text == entry.key.text && isAlike($0.value, entry.value) }
      }
  case (.scalar, _), (.sequence, _), (.mapping, _): false
  }
}

/// The definitions with the settings of one run laid over them.
private struct Layered {
  private var nodes: DefinitionNodes
  private let definitions: Definitions
  private let years: ClosedRange<Int>
  private var adjustments: [String: [Adjustment]] = [:]

  /// The names whose definition is to be read again.
  private var changed: Set<String> = []
  private(set) var settings: [Setting] = []

  init(nodes: DefinitionNodes, definitions: Definitions, years: ClosedRange<Int>) {
    self.nodes = nodes
    self.definitions = definitions
    self.years = years
  }

  /// Lays one name's settings over its definition.
  mutating func lay(_ entry: Entry, into list: inout DiagnosticList) {
    let name = entry.key.text
    let isDrawn =
      nodes.parameters.contains { $0.key.text == name }
      || nodes.drivers.contains { $0.key.text == name }
    var isChange = false
    if isDrawn {
      let added = readAdjustments(entry.value, into: &list)
      if !added.isEmpty {
        adjustments[name, default: []] += added
        isChange = true
      }
    }
    let replaced = isDrawn ? entry.value.without(adjustmentKeys) : entry.value
    let isFound =
      replace(&nodes.parameters, name, by: replaced, exclusive: [distributionKeys], &isChange)
      || replace(
        &nodes.drivers,
        name,
        by: replaced,
        exclusive: [distributionKeys + ["path"], distributionKeys + ["then", "hold"]],
        &isChange
      )
      || replace(&nodes.events, name, by: replaced, exclusive: [], &isChange)
      || replace(
        &nodes.variables,
        name,
        by: replaced,
        exclusive: [["value", "start"], ["value", "next"]],
        &isChange
      )
    guard isFound else {
      let known = (nodes.parameters + nodes.drivers + nodes.events + nodes.variables).map(
        \.key.text
      )
      list.report(.unknownSetting(name, known: known, at: entry.keySpan))
      return
    }
    if isChange { changed.insert(name) }
    settings.append(Setting(name: name, span: entry.keySpan, isChange: isChange))
  }

  private var distributionKeys: [String] { Distribution.Kind.allCases.map(\.rawValue) }

  private func replace(
    _ entries: inout [Entry],
    _ name: String,
    by node: Node,
    exclusive: [[String]],
    _ isChange: inout Bool
  ) -> Bool {
    guard let index = entries.firstIndex(where: { $0.key.text == name }) else { return false }
    let entry = entries[index]
    let merged = entry.value.overlaid(with: node, exclusive: exclusive)
    if !isAlike(merged, entry.value) { isChange = true }
    entries[index] = Entry(key: entry.key, keySpan: entry.keySpan, value: merged)
    return true
  }

  /// `{times: …, from: 2027, to: 2028}`.
  private func readAdjustments(_ node: Node, into list: inout DiagnosticList) -> [Adjustment] {
    guard let entries = node.entries,
      entries.contains(where: { adjustmentKeys.contains($0.key.text) })
    else { return [] }
    func year(_ key: String) -> Int? { node[key]?.integer(for: "'\(key)'", into: &list) }
    let first = year("from") ?? years.lowerBound
    let last = year("to") ?? years.upperBound
    guard first <= last, first <= years.upperBound, last >= years.lowerBound else {
      list.report(.years(from: first, to: last, at: (node["to"] ?? node["from"] ?? node).span))
      return []
    }
    var result: [Adjustment] = []
    for (key, kind) in [("times", Adjustment.Kind.times), ("add", .add)] {
      guard let value = node[key],
        let amount = DistributionReader().distribution(value, into: &list)
      else { continue }
      result.append(Adjustment(kind: kind, amount: amount, years: first...last))
    }
    if result.isEmpty, node["add"] == nil, node["times"] == nil {
      list.report(.noAdjustment(at: node.span))
    }
    return result
  }

  /// The definitions, those that changed read again.
  func result(into list: inout DiagnosticList) -> Definitions {
    let reader = DefinitionReader(years: years)
    var result = definitions
    for entry in nodes.parameters where changed.contains(entry.key.text) {
      guard let index = result.parameters.firstIndex(where: { $0.name == entry.key.text }),
        let new = reader.parameter(
          entry,
          adjustments: adjustments[entry.key.text] ?? [],
          into: &list
        )
      else { continue }
      result.parameters[index] = new
    }
    for entry in nodes.drivers where changed.contains(entry.key.text) {
      guard let index = result.drivers.firstIndex(where: { $0.name == entry.key.text }),
        let new = reader.driver(entry, adjustments: adjustments[entry.key.text] ?? [], into: &list)
      else { continue }
      result.drivers[index] = new
    }
    for entry in nodes.events where changed.contains(entry.key.text) {
      guard let index = result.events.firstIndex(where: { $0.name == entry.key.text }),
        let new = EventReader().event(entry, into: &list)
      else { continue }
      result.events[index] = new
    }
    for entry in nodes.variables where changed.contains(entry.key.text) {
      guard let index = result.variables.firstIndex(where: { $0.name == entry.key.text }),
        let new = reader.variable(entry, into: &list)
      else { continue }
      result.variables[index] = new
    }
    return result
  }
}

extension Node {
  /// The mapping without some keys; anything else as it is.
  fileprivate func without(_ keys: Set<String>) -> Node {
    guard let entries else { return self }
    return Node(
      .mapping(entries.filter { !keys.contains($0.key.text) }),
      at: span,
      problemKind: problemKind
    )
  }

  /// The mapping with another's keys replacing its own, mapping by mapping; of a group of exclusive keys
  /// a new one drives out the others.
  fileprivate func overlaid(with other: Node, exclusive: [[String]] = []) -> Node {
    guard var result = entries, let others = other.entries else { return other }
    for entry in others {
      let key = entry.key.text
      for group in exclusive where group.contains(key) {
        result.removeAll { existing in
          existing.key.text != key && group.contains(existing.key.text)
            && !others.contains { $0.key.text == existing.key.text }
        }
      }
      if let index = result.firstIndex(where: { $0.key.text == key }) {
        result[index] = Entry(
          key: entry.key,
          keySpan: entry.keySpan,
          value: result[index].value.overlaid(with: entry.value)
        )
      } else {
        result.append(entry)
      }
    }
    return Node(.mapping(result), at: span, problemKind: problemKind)
  }
}
