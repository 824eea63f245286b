import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// Sets tables over the whole measure, row by row over a page's end.
extension FlowBuilder {
  /// A numbered table over the whole measure; it may go over a page's end, row by row.
  mutating func addTable(of kind: ReportBlock.Kind) {
    let block = ReportBlock(kind: kind, span: figureHeadOf(kind)?.span ?? emptySpan)
    if let head = figureHeadOf(kind), head.size.perRow > 1 {
      addFigures([block])
      return
    }
    guard let cell = cell(for: block, width: width) else { return }
    setting.figures.append(SetFigure(cell: cell))
    addTableBands(cell)
  }

  private func figureHeadOf(_ kind: ReportBlock.Kind) -> FigureHead? {
    switch kind {
    case .table(let table): table.head
    case .comparison(let comparison): comparison.head
    case .assumptions(let assumptions): assumptions.head
    case .corrections(let corrections): corrections.head
    default: nil
    }
  }

  private var emptySpan: SourceSpan { SourceSpan(SourceFile(path: "", text: ""), 0..<0) }

  /// A band for the words above, one for each row, one for the words under.
  mutating func addTableBands(_ cell: FigureCell) {
    guard case .table(let table) = cell.body else { return }
    let row = FigureRow(cells: [cell], setting: setting, pitch: width)
    let element = setting.tag(.table)
    let bodyTop = row.bodyTop
    var head = Band("table", height: bodyTop + table.head.height) { painter, origin, _ in
      painter.place(cell.id, at: origin)
      row.drawHead(cell, &painter, at: origin)
      table.head.draw(&painter, Point(origin.x, origin.y + bodyTop))
    }
    head.context = context + [element]
    head.spaceBefore = 21
    head.keepsWithNext = true
    add(head)
    let repeated = repeatedHead(cell, table)
    for (index, part) in table.rows.enumerated() {
      var band = Band("table", height: part.height) { painter, origin, _ in
        part.draw(&painter, origin)
      }
      band.context = context + [element]
      // Two rows at least stand together on each side of a page's end.
      let isEdge = index == 0 || index == table.rows.count - 2
      band.keepsWithNext = part.keepsWithNext || isEdge
      band.repeatedHead = index > 0 ? repeated : nil
      add(band)
    }
    let foot = row.footHeight
    let keyHeight = table.key?.height ?? 0
    var band = Band("table", height: keyHeight + foot) { painter, origin, _ in
      table.key?.draw(&painter, origin)
      row.drawFoot(cell, &painter, at: Point(origin.x, origin.y + keyHeight + FigureRow.noteGap))
    }
    band.context = context
    band.spaceAfter = 13.5
    add(band)
  }

  /// The rule, the table's name with "(continued)" and the column heads, as furniture.
  private func repeatedHead(_ cell: FigureCell, _ table: TableLayout) -> Band.Head {
    let name = "\(setting.name(of: cell.number)) (\(setting.terms[.continued]))"
    let line = setting.run(name, theme.type.figureTag)
    let stroke = theme.rules.figure
    let width = width
    return Band.Head(height: 20 + table.head.height) { painter, origin in
      painter.artifact { painter in
        painter.rule(at: origin, width: width, stroke)
        painter.draw(line, at: Point(origin.x, origin.y + 11))
      }
      var copy = PagePainter()
      table.head.draw(&copy, Point(origin.x, origin.y + 20))
      painter.artifact { $0.list.append(contentsOf: copy.list.withoutStructure) }
    }
  }
}

extension DisplayList {
  /// The same drawing as furniture: without structure and links.
  var withoutStructure: DisplayList {
    DisplayList(
      items.filter { item in
        switch item {
        case .beginTag, .endTag, .beginArtifact, .endArtifact, .link, .destination, .outline:
          false
        case .page, .fill, .stroke, .text, .beginClip, .endClip:
          true
        }
      }
    )
  }
}
