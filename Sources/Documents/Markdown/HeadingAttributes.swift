import Diagnostics

/// What stands in braces behind a heading or a table's caption: `{#weight short="Weight and jobs"}`.
struct HeadingAttributes: Hashable {
  var id: String?

  /// Where the id stands in the text, in bytes.
  var idRange: Range<Int>?

  /// The text of `short`, with its placeholders.
  var short: String?
}

/// Takes the attributes off the headings and captions of a text, so that Markdown doesn't print them:
/// blanks of the same length take their place.
///
/// - Returns: The text without attributes, and the attributes by the byte offset of their line.
func takeHeadingAttributes(
  from text: LexedText,
  into diagnostics: inout DiagnosticList
) -> (text: [UInt8], attributes: [Int: HeadingAttributes]) {
  var bytes = Array(text.text.utf8)
  var found: [Int: HeadingAttributes] = [:]
  var lineStart = 0
  while lineStart < bytes.count {
    let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if let range = attributeRange(in: bytes[lineStart..<lineEnd]) {
      let reader = AttributeReader(bytes: bytes, range: range, source: text.source)
      found[lineStart] = reader.read(into: &diagnostics)
      bytes.replaceSubrange(range, with: repeatElement(0x20, count: range.count))
    }
    lineStart = lineEnd + 1
  }
  return (bytes, found)
}

/// The braces at the end of a line that is a heading or a caption.
private func attributeRange(in line: ArraySlice<UInt8>) -> Range<Int>? {
  guard let first = line.firstIndex(where: { $0 != 0x20 }),
    line[first] == UInt8(ascii: "#") || line[first] == UInt8(ascii: ":"),
    let last = line.lastIndex(where: { $0 != 0x20 && $0 != 0x0D }),
    line[last] == UInt8(ascii: "}"),
    let open = line[first..<last].lastIndex(of: UInt8(ascii: "{")),
    line[open..<last].count > 1, line[open + 1] == UInt8(ascii: "#") || isKey(line[open + 1])
  else { return nil }
  return open..<(last + 1)
}

private func isKey(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private struct AttributeReader {
  let bytes: [UInt8]
  let range: Range<Int>
  let source: Excerpt

  func read(into diagnostics: inout DiagnosticList) -> HeadingAttributes {
    var attributes = HeadingAttributes()
    var index = range.lowerBound + 1
    let end = range.upperBound - 1
    while index < end {
      if bytes[index] == 0x20 {
        index += 1
        continue
      }
      let stop = endOfItem(from: index, end: end)
      read(index..<stop, into: &attributes, &diagnostics)
      index = stop
    }
    return attributes
  }

  /// Where an item ends: at a blank outside quotes.
  private func endOfItem(from start: Int, end: Int) -> Int {
    var isQuoted = false
    for index in start..<end {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[index] == 0x20, !isQuoted { return index }
    }
    return end
  }

  private func read(
    _ item: Range<Int>,
    into attributes: inout HeadingAttributes,
    _ diagnostics: inout DiagnosticList
  ) {
    let text = String(decoding: bytes[item], as: UTF8.self)
    if text.hasPrefix("#") {
      let id = String(text.dropFirst())
      let place = (item.lowerBound + 1)..<item.upperBound
      guard isIdentifier(id) else {
        diagnostics.report(.identifier(id, at: source.span(of: place)))
        return
      }
      attributes.id = id
      attributes.idRange = place
    } else if text.hasPrefix("short=\""), text.hasSuffix("\""), text.utf8.count > 8 {
      attributes.short = String(text.dropFirst(7).dropLast())
    } else {
      diagnostics.report(.headingAttribute(text, at: source.span(of: item)))
    }
  }
}

/// Whether a text can name a figure, a table or a section: `[a-z][a-z0-9]*(-[a-z0-9]+)*`.
func isIdentifier(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard let first = bytes.first, (0x61...0x7A).contains(first), bytes.last != 0x2D else {
    return false
  }
  var last: UInt8 = 0
  for byte in bytes {
    let isLetter = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    guard isLetter || (byte == 0x2D && last != 0x2D) else { return false }
    last = byte
  }
  return true
}

/// The id that a heading has by its words: letters and digits of ASCII in lower case, joined by hyphens.
func identifier(from words: String) -> String {
  var id = ""
  for scalar in words.lowercased().unicodeScalars {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: id.unicodeScalars.append(scalar)
    default: if !id.hasSuffix("-") { id += "-" }
    }
  }
  let trimmed = id.drop { $0 == "-" || $0.isNumber }
  let body = trimmed.last == "-" ? trimmed.dropLast() : trimmed
  return body.isEmpty ? "section" : String(body)
}
