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
    var band = Band("columns", height: height) { painter, origin, _ in
      for part in parts {
        drawStack(part.bands, &painter, at: Point(origin.x + part.x, origin.y))
      }
    }
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

/// Draws bands under each other at their natural heights.
func drawStack(_ bands: [Band], _ painter: inout PagePainter, at origin: Point) {
  var y = origin.y
  for (index, band) in bands.enumerated() {
    if index > 0 { y += max(bands[index - 1].spaceAfter, band.spaceBefore) }
    painter.enter(band.context)
    painter.begin(band)
    band.draw(&painter, Point(origin.x, y), band.height)
    y += band.height
  }
}
