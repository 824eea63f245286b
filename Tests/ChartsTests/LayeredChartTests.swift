import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct LayeredChartTests {
  private let theme = Theme.house
  private static let persons = Unit(atoms: ["person": 1])

  private static let deep: [Double?] = [
    8043, 6576, 4949, 4630, 3750, 4302, 4897, 3533, 5063,
  ]

  /// Up and down, with one peak.
  private static let noisy: [Double?] = (0..<24).map { year in
    if year == 12 { return 90 }
    return year % 2 == 0 ? 40 : Double(10 + year)
  }

  /// Its first two values nearly the same.
  private static let flat: [Double?] = (0..<60).map { year in
    switch year {
    case 0: 30
    case 1: 31
    case 30: 10
    default: 20
    }
  }

  private let data = SampleData(
    cubes: [
      "jobs": SampleData.series(
        from: 2020,
        [367_935, 406_179, 417_380],
        unit: persons,
        kind: .stock
      ),
      "jobs @ 2021": Cube(
        axes: [],
        time: .instant(.year(2021)),
        unit: persons,
        kind: .stock,
        values: [406_179],
        statuses: [.actual]
      ),
      "line": SampleData.series(from: 2020, [10, 20, 30]),
      "thousands": SampleData.series(
        from: 2020,
        [10_000, 40_000, 30_000],
        unit: Unit(multiplier: 3, atoms: ["USD": 1])
      ),
      "low": SampleData.series(from: 2021, [5]),
      "high": SampleData.series(from: 2021, [25]),
      "price": SampleData.series(from: 2020, [100, 300, 200]),
      "output": SampleData.series(from: 2020, [7, 9, 8], unit: SampleData.tonnes),
      "places": SampleData.instant("geo", [("MEX", 5), ("PER", 9), ("USA", 2)]),
      "extra": SampleData.instant("geo", [("PER", 77), ("MEX", 33)]),
      "skip": Cube(
        axes: [],
        time: .series([.year(2010), .year(2011), .year(2013), .year(2014)]),
        unit: SampleData.dollars,
        values: [5, 6, 7, 8],
        statuses: Array(repeating: .actual, count: 4)
      ),
      "deep": SampleData.series(from: 2012, Self.deep),
      "noisy": SampleData.series(from: 2000, Self.noisy),
      "flat": SampleData.series(from: 1960, Self.flat),
      "shares": Self.published([3, 2.4, 2.5], [0, 1, 1], unit: SampleData.percent),
      "people": Self.published([379_000, 367_935, 406_179], [0, 0, 0], unit: persons),
      "far": SampleData.members(
        "geo",
        from: 2020,
        [("MEX", [1, 2, 300]), ("PER", [10, 20, 30]), ("USA", [90, 90, 90])]
      ),
      "gains": SampleData.members(
        "scenario",
        from: 2020,
        [("base+up", [0, 3, 5]), ("base+down", [0, -2, -4])]
      ),
      "alone": SampleData.members(
        "scenario",
        from: 2020,
        [("base+up", [0, 3, 5]), ("base+high", [0, 5, 8])]
      ),
      "rates": SampleData.series(from: 2020, [10, 10, 25], unit: SampleData.percent, kind: .rate),
    ],
    titles: ["price": "Price", "output": "Output"],
    tables: [
      "events": EventTable(
        name: "events",
        events: [
          Event(
            date: .day(CalendarDate(year: 2021, month: 7, day: 1)),
            until: nil,
            lane: "law",
            row: "",
            style: "",
            text: LocalizedText("reform"),
            source: nil,
            span: SourceSpan(SourceFile(path: "events.csv", text: ""), 0..<0)
          ),
          Event(
            date: .day(CalendarDate(year: 2035, month: 7, day: 1)),
            until: nil,
            lane: "law",
            row: "",
            style: "",
            text: LocalizedText("far ahead"),
            source: nil,
            span: SourceSpan(SourceFile(path: "events.csv", text: ""), 0..<0)
          ),
        ]
      )
    ]
  )

  /// A series of values as they were published.
  private static func published(_ values: [Double], _ decimals: [Int], unit: Unit) -> Cube {
    let span = SourceSpan(SourceFile(path: "data.csv", text: ""), 0..<0)
    return Cube(
      axes: [],
      time: .series(values.indices.map { .year(2020 + $0) }),
      unit: unit,
      kind: .rate,
      values: values,
      statuses: values.map { _ in .actual },
      origins: values.indices.map { UInt32($0) },
      table: OriginTable(decimals.map { Origin(span: span, source: nil, decimals: $0) })
    )
  }

  private func segments(_ chart: ChartDrawing, _ color: Color) -> [(Point, Point)] {
    chart.list.items.compactMap { item in
      guard case .stroke(let path, let stroke) = item, stroke.color == color,
        path.elements.count == 2, case .move(let start) = path.elements[0],
        case .line(let end) = path.elements[1]
      else { return nil }
      return (start, end)
    }
  }

  /// Where the outlines of the focus's dots begin: a radius right of each centre.
  private func dots(_ chart: ChartDrawing) -> [Point] {
    chart.list.items.compactMap { (item: DisplayItem) -> Point? in
      guard case .fill(let path, .color(let color)) = item, color == theme.palette.focus,
        case .move(let start)? = path.elements.first
      else { return nil }
      return start
    }
  }

  @Test func `large counts are shown in thousands, the rows keep them whole`() throws {
    let chart = try drawChart("{data: jobs}", data)
    #expect(chart.words(.name) == ["417.4"])
    #expect(chart.words(.value).contains("367.9"))
    #expect(chart.words(.axis).allSatisfy { $0.count <= 4 })
    #expect(chart.subtitle == "Thousand persons, 2020–2022")
    #expect(chart.rows[1] == ["2020", "367935"])
    #expect(chart.alternative.contains("From 367.9 in 2020 to 417.4 in 2022"))
  }

  @Test func `a subtitle that does not name the thousands is completed by a note`() throws {
    let silent = try drawChart("{data: jobs, subtitle: 'Jobs, persons'}", data)
    #expect(silent.notes.first == "Values in thousands.")
    let spanish = try drawChart(
      "{data: jobs, subtitle: 'Empleos, personas'}",
      data,
      language: .mexicanSpanish
    )
    #expect(spanish.notes.first == "Valores en miles.")
    let said = try drawChart("{data: jobs, subtitle: 'Jobs, thousand persons'}", data)
    #expect(!said.notes.contains("Values in thousands."))
  }

  @Test func `a note is the same at every height`() throws {
    let low = try drawChart("{data: jobs}", data, height: 110)
    let high = try drawChart("{data: jobs}", data, height: 300)
    #expect(low.notes == high.notes)
    #expect(low.words(.axis).count < high.words(.axis).count)
  }

  @Test func `an annotation is placed in the chart's unit`() throws {
    let chart = try drawChart(
      "{data: jobs, mark: {type: line, point: true, labels: none}, annotations: [{at: jobs @ 2021, text: x}]}",
      data
    )
    let word = try #require(chart.texts.first { $0.kind == .annotation })
    let dots = dots(chart)
    // The dot of 2021 is the second; the word stands within a line of it.
    #expect(abs(word.box.y - dots[1].y) < 25)
    #expect(abs(word.box.x - dots[1].x) < 25)
  }

  @Test func `series of one kind of unit share the first one's`() throws {
    let chart = try drawChart(
      "{data: {A: line, B: thousands}, mark: {type: line, point: false}}",
      data
    )
    #expect(chart.words(.name) == ["A 30", "B 30"])
    #expect(chart.rows.contains(["2021", "40", "B"]))
  }

  @Test func `a rule stands at its date with its words, one outside the data is left out`() throws {
    let chart = try drawChart(
      "{layer: [{data: line}, {data: {events: events}, mark: rule}]}",
      data
    )
    #expect(chart.words(.annotation) == ["reform"])
    let rules = segments(chart, theme.palette.axis).filter {
      $0.0.x == $0.1.x && abs($0.0.y - $0.1.y) > 50
    }
    #expect(rules.count == 1)
    // 1 July 2021 is the middle of its year, where the year's flow stands too.
    let dots = dots(chart).map { $0.x - theme.figure.point }
    #expect(abs(rules[0].0.x - dots[1]) < 1)
  }

  @Test func `a rule between two values ends at both`() throws {
    let chart = try drawChart(
      """
      {layer: [{data: line, mark: {type: line, labels: none}},
       {data: {columns: {low: low, high: high}}, mark: {type: rule, color: warm},
        encoding: {x: period, y: low, y2: high}}]}
      """,
      data
    )
    let rules = segments(chart, theme.palette.warm)
    #expect(rules.count == 1)
    // 20 of the axis's 30 units.
    let foot = max(rules[0].0.y, rules[0].1.y)
    let top = min(rules[0].0.y, rules[0].1.y)
    let axis = try #require(segments(chart, theme.palette.axis).first { $0.0.y == $0.1.y })
    #expect(top < foot && foot < axis.0.y)
    let unit = (foot - top) / 20
    #expect(abs((axis.0.y - foot) / unit - 5) < 0.6)
  }

  @Test func `a rule at a value crosses the plot`() throws {
    let chart = try drawChart(
      "{layer: [{data: line}, {data: line, mark: {type: rule, color: warm}, encoding: {y: {datum: 20}}}]}",
      data
    )
    let rules = segments(chart, theme.palette.warm)
    #expect(rules.count == 1)
    #expect(rules[0].0.y == rules[0].1.y && rules[0].1.x - rules[0].0.x > 300)
  }

  @Test func `two columns make a scatter with titled axes`() throws {
    let chart = try drawChart(
      """
      {data: {columns: {price: price, output: output}}, mark: point,
       encoding: {x: price, y: output, text: {field: period, timeUnit: year}}}
      """,
      data
    )
    #expect(chart.words(.value).sorted() == ["2020", "2021", "2022"])
    #expect(
      chart.words(.axis).contains("Price, US$\u{A0}million")
        || chart.words(.axis).contains("Price, US$ million")
    )
    #expect(chart.words(.axis).contains("Output, t"))
    #expect(chart.subtitle == "2020–2022")
    let labels = chart.texts.filter { $0.kind == .value }
    let x = Dictionary(uniqueKeysWithValues: labels.map { ($0.text, $0.box.x) })
    #expect((x["2020"] ?? 0) < (x["2022"] ?? 0) && (x["2022"] ?? 0) < (x["2021"] ?? 0))
  }

  @Test func `members along the foot are bars of their own`() throws {
    let chart = try drawChart(
      "{data: places, mark: bar, encoding: {x: {field: geo, sort: -y}, y: value}}",
      data
    )
    #expect(chart.words(.axis) == ["PER", "MEX", "USA"])
    let bars = chart.fills(theme.palette.focus)
    #expect(bars.count == 3)
    #expect(abs((bars.map(\.height).max() ?? 0) / (bars.map(\.height).min() ?? 1) - 4.5) < 1e-6)
  }

  @Test func `a column beside the bars takes each row's own value`() throws {
    let chart = try drawChart(
      "{data: places, mark: {type: bar, beside: {data: extra, title: Extra, suffix: x}}}",
      data
    )
    #expect(chart.words(.value) == ["77 x", "9", "33 x", "5", "2"])
    #expect(chart.words(.axis).first == "Extra")
    #expect(chart.rows.contains(["2024", "USA", "2"]))
    #expect(chart.rows.contains(["2024", "PER", "77"]))
  }

  @Test func `a period that the data skips breaks the line`() throws {
    let chart = try drawChart("{data: skip, mark: {type: line, point: false}}", data)
    #expect(chart.lineLengths(theme.palette.focus) == [2, 2])
    #expect(chart.notes.first == "No value for 2012; the line is broken there.")
  }

  @Test func `panels of one scale have the same gridlines and equally wide plots`() throws {
    for (width, height) in [(486.0, 120.0), (700, 200), (486, 300)] {
      let chart = try drawChart(
        "{data: far, facet: {field: geo, columns: 3}}",
        data,
        width: width,
        height: height
      )
      let lines = segments(chart, theme.palette.grid).filter { $0.0.y == $0.1.y }
      let feet = segments(chart, theme.palette.axis).filter { $0.0.y == $0.1.y }
      #expect(feet.count == 3 && Set(feet.map(\.0.y)).count == 1)
      // Each height three times, once a panel.
      let heights = Dictionary(grouping: lines, by: { ($0.0.y * 100).rounded() })
      #expect(heights.values.allSatisfy { $0.count == 3 }, "\(width) × \(height)")
      let paths: [[Path.Element]] = chart.list.items.compactMap { item in
        guard case .stroke(let path, let stroke) = item, stroke.color == theme.palette.focus,
          stroke.width > 1
        else { return nil }
        return path.elements
      }
      let widths = paths.map { path -> Double in
        guard case .move(let start)? = path.first, case .line(let end)? = path.last else {
          return 0
        }
        return end.x - start.x
      }
      #expect(widths.count == 3 && widths.allSatisfy { abs($0 - widths[0]) < 1e-6 })
      // Without labels of its own a panel begins at its frame's edge.
      let second = feet.map(\.0.x).sorted()[1]
      guard case .move(let start)? = paths[1].first else { continue }
      #expect(abs(start.x - second - 4) < 1e-6)
    }
  }

  @Test func `without a scale the data go from edge to edge`() throws {
    let chart = try drawChart(
      "{data: line, mark: {type: bar, labels: none}, encoding: {y: {axis: null}}}",
      data,
      width: 300
    )
    let feet = segments(chart, theme.palette.axis).filter { $0.0.y == $0.1.y }
    #expect(feet.map(\.0.x) == [0] && feet.map(\.1.x) == [300])
    let bars = chart.fills(theme.palette.focus)
    let step = bars[1].x - bars[0].x
    #expect(abs(step - 100) < 1e-6)
  }

  @Test func `what is added to a scenario has signs of its own, losses warm and signed`() throws {
    var data = data
    data.scenarios = ["base", "settled"].map { ChartScenario(id: $0, title: $0) }
    let chart = try drawChart("{data: gains, mark: {type: line, point: false}}", data)
    #expect(chart.words(.name) == ["base+up +5", "base+down −4"])
    #expect(chart.lineLengths(theme.palette.focus) == [3])
    #expect(chart.lineLengths(theme.palette.warm) == [3])
    #expect(chart.dashes == [])
    let rising = try drawChart(
      "{data: alone, mark: {type: line, signed: true, point: false}}",
      data
    )
    #expect(rising.words(.name) == ["base+high +8", "base+up +5"])
    let settled = theme.scenarioSeries[1].dash
    #expect(rising.dashes.count == 1 && !rising.dashes.contains(settled))
    let plain = try drawChart("{data: alone, mark: {type: line, point: false}}", data)
    #expect(plain.words(.name) == ["base+high 8", "base+up 5"])
  }

  @Test func `no value stands on the axis`() throws {
    for height in stride(from: 100.0, through: 200, by: 7) {
      let chart = try drawChart(
        "{data: deep, mark: {type: line, point: true, labels: all}}",
        data,
        width: 237,
        height: height
      )
      let foot = try #require(segments(chart, theme.palette.axis).first { $0.0.y == $0.1.y })
      for text in chart.texts where text.kind == .value {
        #expect(text.box.bottom <= foot.0.y - 2, "\(text.text) at \(height)")
      }
    }
  }

  @Test func `a value has no more decimals than were published, and a whole thousand none`() throws
  {
    let chart = try drawChart("{data: shares, mark: {type: line, labels: all}}", data)
    #expect(chart.words(.value) == ["3", "2.4"])
    #expect(chart.words(.name) == ["2.5"])
    let round = try drawChart("{data: people, mark: {type: line, labels: all}}", data)
    #expect(round.words(.value) == ["379", "367.9"])
  }

  @Test func `a line has four values at most, none near another`() throws {
    let chart = try drawChart("{data: noisy, mark: {type: line, point: false}}", data)
    let shown = chart.texts.filter { $0.kind == .value || $0.kind == .name }
    #expect(shown.count <= 4)
    #expect(chart.words(.value).contains("90"))
    let near = try drawChart("{data: flat, mark: {type: line, point: false}}", data)
    #expect(!near.words(.value).contains("31"))
  }

  @Test func `a stepped line holds each value until the next`() throws {
    let chart = try drawChart(
      "{data: rates, mark: {type: line, interpolate: step-after, point: false, labels: none}}",
      data
    )
    #expect(chart.lineLengths(theme.palette.focus) == [5])
  }

  @Test func `an axis that is switched off leaves its words out`() throws {
    let chart = try drawChart(
      "{data: line, mark: {type: line, labels: none}, encoding: {y: {axis: null}, x: {axis: null}}}",
      data
    )
    #expect(chart.texts.isEmpty)
    let zero = try drawChart(
      "{data: jobs, encoding: {y: {scale: {zero: true}}}}",
      data
    )
    #expect(zero.words(.axis).contains("0"))
    #expect(zero.notes.isEmpty)
  }

  @Test func `filters and orders are applied before anything is drawn`() throws {
    let chart = try drawChart(
      "{data: places, transform: [{filter: 'datum.value > 4'}], encoding: {y: {sort: [MEX, PER]}}}",
      data
    )
    #expect(chart.words(.axis) == ["MEX", "PER"])
    let predicate = try drawChart(
      "{data: places, transform: [{filter: {field: geo, oneOf: [USA, PER]}}]}",
      data
    )
    #expect(predicate.words(.axis) == ["PER", "USA"])
    let range = try drawChart(
      "{data: places, transform: [{filter: {field: value, range: [4, 6]}}]}",
      data
    )
    #expect(range.words(.axis) == ["MEX"])
  }

  @Test(
    arguments: [
      ("half", 237.0, 160.0), ("full", 486, 180), ("third", 154, 116),
      ("{width: 300, height: 200}", 300, 200),
    ] as [(String, Double, Double)]
  )
  func `a chart has the size that is asked for`(size: String, width: Double, height: Double) throws
  {
    let chart = try drawChart("{data: line, size: \(size)}", data)
    #expect(chart.size == Size(width, height))
    let other = try drawChart("{data: line, size: \(size)}", data, width: 400, height: 150)
    #expect(other.size == Size(400, 150))
  }
}
