extension Diagnostic {
  /// The diagnostic as people read it in a terminal:
  ///
  ///     data/trade.csv:3:22: error: 'n.d.' is not a number [tabular.number]
  ///       |
  ///     3 | MEX,2019,exportación,n.d.
  ///       |                      ^~~~ expected a decimal number or nothing
  ///       = note: column 'value' holds numbers
  ///       = help: leave the field empty to mark a missing value
  public var formatted: String {
    var lines = [headline]
    if let span { lines += excerptLines(of: span) }
    let gutter = String(repeating: " ", count: span.map(gutterWidth) ?? 1)
    for note in notes { lines.append("\(gutter) = note: \(text(of: note))") }
    if let help { lines.append("\(gutter) = help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// The first line, which editors can follow: `path:line:column: severity: message [id]`.
  public var headline: String {
    let prefix = span.map { place(of: $0) + ": " } ?? ""
    return "\(prefix)\(severity.rawValue): \(message) [\(id)]"
  }

  /// A note with its place behind it.
  private func text(of note: Note) -> String {
    note.span.map { "\(note.text) (\(place(of: $0)))" } ?? note.text
  }

  private func place(of span: SourceSpan) -> String {
    let position = span.file.position(of: span.range.lowerBound)
    return "\(span.file.path):\(position.line):\(position.column)"
  }

  private func gutterWidth(of span: SourceSpan) -> Int {
    String(span.file.position(of: span.range.lowerBound).line).count
  }

  private func excerptLines(of span: SourceSpan) -> [String] {
    let start = span.range.lowerBound
    let position = span.file.position(of: start)
    let text = span.file.line(around: start)
    let gutter = String(repeating: " ", count: String(position.line).count)
    let (shown, before) = window(of: text, around: position.column - 1)
    // A tab before the caret is repeated as a tab, so that both lines are expanded alike.
    let indent = String(shown.prefix(before).map { $0 == "\t" ? "\t" : " " })
    let room = max(shown.count - before, 1)
    let length = min(max(span.file.characters(in: span.range), 1), room)
    let caret = "^" + String(repeating: "~", count: length - 1)
    let pointer = label.map { "\(caret) \($0)" } ?? caret
    return [
      "\(gutter) |",
      "\(position.line) | \(shown)",
      "\(gutter) | \(indent)\(pointer)",
    ]
  }

  /// Longer lines are shown in part.
  private static let longestLine = 160

  /// The part of a line around a place, and how many characters of it stand before that place.
  private func window(of line: String, around place: Int) -> (shown: String, before: Int) {
    guard line.count > Self.longestLine else { return (line, place) }
    let start = max(0, min(place - Self.longestLine / 2, line.count - Self.longestLine))
    let part = String(line.dropFirst(start).prefix(Self.longestLine))
    let isCut = start + Self.longestLine < line.count
    return ((start > 0 ? "…" : "") + part + (isCut ? "…" : ""), place - start + (start > 0 ? 1 : 0))
  }

  /// The diagnostic as one line of JSON with the keys `severity id message file line column length
  /// label notes help rule value`; those without a value are left out.
  public var json: String {
    var fields = [
      "\"severity\":\(quoted(severity.rawValue))", "\"id\":\(quoted(id))",
      "\"message\":\(quoted(message))",
    ]
    if let span {
      let position = span.file.position(of: span.range.lowerBound)
      fields.append("\"file\":\(quoted(span.file.path))")
      fields.append("\"line\":\(position.line),\"column\":\(position.column)")
      fields.append("\"length\":\(span.file.characters(in: span.range))")
    }
    if let label { fields.append("\"label\":\(quoted(label))") }
    if !notes.isEmpty {
      fields.append("\"notes\":[\(notes.map { quoted(text(of: $0)) }.joined(separator: ","))]")
    }
    if let help { fields.append("\"help\":\(quoted(help))") }
    if let rule { fields.append("\"rule\":\(quoted(rule))") }
    if let value { fields.append("\"value\":\(quoted(value))") }
    return "{\(fields.joined(separator: ","))}"
  }

  private func quoted(_ text: String) -> String { jsonString(text) }
}

/// A text as a JSON string, with its quotes (RFC 8259, section 7).
public func jsonString(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
