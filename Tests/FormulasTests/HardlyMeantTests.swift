import Diagnostics
import Formulas
import Indicators
import Testing

/// Formulas that go together by their units and are wrong all the same, or hardly what is meant.
@Suite struct HardlyMeantTests {
  private static let months = (2020...2021).flatMap { year in
    (1...12).map { "\(Period.month(year, $0))" }
  }

  private static let cubes: [String: Cube] = [
    "costs": Folder.cube([], months, "EUR, nominal", .flow, text(Array(repeating: 220, count: 24))),
    "cpi": Folder.cube([], months, "index 2021=100", .rate, text((0..<24).map { 80 + $0 })),
    "old_cpi": Folder.cube([], months, "index 2015=100", .rate, text((0..<24).map { 80 + $0 })),
    "gap_cpi": Folder.cube(
      [],
      months,
      "index 2021=100",
      .rate,
      text((0..<23).map { 80 + $0 }) + " c"
    ),
    "part_cpi": Folder.cube(
      [],
      Array(months[..<20]),
      "index 2021=100",
      .rate,
      text((0..<20).map { 80 + $0 })
    ),
    "broken_cpi": Folder.cube(
      [],
      months,
      "index 2021=100",
      .rate,
      text((0..<14).map { 80 + $0 }) + " !"
        + text((14..<24).map { 80 + $0 })
    ),
    "quarters": Folder.cube([], ["2023-Q4", "2024-Q1"], "USD, nominal", .flow, "1 2"),
    "yearly": Folder.cube([], ["2023", "2024"], "USD, nominal", .flow, "8 10"),
    "people": Folder.cube([], ["2023", "2024"], "person", .stock, "4 5"),
    "tariff": Folder.cube([], ["2023", "2024"], "percent", .rate, "5 10"),
    "industry": Folder.cube([], ["2023", "2024"], "percent of GDP", .rate, "20 25"),
    "output_share": Folder.cube([], ["2023", "2024"], "percent of output", .rate, "20 25"),
    "gdp": Folder.cube([], ["2023", "2024"], "USD, nominal", .flow, "100 200"),
    "power": Folder.cube([], ["2023", "2024"], "TWh", .flow, "100 200"),
    "inflation": Folder.cube(
      [("geo", ["MEX", "USA"])],
      ["2023", "2024", "2025"],
      "percent",
      .rate,
      "4 5 6  3 x x"
    ),
    "balance": Folder.cube(
      [("partner", ["CAN", "DEU", "USA"])],
      ["2023", "2024"],
      "USD",
      .flow,
      "-2 2 3 3 4 5"
    ),
    "price": Folder.cube(
      [("product", ["honey", "wax"])],
      ["2023", "2024"],
      "USD/t",
      .rate,
      "1 2 3 4"
    ),
    "sold": Folder.cube([("product", ["honey", "wax"])], ["2023", "2024"], "t", .flow, "1 2 3 4"),
    "spent": Folder.cube(
      [("product", ["honey", "wax"])],
      ["2023", "2024"],
      "USD",
      .flow,
      "1 2 3 4"
    ),
    "fx": Folder.cube([], ["2024-01-05", "2024-01-08"], "MXN/USD", .rate, "17 18"),
  ]

  private static func text(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: " ")
  }

  private func value(_ formula: String) -> (String, [Diagnostic]) {
    let (value, diagnostics) = evaluated(formula, with: evaluator(of: Self.cubes))
    return (shown(value), diagnostics.all)
  }

  // MARK: Bases

  @Test(arguments: [
    ("deflate(costs, by:cpi, base:2021-01) @ 2021-01", "220 @ 2021-01, EUR, constant 2021-01"),
    // The months of 2021 are 92 to 103, their mean 97.5.
    ("deflate(costs, by:cpi, base:2021) @ 2020-11", "238.333333333 @ 2020-11, EUR, constant 2021"),
    // An index is 100 in the base that it names, though no month is.
    ("deflate(costs, by:cpi) @ 2020-09", "250 @ 2020-09, EUR, constant 2021"),
    ("deflate(costs, by:old_cpi) @ 2020-09", "250 @ 2020-09, EUR, constant 2015"),
    ("index(cpi, base:2021) @ 2020-09", "90.256410256 @ 2020-09, index 2021=100"),
    ("index(gap_cpi, base:2021) @ 2020-09", "confidential @ 2020-09, index 2021=100"),
    ("index(broken_cpi, base:2021) @ 2020-09", "undefined @ 2020-09, index 2021=100"),
    (
      "deflate(costs, by:gap_cpi, base:2021) @ 2020-09",
      "confidential @ 2020-09, EUR, constant 2021"
    ),
  ])
  func `a base is a period, or a year of months by their mean`(formula: String, expected: String) {
    let (shown, diagnostics) = value(formula)
    #expect(shown == expected, "\(formula)")
    #expect(diagnostics.map(\.formatted) == [], "\(formula)")
  }

  @Test(arguments: [
    "deflate(costs, by:cpi, base:2021) + deflate(costs, by:cpi, base:2021-01)",
    "deflate(costs, by:cpi, base:2021-01) / deflate(costs, by:cpi, base:2021-02)",
  ])
  func `prices of a year and of one of its months don't mix`(formula: String) {
    #expect(value(formula).1.map(\.id) == ["formulas.unit"])
  }

  @Test func `a base year needs all its months`() {
    for formula in ["index(part_cpi, base:2021)", "deflate(costs, by:part_cpi, base:2021)"] {
      let diagnostics = value(formula).1
      #expect(diagnostics.map(\.id) == ["formulas.no-period"])
      #expect(
        diagnostics.map(\.help)
          == ["a base year is the mean of its 12 periods, and 8 of 2021 are there"]
      )
    }
    #expect(
      value("index(fx, base:2024)").1.map(\.help) == [
        "annual(x, mean) makes years of shorter periods"
      ]
    )
  }

  // MARK: Time

  @Test(arguments: [
    "quarters @ 2024-Q1 / yearly @ 2024", "yearly @ 2024 / quarters @ 2024-Q1",
    "quarters @ 2024-Q1 * yearly @ 2024", "quarters / yearly @ 2024",
  ])
  func `a flow of a quarter and one of a year don't go together`(formula: String) {
    #expect(value(formula).1.map(\.id) == ["formulas.frequency"])
  }

  @Test(arguments: [
    "quarters @ 2024-Q1 / people @ 2024", "quarters @ 2024-Q1 * tariff @ 2024",
    "sum(quarters) / yearly @ 2024", "quarters @ 2024-Q1 / quarters @ 2023-Q4",
  ])
  func `a flow goes with stocks and rates of any period`(formula: String) {
    #expect(value(formula).1.map(\.formatted) == [])
  }

  @Test(arguments: [
    ("inflation[MEX] @ latest - inflation[USA] @ latest", "2025", "2023"),
    ("2 * (inflation[USA] @ latest + 1 'pp') > inflation[MEX] @ latest", "2023", "2025"),
    ("min2(inflation[MEX] @ latest, inflation[USA] @ latest)", "2025", "2023"),
    ("power @ latest / round(inflation[MEX] @ latest, 1)", "2024", "2025"),
    ("gdp @ latest / quarters @ latest * fx @ latest", "2024", "2024-Q1"),
  ])
  func `two values of different newest periods give a warning`(
    formula: String,
    left: String,
    right: String
  ) {
    let found = value(formula).1.filter { $0.id != "formulas.frequency" }
    if formula.contains("quarters") {
      // A quarter lies in its year.
      #expect(found.map(\.formatted) == [])
      return
    }
    #expect(found.map(\.id) == ["formulas.latest-differs"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.message == "'@ latest' is \(left) on one side and \(right) on the other")
  }

  @Test(arguments: [
    "(inflation[MEX] - inflation[USA]) @ latest",
    "inflation[MEX] @ latest - inflation[MEX] @ (latest - 1)",
    "inflation[MEX] @ latest - inflation[USA] @ 2023", "gdp @ latest / power @ latest",
    "inflation[MEX] @ latest > 1% and inflation[USA] @ latest > 1%",
  ])
  func `values of one newest period, or of named ones, give none`(formula: String) {
    #expect(value(formula).1.map(\.formatted) == [])
  }

  @Test func `days without a record are what a window of days lacks`() {
    let found = value("rolling(fx, 5, mean) @ latest").1
    #expect(found.map(\.id) == ["formulas.latest"])
    #expect(found.first?.help?.contains("annual(x, mean)") == true)
  }

  // MARK: Parts

  @Test func `prices and quantities are told apart`() {
    for name in ["laspeyres", "paasche", "fisher"] {
      func spans(_ price: String, _ quantity: String) -> [String?] {
        value("\(name)(price:\(price), quantity:\(quantity), over:product, base:2023)").1
          .filter { $0.id == "formulas.unit" }.map { $0.span?.text }
      }
      #expect(spans("price", "sold") == [])
      #expect(spans("sold", "price") == ["sold", "price"])
      #expect(spans("price", "spent") == ["spent"])
      #expect(spans("sold", "sold") == ["sold"])
      #expect(spans("1 / price", "sold") == ["1 / price"])
    }
  }

  @Test func `of truths those are counted that are true`() {
    #expect(value("count(balance > 2 'USD', over:partner)").0 == "2 2 from 2023, count")
    #expect(value("count(balance, over:partner)").0 == "3 3 from 2023, count")
  }

  @Test func `parts on both sides of zero have no shares`() {
    let (share, found) = value("share(balance, over:partner)")
    #expect(share == "CAN: undefined 20; DEU: undefined 30; USA: undefined 50 from 2023, percent")
    #expect(found.map(\.id) == ["formulas.both-signs"])
    #expect(found.first?.label == "undefined for 1 of 2 sets of members of partner")
    let (index, warnings) = value("hhi(balance, over:partner)")
    #expect(index == "undefined 0.38 from 2023, 1")
    #expect(warnings.map(\.id) == ["formulas.both-signs"])
    #expect(value("share(-balance[{DEU, USA}], over:partner) @ 2024").1.isEmpty)
    // Of a member that is named it is a quotient like any other.
    #expect(value("share(balance, over:partner, of:USA) @ 2023").1.isEmpty)
  }

  // MARK: Words and percentages

  @Test(arguments: [
    ("power @ latest", true), ("(gdp / people) @ latest", true), ("cpi @ latest", true),
    ("industry @ latest", true), ("sum(sold, over:product) @ latest", true),
    ("yoy(power) @ latest", false), ("diff(power) @ latest", false),
    ("power @ 2024 - power @ 2023", false), ("balance[CAN] @ latest", false),
    // A percentage may be one of growth.
    ("tariff @ latest", false), ("power @ 2024 / power @ 2023 - 1", false), ("5", false),
  ])
  func `the direction of a level gives a warning`(formula: String, isLevel: Bool) {
    let found = value("direction(\(formula), \"rose\", \"fell\", \"held\")").1
    #expect(found.map(\.id) == (isLevel ? ["formulas.direction-of-level"] : []), "\(formula)")
  }

  @Test(arguments: [
    ("tariff / 100 * gdp", ["formulas.percent-twice"]),
    ("gdp * tariff * 0.01", []), ("gdp * (tariff * 0.01)", ["formulas.percent-twice"]),
    ("tariff * gdp", []), ("gdp / 100", []), ("industry * power", ["formulas.percent-of"]),
    ("power * industry @ 2024", ["formulas.percent-of"]), ("industry * gdp", []),
    ("industry * yearly", ["formulas.percent-of"]), ("industry * (yearly - gdp)", []),
    ("output_share * power", []), ("industry * 2", []),
  ])
  func `a percentage taken twice, or of something else, gives a warning`(
    formula: String,
    ids: [String]
  ) {
    let found = value(formula).1
    #expect(found.map(\.id) == ids, "\(formula)")
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  // MARK: Ratios that nothing uses

  @Test func `a ratio that nothing uses is worked out too`() throws {
    var diagnostics = DiagnosticList()
    let excerpt = Excerpt(composed: "gdp / (power - power)")
    let formula = try #require(parseExpression(excerpt, into: &diagnostics))
    func ids(_ zero: Ratio.ZeroRule) -> [String] {
      var found = DiagnosticList()
      let ratio = Ratio(
        name: "unused",
        nameSpan: SourceSpan(Folder.file, 0..<4),
        formula: formula,
        zero: zero
      )
      evaluator(of: Self.cubes, ratios: [ratio]).checkRatios(into: &found)
      return found.all.map(\.id)
    }
    #expect(ids(.error) == ["formulas.zero"])
    #expect(ids(.missing) == [])
  }
}
