import Diagnostics
import Indicators
import Tabular

/// What many cells of a file have in common once its layout is undone.
final class ObservationTraits: Sendable {
  /// One member for each dimension of the file; empty where the record names none.
  let members: [String]

  /// The unit the record names; nothing if it names none.
  let unit: Unit?
  let source: String?
  let note: String?
  let published: CalendarDate?

  init(
    members: [String],
    unit: Unit? = nil,
    source: String? = nil,
    note: String? = nil,
    published: CalendarDate? = nil
  ) {
    self.members = members
    self.unit = unit
    self.source = source
    self.note = note
    self.published = published
  }

  func with(members: [String]) -> ObservationTraits {
    ObservationTraits(
      members: members,
      unit: unit,
      source: source,
      note: note,
      published: published
    )
  }
}

/// One cell of a file once its layout is undone.
struct Observation {
  /// Shared with its neighbours: a file has far more values than series.
  var traits: ObservationTraits
  let period: Period
  var value: CellValue

  /// The position of its file among those read.
  var file: Int
  private let recordNumber: Int32
  private let columnNumber: Int32
  private let periodColumnNumber: Int32
  var status: Status
  var isBehindBreak: Bool

  /// The numbers of the corrections that changed it.
  var corrections: [Int] = []

  init(
    file: Int,
    record: Int,
    column: Int,
    traits: ObservationTraits,
    period: Period,
    periodColumn: Int,
    value: CellValue,
    status: StatusMark
  ) {
    self.file = file
    recordNumber = Int32(record)
    columnNumber = Int32(column)
    periodColumnNumber = Int32(periodColumn)
    self.traits = traits
    self.period = period
    self.value = value
    self.status = status.status
    isBehindBreak = status.isBreak
  }

  var record: Int { Int(recordNumber) }

  /// The column of its value.
  var column: Int { Int(columnNumber) }

  /// The column of its period; of a wide file the value's.
  var periodColumn: Int { Int(periodColumnNumber) }

  var members: [String] {
    get { traits.members }
    set { traits = traits.with(members: newValue) }
  }
  var unit: Unit? { traits.unit }
  var source: String? { traits.source }
  var note: String? { traits.note }
  var published: CalendarDate? { traits.published }
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

  /// The record whose fields are the units of the columns of values; nothing if there is none.
  var unitRecord: Int?

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
      let declared = resource.indicators.first { $0.name.text == name }?.name.span
      indicators[name] = IndicatorRecords(
        name: name,
        resource: resource.name,
        span: declared ?? span(),
        settings: resource.settings(of: name)
      )
    }
    indicators[name]?.observations += observations
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
