import Diagnostics
import Indicators
import Settings

/// Everything that can be wrong with a formula as it is written.
extension Diagnostic {
  static func unexpectedToken(
    _ found: String,
    expected: String,
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.syntax",
      found.isEmpty ? "the formula ends too early" : "'\(found)' is not expected here",
      at: span,
      label: "expected \(expected)",
      help: help
    )
  }

  static func badCharacter(_ found: String, help: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.character",
      "'\(found)' has no meaning in a formula",
      at: span,
      help: help
    )
  }

  static func badNumber(_ text: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "formulas.number", "'\(text)' is not a number", at: span, help: help)
  }

  static func unclosed(_ what: String, mark: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.unclosed",
      "\(what) is not closed",
      at: span,
      label: "opened here",
      help: "close it with \(mark)"
    )
  }

  static func badUnit(_ error: UnitError, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "formulas.unit-text", "\(error)", at: span, help: error.help)
  }

  static func badPeriod(_ text: String, help: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.period",
      "'\(text)' is not a period",
      at: span,
      label: "expected a period such as 2024, 2024-Q4 or 2024-12",
      help: help
    )
  }

  static func badName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.name",
      "'\(name)' is not a name",
      at: span,
      label: "expected letters, digits and _, not beginning with a digit, with single dots between",
      help: "write '\(nameLike(name))'"
    )
  }

  static func reservedName(
    _ name: String,
    at span: SourceSpan,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.reserved-name",
      "'\(name)' can't be used as a name",
      at: span,
      notes: [Note("it is a word or a function of formulas")],
      help: help
    )
  }

  static func chainedComparison(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.chained-comparison",
      "comparisons don't chain",
      at: span,
      help: "write a < b and b < c"
    )
  }

  static func tooDeep(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.depth",
      "the formula is nested more than \(limit) levels deep",
      at: span,
      help: "give parts of it names with let, or make them ratios of their own"
    )
  }
}
