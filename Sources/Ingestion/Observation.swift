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
