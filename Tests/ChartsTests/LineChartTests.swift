import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct LineChartTests {
  private let theme = Theme.house
  private let data = SampleData(
    cubes: [
      "whole": SampleData.series(from: 2015, [3, 5, 4, 6, 7]),
      "gap": SampleData.series(from: 2015, [3000, 5000, nil, 6000, 7000, nil, 4000]),
      "skip": SampleData.series(from: 2015, [300, 500, 400, 600], breaks: [2]),
      "forecast": SampleData.series(
        from: 2015,
        [3, 5, 4, 6, 7],
        statuses: [3: .forecast, 4: .forecast]
      ),
      "estimate": SampleData.series(from: 2015, [3, 5, 4], statuses: [2: .estimated]),
      "shares": SampleData.series(
        from: 2020,
        [2.5, 2.46, 2.75],
        unit: SampleData.percent,
        kind: .rate
      ),
      "minerals": SampleData.members(
        "geo",
        from: 2020,
        [("MEX", [30, 31, 36]), ("PER", [20, 22, 23]), ("USA", [10, 9, 9.5])]
      ),
      "paths": SampleData.members(
        "scenario",
        from: 2024,
        [("base", [100, 102, 104]), ("good", [100, 106, 112]), ("bad", [100, 95, 80])],
        unit: SampleData.dollars,
        status: .forecast
      ),
      "past": SampleData.series(from: 2021, [90, 95, 97, 100]),
    ],
    titles: ["gap": "Investment"],
    labels: Labels(["geo": ["MEX": .init(name: .init("Mexico"), short: nil, order: 1, group: nil)]]
    ),
    scenarios: [
      ChartScenario(id: "base", title: "Base"), ChartScenario(id: "good", title: "Settled"),
      ChartScenario(id: "bad", title: "Expiry", isCounterfactual: true),
    ]
  )

  @Test func `a line is drawn in one piece where nothing is missing`() throws {
    let chart = try drawChart("{data: whole, mark: {type: line, point: false}}", data)
    #expect(chart.lineLengths(theme.palette.focus) == [5])
    #expect(chart.notes == ["The scale starts at 2."])
  }

  @Test(
    arguments: [
      // The values run from 3 to 7; how much of the height they take, by the ends of the scale.
      ([3.0, 7], 1), ([1, 7], 4.0 / 6), ([3, 13], 4.0 / 10), ([-1, 15], 4.0 / 16),
      ([2.7, 7.3], 4 / 4.6),
      ([0, 7], 4.0 / 7),
    ] as [([Double], Double)]
  )
  func `a domain is the scale's two ends, no more and no less`(
    domain: [Double],
    share: Double
  ) throws {
    func height(_ domain: [Double]) throws -> Double {
      let chart = try drawChart(
        "{data: whole, mark: {type: line, point: false, labels: none}, "
          + "encoding: {y: {scale: {domain: \(domain)}}}}",
        data,
        height: 240
      )
      let places = chart.places(theme.palette.focus).map(\.y)
      let (top, foot) = (try #require(places.min()), try #require(places.max()))
      return foot - top
    }
    #expect(abs(try height(domain) / height([3, 7]) - share) < 0.01)
  }

  @Test func `no line crosses a missing value or a break`() throws {
    let gap = try drawChart("{data: gap, mark: {type: line, point: false}}", data)
    #expect(gap.lineLengths(theme.palette.focus) == [2, 2])
    let skip = try drawChart("{data: skip, mark: {type: line, point: false}}", data)
    #expect(skip.lineLengths(theme.palette.focus) == [2, 2])
  }

  @Test func `the note names the missing periods and where the scale starts`() throws {
    let chart = try drawChart("{data: gap}", data)
    #expect(
      chart.notes == [
        "No value for 2017 and 2020; the line is broken there.", "The scale starts at 2,000.",
      ]
    )
    let spanish = try drawChart("{data: gap}", data, language: .mexicanSpanish)
    #expect(spanish.notes.first == "Sin valor para 2017 y 2020; ahí se interrumpe la línea.")
  }

  @Test func `the note says in which year a series breaks`() throws {
    let chart = try drawChart("{data: skip}", data)
    #expect(
      chart.notes.first == "Break in series in 2017: what stands before it does not compare."
    )
    let spanish = try drawChart("{data: skip}", data, language: .mexicanSpanish)
    #expect(spanish.notes.first == "Ruptura de la serie en 2017: lo anterior no es comparable.")
  }

  @Test func `forecasts are dashed from the last value that is known`() throws {
    let chart = try drawChart("{data: forecast, mark: {type: line, point: false}}", data)
    #expect(chart.dashes == [[4, 2.5]])
    #expect(chart.lineLengths(theme.palette.focus) == [3, 3])
    #expect(chart.notes == ["Dashed: projected.", "The scale starts at 2."])
  }

  @Test func `estimates are hollow and the note says so`() throws {
    let chart = try drawChart("{data: estimate}", data)
    #expect(chart.notes == ["Hollow: estimated.", "The scale starts at 2."])
  }

  @Test(
    arguments: [
      ([.estimated], "", "estimated"),
      ([.provisional, .actual], "rounded in source", "provisional"),
      ([.estimated], "Rounded in source", "rounded by the publisher"),
      ([.estimated], "before the first round", "estimated"),
      ([.estimated, .provisional], "rounded", "provisional or rounded by the publisher"),
      ([.actual], "rounded in source", nil),
    ] as [([Status], String, String?)]
  )
  func `the note says of hollow points and light bars only what is true of them`(
    statuses: [Status],
    remark: String,
    words: String?
  ) throws {
    let span = SourceSpan(SourceFile(path: "a.csv", text: ""), 0..<0)
    let all = [Status.actual] + statuses
    let cube = Cube(
      axes: [],
      time: .series(all.indices.map { .year(2020 + $0) }),
      unit: SampleData.tonnes,
      values: all.indices.map { Double($0) + 1 },
      statuses: all,
      origins: all.map { _ in 0 },
      table: OriginTable([Origin(span: span, source: nil, note: remark)])
    )
    let data = SampleData(cubes: ["x": cube])
    let notes = words.map { ["\($0)."] } ?? []
    #expect(try drawChart("{data: x}", data).notes == notes.map { "Hollow: " + $0 })
    // A line without points ends in one, and points of their own are drawn by the same rule.
    let bare = try drawChart("{data: x, mark: {type: line, point: false}}", data)
    let last = Doubt(all[all.count - 1], note: remark)
    #expect(bare.notes.isEmpty == (last == nil))
    #expect(try drawChart("{data: x, mark: point}", data).notes == notes.map { "Hollow: " + $0 })
    #expect(try drawChart("{data: x, mark: bar}", data).notes == notes.map { "Light bars: " + $0 })
  }

  @Test func `a lone line that ends before its neighbours has its last value`() throws {
    let data = SampleData(
      cubes: [
        "rates": SampleData.members(
          "geo",
          from: 2010,
          [
            ("MEX", [1, 2, 3, 4, 5, 6, 7, 8]), ("PER", [9, 9, 9, 7, nil, nil, nil, nil]),
          ]
        )
      ]
    )
    let chart = try drawChart("{data: rates, mark: line, facet: geo}", data)
    #expect(chart.texts.filter { $0.text == "7" && $0.kind == .value }.count == 1)
  }

  @Test func `of scenarios the baseline alone stands out, and none among differences from it`()
    throws
  {
    let paths = SampleData.members(
      "scenario",
      from: 2020,
      [("stay", [1, 2, 3]), ("grow", [1, 3, 5]), ("fall", [1, 1, 0.5])]
    )
    let differences = SampleData.members(
      "scenario",
      from: 2020,
      [("grow", [0, 1, 2]), ("fall", [0, -1, -2.5])]
    )
    let data = SampleData(
      cubes: ["paths": paths, "differences": differences],
      scenarios: ["stay", "grow", "fall"].map {
        ChartScenario(id: $0, title: $0, isCounterfactual: false)
      }
    )
    func strong(_ chart: ChartDrawing) -> [String] {
      chart.list.items.compactMap { item in
        guard case .text(let run) = item, run.style.weight == .semibold else { return nil }
        return run.text
      }
    }
    #expect(strong(try drawChart("{data: paths}", data)).contains("stay"))
    #expect(strong(try drawChart("{data: differences}", data)) == [])
    let subject = strong(try drawChart("{data: differences, focus: [fall]}", data))
    #expect(subject.count == 1 && subject[0].hasPrefix("fall"))
  }

  @Test func `first, highest and last values are printed`() throws {
    let chart = try drawChart("{data: whole}", data)
    #expect(chart.words(.name) == ["7"])
    #expect(chart.words(.value).sorted() == ["3", "4", "5"])
    let none = try drawChart("{data: whole, mark: {type: line, labels: none}}", data)
    #expect(none.words(.value).isEmpty && none.words(.name).isEmpty)
  }

  @Test func `series are named at their ends, the focus in its colour and the others grey`() throws
  {
    let chart = try drawChart(
      "{data: minerals, focus: [MEX], mark: {type: line, point: false}}",
      data
    )
    #expect(chart.words(.name) == ["Mexico 36.0", "PER 23.0", "USA 9.5"])
    #expect(chart.lineLengths(theme.palette.focus) == [3])
    #expect(chart.lineLengths(theme.palette.context) == [3, 3])
    let run = chart.list.items.compactMap { item in
      if case .text(let run) = item, run.text.hasPrefix("Mexico") { run } else { nil }
    }.first
    #expect(run?.color == theme.palette.focus)
    #expect(run?.style.weight == .semibold)
  }

  @Test func `scenarios go on from the past with their own signs`() throws {
    let chart = try drawChart("{data: paths, mark: {type: line, history: past}}", data)
    #expect(chart.lineLengths(theme.palette.text) == [4])
    let styles = theme.scenarioSeries
    #expect(chart.lineLengths(styles[0].color) == [3])
    #expect(chart.lineLengths(styles[1].color) == [3])
    #expect(chart.dashes.sorted { $0.count < $1.count } == [styles[1].dash, styles[2].dash])
    #expect(chart.words(.annotation) == ["Scenarios →"])
    #expect(
      chart.words(.name) == ["Settled", "112, +7.7%", "Base", "104", "Expiry*", "80, −23%"]
    )
    #expect(
      chart.notes == [
        "Values at the right: last year and the difference from Base.", "* Counterfactual: Expiry.",
        "The scale starts at 70.",
      ]
    )
  }

  @Test func `the subtitle says measure, unit, place and period`() throws {
    let chart = try drawChart("{data: gap}", data)
    #expect(chart.subtitle == "Investment, million US dollars, 2015–2021")
    let shares = try drawChart("{data: shares}", data)
    #expect(shares.subtitle == "% of GDP, 2020–2022")
    let own = try drawChart("{data: gap, subtitle: in short}", data)
    #expect(own.subtitle == "in short")
  }

  @Test func `the text alternative gives first, last and extreme values`() throws {
    let chart = try drawChart("{data: gap, title: It fell}", data)
    #expect(
      chart.alternative
        == "Line chart of Investment, million US dollars, 2015–2021. It fell. "
        + "From 3,000 in 2015 to 4,000 in 2021; highest 7,000 in 2019, lowest 3,000 in 2015."
    )
    let many = try drawChart("{data: minerals, focus: [MEX]}", data)
    #expect(many.alternative.contains("3 series: Mexico, PER and USA."))
    #expect(many.alternative.contains("Mexico: From 30.0 in 2020 to 36.0 in 2022"))
  }

  @Test func `the rows are the data in its own unit with its statuses`() throws {
    let chart = try drawChart("{data: estimate}", data)
    #expect(
      chart.rows == [
        ["period", "value", "status"], ["2015", "3", "A"], ["2016", "5", "A"], ["2017", "4", "E"],
      ]
    )
    #expect(chart.sources == ["chamber"])
    #expect(!chart.isCalculated)
  }

  @Test func `panels stand for the members of a column with one scale`() throws {
    let chart = try drawChart("{data: minerals, facet: {field: geo, columns: 3}}", data)
    #expect(chart.words(.panel) == ["Mexico", "PER", "USA"])
    #expect(chart.lineLengths(theme.palette.focus) == [3, 3, 3])
    // The shared scale is written once.
    #expect(chart.words(.axis).count { $0 == "0" } == 1)
    let free = try drawChart(
      "{data: minerals, facet: geo, resolve: {scale: {y: independent}}}",
      data
    )
    #expect(free.subtitle.hasSuffix("; scales differ"))
  }

  @Test func `an annotation stands at its value`() throws {
    var data = data
    data.cubes["whole @ 2016"] = Cube(
      axes: [],
      time: .instant(.year(2016)),
      unit: SampleData.dollars,
      kind: .flow,
      values: [5],
      statuses: [.actual]
    )
    let chart = try drawChart(
      "{data: whole, mark: {type: line, labels: none}, annotations: [{at: whole @ 2016, text: peak}]}",
      data
    )
    let placed = try #require(chart.texts.first { $0.kind == .annotation })
    #expect(placed.text == "peak")
    #expect(placed.box.left > 100 && placed.box.right < 260)
  }

  @Test func `a chart's drawing is the one that was looked at`() throws {
    let chart = try drawChart("{data: gap, size: half}", data)
    try expectGolden(chart.list.text, "line-with-gaps.txt")
    let paths = try drawChart("{data: paths, mark: {type: line, history: past}}", data)
    try expectGolden(paths.list.text, "scenarios.txt")
  }
}
