public import Diagnostics

/// Reads a delimited file (RFC 4180, with LF, CRLF or CR, and with or without a byte-order mark).
///
/// The result is nothing if the file is no UTF-8; the list then says so. A quote inside a field that
/// does not begin with one stands for itself.
public func readTable(
  _ file: SourceFile,
  dialect: Dialect = .csv,
  into list: inout DiagnosticList
) -> Table? {
  if let bad = file.firstIllFormedByte() {
    list.report(.notUTF8(at: SourceSpan(file, bad)))
    return nil
  }
  guard file.bytes.count < Int(Int32.max) else {
    list.report(.tooLarge(file))
    return nil
  }
  var reader = TableReader(dialect: dialect)
  let bytes = file.bytes
  reader.read(bytes.span)
  for problem in reader.problems {
    let span = SourceSpan(file, problem.place..<problem.place + 1)
    list.report(problem.isUnclosed ? .unclosedQuote(at: span) : .textBehindQuote(at: span))
  }
  return Table(
    file: file,
    fields: reader.fields,
    starts: reader.starts,
    brokenRecords: Set(reader.problems.map(\.record))
  )
}

private struct TableReader {
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

  mutating func read(_ bytes: Span<UInt8>) {
    let count = bytes.count
    var index = 0
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
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
      index = next(bytes, from: index, stopsAtDelimiter: true)
      append(start, index)
      return
    }
    var hasDoubledQuotes = false
    index += 1
    while index < count {
      if bytes[index] == quote {
        guard index + 1 < count, bytes[index + 1] == quote else { break }
        hasDoubledQuotes = true
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
        hasDoubledQuotes: hasDoubledQuotes
      )
    )
    if index >= count {
      problems.append(Problem(place: start, record: starts.count - 1, isUnclosed: true))
      return
    }
    index += 1
    let rest = next(bytes, from: index, stopsAtDelimiter: true)
    if rest > index {
      problems.append(Problem(place: index, record: starts.count - 1, isUnclosed: false))
      index = rest
    }
  }

  private mutating func append(_ start: Int, _ end: Int) {
    fields.append(
      Table.Field(
        start: Int32(start),
        end: Int32(end),
        isQuoted: false,
        hasDoubledQuotes: false
      )
    )
  }

  /// The place of the next line ending, or of the next delimiter if that comes first.
  private func next(_ bytes: Span<UInt8>, from start: Int, stopsAtDelimiter: Bool) -> Int {
    let delimiter = dialect.delimiter
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D || (stopsAtDelimiter && byte == delimiter) { break }
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
