public import Diagnostics

/// A length of calendar time as ISO 8601 writes it: `P18M`, `P1Y6M`, `P2W`, `P10D`.
public struct Age: Hashable, Sendable, CustomStringConvertible {
  public let months: Int
  public let days: Int

  public init(months: Int, days: Int = 0) {
    self.months = months
    self.days = days
  }

  /// Reads a length of time that is not zero; nothing for anything else, and for hours and less.
  public init?(_ text: some StringProtocol) {
    guard text.first == "P" else { return nil }
    var (months, days) = (0, 0)
    var digits = ""
    var units = "YMWD"[...]
    for letter in text.dropFirst() {
      if letter.isASCII, letter.isNumber {
        digits.append(letter)
        continue
      }
      // Each letter once, in this order, behind its number.
      guard let count = Int(digits), count <= 9999, let position = units.firstIndex(of: letter)
      else { return nil }
      units = units[units.index(after: position)...]
      digits = ""
      switch letter {
      case "Y": months += 12 * count
      case "M": months += count
      case "W": days += 7 * count
      default: days += count
      }
    }
    guard digits.isEmpty, months + days > 0 else { return nil }
    self.init(months: months, days: days)
  }

  public var description: String {
    (months > 0 ? "P\(months)M" : "P") + (days > 0 ? "\(days)D" : "")
  }

  /// How old the newest value of a series may become where nothing else is said: one period and the
  /// usual delay of publishers.
  public static func usual(for frequency: Frequency) -> Age {
    switch frequency {
    case .annual: Age(months: 18)
    case .semester: Age(months: 12)
    case .quarterly: Age(months: 6)
    case .monthly: Age(months: 3)
    case .weekly, .daily: Age(months: 1)
    }
  }
}

extension Period {
  /// The first day on which a series that ends with this period is older than an age allows.
  ///
  /// Counted from the day after the period, so that whole months stay whole: what ends with February is
  /// a month old when March ends.
  public func firstDay(olderThan age: Age) -> CalendarDate {
    let next = CalendarDate(dayNumber: lastDay.dayNumber + 1)
    let month = Period.month(next.year, next.month).advanced(by: age.months)
    let day = min(next.day, month.lastDay.day)
    return CalendarDate(dayNumber: month.firstDay.dayNumber + day - 1 + age.days)
  }
}

/// How old the newest value of an indicator may be.
public struct FreshnessRule: Hashable, Sendable {
  public let age: Age

  /// Where the descriptor says it, or declares the frequency it follows from.
  public let span: SourceSpan

  public init(age: Age, span: SourceSpan) {
    self.age = age
    self.span = span
  }
}
