import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// Several series under each other.
extension FlowBuilder {
  func seriesTable(
    _ block: TableBlock,
    _ rows: [TableBlock.SeriesRow],
    _ periods: [Period]?
  ) -> TableContent? {
    let evaluated = rows.map { setting.values.cube($0.data, into: &setting.diagnostics) }
    let shown = periods ?? allPeriods(evaluated)
    guard !shown.isEmpty else { return nil }
    let cubes = evaluated.compactMap { $0?.cube }
    var writer = CellWriter(
      setting,
      shown: cubes.map { cube in
        let cells = cube.time.periods.indices.filter { index in
          index < cube.values.count && shown.contains(cube.time.periods[index])
        }
        return (cube, cells)
      }
    )
    var model = TableModel(columns: [], rows: [])
    let hasUnits = rows.contains { $0.unit != nil } || evaluated.contains { $0 != nil }
    var first = TableModel.Column("", isNumeric: false)
    first.isWide = true
    model.columns = [first]
    if hasUnits {
      model.columns.append(
        TableModel.Column(sentenceCased(setting.terms[.unit]), isNumeric: false)
      )
    }
    model.columns += shown.map {
      TableModel.Column(periodName($0, in: setting.language), isNumeric: true)
    }
    var sources: [String] = []
    var isCalculated = false
    for (row, evaluated) in zip(rows, evaluated) {
      if let group = row.group { model.rows.append(.group(setting.string(group), isWarm: false)) }
      guard let evaluated else { continue }
      let cube = evaluated.cube
      guard let cells = seriesCells(cube, shown, row.data) else { continue }
      sources += cube.sources.filter { !sources.contains($0) }
      isCalculated = isCalculated || cube.isCalculated
      let style = writer.style(evaluated, cells.compactMap { $0 }, row.format ?? block.format)
      var line = [TableModel.Cell(.text(setting.fragments(row.label, cellRole)))]
      if hasUnits { line.append(unitCell(row, cube, style)) }
      line += cells.map { position in
        position.map { writer.cell(cube, $0, style) } ?? writer.absentCell()
      }
      model.rows.append(.cells(line, isTotal: false, endsGroup: row.endsGroup))
    }
    return TableContent(
      model: model,
      subtitle: periodText(shown, setting.language),
      notes: [writer.explanation()].filter { !$0.isEmpty },
      sources: sources,
      isCalculated: isCalculated
    )
  }

  private func allPeriods(_ evaluated: [EvaluatedCube?]) -> [Period] {
    Array(Set(evaluated.flatMap { $0?.cube.time.periods ?? [] })).sorted()
  }

  /// The cell of each period; nothing for one that the series does not have.
  private func seriesCells(_ cube: Cube, _ periods: [Period], _ data: Excerpt) -> [Int?]? {
    let known = cube.time.periods
    guard cube.values.count == max(known.count, 1), !known.isEmpty else {
      setting.diagnostics.report(.oneSeries(data.text, at: data.span))
      return nil
    }
    return periods.map { known.firstIndex(of: $0) }
  }

  private func unitCell(
    _ row: TableBlock.SeriesRow,
    _ cube: Cube,
    _ style: CellWriter.Style
  ) -> TableModel.Cell {
    var role = cellRole
    role.color = theme.palette.secondary
    if let unit = row.unit { return TableModel.Cell(.text(setting.fragments(unit, role))) }
    let name =
      style.scale == 100
      ? "%"
      : unitName(
        cube.unit,
        in: setting.language,
        style: .short,
        labels: setting.catalogue.labels
      )
    return TableModel.Cell(.text([Fragment(name, role)]))
  }
}
