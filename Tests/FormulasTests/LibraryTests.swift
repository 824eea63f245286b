import Diagnostics
import Formulas
import Indicators
import Settings
import Testing

/// Interpolation, years so far, contributions, index numbers, elasticities, vintages and words.
@Suite struct LibraryTests {
  private func check(_ formula: String, _ expected: String, language: String = "en") {
    let (value, diagnostics) = evaluated(
      formula,
      with: Library.evaluator(language: language)
    )
    #expect(shown(value) == expected, "\(formula)")
    #expect(diagnostics.all.filter { $0.severity == .error }.map(\.formatted) == [], "\(formula)")
  }

  @Test(arguments: [
    ("interpolate(gaps)", "notAvailable 2 3E 4E 5E 6 from 2019, thousand person"),
    ("interpolate(jump)", "1 notAvailable !30 35E 40 notApplicable 60 from 2018, USD/t"),
    ("interpolate(ahead)", "1 2F 3F from 2020, percent"),
    ("interpolate(sparse)", "1 2E 3E 4 from 2020, thousand person"),
    ("interpolate(sparse_days)", "1 2E 3 from 2024-01-02, USD/t"),
    (
      "interpolate(two)",
      "MEX: 1 2E 3; PER: absent absent absent from 2020, thousand person"
    ),
  ])
  func `a gap is filled on the line between its ends`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("ytd(quarters)", "notAvailable 1 3 6 10 9 from 2022-Q4, million USD, nominal"),
    // The months of 2023 begin in October.
    (
      "ytd(months)",
      "notAvailable notAvailable notAvailable 4 notAvailable notAvailable from 2023-10, t"
    ),
  ])
  func `a year so far begins with its first period`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    (
      "contribution(mined, over:geo)",
      "MEX: notAvailable 25 20 16.666666667 10E; PER: notAvailable 0 0 50 -10E from 2020, pp"
    ),
    (
      "contribution(mined[{MEX}], over:geo, n:2)",
      "MEX: notAvailable notAvailable 200 100 66.666666667 from 2020, pp"
    ),
    (
      "sum(contribution(mined, over:geo), over:geo)",
      "notAvailable 25 20 66.666666667 0E from 2020, pp"
    ),
    (
      "contribution(metals[MEX], over:mineral)",
      "gold: notAvailable notAvailable notAvailable; silver: notAvailable notAvailable notAvailable; zinc: notAvailable notAvailable notAvailable from 2022, pp"
    ),
    (
      "contribution(parts, over:geo)",
      "MEX: notAvailable undefined; PER: notAvailable undefined from 2020, pp"
    ),
  ])
  func `contributions are points of the growth of the total`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    (
      "per_capita(invested, workers)",
      "2500 4878.048780488 7142.857142857 9302.325581395 11363.636363636 from 2020, USD/person, nominal"
    ),
    ("per_capita(hired, workers)", "0.1 0.1 0.1 0.1 0.1 from 2020, 1"),
    (
      "laspeyres(price:paid, quantity:sold, over:good, base:2020)",
      "100 140 115E from 2020, index 2020=100"
    ),
    (
      "paasche(price:paid, quantity:sold, over:good, base:2020)",
      "100 150 117.307692308E from 2020, index 2020=100"
    ),
    (
      "fisher(price:paid, quantity:sold, over:good, base:2020)",
      "100 144.913767462 116.148114989E from 2020, index 2020=100"
    ),
    (
      "laspeyres(price:paid, quantity:sold, over:good, base:2021)",
      "66.666666667 100 75E from 2020, index 2021=100"
    ),
    (
      "fisher(price:paid[{bread}], quantity:sold, over:good, base:2020)",
      "100 200 100 from 2020, index 2020=100"
    ),
    (
      "laspeyres(price:paid, quantity:some, over:good, base:2020)",
      "notAvailable notAvailable notAvailable from 2020, index 2020=100"
    ),
    (
      "laspeyres(price:paid, quantity:some, over:good, base:2020, missing:skip)",
      "100 200 100 from 2020, index 2020=100"
    ),
    (
      "laspeyres(price:restated, quantity:sold, over:good, base:2020)",
      "100 undefined undefined from 2020, index 2020=100"
    ),
    ("elasticity(squares, bases, 2020, 2024)", "2, 1"),
    ("elasticity(squares, bases, 2020, 2024).r2", "1, 1"),
    ("elasticity(squares, bases, 2021, 2023).n", "3, count"),
    ("elasticity(squares, bases, 2020, 2024).low", "2, 1"),
    ("elasticity(squares, bases, 2020, 2024, trend:true)", "undefined, 1"),
    ("elasticity(zero, bases, 2020, 2024)", "undefined, 1"),
    ("elasticity(holes, bases, 2020, 2024).n + 1", "4, count"),
    ("elasticity(broken, bases, 2020, 2024).high", "undefined, 1"),
    ("elasticity(y: mined, x: bases, from: 2020, to: 2024).n", "MEX: 5; PER: 5E; WLD: 5, count"),
  ])
  func `the rest of the library gives what its formulas say`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test func `an interval is Student's`() throws {
    let evaluator = Library.evaluator()
    func value(_ field: String) throws -> Double {
      let (value, _) = evaluated(
        "elasticity(scattered, doubling, 2020, 2023)\(field)",
        with: evaluator
      )
      guard case .cube(let cube) = value else { throw LibraryError.noValue }
      return try #require(cube[0])
    }
    // ln x is 0, 1, 2, 3 times ln 2 and ln y is 0, 1, 1, 2 times ln 2: slope 3/5, intercept 1/10, residuals
    // -1/10, 3/10, -3/10, 1/10, so that s² = 0.2 / 2 and the slope's error √(0.1 / 5).
    #expect(abs(try value("") - 0.6) < 1e-12)
    #expect(abs(try value(".r2") - 0.9) < 1e-12)
    let width = 4.302652729696142 * (0.02).squareRoot()
    #expect(abs(try value(".low") - (0.6 - width)) < 1e-11)
    #expect(abs(try value(".high") - (0.6 + width)) < 1e-11)
  }

  @Test(arguments: [
    ("likely(0%)", "exceptionally unlikely", "excepcionalmente improbable"),
    ("likely(0.01)", "exceptionally unlikely", "excepcionalmente improbable"),
    ("likely(1.1%)", "very unlikely", "muy improbable"),
    ("likely(0.1)", "very unlikely", "muy improbable"),
    ("likely(0.11)", "unlikely", "improbable"), ("likely(0.33)", "unlikely", "improbable"),
    ("likely(0.34)", "about as likely as not", "tan probable como improbable"),
    ("likely(65.9%)", "about as likely as not", "tan probable como improbable"),
    ("likely(66%)", "likely", "probable"), ("likely(89.9%)", "likely", "probable"),
    ("likely(0.9)", "very likely", "muy probable"),
    ("likely(0.98)", "very likely", "muy probable"),
    ("likely(0.99)", "virtually certain", "prácticamente seguro"),
    ("likely(1)", "virtually certain", "prácticamente seguro"),
  ])
  func `a word of likelihood is the one whose range holds the probability`(
    formula: String,
    english: String,
    spanish: String
  ) {
    check(formula, "\"\(english)\"")
    check(formula, "\"\(spanish)\"", language: "es")
  }

  @Test(arguments: [
    ("vintage(revised, 2021-06-01)", "1 2 from 2020, t"),
    ("vintage(revised, 2022-01-01) @ 2020", "3 @ 2020, t"),
    ("revised @ 2020 - vintage(revised, 2021-06-01) @ 2020", "2 @ 2020, t"),
    ("vintage(doubled, 2021-06-01) @ latest", "4 @ 2021, t"),
    ("vintage(bases, 2021-06-01)", "1 2 4 8 16 from 2020, t"),
  ])
  func `a vintage is what was known on a day`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("laspeyres(price:paid, quantity:some, over:good, base:2020)", "formulas.unmatched"),
    ("vintage(bases, 2021-06-01)", "formulas.release-dates"),
  ])
  func `what is worth a look is told`(formula: String, id: String) {
    let (_, diagnostics) = evaluated(formula, with: Library.evaluator())
    #expect(diagnostics.all.map(\.id) == [id])
    #expect(diagnostics.all.allSatisfy { $0.severity == .warning })
  }

  @Test(arguments: [
    ("interpolate(‹mined›)", "formulas.interpolation"),
    ("interpolate(‹places›)", "formulas.unit"),
    ("interpolate(‹averages›)", "formulas.argument"),
    ("ytd(‹mined›)", "formulas.argument"), ("ytd(‹days›)", "formulas.frequency"),
    ("ytd(‹stocks›)", "formulas.add-up"),
    ("contribution(‹weight›, over:geo)", "formulas.growth-of-percent"),
    ("contribution(mined, over:‹mineral›)", "formulas.dimension"),
    ("contribution(mined, over:geo, n:‹0›)", "formulas.argument"),
    ("contribution(‹share_of_bases›, over:geo)", "formulas.adding-ratios"),
    ("per_capita(‹weight›, workers)", "formulas.unit"),
    ("per_capita(invested, ‹mined›)", "formulas.unit"),
    ("per_capita(invested, ‹hired›)", "formulas.argument"),
    ("laspeyres(price:‹sold›, quantity:sold, over:good, base:2020)", "formulas.unit"),
    ("laspeyres(price:paid, quantity:‹paid›, over:good, base:2020)", "formulas.unit"),
    ("laspeyres(price:paid, quantity:sold, over:good, base:‹2030›)", "formulas.no-period"),
    ("laspeyres(price:paid, quantity:sold, over:‹geo›, base:2020)", "formulas.dimension"),
    ("paasche(price:‹paid @ 2020›, quantity:sold, over:good, base:2020)", "formulas.no-series"),
    ("‹elasticity›(squares, bases, 2020, 2021)", "formulas.points"),
    ("‹elasticity›(squares, bases, 2020, 2022, trend:true)", "formulas.points"),
    ("elasticity(squares, bases, 2022, ‹2020›)", "formulas.argument"),
    ("elasticity(‹squares @ 2020›, bases, 2020, 2024)", "formulas.no-series"),
    ("elasticity(squares, ‹diff(weight)›, 2020, 2024)", "formulas.unit"),
    ("elasticity(squares, bases, 2020, 2024).‹r3›", "formulas.field"),
    ("sum(mined, over:geo).‹n›", "formulas.field"), ("(mined)‹.›n", "formulas.syntax"),
    ("vintage(‹revised[2020..2021]›, 2021-06-01)", "formulas.argument"),
    ("vintage(revised, ‹2021›)", "formulas.argument"),
    ("vintage(‹revised›, 2019-06-01)", "formulas.not-published"),
    ("likely(‹mined›)", "formulas.many-values"), ("likely(‹mined[MEX] @ 2020›)", "formulas.unit"),
    ("likely(‹1.2›)", "formulas.probability"),
  ])
  func `what has no meaning is told at its place`(marked: String, id: String) throws {
    let formula = marked.filter { $0 != "‹" && $0 != "›" }
    let before = try #require(marked.firstIndex(of: "‹"))
    let after = try #require(marked.firstIndex(of: "›"))
    let place = String(marked[marked.index(after: before)..<after])
    let (value, diagnostics) = evaluated(formula, with: Library.evaluator())
    #expect(value == nil, "\(formula)")
    #expect(diagnostics.all.map(\.id) == [id], "\(formula)")
    #expect(diagnostics.all.first?.span?.text == place, "\(formula)")
  }

  @Test func `a ratio of persons says how it is added up`() {
    let (_, refused) = evaluated("sum(per_head, over:geo)", with: Library.evaluator())
    #expect(refused.all.map(\.id) == ["formulas.adding-ratios"])
    // (1 + 3) / (2 + 2), not the sum of 1/2 and 3/2.
    let (value, _) = evaluated("sum(per_head_of_all, over:geo) @ 2020", with: Library.evaluator())
    #expect(shown(value) == "1 @ 2020, t/person")
  }

  @Test func `what rounding leaves between parts and their sum is told`() throws {
    let parts = Folder.cube(
      [("geo", ["MEX", "PER"])],
      ["2020", "2021"],
      "pp",
      .rate,
      "0.4 0.2  0.4 0.2"
    )
    let residue = try #require(parts.roundingResidue(over: "geo", decimals: 0))
    #expect(shown(residue) == "1 0 from 2020, pp")
    let fine = try #require(parts.roundingResidue(over: "geo", decimals: 1))
    #expect(shown(fine) == "0 0 from 2020, pp")
    #expect(parts.roundingResidue(over: "mineral", decimals: 1) == nil)
  }
}

private enum LibraryError: Error { case noValue }

/// The folder with what the library is tried on.
enum Library {
  static let cubes: [String: Cube] = [
    "gaps": Folder.cube(
      [],
      ["2019", "2020", "2021", "2022", "2023", "2024"],
      "thousand person",
      .stock,
      "x 2 x c - 6"
    ),
    "jump": Folder.cube(
      [],
      ["2018", "2019", "2020", "2021", "2022", "2023", "2024"],
      "USD/t",
      .rate,
      "1 x !30 x 40 n 60"
    ),
    "ahead": Folder.cube([], ["2020", "2021", "2022"], "percent", .rate, "1 x 3F"),
    "sparse": Folder.cube([], ["2020", "2023"], "thousand person", .stock, "1 4"),
    "sparse_days": Folder.cube(
      [],
      ["2024-01-02", "2024-01-05", "2024-01-08"],
      "USD/t",
      .rate,
      "1 x 3"
    ),
    "two": Folder.cube(
      [("geo", ["MEX", "PER"])],
      ["2020", "2021", "2022"],
      "thousand person",
      .stock,
      "1 - 3  - - -"
    ),
    "months": Folder.cube(
      [],
      ["2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03"],
      "t",
      .flow,
      "1 2P 3 4 x 5"
    ),
    "stocks": Folder.cube([], ["2023-Q1", "2023-Q2"], "t", .stock, "1 2"),
    "parts": Folder.cube([("geo", ["MEX", "PER"])], ["2020", "2021"], "t", .flow, "1 !2  3 4"),
    "paid": Folder.cube(
      [("good", ["bread", "wine"])],
      ["2020", "2021", "2022"],
      "USD/kg",
      .rate,
      "2 4 2  8 8 10E"
    ),
    "restated": Folder.cube(
      [("good", ["bread", "wine"])],
      ["2020", "2021", "2022"],
      "USD/kg",
      .rate,
      "2 !4 2  8 8 10"
    ),
    "sold": Folder.cube(
      [("good", ["bread", "wine"])],
      ["2020", "2021", "2022"],
      "t",
      .flow,
      "6 4 4  2.25 1 2.25"
    ),
    "some": Folder.cube([("good", ["bread"])], ["2020", "2021", "2022"], "t", .flow, "6 4 4"),
    "bases": Folder.cube([], Folder.years, "t", .flow, "1 2 4 8 16"),
    "squares": Folder.cube([], Folder.years, "USD/t", .rate, "3 12 48 192 768"),
    "doubling": Folder.cube([], ["2020", "2021", "2022", "2023"], "USD/t", .rate, "1 2 4 8"),
    "scattered": Folder.cube([], ["2020", "2021", "2022", "2023"], "t", .flow, "1 2 2 4"),
    "revised": Folder.cube([], ["2020", "2021", "2022"], "t", .flow, "3 4 5"),
    "output": Folder.cube([("geo", ["MEX", "PER"])], ["2020"], "t", .flow, "1 3"),
    "people": Folder.cube([("geo", ["MEX", "PER"])], ["2020"], "person", .stock, "2 2"),
  ]

  static func evaluator(language: String = "en") -> Evaluator {
    var diagnostics = DiagnosticList()
    let yaml = SourceFile(
      path: "ratios.yaml",
      text: """
        doubled: revised * 2
        share_of_bases: mined / bases
        per_head: per_capita(output, people)
        per_head_of_all: {formula: "per_capita(population:people, x:output)", over: ratio-of-sums}
        """
    )
    let ratios = parseSettings(yaml, into: &diagnostics)
      .map { readRatios($0, into: &diagnostics).ratios }
    return Evaluator(catalogue: catalogue(), ratios: ratios ?? [], language: language)
  }

  /// With releases of `revised` on the first days of 2021 and 2022.
  private static func catalogue() -> Catalogue {
    let folder = Folder.catalogue()
    func indicator(_ name: String, _ cube: Cube) -> Indicator {
      Indicator(
        name: name,
        title: nil,
        cube: cube,
        frequency: nil,
        decimals: nil,
        resource: "data",
        span: SourceSpan(Folder.file, 0..<4)
      )
    }
    let first = CalendarDate(year: 2021, month: 1, day: 1)
    let second = CalendarDate(year: 2022, month: 1, day: 1)
    let early = indicator("revised", Folder.cube([], ["2020", "2021"], "t", .flow, "1 2"))
    let own = cubes.map { ($0, indicator($0, $1)) }
    let late = own.first { $0.0 == "revised" }?.1
    return Catalogue(
      indicators: folder.indicators.merging(own) { _, new in new },
      labels: folder.labels,
      releases: Releases(days: ["revised": [first, second]]) { name, day, _ in
        guard name == "revised", day >= first else { return nil }
        return day < second ? early : late
      }
    )
  }
}
