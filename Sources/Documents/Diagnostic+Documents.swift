import Diagnostics
import Wording

extension Diagnostic {
  // MARK: Reading

  static func unclosedExpression(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.unclosed-expression",
      "'{{' is not closed on its line",
      at: span,
      label: "expected '}}' before the line ends",
      help: "write '\\{{' for two braces"
    )
  }

  static func unclosedBlock(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.unclosed-block",
      "block '\(name)' is not closed",
      at: span,
      label: "opened here",
      help: "end it with a line of as many backticks as it begins with"
    )
  }

  static func markup(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.markup",
      "HTML can't be set in a report",
      at: span,
      label: "expected Markdown",
      help: "write a block such as ```aside instead"
    )
  }

  static func picture(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.picture",
      "pictures are not supported yet",
      at: span,
      label: "holds a picture",
      help: "draw a chart from the data, or take '![…](…)' away"
    )
  }

  static func identifier(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.identifier",
      "'\(text)' is not an id",
      at: span,
      label: "expected small letters, digits and single hyphens"
    )
  }

  static func headingAttribute(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.heading-attribute",
      "'\(text)' is not an attribute of a heading",
      at: span,
      label: "expected #id or short=\"…\"",
      help: nearest(to: String(text.prefix { $0 != "=" }), among: ["short"]) {
        "write \($0)=\"…\""
      }
    )
  }

  static func frontMatter(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "documents.front-matter",
      "the report has no front matter",
      at: span,
      label: "expected a line '---', settings such as 'title: …', and a line '---'",
      notes: [frontMatterKeys]
    )
  }

  static func emptyFrontMatter(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "documents.front-matter",
      "the report's front matter is empty",
      at: span,
      label: "expected settings such as 'title: …' between the lines '---'",
      notes: [frontMatterKeys]
    )
  }

  /// What belongs into a front matter.
  private static var frontMatterKeys: Note {
    Note(
      "'title' is required; 'edition' should be there too, such as 'edition: 2026-11', or the clock"
        + " names the edition"
    )
  }

  static func missingLanguage(
    _ language: String,
    of what: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "documents.language",
      "\(what) has no text in '\(language)'",
      at: span,
      label: "expected a text for each language of the report"
    )
  }

  static func languageOfFile(
    _ language: String,
    _ written: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "documents.file-language",
      "the file's name says '\(language)' and its front matter '\(written)'",
      at: span,
      label: "they disagree",
      help: "write 'language: \(language)', or name the file for its language"
    )
  }

  static func unknownBlock(
    _ name: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "documents.block",
      "'\(name)' is not a kind of block",
      at: span,
      label: "unknown block",
      notes: [Note("the kinds are \(known.joined(separator: ", "))")],
      help: nearest(to: name, among: known) { "write '\($0)'" }
    )
  }

  static func duplicateIdentifier(
    _ id: String,
    at span: SourceSpan,
    first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "documents.duplicate-id",
      "the id '\(id)' is used a second time",
      at: span,
      label: "already used",
      notes: [Note("'\(id)' is first used here", at: first)]
    )
  }

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

  // MARK: Composing

  static func reference(_ id: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.reference",
      "nothing in the report has the id '\(id)'",
      at: span,
      label: "expected the id of a figure, a table or a heading",
      help: nearest(to: id, among: known) { "write '\($0)'" }
    )
  }

  static func oneValue(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.one-value",
      "'\(text)' is more than one value",
      at: span,
      label: "expected one value: choose members with [ ] and a period with @"
    )
  }

  static func oneSeries(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.one-series",
      "'\(text)' is not one series",
      at: span,
      label: "expected values over time without another dimension"
    )
  }

  static func shareOutside(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.share",
      "'\(text)' is not a share",
      at: span,
      label: "expected a value between 0 and 1"
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

  static func overflow(_ overflow: PagePainter.Overflow) -> Diagnostic {
    let points = Int(overflow.excess.rounded(.up))
    return Diagnostic(
      id: "documents.overflow",
      "page \(overflow.page), \(overflow.block): '\(overflow.text)' sticks out by \(points) pt",
      at: overflow.span,
      label: "wider or higher than its room",
      help: overflow.help
    )
  }

  static func glyph(
    _ character: Unicode.Scalar,
    in text: String,
    at span: SourceSpan?
  ) -> Diagnostic {
    let digits = String(character.value, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Diagnostic(
      id: "documents.glyph",
      "the font has no '\(character)' (U+\(code))",
      at: span,
      label: "can't be printed",
      notes: [Note("it is used in '\(text)'")],
      help: "leave it out, or write what it means in letters"
    )
  }

  static func emptyExpression(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.empty-expression",
      "there is nothing between the braces",
      at: span,
      label: "expected an expression"
    )
  }

  static func formatOfText(_ format: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.format-of-text",
      "'\(format)' formats numbers, and this is a text",
      at: span,
      label: "expected no format"
    )
  }

  static func wording(_ message: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.wording",
      message,
      at: span
    )
  }

  static func missingValue(_ text: String, reason: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.missing-value",
      "'\(text)' has no value",
      at: span,
      label: reason,
      help: "write default(…, \"not published\") for a value that may be missing"
    )
  }

  static func textInsteadOfNumbers(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.not-numbers",
      "'\(text)' is a text",
      at: span,
      label: "expected numbers"
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

  static func claimKind(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.claim-kind",
      "'\(text)' is neither true nor false",
      at: span,
      label: "expected a comparison"
    )
  }

  static func claim(
    _ text: String,
    of title: String,
    shown: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "documents.claim",
      "the claim '\(text)' does not hold",
      at: span,
      label: shown ?? "false",
      notes: title.isEmpty ? [] : [Note("it stands behind '\(title)'")]
    )
  }

  static func unknownLanguage(
    _ code: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "documents.unknown-language",
      "the language '\(code)' is not known",
      at: span,
      label: "expected one of \(known.joined(separator: ", "))"
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

  private static func nearest(
    to name: String,
    among known: [String],
    _ sentence: (String) -> String
  ) -> String? {
    nearestNames(to: name, among: known).first.map(sentence)
  }
}
