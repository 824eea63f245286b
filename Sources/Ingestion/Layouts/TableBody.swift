import Diagnostics
import Tabular

/// The records of data behind a header, and the lines that a publisher prints around the table.
struct TableBody {
  let records: [Int]

  /// What stands before the header and behind the data, one text a line.
  let notes: Notes

  struct Notes: Hashable {
    var before: [String] = []
    var behind: [String] = []

    /// What the lines name as their source: behind `Source:`, `Fuente:` or `Data Source`.
    var source: String? {
      for line in behind + before {
        let lower = line.lowercased()
        for word in ["data source", "data from database", "source", "fuente"]
        where lower.hasPrefix(word) {
          let rest = line.dropFirst(word.count).drop { ":, ".contains($0) }
          if rest.count < line.count - word.count, !rest.isEmpty { return String(rest) }
        }
      }
      return nil
    }

    /// The lines behind the data that are no source.
    var remarks: [String] {
      behind.filter { line in
        !["source", "data from database", "fuente"].contains { line.lowercased().hasPrefix($0) }
      }
    }
  }

  /// The records behind a header. With `hasNotes` lines that don't fit it may be notes: behind an empty
  /// line they are, else they must look like one. Without, each is reported.
  init(
    _ table: Table,
    behind header: Header,
    of resource: ResourceDescription,
    hasNotes: Bool,
    into list: inout DiagnosticList
  ) {
    let isData = { (record: Int) in !resource.commentRows.contains(table.number(of: record) + 1) }
    guard let last = header.record else {
      let first = (0..<table.recordCount).first { !table.isBlank($0) && isData($0) } ?? 0
      records = [first] + table.records(behind: first, into: &list).filter(isData)
      notes = Notes()
      return
    }
    var notes = Notes()
    for record in 0..<(header.firstRecord ?? 0) {
      let line = Self.line(table, record)
      if !line.isEmpty { notes.before.append(line) }
    }
    guard hasNotes else {
      records = table.records(behind: last, into: &list).filter(isData)
      self.notes = notes
      return
    }
    let rows = last + 1..<max(table.recordCount, last + 1)
    let blank = rows.first { Self.isEmpty(table, $0) }
    var end = rows.upperBound
    for record in rows.reversed() where !Self.isEmpty(table, record) {
      let isBehindBlank = blank.map { record > $0 } ?? false
      guard Self.isNote(table, record, header: header, isBehindBlank: isBehindBlank) else { break }
      end = record
    }
    // Behind an empty line stand notes, which need not fit the header.
    let strict = min(blank ?? .max, end)
    let place =
      strict < table.recordCount ? table.span(of: strict).range.lowerBound : Int.max
    var ignored = DiagnosticList()
    let fitting = table.records(behind: last, into: &ignored)
    for diagnostic in ignored.all where (diagnostic.span?.range.lowerBound ?? 0) < place {
      list.report(diagnostic)
    }
    records = fitting.filter { $0 < end && isData($0) && !Self.isEmpty(table, $0) }
    let fits = Set(fitting)
    for record in rows where record >= end || (record > strict && !fits.contains(record)) {
      let line = Self.line(table, record)
      if !line.isEmpty { notes.behind.append(line) }
    }
    self.notes = notes
  }

  /// Whether no field holds anything.
  private static func isEmpty(_ table: Table, _ record: Int) -> Bool {
    (0..<table.fieldCount(of: record)).allSatisfy { table.isEmpty(record, $0) }
  }

  /// A record as the line of text it is.
  private static func line(_ table: Table, _ record: Int) -> String {
    table.texts(record).map { trimmed($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func isNote(
    _ table: Table,
    _ record: Int,
    header: Header,
    isBehindBlank: Bool
  ) -> Bool {
    let count = table.fieldCount(of: record)
    let first = trimmed(table.text(record, 0))
    if PublishedPeriod(first) != nil { return false }
    let isSingle = (1..<max(count, 1)).allSatisfy { table.isEmpty(record, $0) }
    if isMarkedNote(first) { return true }
    let isShort = count < header.names.count
    // A long text alone on its line is a sentence, unless it is a record whose values are all empty.
    let isSentence = isShort && first.utf8.count >= 40 && first.contains(" ")
    if isSingle { return isBehindBlank || beginsLikeNote(first) || isSentence }
    return isShort && (isBehindBlank || beginsLikeNote(first))
  }

  /// Whether a text says itself that it is a note; a comma in one that nobody put between quotes makes
  /// it several fields, perhaps as many as a record has.
  static func isMarkedNote(_ text: String) -> Bool {
    let words = [
      "note:", "notes:", "nota:", "notas:", "source:", "sources:", "fuente:", "fuentes:",
    ]
    let lower = text.lowercased()
    return words.contains { lower.hasPrefix($0) }
  }

  private static func beginsLikeNote(_ text: String) -> Bool {
    let lower = text.lowercased()
    let words = [
      "note", "nota", "source", "fuente", "data from", "last updated", "updated", "actualiza", "*",
      "†", "p/", "p1/", "e/", "r/", "1/", "a/", "(1)", "cifras", "elaborado", "copyright", "©",
    ]
    return words.contains { lower.hasPrefix($0) }
  }
}
