import Diagnostics
import Formulas
import FoundationEssentials
import Indicators
import Testing

@Suite struct FunctionDocumentationTests {
  @Test func `every function is documented, once, and nothing else is`() {
    let documented = FunctionDocumentation.all.map(\.name)
    #expect(documented.sorted() == FunctionDocumentation.functions)
    #expect(documented.count >= 50)
    for documentation in FunctionDocumentation.all {
      #expect(documentation.usage.hasPrefix(documentation.name + "("), "\(documentation.name)")
      #expect(
        documentation.example.formula.contains(documentation.name + "("),
        "the example of \(documentation.name) calls it"
      )
      for text in [
        documentation.gives, documentation.formula, documentation.units, documentation.missing,
      ] {
        #expect(!text.isEmpty && !text.hasSuffix("."), "\(documentation.name): \(text)")
      }
    }
  }

  /// To 1e-12 of the value: what is left is the rounding of a few operations.
  @Test(arguments: FunctionDocumentation.all)
  func `the example of a function gives what it says`(_ documentation: FunctionDocumentation) throws
  {
    let example = documentation.example
    let (value, diagnostics) = try evaluated(example.formula, with: evaluator(example.data))
    #expect(diagnostics.all.map(\.formatted) == [], "\(documentation.name)")
    switch (example.result, try #require(value)) {
    case (.text(let expected), .text(let text)): #expect(text == expected)
    case (.numbers(let expected, let unit), .cube(let cube)):
      #expect(cube.unit == (try Unit.parse(unit)), "\(documentation.name) in \(cube.unit)")
      try #require(cube.values.count == expected.count, "\(documentation.name)")
      for (cell, wanted) in expected.enumerated() {
        guard let wanted, let found = cube[cell] else {
          #expect(cube[cell] == wanted, "\(documentation.name), cell \(cell)")
          continue
        }
        #expect(
          abs(found - wanted) <= 1e-12 * max(1, abs(wanted)),
          "\(documentation.name), cell \(cell): \(found)"
        )
      }
    case (.text, .cube), (.numbers, .text): Issue.record("another kind of result")
    }
  }

  @Test func `a documentation prints its data, formula and result`() throws {
    let hhi = try #require(FunctionDocumentation.all.first { $0.name == "hhi" })
    #expect(
      hhi.printed == """
        hhi(x, over:NAME, [missing:skip])

        the Herfindahl-Hirschman index of concentration, between 0 and 1.

        formula   Σ (x_i / Σ x)^2
        units     what adds up; 1
        missing   missing where one member is; missing:skip leaves those out; undefined for parts above and below zero
        source    A. O. Hirschman, The Paternity of an Index, American Economic Review 54, 1964, p. 761

        example:
            honey, in t, a flow
              region  2023  2024
              north     20    60
              south     30    30
              west      50    10
            hhi(honey, over:region)
            = 0.38  0.46, in 1
        """
    )
  }

  @Test func `README lists every function as it is written, with what it gives`() throws {
    let tests = try #require(#filePath.firstRange(of: "/Tests/"))
    let readme = String(#filePath[..<tests.lowerBound]) + "/README.md"
    let text = String(decoding: try Data(contentsOf: URL(filePath: readme)), as: UTF8.self)
    var expected: [String] = []
    for family in FunctionDocumentation.Family.allCases {
      expected.append("| **\(family.rawValue)** | |")
      expected += FunctionDocumentation.all.filter { $0.family == family }.map(\.row)
    }
    let rows = text.split(separator: "\n").map(String.init)
    let start = try #require(rows.firstIndex(of: "| function | gives |"))
    #expect(Array(rows[(start + 2)...].prefix { $0.hasPrefix("|") }) == expected)
  }

  private func evaluator(_ data: [FunctionExample.Data]) throws -> Evaluator {
    var indicators: [String: Indicator] = [:]
    var releases: [String: [(day: CalendarDate, indicator: Indicator)]] = [:]
    for data in data {
      let cells = data.rows.flatMap(\.values)
      let indicator = Indicator(
        name: data.name,
        title: nil,
        cube: Cube(
          axes: data.dimension.map { [Axis($0, data.rows.map { Member($0.member) })] } ?? [],
          time: .series(data.periods),
          unit: try Unit.parse(data.unit),
          kind: data.kind,
          values: cells.map { $0 ?? 0 },
          statuses: cells.map { $0 == nil ? .notAvailable : .actual }
        ),
        frequency: nil,
        decimals: nil,
        resource: "data",
        span: SourceSpan(Folder.file, 0..<4)
      )
      indicators[data.name] = indicator
      if let day = data.published { releases[data.name, default: []].append((day, indicator)) }
    }
    let dated = releases
    return Evaluator(
      catalogue: Catalogue(
        indicators: indicators,
        releases: Releases(days: dated.mapValues { $0.map(\.day) }) { name, day, _ in
          dated[name]?.last { $0.day <= day }?.indicator
        }
      ),
      ratios: []
    )
  }
}

extension FunctionDocumentation {
  /// A row of README's table, in which a bar stands for a cell's end.
  fileprivate var row: String {
    "| `\(usage.replacing("|", with: "\\|"))` | \(gives) |"
  }
}
