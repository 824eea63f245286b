import FoundationEssentials
import Testing

/// A way to fail: what is changed in the bakery's folder, and what is said about it.
struct WayToFail: Sendable, CustomTestStringConvertible {
  let name: String
  let file: String
  let old: String
  let new: String
  let status: Int32

  /// The diagnostic as standard error shows it, whole.
  let said: String

  var testDescription: String { name }
}

private let waysToFail = [
  WayToFail(
    name: "a misspelt indicator",
    file: "report.en.md",
    old: "{{ price @ latest | 0.00 }} dollars",
    new: "{{ prise @ latest | 0.00 }} dollars",
    status: 65,
    said: """
      bakery/report.en.md:11:4: error: nothing is called 'prise' [formulas.unknown-name]
         |
      11 | {{ prise @ latest | 0.00 }} dollars.
         |    ^~~~~ expected an indicator, a ratio or a variable
         = help: did you mean 'price'?
      """
  ),
  WayToFail(
    name: "a text in a number column",
    file: "data/output.csv",
    old: "loaves,rye,2023,1400,",
    new: "loaves,rye,2023,n.d.,",
    status: 65,
    said: """
      bakery/data/output.csv:4:17: error: 'n.d.' is not a number [ingestion.number]
        |
      4 | loaves,rye,2023,n.d.,kg,A,
        |                 ^~~~ expected a decimal number or nothing
        = note: the column 'value' holds numbers
        = help: leave the field empty to mark a missing value, or name the mark in 'missingValues'
      """
  ),
  WayToFail(
    name: "a day outside the edition",
    file: "report.en.md",
    old: "edition: 2024-12",
    new: "edition: 2024-12\ndate: 2025-01-02",
    status: 65,
    said: """
      bakery/report.en.md:6:7: error: '2025-01-02' is no day of the edition 2024-12 [editions.day]
        |
      6 | date: 2025-01-02
        |       ^~~~~~~~~~ expected a day from 2024-12-01 to 2024-12-31
      """
  ),
  // Pages are set in passes; what a chart says in the first must not be lost in the last.
  WayToFail(
    name: "a chart's unknown key",
    file: "report.en.md",
    old: "data: loaves\n```\n\n```table",
    new: "data: loaves\ncolour: red\n```\n\n```table",
    status: 65,
    said: """
      bakery/report.en.md:18:1: error: the chart has no key 'colour' [charts.unknown-key]
         |
      18 | colour: red
         | ^~~~~~ not known here
      """
  ),
  WayToFail(
    name: "a chart in centimetres",
    file: "report.en.md",
    old: "data: loaves\n```\n\n```table",
    new: "data: loaves\nsize: {width: 16, height: 9}\n```\n\n```table",
    status: 65,
    said: """
      bakery/report.en.md:18:7: error: the size is none that a chart can have [charts.size]
         |
      18 | size: {width: 16, height: 9}
         |       ^~~~~~~~~~~~~~~~~~~~~~ expected a width of 60 to 486 and a height of 30 to 700 points
      """
  ),
  WayToFail(
    name: "a missing file",
    file: "datapackage.yaml",
    old: "path: data/output.csv",
    new: "path: data/outputs.csv",
    status: 66,
    said: """
      bakery/datapackage.yaml:5:11: error: the file 'bakery/data/outputs.csv' can't be read \
      [ingestion.missing-file]
        |
      5 |     path: data/outputs.csv
        |           ^~~~~~~~~~~~~~~~ no such file in the folder
        = help: write 'data/output.csv'
      """
  ),
  WayToFail(
    name: "kilograms added to dollars",
    file: "ratios.yaml",
    old: "formula: takings / sum(loaves, over:bread)",
    new: "formula: takings + sum(loaves, over:bread)",
    status: 65,
    said: """
      bakery/ratios.yaml:3:20: error: can't add 'USD, nominal' and 'kg' [formulas.unit]
        |
      3 |   formula: takings + sum(loaves, over:bread)
        |                    ^ they measure different things
      """
  ),
  WayToFail(
    name: "a colon and a space in a plain value",
    file: "ratios.yaml",
    old: "formula: takings / sum(loaves, over:bread)",
    new: "formula: takings / sum(loaves, over: bread)",
    status: 78,
    said: """
      bakery/ratios.yaml:3:38: error: mapping values are not allowed in this context (YAML) \
      [settings.syntax]
        |
      3 |   formula: takings / sum(loaves, over: bread)
        |                                      ^
        = help: a value that holds a colon and a space has to be quoted; in an expression write \
      'geo:MEX' without the space, or quote the whole
      """
  ),
  WayToFail(
    name: "an unknown key",
    file: "ratios.yaml",
    old: "decimals: 2",
    new: "decimal: 2",
    status: 78,
    said: """
      bakery/ratios.yaml:5:3: error: a ratio has no key 'decimal' [settings.unknown-key]
        |
      5 |   decimal: 2
        |   ^~~~~~~ did you mean 'decimals'?
        = note: its keys are decimals, formula, over, title, unit, zero
        = help: write 'decimals'
      """
  ),
  WayToFail(
    name: "a wrong ratio that nothing uses",
    file: "ratios.yaml",
    old: "  decimals: 2",
    new: "  decimals: 2\nunused: takings - loaves[rye]",
    status: 65,
    said: """
      bakery/ratios.yaml:6:17: error: can't subtract 'USD, nominal' and 'kg' [formulas.unit]
        |
      6 | unused: takings - loaves[rye]
        |                 ^ they measure different things
      """
  ),
  WayToFail(
    name: "a name that means two things",
    file: "ratios.yaml",
    old: "  decimals: 2",
    new: "  decimals: 2\ntakings: loaves[rye]",
    status: 65,
    said: """
      bakery/ratios.yaml:6:1: error: 'takings' already names something else \
      [formulas.duplicate-name]
        |
      6 | takings: loaves[rye]
        | ^~~~~~~
        = note: the first one is here (bakery/datapackage.yaml:12:9)
      """
  ),
  WayToFail(
    name: "a claim that does not hold",
    file: "report.en.md",
    old: "claim: rye_share @ latest > rye_share @ 2021",
    new: "claim: rye_share @ latest < rye_share @ 2021",
    status: 65,
    said: """
      bakery/report.en.md:16:8: error: the claim 'rye_share @ latest < rye_share @ 2021' does not \
      hold [documents.claim]
         |
      16 | claim: rye_share @ latest < rye_share @ 2021
         |        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ 0.417 \
      (2024) < 0.333 (2021)
         = note: it stands behind 'Rye makes 42% of the bread'
      """
  ),
]

@Suite struct FailureTests {
  @Test(arguments: waysToFail)
  func `what is wrong is shown in its place, and the last edition stands`(way: WayToFail) throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    #expect(try veta(["build", "bakery"], in: folder.path).status == 0)
    let before = try folder.files("Reports/bakery/latest")
    #expect(!before.isEmpty)

    try folder.replace(way.old, with: way.new, in: "bakery/\(way.file)")
    let run = try veta(["build", "bakery"], in: folder.path)
    #expect(run.status == way.status)
    #expect(run.errors.contains(way.said + "\n"), "said: \(run.errors)")
    #expect(run.errors.hasSuffix("nothing was published, the last edition stands\n"))
    #expect(try folder.files("Reports/bakery/latest") == before)

    let check = try veta(["check", "bakery"], in: folder.path)
    #expect(check.status == way.status)
    #expect(check.errors == run.errors)
  }

  @Test func `all that is wrong is said in one run`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    let names = [
      "a misspelt indicator", "a text in a number column", "kilograms added to dollars",
    ]
    let ways = waysToFail.filter { names.contains($0.name) }
    for way in ways { try folder.replace(way.old, with: way.new, in: "bakery/\(way.file)") }
    let run = try veta(["build", "bakery"], in: folder.path)
    #expect(run.status == 65)
    for way in ways {
      // A ratio that has a wrong unit is told where it stands, not where it is used.
      #expect(run.errors.contains(way.said), "\(way.name): \(run.errors)")
    }
    #expect(run.errors.contains("3 errors; "))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/Reports"))
  }

  @Test func `ten wrong expressions are ten errors, whatever is wrong with each`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    let wrong = [
      ("price +", "formulas.syntax"), ("prise @ latest", "formulas.unknown-name"),
      ("loaves[rey] @ latest", "formulas.member"), ("loaves[rye]", "documents.one-value"),
      ("takings @ 1990", "formulas.no-period"), ("takings + price @ 2024", "formulas.unit"),
      ("takings @ 2024 | 0%", "documents.wording"), ("takings @ 2024 | lots", "documents.format"),
      ("takings @ 2024 2023", "formulas.syntax"), ("$crumb", "formulas.parameter"),
    ]
    try folder.replace(
      "dollars.\n",
      with: "dollars.\n\n" + wrong.map { "{{ \($0.0) }}\n" }.joined(),
      in: "bakery/report.en.md"
    )
    try folder.replace(
      "claim: rye_share @ latest >",
      with: "claim: rye_share @ latest <",
      in: "bakery/report.en.md"
    )
    // One ratio that can't be read, one that uses it, one that is wrong by itself.
    try folder.replace(
      "  decimals: 2",
      with: "  decimals: 2\nhalf: price /\nuses_half: half * 2\nodd: takings - loaves[rye]",
      in: "bakery/ratios.yaml"
    )
    try folder.replace(
      "in 2024, and",
      with: "in 2024 {{ uses_half @ latest }}{{ half }}, and",
      in: "bakery/report.en.md"
    )
    let run = try veta(["check", "bakery"], in: folder.path)
    let ids = wrong.map(\.1) + ["documents.claim", "formulas.syntax", "formulas.unit"]
    let found = run.errorLines.filter { $0.contains(": error: ") }
      .compactMap { $0.split(separator: "[").last?.dropLast() }
    #expect(found.map(String.init).sorted() == ids.sorted(), "said: \(run.errors)")
    #expect(run.status == 65)
  }

  @Test func `a mistake in one file hides none of another, and what follows from it is not told`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    // The file is lost, and with it every name of the data: only what no data could mend is told.
    try folder.replace("path: data/", with: "path: date/", in: "bakery/datapackage.yaml")
    try folder.replace("decimals: 2", with: "decimal: 2", in: "bakery/ratios.yaml")
    try folder.replace("price @ latest | 0.00", with: "price +", in: "bakery/report.en.md")
    try folder.replace("rows: bread", with: "row: bread", in: "bakery/report.en.md")
    let run = try veta(["check", "bakery"], in: folder.path)
    let found = run.errorLines.filter { $0.contains(": error: ") }
      .compactMap { $0.split(separator: "[").last?.dropLast() }
    #expect(
      found.map(String.init).sorted() == [
        "formulas.syntax", "ingestion.missing-file",
        "settings.unknown-key", "settings.unknown-key",
      ],
      "said: \(run.errors)"
    )
  }

  @Test(arguments: [
    ("next: lag(path) * 2", ""), ("next: lag(path) *", "formulas.syntax"),
    ("next: lag(pth) * 2", "formulas.unknown-name"), ("next: [1]", "settings.type"),
    ("nxt: lag(path) * 2", "scenarios.equation settings.unknown-key"),
    ("next: a: b", "settings.syntax"),
  ])
  func `a model that can't be run is told of once, not wherever it is used`(
    line: String,
    expected: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    try folder.write(
      """
      model: {from: 2024, to: 2026, frequency: A, baseline: stay}
      parameters: {growth: {value: 1, unit: 1, title: Growth, reason: Guess}}
      variables:
        path:
          start: sum(loaves, over:bread) @ 2024
          \(line)
          unit: kg
          title: Path
      scenarios: {stay: {title: Stay}}
      outputs: {path: {compare: [level], better: up}}
      """,
      to: "bakery/scenarios.yaml"
    )
    try folder.replace(
      "dollars.\n",
      with: "dollars {{ path[scenario:stay] @ 2025 | 0 }} {{ pathh }}.\n\n```comparison\ntitle: C\n"
        + "outputs: [path]\nat: [2026]\nshow: level\n```\n\n```assumptions\ntitle: A\n```\n",
      in: "bakery/report.en.md"
    )
    // What has nothing to do with the model is told all the same.
    try folder.replace("rows: bread", with: "row: bread", in: "bakery/report.en.md")
    let run = try veta(["check", "bakery"], in: folder.path)
    let found = run.errorLines.filter { $0.contains(": error: ") }
      .compactMap { $0.split(separator: "[").last?.dropLast() }
    let own = ["settings.unknown-key"]
    let others = line == "next: a: b" ? [] : ["formulas.unknown-name"]
    let ids = expected.split(separator: " ").map(String.init) + own + others
    #expect(found.map(String.init).sorted() == ids.sorted(), "said: \(run.errors)")
  }

  @Test func `a name that is left out for its release is no unknown name`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    try folder.replace(
      "layout: tidy",
      with: "layout: tidy\n      published: 2025-01-01",
      in: "bakery/datapackage.yaml"
    )
    let run = try veta(["check", "bakery"], in: folder.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("warning: 'bakery/data/output.csv' is left out: the edition's day"))
    #expect(run.errors.contains("error: nothing is called 'loaves' [formulas.unknown-name]"))
    #expect(run.errors.contains("'loaves' is left out, since it is released on 2025-01-01 only"))
  }

  @Test func `a value that can't be read brings about no false claim`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    try folder.replace("rye,2021,1200", with: "rye,2021,n.d.", in: "bakery/data/output.csv")
    try folder.replace(
      "takings,,2024,11000",
      with: "takings,,2024,1.1.0",
      in: "bakery/data/output.csv"
    )
    try folder.replace("a kilogram brought\n", with: "{{ lovaes }}\n", in: "bakery/report.en.md")
    let run = try veta(["check", "bakery"], in: folder.path)
    let found = run.errorLines.filter { $0.contains(": error: ") }
      .compactMap { $0.split(separator: "[").last?.dropLast() }
    #expect(
      found.map(String.init).sorted() == [
        "formulas.unknown-name", "ingestion.number", "ingestion.number",
      ],
      "said: \(run.errors)"
    )
  }

  @Test func `a place that can't be made is exit 73`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in the way", to: "out")
    let run = try veta(["build", fixturesFolder + "/bakery", "-o", "out/deep"], in: folder.path)
    #expect(run.status == 73)
    #expect(run.errors.contains("error: cannot make the folder out: not a directory"))
    #expect(folder.text("out") == "in the way")
  }

  @Test func `a folder without a report is exit 66`() throws {
    let folder = try TemporaryFolder()
    try folder.write("indicator,period,value,unit\nx,2024,1,t\n", to: "f/x.csv")
    let run = try veta(["build", "f"], in: folder.path)
    #expect(run.status == 66)
    #expect(run.errors.contains("[editions.report]"))
  }
}
