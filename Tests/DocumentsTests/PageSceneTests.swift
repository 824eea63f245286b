import Diagnostics
import Drawing
import TestSupport
import Testing

@testable import Documents

/// Pages as text: what stands where, compared with a file that can be read in review.
@Suite struct PageSceneTests {
  private static let scenes: [(String, String)] = [
    (
      "paragraphs",
      """
      # A finding in few words

      > Its standfirst.

      Two lines of text that are set in eight of twelve columns, **with strong words** in them.

      1. first
      2. second
      """
    ),
    (
      "aside",
      """
      # Beside

      ```aside
      {label: Check, value: "12%", text: a note}
      ```

      A paragraph of its own.

      ```chart
      {id: a, title: The figure stands below both, data: series}
      ```
      """
    ),
    (
      "half figures",
      """
      # A pair

      ```chart
      {id: a, title: One line, data: series, size: half, note: A note.}
      ```

      ```chart
      {id: b, title: A title that is so long that it takes two lines, data: series, size: half, illustrative: true}
      ```
      """
    ),
    (
      "table",
      """
      # Numbers

      ```table
      {id: t, title: Decimal points stand under each other, data: grid, rows: geo, totals: true}
      ```
      """
    ),
    (
      "heat table",
      """
      # Shades

      ```table
      id: t
      title: Blue above, warm below
      data: grid
      rows: geo
      shade: {scale: blue-warm, steps: [5, 15]}
      groups: [{title: First, members: [AAA]}, {title: Second, members: [BBB], warm: true}]
      ```
      """
    ),
    (
      "tiles",
      """
      # Tiles

      ```metrics
      - {label: Jobs, value: "416,663", unit: t, change: −0.1% on 2023, note: persons, spark: series}
      - {label: Part, value: "25%", share: share, spark_labels: [part, whole]}
      ```
      """
    ),
    (
      "findings and contents",
      """
      # Glance {#glance}

      ````columns
      widths: [8, 4]
      ```findings
      - {finding: One., text: Its text., to: next}
      - {finding: Two., text: Its text., to: next}
      ```
      ---
      ```contents
      ```
      ````

      # Next page {#next}

      Text.
      """
    ),
    (
      "cover",
      """
      ```cover
      {data: series, note: How it is read.}
      ```
      """
    ),
  ]

  @Test(arguments: scenes)
  func `a page is set as its file says`(name: String, body: String) throws {
    let sample = Sample(body, front: "title: A title\nfinding: One sentence.\nkicker: Monthly")
    #expect(sample.diagnostics.all.isEmpty)
    let list = try #require(sample.composition).list
    try expectGolden(list.text, name.split(separator: " ").joined(separator: "-") + ".txt")
  }

  @Test func `half figures share their tops, feet and source lines`() throws {
    let sample = Sample(
      """
      ```chart
      {id: a, title: One, data: series, size: half}
      ```

      ```chart
      {id: b, title: A title that is so long that it takes two lines, data: series, size: half}
      ```
      """
    )
    let list = try #require(sample.composition).list
    let lines = list.items.compactMap { item -> Path? in
      if case .stroke(let path, let stroke) = item, stroke.width == 1.6 { path } else { nil }
    }
    try #require(lines.count == 2)
    guard case .move(let foot) = lines[0].elements[0], case .line(let top) = lines[0].elements[1],
      case .move(let otherFoot) = lines[1].elements[0],
      case .line(let otherTop) = lines[1].elements[1]
    else {
      Issue.record("two lines were drawn")
      return
    }
    #expect(foot.y == otherFoot.y)
    #expect(top.y == otherTop.y)
    #expect(otherFoot.x - foot.x == 249)
    let sources = list.items.compactMap { item -> Double? in
      if case .text(let run) = item, run.text.hasPrefix("Source:") { run.origin.y } else { nil }
    }
    #expect(sources.count == 2)
    #expect(Set(sources).count == 1)
  }

  @Test func `free paper goes into the plot, up to a limit`() {
    let one = Sample("# A\n\n```chart\n{id: a, title: T, data: series}\n```")
    #expect(one.plotter.sizes.contains { $0.height == 300 })
    #expect(one.plotter.sizes.allSatisfy { $0.height <= 300 })
  }

  @Test func `a long table goes over pages with its head`() throws {
    let rows = (0..<120).map { "[Row \($0), \($0)]" }.joined(separator: ", ")
    let sample = Sample(
      "# A\n\n```table\n{id: t, title: T, head: [Name, Value], cells: [\(rows)]}\n```"
    )
    let composition = try #require(sample.composition)
    #expect(sample.diagnostics.all.isEmpty)
    #expect(composition.pageCount == 4)
    let furniture = sample.texts(inArtifacts: true)
    #expect(furniture.filter { $0 == "Table\u{A0}1 (continued)" }.count == 2)
    #expect(furniture.filter { $0 == "Name" }.count == 2)
    #expect(sample.texts.filter { $0.hasPrefix("Row ") }.count == 120)
    #expect(composition.list.problems() == [])
  }

  @Test func `a page of one figure and little text is filled to seven tenths or told`() throws {
    let composition = try #require(Sample("# A\n\nText.").composition)
    #expect(composition.fills.count == 2)
    #expect(composition.problems.contains { $0.message.hasPrefix("page 2 is filled to") })
  }

  @Test(arguments: [
    ("# A\n\nText.", ["# A: page 2 is filled to 7%"]),
    ("# A\n\nText.\n\n```pagebreak\n```\n\nMore.", ["More.: page 2", "More.: page 3"]),
    ("# A\n\n> \(manyWords)", ["> \(manyWords): a standfirst takes", "# A: page 2"]),
    ("# \(manyWords)", ["# \(manyWords): the heading", "# \(manyWords): page 2"]),
  ])
  func `what is not as the style wants it is told at the block that changes it`(
    text: String,
    expected: [String]
  ) throws {
    let told = try #require(Sample(text).composition).problems.map { problem in
      guard let span = problem.span else { return problem.message }
      let line = span.file.position(of: span.range.lowerBound).line
      let lines = span.file.text(in: 0..<span.file.bytes.count).split(
        separator: "\n",
        omittingEmptySubsequences: false
      )
      return "\(lines[line - 1]): \(problem.message)"
    }
    #expect(told.count == expected.count)
    for (told, expected) in zip(told, expected) { #expect(told.hasPrefix(expected)) }
  }

  private static let manyWords = String(repeating: "many words ", count: 24) + "end"
}

extension PageSceneTests {
  @Test func `a cover without a drawing lists the contents, if nothing else does`() {
    let two = "# One {#one}\n\nText.\n\n# Two {#two}\n\nText."
    #expect(Sample(two).texts.filter { $0 == "Contents" }.count == 1)
    #expect(Sample(two + "\n\n```contents\n```").texts.filter { $0 == "Contents" }.count == 1)
    #expect(!Sample(two, front: "title: T\ncontents: 0").texts.contains("Contents"))
    #expect(!Sample("# One\n\nText.").texts.contains("Contents"))
    #expect(!Sample("```cover\n{data: series}\n```\n" + two).texts.contains("Contents"))
  }
}

extension PageSceneTests {
  @Test func `a footnote's number stands above the line, its text at the section's end`() throws {
    let sample = Sample("# A\n\nWord[^n] more.\n\n[^n]: The note.")
    let runs = try #require(sample.composition).list.items.compactMap { item -> TextRun? in
      if case .text(let run) = item { run } else { nil }
    }
    let word = try #require(runs.first { $0.text == "Word" })
    let mark = try #require(runs.first { $0.text == "1 " && $0.style.size < 7 })
    #expect(abs(word.origin.y - mark.origin.y - 0.33 * 9.5) < 0.01)
    #expect(runs.last { $0.text.hasSuffix("The note.") } != nil)
  }
}
