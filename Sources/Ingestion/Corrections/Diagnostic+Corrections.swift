import Diagnostics
import Indicators
import Settings

extension Diagnostic {
  static func cells(_ expected: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.cells",
      "the correction doesn't say which values it is of",
      at: span,
      label: "expected \(expected)",
      help: "write it as in a formula: \"name[geo:MEX] @ 2018\""
    )
  }

  static func action(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.action",
      "'\(text)' is no action of a correction",
      at: span,
      label: "expected missing, {set: NUMBER}, {scale: NUMBER}, {status: LETTER}, break or drop"
    )
  }

  static func noGuard(_ found: [String], at span: SourceSpan, data: SourceSpan) -> Diagnostic {
    let values = found.map { $0.isEmpty ? "\"\"" : $0 }
    let list = values.count == 1 ? values[0] : "[\(values.prefix(20).joined(separator: ", "))]"
    return Diagnostic(
      id: "ingestion.no-guard",
      "the correction doesn't say what it expects the file to hold",
      at: span,
      label: "without 'expect' it would outlive the publisher's own correction",
      notes: [Note("the file has '\(found[0])' here", at: data)],
      help: "add 'expect: \(list)'"
    )
  }

  static func guardCount(
    _ expected: Int,
    hits: Int,
    at span: SourceSpan,
    data: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.guard-count",
      "the correction is of \(hits) value\(hits == 1 ? "" : "s") and expects \(expected)",
      at: span,
      label: "expected as many values in 'expect'",
      notes: [Note("the first stands here", at: data)],
      help: "give one value for each in the order of the file, or select fewer"
    )
  }

  static func guardFails(
    _ expected: Named,
    found: String,
    action: Correction.Action,
    data: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.guard",
      "the correction expects '\(expected.text)', the file has '\(found)'",
      at: expected.span,
      label: "the publisher has changed the value",
      notes: [Note("it stands here", at: data)],
      help: "take the correction out if the new value is right; else correct 'expect'"
    )
  }

  static func correctionTwice(
    _ selection: String,
    at span: SourceSpan,
    first: SourceSpan,
    data: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.correction-twice",
      "'\(selection)' corrects a value that another correction changes already",
      at: span,
      label: "the second",
      notes: [Note("the first stands here", at: first), Note("the value stands here", at: data)],
      help: "keep one of them"
    )
  }

  static func correctedMember(
    _ member: Named,
    of dimension: String?,
    among members: Set<String>
  ) -> Diagnostic {
    let nearest = nearestNames(to: member.text, among: members).first
    let what = dimension.map { "for '\($0)'" } ?? "in any dimension"
    return Diagnostic(
      id: "ingestion.corrects-nothing",
      "no record has '\(member.text)' \(what), so that nothing is corrected",
      at: member.span,
      nearest: nearest,
      label: "no such member"
    )
  }

  static func correctsNothing(
    _ selection: String,
    at span: SourceSpan,
    first: Period?,
    last: Period?
  ) -> Diagnostic {
    var notes: [Note] = []
    if let first, let last { notes = [Note("its periods run from \(first) to \(last)")] }
    return Diagnostic(
      id: "ingestion.corrects-nothing",
      "no record is '\(selection)', so that nothing is corrected",
      at: span,
      label: "no such record",
      notes: notes,
      help: "correct the selection, or take the correction out"
    )
  }
}
