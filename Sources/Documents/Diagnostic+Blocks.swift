import Diagnostics
import Wording

/// What blocks say and show.
extension Diagnostic {
  static func columnWidths(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.column-widths",
      "'\(span.text)' gives no widths",
      at: span,
      label: "expected whole numbers that add up to 12 at most: widths: [8, 4]"
    )
  }

  static func columnCount(_ count: Int, found: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.column-count",
      "\(count) widths are given for \(found) columns",
      at: span,
      label: "columns are parted by lines '---'"
    )
  }

  static func cellCount(_ count: Int, expected: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.cell-count",
      "there are \(count) cells and \(expected) heads",
      at: span,
      label: "expected \(expected) cells"
    )
  }

  static func period(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.period",
      "'\(text)' is not a period",
      at: span,
      label: "expected a period such as 2024 or 2024-Q4, or a range such as 2020..2024"
    )
  }

  static func format(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.format",
      "'\(text)' is not a format",
      at: span,
      label: "expected a format such as \(ValueFormat.examples.joined(separator: ", "))"
    )
  }

  static func dimension(
    _ name: String,
    of text: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "documents.dimension",
      "'\(text)' has no dimension '\(name)'",
      at: span,
      label: "its dimensions: \(known.isEmpty ? "none" : known.joined(separator: ", "))",
      help: nearest(to: name, among: known) { "write '\($0)'" }
    )
  }

  static func openDimension(_ name: String, of text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.open-dimension",
      "'\(text)' varies by '\(name)' too, which the table doesn't show",
      at: span,
      label: "choose one of '\(name)'"
    )
  }

  static func totals(of text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.totals",
      "'\(text)' can't be added up",
      at: span,
      label: "only amounts and counts have a total: no prices, ratios, percentages or ranks",
      help: "take 'totals: true' away"
    )
  }

  static func noPeriods(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.no-periods",
      "'\(text)' has none of the periods asked for",
      at: span,
      label: "no column is left"
    )
  }

  static func sortKey(_ key: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.sort",
      "no column '\(key)' to sort by",
      at: span,
      label: "columns: \(known.joined(separator: ", "))",
      help: nearest(to: key, among: known) { "write '\($0)'" }
    )
  }

  static func scenario(_ id: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.scenario",
      "there is no scenario '\(id)'",
      at: span,
      label: "scenarios: \(known.joined(separator: ", "))",
      help: nearest(to: id, among: known) { "write '\($0)'" }
    )
  }

  static func waiversNotPrinted(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "documents.waivers",
      count == 1
        ? "a waiver is in force, and the report doesn't print it"
        : "\(count) waivers are in force, and the report doesn't print them",
      at: span,
      help: "put a block ```waivers into the report"
    )
  }

  static func noModel(_ block: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.no-model",
      "\(block) has nothing to show",
      at: span,
      label: "expected a scenarios.yaml or ratios.yaml beside the report"
    )
  }

  static func noCorrections(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.no-corrections",
      "there are no corrections to print",
      at: span,
      label: "'corrections' of no resource has one",
      help: "take the block out"
    )
  }

  static func unprintedCorrections(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "documents.corrections",
      "published values are corrected, and the report doesn't say so",
      at: span,
      label: "the first of them",
      help: "add a block 'corrections' to the report"
    )
  }

  static func events(_ name: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.events",
      "there are no events '\(name)'",
      at: span,
      label: "expected the name of a resource with events",
      help: nearest(to: name, among: known) { "write '\($0)'" }
    )
  }

  static func eventText(_ language: String, of name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.event-text",
      "an event of '\(name)' has no text in '\(language)'",
      at: span,
      label: "would be drawn without words",
      help: "fill the column 'text.\(language)'"
    )
  }

  static func noDrawing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.no-drawing",
      "the chart can't be drawn",
      at: span,
      label: "nothing came of it"
    )
  }
}
