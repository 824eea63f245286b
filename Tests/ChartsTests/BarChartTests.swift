import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct BarChartTests {
  private let theme = Theme.house
  private let data = SampleData(
    cubes: [
      "output": SampleData.instant("geo", [("PER", 20), ("MEX", 50), ("USA", 5), ("CHN", 40)]),
      "change": SampleData.instant(
        "geo",
        [("PER", 4), ("MEX", -10), ("USA", 2)],
        unit: SampleData.percent
      ),
      "shares": SampleData.pairs(
        ("mineral", ["zinc", "lead"]),
        ("geo", ["MEX", "CAN", "CHN"]),
        [15, 56, 4, 60, 10, 1]
      ),
      "years": SampleData.series(
        from: 2020,
        [30, 32, nil, 36],
        statuses: [3: .forecast]
      ),
      "sectors": SampleData.instant(
        "sector",
        [("Agriculture and fishing", 3), ("Manufacturing of machinery", 9), ("Other services", 5)]
      ),
      "panels": SampleData.members(
        "sector",
        from: 2020,
        [
          ("Agriculture and fishing", [3, 4]), ("Trade", [1, 2]), ("Other services here", [5, 3]),
        ]
      ),
      "words": SampleData.instant(
        "sector",
        (0..<12).map { ("Extraordinarily\($0)", Double($0) + 1) }
      ),
      "fall": SampleData.series(from: 2020, [6, 2, -6]),
      "both": SampleData.members(
        "side",
        from: 2020,
        [("up", [5, 0, 4]), ("down", [0, -3, -6])]
      ),
      "few": SampleData.members("geo", from: 2020, [("MEX", [1, 4]), ("PER", [1, 1])]),
      "plans": Cube(
        axes: [Axis("plan", [Member("outcome"), Member("forecast")])],
        time: .series([.year(2020), .year(2021)]),
        unit: SampleData.dollars,
        values: [30, 0, 40, 50],
        statuses: [.actual, .notAvailable, .forecast, .forecast]
      ),
      "high": SampleData.series(from: 2019, [90, 95, 99]),
      "deep": SampleData.series(from: 2019, [-90, -95, -99]),
      "stack": SampleData.members(
        "geo",
        from: 2020,
        [("MEX", [30, 31]), ("PER", [20, 22])]
      ),
    ],
    labels: Labels([
      "geo": [
        "MEX": .init(name: .init("Mexico"), short: nil, order: nil, group: nil),
        "CAN": .init(name: .init("Canada"), short: nil, order: nil, group: nil),
        "CHN": .init(name: .init("China"), short: nil, order: nil, group: nil),
      ]
    ]),
    today: CalendarDate(year: 2021, month: 6, day: 1)
  )

  @Test func `rows are ranked, the largest first`() throws {
    let chart = try drawChart("{data: output}", data)
    #expect(chart.words(.axis) == ["Mexico", "China", "PER", "USA"])
    #expect(chart.words(.value) == ["50", "40", "20", "5"])
    let bars = chart.fills(theme.palette.focus)
    #expect(bars.count == 4)
    #expect(abs(bars[0].width / bars[2].width - 2.5) < 1e-6)
    #expect(bars.allSatisfy { $0.left == bars[0].left })
  }

  @Test func `rows fill the height they are given as far as bars stay bars`() throws {
    for (offered, expected) in [(30.0, 55.0), (80, 80), (130, 130), (400, 137)] {
      let chart = try drawChart("{data: output}", data, height: offered)
      #expect(abs(chart.size.height - expected) < 1e-6, "offered \(offered)")
      #expect(chart.heights == 55...137)
      #expect(chart.fills(theme.palette.focus).allSatisfy { $0.height <= 18 })
    }
    let line = try drawChart("{data: years}", data)
    #expect(line.heights == nil)
    let ranks = try drawChart("{data: shares, mark: ranks, focus: [MEX]}", data)
    #expect(ranks.heights == ranks.size.height...ranks.size.height)
  }

  @Test func `panels of rows share the height they are given`() throws {
    let text = "{data: shares, mark: bar, facet: {field: mineral, columns: 1}}"
    let chart = try drawChart(text, data, height: 200)
    #expect(abs(chart.size.height - 200) < 1e-6)
    #expect(chart.conflicts.isEmpty)
  }

  @Test func `a name wider than its chart is broken into lines over its bar`() throws {
    let chart = try drawChart("{data: sectors, mark: bar}", data, width: 80)
    #expect(
      chart.words(.axis) == [
        "Manufacturing of", "machinery", "Other services", "Agriculture and", "fishing",
      ]
    )
    #expect(chart.texts.allSatisfy { $0.box.right <= 80 })
    #expect(chart.conflicts == [])
    let bars = chart.fills(theme.palette.focus)
    let last = try #require(chart.texts.first { $0.text == "machinery" })
    #expect(last.box.bottom <= bars[0].top && bars[0].top - last.box.bottom < 5)
    #expect(abs(bars[1].top - bars[0].top - (bars[2].top - bars[1].top)) < 1e-6)
  }

  @Test func `a panel's title is never cut`() throws {
    for mark in ["bar", "line"] {
      let text = "{data: panels, mark: \(mark), facet: {field: sector, columns: 3}}"
      let chart = try drawChart(text, data, width: 200)
      #expect(
        chart.words(.panel) == ["Agriculture", "and fishing", "Trade", "Other", "services", "here"]
      )
      #expect(chart.conflicts == [])
    }
  }

  @Test func `rows of panels have one scale unless each asks for its own`() throws {
    let text = "{data: sectors, mark: bar, encoding: {y: sector, x: value}, facet: sector"
    let shared = try drawChart(text + "}", data).fills(theme.palette.focus)
    #expect(shared.count == 3)
    #expect(abs(shared[1].width / shared[0].width - 3) < 1e-6)
    let free = try drawChart(text + ", resolve: {scale: {x: independent}}}", data)
      .fills(theme.palette.focus)
    #expect(abs(free[1].width - free[0].width) < 1e-6)
  }

  @Test func `names over their bars leave no line beside them`() throws {
    let wide = try drawChart("{data: output}", data)
    let strokes = wide.list.items.filter { if case .stroke = $0 { true } else { false } }
    #expect(strokes.count == 1)
    let narrow = try drawChart("{data: output}", data, width: 60)
    let none = narrow.list.items.filter { if case .stroke = $0 { true } else { false } }
    #expect(none.isEmpty)
  }

  @Test func `vertical bars whose names do not fit under them become rows`() throws {
    let text = "{data: sectors, mark: bar, encoding: {x: sector, y: value}}"
    let names = ["Agriculture and fishing", "Manufacturing of machinery", "Other services"]
    let wide = try drawChart(text, data, width: 486)
    #expect(Set(wide.fills(theme.palette.focus).map(\.bottom)).count == 1)
    #expect(wide.words(.axis).joined(separator: " ") == names.joined(separator: " "))
    let narrow = try drawChart(text, data, width: 154)
    let rows = narrow.fills(theme.palette.focus)
    #expect(Set(rows.map(\.left)).count == 1)
    #expect(abs(rows[1].width / rows[0].width - 3) < 1e-6)
    #expect(narrow.words(.axis) == names)
    #expect(narrow.words(.value) == ["3", "9", "5"])
  }

  @Test func `a name that fits nowhere is reported, for it can't be left out unsaid`() {
    let text = """
      ①{layer: [{data: words, mark: bar, encoding: {x: sector, y: value}},
               {data: words, mark: line, encoding: {x: sector, y: value}}], size: third}
      """
    #expect(
      problems(of: text, data) == Array(repeating: "① charts.label-dropped", count: 12)
    )
  }

  @Test func `the value of a bar that hangs to the foot of the scale has room`() throws {
    let chart = try drawChart("{data: fall, mark: bar}", data)
    #expect(chart.words(.value).sorted() == ["+2", "+6", "−6"])
    #expect(chart.conflicts == [])
    let panels = try drawChart("{data: both, mark: bar, facet: side}", data)
    let bars = panels.fills(theme.palette.focus).filter { $0.width > 8 && $0.height > 1 }
    #expect(abs(bars[0].height / bars[3].height - 5.0 / 6) < 1e-6)
  }

  @Test func `stacks go both ways from zero`() throws {
    let (up, down) = (theme.palette.focusSteps[4], theme.palette.focusSteps[3])
    let columns = try drawChart("{data: both, mark: {type: bar, labels: none}}", data)
    let feet = columns.fills(up).filter { $0.width > 8 }
    let heads = columns.fills(down).filter { $0.width > 8 }
    #expect(feet.count == 2 && heads.count == 2)
    #expect(abs(feet[0].bottom - heads[0].top) < 1)
    #expect(abs(heads[1].height / feet[0].height - 6.0 / 5) < 0.02)
    let rows = try drawChart(
      "{data: both, mark: bar, encoding: {y: {field: period, type: ordinal}, x: value, color: side}}",
      data
    )
    let (right, left) = (rows.fills(up), rows.fills(down))
    #expect(right.count == 2 && left.count == 2)
    #expect(right.allSatisfy { $0.left == right[0].left })
    #expect(left.allSatisfy { abs($0.right - right[0].left) < 1 })
    #expect(abs(left[1].width / left[0].width - 2) < 0.05)
    #expect(rows.words(.inside) == ["up +5", "down −3", "up +4", "down −6"])
  }

  @Test func `areas below zero are stacked downwards`() throws {
    let view = UnitView(
      mark: MarkSpecification(type: .area, span: Self.span),
      encoding: Encoding(channels: [
        .x: ChannelDefinition(span: Self.span, field: "period", type: .temporal),
        .y: ChannelDefinition(span: Self.span, field: "value", type: .quantitative),
        .color: ChannelDefinition(span: Self.span, field: "side", type: .nominal),
      ]),
      table: Table(try #require(data.cubes["both"]), title: nil, decimals: nil, labels: Labels()),
      span: Self.span
    )
    let context = ChartContext(
      theme: theme,
      words: Words(language: .english, labels: Labels()),
      measurer: MonospacedMeasurer(advance: 0.56),
      labels: Labels(),
      scenarios: [],
      today: nil,
      focus: []
    )
    let layer = AreaLayer(view, .time(yearOffset: 0.5, steps: .dates), context)
    #expect(layer.bands.map { $0.edges.map(\.low) } == [[0, 0, 0], [0, -3, -6]])
    #expect(layer.bands.map { $0.edges.map(\.high) } == [[5, 0, 4], [0, 0, 0]])
  }

  private static let span = SourceSpan(SourceFile(path: "chart.yaml", text: ""), 0..<0)

  @Test func `with a focus the others are context`() throws {
    let chart = try drawChart("{data: output, focus: [MEX, USA]}", data)
    #expect(chart.fills(theme.palette.focus).count == 2)
    #expect(chart.fills(theme.palette.contextFill).count == 2)
  }

  @Test func `differences go to both sides of zero with their sign`() throws {
    let chart = try drawChart("{data: change}", data)
    #expect(chart.words(.value) == ["+4", "+2", "−10"])
    let bars = chart.fills(theme.palette.focus)
    #expect(abs(bars[2].right - bars[0].left) < 1e-6)
  }

  @Test func `parts carry their names where they fit, then codes, then nothing`() throws {
    let chart = try drawChart(
      "{data: shares, mark: bar, focus: [MEX], encoding: {y: mineral, x: value, color: geo}}",
      data
    )
    #expect(
      chart.words(.inside) == [
        "Mexico 15", "Canada 56", "Other", "Mexico 60", "Canada 10", "Other",
      ]
    )
    #expect(chart.notes.count == 2)
    let narrow = try drawChart(
      "{data: shares, mark: bar, focus: [MEX], encoding: {y: mineral, x: value, color: geo}}",
      data,
      width: 200
    )
    #expect(narrow.words(.inside) == ["15", "Canada 56", "Other", "Mexico 60", "Other"])
  }

  @Test func `normalised parts fill the whole`() throws {
    let chart = try drawChart(
      "{data: shares, mark: bar, focus: [MEX], encoding: {y: mineral, x: {field: value, stack: normalize}, color: geo}}",
      data
    )
    #expect(chart.fills(theme.palette.remainderFill).isEmpty)
    #expect(chart.words(.inside).first == "Mexico 20")
  }

  @Test func `bars over time print their values, and a forecast is hatched`() throws {
    let chart = try drawChart("{data: years, mark: bar}", data)
    #expect(chart.words(.value) == ["36", "30", "32"])
    #expect(chart.hatches == 1)
    #expect(chart.fills(theme.palette.focus).count == 2)
    #expect(chart.notes == ["Hatched: projected.", "No value for 2022."])
  }

  @Test func `bars split at the edition are light after it`() throws {
    let chart = try drawChart("{data: years, mark: {type: bar, split: edition}}", data)
    #expect(chart.fills(theme.palette.focus).count == 2)
    #expect(chart.fills(theme.palette.focusSteps[2]).count == 1)
  }

  @Test func `stacked bars stand on each other and grouped ones side by side`() throws {
    let stacked = try drawChart("{data: stack, mark: bar}", data)
    let lower = stacked.fills(theme.palette.focusSteps[4])
    let upper = stacked.fills(theme.palette.focusSteps[3])
    #expect(lower.count == 2 && upper.count == 2)
    #expect(abs(upper[0].bottom - lower[0].top) < 0.5)
    #expect(upper[0].x == lower[0].x)
    let grouped = try drawChart(
      "{data: stack, mark: bar, encoding: {x: period, y: {field: value, stack: false}, color: geo}}",
      data
    )
    let left = grouped.fills(theme.palette.focusSteps[4]).filter { $0.width > 8 }
    let right = grouped.fills(theme.palette.focusSteps[3]).filter { $0.width > 8 }
    #expect(right[0].left >= left[0].right)
    #expect(abs(left[0].bottom - right[0].bottom) < 1e-6)
    #expect(grouped.words(.name) == ["Mexico", "PER"])
  }

  @Test func `counts have whole labels, and a one in a stack keeps its own`() throws {
    let chart = try drawChart("{data: few, mark: bar}", data, height: 95)
    #expect(chart.words(.axis).filter { $0.contains(".") } == [])
    #expect(chart.words(.inside).sorted() == ["1", "1", "1", "4"])
  }

  @Test func `a series of forecasts is hatched in its key too, in grey where it is light`() throws {
    let chart = try drawChart(
      """
      {data: plans, mark: bar, focus: [outcome],
       encoding: {x: period, y: {field: value, stack: false}, color: plan}}
      """,
      data
    )
    // Two bars and a swatch.
    #expect(chart.hatches == 3)
    let inks = chart.list.items.compactMap { item in
      if case .fill(_, .hatch(let color, _, _)) = item { color } else { nil }
    }
    #expect(Set(inks) == [theme.palette.context])
  }

  @Test func `a bar without a neighbour stands on its tick`() throws {
    let chart = try drawChart(
      """
      {data: plans, mark: {type: bar, labels: none}, focus: [outcome],
       encoding: {x: period, y: {field: value, stack: false}, color: plan}}
      """,
      data
    )
    let bars = chart.fills(.white).filter { $0.width > 8 }.sorted { $0.x < $1.x }
    let tick = try #require(chart.texts.first { $0.text == "2021" }).box
    #expect(bars.count == 2)
    #expect(abs(bars[1].x + bars[1].width / 2 - tick.x - tick.width / 2) < 0.5)
    #expect(abs(bars[0].width - bars[1].width) < 1e-6)
  }

  @Test(arguments: ["high", "deep"], ["", "scale: {zero: false}", "scale: {zero: true}"])
  func `the scale of bars and areas holds zero, whatever is asked`(
    name: String,
    scale: String
  ) throws {
    let encoding = "encoding: {y: {\(scale)}}"
    let area = try drawChart("{data: \(name), mark: area, \(encoding)}", data)
    #expect(area.words(.axis).contains("0"), "\(area.words(.axis))")
    let bars = try drawChart("{data: \(name), mark: bar, \(encoding)}", data)
    let heights = bars.fills(theme.palette.focus).map { abs($0.height) }
    #expect(heights.count == 3)
    for (height, value) in zip(heights, [90.0, 95, 99]) {
      #expect(abs(height / heights[0] - value / 90) < 0.01)
    }
  }

  @Test func `a line far from zero needs none on its scale`() throws {
    #expect(try !drawChart("{data: high, mark: line}", data).words(.axis).contains("0"))
  }

  @Test func `bars always stand on zero`() throws {
    let chart = try drawChart("{data: stack, mark: bar}", data)
    let bars = chart.fills(theme.palette.focusSteps[4])
    #expect(abs(bars[0].height / bars[1].height - 30.0 / 31) < 0.01)
  }

  @Test func `areas are stacked and named at the right`() throws {
    let chart = try drawChart("{data: stack, mark: area}", data)
    #expect(chart.words(.name) == ["PER 22", "Mexico 31"])
  }

  @Test func `ranked panels give the subject's place`() throws {
    let chart = try drawChart("{data: shares, mark: ranks, focus: [MEX]}", data)
    #expect(chart.words(.panel) == ["1st, 60%", "lead", "2nd, 15%", "zinc"])
    #expect(chart.words(.axis).filter { $0 == "2" } == ["2"])
    #expect(chart.notes == ["Gridlines at 20, 40 and 60%."])
  }

  @Test func `a bar chart's drawing is the one that was looked at`() throws {
    let chart = try drawChart("{data: output, focus: [MEX], size: half}", data)
    try expectGolden(chart.list.text, "ranked-bars.txt")
  }
}
