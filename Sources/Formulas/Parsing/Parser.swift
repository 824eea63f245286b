public import Diagnostics
internal import Indicators

/// Reads a formula (formats.md section 4.1).
///
/// What is wrong is reported with its place, as much of it as can be told apart in one go.
///
/// - Parameters:
///   - excerpt: The formula and where it stands.
///   - diagnostics: Where mistakes go.
/// - Returns: The formula's tree; nothing if anything is wrong with it.
public func parseExpression(
  _ excerpt: Excerpt,
  into diagnostics: inout DiagnosticList
) -> Expression? {
  var parser = Parser(excerpt)
  let expression = parser.program()
  for diagnostic in parser.diagnostics { diagnostics.report(diagnostic) }
  return parser.diagnostics.isEmpty ? expression : nil
}

/// Words of the grammar, which name nothing.
let keywords: Set<String> = [
  "let", "if", "and", "or", "not", "true", "false", "latest", "each_latest", "first",
]

/// A recursive-descent reading of one formula.
struct Parser {
  /// How deep a tree may get; every walk over it recurses that deep.
  static let depthLimit = 200

  private let excerpt: Excerpt
  private let lexer: Lexer

  private var token = Token(kind: .end, range: 0..<0, followsNewline: false)

  /// Where the token before ended.
  private var lastEnd = 0

  /// Whether the end of a line ends the expression: in the value of a `let`.
  private var stopsAtNewline = false

  /// How many levels the reading itself is deep.
  private var level = 0

  private(set) var diagnostics: [Diagnostic] = []

  /// The place of the last mistake, at which no second one is reported.
  private var lastMistake: Int?

  /// A node and the height of its tree.
  private struct Parsed {
    let expression: Expression
    let height: Int

    /// Bytes of the formula's text.
    let range: Range<Int>
  }

  init(_ excerpt: Excerpt) {
    self.excerpt = excerpt
    lexer = Lexer(excerpt.text)
    advance(from: 0)
  }

  // MARK: Program

  mutating func program() -> Expression {
    let parsed = letChain()
    if token.kind != .end {
      fail(expected: "an operator or the end", help: remedyAfterExpression())
    }
    return parsed.expression
  }

  private mutating func letChain() -> Parsed {
    // Collected first and folded from the last, so that a long chain does not recurse.
    var locals: [(start: Int, name: Range<Int>, text: String, value: Parsed)] = []
    while isName("let") {
      let start = token.range.lowerBound
      advance()
      let name = token.range
      var text = ""
      if let given = nameText(token.kind) {
        text = given
        if case .name = token.kind, keywords.contains(given) || Function.isKnown(given) {
          report(.reservedName(given, at: span(name)), at: name.lowerBound)
        }
        advance()
      } else {
        fail(expected: "a name after let")
      }
      guard isSymbol("=") else {
        fail(expected: "=")
        if !token.followsNewline { skip { $0.followsNewline } }
        continue
      }
      advance()
      stopsAtNewline = true
      let value = expression()
      stopsAtNewline = false
      if token.kind == .end || !token.followsNewline {
        fail(
          expected: "the end of the line after the value of let",
          help: token.kind == .end
            ? "write the result on the line after the last let"
            : remedyAfterExpression()
              ?? "in YAML a formula of several lines is a block: formula: |"
        )
        skip { $0.followsNewline }
      }
      locals.append((start, name, text, value))
    }
    var result = expression()
    for local in locals.reversed() {
      result = node(
        .local(local.text, local.value.expression, result.expression),
        local.start..<result.range.upperBound,
        focus: local.name,
        over: [local.value, result]
      )
    }
    return result
  }

  // MARK: Operators

  /// The operators with what they bind: 1 weakest.
  private static let precedences: [String: (level: Int, operator: Expression.BinaryOperator)] = [
    "or": (1, .or), "and": (2, .and), "==": (3, .equal), "!=": (3, .notEqual), "<": (3, .less),
    "<=": (3, .lessOrEqual), ">": (3, .greater), ">=": (3, .greaterOrEqual), "+": (4, .plus),
    "-": (4, .minus), "*": (5, .times), "/": (5, .divided),
  ]

  private mutating func expression() -> Parsed { binary(above: 0) }

  private mutating func binary(above weakest: Int) -> Parsed {
    guard enter() else { return placeholder() }
    defer { level -= 1 }
    var left: Parsed
    if weakest < 3, isName("not") {
      let start = token.range
      advance()
      // `not a == b` is `not (a == b)`: it binds weaker than comparison.
      let operand = binary(above: 2)
      left = node(
        .unary(.not, operand.expression),
        start.lowerBound..<operand.range.upperBound,
        focus: start,
        over: [operand]
      )
    } else {
      left = sign()
    }
    var compared = false
    while let (precedence, symbol) = infix(), precedence > weakest {
      let place = token.range
      if precedence == 3 {
        if compared { report(.chainedComparison(at: span(place)), at: place.lowerBound) }
        compared = true
      } else if precedence < 3 {
        compared = false
      }
      advance()
      let right = binary(above: precedence)
      left = node(
        .binary(symbol, left.expression, right.expression),
        left.range.lowerBound..<right.range.upperBound,
        focus: place,
        over: [left, right]
      )
    }
    return left
  }

  private func infix() -> (Int, Expression.BinaryOperator)? {
    if stopsAtNewline, token.followsNewline { return nil }
    let word: String
    switch token.kind {
    case .symbol(let symbol): word = symbol
    case .name(let name): word = name
    case .number, .text, .unit, .quotedName, .parameter, .end: return nil
    }
    return Self.precedences[word].map { ($0.level, $0.operator) }
  }

  private mutating func sign() -> Parsed {
    guard isSymbol("-") || isSymbol("+") else { return power() }
    guard enter() else { return placeholder() }
    defer { level -= 1 }
    let place = token.range
    let symbol: Expression.UnaryOperator = isSymbol("-") ? .minus : .plus
    advance()
    let operand = sign()
    return node(
      .unary(symbol, operand.expression),
      place.lowerBound..<operand.range.upperBound,
      focus: place,
      over: [operand]
    )
  }

  private mutating func power() -> Parsed {
    let base = postfix()
    guard isSymbol("^"), !(stopsAtNewline && token.followsNewline) else { return base }
    guard enter() else { return placeholder() }
    defer { level -= 1 }
    let place = token.range
    advance()
    let exponent = sign()
    return node(
      .binary(.power, base.expression, exponent.expression),
      base.range.lowerBound..<exponent.range.upperBound,
      focus: place,
      over: [base, exponent]
    )
  }

  // MARK: Selection

  private mutating func postfix() -> Parsed {
    var result = primary()
    while !(stopsAtNewline && token.followsNewline) {
      if isSymbol("[") {
        result = selection(of: result)
      } else if isSymbol("@") {
        result = instant(of: result)
      } else {
        break
      }
    }
    return result
  }

  private mutating func selection(of base: Parsed) -> Parsed {
    let open = token.range
    let outer = stopsAtNewline
    stopsAtNewline = false
    defer { stopsAtNewline = outer }
    var selectors: [Expression.Selector] = []
    // What follows `[` and `,` is read by its bytes, since a digit may begin a period or a code.
    var place = open.upperBound
    while true {
      if let selector = selector(from: place) { selectors.append(selector) }
      if isSymbol(",") {
        place = token.range.upperBound
        continue
      }
      break
    }
    let end = token.range.upperBound
    if isSymbol("]") {
      advance(from: end)
    } else {
      fail(expected: "',' or ']'", help: remedyAfterMember())
      skip { $0.kind == .symbol("]") }
      if isSymbol("]") { advance() }
    }
    return node(
      .selection(base.expression, selectors),
      base.range.lowerBound..<max(lastEnd, open.upperBound),
      focus: open.lowerBound..<max(lastEnd, open.upperBound),
      over: [base]
    )
  }

  private mutating func selector(from start: Int) -> Expression.Selector? {
    let place = lexer.skipSpace(from: start).place
    if place < lexer.bytes.count, lexer.isDigit(lexer.bytes[place]) || lexer.starts("..", at: place)
    {
      return periodsOrCode(from: place)
    }
    advance(from: start)
    var dimension: String?
    let first = token
    if let name = nameText(first.kind), peekSymbol(":") {
      dimension = name
      advance()
      let afterColon = token.range.upperBound
      advance(from: afterColon, code: true)
    }
    let begin = token.range.lowerBound
    let pick: Expression.Selector.Pick
    if isSymbol("!") {
      advance(from: token.range.upperBound, code: true)
      guard let choice = choice() else { return nil }
      pick = .allBut(choice)
    } else if isSymbol("{") {
      var choices: [Expression.Choice] = []
      repeat {
        advance(from: token.range.upperBound, code: true)
        if isSymbol("}"), !choices.isEmpty { break }
        guard let choice = choice() else { return nil }
        choices.append(choice)
      } while isSymbol(",")
      if isSymbol("}") {
        advance()
      } else {
        fail(expected: "',' or '}'", help: remedyAfterMember())
      }
      pick = .several(choices)
    } else {
      guard let choice = choice() else { return nil }
      pick = .one(choice)
    }
    return Expression.Selector(
      dimension: dimension,
      pick: pick,
      span: span(min(first.range.lowerBound, begin)..<lastEnd)
    )
  }

  private mutating func choice() -> Expression.Choice? {
    switch token.kind {
    case .name(let text), .quotedName(let text), .text(let text):
      advance()
      return .member(text)
    case .parameter(let name):
      advance()
      return .parameter(name)
    case .number, .unit, .symbol, .end:
      fail(expected: "a member such as MEX", help: nil)
      return nil
    }
  }

  /// `2010..2024`, `..2024`, `2010..`, or a code that begins with a digit.
  private mutating func periodsOrCode(from place: Int) -> Expression.Selector? {
    let firstEnd = lexer.endOfRun(place)
    let first = place..<firstEnd
    let dots = lexer.skipSpace(from: firstEnd).place
    guard dots < lexer.bytes.count, lexer.starts("..", at: dots) else {
      advance(from: firstEnd)
      return Expression.Selector(
        dimension: nil,
        pick: .one(.member(lexer.text(first))),
        span: span(first)
      )
    }
    let secondStart = lexer.skipSpace(from: dots + 2).place
    let secondEnd = lexer.endOfRun(secondStart)
    let second = secondStart..<secondEnd
    var ends: [Period?] = []
    for range in [first, second] {
      guard !range.isEmpty else {
        ends.append(nil)
        continue
      }
      if let period = Period(lexer.text(range)) {
        ends.append(period)
      } else {
        reportPeriod(range)
        ends.append(nil)
      }
    }
    let end = second.isEmpty ? dots + 2 : secondEnd
    advance(from: end)
    if first.isEmpty, second.isEmpty {
      fail(expected: "a period before or after '..'")
    }
    return Expression.Selector(
      dimension: nil,
      pick: .periods(ends[0], ends[1]),
      span: span(min(place, dots)..<end)
    )
  }

  private mutating func instant(of base: Parsed) -> Parsed {
    let at = token.range
    let place = lexer.skipSpace(from: at.upperBound).place
    let instant: Expression.Instant
    var focusStart = place
    if place < lexer.bytes.count, lexer.isDigit(lexer.bytes[place]) {
      var end = lexer.endOfRun(place)
      if end < lexer.bytes.count, lexer.starts("..", at: end) { end = lexer.endOfRun(end + 2) }
      if let period = Period(lexer.text(place..<end)) {
        instant = .period(period)
      } else {
        reportPeriod(place..<end)
        instant = .latest(offset: 0)
      }
      advance(from: end)
    } else {
      advance()
      focusStart = token.range.lowerBound
      instant = namedInstant()
    }
    let end = max(lastEnd, at.upperBound)
    return node(
      .instant(base.expression, instant),
      base.range.lowerBound..<end,
      focus: min(focusStart, end)..<end,
      over: [base]
    )
  }

  private mutating func namedInstant() -> Expression.Instant {
    switch token.kind {
    case .name("latest"):
      advance()
      return .latest(offset: 0)
    case .name("each_latest"):
      advance()
      return .eachLatest
    case .name("first"):
      advance()
      return .first(offset: 0)
    case .parameter(let name):
      advance()
      return .parameter(name)
    case .symbol("("):
      advance()
      let isLatest = isName("latest")
      guard isLatest || isName("first") else {
        fail(expected: "latest or first")
        skip { $0.kind == .symbol(")") }
        if isSymbol(")") { advance() }
        return .latest(offset: 0)
      }
      advance()
      var offset = 0
      if isSymbol("+") || isSymbol("-") {
        let direction = isSymbol("-") ? -1 : 1
        advance()
        if case .number(let value) = token.kind, let whole = Int(exactly: value), whole <= 100_000 {
          offset = direction * whole
          advance()
        } else {
          fail(expected: "a whole number of periods")
        }
      }
      if isSymbol(")") { advance() } else { fail(expected: "')'") }
      return isLatest ? .latest(offset: offset) : .first(offset: offset)
    case .number, .text, .unit, .name, .quotedName, .symbol, .end:
      fail(expected: "a period, latest, each_latest or first after @")
      return .latest(offset: 0)
    }
  }

  private mutating func reportPeriod(_ range: Range<Int>) {
    let text = lexer.text(range)
    var help: String?
    if let hyphen = text.lastIndex(of: "-"), Period(text[..<hyphen]) != nil {
      let rest = text[text.index(after: hyphen)...]
      if !rest.isEmpty, rest.allSatisfy(\.isNumber) {
        help = "to subtract, put a space on both sides of the minus"
      }
    }
    if help == nil, text.count > 4,
      let mark = text.firstIndex(where: { "QSWMqswm".contains($0) })
    {
      let year = text.prefix(4)
      let letter = text[mark].uppercased()
      let digits = text[text.index(after: mark)...]
      let wanted = letter == "M" ? "\(year)-\(digits)" : "\(year)-\(letter)\(digits)"
      if Period(wanted) != nil { help = "write \(wanted)" }
    }
    report(.badPeriod(text, help: help, at: span(range)), at: range.lowerBound)
  }

  // MARK: Primaries

  private mutating func primary() -> Parsed {
    let start = token.range
    switch token.kind {
    case .number(let value):
      advance()
      return numberWithUnit(value, from: start)
    case .text(let text):
      advance()
      return node(.text(text), start)
    case .parameter(let name):
      advance()
      return node(.parameter(name), start)
    case .quotedName(let name):
      advance()
      return node(.name(name), start)
    case .name("if"):
      advance()
      return conditional(from: start)
    case .name("true"), .name("false"):
      let value = isName("true")
      advance()
      return node(.truth(value), start)
    case .name(let name):
      if keywords.contains(name) {
        fail(expected: "a value", help: nil)
        return placeholder()
      }
      advance()
      if isSymbol("("), !(stopsAtNewline && token.followsNewline) { return call(name, from: start) }
      return node(.name(name), start)
    case .symbol("("):
      advance()
      let inner = bracketed { parser in parser.expression() }
      close(")", opened: start)
      return Parsed(
        expression: Expression(
          inner.expression.node,
          span: span(start.lowerBound..<lastEnd),
          focus: inner.expression.focus
        ),
        height: inner.height,
        range: start.lowerBound..<lastEnd
      )
    case .unit, .symbol, .end:
      let isExclamation = isSymbol("!")
      fail(expected: "a number, a name or '('", help: remedyForOperand())
      return isExclamation ? primary() : placeholder()
    }
  }

  private mutating func numberWithUnit(_ value: Double, from start: Range<Int>) -> Parsed {
    if isSymbol("%") {
      advance()
      return node(.number(value, Unit(meaning: .percent)), start.lowerBound..<lastEnd)
    }
    guard case .unit(let text) = token.kind else { return node(.number(value, nil), start) }
    let inner = token.range.lowerBound + 1
    advance()
    do throws(UnitError) {
      let unit = try Unit.parse(text)
      return node(.number(value, unit), start.lowerBound..<lastEnd)
    } catch {
      let range = inner + error.range.lowerBound..<inner + error.range.upperBound
      report(.badUnit(error, at: span(range)), at: range.lowerBound)
      return node(.number(value, nil), start.lowerBound..<lastEnd)
    }
  }

  private mutating func conditional(from start: Range<Int>) -> Parsed {
    guard isSymbol("(") else {
      fail(expected: "'(' after if", help: "write if(condition, then, else)")
      return placeholder()
    }
    let open = token.range
    advance()
    let parts = bracketed { parser in
      var parts = [parser.expression()]
      while parser.isSymbol(","), parts.count < 3 {
        parser.advance()
        parts.append(parser.expression())
      }
      return parts
    }
    if parts.count < 3 {
      fail(expected: "',' and the value otherwise", help: "write if(condition, then, else)")
      close(")", opened: open)
      return placeholder()
    }
    close(")", opened: open)
    return node(
      .conditional(parts[0].expression, parts[1].expression, parts[2].expression),
      start.lowerBound..<lastEnd,
      focus: start,
      over: parts
    )
  }

  private mutating func call(_ name: String, from start: Range<Int>) -> Parsed {
    let open = token.range
    advance()
    var arguments: [Expression.Argument] = []
    var values: [Parsed] = []
    if !isSymbol(")") {
      bracketed { parser in
        while true {
          var argumentName: String?
          if case .name(let word) = parser.token.kind, parser.peekSymbol(":") {
            argumentName = word
            parser.advance()
            parser.advance()
          }
          let value = parser.expression()
          arguments.append(Expression.Argument(name: argumentName, value: value.expression))
          values.append(value)
          guard parser.isSymbol(",") else { break }
          parser.advance()
        }
      }
    }
    close(")", opened: open)
    return node(.call(name, arguments), start.lowerBound..<lastEnd, focus: start, over: values)
  }

  private mutating func bracketed<Result>(_ body: (inout Parser) -> Result) -> Result {
    let outer = stopsAtNewline
    stopsAtNewline = false
    let result = body(&self)
    stopsAtNewline = outer
    return result
  }

  private mutating func close(_ mark: String, opened: Range<Int>) {
    if isSymbol(mark) {
      advance()
    } else if token.kind == .end {
      report(
        .unclosed("'\(lexer.text(opened))'", mark: mark, at: span(opened)),
        at: token.range.lowerBound
      )
    } else {
      fail(expected: "an operator, ',' or '\(mark)'", help: remedyAfterExpression())
      skip { $0.kind == .symbol(mark) }
      if isSymbol(mark) { advance() }
    }
  }

  // MARK: Nodes

  private mutating func node(
    _ node: Expression.Node,
    _ range: Range<Int>,
    focus: Range<Int>? = nil,
    over children: [Parsed] = []
  ) -> Parsed {
    let height = 1 + (children.map(\.height).max() ?? 0)
    if height > Self.depthLimit {
      report(.tooDeep(limit: Self.depthLimit, at: span(focus ?? range)), at: range.lowerBound)
      return placeholder()
    }
    return Parsed(
      expression: Expression(node, span: span(range), focus: focus.map(span)),
      height: height,
      range: range
    )
  }

  private func placeholder() -> Parsed {
    let place = min(lastEnd, lexer.bytes.count)
    return Parsed(
      expression: Expression(.truth(false), span: span(place..<place)),
      height: 1,
      range: place..<place
    )
  }

  /// Goes one level deeper; false where the formula is nested too deep, and then its rest is skipped.
  private mutating func enter() -> Bool {
    level += 1
    guard level > Self.depthLimit else { return true }
    level -= 1
    report(.tooDeep(limit: Self.depthLimit, at: span(token.range)), at: token.range.lowerBound)
    skip { _ in false }
    return false
  }

  private func span(_ range: Range<Int>) -> SourceSpan { excerpt.span(of: range) }

  // MARK: Tokens

  private mutating func advance() { advance(from: token.range.upperBound) }

  /// Reads the next token; with `code`, a run of digits and letters is a member's code.
  private mutating func advance(from place: Int, code: Bool = false) {
    lastEnd = place
    var start = place
    while true {
      if code {
        let (begin, newline) = lexer.skipSpace(from: start)
        if begin < lexer.bytes.count, lexer.isDigit(lexer.bytes[begin]) {
          let end = lexer.endOfRun(begin)
          token = Token(
            kind: .text(lexer.text(begin..<end)),
            range: begin..<end,
            followsNewline: newline
          )
          return
        }
      }
      do throws(Lexer.Failure) {
        token = try lexer.token(from: start)
        return
      } catch {
        switch error.reason {
        case .character(let text, let help):
          report(.badCharacter(text, help: help, at: span(error.range)), at: error.range.lowerBound)
          if let meant = error.meant {
            token = Token(kind: meant, range: error.range, followsNewline: false)
            return
          }
        case .number(let text, let help):
          report(.badNumber(text, help: help, at: span(error.range)), at: error.range.lowerBound)
          token = Token(kind: .number(0), range: error.range, followsNewline: false)
          lastMistake = nil
          return
        case .unclosed(let what, let mark):
          report(.unclosed(what, mark: mark, at: span(error.range)), at: error.range.lowerBound)
          token = Token(
            kind: .end,
            range: lexer.bytes.count..<lexer.bytes.count,
            followsNewline: false
          )
          lastMistake = lexer.bytes.count
          return
        }
        start = error.range.upperBound
      }
    }
  }

  private func peekSymbol(_ symbol: String) -> Bool {
    let place = lexer.skipSpace(from: token.range.upperBound).place
    return place < lexer.bytes.count && lexer.starts(symbol, at: place)
  }

  private func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  private func isName(_ name: String) -> Bool { token.kind == .name(name) }

  private func nameText(_ kind: Token.Kind) -> String? {
    switch kind {
    case .name(let text), .quotedName(let text): text
    case .number, .text, .unit, .parameter, .symbol, .end: nil
    }
  }

  // MARK: Mistakes

  private mutating func report(_ diagnostic: Diagnostic, at place: Int) {
    guard lastMistake != place else { return }
    lastMistake = place
    diagnostics.append(diagnostic)
  }

  private mutating func fail(expected: String, help: String? = nil) {
    let range = token.kind == .end ? lexer.bytes.count..<lexer.bytes.count : token.range
    report(
      .unexpectedToken(lexer.text(range), expected: expected, help: help, at: span(range)),
      at: range.lowerBound
    )
    // Goes on behind the token where nothing could take it up, so that reading ends.
    if token.kind != .end, !isSync(token) { advance() }
  }

  /// Whether reading can go on at a token after a mistake.
  private func isSync(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): ![":", "!", "=", "%", "{", "}", ".."].contains(symbol)
    case .end: true
    case .name(let name): ["and", "or"].contains(name)
    case .number, .text, .unit, .quotedName, .parameter: false
    }
  }

  private mutating func skip(until isWanted: (Token) -> Bool) {
    while token.kind != .end, !isWanted(token) { advance() }
    lastMistake = token.range.lowerBound
  }

  private func remedyAfterExpression() -> String? {
    switch token.kind {
    case .symbol("="): "write == to compare"
    case .symbol(","): "write numbers without a thousands separator"
    case .symbol("!"): "write not, or != to compare"
    case .symbol(":"): "a named argument stands inside the brackets of a function"
    case .unit: "a unit stands directly behind a number"
    case .name, .quotedName, .number, .parameter, .text: "is an operator missing?"
    case .symbol, .end: nil
    }
  }

  private func remedyForOperand() -> String? {
    switch token.kind {
    case .symbol("!"): "write not"
    case .unit: "single quotes hold units; a text stands in double quotes"
    case .symbol("{"): "members stand in braces inside [ ]: x[geo:{MEX, CAN}]"
    case .number, .text, .name, .quotedName, .parameter, .symbol, .end: nil
    }
  }

  private func remedyAfterMember() -> String? {
    switch token.kind {
    case .symbol("-"), .symbol("."), .symbol("/"):
      "put a member with other signs than letters, digits and _ in double quotes"
    case .name, .quotedName, .text, .number: "put a member of several words in double quotes"
    case .unit, .parameter, .symbol, .end: nil
    }
  }
}
