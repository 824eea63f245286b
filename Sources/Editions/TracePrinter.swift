import Diagnostics
import Formulas
import Indicators
import Wording

/// Writes traces for people, in the report's wording, and as JSON.
struct TracePrinter {
  private let catalogue: Catalogue
  private let evaluator: Evaluator
  private let code: String
  private let language: Language

  init(catalogue: Catalogue, evaluator: Evaluator, languageCode: String) {
    self.catalogue = catalogue
    self.evaluator = evaluator
    code = String(languageCode.prefix { $0 != "-" })
    language = Language(code: languageCode) ?? .english
  }

  // MARK: Text

  /// The tree, a line for each step and further ones for what is said of it.
  func lines(of trace: Trace) -> [String] {
    var lines = [headline(of: trace)]
    let rail = trace.children.isEmpty ? "  " : "│ "
    lines += details(of: trace).map { rail + $0 }
    for (index, child) in trace.children.enumerated() {
      let isLast = index == trace.children.count - 1 && trace.omitted == 0
      for (row, line) in self.lines(of: child).enumerated() {
        let lead = row == 0 ? (isLast ? "└─ " : "├─ ") : (isLast ? "   " : "│  ")
        lines.append(lead + line)
      }
    }
    if trace.omitted > 0 { lines.append("└─ and \(trace.omitted) more") }
    return lines
  }

  private func headline(of trace: Trace) -> String {
    guard trace.step != .number else {
      return trace.text
    }
    var parts = ["\(trace.text) = \(shown(trace))"]
    parts += trace.members.map {
      catalogue.labels.name(of: $0.member, in: $0.dimension, language: code)
    }
    if let period = trace.period { parts.append(periodName(period, in: language)) }
    if trace.value != nil, let status = Terms(language).name(of: trace.status) {
      parts.append(status)
    }
    return parts.joined(separator: ", ")
  }

  private func details(of trace: Trace) -> [String] {
    var lines: [String] = []
    if let name = trace.name, let title = evaluator.title(of: name, language: code) {
      lines.append(title)
    }
    if let formula = trace.formula {
      lines.append("= \(formula.text) · \(place(of: formula.span))")
    }
    if trace.operation == "ratio-of-sums" {
      lines.append("the numerators and the denominators are added up, then divided")
    }
    if trace.step == .result { lines.append("computed by the model of scenarios.yaml") }
    if let origin = trace.origin {
      var parts = [place(of: origin.span)]
      if let id = origin.source { parts.append(catalogue.sources[id]?.title ?? id) }
      if let released = trace.released { parts.append("released \(released)") }
      lines.append(parts.joined(separator: " · "))
      if let note = origin.note { lines.append("note: \(note)") }
    }
    for correction in corrections(of: trace) {
      let published = change(by: correction, of: trace)?.published ?? ""
      let action = correctionName(correction.action, published: published, in: language)
      let reason =
        correction.reason[code] ?? correction.reason.texts.sorted { $0 < $1 }.first?.value
      lines.append(
        "corrected: \(action); the file says \(published.isEmpty ? "nothing" : published); "
          + "\(reason ?? "") (\(correction.by), \(correction.date))"
      )
    }
    if trace.isAfterBreak { lines.append("the series breaks before this value") }
    return lines
  }

  private func shown(_ trace: Trace) -> String {
    guard let value = trace.value else {
      guard let reason = self.reason(of: trace) else { return "missing" }
      return "missing: \(reason)"
    }
    return (trace.origin?.bound ?? "") + shown(value, trace.unit, decimals: trace.decimals)
  }

  /// The value of a cell with its unit.
  func shown(_ cube: Cube, _ cell: Int) -> String {
    cube[cell].map { shown($0, cube.unit, decimals: nil) } ?? "missing"
  }

  private func shown(_ value: Double, _ unit: Unit, decimals: Int?) -> String {
    measured(value, unit: unit, decimals: decimals, in: language, labels: catalogue.labels)
  }

  /// Why a value is missing, as a clause.
  private func reason(of trace: Trace) -> String? {
    switch trace.reason {
    case .status: Terms(language).name(of: trace.status)
    case .noCell: "there is no such cell"
    case .operand: "a value that it is made of is missing"
    case .zeroDenominator: "the denominator is zero"
    case .brokenSeries: "the series breaks between its periods"
    case .undefined: "the formula has no result here"
    case nil: nil
    }
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
    object["missing"] = trace.value == nil ? .string(reason(of: trace) ?? "missing") : nil
    object["name"] = trace.name.map(JSONValue.string)
    object["title"] = trace.name.flatMap { evaluator.title(of: $0, language: code) }
      .map(JSONValue.string)
    object["period"] = trace.period.map { .string($0.description) }
    object["decimals"] = trace.decimals.map(JSONValue.integer)
    object["operation"] = trace.operation.map(JSONValue.string)
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
