import Diagnostics
import Tabular

/// Holds the tables of a folder against the keys of their schemas: what may stand once, and what must
/// stand in another table too.
struct KeyCheck {
  /// All tables that could be read; the parts of one resource stand behind each other.
  let tables: [SchemaTable]

  func run(into list: inout DiagnosticList) {
    var done: Set<String> = []
    for table in tables where done.insert(table.resource.name).inserted {
      let parts = tables.filter { $0.resource.name == table.resource.name }
      let schema = table.resource.schema
      for field in schema.fields {
        guard let constraint = field.constraints.first(where: { $0.rule.isUnique }) else {
          continue
        }
        let key = SchemaDescription.Key(fields: [field.name], span: constraint.span)
        checkUnique(key, "unique", in: parts, into: &list)
      }
      if let key = schema.primaryKey { checkUnique(key, "primaryKey", in: parts, into: &list) }
      for key in schema.uniqueKeys { checkUnique(key, "uniqueKeys", in: parts, into: &list) }
      for key in schema.foreignKeys { checkForeign(key, in: parts, into: &list) }
    }
  }

  /// A table's columns of a key, each with what stands for nothing in it.
  private struct Columns {
    let table: SchemaTable
    let columns: [(column: Int, missing: Set<String>)]

    init?(_ fields: [Named], in table: SchemaTable) {
      self.table = table
      let columns = fields.compactMap { field in
        table.header.column(named: field.text).map { ($0, table.missing(field.text)) }
      }
      guard columns.count == fields.count else { return nil }
      self.columns = columns
    }

    func values(_ record: Int) -> [String?] {
      columns.map { table.text(record, $0.column, missing: $0.missing) }
    }

    func span(_ record: Int) -> SourceSpan { table.table.span(record, columns[0].column) }
  }

  private func checkUnique(
    _ key: SchemaDescription.Key,
    _ rule: String,
    in parts: [SchemaTable],
    into list: inout DiagnosticList
  ) {
    let names = key.fields.map(\.text)
    var first: [[String]: SourceSpan] = [:]
    var failures = Failures(names.joined(separator: ", "))
    for part in parts {
      guard let columns = Columns(key.fields, in: part) else { continue }
      for record in part.records {
        let values = columns.values(record)
        let filled = values.compactMap(\.self)
        guard filled.count == values.count else {
          if rule == "primaryKey", let empty = values.firstIndex(of: nil) {
            let span = part.table.span(record, columns.columns[empty].column)
            failures.add("empty") { .required(names[empty], at: span, schema: key.span) }
          }
          continue
        }
        if let earlier = first[filled] {
          let span = columns.span(record)
          failures.add(rule) {
            .keyTwice(filled, of: names, rule: rule, at: span, first: earlier, schema: key.span)
          }
        } else {
          first[filled] = columns.span(record)
        }
      }
    }
    failures.report(into: &list)
  }

  private func checkForeign(
    _ key: SchemaDescription.ForeignKey,
    in parts: [SchemaTable],
    into list: inout DiagnosticList
  ) {
    let name = key.resource.text.isEmpty ? parts[0].resource.name : key.resource.text
    let others = tables.filter { $0.resource.name == name }
    guard !others.isEmpty else {
      list.report(.unknownResource(key.resource, among: Set(tables.map(\.resource.name))))
      return
    }
    var known: Set<[String]> = []
    for other in others {
      if let missing = key.referred.first(where: { other.header.column(named: $0.text) == nil }) {
        list.report(.unknownColumn(missing, among: other.header.names))
        return
      }
      guard let columns = Columns(key.referred, in: other) else { continue }
      for record in other.records {
        known.insert(columns.values(record).compactMap(\.self))
      }
    }
    let single = Set(known.compactMap { $0.count == 1 ? $0[0] : nil })
    var failures = Failures(key.fields.map(\.text).joined(separator: ", "))
    for part in parts {
      guard let columns = Columns(key.fields, in: part) else { continue }
      for record in part.records {
        let values = columns.values(record).compactMap(\.self)
        guard values.count == key.fields.count, !known.contains(values) else { continue }
        let span = columns.span(record)
        failures.add("foreignKeys") {
          .keyUnknown(
            values,
            in: name,
            referred: key.referred.map(\.text),
            among: values.count == 1 ? single : [],
            at: span,
            schema: key.span
          )
        }
      }
    }
    failures.report(into: &list)
  }
}
