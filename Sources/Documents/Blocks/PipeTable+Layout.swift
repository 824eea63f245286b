import Charts
import Diagnostics
import Drawing

extension FlowBuilder {
  /// A table written with bars: with a caption a numbered one, else only its rows between rules.
  mutating func addPipeTable(_ table: PipeTable, _ caption: PipeCaption?, at span: SourceSpan) {
    let model = pipeModel(table, at: span)
    let layout = TableSetter(model, width: width, setting: setting).layOut()
    guard let caption, let number = setting.figureNumbers[span] else {
      addBareTable(layout)
      return
    }
    let title = setting.fragments(caption.title, theme.type.figureTitle, at: span)
    let text = title.map(\.text).joined()
    let cell = FigureCell(
      id: caption.id ?? number.defaultID,
      number: number,
      title: text,
      tagLine: setting.run(setting.name(of: number), theme.type.figureTag),
      remark: nil,
      titleLines: setting.lines(title, width, filling: .balanced),
      subtitleLines: [],
      noteLines: [],
      width: width,
      body: .table(layout),
      alternative: text,
      rows: model.plainRows(),
      sources: [],
      span: span
    )
    setting.figures.append(SetFigure(cell: cell))
    addTableBands(cell)
  }

  private func pipeModel(_ table: PipeTable, at span: SourceSpan) -> TableModel {
    var model = TableModel(columns: [], rows: [])
    model.columns = table.head.enumerated().map { index, head in
      var column = TableModel.Column(setting.string(head, at: span), isNumeric: false)
      let alignment = index < table.alignments.count ? table.alignments[index] : .left
      column.isRightAligned = alignment == .right
      return column
    }
    model.rows = table.rows.map { row in
      let cells = model.columns.indices.map { index -> TableModel.Cell in
        guard index < row.count else { return TableModel.Cell(.empty) }
        return TableModel.Cell(.text(setting.fragments(row[index], cellRole, at: span)))
      }
      return .cells(cells, isTotal: false, endsGroup: false)
    }
    return model
  }

  /// The head and the rows without words round them.
  private mutating func addBareTable(_ table: TableLayout) {
    let element = setting.tag(.table)
    for (index, part) in ([table.head] + table.rows).enumerated() {
      var band = Band("table", height: part.height) { painter, origin, _ in
        part.draw(&painter, origin)
      }
      band.context = context + [element]
      band.spaceBefore = index == 0 ? 10 : 0
      band.spaceAfter = index == table.rows.count ? 13.5 : 0
      band.keepsWithNext = index < table.rows.count && (part.keepsWithNext || index < 2)
      if index > 1 {
        band.repeatedHead = Band.Head(height: table.head.height) { painter, origin in
          var copy = PagePainter()
          table.head.draw(&copy, origin)
          painter.artifact { $0.list.append(contentsOf: copy.list.withoutStructure) }
        }
      }
      add(band)
    }
  }
}
