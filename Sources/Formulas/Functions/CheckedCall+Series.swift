import Diagnostics
import Indicators

/// What functions over time ask of their x.
extension CheckedCall {
  /// The type of x where it lies along periods; reports if not.
  func series(_ function: String) -> CubeType? {
    guard let type = cube("x") else { return nil }
    guard type.isSeries else {
      report(.noSeries("'\(function)'", at: bound.span("x")))
      return nil
    }
    guard type.unit != .truth else {
      report(
        .wrongUnit("x of \(function)", type.unit, expected: "numbers", at: bound.span("x"))
      )
      return nil
    }
    return type
  }

  /// The type of x where it can grow: no percentage, no rank.
  func growing(_ function: String) -> CubeType? {
    guard let type = series(function) else { return nil }
    switch type.unit.meaning {
    case .percent, .percentagePoint:
      report(.noGrowthOfPercent(function, at: bound.span("x")))
      return nil
    case .rank, .truth:
      report(
        .wrongUnit("x of \(function)", type.unit, expected: "an amount", at: bound.span("x"))
      )
      return nil
    case .quantity, .index, .count: return type
    }
  }

  /// Whether a period stands among those of a series; reports if not.
  func hasPeriod(_ name: String, in type: CubeType) -> Bool {
    guard let (period, span) = bound.period(name), case .series(_, let periods) = type.time,
      let periods
    else { return true }
    guard !periods.contains(period) else { return true }
    report(.noPeriod(period, in: periods, at: span))
    return false
  }

  /// Whether a base stands among the periods of a series, itself or as a year with all its parts; reports
  /// if not.
  func hasBase(_ name: String, in type: CubeType) -> Bool {
    guard let (base, span) = bound.period(name),
      case .series(let frequency, let periods?) = type.time,
      base.positions(asBaseOf: periods) == nil
    else { return true }
    var help: String?
    if base.frequency == .annual, !base.isAverage, frequency != .annual {
      let found = periods.count { $0.year == base.year }
      help =
        frequency.periodsPerYear.map {
          "a base year is the mean of its \($0) periods, and \(found) of \(base) are there"
        } ?? "annual(x, mean) makes years of shorter periods"
    }
    report(.noPeriod(base, in: periods, help: help, at: span))
    return false
  }
}
