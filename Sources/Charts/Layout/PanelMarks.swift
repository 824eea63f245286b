import Drawing
import Indicators
import Wording

/// What a panel draws for its data: lines, points, rules, breaks.
extension PanelContent {
  func areaStep(_ layer: AreaLayer) -> Double {
    zip(layer.places.dropFirst(), layer.places).map { $0 - $1 }.min() ?? 1
  }

  /// Whether each bar carries its value, so that the scale beside them would say it twice.
  func everyBarIsLabelled(width: Double) -> Bool {
    guard bars.count == 1, lines.isEmpty, let layer = bars.first, !layer.isStacked,
      !layer.isGrouped, layer.view.mark.labels != .none, let domain = places
    else { return false }
    let pitch = layer.step / (domain.upperBound - domain.lowerBound) * (width - 8)
    let widest =
      layer.segments.map {
        context.width(of: valueText($0.value), context.theme.type.valueLabel)
      }.max() ?? 0
    return widest <= pitch - 3
  }

  func draw(
    _ layer: LineLayer,
    _ plot: Plot,
    _ frame: Box,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let few = layer.series.allSatisfy { $0.values.count <= 16 } && layer.series.count <= 3
    let isScenario = layer.view.seriesField == "scenario"
    let hasPoints = layer.view.mark.hasPoints ?? (few && !isScenario)
    if let history = layer.history {
      plot.drawLine(history, hasPoints: false, into: &scene, &facts)
      note([history], &facts)
    }
    if isScenario || layer.history != nil { drawBreak(layer, plot, &scene) }
    note(layer.series, &facts)
    // The baseline and the focus are drawn over the others.
    let order = layer.series.sorted { !$0.style.isFocus && $1.style.isFocus }
    for series in order {
      plot.drawLine(
        series,
        hasPoints: hasPoints,
        marksForecasts: !isScenario,
        isStepped: layer.view.mark.isStepped,
        into: &scene,
        &facts
      )
      if !hasPoints, layer.view.mark.labels != .none,
        !isScenario, series.style.isFocus, layer.history == nil,
        let last = series.last,
        let value = last.value
      {
        scene.dot(
          Point(plot.x(last.place), plot.y(value)),
          radius: context.theme.figure.point,
          ring: context.theme.figure.pointRing,
          color: series.style.color,
          isHollow: last.doubt != nil
        )
        if let doubt = last.doubt { facts.hollow.insert(doubt) }
      }
      if !isScenario, series.style.dash.isEmpty,
        series.values.contains(where: { $0.status == .forecast })
      {
        facts.hasDashed = true
      }
    }
  }

  /// Gathers the periods inside series that have no value in any of them, or, if each has one somewhere,
  /// that there are gaps.
  func note(_ all: [Series], _ facts: inout NoteFacts) {
    var missing: Set<Period> = []
    for series in all {
      guard let first = series.first, let last = series.last else { continue }
      for point in series.points
      where point.value == nil && point.place > first.place && point.place < last.place {
        if let period = point.period { missing.insert(period) }
      }
      let known = series.values.compactMap(\.period)
      for (before, after) in zip(known, known.dropFirst())
      where before.frequency == after.frequency && after.ordinal - before.ordinal > 1
        && after.ordinal - before.ordinal < 40
      {
        for step in 1..<(after.ordinal - before.ordinal) {
          missing.insert(before.advanced(by: step))
        }
      }
    }
    for series in all {
      guard let first = series.first else { continue }
      for point in series.values where point.startsAnew && point.place > first.place {
        if let period = point.period { facts.breaks.insert(period) }
      }
    }
    let known = Set(all.flatMap { $0.values.compactMap(\.period) })
    let shared = missing.subtracting(known)
    facts.missing.formUnion(shared)
    if shared.isEmpty, !missing.isEmpty { facts.hasOwnGaps = true }
  }

  /// The hairline at the last value that is known, with the word for what comes after it.
  func drawBreak(_ layer: LineLayer, _ plot: Plot, _ scene: inout Scene) {
    let theme = context.theme
    let start = layer.history?.last ?? layer.series.first?.first
    guard let start, let value = start.value else { return }
    let x = plot.x(start.place)
    if layer.history != nil {
      scene.stroke(
        .line(from: Point(x, plot.area.top - 8), to: Point(x, plot.area.bottom)),
        theme.rules.lastActual,
        at: .axis
      )
      scene.lines.append(
        Scene.Segment(start: Point(x, plot.area.top - 8), end: Point(x, plot.area.bottom))
      )
      let width = context.width(of: context.words.scenarios, theme.type.annotation)
      let isRight = x + 5 + width <= plot.area.right
      if isRight || x - 5 - width >= plot.area.left {
        scene.text(
          context.words.scenarios,
          x: isRight ? x + 5 : x - 5,
          baseline: plot.area.top - 2,
          theme.type.annotation,
          color: theme.palette.secondary,
          align: isRight ? .left : .right,
          kind: .annotation,
          in: context
        )
      }
    }
    scene.dot(
      Point(x, plot.y(value)),
      radius: theme.figure.point + 0.2,
      ring: theme.figure.pointRing,
      color: theme.palette.text,
      isHollow: false
    )
  }

  func drawPoints(
    _ layer: PointLayer,
    _ plot: Plot,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let figure = context.theme.figure
    guard layer.view.mark.type != .text else { return }
    for mark in layer.marks {
      let center = Point(plot.x(mark.place), plot.y(mark.value))
      guard center.x >= plot.area.left - 6, center.x <= plot.area.right + 6 else { continue }
      switch layer.view.mark.type {
      case .square:
        let radius = layer.view.mark.radius ?? figure.point
        let box = Box(
          x: center.x - radius,
          y: center.y - radius,
          width: 2 * radius,
          height: 2 * radius
        )
        scene.fill(.rectangle(box), mark.color, at: .point)
        scene.marks.append(box)
      case .tick:
        scene.line(
          [Point(center.x, center.y - 3), Point(center.x, center.y + 3)],
          Stroke(mark.color, width: 1),
          at: .point
        )
      case .line, .bar, .area, .point, .circle, .rule, .text, .timeline, .ranks:
        scene.dot(
          center,
          radius: layer.view.mark.radius ?? figure.point,
          ring: mark.isHollow ? 0 : figure.pointRing,
          color: mark.color,
          isHollow: mark.isHollow
        )
        // Where all points are hollow by wish, that tells nothing of their values.
        if let doubt = mark.doubt, layer.view.mark.isFilled != false {
          facts.hollow.insert(doubt)
        }
      }
    }
  }

  func drawRules(_ plot: Plot, _ frame: Box, _ scene: inout Scene) {
    for rule in rules {
      if let place = rule.place {
        let domain = plot.horizontal.domain
        guard place >= domain.first - 1e-6, place <= domain.last + 1e-6 else { continue }
        let x = plot.x(place)
        let foot = rule.value.map { plot.y($0) } ?? plot.area.bottom
        let top = rule.end.map { plot.y($0) } ?? (rule.value == nil ? plot.area.top : foot)
        scene.line([Point(x, foot), Point(x, top)], rule.stroke, at: .contextLine)
      } else if let value = rule.value {
        let y = plot.y(value)
        guard y >= plot.area.top - 1, y <= plot.area.bottom + 1 else { continue }
        scene.line(
          [Point(plot.area.left, y), Point(plot.area.right, y)],
          rule.stroke,
          at: .contextLine
        )
      }
    }
  }
}
