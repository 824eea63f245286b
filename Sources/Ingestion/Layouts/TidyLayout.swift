import Diagnostics
import Indicators
import Settings
import Tabular

/// One record a value: `indicator,mineral,geo,period,value,unit,obs_status,source,note`. Of a publisher's
/// table the descriptor says which columns these are; with several columns of values each is an
/// indicator.
struct TidyLayout {
  let table: Table
  let header: Header
  let resource: ResourceDescription
  let sources: [String]

  /// The names of columns where they are not those of a tidy file.
  var usual = RecordColumns.usual

  /// Columns that are neither a dimension nor anything else.
  var ignored: Set<Int> = []

  func read(findings: inout Findings, into list: inout DiagnosticList) {
    guard header.check(resource.fields, match: resource.schema.match, into: &list),
      var columns = RecordColumns(header, of: resource, usual: usual, into: &list)
    else { return }
    if let period = resource.period, let column = columns[.period],
      resource.columns[.period] == nil
    {
      list.report(.twoPeriods(at: period.span, column: header.spans[column]))
      return
    }
    guard hasColumn(.value, columns, into: &list),
      resource.period != nil || hasColumn(.period, columns, into: &list),
      let conditions = header.conditions(resource.conditions, into: &list)
    else { return }
    let values = columns.values
    if values.count > 1 {
      // Each column of values is an indicator, so a column that names one is a dimension.
      columns.remove(.indicator)
      guard checkNames(values, into: &list) else { return }
    }
    let labels = LabelColumns(header)
    let taken = columns.all.union(ignored).union(labels.columns)
      .union(conditions.filter { $0.values.count == 1 }.map(\.column))
    guard
      let dimensions = header.dimensions(resource.dimensions, notAmong: taken, into: &list)
    else { return }

    var reader = RecordReader(
      table,
      header: header,
      resource: resource,
      value: header.names[values[0]]
    )
    let body = TableBody(
      table,
      behind: header,
      of: resource,
      hasNotes: !resource.columns.isEmpty,
      into: &list
    )
    reader.proveNumbers(of: values, in: body.records, into: &list)
    let file = findings.files.count
    findings.files.append(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
        numberFormat: reader.numberFormat,
        sources: sources,
        unitColumn: columns[.unit],
        notes: body.notes,
        publishedColumn: columns[.published]
      )
    )
    let indicatorColumn = columns[.indicator]
    let periodColumns = columns.periods
    let multiplierColumn = columns[.multiplier]
    let unitColumn = columns[.unit]
    let statusColumn = columns[.status]
    let sourceColumn = columns[.source]
    let noteColumn = columns[.note]
    let publishedColumn = columns[.published]
    let single = resource.indicatorName
    var refused: Set<String> = []
    let records = body.records.filter { reader.isWanted($0, conditions) }
    let written =
      resource.columns[.period] == nil ? nil : reader.periodColumn(periodColumns, of: records)
    for record in records where reader.isFilled(record) {
      labels.read(record, of: dimensions, with: &reader, into: &findings)
      let unitOfRecord = reader.unit(record, unitColumn, into: &list)
      let when = period(record, periodColumns, as: written, with: &reader, into: &list)
      let day = reader.date(record, publishedColumn, into: &list)
      let (id, remark) = reader.source(record, sourceColumn)
      let note = reader.text(record, noteColumn)
      let notes = [remark, note].compactMap { $0 }
        .filter { !$0.isEmpty }
      for value in values {
        let code = indicatorColumn.map { reader.text(record, $0) }
        let name =
          single ?? code.map { resource.name(of: $0) } ?? self.name(of: value, among: values)
        guard !name.isEmpty else {
          list.report(.indicatorMissing(at: table.span(record, indicatorColumn ?? 0)))
          continue
        }
        // Names that the descriptor gives are told there.
        if single == nil, let code, resource.indicatorNames[code] == nil, !isName(name),
          !resource.indicators.contains(where: { $0.name.text == name }),
          usual[.indicator] == RecordColumns.usual[.indicator], refused.insert(name).inserted
        {
          let span = table.span(record, indicatorColumn ?? 0)
          list.report(.badName(name, at: span, isInDescriptor: false))
        }
        guard let content = reader.cell(record, value, into: &list), let when,
          let mark = reader.status(
            record,
            statusColumn,
            of: content.value,
            beside: content.mark ?? when.mark ?? resource.statusMarks[note],
            into: &list
          )
        else {
          findings.open.uncertain.insert(name)
          continue
        }
        // A unit that is declared for one of several columns counts before that of the record.
        let hasOwnUnit =
          values.count > 1
          && resource.indicators.contains { $0.name.text == name && $0.settings.unit != nil }
        let (unit, isBadUnit) = reader.scaled(
          hasOwnUnit ? (nil, false) : unitOfRecord,
          by: reader.text(record, multiplierColumn),
          record,
          multiplierColumn,
          declared: multiplierColumn == nil ? nil : resource.settings(of: name).unit,
          into: &list
        )
        findings.add(
          Observation(
            file: file,
            record: record,
            column: value,
            members: dimensions.map { reader.text(record, $0.column) },
            period: when.period,
            periodColumn: periodColumns.first ?? value,
            value: content.value,
            status: mark.status,
            isBehindBreak: mark.isBreak,
            unit: unit,
            source: id,
            note: notes.isEmpty ? nil : notes.joined(separator: "; "),
            published: day
          ),
          to: name,
          in: resource,
          at: table.span(record, indicatorColumn ?? value)
        )
        if isBadUnit { findings.indicators[name]?.hasBadUnit = true }
      }
    }
  }

  /// A record's period: that of its column, else the one of all records.
  private func period(
    _ record: Int,
    _ columns: [Int],
    as written: PeriodColumn?,
    with reader: inout RecordReader,
    into list: inout DiagnosticList
  ) -> (period: Period, mark: StatusMark?)? {
    guard let column = columns.first else { return resource.period.map { ($0.period, nil) } }
    if let written { return reader.period(record, columns, as: written, into: &list) }
    return reader.period(record, column, into: &list).map { ($0, nil) }
  }

  /// The indicator of a column of values.
  private func name(of value: Int, among values: [Int]) -> String {
    let column = header.names[value]
    if let name = resource.indicatorNames[column] { return name.text }
    return values.count > 1 ? column : resource.assumedIndicator
  }

  /// Whether several columns have names of their own.
  private func checkNames(_ values: [Int], into list: inout DiagnosticList) -> Bool {
    guard let name = resource.indicatorName else { return true }
    list.report(
      .oneName(
        name,
        columns: values.map { header.names[$0] },
        at: resource.columns[.value]?[0].span
      )
    )
    return false
  }

  /// Whether there is a column that must be; if not, the nearest name is shown.
  private func hasColumn(
    _ role: ColumnRole,
    _ columns: RecordColumns,
    into list: inout DiagnosticList
  ) -> Bool {
    if columns[role] != nil { return true }
    let names = usual[role] ?? []
    let nearest = names.compactMap { nearestNames(to: $0, among: header.names).first }.first
    let span = nearest.flatMap { header.column(named: $0) }.map { header.spans[$0] }
    list.report(
      .missingField(
        names.first ?? role.rawValue,
        at: span ?? header.span,
        written: nearest,
        schema: nil
      )
    )
    return false
  }
}
