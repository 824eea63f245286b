import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

/// What tells layers, points and series apart, and what is said where nothing does.
@Suite struct LayerSignTests {
  private let theme = Theme.house
  private let data = SampleData(
    cubes: [
      "output": SampleData.series(from: 2020, [7, 9, 8], unit: SampleData.tonnes),
      "stock": SampleData.series(from: 2020, [3, 2, 4], unit: SampleData.tonnes),
      "double": SampleData.series(from: 2020, [14, 18, 16], unit: SampleData.tonnes),
      "price": SampleData.series(from: 2020, [5, 6, 4]),
      "parts": SampleData.members("geo", from: 2020, [("MEX", [3, 4, 5]), ("PER", [2, 2, 2])]),
      "crowd": SampleData.members("geo", from: 2020, (0..<13).map { ("G\($0)", [1, 2]) }),
    ],
    titles: ["output": "Output", "stock": "Stock", "price": "Price"]
  )

  @Test func `a line over bars has the next colour, and key and label name the two`() throws {
    let chart = try drawChart(
      "{layer: [{data: output, mark: bar}, {data: stock, mark: line}]}",
      data
    )
    #expect(chart.fills(theme.palette.series[0]).count == 4)
    #expect(chart.lineLengths(theme.palette.series[1]) == [2, 3])
    #expect(chart.lineLengths(theme.palette.series[0]).isEmpty)
    #expect(chart.words(.name) == ["Output", "Stock"])
    #expect(chart.subtitle == "Output and Stock, tonnes, 2020–2022")
  }

  @Test func `a colour that a layer asks for is left to it`() throws {
    let chart = try drawChart(
      """
      {layer: [{data: output, mark: {type: bar, color: warm}}, {data: stock, mark: line},
               {data: price, mark: line}]}
      """,
      data
    )
    #expect(chart.fills(theme.palette.warm).count == 4)
    #expect(chart.lineLengths(theme.palette.series[0]) == [2, 3])
    #expect(chart.lineLengths(theme.palette.series[2]) == [2, 3])
  }

  @Test func `a line over the parts of a stack is ink`() throws {
    let chart = try drawChart(
      "{layer: [{data: parts, mark: bar}, {data: output, mark: line}]}",
      data
    )
    #expect(chart.lineLengths(theme.palette.text) == [2, 3])
  }

  @Test func `points on a line of the same data are that line's`() throws {
    let chart = try drawChart(
      "{layer: [{data: output, mark: line}, {data: output, mark: point}]}",
      data
    )
    #expect(chart.lineLengths(theme.palette.focus) == [3])
    #expect(chart.lineLengths(theme.palette.series[1]).isEmpty)
    #expect(chart.words(.name) == ["8"])
  }

  @Test func `a layer that nothing names is reported, and a title names it`() throws {
    let plain = "{layer: [{data: output, mark: bar}, ①{data: double, mark: line}]}"
    #expect(problems(of: plain, data) == ["① charts.unnamed-layer"])
    let mute =
      "{layer: [{data: output, mark: bar}, {data: double, mark: {type: line, labels: none}}]}"
    #expect(problems(of: mute, data) == [])
    let chart = try drawChart(
      "{layer: [{data: output, mark: bar}, {data: double, mark: line, encoding: {y: {title: Twice}}}]}",
      data
    )
    #expect(chart.words(.name) == ["Output", "Twice"])
  }

  @Test func `coloured points are named in a key`() throws {
    let chart = try drawChart("{data: parts, mark: point}", data)
    #expect(chart.words(.name) == ["MEX", "PER"])
    #expect(chart.fills(theme.palette.series[0]).count == 1)
    #expect(chart.fills(theme.palette.series[1]).count == 1)
    #expect(problems(of: "①{data: crowd, mark: point}", data) == ["① charts.too-many-series"])
  }

  @Test(
    arguments: [
      "{data: output, mark: ①text}",
      "{data: output, mark: ①text, encoding: {x: period, y: value}}",
      "{data: output, mark: ①rule}",
      "{data: output, mark: ①rule, encoding: {x: period, y: value}}",
      "{layer: [{data: output, mark: bar}, {data: output, mark: ①{type: rule, color: warm}}]}",
    ]
  )
  func `a mark that would draw nothing says what it needs`(text: String) {
    #expect(problems(of: text, data) == ["① charts.encoding"])
  }

  @Test(
    arguments: [
      "{data: output, mark: text, encoding: {x: period, y: value, text: value}}",
      "{data: output, mark: rule, encoding: {x: period}}",
      "{data: output, mark: rule, encoding: {x: period, y: value, y2: {datum: 0}}}",
    ]
  )
  func `a mark that has what it needs is drawn`(text: String) {
    #expect(problems(of: text, data) == [])
  }

  @Test func `the subtitle has each measure with its unit`() throws {
    let chart = try drawChart(
      """
      {data: {columns: {tonnes: output, dollars: price}},
       layer: [{mark: bar, encoding: {x: period, y: tonnes}},
               {mark: line, encoding: {x: period, y: dollars}}]}
      """,
      data
    )
    #expect(chart.subtitle == "Output, tonnes; Price, million US dollars, 2020–2022")
    let area = try drawChart("{data: {Sold: output, Kept: stock}, mark: area}", data)
    #expect(area.subtitle == "Tonnes, 2020–2022")
  }

  @Test func `every value that is asked for is printed or reported`() throws {
    let grouped = """
      {data: parts, mark: {type: bar, labels: all},
       encoding: {x: period, y: {field: value, stack: false}, color: geo}}
      """
    let wide = try drawChart(grouped, data)
    #expect(wide.words(.value).sorted() == ["2", "2", "2", "3", "4", "5"])
    let points = try drawChart("{data: parts, mark: {type: point, labels: all}}", data)
    #expect(points.words(.value).sorted() == ["2", "2", "2", "3", "4", "5"])
    let low = "①{data: parts, mark: {type: bar, labels: all}, size: {width: 60, height: 30}}"
    #expect(problems(of: low, data) == ["① charts.label-dropped"])
    let quiet = "{data: parts, mark: {type: bar}, size: {width: 60, height: 30}}"
    #expect(problems(of: quiet, data) == [])
    let area = "{data: parts, mark: ①{type: area, labels: all}}"
    #expect(problems(of: area, data) == ["① charts.unsupported"])
  }
}
