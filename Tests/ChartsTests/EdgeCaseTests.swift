import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

/// Data that leaves little to draw, or nothing: drawn or refused, never a crash.
@Suite struct EdgeCaseTests {
  private static let cubes: [String: Cube] = [
    "one": SampleData.series(from: 2020, [5]),
    "constant": SampleData.series(from: 2020, [5, 5, 5]),
    "zero": SampleData.series(from: 2020, [0, 0, 0]),
    "missing": SampleData.series(from: 2020, [nil, nil, nil]),
    "negative": SampleData.series(from: 2020, [-5, -1, -9]),
    "mixed": SampleData.series(from: 2020, [-5, 4, nil, 9]),
    "huge": SampleData.series(from: 2020, [1e17, 3e18, 2e16]),
    "tiny": SampleData.series(from: 2020, [1e-9, 3e-9, 2e-9]),
    "scalar": Cube(scalar: 4, unit: .one),
    "single": SampleData.instant("geo", [("MEX", 4)]),
    "zeros": SampleData.instant("geo", [("MEX", 0), ("USA", 0)]),
    "minus": SampleData.instant("geo", [("MEX", -4), ("USA", -2)]),
    "members": SampleData.members(
      "geo",
      from: 2020,
      [("MEX", [1, nil, -3]), ("USA", [nil, 2, 3])]
    ),
    "months": Cube(
      axes: [],
      time: .series((0..<30).map { .month(2024, 1).advanced(by: $0) }),
      unit: SampleData.percent,
      kind: .rate,
      values: (0..<30).map { Double($0) },
      statuses: Array(repeating: .actual, count: 30)
    ),
    "days": Cube(
      axes: [],
      time: .series((0..<9).map { .day(CalendarDate(dayNumber: 20_000 + $0)) }),
      unit: SampleData.percent,
      kind: .rate,
      values: (0..<9).map { Double($0) },
      statuses: Array(repeating: .forecast, count: 9)
    ),
    "pairs": SampleData.pairs(("m", ["a", "b"]), ("geo", ["MEX", "USA"]), [10, nil, nil, 0]),
  ]

  private static let marks = [
    "", ", mark: line", ", mark: bar", ", mark: area", ", mark: point", ", mark: tick",
    ", mark: square", ", mark: ranks", ", mark: {type: bar, split: edition}", ", facet: geo",
    ", mark: {type: line, labels: all}", ", mark: {type: line, labels: ends}",
    ", mark: {type: line, history: one}", ", size: {width: 60, height: 30}",
    ", mark: bar, encoding: {y: {stack: normalize}}", ", mark: bar, encoding: {y: {stack: false}}",
  ]

  @Test(arguments: cubes.keys.sorted())
  func `whatever the data, a chart is drawn or refused with a reason`(name: String) {
    for mark in Self.marks {
      var list = DiagnosticList()
      let text = "{data: \(name)\(mark)}"
      guard let specification = readChart(text, into: &list) else {
        #expect(list.hasErrors, "\(text)")
        continue
      }
      let drawing = layOut(
        specification,
        data: SampleData(cubes: Self.cubes),
        theme: .house,
        language: .english,
        measurer: MonospacedMeasurer(),
        into: &list
      )
      #expect((drawing == nil) == list.hasErrors, "\(text): \(list.all.map(\.headline))")
      guard let drawing else { continue }
      for item in drawing.list.items {
        if case .text(let run) = item {
          #expect(run.origin.x.isFinite && run.origin.y.isFinite, "\(text)")
        }
        if case .fill(let path, _) = item {
          for case .line(let point) in path.elements {
            #expect(point.x.isFinite && point.y.isFinite, "\(text)")
          }
        }
      }
      if !mark.contains("width: 60") { #expect(drawing.conflicts == [], "\(text)") }
    }
  }

  @Test func `a chart without any value is refused`() {
    #expect(problems(of: "①{data: missing}", SampleData(cubes: Self.cubes)) == ["① charts.empty"])
  }
}
