import Diagnostics
import Formulas
import Indicators
import Testing

@Suite struct MeaningErrorTests {
  /// `‹` and `›` stand around what the caret must mark.
  @Test(arguments: [
    ("‹nined›", "formulas.unknown-name"), ("‹sum› + 1", "formulas.unknown-name"),
    ("‹events›", "formulas.events"), ("mined[‹$place2›]", "formulas.parameter"),
    ("‹summ›(mined, over:geo)", "formulas.unknown-function"),
    ("‹mined›(2)", "formulas.unknown-function"), ("‹laspeyres›(mined)", "formulas.argument"),
    ("sum(mined, zinc, missing:skip, ‹4›)", "formulas.argument"),
    ("sum(mined, geo, over:‹geo›)", "formulas.argument"), ("‹share›(mined)", "formulas.argument"),
    ("share(mined, ovr:‹geo›)", "formulas.argument"),
    ("share(mined, over:geo, over:‹geo›)", "formulas.argument"),
    ("index(mined, base:‹prices›)", "formulas.argument"),
    ("lag(mined, ‹1.5›)", "formulas.argument"), ("lag(mined, ‹9e18›)", "formulas.argument"),
    ("(mined[MEX] ^ 10) ‹^› 11", "formulas.unit"),
    ("sum(mined, over:geo, missing:‹drop›)", "formulas.argument"),
    ("top(mined, 2, over:geo, rest:‹1›)", "formulas.argument"),
    ("plural(1, ‹2›, \"a\")", "formulas.argument"),
    ("top(mined, ‹0›, over:geo)", "formulas.argument"),
    ("cagr(mined, 2024, ‹2020›)", "formulas.argument"),
    ("mined[MEX] ‹+› invested", "formulas.unit"), ("mined[MEX] ‹+› 1", "formulas.unit"),
    ("mined[MEX] ‹>› 25", "formulas.unit"), ("invested ‹+› pesos", "formulas.unit"),
    ("invested ‹-› real", "formulas.unit"), ("invested ‹/› real", "formulas.unit"),
    ("weight ‹+› exports", "formulas.unit"), ("weight ‹+› 1", "formulas.unit"),
    ("1 ‹-› weight", "formulas.unit"), ("weight ‹*› weight", "formulas.unit"),
    ("weight ‹^› 2", "formulas.unit"), ("prices ‹+› prices", "formulas.unit"),
    ("prices ‹-› other_prices", "formulas.unit"), ("prices ‹*› invested", "formulas.unit"),
    ("places ‹+› places", "formulas.unit"), ("places ‹*› 2", "formulas.unit"),
    ("mined[MEX] ‹^› 0.5", "formulas.unit"), ("mined[MEX] ‹and› true", "formulas.unit"),
    ("true ‹+› 1", "formulas.unit"), ("‹-›true", "formulas.unit"),
    ("exp(‹weight›)", "formulas.unit"),
    ("sqrt(‹mined›)", "formulas.unit"), ("ratio(‹mined›)", "formulas.unit"),
    ("deflate(‹mined›, by:prices)", "formulas.unit"),
    ("deflate(‹real›, by:prices)", "formulas.unit"),
    ("deflate(invested, by:‹mined›)", "formulas.unit"),
    ("convert(invested, to:MXN, using:‹prices›)", "formulas.unit"),
    ("convert(‹mined›, to:MXN, using:fx)", "formulas.unit"),
    ("convert(invested, to:‹tonnes›, using:fx)", "formulas.argument"),
    ("convert(invested, to:‹\"MXN/t\"›, using:fx)", "formulas.argument"),
    ("annual(‹yoy(quarters)›, sum)", "formulas.add-up"),
    ("min2(mined, ‹1›)", "formulas.unit"), ("if(true, mined, ‹invested›)", "formulas.unit"),
    ("default(mined, ‹1›)", "formulas.unit"), ("index(‹places›, base:2024)", "formulas.unit"),
    ("yoy(‹weight›)", "formulas.growth-of-percent"),
    ("cagr(‹weight›, 2020, 2024)", "formulas.growth-of-percent"),
    ("sum(‹mined > 1 't'›, over:geo)", "formulas.unit"),
    ("mean(‹true›, over:geo)", "formulas.unit"), ("workers ‹+› hired", "formulas.kind"),
    ("invested ‹+› quarters", "formulas.frequency"),
    ("invested @ 2023 ‹+› quarters @ 2023-Q1", "formulas.frequency"),
    ("sum(‹places›, over:geo)", "formulas.add-up"), ("cumsum(‹prices›)", "formulas.add-up"),
    ("if(‹mined›, 1, 2)", "formulas.truth"), ("not ‹mined›", "formulas.truth"),
    ("‹\"a\"› + 1", "formulas.text"), ("1 + ‹\"a\"›", "formulas.text"),
    ("sum(‹\"a\"›, over:geo)", "formulas.text"),
    ("sum(mined, over:‹gep›)", "formulas.dimension"), ("mined[‹place:MEX›]", "formulas.dimension"),
    ("mined[‹MEK›]", "formulas.member"), ("mined[‹geo:MEK›]", "formulas.member"),
    ("mined[‹2024›]", "formulas.member"), ("twice[‹MEX›]", "formulas.ambiguous-member"),
    ("share(mined, over:geo, of:‹EUR›)", "formulas.member"), ("1 @ ‹2024›", "formulas.no-series"),
    ("(mined @ 2024) @ ‹2024›", "formulas.no-series"),
    ("lag(‹mined @ 2024›)", "formulas.no-series"),
    ("(mined @ 2024)[‹2020..2021›]", "formulas.no-series"),
    ("mined @ ‹2030›", "formulas.no-period"),
    ("quarters @ ‹2023›", "formulas.no-period"), ("averages @ ‹2024›", "formulas.no-period"),
    ("mined[‹1990..1995›]", "formulas.no-period"),
    ("index(mined, base:‹1990›)", "formulas.no-period"),
    ("mined @ ‹(latest + 1)›", "formulas.no-period"),
    ("mined[MEX] ‹+› old", "formulas.nothing-in-common"),
    ("mined ‹+› index_of", "formulas.nothing-in-common"),
    ("ends @ each_latest ‹+› ends @ each_latest", "formulas.each-latest"),
    ("ends @ each_latest ‹+› mined", "formulas.each-latest"), ("fan ‹/› fan", "formulas.quantile"),
    ("split @ ‹latest›", "formulas.latest"),
    ("direction(‹mined›, \"a\", \"b\", \"c\")", "formulas.many-values"),
    ("if(‹mined > 1 't'›, \"a\", \"b\")", "formulas.many-values"),
    ("plural(‹holes @ 2021›, \"a\", \"b\")", "formulas.missing-value"),
    ("name(‹mined + mined›)", "formulas.many-values"), ("name(‹1›)", "formulas.argument"),
    ("list(‹1›)", "formulas.argument"),
    ("period(‹mined›)", "formulas.argument"), ("choose(true, ‹1›, \"b\")", "formulas.argument"),
    ("mined @ ‹$number›", "formulas.period"),
    ("annual(‹mined›, sum)", "formulas.argument"),
  ])
  func `a mistake of meaning is shown where it is`(marked: String, id: String) {
    let (text, ranges) = unmarked(marked)
    let file = SourceFile(path: "case", text: text)
    var diagnostics = DiagnosticList()
    let excerpt = Excerpt(SourceSpan(file, 0..<text.utf8.count))
    guard let expression = parseExpression(excerpt, into: &diagnostics) else {
      Issue.record("\(diagnostics.all.map(\.formatted))")
      return
    }
    #expect(Folder.evaluator().evaluate(expression, into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.id) == ranges.map { _ in id })
    #expect(diagnostics.all.map { $0.span?.range } == ranges)
  }

  @Test(
    arguments: [
      ("nined", "did you mean 'mined'?"), ("sum", "'sum' is a function: write sum(…)"),
      ("summ(mined)", "did you mean 'sum'?"),
      ("mined(2)", "'mined' is a name; to multiply, write *"),
      ("mined[MEK]", "did you mean 'MEX'?"), ("mined[2024]", "a period is taken with @: x @ 2024"),
      ("mined[latin]", "a group stands in braces: geo:{latin}"),
      ("twice[MEX]", "write from:MEX or to:MEX"), ("$minerals", "did you mean '$mineral'?"),
      ("share(mined, ovr:geo)", "did you mean 'over'?"),
      ("weight + 1", "write 1% or 100%, or make a plain number with ratio(x)"),
      ("weight * weight", "ratio(x) makes a plain number of a percentage"),
      ("invested + pesos", "convert(x, to:\"USD\", using:exchange_rate) changes the currency"),
      ("mined[MEX] > 0.5", "write the number with its unit: 0.5 't'"),
      ("1 < invested", "write the number with its unit: 1 'million USD, nominal'"),
      ("invested > 0 'USD'", "write 0 'USD, nominal'"),
      ("-2.5 'million USD' < real", "write -2.5 'million USD, constant 2018'"),
      (
        "invested + 1 * (2 'USD' + 3 'USD')",
        "if its prices are those, declare 'USD' as 'USD, nominal'"
      ),
      ("invested + real", "deflate(x, by:price_index, base:2018) changes the prices"),
      ("invested + weight", "to change a value by a percentage, write x * (100% + y)"),
      ("mined + 1 'USD'", "'t' times 'price', which is in 'USD/kg', is in 'USD'"),
      ("mined[MEX] + invested", "'t' times a price in 'USD/t, nominal' is in 'USD, nominal'"),
      ("if(true, mined, invested)", "'t' times a price in 'USD/t, nominal' is in 'USD, nominal'"),
      ("invested < places", "ranks only go with ranks: rank(x, over:dimension)"),
      ("invested > prices", "index(x, base:2018) makes an index of 'million USD, nominal'"),
      ("invested + prices", "to change a value with an index, write x * (y / y @ 2018)"),
      (
        "weight > invested",
        "share(x, over:dimension) makes a percentage of a value, x * y takes one of it"
      ),
      ("yoy(weight)", "diff gives the change in percentage points"),
      ("avg(mined, over:geo)", "write mean(x)"), ("Growth(mined)", "write yoy(x)"),
      ("lag(mined, -1)", "lead(x, 1) takes later periods"),
      ("lead(mined, -2)", "lag(x, 2) takes earlier periods"),
      ("round(mined, -2)", "round(x / 100) * 100 rounds to 100"),
      ("min(mined, invested)", "min2(mined, invested) is the smaller of two values"),
      ("max(mined, invested)", "max2(mined, invested) is the larger of two values"),
      ("annual(mined, sum)", "these are years already: leave annual(…) away"),
      ("mined @ 2020..2023", "mean(x[2020..2023]) is the mean over these years"),
      ("mined[2020-2023]", "a range of periods is written 2020..2023"),
      (
        "invested / real",
        "index(invested, base:2024) / index(real, base:2024) is what prices, or volumes, have changed by"
      ),
      (
        "invested / prices",
        "deflate(invested, by:prices, base:2020) takes the change of prices out"
      ),
      ("prices * mined", "prices / prices @ 2020 makes a plain number of an index"),
      (
        "weight + exports",
        "ratio(x) makes a plain number of each; to add amounts, multiply each by its whole first"
      ),
      ("invested / quarters", "annual(quarters, sum) makes years of the shorter periods"),
      ("share(mined)", "write share(x, over:NAME, [of:NAME], [missing:skip])"),
    ] as [(String, String)]
  )
  func `a likely mistake of meaning has its remedy`(formula: String, help: String) {
    #expect(evaluated(formula).1.all.map(\.help) == [help])
  }

  @Test func `a member that labels declare of another dimension is ambiguous`() {
    // `sale` has no record of gold, which is declared a mineral.
    #expect(
      evaluated("sales[gold]").1.all.map(\.help)
        == ["write mineral:gold or kind:gold"]
    )
    #expect(evaluated("sales[mineral:gold]").1.all.map(\.id) == ["formulas.member"])
    #expect(evaluated("sales[kind:gold]").1.all.isEmpty)
  }

  @Test func `an indicator can't be called like a function`() {
    let evaluator = Evaluator(
      catalogue: Catalogue(indicators: [
        "share": Indicator(
          name: "share",
          title: nil,
          cube: Cube(scalar: 1, unit: .one),
          frequency: nil,
          resource: "data",
          span: SourceSpan(Folder.file, 0..<4)
        )
      ]),
      ratios: []
    )
    var diagnostics = DiagnosticList()
    evaluator.checkNames(into: &diagnostics)
    #expect(diagnostics.all.map(\.id) == ["formulas.reserved-name"])
  }

  @Test func `a wrong unit spells both units out`() {
    let message = evaluated("mined[MEX] + invested").1.all.first
    #expect(message?.message == "can't add 't' and 'million USD, nominal'")
    #expect(message?.label == "they measure different things")
  }

  @Test func `of two arguments that differ the second is marked, with a note at the first`() {
    let first = evaluated("if(true, mined, invested)").1.all.first
    #expect(first?.span?.text == "invested")
    #expect(first?.notes.map(\.text) == ["this is in 't'"])
    #expect(first?.notes.first?.span?.text == "mined")
    let second = evaluated("default(mined[MEX], old * 1 't' / 1 'million USD, nominal')").1.all
      .first
    #expect(second?.notes.isEmpty == false)
  }

  @Test func `units are checked before any value is read`() {
    // The left side alone would end in an error of values.
    let ids = evaluated("split @ latest + 1").1.all.map(\.id)
    #expect(ids == ["formulas.unit"])
  }

  @Test func `every mistake of a formula is told at once`() {
    let ids = evaluated("nined + mined[MEK] + sum(mined, over:gep)").1.all.map(\.id)
    #expect(ids == ["formulas.unknown-name", "formulas.member", "formulas.dimension"])
  }

  @Test func `a series that ends early is named in a warning`() {
    let diagnostics = evaluated("ends @ latest").1.all
    #expect(diagnostics.map(\.id) == ["formulas.ends-early"])
    #expect(diagnostics.first?.severity == .warning)
    #expect(
      diagnostics.first?.message
        == "the latest common period is held back: geo PER ends in 2020"
    )
    #expect(evaluated("ends[MEX] @ latest").1.all.isEmpty)
    // Two periods are no reason to warn, three are.
    #expect(evaluated("recent @ latest").1.all.isEmpty)
    #expect(evaluated("late @ latest").1.all.map(\.id) == ["formulas.ends-early"])
    #expect(evaluated("forecast @ latest").1.all.isEmpty)
  }

  @Test func `without a common period the error lists the last of each series`() {
    #expect(
      evaluated("split @ latest").1.all.first?.label
        == "the last ones are geo MEX: 2020; geo PER: 2024"
    )
  }
}
