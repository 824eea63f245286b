import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

extension FlowBuilder {
  /// Sets tiles in rows of three, on a pitch of 130.
  mutating func addMetrics(_ block: MetricsBlock) {
    let perRow = width > theme.page.width(ofColumns: 8) + 1 ? 3 : 2
    let gutter = theme.page.gutter
    let tileWidth = (width - Double(perRow - 1) * gutter) / Double(perRow)
    let tiles = block.tiles.map { TileDrawing($0, width: tileWidth, setting: setting) }
    var index = 0
    while index < tiles.count {
      let row = Array(tiles[index..<min(index + perRow, tiles.count)])
      var band = Band("metrics", height: TileDrawing.height) { painter, origin, _ in
        for (position, tile) in row.enumerated() {
          let x = origin.x + Double(position) * (tileWidth + gutter)
          tile.draw(&painter, at: Point(x, origin.y))
        }
      }
      band.context = context
      band.spaceBefore = index == 0 ? 20 : TileDrawing.pitch - TileDrawing.height
      band.spaceAfter = 24
      if index + perRow < tiles.count { band.spaceAfter = 0 }
      add(band)
      index += perRow
    }
    if let note = block.note { addTrailing(note: setting.fragments(note, theme.type.note)) }
  }

  /// A line of small grey type under tiles or a list.
  mutating func addNote(_ fragments: [Fragment]) {
    let role = theme.type.note
    let lines = setting.lines(fragments, width)
    var band = Band("note", height: Double(lines.count) * role.leading) { painter, origin, _ in
      painter.draw(lines, at: Point(origin.x, origin.y + 7), leading: role.leading)
    }
    band.context = context + [setting.tag(.paragraph)]
    band.spaceBefore = 10
    add(band)
  }
}

/// One tile: rule, label, number, change, what is measured, and a small drawing.
struct TileDrawing {
  static let height = 115.0
  static let pitch = 130.0

  private let width: Double
  private let setting: Setting
  private let label: [Line]
  private let number: Line
  private let unit: Line?
  private let change: [Line]
  private let note: [Line]
  private let spark: SparkDrawing?
  private let target: Fragment.Link?

  init(_ tile: MetricsBlock.Tile, width: Double, setting: Setting) {
    self.width = width
    self.setting = setting
    let type = setting.theme.type
    let text = setting.theme.palette.text
    label = setting.lines(setting.fragments(tile.label, type.panelTitle), width)
    number = setting.run(setting.string(tile.value), type.keyNumber)
    unit = tile.unit.map { setting.run(setting.string($0), type.keyUnit) }
    let strong = TextRole(8, 10, .semibold, text)
    let plain = TextRole(8, 10, .regular, setting.theme.palette.secondary)
    change = tile.change.map { setting.lines(setting.fragments($0, strong), width) } ?? []
    note = tile.note.map { setting.lines(setting.fragments($0, plain), width) } ?? []
    spark = SparkDrawing(tile, width: width, setting: setting)
    if let target = tile.target, setting.isKnown(target, at: tile.targetSpan) {
      self.target = setting.link(to: target, saying: setting.string(tile.label))
    } else {
      target = nil
    }
  }

  func draw(_ painter: inout PagePainter, at origin: Point) {
    let theme = setting.theme
    painter.artifact { $0.rule(at: origin, width: width, theme.rules.tile) }
    painter.tagged(.paragraph) { painter in
      painter.check(label, fits: width)
      if let target { painter.list.append(.beginTag(.link(contents: target.contents))) }
      painter.draw(label, at: Point(origin.x, origin.y + 14), leading: 10.5)
      if let target {
        let box = Box(x: origin.x, y: origin.y, width: width, height: Self.height)
        painter.list.append(.link(box, target.target))
        painter.list.append(.endTag)
      }
    }
    painter.tagged(.paragraph) { painter in
      painter.draw(number, at: Point(origin.x, origin.y + 43))
      if let unit {
        painter.draw(unit, at: Point(origin.x + number.width + 4, origin.y + 43))
      }
      let end = number.width + (unit.map { $0.width + 4 } ?? 0)
      if end > width + 0.05 { painter.overflow("a tile's number", by: end - width) }
    }
    // A change that takes two lines moves what is measured down; both keep off the small drawing.
    draw(change, &painter, at: Point(origin.x, origin.y + 58))
    let second = change.isEmpty ? 58 : 58 + Double(change.count) * 10 + 1
    draw(note, &painter, at: Point(origin.x, origin.y + second))
    spark?.draw(&painter, at: origin)
  }

  private func draw(_ lines: [Line], _ painter: inout PagePainter, at origin: Point) {
    guard !lines.isEmpty else { return }
    painter.tagged(.paragraph) { painter in
      painter.check(lines, fits: width)
      painter.draw(lines, at: origin, leading: 10)
    }
  }
}
