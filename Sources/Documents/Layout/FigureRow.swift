import Charts
import Diagnostics
import Drawing

/// One figure or table of a row: its words, and what is drawn between them.
struct FigureCell {
  let id: String
  let number: FigureNumber
  let title: String
  let tagLine: Line

  /// What stands right on the tag's line.
  let remark: Line?
  let titleLines: [Line]
  let subtitleLines: [Line]
  let noteLines: [Line]
  let width: Double
  let body: Body

  /// For those who can't see it; of a table nothing is needed.
  let alternative: String
  let rows: [[String]]
  let sources: [String]

  /// Where its block begins.
  let span: SourceSpan

  enum Body {
    /// A chart that is drawn again for another height.
    case plot((Double) -> Plot?, natural: Plot)
    case table(TableLayout)
  }

  /// How high what is between the words is.
  var naturalHeight: Double {
    switch body {
    case .plot(_, let natural): natural.size.height
    case .table(let table): table.height
    }
  }
}

/// Figures side by side, sharing rule, tag, title, subtitle, top, foot and source line.
struct FigureRow {
  let cells: [FigureCell]
  let setting: Setting

  /// From one cell's left edge to the next one's.
  let pitch: Double

  private var type: Typography { setting.theme.type }

  static let tagBaseline = 11.0
  static let titleBaseline = 25.0
  static let subtitleDrop = 13.0

  /// From the last subtitle's baseline to what is drawn.
  static let plotGap = 11.0

  /// From the foot of what is drawn to the first baseline of the note.
  static let noteGap = 13.0

  private var noteCount: Int { cells.map(\.noteLines.count).max() ?? 0 }

  /// Where what is drawn begins, from the rule: under the lowest words of the row.
  var bodyTop: Double { cells.map(wordsEnd).max().map { $0 + Self.plotGap } ?? 0 }

  /// The last baseline above what is drawn.
  private func wordsEnd(of cell: FigureCell) -> Double {
    let title = Double(max(cell.titleLines.count, 1) - 1) * type.figureTitle.leading
    guard !cell.subtitleLines.isEmpty else { return Self.titleBaseline + title }
    let subtitle = Double(cell.subtitleLines.count - 1) * type.figureSubtitle.leading
    return Self.titleBaseline + title + Self.subtitleDrop + subtitle
  }

  /// The height of what is drawn, the same in all cells.
  var bodyHeight: Double { cells.map(\.naturalHeight).max() ?? 0 }

  /// What the words under what is drawn take.
  var footHeight: Double {
    guard noteCount > 0 else { return 4 }
    return Self.noteGap + Double(noteCount - 1) * type.note.leading + 2
  }

  var height: Double { bodyTop + bodyHeight + footHeight }

  /// Draws the row with what is drawn in it of a height.
  func draw(_ painter: inout PagePainter, at origin: Point, bodyHeight: Double) {
    for (index, cell) in cells.enumerated() {
      let left = Point(origin.x + Double(index) * pitch, origin.y)
      draw(cell, &painter, at: left, bodyHeight: bodyHeight)
    }
  }

  private func draw(
    _ cell: FigureCell,
    _ painter: inout PagePainter,
    at origin: Point,
    bodyHeight: Double
  ) {
    painter.place(cell.id, at: origin)
    let top = Point(origin.x, origin.y + bodyTop)
    switch cell.body {
    case .plot(let layOut, let natural):
      drawHead(cell, &painter, at: origin)
      let isNatural = abs(bodyHeight - natural.size.height) < 0.01
      let plot = isNatural ? natural : layOut(bodyHeight) ?? natural
      painter.tagged(.figure(alternative: cell.alternative)) { painter in
        painter.list.append(contentsOf: plot.list, offset: top)
      }
      painter.checkWidth(of: plot.size, fits: cell.width, cell.title)
      for conflict in plot.conflicts {
        setting.note("figure '\(cell.id)': \(conflict)", at: cell.span)
      }
    case .table(let table):
      painter.tagged(.table) { painter in
        drawHead(cell, &painter, at: origin)
        table.draw(&painter, at: top)
      }
    }
    drawFoot(cell, &painter, at: Point(origin.x, top.y + bodyHeight + Self.noteGap))
  }

  /// The rule and the words above.
  func drawHead(_ cell: FigureCell, _ painter: inout PagePainter, at origin: Point) {
    let stroke = setting.theme.rules.figure
    painter.artifact { $0.rule(at: origin, width: cell.width, stroke) }
    painter.tagged(.caption) { painter in
      painter.draw(cell.tagLine, at: Point(origin.x, origin.y + Self.tagBaseline))
      if let remark = cell.remark {
        let x = origin.x + cell.width - remark.width
        painter.draw(remark, at: Point(x, origin.y + Self.tagBaseline))
      }
      painter.check(cell.titleLines, fits: cell.width)
      painter.check(cell.subtitleLines, fits: cell.width)
      painter.draw(
        cell.titleLines,
        at: Point(origin.x, origin.y + Self.titleBaseline),
        leading: type.figureTitle.leading
      )
      // A title of one line keeps its subtitle close, though a neighbour's takes two.
      let title = Double(max(cell.titleLines.count, 1) - 1) * type.figureTitle.leading
      painter.draw(
        cell.subtitleLines,
        at: Point(origin.x, origin.y + Self.titleBaseline + title + Self.subtitleDrop),
        leading: type.figureSubtitle.leading
      )
    }
  }

  /// The note and the source.
  func drawFoot(_ cell: FigureCell, _ painter: inout PagePainter, at origin: Point) {
    guard !cell.noteLines.isEmpty else { return }
    painter.tagged(.paragraph) { painter in
      painter.check(cell.noteLines, fits: cell.width)
      painter.draw(cell.noteLines, at: origin, leading: type.note.leading)
    }
  }
}

extension PagePainter {
  mutating func checkWidth(of size: Size, fits width: Double, _ name: String) {
    if size.width > width + 0.5 { overflow(name, by: size.width - width) }
  }
}
