import Charts
import Diagnostics
import Drawing
import Indicators
import Settings
import Wording

/// An expression a column.
extension FlowBuilder {
  func expressionTable(
    _ block: TableBlock,
    rows: Scalar,
    _ columns: [TableBlock.ExpressionColumn],
    _ sort: TableBlock.Sort?
  ) -> TableContent? {
    let evaluated = columns.map { setting.values.cube($0.data, into: &setting.diagnostics) }
    let cubes = evaluated.compactMap { $0?.cube }
    if let cube = cubes.first, !cube.axes.isEmpty,
      cubes.allSatisfy({ $0.axis(named: rows.text) == nil })
    {
      // What no column has is a wrong name of the rows, not of each column's data.
      let names = cube.axes.map(\.name)
      let text = columns[0].data.text
      setting.diagnostics.report(
        .dimension(rows.text, of: text, among: names, at: rows.excerpt.span)
      )
      return nil
    }
    let read = zip(columns, evaluated).compactMap { column, evaluated in
      evaluated.flatMap { LabelledColumn($0, column, rows: rows.text, setting) }
    }
    guard read.count == columns.count, let first = read.first else { return nil }
    var members = first.members
    for column in read.dropFirst() {
      members += column.members.filter { !members.contains($0) }
    }
    members = orderedMembers(members, rows.text, read, sort)
    var writer = CellWriter(
      setting,
      shown: read.map { ($0.evaluated.cube, Array($0.cells.values)) }
    )
    var model = TableModel(columns: [TableModel.Column("", isNumeric: false)], rows: [])
    model.isHeat = block.shade != nil || columns.contains { $0.shade != nil }
    for column in columns {
      var head = TableModel.Column(setting.string(column.title), isNumeric: true)
      head.isHeat = column.shade.map { $0 != .none } ?? false
      model.columns.append(head)
      if column.isBar {
        var bar = TableModel.Column("", isNumeric: false)
        bar.width = 52
        model.columns.append(bar)
      }
    }
    let styles = read.map { writer.style($0.evaluated, Array($0.cells.values), $0.column.format) }
    let body = members.map { member -> (String, TableModel.Row) in
      var cells = [
        labelCell(
          setting.name(of: member, in: rows.text)
        )
      ]
      for (column, style) in zip(read, styles) {
        cells += columnCells(column, member, style, block.shade, &writer)
      }
      return (member, .cells(cells, isTotal: false, endsGroup: false))
    }
    model.rows = grouped(body, block.groups)
    model.key = shadeKey(
      model.isHeat ? block.shade : nil,
      hasWithheld: writer.statuses.contains(.confidential)
    )
    var sources: [String] = []
    for column in read {
      sources += column.evaluated.cube.sources.filter { !sources.contains($0) }
    }
    return TableContent(
      model: model,
      subtitle: subtitle(first.evaluated, periodText(first.periods, setting.language)),
      notes: [writer.explanation(isHeat: model.isHeat)].filter { !$0.isEmpty },
      sources: sources,
      isCalculated: read.contains { $0.evaluated.cube.isCalculated }
    )
  }

  private func columnCells(
    _ column: LabelledColumn,
    _ member: String,
    _ style: CellWriter.Style,
    _ shade: TableBlock.Shade?,
    _ writer: inout CellWriter
  ) -> [TableModel.Cell] {
    guard let position = column.cells[member] else {
      let empty = writer.absentCell()
      return column.column.isBar ? [empty, TableModel.Cell(.empty)] : [empty]
    }
    let cube = column.evaluated.cube
    let cell = writer.cell(cube, position, style)
    let filled = shaded(
      cell,
      cube,
      position,
      style.scale,
      shade,
      columnShade: column.column.shade ?? TableBlock.ColumnShade.none
    )
    guard column.column.isBar else { return [filled] }
    let top = column.column.barMaximum ?? column.largest
    guard let value = cube[position], top > 0 else { return [filled, TableModel.Cell(.empty)] }
    return [filled, TableModel.Cell(.bar(share: value / top, isDark: value / top >= 0.25))]
  }

  private func orderedMembers(
    _ members: [String],
    _ dimension: String,
    _ columns: [LabelledColumn],
    _ sort: TableBlock.Sort?
  ) -> [String] {
    guard let sort else {
      let labels = setting.catalogue.labels
      return members.enumerated().sorted {
        (labels.order(of: $0.element, in: dimension), $0.offset)
          < (labels.order(of: $1.element, in: dimension), $1.offset)
      }.map(\.element)
    }
    let titles = columns.map { setting.string($0.column.title) }
    guard let index = titles.firstIndex(of: sort.key) else {
      setting.diagnostics.report(.sortKey(sort.key, among: titles, at: sort.span))
      return members
    }
    let column = columns[index]
    return members.enumerated().sorted { one, other in
      let first = column.value(of: one.element) ?? -.infinity
      let second = column.value(of: other.element) ?? -.infinity
      if first == second { return one.offset < other.offset }
      return sort.isDescending ? first > second : first < second
    }.map(\.element)
  }
}
