import Charts
import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Documents

@Suite struct TableTests {
  private struct Printed: Hashable {
    let text: String
    let x: Double
    let y: Double
    let width: Double
    var right: Double { x + width }
  }

  private func printed(_ body: String, page: Int = 2) -> [Printed] {
    let sample = Sample("# H\n\n" + body)
    #expect(sample.diagnostics.all.map(\.id) == [])
    var current = 0
    var texts: [Printed] = []
    for item in sample.composition?.list.items ?? [] {
      if case .page = item { current += 1 }
      if case .text(let run) = item, current == page {
        texts.append(
          Printed(text: run.text, x: run.origin.x, y: run.origin.y, width: run.width)
        )
      }
    }
    return texts
  }

  private func texts(_ printed: [Printed], from first: String, to last: String) -> [String] {
    let all = printed.map(\.text)
    guard let start = all.firstIndex(of: first), let end = all.lastIndex(of: last), start <= end
    else { return [] }
    return Array(all[start...end])
  }

  @Test(arguments: [
    ("12.5", "12", ".5"), ("1,234", "1,234", ""), ("31.0%", "31", ".0%"), ("7%", "7", "%"),
    ("−0.25", "−0", ".25"), (">75", ">75", ""), ("5 m", "5", " m"), ("–", "–", ""),
  ])
  func `a number is cut at its decimal point`(text: String, whole: String, rest: String) {
    let parts = decimalParts(text)
    #expect(parts.whole == whole)
    #expect(parts.rest == rest)
  }

  @Test func `decimal points stand under each other, whole numbers end there`() throws {
    let printed = printed(
      """
      ```table
      {id: t, title: T, head: [Name, Value], cells: [[a, "1,234.5"], [b, "7.25"], [c, "19"], [d, "n/a"], [e, "3"]]}
      ```
      """
    )
    func axis(_ text: String) throws -> Double {
      let run = try #require(printed.first { $0.text == text })
      return run.x + Double(decimalParts(text).whole.count) * 4
    }
    let axes = try ["1,234.5", "7.25", "19", "3"].map(axis)
    #expect(Set(axes.map { ($0 * 1000).rounded() }).count == 1)
    let missing = try #require(printed.first { $0.text == "n/a" })
    #expect(abs(missing.right - axes[0]) < 0.01)
    let head = try #require(printed.first { $0.text == "Value" })
    #expect(abs(head.right - axes[0]) < 0.01)
  }

  @Test func `a right-aligned column of a pipe table ends at one edge`() throws {
    let printed = printed("| a | long head |\n| --- | --: |\n| x | 7 |\n| y | 1,200 |")
    let edges = try ["long head", "7", "1,200"].map { text in
      try #require(printed.first { $0.text == text }).right
    }
    #expect(edges.allSatisfy { abs($0 - 540.64) < 0.01 })
    let names = try ["a", "x", "y"].map { text in
      try #require(printed.first { $0.text == text }).x
    }
    #expect(names.allSatisfy { abs($0 - 54.64) < 0.01 })
  }

  @Test func `rows are 13.5 apart`() throws {
    let printed = printed(
      "```table\n{id: t, title: T, head: [N, V], cells: [[aa, 1], [bb, 2], [cc, 3]]}\n```"
    )
    let rows = ["aa", "bb", "cc"].compactMap { name in printed.first { $0.text == name }?.y }
    #expect(rows.count == 3)
    #expect(abs(rows[1] - rows[0] - 13.5) < 1e-6)
    #expect(abs(rows[2] - rows[1] - 13.5) < 1e-6)
  }

  @Test func `a cube is laid out by its dimensions, with marks and their meaning`() {
    let printed = printed("```table\n{id: t, title: T, data: grid, rows: geo}\n```")
    #expect(
      texts(printed, from: "2023", to: "−40.0")
        == ["2023", "2024", "AAA", "10.5", "20.0", "e", "BBB", "n/a", "−40.0"]
    )
    #expect(printed.contains { $0.text.contains("e estimate; n/a not available.") })
    #expect(printed.contains { $0.text == "Output, tonnes, 2023–2024" })
  }

  @Test func `rows are sorted by a column`() {
    func rows(_ sort: String) -> [String] {
      printed("```table\n{id: t, title: T, data: grid, rows: geo, sort: \"\(sort)\"}\n```")
        .map(\.text).filter { $0 == "AAA" || $0 == "BBB" }
    }
    #expect(rows("2024") == ["BBB", "AAA"])
    #expect(rows("-2024") == ["AAA", "BBB"])
    #expect(rows("-2023") == ["AAA", "BBB"])
  }

  @Test func `a total is a sum, and none where a part is missing`() {
    let printed = printed(
      "```table\n{id: t, title: T, data: grid, rows: geo, totals: true}\n```"
    )
    let all = printed.map(\.text)
    let total = all.firstIndex(of: "Total").map { Array(all[$0..<($0 + 3)]) }
    #expect(total == ["Total", "n/a", "−20.0"])
  }

  @Test(
    arguments: [
      ("2024", "0", true), ("2023..2024", "0", true), ("2023", "0", false),
      ("2024", "0.0", false), ("2024", "0.000 thousand", true), ("2024", "0.00 thousand", false),
    ]
  )
  func `a note says that rounding keeps the parts from adding up, only where it does`(
    periods: String,
    format: String,
    isNoted: Bool
  ) {
    let note = "The parts do not add up to the total because of rounding."
    for totals in [true, false] {
      let printed = printed(
        """
        ```table
        {id: t, title: T, data: rounded, rows: geo, periods: \(periods), format: "\(format)", totals: \(totals)}
        ```
        """
      )
      #expect(printed.contains { $0.text.contains(note) } == (isNoted && totals), "\(totals)")
    }
  }

  @Test func `of a column that holds a total among its parts nothing is said`() {
    let printed = printed(
      "```table\n{id: t, title: T, data: rounded_with_world, rows: geo, format: \"0\", totals: true}\n```"
    )
    #expect(printed.contains { $0.text == "WLD" })
    #expect(!printed.contains { $0.text.contains("because of rounding") })
  }

  @Test func `only the periods asked for are shown`() {
    let printed = printed("```table\n{id: t, title: T, data: grid, rows: geo, periods: 2024}\n```")
    #expect(!printed.contains { $0.text == "2023" })
    #expect(printed.contains { $0.text == "20.0" })
  }

  @Test func `series stand under each other with their units`() {
    let printed = printed(
      """
      ```table
      id: t
      title: T
      rows_of: [{label: One, data: series}, {label: Two, unit: kg, data: series, format: "0.0"}]
      periods: [2021..2024]
      ```
      """
    )
    #expect(
      texts(printed, from: "Unit", to: "6.0") == [
        "Unit", "2021", "2022", "2023", "2024", "One", "t", "n/a", "3", "5", "p", "6", "Two",
        "kg", "n/a", "3.0", "5.0", "p", "6.0",
      ]
    )
  }

  @Test(arguments: [
    ("[[a, \"{{ x }}\"]]", "Source: An office, A yearbook; own calculations."),
    ("[[a, \"{{ model }}\"]]", "Source: own model."),
    (
      "[[a, \"**{{ x }}** {{ model }}\"]]",
      "Source: An office, A yearbook; own calculations; own model."
    ),
  ])
  func `a table of texts names the sources of its numbers`(cells: String, expected: String) {
    let table = "```table\n{id: t, title: T, head: [N, V], cells: \(cells)}\n```"
    #expect(printed(table).contains { $0.text == expected })
  }

  @Test func `a scenario table shows the difference from the baseline in per cent`() {
    let printed = printed(
      """
      ```comparison
      {id: t, title: T, outputs: [scenarios], heads: [Output], at: [2024], show: [percent]}
      ```
      """
    )
    // 20 in the baseline, −40 in the other scenario.
    #expect(texts(printed, from: "2024", to: "−300.0") == ["2024", "Output", "Other", "−300.0"])
    #expect(printed.contains { $0.text == "Difference in % from Base" })
  }

  @Test func `shades step at their limits, warm below zero`() throws {
    let sample = Sample(
      """
      # H

      ```table
      {id: t, title: T, data: grid, rows: geo, shade: {scale: blue-warm, steps: [5, 15, 30]}}
      ```
      """
    )
    let fills = (sample.composition?.list.items ?? []).compactMap { item -> Color? in
      if case .fill(_, .color(let color)) = item { color } else { nil }
    }
    let palette = Theme.house.palette
    // 10.5, 20 and −40, then the key's three double swatches.
    #expect(
      Array(fills.prefix(3)) == [
        palette.focusSteps[0], palette.focusSteps[1], palette.warmSteps[2],
      ]
    )
    #expect(fills.count == 9)
  }

  @Test func `the steps of a shade are those of the printed per cent`() {
    let sample = Sample(
      """
      # H

      ```table
      {id: t, title: T, data: fractions, rows: geo, format: 0%, shade: {scale: blue, steps: [5, 15]}}
      ```
      """
    )
    let fills = (sample.composition?.list.items ?? []).compactMap { item -> Color? in
      if case .fill(_, .color(let color)) = item { color } else { nil }
    }
    // 3% is below the first step; the last two fills are the key's.
    let steps = Array(Theme.house.palette.focusSteps.prefix(2))
    #expect(fills == steps + steps)
    #expect(sample.texts.contains("20%"))
  }

  @Test func `where all values are estimates no number carries the mark`() {
    let setting = CellWriterSample.setting
    let cube = Cube(
      axes: [],
      time: .series([.year(2023), .year(2024)]),
      unit: .one,
      values: [1, 2],
      statuses: [.estimated, .estimated]
    )
    var writer = CellWriter(setting, shown: [(cube, [0, 1])])
    let evaluated = EvaluatedCube(cube: cube, decimals: 0, title: nil)
    let style = writer.style(evaluated, [0, 1], nil)
    let cell = writer.cell(cube, 0, style)
    guard case .number("1", nil, _) = cell.content else {
      Issue.record("the cell has a mark")
      return
    }
    #expect(writer.explanation() == "All values are estimates.")
  }

  @Test(
    arguments: [
      (["8.70": 2], 2), (["8.7": 1, "9.09": 2], 2), ([:], 2),
    ] as [([String: Int], Int)]
  )
  func `a column has the decimals that its publisher printed`(
    published: [String: Int],
    expected: Int
  ) {
    let texts = published.keys.sorted()
    let values = texts.isEmpty ? [1.25] : texts.compactMap { Double($0) }
    let file = SourceFileSample.file
    let origins = OriginTable(
      texts.map { Origin(span: file, source: nil, decimals: published[$0]) }
    )
    let cube = Cube(
      axes: [],
      time: .series(values.indices.map { .year(2000 + $0) }),
      unit: .one,
      values: values,
      statuses: values.map { _ in .actual },
      origins: texts.isEmpty ? nil : values.indices.map { UInt32($0) },
      table: origins
    )
    let writer = CellWriter(CellWriterSample.setting, shown: [])
    let evaluated = EvaluatedCube(cube: cube, decimals: nil, title: nil)
    #expect(writer.style(evaluated, Array(values.indices), nil).decimals == expected)
  }
}
