import Diagnostics

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
      help: nearest(
        to: String(text.prefix { $0 != "=" }),
        among: ["short"],
        as: { "did you mean \($0)=\"…\"?" }
      )
    )
  }

  private static func nearest(
    to name: String,
    among known: [String],
    as sentence: (String) -> String
  ) -> String? {
    nearestNames(to: name, among: known).first.map(sentence)
  }
}
