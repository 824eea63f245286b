import Diagnostics

/// What only the values show.
extension Diagnostic {
  static func manyValues(_ what: String, _ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.many-values",
      "\(what) must be one value, and these are \(count)",
      at: span,
      help: "select members with [ ] and a period with @: (a / b) @ 2024"
    )
  }

  static func textTraced(_ formula: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.text-traced",
      "'\(formula)' gives a text, and only numbers are traced",
      at: span,
      help: "trace the numbers that the text is made of"
    )
  }

  static func missingValue(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.missing-value",
      "\(what) is missing",
      at: span,
      help: "default(x, y) says what stands in its place"
    )
  }

  static func noValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "formulas.no-value", "the formula has no value", at: span)
  }

  static func notInModel(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.model",
      "\(what) can't be used on values that the model computes",
      at: span
    )
  }
}
