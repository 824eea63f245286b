import Indicators
import Testing

@Suite struct AgeTests {
  @Test(arguments: [
    ("P18M", 18, 0), ("P2Y", 24, 0), ("P1Y6M", 18, 0), ("P10D", 0, 10), ("P2W", 0, 14),
    ("P1Y2M3W4D", 14, 25),
  ])
  func `an age is read as ISO 8601 writes it`(text: String, months: Int, days: Int) {
    #expect(Age(text) == Age(months: months, days: days))
  }

  @Test(arguments: [
    "", "P", "18M", "P18", "P0M", "PM", "P1M1Y", "P1M1M", "P-1M", "P1.5Y", "PT1H", "P1H",
  ])
  func `anything else is no age`(text: String) { #expect(Age(text) == nil) }

  @Test func `an age prints what reads back`() {
    for age in [Age(months: 18), Age(months: 0, days: 3), Age(months: 1, days: 2)] {
      #expect(Age(age.description) == age)
    }
  }

  @Test(arguments: [
    ("2024", "P18M", "2026-07-01"), ("2024-Q4", "P6M", "2025-07-01"),
    ("2024-02", "P1M", "2024-04-01"),
    ("2024-01-30", "P1M", "2024-02-29"), ("2024-12-31", "P1D", "2025-01-02"),
  ])
  func `a series is too old from the day after its last period and the age`(
    period: String,
    age: String,
    day: String
  ) throws {
    let (period, age) = (try #require(Period(period)), try #require(Age(age)))
    #expect(period.firstDay(olderThan: age).description == day)
  }
}
