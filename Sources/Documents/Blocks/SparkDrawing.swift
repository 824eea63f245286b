import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// The small drawing of a tile: a line broken at gaps, or a share as a bar.
struct SparkDrawing {
  private enum Form {
    /// Values by their place in time, nothing where one is missing.
    case line([Double?])
    case share(Double)
  }

  private let form: Form
  private let first: Line
  private let last: Line
  private let width: Double
  private let theme: Theme
  private let alternative: String

  private static let top = 79.0
  private static let bottom = 98.0
  private static let floor = 104.0
  private static let labelBaseline = 113.0

  init?(_ tile: MetricsBlock.Tile, width: Double, setting: Setting) {
    self.width = width
    theme = setting.theme
    let role = theme.type.sparkLabel
    var labels = tile.sparkLabels.map { setting.string($0) }
    let name = setting.string(tile.label)
    if let expression = tile.share {
      guard let share = Self.share(of: expression, setting) else { return nil }
      form = .share(share)
      let percent = number(share * 100, decimals: 1, in: setting.language)
      alternative = "\(name): \(percent)%"
    } else if let expression = tile.spark {
      guard let series = Self.series(of: expression, setting) else { return nil }
      form = .line(series.values)
      let range = periodRange(series.first, series.last, in: setting.language)
      alternative = "\(name), \(range)"
      if labels.isEmpty {
        labels = [series.first, series.last].map {
          periodName($0, in: setting.language, style: .short)
        }
      }
    } else {
      return nil
    }
    first = setting.run(labels.first ?? "", role)
    last = setting.run(labels.count > 1 ? labels[1] : "", role)
  }

  private static func share(of expression: Excerpt, _ setting: Setting) -> Double? {
    guard let cube = setting.values.cube(expression, into: &setting.diagnostics)?.cube else {
      return nil
    }
    guard cube.values.count == 1, let value = cube[0] else {
      setting.diagnostics.report(.oneValue(expression.text, at: expression.span))
      return nil
    }
    let scaled = cube.unit.meaning == .percent ? value / 100 : value
    guard (0...1).contains(scaled) else {
      setting.diagnostics.report(.shareOutside(expression.text, at: expression.span))
      return nil
    }
    return scaled
  }

  private static func series(
    of expression: Excerpt,
    _ setting: Setting
  ) -> (values: [Double?], first: Period, last: Period)? {
    guard let cube = setting.values.cube(expression, into: &setting.diagnostics)?.cube else {
      return nil
    }
    guard case .series(let periods) = cube.time, cube.values.count == periods.count else {
      setting.diagnostics.report(.oneSeries(expression.text, at: expression.span))
      return nil
    }
    let known = periods.indices.filter { cube[$0] != nil }
    guard let first = known.first, let last = known.last else { return nil }
    // Steps in time are places on the line, so that a year without a record is a gap of its width.
    let start = periods[first]
    var values: [Double?] = []
    for index in first...last {
      let place = periods[index].ordinal - start.ordinal
      while values.count < place { values.append(nil) }
      values.append(cube[index])
    }
    return (values, start, periods[last])
  }

  func draw(_ painter: inout PagePainter, at origin: Point) {
    painter.tagged(.figure(alternative: alternative)) { painter in
      switch form {
      case .line(let values): drawLine(values, &painter, at: origin)
      case .share(let share): drawShare(share, &painter, at: origin)
      }
      painter.draw(first, at: Point(origin.x, origin.y + Self.labelBaseline))
      let x = origin.x + width - last.width
      painter.draw(last, at: Point(x, origin.y + Self.labelBaseline))
    }
  }

  private func drawShare(_ share: Double, _ painter: inout PagePainter, at origin: Point) {
    let box = Box(x: origin.x, y: origin.y + Self.bottom - 10, width: width, height: 9)
    var part = box
    part.width = width * share
    painter.list.append(.fill(.rectangle(box), .color(theme.palette.focusSteps[1])))
    painter.list.append(.fill(.rectangle(part), .color(theme.palette.focus)))
  }

  private func drawLine(_ values: [Double?], _ painter: inout PagePainter, at origin: Point) {
    painter.rule(
      at: Point(origin.x, origin.y + Self.floor),
      width: width,
      theme.rules.running
    )
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return }
    let inset = 3.0
    let step = (width - 2 * inset) / Double(max(values.count - 1, 1))
    func point(_ index: Int, _ value: Double) -> Point {
      let share = high > low ? (value - low) / (high - low) : 0.5
      return Point(
        origin.x + inset + Double(index) * step,
        origin.y + Self.bottom - share * (Self.bottom - Self.top)
      )
    }
    let stroke = Stroke(theme.palette.focus, width: 1.3, cap: .round)
    var run: [Point] = []
    func flush() {
      if run.count > 1 { painter.list.append(.stroke(.polyline(run), stroke)) }
      if run.count == 1, let lone = run.first {
        let dot = Path.circle(center: lone, radius: 1.3)
        painter.list.append(.fill(dot, .color(theme.palette.focus)))
      }
      run = []
    }
    for (index, value) in values.enumerated() {
      if let value { run.append(point(index, value)) } else { flush() }
    }
    flush()
    if let last = values.last, let value = last {
      let dot = Path.circle(center: point(values.count - 1, value), radius: 2.2)
      painter.list.append(.fill(dot, .color(theme.palette.focus)))
    }
  }
}
