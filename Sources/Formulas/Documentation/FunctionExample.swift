public import Indicators

/// Small data, a formula, and what it gives.
public struct FunctionExample: Sendable {
  /// An indicator of the example: consecutive periods from the first on, one row for each member.
  public struct Data: Sendable {
    public let name: String
    public let unit: String
    public let kind: Kind

    /// Nothing where it has no dimension; then it has one row.
    public let dimension: String?
    public let first: Period
    public let rows: [(member: String, values: [Double?])]

    /// The day of the release; two data of one name are two releases.
    public let published: CalendarDate?

    public static func series(
      _ name: String,
      _ unit: String,
      _ kind: Kind,
      from first: Period,
      _ values: [Double?],
      published: CalendarDate? = nil
    ) -> Data {
      Data(
        name: name,
        unit: unit,
        kind: kind,
        dimension: nil,
        first: first,
        rows: [("", values)],
        published: published
      )
    }

    public static func table(
      _ name: String,
      _ unit: String,
      _ kind: Kind,
      over dimension: String,
      from first: Period,
      _ rows: [(member: String, values: [Double?])]
    ) -> Data {
      Data(
        name: name,
        unit: unit,
        kind: kind,
        dimension: dimension,
        first: first,
        rows: rows,
        published: nil
      )
    }

    public var periods: [Period] {
      (0..<(rows.first?.values.count ?? 0)).map { first.advanced(by: $0) }
    }
  }

  public enum Result: Sendable {
    /// Cells in the order of the cube, in a unit.
    case numbers([Double?], unit: String)
    case text(String)
  }

  public let data: [Data]
  public let formula: String
  public let result: Result

  init(_ data: [Data], _ formula: String, _ numbers: [Double?], _ unit: String) {
    self.data = data
    self.formula = formula
    result = .numbers(numbers, unit: unit)
  }

  init(_ data: [Data], _ formula: String, _ text: String) {
    self.data = data
    self.formula = formula
    result = .text(text)
  }

  /// The data as a table, the formula, and the result behind an equals sign.
  var printed: [String] {
    var lines: [String] = []
    for data in data {
      let release = data.published.map { ", as published on \($0)" } ?? ""
      let kind = data.kind == .unknown ? "" : ", a \(data.kind.rawValue)"
      lines.append("\(data.name), in \(data.unit)\(kind)\(release)")
      let heads = data.rows.map { $0.member }
      let cells = data.rows.map { $0.values.map(Self.shown) }
      let titles = data.periods.map { "\($0)" }
      let front = heads.map(\.count).max() ?? 0
      let widths = titles.indices.map { column in
        max(titles[column].count, cells.map { $0[column].count }.max() ?? 0)
      }
      for (head, row) in zip([data.dimension ?? ""] + heads, [titles] + cells) {
        let start = max(front, data.dimension?.count ?? 0)
        let name = head + String(repeating: " ", count: start - head.count)
        let columns = zip(row, widths).map { cell, width in
          String(repeating: " ", count: width - cell.count) + cell
        }
        lines.append("  " + ([name].filter { !$0.isEmpty } + columns).joined(separator: "  "))
      }
    }
    lines.append(formula)
    switch result {
    case .numbers(let numbers, let unit):
      lines.append("= " + numbers.map(Self.shown).joined(separator: "  ") + ", in \(unit)")
    case .text(let text): lines.append("= \"\(text)\"")
    }
    return lines
  }

  private static func shown(_ value: Double?) -> String {
    guard let value else { return "missing" }
    let digits = rounded(value, scale: 1e6)
    return digits == digits.rounded() && abs(digits) < 1e15 ? "\(Int(digits))" : "\(digits)"
  }
}
