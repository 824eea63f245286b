import Diagnostics
import Indicators
import Tabular

/// One column a period, as the World Bank publishes: `Country Name,Country Code,…,1960,1961,…`.
struct WideLayout {
  let table: Table
  let header: Header
  let resource: ResourceDescription
  let sources: [String]

  /// The names of columns where they are not those of a wide file.
  var usual = Self.usual

  /// Whether dimensions are named in lower case, whatever the header's case.
  var lowersDimensions = false

  /// Columns that are neither a dimension nor anything else.
  var ignored: Set<Int> = []

  static let usual: [ColumnRole: [String]] = [
    .indicator: ["indicator code", "indicator_code", "series code", "series_code", "indicator"],
    .unit: ["unit", "units"], .source: ["source"], .note: ["note", "notes"],
    .status: ["obs_status", "obs status", "status"],
  ]

  /// No header stands further down than this.
  private static let mostPreamble = 1000

  /// The header: the first record with at least three fields that read as periods.
  static func header(of table: Table) -> Int? {
    (0..<min(table.recordCount, mostPreamble)).first { isHeader(table, $0) }
  }

  /// The header of a file that is declared as wide, which may have fewer periods: the first record with
  /// the most of them.
  static func declaredHeader(of table: Table) -> Int? {
    if let header = header(of: table) { return header }
    let counts = (0..<min(table.recordCount, 60)).map { record in
      periodCount(table.texts(record).map { trimmed($0) })
    }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most)
  }

  private static func isHeader(_ table: Table, _ record: Int) -> Bool {
    // Most records of a long table are ruled out by their bytes.
    var count = 0
    for column in 0..<table.fieldCount(of: record) where mayBePeriod(table.bytes(record, column)) {
      count += 1
    }
    return count >= 3 && isHeader(table.texts(record).map { trimmed($0) })
  }

  /// Whether at least three of the names are periods.
  static func isHeader(_ names: [String]) -> Bool { periodCount(names) >= 3 }

  /// Whether any of the names is a period.
  static func hasPeriod(_ names: [String]) -> Bool { periodCount(names) > 0 }

  private static func periodCount(_ names: [String]) -> Int {
    names.count { mayBePeriod(Array($0.utf8)[...]) && isPeriod($0) }
  }

  /// Whether a text is short, has a digit, and is a year if it is a number.
  private static func mayBePeriod(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard 4...24 ~= bytes.count else { return false }
    if bytes.allSatisfy({ (0x30...0x39).contains($0) }) { return bytes.count == 4 }
    return bytes.contains { (0x30...0x39).contains($0) }
  }

  private static func isPeriod(_ text: String) -> Bool {
    PeriodColumn([], name: "", format: nil, frequency: nil, marks: [:]).reading(text).fault
      != .unknown && !text.contains(",")
  }

  /// Columns that the World Bank and its like give the codes and the names of places and indicators.
  private struct PlaceColumns {
    let code: Int?
    let name: Int?
    let indicatorName: Int?

    init(_ header: Header) {
      let names = header.names.map { $0.lowercased().replacing("_", with: " ") }
      func column(_ known: String...) -> Int? { names.firstIndex { known.contains($0) } }
      code = column("country code", "economy code", "region code")
      name = column("country name", "economy name", "region name")
      indicatorName = column("indicator name", "series name")
    }

    var all: [Int] { [code, name, indicatorName].compactMap { $0 } }
  }

  func read(findings: inout Findings, into list: inout DiagnosticList) {
    guard header.check(resource.fields, match: resource.schema.match, into: &list),
      let columns = RecordColumns(header, of: resource, usual: usual, into: &list),
      let conditions = header.conditions(resource.conditions, into: &list),
      var periods = periods(into: &list)
    else { return }
    let places = PlaceColumns(header)
    let labels = LabelColumns(header)
    let flags = periods.compactMap(\.flag)
    let periodColumns = Set(periods.map(\.column))
    if let frequency = resource.defaults.frequency,
      periods.contains(where: { $0.period.frequency == frequency })
    {
      // Years beside their quarters or months: the declared frequency says which are meant.
      periods.removeAll { $0.period.frequency != frequency }
    }
    let taken = periodColumns.union(flags).union(columns.all).union(places.all).union(
      ignored
    )
    .union(labels.columns)
    .union(conditions.filter { $0.values.count == 1 }.map(\.column))
    guard
      var dimensions = header.dimensions(resource.dimensions, notAmong: taken, into: &list)
    else { return }
    if lowersDimensions, resource.dimensions == nil {
      dimensions = dimensions.map { ($0.name.lowercased(), $0.column) }
    }
    if resource.dimensions == nil, let geo = places.code ?? places.name {
      dimensions.insert(("geo", geo), at: 0)
    }

    var reader = RecordReader(
      table,
      header: header,
      resource: resource,
      value: periods.first.map { header.names[$0.column] },
      usualMissing: ["..", "…", "..."]
    )
    let body = TableBody(table, behind: header, of: resource, notes: .ofPublisher, into: &list)
    let records = body.records.filter { reader.isWanted($0, conditions) }
    table.checkUnnamed(of: header, in: records, into: &list)
    reader.proveNumbers(of: periods.map(\.column), in: body.records, into: &list)
    let file = findings.add(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
        sources: sources,
        unitColumn: columns[.unit],
        notes: body.notes
      )
    )
    let code = columns[.indicator] ?? places.indicatorName
    let status = columns[.status]
    let multiplier = columns[.multiplier]
    let single = resource.indicatorName ?? (code == nil ? resource.assumedIndicator : nil)
    for record in records where reader.isFilled(record) {
      let name = single ?? resource.name(of: reader.text(record, code))
      guard !name.isEmpty else {
        list.report(.indicatorMissing(at: table.span(record, code ?? 0)))
        continue
      }
      let members = dimensions.map { reader.text(record, $0.column) }
      labels.read(record, of: dimensions, with: &reader, into: &findings)
      let (unit, isBadUnit) = reader.scaled(
        reader.unit(record, columns[.unit], into: &list),
        by: reader.text(record, multiplier),
        record,
        multiplier,
        declared: multiplier == nil ? nil : resource.settings(of: name).unit,
        into: &list
      )
      let (id, remark) = reader.source(record, columns[.source])
      let notes = [remark, reader.text(record, columns[.note])].compactMap { $0 }
        .filter { !$0.isEmpty }
      let traits = ObservationTraits(
        members: members,
        unit: unit,
        source: id,
        note: notes.isEmpty ? nil : notes.joined(separator: "; ")
      )
      for (column, period, periodMark, flag) in periods where !table.isEmpty(record, column) {
        guard let content = reader.cell(record, column, into: &list),
          let mark = reader.status(
            record,
            flag ?? status,
            of: content.value,
            beside: content.mark ?? periodMark,
            into: &list
          )
        else {
          findings.open.uncertain.insert(name)
          continue
        }
        findings.add(
          Observation(
            file: file,
            record: record,
            column: column,
            traits: traits,
            period: period,
            periodColumn: column,
            value: content.value,
            status: mark
          ),
          to: name,
          in: resource,
          at: table.span(record, code ?? column)
        )
      }
      if isBadUnit { findings.indicators[name]?.hasBadUnit = true }
      if columns[.indicator] != nil {
        let title = reader.text(record, places.indicatorName)
        if !title.isEmpty, findings.indicators[name]?.title == nil {
          findings.indicators[name]?.title = title
        }
      }
      if places.code != nil, let first = members.first {
        let label = reader.text(record, places.name)
        if !label.isEmpty { findings.labels["geo", default: [:]][first] = ["": label] }
      }
    }
  }

  /// Whether a name is written as a part of a year that no year has: `2023M13` or `2023-Q5`.
  private static func isNearlyPeriod(_ name: String) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let bytes = Array(name.utf8)
    guard bytes.count > 5, bytes.prefix(4).allSatisfy(digits.contains) else { return false }
    let sign = bytes.dropFirst(4).prefix { !digits.contains($0) }
    let part = bytes.dropFirst(4 + sign.count)
    return ["-", "/", "M", "Q", "T", "S", "W", "-M", "-Q", "-T", "-S", "-W"]
      .contains(String(decoding: sign, as: UTF8.self).uppercased())
      && 1...2 ~= part.count && part.allSatisfy(digits.contains)
  }

  /// The columns that are periods, each with that of its flags if there is one: `Y1961F` behind `Y1961`,
  /// as the FAO writes. Nothing, and a diagnostic, if two are of one period or one is a year that begins
  /// in another.
  private func periods(
    into list: inout DiagnosticList
  ) -> [(column: Int, period: Period, mark: StatusMark?, flag: Int?)]? {
    let names = header.names
    let flags = names.indices.dropFirst().filter { names[$0] == names[$0 - 1] + "F" }
    let written = PeriodColumn(
      names,
      name: "",
      format: nil,
      frequency: resource.defaults.frequency,
      marks: resource.statusMarks
    )
    var periods: [(column: Int, period: Period, mark: StatusMark?, flag: Int?)] = []
    var first: [Period: Int] = [:]
    var isClear = true
    for (column, name) in names.enumerated()
    where !ignored.contains(column) && !flags.contains(column) {
      let reading = written.reading(name)
      guard let period = reading.period else {
        if reading.fault != .unknown || Self.isNearlyPeriod(name) {
          list.report(.period(name, reading.fault, at: header.spans[column]))
          isClear = false
        }
        continue
      }
      if let earlier = first[period] {
        list.report(
          .periodTwice(period, at: header.spans[column], first: header.spans[earlier])
        )
        isClear = false
      }
      first[period] = column
      periods.append(
        (column, period, reading.mark, flags.contains(column + 1) ? column + 1 : nil)
      )
    }
    return isClear ? periods : nil
  }
}
