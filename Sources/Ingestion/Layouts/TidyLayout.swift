import Diagnostics
import Indicators
import Settings
import Tabular

/// One record a value: `indicator,mineral,geo,period,value,unit,obs_status,source,note`.
struct TidyLayout {
  static func read(
    _ table: Table,
    header record: Int,
    of resource: ResourceDescription,
    sources: [String],
    findings: inout Findings,
    into list: inout DiagnosticList
  ) {
    let header = Header(table, record: record)
    guard header.check(resource.fields, into: &list) else { return }
    guard
      let value = required(["value"], in: header, into: &list),
      let period = required(["period", "year", "date"], in: header, into: &list),
      let conditions = header.conditions(resource.conditions, into: &list)
    else { return }
    let indicator = header.column(called: "indicator")
    let unit = header.column(called: "unit")
    let status = header.column(called: "obs_status", "status")
    let source = header.column(called: "source")
    let note = header.column(called: "note")
    var published = header.column(called: "published")
    if case .column(let name) = resource.publication {
      guard let column = header.column(named: name.text) else {
        list.report(.unknownColumn(name, among: header.names))
        return
      }
      published = column
    }
    let taken = Set(
      [value, period, indicator, unit, status, source, note, published].compactMap { $0 }
        + conditions.filter { $0.values.count == 1 }.map(\.column)
    )
    guard
      let dimensions = header.dimensions(resource.dimensions, notAmong: taken, into: &list)
    else { return }

    var reader = RecordReader(
      table,
      header: header,
      resource: resource,
      value: header.names[value]
    )
    let file = findings.files.count
    findings.files.append(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
        numberFormat: reader.numberFormat,
        sources: sources,
        publishedColumn: published
      )
    )
    let single = resource.indicatorName ?? (indicator == nil ? resource.assumedIndicator : nil)
    var refused: Set<String> = []
    for record in table.records(behind: record, into: &list)
    where reader.isWanted(record, conditions) {
      guard reader.isFilled(record, into: &list) else { continue }
      let code = reader.text(record, indicator)
      let name = single ?? resource.indicatorNames[code]?.text ?? code
      guard !name.isEmpty else {
        list.report(.indicatorMissing(at: table.span(record, indicator ?? 0)))
        continue
      }
      // Names that the descriptor gives are told there.
      if single == nil, resource.indicatorNames[code] == nil, !isName(name),
        !resource.indicators.contains(where: { $0.name.text == name }),
        refused.insert(name).inserted
      {
        list.report(
          .badName(name, at: table.span(record, indicator ?? 0), isInDescriptor: false)
        )
      }
      let (unitOfRecord, isBadUnit) = reader.unit(record, unit, into: &list)
      let when = reader.period(record, period, into: &list)
      let content = reader.value(record, value, into: &list)
      let day = reader.date(record, published, into: &list)
      guard let when, let content,
        let mark = reader.status(record, status, of: content, into: &list)
      else {
        findings.open.uncertain.insert(name)
        continue
      }
      let (id, remark) = reader.source(record, source)
      let notes = [remark, reader.text(record, note)].compactMap { $0 }.filter { !$0.isEmpty }
      findings.add(
        Observation(
          file: file,
          record: record,
          column: value,
          members: dimensions.map { reader.text(record, $0.column) },
          period: when,
          periodColumn: period,
          value: content,
          status: mark.status,
          isBehindBreak: mark.isBreak,
          unit: unitOfRecord,
          source: id,
          note: notes.isEmpty ? nil : notes.joined(separator: "; "),
          published: day
        ),
        to: name,
        in: resource,
        at: table.span(record, indicator ?? value)
      )
      if isBadUnit { findings.indicators[name]?.hasBadUnit = true }
    }
  }

  /// A column that must be there; if it is not, the nearest name is shown.
  private static func required(
    _ names: [String],
    in header: Header,
    into list: inout DiagnosticList
  ) -> Int? {
    for name in names {
      if let column = header.column(called: name) { return column }
    }
    let nearest = names.compactMap { nearestNames(to: $0, among: header.names).first }.first
    let span = nearest.flatMap { header.column(named: $0) }.map { header.spans[$0] }
    list.report(
      .missingField(names[0], at: span ?? header.span, written: nearest, schema: nil)
    )
    return nil
  }
}
