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

/// Everything that can be wrong with what a formula means.
extension Diagnostic {
  // MARK: Names

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
        ?? (isFunction ? "'\(name)' is a function: write \(name)(…)" : didYouMean(nearest))
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

  // MARK: Functions

  static func unknownFunction(
    _ name: String,
    nearest: [String],
    isName: Bool,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.unknown-function",
      "there is no function '\(name)'",
      at: span,
      help: isName ? "'\(name)' is a name; to multiply, write *" : didYouMean(nearest)
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
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.argument",
      "'\(span.text)' can't be '\(argument)' of '\(function)'",
      at: span,
      label: "expected \(expected)"
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

  // MARK: Units

  static func unit(
    _ mismatch: UnitMismatch,
    doing verb: String,
    _ left: UnitOperand,
    _ right: UnitOperand,
    bridge: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.unit",
      "can't \(verb) '\(left.unit)' and '\(right.unit)'",
      at: span,
      label: mismatch.explanation,
      help: bridge ?? mismatch.remedy(left, right)
    )
  }

  static func wrongUnit(
    _ what: String,
    _ unit: Unit,
    expected: String,
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.unit",
      "\(what) is in '\(unit)'",
      at: span,
      label: "expected \(expected)",
      help: help
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

  static func kinds(_ verb: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.kind",
      "can't \(verb) a stock and a flow",
      at: span,
      label: "one side is the state at the end of a period, the other a sum over it",
      help: "diff(x) of a stock is a flow"
    )
  }

  static func frequencies(
    _ verb: String,
    _ left: Frequency,
    _ right: Frequency,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.frequency",
      "can't \(verb) values of frequency \(left.rawValue) and \(right.rawValue)",
      at: span,
      help: "annual(x, sum), annual(x, mean) or annual(x, last) makes years of shorter periods"
    )
  }

  static func truthExpected(_ what: String, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.truth",
      "\(what) must be true or false",
      at: span,
      label: "this is a number in '\(unit)'",
      help: "compare it with something: x > 0"
    )
  }

  static func textAsNumber(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.text",
      "a text stands where a number is needed",
      at: span
    )
  }

  // MARK: Dimensions and periods

  static func unknownDimension(
    _ name: String,
    known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.dimension",
      "there is no dimension '\(name)' here",
      at: span,
      label: known.isEmpty
        ? "the value has no dimensions" : "the dimensions are \(known.joined(separator: ", "))",
      help: didYouMean(nearestNames(to: name, among: known))
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
    at span: SourceSpan
  ) -> Diagnostic {
    var help: String?
    if let first = periods.first, first.frequency != period.frequency {
      help =
        first.frequency > period.frequency
        ? "the series has shorter periods: write one of them, or annual(x, sum), annual(x, mean) or annual(x, last)"
        : "the series has longer periods"
    } else if periods.contains(where: \.isAverage), !period.isAverage {
      help = "averages over years are named whole: @ \(periods.last?.description ?? "")"
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

  static func noLatest(_ which: String, ends: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.latest",
      "no period has a value in every series",
      at: span,
      label: "the \(which) ones are \(ends.prefix(6).joined(separator: "; "))"
        + (ends.count > 6 ? "; …" : ""),
      help: "select the series, or use @ each_latest"
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

  static func zeroDenominator(_ place: String, ratio: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.zero",
      "the denominator is zero\(place.isEmpty ? "" : " at \(place)")",
      at: span,
      help: "zero: missing of '\(ratio)' makes such a value missing"
    )
  }

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

  private static func didYouMean(_ names: [String]) -> String? {
    names.isEmpty
      ? nil : "did you mean \(names.map { "'\($0)'" }.joined(separator: " or "))?"
  }
}

extension UnitMismatch {
  /// What stands beside the caret.
  var explanation: String {
    switch self {
    case .dimension: "they measure different things"
    case .currency: "they are different currencies"
    case .basis: "they are in prices of different years, or one side does not say"
    case .of: "they are shares of different things"
    case .bareNumber(let number): "the number \(shown(number)) has no unit"
    case .bareBesidePercent(let number): "the number \(shown(number)) beside a percentage"
    case .oneBesidePercent: "a plain number beside a percentage"
    case .percentBesidePoint: "a percentage beside percentage points"
    case .percentTimesPercent: "both sides are percentages"
    case .indexSum: "indices don't add up"
    case .indexBase: "the indices have different bases"
    case .indexTimes: "an index only multiplies and divides plain numbers"
    case .rankSum: "ranks don't add up"
    case .rankTimes: "ranks don't multiply or divide"
    case .truth: "a truth is no number"
    case .notTruth: "both sides must be true or false"
    case .powerOf: "this has no powers"
    case .exponent: "an exponent is a plain number, and a whole one where the base has a unit"
    }
  }

  /// The one likely remedy.
  func remedy(_ left: UnitOperand, _ right: UnitOperand) -> String? {
    switch self {
    case .dimension: nil
    case .of: "multiply each by its whole first, or declare in its unit what it is a percentage of"
    case .indexSum: "two indices of one base divide and subtract"
    case .rankSum, .rankTimes: "ranks only subtract and compare"
    case .notTruth: "compare with something: x > 0"
    case .currency: "convert(x, to:\"USD\", using:exchange_rate) changes the currency"
    case .basis:
      remedyOfBasis(left, beside: right.unit) ?? remedyOfBasis(right, beside: left.unit)
        ?? "deflate(x, by:price_index, base:2018) changes the prices"
    case .bareNumber(let number):
      "write the number with its unit: \(shown(number)) "
        + "'\(left.bareNumber == nil ? left.unit : right.unit)'"
    case .bareBesidePercent(let number):
      "write \(shown(number))% or \(shown(number * 100))%, or make a plain number with ratio(x)"
    case .oneBesidePercent, .percentTimesPercent, .powerOf:
      "ratio(x) makes a plain number of a percentage"
    case .percentBesidePoint: "the difference of two percentages is in percentage points"
    case .indexBase: "index(x, base:2018) puts both on one base"
    case .indexTimes: "x / x @ 2018 makes a plain number of an index"
    case .truth: "if(condition, 1, 0) makes a number"
    case .exponent: "write a whole number such as ^ 2; sqrt(x) takes the root of a square"
    }
  }

  /// What to write where one side does not say its prices; nothing if it does.
  private func remedyOfBasis(_ side: UnitOperand, beside other: Unit) -> String? {
    guard side.unit.basis == nil, let basis = other.basis else { return nil }
    let unit = Unit(
      meaning: side.unit.meaning,
      multiplier: side.unit.multiplier,
      atoms: side.unit.atoms,
      of: side.unit.of,
      basis: basis
    )
    return side.literal.map { "write \(shown($0)) '\(unit)'" }
      ?? "if its prices are those, declare '\(side.unit)' as '\(unit)'"
  }

  private func shown(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
