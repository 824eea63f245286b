import Diagnostics
import Indicators
import Testing

@Suite struct LaterPeriodTests {
  private let day = CalendarDate(year: 2025, month: 6, day: 30)

  @Test(
    arguments: [
      // The period that holds the day has begun.
      ("2024", "", 0), ("2025", "", 0), ("2026", "", 1), ("2025-Q2", "A", 0), ("2025-Q3", "A", 1),
      ("2025-06", "", 0), ("2025-07", "", 1), ("2025-07-01", "A", 1), ("2025-06-30", "A", 0),
      ("2026", "F", 0), ("2026", "E", 0), ("2026", "P", 0), ("2026..2028", "", 1),
    ] as [(String, String, Int)]
  )
  func `a value of a period after the edition's day is told unless it is a forecast`(
    period: String,
    status: String,
    count: Int
  ) throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit,obs_status\nx,①\(period),1,t,\(status)",
      edition: day
    )
    #expect(folder.problems == Array(repeating: "① ingestion.later-period?", count: count))
  }

  @Test func `values of later periods are told once an indicator, with their number`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: a.csv}
        - {path: b.csv, veta: {layout: wide, indicator: y, unit: t, status: {f: F}}}
        - {path: c.csv, veta: {layout: wide, indicator: z, unit: t}}
        - {path: d.csv, veta: {layout: iamc}}
      === a.csv
      indicator,period,value,unit,obs_status
      x,2026,,t,
      x,2027,1,t,F
      x,①2028,1,t,
      x,2029,1,t,A
      w,②2028,1,t,
      === b.csv
      geo,2024,2025,2026,2027f
      A,1,2,③3,4
      === c.csv
      geo,scenario,2024,2025,2026
      A,high,1,2,3
      === d.csv
      Model,Scenario,Region,Variable,Unit,2005,2010,2050
      M,S,W,Population,person,1,2,3
      """,
      edition: day
    )
    #expect(
      folder.problems == [
        "① ingestion.later-period?", "② ingestion.later-period?", "③ ingestion.later-period?",
      ]
    )
    let messages = folder.list.inFileOrder.map(\.message)
    #expect(messages.first?.hasPrefix("2 values of 'x' are of a period after 2025-06-30") == true)
    #expect(messages.last?.hasPrefix("a value of 'y' is of a period after 2025-06-30") == true)
  }

  @Test func `of a day asked for only releases with a date tell`() throws {
    let text = """
      === a.csv
      indicator,period,value,unit,published
      x,①2026,1,t,2024-01-01
      x,2027,1,t,2028-01-01
      y,2026,1,t,
      """
    let folder = try MarkedFolder(
      text,
      asOf: day,
      edition: CalendarDate(year: 2030, month: 1, day: 1)
    )
    #expect(
      folder.problems.sorted() == ["a.csv:1:1 ingestion.undated?", "① ingestion.later-period?"]
    )
    #expect(try MarkedFolder(text).problems.isEmpty)
  }
}
