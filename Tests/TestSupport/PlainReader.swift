public import Tabular

/// Reads delimited text byte by byte and keeps nothing in mind but where it stands: slow, and plain
/// enough to hold the readers of the program against it.
public struct PlainReader {
  public struct Field: Hashable, Sendable {
    /// Where the field stands, its quotes included.
    public var range: Range<Int>
    public var text: [UInt8]
  }

  public struct Problem: Hashable, Sendable {
    public let place: Int
    public let record: Int

    /// Whether a quote is never closed; else something stands behind a closed one.
    public let isUnclosed: Bool
  }

  private let dialect: Dialect
  public private(set) var records: [[Field]] = []
  public private(set) var problems: [Problem] = []

  public init(_ text: [UInt8], _ dialect: Dialect = .csv) {
    self.dialect = dialect
    read(text.span)
  }

  private var fields: [Field] = []

  private mutating func read(_ bytes: Span<UInt8>, from start: Int = 0) {
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
      records.append(fields)
      fields = []
    }
  }

  private mutating func readField(_ bytes: Span<UInt8>, _ index: inout Int) {
    let count = bytes.count
    if dialect.skipsInitialSpace {
      while index < count, bytes[index] == 0x20, dialect.delimiter != 0x20 { index += 1 }
    }
    let start = index
    guard let quote = dialect.quote, index < count, bytes[index] == quote else {
      skipUnquoted(bytes, &index)
      let content = content(bytes, start..<index, isQuoted: false)
      fields.append(Field(range: start..<index, text: content))
      return
    }
    index += 1
    while index < count {
      if bytes[index] == dialect.escape {
        index += 1
      } else if bytes[index] == quote {
        guard dialect.doublesQuotes, index + 1 < count, bytes[index + 1] == quote else { break }
        index += 1
      }
      index += 1
    }
    let content = content(bytes, start + 1..<min(index, count), isQuoted: true)
    fields.append(Field(range: start..<min(index + 1, count), text: content))
    if index >= count {
      problems.append(Problem(place: start, record: records.count, isUnclosed: true))
      return
    }
    index += 1
    let rest = index
    skipUnquoted(bytes, &index)
    if index > rest {
      problems.append(Problem(place: rest, record: records.count, isUnclosed: false))
    }
  }

  /// Stops at the field's end.
  private func skipUnquoted(_ bytes: Span<UInt8>, _ index: inout Int) {
    while true {
      index = next(bytes, from: index, stopsAtDelimiter: true)
      guard index < bytes.count, bytes[index] == dialect.escape else { return }
      index = min(index + 2, bytes.count)
    }
  }

  /// What stands in a place, doubled quotes once and escapes undone.
  private func content(_ bytes: Span<UInt8>, _ place: Range<Int>, isQuoted: Bool) -> [UInt8] {
    let doubled = isQuoted && dialect.doublesQuotes ? dialect.quote : nil
    var text: [UInt8] = []
    var index = place.lowerBound
    while index < place.upperBound {
      let isFollowed = index + 1 < place.upperBound
      if isFollowed, bytes[index] == dialect.escape {
        index += 1
      } else if isFollowed, bytes[index] == doubled, bytes[index + 1] == doubled {
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    return text
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
