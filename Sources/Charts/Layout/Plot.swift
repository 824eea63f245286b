import Drawing
import Indicators

/// The scales of one panel and the rectangle of its data, on which marks draw.
struct Plot {
  let context: ChartContext

  /// Where data stands.
  let area: Box
  let horizontal: LinearScale
  let vertical: LinearScale

  func x(_ place: Double) -> Double { horizontal.position(of: place) }
  func y(_ value: Double) -> Double { vertical.position(of: value) }
}

/// What a chart says under itself, gathered while it is laid out.
struct NoteFacts {
  var missing: Set<Period> = []

  /// The power of ten by which the labels are smaller than the data, where no subtitle says so.
  var unsaidScale: Int?

  /// Whether some series have gaps where others have values.
  var hasOwnGaps = false

  /// Periods before which a series breaks.
  var breaks: Set<Period> = []

  /// Periods without a bar.
  var missingBars: Set<Period> = []

  /// What hollow points say of their values, and what light bars do.
  var hollow: Set<Doubt> = []
  var light: Set<Doubt> = []
  var hasDashed = false
  var hasHatched = false
  var scaleStarts: Set<String> = []
  var differencesFrom: String?
  var counterfactuals: [String] = []
  var hasRemainder = false
  var hasUnnamedParts = false
  var unlabelled: [String] = []

  /// Values that were asked for with `labels: all` and found no place.
  var droppedValues: [String] = []

  /// The labels of gridlines that are not written at each of them.
  var gridlines: [String] = []
  /// Which kinds of spans a timeline draws.
  var spans: (solid: Bool, outline: Bool, hatch: Bool)?

  func sentences(_ words: Words) -> [String] {
    var notes: [String] = []
    if let unsaidScale { notes.append(words.valuesIn(unsaidScale)) }
    if let spans {
      notes.append(
        words.spans(hasSolid: spans.solid, hasOutline: spans.outline, hasHatch: spans.hatch)
      )
    }
    if !gridlines.isEmpty { notes.append(words.gridlines(gridlines)) }
    if hasUnnamedParts { notes.append(words.unnamedParts) }
    if hasRemainder { notes.append(words.remainder) }
    if let differencesFrom { notes.append(words.differencesFrom(differencesFrom)) }
    if !counterfactuals.isEmpty { notes.append(words.counterfactual(counterfactuals)) }
    if !hollow.isEmpty { notes.append(words.hollow(hollow)) }
    if !light.isEmpty { notes.append(words.lightBars(light)) }
    if hasDashed { notes.append(words.dashedForecasts) }
    if hasHatched { notes.append(words.hatchedForecasts) }
    if !unlabelled.isEmpty { notes.append(words.unlabelled(unlabelled)) }
    if missing.isEmpty, hasOwnGaps { notes.append(words.gaps([], isMore: true)) }
    if !missing.isEmpty {
      let stretches = words.stretches(missing.sorted())
      notes.append(words.gaps(stretches, isMore: stretches.count > 6))
    }
    if !breaks.isEmpty {
      let years = breaks.sorted().map(words.period)
      notes.append(words.breaks(years, isMore: years.count > 6))
    }
    if !missingBars.isEmpty {
      let stretches = words.stretches(missingBars.sorted())
      if stretches.count <= 6 { notes.append(words.noValue(stretches)) }
    }
    if let start = scaleStarts.first {
      notes.append(scaleStarts.count == 1 ? words.scaleStart(start) : words.scaleStarts)
    }
    return notes
  }
}

/// How a panel fits among its neighbours.
struct PanelOptions {
  var axis: ValueAxis?
  var time: ClosedRange<Double>?
  var showsValueLabels = true
  var showsTimeLabels = true

  /// The room at the right for names, if neighbours share it.
  var endColumn: Double?
  var isPanel = false

  /// The width that names are broken to, where a neighbour's frame is wider by its labels.
  var width: Double?

  /// From the frame's top to the top of the plot, if neighbours share it.
  var topInset: Double?

  /// Under the lowest value, if neighbours share it.
  var footInset: Double?

  /// Whether bars say all values, if neighbours decide on it together.
  var isBare: Bool?
}

/// The kind of a plot's horizontal axis.
enum HorizontalKind {
  case time(yearOffset: Double, steps: TimeSteps)
  case linear
  case band([String])
}

extension UnitView {
  var valueColumn: Column? {
    let field = encoding[.y]?.field ?? "value"
    return table.column(field)
  }

  /// The column whose values the chart is about.
  var measureColumn: Column? {
    if let y = encoding[.y]?.field, let column = table.column(y), column.type == .quantitative {
      return column
    }
    if let x = encoding[.x]?.field, let column = table.column(x), column.type == .quantitative {
      return column
    }
    return table.columns.first { $0.type == .quantitative }
  }

  /// The column that tells series apart.
  var seriesField: String? { encoding[.color]?.field ?? encoding[.detail]?.field }

  /// Where a row stands on the horizontal axis; nothing if it has no place there.
  func place(of row: Row, _ kind: HorizontalKind) -> Double? {
    guard let channel = encoding[.x] else { return nil }
    return place(of: channel.field.map { row[$0] } ?? channel.datum ?? .missing, kind)
  }

  func place(of datum: Datum, _ kind: HorizontalKind) -> Double? {
    switch kind {
    case .time:
      switch datum {
      case .period(let period): return period.place(of: valueColumn?.kind ?? .unknown)
      case .number(let year): return Period.year(Int(year)).place(of: valueColumn?.kind ?? .unknown)
      case .missing, .text: return nil
      }
    case .linear: return datum.number
    case .band(let members):
      return datum.text.flatMap { id in members.firstIndex(of: id) }.map { Double($0) + 0.5 }
    }
  }

  /// The rows as series, in the order in which legends name them.
  func series(_ kind: HorizontalKind, _ context: ChartContext) -> [Series] {
    let field = seriesField
    let members = field.map { context.ordered(table.members(of: $0), in: $0) } ?? [""]
    var styles =
      field.map { context.styles(of: members, in: $0, encoding[.color], isFill: false) } ?? [:]
    if field == nil {
      let named = (encoding[.color]?.value ?? mark.color)
        .flatMap { context.theme.palette.color(named: $0) }
      let color = named ?? sign?.color ?? context.theme.palette.focus
      styles[""] = SeriesStyle(
        color: color,
        labelColor: color.contrast(with: .white) >= 4.5 ? color : context.theme.palette.axis,
        dash: mark.strokeDash ?? [],
        width: mark.strokeWidth ?? context.theme.figure.focusLine,
        isFocus: true
      )
    }
    let valueField = encoding[.y]?.field ?? "value"
    return members.compactMap { id in
      guard var style = styles[id] else { return nil }
      if let width = mark.strokeWidth { style.width = width }
      if let dash = mark.strokeDash { style.dash = dash }
      let rows = field.map { field in table.rows.filter { $0[field].text == id } } ?? table.rows
      let points: [SeriesPoint] = rows.compactMap { row in
        place(of: row, kind).map { place in
          SeriesPoint(
            period: encoding[.x]?.field.flatMap { row[$0].period },
            place: place,
            value: row[valueField].number,
            status: row.status,
            doubt: row.doubt,
            startsAnew: row.isAfterBreak,
            bound: row.bound.map { $0 + "\u{A0}" },
            decimals: row.decimals
          )
        }
      }.sorted { $0.place < $1.place }
      guard points.contains(where: { $0.value != nil }) else { return nil }
      return Series(
        id: id,
        name: field.map { context.name(of: id, in: $0) } ?? sign?.name ?? "",
        style: style,
        points: points
      )
    }
  }
}
