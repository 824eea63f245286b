public import Diagnostics

/// Tabular turns the bytes of delimited text into records whose every field knows its place. Nothing is
/// copied and no text is made until a field is asked for.
///
/// The records of one file, the header among them.
public struct Table: Sendable {
  public let file: SourceFile

  /// The fields of all records, one after the other.
  private let fields: [Field]

  /// The position in `fields` of each record's first field, and of the end.
  private let starts: [Int]

  /// Records that a broken quote makes useless; they are reported already.
  public let brokenRecords: Set<Int>

  /// How the file is written: as declared, or as recognised.
  public let dialect: Dialect

  init(
    file: SourceFile,
    dialect: Dialect,
    fields: [Field],
    starts: [Int],
    brokenRecords: Set<Int>
  ) {
    self.file = file
    self.dialect = dialect
    self.fields = fields
    self.starts = starts
    self.brokenRecords = brokenRecords
  }

  /// Where a field's content lies, without its quotes.
  struct Field: Hashable {
    let start: Int32
    let end: Int32
    let isQuoted: Bool

    /// Whether a quote stands doubled in it, or an escape.
    let isEscaped: Bool
  }

  public var recordCount: Int { starts.count - 1 }

  public func fieldCount(of record: Int) -> Int { starts[record + 1] - starts[record] }

  /// Whether the record is an empty line.
  public func isBlank(_ record: Int) -> Bool {
    guard fieldCount(of: record) == 1 else { return false }
    let field = fields[starts[record]]
    return field.start == field.end && !field.isQuoted
  }

  /// Whether a field holds nothing; one past the record's end holds nothing either.
  public func isEmpty(_ record: Int, _ column: Int) -> Bool {
    guard column < fieldCount(of: record) else { return true }
    let field = fields[starts[record] + column]
    return field.start == field.end
  }

  /// A field's content as it stands in the file, doubled quotes still doubled; empty past the record's
  /// end.
  public func bytes(_ record: Int, _ column: Int) -> ArraySlice<UInt8> {
    guard column < fieldCount(of: record) else { return [] }
    let field = fields[starts[record] + column]
    return file.bytes[Int(field.start)..<Int(field.end)]
  }

  /// Whether two records have the same bytes in a column.
  public func isSame(_ column: Int, in record: Int, and other: Int) -> Bool {
    let (left, right) = (bytes(record, column), bytes(other, column))
    guard left.count == right.count else { return false }
    let all = file.bytes
    for offset in 0..<left.count
    where all[left.startIndex + offset] != all[right.startIndex + offset] { return false }
    return true
  }

  /// A field's content; empty past the record's end.
  public func text(_ record: Int, _ column: Int) -> String {
    let bytes = bytes(record, column)
    guard !bytes.isEmpty else { return "" }
    let field = fields[starts[record] + column]
    guard field.isEscaped else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: dialect.unescaped(bytes, isQuoted: field.isQuoted), as: UTF8.self)
  }

  /// The texts of a record's fields.
  public func texts(_ record: Int) -> [String] {
    (0..<fieldCount(of: record)).map { text(record, $0) }
  }

  /// Where a field stands, its quotes included; past the record's end, the place behind it.
  public func span(_ record: Int, _ column: Int) -> SourceSpan {
    guard column < fieldCount(of: record) else {
      let end = span(of: record).range.upperBound
      return SourceSpan(file, end..<end)
    }
    return SourceSpan(file, range(of: fields[starts[record] + column]))
  }

  /// Where a record stands, without its line ending.
  public func span(of record: Int) -> SourceSpan {
    let first = range(of: fields[starts[record]])
    let last = range(of: fields[starts[record + 1] - 1])
    return SourceSpan(file, first.lowerBound..<last.upperBound)
  }

  /// How many records of a kind are reported one by one.
  private static let shownRecords = 20

  /// The records behind a header that are neither blank nor broken and have as many fields as it; those
  /// with another number are reported, the first twenty with too few and the first twenty with too many
  /// each with its place.
  public func records(behind header: Int, into list: inout DiagnosticList) -> [Int] {
    let count = fieldCount(of: header)
    var fitting: [Int] = []
    var others: (fewer: [Int], more: [Int]) = ([], [])
    for record in header + 1..<max(recordCount, header + 1)
    where !isBlank(record) && !brokenRecords.contains(record) {
      let found = fieldCount(of: record)
      if found == count {
        fitting.append(record)
      } else if found < count {
        others.fewer.append(record)
      } else {
        others.more.append(record)
      }
    }
    let shown = others.fewer.prefix(Self.shownRecords) + others.more.prefix(Self.shownRecords)
    for record in shown.sorted() {
      let found = fieldCount(of: record)
      let alike = found < count ? others.fewer : others.more
      let isLast = record == alike.prefix(Self.shownRecords).last
      list.report(
        .fieldCount(
          found,
          expected: count,
          at: span(record, found > count ? count : found),
          header: span(of: header),
          delimiter: dialect.delimiter,
          moreRecords: isLast ? alike.count - Self.shownRecords : 0
        )
      )
    }
    return fitting
  }

  private func range(of field: Field) -> Range<Int> {
    let quotes = field.isQuoted ? 1 : 0
    return Int(field.start) - quotes..<min(Int(field.end) + quotes, file.bytes.count)
  }
}
