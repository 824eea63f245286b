import Drawing

/// Swatches with names in lines, for series that no label can stand beside.
struct ColorKey {
  private struct Line {
    var y: Double
    var x: Double
    var text: String

    /// Nothing for the second line of a long name.
    var swatch: Color?
  }

  private let context: ChartContext
  private let lines: [Line]
  private let signs: Signs
  let height: Double

  /// Which colours are not those of plain fills.
  struct Signs {
    var hatched: Set<Color> = []
    var lines: Set<Color> = []
  }

  /// Sets entries in the order of the series into lines of a width, in points; what shares a colour shares
  /// a swatch, and what is hatched in the plot is so here.
  init(
    _ entries: [(name: String, color: Color)],
    _ signs: Signs = Signs(),
    width: Double,
    _ context: ChartContext
  ) {
    self.context = context
    self.signs = signs
    var merged: [(name: String, color: Color)] = []
    for entry in entries {
      if let index = merged.firstIndex(where: { $0.color == entry.color }) {
        merged[index].name += ", " + entry.name
      } else {
        merged.append(entry)
      }
    }
    let role = context.theme.type.label
    var lines: [Line] = []
    var x = 0.0
    var y = 0.0
    for entry in merged {
      let room = width - ColorKey.indent
      let wrapped = context.wrapped(entry.name, to: room, role)
      let wide = wrapped.map { context.width(of: $0, role) }.max() ?? 0
      if x > 0, x + ColorKey.indent + wide > width || wrapped.count > 1 {
        x = 0
        y += ColorKey.leading
      }
      for (index, text) in wrapped.enumerated() {
        if index > 0 { y += ColorKey.leading }
        lines.append(Line(y: y, x: x, text: text, swatch: index == 0 ? entry.color : nil))
      }
      x += ColorKey.indent + wide + 14
    }
    self.lines = lines
    height = lines.isEmpty ? 0 : y + ColorKey.leading + 4
  }

  private static let indent = 10.0
  private static let leading = 11.0

  func draw(at origin: Point, into scene: inout Scene) {
    for line in lines {
      if let swatch = line.swatch {
        let box = Box(x: origin.x + line.x, y: origin.y + line.y + 1, width: 7, height: 7)
        if signs.hatched.contains(swatch) {
          scene.forecast(box, swatch, context.theme.palette)
        } else if signs.lines.contains(swatch) {
          let middle = box.y + box.height / 2
          scene.stroke(
            .line(from: Point(box.left, middle), to: Point(box.right, middle)),
            Stroke(swatch, width: context.theme.figure.focusLine),
            at: .fill
          )
        } else {
          scene.fill(.rectangle(box), swatch)
        }
      }
      scene.text(
        line.text,
        x: origin.x + line.x + ColorKey.indent,
        baseline: origin.y + line.y + 7.5,
        context.theme.type.label,
        color: context.theme.palette.text,
        kind: .name,
        in: context
      )
    }
  }
}
