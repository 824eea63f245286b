import Diagnostics
import Documents
import Formulas
import Indicators
import Wording

extension TracePrinter {
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
    object["reason"] = (model.grounds?.reason.text(forReadersOf: code)).map(JSONValue.string)
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
