import Diagnostics
import Formulas
import Indicators
import Testing

/// The tree of a formula as prefix text, so that a table of cases can show it.
func tree(_ expression: Expression) -> String {
  switch expression.node {
  case .number(let value, let unit): unit.map { "\(value)'\($0)'" } ?? "\(value)"
  case .text(let text): "\"\(text)\""
  case .truth(let value): "\(value)"
  case .name(let name): name
  case .parameter(let name): "$\(name)"
  case .call(let name, let arguments):
    "\(name)("
      + arguments.map { argument in
        (argument.name.map { "\($0):" } ?? "") + tree(argument.value)
      }.joined(separator: ", ") + ")"
  case .selection(let base, let selectors):
    tree(base) + "[" + selectors.map(text).joined(separator: ", ") + "]"
  case .instant(let base, let instant): "(@ \(tree(base)) \(text(instant)))"
  case .unary(let symbol, let operand): "(\(symbol.rawValue) \(tree(operand)))"
  case .binary(let symbol, let left, let right):
    "(\(symbol.rawValue) \(tree(left)) \(tree(right)))"
  case .conditional(let condition, let first, let second):
    "(if \(tree(condition)) \(tree(first)) \(tree(second)))"
  case .local(let name, let value, let rest): "(let \(name) \(tree(value)) \(tree(rest)))"
  }
}

private func text(_ choice: Expression.Choice) -> String {
  switch choice {
  case .member(let id): id
  case .parameter(let name): "$\(name)"
  }
}

private func text(_ selector: Expression.Selector) -> String {
  let dimension = selector.dimension.map { "\($0):" } ?? ""
  switch selector.pick {
  case .one(let choice): return dimension + text(choice)
  case .allBut(let choice): return dimension + "!" + text(choice)
  case .several(let choices):
    return dimension + "{" + choices.map(text).joined(separator: " ") + "}"
  case .periods(let first, let last):
    return "\(first.map { "\($0)" } ?? "")..\(last.map { "\($0)" } ?? "")"
  }
}

private func text(_ instant: Expression.Instant) -> String {
  switch instant {
  case .period(let period): "\(period)"
  case .latest(let offset): "latest\(offset == 0 ? "" : "\(offset)")"
  case .first(let offset): "first\(offset == 0 ? "" : "\(offset)")"
  case .eachLatest: "each_latest"
  case .parameter(let name): "$\(name)"
  }
}

@Suite struct ParserTests {
  @Test(
    arguments: [
      ("a + b * c", "(+ a (* b c))"), ("a - b - c", "(- (- a b) c)"), ("-2^2", "(- (^ 2.0 2.0))"),
      ("2^-1", "(^ 2.0 (- 1.0))"), ("2^3^2", "(^ 2.0 (^ 3.0 2.0))"), ("--a", "(- (- a))"),
      ("a / b * c", "(* (/ a b) c)"), ("(a + b) * c", "(* (+ a b) c)"), ("-a * b", "(* (- a) b)"),
      ("a * -b", "(* a (- b))"), ("not a == b", "(not (== a b))"), ("not not a", "(not (not a))"),
      ("a or b and not c < d", "(or a (and b (not (< c d))))"), ("a >= 1 and b <= 2", nil),
      ("a / b @ 2024", "(/ a (@ b 2024))"), ("(a / b) @ 2024", "(@ (/ a b) 2024)"),
      ("x / x @ 2018", "(/ x (@ x 2018))"), ("x @ 2025 - 100", "(- (@ x 2025) 100.0)"),
      ("x @ 2024-12", "(@ x 2024-12)"), ("x@2024-Q4", "(@ x 2024-Q4)"),
      ("2024-12", "(- 2024.0 12.0)"),
      ("x @ 2021..2024", "(@ x 2021..2024)"), ("x @ latest", "(@ x latest)"),
      ("x @ (latest - 1)", "(@ x latest-1)"), ("x @ (first + 2)", "(@ x first2)"),
      ("x @ each_latest", "(@ x each_latest)"), ("x @ $when", "(@ x $when)"),
      ("x @ 2024 ^ 2", "(^ (@ x 2024) 2.0)"), ("x @ 2024-12-31", "(@ x 2024-12-31)"),
      ("x[MEX]", nil), ("x[geo:MEX, mineral:silver]", nil), ("x[geo: MEX]", "x[geo:MEX]"),
      ("x[geo:!WLD]", nil), ("x[!WLD]", nil), ("x[geo:{MEX, CAN}]", "x[geo:{MEX CAN}]"),
      ("x[{MEX,CAN,}]", "x[{MEX CAN}]"), ("x[2010..2024]", nil), ("x[..2024]", nil),
      ("x[2010..]", nil), ("x[2024-12..2025-03]", nil), ("x[ 2010 .. 2024 ]", "x[2010..2024]"),
      ("x[MEX, 2010..2024]", nil), ("x[hs:2603]", nil), ("x[0402]", nil),
      ("x[hs:{0402, 2603}]", "x[hs:{0402 2603}]"),
      ("x[geo:$where]", nil), ("x[\"Côte d'Ivoire\"]", "x[Côte d'Ivoire]"), ("x[latest]", nil),
      ("x[MEX][silver] @ 2024", "(@ x[MEX][silver] 2024)"),
      ("x[MEX] @ 2024 / 2", "(/ (@ x[MEX] 2024) 2.0)"),
      ("1.5e3", "1500.0"), ("1e-2", "0.01"), ("5%", "5.0'percent'"),
      ("100% - x", "(- 100.0'percent' x)"),
      ("1500 'million USD'", "1500.0'million USD'"), ("2 'metric tons'", "2.0't'"),
      ("if(a > 1, 2, 3)", "(if (> a 1.0) 2.0 3.0)"), ("true or false", "(or true false)"),
      ("sum(x, over:geo)", nil),
      ("top(x, 3, over:geo, rest:true)", "top(x, 3.0, over:geo, rest:true)"),
      ("f()", "f()"), ("convert(x, to:\"USD\", using:fx)", nil), ("$mineral", nil),
      ("`Copper, grade A` / 2", "(/ Copper, grade A 2.0)"), ("NY.GDP.MKTP.CD", nil),
      ("let a = b\na * 2", "(let a b (* a 2.0))"),
      (
        "let a = b @ 2024\nlet c = (a +\n 1)\na / c", "(let a (@ b 2024) (let c (+ a 1.0) (/ a c)))"
      ),
      ("let a = b\n-a", "(let a b (- a))"), ("let a = b *\n 2\na", "(let a (* b 2.0) a)"),
      ("a # what is counted\n + b # and the rest", "(+ a b)"), ("a\n\n/ b", "(/ a b)"),
      ("\"a text\"", nil), ("a<b", "(< a b)"), ("a!=b", "(!= a b)"), ("a\u{00A0}+ b", "(+ a b)"),
      ("latest_price", nil), ("f(x, a - 1)", "f(x, (- a 1.0))"),
    ] as [(String, String?)]
  )
  func `a formula is read by its grammar`(text: String, expected: String?) throws {
    var diagnostics = DiagnosticList()
    let expression = parseExpression(Excerpt(composed: text), into: &diagnostics)
    #expect(diagnostics.all.map(\.formatted) == [])
    let plain =
      text == "a >= 1 and b <= 2" ? "(and (>= a 1.0) (<= b 2.0))" : text
    #expect(try tree(#require(expression)) == expected ?? plain)
  }

  /// `‹` and `›` stand around what the caret must mark.
  @Test(arguments: [
    ("a + ‹›", "formulas.syntax"), ("‹›", "formulas.syntax"), ("a ‹b›", "formulas.syntax"),
    ("a + ‹*› b", "formulas.syntax"), ("‹(›a + b", "formulas.unclosed"),
    ("a‹)›", "formulas.syntax"),
    ("f‹(›a, b", "formulas.unclosed"), ("x[geo:‹]›", "formulas.syntax"),
    ("x[MEX‹›", "formulas.syntax"),
    ("x[refined‹-›copper]", "formulas.syntax"), ("x @ ‹2025-100›", "formulas.period"),
    ("x @ ‹2024Q4›", "formulas.period"), ("x @ ‹2024-13›", "formulas.period"),
    ("x @ ‹soon›", "formulas.syntax"), ("x @ (‹last› - 1)", "formulas.syntax"),
    ("x @ (latest - ‹9e18›)", "formulas.syntax"),
    ("x[2010..‹20244›]", "formulas.period"), ("a < b ‹<› c", "formulas.chained-comparison"),
    ("a ‹=› b", "formulas.syntax"), ("a ‹−› b", "formulas.character"),
    ("a ‹&&› b", "formulas.character"), ("a ‹**› b", "formulas.character"),
    ("‹\"›open", "formulas.unclosed"), ("2 ‹'›t", "formulas.unclosed"),
    ("‹`›open", "formulas.unclosed"),
    ("‹5kt› + a", "formulas.number"), ("‹.5› + a", "formulas.number"),
    ("‹1e999›", "formulas.number"),
    ("5 '‹tone›'", "formulas.unit-text"), ("5 'USD/‹oz›'", "formulas.unit-text"),
    ("let ‹true› = 2\na", "formulas.reserved-name"), ("let a ‹2›\na", "formulas.syntax"),
    ("let a = 2‹›", "formulas.syntax"), ("let a = 2 ‹a›", "formulas.syntax"),
    ("if ‹a›", "formulas.syntax"), ("if(a, b‹)›", "formulas.syntax"),
    ("‹latest›", "formulas.syntax"),
    ("(a ‹b›) + (c ‹d›)", "formulas.syntax"), ("5‹,›000 + a", "formulas.syntax"),
    ("‹$› + 1", "formulas.character"), ("a ‹'t'›", "formulas.syntax"),
    ("sum(x, over:‹)›", "formulas.syntax"), ("a + ‹!›b", "formulas.syntax"),
  ])
  func `a mistake is shown where it is`(marked: String, id: String) {
    let (text, ranges) = unmarked(marked)
    let file = SourceFile(path: "case", text: text)
    var diagnostics = DiagnosticList()
    let expression = parseExpression(
      Excerpt(SourceSpan(file, 0..<text.utf8.count)),
      into: &diagnostics
    )
    #expect(expression == nil)
    #expect(diagnostics.all.map(\.id) == ranges.map { _ in id })
    #expect(diagnostics.all.map { $0.span?.range } == ranges)
  }

  @Test(arguments: [
    ("x @ 2025-100", "to subtract, put a space on both sides of the minus"),
    ("x @ 2024Q4", "write 2024-Q4"), ("x @ 2024M12", "write 2024-12"),
    ("a = b", "write == to compare"),
    ("5kt", "put a unit between single quotes: 5 'kt'"), (".5", "write 0.5"),
    ("a ≤ b", "write <="), ("a ** b", "write ^ for a power"),
    ("año", "put a name with other letters between backticks"),
    ("gdp > 0 USD", "put a unit between single quotes: 'USD'"),
    ("a > 5 million USD/t and b > 1 't'", "put a unit between single quotes: 'million USD/t'"),
    ("5 b", "is an operator missing?"), ("a USD", "is an operator missing?"),
    ("5,000", "write numbers without a thousands separator"),
    ("a, b", "a formula has one result: make each of them a ratio of its own"),
    ("share(x, over=geo)", "write over:geo"),
    ("sum(x, missing = skip)", "write missing:skip"),
    ("share(gdp = y, over:geo)", "write == to compare"),
    ("x[2015:2020]", "a range of periods is written 2015..2020"),
    ("x[-1]", "the newest period is x @ latest, the one before it x @ (latest - 1)"),
    ("x @ lastest", "did you mean '@ latest'?"), ("x @ last", "did you mean '@ latest'?"),
    ("x @ earliest", "did you mean '@ first'?"),
    (
      "elasticity(a, b)[DEU].low",
      "a field stands directly behind the call: elasticity(y, x).low[geo:MEX]"
    ),
  ])
  func `a likely mistake has its remedy`(text: String, help: String) {
    var diagnostics = DiagnosticList()
    _ = parseExpression(Excerpt(composed: text), into: &diagnostics)
    #expect(diagnostics.all.first?.help == help)
  }

  @Test(arguments: ["share(x, over=geo)", "elasticity(a, b)[DEU].low", "x[2015:2020]", "x[-1]"])
  func `a likely mistake is one mistake`(text: String) {
    var diagnostics = DiagnosticList()
    #expect(parseExpression(Excerpt(composed: text), into: &diagnostics) == nil)
    #expect(diagnostics.all.map(\.id) == ["formulas.syntax"])
  }

  @Test(arguments: [
    String(repeating: "(", count: 5000), String(repeating: "-", count: 5000) + "a",
    String(repeating: "not ", count: 5000) + "a", String(repeating: "f(", count: 5000),
    "a" + String(repeating: " + a", count: 5000), "a" + String(repeating: "^a", count: 5000),
    "a" + String(repeating: "[b]", count: 5000), String(repeating: "if(", count: 5000),
    String(repeating: "let a = b\n", count: 5000) + "a",
  ])
  func `a formula that is nested too deep is refused, not run into the ground`(text: String) {
    var diagnostics = DiagnosticList()
    #expect(parseExpression(Excerpt(composed: text), into: &diagnostics) == nil)
    #expect(diagnostics.all.contains { $0.id == "formulas.depth" })
  }

  @Test func `a place in a text taken out of YAML is shown in the file`() {
    let file = SourceFile(path: "ratios.yaml", text: "r: |\n  a +\n  * b\n")
    let excerpt = Excerpt(
      "a +\n* b\n",
      in: file,
      pieces: [
        Excerpt.Piece(textStart: 0, fileStart: 7), Excerpt.Piece(textStart: 4, fileStart: 13),
      ]
    )
    var diagnostics = DiagnosticList()
    #expect(parseExpression(excerpt, into: &diagnostics) == nil)
    #expect(diagnostics.all.map { $0.span?.range } == [13..<14])
  }

  @Test func `the caret of an operation stands under its operator`() throws {
    var diagnostics = DiagnosticList()
    let expression = try #require(
      parseExpression(Excerpt(composed: "(a + b) * sum(c)"), into: &diagnostics)
    )
    #expect(expression.focus.text == "*")
    #expect(expression.span.text == "(a + b) * sum(c)")
    guard case .binary(_, let left, let right) = expression.node else { return }
    #expect(left.focus.text == "+")
    #expect(left.span.text == "(a + b)")
    #expect(right.focus.text == "sum")
  }
}

/// A text without its markers, and what stood between each pair, in bytes.
func unmarked(_ marked: String) -> (text: String, ranges: [Range<Int>]) {
  var text = ""
  var ranges: [Range<Int>] = []
  var start = 0
  for character in marked {
    switch character {
    case "‹": start = text.utf8.count
    case "›": ranges.append(start..<text.utf8.count)
    default: text.append(character)
    }
  }
  return (text, ranges)
}
