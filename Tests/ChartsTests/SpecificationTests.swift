import Diagnostics
import Indicators
import Testing

@testable import Charts

@Suite struct SpecificationTests {
  private let data = SampleData(
    cubes: [
      "x": SampleData.series(from: 2012, [3, 5, 4, 6]),
      "tonnes": SampleData.series(from: 2012, [3, 5, 4, 6], unit: SampleData.tonnes),
      "x @ 2013": Cube(
        axes: [],
        time: .instant(.year(2013)),
        unit: SampleData.dollars,
        values: [5],
        statuses: [.actual]
      ),
      "geo": SampleData.members("geo", from: 2012, [("MEX", [1, 2, 3]), ("USA", [2, 3, 4])]),
      "many": SampleData.members(
        "geo",
        from: 2012,
        (0..<14).map { ("G\($0)", [1, Double($0) + 2]) }
      ),
      "pairs": SampleData.pairs(("m", ["a", "b"]), ("geo", ["MEX", "USA"]), [10, 20, 30, 40]),
    ],
    tables: ["facts": EventTable(name: "facts", events: [])]
  )

  /// One line a mistake: the chart with its place marked, and what is reported.
  @Test(
    arguments: [
      ("{data: x, ①mrk: line}", ["① charts.unknown-key"]),
      ("{data: x, mark: ①lines}", ["① charts.choice"]),
      ("{data: x, mark: ①fan}", ["① charts.unsupported"]),
      ("{data: x, mark: {kind: line}}", ["at 16 charts.missing-key"]),
      ("{data: x, mark: {type: line, ①tooltip: true}}", ["① charts.unsupported"]),
      ("{data: x, mark: {type: line, color: ①blau}}", ["① charts.color"]),
      ("{data: x, mark: {type: line, strokeWidth: ①wide}}", ["① charts.value"]),
      ("{data: x, size: ①huge}", ["① charts.choice"]),
      ("{data: x, size: ①{width: 3, height: 3}}", ["① charts.size"]),
      ("{data: x, size: ①{width: 487, height: 200}}", ["① charts.size"]),
      ("{data: x, size: ①{width: 486, height: 701}}", ["① charts.size"]),
      ("{data: x, size: {width: 60, height: 30}}", []),
      ("①{title: none}", ["① charts.missing-key"]),
      ("①text", ["① charts.mapping"]),
      ("{data: ①[x, x]}", ["① charts.value"]),
      ("{data: {①values: [1, 2]}}", ["① charts.unsupported"]),
      ("{data: x, encoding: {①colour: geo}}", ["① charts.unknown-key"]),
      ("{data: x, encoding: {①theta: value}}", ["① charts.unsupported"]),
      ("{data: x, encoding: {x: period, y: ①valu}}", ["① charts.field"]),
      (
        "{data: x, encoding: {x: period, y: {field: value, ①aggregate: mean}}}",
        ["① charts.unsupported"]
      ),
      ("{data: x, encoding: {x: period, y: {field: value, type: ①number}}}", ["① charts.choice"]),
      ("{data: x, ①hconcat: []}", ["① charts.unsupported"]),
      ("{data: x, transform: [{filter: ①value}]}", ["① charts.filter"]),
      ("①{data: x, transform: [{filter: 'datum.price > 1'}]}", ["① charts.field"]),
      (
        "{data: x, transform: [{①calculate: 'datum.value * 2', as: y}]}",
        ["① charts.unsupported", "at 53 charts.unsupported"]
      ),
      ("①{data: x, transform: [{filter: 'datum.value > 99'}]}", ["① charts.empty"]),
      ("{data: {a: x, b: ①tonnes}}", ["① charts.units"]),
      ("{data: geo, focus: [①MEXX]}", ["① charts.member"]),
      ("{data: geo, facet: ①{field: place}}", ["① charts.field"]),
      ("{data: x, annotations: [{at: ①x, text: here}]}", ["① charts.annotation"]),
      ("{data: x, annotations: [①{at: x @ 2013}]}", ["① charts.missing-key"]),
      ("{data: ①y}", ["① test.name"]),
      ("{data: {events: ①none}}", ["① test.events"]),
      ("{data: x, mark: {type: bar, split: ①today}}", ["① charts.choice"]),
      ("{data: x, waive: [①{lint: C01}]}", ["① charts.missing-key"]),
      ("①{data: many}", ["① charts.too-many-series"]),
      ("{data: x, mark: {type: bar, labels: ①some}}", ["① charts.choice"]),
      ("{data: x, encoding: {y: {stack: ①center}}}", ["① charts.choice"]),
      ("{data: x, resolve: {scale: ①{y: free}}}", ["① charts.choice"]),
      ("{data: x, focus: [], caption_only: ①perhaps}", ["① charts.value"]),
    ] as [(String, [String])]
  )
  func `each mistake is named where it stands`(text: String, expected: [String]) {
    #expect(problems(of: text, data) == expected)
  }

  @Test func `a misspelt key offers the nearest one`() throws {
    var list = DiagnosticList()
    _ = readChart("{data: x, encodng: {}}", into: &list)
    #expect(list.all.map(\.help) == ["did you mean 'encoding'?"])
  }

  @Test func `every text round the plot is kept with its place`() throws {
    var list = DiagnosticList()
    let chart = try #require(
      readChart(
        """
        id: a
        title: Mines
        subtitle: in short
        note: one
        alt: words
        source: chamber
        claim: [x > 1, x < 9]
        focus: MEX
        size: half
        illustrative: true
        caption_only: true
        waive: [{lint: C01, reason: levels, until: 2027-06-30}]
        data: x
        """,
        into: &list
      )
    )
    #expect(list.all.isEmpty)
    #expect(chart.id == "a")
    #expect(chart.title?.text == "Mines")
    #expect(chart.subtitle?.text == "in short")
    #expect(chart.note?.text == "one")
    #expect(chart.alternative?.text == "words")
    #expect(chart.source?.text == "chamber")
    #expect(chart.claims.map(\.text) == ["x > 1", "x < 9"])
    #expect(chart.focus == ["MEX"])
    #expect(chart.size == .half)
    #expect(chart.isIllustrative && chart.isCaptionOnly)
    #expect(chart.waivers.map(\.lint) == ["C01"])
    #expect(chart.title?.span.text == "Mines")
  }
}
