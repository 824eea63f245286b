import Diagnostics
import Indicators
import Tabular

/// Results of models as the Integrated Assessment Modeling Consortium exchanges them:
/// `Model,Scenario,Region,Variable,Unit,2005,…`, or with `Year,Value` in the place of the years. The
/// case of the names doesn't count.
struct IAMCLayout {
  static let names = ["model", "scenario", "region", "variable", "unit"]

  let table: Table
  let header: Header
  let resource: ResourceDescription
  let sources: [String]

  func read(findings: inout Findings, into list: inout DiagnosticList) {
    guard hasNames(into: &list) else { return }
    var ignored: Set<Int> = []
    if let column = header.column(called: "subannual") {
      guard let conditions = header.conditions(resource.conditions, into: &list),
        isAnnual(column, where: conditions, into: &list)
      else { return }
      ignored.insert(column)
    }
    if let time = header.column(called: "time") {
      list.report(.subannual(header.names[time], at: header.spans[time]))
      return
    }
    var resource = resource
    if let unit = header.column(called: "unit") {
      let first = (header.record ?? 0) + 1
      let texts = (first..<max(table.recordCount, first)).map { trimmed(table.text($0, unit)) }
      for text in Set(texts) where resource.unitWords[text] == nil {
        resource.unitWords[text] = IAMCUnits.unit(text)
      }
    }
    if header.column(called: "value") != nil {
      let usual: [ColumnRole: [String]] = [
        .value: ["value"], .period: ["year"], .indicator: ["variable"], .unit: ["unit"],
        .note: ["note", "notes"],
      ]
      if resource.dimensions == nil { resource.dimensions = dimensions(notAmong: ignored) }
      let layout = TidyLayout(
        table: table,
        header: header,
        resource: resource,
        sources: sources,
        usual: usual,
        ignored: ignored
      )
      layout.read(findings: &findings, into: &list)
      return
    }
    let layout = WideLayout(
      table: table,
      header: header,
      resource: resource,
      sources: sources,
      usual: [.indicator: ["variable"], .unit: ["unit"], .note: ["note", "notes"]],
      lowersDimensions: true,
      ignored: ignored
    )
    layout.read(findings: &findings, into: &list)
  }

  /// Whether no column has nearly the name of one that lacks; the descriptor may have said that it is a
  /// dimension of its own.
  private func hasNames(into list: inout DiagnosticList) -> Bool {
    let lower = header.names.map { $0.lowercased() }
    let declared = resource.dimensions?.map(\.column.text) ?? []
    let columns = resource.columns.values.joined().map(\.text)
    let others = header.names.indices.filter {
      !Self.names.contains(lower[$0]) && !(declared + columns).contains(header.names[$0])
    }
    var isWhole = true
    for name in Self.names where !lower.contains(name) {
      guard let nearest = nearestNames(to: name, among: others.map { lower[$0] }).first,
        let column = others.first(where: { lower[$0] == nearest })
      else { continue }
      list.report(
        .missingField(
          name.prefix(1).uppercased() + name.dropFirst(),
          at: header.spans[column],
          written: header.names[column],
          schema: nil
        )
      )
      isWhole = false
    }
    return isWhole
  }

  /// Model, scenario and region, by their names in lower case.
  private func dimensions(notAmong ignored: Set<Int>) -> [(column: Named, name: String)] {
    let reserved = ["variable", "unit", "year", "value", "note", "notes", ""]
    return header.names.enumerated().compactMap { column, name in
      if reserved.contains(name.lowercased()) || ignored.contains(column) { return nil }
      return (Named(name, at: header.spans[column]), name.lowercased())
    }
  }

  /// Whether every record that is kept is of a whole year; the first that is not is reported.
  private func isAnnual(
    _ column: Int,
    where conditions: [(column: Int, values: Set<String>)],
    into list: inout DiagnosticList
  ) -> Bool {
    let first = (header.record ?? 0) + 1
    let reader = RecordReader(table, header: header, resource: resource, value: nil)
    for record in first..<max(table.recordCount, first) where reader.isWanted(record, conditions) {
      let text = trimmed(table.text(record, column))
      guard !text.isEmpty, text.lowercased() != "year" else { continue }
      list.report(.subannual(text, at: table.span(record, column)))
      return false
    }
    return true
  }
}
