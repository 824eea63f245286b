import Diagnostics
import Indicators

/// Everything that can be wrong with a call.
extension Diagnostic {
  static func unknownFunction(
    _ name: String,
    nearest: [String],
    isName: Bool,
    at span: SourceSpan
  ) -> Diagnostic {
    let usual = Function.usualNames[name.lowercased()]
    let help =
      isName
      ? "'\(name)' is a name; to multiply, write *"
        + (usual.map { ", and for the function \($0)" } ?? "")
      : usual.map { "write \($0)" } ?? didYouMean(nearest)
    return Diagnostic(
      id: "formulas.unknown-function",
      "there is no function '\(name)'",
      at: span,
      help: help
    )
  }

  static func noField(
    _ field: String,
    of function: String,
    fields: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.field",
      fields.isEmpty
        ? "a call of '\(function)' has no fields" : "'\(function)' gives no '\(field)'",
      at: span,
      label: fields.isEmpty
        ? "only what is a call of elasticity has them"
        : "it gives \(fields.map { ".\($0)" }.joined(separator: ", "))",
      help: nearestNames(to: field, among: fields).first.map { "did you mean '.\($0)'?" }
    )
  }

  static func missingArgument(
    _ argument: String,
    of function: String,
    usage: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(function)' needs '\(argument)'",
      at: span,
      help: "write \(usage)"
    )
  }

  static func surplusArgument(
    of function: String,
    usage: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(function)' takes no further argument",
      at: span,
      help: "write \(usage)"
    )
  }

  static func unknownArgument(
    _ argument: String,
    of function: String,
    nearest: [String],
    usage: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(function)' has no argument '\(argument)'",
      at: span,
      help: didYouMean(nearest) ?? "write \(usage)"
    )
  }

  static func repeatedArgument(
    _ argument: String,
    of function: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(argument)' of '\(function)' is given twice",
      at: span
    )
  }

  static func wrongArgument(
    _ argument: String,
    of function: String,
    expected: String,
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(span.text)' can't be '\(argument)' of '\(function)'",
      at: span,
      label: "expected \(expected)",
      help: help
    )
  }

  static func noGrowthOfPercent(_ function: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.growth-of-percent",
      "'\(function)' of a percentage would be a percentage of a percentage",
      at: span,
      help: "diff gives the change in percentage points"
    )
  }

  static func noYear(_ function: String, _ frequency: Frequency, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      id: "formulas.frequency",
      "'\(function)' needs periods that make up a year, not those of frequency \(frequency.rawValue)",
      at: span
    )
  }

  static func cannotAddUp(
    _ what: String,
    help: String = "take the mean, the median or the largest of them",
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(id: "formulas.add-up", "\(what) can't be added up", at: span, help: help)
  }

  static func unweighted(_ what: String, weighed: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.add-up",
      "\(what) have no plain mean over members",
      at: span,
      label: "a small member would count as much as a large one",
      help:
        "weigh them: \(weighed); a ratio of ratios.yaml with over: mean-of-ratios takes the plain mean"
    )
  }

  static func bothSigns(
    over dimension: String,
    mixed: Int,
    of groups: Int,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.both-signs",
      "parts above and below zero have no shares",
      at: span,
      label: "undefined for \(mixed) of \(groups) sets of members of \(dimension)",
      help: "take the parts above zero, if(x > 0, x, 0), or the amounts, abs(x)"
    )
  }

  static func directionOfLevel(_ formula: String, _ word: String, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .warning,
      id: "formulas.direction-of-level",
      "'\(formula)' is a level, so 'direction' always says \"\(word)\"",
      at: span,
      label: "expected a change, which may lie below zero",
      help: "give it diff(x), or yoy(x) for growth in per cent"
    )
  }

  static func interpolatedFlow(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.interpolation",
      "can't interpolate a flow",
      at: span,
      label: "this is a sum over each period, of which the periods beside it say nothing",
      help: "default(x, lag(x)) repeats the value before, if that is what is meant"
    )
  }

  static func unmatchedMembers(
    withoutQuantity: [String],
    withoutPrice: [String],
    isLeftOut: Bool,
    over dimension: String,
    at span: SourceSpan
  ) -> Diagnostic {
    func said(_ members: [String], _ has: String, _ lacks: String) -> String? {
      guard !members.isEmpty else { return nil }
      let names = members.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
      let more = members.count > 4 ? " and \(members.count - 4) more" : ""
      return "\(names)\(more) \(members.count == 1 ? "has" : "have") \(has) but no \(lacks)"
    }
    let parts = [
      said(withoutQuantity, "a price", "quantity"), said(withoutPrice, "a quantity", "price"),
    ].compactMap(\.self)
    return Diagnostic(
      .warning,
      id: "formulas.unmatched",
      parts.joined(separator: ", "),
      at: span,
      label: isLeftOut ? "left out of the index" : "the index is missing for want of them",
      help: isLeftOut
        ? nil : "select the members of \(dimension) that have both, or give missing:skip"
    )
  }

  static func tooFewPoints(_ count: Int, needed: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.points",
      "an elasticity needs at least \(needed) points, and there \(count == 1 ? "is" : "are") \(count)",
      at: span,
      label: "a point is a period with a value of both",
      help: "take a longer range of periods"
    )
  }

  static func vintageOfPart(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(span.text)' can't be 'x' of 'vintage'",
      at: span,
      label: "expected the name of an indicator or a ratio",
      help: "take the part behind it: vintage(x, 2024-06-30)[geo:MEX]"
    )
  }

  static func notPublished(
    _ name: String,
    on day: CalendarDate,
    first: CalendarDate?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.not-published",
      "nothing of '\(name)' was published by \(day)",
      at: span,
      help: first.map { "its first release is of \($0)" }
    )
  }

  static func noReleaseDates(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.release-dates",
      "no release of \(names.map { "'\($0)'" }.joined(separator: ", ")) has a date",
      at: span,
      label: "counts as known on every day",
      help: "give its resource 'published' in datapackage.yaml"
    )
  }

  static func notAProbability(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.probability",
      "\(value) is no probability",
      at: span,
      label: "expected 0 to 1, or 0% to 100%"
    )
  }
}
