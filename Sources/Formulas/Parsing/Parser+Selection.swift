import Diagnostics
import Indicators

/// What stands behind a value: members, ranges of periods, one period.
extension Parser {
  mutating func postfix() -> Parsed {
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

  mutating func selection(of base: Parsed) -> Parsed {
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
      fail(
        expected: "',' or ']'",
        help: remedyOfRange(after: selectors.last) ?? remedyAfterMember()
      )
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

  /// How a range is written, where a colon stands between two periods.
  private func remedyOfRange(after selector: Expression.Selector?) -> String? {
    guard isSymbol(":"), case .one(.member(let first)) = selector?.pick, Period(first) != nil
    else { return nil }
    let start = lexer.skipSpace(from: token.range.upperBound).place
    let second = lexer.text(start..<lexer.endOfRun(start))
    guard second.isEmpty || Period(second) != nil else { return nil }
    return "a range of periods is written \(first)..\(second)"
  }

  mutating func selector(from start: Int) -> Expression.Selector? {
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

  mutating func choice() -> Expression.Choice? {
    switch token.kind {
    case .name(let text), .quotedName(let text), .text(let text):
      advance()
      return .member(text)
    case .parameter(let name):
      advance()
      return .parameter(name)
    case .number, .unit, .symbol, .end:
      fail(
        expected: "a member such as MEX",
        help: isSymbol("-")
          ? "the newest period is x @ latest, the one before it x @ (latest - 1)" : nil
      )
      return nil
    }
  }

  /// `2010..2024`, `..2024`, `2010..`, or a code that begins with a digit.
  mutating func periodsOrCode(from place: Int) -> Expression.Selector? {
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

  mutating func instant(of base: Parsed) -> Parsed {
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

  mutating func namedInstant() -> Expression.Instant {
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
      fail(
        expected: "a period, latest, each_latest or first after @",
        help: nameText(token.kind).flatMap(Self.instantMeant).map { "did you mean '@ \($0)'?" }
      )
      return .latest(offset: 0)
    }
  }

  /// The word for a period that another one seems to mean.
  private static func instantMeant(_ word: String) -> String? {
    switch word.lowercased() {
    case "last", "newest", "end", "recent", "now", "current": "latest"
    case "oldest", "start", "begin", "earliest": "first"
    default: nearestNames(to: word, among: ["latest", "each_latest", "first"]).first
    }
  }

  mutating func reportPeriod(_ range: Range<Int>) {
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
}
