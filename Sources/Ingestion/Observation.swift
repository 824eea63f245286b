import Diagnostics
import Indicators
import Tabular

/// One cell of a file once its layout is undone.
struct Observation {
  /// The position of its file among those read.
  var file: Int
  let record: Int

  /// The column of its value.
  let column: Int

  /// One member for each dimension of the file; empty where the record names none.
  var members: [String]
  let period: Period

  /// The column of its period; of a wide file the value's.
  let periodColumn: Int
  var value: CellValue
  var status: Status
  var isBehindBreak = false

  /// The unit the record names; nothing if it names none.
  var unit: Unit?
  var source: String?
  var note: String?
  var published: CalendarDate?

  /// The numbers of the corrections that changed it.
  var corrections: [Int] = []
}

/// What a value's cell holds.
enum CellValue {
  /// A number, with the sign of a published bound.
  case number(Number, bound: String?)

  /// No number; the reason if the cell itself tells it.
  case missing(Status?)
}

/// A file with what its layout found in its header.
struct DataFile {
  let table: Table
  let resource: ResourceDescription

  /// The names of its dimensions and the columns that hold them.
  let dimensions: [(name: String, column: Int)]
  let numberFormat: Number.Format

  /// The ids of what the descriptor names as the file's sources, for values that name none; without
  /// one, that of the source which the file's own notes name.
  var sources: [String]

  /// The column of the unit; nothing if there is none.
  var unitColumn: Int?

  /// What its publisher prints around the table.
  var notes = TableBody.Notes()

  /// The column that dates each record's release.
  var publishedColumn: Int?

  var publication: CalendarDate? {
    if case .date(let date, _) = resource.publication { date } else { nil }
  }

  /// The day on which a record was released; nothing if neither it nor the descriptor says.
  func release(of observation: Observation) -> CalendarDate? {
    observation.published ?? publication
  }

  func span(of observation: Observation) -> SourceSpan {
    table.span(observation.record, observation.column)
  }
}

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

  /// The names of which something could not be read.
  var open = OpenNames()

  mutating func add(
    _ observation: Observation,
    to name: String,
    in resource: ResourceDescription,
    at span: @autoclosure () -> SourceSpan
  ) {
    if indicators[name] == nil {
      order.append(name)
      let declared = resource.indicators.first { $0.name.text == name }?.name.span
      indicators[name] = IndicatorRecords(
        name: name,
        resource: resource.name,
        span: declared ?? span(),
        settings: resource.settings(of: name)
      )
    }
    indicators[name]?.observations.append(observation)
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
    open = open.union(later.open)
  }
}
