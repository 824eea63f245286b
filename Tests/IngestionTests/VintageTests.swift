import Diagnostics
import FoundationEssentials
import Indicators
import Ingestion
import TestSupport
import Testing

@Suite struct VintageTests {
  private func folder(
    _ rows: String,
    revises: String,
    asOf: String? = nil,
    edition: String? = nil
  ) throws -> MarkedFolder {
    try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {revises: \(revises)}}]
      === a.csv
      indicator,geo,period,value,unit,published
      \(rows)
      """,
      asOf: asOf.flatMap { CalendarDate($0) },
      edition: edition.flatMap { CalendarDate($0) }
    )
  }

  /// Three releases: the second restates 2022, the third adds a year.
  private static let restated = """
    x,MEX,2021,2.40,t,2023-07-03
    x,MEX,2022,2.46,t,2023-07-03
    x,MEX,2022,2.89,t,2024-07-10
    x,MEX,2023,2.75,t,2024-07-10
    x,MEX,2024,2.77,t,2025-11-20
    """

  @Test(
    arguments: [
      ("series", nil, ["2024 2.77"], []),
      ("series", "2024-12-31", ["2022 2.89", "2023 2.75"], []),
      ("series", "2024-07-10", ["2022 2.89", "2023 2.75"], []),
      ("series", "2024-07-09", ["2021 2.4", "2022 2.46"], []),
      ("cells", nil, ["2021 2.4", "2022 2.89", "2023 2.75", "2024 2.77"], [1]),
      ("cells", "2024-07-10", ["2021 2.4", "2022 2.89", "2023 2.75"], [1]),
      ("cells", "2024-07-09", ["2021 2.4", "2022 2.46"], []),
    ] as [(String, String?, [String], [Int])]
  )
  func `what was released up to a day counts, and a restatement cuts off what it doesn't restate`(
    revises: String,
    asOf: String?,
    expected: [String],
    breaks: [Int]
  ) throws {
    let folder = try folder(Self.restated, revises: revises, asOf: asOf)
    #expect(folder.problems == [])
    #expect(try folder.cells("x") == expected.map { "MEX \($0) actual" })
    #expect(try folder.cube("x").breaks == Set(breaks))
    // The same through the query that formulas use.
    if let asOf, let day = CalendarDate(asOf) {
      let all = try self.folder(Self.restated, revises: revises)
      var list = DiagnosticList()
      let earlier = try #require(
        all.catalogue.releases.indicator("x", asKnownOn: day, into: &list)
      )
      #expect(list.all.isEmpty)
      #expect(earlier.cube.values == (try folder.cube("x")).values)
      #expect(earlier.cube.time == (try folder.cube("x")).time)
      #expect(earlier.cube.breaks == Set(breaks))
    }
  }

  @Test func `releases that agree where both have a value stand in one series without a break`()
    throws
  {
    let folder = try folder(
      """
      x,MEX,2020,1,t,2022-01-01
      x,MEX,2021,2,t,2022-01-01
      x,MEX,2021,2000,kg,2023-01-01
      x,MEX,2022,3,t,2023-01-01
      x,PER,2021,7,t,2022-01-01
      x,PER,2022,8,t,2023-01-01
      """,
      revises: "cells"
    )
    #expect(folder.problems == [])
    #expect(
      try folder.cells("x") == [
        "MEX 2020 1.0 actual", "MEX 2021 2.0 actual", "MEX 2022 3.0 actual",
        "PER 2020 - absent", "PER 2021 7.0 actual", "PER 2022 8.0 actual",
      ]
    )
    #expect(try folder.cube("x").breaks == [])
  }

  @Test func `a revision of one series leaves the others alone`() throws {
    let folder = try folder(
      """
      x,MEX,2020,1,t,2022-01-01
      x,PER,2020,2,t,2022-01-01
      x,MEX,2020,9,t,2023-01-01
      """,
      revises: "series"
    )
    #expect(try folder.cells("x") == ["PER 2020 2.0 actual", "MEX 2020 9.0 actual"])
  }

  @Test func `a break stands on both sides of a restated middle`() throws {
    let folder = try folder(
      """
      x,MEX,2020,1,t,2022-01-01
      x,MEX,2021,2,t,2022-01-01
      x,MEX,2022,3,t,2022-01-01
      x,MEX,2021,5,t,2023-01-01
      """,
      revises: "cells"
    )
    #expect(
      try folder.cells("x") == [
        "MEX 2020 1.0 actual", "MEX 2021 5.0 actual", "MEX 2022 3.0 actual",
      ]
    )
    #expect(try folder.cube("x").breaks == [1, 2])
  }

  @Test func `what is released after the edition's day is in no vintage`() throws {
    let folder = try folder(Self.restated, revises: "cells", edition: "2024-12-31")
    #expect(folder.list.all.map(\.id) == ["ingestion.later-release"])
    var list = DiagnosticList()
    let day = try #require(CalendarDate("2026-01-01"))
    let releases = folder.catalogue.releases
    let known = try #require(releases.indicator("x", asKnownOn: day, into: &list))
    #expect(known.cube.time.periods.last == .year(2023))
    #expect(releases.days["x"]?.map(\.description) == ["2023-07-03", "2024-07-10", "2025-11-20"])
    let before = try #require(CalendarDate("2023-07-02"))
    #expect(releases.indicator("x", asKnownOn: before, into: &list) == nil)
    #expect(list.all.isEmpty)
  }

  @Test func `an indicator without dates is known at all times`() throws {
    let folder = try MarkedFolder("=== a.csv\nindicator,period,value,unit\nx,2020,1,t")
    var list = DiagnosticList()
    let day = try #require(CalendarDate("1999-01-01"))
    let known = folder.catalogue.releases.indicator("x", asKnownOn: day, into: &list)
    #expect(known?.cube.values == [1])
    #expect(folder.catalogue.releases.days.isEmpty)
  }

  /// The chamber's report of 2024 restates the year 2022.
  @Test(
    arguments: [
      ("2024-07-09", 2.46, 8.63), ("2024-07-10", 2.89, 9.09), ("2026-11-30", 2.89, 9.09),
    ]
  )
  func `the share of mining in GDP in 2022 is what was known of it`(
    asOf: String,
    gdp: Double,
    industry: Double
  ) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Inputs/mexico-mining")
    var list = DiagnosticList()
    let catalogue = readCatalogue(
      from: InputFolder(path: root.path(percentEncoded: false)),
      asOf: CalendarDate(asOf),
      into: &list
    )
    for (name, expected) in [("mining_gdp_share", gdp), ("mining_industry_share", industry)] {
      let cube = try #require(catalogue.indicators[name]).cube
      let step = try #require(cube.time.periods.firstIndex(of: .year(2022)))
      #expect(cube[step] == expected, "\(name)")
    }
  }
}
