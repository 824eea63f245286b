import Drawing
import Indicators

/// Small multiples of ranked bars: in each panel the largest members of one dimension in order, the
/// subject's place under its bar and in the title.
struct Ranks {
  private struct Bar {
    var id: String
    var name: String
    var value: Double
  }

  private struct Panel {
    var title: String

    /// All members, the largest first.
    var bars: [Bar]
  }

  private let context: ChartContext
  private let panels: [Panel]
  private let count: Int
  private let valueDecimals: Int
  private let styles: [String: SeriesStyle]
  private let axis: ValueAxis
  private let unit: Unit?
  private let columns: Int

  init(_ chart: NormalChart, _ view: UnitView, _ context: ChartContext) {
    self.context = context
    let dimensions = view.table.columns.filter { $0.type == .nominal || $0.type == .ordinal }
      .map(\.name).filter { $0 != "status" }
    // The bars are for the dimension the subject belongs to.
    let member =
      dimensions.first { name in
        name != chart.facetField
          && context.focus.contains { view.table.members(of: name).contains($0) }
      } ?? dimensions.last { $0 != chart.facetField } ?? "series"
    let facet = chart.facetField ?? dimensions.first { $0 != member } ?? ""
    let valueField = view.measureColumn?.name ?? "value"
    let tables =
      chart.facetField == nil ? [view.table] : chart.panels.flatMap { $0.layers.map(\.table) }
    let all = tables.flatMap(\.rows)
    var order: [String] = []
    for row in all {
      let key = row[facet].text ?? ""
      if !order.contains(key) { order.append(key) }
    }
    let built = context.ordered(order, in: facet).map { key in
      let bars: [Bar] = all.filter { ($0[facet].text ?? "") == key }.compactMap { row in
        // A total of others has no place among them.
        guard !row.totals.contains(member), let id = row[member].text,
          let value = row[valueField].number
        else { return nil }
        return Bar(id: id, name: context.name(of: id, in: member), value: value)
      }
      return Panel(
        title: context.name(of: key, in: facet),
        bars: bars.enumerated().sorted { left, right in
          left.element.value == right.element.value
            ? left.offset < right.offset : left.element.value > right.element.value
        }.map(\.element)
      )
    }.filter { !$0.bars.isEmpty }
    // Panels stand in the order of the subject's place, then of its value.
    func place(_ panel: Panel) -> (Int, Double) {
      guard let subject = context.focus.first,
        let index = panel.bars.firstIndex(where: { $0.id == subject })
      else { return (.max, 0) }
      return (index, -panel.bars[index].value)
    }
    panels = built.enumerated().sorted { left, right in
      let (a, b) = (place(left.element), place(right.element))
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
    count = view.mark.count ?? 10
    let values = panels.flatMap { $0.bars.map(\.value) }
    valueDecimals = min(1, decimals(of: values, in: view.measureColumn))
    unit = view.measureColumn?.unit
    styles = context.styles(
      of: view.table.members(of: member),
      in: member,
      view.encoding[.color],
      isFill: false
    )
    axis = ValueAxis(
      values.isEmpty ? [0, 1] : values,
      includesZero: true,
      mustEnclose: false,
      count: 4,
      unit: view.measureColumn?.unit,
      words: context.words
    )
    columns = chart.columns ?? min(max(panels.count, 1), 4)
  }

  /// The labels of the gridlines over zero, of which each row of panels shows the last.
  var gridlines: [String] {
    zip(axis.ticks, axis.labels).filter { $0.0 > 0 }.map(\.1)
  }

  private var suffix: String { unit?.meaning == .percent ? "%" : "" }

  /// - Returns: The room the panels take.
  func draw(width: Double, into scene: inout Scene) -> Size {
    let gap = context.theme.figure.panelGap
    let panelWidth = (width - gap * Double(columns - 1)) / Double(columns)
    let panelHeight = 102.0
    let rowGap = 14.0
    for (index, panel) in panels.enumerated() {
      let left = Double(index % columns) * (panelWidth + gap)
      let top = Double(index / columns) * (panelHeight + rowGap)
      draw(
        panel,
        in: Box(x: left, y: top, width: panelWidth, height: panelHeight),
        hasScale: index % columns == 0,
        &scene
      )
    }
    let rows = (panels.count + columns - 1) / columns
    return Size(width, Double(rows) * panelHeight + Double(max(rows - 1, 0)) * rowGap)
  }

  private func draw(_ panel: Panel, in frame: Box, hasScale: Bool, _ scene: inout Scene) {
    let theme = context.theme
    let palette = theme.palette
    let subject = context.focus.first
    let rank = panel.bars.firstIndex { $0.id == subject }
    var shown = Array(panel.bars.prefix(count))
    // A subject just behind the others is still shown.
    if let rank, rank >= count, rank < count + 2 { shown = Array(panel.bars.prefix(rank + 1)) }

    var head = theme.type.panelTitle
    head.color = palette.focus
    var titleRoom = frame.width
    if let rank {
      let bar = panel.bars[rank]
      let text =
        context.words.place(rank + 1) + ", "
        + context.words.number(bar.value, decimals: valueDecimals) + suffix
      let box = scene.text(
        text,
        x: frame.right,
        baseline: frame.top + 8,
        head,
        align: .right,
        kind: .panel,
        in: context
      )
      titleRoom = box.left - frame.left - 6
    }
    scene.text(
      context.wrapped(panel.title, to: titleRoom, theme.type.panelTitle).first ?? "",
      x: frame.left,
      baseline: frame.top + 8,
      theme.type.panelTitle,
      kind: .panel,
      in: context
    )

    let foot = frame.bottom - 14
    let vertical = LinearScale(
      domain: (0, axis.high),
      range: (foot, frame.top + (hasScale ? 26 : 26))
    )
    for (tick, label) in zip(axis.ticks, axis.labels) where tick > 0 {
      let y = vertical.position(of: tick)
      scene.stroke(
        .line(from: Point(frame.left, y), to: Point(frame.right, y)),
        theme.rules.grid,
        at: .grid
      )
      if hasScale, tick == axis.ticks.last {
        scene.text(
          label,
          x: frame.right,
          baseline: y - 2.5,
          theme.type.sparkLabel,
          align: .right,
          kind: .axis,
          in: context
        )
      }
    }
    let slots = max(count, shown.count)
    let step = frame.width / Double(slots)
    for (index, bar) in shown.enumerated() {
      let style = styles[bar.id]
      let top = vertical.position(of: max(bar.value, 0))
      let box = Box(
        x: frame.left + Double(index) * step,
        y: top,
        width: step * 0.66,
        height: foot - top
      )
      let own = style?.color ?? palette.context
      let color = own == palette.context ? palette.contextFill : own
      scene.fill(.rectangle(box), color)
      scene.marks.append(box)
      if index == 0 || bar.id == subject {
        var role = bar.id == subject ? theme.type.focusLabel : theme.type.axisLabel
        if bar.id == subject { role.color = palette.focus }
        scene.text(
          String(index + 1),
          x: box.x + box.width / 2,
          baseline: foot + 11,
          role,
          align: .center,
          kind: .axis,
          in: context
        )
      }
    }
    scene.stroke(
      .line(from: Point(frame.left, foot), to: Point(frame.right, foot)),
      theme.rules.zero,
      at: .axis
    )
    if let leader = shown.first {
      let style = styles[leader.id]
      let isPlain = (style?.color ?? palette.context) == palette.context
      let top = vertical.position(of: leader.value)
      let text = "\(leader.name) \(context.words.number(leader.value, decimals: 0))"
      let request = LabelRequest(
        alternatives: [[text]],
        role: leader.id == subject ? theme.type.focusLabel : theme.type.label,
        color: isPlain ? palette.text : style?.labelColor ?? palette.text,
        anchor: Point(frame.left + step * 0.66, top + 4),
        clearance: 0,
        kind: .value,
        priority: 10,
        sides: [.right]
      )
      let above = LabelRequest(
        alternatives: [[text]],
        role: request.role,
        color: request.color,
        anchor: Point(frame.left, top),
        clearance: 0,
        kind: .value,
        priority: 9,
        sides: [.top]
      )
      let solver = LabelPlacement(
        frame: Box(
          x: frame.left,
          y: frame.top + 12,
          width: frame.width,
          height: foot - frame.top - 13
        )
      )
      if !solver.place([request], into: &scene, context).isEmpty {
        _ = solver.place([above], into: &scene, context)
      }
    }
  }
}
