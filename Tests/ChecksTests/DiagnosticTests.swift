import Checks
import Diagnostics
import Indicators
import Testing

@Suite struct DiagnosticTests {
  private let output = indicator(
    "output",
    over: [("geo", ["SON", "CHH"])],
    years(2020...2021),
    "t",
    "1 2 3 4"
  )

  @Test(arguments: [
    ("- {①title: T}", ["① checks.kind"]),
    ("- {title: T, ①range: output, check: output > 0, from: 1}", ["① checks.kind"]),
    ("- {title: T, check: output > 0 * output, ①from: 1}", ["① checks.key"]),
    ("- {title: T, range: output, from: 0, ①within: 1%}", ["① checks.key"]),
    ("- {title: T, check: output == output, within: ①much}", ["① checks.within"]),
    ("- {title: T, check: output == output, within: 2 ①tonn}", ["① formulas.unit-text"]),
    ("- {title: T, check: output == output, within: ①2 USD}", ["① checks.within"]),
    ("- {title: T, check: not (output == output), within: ①2 t}", ["① checks.within"]),
    ("- {title: T, check: ①output}", ["① checks.truth"]),
    ("- {title: T, check: '①\"a\"'}", ["① checks.truth"]),
    ("- {title: T, range: '①\"a\"', from: 1}", ["① checks.text"]),
    ("- {title: T, ①range: output}", ["① checks.limit"]),
    ("- {title: T, range: output, from: ①5, to: 4}", ["① checks.limit"]),
    ("- {title: T, range: output, from: 5, unit: ①USD}", ["① checks.unit"]),
    ("- {title: T, jump: ①output}", ["① checks.limit"]),
    ("- {title: T, jump: output, robust_z: ①-1}", ["① checks.limit"]),
    ("- {title: T, jump: output, percent: ①50}", ["① checks.limit"]),
    ("- {title: T, jump: output, percent: ①0%}", ["① checks.limit"]),
    ("- {title: T, coverage: output, periods: ①recent}", ["① checks.periods"]),
    ("- {title: T, coverage: output, periods: ①2020-01..2020-06}", ["① checks.periods"]),
    ("- {title: T, coverage: output, except: [①recent]}", ["① checks.periods"]),
    ("- {title: T, coverage: output, periods: ①2020-Q1..2021-Q4}", ["① checks.periods"]),
    ("- {title: T, coverage: output, except: [①2020-Q1..2020-Q2]}", ["① checks.periods"]),
    ("- {title: T, coverage: output, except: [①2031]}", ["① checks.periods"]),
    ("- {title: T, coverage: output, except: [{geo: ①SOM}]}", ["① checks.member"]),
    (
      "- {title: T, coverage: output, except: [{geo: [CHH, ①DUR], periods: 2020..2020}]}",
      ["① checks.member"]
    ),
    ("- {title: T, coverage: ①output @ 2020}", ["① checks.no-periods"]),
    ("- {title: T, coverage: output, members: {①goe: SON}}", ["① checks.dimension"]),
    ("- {title: T, unique: output, over: ①goe}", ["① checks.dimension"]),
    ("- {title: T, fresh: output, max_age: ①18}", ["① checks.age"]),
    ("- {title: T, fresh: ①output}", ["① checks.age"]),
    (
      "- {title: T, range: output, to: 9, waive: {reason: r, by: b, until: ①soon}}",
      ["① checks.waiver-day"]
    ),
    ("- {title: T, jump: output, robust_z: 8, ①robust: 8}", ["① settings.unknown-key"]),
    (
      "- {①titel: T, ②chek: output > 0}",
      ["① settings.unknown-key", "② settings.unknown-key"]
    ),
    ("- {title: T, check: output == output, within: \"①2 't'\"}", ["① checks.within"]),
    (
      "- {title: T, range: output, to: 9, waive: {reason: r, by: b, ①til: 2027-01-31}}",
      ["① settings.unknown-key"]
    ),
    ("- {title: T, check: ①outptu > 0}", ["① formulas.unknown-name"]),
    ("①output", ["① settings.type"]),
  ])
  func `what is wrong in checks.yaml is told at its place`(
    yaml: String,
    problems: [String]
  ) throws {
    let run = try ChecksRun(yaml, [output])
    for problem in problems { #expect(run.problems.contains(problem), "\(run.problems)") }
    #expect(run.list.all.count == problems.count, "\(run.problems)")
  }

  @Test(arguments: [
    "- {title: Shares of value are shares, check: \"world_share >= 0 and world_share <= 1\"}",
    "- {title: Parts make the total, check: \"sum(output, over:mineral) == output_total\", within: 0.5%}",
    "- {title: Every year since 2014, coverage: mining_investment, periods: 2014..2024, except: [2019], level: warn}",
    "- {title: Plausible, range: \"mine_production[silver]\", from: 0, to: 12000, unit: t}",
    "- {title: No slip of three zeros, jump: mine_production, robust_z: 8, against: last-edition}",
    "- {title: Fresh, fresh: gdp, max_age: P18M, waive: {reason: \"published late\", by: A. Editor, until: 2027-01-31}}",
  ])
  func `every example of the format is read and passes on data that are right`(
    yaml: String
  ) throws {
    let run = try ChecksRun(
      yaml,
      [
        indicator("world_share", years(2023...2024), "1", "0 1", kind: .rate),
        indicator("output", over: [("mineral", ["gold", "zinc"])], ["2024"], "t", "1 2"),
        indicator("output_total", ["2024"], "t", "3.01"),
        indicator(
          "mining_investment",
          years(2014...2024),
          "million USD, nominal",
          "1 2 3 4 5 x 7 8 9 10 11"
        ),
        indicator(
          "mine_production",
          over: [("mineral", ["silver", "gold"])],
          years(2023...2024),
          "t",
          "6300 6100 5 6"
        ),
        indicator("gdp", years(2023...2024), "USD, nominal", "5 6"),
      ]
    )
    let expected =
      yaml.contains("jump")
      ? ["checks.no-last-edition"] : yaml.contains("fresh") ? ["checks.stale"] : []
    #expect(run.list.all.map(\.id) == expected)
    #expect(!run.list.hasErrors)
    #expect(run.report.results.count == 1)
  }

  @Test(arguments: [
    ("3 million USD", []), ("'3 million USD, nominal'", []),
    ("'3 million USD, constant 2018'", ["checks.within"]), ("3 million MXN", ["checks.within"]),
    ("1 million USD", ["checks.false"]),
  ])
  func `a distance in money is in the prices of the values unless it says others`(
    within: String,
    ids: [String]
  ) throws {
    let money = ["2023", "2024"]
    let run = try ChecksRun(
      "- {title: T, check: one == other, within: \(within)}",
      [
        indicator("one", money, "million USD, nominal", "10 20"),
        indicator("other", money, "million USD, nominal", "12 22"),
      ]
    )
    #expect(run.list.all.map(\.id) == ids)
  }

  @Test(arguments: [
    ("max: 5", "the upper limit is 'to'"), ("min: 5", "the lower limit is 'from'"),
  ])
  func `the limits of a range have their names`(key: String, help: String) throws {
    let run = try ChecksRun("- {title: T, range: output, from: 0, to: 9, \(key)}", [output])
    #expect(run.list.all.map(\.help) == [help])
  }

  @Test func `a check of what could not be read is not run`() throws {
    let run = try ChecksRun("- {title: T, check: '①outptu > 0'}", [output])
    #expect(run.report.summary == "0 ran, 0 passed, 0 warned, 0 failed, 0 waived, 1 could not run")
  }

  @Test func `people and logs are told the same`() throws {
    let run = try ChecksRun(
      """
      - {title: Small, range: output, to: 2}
      - {title: Right, check: "output > 2 't'", level: warn}
      - {title: Whole, coverage: output, periods: 2019..2021}
      """,
      [output]
    )
    #expect(run.list.all.count == 3)
    for diagnostic in run.list.all {
      let json = diagnostic.json
      for text in [
        diagnostic.id, diagnostic.message, diagnostic.rule ?? "", diagnostic.value ?? "",
      ] {
        #expect(json.contains(jsonString(text)), "\(text)")
      }
      for note in diagnostic.notes {
        #expect(diagnostic.formatted.contains(note.text))
        #expect(json.contains(note.text))
      }
    }
  }
}
