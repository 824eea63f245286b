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

/// What an axis of parts of years has its ticks for: a value stands on the tick of its period.
struct TimeSteps: Hashable, Sendable {
  /// Semesters, quarters or months.
  var frequency: Frequency

  /// Nothing where the axis shows dates: ticks stand at the beginnings of months.
  var kind: Kind?

  static let dates = TimeSteps(frequency: .monthly, kind: nil)

  func place(of period: Period) -> Double {
    kind.map { period.place(of: $0) } ?? period.span.lowerBound
  }

  /// The first of its periods in a year.
  func first(of year: Int) -> Period {
    switch frequency {
    case .quarterly: .quarter(year, 1)
    case .semester: .semester(year, 1)
    case .annual, .monthly, .weekly, .daily: .month(year, 1)
    }
  }

  /// How far apart labels may stand, in periods.
  var strides: [Int] {
    switch frequency {
    case .quarterly: [1, 2, 4]
    case .semester: [1, 2]
    case .annual, .monthly, .weekly, .daily: [1, 2, 3, 6, 12]
    }
  }
}

/// A mapping of the calendar to places, in points.
struct TimeScale: Hashable, Sendable {
  let line: LinearScale

  /// Where on its year the label of an annual value stands: 0.5 for flows, 1 for stocks; 0 where the
  /// axis shows dates, whose labels stand at the beginning of their year.
  let yearOffset: Double
  let steps: TimeSteps

  init(
    domain: ClosedRange<Double>,
    range: (Double, Double),
    yearOffset: Double,
    steps: TimeSteps = .dates
  ) {
    self.steps = steps
    line = LinearScale(domain: (domain.lowerBound, domain.upperBound), range: range)
    self.yearOffset = yearOffset
  }

  func position(of years: Double) -> Double { line.position(of: years) }

  var domain: ClosedRange<Double> { line.domain.first...line.domain.last }
}
