import Diagnostics
import Indicators
import Settings

/// Names that stand for nothing, or for something else.
extension Diagnostic {
  static func unknownName(
    _ name: String,
    nearest: [String],
    isFunction: Bool,
    unreleased: CalendarDate?,
    at span: SourceSpan
  ) -> Diagnostic {
    let later = unreleased.map {
      "'\(name)' is left out, since it is released on \($0) only: name a later edition, or correct "
        + "the date of the release"
    }
    return Diagnostic(
      id: "formulas.unknown-name",
      "nothing is called '\(name)'",
      at: span,
      label: "expected an indicator, a ratio or a variable",
      help: later
        ?? (isFunction ? "'\(name)' is a function: write \(name)(…)" : didYouMeanName(nearest))
    )
  }

  static func eventsAsNumbers(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.events",
      "'\(name)' is a table of events, which has no numbers",
      at: span,
      help: "use it as data: {events: \(name)} of a chart"
    )
  }

  static func unknownParameter(
    _ name: String,
    nearest: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.parameter",
      "the report has no parameter '$\(name)'",
      at: span,
      help: didYouMean(nearest.map { "$" + $0 })
    )
  }

  static func duplicateName(
    _ name: String,
    first: SourceSpan?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.duplicate-name",
      "'\(name)' already names something else",
      at: span,
      notes: [Note("the first one is here", at: first)]
    )
  }

  static func cycle(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.cycle",
      "the formula needs itself: \(names.joined(separator: " → "))",
      at: span
    )
  }

  /// The help of a misspelt name of a formula: what is no name there without marks stands in backticks.
  static func didYouMeanName(_ names: [String]) -> String? {
    let shown = names.map { isName($0) ? "'\($0)'" : "`\($0)`" }
    let help = shown.isEmpty ? nil : "did you mean \(shown.joined(separator: " or "))?"
    return names.allSatisfy(isName)
      ? help : help.map { $0 + " such a name stands between backticks" }
  }

  /// The help of what is misspelt.
  static func didYouMean(_ names: [String]) -> String? {
    names.isEmpty
      ? nil : "did you mean \(names.map { "'\($0)'" }.joined(separator: " or "))?"
  }
}
