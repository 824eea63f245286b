import Diagnostics

/// The columns that hold what every record says: those the descriptor names, else those with the
/// layout's usual names.
struct RecordColumns {
  private var columns: [ColumnRole: [Int]] = [:]

  /// The names that a tidy file uses.
  static let usual: [ColumnRole: [String]] = [
    .value: ["value"], .period: ["period", "year", "date"], .indicator: ["indicator"],
    .unit: ["unit", "units"], .status: ["obs_status", "status"], .source: ["source"],
    .note: ["note", "notes"], .published: ["published"],
  ]

  /// Nothing, and a diagnostic, if the descriptor names a column that the file lacks.
  init?(
    _ header: Header,
    of resource: ResourceDescription,
    usual: [ColumnRole: [String]] = Self.usual,
    into list: inout DiagnosticList
  ) {
    var isWhole = true
    var named = resource.columns
    if case .column(let name) = resource.publication { named[.published] = [name] }
    for role in ColumnRole.allCases {
      if let names = named[role] {
        for name in names {
          if let column = header.column(named: name.text) {
            columns[role, default: []].append(column)
          } else {
            list.report(.unknownColumn(name, among: header.names))
            isWhole = false
          }
        }
      }
    }
    guard isWhole else { return nil }
    let taken = all
    for role in ColumnRole.allCases where named[role] == nil {
      if let column = header.column(called: usual[role] ?? []), !taken.contains(column) {
        columns[role] = [column]
      }
    }
  }

  subscript(role: ColumnRole) -> Int? { columns[role]?.first }

  /// The columns with values.
  var values: [Int] { columns[.value] ?? [] }

  /// The columns that make the period: the year, and what stands in further columns of its part.
  var periods: [Int] { columns[.period] ?? [] }

  var all: Set<Int> { Set(columns.values.flatMap(\.self)) }

  mutating func remove(_ role: ColumnRole) { columns[role] = nil }

  mutating func set(_ role: ColumnRole, to column: Int?) { columns[role] = column.map { [$0] } }
}
