import Diagnostics
import Drawing
import Testing

@testable import Documents

/// What every page of a report owes its reader: elements that nest, an order that is the text's, links
/// that lead somewhere.
@Suite struct StructureTests {
  private static let everything = """
    # First finding {#first short="First"}

    > What it says in short.

    ```metrics
    - {label: Jobs, value: "{{ a }}", unit: t, change: up, note: of all, spark: series, to: figure-a}
    - {label: Part, value: "{{ b }}", share: share, spark_labels: [part, whole]}
    ```

    ````columns
    widths: [8, 4]
    ```findings
    title: Two findings
    items:
      - {finding: One., text: Its text., to: figure-a}
      - {finding: Two., to: second}
    ```
    ---
    ```contents
    ```
    ````

    # Second finding {#second}

    ```aside
    {label: Check, value: "{{ c }}", text: beside the text}
    ```

    Text with **strong** words, a [link](https://example.org/ñ), [](#figure-a), [](#page:first) and a
    note[^1].

    - one
    - two

      more of two

    ```chart
    {id: figure-a, title: A title that proves, data: series, size: half, note: What is left out.}
    ```

    ```table
    {id: table-a, title: A half table, size: half, data: grid, rows: geo, periods: 2023..2024}
    ```

    ```table
    id: table-b
    title: Series
    rows_of: [{label: One, data: series, group: First}, {label: Two, unit: kg, data: series, ends_group: true}]
    periods: [2020..2024]
    ```

    ```comparison
    {id: compare, title: Scenarios, outputs: [scenarios], at: [2024], show: [percent]}
    ```

    : Words {#words}
    | a | b |
    | --- | --: |
    | {{ x }} | 2 |

    ## A section

    > A quotation.

    ```assumptions
    {id: assumptions, title: Assumed}
    ```

    ```methods
    ```

    ```sources
    ```

    [^1]: What the note says.
    """

  private let sample = Sample(Self.everything)

  private static let levels: [(String, [Int])] = [
    ("# A\n\n### B\n\n### C\n\n## D\n\n### E", [1, 2, 2, 2, 3]),
    ("#### B\n\n# A\n\n## C\n\n### D\n\n#### E", [2, 1, 2, 3, 3]),
    ("# A\n\n````columns\n### B\n---\n### C\n````", [1, 2, 2]),
  ]

  @Test(arguments: levels)
  func `no level of headings is skipped`(text: String, expected: [Int]) {
    let sample = Sample(text)
    let found = (sample.composition?.list.items ?? []).compactMap { item -> Int? in
      guard case .beginTag(.heading(let level)) = item else { return nil }
      return level
    }
    // The first is the cover's title.
    #expect(found == [1] + expected)
  }

  @Test func `each chart is told of once, as soon as it is set, as it will be drawn`() throws {
    let charts = try #require(sample.composition).figures.filter { $0.kind == .figure }
    #expect(charts.map(\.id) == ["figure-a"])
    #expect(sample.announced.map(\.id) == charts.map(\.id))
    #expect(sample.announced.map(\.list) == charts.map(\.list))
    #expect(sample.announced.map(\.size) == charts.map(\.size))
    // Its page is not known yet.
    #expect(sample.announced.map(\.page) == [0])
  }

  @Test func `a report with every block breaks no rule of the display list`() throws {
    let composition = try #require(sample.composition)
    #expect(sample.diagnostics.all.map(\.formatted) == [])
    #expect(composition.list.problems() == [])
    #expect(composition.pageCount == 4)
  }

  @Test func `how a function is worked out stands where it is first used`() {
    let text = Sample("# H\n\n```methods\n```").texts.joined(separator: " ")
    #expect(text.ranges(of: "share: each member's part of the sum.").count == 2, "\(text)")
    #expect(text.ranges(of: "Formula: x_i").count == 1, "\(text)")
  }

  @Test func `the text is read in the order in which it was written`() {
    let texts = sample.texts.joined(separator: "\n")
    let order = [
      "First finding", "What it says in short.", "Jobs", "[a]", "Two findings", "One.", "Contents",
      "Second finding", "Check", "Text with ", "one", "two", "Figure", "Table", "A section",
      "A quotation.", "Assumed", "a / b", "An office", "What the note says.",
    ]
    var rest = texts[...]
    for text in order {
      guard let place = firstRange(of: text, in: rest) else {
        Issue.record("'\(text)' does not follow what stands before it")
        continue
      }
      rest = rest[place...].dropFirst(text.count)
    }
  }

  private func firstRange(of text: String, in whole: Substring) -> Substring.Index? {
    var index = whole.startIndex
    while index < whole.endIndex {
      if whole[index...].hasPrefix(text) { return index }
      index = whole.index(after: index)
    }
    return nil
  }

  @Test func `page numbers are those of the pages`() throws {
    let composition = try #require(sample.composition)
    var page = 0
    var pages: [String: Int] = [:]
    for item in composition.list.items {
      if case .page = item { page += 1 }
      if case .destination(let name, _) = item { pages[name] = page }
    }
    #expect(pages["first"] == 2)
    #expect(pages["second"] == 3)
    // The finding's reference, the contents' folio and the text's "page 2".
    #expect(sample.texts.contains("p.\u{A0}\(pages["figure-a"] ?? 0)"))
    #expect(sample.texts.contains("p.\u{A0}3"))
    #expect(sample.texts.contains { $0.contains("page\u{A0}2") })
    #expect(composition.figures.map(\.page) == composition.figures.map { pages[$0.id] ?? 0 })
  }

  @Test func `figures and tables are numbered apart, in the order of the text`() throws {
    let composition = try #require(sample.composition)
    let numbered = composition.figures.map { "\($0.kind.rawValue) \($0.number) \($0.id)" }
    #expect(
      numbered == [
        "figure 1 figure-a", "table 1 table-a", "table 2 table-b", "table 3 compare",
        "table 4 words", "table 5 assumptions",
      ]
    )
    #expect(sample.texts.contains { $0.contains("Figure\u{A0}1") })
  }

  @Test func `every figure can stand alone`() throws {
    let composition = try #require(sample.composition)
    for figure in composition.figures {
      #expect(figure.list.problems() == [], "\(figure.id)")
      #expect(figure.rows.count > 1, "\(figure.id)")
      let ink = figure.list.items.compactMap { item -> Point? in
        if case .text(let run) = item { run.origin } else { nil }
      }
      #expect(ink.allSatisfy { $0.x >= 0 && $0.y <= figure.size.height }, "\(figure.id)")
    }
  }

  @Test func `the outline holds the headings of two levels`() throws {
    let composition = try #require(sample.composition)
    let outline = composition.list.items.compactMap { item -> String? in
      if case .outline(let title, let level, let name) = item {
        "\(level) \(title) \(name)"
      } else {
        nil
      }
    }
    #expect(
      outline == ["1 First finding first", "1 Second finding second", "2 A section a-section"]
    )
  }

  @Test func `addresses are percent-encoded`() throws {
    let composition = try #require(sample.composition)
    let addresses = composition.list.items.compactMap { item -> String? in
      if case .link(_, .address(let address)) = item { address } else { nil }
    }
    #expect(addresses.contains("https://example.org/%C3%B1"))
    #expect(addresses.contains("https://example.org/a%20b"))
  }

  @Test func `running heads and folios are furniture`() {
    let furniture = sample.texts(inArtifacts: true)
    #expect(furniture.filter { $0 == "Edition November 2026" }.count == 3)
    #expect(furniture.contains("First"))
    #expect(furniture.contains("2"))
    #expect(sample.texts.filter { $0 == "Edition November 2026" }.count == 1, "on the cover only")
  }

  @Test func `two runs give the same list`() {
    #expect(Sample(Self.everything).composition?.list == sample.composition?.list)
  }

  @Test func `a source that is used is listed once, with its address`() {
    #expect(sample.texts.filter { $0.hasPrefix("An office, A yearbook") }.count == 1)
    #expect(sample.texts.contains { $0.contains("Source: An office, A yearbook") })
  }
}
