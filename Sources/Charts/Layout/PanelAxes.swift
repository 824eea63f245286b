import Drawing
import Indicators
import Wording

/// A panel's grid, its axes with their labels, and their titles.
extension PanelContent {
  func drawGrid(
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
  func drawBaseLine(
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

  func drawHorizontalAxis(
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
  func horizontalAxis(_ range: ClosedRange<Double>, width: Double) -> ValueAxis {
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
  func namelessBands(width: Double) -> [String] {
    guard case .band(let members) = kind else { return [] }
    return zip(members, bandLabels(width: width)).filter { $0.1.isEmpty }.map { bandName($0.0) }
  }

  var bandField: String {
    panel.layers.lazy.compactMap { $0.encoding[.x]?.field }.first ?? ""
  }

  func bandName(_ id: String) -> String { context.name(of: id, in: bandField) }

  /// A name in lines that a band has room for; nothing if it has none.
  func bandLines(_ name: String, width: Double, most: Int) -> [String]? {
    guard case .band(let members) = kind else { return nil }
    let room = (width - 50) / Double(max(members.count, 1)) - 4
    let role = context.theme.type.axisLabel
    let lines = context.wrapped(name, to: room, role)
    let fit = lines.count <= most && lines.allSatisfy { context.width(of: $0, role) <= room }
    return fit ? lines : nil
  }

  /// The titles of two axes of different units; a single unit stands in the subtitle.
  var axisTitles: (horizontal: String, vertical: String) {
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

  func drawTitles(
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
  var hasValueLabels: Bool {
    let isPrinted: (UnitView) -> Bool = { $0.mark.labels != .none }
    return lines.contains { isPrinted($0.view) }
      || bars.contains { isPrinted($0.view) && !$0.isStacked }
      || points.contains { !$0.marks.isEmpty }
  }
}
