import Drawing

/// How one series is drawn and named.
struct SeriesStyle: Hashable {
  var color: Color
  var labelColor: Color
  var dash: [Double]
  var width: Double
  var isFocus: Bool

  /// The series that differences are measured from.
  var isBaseline = false
}

extension ChartContext {
  /// The style of each member of a column, by id.
  ///
  /// A member's own colour in the theme or the scale's range goes first; then scenarios have the theme's
  /// styles, the focus has the series colours with all others grey, and without a focus up to four
  /// members have the series colours.
  func styles(
    of members: [String],
    in dimension: String,
    _ definition: ChannelDefinition?,
    isFill: Bool
  ) -> [String: SeriesStyle] {
    let palette = theme.palette
    var result: [String: SeriesStyle] = [:]
    let focused = focus.filter(members.contains)
    let isScenario = dimension == "scenario"
    let order = isScenario ? ordered(members, in: dimension) : members
    let signs =
      !isScenario ? [:] : areOverlays(order) ? overlayStyles(of: order) : scenarioStyles(of: order)
    for (index, id) in order.enumerated() {
      var style: SeriesStyle
      if isScenario {
        let sign = signs[id] ?? ScenarioStyle(palette.focus)
        let isBaseline = id == (scenarios.first?.id ?? order[0])
        // Among differences from a baseline that is not drawn none stands out unasked.
        let leads = focused.isEmpty ? isBaseline && !areOverlays(order) : focused.contains(id)
        style = SeriesStyle(
          color: sign.color,
          labelColor: sign.color,
          dash: sign.dash,
          width: sign.width,
          isFocus: leads,
          isBaseline: isBaseline
        )
      } else if let place = focused.firstIndex(of: id) {
        let color = palette.series[min(place, palette.series.count - 1)]
        style = SeriesStyle(
          color: color,
          labelColor: color,
          dash: [],
          width: theme.figure.focusLine,
          isFocus: true
        )
      } else if focused.isEmpty, members.count <= palette.series.count {
        let color = isFill ? fillStep(index, of: members.count) : palette.series[index]
        style = SeriesStyle(
          color: color,
          labelColor: palette.series[index],
          dash: [],
          width: theme.figure.focusLine,
          isFocus: index == 0
        )
      } else if focused.isEmpty, isFill {
        let color = fillStep(index, of: members.count)
        style = SeriesStyle(
          color: color,
          labelColor: palette.text,
          dash: [],
          width: theme.figure.contextLine,
          isFocus: index == 0
        )
      } else {
        style = SeriesStyle(
          color: isFill ? palette.otherFill : palette.context,
          labelColor: palette.axis,
          dash: [],
          width: theme.figure.contextLine,
          isFocus: false
        )
      }
      if let own = ownColor(of: id, in: dimension, definition) {
        style.color = own
        style.labelColor = own
        if !isScenario, own != palette.context, own != palette.otherFill {
          style.width = theme.figure.focusLine
        }
      }
      // A label takes its series' colour only where that can be read (WCAG 2.2: 4.5 to 1).
      if style.labelColor.contrast(with: .white) < 4.5 {
        style.labelColor =
          style.labelColor == palette.context ? palette.axis : palette.zero
      }
      result[id] = style
    }
    return result
  }

  /// Whether none of the ids is a scenario of the model itself: all are what is added to one.
  func areOverlays(_ ids: [String]) -> Bool {
    ids.allSatisfy { id in
      theme.scenarios[id] == nil
        && (id.contains("+") || (!scenarios.isEmpty && !scenarios.contains { $0.id == id }))
    }
  }

  /// The signs of what is added to a scenario, where no scenario is drawn beside it: none that a scenario
  /// has on other pages, but for the subject's colour.
  private func overlayStyles(of members: [String]) -> [String: ScenarioStyle] {
    let palette = theme.palette
    let series = [
      ScenarioStyle(palette.focus, width: theme.figure.focusLine),
      ScenarioStyle(palette.focusThird, dash: [3, 1.5]),
      ScenarioStyle(palette.context, width: theme.figure.contextLine),
      ScenarioStyle(palette.warm),
    ]
    return Dictionary(
      uniqueKeysWithValues: members.enumerated().map { ($1, series[$0 % series.count]) }
    )
  }

  /// The signs of scenarios. A scenario of the model has the same one in every chart, by its place among
  /// them; what is added to a scenario takes the first signs that this chart leaves free.
  private func scenarioStyles(of members: [String]) -> [String: ScenarioStyle] {
    let series = theme.scenarioSeries
    guard !series.isEmpty else { return [:] }
    let plain = scenarios.map(\.id).filter { !$0.contains("+") }
    var result: [String: ScenarioStyle] = [:]
    var taken: Set<Int> = []
    for id in members {
      if let own = theme.scenarios[id] {
        result[id] = own
      } else if let place = plain.firstIndex(of: id) {
        result[id] = series[place % series.count]
        taken.insert(place % series.count)
      }
    }
    var free = series.indices.filter { !taken.contains($0) }
    for id in members where result[id] == nil {
      result[id] = series[free.isEmpty ? 0 : free.removeFirst()]
    }
    return result
  }

  private func ownColor(of id: String, in dimension: String, _ definition: ChannelDefinition?)
    -> Color?
  {
    if let domain = definition?.domain, let colors = definition?.colors,
      let index = domain.firstIndex(where: { $0.text == id }), index < colors.count
    {
      return theme.palette.color(named: colors[index])
    }
    return theme.members[dimension]?[id]
  }

  /// Blue steps for parts of a whole, the first the darkest.
  private func fillStep(_ index: Int, of count: Int) -> Color {
    let steps = theme.palette.focusSteps
    guard let darkest = steps.last else { return theme.palette.focus }
    guard count > 1, index > 0 else { return darkest }
    let rest = Array(steps.dropLast().reversed())
    return rest[min(index - 1, rest.count - 1)]
  }
}
