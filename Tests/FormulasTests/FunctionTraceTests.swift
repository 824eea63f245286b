import Diagnostics
import Formulas
import Indicators
import Testing

/// Which cells the functions of each family are traced to.
@Suite struct FunctionTraceTests {
  private func traced(_ formula: String, _ evaluator: Evaluator = Library.evaluator()) throws
    -> TracedFormula
  {
    var diagnostics = DiagnosticList()
    let expression = try #require(parseExpression(Excerpt(composed: formula), into: &diagnostics))
    return try #require(evaluator.traced(expression, into: &diagnostics), "\(diagnostics.all)")
  }

  private func tree(_ formula: String) throws -> Trace {
    let traced = try traced(formula)
    return traced.trace(cell: try #require(traced.newestCells.first))
  }

  /// The children of a step, each as `members@period=value`.
  private func used(_ trace: Trace) -> String {
    trace.children.map { child in
      let members = child.members.map(\.member).joined(separator: ",")
      let value = child.value.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" } ?? "none"
      return members + (child.period.map { "@\($0)" } ?? "") + "=\(value)"
    }.joined(separator: " ")
  }

  @Test(
    arguments: [
      // A known value is its own; one in a gap has the ends of the gap.
      ("interpolate(gaps) @ 2020", "@2020=2"),
      ("interpolate(gaps) @ 2022", "@2020=2 @2024=6"),
      ("interpolate(jump) @ 2023", "@2022=40 @2024=60"),
      (
        "contribution(mined, over:geo)[MEX] @ 2024",
        "MEX@2024=50 MEX@2023=40 PER@2024=50 PER@2023=60"
      ),
      (
        "elasticity(squares, bases, 2021, 2023)",
        "@2021=12 @2022=48 @2023=192 @2021=2 @2022=4 @2023=8"
      ),
      // Laspeyres' basket is that of the base, Paasche's that of the period, Fisher's is both.
      (
        "laspeyres(price:paid, quantity:sold, over:good, base:2020) @ 2021",
        "bread@2021=4 bread@2020=2 wine@2021=8 wine@2020=8 bread@2020=6 wine@2020=2.25"
      ),
      (
        "paasche(price:paid, quantity:sold, over:good, base:2020) @ 2021",
        "bread@2021=4 bread@2020=2 wine@2021=8 wine@2020=8 bread@2021=4 wine@2021=1"
      ),
      (
        "fisher(price:paid, quantity:sold, over:good, base:2020) @ 2021",
        "bread@2021=4 bread@2020=2 wine@2021=8 wine@2020=8"
          + " bread@2021=4 bread@2020=6 wine@2021=1 wine@2020=2.25"
      ),
      ("vintage(revised, 2021-06-01) @ 2020", "@2020=1"),
      ("vintage(revised, 2022-06-01) @ 2020", "@2020=3"),
      ("cumsum(bases) @ 2022", "@2020=1 @2021=2 @2022=4"),
      ("rolling(bases, 2, mean) @ 2022", "@2021=2 @2022=4"),
      ("rolling(bases, 3, max) @ 2024", "@2022=4 @2023=8 @2024=16"),
      ("ytd(months) @ 2023-11", "@2023-10=1 @2023-11=2"),
      ("annual(quarters, sum) @ 2023", "@2023-Q1=1 @2023-Q2=2 @2023-Q3=3 @2023-Q4=4"),
      ("annual(quarters, last) @ 2023", "@2023-Q4=4"),
      ("top(metals[MEX], 1, over:mineral, rest:true)[zinc] @ 2024", "zinc,MEX@2024=8"),
      (
        "top(metals[MEX], 1, over:mineral, rest:true)[rest] @ 2024",
        "gold,MEX@2024=3 silver,MEX@2024=6"
      ),
      ("convert(invested, to:\"MXN\", using:fx) @ 2021", "@2021=2000 @2021=25"),
      ("deflate(invested, by:prices, base:2020) @ 2022", "@2022=3000 @2022=120 @2020=100"),
      ("deflate(invested, by:prices, base:2020) @ 2020", "@2020=1000 @2020=100"),
      ("per_capita(invested, workers) @ 2022", "@2022=3000 @2022=420"),
      ("share(mined, over:geo)[MEX] @ 2024", "MEX@2024=50 PER@2024=50"),
      ("share(mined, over:geo, of:WLD)[MEX] @ 2024", "MEX@2024=50 WLD@2024=200"),
      ("hhi(mined, over:geo) @ 2021", "MEX@2021=20 PER@2021=30"),
      ("sum(metals, over:geo, missing:skip)[gold] @ 2022", "gold,MEX@2022=1"),
    ] as [(String, String)]
  )
  func `a function is traced to the cells that it uses`(formula: String, expected: String) throws {
    #expect(used(try tree(formula)) == expected)
  }

  @Test func `the newest period of a series is the last at which each has an observed value`()
    throws
  {
    #expect(try tree("mined[MEX] @ latest").period == .year(2024))
    #expect(try tree("forecast").period == .year(2022))
    #expect(try tree("forecast @ 2024").status == .forecast)
    let each = try traced("recent @ each_latest")
    #expect(each.newestCells.count == 2)
  }

  @Test(
    arguments: [
      ("sum(metals, over:geo, missing:skip)[zinc] @ 2022", 1, 2),
      // Of gold from Peru there is no record: that is no missing value.
      ("sum(metals, over:geo, missing:skip)[gold] @ 2022", 0, 1),
      ("mean(metals, over:mineral, missing:skip)[MEX] @ 2022", 1, 2.5),
      ("mean(metals, over:mineral, missing:skip)[MEX] @ 2024", 0, 17.0 / 3),
    ] as [(String, Int, Double)]
  )
  func `what is passed over is counted`(formula: String, skipped: Int, value: Double) throws {
    let trace = try tree(formula)
    #expect(trace.skipped == skipped)
    #expect(trace.unrecorded == (formula.contains("[gold]") ? 1 : 0))
    #expect(trace.value == value)
    #expect(trace.reason == nil)
  }

  @Test func `a missing value is not passed over where nobody asks for it`() throws {
    let trace = try tree("sum(metals, over:geo)[zinc] @ 2022")
    #expect(trace.value == nil && trace.skipped == 0 && trace.reason == .operand)
  }

  @Test func `the tree of a vintage is that of the release of its day`() throws {
    let trace = try tree("doubled @ 2020 - vintage(doubled, 2021-06-01) @ 2020")
    #expect(trace.value == 4)
    #expect(trace.leaves.compactMap { $0.name == nil ? nil : $0.value } == [3, 1])
  }

  // MARK: What a tree leaves out

  /// The catalogue with every cell changed that is none of the given ones.
  private func changed(_ catalogue: Catalogue, but kept: [Trace]) -> Catalogue {
    let indicators = catalogue.indicators.mapValues { indicator in
      let cube = indicator.cube
      let own = kept.filter { $0.name == indicator.name }
      var values = cube.values
      for cell in values.indices {
        let (members, step) = cube.coordinates(of: cell)
        let period = cube.time.periods.isEmpty ? nil : cube.time.periods[step]
        let isKept = own.contains { trace in
          trace.period == period
            && zip(cube.axes, members).allSatisfy { axis, position in
              trace.members.contains {
                $0.dimension == axis.name && $0.member == axis.members[position].id
              }
            }
        }
        if !isKept { values[cell] *= 1.37 }
      }
      return Indicator(
        name: indicator.name,
        title: nil,
        cube: Cube(
          axes: cube.axes,
          time: cube.time,
          unit: cube.unit,
          kind: cube.kind,
          values: values,
          statuses: cube.statuses,
          breaks: cube.breaks,
          sources: cube.sources
        ),
        frequency: nil,
        decimals: nil,
        resource: "data",
        span: indicator.span
      )
    }
    return Catalogue(indicators: indicators, labels: catalogue.labels)
  }

  @Test(
    arguments: [
      "mined[MEX] / mined[WLD]", "yoy(mined)", "diff(weight)", "lag(mined, 2)",
      "lead(mined[MEX], 1)",
      "index(mined[MEX], base:2021)", "mined / mined @ 2021", "cagr(mined[MEX], 2021, 2023)",
      "cumsum(mined)", "rolling(mined, 2, sum)", "annual(quarters, sum)", "annual(quarters, last)",
      "annual(quarters, mean)", "ytd(quarters)", "interpolate(gaps)", "interpolate(jump)",
      "contribution(mined, over:geo)", "share(mined, over:geo)", "share(mined, over:geo, of:WLD)",
      "sum(mined, over:geo)", "mean(metals, over:geo, missing:skip)", "hhi(mined, over:geo)",
      "median(mined[MEX])", "max(mined, over:geo)", "count(metals, over:geo)",
      "rank(mined, over:geo)",
      "laspeyres(price:paid, quantity:sold, over:good, base:2021)",
      "paasche(price:paid, quantity:sold, over:good, base:2021)",
      "fisher(price:paid, quantity:sold, over:good, base:2021)",
      "elasticity(squares, bases, 2021, 2023)", "elasticity(squares, bases, 2021, 2023).high",
      "convert(invested, to:\"MXN\", using:fx)", "deflate(invested, by:prices, base:2022)",
      "per_capita(invested, workers)", "default(holes, mined[MEX])",
      "if(mined[MEX] > 25 't', mined[PER], mined[WLD])", "mined[{MEX, PER}] @ 2022",
      "let a = mined[MEX] @ 2021\na + mined[PER]",
    ]
  )
  func `no cell that a tree leaves out has a say in its value`(formula: String) throws {
    let evaluator = Library.evaluator()
    let traced = try traced(formula, evaluator)
    for cell in traced.cube.values.indices {
      let trace = traced.trace(cell: cell)
      let other = Evaluator(
        catalogue: changed(evaluator.catalogue, but: trace.leaves),
        ratios: evaluator.ratios
      )
      let again = try self.traced(formula, other)
      #expect(again.cube[cell] == trace.value, "\(formula), cell \(cell)")
    }
  }
}
