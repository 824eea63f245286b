import FoundationEssentials
import Testing

@Suite struct CheckTests {
  /// The bakery with checks of its own.
  private func bakery(_ checks: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    try folder.write(checks, to: "bakery/checks.yaml")
    return folder
  }

  private let failing = """
    - {title: Little rye, range: "loaves[rye]", to: 1300}
    - {title: No loss, check: "sum(loaves, over:bread) >= lag(sum(loaves, over:bread))", level: warn}
    - {title: Dear bread, check: "price > 9 'USD/kg, nominal'"}
    - {title: Whole, coverage: loaves, periods: 2019..2024}
    - title: Takings
      range: takings
      to: 10500
      waive: {reason: "a good year", by: A. Baker, until: 2024-12-31}

    """

  @Test func `all failures of a run are told at once, at their places`() throws {
    let folder = try bakery(failing)
    let run = try veta(["check", "bakery"], in: folder.path)
    #expect(run.status == 65)
    #expect(run.output.contains("check: 7 ran, 2 passed, 1 warned, 3 failed, 1 waived"))
    let places = run.errorLines.filter { $0.hasSuffix("]") }.map { line in
      let words = line.split(separator: " ")
      return "\(words[0]) \(words[words.count - 1])"
    }
    let expected = [
      "bakery/checks.yaml:1:31: [checks.range]", "bakery/checks.yaml:2:28: [checks.false]",
      "bakery/checks.yaml:3:31: [checks.false]", "bakery/checks.yaml:4:28: [checks.coverage]",
      "bakery/checks.yaml:6:10: [checks.range]", "bakery/checks.yaml:8:10: [documents.waivers]",
    ]
    #expect(places == expected, "\(run.errors)")
    #expect(run.errors.contains("= note: 2024: 1,500 (bakery/data/output.csv:5:17)"))
    #expect(run.errors.contains("= note: 2019 to 2020, rye, wheat"))
    #expect(run.errors.contains("= note: waived by A. Baker until 2024-12-31: a good year"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/Reports"))
  }

  @Test func `data are checked before there is a report`() throws {
    let folder = try TemporaryFolder()
    try folder.write("indicator,period,value,unit\nbread,2024,1,t\n", to: "f/bread.csv")
    let fine = try veta(["check", "f"], in: folder.path)
    #expect(fine.status == 0, "\(fine.errors)")
    try folder.write("- {title: More, check: \"bread > 2 't'\"}\n", to: "f/checks.yaml")
    let broken = try veta(["check", "f"], in: folder.path)
    #expect(broken.status == 65)
    #expect(broken.errors.contains("f/checks.yaml:1:25: error:"), "\(broken.errors)")
    #expect(try veta(["build", "f"], in: folder.path).status == 66)
  }

  /// A diagnostic as a log shows it.
  private struct Line: Decodable {
    let id: String
    let severity: String
    let message: String
    let file: String?
    let line: Int?
    let column: Int?
    let label: String?
    let help: String?
    let notes: [String]?
    let rule: String?
    let value: String?

    /// The same as people are told it.
    var head: String {
      let place = file.map { "\($0):\(line ?? 0):\(column ?? 0): " } ?? ""
      return "\(place)\(severity): \(message) [\(id)]"
    }

    var details: [String] { (notes ?? []) + [label, help].compactMap(\.self) }
  }

  private func lines(of run: VetaRun) throws -> [Line] {
    try run.errors.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  @Test func `a log holds each of thirty mistakes that people are told, and no other`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in manyMistakes { try folder.write(text, to: "many/" + path) }
    let text = try veta(["check", "many"], in: folder.path)
    let json = try veta(["check", "many", "--log", "json"], in: folder.path)
    #expect(text.status == 65)
    #expect(json.status == 65)
    let lines = try lines(of: json)
    #expect(lines.map(\.head) == text.errorLines.filter { $0.hasSuffix("]") }.map(String.init))
    #expect(Set(lines.map(\.id)).count >= 30, "\(Set(lines.map(\.id)).sorted())")
    for line in lines {
      for detail in line.details { #expect(text.errors.contains(detail), "\(detail)") }
      #expect(line.file == nil || line.line != nil && line.column != nil)
    }
    let details = text.errorLines.filter { $0.contains("= note: ") || $0.contains("= help: ") }
    let told = lines.reduce(0) { $0 + ($1.notes?.count ?? 0) + ($1.help == nil ? 0 : 1) }
    #expect(details.count == told)
  }

  @Test func `logs are told the same as people`() throws {
    let folder = try bakery(failing)
    try folder.write(
      (folder.text("bakery/checks.yaml") ?? "") + "- {title: Lost, check: \"loafs > 0\"}\n",
      to: "bakery/checks.yaml"
    )
    let text = try veta(["check", "bakery"], in: folder.path)
    let json = try veta(["check", "bakery", "--log", "json"], in: folder.path)
    #expect(text.status == json.status)
    let lines = try lines(of: json)
    let heads = lines.map(\.head)
    #expect(heads.count == 7)
    #expect(heads == text.errorLines.filter { $0.hasSuffix("]") }.map(String.init))
    for line in lines {
      for detail in line.details { #expect(text.errors.contains(detail), "\(detail)") }
    }
    let checks = lines.filter { $0.id.hasPrefix("checks.") }
    #expect(checks.map(\.rule) == ["Little rye", "No loss", "Dear bread", "Whole", "Takings"])
    #expect(checks.map(\.value).first == "1,500")
    #expect(checks.allSatisfy { $0.value != nil })
  }

  @Test func `a build fails where a check does, and the last edition stands`() throws {
    let folder = try bakery("- {title: Little rye, range: \"loaves[rye]\", to: 9000}\n")
    #expect(try veta(["build", "bakery"], in: folder.path).status == 0)
    let first = try folder.files("Reports/bakery/latest")
    try folder.replace("to: 9000", with: "to: 1300", in: "bakery/checks.yaml")
    let run = try veta(["build", "bakery"], in: folder.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("[checks.range]"))
    #expect(try folder.files("Reports/bakery/latest") == first)
  }

  @Test func `data that are too old fail without a rule, at their frequency in the descriptor`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    let fresh = try veta(["check", "bakery", "--edition", "2026-06"], in: folder.path)
    #expect(fresh.status == 0, "\(fresh.errors)")
    let stale = try veta(["check", "bakery", "--edition", "2026-07"], in: folder.path)
    #expect(stale.status == 65)
    #expect(
      stale.errors.contains(
        "bakery/datapackage.yaml:11:71: error: 'loaves' is stale since 2026-07-01: "
          + "last period 2024 [checks.stale]"
      ),
      "\(stale.errors)"
    )
    // Known up to a day before, they were not too old.
    let then = try veta(
      ["check", "bakery", "--edition", "2026-07", "--as-of", "2026-06-30"],
      in: folder.path
    )
    #expect(!then.errors.contains("[checks.stale]"))
  }

  @Test func `a slip is found against the last edition, which kept its values`() throws {
    let folder = try bakery("- {title: Slips, jump: loaves, robust_z: 8, against: last-edition}\n")
    let first = try veta(["build", "bakery"], in: folder.path)
    #expect(first.status == 0)
    #expect(first.errors.contains("note: there is no last edition"))
    #expect(
      folder.text("Reports/bakery/latest/indicators.csv")?.hasPrefix(
        "indicator,bread,period,value,unit,obs_status,source\nloaves,rye,2021,1200,kg,A,output\n"
      ) == true
    )
    let same = try veta(["check", "bakery", "--edition", "2025-01"], in: folder.path)
    #expect(same.status == 0 && same.errors.isEmpty, "\(same.errors)")
    try folder.replace(
      "wheat,2022,2300,kg",
      with: "wheat,2022,2300,t",
      in: "bakery/data/output.csv"
    )
    let slip = try veta(["check", "bakery", "--edition", "2025-01"], in: folder.path)
    #expect(slip.status == 65)
    #expect(
      slip.errors.contains("wheat, 2022: 2,300 in the last edition, now 2,300,000: robust z"),
      "\(slip.errors)"
    )
    // Elsewhere there is nothing to compare with.
    let other = try veta(["check", "bakery", "-o", "other"], in: folder.path)
    #expect(other.errors.contains("[checks.no-last-edition]"))
  }

  @Test func `waivers in force are printed, and asked for where no block prints them`() throws {
    let folder = try bakery(failing.replacing("to: 1300", with: "to: 1500"))
    try folder.write(
      """
      - title: Takings
        range: takings
        to: 10500
        waive: {reason: "a good year", by: A. Baker, until: 2024-12-31}

      """,
      to: "bakery/checks.yaml"
    )
    let silent = try veta(["build", "bakery"], in: folder.path)
    #expect(silent.status == 0)
    #expect(silent.errors.contains("warning: a waiver is in force"))
    let report = try #require(folder.text("bakery/report.en.md"))
    try folder.write(report + "\n```waivers\n```\n", to: "bakery/report.en.md")
    let printed = try veta(["build", "bakery"], in: folder.path)
    #expect(!printed.errors.contains("documents.waivers"))
    let text = try outputOf(
      "pdftotext",
      "-raw",
      folder.path + "/Reports/bakery/latest/bakery.en.pdf",
      "-"
    )
    #expect(text?.contains("Waivers in force") == true)
    #expect(
      text?.contains("Takings – a good year (A. Baker, until 31 Dec 2024)") == true,
      "\(text ?? "")"
    )
    let manifest = try #require(folder.text("Reports/bakery/latest/manifest.json"))
    #expect(manifest.contains("\"result\": \"waived\""))
  }

  @Test func `checks that are no YAML are no settings file`() throws {
    let folder = try bakery("- {title: T, range: loaves, form: 1}\n")
    let run = try veta(["check", "bakery"], in: folder.path)
    #expect(run.status == 78)
    #expect(run.errors.contains("did you mean 'from'?"))
  }
}

/// A folder in which nearly everything is wrong, each in a way of its own.
private let manyMistakes = [
  (
    "datapackage.yaml",
    """
    name: many
    tilte: Mistakes
    resources:
      - {name: tidy, path: tidy.csv, veta: {layout: tidy, aggregates: {regoin: [WLD], region: [WLDD]}}}
      - {name: encoded, path: encoded.csv, encoding: windows-1252}
      - {name: lost, path: lost.csv}
      - {name: fred, path: fred.csv, veta: {layout: fred, unit: t}}
      - {name: wide, path: wide.csv, veta: {layout: wide, unit: t}}
      - {name: odd, path: odd.csv}
      - {name: numbers, path: numbers.csv, veta: {unit: t}}
      - {name: quotes, path: quotes.csv, veta: {unit: t}}
      - {name: good, path: good.csv, schema: {fields: [{name: indicator}, {name: region}, {name: period}, {name: value, type: number, constraints: {maximum: 8}}, {name: unit}]}}
      - {name: events, path: events.csv, veta: {layout: events}}
    """
  ),
  (
    "tidy.csv",
    """
    indicator,region,period,value,unit,obs_status
    a,North,2020,n.d.,t,A
    a,North,20200,2,t,A
    a,North,2022,3,furlongs,A
    a,North,2023,4,t,X
    a,North,2024,5,t,A
    a,North,2024,6,t,A
    a,North,2025,7,t
    a,South,2026-01,7,t,A
    ,South,2026,7,t,A
    b-c,South,2026,7,t,A
    """
  ),
  ("encoded.csv", "indicator,period,value,unit\ncañón,2020,1,t\n"),
  ("fred.csv", "Office\n\nConcepto,gold\n2020-01,1\n2020-02,1\n"),
  ("wide.csv", "name,first,second\nx,1,2\n"),
  ("odd.csv", "one,two\n1,2\n"),
  ("numbers.csv", "indicator,period,value\nn,2020,\"1,234.5\"\nn,2021,\"2.345,6\"\nn,2022,1 234\n"),
  ("quotes.csv", "indicator,period,value\nq,2020,\"1\"2\n"),
  (
    "good.csv",
    """
    indicator,region,period,value,unit
    good,North,2020,1,t
    good,South,2020,2,t
    good,Total,2020,3,t
    good,Total,2021,9,t
    """
  ),
  ("events.csv", "date,until,lane,row,style,text.en,source,kind\n2020-13,,l,r,decision,T,,point\n"),
  ("labels.csv", "of,id,en,fr,order\nregion,North,North,Nord,first\nregion,North,North,Nord,1\n"),
  ("sources.csv", "id,titel\nS,T\n"),
  (
    "ratios.yaml",
    """
    twice: good + + good
    share: {formula: good[Noth] / good, unit: furlongs, titel: T}
    sum_of: sum(good, over:regoin)
    """
  ),
  (
    "checks.yaml",
    """
    - {title: Large, range: good, from: 100}
    - {title: Whole, coverage: good, periods: 2020..2021}
    - {title: Odd, chekc: good > 0}
    """
  ),
  (
    "report.en.md",
    """
    ---
    title: Many
    edition: 2021
    colour: red
    ---

    # A heading

    Text {{ good[North] @ 2020 | 0.0.0 }} and {{ goood @ 2020 }} and [](#nowhere).

    ```chart
    id: one
    title: One
    data: good
    colour: red
    ```

    ```table
    id: two
    title: Two
    data: good
    rows: regoin
    ```

    ```tabel
    id: three
    ```

    ```table
    id: two
    title: Again
    rows: region
    ```
    """
  ),
]
