import Diagnostics
import Formulas
import Indicators
import Settings
import Testing

@Suite struct RatioTests {
  private func ratios(_ yaml: String) -> ([Ratio], DiagnosticList) {
    var diagnostics = DiagnosticList()
    let file = SourceFile(path: "ratios.yaml", text: yaml)
    guard let node = parseSettings(file, into: &diagnostics) else { return ([], diagnostics) }
    return (readRatios(node, into: &diagnostics).ratios, diagnostics)
  }

  private func value(_ formula: String, _ yaml: String) -> (String, [String]) {
    let (ratios, diagnostics) = ratios(yaml)
    #expect(diagnostics.all.map(\.formatted) == [])
    let (value, found) = evaluated(formula, with: Folder.evaluator(ratios))
    return (shown(value), found.all.map(\.id))
  }

  @Test func `a ratio is read in its plain and its mapping form`() {
    let (ratios, diagnostics) = ratios(
      """
      plain: mined[geo:MEX] / mined[geo:WLD]
      quoted: "sum((mined / mined[geo: WLD]) ^ 2, over: geo)"
      full:
        formula: |
          let whole = mined[WLD]
          mined[MEX] / whole
        title: {en: Share, es: Parte}
        unit: percent
        zero: missing
        over: ratio-of-sums
        decimals: 2
      """
    )
    #expect(diagnostics.all.map(\.formatted) == [])
    #expect(ratios.map(\.name) == ["plain", "quoted", "full"])
    #expect(ratios[0].zero == .error)
    #expect(ratios[0].over == nil)
    #expect(ratios[0].unit == nil)
    #expect(ratios[2].zero == .missing)
    #expect(ratios[2].over == .ratioOfSums)
    #expect(ratios[2].decimals == 2)
    #expect(ratios[2].unit == Unit(meaning: .percent))
    #expect(ratios[2].title?["es"] == "Parte")
    #expect(ratios[2].nameSpan.text == "full")
    let evaluator = Folder.evaluator(ratios)
    #expect(shown(evaluated("full", with: evaluator).0) == "10 20 30 20 25 from 2020, percent")
    #expect(shown(evaluated("plain @ 2024", with: evaluator).0) == "0.25 @ 2024, 1")
    #expect(shown(evaluated("quoted @ 2020", with: evaluator).0) == "0.1 @ 2020, 1")
    #expect(evaluator.decimals(of: "full") == 2)
    #expect(evaluator.title(of: "full", language: "en") == "Share")
  }

  @Test(arguments: [
    ("r: mined +‹›", "formulas.syntax"), ("‹sum›: mined", "formulas.reserved-name"),
    ("‹my-ratio›: mined", "formulas.name"), ("‹2nd›: mined", "formulas.name"),
    ("r: {formula: mined, unit: ‹tone›}", "formulas.unit-text"),
    ("r: {formula: mined, ‹unti›: t}", "settings.unknown-key"),
    ("r: {‹unit›: t}", "settings.missing-key"),
    ("r: {formula: mined, zero: ‹maybe›}", "settings.choice"),
  ])
  func `what is wrong in the file is shown where it is`(marked: String, id: String) {
    let (text, ranges) = unmarked(marked)
    let (_, diagnostics) = ratios(text)
    #expect(diagnostics.all.map(\.id) == [id])
    if id != "settings.missing-key" {
      #expect(diagnostics.all.map { $0.span?.range } == ranges)
    }
  }

  @Test func `a cycle is printed`() {
    let (_, ids) = value("a", "a: b + 1\nb: c * 2\nc: a / 3")
    #expect(ids == ["formulas.cycle"])
    let (ratios, _) = ratios("a: b + 1\nb: c * 2\nc: a / 3")
    let message = evaluated("a", with: Folder.evaluator(ratios)).1.all.first?.message
    #expect(message == "the formula needs itself: a → b → c → a")
  }

  @Test func `a mistake in a ratio is told once and its users say nothing more`() {
    let (ratios, _) = ratios("a: nined\nb: a + 1\nc: a + b")
    let evaluator = Folder.evaluator(ratios)
    var diagnostics = DiagnosticList()
    evaluator.checkRatios(into: &diagnostics)
    #expect(diagnostics.all.map(\.id) == ["formulas.unknown-name"])
    // Asked again for another figure, it is still wrong.
    #expect(evaluated("a", with: evaluator).1.all.map(\.id) == ["formulas.unknown-name"])
    #expect(evaluated("b + c", with: evaluator).1.all.map(\.id) == ["formulas.unknown-name"])
  }

  @Test func `a declared unit must fit what the formula gives`() {
    let (_, ids) = value("r", "r: {formula: mined, unit: USD}")
    #expect(ids == ["formulas.declared-unit"])
    #expect(value("r[MEX] @ 2020", "r: {formula: mined, unit: kg}").0 == "10000 @ 2020, kg")
    #expect(value("r", "r: {formula: 100, unit: index 2024=100}").0 == "100, index 2024=100")
    #expect(value("r", "r: {formula: 1e308 'Gt', unit: g}").0 == "undefined, g")
  }

  @Test func `a name that means two things is told with both places`() {
    let (ratios, _) = ratios("mined: holes + 1 't'")
    var diagnostics = DiagnosticList()
    Folder.evaluator(ratios).checkNames(into: &diagnostics)
    #expect(diagnostics.all.map(\.id) == ["formulas.duplicate-name"])
    #expect(diagnostics.all.first?.span?.text == "mined")
    #expect(diagnostics.all.first?.notes.first?.span?.file.path == "data.csv")
  }

  @Test func `a zero denominator is an error unless the ratio says missing`() {
    let (shownValue, ids) = value("r", "r: mined[MEX] / zero")
    #expect(shownValue == "nothing")
    #expect(ids == ["formulas.zero"])
    let (ratios, _) = ratios("r: mined[MEX] / zero")
    let message = evaluated("r", with: Folder.evaluator(ratios)).1.all.first?.message
    #expect(message == "the denominator is zero at 2020")
    #expect(
      value("r", "r: {formula: \"mined[MEX] / zero\", zero: missing}").0
        == "undefined 20 15 undefined 12.5 from 2020, 1"
    )
  }

  @Test func `a division is added up only as it says`() {
    let yaml = "yield: {formula: \"mined / metals[zinc]\", RULE zero: missing}"
    func sum(_ rule: String, _ formula: String) -> (String, [String]) {
      value(formula, yaml.replacing("RULE", with: rule))
    }
    #expect(sum("", "sum(yield @ 2024, over:geo)").1 == ["formulas.adding-ratios"])
    #expect(sum("", "mean(yield @ 2024, over:geo)").1 == ["formulas.adding-ratios"])
    #expect(sum("", "max(yield @ 2024, over:geo)").1 == [])
    // 50 / 8000 and 50 / 2000 are 0.00625 and 0.025; together 100 / 10000.
    #expect(
      sum("over: ratio-of-sums,", "sum(yield @ 2024, over:geo)").0 == "0.01E @ 2024, 1"
    )
    #expect(
      sum("over: mean-of-ratios,", "sum(yield @ 2024, over:geo)").0 == "0.015625E @ 2024, 1"
    )
  }

  @Test func `a ratio of sums that skips what is missing has the same members above and below`()
    throws
  {
    let members = ["a", "b", "c"].map { Member($0) }
    func cube(_ unit: String, _ values: [Double?]) throws -> Cube {
      Cube(
        axes: [Axis("geo", members)],
        time: .instant(Period.year(2024)),
        unit: try Unit.parse(unit),
        kind: .flow,
        values: values.map { $0 ?? 0 },
        statuses: values.map { $0 == nil ? .confidential : .actual }
      )
    }
    let (ratios, _) = ratios("r: {formula: \"ore / hours\", over: ratio-of-sums}")
    let evaluator = Evaluator(catalogue: Catalogue(indicators: [:]), ratios: ratios)
    evaluator.add(results: [
      "ore": ResultCube(cube: try cube("t", [10, 20, nil])),
      "hours": ResultCube(cube: try cube("h", [nil, 5, 100])),
    ])
    var list = DiagnosticList()
    let formula = Excerpt(composed: "sum(r, over:geo, missing:skip)")
    let expression = try #require(parseExpression(formula, into: &list))
    let sum = try #require(evaluator.evaluated(expression, into: &list)?.cube)
    // Only b has both; 30 / 105 would be that of nothing.
    #expect(sum[0] == 4)
    #expect(list.all.isEmpty)
  }

  @Test func `a sum of shares of one whole is the share of the sum`() {
    #expect(
      value(
        "sum(part, over:geo) @ 2020",
        "part: {formula: \"mined / mined[WLD]\", over: ratio-of-sums, unit: percent}"
      ).0 == "40 @ 2020, percent"
    )
  }

  @Test func `a product of quantities adds up without a rule`() {
    #expect(
      value(
        "sum(worth, over:mineral) @ 2024",
        "worth: \"metals[MEX, mineral:{gold, silver}] * price\""
      ).0
        == "108 @ 2024, million USD"
    )
  }

  @Test func `both ways of adding a ratio up are shown where it does not say which`() {
    let (ratios, _) = ratios("yield: {formula: \"mined / metals[zinc]\", zero: missing}")
    let diagnostic = evaluated("sum(yield @ 2024, over:geo)", with: Folder.evaluator(ratios)).1.all
    #expect(
      diagnostic.first?.notes.map(\.text)
        == ["at 2024 the ratio of sums is 0.01, the mean of the ratios 0.01563"]
    )
  }

  @Test func `a division by the same for all members adds up without a rule`() {
    #expect(value("sum(part, over:geo)", "part: mined / mined[WLD]").1 == [])
    #expect(
      value("sum(twice, over:geo) @ 2024", "twice: \"100 * mined / (mined + mined)\"").1
        == ["formulas.adding-ratios"]
    )
    #expect(
      value(
        "sum(twice, over:geo) @ 2024",
        "twice: {formula: \"100 * mined / (mined + mined)\", over: ratio-of-sums}"
      ).0 == "50E @ 2024, 1"
    )
    #expect(
      value(
        "sum(r, over:geo) @ 2024",
        "r: {formula: \"mined / (mined + mined) + 1\", over: ratio-of-sums}"
      ).1 == ["formulas.adding-ratios"]
    )
  }

  @Test func `a mean of a division that has no name is warned of, with both results`() {
    let (value, diagnostics) = evaluated("mean(mined / metals[zinc] @ 2024, over:geo)")
    #expect(value != nil)
    #expect(diagnostics.all.map(\.id) == ["formulas.mean-of-ratios"])
    #expect(diagnostics.all.first?.severity == .warning)
    #expect(diagnostics.all.first?.notes.count == 1)
    #expect(evaluated("mean(mined / mined[WLD], over:geo)").1.all.isEmpty)
  }

  @Test(arguments: [
    ("(mined/invested) [MEX]", ["r"]), ("1 + yoy(mined / invested)", ["r"]),
    ("if(a > 0, mined / invested, sum(mined, over:geo))", ["r", "total"]), ("r[MEX] @ 2024", []),
    ("mined / real", []), ("invested / mined", []), ("sum(mined, over:geo, missing:skip)", []),
  ])
  func `a ratio that is written out again is told by its name`(text: String, names: [String]) throws
  {
    let (ratios, _) = ratios("r: mined / invested\ntotal: sum(mined, over:geo)\nplain: mined")
    var diagnostics = DiagnosticList()
    let formula = try #require(parseExpression(Excerpt(composed: text), into: &diagnostics))
    Folder.evaluator(ratios).checkRepeats(in: formula, into: &diagnostics)
    #expect(diagnostics.all.allSatisfy { $0.id == "formulas.repeated-ratio" })
    #expect(
      diagnostics.all.map(\.message).sorted()
        == names.map { "this is the ratio '\($0)' written out again" }.sorted()
    )
    #expect(diagnostics.all.allSatisfy { $0.notes.first?.span?.file.path == "ratios.yaml" })
  }
}
