public import Drawing

/// A chart's drawing in the making: its items by depth, and the boxes by which labels avoid each other.
struct Scene {
  /// What lies over what; within one depth, what came later.
  enum Depth: Int, CaseIterable {
    case grid
    case fill
    case axis
    case contextLine
    case focusLine
    case point
    case text
  }

  struct Segment: Hashable {
    var start: Point
    var end: Point
  }

  private(set) var items: [(depth: Depth, item: DisplayItem)] = []
  private(set) var texts: [PlacedText] = []

  /// Lines of data, which no text may cross.
  var lines: [Segment] = []

  /// Points, bars and spans, which a text may not cover.
  var marks: [Box] = []

  /// Heights of gridlines, which a label leaves if it can.
  var gridlines: [Double] = []

  mutating func fill(_ path: Path, _ color: Color, at depth: Depth = .fill) {
    items.append((depth, .fill(path, .color(color))))
  }

  mutating func hatch(_ path: Path, _ color: Color) {
    items.append((.fill, .fill(path, .hatch(color, width: 0.6, pitch: 2.4))))
  }

  mutating func stroke(_ path: Path, _ stroke: Stroke, at depth: Depth) {
    guard !path.elements.isEmpty else { return }
    items.append((depth, .stroke(path, stroke)))
  }

  /// A line of data: drawn, and in the way of labels.
  mutating func line(_ points: [Point], _ stroke: Stroke, at depth: Depth) {
    self.stroke(.polyline(points), stroke, at: depth)
    for (start, end) in zip(points, points.dropFirst()) {
      lines.append(Segment(start: start, end: end))
    }
  }

  /// A dot, or a ring if hollow, with a white edge that frees it from its line.
  mutating func dot(
    _ center: Point,
    radius: Double,
    ring: Double,
    color: Color,
    isHollow: Bool,
    at depth: Depth = .point
  ) {
    if ring > 0 {
      items.append(
        (depth, .fill(.circle(center: center, radius: radius + ring), .color(.white)))
      )
    }
    if isHollow {
      let edge = 1.2
      items.append((depth, .fill(.circle(center: center, radius: radius), .color(.white))))
      items.append(
        (depth, .stroke(.circle(center: center, radius: radius - 0.1), Stroke(color, width: edge)))
      )
    } else {
      items.append((depth, .fill(.circle(center: center, radius: radius), .color(color))))
    }
    let reach = radius + ring / 2
    marks.append(
      Box(x: center.x - reach, y: center.y - reach, width: 2 * reach, height: 2 * reach)
    )
  }

  /// Adds a line of text whose left edge, right edge or middle stands at `x`, as aligned.
  ///
  /// - Returns: The box of its ink.
  @discardableResult
  mutating func text(
    _ text: String,
    x: Double,
    baseline: Double,
    _ role: TextRole,
    color: Color? = nil,
    align: Alignment = .left,
    kind: PlacedText.Kind,
    halo: Double = 0,
    in context: ChartContext
  ) -> Box {
    let width = context.width(of: text, role)
    let left =
      switch align {
      case .left: x
      case .right: x - width
      case .center: x - width / 2
      }
    let box = inkBox(left: left, baseline: baseline, width: width, size: role.style.size)
    // A panel or a member without a name has no words to draw.
    guard !text.isEmpty else { return box }
    texts.append(PlacedText(text: text, box: box, kind: kind))
    items.append(
      (
        .text,
        .text(
          TextRun(
            text,
            at: Point(left, baseline),
            style: role.style,
            color: color ?? role.color,
            width: width,
            halo: halo
          )
        )
      )
    )
    return box
  }

  enum Alignment {
    case left
    case right
    case center
  }

  /// The items in the order in which they are painted.
  var list: DisplayList {
    var list = DisplayList()
    for depth in Depth.allCases {
      for item in items where item.depth == depth { list.append(item.item) }
    }
    return list
  }
}

/// A text of a chart and the room its ink takes, from the tallest letters to the deepest.
public struct PlacedText: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case axis
    case value
    case name
    case annotation
    case inside
    case panel
  }

  public let text: String
  public let box: Box
  public let kind: Kind
}

/// The box of a run's ink: Inter's letters reach from 0.76 em above the baseline to 0.21 em below it.
func inkBox(left: Double, baseline: Double, width: Double, size: Double) -> Box {
  Box(x: left, y: baseline - 0.76 * size, width: width, height: 0.97 * size)
}
