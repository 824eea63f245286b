import Diagnostics
import Indicators
import TestSupport
import Testing

@testable import Scenarios

/// Paths of a few years of plain arithmetic agree far closer than this.
private func isClose(_ path: [Double?], _ expected: [Double]) -> Bool {
  path.count == expected.count
    && zip(path, expected).allSatisfy { value, other in
      value.map { abs($0 - other) <= 1e-9 * max(1, abs(other)) } ?? false
    }
}

@Suite struct RunTests {
  @Test func `a difference equation goes from its start by its step`() {
    let run = ModelRun(
      smallModel(
        parameters: "rate: {value: 50%, unit: 1}",
        variables: """
          x: {start: 100, next: "lag(x) + rate * (target - lag(x))", unit: 1}
          target: {value: 200, unit: 1}
          """
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [100, 150, 175, 187.5]))
  }

  @Test func `the order of variables does not matter`() {
    let lines = [
      "x: {start: 1, next: \"lag(x) + y\", unit: 1}", "y: {value: \"z * 2\", unit: 1}",
      "z: {value: \"year - 2024\", unit: 1}",
    ]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let run = ModelRun(smallModel(variables: order.map { lines[$0] }.joined(separator: "\n")))
      #expect(run.problems == [], "\(order)")
      #expect(isClose(run.path("x"), [1, 3, 7, 13]), "\(order)")
    }
  }

  @Test func `data stand for the years before the model, and lags reach into them`() throws {
    var data = SmallData()
    try data.add("past", "million USD", from: 2021, [4, 5, 6, 7])
    let run = ModelRun(
      smallModel(
        variables: """
          y: {start: past @ 2024, next: "lag(y) + 1 'million USD'", history: past, unit: million USD}
          x: {value: "(lag(y, 1) + lag(y, 2) + lag(y, 3)) / 3 / y", unit: 1}
          """
      ),
      data: data
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [5.0 / 7, 0.75, 7.0 / 9, 0.8] as [Double]))
  }

  @Test
  func
    `a series of the data has its value of the year computed, and lagged that of the year before`()
    throws
  {
    var data = SmallData()
    try data.add("price", "1", from: 2023, [1, 2, 4, 8, 16])
    let run = ModelRun(
      smallModel(
        drivers: "one: {value: 1, unit: 1}",
        variables: "x: {value: \"one * price / lag(price) + price @ 2024\", unit: 1}"
      ),
      data: data
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [4, 4, 4, 4]))
  }

  @Test func `a value at a year is the same run's value in that year`() {
    let run = ModelRun(
      smallModel(
        variables: """
          x: {value: "y - y @ 2024 + (2 * y) @ 2025", unit: 1}
          y: {value: "if(year < 2025, 3, 5)", unit: 1}
          """
      )
    )
    // In 2024 the value of 2025 is not known.
    #expect(run.list.all.map(\.id) == ["scenarios.ahead"])
    let known = ModelRun(
      smallModel(
        variables: """
          x: {value: "y - y @ 2024 + (2 * lag(y)) @ 2025", unit: 1}
          y: {value: "if(year < 2025, 3, 5)", unit: 1}
          """
      )
    )
    #expect(known.problems == [])
    #expect(isClose(known.path("x"), [6, 8, 8, 8]))
  }

  @Test func `units are converted on the way and checked against the declared one`() throws {
    var data = SmallData()
    try data.add("share", "percent of GDP", from: 2024, [2.77])
    let run = ModelRun(
      smallModel(
        parameters: "growth: {value: 10%, unit: 1}",
        variables: """
          x: {start: share @ 2024, next: "lag(x) * (z / lag(z)) * (1 + growth)", unit: percent of GDP}
          z: {start: 100, next: "lag(z) * 2", unit: index 2024=100}
          w: {value: "1500 'million USD' * 2", unit: billion USD}
          """,
        outputs: """
          x: {}
          w: {unit: million USD}
          """
      ),
      data: data
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [2.77, 6.094, 13.4068, 29.49496]))
    #expect(isClose(run.path("w"), [3000, 3000, 3000, 3000]))
    #expect(run.results?.cubes["w"]?.unit == (try Unit.parse("million USD")))
  }

  @Test func `a formula may take cubes with dimensions if it reduces them`() throws {
    var data = SmallData()
    try data.add("china", "t", over: "mineral", [("a", 10), ("b", 100), ("c", nil), ("d", 1)])
    try data.add(
      "here",
      "thousand t",
      over: "mineral",
      [("d", 0.001), ("a", 0.02), ("b", 0.05), ("c", 1)]
    )
    let run = ModelRun(
      smallModel(
        drivers: "scale: {path: {2024: 1, 2025: 2, 2026: 3}, hold: true, unit: 1}",
        variables: """
          x: {value: "mean(if(china <= here * scale, 1, 0), over:mineral, missing:skip)", unit: 1}
          y: {value: "sum(china * scale / scale, over:mineral, missing:skip) / 1 't'", unit: 1}
          z: {value: "count(if(china > 5 't' * scale, 1, 0), over:mineral)", unit: count}
          """,
        outputs: "x: {}\ny: {}\nz: {}"
      ),
      data: data
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [2.0 / 3, 1, 1, 1] as [Double]))
    #expect(isClose(run.path("y"), [111, 111, 111, 111]))
    #expect(isClose(run.path("z"), [3, 3, 3, 3]))
  }

  @Test
  func `missing values make the sum missing unless they are skipped, and totals are left out`()
    throws
  {
    var data = SmallData()
    try data.add("all", "t", over: "geo", [("A", 1), ("B", 2), ("WLD", 9)])
    try data.add("some", "t", over: "geo", [("A", 1), ("B", nil)])
    let run = ModelRun(
      smallModel(
        drivers: "one: {value: 1, unit: 1}",
        variables: """
          x: {value: "sum(all * one, over:geo)", unit: t}
          y: {value: "default(sum(some * one, over:geo), 7 't')", unit: t}
          """,
        outputs: "x: {}\ny: {}"
      ),
      data: data
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [3, 3, 3, 3]))
    #expect(isClose(run.path("y"), [7, 7, 7, 7]))
  }

  @Test(
    arguments: [
      ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("-2 ^ 2", -4), ("2 ^ 3 ^ 2", 512), ("7 - 2 - 1", 4),
      ("exp(0)", 1), ("ln(exp(2))", 2), ("log10(1000)", 3), ("sqrt(9)", 3), ("abs(-4)", 4),
      ("min2(2, 5)", 2), ("max2(2, 5)", 5), ("clamp(9, 0, 5)", 5), ("clamp(-1, 0, 5)", 0),
      ("round(2.346, 2)", 2.35), ("round(2.5, 0)", 2),
      ("ratio(5%)", 0.05), ("default(ln(-1), 3)", 3),
      ("if(1 < 2, 10, 20)", 10), ("if(not 1 < 2, 10, 20)", 20), ("if(1 > 2 or 2 > 1, 1, 0)", 1),
      ("if(1 > 2 and 2 > 1, 1, 0)", 0), ("if(1 == 1, 1, 0)", 1), ("if(1 != 1, 1, 0)", 0),
      ("if(2 >= 2, 1, 0)", 1), ("if(2 <= 1, 1, 0)", 0), ("if(known(ln(0)), 1, 0)", 0),
      ("50% * 5 / 12", 0.5 * 5 / 12),
      ("10 / 4", 2.5), ("default(1 / 0, -1)", -1), ("if(true, 4, 5)", 4),
      ("default(10 ^ 400, 8)", 8),
    ] as [(String, Double)]
  )
  func `formulas compute what they say`(formula: String, expected: Double) {
    // Beside a driver, so that nothing is folded away before the model runs.
    let run = ModelRun(
      smallModel(
        drivers: "zero: {value: 0, unit: 1}",
        variables:
          "x: {value: \"\(formula)\", unit: 1}\ny: {value: \"zero + ratio(0% + 0%)\", unit: 1}"
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [expected, expected, expected, expected]))
  }

  @Test func `a local name stands for its formula`() {
    let run = ModelRun(
      smallModel(
        drivers: "d: {path: {2024: 1, 2025: 2}, hold: true, unit: 1}",
        variables: "x:\n  unit: 1\n  value: |\n    let twice = 2 * d\n    twice * twice"
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [4, 16, 16, 16]))
  }
}

@Suite struct DriverTests {
  /// A driver, and its path from 2024 to 2027.
  @Test(
    arguments: [
      ("{value: 0.5, unit: 1}", [0.5, 0.5, 0.5, 0.5]),
      ("{path: {2024: 1, 2025: 3}, hold: true, unit: 1}", [1, 3, 3, 3]),
      ("{path: {2024: 1, 2026: 3}, hold: true, unit: 1}", [1, 1, 3, 3]),
      ("{path: {2020: 9}, hold: true, unit: 1}", [9, 9, 9, 9]),
      (
        "{path: {2024: 0%, 2025: 50% * 5 / 12}, hold: true, unit: 1}",
        [0, 0.20833333333333334, 0.20833333333333334, 0.20833333333333334]
      ),
      (
        "{path: {2024: 1, 2025: 16}, then: {log_ar1: {phi: 0.5, sigma: 0.1}}, unit: 1}",
        [1, 16, 4, 2]
      ),
      ("{path: {2024: 2}, then: {random_walk: {sigma: 0.1}}, unit: 1}", [2, 2, 2, 2]),
      ("{path: {2024: 8}, then: {growth: 50%}, unit: 1}", [8, 12, 18, 27]),
      ("{triangular: [1, 2, 9], unit: 1}", [2, 2, 2, 2]),
      ("{value: \"2 * other + p\", unit: 1}", [23, 25, 25, 25]),
    ] as [(String, [Double])]
  )
  func `a driver follows its path without shocks`(driver: String, path: [Double]) {
    let run = ModelRun(
      smallModel(
        parameters: "p: {value: 3, unit: 1}",
        drivers: "d: \(driver)\nother: {path: {2024: 10, 2025: 11}, hold: true, unit: 1}",
        variables: "x: {value: \"d\", unit: 1}"
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), path))
  }

  @Test func `a path that neither holds nor goes on has no later value`() {
    let run = ModelRun(
      smallModel(
        drivers: "d: {path: {2024: 1, 2025: 2}, unit: 1}",
        variables: "x: {value: \"default(d, 0)\", unit: 1}"
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [1, 2, 0, 0]))
  }

  @Test func `what is laid on a driver acts on its result and not on its process`() {
    let run = ModelRun(
      smallModel(
        drivers: "d: {path: {2024: 8}, then: {growth: 50%}, unit: 1}",
        variables: "x: {value: d, unit: 1}",
        overlays: """
          double: {title: Double, set: {d: {times: 2, from: 2025, to: 2026}}}
          more: {title: More, set: {d: {add: {triangular: [0, 1, 5]}, from: 2026}}}
          """,
        rest: "run: {overlays: each-on-baseline, also: [[double, more]]}\n"
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x", "base"), [8, 12, 18, 27]))
    #expect(isClose(run.path("x", "base+double"), [8, 24, 36, 27]))
    #expect(isClose(run.path("x", "base+more"), [8, 12, 19, 28]))
    #expect(isClose(run.path("x", "base+double+more"), [8, 24, 37, 28]))
  }

  @Test func `a parameter can be multiplied for some years`() {
    let run = ModelRun(
      smallModel(
        parameters: "p: {value: 10%, title: P}",
        variables: "x: {value: \"ratio(p)\", unit: 1}",
        overlays: "o: {title: O, set: {p: {times: 3, from: 2026}}}"
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x", "base+o"), [0.1, 0.1, 0.3, 0.3]))
  }
}

@Suite struct DistributionTests {
  @Test(
    arguments: [
      ("value", "4", 4, 4, 4), ("triangular", "[1, 3, 4]", 1, 3, 4), ("pert", "[1, 3, 4]", 1, 3, 4),
      ("uniform", "[1, 4]", 1, 2.5, 4),
      ("normal", "{mean: 10, sd: 1}", 10 - 1.6448536269514722, 10, 10 + 1.6448536269514722),
      (
        "split_normal", "{mode: 10, below: 1, above: 2}", 10 - 1.6448536269514722, 10,
        10 + 2 * 1.6448536269514722
      ),
      ("lognormal", "{median: 10, sigma: 0}", 10, 10, 10),
      ("bernoulli", "0.4", 0, 0, 1), ("bernoulli", "0.6", 0, 1, 1),
      ("discrete", "{1: 0.2, 5: 0.5, 9: 0.3}", 1, 5, 9), ("empirical", "sample", 1, 3, 8),
    ] as [(String, String, Double, Double, Double)]
  )
  func `a parameter runs at its mode and keeps its range`(
    kind: String,
    arguments: String,
    low: Double,
    mode: Double,
    high: Double
  ) throws {
    var data = SmallData()
    try data.add("sample", "1", from: 2020, [8, 1, nil, 3])
    let run = ModelRun(
      smallModel(
        parameters:
          "p: {\(kind): \(arguments), unit: 1, title: P, reason: Because, judge: J, date: 2026-01-01}",
        variables: "x: {value: p, unit: 1}"
      ),
      data: data
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x"), [mode, mode, mode, mode]))
    let assumption = try #require(run.results?.assumptions.first)
    #expect(isClose([assumption.low, assumption.mode, assumption.high], [low, mode, high]))
    #expect(assumption.distribution == kind)
    #expect(assumption.reason[""]?.text == "Because")
    #expect(assumption.judge == "J")
    #expect(assumption.date == "2026-01-01")
  }

  @Test func `bounds hold the mode and the range`() {
    let summary = DistributionSummary(.normal, [10, 1], bounds: 10.5...11)
    #expect(summary?.low == 10.5)
    #expect(summary?.mode == 10.5)
    #expect(summary?.high == 11)
  }

  @Test(
    arguments: [
      (.triangular, [3, 1, 4]), (.triangular, [1, 5, 4]), (.uniform, [4, 1]), (.normal, [1, -1]),
      (.lognormal, [0, 1]), (.bernoulli, [1.5]), (.discrete, [1, -0.5]),
      (.splitNormal, [1, -1, 1]),
    ] as [(Distribution.Kind, [Double])]
  )
  func `numbers that contradict each other are no distribution`(
    kind: Distribution.Kind,
    values: [Double]
  ) {
    #expect(DistributionSummary(kind, values) == nil)
  }
}

@Suite struct ScenarioTests {
  @Test func `a scenario without settings equals the baseline`() {
    let run = ModelRun(
      smallModel(
        events: treaty(),
        variables: "x: {value: \"left / 1 'year'\", unit: 1}",
        scenarios: "base: {title: Base}\nsame: {title: Same}",
        to: 2042
      )
    )
    #expect(run.problems == [])
    #expect(run.path("x", "same") == run.path("x", "base"))
    #expect(run.results?.comparison(of: "x", in: "same", at: 2042)?.difference == 0)
  }

  @Test func `the treaty's years and chances come out as cubes`() throws {
    let run = ModelRun(
      smallModel(
        events: treaty(chance: "p", regular: "70%"),
        variables: "x: {value: \"if(stands, 1, 0)\", unit: 1}",
        to: 2042
      ).replacing(
        "events:",
        with:
          "parameters:\n  p: {triangular: [5%, 15%, 35%]}\nleaves: {by: confirmed_in, missing: {en: never}}\nevents:"
      )
    )
    #expect(run.problems == [])
    let stands = run.path("stands")
    #expect(stands[11] == 1)
    let chance = try #require(stands[12])
    #expect((chance * 1000).rounded() == 768)
    // A variable of each outcome, weighted by the outcomes' chances.
    #expect(run.path("x") == stands)
    let leaves = try #require(run.results?.leaves)
    let ids = (2027...2035).map { String($0) } + ["none"]
    #expect(leaves.map(\.id) == ids)
    #expect(leaves.last?.title["en"] == "never")
    let total = leaves.reduce(0) { $0 + $1.probability }
    #expect(abs(total - 1) < 1e-12)
    // In its own class the treaty stands in 2036 for sure, or surely not.
    let chances: [Double?] = leaves.map { $0.paths["x"]?[12] ?? nil }
    #expect(chances == Array(repeating: 1.0, count: 9) + [0.0])
    let cube = try #require(run.results?.cubes["confirmed_in"])
    #expect(cube.axes.map(\.name) == ["scenario", "leaf"])
    let first = try #require(cube[0])
    #expect(abs(first - 0.15) < 1e-12)
    let left = try #require(run.path("left")[0])
    #expect(abs(left - 12) < 1e-12)
  }

  @Test func `every outcome is computed from the first year in which it differs`() throws {
    let run = ModelRun(
      smallModel(
        events: treaty(chance: "30%", regular: "60%"),
        variables: """
          x: {value: "left / 1 'year'", unit: 1}
          y: {value: "left / 1 'year' + default(lag(x, 2), 0)", unit: 1}
          """,
        outputs: "x: {}\ny: {}",
        to: 2042
      )
    )
    #expect(run.problems == [])
    let (left, x, y) = (run.path("left"), run.path("x"), run.path("y"))
    for year in left.indices {
      let own = try #require(left[year])
      let before: Double = year < 2 ? 0 : try #require(left[year - 2])
      // Means of a hundred outcomes, summed in another order.
      #expect(abs(try #require(x[year]) - own) < 1e-9, "\(2024 + year)")
      #expect(abs(try #require(y[year]) - own - before) < 1e-9, "\(2024 + year)")
    }
  }

  @Test func `settings replace keys deep, and a scenario may start from another`() {
    let run = ModelRun(
      smallModel(
        drivers: "d: {path: {2024: 1, 2026: 5}, hold: true, unit: 1}\ne: {value: 1, unit: 1}",
        variables: "x: {value: d * e, unit: 1}",
        scenarios: """
          base: {title: Base}
          one: {title: One, set: {d: {path: {2025: 3}}}}
          two: {title: Two, from: one, set: {e: {value: 10}}}
          three: {title: Three, set: {e: {path: {2024: 2}, then: {growth: 100%}}}}
          """
      )
    )
    #expect(run.problems == [])
    #expect(isClose(run.path("x", "base"), [1, 1, 5, 5]))
    #expect(isClose(run.path("x", "one"), [1, 3, 5, 5]))
    #expect(isClose(run.path("x", "two"), [10, 30, 50, 50]))
    #expect(isClose(run.path("x", "three"), [2, 4, 40, 80]))
  }

  @Test
  func
    `an assumed outcome changes the path, and a counterfactual one may contradict what was seen`()
    throws
  {
    let run = ModelRun(
      smallModel(
        events: treaty(),
        variables: "x: {value: \"left / 1 'year'\", unit: 1}",
        scenarios: """
          base: {title: Base}
          settled: {title: Settled, set: {treaty: {assumed: [{date: 2027-07-01, outcome: confirmed}]}}}
          extended: {title: E, counterfactual: true, set: {treaty: {assumed: [{date: 2026-07-01, outcome: confirmed}]}}}
          expiry: {title: Expiry, set: {treaty: {chance: {after_failure: 0%}}}}
          """,
        to: 2036
      )
    )
    #expect(run.problems == [])
    #expect(run.path("x", "settled")[3] == 16)
    #expect(run.path("x", "extended")[2] == 16)
    #expect(run.path("x", "expiry").last == .some(0))
    let runs = try #require(run.results?.runs)
    #expect(runs.map(\.isCounterfactual) == [false, false, true, false])
    #expect(runs.map(\.outcomeCount)[3] == 1)
  }

  @Test(
    arguments: [
      ("", ["base", "other", "base+o", "base+p"]),
      ("run: {scenarios: all, overlays: none}\n", ["base", "other"]),
      ("run: {scenarios: [other]}\n", ["base", "other", "base+o", "base+p"]),
      (
        "run: {overlays: each-on-every}\n",
        ["base", "other", "base+o", "base+p", "other+o", "other+p"]
      ),
      (
        "run: {overlays: none, also: [[other, o, p], [o, p], [p]]}\n",
        ["base", "other", "other+o+p", "base+o+p", "base+p"]
      ),
    ]
  )
  func `the runs are those that are asked for`(rest: String, ids: [String]) {
    let run = ModelRun(
      smallModel(
        drivers: "d: {value: 1, unit: 1}",
        variables: "x: {value: d, unit: 1}",
        scenarios: "base: {title: Base}\nother: {title: Other, set: {d: {value: 2}}}",
        overlays: "o: {title: O, set: {d: {add: 1}}}\np: {title: P, set: {d: {times: 2}}}",
        rest: rest
      )
    )
    #expect(run.problems == [])
    #expect(run.results?.runs.map(\.id) == ids)
  }

  @Test func `a comparison has level, difference, per cent, sums, rank and the year of divergence`()
    throws
  {
    let run = ModelRun(
      smallModel(
        drivers: "d: {value: 100, unit: 1}",
        variables: "x: {value: d, unit: 1}",
        overlays: """
          high: {title: High, set: {d: {add: 10, from: 2025}}}
          low: {title: Low, set: {d: {add: -1, from: 2025}}}
          """,
        outputs: "x: {better: up, diverges: 2%}"
      )
    )
    let results = try #require(run.results)
    let high = try #require(results.comparison(of: "x", in: "base+high", at: 2026))
    #expect(high.level == 110)
    #expect(high.difference == 10)
    #expect(abs(try #require(high.percent) - 10) < 1e-9)
    #expect(high.cumulated == 20)
    let discounted: Double = 10 / 1.1 + 10 / 1.21
    #expect(abs(try #require(high.discounted) - discounted) < 1e-9)
    #expect(high.rank == 1)
    #expect(high.divergence == 2025)
    let low = try #require(results.comparison(of: "x", in: "base+low", at: 2026))
    #expect(low.rank == 3)
    #expect(low.divergence == nil)
    #expect(results.comparison(of: "x", in: "base", at: 2026)?.rank == 2)
    #expect(results.comparison(of: "y", in: "base", at: 2026) == nil)
    #expect(results.comparison(of: "x", in: "base", at: 2030) == nil)
  }

  @Test func `the first year is estimated and later ones are forecasts of the own model`() throws {
    let cube = try #require(ModelRun(smallModel()).results?.cubes["x"])
    #expect(cube.statuses == [.estimated, .forecast, .forecast, .forecast])
    #expect(cube.sources == [ScenarioResults.sourceID])
    #expect(cube.axes.map(\.name) == ["scenario"])
    #expect(cube.time == .series([.year(2024), .year(2025), .year(2026), .year(2027)]))
  }

  @Test func `an output's own formula is computed in every outcome and then averaged`() throws {
    let run = ModelRun(
      smallModel(
        events: treaty(chance: "50%"),
        variables: "x: {value: \"if(stands, 1, 3)\", unit: 1}",
        outputs: "x: {}\nsquare: {value: \"x * x\", unit: percent}",
        to: 2036
      )
    )
    #expect(run.problems == [])
    let never = 1 / 512.0
    let expected: Double = 100 * (9 * never + (1 - never))
    let square = try #require(run.path("square").last ?? nil)
    #expect(abs(square - expected) < 1e-9)
  }
}
