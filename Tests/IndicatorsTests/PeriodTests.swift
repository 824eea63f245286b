import Indicators
import TestSupport
import Testing

@Suite struct PeriodTests {
  @Test(
    arguments: [
      ("2024", .year(2024)), ("0999", .year(999)), ("2024-S1", .semester(2024, 1)),
      ("2024-S2", .semester(2024, 2)), ("2024-Q1", .quarter(2024, 1)),
      ("2024-Q4", .quarter(2024, 4)),
      ("2024-01", .month(2024, 1)), ("2024-12", .month(2024, 12)),
      ("2024-W01", .week(holding: CalendarDate(year: 2024, month: 1, day: 1))),
      ("2020-W53", .week(holding: CalendarDate(year: 2020, month: 12, day: 31))),
      ("2024-02-29", .day(CalendarDate(year: 2024, month: 2, day: 29))),
      ("2021..2024", .average(2021, 2024)),
    ] as [(String, Period)]
  )
  func `a period reads back what it prints`(text: String, period: Period) {
    #expect(Period(text) == period)
    #expect(period.description == text)
  }

  @Test(arguments: [
    "", "24", "20244", "2024-", "2024-0", "2024-00", "2024-13", "2024-1", "2024-Q0", "2024-Q5",
    "2024-S3", "2024-S0", "2024-W00", "2021-W53", "2024-W54", "2024-02-30", "2023-02-29",
    "2024-1-1",
    "2024-01-01-01", "2024..2021", "2024..2024", "2021..", "..2021", "2024-01..2024-02",
    "2021..2022..2023", " 2024", "2024 ", "+024", "２０２４", "2024-q1", "2024Q1",
  ])
  func `what is no period is refused`(text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [
    ("2024", "2024-01-01", "2024-12-31", 2024, 1), ("2024-S2", "2024-07-01", "2024-12-31", 2024, 2),
    ("2024-Q1", "2024-01-01", "2024-03-31", 2024, 1),
    ("2023-Q4", "2023-10-01", "2023-12-31", 2023, 4),
    ("2024-02", "2024-02-01", "2024-02-29", 2024, 2),
    ("2023-02", "2023-02-01", "2023-02-28", 2023, 2),
    ("2024-12", "2024-12-01", "2024-12-31", 2024, 12),
    ("2020-W53", "2020-12-28", "2021-01-03", 2020, 53),
    ("2021-W01", "2021-01-04", "2021-01-10", 2021, 1),
    ("2025-W01", "2024-12-30", "2025-01-05", 2025, 1),
    ("1969-W01", "1968-12-30", "1969-01-05", 1969, 1),
    ("2024-07-14", "2024-07-14", "2024-07-14", 2024, 1),
    ("2021..2024", "2021-01-01", "2024-12-31", 2024, 1),
  ])
  func `a period knows its first and last day, year and part`(
    text: String,
    first: String,
    last: String,
    year: Int,
    part: Int
  ) throws {
    let period = try #require(Period(text))
    #expect(period.firstDay.description == first)
    #expect(period.lastDay.description == last)
    #expect(period.year == year)
    #expect(period.part == part)
  }

  @Test(arguments: [
    ("2024", 1, "2025"), ("2024", -24, "2000"), ("2024-S2", 1, "2025-S1"),
    ("2024-Q4", 1, "2025-Q1"),
    ("2024-Q1", -1, "2023-Q4"), ("2024-12", 1, "2025-01"), ("2024-01", -13, "2022-12"),
    ("2020-W53", 1, "2021-W01"), ("2024-02-28", 2, "2024-03-01"), ("2021..2024", 1, "2022..2025"),
  ])
  func `steps in time are additions`(text: String, steps: Int, expected: String) throws {
    #expect(try #require(Period(text)).advanced(by: steps).description == expected)
  }

  @Test func `periods sort by frequency, then time, then how long an average is`() {
    let texts = [
      "2021..2024", "2024", "2025", "2020-S1", "2020-Q1", "2020-01", "2020-02", "2020-W01",
      "2020-01-01",
    ]
    let periods = texts.compactMap { Period($0) }
    #expect(periods.count == texts.count)
    #expect(
      periods.reversed().sorted().map(\.description)
        == ["2024", "2021..2024", "2025"] + texts.dropFirst(3)
    )
    #expect(Period.year(2024) != Period.average(2021, 2024))
    #expect(!Period.year(2024).isAverage)
    #expect(Period.average(2021, 2024).isAverage)
  }

  @Test func `frequencies run from long to short and say how many make a year`() {
    #expect(Frequency.allCases.sorted() == Frequency.allCases)
    #expect(
      Frequency.allCases.map(\.periodsPerYear) == [1, 2, 4, 12, nil, nil]
    )
    #expect(Frequency.allCases.map(\.rawValue).joined() == "ASQMWD")
  }

  @Test func `each period begins the day after the one before ends`() {
    var random = SplitMix64(seed: 20_261_124)
    for _ in 1...500 {
      let date = CalendarDate(dayNumber: Int.random(in: -200_000...200_000, using: &random))
      let periods: [Period] = [
        .year(date.year), .semester(date.year, (date.month + 5) / 6),
        .quarter(date.year, (date.month + 2) / 3), .month(date.year, date.month),
        .week(holding: date), .day(date),
      ]
      for period in periods {
        let next = period.advanced(by: 1)
        #expect(period.firstDay <= date && date <= period.lastDay, "\(period) holds \(date)")
        #expect(
          next.firstDay.dayNumber == period.lastDay.dayNumber + 1,
          "\(next) follows \(period)"
        )
        #expect(period < next)
        if (0...9999).contains(period.year) { #expect(Period(period.description) == period) }
      }
      #expect(periods[4].lastDay.dayNumber - periods[4].firstDay.dayNumber == 6)
    }
  }
}

@Suite struct CalendarDateTests {
  // Day numbers by `date -u -d DATE +%s` divided by 86,400.
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("2026-11-24", 20_781), ("1900-03-01", -25_508), ("2100-02-28", 47_540), ("2100-03-01", 47_541),
    ("1600-12-31", -134_775),
  ])
  func `a date is its number of days since 1970`(text: String, number: Int) throws {
    let date = try #require(CalendarDate(text))
    #expect(date.dayNumber == number)
    #expect(date.description == text)
    #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
  }

  @Test(arguments: [
    "", "2024", "2024-01", "2024-1-01", "2024-01-1", "2024-00-10", "2024-13-10", "2024-01-00",
    "2024-01-32", "2024-04-31", "2023-02-29", "1900-02-29", "2024/01/01", "2024-01-01T00",
    "-024-01-01",
  ])
  func `what is no date is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func `dates sort by time`() throws {
    let early = try #require(CalendarDate("2023-12-31"))
    let late = try #require(CalendarDate("2024-01-01"))
    #expect(early < late)
    #expect(!(late < early))
  }
}
