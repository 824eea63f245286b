import Diagnostics
import Indicators
import Tabular

/// A file with what its layout found in its header.
struct DataFile {
  let table: Table
  let resource: ResourceDescription

  /// The names of its dimensions and the columns that hold them.
  let dimensions: [(name: String, column: Int)]

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
