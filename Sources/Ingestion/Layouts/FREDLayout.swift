import Diagnostics
import Indicators
import Tabular

/// Periods down the first column and an indicator in each further one, as the Federal Reserve Bank of
/// St. Louis publishes (`observation_date,DEXMXUS`) and, under several header records, the World Bank's
/// Pink Sheet, INEGI or Banco de México. Every other record of the header names the series; one in
/// brackets gives units.
struct FREDLayout {
  /// What the first column is called, where it has a name.
  static let periodNames: Set<String> = [
    "date", "dates", "observation_date", "period", "periods", "periodo", "periodos", "período",
    "períodos", "fecha", "fechas", "year", "years", "año", "años", "quarter", "quarters",
    "trimestre",
    "trimestres", "month", "months", "mes", "meses", "semester", "semestre", "week", "semana",
    "day",
    "día",
  ]

  let table: Table

  /// The header with the records of units left out.
  let header: Header
  let resource: ResourceDescription
  let sources: [String]

  /// The record of the header that gives units, in brackets or behind a word for them, or one above it
  /// with such a word.
  let unitRecord: Int?

  init(
    _ table: Table,
    _ recognised: RecognisedLayout,
    of resource: ResourceDescription,
    sources: [String]
  ) {
    self.table = table
    self.resource = resource
    self.sources = sources
    let records = recognised.records
    let own =
      records.count > 1
      ? records.first { Self.holdsUnits(table, $0) || Self.isNamedUnits(table, $0) } : nil
    unitRecord = own ?? (0..<(records.first ?? 0)).last { Self.isNamedUnits(table, $0) }
    let names = records.filter { $0 != own }
    guard let last = records.last, own != nil, !names.isEmpty else {
      header = recognised.header
      return
    }
    header = Header(Header(table, records: names, join: resource.headerJoin), endingAt: last)
  }

  /// Whether more than half of a record's filled fields stand in brackets.
  private static func holdsUnits(_ table: Table, _ record: Int) -> Bool {
    let filled = table.texts(record).map { trimmed($0) }.filter { !$0.isEmpty }
    return filled.count { $0.hasPrefix("(") && $0.hasSuffix(")") } * 2 > filled.count
  }

  /// Whether a record begins with a word for units, as `Unidad` of Banco de México.
  private static func isNamedUnits(_ table: Table, _ record: Int) -> Bool {
    guard table.fieldCount(of: record) > 1 else { return false }
    let word = trimmed(table.text(record, 0)).lowercased().filter { $0 != ":" }
    return ["unit", "units", "unit of measure", "unidad", "unidades", "unidad de medida"]
      .contains(word)
  }

  func read(findings: inout Findings, into list: inout DiagnosticList) {
    guard header.check(resource.fields, match: resource.schema.match, into: &list),
      var columns = RecordColumns(header, of: resource, usual: [:], into: &list),
      let conditions = header.conditions(resource.conditions, into: &list)
    else { return }
    if columns.periods.isEmpty { columns.set(.period, to: 0) }
    let periodColumns = columns.periods
    let taken = columns.all.union(conditions.map(\.column))
      .union(resource.dimensions?.compactMap { header.column(named: $0.column.text) } ?? [])
    var values = columns.values
    if values.isEmpty {
      values = header.names.indices.filter { !taken.contains($0) && !header.names[$0].isEmpty }
    }
    guard !values.isEmpty else {
      list.report(.noSeries(at: header.span))
      return
    }
    if values.count > 1, let name = resource.indicatorName {
      list.report(.oneName(name, columns: values.map { header.names[$0] }, at: header.span))
      return
    }
    guard
      let dimensions = header.dimensions(resource.dimensions ?? [], notAmong: [], into: &list)
    else { return }
    var reader = RecordReader(
      table,
      header: header,
      resource: resource,
      value: header.names[values[0]],
      usualMissing: [".", "..", "…", "...", "N/E", "ND", "n.d."]
    )
    let body = TableBody(table, behind: header, of: resource, notes: .ofPublisher, into: &list)
    reader.proveNumbers(of: values, in: body.records, into: &list)
    let file = findings.add(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
        sources: sources,
        unitColumn: columns[.unit],
        unitRecord: unitRecord,
        notes: body.notes
      )
    )
    let units = units(of: values, into: &list)
    values.removeAll { units[$0] == .some(nil) }
    let records = body.records.filter { reader.isWanted($0, conditions) }
    // Where the descriptor names the columns of values, all others are left out.
    if columns.values.isEmpty {
      table.checkUnnamed(of: header, except: taken, in: records, into: &list)
    }
    let written = reader.periodColumn(periodColumns, of: records)
    var periods = records.map { reader.period($0, periodColumns, as: written, into: &list) }
    setFrequency(of: &periods)
    for (record, when) in zip(records, periods) where reader.isFilled(record) {
      let members = dimensions.map { reader.text(record, $0.column) }
      for column in values {
        let name = resource.indicatorName ?? resource.name(of: header.names[column])
        guard let content = reader.cell(record, column, into: &list), let when,
          let mark = reader.status(
            record,
            columns[.status],
            of: content.value,
            beside: content.mark ?? when.mark,
            into: &list
          )
        else {
          findings.open.uncertain.insert(name)
          continue
        }
        // Where a series hasn't begun or is not there yet the column is empty.
        if case .missing(nil) = content.value, table.isEmpty(record, column) { continue }
        findings.add(
          Observation(
            file: file,
            record: record,
            column: column,
            traits: ObservationTraits(members: members, unit: units[column] ?? nil),
            period: when.period,
            periodColumn: periodColumns[0],
            value: content.value,
            status: mark
          ),
          to: name,
          in: resource,
          at: header.spans[column]
        )
      }
    }
  }

  // MARK: Units

  /// The units that the header gives; one that can't be read leaves its series out, unless another is
  /// declared for it.
  private func units(of values: [Int], into list: inout DiagnosticList) -> [Int: Unit?] {
    guard let unitRecord else { return [:] }
    var units: [Int: Unit?] = [:]
    let isInHeader = unitRecord >= header.firstRecord ?? header.record ?? 0
    for column in values where column < table.fieldCount(of: unitRecord) {
      var text = trimmed(table.text(unitRecord, column))
      if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
      let name = resource.name(of: header.names[column])
      let declared = resource.settings(of: resource.indicatorName ?? name).unit
      if text.isEmpty { continue }
      // `2010=100` is the base of an index.
      let word = resource.unitWords[text] ?? (text.hasSuffix("=100") ? "index \(text)" : text)
      do throws(UnitError) {
        units[column] = try Unit.parse(word)
      } catch {
        if let declared {
          let place = table.span(unitRecord, column)
          list.report(.unitUnread(text, declared: declared, at: place))
          continue
        }
        // Above the header it may be a remark; that there is no unit is told then.
        guard isInHeader else { continue }
        units[column] = .some(nil)
        list.report(
          .seriesLeftOut(header.names[column], error, at: table.span(unitRecord, column))
        )
      }
    }
    return units
  }

  // MARK: Frequency

  /// Reads first days of consecutive months, quarters or years as these; with a frequency declared,
  /// first days of it need not be consecutive, and last days are read too.
  private func setFrequency(of periods: inout [(period: Period, mark: StatusMark?)?]) {
    let days = periods.compactMap { $0?.period }
    guard !days.isEmpty, days.allSatisfy({ $0.frequency == .daily }) else { return }
    let areFirst = days.allSatisfy { $0.firstDay.day == 1 }
    let areLast =
      resource.defaults.frequency != nil && days.allSatisfy { isLastOfMonth($0.firstDay) }
    guard areFirst || areLast else { return }
    let months = days.map { $0.firstDay.year * 12 + $0.firstDay.month - (areFirst ? 1 : 0) }
    let frequency: Frequency
    switch resource.defaults.frequency {
    case let declared?: frequency = declared
    case nil:
      let steps = Set(zip(months.dropFirst(), months).map { $0 - $1 })
      guard steps.count == 1, let step = steps.first else { return }
      switch abs(step) {
      case 1: frequency = .monthly
      case 3: frequency = .quarterly
      case 12: frequency = .annual
      default: return
      }
    }
    let size: Int
    switch frequency {
    case .monthly: size = 1
    case .quarterly: size = 3
    case .semester: size = 6
    case .annual: size = 12
    case .weekly, .daily: return
    }
    guard months.allSatisfy({ $0 % size == 0 }) else { return }
    periods = periods.map { entry in
      guard let entry else { return nil }
      let first = entry.period.firstDay
      let part = (first.month - 1) / size + 1
      let period: Period
      switch size {
      case 1: period = .month(first.year, part)
      case 3: period = .quarter(first.year, part)
      case 6: period = .semester(first.year, part)
      default: period = .year(first.year)
      }
      return (period, entry.mark)
    }
  }

  private func isLastOfMonth(_ date: CalendarDate) -> Bool {
    Period.month(date.year, date.month).lastDay == date
  }
}
