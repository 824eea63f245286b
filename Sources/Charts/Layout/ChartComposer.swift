import Diagnostics
import Drawing
import Indicators
import Wording

/// Puts the panels of a chart into its frame and gathers what is said round it.
struct ChartComposer {
  let specification: ChartSpecification

  /// In the data's own units, for the figure's rows.
  let raw: NormalChart
  var chart: NormalChart
  let context: ChartContext

  private enum Form {
    case plot(HorizontalKind)
    case horizontalBars
    case ranks
    case timeline
  }

  func compose(
    width: Double?,
    height: Double?,
    data: some ChartData,
    into diagnostics: inout DiagnosticList
  ) -> ChartDrawing? {
    let standard = standardSize
    let width = width ?? standard.width
    if let rows = chartInRows(width: width) {
      var composer = self
      composer.chart = rows
      return composer.compose(width: width, height: height, data: data, into: &diagnostics)
    }
    guard let form = form(into: &diagnostics) else { return nil }
    var scene = Scene()
    var facts = NoteFacts()
    var dropped: [String] = []
    let size: Size
    var heights: ClosedRange<Double>?
    switch form {
    case .plot(let kind):
      let annotations = annotations(kind, data: data, into: &diagnostics)
      for view in chart.panels[0].layersWithSigns(context) where view.sign?.isUnnamed == true {
        diagnostics.report(.chartUnnamedLayer(at: view.span))
      }
      (size, dropped) = drawPlots(
        kind,
        Size(width, height ?? standard.height),
        hasHeight: height != nil || isCustomSize,
        annotations,
        &scene,
        &facts
      )
    case .horizontalBars:
      (size, heights) = drawHorizontalBars(
        width: width,
        height: height ?? (isCustomSize ? standard.height : nil),
        data: data,
        &scene,
        &facts,
        into: &diagnostics
      )
    case .ranks:
      let view = chart.layers.first { $0.mark.type == .ranks } ?? chart.layers[0]
      let ranks = Ranks(chart, view, context)
      size = ranks.draw(width: width, into: &scene)
      facts.gridlines = ranks.gridlines
      heights = size.height...size.height
    case .timeline:
      guard
        let timeline = Timeline(
          chart.layers[0],
          context,
          into: &diagnostics
        )
      else { return nil }
      size = timeline.draw(width: width, into: &scene, &facts)
      heights = size.height...size.height
    }
    for text in dropped {
      diagnostics.report(.chartLabelDropped(text, at: specification.span))
    }
    if !facts.droppedValues.isEmpty {
      diagnostics.report(.chartValuesDropped(facts.droppedValues, at: specification.span))
    }
    let kind = chartKind(form)
    let summary = ChartSummary(
      specification: specification,
      raw: raw,
      chart: chart,
      context: context,
      kind: kind
    )
    let subtitle = specification.subtitle.flatMap { data.text($0, into: &diagnostics) }
    if let subtitle, let column = chart.layers.lazy.compactMap(\.measureColumn).first,
      column.isRescaled, let power = column.unit?.multiplier,
      !context.words.names(power, in: subtitle)
    {
      facts.unsaidScale = power
    }
    let title = specification.title.flatMap { data.text($0, into: &diagnostics) }
    let alternative = specification.alternative.flatMap { data.text($0, into: &diagnostics) }
    let tables =
      raw.tables + raw.layers.compactMap(\.history) + raw.layers.compactMap(\.beside)
    return ChartDrawing(
      list: scene.list,
      size: size,
      heights: heights,
      subtitle: subtitle ?? summary.subtitle,
      alternative: alternative ?? summary.alternative(title: title),
      notes: facts.sentences(context.words),
      sources: Set(tables.flatMap(\.sources)).sorted(),
      isCalculated: tables.contains(where: \.isCalculated),
      rows: summary.rows,
      texts: scene.texts
    )
  }

  private var isCustomSize: Bool {
    if case .custom = specification.size { true } else { false }
  }

  private var standardSize: Size {
    if case .custom(let size) = specification.size { return size }
    let name = specification.size?.name ?? "full"
    return context.theme.figure.sizes[name] ?? Size(486, 180)
  }

  // MARK: Form

  private func form(into diagnostics: inout DiagnosticList) -> Form? {
    let layers = chart.layers
    if layers.contains(where: { $0.mark.type == .timeline }) { return .timeline }
    if layers.contains(where: { $0.mark.type == .ranks }) { return .ranks }
    func type(_ channel: Channel) -> MeasureType? {
      for layer in layers {
        guard let definition = layer.encoding[channel] else { continue }
        if let type = definition.type { return type }
        switch definition.datum {
        case .period?: return .temporal
        case .number?: return .quantitative
        case .text?: return .nominal
        case .missing?, nil: continue
        }
      }
      return nil
    }
    let (x, y) = (type(.x), type(.y))
    let isBar = layers.contains { $0.mark.type == .bar }
    if isBar, x == .quantitative, y != .quantitative { return .horizontalBars }
    switch (x, y) {
    case (.temporal, .quantitative), (.temporal, nil):
      return .plot(.time(yearOffset: yearOffset, steps: timeSteps))
    case (.quantitative, .quantitative):
      return .plot(.linear)
    case (.nominal, .quantitative), (.ordinal, .quantitative):
      let field = layers.lazy.compactMap { $0.encoding[.x]?.field }.first ?? ""
      return .plot(.band(bandOrder(field)))
    default:
      diagnostics.report(
        .chartPositions(
          "this mark is not drawn with '\(x?.rawValue ?? "nothing")' along and "
            + "'\(y?.rawValue ?? "nothing")' up",
          at: specification.span
        )
      )
      return nil
    }
  }

  /// The same bars laid as rows, where the names of their categories do not fit under them; nothing for
  /// what stands as it is.
  private func chartInRows(width: Double) -> NormalChart? {
    let areBars = chart.panels.allSatisfy { panel in
      panel.layers.count == 1
        && panel.layers.allSatisfy { view in
          view.mark.type == .bar && !view.mark.isSplitAtEdition && view.encoding[.y]?.field != nil
            && [.nominal, .ordinal].contains(view.encoding[.x]?.type)
            && view.encoding[.y]?.type == .quantitative
        }
    }
    guard areBars, let field = chart.layers.first?.encoding[.x]?.field else { return nil }
    let columns = Double(chart.columns ?? 1)
    let room = (width - context.theme.figure.panelGap * (columns - 1)) / columns
    let kind = HorizontalKind.band(bandOrder(field))
    guard
      !chart.panels.allSatisfy({
        PanelContent($0, kind, context).namesFitUnderBands(width: room)
      })
    else { return nil }
    var rows = chart
    for panel in rows.panels.indices {
      for layer in rows.panels[panel].layers.indices {
        let (x, y) = (
          chart.panels[panel].layers[layer].encoding[.x],
          chart.panels[panel].layers[layer].encoding[.y]
        )
        rows.panels[panel].layers[layer].encoding[.x] = y
        rows.panels[panel].layers[layer].encoding[.y] = x
      }
    }
    return rows
  }

  private func bandOrder(_ field: String) -> [String] {
    var seen: Set<String> = []
    let members = chart.layers.flatMap { $0.table.members(of: field) }
      .filter { seen.insert($0).inserted }
    let definition = chart.layers.lazy.compactMap { $0.encoding[.x] }.first
    let ordered = context.ordered(members, in: field)
    func total(_ id: String) -> Double {
      chart.layers.reduce(0) { sum, layer in
        let value = layer.encoding[.y]?.field ?? "value"
        return sum
          + layer.table.rows.filter { $0[field].text == id }
          .reduce(0) { $0 + ($1[value].number ?? 0) }
      }
    }
    switch definition?.sort {
    case .listed(let order): return order.filter(members.contains)
    case .byValue(let isDescending):
      return members.sorted {
        isDescending ? (total($0), $1) > (total($1), $0) : (total($0), $0) < (total($1), $1)
      }
    case .descending: return ordered.reversed()
    case .ascending, .unsorted, nil: return members == ordered ? members : ordered
    }
  }

  /// Where on its year the label of an annual value stands; 0 for an axis of dates.
  private var yearOffset: Double {
    var isStock: Bool?
    for layer in chart.layers {
      guard let field = layer.encoding[.x]?.field, field != "date" else { continue }
      for row in layer.table.rows {
        guard let period = row[field].period else { continue }
        if period.frequency != .annual { return 0 }
        if isStock == nil { isStock = layer.valueColumn?.kind == .stock }
      }
    }
    guard let isStock else { return 0 }
    return isStock ? 1 : 0.5
  }

  /// The parts of years that the values are of, if they are of one frequency.
  private var timeSteps: TimeSteps {
    var found: TimeSteps?
    for layer in chart.layers {
      guard let field = layer.encoding[.x]?.field, field != "date" else { continue }
      let frequencies = Set(layer.table.rows.compactMap { $0[field].period?.frequency })
      guard let frequency = frequencies.first else { continue }
      let steps = TimeSteps(frequency: frequency, kind: layer.valueColumn?.kind ?? .unknown)
      guard [.monthly, .quarterly, .semester].contains(frequency), frequencies.count == 1,
        found == nil || found == steps
      else { return .dates }
      found = steps
    }
    return found ?? .dates
  }

  private func chartKind(_ form: Form) -> ChartKind {
    switch form {
    case .timeline: return .timeline
    case .ranks: return .bar
    case .horizontalBars:
      let layer = chart.layers[0]
      return layer.seriesField == nil || layer.seriesField == layer.encoding[.y]?.field
        ? .bar : .stackedBar
    case .plot:
      let types = Set(chart.layers.map(\.mark.type)).subtracting([.rule, .text])
      guard types.count == 1, let type = types.first else { return .layered }
      switch type {
      case .line: return .line
      case .bar: return chart.layers[0].seriesField == nil ? .bar : .stackedBar
      case .area: return .area
      case .point, .circle, .square, .tick: return .point
      case .rule, .text, .timeline, .ranks: return .layered
      }
    }
  }

  // MARK: Plots and panels

  private func drawPlots(
    _ kind: HorizontalKind,
    _ offered: Size,
    hasHeight: Bool,
    _ annotations: [PlacedAnnotation],
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) -> (Size, [String]) {
    var contents = chart.panels.map { PanelContent($0, kind, context) }
    if contents.contains(where: \.holdsDifferences) {
      for index in contents.indices { contents[index].showAsDifferences() }
    }
    guard let columns = chart.columns else {
      let frame = Box(x: 0, y: 0, width: offered.width, height: offered.height)
      let dropped = contents[0].draw(
        in: frame,
        PanelOptions(),
        annotations,
        into: &scene,
        &facts
      )
      return (offered, dropped)
    }
    let gap = context.theme.figure.panelGap
    var panelWidth = (offered.width - gap * Double(columns - 1)) / Double(columns)
    let rows = (contents.count + columns - 1) / columns
    var titleHeight = titleHeight(panelWidth)
    let rowGap = 12.0
    // Panels are nearly 4:3 unless a height is given.
    var panelHeight =
      hasHeight
      ? (offered.height - rowGap * Double(rows - 1)) / Double(rows)
      : max(min(panelWidth * 0.5, 130), 88) + titleHeight
    let plotHeight = panelHeight - titleHeight - 25
    let sharesValues = !chart.independentScales.contains(.y)
    let sharesTime = !chart.independentScales.contains(.x)
    let axis =
      sharesValues
      ? contents[0].axis(height: plotHeight, sharedWith: Array(contents.dropFirst())) : nil
    let isBare: Bool? =
      sharesValues ? contents.allSatisfy { $0.everyBarIsLabelled(width: panelWidth) } : nil
    // The labels of a shared scale stand in the first column only, which is wider by them.
    var scaleRoom = 0.0
    if let axis, contents[0].hasValueAxis, isBare != true {
      scaleRoom = contents[0].labelRoom(axis) - 4
      panelWidth -= scaleRoom / Double(columns)
      let missing = self.titleHeight(panelWidth) - titleHeight
      titleHeight += missing
      if !hasHeight { panelHeight += missing }
    }
    let domains = contents.compactMap(\.places)
    let low = domains.map(\.lowerBound).min() ?? 0
    let high = domains.map(\.upperBound).max() ?? 1
    let time: ClosedRange<Double>? = sharesTime ? low...high : nil
    let frameWidth = Box(x: 0, y: 0, width: panelWidth, height: plotHeight)
    let endColumn =
      contents.map {
        $0.endColumn(frame: frameWidth, height: plotHeight, domain: time ?? $0.places ?? 0...1)
      }.max() ?? 0
    // All plots are equally high; a row with years under it is higher by them.
    let footExtra = contents.map { $0.footExtra(width: panelWidth) }.max() ?? 0
    let yearHeight = 12 + footExtra
    func showsYears(_ index: Int) -> Bool {
      !sharesTime || index + columns >= contents.count || rows == 1
    }
    var tops: [Double] = []
    var top = 0.0
    for row in 0..<rows {
      tops.append(top)
      let hasYears = (row * columns..<min((row + 1) * columns, contents.count)).contains(
        where: showsYears
      )
      let isLast = row == rows - 1
      top += panelHeight - (hasYears ? 0 : yearHeight) + (isLast ? 0 : rowGap)
    }
    let topInset = axis.map { axis in
      contents.map {
        $0.topInset(height: panelHeight - titleHeight - 16 - footExtra, width: panelWidth, axis)
      }.max() ?? 0
    }
    let footInset = axis.map { axis in
      contents.map { $0.footInset(height: plotHeight, axis) }.max() ?? 0
    }
    var dropped: [String] = []
    for (index, content) in contents.enumerated() {
      let (row, column) = (index / columns, index % columns)
      let left = Double(column) * (panelWidth + gap) + (column > 0 ? scaleRoom : 0)
      drawPanelTitle(content, left: left, top: tops[row], width: panelWidth, &scene)
      let hasYears = showsYears(index)
      let options = PanelOptions(
        axis: axis,
        time: time,
        showsValueLabels: !sharesValues || column == 0,
        showsTimeLabels: hasYears,
        endColumn: endColumn,
        isPanel: true,
        width: panelWidth,
        topInset: topInset,
        footInset: footInset,
        isBare: isBare
      )
      let frame = Box(
        x: left,
        y: tops[row] + titleHeight,
        width: panelWidth + (column == 0 ? scaleRoom : 0),
        height: panelHeight - titleHeight - (hasYears ? 0 : yearHeight)
      )
      dropped += content.draw(in: frame, options, annotations, into: &scene, &facts)
    }
    return (Size(offered.width, top), dropped)
  }

  private func drawPanelTitle(
    _ content: PanelContent,
    left: Double,
    top: Double,
    width: Double,
    _ scene: inout Scene
  ) {
    let role = context.theme.type.panelTitle
    var color = role.color
    if let field = chart.facetField {
      let style = context.styles(
        of: chart.panels.map(\.key),
        in: field,
        nil,
        isFill: false
      )[content.panel.key]
      let isOwn = field == "scenario" || context.focus.contains(content.panel.key)
      if isOwn, let style { color = style.labelColor }
    }
    for (index, line) in titleLines(content.panel, width: width).enumerated() {
      scene.text(
        line,
        x: left,
        baseline: top + 8 + titleLeading * Double(index),
        role,
        color: color,
        kind: .panel,
        in: context
      )
    }
  }

  private var titleLeading: Double { 10.5 }

  /// What the titles of panels of a width take, all alike.
  private func titleHeight(_ width: Double) -> Double {
    let most = chart.panels.map { titleLines($0, width: width).count }.max() ?? 1
    return 16 + titleLeading * Double(max(most - 1, 0))
  }

  /// A panel's title in full or as its label shortens it on one line, else in full on several.
  private func titleLines(_ panel: PanelView, width: Double) -> [String] {
    let role = context.theme.type.panelTitle
    let short = context.shortName(of: panel.key, in: panel.facetField ?? "")
    return [panel.title, short].first { context.width(of: $0, role) <= width }.map { [$0] }
      ?? context.wrapped(panel.title, to: width, role)
  }

  // MARK: Bars

  private func drawHorizontalBars(
    width: Double,
    height: Double?,
    data: some ChartData,
    _ scene: inout Scene,
    _ facts: inout NoteFacts,
    into diagnostics: inout DiagnosticList
  ) -> (Size, heights: ClosedRange<Double>) {
    let allBars = chart.panels.compactMap { panel in
      panel.layers.first { $0.mark.type == .bar }
        .map { (panel: panel.key, bars: HorizontalBars($0, context)) }
    }
    let columns = chart.columns ?? 1
    let gap = context.theme.figure.panelGap
    let panelWidth = (width - gap * Double(columns - 1)) / Double(columns)
    let titleHeight = chart.columns == nil ? 0 : titleHeight(panelWidth)
    var top = 0.0
    // What rows of panels can be set in, and how much of it is not theirs.
    var least = 0.0
    var most = 0.0
    let panelRows = (chart.panels.count + columns - 1) / columns
    let between = Double(panelRows) * titleHeight + Double(max(panelRows - 1, 0)) * 12
    let offered = height.map { max($0 - between, 0) / Double(max(panelRows, 1)) }
    for start in stride(from: 0, to: chart.panels.count, by: columns) {
      var deepest = 0.0
      var (leastRow, mostRow) = (0.0, 0.0)
      for (column, panel) in chart.panels[start...].prefix(columns).enumerated() {
        guard let view = panel.layers.first(where: { $0.mark.type == .bar }) else { continue }
        var bars = HorizontalBars(view, context)
        // Values may have been asked for upwards before the bars were laid as rows.
        if chart.independentScales.isDisjoint(with: [.x, .y]) {
          bars.neighbours = allBars.filter { $0.panel != panel.key }.flatMap(\.bars.rows)
        }
        let left = Double(column) * (panelWidth + gap)
        if chart.columns != nil {
          drawPanelTitle(
            PanelContent(panel, .linear, context),
            left: left,
            top: top,
            width: panelWidth,
            &scene
          )
        }
        let own = bars.height(width: panelWidth, offered: offered)
        let heights = bars.heights(width: panelWidth)
        leastRow = max(leastRow, heights.lowerBound)
        mostRow = max(mostRow, heights.upperBound)
        let title = view.mark.beside?.title.flatMap { data.text($0, into: &diagnostics) }
        bars.draw(
          in: Box(x: left, y: top + titleHeight, width: panelWidth, height: own),
          besideTitle: title,
          into: &scene,
          &facts
        )
        deepest = max(deepest, titleHeight + own)
      }
      top += deepest + (start + columns < chart.panels.count ? 12 : 0)
      least += leastRow
      most += mostRow
    }
    return (Size(width, top), (between + least)...(between + most))
  }

  // MARK: Annotations

  private func annotations(
    _ kind: HorizontalKind,
    data: some ChartData,
    into diagnostics: inout DiagnosticList
  ) -> [PlacedAnnotation] {
    guard let view = chart.layers.first(where: { $0.encoding[.y] != nil }) ?? chart.layers.first
    else { return [] }
    var placed: [PlacedAnnotation] = []
    for annotation in specification.annotations {
      guard let text = data.text(annotation.text, into: &diagnostics) else { continue }
      guard let cube = data.cube(annotation.at, into: &diagnostics) else { continue }
      let table = Table(cube, title: nil, decimals: nil, labels: context.labels)
      let known = table.rows.filter { $0["value"].number != nil }
      guard known.count == 1, var value = known[0]["value"].number,
        let period = known[0]["period"].period
      else {
        diagnostics.report(.chartAnnotation(at: annotation.at.span))
        continue
      }
      if let unit = view.measureColumn?.unit, unit != cube.unit {
        guard
          let conversion = cube.unit.conversion(to: unit)
            ?? cube.unit.bare.conversion(to: unit.bare)
        else {
          diagnostics.report(.chartUnits(at: annotation.at.span))
          continue
        }
        value = conversion(value)
      }
      guard let place = view.place(of: .period(period), kind) else { continue }
      let palette = context.theme.palette
      placed.append(
        PlacedAnnotation(
          place: place,
          value: value,
          text: text,
          color: annotation.color.flatMap { palette.color(named: $0) }
            ?? context.theme.type.annotation.color,
          isStrong: annotation.isStrong,
          panel: chart.facetField.flatMap { table.constants[$0] } ?? ""
        )
      )
    }
    return placed
  }
}

extension Unit {
  /// The unit without what its amounts are counted of or in which prices.
  fileprivate var bare: Unit { Unit(meaning: meaning, multiplier: multiplier, atoms: atoms) }
}
