import Diagnostics

/// Labels and sources.
extension Diagnostic {
  static func nameTwice(_ id: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.name-twice",
      "'\(id)' is named twice",
      at: span,
      label: "the second",
      notes: [Note("the first stands here", at: first)]
    )
  }

  static func labelOfNothing(
    _ dimension: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.label-dimension",
      "the data have no dimension '\(dimension)'",
      at: span,
      nearest: nearestNames(to: dimension, among: known).first,
      label: "these labels name nothing",
      notes: [Note("labels are of \(known.joined(separator: ", "))")]
    )
  }

  /// A column of names in a language, or in what looks like the code of one, that no report is in.
  static func unreadNames(_ column: String, among known: [String], at span: SourceSpan)
    -> Diagnostic
  {
    // `es` of `es-MX`.
    let start = String(column.prefix { $0 != "-" })
    let nearest =
      known.contains(start) ? start : nearestNames(to: column, among: known).first
    return Diagnostic(
      .warning,
      id: "ingestion.label-column",
      "nothing reads the column '\(column)'",
      at: span,
      nearest: nearest,
      label: "no report is in this language",
      notes: [Note("the columns of names are \(known.joined(separator: ", "))")]
    )
  }

  static func labelWithoutData(
    _ id: String,
    of dimension: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    let nearest = nearestNames(to: id, among: known).first
    let message: String
    switch dimension {
    case "indicator": message = "nothing is called '\(id)'"
    case "scenario": message = "there is no scenario '\(id)'"
    default: message = "no record has '\(id)' for '\(dimension)'"
    }
    return Diagnostic(
      .warning,
      id: "ingestion.label-id",
      message,
      at: span,
      nearest: nearest,
      label: "this label names nothing"
    )
  }

  static func order(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.order",
      "'\(text)' is not a whole number",
      at: span,
      label: "expected a position such as 3, or nothing"
    )
  }

  static func unknownSource(
    _ id: String,
    in file: SourceFile,
    nearest: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.source",
      "'\(file.path)' has no source '\(id)'",
      at: span,
      nearest: nearest,
      label: "unknown source"
    )
  }
}
