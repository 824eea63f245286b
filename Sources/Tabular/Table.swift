public import Diagnostics

/// Tabular turns the bytes of delimited text into records whose every field knows its place. No text is
/// made until a field is asked for.
///
/// The records of one file, the header among them; of a large file only those that somebody wants.
public struct Table: Sendable {
  public let file: SourceFile

  /// The bytes of the records.
  private let text: [UInt8]

  /// The fields of all records, one after the other.
  private let fields: [Field]

  /// The position in `fields` of each record's first field, and of the end.
  private let starts: [Int32]

  /// Runs of records that stand behind each other in the file too.
  private let runs: [Run]

  /// Records that a broken quote makes useless; they are reported already.
  public let brokenRecords: Set<Int>

  /// How the file is written: as declared, or as recognised.
  public let dialect: Dialect

  init(
    file: SourceFile,
    dialect: Dialect,
    text: [UInt8],
    fields: [Field],
    starts: [Int32],
    runs: [Run],
    brokenRecords: Set<Int>
  ) {
    self.file = file
    self.dialect = dialect
    self.text = text
    self.fields = fields
    self.starts = starts
    self.runs = runs
    self.brokenRecords = brokenRecords
  }

  /// Where a field's content lies in the bytes, without its quotes.
  struct Field: Hashable {
    private let startAndQuote: UInt32
    private let endAndEscape: UInt32

    private static let mark: UInt32 = 1 << 31

    /// - Precondition: Places are below 2³¹.
    init(start: Int, end: Int, isQuoted: Bool, isEscaped: Bool) {
      startAndQuote = UInt32(start) | (isQuoted ? Self.mark : 0)
      endAndEscape = UInt32(end) | (isEscaped ? Self.mark : 0)
    }

    var start: Int { Int(startAndQuote & ~Self.mark) }
    var end: Int { Int(endAndEscape & ~Self.mark) }
    var isQuoted: Bool { startAndQuote & Self.mark != 0 }

    /// Whether a quote stands doubled in it, or an escape.
    var isEscaped: Bool { endAndEscape & Self.mark != 0 }

    func moved(by distance: Int) -> Field {
      Field(
        start: start + distance,
        end: end + distance,
        isQuoted: isQuoted,
        isEscaped: isEscaped
      )
    }
  }

  /// Records that stand behind each other in the file.
  struct Run {
    var firstRecord: Int

    /// How many records the file has before the first one.
    var number: Int

    /// How much further behind a byte stands in the file.
    var distance: Int
  }

  public var recordCount: Int { starts.count - 1 }

  /// How many records the file has before one of these, comment lines not counted.
  public func number(of record: Int) -> Int {
    let run = run(of: record)
    return run.number + record - run.firstRecord
  }

  private func run(of record: Int) -> Run {
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].firstRecord <= record { low = middle } else { high = middle }
    }
    return runs[low]
  }

  public func fieldCount(of record: Int) -> Int { Int(starts[record + 1] - starts[record]) }

  private func field(_ record: Int, _ column: Int) -> Field {
    fields[Int(starts[record]) + column]
  }

  /// Whether the record is an empty line.
  public func isBlank(_ record: Int) -> Bool {
    guard fieldCount(of: record) == 1 else { return false }
    let field = field(record, 0)
    return field.start == field.end && !field.isQuoted
  }

  /// Whether a field holds nothing; one past the record's end holds nothing either.
  public func isEmpty(_ record: Int, _ column: Int) -> Bool {
    guard column < fieldCount(of: record) else { return true }
    let field = field(record, column)
    return field.start == field.end
  }

  /// A field's content as it stands in the file, doubled quotes still doubled; empty past the record's
  /// end.
  public func bytes(_ record: Int, _ column: Int) -> ArraySlice<UInt8> {
    guard column < fieldCount(of: record) else { return [] }
    let field = field(record, column)
    return text[field.start..<field.end]
  }

  /// Whether two records have the same bytes in a column.
  public func isSame(_ column: Int, in record: Int, and other: Int) -> Bool {
    guard column < fieldCount(of: record), column < fieldCount(of: other) else {
      return isEmpty(record, column) && isEmpty(other, column)
    }
    let (left, right) = (field(record, column), field(other, column))
    guard left.end - left.start == right.end - right.start else { return false }
    for offset in 0..<left.end - left.start
    where text[left.start + offset] != text[right.start + offset] { return false }
    return true
  }

  /// A field's content; empty past the record's end.
  public func text(_ record: Int, _ column: Int) -> String {
    let bytes = bytes(record, column)
    guard !bytes.isEmpty else { return "" }
    let field = field(record, column)
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
    return SourceSpan(file, range(of: field(record, column), in: record))
  }

  /// Where a record stands, without its line ending.
  public func span(of record: Int) -> SourceSpan {
    let first = range(of: field(record, 0), in: record)
    let last = range(of: field(record, fieldCount(of: record) - 1), in: record)
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

  private func range(of field: Field, in record: Int) -> Range<Int> {
    let quotes = field.isQuoted ? 1 : 0
    let distance = run(of: record).distance
    return field.start - quotes + distance..<field.end + quotes + distance
  }
}
