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
      notes: .inTidyFile(of: resource),
      into: &list
    )
    reader.proveNumbers(of: values, in: body.records, into: &list)
    let file = findings.add(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
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
    var names = RecordNames(layout: self, indicator: indicatorColumn, values: values)
    let records = body.records.filter { reader.isWanted($0, conditions) }
    let written =
      resource.columns[.period] == nil ? nil : reader.periodColumn(periodColumns, of: records)
    let shared =
      dimensions.map(\.column)
      + [unitColumn, sourceColumn, noteColumn, publishedColumn, multiplierColumn, indicatorColumn]
      .compactMap(\.self)
    var before: (record: Int, traits: [(traits: ObservationTraits, isBadUnit: Bool)])?
    var run = Run()
    for record in records where reader.isFilled(record) {
      labels.read(record, of: dimensions, with: &reader, into: &findings)
      let when = period(record, periodColumns, as: written, with: &reader, into: &list)
      if let last = before, !shared.allSatisfy({ table.isSame($0, in: record, and: last.record) }) {
        before = nil
      }
      let note = reader.text(record, noteColumn)
      var traits = before?.traits ?? []
      if before == nil {
        let unitOfRecord = reader.unit(record, unitColumn, into: &list)
        let day = reader.date(record, publishedColumn, into: &list)
        let (id, remark) = reader.source(record, sourceColumn)
        let notes = [remark, note].compactMap(\.self).filter { !$0.isEmpty }
        let members = dimensions.map { reader.text(record, $0.column) }
        for value in values {
          let name = names.name(of: value, record, with: &reader, into: &list)
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
          traits.append(
            (
              ObservationTraits(
                members: members,
                unit: unit,
                source: id,
                note: notes.isEmpty ? nil : notes.joined(separator: "; "),
                published: day
              ),
              isBadUnit
            )
          )
        }
      }
      before = (record, traits)
      for (position, value) in values.enumerated() {
        let name = names.name(of: value, record, with: &reader, into: &list)
        guard !name.isEmpty else {
          list.report(.indicatorMissing(at: table.span(record, indicatorColumn ?? 0)))
          continue
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
        if run.name != name {
          run.end(in: self, into: &findings)
          run.name = name
          run.place = (record, indicatorColumn ?? value)
        }
        run.observations.append(
          Observation(
            file: file,
            record: record,
            column: value,
            traits: traits[position].traits,
            period: when.period,
            periodColumn: periodColumns.first ?? value,
            value: content.value,
            status: mark
          )
        )
        if traits[position].isBadUnit { run.hasBadUnit = true }
      }
    }
    run.end(in: self, into: &findings)
  }

  /// Observations of one indicator that follow each other.
  private struct Run {
    var name = ""
    var place = (record: 0, column: 0)
    var observations: [Observation] = []
    var hasBadUnit = false

    mutating func end(in layout: TidyLayout, into findings: inout Findings) {
      findings.add(
        observations,
        to: name,
        in: layout.resource,
        at: layout.table.span(place.record, place.column)
      )
      if hasBadUnit { findings.indicators[name]?.hasBadUnit = true }
      self = Run()
    }
  }

  /// Which indicator a record's values are of.
  private struct RecordNames {
    let layout: TidyLayout

    /// The column that names it.
    let indicator: Int?
    let values: [Int]

    /// What each text of that column stands for; names that formulas can't write are reported once.
    private var known: [String: String] = [:]
    private var last = (code: "", name: "")

    init(layout: TidyLayout, indicator: Int?, values: [Int]) {
      self.layout = layout
      self.indicator = indicator
      self.values = values
    }

    mutating func name(
      of value: Int,
      _ record: Int,
      with reader: inout RecordReader,
      into list: inout DiagnosticList
    ) -> String {
      let resource = layout.resource
      if let single = resource.indicatorName { return single }
      guard let indicator else { return layout.name(of: value, among: values) }
      let code = reader.text(record, indicator)
      if code == last.code { return last.name }
      if let name = known[code] {
        last = (code, name)
        return name
      }
      let name = resource.name(of: code)
      known[code] = name
      last = (code, name)
      // Names that the descriptor gives are told there.
      if !name.isEmpty, resource.indicatorNames[code] == nil, !isName(name),
        !resource.indicators.contains(where: { $0.name.text == name }),
        layout.usual[.indicator] == RecordColumns.usual[.indicator]
      {
        let span = layout.table.span(record, indicator)
        list.report(.badName(name, at: span, isInDescriptor: false))
      }
      return name
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
  fileprivate func name(of value: Int, among values: [Int]) -> String {
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
