import Charts
import Diagnostics
import Indicators

/// Cubes by name, so that a chart's expressions need no formulas.
struct SampleData: ChartData {
  var cubes: [String: Cube] = [:]
  var titles: [String: String] = [:]
  var tables: [String: EventTable] = [:]
  var labels = Labels()
  var scenarios: [ChartScenario] = []
  var today: CalendarDate?

  func cube(_ expression: Excerpt, into diagnostics: inout DiagnosticList) -> Cube? {
    if let cube = cubes[expression.text] { return cube }
    diagnostics.report(
      Diagnostic(id: "test.name", "no cube '\(expression.text)'", at: expression.span)
    )
    return nil
  }

  func events(
    _ name: String,
    at span: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> EventTable? {
    if let table = tables[name] { return table }
    diagnostics.report(Diagnostic(id: "test.events", "no events '\(name)'", at: span))
    return nil
  }

  func text(_ text: Excerpt, into diagnostics: inout DiagnosticList) -> String? { text.text }
  func title(of expression: Excerpt) -> String? { titles[expression.text] }

  static let dollars = Unit(multiplier: 6, atoms: ["USD": 1])
  static let tonnes = Unit(atoms: ["t": 1])
  static let percent = Unit(meaning: .percent, of: "GDP")

  /// A yearly series; nothing is a missing value.
  static func series(
    from year: Int,
    _ values: [Double?],
    unit: Unit = dollars,
    kind: Kind = .flow,
    statuses: [Int: Status] = [:],
    breaks: Set<Int> = []
  ) -> Cube {
    Cube(
      axes: [],
      time: .series(values.indices.map { .year(year + $0) }),
      unit: unit,
      kind: kind,
      values: values.map { $0 ?? 0 },
      statuses: values.indices.map {
        statuses[$0] ?? (values[$0] == nil ? .notAvailable : .actual)
      },
      breaks: breaks,
      sources: ["chamber"]
    )
  }

  /// One row of values a member over years.
  static func members(
    _ dimension: String,
    from year: Int,
    _ rows: [(String, [Double?])],
    unit: Unit = tonnes,
    status: Status = .actual
  ) -> Cube {
    let count = rows.first?.1.count ?? 0
    let cells = rows.flatMap(\.1)
    return Cube(
      axes: [Axis(dimension, rows.map { Member($0.0) })],
      time: .series((0..<count).map { .year(year + $0) }),
      unit: unit,
      kind: .flow,
      values: cells.map { $0 ?? 0 },
      statuses: cells.map { $0 == nil ? .notAvailable : status }
    )
  }

  /// One value a member of one period.
  static func instant(_ dimension: String, _ values: [(String, Double)], unit: Unit = tonnes)
    -> Cube
  {
    Cube(
      axes: [Axis(dimension, values.map { Member($0.0) })],
      time: .instant(.year(2024)),
      unit: unit,
      kind: .flow,
      values: values.map(\.1),
      statuses: values.map { _ in .actual }
    )
  }

  /// One value for each pair of members.
  static func pairs(
    _ outer: (String, [String]),
    _ inner: (String, [String]),
    _ values: [Double?],
    unit: Unit = percent
  ) -> Cube {
    Cube(
      axes: [Axis(outer.0, outer.1.map { Member($0) }), Axis(inner.0, inner.1.map { Member($0) })],
      time: .instant(.year(2024)),
      unit: unit,
      kind: .rate,
      values: values.map { $0 ?? 0 },
      statuses: values.map { $0 == nil ? .absent : .actual }
    )
  }
}
