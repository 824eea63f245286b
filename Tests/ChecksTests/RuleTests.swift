import Checks
import Diagnostics
import Indicators
import Testing

/// Ranges, coverage, uniqueness and freshness.
@Suite struct RuleTests {
  private let output = indicator(
    "output",
    over: [("geo", ["SON", "CHH"])],
    years(2020...2023),
    "t",
    "10 x x 40 5 6 7 8"
  )

  @Test(arguments: [
    ("from: 5, to: 40", []), ("from: 6", ["5"]), ("to: 9", ["40", "10"]),
    ("from: 6, to: 39", ["5", "40"]), ("from: 5000, to: 40000, unit: kg", []),
    ("from: 5000, to: 39999, unit: kg", ["40"]),
  ])
  func `a range fails where a value lies outside, the furthest first`(
    limits: String,
    wrong: [String]
  ) throws {
    let run = try ChecksRun("- {title: T, range: output, \(limits)}", [output])
    #expect(run.list.all.map(\.id) == (wrong.isEmpty ? [] : ["checks.range"]))
    #expect(Set(run.places) == Set(wrong.map { "output.csv \($0)" }))
  }

  @Test func `a limit without a year of prices is one for those of the values`() throws {
    let money = indicator("money", ["2024"], "million USD, constant 2018", "40")
    let keys = "range: ①money, to: 30, unit: million USD"
    #expect(try ChecksRun("- {title: T, \(keys)}", [money]).problems == ["① checks.range"])
    let other = "range: money, to: 30, unit: ①'million USD, nominal'"
    #expect(
      try ChecksRun("- {title: T, \(other)}", [money]).list.all.map(\.id) == ["checks.unit"]
    )
  }

  @Test func `missing values fail a range only where it says so`() throws {
    let keys = "range: ①output, from: 0"
    #expect(try ChecksRun("- {title: T, \(keys)}", [output]).list.all.isEmpty)
    let run = try ChecksRun("- {title: T, \(keys), missing: fail}", [output])
    #expect(run.problems == ["① checks.missing"])
    #expect(run.notes == ["SON, 2021: missing", "SON, 2022: missing"])
  }

  @Test func `a range says its limits and the values`() throws {
    let run = try ChecksRun("- {title: Size, range: ①output, from: 6, to: 30}", [output])
    #expect(run.problems == ["① checks.range"])
    #expect(
      run.list.all.first?.message
        == "check 'Size': 2 of 6 values lie outside 6 to 30 (t)"
    )
    #expect(run.notes == ["SON, 2023: 40", "CHH, 2020: 5"])
    #expect(run.list.all.first?.value == "40")
  }

  @Test(arguments: [
    ("", ["2021 to 2022, Sonora (the nearest record is that of 2020)"]),
    (", periods: 2020..2020", []),
    (
      ", periods: 2019..2023",
      [
        "2021 to 2022, Sonora (the nearest record is that of 2020)",
        "2019, Sonora, CHH (the nearest record is that of 2020)",
      ]
    ),
    (", except: [2021]", ["2022, Sonora (the nearest record is that of 2021)"]),
    (", except: [2021..2022]", []),
    (", except: [{geo: SON}]", []),
    (
      ", except: [{geo: SON, periods: 2021..2021}]",
      ["2022, Sonora (the nearest record is that of 2021)"]
    ),
    (", except: [{geo: CHH}]", ["2021 to 2022, Sonora (the nearest record is that of 2020)"]),
    (", members: {geo: [CHH]}", []),
    (", members: {geo: [CHH, DUR]}", ["2020 to 2023, DUR"]),
  ])
  func `coverage names the cells without a value as ranges`(
    keys: String,
    gaps: [String]
  ) throws {
    let run = try ChecksRun("- {title: T, coverage: ①output\(keys)}", [output])
    #expect(run.problems == (gaps.isEmpty ? [] : ["① checks.coverage"]))
    #expect(run.notes.sorted() == gaps.sorted(), "\(run.list.all)")
  }

  @Test(arguments: [
    ("", ["SON gold", "SON zinc", "CHH gold"]), ("{geo: SON}", ["CHH gold"]),
    ("{geo: SON, mineral: gold}", ["SON zinc", "CHH gold"]),
    ("{mineral: gold}", ["SON zinc"]), ("{geo: [SON, CHH], mineral: gold}", ["SON zinc"]),
    ("{geo: SON, mineral: gold, periods: 2020..2020}", ["SON gold", "SON zinc", "CHH gold"]),
    ("{geo: CHH, mineral: zinc}", ["SON gold", "SON zinc", "CHH gold"]),
  ])
  func `an exception is of the cells that all its keys name`(
    exception: String,
    gaps: [String]
  ) throws {
    let mined = indicator(
      "mined",
      over: [("geo", ["SON", "CHH"]), ("mineral", ["gold", "zinc"])],
      years(2020...2021),
      "t",
      "1 x 1 x 1 x 1 1"
    )
    let keys = exception.isEmpty ? "" : ", except: [\(exception)]"
    let run = try ChecksRun("- {title: T, coverage: mined\(keys)}", [mined])
    // `2021, Sonora gold, CHH gold (the nearest record is that of 2020)`.
    let named = gaps.map { ", " + $0.replacing("SON", with: "Sonora") }.joined()
    let place = " (the nearest record is that of 2020)"
    #expect(run.notes == (gaps.isEmpty ? [] : ["2021\(named)\(place)"]))
  }

  @Test(arguments: Status.allCases)
  func `a cell is covered by a value, or by a reason to have none`(status: Status) throws {
    let isCovered: Bool =
      switch status {
      case .actual, .provisional, .estimated, .forecast, .holiday, .notApplicable: true
      case .absent, .notCollected, .notAvailable, .confidential, .rejected, .undefined: false
      }
    let whole = indicator("whole", years(2020...2022), "t", "1 2 3")
    let cube = Cube(
      axes: [],
      time: whole.cube.time,
      unit: whole.cube.unit,
      values: [1, 2, 3],
      statuses: [.actual, status, .actual]
    )
    let one = Indicator(
      name: "one",
      title: nil,
      cube: cube,
      frequency: .annual,
      resource: "data",
      span: whole.span
    )
    let run = try ChecksRun("- {title: T, coverage: one}", [one])
    #expect(run.list.all.isEmpty == isCovered)
  }

  @Test func `the longest gap is told first, and gaps of one time count together`() throws {
    let years = years(2020...2026)
    let one = indicator("one", years, "t", "1 x 3 x x x 7")
    let place = "(the nearest record is that of"
    #expect(
      try ChecksRun("- {title: T, coverage: one}", [one]).notes
        == ["2023 to 2025 \(place) 2022)", "2021 \(place) 2020)"]
    )
    let cells = "1 x 3 x x 6 7 1 x 3 4 5 6 7 1 x 3 4 5 6 7"
    let three = indicator("three", over: [("geo", ["A", "B", "C"])], years, "t", cells)
    #expect(
      try ChecksRun("- {title: T, coverage: three}", [three]).notes
        == ["2021, A, B, C \(place) 2020)", "2023 to 2024, A \(place) 2022)"]
    )
  }

  @Test func `coverage counts quarters and shows the record before a gap`() throws {
    let periods = (2018...2020).flatMap { year in (1...4).map { "\(year)-Q\($0)" } }
    let quarters = indicator(
      "quarters",
      over: [("geo", ["SON"])],
      periods,
      "t",
      "1 2 3 4 5 x x x 9 10 11 12"
    )
    let run = try ChecksRun(
      "- {title: Whole, coverage: ①quarters, periods: 2018..2020}",
      [quarters]
    )
    #expect(run.problems == ["① checks.coverage"])
    #expect(run.notes == ["2019-Q2 to 2019-Q4, Sonora (the nearest record is that of 2019-Q1)"])
    #expect(run.places == ["quarters.csv 5"])
    #expect(run.list.all.first?.message == "check 'Whole': 3 of 12 cells have no value")
  }

  @Test func `a combination that no record mentions needs no value unless its members are named`()
    throws
  {
    let sparse = indicator(
      "sparse",
      over: [("geo", ["SON", "CHH"]), ("mineral", ["gold"])],
      years(2020...2021),
      "t",
      "1 2 - -"
    )
    let all = try ChecksRun("- {title: T, coverage: sparse}", [sparse])
    #expect(all.list.all.isEmpty)
    let named = try ChecksRun("- {title: T, coverage: sparse, members: {geo: CHH}}", [sparse])
    #expect(named.notes == ["2020 to 2021, CHH gold"])
  }

  @Test func `coverage of days asks for no weekend`() throws {
    // 2024-03-01 was a Friday.
    let days = (1...8).map { "2024-03-0\($0)" }
    let rate = indicator("rate", days, "MXN/USD", "1 x x 4 5 6 7 8")
    #expect(try ChecksRun("- {title: T, coverage: rate}", [rate]).list.all.isEmpty)
    let holed = indicator("rate", days, "MXN/USD", "1 x x 4 x 6 7 8")
    #expect(
      try ChecksRun("- {title: T, coverage: rate}", [holed]).notes == [
        "2024-03-05 (the nearest record is that of 2024-03-04)"
      ]
    )
    let march = "- {title: T, coverage: rate, periods: 2024-03-01..2024-03-08}"
    #expect(try ChecksRun(march, [rate]).list.all.isEmpty)
  }

  @Test(arguments: [
    ("1 2 3 4", "", []), ("1 2 3 1", "", ["1: SON, 2020; CHH, 2021"]),
    ("1 2 3 1", ", over: geo", []), ("1 2 1 4", ", over: geo", ["1: SON, 2020; CHH, 2020"]),
    ("1 2 1 4", ", over: period", []), ("1 1 3 4", ", over: period", ["1: SON, 2020; SON, 2021"]),
    ("x x 3 4", "", []),
  ])
  func `a value may not be there twice`(cells: String, over: String, found: [String]) throws {
    let place = indicator("place", over: [("geo", ["SON", "CHH"])], years(2020...2021), "t", cells)
    let run = try ChecksRun("- {title: T, unique: ①place\(over)}", [place])
    #expect(run.problems == (found.isEmpty ? [] : ["① checks.unique"]))
    #expect(run.notes == found)
  }

  @Test(arguments: [
    ("2025-06-30", true), ("2026-06-29", true), ("2026-06-30", true), ("2026-07-01", false),
  ])
  func `a series is stale when its last observed period ended too long ago`(
    date: String,
    isFresh: Bool
  ) throws {
    let gdp = indicator("gdp", years(2022...2026), "t", "1 2 3 4F x")
    let run = try ChecksRun(
      "- {title: T, fresh: ①gdp, max_age: P18M}",
      [gdp],
      date: date
    )
    #expect(run.problems == (isFresh ? [] : ["① checks.stale"]))
    if !isFresh {
      #expect(
        run.list.all.first?.message
          == "check 'T': 'gdp' is stale since 2026-07-01: last period 2024"
      )
      #expect(run.places == ["gdp.csv 3"])
    }
  }

  @Test(arguments: [
    ("2024-Q3", "P6M", "2025-03-31", true), ("2024-Q3", "P6M", "2025-04-01", false),
    ("2024-02", "P1M", "2024-03-31", true), ("2024-02", "P1M", "2024-04-01", false),
    ("2024-05-10", "P10D", "2024-05-20", true), ("2024-05-10", "P10D", "2024-05-21", false),
    ("2023", "P1Y6M", "2025-06-30", true), ("2023", "P2Y", "2026-01-01", false),
  ])
  func `whole months count from the day after the period`(
    period: String,
    age: String,
    date: String,
    isFresh: Bool
  ) throws {
    let run = try ChecksRun(
      "- {title: T, fresh: gdp, max_age: \(age)}",
      [indicator("gdp", [period], "t", "1")],
      date: date
    )
    #expect(run.list.all.isEmpty == isFresh)
  }

  @Test func `what the descriptor dates is checked without a rule, at its place`() throws {
    let gdp = indicator("gdp", years(2022...2023), "t", "1 2", maxAge: Age(months: 18))
    let run = try ChecksRun("[]", [gdp])
    #expect(run.problems == ["gdp.csv:1:1 checks.stale"])
    #expect(run.list.all.first?.rule == "Fresh: gdp")
    #expect(run.report.summary == "1 ran, 0 passed, 0 warned, 1 failed, 0 waived")
    #expect(try ChecksRun("[]", [gdp], date: "2025-06-30").report.summary.hasPrefix("1 ran, 1 pa"))
  }

  @Test func `of what could not be read whole nothing more is said`() throws {
    let gdp = indicator("gdp", years(2022...2023), "t", "1 2", maxAge: Age(months: 18))
    for open in [OpenNames(unknown: ["gdp"]), OpenNames(uncertain: ["gdp"])] {
      let run = try ChecksRun("- {title: T, range: gdp, to: 1}", [gdp], open: open)
      #expect(run.list.all.isEmpty)
      #expect(run.report.results.map(\.outcome) == [.notRun, .notRun])
    }
  }

  @Test func `a rule of its own takes the place of what the descriptor says`() throws {
    let gdp = indicator("gdp", years(2022...2023), "t", "1 2", maxAge: Age(months: 18))
    let run = try ChecksRun("- {title: T, fresh: gdp, max_age: P4Y}", [gdp])
    #expect(run.list.all.isEmpty)
    #expect(run.report.results.map(\.name) == ["T"])
    // Without an age of its own the descriptor's counts.
    #expect(try ChecksRun("- {title: T, fresh: ①gdp}", [gdp]).problems == ["① checks.stale"])
  }

  @Test func `forecasts can't be stale, and a series without any value is`() throws {
    let path = indicator("path", years(2020...2021), "t", "1F 2F", maxAge: Age(months: 1))
    #expect(try ChecksRun("[]", [path]).list.all.isEmpty)
    let empty = indicator("empty", years(2020...2021), "t", "x x", maxAge: Age(months: 1))
    #expect(
      try ChecksRun("[]", [empty]).list.all.map(\.message)
        == ["'empty' has no value that was observed"]
    )
  }
}
