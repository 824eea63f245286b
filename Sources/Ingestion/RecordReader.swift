import Diagnostics
import Indicators
import Tabular

/// Reads what the records of one file have in common in every layout: values, statuses, units, sources,
/// conditions.
struct RecordReader {
  let table: Table
  let resource: ResourceDescription
  let header: Header
  let numberFormat: Number.Format

  /// What each of the unit words of this file means; nothing for one that was reported.
  private var units: [String: Unit?] = [:]
  private var periods: [String: Period?] = [:]
  private var columns: [Column]

  /// The columns the schema says must be filled.
  private let required: [Int]

  /// A column's last text: neighbouring records often hold the same.
  private struct Column {
    var bytes: ArraySlice<UInt8> = []
    var text = ""
  }

  init(_ table: Table, header: Header, resource: ResourceDescription, value: String?) {
    self.table = table
    self.resource = resource
    self.header = header
    numberFormat =
      resource.fields.first { $0.name.text == value }?.numberFormat
      ?? resource.fields.first { $0.numberFormat != .plain }?.numberFormat ?? .plain
    required = resource.fields.filter(\.isRequired).compactMap {
      header.column(named: $0.name.text)
    }
    columns = Array(repeating: Column(), count: header.names.count)
  }

  /// A field's text without the spaces around it; empty for one of the file's words for nothing.
  mutating func text(_ record: Int, _ column: Int?) -> String {
    guard let column, column < columns.count else { return "" }
    let bytes = table.bytes(record, column)
    if bytes.elementsEqual(columns[column].bytes) { return columns[column].text }
    var text = table.text(record, column)
    if text.utf8.first == 0x20 || text.utf8.last == 0x20 { text = trimmed(text) }
    if resource.missingValues.contains(text) { text = "" }
    columns[column] = Column(bytes: bytes, text: text)
    return text
  }

  /// Whether a record fulfils all of `where`.
  mutating func isWanted(_ record: Int, _ conditions: [(column: Int, values: Set<String>)]) -> Bool
  {
    for condition in conditions
    where !condition.values.contains(trimmed(table.text(record, condition.column))) {
      return false
    }
    return true
  }

  /// Whether the fields are filled that the schema wants filled; those that are not are reported.
  mutating func isFilled(_ record: Int, into list: inout DiagnosticList) -> Bool {
    let empty = required.filter { text(record, $0).isEmpty }
    for column in empty {
      list.report(.required(header.names[column], at: table.span(record, column)))
    }
    return empty.isEmpty
  }

  /// The value of a cell, or nothing if it is no number, which is then reported.
  func value(_ record: Int, _ column: Int, into list: inout DiagnosticList) -> CellValue? {
    let bytes = table.bytes(record, column)
    if bytes.isEmpty { return .missing(nil) }
    if let number = Number(bytes, format: numberFormat) { return .number(number, bound: nil) }
    let text = trimmed(table.text(record, column))
    if let reason = resource.missingMarks[text] { return .missing(reason) }
    if resource.missingValues.contains(text) { return .missing(nil) }
    if let sign = text.first, "<>≤≥".contains(sign),
      let number = Number(Array(text.dropFirst().utf8)[...], format: numberFormat)
    {
      switch resource.bounds {
      case .keep: return .number(number, bound: String(sign))
      case .missing: return .missing(.notAvailable)
      case nil: break
      }
    }
    list.report(
      .number(text, column: header.names[column], at: table.span(record, column))
    )
    return nil
  }

  mutating func period(
    _ record: Int,
    _ column: Int,
    into list: inout DiagnosticList
  ) -> Period? {
    let text = text(record, column)
    if let known = periods[text] {
      if known == nil { list.report(.period(text, at: table.span(record, column))) }
      return known
    }
    let period = Period(text)
    periods[text] = .some(period)
    if period == nil { list.report(.period(text, at: table.span(record, column))) }
    return period
  }

  /// The status of a record, out of its mark and its value; nothing if they don't go together.
  mutating func status(
    _ record: Int,
    _ column: Int?,
    of value: CellValue,
    into list: inout DiagnosticList
  ) -> StatusMark? {
    let letter = text(record, column)
    guard let mark = resource.statusMarks[letter] ?? StatusMark(letter: letter) else {
      let span = table.span(record, column ?? 0)
      list.report(.status(letter, at: span, isInDescriptor: false))
      return nil
    }
    switch value {
    case .missing(let reason):
      if mark.status.isMissing { return mark }
      return StatusMark(reason ?? .notAvailable, isBreak: mark.isBreak)
    case .number(_, let bound):
      if mark.status.isMissing {
        list.report(.statusOfValue(letter, at: table.span(record, column ?? 0)))
        return nil
      }
      let status = bound == nil ? mark.status : mark.status.combined(with: .estimated)
      return StatusMark(status, isBreak: mark.isBreak)
    }
  }

  /// The unit a record names, and whether it could not be read.
  mutating func unit(
    _ record: Int,
    _ column: Int?,
    into list: inout DiagnosticList
  ) -> (unit: Unit?, isBad: Bool) {
    let text = text(record, column)
    guard !text.isEmpty, let column else { return (nil, false) }
    if let known = units[text] { return (known, known == nil) }
    do throws(UnitError) {
      let unit = try Unit.parse(resource.unitWords[text] ?? text)
      units[text] = .some(unit)
      return (unit, false)
    } catch {
      units[text] = .some(nil)
      let field = table.span(record, column)
      let start = field.file.text(in: field.range).hasPrefix("\"") ? 1 : 0
      let range = error.range.lowerBound + start..<error.range.upperBound + start
      let part = SourceSpan(
        field.file,
        field.range.lowerBound + range.lowerBound..<field.range.lowerBound + range.upperBound
      )
      let fits = field.range.contains(part.range) && !part.range.isEmpty
      list.report(.unit(error, at: fits ? part : field))
      return (nil, true)
    }
  }

  /// The source's id and the note behind its semicolon.
  mutating func source(_ record: Int, _ column: Int?) -> (id: String?, note: String?) {
    let text = text(record, column)
    guard let semicolon = text.firstIndex(of: ";") else { return (text.isEmpty ? nil : text, nil) }
    let id = trimmed(String(text[..<semicolon]))
    let note = trimmed(String(text[text.index(after: semicolon)...]))
    return (id.isEmpty ? nil : id, note.isEmpty ? nil : note)
  }

  mutating func date(
    _ record: Int,
    _ column: Int?,
    into list: inout DiagnosticList
  ) -> CalendarDate? {
    let text = text(record, column)
    guard !text.isEmpty, let column else { return nil }
    if let date = CalendarDate(text) { return date }
    list.report(.date(text, at: table.span(record, column), kind: .content))
    return nil
  }
}

/// The names of a file's columns.
struct Header {
  let record: Int
  let names: [String]
  let spans: [SourceSpan]

  init(_ table: Table, record: Int) {
    self.record = record
    names = table.texts(record).map { trimmed($0) }
    spans = names.indices.map { table.span(record, $0) }
  }

  func column(named name: String) -> Int? { names.firstIndex(of: name) }

  /// The first column with one of some names, whatever their case.
  func column(called known: String...) -> Int? {
    for name in known {
      if let column = names.firstIndex(where: { $0.lowercased() == name }) { return column }
    }
    return nil
  }

  /// The whole header.
  var span: SourceSpan {
    let first = spans[0]
    let last = spans[spans.count - 1]
    return SourceSpan(first.file, first.range.lowerBound..<last.range.upperBound)
  }

  /// Reports names that stand twice and, against a schema, fields that lack or are unknown.
  ///
  /// - Returns: Whether the columns can be told apart.
  func check(_ fields: [FieldDescription], into list: inout DiagnosticList) -> Bool {
    var first: [String: Int] = [:]
    var isClear = true
    for (column, name) in names.enumerated() where !name.isEmpty {
      if let earlier = first[name] {
        list.report(.fieldTwice(name, at: spans[column], first: spans[earlier]))
        isClear = false
      } else {
        first[name] = column
      }
    }
    guard !fields.isEmpty else { return isClear }
    var unknown = names.indices.filter { column in
      !names[column].isEmpty && !fields.contains { $0.name.text == names[column] }
    }
    for field in fields where first[field.name.text] == nil {
      let nearest = nearestNames(to: field.name.text, among: unknown.map { names[$0] }).first
      let column = nearest.flatMap { first[$0] }
      list.report(
        .missingField(
          field.name.text,
          at: column.map { spans[$0] } ?? span,
          written: nearest,
          schema: field.name.span
        )
      )
      unknown.removeAll { $0 == column }
      isClear = false
    }
    for column in unknown { list.report(.extraField(names[column], at: spans[column])) }
    return isClear
  }

  /// The columns of `where`; a name that is none is reported.
  func conditions(
    _ conditions: [Condition],
    into list: inout DiagnosticList
  ) -> [(column: Int, values: Set<String>)]? {
    var found: [(Int, Set<String>)] = []
    for condition in conditions {
      guard let column = column(named: condition.column.text) else {
        list.report(.unknownColumn(condition.column, among: names))
        return nil
      }
      found.append((column, Set(condition.values)))
    }
    return found
  }

  /// The columns that are dimensions: those declared, else those that no other meaning has taken.
  func dimensions(
    _ declared: [(column: Named, name: String)]?,
    notAmong taken: Set<Int>,
    into list: inout DiagnosticList
  ) -> [(name: String, column: Int)]? {
    guard let declared else {
      return names.indices.filter { !taken.contains($0) && !names[$0].isEmpty }
        .map { (names[$0], $0) }
    }
    var found: [(String, Int)] = []
    for dimension in declared {
      guard let column = column(named: dimension.column.text) else {
        list.report(.unknownColumn(dimension.column, among: names))
        return nil
      }
      found.append((dimension.name, column))
    }
    return found
  }
}

/// A text without spaces at both ends.
func trimmed(_ text: String) -> String {
  let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
  guard text.utf8.first.map(isSpace) == true || text.utf8.last.map(isSpace) == true else {
    return text
  }
  var rest = Substring(text)
  while rest.utf8.first.map(isSpace) == true { rest.removeFirst() }
  while rest.utf8.last.map(isSpace) == true { rest.removeLast() }
  return String(rest)
}

extension Range where Bound: Comparable {
  fileprivate func contains(_ other: Range) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
