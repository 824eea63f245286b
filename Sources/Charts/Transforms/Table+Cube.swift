import Indicators

extension Table {
  /// The cells of a cube as rows of `period`, `value` and its dimensions (formats.md, section 8).
  ///
  /// A missing cell is a row with a missing value, so that a line breaks there. Combinations of members
  /// that no record holds at all give no row.
  init(_ cube: Cube, value name: String = "value", title: String?, decimals: Int?, labels: Labels) {
    var columns: [Column] = []
    if !cube.time.periods.isEmpty { columns.append(Column(name: "period", type: .temporal)) }
    for axis in cube.axes {
      let isOrdered = axis.members.contains { labels.order(of: $0.id, in: axis.name) != .max }
      columns.append(Column(name: axis.name, type: isOrdered ? .ordinal : .nominal))
    }
    var published: Int?
    var rows: [Row] = []
    let periods = cube.time.periods
    let steps = cube.time.count
    for start in stride(from: 0, to: cube.values.count, by: steps) {
      let cells = start..<(start + steps)
      guard !cells.allSatisfy({ cube.statuses[$0] == .absent }) || cube.axes.isEmpty else {
        continue
      }
      let members = cube.coordinates(of: start).members
      for cell in cells {
        var fields: [String: Datum] = [:]
        var totals: Set<String> = []
        for (axis, member) in zip(cube.axes, members) {
          fields[axis.name] = .text(axis.members[member].id)
          if axis.members[member].isAggregate { totals.insert(axis.name) }
        }
        if !periods.isEmpty { fields["period"] = .period(periods[cell - start]) }
        fields[name] = cube[cell].map { .number($0) } ?? .missing
        let origin = cube.origin(of: cell)
        if let digits = origin?.decimals { published = max(published ?? 0, digits) }
        rows.append(
          Row(
            fields: fields,
            status: cube.statuses[cell],
            decimals: origin?.decimals,
            bound: origin?.bound,
            doubt: Doubt(cube.statuses[cell], note: origin?.note),
            totals: totals,
            isAfterBreak: cube.breaks.contains(cell)
          )
        )
      }
    }
    columns.append(
      Column(
        name: name,
        type: .quantitative,
        unit: cube.unit,
        title: title,
        kind: cube.kind,
        decimals: decimals ?? published
      )
    )
    var constants: [String: String] = [:]
    for axis in cube.axes {
      let present = Set(rows.compactMap { $0[axis.name].text })
      if present.count == 1 { constants[axis.name] = present.first }
    }
    self.init(
      columns: columns,
      rows: rows,
      sources: cube.sources,
      isCalculated: cube.isCalculated,
      constants: constants
    )
  }

  /// The events of a resource as rows of `date`, `until`, `lane`, `row`, `style` and `text`.
  init(_ table: EventTable, language: String) {
    self.init(
      columns: [
        Column(name: "date", type: .temporal), Column(name: "until", type: .temporal),
        Column(name: "lane", type: .nominal), Column(name: "row", type: .nominal),
        Column(name: "style", type: .nominal), Column(name: "text", type: .nominal),
      ],
      rows: table.events.map { event in
        Row(
          fields: [
            "date": .period(event.date),
            "until": event.until.map { .period($0) } ?? .missing,
            "lane": .text(event.lane),
            "row": .text(event.row),
            "style": .text(event.style),
            "text": .text(event.text[language] ?? ""),
          ],
          status: .actual
        )
      },
      sources: Set(table.events.compactMap(\.source)).sorted()
    )
  }
}

/// Tables one under the other with a column that says which is which.
func stacked(_ parts: [(name: String, table: Table)], as column: String) -> Table {
  var result = Table(columns: [], rows: [])
  for (name, table) in parts {
    for other in table.columns where result.column(other.name) == nil {
      result.columns.append(other)
    }
    result.rows += table.rows.map { row in
      var row = row
      row.fields[column] = .text(name)
      return row
    }
    result.sources = Set(result.sources + table.sources).sorted()
    result.isCalculated = result.isCalculated || table.isCalculated
  }
  if let index = result.columns.firstIndex(where: { $0.type == .quantitative }) {
    let all = parts.compactMap { $0.table.column(result.columns[index].name) }
    result.columns[index].decimals = all.compactMap(\.decimals).max()
    // Each part has its own name; the whole has none.
    result.columns[index].title = Set(all.map(\.title)).count == 1 ? all.first?.title : nil
  }
  result.columns.append(Column(name: column, type: .ordinal))
  let first = parts.first?.table.constants ?? [:]
  result.constants = first.filter { key, value in
    parts.allSatisfy { $0.table.constants[key] == value }
  }
  return result
}

/// Tables side by side, joined on all dimensions and the period they share.
func joined(_ parts: [(name: String, table: Table)]) -> Table {
  guard var result = parts.first?.table else { return Table(columns: [], rows: []) }
  for (name, table) in parts.dropFirst() {
    let keys = result.columns.filter { $0.type != .quantitative }.map(\.name)
      .filter { table.column($0) != nil }
    var found: [[Datum]: Row] = [:]
    for row in table.rows { found[keys.map { row[$0] }] = row }
    result.rows = result.rows.map { row in
      var row = row
      if let other = found[keys.map({ row[$0] })] {
        row.fields[name] = other[name]
        if !row.status.isMissing { row.status = row.status.combined(with: other.status) }
        row.doubt = row.doubt ?? other.doubt
      }
      return row
    }
    if let column = table.column(name) { result.columns.append(column) }
    result.sources = Set(result.sources + table.sources).sorted()
    result.isCalculated = result.isCalculated || table.isCalculated
  }
  return result
}
