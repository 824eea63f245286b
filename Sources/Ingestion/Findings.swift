import Diagnostics
import Indicators

/// All that the files say of one indicator.
struct IndicatorRecords {
  let name: String

  /// The resource it was first found in, and where.
  let resource: String
  let span: SourceSpan
  var settings: IndicatorSettings

  /// The title that the file itself gives.
  var title: String?
  var observations: [Observation] = []

  /// Whether a unit of its records could not be read, so that none is asked for.
  var hasBadUnit = false
}

/// What was found in files, by indicator.
struct Findings {
  var files: [DataFile] = []
  var indicators: [String: IndicatorRecords] = [:]

  /// The names in order of first appearance.
  var order: [String] = []

  /// Labels that files carry beside their codes, by dimension, member and language; the language "" is
  /// that of a file that doesn't say.
  var labels: [String: [String: [String: String]]] = [:]
  var events: [String: EventTable] = [:]

  /// Every table that was read, for the keys of schemas.
  var tables: [SchemaTable] = []

  /// Which keys of the descriptor the files hold.
  var keys: [KeyUse] = []

  /// The names of which something could not be read.
  var open = OpenNames()

  mutating func add(
    _ observation: Observation,
    to name: String,
    in resource: ResourceDescription,
    at span: @autoclosure () -> SourceSpan
  ) {
    add([observation], to: name, in: resource, at: span())
  }

  /// Adds observations of one indicator, which a file mostly has one behind the other.
  mutating func add(
    _ observations: [Observation],
    to name: String,
    in resource: ResourceDescription,
    at span: @autoclosure () -> SourceSpan
  ) {
    guard !observations.isEmpty else { return }
    if indicators[name] == nil {
      order.append(name)
      indicators[name] = IndicatorRecords(
        name: name,
        resource: resource.name,
        span: resource.span(ofName: name) ?? span(),
        settings: resource.settings(of: name)
      )
    }
    indicators[name]?.observations += observations
  }

  /// Adds a file and returns its position.
  mutating func add(_ file: DataFile) -> Int {
    files.append(file)
    return files.count - 1
  }

  /// Adds what was found in files behind these.
  mutating func add(_ later: Findings) {
    let position = files.count
    files += later.files
    for name in later.order {
      guard var records = later.indicators[name] else { continue }
      for index in records.observations.indices { records.observations[index].file += position }
      if indicators[name] == nil {
        order.append(name)
        indicators[name] = records
      } else {
        indicators[name]?.observations += records.observations
        if records.hasBadUnit { indicators[name]?.hasBadUnit = true }
        if let title = records.title, indicators[name]?.title == nil {
          indicators[name]?.title = title
        }
      }
    }
    for (dimension, names) in later.labels {
      for (member, texts) in names {
        labels[dimension, default: [:]][member, default: [:]].merge(texts) { first, _ in first }
      }
    }
    // A resource may have several files.
    events.merge(later.events) { EventTable(name: $0.name, events: $0.events + $1.events) }
    tables += later.tables
    keys += later.keys
    open = open.union(later.open)
  }
}
