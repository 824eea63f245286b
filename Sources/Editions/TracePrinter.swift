import Diagnostics
import Documents
import Formulas
import Indicators
import Wording

/// Writes traces for people, in the report's wording, and as JSON.
struct TracePrinter {
  private let catalogue: Catalogue
  private let evaluator: Evaluator
  private let code: String
  private let language: Language
  private let phrases: TracePhrases

  /// How many characters a formula has that is written out where a figure's numbers are listed.
  private static let shortFormula = 60

  /// How long a list of members is that is written out more than once.
  private static let shortList = 30

  init(catalogue: Catalogue, evaluator: Evaluator, languageCode: String) {
    self.catalogue = catalogue
    self.evaluator = evaluator
    code = String(languageCode.prefix { $0 != "-" })
    language = Language(code: languageCode) ?? .english
    phrases = TracePhrases(language)
  }

  // MARK: Text

  /// The tree, a line for each step and further ones for what is said of it. What was shown already is
  /// not shown again with all that it is made of.
  func lines(of trace: Trace) -> [String] {
    var seen: Set<String> = []
    return lines(of: trace, under: nil, &seen)
  }

  private func lines(of trace: Trace, under parent: Trace?, _ seen: inout Set<String>) -> [String] {
    let name = parent == nil ? trace.text : shortened(trace.text)
    let head = headline(of: trace, named: name, under: parent)
    let place = trace.formula.map { self.place(of: $0.span) } ?? ""
    let isBare = trace.children.isEmpty && details(of: trace, under: parent).isEmpty
    if !isBare, !seen.insert("\(head) \(place)").inserted {
      return ["\(head), \(phrases.asAbove)"]
    }
    var lines = [head]
    let rail = trace.children.isEmpty ? "  " : "│ "
    lines += details(of: trace, under: parent).map { rail + $0 }
    for (index, child) in trace.children.enumerated() {
      let isLast = index == trace.children.count - 1 && trace.omitted == 0
      for (row, line) in self.lines(of: child, under: trace, &seen).enumerated() {
        let lead = row == 0 ? (isLast ? "└─ " : "├─ ") : (isLast ? "   " : "│  ")
        lines.append(lead + line)
      }
    }
    if !trace.omissions.isEmpty { lines.append("└─ \(more(trace.omissions))") }
    return lines
  }

  /// A formula with no more than the first member of long lists; its parent's text has them all.
  private func shortened(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let list = rest[open...close]
      result += rest[..<open]
      let first = list.dropFirst().prefix { $0 != "," }
      result += list.count <= Self.shortList || first.count == list.count ? list : "{\(first), …}"
      rest = rest[close...].dropFirst()
    }
    return result + rest
  }

  /// "and 4 more of price, 16 more of quantity".
  private func more(_ omissions: [Trace.Omission]) -> String {
    phrases.more(omissions.map { ($0.count, shortened($0.text)) })
  }

  private func headline(of trace: Trace, named name: String, under parent: Trace?) -> String {
    guard trace.step != .number else {
      return name
    }
    var parts = ["\(name) = \(shown(trace))"]
    // Within the tree of a model's value all is of one scenario.
    let known = trace.model != nil && parent?.model != nil ? parent?.members ?? [] : []
    parts += trace.members.filter { !known.contains($0) }.map {
      catalogue.labels.name(of: $0.member, in: $0.dimension, language: code)
    }
    if let period = trace.period { parts.append(periodName(period, in: language)) }
    if trace.value != nil, let status = Terms(language).name(of: trace.status) {
      parts.append(status)
    }
    return parts.joined(separator: ", ")
  }

  private func details(of trace: Trace, under parent: Trace?) -> [String] {
    var lines: [String] = []
    if let name = trace.name, let title = evaluator.title(of: name, language: code) {
      lines.append(title)
    }
    if trace.step == .result, parent?.model == nil { lines.append(phrases.isModelled) }
    if let formula = trace.formula { lines += self.lines(of: formula, trace.model) }
    if trace.operation == "ratio-of-sums" { lines.append(phrases.ratioOfSums) }
    if trace.skipped > 0, trace.value != nil { lines.append(phrases.skipped(trace.skipped)) }
    if trace.unrecorded > 0 { lines.append(phrases.unrecorded(trace.unrecorded)) }
    if let model = trace.model { lines += details(of: model, isFirst: parent?.model == nil) }
    if let origin = trace.origin {
      var parts = [place(of: origin.span)]
      if let id = origin.source { parts.append(catalogue.sources[id]?.title ?? id) }
      if let released = trace.released { parts.append(phrases.released("\(released)")) }
      lines.append(parts.joined(separator: " · "))
      if let note = origin.note { lines.append(phrases.note(note)) }
    }
    for correction in corrections(of: trace) {
      let published = change(by: correction, of: trace)?.published ?? ""
      let reason =
        correction.reason[code] ?? correction.reason.texts.sorted { $0 < $1 }.first?.value
      lines.append(
        phrases.corrected(
          correctionName(correction.action, published: published, in: language),
          published: published,
          reason: reason ?? "",
          by: correction.by,
          on: "\(correction.date)"
        )
      )
    }
    if trace.isAfterBreak { lines.append(phrases.isAfterBreak) }
    return lines
  }

  /// The formula as it is written, line by line, with its place behind it.
  private func lines(of formula: Trace.Formula, _ model: Trace.Model?) -> [String] {
    var lines = formula.text.isEmpty ? [] : [formula.text]
    let written = formula.span.text.split { $0 == "\n" || $0 == "\r\n" }
      .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    if written.joined(separator: " ") == formula.text { lines = written }
    let lead = model?.isMode == true ? "\(phrases.modeOf) " : "= "
    lines = lines.enumerated().map { ($0 == 0 ? lead : "  ") + $1 }
    if let last = lines.popLast() { lines.append("\(last) · \(place(of: formula.span))") }
    return lines
  }

  private func details(of model: Trace.Model, isFirst: Bool) -> [String] {
    var lines: [String] = []
    if isFirst, model.outcomeCount > 1 {
      lines.append(phrases.mean(overOutcomes: model.outcomeCount))
    }
    if let grounds = model.grounds {
      var parts: [String] = []
      if let reason = reason(of: grounds) { parts.append(reason) }
      if let id = grounds.source { parts.append(catalogue.sources[id]?.title ?? id) }
      if let judge = grounds.judge { parts.append(phrases.judged(by: judge)) }
      if !parts.isEmpty { lines.append(parts.joined(separator: " · ")) }
    }
    if let selection = model.selection { lines.append(phrases.traced(by: selection)) }
    return lines
  }

  private func reason(of grounds: ModelStep.Grounds) -> String? {
    grounds.reason[code] ?? grounds.reason[""] ?? grounds.reason.sorted { $0 < $1 }.first?.value
  }

  private func shown(_ trace: Trace) -> String {
    guard let value = trace.value else { return phrases.missing(reason(of: trace)) }
    return (trace.origin?.bound ?? "") + shown(value, trace.unit, decimals: trace.decimals)
  }

  // MARK: Figures

  /// What is said of a figure before its numbers.
  func head(of figure: ReportFigure, _ groups: [TraceGroup]) -> [String] {
    var lines = ["\(phrases.block(figure.kind.rawValue)) \(figure.id) · \(place(of: figure.span))"]
    let count = groups.reduce(0) { $0 + $1.traces.count + $1.omitted }
    if count == 0, figure.parts.isEmpty {
      lines.append(figure.inWords.isEmpty ? phrases.noNumber : phrases.numbersInWordsOnly)
    } else if groups.contains(where: \.isNewest) {
      lines.append(phrases.newest(of: count, as: "\(figure.id) @ …"))
    }
    return lines
  }

  /// The trees of a formula under what the figure calls it.
  func trees(of group: TraceGroup) -> [String] {
    var lines = group.label.isEmpty ? [] : ["\(group.label):"]
    for (index, item) in group.traces.enumerated() {
      if index > 0 { lines.append("") }
      lines += self.lines(of: item.trace)
    }
    if group.omitted > 0 { lines += ["", phrases.more(group.omitted)] }
    return lines
  }

  /// The values of all formulas, those of one value each together.
  func lists(_ groups: [TraceGroup], of figure: ReportFigure) -> [[String]] {
    var lists: [[String]] = []
    var wasSingle = false
    for list in groups.map({ self.list($0, of: figure) }) where !list.isEmpty {
      if list.count == 1, wasSingle {
        lists[lists.count - 1] += list
      } else {
        lists.append(list)
      }
      wasSingle = list.count == 1
    }
    return lists
  }

  /// The values of a formula, a line for each, with how its tree is asked for.
  private func list(_ group: TraceGroup, of figure: ReportFigure) -> [String] {
    let formula = oneLine(group.formula)
    // A long formula is asked for by the figure's id, though that gives all of its formulas.
    let isShort = figure.parts.count > 1 && formula.count <= Self.shortFormula
    let names = group.traces.map { item in
      isShort || item.selectors.isEmpty ? item.selection : figure.id + item.selectors
    }
    let label = group.label.isEmpty ? "" : "\(group.label): "
    if let item = group.traces.first, group.traces.count == 1, group.omitted == 0 {
      return [label + headline(of: item.trace, named: names[0], under: nil)]
    }
    var lines = [label + formula]
    lines += zip(group.traces, names).map { item, name in
      "  \(headline(of: item.trace, named: name, under: nil))"
    }
    if group.omitted > 0 { lines.append("  \(phrases.more(group.omitted))") }
    return lines
  }

  /// The numbers in a figure's words.
  func words(_ groups: [TraceGroup]) -> [String] {
    [phrases.inItsWords]
      + groups.flatMap { group in
        group.traces.map { item in
          "  " + (group.label.isEmpty ? "" : "\(group.label): ")
            + headline(of: item.trace, named: item.trace.text, under: nil)
        }
      }
  }

  private func oneLine(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "\r\n" }.joined(separator: " ")
  }

  // MARK: Values

  /// The value of a cell with its unit.
  func shown(_ cube: Cube, _ cell: Int) -> String {
    cube[cell].map { shown($0, cube.unit, decimals: nil) } ?? phrases.missing(nil)
  }

  private func shown(_ value: Double, _ unit: Unit, decimals: Int?) -> String {
    measured(value, unit: unit, decimals: decimals, in: language, labels: catalogue.labels)
  }

  /// Why a value is missing, as a clause.
  private func reason(of trace: Trace) -> String? {
    switch trace.reason {
    case .status: Terms(language).name(of: trace.status)
    case .noCell: phrases.reason(.noCell)
    case .operand: phrases.reason(.operand) + (cause(of: trace).map { " (\($0))" } ?? "")
    case .zeroDenominator: phrases.reason(.zeroDenominator)
    case .brokenSeries: phrases.reason(.brokenSeries)
    case .undefined: phrases.reason(.undefined)
    case nil: nil
    }
  }

  /// The first cell that a value lacks, and why that is missing: "price, wine, Q2 2020: withheld".
  private func cause(of trace: Trace) -> String? {
    guard let child = trace.children.first(where: { $0.value == nil }) else { return nil }
    if child.reason == .operand { return cause(of: child) }
    guard let reason = reason(of: child) else { return nil }
    var place = [shortened(child.text)]
    place += child.members.map {
      catalogue.labels.name(of: $0.member, in: $0.dimension, language: code)
    }
    if let period = child.period { place.append(periodName(period, in: language)) }
    return "\(place.joined(separator: ", ")): \(reason)"
  }

  private func place(of span: SourceSpan) -> String {
    let (line, column) = span.file.position(of: span.range.lowerBound)
    return "\(span.file.path):\(line):\(column)"
  }

  // MARK: Corrections

  private func corrections(of trace: Trace) -> [Correction] {
    if let origin = trace.origin, !origin.corrections.isEmpty {
      return origin.corrections.filter(catalogue.corrections.indices.contains)
        .map { catalogue.corrections[$0] }
    }
    guard trace.status == .rejected, trace.step == .indicator else { return [] }
    return catalogue.corrections.filter { change(by: $0, of: trace) != nil }
  }

  private func change(by correction: Correction, of trace: Trace) -> Correction.Change? {
    guard correction.indicator == trace.name else { return nil }
    return correction.changes.first { change in
      change.period == trace.period
        && trace.members.allSatisfy { change.members[$0.dimension] == $0.member }
    }
  }

  // MARK: JSON

  /// A figure's block.
  func json(_ figure: ReportFigure) -> JSONValue {
    .object(
      located(figure.span).merging([
        "id": .string(figure.id), "kind": .string(figure.kind.rawValue),
      ]) { own, _ in own }
    )
  }

  /// The trees of a formula, each with what the figure calls it.
  func json(_ group: TraceGroup) -> [JSONValue] {
    group.traces.map { item in
      guard case .object(var object) = json(item.trace) else { return json(item.trace) }
      object["label"] = group.label.isEmpty ? nil : .string(group.label)
      object["in_words"] = group.isInWords ? .boolean(true) : nil
      return .object(object)
    }
  }

  /// The tree with everything that is known of each step.
  func json(_ trace: Trace) -> JSONValue {
    var object: [String: JSONValue] = [
      "step": .string(trace.step.rawValue),
      "text": .string(trace.text),
      "shown": .string(trace.step == .number ? trace.text : shown(trace)),
      "unit": .string(trace.unit.description),
      "members": .object(
        Dictionary(trace.members.map { ($0.dimension, .string($0.member)) }) { first, _ in first }
      ),
      "status": .string(trace.status.letter ?? "\(trace.status)"),
      "children": .array(trace.children.map(json)),
    ]
    object["value"] = trace.value.map(JSONValue.number)
    object["missing"] =
      trace.value == nil ? .string(reason(of: trace) ?? phrases.missing(nil)) : nil
    object["name"] = trace.name.map(JSONValue.string)
    object["title"] = trace.name.flatMap { evaluator.title(of: $0, language: code) }
      .map(JSONValue.string)
    object["period"] = trace.period.map { .string($0.description) }
    object["decimals"] = trace.decimals.map(JSONValue.integer)
    object["operation"] = trace.operation.map(JSONValue.string)
    object["skipped"] = trace.skipped > 0 ? .integer(trace.skipped) : nil
    object["unrecorded"] = trace.unrecorded > 0 ? .integer(trace.unrecorded) : nil
    if !trace.omissions.isEmpty {
      object["omitted"] = .integer(trace.omitted)
      object["omissions"] = .array(
        trace.omissions.map { .object(["text": .string($0.text), "count": .integer($0.count)]) }
      )
    }
    object["model"] = trace.model.map { .object(json($0)) }
    object["after_break"] = trace.isAfterBreak ? .boolean(true) : nil
    if let formula = trace.formula {
      object["formula"] = .object(
        located(formula.span).merging(["text": .string(formula.text)]) { own, _ in own }
      )
    }
    if let origin = trace.origin {
      var cell = located(origin.span)
      if let id = origin.source {
        var source: [String: JSONValue] = ["id": .string(id)]
        source["title"] = (catalogue.sources[id]?.title).map(JSONValue.string)
        source["address"] = (catalogue.sources[id]?.address).map(JSONValue.string)
        cell["source"] = .object(source)
      }
      cell["note"] = origin.note.map(JSONValue.string)
      cell["bound"] = origin.bound.map(JSONValue.string)
      cell["released"] = trace.released.map { .string($0.description) }
      object["cell"] = .object(cell)
    }
    let corrections = corrections(of: trace)
    if !corrections.isEmpty { object["corrections"] = .array(corrections.map { json($0, trace) }) }
    return .object(object)
  }

  private func json(_ model: Trace.Model) -> [String: JSONValue] {
    var object: [String: JSONValue] = [
      "kind": .string(model.kind.rawValue), "scenario": .string(model.scenario),
      "outcomes": .integer(model.outcomeCount),
    ]
    object["reason"] = model.grounds.flatMap(reason).map(JSONValue.string)
    object["source"] = (model.grounds?.source).map(JSONValue.string)
    object["judge"] = (model.grounds?.judge).map(JSONValue.string)
    object["own_tree"] = model.selection.map(JSONValue.string)
    return object
  }

  private func json(_ correction: Correction, _ trace: Trace) -> JSONValue {
    let published = change(by: correction, of: trace)?.published ?? ""
    return .object([
      "action": .string(correctionName(correction.action, published: published, in: .english)),
      "published": .string(published),
      "reason": .string(correction.reason[code] ?? ""),
      "by": .string(correction.by),
      "date": .string(correction.date.description),
    ])
  }

  private func located(_ span: SourceSpan) -> [String: JSONValue] {
    let (line, column) = span.file.position(of: span.range.lowerBound)
    return [
      "file": .string(span.file.path), "line": .integer(line), "column": .integer(column),
    ]
  }
}
