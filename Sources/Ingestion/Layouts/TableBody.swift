import Diagnostics
import Settings
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

  /// What may stand under the records.
  enum NotesRule {
    /// Nothing.
    case none

    /// Lines that no record could be: a text alone with a word of a note before it or an empty line above
    /// it, or one that says itself that it is a note.
    case plain

    /// What publishers print under their tables: behind an empty line all that doesn't fit the header,
    /// else what looks like a note.
    case ofPublisher

    /// Columns that the descriptor names are those of a publisher's table.
    static func inTidyFile(of resource: ResourceDescription) -> NotesRule {
      resource.columns.isEmpty ? .plain : .ofPublisher
    }

    static func `in`(_ layout: Layout, of resource: ResourceDescription) -> NotesRule {
      switch layout {
      case .events, .sdmx, .odbc: .none
      case .tidy: .inTidyFile(of: resource)
      case .wide, .fred, .iamc: .ofPublisher
      }
    }
  }

  /// The records behind a header. A record that doesn't fit it and may be no note is reported, and so is
  /// the header where it stands again.
  init(
    _ table: Table,
    behind header: Header,
    of resource: ResourceDescription,
    notes rule: NotesRule,
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
    guard rule != .none else {
      let fitting = table.records(behind: last, into: &list).filter(isData)
      records = Self.withoutHeader(fitting, table, last, of: resource, into: &list)
      self.notes = notes
      return
    }
    let rows = last + 1..<max(table.recordCount, last + 1)
    let blank = rows.first { Self.isEmpty(table, $0) }
    var end = rows.upperBound
    for record in rows.reversed() where !Self.isEmpty(table, record) {
      let isBehindBlank = blank.map { record > $0 } ?? false
      guard
        Self.isNote(table, record, header: header, isBehindBlank: isBehindBlank, rule: rule)
      else { break }
      end = record
    }
    // Behind an empty line of a publisher's table stand notes, which need not fit the header.
    let strict = rule == .ofPublisher ? min(blank ?? .max, end) : end
    let place =
      strict < table.recordCount ? table.span(of: strict).range.lowerBound : Int.max
    var ignored = DiagnosticList()
    let fitting = table.records(behind: last, into: &ignored)
    for diagnostic in ignored.all where (diagnostic.span?.range.lowerBound ?? 0) < place {
      list.report(diagnostic)
    }
    records = Self.withoutHeader(
      fitting.filter { $0 < end && isData($0) && !Self.isEmpty(table, $0) },
      table,
      last,
      of: resource,
      into: &list
    )
    let fits = Set(fitting)
    for record in rows where record >= end || (record > strict && !fits.contains(record)) {
      let line = Self.line(table, record)
      if !line.isEmpty { notes.behind.append(line) }
    }
    self.notes = notes
  }

  /// The records but those that repeat the header, as in files put one behind the other. Each is reported,
  /// unless `where` leaves it out.
  private static func withoutHeader(
    _ records: [Int],
    _ table: Table,
    _ header: Int,
    of resource: ResourceDescription,
    into list: inout DiagnosticList
  ) -> [Int] {
    let columns = 0..<table.fieldCount(of: header)
    let repeats = records.filter { record in
      columns.allSatisfy { table.isSame($0, in: record, and: header) }
    }
    guard !repeats.isEmpty else { return records }
    if resource.conditions.isEmpty {
      for record in repeats {
        list.report(.headerAgain(at: table.span(of: record), first: table.span(of: header)))
      }
    }
    let left = Set(repeats)
    return records.filter { !left.contains($0) }
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
    isBehindBlank: Bool,
    rule: NotesRule
  ) -> Bool {
    let count = table.fieldCount(of: record)
    let first = trimmed(table.text(record, 0))
    if PublishedPeriod(first) != nil { return false }
    let isSingle = (1..<max(count, 1)).allSatisfy { table.isEmpty(record, $0) }
    if isMarkedNote(first) { return true }
    let isShort = count < header.names.count
    // A long text alone on its line is a sentence, unless it is a record whose values are all empty.
    let isSentence = isShort && first.utf8.count >= 40 && first.contains(" ")
    // One word alone is the beginning of a record rather than a note.
    if rule == .plain, !isSingle || isName(first) { return false }
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
