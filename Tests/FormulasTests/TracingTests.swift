import Diagnostics
import Formulas
import Indicators
import TestSupport
import Testing

@Suite struct TracingTests {
  // MARK: Single trees

  private func tree(
    _ formula: String,
    _ ratios: [Ratio] = [],
    limit: Int? = nil,
    cell: Int? = nil
  ) throws -> Trace {
    var diagnostics = DiagnosticList()
    let expression = try #require(
      parseExpression(Excerpt(composed: formula), into: &diagnostics)
    )
    let traced = try #require(
      Folder.evaluator(ratios).traced(expression, into: &diagnostics),
      "\(diagnostics.all)"
    )
    let newest = try #require(traced.newestCells.first)
    return traced.trace(cell: cell ?? newest, limit: limit)
  }

  private func ratio(_ name: String, _ formula: String) throws -> Ratio {
    let excerpt = Excerpt(composed: formula)
    var diagnostics = DiagnosticList()
    return Ratio(
      name: name,
      nameSpan: excerpt.span,
      formula: try #require(parseExpression(excerpt, into: &diagnostics))
    )
  }

  /// A tree on one line: `text=value(children)`.
  private func line(_ trace: Trace) -> String {
    let value = trace.value.map { "\($0)" } ?? trace.reason.map { "\($0)" } ?? "?"
    let period = trace.period.map { "@\($0)" } ?? ""
    let children = trace.children.map(line).joined(separator: " ")
    let more = trace.omitted > 0 ? " +\(trace.omitted)" : ""
    return "\(trace.text)=\(value)\(period)" + (children.isEmpty ? "" : "(\(children)\(more))")
  }

  @Test(
    arguments: [
      ("mined[MEX] @ 2022", "mined[MEX] @ 2022=30.0@2022"),
      (
        "mined[MEX] / mined[WLD]",
        "mined[MEX] / mined[WLD]=0.25@2024(mined[MEX]=50.0@2024 mined[WLD]=200.0@2024)"
      ),
      ("(mined[MEX] * 2) @ 2021", "(mined[MEX] * 2) @ 2021=40.0@2021(mined[MEX]=20.0@2021 2=2.0)"),
      ("sum(mined, over:geo)", "sum(mined, over:geo)=100.0@2024(mined=50.0@2024 mined=50.0@2024)"),
      ("yoy(mined[MEX])", "yoy(mined[MEX])=25.0@2024(mined[MEX]=50.0@2024 mined[MEX]=40.0@2023)"),
      ("lag(mined[MEX], 3)", "lag(mined[MEX], 3)=20.0@2024(mined[MEX]=20.0@2021)"),
      (
        "index(mined[MEX], base:2020)",
        "index(mined[MEX], base:2020)=500.0@2024(mined[MEX]=50.0@2024 mined[MEX]=10.0@2020)"
      ),
      (
        "cagr(mined[WLD], 2020, 2022)",
        "cagr(mined[WLD], 2020, 2022)=0.0(mined[WLD]=100.0@2020 mined[WLD]=100.0@2022)"
      ),
      (
        "rolling(mined[MEX], 2, mean)",
        "rolling(mined[MEX], 2, mean)=45.0@2024(mined[MEX]=40.0@2023 mined[MEX]=50.0@2024)"
      ),
      (
        "let a = mined[MEX] @ 2020\na + a",
        "a + a=20.0@2020(a=10.0@2020(mined[MEX] @ 2020=10.0@2020) a=10.0@2020(mined[MEX] @ 2020=10.0@2020))"
      ),
    ] as [(String, String)]
  )
  func `a tree shows the cells that were used`(formula: String, expected: String) throws {
    #expect(line(try tree(formula)) == expected)
  }

  @Test func `a ratio shows its formula, and the operands of that`() throws {
    let share = try ratio("mexican", "mined[MEX] / mined[WLD]")
    let trace = try tree("mexican @ 2020", [share])
    #expect(trace.step == .ratio)
    #expect(trace.formula?.text == "mined[MEX] / mined[WLD]")
    #expect(trace.operation == "/")
    #expect(line(trace) == "mexican @ 2020=0.1@2020(mined[MEX]=10.0@2020 mined[WLD]=100.0@2020)")
    let first = try #require(trace.children.first)
    #expect(first.step == .indicator && first.name == "mined" && first.decimals == 1)
    #expect(first.origin?.source == "even")
  }

  @Test(
    arguments: [
      ("metals[zinc, MEX] @ 2022", Trace.Reason.status),
      ("metals[zinc, MEX] @ 2022 * 2", .operand),
      ("mined[MEX] @ 2020 / zero @ 2020", .zeroDenominator),
      ("diff(broken) @ 2022", .brokenSeries),
      ("ln(0 * mined[MEX] @ 2020 / mined[MEX] @ 2020)", .undefined),
    ] as [(String, Trace.Reason)]
  )
  func `a missing value says why`(formula: String, reason: Trace.Reason) throws {
    let trace = try tree(formula)
    #expect(trace.value == nil)
    #expect(trace.reason == reason)
  }

  @Test func `long lists of cells are cut where that is asked`() throws {
    let cut = try tree("cumsum(mined[MEX])", limit: 2)
    #expect(cut.children.count == 2 && cut.omitted == 3)
    let whole = try tree("cumsum(mined[MEX])")
    #expect(whole.children.count == 5 && whole.omitted == 0)
  }

  @Test func `a cut list names its argument, and each argument keeps its part of the room`() throws
  {
    let formula = "elasticity(mined[MEX], mined[WLD], 2020, 2024)"
    let cut = try tree(formula, limit: 4)
    #expect(cut.children.map(\.text) == ["mined[MEX]", "mined[MEX]", "mined[WLD]", "mined[WLD]"])
    #expect(
      cut.omissions == [
        Trace.Omission(text: "mined[MEX]", count: 3), Trace.Omission(text: "mined[WLD]", count: 3),
      ]
    )
    #expect(try tree(formula).omissions == [])
    // What one argument does not need is the other's.
    let uneven = try tree("cumsum(mined[MEX])", limit: 4)
    #expect(uneven.omissions == [Trace.Omission(text: "mined[MEX]", count: 1)])
  }

  @Test func `where a list is cut, the missing cell comes first and is the reason`() throws {
    let trace = try tree("cumsum(metals[silver, MEX]) @ 2024", limit: 1)
    #expect(trace.value == nil && trace.reason == .operand)
    #expect(trace.children.map(\.period) == [.year(2023)])
    #expect(trace.omitted == 2)
  }

  @Test func `a text is not traced`() throws {
    var diagnostics = DiagnosticList()
    let formula = "direction(yoy(mined[MEX]) @ latest, \"up\", \"down\", \"flat\")"
    let expression = try #require(
      parseExpression(Excerpt(composed: formula), into: &diagnostics)
    )
    #expect(Folder.evaluator().traced(expression, into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.id) == ["formulas.text-traced"])
  }

  @Test func `a cell's selection gives that cell`() throws {
    for formula in [
      "mined", "metals", "mined / mined[WLD]", "share(mined, over:geo)", "metals @ 2023",
    ] {
      var diagnostics = DiagnosticList()
      let evaluator = Folder.evaluator()
      let expression = try #require(
        parseExpression(Excerpt(composed: formula), into: &diagnostics)
      )
      let traced = try #require(evaluator.traced(expression, into: &diagnostics))
      for cell in traced.cube.values.indices where !traced.cube.statuses[cell].isMissing {
        let text = traced.selection(of: cell)
        let (value, found) = evaluated(text)
        guard case .cube(let one) = value else {
          Issue.record("\(text): \(found.all)")
          continue
        }
        #expect(one.values.count == 1 && one[0] == traced.cube[cell], "\(text)")
      }
    }
  }

  // MARK: Properties

  /// What the operation of a step makes of its children, in their own units; nothing where it is not
  /// one of those that are worked out here.
  private func reproduced(_ trace: Trace) -> Double? {
    let values = trace.children.compactMap(\.value)
    guard values.count == trace.children.count, trace.omitted == 0, let first = values.first,
      let last = values.last
    else { return nil }
    switch trace.operation {
    case "*": return first * last
    case "/": return first / last
    case "sum", "cumsum": return values.reduce(0, +)
    case "mean": return values.reduce(0, +) / Double(values.count)
    case "min": return values.min()
    case "max": return values.max()
    case "lag", "lead": return first
    case "diff": return first - last
    case "yoy": return (first / last - 1) * 100
    case "index": return first / last * 100
    case "abs": return abs(first)
    case "if": return last
    case "+", "-":
      guard values.count == 2,
        trace.children.allSatisfy({ $0.unit == trace.unit })
      else { return nil }
      return trace.operation == "+" ? first + last : first - last
    default: return nil
    }
  }

  /// Every step of a tree whose operation is worked out here, with how its value lies to the reproduced.
  private func check(_ trace: Trace, _ factors: inout [String: Double], _ label: String) -> Int {
    var count = 0
    if let value = trace.value, let own = reproduced(trace), own != 0, own.isFinite {
      // A product is printed in a scale of its own, the same for all its cells.
      let isProduct = trace.operation == "*" || trace.operation == "/" || trace.operation == "if"
      let key = "\(trace.text) \(trace.unit) \(trace.children.map { "\($0.unit)" })"
      let factor = value / own
      let expected = isProduct || trace.step == .ratio ? factors[key] ?? factor : 1
      factors[key] = expected
      count += 1
      #expect(
        abs(factor - expected) <= 1e-9 * abs(expected),
        "\(label): \(trace.text) is \(value), its parts give \(own)"
      )
    }
    for child in trace.children { count += check(child, &factors, label) }
    return count
  }

  @Test func `a tree has the value of its formula, and its parts make it`() {
    let evaluator = Folder.evaluator()
    var (traced, reproduced) = (0, 0)
    for seed in 1...1200 as ClosedRange<UInt64> {
      var maker = FormulaMaker(random: SplitMix64(seed: seed))
      let text = maker.formula(seed % 2 == 0 ? 3 : 2)
      var diagnostics = DiagnosticList()
      guard let expression = parseExpression(Excerpt(composed: text), into: &diagnostics),
        case .cube(let cube) = evaluator.evaluate(expression, into: &diagnostics),
        let tracing = evaluator.traced(expression, into: &diagnostics)
      else { continue }
      var factors: [String: Double] = [:]
      for cell in cube.values.indices {
        let trace = tracing.trace(cell: cell)
        #expect(trace.value == cube[cell], "seed \(seed): \(text)")
        #expect(trace.status == cube.statuses[cell], "seed \(seed): \(text)")
        #expect((trace.reason == nil) == (trace.value != nil), "seed \(seed): \(text)")
        traced += 1
        reproduced += check(trace, &factors, "seed \(seed): \(text)")
      }
    }
    #expect(traced > 1000)
    #expect(reproduced > 500)
  }
}
