import Diagnostics
import Formulas
import Indicators
import Wording

/// Writes traces for people, in the report's wording, and as JSON.
struct TracePrinter {
  let catalogue: Catalogue
  let evaluator: Evaluator
  let code: String
  private let language: Language
  let phrases: TracePhrases

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

  func headline(of trace: Trace, named name: String, under parent: Trace?) -> String {
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
      lines.append(
        phrases.corrected(
          correctionName(correction.action, published: published, in: language),
          published: published,
          reason: correction.reason.text(forReadersOf: code) ?? "",
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
    let written = formula.lines
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
      if let reason = grounds.reason.text(forReadersOf: code) { parts.append(reason) }
      if let id = grounds.source { parts.append(catalogue.sources[id]?.title ?? id) }
      if let judge = grounds.judge { parts.append(phrases.judged(by: judge)) }
      if !parts.isEmpty { lines.append(parts.joined(separator: " · ")) }
    }
    if let selection = model.selection { lines.append(phrases.traced(by: selection)) }
    return lines
  }

  func shown(_ trace: Trace) -> String {
    guard let value = trace.value else { return phrases.missing(reason(of: trace)) }
    return (trace.origin?.bound ?? "") + shown(value, trace.unit, decimals: trace.decimals)
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
  func reason(of trace: Trace) -> String? {
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

  func place(of span: SourceSpan) -> String {
    let (line, column) = span.file.position(of: span.range.lowerBound)
    return "\(span.file.path):\(line):\(column)"
  }

  // MARK: Corrections

  func corrections(of trace: Trace) -> [Correction] {
    if let origin = trace.origin, !origin.corrections.isEmpty {
      return origin.corrections.filter(catalogue.corrections.indices.contains)
        .map { catalogue.corrections[$0] }
    }
    guard trace.status == .rejected, trace.step == .indicator else { return [] }
    return catalogue.corrections.filter { change(by: $0, of: trace) != nil }
  }

  func change(by correction: Correction, of trace: Trace) -> Correction.Change? {
    guard correction.indicator == trace.name else { return nil }
    return correction.changes.first { change in
      change.period == trace.period
        && trace.members.allSatisfy { change.members[$0.dimension] == $0.member }
    }
  }
}
