import Diagnostics
import Indicators
import TestSupport
import Testing

@Suite struct ClaimRuleTests {
  private let parts = indicator(
    "parts",
    over: [("mineral", ["gold", "zinc"])],
    years(2022...2024),
    "t",
    "10 20 30 5 5 5"
  )

  private func total(_ cells: String, _ unit: String = "t") -> Indicator {
    indicator("total", years(2022...2024), unit, cells)
  }

  @Test(arguments: [
    ("sum(parts, over:mineral) == total", "15 25 35", ""),
    ("sum(parts, over:mineral) == total", "15 25 36", "36"),
    ("sum(parts, over:mineral) != total", "14 24 34", ""),
    ("sum(parts, over:mineral) != total", "14 25 34", "25"),
    ("sum(parts, over:mineral) <= total", "15 26 99", ""),
    ("sum(parts, over:mineral) < total", "15 26 99", "15"),
    ("sum(parts, over:mineral) >= total", "15 1 1", ""),
    ("sum(parts, over:mineral) > total", "14 25 1", "25"),
    ("total >= 0 and total <= 40 't'", "0 40 39", ""),
    ("total >= 0 and total <= 40 't'", "-1 41 39", "41 -1"),
    ("not (total > 40 't')", "1 41 1", "41"),
    // A missing cell is neither true nor false.
    ("sum(parts, over:mineral) == total", "15 x 35", ""),
  ])
  func `a check fails where its formula is false, and shows the records`(
    check: String,
    cells: String,
    wrong: String
  ) throws {
    let run = try ChecksRun("- {title: T, check: \"\(check)\"}", [parts, total(cells)])
    #expect(run.list.all.map(\.id) == (wrong.isEmpty ? [] : ["checks.false"]), "\(run.list.all)")
    let records = run.places.map { $0.replacing("total.csv ", with: "") }
    #expect(Set(records) == Set(wrong.split(separator: " ").map(String.init)))
  }

  @Test(arguments: [
    ("within: 1%", "15.1 25 35", true), ("within: 1%", "15.2 25 35", false),
    ("within: 0.2", "15.2 25 35", true), ("within: 0.2", "15.3 25 35", false),
    ("within: 200 kg", "15.2 25 35", true), ("within: 200 kg", "15.3 25 35", false),
  ])
  func `sides may lie apart by a share of the right one, or by a distance`(
    within: String,
    cells: String,
    holds: Bool
  ) throws {
    for formula in ["sum(parts, over:mineral) == total", "sum(parts, over:mineral) >= total"] {
      let run = try ChecksRun(
        "- {title: T, check: \"\(formula)\", \(within)}",
        [parts, total(cells)]
      )
      #expect(run.list.all.isEmpty == holds, "\(formula)")
    }
  }

  @Test(arguments: [
    ("==", "101", "100", true), ("==", "99", "100", true), ("==", "102", "100", false),
    (">=", "99", "100", true), (">=", "98", "100", false), ("<=", "101", "100", true),
    ("<=", "102", "100", false), ("<", "100.5", "100", true), (">", "99.5", "100", true),
  ])
  func `a share of the right side is as wide below zero as above`(
    symbol: String,
    left: String,
    right: String,
    holds: Bool
  ) throws {
    let mirrored = [">=": "<=", "<=": ">=", "<": ">", ">": "<"][symbol] ?? symbol
    for (symbol, sign) in [(symbol, ""), (mirrored, "-")] {
      let run = try ChecksRun(
        "- {title: T, check: \"one \(symbol) other\", within: 1%}",
        [
          indicator("one", ["2024"], "t", sign + left),
          indicator("other", ["2024"], "t", sign + right),
        ]
      )
      #expect(run.list.all.isEmpty == holds, "\(sign)\(left) \(symbol) \(sign)\(right)")
    }
  }

  @Test func `percentages lie apart by points`() throws {
    let share = indicator("share", ["2024"], "percent of GDP", "50.4", kind: .rate)
    func run(_ within: String) throws -> ChecksRun {
      try ChecksRun("- {title: T, check: share == 50%, within: \(within)}", [share])
    }
    #expect(try run("0.5 pp").list.all.isEmpty)
    #expect(try run("0.3 pp").notes == ["2024: 50.4% == 50%, apart by 0.400\u{A0}pp (0.80%)"])
    #expect(try run("1 t").list.all.map(\.id) == ["checks.within"])
  }

  @Test func `the worst cell is that of the largest gap for its size`() throws {
    let run = try ChecksRun(
      "- {title: T, check: \"total == other\"}",
      [total("1010 2 5"), indicator("other", years(2022...2024), "t", "1000 1 0")]
    )
    #expect(run.notes.map { $0.prefix(4) } == ["2024", "2023", "2022"])
  }

  @Test func `a cell where two parts of a claim are false counts once`() throws {
    let run = try ChecksRun(
      "- {title: T, check: \"total > 20 't' and total > 30 't'\"}",
      [total("10 25 40")]
    )
    #expect(run.list.all.first?.message == "check 'T': is not true in 2 of 3 cells")
    #expect(run.notes.map { $0.prefix(4) } == ["2022", "2022", "2023"])
  }

  @Test(arguments: [("\"a\" == \"a\"", true), ("\"a\" == \"b\"", false)])
  func `texts are the same or not`(check: String, holds: Bool) throws {
    let run = try ChecksRun("- {title: T, check: '\(check)'}", [])
    #expect(run.list.all.map(\.message) == (holds ? [] : ["check 'T': is not true"]))
  }

  @Test func `a failure with many cells shows ten, one that is waived three`() throws {
    let many = indicator(
      "many",
      years(2001...2024),
      "t",
      (1...24).map { "\($0)" }.joined(separator: " ")
    )
    let failing = try ChecksRun("- {title: T, range: many, to: 0}", [many])
    #expect(failing.notes.count == 11 && failing.notes.last == "and 14 more")
    #expect(failing.notes.first == "2024: 24")
    let waived = try ChecksRun(
      "- {title: T, range: many, to: 0, waive: {reason: r, by: b, until: 2026-11-30}}",
      [many]
    )
    #expect(waived.notes.count == 4)
  }

  @Test func `a failure says both sides, the gap and the cells, worst first`() throws {
    let run = try ChecksRun(
      "- {title: Parts, check: \"①sum(parts, over:mineral) == total\"}",
      [parts, total("16 25 70")]
    )
    #expect(run.problems == ["① checks.false"])
    let diagnostic = try #require(run.list.all.first)
    #expect(diagnostic.message == "check 'Parts': is not true in 2 of 3 cells")
    #expect(diagnostic.rule == "Parts")
    #expect(
      run.notes == [
        "2024: 35 == 70, apart by 35 (50%)", "2022: 15 == 16, apart by 1 (6.2%)",
      ]
    )
    #expect(diagnostic.value == "35 == 70, apart by 35 (50%)")
    #expect(run.places == ["total.csv 70", "total.csv 16"])
  }

  @Test func `the record is that of the member which the formula picks`() throws {
    let run = try ChecksRun(
      "- {title: T, check: \"parts[zinc] < part + part\"}",
      [parts, indicator("other", ["2022"], "t", "1")],
      ratios: "part: parts[mineral:zinc] / 2.1\n"
    )
    #expect(run.places == ["parts.csv 5", "parts.csv 5", "parts.csv 5"])
    #expect(
      run.list.all.first?.notes.compactMap(\.span?.range.lowerBound) == [16, 18, 20]
    )
  }

  @Test func `missing cells fail where the check says so`() throws {
    let yaml = "- {title: T, check: \"①sum(parts, over:mineral) == total\", missing: fail}"
    let run = try ChecksRun(yaml, [parts, total("15 x 35")])
    #expect(run.problems == ["① checks.missing"])
    #expect(run.notes == ["2023: missing"])
  }

  @Test func `a check that finds no value anywhere fails`() throws {
    let run = try ChecksRun("- {title: T, check: ①total > 0}", [total("x x x")])
    #expect(run.problems == ["① checks.empty"])
  }

  @Test func `rounding in the last digits is no difference`() throws {
    let tenths = indicator(
      "tenths",
      over: [("part", ["a", "b", "c"])],
      ["2024"],
      "t",
      "0.1 0.2 0.3"
    )
    let all = indicator("all", ["2024"], "t", "0.6")
    let run = try ChecksRun(
      "- {title: T, check: \"sum(tenths, over:part) == all\"}",
      [tenths, all]
    )
    #expect(run.list.all.isEmpty)
  }

  @Test func `thirty broken identities are all found`() throws {
    let seed: UInt64 = 20_261_124
    var random = SplitMix64(seed: seed)
    for round in 1...30 {
      let (members, count) = (Int.random(in: 2...6, using: &random), 10)
      var cells: [[Double]] = (0..<members).map { _ in
        (0..<count).map { _ in (Double.random(in: 10...5000, using: &random) * 10).rounded() / 10 }
      }
      let totals = (0..<count).map { year in cells.reduce(0) { $0 + $1[year] } }
      let (member, year) = (
        Int.random(in: 0..<members, using: &random), Int.random(in: 0..<count, using: &random)
      )
      // A break of at least 1 % of the total, twice what the check allows.
      let slip = totals[year] * Double.random(in: 0.01...0.5, using: &random)
      cells[member][year] += Bool.random(using: &random) ? slip : -slip
      let broken = indicator(
        "output",
        over: [("mineral", (0..<members).map { "m\($0)" })],
        years(2015...2024),
        "t",
        cells.joined().map { "\($0)" }.joined(separator: " ")
      )
      let total = indicator(
        "output_total",
        years(2015...2024),
        "t",
        totals.map { "\($0)" }.joined(separator: " ")
      )
      let run = try ChecksRun(
        "- {title: T, check: \"sum(output, over:mineral) == output_total\", within: 0.5%}",
        [broken, total]
      )
      #expect(run.list.all.map(\.id) == ["checks.false"], "seed \(seed), round \(round)")
      #expect(run.notes.count == 1, "seed \(seed), round \(round)")
      #expect(run.notes.first?.hasPrefix("\(2015 + year): ") == true, "seed \(seed), \(round)")
    }
  }
}
