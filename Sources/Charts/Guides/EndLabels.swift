import Drawing
import Indicators

extension PanelContent {
  /// What is named at the right edge: lines and areas that reach it.
  private func endLabels(domain: ClosedRange<Double>, height: Double, frame: Box) -> [EndItem] {
    var items: [EndItem] = []
    for layer in lines {
      let isScenario = layer.view.seriesField == "scenario"
      let baseline = layer.series.first { $0.style.isBaseline }
      // Nothing is printed of a line that asks for no labels and has no name.
      let isMute = layer.view.mark.labels == .none
      for series in layer.series where reachesEnd(series, domain) {
        if isMute, series.name.isEmpty { continue }
        guard let last = series.last, let value = last.value else { continue }
        var name = series.name
        if isScenario, isCounterfactual(series.id) { name += "*" }
        var difference = ""
        if isScenario, !series.style.isBaseline, let base = baseline?.last?.value {
          difference = self.difference(value, from: base)
        }
        items.append(
          EndItem(
            name: !panel.key.isEmpty && panel.key == series.id ? "" : name,
            value: isMute ? "" : valueText(last),
            difference: isMute ? "" : difference,
            style: series.style,
            place: last.place,
            target: value
          )
        )
      }
    }
    for layer in areas {
      for band in layer.bands {
        guard let edge = band.edges.last else { continue }
        items.append(
          EndItem(
            name: band.name,
            value: isNormalized
              ? context.words.number(edge.high - edge.low, decimals: 0) + "%"
              : valueText(band.lastValue),
            difference: "",
            style: band.style,
            place: edge.place,
            target: (edge.low + edge.high) / 2
          )
        )
      }
    }
    for layer in bars where layer.isStacked && namesFitAtEnd(layer) {
      guard let lastPlace = layer.segments.map(\.place).max() else { continue }
      for segment in layer.segments where segment.place == lastPlace {
        items.append(
          EndItem(
            name: layer.names[segment.seriesIndex].name,
            value: "",
            difference: "",
            style: segment.style,
            place: segment.place,
            target: (segment.low + segment.high) / 2
          )
        )
      }
    }
    return items
  }

  private struct EndItem {
    var name: String
    var value: String
    var difference: String
    var style: SeriesStyle
    var place: Double
    var target: Double
  }

  private func reachesEnd(_ series: Series, _ domain: ClosedRange<Double>) -> Bool {
    guard let last = series.last else { return false }
    return domain.upperBound - last.place <= 0.04 * (domain.upperBound - domain.lowerBound)
  }

  func isCounterfactual(_ id: String) -> Bool {
    context.scenarios.contains { $0.id == id && $0.isCounterfactual }
  }

  /// A value against the baseline's: per cent, or points where the values are per cents themselves.
  private func difference(_ value: Double, from base: Double) -> String {
    switch measureColumn?.unit?.meaning {
    case .percent:
      return context.words.number(value - base, decimals: labelDecimals, hasSign: true) + "\u{A0}pp"
    default:
      guard base > 0 else { return "" }
      let percent = (value / base - 1) * 100
      return context.words.number(percent, decimals: abs(percent) < 9.5 ? 1 : 0, hasSign: true)
        + "%"
    }
  }

  /// The lines of a label: name and value on one line or on two.
  private func lines(of item: EndItem, isTall: Bool, cap: Double) -> [(
    text: String, role: TextRole
  )] {
    let type = context.theme.type
    let isAreaPart = !areas.isEmpty || !bars.isEmpty
    let nameRole = item.style.isFocus && !isAreaPart ? type.focusLabel : type.label
    let figures = [item.value, item.difference].filter { !$0.isEmpty }.joined(separator: ", ")
    if item.name.isEmpty { return [(figures, type.focusLabel)] }
    if figures.isEmpty {
      return context.wrapped(item.name, to: cap, nameRole).map { ($0, nameRole) }
    }
    if isTall {
      let valueRole = item.difference.isEmpty && item.style.isFocus ? nameRole : type.label
      return context.wrapped(item.name, to: cap, nameRole).map { ($0, nameRole) }
        + [(figures, valueRole)]
    }
    let comma = item.name.last?.isNumber == true ? "," : ""
    let single = "\(item.name)\(comma) \(item.value)"
    if context.width(of: single, nameRole) <= cap { return [(single, nameRole)] }
    return context.wrapped(single, to: cap, nameRole).map { ($0, nameRole) }
  }

  /// Whether names and values stand on two lines: where there is room, and it says more.
  private func isTall(_ items: [EndItem], height: Double) -> Bool {
    if items.count <= 1 { return true }
    // A number after a name that ends in one would read as a longer number.
    let isDistinct = items.contains {
      !$0.difference.isEmpty || (!$0.value.isEmpty && $0.name.last?.isNumber == true)
    }
    return isDistinct && Double(items.count) * 22 <= height
  }

  private func cap(_ frame: Box) -> Double {
    max(0.28 * frame.width, min(82, 0.36 * frame.width), 44)
  }

  /// How wide the column of names is; zero without names.
  func endColumn(frame: Box, height: Double, domain: ClosedRange<Double>) -> Double {
    let items = endLabels(domain: domain, height: height, frame: frame)
    let isTall = isTall(items, height: height)
    let widths = items.flatMap { item in
      lines(of: item, isTall: isTall, cap: cap(frame))
        .map { context.width(of: $0.text, $0.role) }
    }
    guard let widest = widths.max() else { return 0 }
    return widest + (items.count > 1 ? 15 : 8)
  }

  /// Draws the names at the ends, spread apart where their ends lie close.
  func drawEndLabels(
    _ plot: Plot,
    _ frame: Box,
    domain: ClosedRange<Double>,
    column: Double,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    guard column > 0 else { return }
    var items = endLabels(domain: domain, height: plot.area.height, frame: frame)
    var isTall = isTall(items, height: plot.area.height)
    let bounds = (plot.area.top - 8)...(plot.area.bottom + 5)
    let room = bounds.upperBound - bounds.lowerBound
    func heights() -> [Double] {
      items.map { Double(lines(of: $0, isTall: isTall, cap: cap(frame)).count) * 10 }
    }
    func total() -> Double { heights().reduce(0, +) + 1.5 * Double(max(items.count - 1, 0)) }
    if total() > room { isTall = false }
    // What is not the subject goes first, the lower of two neighbours before others.
    while total() > room, items.count > 1 {
      let sorted = items.indices.sorted { items[$0].target < items[$1].target }
      let candidates = sorted.filter { !items[$0].style.isFocus }
      guard let victim = candidates.count > 2 ? candidates[candidates.count / 2] : candidates.last
      else { break }
      facts.unlabelled.append(items[victim].name)
      items.remove(at: victim)
    }
    items.sort { ($0.target, $1.name) > ($1.target, $0.name) }
    let spreadItems = items.map { item in
      SpreadItem(
        target: plot.y(item.target),
        length: Double(lines(of: item, isTall: isTall, cap: cap(frame)).count) * 10,
        weight: item.style.isFocus ? 4 : 1
      )
    }
    let places = spread(spreadItems, gap: 1.5, within: bounds)
    let isMoved = zip(places, spreadItems).contains { abs($0 - $1.target) > 4 }
    let isLine = areas.isEmpty && bars.isEmpty
    for (index, item) in items.enumerated() {
      let end = Point(
        bars.contains { $0.isStacked } ? plot.area.right : plot.x(item.place),
        spreadItems[index].target
      )
      let y = places[index]
      let textLeft = plot.area.right + (isMoved ? 15 : 8)
      if isMoved, isLine || abs(y - end.y) > 4 {
        let elbow = plot.area.right + 10
        scene.stroke(
          .polyline([Point(end.x + 3.5, end.y), Point(elbow - 1, y), Point(elbow + 2.5, y)]),
          Stroke(isLine ? item.style.color : context.theme.palette.axis, width: 0.5),
          at: .axis
        )
      }
      let rows = lines(of: item, isTall: isTall, cap: cap(frame))
      for (row, line) in rows.enumerated() {
        let offset = (Double(row) - Double(rows.count - 1) / 2) * 10
        scene.text(
          line.text,
          x: textLeft,
          baseline: y + offset + 2.9,
          line.role,
          color: isLine ? item.style.labelColor : context.theme.palette.text,
          kind: .name,
          in: context
        )
      }
      if !item.difference.isEmpty, isTall {
        facts.differencesFrom =
          lines.lazy.compactMap { $0.series.first { $0.style.isBaseline }?.name }.first
      }
    }
    let assumed = lines.flatMap { layer in
      layer.view.seriesField == "scenario"
        ? layer.series.filter { isCounterfactual($0.id) }.map(\.name) : []
    }
    for name in assumed where !facts.counterfactuals.contains(name) {
      facts.counterfactuals.append(name)
    }
  }
}
