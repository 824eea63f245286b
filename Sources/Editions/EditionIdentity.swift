public import Indicators

/// What an edition is called and which day it stands for.
public struct EditionIdentity: Hashable, Sendable {
  /// Where the name came from.
  public enum Origin: String, Hashable, Sendable {
    case option = "--edition"
    case frontMatter = "front matter"
    case sourceDateEpoch = "SOURCE_DATE_EPOCH"
    case clock
  }

  /// A period, with a word behind a dot if one period has several editions: `2026-11`, `2026-11.draft`.
  public let id: String

  /// The period that the name begins with.
  let period: Period

  /// The day up to which the edition knows things: the last one of its period, or the day itself.
  public let date: CalendarDate
  public let origin: Origin

  /// Reads the name of an edition.
  ///
  /// - Returns: Nothing if it doesn't begin with a period, or can't be a folder's name.
  public init?(id: String, origin: Origin) {
    let parts = id.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let period = Period(parts[0]), !period.isAverage else { return nil }
    if parts.count == 2 {
      let isWord = parts[1].utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
      }
      guard isWord, !parts[1].isEmpty else { return nil }
    }
    self.id = id
    self.period = period
    self.date = period.lastDay
    self.origin = origin
  }

  /// The same edition, known up to another day of its period.
  ///
  /// - Returns: Nothing if the day lies outside the period.
  func dated(_ day: CalendarDate) -> EditionIdentity? {
    guard (period.firstDay...period.lastDay).contains(day) else { return nil }
    return EditionIdentity(id: id, period: period, date: day, origin: origin)
  }

  private init(id: String, period: Period, date: CalendarDate, origin: Origin) {
    self.id = id
    self.period = period
    self.date = date
    self.origin = origin
  }

  /// The monthly edition of a day.
  public init(of day: CalendarDate, origin: Origin) {
    period = Period.month(day.year, day.month)
    id = period.description
    date = day
    self.origin = origin
  }
}

/// What the world says about today, handed in so that nothing else asks the clock.
public struct EditionClock: Hashable, Sendable {
  /// The value of the environment's SOURCE_DATE_EPOCH in seconds, if it has one that is a number.
  public let sourceDateEpoch: Int?

  /// Seconds since 1970-01-01 in UTC.
  public let now: Int

  public init(sourceDateEpoch: Int?, now: Int) {
    self.sourceDateEpoch = sourceDateEpoch
    self.now = now
  }

  /// The edition of a run that no option and no front matter names.
  public var edition: EditionIdentity {
    if let sourceDateEpoch {
      return EditionIdentity(of: day(sourceDateEpoch), origin: .sourceDateEpoch)
    }
    return EditionIdentity(of: day(now), origin: .clock)
  }

  private func day(_ seconds: Int) -> CalendarDate {
    let days = seconds / 86_400
    return CalendarDate(dayNumber: seconds % 86_400 < 0 ? days - 1 : days)
  }

  /// The moment of `now` as ISO 8601 writes it, `2026-11-24T07:03:00Z`: for the log only.
  var timestamp: String {
    let date = day(now)
    let second = now - date.dayNumber * 86_400
    let parts = [second / 3600, second / 60 % 60, second % 60].map {
      ($0 < 10 ? "0" : "") + "\($0)"
    }
    return "\(date)T\(parts.joined(separator: ":"))Z"
  }
}
