import Diagnostics
import Formulas
import Indicators
import TestSupport
import Testing
import Wording

@testable import Documents

@Suite struct WorkedExampleTests {
  private static func described(_ formula: String, _ name: String = "ratio") throws
    -> MethodDescription
  {
    let excerpt = Excerpt(composed: formula)
    var diagnostics = DiagnosticList()
    let ratio = Ratio(
      name: name,
      nameSpan: Excerpt(composed: name).span,
      formula: try #require(parseExpression(excerpt, into: &diagnostics))
    )
    let evaluator = Evaluator(catalogue: catalogue, ratios: [ratio])
    return MethodDescription(ratio, with: evaluator, language: .english)
  }

  private static let regions = (1...12).map { "r\($0)" }

  private static var catalogue: Catalogue {
    Catalogue(
      indicators: [
        "honey": indicator("honey", "t", { Double($0) * 10 + Double($1) }),
        "hives": indicator("hives", "kt", { Double($0) + 0.25 + Double($1) }),
        "loss": indicator("loss", "t", { Double($0) * -3.123_456_78 - Double($1) }),
      ]
    )
  }

  private static func indicator(
    _ name: String,
    _ unit: String,
    _ value: (Int, Int) -> Double
  ) -> Indicator {
    let years = [Period.year(2023), .year(2024)]
    let axis = Axis("region", regions.map { Member($0) })
    let values = regions.indices.flatMap { row in years.indices.map { value(row + 1, $0) } }
    return Indicator(
      name: name,
      title: nil,
      cube: Cube(
        axes: [axis],
        time: .series(years),
        unit: (try? Unit.parse(unit)) ?? .one,
        kind: .flow,
        values: values,
        statuses: values.map { _ in .actual }
      ),
      frequency: .annual,
      resource: "",
      span: Excerpt(composed: name).span
    )
  }

  private static let equations: [(String, String, String)] = [
    ("honey[r1] + honey[r2]", "2024", "11 (r1) + 21 (r2) = 32 t"),
    ("honey[r1] - loss[r1]", "2024", "11 (r1) − (−4.123) (r1) = 15.12 t"),
    // Units of two sizes are added in that of the sum.
    ("honey[r1] + hives[r1]", "2024", "11 (r1) + 2,250 (r1) = 2,261 t"),
    ("hives / honey", "r1, 2024", "2.25 / 11 × 1,000 = 204.5"),
    ("(hives - honey) / (hives + honey)", "r1, 2024", "(2.25 − 0.011) / (2.25 + 0.011) = 0.9903"),
    // Brackets stand where the equation would else give something else.
    ("honey[r1] - (honey[r2] - honey[r1])", "2024", "11 (r1) − (21 (r2) − 11 (r1)) = 1 t"),
    ("honey[r2] / (honey[r1] / honey[r3])", "2024", "21 (r2) / (11 (r1) / 31 (r3)) = 59.18 t"),
    ("2 * (honey[r1] + honey[r2])", "2024", "2 × (11 (r1) + 21 (r2)) = 64 t"),
    ("yoy(honey)", "r1, 2024", "11 / 10 (2023) − 1 = 10%"),
    ("diff(honey)", "r1, 2024", "11 − 10 (2023) = 1 t"),
    ("index(honey, base:2023)", "r1, 2024", "11 / 10 (2023) × 100 = 110 (2023 = 100)"),
    ("share(honey, over:region, of:r2)", "r1, 2024", "11 / 21 (r2) = 52.38%"),
    ("rolling(honey, 2, mean)", "r1, 2024", "(10 (2023) + 11) / 2 = 10.5 t"),
    ("1 - abs(honey - 5 't') / (honey + 5 't')", "r1, 2024", "1 − |11 − 5| / (11 + 5) = 0.625"),
  ]

  @Test(arguments: equations)
  func `a value is worked out so that it can be done again`(
    formula: String,
    place: String,
    text: String
  ) throws {
    let example = try #require(try Self.described(formula).example)
    #expect(example.place == place)
    #expect(example.text.replacing("\u{A0}", with: " ") == text)
    #expect(example.operands == [])
  }

  @Test func `many operands are listed by argument, and how many more there are`() throws {
    let example = try #require(try Self.described("hhi(honey, over:region)").example)
    #expect(example.text.hasSuffix(", from"))
    let line = try #require(example.operands.first).replacing("\u{A0}", with: " ")
    #expect(line.hasPrefix("\u{2003}honey: r1 11; r2 21;"))
    #expect(line.hasSuffix("r8 81; and 4 more (veta trace 'ratio @ 2024')"))
  }

  @Test(arguments: ["lag(honey)", "honey[r1]", "default(honey, 0)", "top(honey, 2, over:region)"])
  func `a value that is only taken over has no example`(formula: String) throws {
    #expect(try Self.described(formula).example == nil)
  }

  @Test func `every input is named, though a function uses many cells`() throws {
    let method = try Self.described("sum(hives, over:region) / sum(honey, over:region)")
    #expect(method.inputs == ["hives, kt", "honey, t"])
  }

  @Test func `a program stands on its lines, and functions are explained`() throws {
    let method = try Self.described("let a = honey\n  a / sum(a, over:region)")
    #expect(method.formula == ["=", "\u{2003}let a = honey", "\u{2003}a / sum(a, over:region)"])
    #expect(method.meanings == [])
    let share = try Self.described("share(honey, over:region)")
    #expect(share.formula == ["= share(honey, over:region)"])
    #expect(share.meanings.map { $0.count } == [2])
    #expect(share.meanings.first?.last == "Formula: x_i / Σ x × 100.")
  }
}
