import Diagnostics
import Tabular

/// The layout of a file with the records of its header.
struct RecognisedLayout {
  let layout: Layout
  let header: Header

  /// The positions of the header's records; none in a file without one.
  let records: [Int]

  /// What the descriptor says, else what the header shows; nothing, and a diagnostic, if neither does.
  init?(_ table: Table, of resource: ResourceDescription, into list: inout DiagnosticList) {
    let isRemark = { (record: Int) in resource.commentRows.contains(record + 1) }
    let first = (0..<table.recordCount).first { !table.isBlank($0) && !isRemark($0) }
    guard let first else {
      list.report(.emptyFile(table.file))
      return nil
    }
    if let row = resource.headerRows.last, row > table.recordCount {
      list.report(.headerRow(row, of: table.file, has: table.recordCount))
      return nil
    }
    guard resource.hasHeader else {
      self.init(table, withoutHeaderAt: first, of: resource, into: &list)
      return
    }
    if !resource.headerRows.isEmpty {
      let records = resource.headerRows.map { $0 - 1 }
      let header = Header(table, records: records, join: resource.headerJoin)
      self.init(header, records, of: resource, into: &list)
      return
    }
    if let layout = resource.layout {
      let record = Self.header(of: layout, in: table, from: first, for: resource)
      guard let record else {
        list.report(.noPeriodColumns(at: table.span(of: first)))
        return nil
      }
      if layout == .fred,
        !Self.lacks(.fred, Header(table, record: record), resource).isEmpty
          || Self.isDated(record, of: table),
        let likely = Self.likelyHeader(of: table, among: record..<table.recordCount),
        likely.isSure, likely.record != record
      {
        // What stands at the file's top are a publisher's lines, not a header with a wrong name.
        list.report(.noDateHeader(likely.record, of: table))
        return nil
      }
      let header = Header(table, record: record)
      if layout == .tidy { Self.reportMisspelt(header, resource, into: &list) }
      self.init(layout: layout, header: header, records: [record])
      return
    }
    // A publisher's lines before the header have few fields; a wide file's are passed over by its own
    // rule.
    let candidates = [first] + (first + 1..<min(table.recordCount, first + Self.mostPreamble))
    for record in candidates where !table.isBlank(record) && !isRemark(record) {
      let header = Header(table, record: record)
      guard !Self.fits(header, of: resource).isEmpty else { continue }
      self.init(header, [record], of: resource, into: &list)
      return
    }
    if let record = WideLayout.header(of: table) {
      self.init(layout: .wide, header: Header(table, record: record), records: [record])
      return
    }
    if !resource.columns.isEmpty {
      // The descriptor means a table of its own columns, so what is wrong are their names.
      let record = candidates.max {
        Self.found(resource, table, $0) < Self.found(resource, table, $1)
      }
      let header = Header(table, record: record ?? first)
      self.init(layout: .tidy, header: header, records: [record ?? first])
      return
    }
    let isNamed = { (record: Int) in
      FREDLayout.periodNames.contains(trimmed(table.text(record, 0)).lowercased())
        && table.fieldCount(of: record) > 1 && !Self.isDated(record, of: table)
    }
    let record =
      candidates.first { !isRemark($0) && isNamed($0) }
      ?? Self.likelyHeader(of: table, among: candidates)?.record ?? first
    self.init(Header(table, record: record), [record], of: resource, into: &list)
  }

  /// The record among a publisher's lines that seems to be the header: the one before a record that begins
  /// with a period and has as many fields, which is sure, else the first with as many as most have.
  private static func likelyHeader(
    of table: Table,
    among records: some Sequence<Int>
  ) -> (record: Int, isSure: Bool)? {
    let filled = records.prefix(mostPreamble).filter { !table.isBlank($0) }
    var counts: [Int: Int] = [:]
    for record in filled { counts[table.fieldCount(of: record), default: 0] += 1 }
    for (record, next) in zip(filled, filled.dropFirst())
    where table.fieldCount(of: record) > 1
      && table.fieldCount(of: record) == table.fieldCount(of: next)
      && PublishedPeriod(trimmed(table.text(next, 0))) != nil
      && PublishedPeriod(trimmed(table.text(record, 0))) == nil
    {
      return (record, true)
    }
    let usual = counts.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    return filled.first { table.fieldCount(of: $0) == usual }.map { ($0, false) }
  }

  /// How many of the columns that the descriptor names a record has.
  private static func found(_ resource: ResourceDescription, _ table: Table, _ record: Int) -> Int {
    let header = Header(table, record: record)
    return resource.columns.values.joined().count { header.column(named: $0.text) != nil }
  }

  private init(layout: Layout, header: Header, records: [Int]) {
    self.layout = layout
    self.header = header
    self.records = records
  }

  /// A header whose place is known: the descriptor's layout, else the one that it fits.
  private init?(
    _ header: Header,
    _ records: [Int],
    of resource: ResourceDescription,
    into list: inout DiagnosticList
  ) {
    if let layout = resource.layout {
      self.init(layout: layout, header: header, records: records)
      return
    }
    let fitting = Self.fits(header, of: resource)
    switch fitting.count {
    case 1:
      if fitting[0] == .tidy { Self.reportMisspelt(header, resource, into: &list) }
      self.init(layout: fitting[0], header: header, records: records)
    case 0:
      // What the descriptor says wrong may be what the layout would be known by.
      if resource.isDoubtful { return nil }
      list.report(
        .unknownLayout(
          header,
          lacking: Self.recognised.map { ($0, Self.lacks($0, header, resource)) }
        )
      )
      return nil
    default:
      list.report(.ambiguousLayout(fitting.map(\.rawValue), at: header.span))
      return nil
    }
  }

  /// A file whose columns the schema names.
  private init?(
    _ table: Table,
    withoutHeaderAt first: Int,
    of resource: ResourceDescription,
    into list: inout DiagnosticList
  ) {
    let count = table.fieldCount(of: first)
    guard resource.fields.count == count else {
      list.report(
        .columnsWithoutHeader(resource.fields.count, found: count, at: table.span(of: first))
      )
      return nil
    }
    self.init(Header(table, fields: resource.fields, first: first), [], of: resource, into: &list)
  }

  // MARK: Which layout

  private static let mostPreamble = 60

  private static let recognised: [Layout] = [.tidy, .wide, .sdmx, .fred, .iamc, .events]

  /// The header of a declared layout: the first record that fits it, else the first record, whose names
  /// are then told to be wrong. Of a wide file nothing if no record fits.
  private static func header(
    of layout: Layout,
    in table: Table,
    from first: Int,
    for resource: ResourceDescription
  ) -> Int? {
    if layout == .wide { return WideLayout.declaredHeader(of: table) }
    let candidates = first..<min(table.recordCount, first + mostPreamble)
    let fitting = candidates.first { record in
      !table.isBlank(record) && !resource.commentRows.contains(record + 1)
        && lacks(layout, Header(table, record: record), resource).isEmpty
        && (layout != .fred || !isDated(record, of: table))
    }
    return fitting ?? first
  }

  /// Whether a record says when something was, as `Fecha,24/11/2026` among a publisher's lines.
  private static func isDated(_ record: Int, of table: Table) -> Bool {
    table.fieldCount(of: record) > 1 && PublishedPeriod(trimmed(table.text(record, 1))) != nil
  }

  /// The layouts that a header fits. One that is a special case of another counts alone.
  private static func fits(_ header: Header, of resource: ResourceDescription) -> [Layout] {
    var fitting = recognised.filter { lacks($0, header, resource).isEmpty }
    if fitting.contains(.iamc) { fitting.removeAll { $0 == .tidy || $0 == .wide } }
    if fitting.contains(.sdmx) { fitting.removeAll { $0 == .tidy || $0 == .wide } }
    return fitting
  }

  /// Reports columns of a tidy file that would be dimensions and are nearly what the file lacks: without
  /// `indicator` all records would be of one, without `obs_status` all values actual.
  private static func reportMisspelt(
    _ header: Header,
    _ resource: ResourceDescription,
    into list: inout DiagnosticList
  ) {
    // A publisher's table has names of its own.
    guard resource.columns.isEmpty, resource.dimensions == nil else { return }
    var lacking: [String] = []
    if resource.indicatorName == nil, header.column(called: "indicator") == nil {
      lacking.append("indicator")
    }
    if header.column(called: "obs_status", "status") == nil { lacking.append("obs_status") }
    for (column, name) in header.names.enumerated() {
      guard let meant = nearestNames(to: name, among: lacking).first else { continue }
      list.report(.misspeltColumn(name, meant: meant, at: header.spans[column]))
    }
  }

  /// What a header lacks for a layout, in the words of the names that it should have.
  private static func lacks(
    _ layout: Layout,
    _ header: Header,
    _ resource: ResourceDescription
  ) -> [String] {
    func lacking(_ names: [String]) -> [String] {
      names.filter { header.column(called: $0.lowercased()) == nil }
    }
    switch layout {
    case .tidy:
      var missing = resource.columns[.value] == nil ? lacking(["value"]) : []
      missing += resource.columns.values.joined().map(\.text)
        .filter { header.column(named: $0) == nil }.sorted()
      if resource.columns[.period] == nil, resource.period == nil,
        header.column(called: "period", "year", "date") == nil
      {
        missing.append("period")
      }
      return missing
    case .wide:
      let isWide = header.record.map { _ in WideLayout.isHeader(header.names) } ?? false
      return isWide ? [] : ["three periods"]
    case .sdmx:
      let columns = SDMXColumns(Header(withoutLabels: header))
      return columns == nil ? lacking(["TIME_PERIOD", "OBS_VALUE"]) : []
    case .fred:
      guard let name = header.names.first else { return ["DATE"] }
      let isDeclared = resource.layout == .fred
      let isDate =
        name == "DATE" || name.lowercased() == "observation_date"
        || (isDeclared && FREDLayout.periodNames.contains(name.lowercased()))
      if !isDate { return ["DATE"] }
      return header.names.count > 1 ? [] : ["a series"]
    case .iamc:
      let missing = lacking(["Model", "Scenario", "Region", "Variable", "Unit"])
      // The five names tell the layout, so that one year is enough.
      guard missing.isEmpty, !WideLayout.hasPeriod(header.names) else { return missing }
      return lacking(["Year", "Value"])
    case .events:
      let texts = header.names.contains(where: EventsLayout.isText) ? [] : ["text.en"]
      return lacking(["date"]) + texts
    case .odbc: return ["a query"]
    }
  }
}
