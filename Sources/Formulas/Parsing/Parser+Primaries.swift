import Diagnostics
import Indicators

/// Numbers, texts, names, calls and what stands in brackets.
extension Parser {
  mutating func primary() -> Parsed {
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

  mutating func numberWithUnit(_ value: Double, from start: Range<Int>) -> Parsed {
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

  mutating func conditional(from start: Range<Int>) -> Parsed {
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

  mutating func call(_ name: String, from start: Range<Int>) -> Parsed {
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
          var value = parser.expression()
          if argumentName == nil, let word = parser.argumentBeforeEquals(value, of: name) {
            argumentName = word
            value = parser.expression()
          }
          arguments.append(Expression.Argument(name: argumentName, value: value.expression))
          values.append(value)
          guard parser.isSymbol(",") else { break }
          parser.advance()
        }
      }
    }
    close(")", opened: open)
    if isSymbol("."), let field = field(of: name) { arguments.append(field) }
    return node(.call(name, arguments), start.lowerBound..<lastEnd, focus: start, over: values)
  }

  /// The name of an argument behind which `=` stands for the colon; reports it and goes on behind it.
  private mutating func argumentBeforeEquals(_ value: Parsed, of function: String) -> String? {
    guard isSymbol("="), case .name(let word) = value.expression.node,
      let known = Function.all[function], known.parameters.contains(where: { $0.name == word })
    else { return nil }
    let start = lexer.skipSpace(from: token.range.upperBound).place
    let end = lexer.endOfRun(start)
    fail(
      expected: "':' behind the name of an argument",
      help: "write \(word):\(start < end ? lexer.text(start..<end) : "…")"
    )
    return word
  }

  /// `.r2` behind a call: one more argument of it.
  private mutating func field(of function: String) -> Expression.Argument? {
    advance()
    guard let field = nameText(token.kind) else { return nil }
    let range = token.range
    advance()
    guard let known = Function.all[function] else { return nil }
    guard known.fields.contains(field) else {
      report(
        .noField(field, of: function, fields: known.fields, at: span(range)),
        at: range.lowerBound
      )
      return nil
    }
    return Expression.Argument(
      name: Function.fieldParameter,
      value: node(.name(field), range).expression
    )
  }

  mutating func bracketed<Result>(_ body: (inout Parser) -> Result) -> Result {
    let outer = stopsAtNewline
    stopsAtNewline = false
    let result = body(&self)
    stopsAtNewline = outer
    return result
  }

  mutating func close(_ mark: String, opened: Range<Int>) {
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
}
