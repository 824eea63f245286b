import Checks
import Diagnostics
import Indicators
import Testing

@testable import Editions

@Suite struct KeptIndicatorsTests {
  private func indicator(
    _ name: String,
    _ axes: [Axis],
    _ periods: [Period],
    _ cells: [(Double, Status)]
  ) throws -> Indicator {
    Indicator(
      name: name,
      title: nil,
      cube: Cube(
        axes: axes,
        time: .series(periods),
        unit: try Unit.parse("million USD, nominal"),
        values: cells.map(\.0),
        statuses: cells.map(\.1)
      ),
      frequency: nil,
      resource: "data",
      span: SourceSpan(SourceFile(path: "d.csv", text: ""), 0..<0)
    )
  }

  private func catalogue() throws -> Catalogue {
    let years: [Period] = [.year(2023), .year(2024)]
    let geo = Axis("geo", [Member("a,b"), Member("MEX")])
    let wide = try indicator(
      "wide",
      [geo],
      years,
      [(1.5, .actual), (0, .confidential), (0, .absent), (-3, .forecast)]
    )
    let plain = try indicator("plain", [], [.average(2021, 2024)], [(0.1 + 0.2, .estimated)])
    return Catalogue(indicators: ["wide": wide, "plain": plain])
  }

  @Test func `an edition keeps every value that a record holds, exactly and sorted`() throws {
    #expect(
      keptIndicators(of: try catalogue()) == """
        indicator,geo,period,value,unit,obs_status,source
        plain,,2021..2024,0.30000000000000004,"million USD, nominal",E,
        wide,"a,b",2023,1.5,"million USD, nominal",A,
        wide,"a,b",2024,,"million USD, nominal",Q,
        wide,MEX,2024,-3,"million USD, nominal",F,

        """
    )
  }

  @Test(
    arguments: zip(
      Status.allCases,
      ["A", "P", "E", "F", nil, "L", "M", "O", "Q", "H", "O", "O"] as [String?]
    )
  )
  func `each status is kept as its letter, what no record holds not at all`(
    status: Status,
    letter: String?
  ) throws {
    let one = try indicator("one", [], [.year(2024)], [(7, status)])
    let value = status.isMissing ? "" : "7"
    let records = keptIndicators(of: Catalogue(indicators: ["one": one])).split(separator: "\n")
    let expected = letter.map { "one,2024,\(value),\"million USD, nominal\",\($0)," }
    #expect(records.dropFirst().map(String.init) == [expected].compactMap(\.self))
  }

  @Test(arguments: [
    ("2026-11", "2026-11-01", true), ("2026-11", "2026-11-30", true),
    ("2026-11", "2026-10-31", false), ("2026-11", "2026-12-01", false),
    ("2026", "2026-12-31", true), ("2026", "2027-01-01", false),
    ("2026-Q4.draft", "2026-10-01", true), ("2026-Q4.draft", "2026-09-30", false),
  ])
  func `an edition's day lies within its period`(id: String, day: String, isWithin: Bool) throws {
    let edition = try #require(EditionIdentity(id: id, origin: .frontMatter))
    let date = try #require(CalendarDate(day))
    #expect(edition.dated(date)?.date == (isWithin ? date : nil))
  }

  @Test func `what was kept is read back`() throws {
    let text = keptIndicators(of: try catalogue())
    let values = try #require(keptIndicators(Array(text.utf8), of: "2026-10"))
    #expect(values.edition == "2026-10")
    #expect(values.indicators.keys.sorted() == ["plain", "wide"])
    let wide = try #require(values.indicators["wide"])
    #expect(wide.dimensions == ["geo"])
    #expect(wide.unit == (try Unit.parse("million USD, nominal")))
    #expect(
      wide.values == [
        PublishedValues.Key(members: ["a,b"], period: .year(2023)): 1.5,
        PublishedValues.Key(members: ["MEX"], period: .year(2024)): -3,
      ]
    )
    let plain = try #require(values.indicators["plain"])
    #expect(plain.dimensions.isEmpty)
    #expect(Array(plain.values.values) == [0.1 + 0.2])
  }

  @Test(arguments: ["", "a,b\n1,2\n", "indicator,geo\n"])
  func `what is no such table is none`(text: String) {
    #expect(keptIndicators(Array(text.utf8), of: "2026-10") == nil)
  }
}
