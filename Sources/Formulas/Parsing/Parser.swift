public import Diagnostics
import Indicators

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
  let lexer: Lexer

  private(set) var token = Token(kind: .end, range: 0..<0, followsNewline: false)

  /// Where the token before ended.
  private(set) var lastEnd = 0

  /// Whether the token before is a number.
  private var followsNumber = false

  /// Whether the end of a line ends the expression: in the value of a `let`.
  var stopsAtNewline = false

  /// How many levels the reading itself is deep.
  var level = 0

  private(set) var diagnostics: [Diagnostic] = []

  /// The place of the last mistake, at which no second one is reported.
  private var lastMistake: Int?

  /// A node and the height of its tree.
  struct Parsed {
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

  mutating func letChain() -> Parsed {
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

  // MARK: Nodes

  mutating func node(
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

  func placeholder() -> Parsed {
    let place = min(lastEnd, lexer.bytes.count)
    return Parsed(
      expression: Expression(.truth(false), span: span(place..<place)),
      height: 1,
      range: place..<place
    )
  }

  /// Goes one level deeper; false where the formula is nested too deep, and then its rest is skipped.
  mutating func enter() -> Bool {
    level += 1
    guard level > Self.depthLimit else { return true }
    level -= 1
    report(.tooDeep(limit: Self.depthLimit, at: span(token.range)), at: token.range.lowerBound)
    skip { _ in false }
    return false
  }

  func span(_ range: Range<Int>) -> SourceSpan { excerpt.span(of: range) }

  // MARK: Tokens

  mutating func advance() { advance(from: token.range.upperBound) }

  /// Reads the next token; with `code`, a run of digits and letters is a member's code.
  mutating func advance(from place: Int, code: Bool = false) {
    lastEnd = place
    if case .number = token.kind { followsNumber = true } else { followsNumber = false }
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

  func peekSymbol(_ symbol: String) -> Bool {
    let place = lexer.skipSpace(from: token.range.upperBound).place
    return place < lexer.bytes.count && lexer.starts(symbol, at: place)
  }

  func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  func isName(_ name: String) -> Bool { token.kind == .name(name) }

  func nameText(_ kind: Token.Kind) -> String? {
    switch kind {
    case .name(let text), .quotedName(let text): text
    case .number, .text, .unit, .parameter, .symbol, .end: nil
    }
  }

  // MARK: Mistakes

  mutating func report(_ diagnostic: Diagnostic, at place: Int) {
    guard lastMistake != place else { return }
    lastMistake = place
    diagnostics.append(diagnostic)
  }

  mutating func fail(expected: String, help: String? = nil) {
    let range = token.kind == .end ? lexer.bytes.count..<lexer.bytes.count : token.range
    report(
      .unexpectedToken(lexer.text(range), expected: expected, help: help, at: span(range)),
      at: range.lowerBound
    )
    // Goes on behind the token where nothing could take it up, so that reading ends.
    if token.kind != .end, !isSync(token) { advance() }
  }

  /// Whether reading can go on at a token after a mistake.
  func isSync(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(let symbol): ![":", "!", "=", "%", "{", "}", ".", ".."].contains(symbol)
    case .end: true
    case .name(let name): ["and", "or"].contains(name)
    case .number, .text, .unit, .quotedName, .parameter: false
    }
  }

  mutating func skip(until isWanted: (Token) -> Bool) {
    while token.kind != .end, !isWanted(token) { advance() }
    lastMistake = token.range.lowerBound
  }

  func remedyAfterExpression() -> String? {
    switch token.kind {
    case .symbol("="): "write == to compare"
    case .symbol(","):
      followsNumber
        ? "write numbers without a thousands separator"
        : "a formula has one result: make each of them a ratio of its own"
    case .symbol("!"): "write not, or != to compare"
    case .symbol("."):
      "a field stands directly behind the call: elasticity(y, x).\(fieldName ?? "r2")[geo:MEX]"
    case .symbol(":"): "a named argument stands inside the brackets of a function"
    case .unit: "a unit stands directly behind a number"
    case .name:
      unitWithoutQuotes().map { "put a unit between single quotes: '\($0)'" }
        ?? "is an operator missing?"
    case .quotedName, .number, .parameter, .text: "is an operator missing?"
    case .symbol, .end: nil
    }
  }

  /// The name behind the dot at hand.
  private var fieldName: String? {
    let start = token.range.upperBound
    let end = lexer.endOfRun(start)
    return start < end ? lexer.text(start..<end) : nil
  }

  /// The unit that stands behind a number without its quotes: the most words from here on that are one.
  private func unitWithoutQuotes() -> String? {
    guard followsNumber else { return nil }
    let start = token.range.lowerBound
    let rest = lexer.text(start..<lexer.bytes.count).prefix { !"<>=+-*()[],@#\n".contains($0) }
    var words = rest.split(separator: " ").prefix(6)
    while !words.isEmpty {
      let text = words.joined(separator: " ")
      if (try? Unit.parse(text)) != nil { return text }
      words.removeLast()
    }
    return nil
  }

  func remedyForOperand() -> String? {
    switch token.kind {
    case .symbol("!"): "write not"
    case .unit: "single quotes hold units; a text stands in double quotes"
    case .symbol("{"): "members stand in braces inside [ ]: x[geo:{MEX, CAN}]"
    case .number, .text, .name, .quotedName, .parameter, .symbol, .end: nil
    }
  }

  func remedyAfterMember() -> String? {
    switch token.kind {
    case .symbol("-"), .symbol("."), .symbol("/"):
      "put a member with other signs than letters, digits and _ in double quotes"
    case .name, .quotedName, .text, .number: "put a member of several words in double quotes"
    case .unit, .parameter, .symbol, .end: nil
    }
  }
}
