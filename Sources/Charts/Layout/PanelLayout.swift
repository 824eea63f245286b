import Drawing
import Indicators
import Wording

/// A text tied to a value, resolved to its place on the axes.
struct PlacedAnnotation {
  var place: Double
  var value: Double
  var text: String
  var color: Color
  var isStrong: Bool

  /// The panel it belongs to; empty for any.
  var panel: String
}

/// A name at the end of a series, and where it wants to stand.
struct EndLabel {
  var lines: [(text: String, role: TextRole)]
  var color: Color

  /// The end of the series.
  var anchor: Point
  var weight: Double
  var width: Double

  var height: Double { Double(lines.count) * 10 }
}

extension PanelContent {
  /// Lays one panel out in a frame and draws it.
  ///
  /// - Returns: The texts that found no place.
  func draw(
    in frame: Box,
    _ options: PanelOptions,
    _ annotations: [PlacedAnnotation],
    into scene: inout Scene,
    _ facts: inout NoteFacts
  ) -> [String] {
    let theme = context.theme
    let axisTitles = axisTitles
    let ownWidth = options.width ?? frame.width
    let key = ColorKey(keyEntries, keySigns, width: ownWidth, context)
    let keyHeight = key.height
    let topTitle = axisTitles.vertical.isEmpty ? 0 : 13.0
    let labelBand: Double = hasTimeAxis && options.showsTimeLabels ? 16 : 4
    let bandLines = bandLabels(width: ownWidth)
    let bottom =
      frame.bottom - labelBand - (options.showsTimeLabels ? footExtra(width: ownWidth) : 0)
    let axis = options.axis ?? axis(height: bottom - frame.top - 9 - keyHeight - topTitle)
    let inset =
      options.topInset ?? topInset(height: bottom - frame.top, width: ownWidth, axis)
    let top = frame.top + inset
    let foot = bottom - (options.footInset ?? footInset(height: bottom - top, axis))
    let vertical = LinearScale(domain: (axis.low, axis.high), range: (foot, top))

    // The left edge: labels stand on their gridlines, the first datum right of them.
    let isBare = options.isBare ?? everyBarIsLabelled(width: ownWidth)
    let labelsAreShown = hasValueAxis && options.showsValueLabels && !isBare
    var left = frame.left
    if labelsAreShown {
      let least = options.isPanel || frame.width < 200 ? 0 : theme.figure.firstDatum - 4
      left += max(labelRoom(axis), least)
    } else if hasValueAxis {
      left += 4
    }

    // The right edge: room for the names at the ends of series.
    var domain = options.time ?? places ?? 0...1
    if case .linear = kind {
      let axis = horizontalAxis(domain, width: frame.width)
      domain = axis.low...axis.high
    }
    var column = options.endColumn ?? endColumn(frame: frame, height: bottom - top, domain: domain)
    // Names that would leave no room for the data are left out.
    if frame.right - column - left < 0.3 * ownWidth { column = 0 }
    let year = context.width(of: "2000", theme.type.axisLabel)
    // Without a scale the data go from edge to edge.
    var lastLabel: Double =
      column > 0 || !hasValueAxis ? 0 : hasTimeAxis ? year / 2 + 1 : 4
    if case .linear = kind {
      let labels = horizontalAxis(domain, width: frame.width).labels
      let half = labels.map { context.width(of: $0, theme.type.axisLabel) / 2 }.max() ?? 0
      lastLabel = max(lastLabel, half + 1)
    }
    let right = max(frame.right - column - lastLabel, left + 20)
    let area = Box(x: left, y: top, width: right - left, height: bottom - top)
    let horizontal = LinearScale(
      domain: (domain.lowerBound, domain.upperBound),
      range: (area.left, area.right)
    )
    let plot = Plot(
      context: context,
      area: area,
      horizontal: horizontal,
      vertical: vertical
    )

    let gridRight = min(area.right + (column > 0 ? 5 : 4), frame.right)
    // Panels of one scale have their gridlines from edge to edge, labelled in the first only.
    let gridLeft =
      labelsAreShown || (options.isPanel && options.axis != nil)
      ? frame.left : max(area.left - 4, frame.left)
    if !isBare {
      drawGrid(plot, axis, from: gridLeft, to: gridRight, labelsAreShown, &scene, &facts)
    }
    drawHorizontalAxis(plot, frame, options, from: gridLeft, to: gridRight, bandLines, &scene)
    drawTitles(axisTitles, plot, frame, &scene)
    key.draw(at: Point(frame.left, frame.top + topTitle), into: &scene)

    for layer in areas { plot.drawAreas(layer, step: areaStep(layer), into: &scene) }
    for layer in bars {
      plot.drawBars(layer, into: &scene, &facts)
      guard !layer.view.mark.isSplitAtEdition else { continue }
      for series in layer.view.series(kind, context).prefix(1) where !layer.isStacked {
        var own = NoteFacts()
        note([series], &own)
        facts.missingBars.formUnion(own.missing)
      }
    }
    drawBaseLine(plot, axis, from: gridLeft, to: gridRight, &scene)
    drawRules(plot, frame, &scene)
    for layer in lines { draw(layer, plot, frame, &scene, &facts) }
    for layer in points { drawPoints(layer, plot, &scene, &facts) }

    let words = Box(x: frame.right - ownWidth, y: frame.top, width: ownWidth, height: frame.height)
    drawEndLabels(plot, words, domain: domain, column: column, &scene, &facts)
    return namelessBands(width: ownWidth)
      + placeLabels(plot, frame, axis, annotations, domain: domain, &scene, &facts)
  }

  // MARK: Room round the data

  /// From the frame's top to the top of the plot: room for a key, a title and the highest value's label.
  func topInset(height: Double, width: Double, _ axis: ValueAxis) -> Double {
    let title = axisTitles.vertical.isEmpty ? 0 : 13.0
    let head = title + ColorKey(keyEntries, keySigns, width: width, context).height
    let inset = 9 + head
    let highest = LinearScale(domain: (axis.low, axis.high), range: (height, inset))
      .position(of: values.max() ?? axis.high)
    let wanted = hasValueLabels ? 14.0 : 4
    return inset + max(0, wanted - (highest - head))
  }

  /// Under the scale's lowest value: room for the value of a bar that hangs down to it.
  func footInset(height: Double, _ axis: ValueAxis) -> Double {
    let hanging = bars.filter { !$0.isStacked && $0.view.mark.labels != .none }
      .flatMap { $0.segments.map(\.low) }
    guard let lowest = hanging.min(), lowest < 0, axis.high > axis.low else { return 0 }
    return max(0, 16 - (lowest - axis.low) / (axis.high - axis.low) * height)
  }

  /// What names of more than one line, or a title, take under the axis.
  func footExtra(width: Double) -> Double {
    guard axisTitles.horizontal.isEmpty else { return 12 }
    return Double(max(bandLabels(width: width).map(\.count).max() ?? 1, 1) - 1) * 10
  }

  /// From the frame's left edge to the first datum, where labels stand on their gridlines.
  func labelRoom(_ axis: ValueAxis) -> Double {
    (axis.labels.map { context.width(of: $0, context.theme.type.axisLabel) }.max() ?? 0) + 9
  }

  // MARK: Axes

  private func drawGrid(
    _ plot: Plot,
    _ axis: ValueAxis,
    from left: Double,
    to right: Double,
    _ labelsAreShown: Bool,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let theme = context.theme
    guard hasValueAxis else { return }
    for (tick, label) in zip(axis.ticks, axis.labels) {
      let y = plot.y(tick)
      if abs(y - plot.area.bottom) > 0.5 {
        scene.stroke(
          .line(from: Point(left, y), to: Point(right, y)),
          theme.rules.grid,
          at: .grid
        )
        scene.gridlines.append(y)
      }
      if labelsAreShown {
        scene.text(
          label,
          x: left,
          baseline: y - theme.figure.labelLift,
          theme.type.axisLabel,
          kind: .axis,
          in: context
        )
      }
    }
    if let first = axis.ticks.first, let label = axis.labels.first, axis.low > 0,
      first == axis.low, labelsAreShown
    {
      facts.scaleStarts.insert(label)
    }
  }

  /// The line that values are measured from: zero, an index's base, or the foot of the scale.
  private func drawBaseLine(
    _ plot: Plot,
    _ axis: ValueAxis,
    from left: Double,
    to right: Double,
    _ scene: inout Scene
  ) {
    var base: Double? = axis.low < 0 && axis.high > 0 ? 0 : nil
    if axis.low == 0, !bars.isEmpty { base = 0 }
    if case .index = measureColumn?.unit?.meaning, axis.low < 100, axis.high > 100 { base = 100 }
    guard let base else { return }
    let y = plot.y(base)
    scene.stroke(
      .line(from: Point(left, y), to: Point(right, y)),
      context.theme.rules.zero,
      at: .axis
    )
    // No value stands on it.
    scene.marks.append(Box(x: left, y: y - 1.2, width: right - left, height: 2.4))
  }

  private func drawHorizontalAxis(
    _ plot: Plot,
    _ frame: Box,
    _ options: PanelOptions,
    from left: Double,
    to right: Double,
    _ bandLines: [[String]],
    _ scene: inout Scene
  ) {
    let theme = context.theme
    let role = theme.type.axisLabel
    let foot = plot.area.bottom
    scene.stroke(
      .line(from: Point(left, foot), to: Point(right, foot)),
      theme.rules.axis,
      at: .axis
    )
    guard hasTimeAxis else { return }
    func tick(_ x: Double) {
      scene.stroke(
        .line(from: Point(x, foot), to: Point(x, foot + theme.figure.tick)),
        theme.rules.axis,
        at: .axis
      )
    }
    switch kind {
    case .time(let yearOffset, let steps):
      let domain = plot.horizontal.domain
      let scale = TimeScale(
        domain: domain.first...domain.last,
        range: plot.horizontal.range,
        yearOffset: yearOffset,
        steps: steps
      )
      let labels = TimeLabels(
        scale,
        width: { context.width(of: $0, role) },
        words: context.words
      )
      for place in labels.ticks { tick(plot.x(place)) }
      guard options.showsTimeLabels else { return }
      for label in labels.labels {
        // A long label at an end keeps within the frame.
        let half = context.width(of: label.text, role) / 2
        scene.text(
          label.text,
          x: max(min(plot.x(label.place), frame.right - half), frame.left + half),
          baseline: foot + 13,
          role,
          align: .center,
          kind: .axis,
          in: context
        )
      }
    case .linear:
      let range = plot.horizontal.domain
      let axis = horizontalAxis(range.first...range.last, width: plot.area.width)
      for (value, label) in zip(axis.ticks, axis.labels)
      where value >= range.first - 1e-9 && value <= range.last + 1e-9 {
        tick(plot.x(value))
        scene.text(
          label,
          x: plot.x(value),
          baseline: foot + 13,
          role,
          align: .center,
          kind: .axis,
          in: context
        )
      }
    case .band:
      for (index, lines) in bandLines.enumerated() {
        for (row, line) in lines.enumerated() {
          scene.text(
            line,
            x: plot.x(Double(index) + 0.5),
            baseline: foot + 12 + Double(row) * 10,
            role,
            align: .center,
            kind: .axis,
            in: context
          )
        }
      }
    }
  }

  /// The axis of numbers along a scatter's foot.
  private func horizontalAxis(_ range: ClosedRange<Double>, width: Double) -> ValueAxis {
    let column = panel.layers.lazy.compactMap { view in
      view.encoding[.x]?.field.flatMap { view.table.column($0) }
    }.first
    return ValueAxis(
      [range.lowerBound, range.upperBound],
      includesZero: panel.layers.contains { $0.encoding[.x]?.includesZero == true },
      mustEnclose: true,
      count: max(3, (width / 70).rounded()),
      unit: column?.unit,
      words: context.words
    )
  }

  /// The names under the bands, broken to the width of a band; no lines where even a code is too wide.
  func bandLabels(width: Double) -> [[String]] {
    guard case .band(let members) = kind, !members.isEmpty else { return [] }
    return members.map { id in
      let names = [bandName(id), context.shortName(of: id, in: bandField), id]
      return names.lazy.compactMap { self.bandLines($0, width: width, most: 3) }.first
        ?? bandLines(names[1], width: width, most: 6) ?? []
    }
  }

  /// Whether each band has room for a name under it, in full or as its label shortens it.
  func namesFitUnderBands(width: Double) -> Bool {
    guard case .band(let members) = kind else { return true }
    return members.allSatisfy { id in
      [bandName(id), context.shortName(of: id, in: bandField)].contains {
        bandLines($0, width: width, most: 3) != nil
      }
    }
  }

  /// The names of bands that are drawn without one.
  private func namelessBands(width: Double) -> [String] {
    guard case .band(let members) = kind else { return [] }
    return zip(members, bandLabels(width: width)).filter { $0.1.isEmpty }.map { bandName($0.0) }
  }

  private var bandField: String {
    panel.layers.lazy.compactMap { $0.encoding[.x]?.field }.first ?? ""
  }

  private func bandName(_ id: String) -> String { context.name(of: id, in: bandField) }

  /// A name in lines that a band has room for; nothing if it has none.
  private func bandLines(_ name: String, width: Double, most: Int) -> [String]? {
    guard case .band(let members) = kind else { return nil }
    let room = (width - 50) / Double(max(members.count, 1)) - 4
    let role = context.theme.type.axisLabel
    let lines = context.wrapped(name, to: room, role)
    let fit = lines.count <= most && lines.allSatisfy { context.width(of: $0, role) <= room }
    return fit ? lines : nil
  }

  /// The titles of two axes of different units; a single unit stands in the subtitle.
  private var axisTitles: (horizontal: String, vertical: String) {
    guard case .linear = kind else { return ("", "") }
    func title(_ channel: Channel) -> String {
      for view in panel.layers {
        guard let definition = view.encoding[channel] else { continue }
        if let title = definition.title { return title }
        guard let field = definition.field, let column = view.table.column(field) else { continue }
        let unit = column.unit.map { context.words.unit($0, style: .axis) } ?? ""
        let name = column.title ?? context.name(of: field, in: "indicator")
        return [name, unit].filter { !$0.isEmpty }.joined(separator: ", ")
      }
      return ""
    }
    return (title(.x), title(.y))
  }

  private func drawTitles(
    _ titles: (horizontal: String, vertical: String),
    _ plot: Plot,
    _ frame: Box,
    _ scene: inout Scene
  ) {
    let role = context.theme.type.label
    if !titles.vertical.isEmpty {
      scene.text(
        titles.vertical,
        x: frame.left,
        baseline: frame.top + 7,
        role,
        kind: .axis,
        in: context
      )
    }
    if !titles.horizontal.isEmpty {
      scene.text(
        titles.horizontal,
        x: min(plot.area.right + 4, frame.right),
        baseline: plot.area.bottom + 25,
        role,
        align: .right,
        kind: .axis,
        in: context
      )
    }
  }

  /// Whether values are printed over points or bars.
  private var hasValueLabels: Bool {
    let isPrinted: (UnitView) -> Bool = { $0.mark.labels != .none }
    return lines.contains { isPrinted($0.view) }
      || bars.contains { isPrinted($0.view) && !$0.isStacked }
      || points.contains { !$0.marks.isEmpty }
  }

  // MARK: Key of grouped bars

  /// Whether the last bar of a stack has a part for each series, thick enough for its name.
  func namesFitAtEnd(_ layer: BarLayer) -> Bool {
    guard let place = layer.segments.map(\.place).max() else { return false }
    let last = layer.segments.filter { $0.place == place }
    let range = (values.max() ?? 1) - min(values.min() ?? 0, 0)
    return last.count == layer.names.count && last.allSatisfy { $0.high - $0.low >= 0.08 * range }
  }

  /// Bars and points name their series in a line over the plot, where no label fits beside each.
  private var keyEntries: [(name: String, color: Color)] {
    let ofBars = bars.filter { layer in
      layer.isGrouped || (layer.isStacked && !namesFitAtEnd(layer))
        || layer.view.sign?.name.isEmpty == false
    }
    return ofBars.flatMap(\.names).map { ($0.name, $0.style.color) } + points.flatMap(\.names)
      + keyedLines
  }

  private var keySigns: ColorKey.Signs {
    ColorKey.Signs(hatched: hatchedColors, lines: Set(keyedLines.map(\.color)))
  }

  private var hatchedColors: Set<Color> {
    bars.reduce(into: []) { $0.formUnion($1.hatchedColors) }
  }

  // MARK: Marks

  private func areaStep(_ layer: AreaLayer) -> Double {
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

  private func draw(
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
  private func note(_ all: [Series], _ facts: inout NoteFacts) {
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
  private func drawBreak(_ layer: LineLayer, _ plot: Plot, _ scene: inout Scene) {
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

  private func drawPoints(
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

  private func drawRules(_ plot: Plot, _ frame: Box, _ scene: inout Scene) {
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
