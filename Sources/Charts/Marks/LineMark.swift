import Drawing
import Indicators

/// One value of a series and where it stands.
struct SeriesPoint {
  var period: Period?

  /// On the number line of the horizontal axis.
  var place: Double

  /// Nothing where it is missing, so that a line ends there.
  var value: Double?
  var status: Status
  var doubt: Doubt?
  var startsAnew: Bool
  var bound: String?

  /// How many decimals it was published with; nothing for a computed value.
  var decimals: Int?
}

/// The values of one line in order.
struct Series {
  var id: String
  var name: String
  var style: SeriesStyle
  var points: [SeriesPoint]

  /// Whether it is the past of scenarios.
  var isHistory = false

  var values: [SeriesPoint] { points.filter { $0.value != nil } }
  var first: SeriesPoint? { values.first }
  var last: SeriesPoint? { values.last }

  /// Stretches without a missing value, a break or a skipped period between.
  var runs: [[SeriesPoint]] {
    var runs: [[SeriesPoint]] = []
    var current: [SeriesPoint] = []
    for point in points {
      let isSkip =
        zip([current.last?.period], [point.period]).contains { before, now in
          guard let before, let now, before.frequency == now.frequency else { return false }
          return now.ordinal - before.ordinal > 1
        }
      if point.value == nil || point.startsAnew || isSkip {
        if !current.isEmpty { runs.append(current) }
        current = []
      }
      if point.value != nil { current.append(point) }
    }
    if !current.isEmpty { runs.append(current) }
    return runs
  }
}

extension Plot {
  /// Draws a series: runs of values as lines, forecasts dashed, lone values as dots, estimates hollow.
  ///
  /// Without `hasPoints` only lone values have dots. Without `marksForecasts` forecasts are not dashed:
  /// scenarios have dashes of their own.
  func drawLine(
    _ series: Series,
    hasPoints: Bool,
    marksForecasts: Bool = true,
    isStepped: Bool = false,
    into scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let depth: Scene.Depth = series.style.isFocus || series.isHistory ? .focusLine : .contextLine
    func place(_ point: SeriesPoint) -> Point? {
      point.value.map { Point(x(point.place), y($0)) }
    }
    for run in series.runs {
      // Neighbouring pieces of one sign are one path, so that dashes run through.
      var piece: [Point] = []
      var isDashed = false
      func flush(_ scene: inout Scene) {
        guard piece.count > 1 else { return }
        let dash = isDashed && series.style.dash.isEmpty ? [4, 2.5] : series.style.dash
        scene.line(
          piece,
          Stroke(
            series.style.color,
            width: series.style.width,
            dash: dash,
            cap: dash.isEmpty ? .round : .butt
          ),
          at: depth
        )
      }
      for point in run {
        guard let position = place(point) else { continue }
        let isForecast = marksForecasts && point.status == .forecast
        if let end = piece.last, isForecast != isDashed {
          if piece.count > 1 { flush(&scene) }
          piece = [end]
          isDashed = isForecast
        } else if piece.isEmpty {
          isDashed = false
        }
        if isStepped, let end = piece.last { piece.append(Point(position.x, end.y)) }
        piece.append(position)
      }
      flush(&scene)
    }
    let lone = Set(series.runs.filter { $0.count == 1 }.compactMap { $0.first?.place })
    for point in series.values {
      guard let position = place(point), hasPoints || lone.contains(point.place) else { continue }
      scene.dot(
        position,
        radius: context.theme.figure.point,
        ring: series.runs.count == series.values.count ? 0 : context.theme.figure.pointRing,
        color: series.style.color,
        isHollow: point.doubt != nil
      )
      if let doubt = point.doubt { facts.hollow.insert(doubt) }
    }
  }
}
