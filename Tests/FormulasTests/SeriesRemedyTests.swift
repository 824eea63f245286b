import Diagnostics
import Formulas
import Indicators
import Testing

@Suite struct SeriesRemedyTests {
  /// The help and the label of a formula of a yearly flow and a monthly series of some kind and unit.
  private func told(_ formula: String, _ unit: String, _ kind: Kind) -> (String?, String?) {
    let yearly = Folder.cube([], ["2020", "2021"], "t", .flow, "1 2")
    let months = (1...9).map { "2020-0\($0)" }
    let monthly = Folder.cube([], months, unit, kind, "1 2 3 4 5 6 7 8 9")
    let quarterly = Folder.cube([], ["2020-Q1", "2020-Q2"], "t", .stock, "1 2")
    let evaluator = FormulasTests.evaluator(
      of: ["yearly": yearly, "monthly": monthly, "quarterly": quarterly]
    )
    var diagnostics = DiagnosticList()
    guard let expression = parseExpression(Excerpt(composed: formula), into: &diagnostics) else {
      return (nil, nil)
    }
    #expect(evaluator.evaluate(expression, into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.id) == ["formulas.frequency"])
    return (diagnostics.all.first?.help, diagnostics.all.first?.label)
  }

  @Test(
    arguments: [
      ("t", .flow, "annual(monthly, sum)"),
      ("t", .unknown, "annual(monthly, sum) or annual(monthly, mean)"),
      ("person", .stock, "annual(monthly, last) or annual(monthly, mean)"),
      ("USD/t", .rate, "annual(monthly, mean) or annual(monthly, last)"),
      ("percent", .unknown, "annual(monthly, mean) or annual(monthly, last)"),
    ] as [(String, Kind, String)]
  )
  func `years are made the way that fits the kind, and the shorter side is named`(
    unit: String,
    kind: Kind,
    calls: String
  ) {
    let (help, label) = told("yearly / monthly", unit, kind)
    #expect(help?.hasPrefix(calls) == true, "\(help ?? "")")
    #expect(label == "the second has the shorter periods")
    #expect(told("monthly / yearly", unit, kind).1 == "the first has the shorter periods")
  }

  @Test func `of two that are both shorter than a year, years are made of both`() {
    #expect(
      told("quarterly / monthly", "USD/t", .rate).0
        == "annual(quarterly, last) and annual(monthly, mean) make years of both"
    )
  }

  @Test func `a long side is not repeated in the help`() {
    let (help, _) = told("yearly / (monthly + monthly + monthly + monthly + monthly)", "t", .flow)
    #expect(help == "annual(x, sum) makes years of the shorter periods")
  }

  @Test func `a name that is one of the words of another is found, and stands between backticks`() {
    let cube = Folder.cube([], ["2020"], "USD", .rate, "1")
    let evaluator = FormulasTests.evaluator(of: ["Crude oil, Brent": cube, "gdp": cube])
    let meant = "did you mean `Crude oil, Brent`? such a name stands between backticks"
    for (formula, help) in [
      ("Brent", meant), ("oil", meant), ("`Crude oil Brent`", meant),
      ("gdpp", "did you mean 'gdp'?"),
      ("wheat", nil),
    ] {
      var diagnostics = DiagnosticList()
      if let expression = parseExpression(Excerpt(composed: formula), into: &diagnostics) {
        _ = evaluator.evaluate(expression, into: &diagnostics)
      }
      #expect(diagnostics.all.map(\.help) == [help])
    }
  }
}
