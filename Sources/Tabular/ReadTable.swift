public import Diagnostics

/// Reads a delimited file (RFC 4180, with LF, CRLF or CR, and with or without a byte-order mark).
///
/// A quote inside a field that does not begin with one stands for itself.
///
/// - Parameters:
///   - file: May be packed with gzip.
///   - dialect: How the file is written; nothing to recognise the delimiter, which a first line
///     `sep=;` also tells.
///   - encoding: What the descriptor says of the encoding.
///   - list: Takes what is wrong.
/// - Returns: Nothing if the file is no text or its delimiter can't be told, which the list then says.
public func readTable(
  _ file: SourceFile,
  dialect: Dialect? = nil,
  encoding: TextEncoding? = nil,
  into list: inout DiagnosticList
) -> Table? {
  guard let file = readText(file, declared: encoding, into: &list) else { return nil }
  guard file.bytes.count < Int(Int32.max) else {
    list.report(.tooLarge(file))
    return nil
  }
  let told = toldDelimiter(file.bytes)
  guard
    let used = dialect ?? told.map({ Dialect.csv.delimited(by: $0.delimiter) })
      ?? recognizedDialect(of: file, into: &list)
  else { return nil }
  var reader = TableReader(dialect: used)
  let bytes = file.bytes
  reader.read(bytes.span, from: told?.end ?? 0)
  for problem in reader.problems {
    let span = SourceSpan(file, problem.place..<problem.place + 1)
    list.report(problem.isUnclosed ? .unclosedQuote(at: span) : .textBehindQuote(at: span))
  }
  return Table(
    file: file,
    dialect: used,
    fields: reader.fields,
    starts: reader.starts,
    brokenRecords: Set(reader.problems.map(\.record))
  )
}

struct TableReader {
  struct Problem {
    let place: Int
    let record: Int

    /// Whether a quote is never closed; else something stands behind a closed one.
    let isUnclosed: Bool
  }

  let dialect: Dialect
  var fields: [Table.Field] = []
  var starts = [0]
  var problems: [Problem] = []

  init(dialect: Dialect) { self.dialect = dialect }

  mutating func read(_ bytes: Span<UInt8>, from start: Int = 0) {
    let count = bytes.count
    var index = start
    if index == 0, count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
    while index < count {
      if let comment = dialect.comment, bytes[index] == comment {
        index = next(bytes, from: index, stopsAtDelimiter: false)
        skipLineEnding(bytes, &index)
        continue
      }
      while true {
        readField(bytes, &index)
        guard index < count, bytes[index] == dialect.delimiter else { break }
        index += 1
      }
      skipLineEnding(bytes, &index)
      starts.append(fields.count)
    }
  }

  private mutating func readField(_ bytes: Span<UInt8>, _ index: inout Int) {
    let count = bytes.count
    if dialect.skipsInitialSpace {
      while index < count, bytes[index] == 0x20, dialect.delimiter != 0x20 { index += 1 }
    }
    let start = index
    guard let quote = dialect.quote, index < count, bytes[index] == quote else {
      let isEscaped = skipUnquoted(bytes, &index)
      append(start, index, isEscaped: isEscaped)
      return
    }
    var isEscaped = false
    index += 1
    while index < count {
      if bytes[index] == dialect.escape {
        isEscaped = true
        index += 1
      } else if bytes[index] == quote {
        guard dialect.doublesQuotes, index + 1 < count, bytes[index + 1] == quote else { break }
        isEscaped = true
        index += 1
      }
      index += 1
    }
    let end = min(index, count)
    fields.append(
      Table.Field(
        start: Int32(start + 1),
        end: Int32(end),
        isQuoted: true,
        isEscaped: isEscaped
      )
    )
    if index >= count {
      problems.append(Problem(place: start, record: starts.count - 1, isUnclosed: true))
      return
    }
    index += 1
    let rest = index
    _ = skipUnquoted(bytes, &index)
    if index > rest {
      problems.append(Problem(place: rest, record: starts.count - 1, isUnclosed: false))
    }
  }

  /// Stops at the field's end.
  ///
  /// - Returns: Whether there was an escape.
  private func skipUnquoted(_ bytes: Span<UInt8>, _ index: inout Int) -> Bool {
    var isEscaped = false
    while true {
      index = next(bytes, from: index, stopsAtDelimiter: true)
      guard index < bytes.count, bytes[index] == dialect.escape else { return isEscaped }
      isEscaped = true
      index = min(index + 2, bytes.count)
    }
  }

  private mutating func append(_ start: Int, _ end: Int, isEscaped: Bool) {
    fields.append(
      Table.Field(
        start: Int32(start),
        end: Int32(end),
        isQuoted: false,
        isEscaped: isEscaped
      )
    )
  }

  /// The place of the next line ending, or of the next delimiter or escape if that comes first.
  private func next(_ bytes: Span<UInt8>, from start: Int, stopsAtDelimiter: Bool) -> Int {
    let delimiter = dialect.delimiter
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D { break }
      if stopsAtDelimiter, byte == delimiter || byte == dialect.escape { break }
      index += 1
    }
    return index
  }

  private func skipLineEnding(_ bytes: Span<UInt8>, _ index: inout Int) {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
  }
}
