import Diagnostics
import Indicators
import Tabular

/// The names of a file's columns.
struct Header {
  /// The position of its last record; nothing in a file without one, whose columns the schema names.
  let record: Int?
  let names: [String]
  let spans: [SourceSpan]

  /// The position of its first record.
  let firstRecord: Int?

  /// Whether names were given with labels behind them, as SDMX writes `FREQ: Frequency`.
  let hasLabels: Bool

  init(_ table: Table, record: Int) { self.init(table, records: [record], join: "") }

  /// A header of several records, one of whose names for a column stands behind the other. A year over
  /// several columns stands at the first of them alone, as spreadsheets leave it.
  init(_ table: Table, records: [Int], join: String) {
    let last = records[records.count - 1]
    record = last
    firstRecord = records[0]
    hasLabels = false
    var names = (0..<table.fieldCount(of: last)).map { _ in [String]() }
    for record in records {
      let texts = (0..<names.count).map { trimmed(table.text(record, $0)) }
      let filled = texts.filter { !$0.isEmpty }
      let areYears =
        record != last && filled.count < names.count - 1
        && filled.count { Period($0) != nil } * 2 > filled.count
      var text = ""
      for column in names.indices {
        if !areYears || !texts[column].isEmpty { text = texts[column] }
        if !text.isEmpty { names[column].append(text) }
      }
    }
    self.names = names.map { $0.joined(separator: join) }
    spans = names.indices.map { table.span(last, $0) }
  }

  /// The same names, of a header that ends at a later record.
  init(_ header: Header, endingAt record: Int) {
    self.record = record
    firstRecord = header.firstRecord
    hasLabels = header.hasLabels
    names = header.names
    spans = header.spans
  }

  /// The same without labels behind the names and without the signs of lists: `REF_AREA` of
  /// `REF_AREA: Area` and of `REF_AREA[;]`.
  init(withoutLabels header: Header) {
    record = header.record
    firstRecord = header.firstRecord
    spans = header.spans
    hasLabels = header.names.contains { $0.contains(":") }
    names = header.names.map { name in
      trimmed(String(name.prefix { $0 != ":" && $0 != "[" }))
    }
  }

  /// The columns of a file without a header.
  init(_ table: Table, fields: [FieldDescription], first: Int) {
    record = nil
    firstRecord = nil
    hasLabels = false
    names = fields.map(\.name.text)
    spans = names.indices.map { table.span(first, $0) }
  }

  func column(named name: String) -> Int? { names.firstIndex(of: name) }

  /// The first column with one of some names, whatever their case.
  func column(called known: String...) -> Int? { column(called: known) }

  func column(called known: [String]) -> Int? {
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
  func check(
    _ fields: [FieldDescription],
    match: FieldsMatch? = nil,
    into list: inout DiagnosticList
  ) -> Bool {
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
    for field in fields where first[field.name.text] == nil && match?.allowsFewer != true {
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
    if match?.allowsOthers != true {
      let isForbidden = match != nil
      for column in unknown {
        list.report(.extraField(names[column], isForbidden: isForbidden, at: spans[column]))
      }
    }
    if match == .partial, !fields.contains(where: { first[$0.name.text] != nil }) {
      list.report(.noDeclaredField(at: span, known: fields.map(\.name.text)))
    }
    if match == .exact, isClear, unknown.isEmpty,
      let (column, field) = zip(names.indices, fields).first(where: { names[$0] != $1.name.text })
    {
      list.report(
        .fieldOrder(
          names[column],
          at: spans[column],
          expected: field.name.text,
          schema: field.name.span
        )
      )
    }
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
