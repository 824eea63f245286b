import Diagnostics
import Formulas
import Indicators
import TestSupport
import Testing

/// Formulas made at random out of the folder's names: most mean nothing, and all must be told so.
struct FormulaMaker {
  var random: SplitMix64

  mutating func pick(_ texts: [String]) -> String {
    texts[Int.random(in: 0..<texts.count, using: &random)]
  }

  mutating func formula(_ depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1, 2:
      let symbols = ["+", "-", "*", "/", "^", "==", "<", "and"]
      return "(\(formula(depth - 1)) \(pick(symbols)) \(formula(depth - 1)))"
    case 3: return "-\(formula(depth - 1))"
    case 4: return "\(leaf())[\(pick(["MEX", "geo:{MEX, PER}", "!WLD", "gold", "2021..2023"]))]"
    case 5: return "\(formula(depth - 1)) @ \(pick(["2022", "latest", "first", "(latest - 1)"]))"
    case 6:
      let names = ["sum", "mean", "share", "rank", "hhi", "count", "max"]
      return "\(pick(names))(\(formula(depth - 1)), over:\(pick(["geo", "mineral"])))"
    case 7: return "top(\(formula(depth - 1)), 1, over:geo, rest:\(pick(["true", "false"])))"
    case 8:
      return "\(pick(["lag", "diff", "yoy", "cumsum", "lead", "mean"]))(\(formula(depth - 1)))"
    case 9: return "index(\(formula(depth - 1)), base:2021)"
    case 10: return "\(pick(["abs", "sqrt", "exp", "ln", "ratio", "known"]))(\(formula(depth - 1)))"
    case 11: return "if(\(formula(depth - 1)) > 0, \(formula(depth - 1)), \(formula(depth - 1)))"
    case 12: return "min2(\(formula(depth - 1)), \(formula(depth - 1)))"
    default: return "default(\(formula(depth - 1)), \(formula(depth - 1)))"
    }
  }

  private mutating func leaf() -> String {
    let names = [
      "mined", "metals", "invested", "weight", "prices", "workers", "broken", "holes", "zero",
      "price", "ends", "forecast", "fx", "split", "mined[MEX]", "metals[gold]",
    ]
    return Bool.random(using: &random) || Bool.random(using: &random)
      ? pick(names) : pick(["0", "1", "2.5", "1e200", "5%", "3 't'", "1e-300"])
  }
}

@Suite struct FormulaPropertyTests {
  @Test func `what is checked is what is computed, and no cell is ever NaN`() {
    let evaluator = Folder.evaluator()
    var computed = 0
    for seed in 1...2000 as ClosedRange<UInt64> {
      var maker = FormulaMaker(random: SplitMix64(seed: seed))
      let text = maker.formula(seed % 2 == 0 ? 3 : 2)
      var diagnostics = DiagnosticList()
      guard let expression = parseExpression(Excerpt(composed: text), into: &diagnostics) else {
        Issue.record("seed \(seed): \(text) does not parse")
        continue
      }
      let type = evaluator.type(of: expression, into: &diagnostics)
      let value = evaluator.evaluate(expression, into: &diagnostics)
      #expect((value == nil) == diagnostics.hasErrors, "seed \(seed): \(text)")
      #expect(type != nil || value == nil, "seed \(seed): \(text)")
      guard case .cube(let cube) = value, case .cube(let type) = type else { continue }
      computed += 1
      let finite = cube.values.indices.allSatisfy { cube[$0]?.isFinite ?? true }
      #expect(finite, "seed \(seed): \(text)")
      #expect(
        cube.unit.scaled(toMultiplier: 0) == type.unit.scaled(toMultiplier: 0),
        "seed \(seed): \(text)"
      )
      #expect(cube.axes.map(\.name) == type.axes.map(\.name), "seed \(seed): \(text)")
      #expect(cube.kind == type.kind, "seed \(seed): \(text)")
      for (axis, known) in zip(cube.axes, type.axes) {
        let isPart = Set(axis.members.map(\.id)).isSubset(of: known.members.map(\.id))
        #expect(isPart, "seed \(seed): \(text)")
      }
      switch (cube.time, type.time) {
      case (.none, .none), (.none, .instant), (.instant, .instant): break
      case (.series(let periods), .series(_, let known)):
        #expect(periods == known, "seed \(seed): \(text)")
      case (.none, .series), (.instant, .none), (.instant, .series), (.series, .none),
        (.series, .instant):
        Issue.record("seed \(seed): \(text) lies otherwise in time than was checked")
      }
    }
    // Enough of them mean something for this to be a test.
    #expect(computed > 200)
  }

  @Test func `any bytes are read or refused, with places inside the text`() {
    let alphabet = Array("abx12.e+-*/^()[]{},:@%'\"`$!<>=# \nñ−é😀&|;letif")
    for seed in 1...2000 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let count = Int.random(in: 0..<30, using: &random)
      let text = String((0..<count).map { _ in alphabet.randomElement(using: &random) ?? "a" })
      var diagnostics = DiagnosticList()
      let excerpt = Excerpt(composed: text)
      let expression = parseExpression(excerpt, into: &diagnostics)
      #expect((expression == nil) == diagnostics.hasErrors, "seed \(seed): \(text)")
      for diagnostic in diagnostics.all {
        let range = diagnostic.span?.range ?? -1 ..< -1
        #expect(
          range.lowerBound >= 0 && range.upperBound <= text.utf8.count,
          "seed \(seed): \(text)"
        )
      }
    }
  }

  @Test func `a formula as deep as it may be is checked, computed and compiled`() throws {
    var diagnostics = DiagnosticList()
    for text in [
      "1" + String(repeating: " + 1", count: 190), String(repeating: "-", count: 190) + "1",
      String(repeating: "abs(", count: 90) + "1" + String(repeating: ")", count: 90),
    ] {
      let expression = try #require(
        parseExpression(Excerpt(composed: text), into: &diagnostics)
      )
      let evaluator = Folder.evaluator()
      #expect(evaluator.evaluate(expression, into: &diagnostics) != nil)
      let model = ScalarModel(frequency: .annual, series: [:])
      #expect(evaluator.compile(expression, model: model, into: &diagnostics) != nil)
    }
    #expect(diagnostics.all.isEmpty)
  }
}
