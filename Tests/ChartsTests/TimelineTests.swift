import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct TimelineTests {
  private let theme = Theme.house

  private static func event(
    _ date: String,
    _ until: String?,
    _ lane: String,
    _ row: String,
    _ style: String,
    _ text: String
  ) -> Event {
    Event(
      date: Period(date) ?? .year(1),
      until: until.flatMap { Period($0) },
      lane: lane,
      row: row,
      style: style,
      text: LocalizedText(text),
      source: "law",
      span: SourceSpan(SourceFile(path: "events.csv", text: ""), 0..<0)
    )
  }

  private func data(_ events: [Event]) -> SampleData {
    SampleData(
      tables: ["events": EventTable(name: "events", events: events)],
      today: CalendarDate(year: 2026, month: 11, day: 24)
    )
  }

  private let mixed = [
    event("2025-01-01", "2026-06-30", "tariff", "Steel", "solid", "25%"),
    event("2026-07-01", "2027-12-31", "tariff", "Steel", "outline", "suspended"),
    event("2028-01-01", "2028-12-31", "tariff", "Copper", "hatched", "15%"),
    event("2026-07-01", nil, "treaty", "Review", "decision", "not extended"),
    event("2027-07-01", nil, "treaty", "Review", "ring", "annual review"),
  ]

  private let chart = "{data: {events: events}, mark: {type: timeline, from: 2025, to: 2029}}"

  @Test func `lanes have heads and rows in the order of the data`() throws {
    let drawing = try drawChart(chart, data(mixed))
    #expect(
      drawing.words(.axis) == [
        "tariff", "Steel", "Copper", "treaty", "Review", "2025", "2026", "2027", "2028",
        "24\u{A0}Nov\u{A0}2026",
      ]
    )
    let ordered = try drawChart(
      "{data: {events: events}, mark: {type: timeline, lanes: [treaty, tariff]}}",
      data(mixed)
    )
    #expect(ordered.words(.axis).first == "treaty")
  }

  @Test func `spans are solid, outlined or hatched with their words inside`() throws {
    let drawing = try drawChart(chart, data(mixed))
    #expect(drawing.words(.inside) == ["25%", "suspended", "15%"])
    #expect(drawing.hatches == 1)
    #expect(drawing.fills(theme.palette.focus).count == 1)
    #expect(drawing.fills(theme.palette.warm).count == 1)
    #expect(
      drawing.notes == ["Solid: in force; outline: suspended; hatched: foreseen, not decided."]
    )
  }

  @Test(
    arguments: [
      (["solid", "outline"], "Solid: in force; outline: suspended."),
      (["outline"], "Outline: suspended."),
      (["hatched", "solid"], "Solid: in force; hatched: foreseen, not decided."),
      (["solid", ""], nil),
    ] as [([String], String?)]
  )
  func `the key says only the kinds of spans that are drawn`(styles: [String], key: String?)
    throws
  {
    let events = styles.map { Self.event("2026-01-01", "2026-12-31", "tariff", "Steel", $0, "") }
    let drawing = try drawChart(chart, data(events))
    #expect(drawing.notes.first == key)
  }

  @Test func `spans that follow each other share a row`() throws {
    let drawing = try drawChart(chart, data(mixed))
    let steel = try #require(drawing.texts.first { $0.text == "25%" })
    let next = try #require(drawing.texts.first { $0.text == "suspended" })
    #expect(steel.box.y == next.box.y)
  }

  @Test func `facts at one time stand on levels of their own`() throws {
    let events = (0..<3).map { index in
      Self.event("2026-01-01", nil, "lane", "Row", "", "fact number \(index)")
    }
    let drawing = try drawChart("{data: {events: events}}", data(events))
    let rows = Set(drawing.texts.filter { $0.kind == .annotation }.map(\.box.y))
    #expect(rows.count == 3)
    #expect(drawing.conflicts == [])
  }

  @Test func `what ends before the timeline begins is not drawn`() throws {
    var events = mixed
    events.append(Self.event("2020-01-01", "2021-01-01", "tariff", "Old", "solid", "gone"))
    let drawing = try drawChart(chart, data(events))
    #expect(!drawing.texts.contains { $0.text == "gone" || $0.text == "Old" })
  }

  @Test func `a lane nobody stands in is an error`() {
    let text = "{data: {events: events}, mark: ①{type: timeline, lanes: [treaty, tarif]}}"
    #expect(problems(of: text, data(mixed)) == ["① charts.lane"])
    let dates = "{data: {events: events}, mark: ①{type: timeline, from: soon}}"
    #expect(problems(of: dates, data(mixed)) == ["① charts.period"])
  }

  @Test func `the alternative counts the facts and the source is kept`() throws {
    let drawing = try drawChart(chart, data(mixed))
    #expect(
      drawing.alternative
        == "Timeline of 2025–2028. 5 dated facts in 2 lanes: tariff and treaty."
    )
    #expect(drawing.sources == ["law"])
  }

  @Test func `a timeline's drawing is the one that was looked at`() throws {
    try expectGolden(try drawChart(chart, data(mixed)).list.text, "timeline.txt")
  }
}
