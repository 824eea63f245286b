import Diagnostics

/// A `{{ expression | format }}` of a text, with its places.
struct InlineExpression: Hashable {
  /// What is to be computed, without the blanks around it.
  let expression: Excerpt

  /// How the result is printed; nothing where the text does not say.
  let format: Excerpt?

  /// The whole, with its braces.
  let span: SourceSpan

  /// The whole as the text has it; a YAML text's escapes are undone in it, so its place in the file may
  /// be longer.
  let text: String
}

/// A text whose inline expressions have been taken out before Markdown reads it.
///
/// Each expression is replaced by one private-use character and letters that fill up its length in
/// bytes, so that Markdown neither reads it nor moves a column: `|`, `*`, `[` and quotes in an
/// expression mean nothing to it.
struct LexedText {
  /// The text with its placeholders, byte for byte as long as the source.
  let text: String
  let expressions: [InlineExpression]
  let source: Excerpt

  /// The first private-use character that stands for an expression: plane 15, four bytes each, which
  /// the shortest expression (`{{a}}`, five bytes) has room for.
  static let firstMark: UInt32 = 0xF0000

  /// What fills a placeholder up: a letter, since emphasis may begin and end beside it.
  static let filler: UInt8 = 0x78

  /// A piece of a text that Markdown gave back.
  enum Piece: Hashable {
    case text(String)
    case expression(InlineExpression)
  }

  /// Cuts a text that holds placeholders back into what was written and what is to be computed.
  func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var plain = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.first {
      scalars.removeFirst()
      guard scalar.value >= Self.firstMark,
        Int(scalar.value - Self.firstMark) < expressions.count
      else {
        plain.append(scalar)
        continue
      }
      let expression = expressions[Int(scalar.value - Self.firstMark)]
      // The mark itself is the placeholder's first four bytes, each filler one.
      scalars.removeFirst(min(expression.text.utf8.count - 4, scalars.count))
      if !plain.isEmpty { pieces.append(.text(String(plain))) }
      plain = String.UnicodeScalarView()
      pieces.append(.expression(expression))
    }
    if !plain.isEmpty { pieces.append(.text(String(plain))) }
    return pieces
  }

  /// A text with its expressions as they were written: what code shows.
  func restored(_ text: String) -> String {
    pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .expression(let expression): expression.text
      }
    }.joined()
  }
}

/// Takes the inline expressions out of a text.
///
/// Left alone: code between backticks, fenced blocks, and `\{{`, which Markdown prints as two braces.
func lexExpressions(_ source: Excerpt, into diagnostics: inout DiagnosticList) -> LexedText {
  var lexer = ExpressionLexer(source)
  lexer.run(into: &diagnostics)
  return LexedText(
    text: String(decoding: lexer.output, as: UTF8.self),
    expressions: lexer.expressions,
    source: source
  )
}

private struct ExpressionLexer {
  private let source: Excerpt
  private let bytes: [UInt8]
  var output: [UInt8]
  var expressions: [InlineExpression] = []

  private static let newline = UInt8(ascii: "\n")
  private static let backtick = UInt8(ascii: "`")
  private static let backslash = UInt8(ascii: "\\")
  private static let open = UInt8(ascii: "{")
  private static let close = UInt8(ascii: "}")

  init(_ source: Excerpt) {
    self.source = source
    bytes = Array(source.text.utf8)
    output = bytes
  }

  mutating func run(into diagnostics: inout DiagnosticList) {
    var index = 0
    while index < bytes.count {
      if isLineStart(index), let end = endOfFencedBlock(at: index) {
        index = end
        continue
      }
      switch bytes[index] {
      case Self.backslash:
        index += 2
      case Self.backtick:
        index = endOfCodeSpan(at: index)
      case Self.open where index + 1 < bytes.count && bytes[index + 1] == Self.open:
        index = takeExpression(at: index, into: &diagnostics)
      default:
        index += 1
      }
    }
  }

  private func isLineStart(_ index: Int) -> Bool {
    index == 0 || bytes[index - 1] == Self.newline
  }

  private func endOfLine(from index: Int) -> Int {
    bytes[index...].firstIndex(of: Self.newline) ?? bytes.count
  }

  /// Where the line after a fenced block starts, if one begins on this line (CommonMark 0.29,
  /// section 4.5).
  private func endOfFencedBlock(at lineStart: Int) -> Int? {
    guard let fence = fence(at: lineStart) else { return nil }
    var line = endOfLine(from: lineStart) + 1
    while line < bytes.count {
      if let other = self.fence(at: line), other.sign == fence.sign, other.count >= fence.count,
        bytes[other.end..<endOfLine(from: line)].allSatisfy({ $0 == 0x20 || $0 == 0x0D })
      {
        return min(endOfLine(from: line) + 1, bytes.count)
      }
      line = endOfLine(from: line) + 1
    }
    return bytes.count
  }

  private func fence(at lineStart: Int) -> (sign: UInt8, count: Int, end: Int)? {
    var start = lineStart
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    guard start < bytes.count, bytes[start] == Self.backtick || bytes[start] == UInt8(ascii: "~")
    else { return nil }
    let sign = bytes[start]
    let end = bytes[start...].firstIndex { $0 != sign } ?? bytes.count
    guard end - start >= 3 else { return nil }
    let info = bytes[end..<endOfLine(from: end)]
    return sign == Self.backtick && info.contains(sign) ? nil : (sign, end - start, end)
  }

  /// Where the code that begins with these backticks ends; behind them if nothing closes it before an
  /// empty line.
  private func endOfCodeSpan(at start: Int) -> Int {
    let end = bytes[start...].firstIndex { $0 != Self.backtick } ?? bytes.count
    var index = end
    while index < bytes.count {
      if bytes[index] == Self.newline, index + 1 < bytes.count, bytes[index + 1] == Self.newline {
        return end
      }
      guard bytes[index] == Self.backtick else {
        index += 1
        continue
      }
      let other = bytes[index...].firstIndex { $0 != Self.backtick } ?? bytes.count
      if other - index == end - start { return other }
      index = other
    }
    return end
  }

  /// Reads one expression and puts its placeholder in; returns where to go on.
  private mutating func takeExpression(
    at start: Int,
    into diagnostics: inout DiagnosticList
  ) -> Int {
    var index = start + 2
    var bar: Int?
    var quote: UInt8?
    while index < bytes.count, bytes[index] != Self.newline {
      let byte = bytes[index]
      if let sign = quote {
        if byte == sign { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == Self.backtick {
        quote = byte
      } else if byte == UInt8(ascii: "|") {
        bar = index
      } else if byte == Self.close, index + 1 < bytes.count, bytes[index + 1] == Self.close {
        let range = start..<(index + 2)
        add(range, expression: (start + 2)..<(bar ?? index), format: bar.map { ($0 + 1)..<index })
        return range.upperBound
      }
      index += 1
    }
    diagnostics.report(.unclosedExpression(at: source.span(of: start..<(start + 2))))
    return index
  }

  private mutating func add(_ range: Range<Int>, expression: Range<Int>, format: Range<Int>?) {
    let mark = LexedText.firstMark + UInt32(expressions.count)
    guard range.count >= 5, let scalar = Unicode.Scalar(mark) else { return }
    expressions.append(
      InlineExpression(
        expression: source.part(trimmed(expression)),
        format: format.map { source.part(trimmed($0)) },
        span: source.span(of: range),
        text: String(decoding: bytes[range], as: UTF8.self)
      )
    )
    var placeholder = Array(String(scalar).utf8)
    placeholder += Array(repeating: LexedText.filler, count: range.count - placeholder.count)
    output.replaceSubrange(range, with: placeholder)
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = bytes[range].firstIndex { !isBlank($0) } ?? range.upperBound
    let end = bytes[start..<range.upperBound].lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return start..<end
  }
}
