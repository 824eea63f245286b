import Indicators

/// The calendar as a number line: years since year 0, a day being 1/365 or 1/366 of its year.
func years(at date: CalendarDate) -> Double {
  let first = CalendarDate(year: date.year, month: 1, day: 1).dayNumber
  let next = CalendarDate(year: date.year + 1, month: 1, day: 1).dayNumber
  return Double(date.year) + Double(date.dayNumber - first) / Double(next - first)
}

extension Period {
  /// Where the period begins and ends on the number line of years.
  var span: ClosedRange<Double> {
    let start = years(at: firstDay)
    let end = years(at: CalendarDate(dayNumber: lastDay.dayNumber + 1))
    return start...max(start, end)
  }

  /// Where a value of the period stands: a stock at the end, anything else in the middle, a day at its
  /// beginning.
  func place(of kind: Kind) -> Double {
    if frequency == .daily { return span.lowerBound }
    return kind == .stock ? span.upperBound : (span.lowerBound + span.upperBound) / 2
  }
}

/// A mapping of the calendar to places, in points.
struct TimeScale: Hashable, Sendable {
  let line: LinearScale

  /// Where on its year the label of an annual value stands: 0.5 for flows, 1 for stocks; 0 where the
  /// axis shows dates, whose labels stand at the beginning of their year.
  let yearOffset: Double

  init(domain: ClosedRange<Double>, range: (Double, Double), yearOffset: Double) {
    line = LinearScale(domain: (domain.lowerBound, domain.upperBound), range: range)
    self.yearOffset = yearOffset
  }

  func position(of years: Double) -> Double { line.position(of: years) }

  var domain: ClosedRange<Double> { line.domain.first...line.domain.last }
}
