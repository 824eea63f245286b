import Diagnostics
import Indicators

/// Periods from one to another, both counted in: `2014..2024`, `2019-Q2..2019-Q4`, `2019`.
struct PeriodRange: Sendable {
  let first: Period
  let last: Period
  let span: SourceSpan

  init?(_ text: String, at span: SourceSpan) {
    self.span = span
    var (head, tail) = (text[...], text[...])
    if let dots = text.firstRange(of: "..") {
      (head, tail) = (text[..<dots.lowerBound], text[dots.upperBound...])
    }
    guard let first = Period(head), let last = Period(tail), !first.isAverage, !last.isAverage,
      first.frequency == last.frequency, first <= last
    else { return nil }
    self.first = first
    self.last = last
  }

  /// Whether the range holds all days of a period.
  func holds(_ period: Period) -> Bool {
    first.firstDay <= period.firstDay && period.lastDay <= last.lastDay
  }

  /// The periods of a frequency that lie in the range; of days those that are no Saturday or Sunday.
  func periods(of frequency: Frequency) -> [Period] {
    var period = Period(of: frequency, holding: first.firstDay)
    var found: [Period] = []
    while period.lastDay <= last.lastDay {
      if period.firstDay >= first.firstDay, !period.isWeekend { found.append(period) }
      period = period.advanced(by: 1)
    }
    return found
  }
}

extension Period {
  /// The period of a frequency that a day lies in.
  init(of frequency: Frequency, holding day: CalendarDate) {
    self =
      switch frequency {
      case .annual: .year(day.year)
      case .semester: .semester(day.year, (day.month + 5) / 6)
      case .quarterly: .quarter(day.year, (day.month + 2) / 3)
      case .monthly: .month(day.year, day.month)
      case .weekly: .week(holding: day)
      case .daily: .day(day)
      }
  }

  /// Whether it is a Saturday or a Sunday; 1970-01-01 was a Thursday.
  var isWeekend: Bool {
    guard frequency == .daily else { return false }
    let weekday = ((ordinal + 3) % 7 + 7) % 7
    return weekday >= 5
  }
}
