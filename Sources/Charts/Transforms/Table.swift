import Indicators

/// One field of a row.
enum Datum: Hashable, Sendable {
  case missing
  case number(Double)
  case period(Period)
  case text(String)

  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var period: Period? { if case .period(let value) = self { value } else { nil } }

  /// The field as a member's id; nothing for a missing one.
  var text: String? {
    switch self {
    case .missing: nil
    case .number(let value): plainDecimal(value)
    case .period(let period): period.description
    case .text(let text): text
    }
  }
}

/// A number in the shortest digits, without a `.0`: what data files and ids hold, never what readers
/// see.
func plainDecimal(_ value: Double) -> String {
  let text = value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// What a column's values are, in Vega-Lite's words.
enum MeasureType: String, Hashable, Sendable, CaseIterable {
  case quantitative
  case temporal
  case ordinal
  case nominal
}

/// A named column of a chart's table.
struct Column: Hashable, Sendable {
  var name: String
  var type: MeasureType

  /// Of a quantitative column.
  var unit: Unit?

  /// What readers call it; nothing for a dimension, whose members have names of their own.
  var title: String?

  /// Whether it adds up over a period, which places its values in time.
  var kind: Kind = .unknown

  /// How many decimals its values were published with at most; nothing if none says.
  var decimals: Int?

  /// Whether the values stand in another multiplier than the data's.
  var isRescaled = false
}

/// One cell of the data, or one event, with what stands behind it.
struct Row: Hashable, Sendable {
  var fields: [String: Datum]
  var status: Status
  var decimals: Int?

  /// The sign of a published bound, `>` or `<`.
  var bound: String?

  /// Why the value is less than certain; nothing for one that is.
  var doubt: Doubt?

  /// The dimensions in which this row is a total of others.
  var totals: Set<String> = []

  /// Whether the series breaks before this row.
  var isAfterBreak = false

  subscript(field: String) -> Datum { fields[field] ?? .missing }
}

/// What a view draws: rows of named columns.
struct Table: Hashable, Sendable {
  var columns: [Column]
  var rows: [Row]
  var sources: [String] = []
  var isCalculated = false

  /// Dimensions that hold one member only, which the subtitle may name: dimension and member.
  var constants: [String: String] = [:]

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// The members of a nominal column in order of first appearance.
  func members(of name: String) -> [String] {
    var seen: Set<String> = []
    return rows.compactMap { $0[name].text }.filter { seen.insert($0).inserted }
  }

  /// The dimensions in which the rows differ, in column order.
  var varyingDimensions: [String] {
    columns.filter { $0.type == .nominal || $0.type == .ordinal }
      .filter { $0.name != "status" && members(of: $0.name).count > 1 }
      .map(\.name)
  }

  var periods: [Period] {
    var seen: Set<Period> = []
    return rows.compactMap(\.["period"].period).filter { seen.insert($0).inserted }.sorted()
  }

  /// The same table with the rows that pass a test.
  func filtered(_ isKept: (Row) -> Bool) -> Table {
    var result = self
    result.rows = rows.filter(isKept)
    return result
  }
}
