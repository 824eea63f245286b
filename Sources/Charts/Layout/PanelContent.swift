import Drawing
import Indicators

/// What one panel draws, resolved to numbers on its two axes, before any place is known.
struct PanelContent {
  let context: ChartContext
  let panel: PanelView
  let kind: HorizontalKind

  struct LineLayer {
    var view: UnitView
    var series: [Series]
    var history: Series?
  }

  struct Mark {
    var place: Double
    var value: Double
    var text: String
    var isHollow: Bool
    var doubt: Doubt?
    var color: Color
  }

  struct PointLayer {
    var view: UnitView
    var marks: [Mark]

    /// The series that no word at a point names.
    var names: [(name: String, color: Color)] = []
  }

  /// A straight line: across at a place or a value, or between two values at one place.
  struct RuleMark {
    var place: Double?
    var value: Double?
    var end: Double?
    var text: String
    var stroke: Stroke
  }

  /// Whether values are differences, so that they carry their sign.
  var isDifference = false

  /// The lines that the key names.
  var keyedLines: [(name: String, color: Color)] = []
  var lines: [LineLayer] = []
  var areas: [AreaLayer] = []
  var bars: [BarLayer] = []
  var points: [PointLayer] = []
  var rules: [RuleMark] = []

  init(_ panel: PanelView, _ kind: HorizontalKind, _ context: ChartContext) {
    self.context = context
    self.panel = panel
    self.kind = kind
    for view in panel.layersWithSigns(context) {
      switch view.mark.type {
      case .line: addLine(view)
      case .area: areas.append(AreaLayer(view, kind, context))
      case .bar: bars.append(BarLayer(view, kind, context))
      case .point, .circle, .square, .tick, .text: addPoints(view)
      case .rule: addRules(view)
      case .timeline, .ranks: break
      }
    }
    guard !bars.isEmpty else { return }
    // A line ends among bars, where no name has a sure place: the key has it.
    for layer in lines.indices where lines[layer].view.sign != nil {
      for index in lines[layer].series.indices {
        let series = lines[layer].series[index]
        if !series.name.isEmpty { keyedLines.append((series.name, series.style.color)) }
        lines[layer].series[index].name = ""
      }
    }
  }

  private mutating func addLine(_ view: UnitView) {
    var layer = LineLayer(view: view, series: view.series(kind, context))
    if let table = view.history {
      var past = view
      past.table = table
      past.encoding[.color] = nil
      past.encoding[.detail] = nil
      if var history = past.series(kind, context).first {
        history.isHistory = true
        history.style.color = context.theme.palette.text
        history.style.labelColor = context.theme.palette.text
        history.style.dash = []
        history.style.width = context.theme.figure.focusLine - 0.2
        layer.history = history
        if let joint = history.last {
          // The scenarios go on from the last value that is known.
          for index in layer.series.indices {
            let after = layer.series[index].points.filter { $0.place > joint.place + 1e-9 }
            var start = joint
            start.status = after.first?.status ?? .forecast
            start.doubt = nil
            start.startsAnew = false
            layer.series[index].points =
              [start]
              + after.map { point in
                var point = point
                // The first step after the joint is no gap even if the model leaves a period out.
                point.period = nil
                return point
              }
          }
        }
      }
    }
    lines.append(layer)
  }

  private mutating func addPoints(_ view: UnitView) {
    let valueField = view.encoding[.y]?.field ?? "value"
    let field = view.encoding[.color]?.field
    let styles =
      field.map {
        context.styles(
          of: context.ordered(view.table.members(of: $0), in: $0),
          in: $0,
          view.encoding[.color],
          isFill: false
        )
      } ?? [:]
    let named = (view.encoding[.color]?.value ?? view.mark.color)
      .flatMap { context.theme.palette.color(named: $0) }
    var marks: [Mark] = []
    for row in view.table.rows {
      guard let place = view.place(of: row, kind),
        let value = row[valueField].number ?? view.encoding[.y]?.datum?.number
      else { continue }
      let id = field.flatMap { row[$0].text }
      var text = ""
      if let channel = view.encoding[.text], let field = channel.field {
        text = label(of: row[field], field, channel, view)
      }
      let style = id.flatMap { styles[$0] }
      let isFocus = context.focus.isEmpty || context.focus.contains { text == $0 || id == $0 }
      marks.append(
        Mark(
          place: place,
          value: value,
          text: text,
          isHollow: view.mark.isFilled == false || row.doubt != nil,
          doubt: row.doubt,
          color: style?.color ?? named ?? view.sign?.color
            ?? (isFocus ? context.theme.palette.focus : context.theme.palette.context)
        )
      )
    }
    var layer = PointLayer(view: view, marks: marks)
    if let field, field != panel.facetField, view.encoding[.text]?.field != field {
      layer.names = context.ordered(view.table.members(of: field), in: field).compactMap { id in
        styles[id].map { (context.name(of: id, in: field), $0.color) }
      }
    } else if let sign = view.sign, !sign.name.isEmpty {
      layer.names = [(sign.name, named ?? sign.color ?? context.theme.palette.focus)]
    }
    points.append(layer)
  }

  private mutating func addRules(_ view: UnitView) {
    let palette = context.theme.palette
    let color =
      (view.encoding[.color]?.value ?? view.mark.color).flatMap { palette.color(named: $0) }
      ?? palette.axis
    let stroke = Stroke(
      color,
      width: view.mark.strokeWidth ?? 0.7,
      dash: view.mark.strokeDash ?? []
    )
    let (x, y, y2) = (view.encoding[.x], view.encoding[.y], view.encoding[.y2])
    func number(_ channel: ChannelDefinition?, _ row: Row?) -> Double? {
      guard let channel else { return nil }
      return channel.field.flatMap { row?[$0].number } ?? channel.datum?.number
    }
    if x == nil || x?.field == nil, y?.field == nil {
      rules.append(
        RuleMark(
          place: x?.datum.flatMap { view.place(of: $0, kind) },
          value: number(y, nil),
          end: number(y2, nil),
          text: x?.title ?? y?.title ?? "",
          stroke: stroke
        )
      )
      return
    }
    for row in view.table.rows {
      let place = x.flatMap { _ in view.place(of: row, kind) }
      let value = number(y, row)
      guard place != nil || value != nil else { continue }
      var text = ""
      if let channel = view.encoding[.text], let field = channel.field {
        text = label(of: row[field], field, channel, view)
      } else if y == nil {
        text = row["text"].text ?? ""
      }
      rules.append(
        RuleMark(place: place, value: value, end: number(y2, row), text: text, stroke: stroke)
      )
    }
  }

  private func label(
    of datum: Datum,
    _ field: String,
    _ channel: ChannelDefinition,
    _ view: UnitView
  ) -> String {
    switch datum {
    case .missing: return ""
    case .period(let period):
      return channel.isYearOnly ? String(period.year) : context.words.period(period)
    case .number(let value):
      let column = view.table.column(field)
      return context.words.number(value, decimals: column?.decimals ?? 0)
    case .text(let id): return field == "text" ? id : context.name(of: id, in: field)
    }
  }

  // MARK: Differences

  /// Whether its values are differences: as asked, points of per cent, or values of both signs.
  var holdsDifferences: Bool {
    let values = values
    return isMarkedDifference || ((values.min() ?? 0) < 0 && (values.max() ?? 0) > 0)
  }

  /// Whether it is known that values are differences, not only that they have both signs.
  private var isMarkedDifference: Bool {
    panel.layers.contains { $0.mark.isSigned }
      || measureColumn?.unit?.meaning == .percentagePoint
  }

  /// Gives values their signs, and series of differences that end below zero the colour of losses.
  mutating func showAsDifferences() {
    isDifference = true
    let palette = context.theme.palette
    let dashes: [[Double]] = [[], [5, 2], [2, 2], [7, 2, 2, 2]]
    for layer in lines.indices {
      let ids = lines[layer].series.map(\.id)
      let isOverlay =
        lines[layer].view.seriesField == "scenario" && context.areOverlays(ids)
      guard isMarkedDifference || isOverlay else { continue }
      var losses = 0
      for index in ids.indices where lines[layer].series[index].last?.value ?? 0 < 0 {
        lines[layer].series[index].style.color = palette.warm
        lines[layer].series[index].style.labelColor = palette.warm
        lines[layer].series[index].style.dash = dashes[losses % dashes.count]
        losses += 1
      }
    }
  }

  // MARK: Extents

  /// Everything that the value axis must show.
  var values: [Double] {
    var all: [Double] = []
    for layer in lines {
      for series in layer.series + (layer.history.map { [$0] } ?? []) {
        all += series.points.compactMap(\.value)
      }
    }
    all += areas.flatMap(\.values)
    all += bars.flatMap { $0.segments.flatMap { [$0.low, $0.high] } }
    all += points.flatMap { $0.marks.map(\.value) }
    all += rules.flatMap { [$0.value, $0.end].compactMap { $0 } }
    return all
  }

  /// What the horizontal axis must show; nothing without any place.
  var places: ClosedRange<Double>? {
    if case .band(let members) = kind { return 0...Double(max(members.count, 1)) }
    var all: [Double] = []
    for layer in lines {
      for series in layer.series + (layer.history.map { [$0] } ?? []) {
        all += series.values.map(\.place)
      }
    }
    all += areas.flatMap(\.places)
    for layer in bars {
      let half = layer.step / 2
      all += layer.segments.flatMap { [$0.place - half, $0.place + half] }
    }
    all += points.flatMap { $0.marks.map(\.place) }
    let data = all
    // A rule alone does not stretch the axis: what lies outside is not drawn.
    if data.isEmpty { all += rules.compactMap(\.place) }
    guard let low = all.min(), let high = all.max() else { return nil }
    return low < high ? low...high : (low - 0.5)...(high + 0.5)
  }

  /// Whether a scale for values starts at zero: as asked, else where the values come near it, as those of
  /// bars and areas do, which stand on it.
  private func includesZero(_ values: [Double]) -> Bool {
    if let asked = panel.layers.lazy.compactMap({ $0.encoding[.y]?.includesZero }).first {
      return asked
    }
    return startsAtZero(values)
  }

  var isNormalized: Bool {
    panel.layers.contains { $0.encoding[.y]?.stack == .normalize }
  }

  var measureColumn: Column? { panel.layers.lazy.compactMap(\.measureColumn).first }

  var hasValueAxis: Bool {
    !panel.layers.contains { $0.encoding[.y].map { !$0.hasAxis } ?? false }
  }

  var hasTimeAxis: Bool { !panel.layers.contains { $0.encoding[.x].map { !$0.hasAxis } ?? false } }

  func axis(height: Double, sharedWith others: [PanelContent] = []) -> ValueAxis {
    let all = ([self] + others).flatMap(\.values)
    let domain = panel.layers.lazy.compactMap { $0.encoding[.y]?.domain?.compactMap(\.number) }
      .first
    if isNormalized {
      return ValueAxis(
        low: 0,
        high: 100,
        ticks: [0, 25, 50, 75, 100],
        labels: ["0", "25", "50", "75", "100"].map { $0 + "%" }
      )
    }
    var axis = ValueAxis(
      domain.map { $0.count == 2 ? all + $0 : all } ?? all,
      includesZero: includesZero(all),
      mustEnclose: !areas.isEmpty,
      count: 5,
      unit: measureColumn?.unit,
      words: context.words
    )
    if let domain, domain.count == 2 {
      let kept = zip(axis.ticks, axis.labels).filter { $0.0 >= domain[0] && $0.0 <= domain[1] }
      axis.ticks = kept.map(\.0)
      axis.labels = kept.map(\.1)
      axis.low = domain[0]
      axis.high = domain[1]
    }
    return axis.thinned(height: height)
  }

  // MARK: Words for values

  /// How many decimals the printed values have: what was published, and no more than a reader can use.
  var labelDecimals: Int {
    decimals(of: values, in: measureColumn)
  }

  func valueText(_ value: Double) -> String {
    context.words.number(value, decimals: labelDecimals, hasSign: isDifference)
  }

  /// The value of a point with the sign of a bound.
  ///
  /// A value that was read has no more decimals than it was published with, whatever its neighbours
  /// have; a whole thousand among thousands has none, for it was rounded to it.
  func valueText(_ point: SeriesPoint) -> String {
    let value = point.value ?? 0
    var decimals = labelDecimals
    if let published = point.decimals {
      if measureColumn?.isRescaled != true {
        decimals = min(decimals, published)
      } else if value == value.rounded() {
        decimals = 0
      }
    }
    return (point.bound ?? "")
      + context.words.number(value, decimals: decimals, hasSign: isDifference)
  }
}

/// How many decimals a chart's labels have: three digits of the largest value, four where the values lie
/// close together, and never more than were published.
///
/// Where nobody says how many were published, or in another multiplier than the data's, zeros that all values end in are left out.
func decimals(of values: [Double], in column: Column?) -> Int {
  let published = column?.decimals
  let size = values.map(\.magnitude).max() ?? 0
  let spread = (values.max() ?? 0) - (values.min() ?? 0)
  var wanted =
    switch size {
    case 1000...: 0
    case 100..<1000: 0
    case 10..<100: 1
    case 1..<10: 2
    case 0.1..<1: 2
    default: size == 0 ? 0 : 3
    }
  if size >= 100, size < 1000, spread < size * 0.6 { wanted = 1 }
  var result = min(wanted, max(published ?? wanted, 0))
  guard published == nil || column?.isRescaled ?? false else { return result }
  while result > 0 {
    let scale = (1..<result).reduce(1.0) { product, _ in product * 10 }
    guard values.allSatisfy({ abs(($0 * scale).rounded() / scale - $0) < 1e-9 * max(1, size) })
    else { break }
    result -= 1
  }
  return result
}
