import Diagnostics

/// Numbers in a report, and claims on them.
extension Diagnostic {
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
}
