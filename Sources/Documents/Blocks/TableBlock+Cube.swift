import Charts
import Diagnostics
import Drawing
import Formulas
import Indicators
import Settings
import Wording

/// One expression by two of its dimensions.
extension FlowBuilder {
  func cubeTable(
    _ block: TableBlock,
    _ data: Excerpt,
    rows: Scalar,
    columns: Scalar?,
    _ periods: [Period]?,
    _ sort: TableBlock.Sort?
  ) -> TableContent? {
    guard let evaluated = setting.values.cube(data, into: &setting.diagnostics),
      let grid = CubeGrid(evaluated.cube, rows: rows, columns: columns, periods, data, setting)
    else { return nil }
    let cube = evaluated.cube
    var order = sorted(grid, sort, cube)
    if sort == nil {
      order = order.sorted { grid.rowOrder($0, setting) < grid.rowOrder($1, setting) }
    }
    let shown = grid.columnNames.indices.flatMap { column in order.map { grid.cell($0, column) } }
    var writer = CellWriter(setting, shown: [(cube, shown)])
    let styles = grid.columnNames.indices.map { column in
      writer.style(evaluated, order.map { grid.cell($0, column) }, block.format)
    }
    var model = TableModel(
      columns: [TableModel.Column("", isNumeric: false)]
        + grid.columnNames.map { name in
          var column = TableModel.Column(name, isNumeric: true)
          column.isHeat = block.shade != nil
          return column
        },
      rows: []
    )
    model.columns[0].head = block.shade == nil || block.groups.isEmpty ? grid.rowHead(setting) : ""
    model.isHeat = block.shade != nil
    let body = order.map { row -> (String, TableModel.Row) in
      var cells = [labelCell(grid.rowNames[row])]
      for column in grid.columnNames.indices {
        let position = grid.cell(row, column)
        let cell = writer.cell(cube, position, styles[column])
        cells.append(
          shaded(
            cell,
            cube,
            position,
            styles[column].scale,
            block.shade,
            columnShade: isWarm(grid, column, columns?.text ?? "period", block.shade) ? .warm : nil
          )
        )
      }
      return (grid.rowIDs[row], .cells(cells, isTotal: false, endsGroup: false))
    }
    model.rows = grouped(body, block.groups)
    var notes = [writer.explanation(isHeat: model.isHeat)]
    if block.hasTotals, !cube.addsUp {
      setting.diagnostics.report(.totals(of: data.text, at: data.span))
    } else if block.hasTotals {
      model.rows.append(totalRow(grid, cube, styles, order, writer))
      if roundingShows(grid, cube, styles, over: rows.text) {
        notes.append(setting.terms[.partsDoNotAdd])
      }
    }
    model.key = shadeKey(block.shade, hasWithheld: writer.statuses.contains(.confidential))
    return TableContent(
      model: model,
      subtitle: subtitle(evaluated, grid.periodText(setting)),
      notes: notes.filter { !$0.isEmpty },
      sources: cube.sources,
      isCalculated: cube.isCalculated
    )
  }

  /// Whether the printed parts of some column make another sum than the printed one.
  private func roundingShows(
    _ grid: CubeGrid,
    _ cube: Cube,
    _ styles: [CellWriter.Style],
    over dimension: String
  ) -> Bool {
    // A row that is a total of others is counted twice in the sum as it is.
    guard let axis = cube.axes.firstIndex(where: { $0.name == dimension }),
      !cube.axes[axis].members.contains(where: \.isAggregate)
    else { return false }
    return grid.columnNames.indices.contains { column in
      guard let decimals = styles[column].decimalsShown(of: cube.unit),
        let residue = cube.roundingResidue(over: dimension, decimals: decimals)
      else { return false }
      var (members, step) = cube.coordinates(of: grid.cell(0, column))
      members.remove(at: axis)
      return residue[residue.cell(at: members, time: step)].map { $0 != 0 } ?? false
    }
  }

  /// Whether a column stands against the subject: so the text or the theme says.
  func isWarm(
    _ grid: CubeGrid,
    _ column: Int,
    _ dimension: String,
    _ shade: TableBlock.Shade?
  ) -> Bool {
    let id = grid.columnIDs[column]
    return shade?.warm.contains(id) ?? false
      || theme.members[dimension]?[id] == theme.palette.warm
  }

  func subtitle(_ evaluated: EvaluatedCube, _ period: String) -> String {
    let unit = unitName(
      evaluated.cube.unit,
      in: setting.language,
      style: .subtitle,
      labels: setting.catalogue.labels
    )
    return [evaluated.title ?? "", unit, period].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func sorted(
    _ grid: CubeGrid,
    _ sort: TableBlock.Sort?,
    _ cube: Cube
  ) -> [Int] {
    let rows = Array(grid.rowNames.indices)
    guard let sort else { return rows }
    guard let column = grid.columnIDs.firstIndex(of: sort.key) else {
      setting.diagnostics.report(.sortKey(sort.key, among: grid.columnIDs, at: sort.span))
      return rows
    }
    return rows.sorted { one, other in
      let first = cube[grid.cell(one, column)] ?? -.infinity
      let second = cube[grid.cell(other, column)] ?? -.infinity
      if first == second { return one < other }
      return sort.isDescending ? first > second : first < second
    }
  }

  func totalRow(
    _ grid: CubeGrid,
    _ cube: Cube,
    _ styles: [CellWriter.Style],
    _ order: [Int],
    _ writer: CellWriter
  ) -> TableModel.Row {
    var cells = [labelCell(setting.terms[.total], isStrong: true)]
    for (column, style) in styles.enumerated() {
      let values = order.map { cube[grid.cell($0, column)] }
      // A sum with a missing part is no sum.
      guard values.allSatisfy({ $0 != nil }) else {
        cells.append(TableModel.Cell(.missing(setting.terms[.notAvailableMark])))
        continue
      }
      let sum = values.compactMap { $0 }.reduce(0, +)
      let text = writer.text(sum, unit: cube.unit, style)
      cells.append(TableModel.Cell(.number(text, mark: nil, isStrong: true)))
    }
    return .cells(cells, isTotal: true, endsGroup: false)
  }
}

extension Cube {
  /// Whether sums of its members mean something: amounts and counts, but no prices, shares, indices or
  /// ranks, and nothing per something else.
  fileprivate var addsUp: Bool {
    guard kind != .rate else { return false }
    switch unit.meaning {
    case .count: return true
    case .quantity: return !unit.atoms.isEmpty && unit.atoms.values.allSatisfy { $0 > 0 }
    case .percent, .percentagePoint, .index, .rank, .truth: return false
    }
  }
}
