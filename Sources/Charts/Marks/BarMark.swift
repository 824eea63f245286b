import Drawing
import Indicators

/// One rectangle of a vertical bar chart.
struct BarSegment {
  var seriesIndex: Int
  var place: Double
  var period: Period?
  var low: Double
  var high: Double

  /// What is printed: the value, not where the rectangle ends.
  var value: Double
  var status: Status
  var doubt: Doubt?
  var style: SeriesStyle

  /// Where in a group the bar stands, and how many series there are: a bar alone stands in the middle.
  var slot: Double
  var slots: Int
}

/// Vertical bars over periods or members: single, grouped or stacked.
struct BarLayer {
  var segments: [BarSegment]
  var names: [(name: String, style: SeriesStyle)]
  var isStacked: Bool
  var isGrouped: Bool
  var view: UnitView

  init(_ view: UnitView, _ kind: HorizontalKind, _ context: ChartContext) {
    self.view = view
    let field = view.seriesField
    var series = view.series(kind, context)
    let stack = view.encoding[.y]?.stack ?? (field == nil ? StackMode.none : .zero)
    isStacked = series.count > 1 && stack != .none
    isGrouped = series.count > 1 && stack == .none
    if let field {
      let styles = context.styles(
        of: series.map(\.id),
        in: field,
        view.encoding[.color],
        isFill: true
      )
      for index in series.indices {
        if let style = styles[series[index].id] { series[index].style = style }
      }
    }
    names = series.map { ($0.name, $0.style) }
    segments = []
    var positive: [Double: Double] = [:]
    var negative: [Double: Double] = [:]
    var totals: [Double: Double] = [:]
    for item in series {
      for point in item.values { totals[point.place, default: 0] += point.value ?? 0 }
    }
    for (index, item) in series.enumerated() {
      for point in item.values {
        guard let value = point.value else { continue }
        var low = 0.0
        var high = value
        if isStacked {
          let total = totals[point.place] ?? 0
          let part = stack == .normalize ? (total == 0 ? 0 : value / total * 100) : value
          if part >= 0 {
            low = positive[point.place] ?? 0
            high = low + part
            positive[point.place] = high
          } else {
            high = negative[point.place] ?? 0
            low = high + part
            negative[point.place] = low
          }
        }
        segments.append(
          BarSegment(
            seriesIndex: index,
            place: point.place,
            period: point.period,
            low: min(low, high),
            high: max(low, high),
            value: value,
            status: point.status,
            doubt: point.doubt,
            style: item.style,
            slot: isGrouped ? Double(index) : 0,
            slots: isGrouped ? series.count : 1
          )
        )
      }
    }
    guard isGrouped else { return }
    for (place, own) in Dictionary(grouping: segments.indices, by: { segments[$0].place })
    where own.count < series.count && place.isFinite {
      let start = Double(series.count - own.count) / 2
      for (rank, index) in own.sorted().enumerated() { segments[index].slot = start + Double(rank) }
    }
  }

  /// The series that hold forecasts alone: their swatch is hatched like their bars.
  var hatchedColors: Set<Color> {
    guard !view.mark.isSplitAtEdition else { return [] }
    let certain = Set(segments.filter { $0.status != .forecast }.map(\.style.color))
    return Set(segments.map(\.style.color)).subtracting(certain)
  }

  /// The least distance between two places, on the axis; one where there is only one.
  var step: Double {
    let places = Set(segments.map(\.place)).sorted()
    return zip(places.dropFirst(), places).map { $0 - $1 }.min() ?? 1
  }
}

extension Scene {
  /// A forecast: hatched on white in the series' colour, or in grey where that is too light for lines.
  mutating func forecast(_ box: Box, _ color: Color, _ palette: Palette) {
    let ink = color.contrast(with: .white) >= 3 ? color : palette.context
    fill(.rectangle(box), .white)
    hatch(.rectangle(box), ink)
    stroke(.rectangle(box.inset(by: 0.3)), Stroke(ink, width: 0.6), at: .fill)
  }
}

extension Plot {
  func box(of segment: BarSegment, step: Double, width: Double) -> Box {
    let pitch = x(segment.place + step) - x(segment.place)
    let whole = pitch * width
    let each = whole / Double(segment.slots)
    let gap = segment.slots > 1 ? min(context.theme.figure.fillGap, each * 0.15) : 0
    let left = x(segment.place) - whole / 2 + segment.slot * each
    let (top, foot) = (y(segment.high), y(segment.low))
    return Box(x: left + gap / 2, y: top, width: max(each - gap, 0.3), height: foot - top)
  }

  /// Draws bars by the notation: forecasts hatched, estimates lighter, what lies after the edition light.
  func drawBars(
    _ layer: BarLayer,
    into scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let palette = context.theme.palette
    let step = layer.step
    let share = layer.view.mark.width ?? (layer.isGrouped ? 0.72 : 0.62)
    // Where all values are estimates, a lighter colour would tell nothing apart.
    let hasCertain = layer.segments.contains { $0.status == .actual }
    let gap = layer.isStacked ? context.theme.figure.fillGap / 2 : 0
    for segment in layer.segments {
      var box = box(of: segment, step: step, width: share)
      guard box.height > 0.01 else { continue }
      if layer.isStacked, box.height > 2 {
        box = Box(x: box.x, y: box.y + gap, width: box.width, height: box.height - gap)
      }
      let path = Path.rectangle(box)
      var color = segment.style.color
      if layer.view.mark.isSplitAtEdition {
        let isPast =
          segment.period.map { period in
            context.today.map { period.firstDay <= $0 } ?? true
          } ?? true
        color = isPast ? palette.focus : palette.focusSteps[min(2, palette.focusSteps.count - 1)]
        scene.fill(path, color)
      } else if segment.status == .forecast, box.width >= 4 {
        scene.forecast(box, color, palette)
        facts.hasHatched = true
      } else {
        if let doubt = segment.doubt, hasCertain, !layer.isStacked {
          color = color.tint(0.5)
          facts.light.insert(doubt)
        }
        scene.fill(path, color)
      }
      scene.marks.append(box)
    }
  }
}
