import Diagnostics

/// Text and blocks side by side; each column holds Markdown of its own.
struct ColumnsBlock {
  struct Column {
    /// In columns of the page's grid.
    let width: Int
    let blocks: [ReportBlock]
  }

  let columns: [Column]

  init?(
    _ content: SourceSpan,
    reader: inout ReportReader,
    into diagnostics: inout DiagnosticList
  ) {
    let lines = Self.lines(of: content)
    var widths: [Int]?
    var start = content.range.lowerBound
    if let first = lines.first, let text = Self.widthsText(first.text) {
      start = first.end
      widths = Self.readWidths(text)
      let span = SourceSpan(content.file, first.start..<(first.start + first.text.utf8.count))
      if widths == nil { diagnostics.report(.columnWidths(at: span)) }
    }
    var parts: [Range<Int>] = []
    var fence: String?
    for line in lines where line.start >= start {
      let mark = line.text.prefix { $0 == "`" || $0 == "~" }
      if mark.count >= 3 {
        if fence == nil {
          fence = String(mark)
        } else if let open = fence, mark.hasPrefix(open), mark.count == line.text.count {
          fence = nil
        }
      }
      guard fence == nil, line.text == "---" else { continue }
      parts.append(start..<line.start)
      start = line.end
    }
    parts.append(start..<content.range.upperBound)
    let even = Array(repeating: 12 / max(parts.count, 1), count: parts.count)
    if let given = widths, given.count != parts.count {
      diagnostics.report(
        .columnCount(given.count, found: parts.count, at: content)
      )
    }
    let used = widths.flatMap { $0.count == parts.count ? $0 : nil } ?? even
    columns = zip(parts, used).map { part, width in
      Column(
        width: width,
        blocks: reader.read(Excerpt(SourceSpan(content.file, part)), into: &diagnostics)
      )
    }
  }

  private static func widthsText(_ line: String) -> Substring? {
    guard line.hasPrefix("widths:") else { return nil }
    return line.dropFirst("widths:".count)
  }

  /// `[8, 4]`: whole columns, twelve at most.
  private static func readWidths(_ text: Substring) -> [Int]? {
    let inner = text.filter { $0 != " " }
    guard inner.hasPrefix("["), inner.hasSuffix("]") else { return nil }
    let widths = inner.dropFirst().dropLast().split(separator: ",").map { Int($0) }
    let known = widths.compactMap { $0 }
    guard known.count == widths.count, known.allSatisfy({ $0 > 0 }), known.reduce(0, +) <= 12,
      !known.isEmpty
    else { return nil }
    return known
  }

  private struct SourceLine {
    let text: String
    let start: Int

    /// Where the next line starts.
    let end: Int
  }

  private static func lines(of span: SourceSpan) -> [SourceLine] {
    var lines: [SourceLine] = []
    var start = span.range.lowerBound
    let bytes = span.file.bytes
    while start < span.range.upperBound {
      let end = bytes[start..<span.range.upperBound].firstIndex(of: 0x0A)
      let stop = end ?? span.range.upperBound
      var text = span.file.text(in: start..<stop)
      while text.hasSuffix("\r") || text.hasSuffix(" ") { text.removeLast() }
      lines.append(SourceLine(text: text, start: start, end: end.map { $0 + 1 } ?? stop))
      start = end.map { $0 + 1 } ?? stop
    }
    return lines
  }
}
