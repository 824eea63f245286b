import Diagnostics
import Formulas
import Indicators
import Testing

@Suite struct EvaluationTests {
  private func check(_ formula: String, _ expected: String) {
    let (value, diagnostics) = evaluated(formula)
    #expect(shown(value) == expected, "\(formula)")
    #expect(diagnostics.all.filter { $0.severity == .error }.map(\.formatted) == [], "\(formula)")
  }

  @Test(arguments: [
    ("1 + 2 * 3", "7, 1"), ("-2 ^ 2", "-4, 1"), ("7 / 2 - 1", "2.5, 1"),
    ("2 ^ 0.5 ^ 2", "1.189207115, 1"),
    (
      "invested + 500 'thousand USD, nominal'",
      "1000.5 2000.5 3000.5 4000.5 5000.5 from 2020, million USD, nominal"
    ),
    ("1 'thousand t' + mined[MEX]", "1.01 1.02 1.03 1.04 1.05 from 2020, thousand t"),
    ("invested * 2", "2 4 6 8 10 from 2020, billion USD, nominal"),
    ("invested / 1000", "1 2 3 4 5 from 2020, million USD, nominal"),
    (
      "invested / workers",
      "2500 4878.048780488 7142.857142857 9302.325581395 11363.636363636 from 2020, USD/person, nominal"
    ),
    ("weight * invested @ 2024", "100 125 150 125 100 from 2020, million USD, nominal"),
    ("weight - weight @ 2020", "0 0.5 1 0.5 0 from 2020, pp of GDP"),
    ("100% - weight", "98 97.5 97 97.5 98 from 2020, percent of GDP"),
    ("weight / 2", "1 1.25 1.5 1.25 1 from 2020, percent of GDP"),
    ("weight + 1%", "3 3.5 4 3.5 3 from 2020, percent of GDP"),
    ("ratio(weight)", "0.02 0.025 0.03 0.025 0.02 from 2020, 1"),
    ("1 - ratio(weight)", "0.98 0.975 0.97 0.975 0.98 from 2020, 1"),
    ("prices / prices @ 2024 - 1", "-0.333333333 -0.266666667 -0.2 -0.166666667 0 from 2020, 1"),
    ("prices - 100", "0 10 20 25 50 from 2020, index 2020=100"),
    ("mined[MEX] > 25 't'", "0 0 1 1 1 from 2020, truth"),
    ("mined[MEX] >= 20 't' and not mined[MEX] == 40 't'", "0 1 1 0 1 from 2020, truth"),
    ("mined[MEX] < 20 't' or false", "1 0 0 0 0 from 2020, truth"),
    ("mined[MEX] != 10 't'", "0 1 1 1 1 from 2020, truth"),
    ("mined[MEX] <= 0.02 'kt'", "1 1 0 0 0 from 2020, truth"),
    ("1 / zero", "undefined 1 0.5 undefined 0.25 from 2020, 1/t"),
    ("0 't' / zero", "undefined 0 0 undefined 0 from 2020, 1"),
    ("1e308 * 1e308", "undefined, 1"), ("(-1) ^ 0.5", "undefined, 1"), ("0 ^ -1", "undefined, 1"),
    (
      "mined / mined[WLD]",
      "MEX: 0.1 0.2 0.3 0.2 0.25; PER: 0.3 0.3 0.3 0.3 0.25E; WLD: 1 1 1 1 1 from 2020, 1"
    ),
    (
      "metals[gold] + metals[zinc]",
      "MEX: confidential 10 11; PER: notAvailable notAvailable notAvailable from 2022, kt"
    ),
    (
      "metals[gold] * price[gold]",
      "MEX: notAvailable notAvailable 10 40 90; PER: notAvailable notAvailable absent absent absent from 2020, million USD"
    ),
    ("mined[MEX] + broken", "11 22 !60 80 100 from 2020, t"),
    ("broken + mined[MEX]", "11 22 !60 80 100 from 2020, t"),
    ("broken * 2", "2 4 !60 80 100 from 2020, t"),
    ("holes + mined[MEX]", "11 notAvailable confidential 44 55 from 2020, t"),
    // The least certain status counts, wherever it stands.
    ("mined[MEX] + forecast", "11 22 33 44F 55F from 2020, t"),
    ("forecast + mined[MEX]", "11 22 33 44F 55F from 2020, t"),
    ("mined[MEX] + (mined[MEX] + forecast)", "21 42 63 84F 105F from 2020, t"),
    ("forecast - forecast @ 2020", "0 1 2 3F 4F from 2020, t"),
    ("let total = mined[WLD]\nmined[MEX] / total", "0.1 0.2 0.3 0.2 0.25 from 2020, 1"),
    ("if(mined[MEX] > 25 't', 1, 0)", "0 0 1 1 1 from 2020, 1"),
    ("if(mined[MEX] > 25 't', mined[MEX], 0)", "0 0 30 40 50 from 2020, t"),
    ("if(holes > 2 't', holes, mined[PER])", "30 notAvailable confidential 4 5 from 2020, t"),
    ("1 'g' + 1e308 'Gt'", "undefined, g"), ("default(1 'g', 2 't')", "1, g"),
    ("if(false, 1 'g', 1e308 'Gt')", "undefined, g"),
    ("default(ln(0) * 1 'g', 1e308 'Gt')", "undefined, g"),
    ("-mined[MEX] @ 2024", "-50 @ 2024, t"), ("+mined[MEX] @ 2024", "50 @ 2024, t"),
    ("mined[MEX] @ 2024 - mined[MEX] @ 2020", "40, t"),
    ("\"a\" == \"b\"", "0, truth"), ("$mineral == \"silver\"", "1, truth"),
  ])
  func `operators work cell by cell`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("mined[MEX]", "10 20 30 40 50 from 2020, t"), ("mined[geo:PER] @ 2024", "50E @ 2024, t"),
    ("mined[geo:{PER, MEX}] @ 2020", "PER: 30; MEX: 10 @ 2020, t"),
    ("mined[{MEX, MEX}] @ 2020", "MEX: 10 @ 2020, t"),
    ("mined + mined[{MEX}] + mined", "MEX: 30 60 90 120 150 from 2020, t"),
    ("mined[!WLD] @ 2020", "MEX: 10; PER: 30 @ 2020, t"),
    ("mined[{latin}] @ 2020", "MEX: 10; PER: 30 @ 2020, t"),
    ("mined[geo:!latin] @ 2020", "WLD: 100 @ 2020, t"),
    ("mined[MEX, 2022..2023]", "30 40 from 2022, t"), ("mined[MEX, ..2021]", "10 20 from 2020, t"),
    ("mined[MEX][2023..]", "40 50 from 2023, t"),
    ("quarters[2023..2023]", "1 2 3 4 from 2023-Q1, million USD, nominal"),
    ("quarters[2023-Q4..2024-Q1]", "4 9 from 2023-Q4, million USD, nominal"),
    ("metals[silver, MEX]", "4 notAvailable 6 from 2022, kt"),
    ("metals[mineral:$mineral, geo:$place] @ 2022", "4 @ 2022, kt"),
    ("metals[mineral:{precious}, geo:MEX] @ 2024", "gold: 3; silver: 6 @ 2024, kt"),
    ("mined[MEX] @ $when", "30 @ 2022, t"), ("mined[MEX] @ latest", "50 @ 2024, t"),
    ("mined[MEX] @ (latest - 1)", "40 @ 2023, t"), ("mined[MEX] @ first", "10 @ 2020, t"),
    ("mined[MEX] @ (first + 1)", "20 @ 2021, t"), ("forecast @ latest", "3 @ 2022, t"),
    ("forecast @ 2024", "5F @ 2024, t"), ("holes @ latest", "5 @ 2024, t"),
    ("metals[zinc] @ latest", "MEX: 8; PER: 2 @ 2024, kt"),
    ("metals[gold] @ latest", "MEX: 3; PER: absent @ 2024, kt"),
    ("ends @ latest", "MEX: 1; PER: 1 @ 2020, t"), ("ends @ each_latest", "MEX: 5; PER: 1, t"),
    ("averages @ 2021..2024", "60 @ 2021..2024, percent"),
    ("quarters @ 2023-Q2", "2 @ 2023-Q2, million USD, nominal"),
    ("mined[{MEX}] + mined", "MEX: 20 40 60 80 100 from 2020, t"),
    (
      "mined[{MEX, WLD}] / mined[{PER, WLD}] @ 2020",
      "MEX: notAvailable notAvailable notAvailable notAvailable notAvailable; WLD: 1 1 1 2 2; PER: notAvailable notAvailable notAvailable notAvailable notAvailable from 2020, 1"
    ),
  ])
  func `selections and instants pick cells`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("share(cut, over:geo, of:MEX)[PER]", "9900 4950 !330 247.5 198F from 2020, percent"),
    ("share(cut, over:geo)[2022..2023][PER]", "!76.744186047 71.223021583 from 2022, percent"),
    ("rank(cut, over:geo)[MEX]", "2 2 !2 2 2F from 2020, rank"),
    ("top(cut, 1, over:geo, rest:true)[rest]", "1 2 !30 40 50 from 2020, t"),
  ])
  func `what is made of several members is as certain, and breaks, as any of them`(
    formula: String,
    expected: String
  ) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("default(mined, cut[geo:{MEX}]) @ 2020", "MEX: 10; PER: 30; WLD: 100 @ 2020, t"),
    ("default(cut[geo:{MEX}], mined) @ 2020", "MEX: 1 @ 2020, t"),
    ("default(holes, cut[geo:{PER}])", "PER: 1 99 99 4 5 from 2020, t"),
    ("sum(default(mined, cut[geo:{MEX}]), over:geo) @ 2020", "40 @ 2020, t"),
  ])
  func `a default leaves out nothing that there is a value for`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("lag(mined[MEX])", "notAvailable 10 20 30 40 from 2020, t"),
    ("lag(mined[MEX], 2)", "notAvailable notAvailable 10 20 30 from 2020, t"),
    ("lead(mined[MEX])", "20 30 40 50 notAvailable from 2020, t"),
    ("lag(broken)", "notAvailable 1 2 !30 40 from 2020, t"),
    ("diff(mined[MEX])", "notAvailable 10 10 10 10 from 2020, t"),
    ("diff(mined[PER], 2)", "notAvailable notAvailable 0 30 20E from 2020, t"),
    ("diff(weight)", "notAvailable 0.5 0.5 -0.5 -0.5 from 2020, pp of GDP"),
    ("diff(broken)", "notAvailable 1 !undefined 10 10 from 2020, t"),
    ("diff(broken, 2)", "notAvailable notAvailable !undefined undefined 20 from 2020, t"),
    ("diff(holes)", "notAvailable notAvailable confidential confidential 1 from 2020, t"),
    ("yoy(mined[MEX])", "notAvailable 100 50 33.333333333 25 from 2020, percent"),
    ("yoy(broken)", "notAvailable 100 !undefined 33.333333333 25 from 2020, percent"),
    ("yoy(zero)", "notAvailable undefined 100 -100 undefined from 2020, percent"),
    // From a negative value growth means nothing.
    (
      "yoy(mined[MEX] - 25 't')",
      "notAvailable undefined undefined 200 66.666666667 from 2020, percent"
    ),
    (
      "yoy(25 't' - mined[MEX])",
      "notAvailable -66.666666667 -200 undefined undefined from 2020, percent"
    ),
    (
      "yoy(quarters)",
      "notAvailable notAvailable notAvailable notAvailable -20 800 from 2022-Q4, percent"
    ),
    ("cagr(mined[MEX], 2020, 2022)", "73.205080757, percent"),
    ("cagr(broken, 2020, 2022)", "undefined, percent"),
    ("cagr(zero, 2020, 2024)", "undefined, percent"),
    ("cagr(quarters, 2023-Q1, 2024-Q1)", "800, percent"),
    ("cagr(mined, 2023, 2024)", "MEX: 25; PER: -16.666666667E; WLD: 0, percent"),
    ("index(mined[MEX], base:2021)", "50 100 150 200 250 from 2020, index 2021=100"),
    (
      "index(broken, base:2022)",
      "undefined undefined !100 133.333333333 166.666666667 from 2020, index 2022=100"
    ),
    (
      "index(zero, base:2020)",
      "undefined undefined undefined undefined undefined from 2020, index 2020=100"
    ),
    ("cumsum(mined[MEX])", "10 30 60 100 150 from 2020, t"),
    ("cumsum(broken)", "1 3 !33 73 123 from 2020, t"),
    ("cumsum(holes)", "1 notAvailable notAvailable notAvailable notAvailable from 2020, t"),
    ("rolling(mined[MEX], 3, mean)", "notAvailable notAvailable 20 30 40 from 2020, t"),
    ("rolling(mined[PER], 2, sum)", "notAvailable 60 60 90 110E from 2020, t"),
    ("rolling(broken, 2, max)", "notAvailable 2 !undefined 40 50 from 2020, t"),
    ("rolling(mined[MEX], 3, median)", "notAvailable notAvailable 20 30 40 from 2020, t"),
    ("annual(quarters, sum)", "notAvailable 10 notAvailable from 2022, million USD, nominal"),
    ("annual(quarters[2023-Q1..2023-Q4], sum)", "10 from 2023, million USD, nominal"),
    ("annual(quarters[2023-Q2..2023-Q4], sum)", "notAvailable from 2023, million USD, nominal"),
    ("annual(quarters[2023-Q1..2023-Q3], sum)", "notAvailable from 2023, million USD, nominal"),
    ("annual(quarters[2023-Q1..2023-Q3], mean)", "notAvailable from 2023, million USD, nominal"),
    ("annual(quarters[2023-Q2..2023-Q4], last)", "4 from 2023, million USD, nominal"),
    ("annual(quarters[2023-Q1..2023-Q3], last)", "notAvailable from 2023, million USD, nominal"),
    ("annual(quarters, mean)", "notAvailable 2.5 notAvailable from 2022, million USD, nominal"),
    ("annual(quarters, last)", "5 4 notAvailable from 2022, million USD, nominal"),
    ("annual(days, mean)", "notAvailable 21 notAvailable from 2022, MXN/USD"),
    ("annual(days, last)", "1 22 notAvailable from 2022, MXN/USD"),
    ("mean(mined[MEX])", "30, t"), ("sum(mined[MEX, 2020..2021])", "30, t"),
    ("median(mined[PER])", "30E, t"),
    ("min(holes, missing:skip)", "1, t"), ("max(holes)", "notAvailable, t"),
  ])
  func `functions of time step by the calendar`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("sum(mined, over:geo)", "40 50 60 100 100E from 2020, t"),
    ("mean(mined, over:geo) @ 2023", "50 @ 2023, t"),
    ("min(mined, over:geo) @ 2023", "40 @ 2023, t"),
    ("max(mined, over:geo) @ 2023", "60 @ 2023, t"),
    ("median(mined, over:geo) @ 2023", "50 @ 2023, t"),
    ("sum(mined[geo:{MEX, WLD}], over:geo)", "110 120 130 240 250 from 2020, t"),
    (
      "sum(metals, over:geo)",
      "gold: 1 2 3; silver: 9 notAvailable 11P; zinc: confidential notAvailable 10 from 2022, kt"
    ),
    (
      "sum(metals, over:geo, missing:skip)",
      "gold: 1 2 3; silver: 9 5 11P; zinc: 2 8 10 from 2022, kt"
    ),
    ("count(metals, over:geo)", "gold: 1 1 1; silver: 2 1 2P; zinc: 1 1 2 from 2022, count"),
    (
      "sum(metals[{gold, silver}] * price, over:mineral) @ 2024",
      "MEX: 108; PER: 15P @ 2024, million USD"
    ),
    ("share(mined, over:geo) @ 2020", "MEX: 25; PER: 75 @ 2020, percent"),
    ("share(mined, over:geo, of:WLD) @ 2024", "MEX: 25; PER: 25E @ 2024, percent"),
    (
      "share(metals, over:geo) @ 2022",
      "gold.MEX: 100; gold.PER: absent; silver.MEX: 44.444444444; silver.PER: 55.555555556; zinc.MEX: confidential; zinc.PER: confidential @ 2022, percent"
    ),
    ("rank(mined, over:geo) @ 2020", "MEX: 2; PER: 1 @ 2020, rank"),
    ("rank(mined, over:geo) @ 2024", "MEX: 1E; PER: 1E @ 2024, rank"),
    ("rank(metals, over:geo)[zinc] @ 2022", "MEX: confidential; PER: 1 @ 2022, rank"),
    ("top(mined, 1, over:geo) @ 2023", "MEX: 40 @ 2023, t"),
    ("top(mined @ 2023, 1, over:geo)", "PER: 60 @ 2023, t"),
    ("top(mined @ 2023, 1, over:geo, rest:true)", "PER: 60; rest: 40 @ 2023, t"),
    // What is left over is no member: it competes with none, and there is one of it.
    (
      "top(top(mined @ 2023, 1, over:geo, rest:true), 2, over:geo, rest:true)",
      "PER: 60; rest: 40 @ 2023, t"
    ),
    ("top(top(mined @ 2023, 1, over:geo, rest:true), 2, over:geo)", "PER: 60 @ 2023, t"),
    ("(mined[MEX] @ 2023 ^ 2) ^ 0.5", "40 @ 2023, t"),
    ("(mined[MEX] @ 2023 ^ 6) ^ (1 / 3) / 1 't'", "1600 @ 2023, t"),
    ("sum(top(metals @ 2024, 1, over:geo), over:geo)", "gold: 3; silver: 6; zinc: 8 @ 2024, kt"),
    ("top(metals @ 2024, 1, over:geo)", "gold.MEX: 3; silver.MEX: 6; zinc.MEX: 8 @ 2024, kt"),
    (
      "top(metals @ 2022, 1, over:geo)",
      "gold.MEX: 1; gold.PER: absent; silver.MEX: absent; silver.PER: 5; zinc.MEX: absent; zinc.PER: 2 @ 2022, kt"
    ),
    ("hhi(mined, over:geo) @ 2020", "0.625 @ 2020, 1"),
    ("sum((mined / mined[WLD]) ^ 2, over:geo) @ 2020", "0.1 @ 2020, 1"),
    ("rank(mined, over:geo)[MEX] @ 2020 == 2", "1 @ 2020, truth"),
    ("count(mined, over:geo) + 1", "3 3 3 3 3E from 2020, count"),
  ])
  func `functions over a dimension leave totals out`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(arguments: [
    ("abs(-3)", "3, 1"), ("sqrt(9)", "3, 1"), ("sqrt(4 'm^2')", "2, m"),
    ("sqrt(-1)", "undefined, 1"),
    ("exp(0)", "1, 1"), ("ln(exp(2))", "2, 1"), ("log10(1000)", "3, 1"), ("ln(0)", "undefined, 1"),
    ("round(2.5)", "2, 1"), ("round(3.5)", "4, 1"), ("round(2.345, 2)", "2.34, 1"),
    ("round(2.355, 2)", "2.36, 1"), ("round(-0.125, 2)", "-0.12, 1"),
    ("min2(1, 2)", "1, 1"), ("max2(1, 2)", "2, 1"),
    ("min2(mined[MEX], 0.025 'kt')", "10 20 25 25 25 from 2020, t"),
    ("max2(0, mined[MEX] - 30 't')", "0 0 0 10 20 from 2020, t"), ("clamp(5, 1, 3)", "3, 1"),
    ("clamp(0, 1, 3)", "1, 1"), ("clamp(2, 3, 1)", "undefined, 1"),
    ("default(holes, 0 't')", "1 0 0 4 5 from 2020, t"),
    ("default(holes, mined[MEX])", "1 20 30 4 5 from 2020, t"),
    ("default(holes @ 2021, \"none\")", "\"none\""),
    ("default(holes @ 2020, \"none\")", "1 @ 2020, t"),
    ("known(holes)", "1 0 0 1 1 from 2020, truth"),
    ("ratio(diff(weight)) @ 2021", "0.005 @ 2021, 1"),
    (
      "deflate(invested, by:prices)",
      "1000 1818.181818182 2500 3200 3333.333333333 from 2020, million USD, constant 2020"
    ),
    (
      "deflate(invested, by:prices, base:2024)",
      "1500 2727.272727273 3750 4800 5000 from 2020, million USD, constant 2024"
    ),
    (
      "convert(pesos, to:\"USD\", using:fx)",
      "1000 800 1000 1250 1000 from 2020, million USD, nominal"
    ),
    (
      "convert(pesos, to:USD, using:0.02 'thousand MXN/USD') @ 2020",
      "1000 @ 2020, million USD, nominal"
    ),
    ("convert(invested, to:MXN, using:fx) @ 2021", "50000 @ 2021, million MXN, nominal"),
    ("direction(diff(mined[MEX]) @ 2024, \"up\", \"down\", \"flat\")", "\"up\""),
    ("direction(0 't' - mined[MEX] @ 2024, \"up\", \"down\", \"flat\")", "\"down\""),
    ("direction(yoy(mined[MEX]) @ 2024, \"up\", \"down\", \"flat\", within:30%)", "\"flat\""),
    ("plural(mined[MEX] @ 2024, \"tonne\", \"tonnes\")", "\"tonnes\""),
    ("direction(0, \"up\", \"down\", \"flat\")", "\"flat\""),
    ("direction(-1, \"up\", \"down\", \"flat\", within:1)", "\"flat\""),
    ("plural(1, \"one\", \"many\")", "\"one\""),
    ("choose(mined[MEX] @ 2024 > 1 't', \"yes\", \"no\")", "\"yes\""),
    ("if(1 > 2, \"yes\", \"no\")", "\"no\""),
    ("name($mineral)", "\"silver\""), ("$place", "\"Mexico\""), ("name(mined)", "\"Mine output\""),
    ("name(top(mined @ 2023, 1, over:geo))", "\"Peru\""),
    ("period(mined[MEX] @ latest)", "\"2024\""),
    ("list(top(mined @ 2023, 3, over:geo))", "\"Peru and Mexico\""),
  ])
  func `mathematics, bridges and words`(formula: String, expected: String) {
    check(formula, expected)
  }

  @Test(
    arguments: [
      ("mined / 2", .flow), ("mined * 2", .flow), ("2 * workers", .stock), ("mined - mined", .flow),
      ("workers + 1 'person'", .stock), ("invested / mined", .rate), ("invested / workers", .rate),
      ("workers / workers", .rate), ("workers * ratio(weight)", .stock), ("metals * price", .flow),
      ("price * metals", .flow), ("invested / fx", .flow), ("prices / prices", .rate),
      ("1 - ratio(weight)", .rate), ("diff(workers)", .flow), ("diff(mined)", .flow),
      ("diff(prices)", .rate), ("yoy(mined)", .rate), ("index(workers, base:2020)", .rate),
      ("share(mined, over:geo)", .rate), ("sum(mined, over:geo)", .flow), ("lag(workers)", .stock),
      ("workers @ 2024", .stock), ("mined[MEX]", .flow), ("deflate(invested, by:prices)", .flow),
      ("convert(pesos, to:USD, using:fx)", .flow), ("cumsum(mined)", .unknown),
      ("mined * workers", .unknown),
      ("mined > 1 't'", .unknown), ("if(true, 0, workers)", .stock), ("default(0, mined)", .flow),
      ("max2(0, workers)", .stock), ("workers ^ 2", .unknown), ("count(mined, over:geo)", .unknown),
    ] as [(String, Kind)]
  )
  func `a result is a flow, a stock or a rate by what it was made of`(
    formula: String,
    kind: Kind
  ) throws {
    var diagnostics = DiagnosticList()
    let expression = try #require(
      parseExpression(Excerpt(composed: formula), into: &diagnostics)
    )
    let evaluator = Folder.evaluator()
    if case .cube(let type) = evaluator.type(of: expression, into: &diagnostics) {
      #expect(type.kind == kind)
    }
    if case .cube(let cube) = evaluator.evaluate(expression, into: &diagnostics) {
      #expect(cube.kind == kind)
    }
    #expect(diagnostics.all.filter { $0.severity == .error }.map(\.formatted) == [])
  }

  @Test func `words are in the report's language`() {
    let evaluator = Folder.evaluator(language: "es")
    let (value, _) = evaluated("list(mined[{MEX, PER}] @ 2020)", with: evaluator)
    #expect(shown(value) == "\"México y Perú\"")
    for (formula, expected) in [
      ("list(sounds[{MEX, IND}])", "México e India"),
      ("list(sounds[{IND, MEX, HIE}])", "India, México y Hierro"),
      ("list(sounds[{MEX}])", "México"),
    ] {
      #expect(shown(evaluated(formula, with: evaluator).0) == "\"\(expected)\"")
    }
    let (mineral, _) = evaluated("$mineral", with: evaluator)
    #expect(shown(mineral) == "\"plata\"")
  }

  @Test func `a value carries its decimals, name, period and sources`() throws {
    var diagnostics = DiagnosticList()
    let evaluator = Folder.evaluator()
    func value(_ text: String) throws -> Evaluated {
      let expression = try #require(
        parseExpression(Excerpt(composed: text), into: &diagnostics)
      )
      return try #require(evaluator.evaluated(expression, into: &diagnostics))
    }
    let picked = try value("mined[MEX] @ 2021")
    #expect(picked.decimals == 1)
    #expect(picked.name == "mined")
    #expect(picked.period == Period("2021"))
    #expect(picked.cube?.isCalculated == false)
    #expect(picked.cube?.sources == ["odd"])
    #expect(picked.cube?.origin(of: 0) == Folder.cubes["mined"]?.origin(of: 1))
    let computed = try value("mined[MEX] @ 2021 * 2")
    #expect(computed.decimals == nil)
    #expect(computed.name == nil)
    #expect(computed.cube?.isCalculated == true)
    #expect(computed.cube?.sources == ["odd"])
    #expect(computed.cube?.origin(of: 0) == nil)
    #expect(try value("sum(metals[zinc], over:geo, missing:skip)").skipped == 2)
    #expect(try value("name($mineral)").code == "silver")
    #expect(evaluator.title(of: "mined", language: "es") == "Producción")
    #expect(evaluator.decimals(of: "mined") == 1)
    #expect(diagnostics.all.isEmpty)
  }

  @Test func `a claim holds if it is true wherever it is known, and known somewhere`() throws {
    let evaluator = Folder.evaluator()
    for (formula, expected) in [
      ("holes > 0 't'", true), ("holes > 1 't'", false), ("holes @ 2021 > 0 't'", false),
      ("true", true), ("false", false),
    ] {
      guard case .cube(let cube) = evaluated(formula, with: evaluator).0 else {
        Issue.record("no cube for \(formula)")
        continue
      }
      #expect(evaluator.holds(cube) == expected, "\(formula)")
    }
  }

  @Test func `results of a model are further names`() {
    let evaluator = Folder.evaluator()
    evaluator.add(results: [
      "investment": ResultCube(
        cube: Folder.cube(
          [("scenario", ["base", "low"])],
          ["2024", "2025"],
          "million USD, nominal",
          .flow,
          "5F 6F 4F 4F"
        ),
        title: LocalizedText("Investment"),
        decimals: 0
      )
    ])
    let formula = "investment[scenario:base] - investment[scenario:low]"
    #expect(
      shown(evaluated(formula, with: evaluator).0) == "1F 2F from 2024, million USD, nominal"
    )
    #expect(evaluator.title(of: "investment", language: "es") == "Investment")
    #expect(evaluator.decimals(of: "investment") == 0)
  }

  @Test func `what was worked out before results came is worked out again`() throws {
    var diagnostics = DiagnosticList()
    let formula = try #require(
      parseExpression(Excerpt(composed: "result * 2"), into: &diagnostics)
    )
    let name = SourceSpan(Folder.file, 0..<4)
    let evaluator = Folder.evaluator([Ratio(name: "twice_it", nameSpan: name, formula: formula)])
    #expect(evaluated("twice_it", with: evaluator).0 == nil)
    for value in [2.0, 3] {
      evaluator.add(results: ["result": ResultCube(cube: Cube(scalar: value, unit: .one))])
      #expect(shown(evaluated("twice_it", with: evaluator).0) == "\(Int(value * 2)), 1")
    }
    evaluator.add(texts: ["edition.id": "2026-11"])
    #expect(shown(evaluated("edition.id", with: evaluator).0) == "\"2026-11\"")
  }
}
