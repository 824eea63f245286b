import Diagnostics
import Drawing
import TestSupport
import Testing

@testable import Documents

/// One small report for each mistake; a marker stands before what is wrong.
@Suite struct DocumentsDiagnosticTests {
  private static let front = "---\ntitle: T\n---\n"

  private static let reading: [(String, [String])] = [
    ("①# No front matter", ["① documents.front-matter"]),
    ("---\ntitle: T\n\n# Never closed", ["at 0 documents.front-matter"]),
    ("---\ntitle: T\nlanguage: ①es\n---\n", ["① documents.file-language"]),
    ("①---\n---\n", ["① documents.front-matter"]),
    ("---\n①language: en\n②papr: A4\n---\n", ["① settings.missing-key", "② settings.unknown-key"]),
    (
      "①No front matter.\n\n```②chrat\n```",
      ["① documents.front-matter", "② documents.block"]
    ),
    ("---\ntitle: T\n①tilte: T\n---\n", ["① settings.unknown-key"]),
    (front + "text ①{{ a", ["① documents.unclosed-expression"]),
    (front + "```①chrat\n```", ["① documents.block"]),
    (front + "①```aside\n{label: a}", ["① documents.unclosed-block"]),
    (front + "①<div>a</div>", ["① documents.markup"]),
    (front + "①See *this ![alt](pic.png)*.", ["① documents.picture"]),
    (front + "# Words {#①Weight}", ["① documents.identifier"]),
    (front + #"# Words {#weight ①shrot="W"}"#, ["① documents.heading-attribute"]),
    (
      front + "# One {#a}\n\n①# Two {#a}",
      ["① documents.duplicate-id"]
    ),
    (
      front + "# One {#a}\n\n①```table\n{id: a, title: T, head: [x], cells: [[y]]}\n```",
      ["① documents.duplicate-id"]
    ),
    (front + "```aside\n{label: a, ①txet: b}\n```", ["① settings.unknown-key"]),
    (front + "```aside\n{label: ①{es: a}}\n```", ["① documents.language"]),
    (front + "```aside\n{①text: a}\n```", ["① settings.missing-key"]),
    (front + "```chart\n{①id: a, data: series}\n```", ["① settings.missing-key"]),
    // Charts reports the key that is misspelt.
    (front + "```chart\n{id: a, titel: T, data: series}\n```", []),
    (
      front + "````columns\n①widths: [8, x]\n````",
      ["① documents.column-widths"]
    ),
    (
      front + "````columns\n①widths: [8, 4]\na\n````",
      ["① documents.column-count"]
    ),
    (
      front + "```table\n{title: T, head: [a, b], cells: [①[x]]}\n```",
      ["① documents.cell-count"]
    ),
    (
      front + "```table\n{title: T, data: grid, rows: geo, periods: ①20x4}\n```",
      ["① documents.period"]
    ),
    (
      front + "```table\n{title: T, data: grid, rows: geo, format: ①many}\n```",
      ["① documents.format"]
    ),
    (
      front + "```comparison\n{title: T, outputs: [a], at: [①soon]}\n```",
      ["① documents.period"]
    ),
    (
      front + "```table\n{title: T, data: grid, ①row: geo}\n```",
      ["① settings.unknown-key"]
    ),
  ]

  @Test(arguments: reading)
  func `a mistake in the text is shown where it is`(text: String, expected: [String]) {
    let marked = MarkedText(text, path: "report.en.md")
    var diagnostics = DiagnosticList()
    _ = readReport(marked.file, into: &diagnostics)
    #expect(marked.problems(diagnostics) == expected)
  }

  private static let composing: [(String, [String])] = [
    // A reference to a block that could not be read is no mistake, one to nothing is.
    (
      "See [](#lost) and [](②#lots).\n\n```chart\n{①id: lost, data: x}\n```",
      ["① settings.missing-key", "② documents.reference"]
    ),
    (
      "See [](#lost) and [](#lots).\n\n```chart\nid: lost\ntitle: a①: b\n```",
      ["① settings.syntax"]
    ),
    ("See [](①#nowhere).", ["① documents.reference"]),
    ("See [](①#page:nowhere).", ["① documents.reference"]),
    ("See [words](①#nowhere).", ["① documents.reference"]),
    ("```findings\n- {finding: F, to: ①nowhere}\n```", ["① documents.reference"]),
    ("```metrics\n- {label: L, value: V, to: ①nowhere}\n```", ["① documents.reference"]),
    ("```metrics\n- {label: L, value: V, spark: ①grid}\n```", ["① documents.one-series"]),
    ("```metrics\n- {label: L, value: V, share: ①series}\n```", ["① documents.one-value"]),
    ("```table\n{title: T, data: ①series, rows: geo}\n```", ["① documents.dimension"]),
    (
      "```table\n{title: T, data: ①fractions, rows: geo, totals: true}\n```",
      ["① documents.totals"]
    ),
    ("```table\n{title: T, data: grid, rows: geo, columns: ①x}\n```", ["① documents.dimension"]),
    ("```table\n{title: T, data: grid, rows: ①goe}\n```", ["① documents.dimension"]),
    ("```table\n{title: T, data: grid, ①row: geo}\n```", ["① settings.unknown-key"]),
    ("```table\n{title: T, ①dat: grid, rows: geo}\n```", ["① settings.unknown-key"]),
    ("```table\n{title: T, ①rowsof: [{label: L, data: grid}]}\n```", ["① settings.unknown-key"]),
    ("```table\n{title: T, head: [A], ①cels: [[1]]}\n```", ["① settings.unknown-key"]),
    (
      "```table\n{title: T, ①rowz: geo, columns: [{title: C, data: grid}]}\n```",
      ["① settings.unknown-key"]
    ),
    (
      "```table\n{title: T, rows: ①goe, columns: [{title: C, data: grid}, {title: D, data: grid}]}\n```",
      ["① documents.dimension"]
    ),
    (
      "```table\n{title: T, rows: geo, columns: [{title: C, data: ①grid}, {title: D, data: ②series}]}\n```",
      ["① documents.open-dimension", "② documents.dimension"]
    ),
    (
      "```table\n{title: T, data: ①grid, rows: geo, periods: 1990}\n```", ["① documents.no-periods"]
    ),
    (
      "```table\n{title: T, data: grid, rows: geo, periods: ①2020-2024}\n```",
      ["① documents.period"]
    ),
    (
      "```table\n{title: T, data: grid, rows: geo, sort: ①-1990}\n```",
      ["① documents.sort"]
    ),
    (
      "```table\n{title: T, rows: geo, columns: [{title: C, data: ①grid}]}\n```",
      ["① documents.open-dimension"]
    ),
    (
      "```①comparison\n{title: T, outputs: [scenarios], at: [2024], scenarios: [othre]}\n```",
      ["① documents.scenario"]
    ),
    (
      "```comparison\n{title: T, outputs: [①grid], at: [2024]}\n```",
      ["① documents.dimension"]
    ),
  ]

  @Test(arguments: composing)
  func `a mistake in what is shown is shown where it is`(text: String, expected: [String]) {
    let marked = MarkedText(Self.front + text, path: "report.en.md")
    #expect(marked.problems(Sample(marked).diagnostics) == expected)
  }

  @Test func `a text wider than its column is an error that names page and block`() throws {
    let wide = String(repeating: "x", count: 90)
    let sample = Sample("# A\n\n\(wide)")
    let diagnostic = try #require(sample.diagnostics.all.first)
    #expect(diagnostic.id == "documents.overflow")
    #expect(diagnostic.message.hasPrefix("page 2, paragraph:"))
    #expect(diagnostic.span?.text == wide)
    #expect(Sample("# A\n\n" + String(repeating: "x", count: 60)).diagnostics.all.isEmpty)
  }

  @Test func `a character that the font lacks is shown where it is, once`() {
    let marked = MarkedText(
      Self.front + "# A\n\nHoney ①🐝 and 🐝.\n\n"
        + "```chart\n{id: a, title: ②🍯, data: x}\n```"
    )
    let problems = marked.problems(Sample(marked).diagnostics)
    #expect(problems == ["① documents.glyph", "② documents.glyph"])
  }

  private static let long = String(repeating: "long words ", count: 40)
  private static func forty(_ text: String) -> String {
    Array(repeating: text, count: 40).joined(separator: ",")
  }

  private static let tooWide: [(front: String, body: String, what: String)] = [
    ("title: T\nkicker: \(long)", "# A", "kicker beside the edition"),
    ("title: T\nsubtitle: \(long)", "# A", "subtitle beside the edition"),
    ("title: \(long)", "", "title on the cover"),
    ("title: \(long)", "# A", "title in the running head"),
    (
      "title: T",
      "```table\ntitle: T\nhead: [\(forty("Columnhead"))]\ncells: [[\(forty("1"))]]\n```",
      "the columns of the table"
    ),
  ]

  @Test(arguments: tooWide)
  func `what does not fit its place is an error that names it`(
    front: String,
    body: String,
    what: String
  ) {
    let found = Sample(body, front: front).diagnostics.all.filter {
      $0.message.contains("'\(what)' sticks out") && $0.span != nil
    }
    #expect(!found.isEmpty)
  }

  @Test func `an aside's text stands under all lines of its value`() throws {
    let sample = Sample("```aside\n{label: L, value: \(words(12, seed: 2)), text: below}\n```")
    let runs = (sample.composition?.list.items ?? []).compactMap { item -> TextRun? in
      if case .text(let run) = item { run } else { nil }
    }
    let value = try #require(runs.last { $0.style.size == 24 && $0.origin.y > 0 })
    let text = try #require(runs.first { $0.text == "below" })
    #expect(text.origin.y > value.origin.y + 10)
  }

  @Test func `a block higher than a page is an error`() {
    let rows = (0..<30).map { _ in "- {finding: F, text: \(words(60, seed: 3))}" }
    let body = "````columns\n```findings\n\(rows.joined(separator: "\n"))\n```\n````"
    #expect(Sample(body).diagnostics.all.map(\.id) == ["documents.overflow"])
  }

  @Test func `a message offers the nearest name`() throws {
    var diagnostics = DiagnosticList()
    let file = SourceFile(path: "r.md", text: Self.front + "```tabel\n```")
    _ = readReport(file, into: &diagnostics)
    #expect(diagnostics.all.first?.help == "write 'table'")
  }
}
