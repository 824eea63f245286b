import Diagnostics

/// Where each byte of a scalar's text stands in its file.
///
/// libyaml gives the text and the place of the whole scalar. YAML changes only white space, doubled
/// quotes and escapes, so walking text and file side by side finds the place of every byte.
struct ScalarPlaces {
  let bytes: [UInt8]

  /// The pieces of a text whose scalar begins at a file offset.
  func pieces(of text: [UInt8], style: EventStream.ScalarStyle, from start: Int) -> [Excerpt.Piece]
  {
    switch style {
    case .plain: aligned(text, from: start, style: style)
    case .singleQuoted, .doubleQuoted: aligned(text, from: start + 1, style: style)
    case .literal: literal(text, from: start)
    case .folded: aligned(text, from: lineAfter(start), style: style)
    }
  }

  /// A literal block keeps its lines whole, so the text of a line stands at the end of the file's line.
  private func literal(_ text: [UInt8], from start: Int) -> [Excerpt.Piece] {
    var pieces: [Excerpt.Piece] = []
    var lineStart = lineAfter(start)
    var textStart = 0
    while textStart < text.count {
      let textEnd = endOfLine(in: text, from: textStart)
      let lineEnd = endOfLine(in: bytes, from: lineStart)
      let length = textEnd - textStart
      pieces.append(.init(textStart: textStart, fileStart: max(lineEnd - length, lineStart)))
      textStart = textEnd + breakLength(in: text, at: textEnd)
      lineStart = lineEnd + breakLength(in: bytes, at: lineEnd)
    }
    return pieces
  }

  private func aligned(
    _ text: [UInt8],
    from start: Int,
    style: EventStream.ScalarStyle
  ) -> [Excerpt.Piece] {
    var pieces: [Excerpt.Piece] = []
    var place = start
    var expected: Int?

    func append(_ textStart: Int, at fileStart: Int) {
      if expected != fileStart {
        pieces.append(.init(textStart: textStart, fileStart: fileStart))
      }
      expected = fileStart + 1
    }

    var index = 0
    while index < text.count {
      let byte = text[index]
      if style == .doubleQuoted { place = afterEscapedBreaks(from: place) }
      let isEscape =
        style == .doubleQuoted && place < bytes.count && bytes[place] == UInt8(ascii: "\\")
      guard place < bytes.count, isEscape || bytes[place] != byte else {
        append(index, at: place)
        index += 1
        place += style == .singleQuoted && byte == UInt8(ascii: "'") ? 2 : 1
        continue
      }
      if isEscape {
        let escape = escapeLengths(at: place)
        for step in 0..<min(escape.text, text.count - index) {
          // The last byte stands at the escape's last, so that a span covers the whole of it.
          let isLast = step == escape.text - 1
          append(index + step, at: isLast ? place + escape.file - 1 : place + step)
        }
        index += escape.text
        place += escape.file
      } else if isWhite(bytes[place]) {
        let next = bytes[place...].firstIndex { !isWhite($0) || $0 == byte } ?? bytes.count
        if isWhite(byte), next == bytes.count || bytes[next] != byte {
          // A line break that was folded into this space.
          append(index, at: place)
          index += 1
        }
        place = next
      } else {
        append(index, at: place)
        index += 1
        place += isWhite(byte) ? 0 : 1
      }
    }
    return pieces
  }

  /// Past every backslash that stands before a line break, with that break and the next line's indent.
  private func afterEscapedBreaks(from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] == UInt8(ascii: "\\"),
      breakLength(in: bytes, at: place + 1) > 0
    {
      place += 1 + breakLength(in: bytes, at: place + 1)
      while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == 0x09 {
        place += 1
      }
    }
    return place
  }

  /// How many bytes an escape takes in the file and how many it gives.
  private func escapeLengths(at place: Int) -> (file: Int, text: Int) {
    guard place + 1 < bytes.count else { return (1, 1) }
    let digits: Int
    switch bytes[place + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    default: return (2, 1)
    }
    let code = bytes.dropFirst(place + 2).prefix(digits)
    let value = UInt32(String(decoding: code, as: UTF8.self), radix: 16)
    let scalar = value.flatMap { Unicode.Scalar($0) }
    return (2 + digits, scalar.map { UTF8.width($0) } ?? 1)
  }

  private func lineAfter(_ start: Int) -> Int {
    let end = endOfLine(in: bytes, from: start)
    return end + breakLength(in: bytes, at: end)
  }
}

private func isWhite(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private func endOfLine(in bytes: [UInt8], from start: Int) -> Int {
  var index = start
  while index < bytes.count, breakLength(in: bytes, at: index) == 0 { index += 1 }
  return index
}

/// The length of the line break at a place, as YAML 1.1 knows them (section 4.2); zero for no break.
private func breakLength(in bytes: [UInt8], at index: Int) -> Int {
  guard index < bytes.count else { return 0 }
  switch bytes[index] {
  case 0x0A: return 1
  case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
  case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
  case 0xE2:
    guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
    return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
  default: return 0
  }
}
