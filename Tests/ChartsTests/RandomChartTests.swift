import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

/// The proof that no words overlap or leave their chart, over charts that nobody chose.
@Suite struct RandomChartTests {
  private static let words = [
    "Mexico", "United States", "Canada", "Peru", "China", "Democratic Republic of the Congo",
    "South Africa", "Chile", "Côte d’Ivoire", "Bosnia and Herzegovina", "Russia", "Türkiye",
  ]

  private struct Case {
    var text: String
    var data: SampleData
  }

  private func makeCase(_ random: inout SplitMix64) -> Case {
    let count = random.integer(in: 2...8)
    let years = random.integer(in: 3...40)
    let scale = random.element(of: [1, 12, 300, 4000, 70_000, 2_000_000.0])
    var names = Self.words
    names.shuffle(using: &random)
    let members = Array(names.prefix(count))
    func path() -> [Double?] {
      var value = random.number(in: 0.2...1) * scale
      return (0..<years).map { _ in
        value = max(0, value + random.number(in: -0.15...0.18) * scale)
        return random.fraction() < 0.08 ? nil : value
      }
    }
    var data = SampleData(titles: ["x": "Some measure of interest"])
    data.today = CalendarDate(year: 2026, month: 11, day: 24)
    data.scenarios = members.map { ChartScenario(id: $0, title: $0) }
    let size = random.element(of: ["full", "half", "third"])
    let unit = random.element(of: [SampleData.dollars, SampleData.tonnes, SampleData.percent])
    let focus = random.element(of: [
      "", ", focus: [\"\(members[0])\"]", ", focus: [\"\(members[1])\", \"\(members[0])\"]",
    ])
    var one = path()
    one[0] = scale
    let first = random.integer(in: 1950...2010)
    switch random.integer(in: 0...10) {
    case 0:
      data.cubes["x"] = SampleData.series(from: first, one, unit: unit)
      return Case(text: "{data: x, size: \(size)}", data: data)
    case 1:
      data.cubes["x"] = SampleData.members(
        "geo",
        from: first,
        members.map { ($0, path() + [scale]) },
        unit: unit
      )
      return Case(text: "{data: x, size: \(size)\(focus)}", data: data)
    case 2:
      data.cubes["x"] = SampleData.instant(
        "geo",
        members.map { ($0, random.number(in: -0.5...1) * scale) },
        unit: unit
      )
      return Case(text: "{data: x, size: \(size)\(focus)}", data: data)
    case 3:
      let values: [Double?] = (0..<(3 * count)).map { _ in random.number(in: 0...30) }
      data.cubes["x"] = SampleData.pairs(
        ("row", ["a row", "another", "third"]),
        ("geo", members),
        values
      )
      return Case(
        text:
          "{data: x, mark: bar, size: \(size)\(focus), encoding: {y: row, x: value, color: geo}}",
        data: data
      )
    case 4:
      data.cubes["x"] = SampleData.series(from: first, one.map { $0 ?? 1 }, unit: unit)
      return Case(text: "{data: x, mark: bar, size: \(size)}", data: data)
    case 5:
      let stack = random.element(of: ["zero", "normalize", "false"])
      data.cubes["x"] = SampleData.members(
        "geo",
        from: first,
        members.prefix(4).map { ($0, path().map { $0 ?? 1 }) },
        unit: unit
      )
      return Case(
        text:
          "{data: x, mark: bar, size: \(size), encoding: {x: period, y: {field: value, stack: \(stack)}, color: geo}}",
        data: data
      )
    case 6:
      data.cubes["x"] = SampleData.members(
        "geo",
        from: first,
        members.prefix(5).map { ($0, path().map { $0 ?? 1 }) },
        unit: unit
      )
      return Case(
        text: "{data: x, mark: area, size: \(size == "third" ? "half" : size)}",
        data: data
      )
    case 7:
      data.cubes["x"] = SampleData.members(
        "geo",
        from: first,
        members.map { ($0, path() + [scale]) },
        unit: unit
      )
      let columns = random.integer(in: 2...4)
      let resolve = random.element(of: ["", ", resolve: {scale: {y: independent}}"])
      return Case(text: "{data: x, facet: {field: geo, columns: \(columns)}\(resolve)}", data: data)
    case 8:
      data.cubes["x"] = SampleData.members(
        "scenario",
        from: 2024,
        members.prefix(4).map { ($0, [scale] + path() + [scale * random.number(in: 0.8...1.2)]) },
        unit: unit,
        status: .forecast
      )
      data.cubes["past"] = SampleData.series(from: 2010, path() + [scale], unit: unit)
      return Case(
        text:
          "{data: x, size: \(size == "third" ? "half" : size), mark: {type: line, history: past}}",
        data: data
      )
    case 9:
      data.cubes["a"] = SampleData.series(from: first, path(), unit: SampleData.tonnes)
      data.cubes["b"] = SampleData.series(from: first, path(), unit: SampleData.dollars)
      data.cubes["a"] = SampleData.series(from: first, one, unit: SampleData.tonnes)
      data.cubes["b"] = SampleData.series(
        from: first,
        one.map { $0.map { $0 * 2 } },
        unit: SampleData.dollars
      )
      return Case(
        text:
          "{data: {columns: {a: a, b: b}}, mark: point, size: full, encoding: {x: a, y: b, text: {field: period, timeUnit: year}}}",
        data: data
      )
    default:
      let events = (0..<random.integer(in: 3...25)).map { index in
        let year = random.integer(in: 2018...2030)
        let isSpan = random.fraction() < 0.5
        return Event(
          date: .month(year, random.integer(in: 1...12)),
          until: isSpan ? .month(year + random.integer(in: 1...4), 6) : nil,
          lane: random.element(of: ["a", "b"]),
          row: random.element(of: ["", "One row", "Another row"]),
          style: random.element(of: ["solid", "outline", "hatched", "ring", "decision", ""]),
          text: LocalizedText(names[index % names.count] + " decides"),
          source: nil,
          span: SourceSpan(SourceFile(path: "events.csv", text: ""), 0..<0)
        )
      }
      data.tables["events"] = EventTable(name: "events", events: events)
      return Case(text: "{data: {events: events}}", data: data)
    }
  }

  @Test func `no words overlap or leave the drawing, in either language`() throws {
    var drawn = 0
    for seed in 1...300 {
      var random = SplitMix64(seed: UInt64(seed) &* 0x51ED)
      let sample = makeCase(&random)
      let language: Language = seed % 2 == 0 ? .english : .mexicanSpanish
      var list = DiagnosticList()
      guard let specification = readChart(sample.text, into: &list) else {
        Issue.record("seed \(seed): \(sample.text): \(list.all.map(\.formatted))")
        continue
      }
      let drawing = layOut(
        specification,
        data: sample.data,
        theme: .house,
        language: language,
        measurer: MonospacedMeasurer(advance: 0.56),
        into: &list
      )
      guard let drawing else {
        Issue.record("seed \(seed): \(sample.text): \(list.all.map(\.formatted))")
        continue
      }
      drawn += 1
      #expect(drawing.conflicts == [], "seed \(seed): \(sample.text)")
      #expect(!drawing.alternative.isEmpty, "seed \(seed)")
      #expect(drawing.rows.count > 1, "seed \(seed)")
    }
    #expect(drawn == 300)
  }

  @Test func `a chart is drawn alike each time`() throws {
    for seed in [3, 77, 140] {
      var random = SplitMix64(seed: UInt64(seed))
      let sample = makeCase(&random)
      var list = DiagnosticList()
      let specification = try #require(readChart(sample.text, into: &list))
      let drawings = (0..<2).map { _ in
        layOut(
          specification,
          data: sample.data,
          theme: .house,
          language: .english,
          measurer: MonospacedMeasurer(),
          into: &list
        )?.list
      }
      #expect(drawings[0] != nil && drawings[0] == drawings[1], "seed \(seed)")
    }
  }
}
