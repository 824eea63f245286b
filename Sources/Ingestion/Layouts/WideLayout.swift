import Diagnostics
import Indicators
import Tabular

/// One column a period, as the World Bank publishes: `Country Name,Country Code,…,1960,1961,…`.
struct WideLayout {
  /// The header: the first record with at least three fields that read as periods.
  static func header(of table: Table) -> Int? {
    (0..<table.recordCount).first { isHeader(table, $0) }
  }

  static func isHeader(_ table: Table, _ record: Int) -> Bool {
    var count = 0
    for column in 0..<table.fieldCount(of: record)
    where period(table.bytes(record, column)) != nil {
      count += 1
      if count == 3 { return true }
    }
    return false
  }

  /// `1960`, also written `1960 [YR1960]` as the World Bank's databank does.
  private static func period(_ bytes: ArraySlice<UInt8>) -> Period? {
    // A period is short and begins with a year; most fields are ruled out by that.
    guard 4...24 ~= bytes.count, let first = bytes.first, (0x30...0x39).contains(first) else {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let period = Period(text) { return period }
    guard let bracket = text.firstRange(of: " [YR") else { return nil }
    return Period(text[..<bracket.lowerBound])
  }

  private struct Columns {
    var geoCode: Int?
    var geoName: Int?
    var indicatorCode: Int?
    var indicatorName: Int?
    var unit: Int?
    var source: Int?
    var note: Int?
    var status: Int?

    init(_ header: Header) {
      for (column, name) in header.names.enumerated() {
        switch name.lowercased().replacing("_", with: " ") {
        case "country code", "economy code", "region code": geoCode = geoCode ?? column
        case "country name", "economy name", "region name": geoName = geoName ?? column
        case "indicator code", "series code", "indicator":
          indicatorCode = indicatorCode ?? column
        case "indicator name", "series name": indicatorName = indicatorName ?? column
        case "unit", "units": unit = column
        case "source": source = column
        case "note", "notes": note = column
        case "obs status", "status": status = column
        default: break
        }
      }
    }

    var all: [Int] {
      [geoCode, geoName, indicatorCode, indicatorName, unit, source, note, status]
        .compactMap { $0 }
    }
  }

  static func read(
    _ table: Table,
    header record: Int,
    of resource: ResourceDescription,
    sources: [String],
    findings: inout Findings,
    into list: inout DiagnosticList
  ) {
    let header = Header(table, record: record)
    guard header.check(resource.fields, into: &list),
      let conditions = header.conditions(resource.conditions, into: &list)
    else { return }
    let periods = header.names.indices.compactMap { column in
      period(table.bytes(record, column)).map { (column: column, period: $0) }
    }
    let columns = Columns(header)
    let taken = Set(
      periods.map(\.column) + columns.all
        + conditions.filter { $0.values.count == 1 }.map(\.column)
    )
    guard
      var dimensions = header.dimensions(resource.dimensions, notAmong: taken, into: &list)
    else { return }
    if resource.dimensions == nil, let geo = columns.geoCode ?? columns.geoName {
      dimensions.insert(("geo", geo), at: 0)
    }

    var reader = RecordReader(
      table,
      header: header,
      resource: resource,
      value: periods.first.map { header.names[$0.column] }
    )
    let file = findings.files.count
    findings.files.append(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
        numberFormat: reader.numberFormat,
        sources: sources
      )
    )
    let code = columns.indicatorCode ?? columns.indicatorName
    let single = resource.indicatorName ?? (code == nil ? resource.assumedIndicator : nil)
    for record in records(of: table, behind: record, into: &list)
    where reader.isWanted(record, conditions) {
      guard reader.isFilled(record, into: &list) else { continue }
      let given = reader.text(record, code)
      let name = single ?? resource.indicatorNames[given]?.text ?? given
      guard !name.isEmpty else {
        list.report(.indicatorMissing(at: table.span(record, code ?? 0)))
        continue
      }
      let members = dimensions.map { reader.text(record, $0.column) }
      let (unit, isBadUnit) = reader.unit(record, columns.unit, into: &list)
      let (id, remark) = reader.source(record, columns.source)
      let notes = [remark, reader.text(record, columns.note)].compactMap { $0 }
        .filter { !$0.isEmpty }
      for (column, period) in periods where !table.isEmpty(record, column) {
        guard let value = reader.value(record, column, into: &list),
          let mark = reader.status(record, columns.status, of: value, into: &list)
        else {
          findings.open.uncertain.insert(name)
          continue
        }
        findings.add(
          Observation(
            file: file,
            record: record,
            column: column,
            members: members,
            period: period,
            periodColumn: column,
            value: value,
            status: mark.status,
            isBehindBreak: mark.isBreak,
            unit: unit,
            source: id,
            note: notes.isEmpty ? nil : notes.joined(separator: "; ")
          ),
          to: name,
          in: resource,
          at: table.span(record, code ?? column)
        )
      }
      if isBadUnit { findings.indicators[name]?.hasBadUnit = true }
      if columns.indicatorCode != nil {
        let title = reader.text(record, columns.indicatorName)
        if !title.isEmpty, findings.indicators[name]?.title == nil {
          findings.indicators[name]?.title = title
        }
      }
      if columns.geoCode != nil, let first = members.first {
        let label = reader.text(record, columns.geoName)
        if !label.isEmpty { findings.labels["geo", default: [:]][first] = label }
      }
    }
  }

  /// The records of data. Behind an empty line stand notes, which need not fit the header.
  private static func records(
    of table: Table,
    behind header: Int,
    into list: inout DiagnosticList
  ) -> [Int] {
    let blank = (header + 1..<max(table.recordCount, header + 1)).first { table.isBlank($0) }
    var ignored = DiagnosticList()
    let fitting = table.records(behind: header, into: &ignored)
    let notesStart = blank.map { table.span(of: $0).range.lowerBound } ?? .max
    for diagnostic in ignored.all
    where (diagnostic.span?.range.lowerBound ?? 0) < notesStart {
      list.report(diagnostic)
    }
    return fitting
  }
}
