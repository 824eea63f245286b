import Diagnostics
import Settings

/// A text of YAML as readers see it, with its place.
struct RichText: Hashable {
  let inlines: [Inline]
  let span: SourceSpan

  init(_ inlines: [Inline], at span: SourceSpan) {
    self.inlines = inlines
    self.span = span
  }

  init(_ source: Excerpt, into diagnostics: inout DiagnosticList) {
    inlines = readInlines(source, into: &diagnostics)
    span = source.span
  }
}

extension Node {
  /// One text, or the one of a language from a text for each.
  func richText(
    for what: String,
    in language: String,
    into diagnostics: inout DiagnosticList
  ) -> RichText? {
    if let scalar {
      // Places in a folded text can't be trusted, so an expression in one is refused.
      let isPlain = scalar.isFolded && !scalar.text.contains("{{")
      let source =
        isPlain
        ? self.scalar(for: what, into: &diagnostics)?.excerpt
        : excerpt(for: what, into: &diagnostics)
      return source.map { RichText($0, into: &diagnostics) }
    }
    guard let texts = localizedExcerpts(for: what, into: &diagnostics) else { return nil }
    guard let source = texts[language] ?? texts[""] else {
      diagnostics.report(.missingLanguage(language, of: what, at: span))
      return nil
    }
    return RichText(source, into: &diagnostics)
  }
}

extension MappingReader {
  mutating func richText(
    _ key: String,
    _ presence: Presence = .optional,
    in language: String,
    into diagnostics: inout DiagnosticList
  ) -> RichText? {
    node(key, presence, into: &diagnostics)?
      .richText(for: "'\(key)'", in: language, into: &diagnostics)
  }

  /// One expression or a list of them.
  mutating func expressions(
    _ key: String,
    into diagnostics: inout DiagnosticList
  ) -> [Excerpt] {
    guard let node = node(key, into: &diagnostics) else { return [] }
    return (node.sequence ?? [node]).compactMap {
      $0.excerpt(for: "'\(key)'", into: &diagnostics)
    }
  }

  /// An id of a figure, a table or a section.
  mutating func identifier(
    _ key: String = "id",
    _ presence: Presence = .optional,
    into diagnostics: inout DiagnosticList
  ) -> String? {
    guard let text = string(key, presence, into: &diagnostics) else { return nil }
    guard isIdentifier(text) else {
      diagnostics.report(.identifier(text, at: span(of: key)))
      return nil
    }
    return text
  }
}
