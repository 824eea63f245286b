import Diagnostics
import Indicators

/// Operators, by what binds weakest first.
extension Parser {
  /// The operators with what they bind: 1 weakest.
  private static let precedences: [String: (level: Int, operator: Expression.BinaryOperator)] = [
    "or": (1, .or), "and": (2, .and), "==": (3, .equal), "!=": (3, .notEqual), "<": (3, .less),
    "<=": (3, .lessOrEqual), ">": (3, .greater), ">=": (3, .greaterOrEqual), "+": (4, .plus),
    "-": (4, .minus), "*": (5, .times), "/": (5, .divided),
  ]

  mutating func expression() -> Parsed { binary(above: 0) }

  mutating func binary(above weakest: Int) -> Parsed {
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

  mutating func sign() -> Parsed {
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

  mutating func power() -> Parsed {
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
}
