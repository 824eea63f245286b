import Diagnostics
import Indicators

/// Everything that can be wrong with a ratio and with what is made of it.
extension Diagnostic {
  static func addingRatios(
    _ ratio: String,
    dimension: String,
    results: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.adding-ratios",
      "'\(ratio)' does not say how it is added up over \(dimension)",
      at: span,
      notes: results.map { [Note($0)] } ?? [],
      help: "give it over: ratio-of-sums or over: mean-of-ratios in ratios.yaml"
    )
  }

  static func noRatioOfSums(_ ratio: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.adding-ratios",
      "'\(ratio)' has no ratio of sums, since its formula is not one division",
      at: span,
      help: "make the division a ratio of its own with over: ratio-of-sums, and use that one here"
    )
  }

  static func meanOfRatios(
    _ function: String,
    dimension: String,
    results: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.mean-of-ratios",
      "'\(function)' over \(dimension) of a division gives every member the same weight",
      at: span,
      notes: results.map { [Note($0)] } ?? [],
      help: "divide the sums, or make the division a ratio with over: mean-of-ratios in ratios.yaml"
    )
  }

  static func repeatedRatio(_ ratio: String, defined: SourceSpan, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .warning,
      id: "formulas.repeated-ratio",
      "this is the ratio '\(ratio)' written out again",
      at: span,
      notes: [Note("it is defined here", at: defined)],
      help: "write '\(ratio)', so that both change together"
    )
  }

  static func declaredUnit(
    of ratio: String,
    _ declared: Unit,
    found: Unit,
    formula: SourceSpan,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.declared-unit",
      "'\(ratio)' is declared in '\(declared)' but its formula gives '\(found)'",
      at: span,
      notes: [Note("the formula is here", at: formula)],
      help: "declare '\(found)', or change the formula"
    )
  }

  static func zeroDenominator(_ place: String, ratio: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.zero",
      "the denominator is zero\(place.isEmpty ? "" : " at \(place)")",
      at: span,
      help: "zero: missing of '\(ratio)' makes such a value missing"
    )
  }
}
