import Drawing

/// A label for a point that has still to find its place.
struct LabelRequest {
  /// One line or more; the first alternative that finds a free place is taken.
  var alternatives: [[String]]
  var role: TextRole
  var color: Color
  var anchor: Point

  /// How far the mark at the anchor reaches.
  var clearance: Double
  var kind: PlacedText.Kind

  /// Larger is placed first.
  var priority: Int

  /// The sides in order of preference.
  var sides: [Side] = [.top, .right, .left, .bottom]

  /// Whether a leader may tie it to its point from further away.
  var mayLead = false

  enum Side: CaseIterable {
    case top
    case right
    case left
    case bottom
  }
}

/// Places labels round their points, the most important first, each where it costs least; what would
/// lie on a text, a mark or a line is left out.
///
/// Costs are those of chart-craft.md, section 5; a place that touches anything costs too much to be
/// taken, so that what is drawn never overlaps.
struct LabelPlacement {
  /// Nothing may stand outside it.
  var frame: Box

  /// - Returns: The requests that found no place, by their position.
  func place(_ requests: [LabelRequest], into scene: inout Scene, _ context: ChartContext) -> [Int]
  {
    var dropped: [Int] = []
    let order = requests.indices.sorted {
      (-requests[$0].priority, $0) < (-requests[$1].priority, $1)
    }
    for index in order {
      let request = requests[index]
      var best: (cost: Double, candidate: Candidate)?
      for (rank, lines) in request.alternatives.enumerated() {
        for candidate in candidates(for: request, lines, context) {
          let cost = cost(of: candidate, request, scene) + Double(rank) * 4
          if cost < 100, cost < best?.cost ?? .infinity { best = (cost, candidate) }
        }
      }
      guard let best else {
        dropped.append(index)
        continue
      }
      draw(best.candidate, request, into: &scene, context)
    }
    return dropped
  }

  private struct Candidate {
    var lines: [String]

    /// The ink of all lines.
    var box: Box
    var align: Scene.Alignment
    var baseline: Double
    var preference: Double
    var leader: (from: Point, to: Point)?
  }

  private func candidates(
    for request: LabelRequest,
    _ lines: [String],
    _ context: ChartContext
  ) -> [Candidate] {
    let width = lines.map { context.width(of: $0, request.role) }.max() ?? 0
    let size = request.role.style.size
    let height = 0.97 * size + Double(lines.count - 1) * request.role.leading
    let anchor = request.anchor
    var result: [Candidate] = []

    func add(
      left: Double,
      top: Double,
      _ align: Scene.Alignment,
      _ preference: Double,
      leader: (Point, Point)? = nil
    ) {
      let box = Box(x: left, y: top, width: width, height: height)
      result.append(
        Candidate(
          lines: lines,
          box: box,
          align: align,
          baseline: top + 0.76 * size,
          preference: preference,
          leader: leader.map { (from: $0.0, to: $0.1) }
        )
      )
    }

    for (rank, side) in request.sides.enumerated() {
      for (step, gap) in [3.0, 5.0, 9.0].enumerated() {
        let reach = request.clearance + gap
        let preference = Double(rank) * 2 + Double(step) * 3
        switch side {
        case .top:
          let isWords = request.kind == .annotation
          let middle = preference + (isWords ? 1 : 0)
          add(left: anchor.x - width / 2, top: anchor.y - reach - height, .center, middle)
          add(left: anchor.x, top: anchor.y - reach - height, .left, preference + (isWords ? 0 : 1))
          add(left: anchor.x - width, top: anchor.y - reach - height, .right, preference + 1)
          // Clear of a hairline that runs through the point.
          add(left: anchor.x + 4, top: anchor.y - reach - height, .left, preference + 1.5)
          add(left: anchor.x - width - 4, top: anchor.y - reach - height, .right, preference + 1.5)
        case .bottom:
          add(left: anchor.x - width / 2, top: anchor.y + reach, .center, preference)
          add(left: anchor.x, top: anchor.y + reach, .left, preference + 1)
          add(left: anchor.x - width, top: anchor.y + reach, .right, preference + 1)
          add(left: anchor.x + 4, top: anchor.y + reach, .left, preference + 1.5)
          add(left: anchor.x - width - 4, top: anchor.y + reach, .right, preference + 1.5)
        case .right:
          // The capitals' middle at the point's height.
          for (shift, extra) in [(0.0, 0.0), (-4, 1), (4, 1)] {
            let top = anchor.y - 0.4 * size - Double(lines.count - 1) * request.role.leading / 2
            add(left: anchor.x + reach + 1.5, top: top + shift, .left, preference + extra)
          }
        case .left:
          for (shift, extra) in [(0.0, 0.0), (-4, 1), (4, 1)] {
            let top = anchor.y - 0.4 * size - Double(lines.count - 1) * request.role.leading / 2
            add(left: anchor.x - reach - 1.5 - width, top: top + shift, .right, preference + extra)
          }
        }
      }
    }
    if request.mayLead {
      for distance in [18.0, 28, 40] {
        for (dx, dy) in [(-1.0, -1.0), (0, -1), (1, -1), (1, 1), (0, 1), (-1, 1)] {
          let edge = Point(anchor.x + dx * distance * 0.7, anchor.y + dy * distance)
          let start = Point(
            anchor.x + dx * (request.clearance + 1.5) * 0.7,
            anchor.y + dy * (request.clearance + 1.5)
          )
          let left = dx == 0 ? edge.x - width / 2 : dx > 0 ? edge.x - 2 : edge.x - width + 2
          let top = dy < 0 ? edge.y - height - 1.5 : edge.y + 1.5
          let align: Scene.Alignment = dx == 0 ? .center : dx > 0 ? .left : .right
          add(left: left, top: top, align, 10 + distance / 3, leader: (start, edge))
        }
      }
    }
    return result
  }

  private func cost(of candidate: Candidate, _ request: LabelRequest, _ scene: Scene) -> Double {
    let box = candidate.box
    guard box.left >= frame.left - 0.01, box.right <= frame.right + 0.01,
      box.top >= frame.top - 0.01, box.bottom <= frame.bottom + 0.01
    else { return .infinity }
    let kept = box.inset(by: -1.5)
    if scene.texts.contains(where: { $0.box.overlap(with: kept) > 0 }) { return .infinity }
    if scene.marks.contains(where: { $0.overlap(with: box.inset(by: -0.8)) > 0 }) {
      return .infinity
    }
    let clear = box.inset(by: -1.2)
    if scene.lines.contains(where: { crosses($0, clear) }) { return .infinity }
    var cost = candidate.preference
    // A label never lies on a gridline if there is another place.
    cost += scene.gridlines.contains { $0 > box.top + 0.5 && $0 < box.bottom - 0.5 } ? 8 : 0
    if let leader = candidate.leader {
      let segment = Scene.Segment(start: leader.from, end: leader.to)
      if scene.texts.contains(where: { crosses(segment, $0.box) }) { return .infinity }
      if scene.lines.contains(where: { intersect($0, segment) }) { cost += 40 }
      cost += 8
    }
    return cost
  }

  private func draw(
    _ candidate: Candidate,
    _ request: LabelRequest,
    into scene: inout Scene,
    _ context: ChartContext
  ) {
    if let leader = candidate.leader {
      scene.stroke(
        .line(from: leader.from, to: leader.to),
        Stroke(context.theme.palette.axis, width: 0.5),
        at: .axis
      )
    }
    let x =
      switch candidate.align {
      case .left: candidate.box.left
      case .right: candidate.box.right
      case .center: candidate.box.left + candidate.box.width / 2
      }
    for (index, line) in candidate.lines.enumerated() {
      scene.text(
        line,
        x: x,
        baseline: candidate.baseline + Double(index) * request.role.leading,
        request.role,
        color: request.color,
        align: candidate.align,
        kind: request.kind,
        halo: 0.25 * request.role.style.size,
        in: context
      )
    }
  }
}

/// Whether a segment meets a box (Liang and Barsky, "A New Concept and Method for Line Clipping", 1984).
func crosses(_ segment: Scene.Segment, _ box: Box) -> Bool {
  let (dx, dy) = (segment.end.x - segment.start.x, segment.end.y - segment.start.y)
  var (enter, leave) = (0.0, 1.0)
  for (p, q) in [
    (-dx, segment.start.x - box.left), (dx, box.right - segment.start.x),
    (-dy, segment.start.y - box.top), (dy, box.bottom - segment.start.y),
  ] {
    if p == 0 {
      if q < 0 { return false }
      continue
    }
    let t = q / p
    if p < 0 { enter = max(enter, t) } else { leave = min(leave, t) }
    if enter > leave { return false }
  }
  return true
}

/// Whether two segments cross.
private func intersect(_ a: Scene.Segment, _ b: Scene.Segment) -> Bool {
  func side(_ p: Point, _ q: Point, _ r: Point) -> Double {
    (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
  }
  return side(a.start, a.end, b.start) * side(a.start, a.end, b.end) < 0
    && side(b.start, b.end, a.start) * side(b.start, b.end, a.end) < 0
}
