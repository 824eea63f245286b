import Diagnostics

/// A report's text, its front matter and its pages.
extension Diagnostic {
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

  static func reference(_ id: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "documents.reference",
      "nothing in the report has the id '\(id)'",
      at: span,
      label: "expected the id of a figure, a table or a heading",
      help: nearest(to: id, among: known) { "write '\($0)'" }
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

  static func nearest(
    to name: String,
    among known: [String],
    _ sentence: (String) -> String
  ) -> String? {
    nearestNames(to: name, among: known).first.map(sentence)
  }
}
