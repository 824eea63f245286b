import Indicators
import Testing

@testable import Ingestion

@Suite struct PublishedPeriodTests {
  @Test(arguments: [
    ("2024", "2024"), ("YR1980", "1980"), ("2024Q1", "2024-Q1"), ("2024 Q1", "2024-Q1"),
    ("Q1 2024", "2024-Q1"), ("Q1-2024", "2024-Q1"), ("1T2024", "2024-Q1"), ("4T24", "2024-Q4"),
    ("T3 2024", "2024-Q3"), ("2024M03", "2024-03"), ("2024-M3", "2024-03"), ("Jan-24", "2024-01"),
    ("ene-24", "2024-01"), ("ene. 2024", "2024-01"), ("Enero 2024", "2024-01"),
    ("December 1999", "1999-12"), ("dic-99", "1999-12"), ("Jan-50", "1950-01"),
    ("Jan-49", "2049-01"), ("2024 Sep", "2024-09"),
    ("2024H1", "2024-S1"), ("1S2024", "2024-S1"), ("2024W07", "2024-W07"), ("202403", "2024-03"),
    ("20240331", "2024-03-31"), ("2024/03/31", "2024-03-31"), ("31-Dec-2024", "2024-12-31"),
    ("Dec 31, 2024", "2024-12-31"), ("07/07/2024", "2024-07-07"),
    ("2024-03-31 00:00:00", "2024-03-31"), ("2021–24", "2021..2024"), ("2021-2024", "2021..2024"),
    ("1998–02", "1998..2002"),
  ])
  func `what can mean one thing is a period`(text: String, period: String) throws {
    #expect(PublishedPeriod(text) == .period(try #require(Period(period))))
  }

  @Test(arguments: [
    "", "x", "24", "Q5 2024", "5T2024", "2024M13", "2024-13-01", "Smarch 2024", "24-Jan", "1,234",
    "-202403", "202413", "31/02", "2024-02-30", "2024 1", "99999999", "Total 2024", "2024.5",
    "1-2-3-2024", "32/01/2024", "2024Q1Q2",
  ])
  func `what is no period is none`(text: String) {
    #expect(PublishedPeriod(text) == nil)
  }

  @Test(arguments: ["FY2024", "FY24", "2023/24", "2023-24", "2023–2024", "1999/00"])
  func `a year that begins in another is told apart`(text: String) {
    #expect(PublishedPeriod(text) == .fiscalYear)
  }

  private func column(_ texts: [String], name: String = "x", frequency: Frequency? = nil)
    -> [String]
  {
    let column = PeriodColumn(
      texts,
      name: name,
      format: nil,
      frequency: frequency,
      marks: ["*": StatusMark(.forecast)]
    )
    return texts.map { text in
      let reading = column.reading(text)
      let mark = reading.mark.map { " \($0.status)" } ?? ""
      return reading.period.map { "\($0)\(mark)" } ?? "\(reading.fault)"
    }
  }

  @Test func `a column decides what one text leaves open`() {
    #expect(column(["2024/01", "2024/12"]) == ["2024-01", "2024-12"])
    #expect(column(["2024/01", "2024/04"]) == ["monthOrQuarter", "monthOrQuarter"])
    #expect(column(["2024/01", "2024 Feb"]) == ["2024-01", "2024-02"])
    #expect(column(["2024/01", "2T2024"]) == ["2024-Q1", "2024-Q2"])
    #expect(column(["2024/01"], name: "Mes") == ["2024-01"])
    #expect(column(["2024/01"], name: "Trimestre") == ["2024-Q1"])
    #expect(column(["2024/01", "2024/04"], frequency: .quarterly) == ["2024-Q1", "2024-Q4"])
    #expect(column(["2024/05"], frequency: .quarterly) == ["unknown"])
    #expect(column(["2008/09", "2009/10"]) == ["fiscalYear", "fiscalYear"])
    #expect(column(["01/02/2024", "13/02/2024"]) == ["2024-02-01", "2024-02-13"])
    #expect(column(["01/02/2024", "02/13/2024"]) == ["2024-01-02", "2024-02-13"])
    #expect(column(["01/02/2024"]) == ["dayOrMonth"])
    #expect(column(["01/02/2024"], name: "Fecha") == ["2024-02-01"])
    #expect(column(["13/02/2024", "02/13/2024"]) == ["2024-02-13", "unknown"])
  }

  @Test func `a mark behind a period is a status`() {
    #expect(
      column(["2025_estimated", "2024p", "2024 (p)", "2023 r/", "2025/11 p1/", "2026*", "2022 ?"])
        == [
          "2025 estimated", "2024 provisional", "2024 provisional", "2023 actual",
          "2025-11 provisional", "2026 forecast", "unknown",
        ]
    )
  }
}
