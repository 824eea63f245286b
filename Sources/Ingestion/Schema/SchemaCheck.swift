import Diagnostics
import Indicators
import Tabular

/// A table as it was read, with what its layout found.
struct SchemaTable {
  let table: Table

  /// The record of the header.
  let header: Header
  let resource: ResourceDescription

  /// The records of data.
  let records: [Int]

  /// A field's text without the spaces around it; nothing for one of the words for nothing.
  func text(_ record: Int, _ column: Int, missing: Set<String>) -> String? {
    let text = trimmed(table.text(record, column))
    return text.isEmpty || missing.contains(text) ? nil : text
  }

  /// What stands for nothing in the column of a field, or in any.
  func missing(_ name: String) -> Set<String> {
    let own = resource.fields.first { $0.name.text == name }?.missingValues
    return Set((own ?? resource.schema.missingValues).keys).union(resource.missingMarks.keys)
  }
}

/// Holds every cell of a table against the type and the constraints of its field.
struct SchemaCheck {
  private let source: SchemaTable

  /// The columns whose numbers the layout reads, and so reports, itself.
  private let valueColumns: Set<Int>

  /// Where a diagnostic stands already.
  private let reported: Set<Int>

  init(_ source: SchemaTable, valueColumns: Set<Int>, reported: DiagnosticList) {
    self.source = source
    self.valueColumns = valueColumns
    self.reported = Set(reported.all.compactMap(\.span).map(\.range.lowerBound))
  }

  func run(into list: inout DiagnosticList) {
    for (column, name) in source.header.names.enumerated() {
      guard let field = source.resource.fields.first(where: { $0.name.text == name }) else {
        continue
      }
      check(column, field, into: &list)
    }
  }

  /// What a constraint asks of one value.
  private struct Rule {
    let constraint: Constraint
    let holds: (FieldValue, String) -> Bool
  }

  private func check(
    _ column: Int,
    _ field: FieldDescription,
    into list: inout DiagnosticList
  ) {
    let rules = field.constraints.compactMap(Self.rule)
    let isNumber = if case .number = field.type { true } else { false }
    let looksAtType = !field.type.holdsEverything && !(isNumber && valueColumns.contains(column))
    guard looksAtType || !rules.isEmpty || field.isRequired else { return }
    let missing = source.missing(field.name.text)
    let required = field.constraints.first { $0.rule.isRequired }
    var failures = Failures(field.name.text)
    // What one text comes to; columns repeat their texts.
    var known: [String: (value: FieldValue?, broken: [Int])] = [:]
    for record in source.records {
      guard let text = source.text(record, column, missing: missing) else {
        if let required {
          let span = source.table.span(record, column)
          failures.add("required") {
            .required(field.name.text, at: span, schema: required.span)
          }
        }
        continue
      }
      let found: (value: FieldValue?, broken: [Int])
      if let seen = known[text] {
        found = seen
      } else {
        let value = value(of: text, field)
        found = (
          value,
          value.map { value in rules.indices.filter { !rules[$0].holds(value, text) } } ?? []
        )
        known[text] = found
      }
      let span = source.table.span(record, column)
      guard found.value != nil else {
        guard looksAtType, !reported.contains(span.range.lowerBound) else { continue }
        failures.add("type") { .fieldType(text, of: field, at: span) }
        continue
      }
      for index in found.broken {
        let constraint = rules[index].constraint
        failures.add(constraint.key) { .broken(constraint, text, of: field.name.text, at: span) }
      }
    }
    failures.report(into: &list)
  }

  private func value(of text: String, _ field: FieldDescription) -> FieldValue? {
    let format = field.numberFormat ?? .plain
    if let value = field.type.value(of: text, format: format) { return value }
    // A published bound is read as its number where the descriptor says so.
    guard source.resource.bounds != nil, let sign = text.first, "<>≤≥".contains(sign) else {
      return nil
    }
    return field.type.value(of: trimmed(String(text.dropFirst())), format: format)
  }

  /// Nothing for what is not about a single value.
  private static func rule(_ constraint: Constraint) -> Rule? {
    func compared(_ limit: FieldValue, _ holds: @escaping (Double, Double) -> Bool) -> Rule {
      Rule(constraint: constraint) { value, _ in
        guard let number = value.number, let limit = limit.number else { return true }
        return holds(number, limit)
      }
    }
    switch constraint.rule {
    case .required, .unique: return nil
    case .minimum(let limit, _): return compared(limit, >=)
    case .maximum(let limit, _): return compared(limit, <=)
    case .exclusiveMinimum(let limit, _): return compared(limit, >)
    case .exclusiveMaximum(let limit, _): return compared(limit, <)
    case .minLength(let length):
      return Rule(constraint: constraint) { _, text in text.unicodeScalars.count >= length }
    case .maxLength(let length):
      return Rule(constraint: constraint) { _, text in text.unicodeScalars.count <= length }
    case .pattern(let pattern):
      guard let regex = try? Regex(pattern) else { return nil }
      return Rule(constraint: constraint) { _, text in text.wholeMatch(of: regex) != nil }
    case .choices(let values, _):
      return Rule(constraint: constraint) { value, _ in values.contains(value) }
    }
  }
}

/// The mistakes of one column: the first twenty of each kind, and how many more there are.
struct Failures {
  /// No more of one kind are shown: they are most often one mistake of the publisher.
  static let most = 20

  private let column: String
  private var order: [String] = []
  private var shown: [String: [Diagnostic]] = [:]
  private var counts: [String: Int] = [:]

  init(_ column: String) { self.column = column }

  mutating func add(_ kind: String, _ diagnostic: () -> Diagnostic) {
    if counts[kind] == nil { order.append(kind) }
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= Self.most { shown[kind, default: []].append(diagnostic()) }
  }

  /// Reports what is shown; the last of a kind says how many more there are.
  func report(into list: inout DiagnosticList) {
    for kind in order {
      var diagnostics = shown[kind] ?? []
      let more = (counts[kind] ?? 0) - diagnostics.count
      if more > 0, let last = diagnostics.popLast() {
        diagnostics.append(
          last.adding(Diagnostic.Note("and \(more) more like this in '\(column)'"))
        )
      }
      for diagnostic in diagnostics { list.report(diagnostic) }
    }
  }
}

extension Diagnostic {
  func adding(_ note: Note) -> Diagnostic {
    Diagnostic(
      severity,
      kind: kind,
      id: id,
      message,
      at: span,
      label: label,
      notes: notes + [note],
      help: help
    )
  }
}
