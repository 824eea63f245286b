import Drawing
import Indicators

extension PanelContent {
  /// Places everything that has no place of its own: values at first, turning and lone points, names of
  /// series that end early, words of points and rules, annotations, numbers on and in bars.
  ///
  /// Values that are asked for and found none are left to `facts`.
  ///
  /// - Returns: The annotations that found no free place.
  func placeLabels(
    _ plot: Plot,
    _ frame: Box,
    _ axis: ValueAxis,
    _ annotations: [PlacedAnnotation],
    domain: ClosedRange<Double>,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) -> [String] {
    var requests: [LabelRequest] = []
    var asked: [(index: Int, text: String)] = []
    var isAsked: Set<Int> = []
    for annotation in annotations where annotation.panel.isEmpty || annotation.panel == panel.key {
      asked.append((requests.count, annotation.text))
      requests.append(request(annotation, plot, frame))
    }
    /// Adds a layer's values, and remembers them where the layer asks for all.
    func add(_ values: [LabelRequest], of view: UnitView) {
      if view.mark.labels == .all {
        isAsked.formUnion(requests.count..<(requests.count + values.count))
      }
      requests += values
    }
    for layer in lines { add(valueRequests(layer, plot, frame, domain), of: layer.view) }
    for layer in points {
      for mark in layer.marks {
        let isValue = mark.text.isEmpty && layer.view.mark.labels == .all
        let text = isValue ? valueText(mark.value) : mark.text
        guard !text.isEmpty else { continue }
        if isValue { isAsked.insert(requests.count) }
        let isFocus = context.focus.isEmpty || mark.color != context.theme.palette.context
        requests.append(
          LabelRequest(
            alternatives: [[text]],
            role: isFocus ? context.theme.type.valueLabel : context.theme.type.label,
            color: isFocus ? context.theme.palette.text : context.theme.palette.axis,
            anchor: Point(plot.x(mark.place), plot.y(mark.value)),
            clearance: layer.view.mark.type == .text ? -3 : context.theme.figure.point,
            kind: .value,
            priority: isFocus ? 40 : 20,
            sides: [.right, .top, .left, .bottom]
          )
        )
      }
    }
    let span = plot.horizontal.domain
    for rule in rules where !rule.text.isEmpty {
      if let place = rule.place, place < span.first || place > span.last { continue }
      let position: Point
      if let place = rule.place {
        position = Point(plot.x(place), plot.area.top + 2)
      } else {
        position = Point(plot.area.right - 4, plot.y(rule.value ?? 0))
      }
      requests.append(
        LabelRequest(
          alternatives: [
            [rule.text], context.balanced(rule.text, to: 90, context.theme.type.annotation),
          ],
          role: context.theme.type.annotation,
          color: rule.stroke.color.contrast(with: .white) >= 4.5
            ? rule.stroke.color : context.theme.palette.zero,
          anchor: position,
          clearance: 0,
          kind: .annotation,
          priority: 60,
          sides: rule.place == nil ? [.top, .bottom, .left] : [.right, .left, .top]
        )
      )
    }
    for layer in bars { add(barRequests(layer, plot, &scene, &facts), of: layer.view) }
    let solver = LabelPlacement(
      frame: Box(
        x: frame.left,
        y: frame.top,
        width: frame.width,
        height: plot.area.bottom - frame.top - 2.5
      )
    )
    let dropped = solver.place(requests, into: &scene, context)
    for index in dropped.sorted() where isAsked.contains(index) {
      facts.droppedValues += requests[index].alternatives.first ?? []
    }
    return asked.filter { dropped.contains($0.index) }.map(\.text)
  }

  private func request(_ annotation: PlacedAnnotation, _ plot: Plot, _ frame: Box) -> LabelRequest {
    let role = annotation.isStrong ? context.theme.type.focusLabel : context.theme.type.annotation
    let long = min(150, frame.width * 0.4)
    var alternatives: [[String]] = []
    for room in [long, long * 0.66, long * 0.5] {
      let lines = context.balanced(annotation.text, to: room, role)
      if lines.count <= 3, !alternatives.contains(lines) { alternatives.append(lines) }
    }
    if alternatives.isEmpty { alternatives = [context.balanced(annotation.text, to: long, role)] }
    return LabelRequest(
      alternatives: alternatives,
      role: role,
      color: annotation.color,
      anchor: Point(plot.x(annotation.place), plot.y(annotation.value)),
      clearance: 2,
      kind: .annotation,
      priority: 100,
      sides: [.top, .right, .left, .bottom],
      mayLead: true
    )
  }

  /// The points of a line whose values are worth printing.
  private func valueRequests(
    _ layer: LineLayer,
    _ plot: Plot,
    _ frame: Box,
    _ domain: ClosedRange<Double>
  ) -> [LabelRequest] {
    let mode = layer.view.mark.labels
    var requests: [LabelRequest] = []
    let isScenario = layer.view.seriesField == "scenario" || layer.history != nil
    if let history = layer.history, mode != .none {
      requests += keyPoints(history, limit: frame.width > 300 ? 3 : 2, mode).map {
        request($0, history, plot, isLast: $0.place == history.last?.place)
      }
    }
    let isSubject = layer.series.count == 1
    for series in layer.series {
      let endsEarly =
        (series.last.map { $0.place } ?? domain.upperBound)
        < domain.upperBound - 0.04 * (domain.upperBound - domain.lowerBound)
      if endsEarly, !series.name.isEmpty, let last = series.last, let value = last.value {
        let role = series.style.isFocus ? context.theme.type.focusLabel : context.theme.type.label
        let words = mode == .none ? [series.name] : [series.name, valueText(last)]
        requests.append(
          LabelRequest(
            alternatives: [[words.joined(separator: " ")], words],
            role: role,
            color: series.style.labelColor,
            anchor: Point(plot.x(last.place), plot.y(value)),
            clearance: context.theme.figure.point,
            kind: .name,
            priority: 90,
            sides: [.right, .bottom, .top, .left],
            mayLead: true
          )
        )
      }
      if endsEarly, series.name.isEmpty, mode != .none, let last = series.last {
        requests.append(request(last, series, plot, isLast: true))
      }
      guard !isScenario || mode == .all, mode != .none else { continue }
      let isNamed = isSubject || (series.style.isFocus && layer.series.count <= 3)
      guard isNamed || mode == .all else { continue }
      // With the last value, four at most.
      let limit = frame.width > 180 ? 3 : 1
      var points = keyPoints(series, limit: isSubject ? limit : 2, mode)
        .filter { $0.place != series.last?.place }
      if mode == .automatic {
        points = apart(points, from: series.last.map { [$0] } ?? [], plot)
      }
      for point in points { requests.append(request(point, series, plot, isLast: false)) }
    }
    return requests
  }

  private func request(_ point: SeriesPoint, _ series: Series, _ plot: Plot, isLast: Bool)
    -> LabelRequest
  {
    let value = point.value ?? 0
    let neighbours = series.values.filter { $0.place != point.place }
    let before = neighbours.last { $0.place < point.place }?.value
    let after = neighbours.first { $0.place > point.place }?.value
    let isTop = value >= before ?? -.infinity && value >= after ?? -.infinity
    let isFoot = value <= before ?? .infinity && value <= after ?? .infinity
    let sides: [LabelRequest.Side] =
      before == nil
      ? [.top, .right, .bottom, .left]
      : isTop
        ? [.top, .left, .right, .bottom]
        : isFoot
          ? [.bottom, .right, .left, .top]
          : [.top, .left, .right, .bottom]
    return LabelRequest(
      alternatives: [[valueText(point)]],
      role: context.theme.type.valueLabel,
      color: context.theme.palette.text,
      anchor: Point(plot.x(point.place), plot.y(value)),
      clearance: context.theme.figure.point,
      kind: .value,
      priority: isLast ? 80 : 50,
      sides: sides
    )
  }

  /// The points that stand clear of those before them, so that no two labels tell nearly the same.
  private func apart(_ points: [SeriesPoint], from others: [SeriesPoint], _ plot: Plot)
    -> [SeriesPoint]
  {
    func position(_ point: SeriesPoint) -> Point {
      Point(plot.x(point.place), plot.y(point.value ?? 0))
    }
    var kept: [SeriesPoint] = []
    for point in points {
      let here = position(point)
      let isNear = (others + kept).map(position).contains { other in
        let (dx, dy) = (other.x - here.x, other.y - here.y)
        return dx * dx + dy * dy < 144
      }
      if !isNear { kept.append(point) }
    }
    return kept
  }

  /// First, largest, smallest and turning points, the most telling first.
  private func keyPoints(_ series: Series, limit: Int, _ mode: MarkSpecification.LabelMode)
    -> [SeriesPoint]
  {
    let points = series.values
    guard points.count > 1 else { return points }
    if mode == .all { return points }
    if mode == .ends { return [points[0], points[points.count - 1]] }
    let all = points.compactMap(\.value)
    guard let low = all.min(), let high = all.max(), high > low else { return [points[0]] }
    var chosen: [SeriesPoint] = []
    func choose(_ point: SeriesPoint?) {
      // The last value stands at the end of its line.
      let isAtEnd = !series.isHistory && point?.place == series.last?.place
      guard let point, !isAtEnd, !chosen.contains(where: { $0.place == point.place }),
        chosen.count < limit
      else { return }
      chosen.append(point)
    }
    if series.isHistory { choose(points[points.count - 1]) }
    // Where only one is labelled, it is the peak.
    if limit > 1 { choose(points[0]) }
    choose(points.first { $0.value == high })
    choose(points.first { $0.value == low })
    choose(points[0])
    // A restart after a gap, and turns by at least a quarter of the range.
    for run in series.runs.dropFirst() where run.count > 1 { choose(run.first) }
    for (index, point) in points.enumerated() where index > 0 && index < points.count - 1 {
      guard let value = point.value, let before = points[index - 1].value,
        let after = points[index + 1].value
      else { continue }
      let turn = min(abs(value - before), abs(value - after))
      if (value - before) * (after - value) < 0, turn >= 0.25 * (high - low) { choose(point) }
    }
    return chosen
  }

  // MARK: Bars

  private func barRequests(
    _ layer: BarLayer,
    _ plot: Plot,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) -> [LabelRequest] {
    let isAll = layer.view.mark.labels == .all
    guard layer.view.mark.labels != .none, !layer.view.mark.isSplitAtEdition else { return [] }
    let type = context.theme.type
    let step = layer.step
    let share = layer.view.mark.width ?? (layer.isGrouped ? 0.72 : 0.62)
    var requests: [LabelRequest] = []
    if layer.isStacked {
      for segment in layer.segments {
        let box = plot.box(of: segment, step: step, width: share)
        let text = valueText(segment.value)
        let fits =
          context.width(of: text, type.insideLabel) + 4 <= box.width && box.height >= 8.5
        guard fits else {
          if isAll { facts.droppedValues.append(text) }
          continue
        }
        scene.text(
          text,
          x: box.x + box.width / 2,
          baseline: box.y + box.height / 2 + 2.7,
          type.insideLabel,
          color: context.theme.palette.textColor(on: segment.style.color),
          align: .center,
          kind: .inside,
          in: context
        )
      }
      return []
    }
    let largest = layer.segments.max { abs($0.value) < abs($1.value) }
    let last = layer.segments.max { $0.place < $1.place }
    let boxes = layer.segments.map { plot.box(of: $0, step: step, width: share) }
    let widths = layer.segments.map { context.width(of: valueText($0.value), type.valueLabel) }
    let pitch = plot.x(1 * step) - plot.x(0)
    let room = layer.isGrouped ? (boxes.first?.width ?? 0) + 1 : pitch - 3
    let allFit = widths.allSatisfy { $0 <= room }
    for (index, segment) in layer.segments.enumerated() {
      let isKey =
        segment.place == largest?.place || segment.place == last?.place || index == 0
      guard allFit || isAll || (isKey && !layer.isGrouped) else { continue }
      let box = boxes[index]
      let isUp = segment.value >= 0
      requests.append(
        LabelRequest(
          alternatives: [[valueText(segment.value)]],
          role: type.valueLabel,
          color: context.theme.palette.text,
          anchor: Point(box.x + box.width / 2, isUp ? box.y : box.bottom),
          clearance: 0,
          kind: .value,
          priority: segment.place == last?.place ? 70 : 50,
          sides: isUp ? [.top] : [.bottom]
        )
      )
    }
    return requests
  }
}
