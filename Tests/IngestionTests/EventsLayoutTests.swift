import Diagnostics
import Indicators
import Testing

@Suite struct EventsLayoutTests {
  @Test func `dated facts are read in file order under the resource's name`() throws {
    let folder = try MarkedFolder(
      """
      === data/events.csv
      date,until,lane,row,style,text.en,text.es,source,kind
      2020-07-01,2026-07,treaty,term,solid,in force,vigente,SRE,span
      2025-08,,tariff,copper,,duty,arancel,,point
      2027,,treaty,review,ring,,,,
      """
    )
    #expect(folder.problems.isEmpty)
    let events = try #require(folder.catalogue.events["events"]).events
    #expect(events.map(\.date.description) == ["2020-07-01", "2025-08", "2027"])
    #expect(events.map { $0.until?.description } == ["2026-07", nil, nil])
    #expect(events.map(\.lane) == ["treaty", "tariff", "treaty"])
    #expect(events.map(\.row) == ["term", "copper", "review"])
    #expect(events.map(\.style) == ["solid", "", "ring"])
    #expect(events.map { $0.text["es"] } == ["vigente", "arancel", nil])
    #expect(events.map(\.source) == ["SRE", nil, nil])
    #expect(events[1].span.text.hasPrefix("2025-08,"))
    #expect(folder.catalogue.sources["SRE"]?.title == "SRE")
  }

  @Test func `a point has no last day, a fact with one is a span`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      date,until,text,kind
      2024,①2025,a,point
      2024,2025,b,
      2024,2025,c,span
      """
    )
    #expect(folder.problems == ["① ingestion.event-kind"])
    let events = try #require(folder.catalogue.events["a"]).events
    #expect(events.map { $0.until?.description } == [nil, "2025", "2025"])
  }

  @Test func `a style is one of those of its kind`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      date,until,text,style,kind
      2024,2025,a,hatched,
      2024,2025,b,①hached,span
      2024,,c,decision,
      2024,,d,②outline,
      2024,,e,③solid,point
      2024,2025,f,,
      """
    )
    #expect(folder.problems == ["① ingestion.word", "② ingestion.word", "③ ingestion.word"])
  }

  @Test func `one text for all languages will do`() throws {
    let folder = try MarkedFolder("=== a.csv\ndate,text\n2024,x")
    #expect(folder.catalogue.events["a"]?.events.first?.text["es"] == "x")
  }
}
