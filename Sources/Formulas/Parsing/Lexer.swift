/// A word, number or sign of a formula, with its bytes.
struct Token: Equatable {
  enum Kind: Equatable {
    case number(Double)

    /// In double quotes.
    case text(String)

    /// In single quotes: the text of a unit.
    case unit(String)
    case name(String)

    /// A name in backticks, which is never a keyword or a function.
    case quotedName(String)

    /// `$name`.
    case parameter(String)

    /// One of `( ) [ ] { } , : + - * / ^ @ ! % == != < <= > >= = ..`.
    case symbol(String)
    case end
  }

  let kind: Kind

  /// Bytes of the formula's text.
  let range: Range<Int>

  /// Whether a line ends between the token before and this one.
  let followsNewline: Bool
}

/// Cuts a formula into tokens, on demand, since what a digit begins depends on what stands before it.
struct Lexer {
  /// What is wrong with the bytes at hand.
  struct Failure: Error {
    enum Reason {
      case character(String, help: String?)
      case number(String, help: String)
      case unclosed(String, mark: String)
    }

    let reason: Reason
    let range: Range<Int>

    /// What is read in its place, so that one wrong sign is one mistake.
    let meant: Token.Kind?

    init(reason: Reason, range: Range<Int>, meant: Token.Kind? = nil) {
      self.reason = reason
      self.range = range
      self.meant = meant
    }
  }

  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first byte at or after a place that is neither space nor comment, and whether a line ended on
  /// the way.
  func skipSpace(from start: Int) -> (place: Int, newline: Bool) {
    var index = start
    var newline = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09: index += 1
      case 0x0A, 0x0D:
        newline = true
        index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: index += 2
      default: return (index, newline)
      }
    }
    return (index, newline)
  }

  func token(from start: Int) throws(Failure) -> Token {
    let (place, newline) = skipSpace(from: start)
    let (kind, end) = try scan(place)
    return Token(kind: kind, range: place..<end, followsNewline: newline)
  }

  private func scan(_ place: Int) throws(Failure) -> (Token.Kind, Int) {
    guard place < bytes.count else { return (.end, place) }
    let byte = bytes[place]
    if isDigit(byte) { return try number(place) }
    if isLetter(byte) {
      let end = endOfName(place)
      return (.name(text(place..<end)), end)
    }
    switch byte {
    case UInt8(ascii: "\""):
      let end = try closing(UInt8(ascii: "\""), after: place, "a text", "\"")
      return (.text(text(place + 1..<end)), end + 1)
    case UInt8(ascii: "'"):
      let end = try closing(UInt8(ascii: "'"), after: place, "a unit", "'")
      return (.unit(text(place + 1..<end)), end + 1)
    case UInt8(ascii: "`"):
      let end = try closing(UInt8(ascii: "`"), after: place, "a name", "`")
      return (.quotedName(text(place + 1..<end)), end + 1)
    case UInt8(ascii: "$"):
      guard place + 1 < bytes.count, isLetter(bytes[place + 1]) else {
        throw Failure(
          reason: .character("$", help: "write a parameter as $name, a unit as 'USD'"),
          range: place..<place + 1
        )
      }
      let end = endOfName(place + 1)
      return (.parameter(text(place + 1..<end)), end)
    default: break
    }
    if byte == UInt8(ascii: "."), place > 0,
      [UInt8(ascii: ")"), UInt8(ascii: "]")].contains(bytes[place - 1]),
      place + 1 < bytes.count, isLetter(bytes[place + 1])
    {
      return (.symbol("."), place + 1)
    }
    for symbol in ["==", "!=", "<=", ">=", ".."] where starts(symbol, at: place) {
      return (.symbol(symbol), place + 2)
    }
    if "()[]{},:+-*/^@!%<>=".utf8.contains(byte) {
      if starts("**", at: place) {
        throw Failure(
          reason: .character("**", help: "write ^ for a power"),
          range: place..<place + 2,
          meant: .symbol("^")
        )
      }
      return (.symbol(text(place..<place + 1)), place + 1)
    }
    throw foreign(place)
  }

  /// The words for signs that people take from elsewhere.
  private func foreign(_ place: Int) -> Failure {
    let rest = text(place..<bytes.count)
    let character =
      rest.hasPrefix("&&") || rest.hasPrefix("||")
      ? String(rest.prefix(2)) : rest.first.map(String.init) ?? ""
    let end = place + character.utf8.count
    let signs = [
      "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=",
      "&": "and", "&&": "and", "|": "or", "||": "or",
    ]
    if let sign = signs[character] {
      return Failure(
        reason: .character(character, help: "write \(sign)"),
        range: place..<end,
        meant: sign == "and" || sign == "or" ? .name(sign) : .symbol(sign)
      )
    }
    let remedies = [
      "“": "write \"", "”": "write \"", "‘": "write '", "’": "write '", ";": "begin a new line",
    ]
    if character == ".", end < bytes.count, isDigit(bytes[end]) {
      var stop = end
      while stop < bytes.count, isDigit(bytes[stop]) { stop += 1 }
      let digits = text(place..<stop)
      return Failure(reason: .number(digits, help: "write 0\(digits)"), range: place..<stop)
    }
    let isForeignLetter = character.unicodeScalars.first?.properties.isAlphabetic ?? false
    let help =
      remedies[character]
      ?? (isForeignLetter ? "put a name with other letters between backticks" : nil)
    return Failure(reason: .character(character, help: help), range: place..<end)
  }

  private func closing(
    _ mark: UInt8,
    after place: Int,
    _ what: String,
    _ sign: String
  ) throws(Failure) -> Int {
    var index = place + 1
    while index < bytes.count, bytes[index] != mark, bytes[index] != 0x0A { index += 1 }
    guard index < bytes.count, bytes[index] == mark else {
      throw Failure(reason: .unclosed(what, mark: sign), range: place..<place + 1)
    }
    return index
  }

  private func number(_ place: Int) throws(Failure) -> (Token.Kind, Int) {
    var end = place
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(bytes[end + 1]) {
      end += 1
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "e") || bytes[end] == UInt8(ascii: "E") {
      var digits = end + 1
      if digits < bytes.count,
        bytes[digits] == UInt8(ascii: "+") || bytes[digits] == UInt8(ascii: "-")
      {
        digits += 1
      }
      if digits < bytes.count, isDigit(bytes[digits]) {
        while digits < bytes.count, isDigit(bytes[digits]) { digits += 1 }
        end = digits
      }
    }
    if end < bytes.count, isLetter(bytes[end]) {
      let stop = endOfName(end)
      let unit = text(end..<stop)
      throw Failure(
        reason: .number(
          text(place..<stop),
          help: "put a unit between single quotes: \(text(place..<end)) '\(unit)'"
        ),
        range: place..<stop
      )
    }
    guard let value = Double(text(place..<end)), value.isFinite else {
      throw Failure(
        reason: .number(text(place..<end), help: "write a number below 1.8e308"),
        range: place..<end
      )
    }
    return (.number(value), end)
  }

  /// The end of a run of digits, letters and hyphens, which may be a period or a member's code; single
  /// dots inside it belong to it, two end it.
  func endOfRun(_ place: Int) -> Int {
    var end = place
    while end < bytes.count {
      let byte = bytes[end]
      if isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "-") {
        end += 1
      } else if byte == UInt8(ascii: "."), end + 1 < bytes.count,
        isDigit(bytes[end + 1]) || isLetter(bytes[end + 1])
      {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  private func endOfName(_ place: Int) -> Int {
    var end = place
    while end < bytes.count {
      if isLetter(bytes[end]) || isDigit(bytes[end]) {
        end += 1
      } else if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count, isLetter(bytes[end + 1]) {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  func starts(_ symbol: String, at place: Int) -> Bool {
    bytes[place...].starts(with: symbol.utf8)
  }

  func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }
}
