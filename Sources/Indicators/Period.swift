/// How often an indicator is observed, from the longest step to the shortest.
public enum Frequency: String, Hashable, Sendable, CaseIterable, Comparable {
  case annual = "A"
  case semester = "S"
  case quarterly = "Q"
  case monthly = "M"
  case weekly = "W"
  case daily = "D"

  /// A longer step is less than a shorter one.
  public static func < (left: Frequency, right: Frequency) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .annual: 0
    case .semester: 1
    case .quarterly: 2
    case .monthly: 3
    case .weekly: 4
    case .daily: 5
    }
  }

  /// How many periods make a year; nothing for weeks and days, which no year holds a whole number of.
  public var periodsPerYear: Int? {
    switch self {
    case .annual: 1
    case .semester: 2
    case .quarterly: 4
    case .monthly: 12
    case .weekly, .daily: nil
    }
  }
}

/// A stretch of the calendar, as ISO 8601 and SDMX write it: `2024`, `2024-S1`, `2024-Q4`, `2024-12`,
/// `2024-W05`, `2024-12-31`, or `2021..2024` for an average over years.
///
/// Periods of one frequency are consecutive whole numbers, so that steps in time are additions.
public struct Period: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let frequency: Frequency

  /// The period's number in its frequency: a year's number, months since year 0, days since
  /// 1970-01-01, weeks since that of 1969-12-29. Of an average, the last year.
  public let ordinal: Int

  /// How many years before the last one an average begins; zero for a plain period.
  public let averagedYears: Int

  private init(_ frequency: Frequency, _ ordinal: Int, averagedYears: Int = 0) {
    self.frequency = frequency
    self.ordinal = ordinal
    self.averagedYears = averagedYears
  }

  public static func year(_ year: Int) -> Period { Period(.annual, year) }

  /// A half of a year, 1 or 2.
  public static func semester(_ year: Int, _ half: Int) -> Period {
    Period(.semester, year * 2 + half - 1)
  }

  /// A quarter, 1 to 4.
  public static func quarter(_ year: Int, _ quarter: Int) -> Period {
    Period(.quarterly, year * 4 + quarter - 1)
  }

  /// A month, 1 to 12.
  public static func month(_ year: Int, _ month: Int) -> Period {
    Period(.monthly, year * 12 + month - 1)
  }

  public static func day(_ date: CalendarDate) -> Period { Period(.daily, date.dayNumber) }

  /// An ISO 8601 week, the one that holds the date.
  public static func week(holding date: CalendarDate) -> Period {
    // 1969-12-29 was a Monday, three days before the epoch.
    Period(.weekly, floorDivide(date.dayNumber + 3, 7))
  }

  /// The average over the years from first to last; it compares with nothing but itself.
  public static func average(_ first: Int, _ last: Int) -> Period {
    Period(.annual, last, averagedYears: last - first)
  }

  public var isAverage: Bool { averagedYears > 0 }

  /// The year the period ends in (of a week, the year it is numbered in).
  public var year: Int {
    switch frequency {
    case .annual: ordinal
    case .semester: floorDivide(ordinal, 2)
    case .quarterly: floorDivide(ordinal, 4)
    case .monthly: floorDivide(ordinal, 12)
    case .weekly: CalendarDate(dayNumber: ordinal * 7).year
    case .daily: CalendarDate(dayNumber: ordinal).year
    }
  }

  /// The number of the half, quarter, month or week within the year, from one; of a year or a day, one.
  public var part: Int {
    switch frequency {
    case .annual, .daily: 1
    case .semester: ordinal - year * 2 + 1
    case .quarterly: ordinal - year * 4 + 1
    case .monthly: ordinal - year * 12 + 1
    case .weekly:
      (ordinal - Period.week(holding: CalendarDate(year: year, month: 1, day: 4)).ordinal) + 1
    }
  }

  /// The first day.
  public var firstDay: CalendarDate {
    switch frequency {
    case .annual: CalendarDate(year: ordinal - averagedYears, month: 1, day: 1)
    case .semester: CalendarDate(year: year, month: part * 6 - 5, day: 1)
    case .quarterly: CalendarDate(year: year, month: part * 3 - 2, day: 1)
    case .monthly: CalendarDate(year: year, month: part, day: 1)
    case .weekly: CalendarDate(dayNumber: ordinal * 7 - 3)
    case .daily: CalendarDate(dayNumber: ordinal)
    }
  }

  /// The last day.
  public var lastDay: CalendarDate {
    CalendarDate(dayNumber: Period(frequency, ordinal + 1).firstDay.dayNumber - 1)
  }

  /// The period that lies a number of steps later.
  public func advanced(by steps: Int) -> Period {
    Period(frequency, ordinal + steps, averagedYears: averagedYears)
  }

  public static func < (left: Period, right: Period) -> Bool {
    if left.frequency != right.frequency { return left.frequency < right.frequency }
    return (left.ordinal, left.averagedYears) < (right.ordinal, right.averagedYears)
  }

  public var description: String {
    switch frequency {
    case .annual: isAverage ? "\(ordinal - averagedYears)..\(ordinal)" : padded(ordinal, 4)
    case .semester: "\(padded(year, 4))-S\(part)"
    case .quarterly: "\(padded(year, 4))-Q\(part)"
    case .monthly: "\(padded(year, 4))-\(padded(part, 2))"
    case .weekly: "\(padded(year, 4))-W\(padded(part, 2))"
    case .daily: CalendarDate(dayNumber: ordinal).description
    }
  }

  /// Reads a period as it is written in files and formulas.
  ///
  /// - Returns: Nothing if the text is no period.
  public init?(_ text: some StringProtocol) {
    if let dots = text.firstRange(of: "..") {
      guard let first = Period(text[..<dots.lowerBound]),
        let last = Period(text[dots.upperBound...]),
        first.frequency == .annual, last.frequency == .annual, !first.isAverage, !last.isAverage,
        first.ordinal < last.ordinal
      else { return nil }
      self = .average(first.ordinal, last.ordinal)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ number($0, digits: 4) }) else { return nil }
    switch parts.count {
    case 1:
      self = .year(year)
    case 2:
      let part = parts[1]
      if part.hasPrefix("S"), let half = number(part.dropFirst(), digits: 1), 1...2 ~= half {
        self = .semester(year, half)
      } else if part.hasPrefix("Q"), let quarter = number(part.dropFirst(), digits: 1),
        1...4 ~= quarter
      {
        self = .quarter(year, quarter)
      } else if part.hasPrefix("W"), let week = number(part.dropFirst(), digits: 2), 1...53 ~= week
      {
        let first = Period.week(holding: CalendarDate(year: year, month: 1, day: 4))
        let period = Period(.weekly, first.ordinal + week - 1)
        guard period.year == year else { return nil }
        self = period
      } else if let month = number(part, digits: 2), 1...12 ~= month {
        self = .month(year, month)
      } else {
        return nil
      }
    case 3:
      guard let date = CalendarDate(text) else { return nil }
      self = .day(date)
    default:
      return nil
    }
  }
}

/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let dayNumber: Int

  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// Days from a civil date (Hinnant, 2013, "chrono-compatible low-level date algorithms").
  public init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `2024-12-31`; nothing for anything else, and for a day that no month has.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4),
      let month = number(parts[1], digits: 2), let day = number(parts[2], digits: 2),
      1...12 ~= month, day >= 1
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard (self.year, self.month, self.day) == (year, month, day) else { return nil }
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var day: Int { civil.day }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  private var civil: (year: Int, month: Int, day: Int) {
    let days = dayNumber + 719_468
    let era = floorDivide(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

private func floorDivide(_ value: Int, _ divisor: Int) -> Int {
  value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}

private func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func number(_ text: some StringProtocol, digits: Int) -> Int? {
  guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
    return nil
  }
  return Int(text)
}
