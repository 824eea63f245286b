import Checks
import Indicators

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
func keptIndicators(_ text: String, of edition: String) -> PublishedValues? {
  let records = delimitedRecords(text)
  guard let header = records.first, header.first == KeptColumn.indicator.rawValue,
    let period = header.firstIndex(of: KeptColumn.period.rawValue),
    header.dropFirst(period)
      == [KeptColumn.period, .value, .unit, .status, .source].map(\.rawValue)[...]
  else { return nil }
  var cells: [String: [[String]]] = [:]
  for record in records.dropFirst() where record.count == header.count {
    cells[record[0], default: []].append(record)
  }
  var indicators: [String: PublishedValues.Series] = [:]
  for (name, records) in cells {
    // Those columns are an indicator's dimensions that its records fill.
    let columns = (1..<period).filter { column in records.contains { !$0[column].isEmpty } }
    guard let unit = try? Unit.parse(records[0][period + 2]) else { continue }
    var values: [PublishedValues.Key: Double] = [:]
    for record in records {
      guard let value = Double(record[period + 1]), let own = Period(record[period]) else {
        continue
      }
      values[PublishedValues.Key(members: columns.map { record[$0] }, period: own)] = value
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
    return keptIndicators(String(decoding: bytes, as: UTF8.self), of: edition)
  }
}
