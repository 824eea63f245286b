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

  /// Whether the last bar of a stack has a part for each series, thick enough for its name.
  func namesFitAtEnd(_ layer: BarLayer) -> Bool {
    guard let place = layer.segments.map(\.place).max() else { return false }
    let last = layer.segments.filter { $0.place == place }
    let range = (values.max() ?? 1) - min(values.min() ?? 0, 0)
    return last.count == layer.names.count && last.allSatisfy { $0.high - $0.low >= 0.08 * range }
  }

  /// Bars and points name their series in a line over the plot, where no label fits beside each.
  var keyEntries: [(name: String, color: Color)] {
    let ofBars = bars.filter { layer in
      layer.isGrouped || (layer.isStacked && !namesFitAtEnd(layer))
        || layer.view.sign?.name.isEmpty == false
    }
    return ofBars.flatMap(\.names).map { ($0.name, $0.style.color) } + points.flatMap(\.names)
      + keyedLines
  }

  var keySigns: ColorKey.Signs {
    ColorKey.Signs(hatched: hatchedColors, lines: Set(keyedLines.map(\.color)))
  }

  var hatchedColors: Set<Color> {
    bars.reduce(into: []) { $0.formUnion($1.hatchedColors) }
  }
}
