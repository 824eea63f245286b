import Diagnostics
import Indicators

/// Dimensions, members and periods that are not there or do not go together.
extension Diagnostic {
  static func unknownDimension(
    _ name: String,
    known: [String],
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.dimension",
      "there is no dimension '\(name)' here",
      at: span,
      label: known.isEmpty
        ? "the value has no dimensions" : "the dimensions are \(known.joined(separator: ", "))",
      help: help ?? didYouMean(nearestNames(to: name, among: known))
    )
  }

  static func unknownMember(
    _ name: String,
    of dimension: String?,
    nearest: [String],
    known: [String],
    help: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    let shown = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
    return Diagnostic(
      id: "formulas.member",
      dimension.map { "no record has \($0) '\(name)'" }
        ?? "no dimension here has a member '\(name)'",
      at: span,
      label: known.isEmpty ? "the value has no dimensions" : "there are \(shown)",
      help: help ?? didYouMean(nearest)
    )
  }

  static func ambiguousMember(
    _ name: String,
    forms: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.ambiguous-member",
      "'\(name)' is a member of several dimensions",
      at: span,
      help: "write \(forms.joined(separator: " or "))"
    )
  }

  static func noSeries(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.no-series",
      "\(what) needs values along periods",
      at: span,
      label: "this has no periods any more"
    )
  }

  static func noPeriod(
    _ period: Period,
    in periods: [Period],
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    var help = help
    if help != nil {
      // Whoever asks knows better.
    } else if let first = periods.first, first.frequency != period.frequency {
      help =
        first.frequency > period.frequency
        ? "the series has shorter periods: write one of them, or annual(x, sum), annual(x, mean) or annual(x, last)"
        : "the series has longer periods"
    } else if periods.contains(where: \.isAverage), !period.isAverage {
      help = "averages over years are named whole: @ \(periods.last?.description ?? "")"
    } else if period.isAverage {
      help = "mean(x[\(period)]) is the mean over these years"
    }
    return Diagnostic(
      id: "formulas.no-period",
      "there is no value for \(period)",
      at: span,
      label: range(of: periods),
      help: help
    )
  }

  static func emptyRange(_ text: String, in periods: [Period], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.no-period",
      "no period lies in '\(text)'",
      at: span,
      label: range(of: periods)
    )
  }

  private static func range(of periods: [Period]) -> String {
    guard let first = periods.first, let last = periods.last else { return "there are no periods" }
    return first == last ? "there is only \(first)" : "there are \(first) to \(last)"
  }

  static func nothingInCommon(
    _ what: String,
    _ left: String,
    _ right: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.nothing-in-common",
      "the two sides have no \(what) in common",
      at: span,
      label: "left \(left), right \(right)"
    )
  }

  static func eachLatestCombined(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.each-latest",
      "values of different periods can't be combined",
      at: span,
      help: "@ latest takes one period for all"
    )
  }

  static func quantilesCombined(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.quantile",
      "quantiles can't be combined: a quantile of a ratio is no ratio of quantiles",
      at: span,
      help: "make it an output of scenarios.yaml"
    )
  }

  static func noLatest(
    _ which: String,
    ends: [String],
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.latest",
      "no period has a value in every series",
      at: span,
      label: "the \(which) ones are \(ends.prefix(6).joined(separator: "; "))"
        + (ends.count > 6 ? "; …" : ""),
      help: help ?? "select the series, or use @ each_latest"
    )
  }

  static func latestDiffers(_ left: Period, _ right: Period, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.latest-differs",
      "'@ latest' is \(left) on one side and \(right) on the other",
      at: span,
      help: "take the newest period that both have, (a - b) @ latest, or name the periods"
    )
  }

  static func endsEarly(_ ends: [String], newest: Period, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.ends-early",
      "the latest common period is held back: \(ends.prefix(3).joined(separator: "; "))"
        + (ends.count > 3 ? "; and \(ends.count - 3) more" : ""),
      at: span,
      label: "others go to \(newest)"
    )
  }
}
