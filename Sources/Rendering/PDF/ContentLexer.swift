/// Splits a page's content into tokens (ISO 32000-1, 7.8.2).
struct ContentLexer {
  enum Token: Equatable {
    /// A name without its slash.
    case name(ArraySlice<UInt8>)
    case number(ArraySlice<UInt8>)
    case operation(ArraySlice<UInt8>)
    case beginDictionary
    case endDictionary

    /// A string, or the bracket of an array.
    case other
  }

  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return nil }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "("):
      skipString()
      return .other
    case UInt8(ascii: "<"):
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "<") {
        index += 1
        return .beginDictionary
      }
      while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
      index += 1
      return .other
    case UInt8(ascii: ">"):
      index += 2
      return .endDictionary
    case UInt8(ascii: "["), UInt8(ascii: "]"):
      index += 1
      return .other
    case UInt8(ascii: "/"):
      index += 1
      skipRegular()
      return .name(bytes[start + 1..<index])
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      skipRegular()
      return .number(bytes[start..<index])
    default:
      index += 1
      skipRegular()
      return .operation(bytes[start..<index])
    }
  }

  private mutating func skipRegular() {
    while index < bytes.count, !isSpace(bytes[index]), !isDelimiter(bytes[index]) { index += 1 }
  }

  /// Skips a literal string with the parentheses in it (ISO 32000-1, 7.3.4.2).
  private mutating func skipString() {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { return }
    }
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
}

private func isDelimiter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
    UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "/"), UInt8(ascii: "%"):
    true
  default: false
  }
}
