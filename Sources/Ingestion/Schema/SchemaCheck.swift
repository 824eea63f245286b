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
  func missing(_ name: String) -> Set<String> { resource.wordsForNothing(in: name) }
}

extension ResourceDescription {
  /// What stands for nothing in the column of a field, or in any.
  func wordsForNothing(in name: String) -> Set<String> {
    let own = fields.first { $0.name.text == name }?.missingValues
    return Set((own ?? schema.missingValues).keys).union(missingMarks.keys)
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
      guard let field = source.resource.fields.first(where: { $0.name.text == name }),
        let check = FieldCheck(
          field,
          of: source.resource,
          looksAtNumbers: !valueColumns.contains(column)
        )
      else { continue }
      run(check, column, into: &list)
    }
  }

  private func run(_ check: FieldCheck, _ column: Int, into list: inout DiagnosticList) {
    let field = check.field
    var failures = Failures(field.name.text)
    // What one text comes to; columns repeat their texts.
    var known: [String: FieldCheck.Outcome] = [:]
    for record in source.records {
      guard let text = source.text(record, column, missing: check.missing) else {
        if let required = check.required {
          let span = source.table.span(record, column)
          failures.add("required") {
            .required(field.name.text, at: span, schema: required.span)
          }
        }
        continue
      }
      let outcome = known[text] ?? check.outcome(of: text)
      known[text] = outcome
      switch outcome {
      case .fits: continue
      case .otherType:
        let span = source.table.span(record, column)
        guard check.looksAtType, !reported.contains(span.range.lowerBound) else { continue }
        failures.add("type") { .fieldType(text, of: field, at: span) }
      case .breaks(let constraints):
        let span = source.table.span(record, column)
        for constraint in constraints {
          failures.add(constraint.key) { .broken(constraint, text, of: field.name.text, at: span) }
        }
      }
    }
    failures.report(into: &list)
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
