import Checks
import Diagnostics
import Indicators
import Tabular

/// Where an edition keeps the values of its indicators, so that the next can be compared with it. No
/// figure's data can take this place.
let keptIndicatorsPath = "indicators.csv"

/// All indicators as one tidy table: sorted by name, each cell that a record holds on one line, in the
/// order of its cube, with the value as it is kept.
func keptIndicators(of catalogue: Catalogue) -> String {
  let indicators = catalogue.indicators.values.sorted { $0.name < $1.name }
  let dimensions = Set(indicators.flatMap { $0.cube.axes.map(\.name) }).sorted()
  var records = [
    [KeptColumn.indicator.rawValue] + dimensions
      + [KeptColumn.period, .value, .unit, .status, .source].map(\.rawValue)
  ]
  for indicator in indicators {
    let cube = indicator.cube
    let places = dimensions.map { name in cube.axes.firstIndex { $0.name == name } }
    for cell in cube.values.indices where cube.statuses[cell] != .absent {
      let (members, step) = cube.coordinates(of: cell)
      let ids = places.map { place in place.map { cube.axes[$0].members[members[$0]].id } ?? "" }
      records.append(
        [indicator.name] + ids + [
          cube.time.periods.indices.contains(step) ? "\(cube.time.periods[step])" : "",
          cube[cell].map(kept) ?? "", "\(cube.unit)",
          cube.statuses[cell].letter ?? letter(ofMissing: cube.statuses[cell]),
          cube.origin(of: cell)?.source ?? "",
        ]
      )
    }
  }
  return delimitedText(records)
}

/// The indicators that an edition kept.
///
/// - Returns: Nothing if the text is no such table.
func keptIndicators(_ text: [UInt8], of edition: String) -> PublishedValues? {
  var problems = DiagnosticList()
  let file = SourceFile(path: keptIndicatorsPath, bytes: text)
  guard let table = readTable(file, dialect: .csv, into: &problems), table.recordCount > 0 else {
    return nil
  }
  let header = table.texts(0)
  guard header.first == KeptColumn.indicator.rawValue,
    let period = header.firstIndex(of: KeptColumn.period.rawValue),
    header.dropFirst(period)
      == [KeptColumn.period, .value, .unit, .status, .source].map(\.rawValue)[...]
  else { return nil }
  var records: [String: [Int]] = [:]
  // Thousands of records have a few hundred periods among them.
  var periods: [String: Period?] = [:]
  var run = (name: "", records: [Int]())
  for record in 1..<table.recordCount where table.fieldCount(of: record) == header.count {
    if run.records.isEmpty || !table.isSame(0, in: record, and: run.records[0]) {
      records[run.name, default: []] += run.records
      run = (table.text(record, 0), [])
    }
    run.records.append(record)
  }
  records[run.name, default: []] += run.records
  var indicators: [String: PublishedValues.Series] = [:]
  for (name, records) in records {
    guard let first = records.first, let unit = try? Unit.parse(table.text(first, period + 2))
    else { continue }
    // Those columns are an indicator's dimensions that its records fill.
    let columns = (1..<period).filter { column in
      records.contains { !table.isEmpty($0, column) }
    }
    var values: [PublishedValues.Key: Double] = [:]
    for record in records {
      let text = table.text(record, period)
      let own = periods[text] ?? Period(text)
      periods[text] = .some(own)
      guard let value = Double(table.text(record, period + 1)), let own else { continue }
      let members = columns.map { table.text(record, $0) }
      values[PublishedValues.Key(members: members, period: own)] = value
    }
    indicators[name] = PublishedValues.Series(
      unit: unit,
      dimensions: columns.map { header[$0] },
      values: values
    )
  }
  return PublishedValues(edition: edition, indicators: indicators)
}

private enum KeptColumn: String {
  case indicator
  case period
  case value
  case unit
  case status = "obs_status"
  case source
}

/// The letter of a reason for a missing value, as SDMX has them (CL_OBS_STATUS 2.2).
private func letter(ofMissing status: Status) -> String {
  switch status {
  case .notCollected: "L"
  case .notApplicable: "M"
  case .confidential: "Q"
  case .holiday: "H"
  case .absent, .notAvailable, .rejected, .undefined: "O"
  case .actual, .provisional, .estimated, .forecast: ""
  }
}

/// The shortest decimal that reads back to the value, whole numbers without a point.
private func kept(_ value: Double) -> String {
  let whole = value.rounded(.towardZero)
  return whole == value && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}

extension Publication {
  /// The indicators of the edition that `latest` leads to; nothing where there is none, or one without.
  var lastValues: PublishedValues? {
    guard let edition = FileSystem.linkTarget("\(root)/latest"),
      let bytes = try? FileSystem.read("\(root)/latest/\(keptIndicatorsPath)")
    else { return nil }
    return keptIndicators(bytes, of: edition)
  }
}
