import Charts
import Drawing

extension FlowBuilder {
  /// Sets columns side by side; they are not cut by a page's end.
  mutating func addColumns(_ block: ColumnsBlock) {
    var parts: [(x: Double, bands: [Band])] = []
    var x = 0.0
    for column in block.columns {
      let width = min(theme.page.width(ofColumns: column.width), width)
      var inner = FlowBuilder(
        setting: setting,
        width: width,
        textWidth: width,
        context: context
      )
      inner.add(column.blocks)
      parts.append((x, inner.bands))
      x += width + theme.page.gutter
    }
    let height = parts.map { stackHeight($0.bands) }.max() ?? 0
    let least = parts.map { part in
      stackHeight(part.bands) - part.bands.reduce(0) { $0 + $1.shrink }
    }
    let most = parts.map { part in
      stackHeight(part.bands) + part.bands.reduce(0) { $0 + $1.grow }
    }
    var band = Band("columns", height: height) { painter, origin, height in
      for part in parts {
        let left = Point(origin.x + part.x, origin.y)
        drawStack(part.bands, &painter, at: left, height: height)
      }
    }
    band.shrink = max(height - (least.max() ?? height), 0)
    band.grow = max((most.max() ?? height) - height, 0)
    band.spaceBefore = parts.compactMap { $0.bands.first?.spaceBefore }.max() ?? 0
    band.spaceAfter = parts.compactMap { $0.bands.last?.spaceAfter }.max() ?? 0
    band.context = context
    add(band)
  }
}

/// How high bands under each other are.
func stackHeight(_ bands: [Band]) -> Double {
  var height = 0.0
  for (index, band) in bands.enumerated() {
    if index > 0 { height += max(bands[index - 1].spaceAfter, band.spaceBefore) }
    height += band.height
  }
  return height
}

/// Draws bands under each other; those that may be lower or higher share out what is missing or left.
func drawStack(
  _ bands: [Band],
  _ painter: inout PagePainter,
  at origin: Point,
  height: Double
) {
  let room = height - stackHeight(bands)
  let shrink = bands.reduce(0) { $0 + $1.shrink }
  let grow = bands.reduce(0) { $0 + $1.grow }
  let share =
    room < 0 ? (shrink > 0 ? max(room / shrink, -1) : 0) : (grow > 0 ? min(room / grow, 1) : 0)
  var y = origin.y
  for (index, band) in bands.enumerated() {
    if index > 0 { y += max(bands[index - 1].spaceAfter, band.spaceBefore) }
    painter.enter(band.context)
    painter.begin(band)
    let given = band.height + share * (share < 0 ? band.shrink : band.grow)
    band.draw(&painter, Point(origin.x, y), given)
    y += given
  }
}
