import Charts
import Diagnostics
import Drawing
import Indicators
import Settings
import Wording

extension FlowBuilder {
  /// Scenarios by outcomes as a heat table: a group of rows a year, the baseline left out where
  /// differences from it are shown.
  func comparisonContent(_ block: ComparisonBlock) -> TableContent? {
    guard let baseline = setting.model.scenarios.first, !block.periods.isEmpty else {
      setting.diagnostics.report(.noModel("a comparison", at: block.head.span))
      return nil
    }
    let scenarios = comparedScenarios(block)
    let outputs = block.outputs.compactMap { output -> ScenarioColumn? in
      guard
        let evaluated = setting.values.cube(output.excerpt, into: &setting.diagnostics)
      else { return nil }
      return ScenarioColumn(evaluated, output.excerpt, setting)
    }
    guard outputs.count == block.outputs.count else { return nil }
    var model = TableModel(columns: [TableModel.Column("", isNumeric: false)], rows: [])
    model.isHeat = true
    for (index, output) in outputs.enumerated() {
      let given = index < block.columnHeads.count ? setting.string(block.columnHeads[index]) : nil
      var column = TableModel.Column(given ?? output.title, isNumeric: true)
      column.isHeat = true
      model.columns.append(column)
    }
    for period in block.periods {
      model.rows.append(.group(periodName(period, in: setting.language), isWarm: false))
      for scenario in scenarios {
        if scenario == baseline, block.measure != .level { continue }
        var cells = [
          TableModel.Cell(.text([Fragment(scenario.title, cellRole)]))
        ]
        for output in outputs {
          cells.append(cell(output, scenario.id, baseline.id, period, block))
        }
        model.rows.append(.cells(cells, isTotal: false, endsGroup: false))
      }
    }
    return TableContent(
      model: model,
      subtitle: comparisonSubtitle(block, baseline.title),
      notes: [],
      sources: outputs.flatMap(\.evaluated.cube.sources).reduce(into: []) { list, id in
        if !list.contains(id) { list.append(id) }
      },
      isCalculated: false,
      isModelled: true
    )
  }

  private func comparedScenarios(_ block: ComparisonBlock) -> [ModelDescription.Scenario] {
    guard let chosen = block.scenarios else { return setting.model.scenarios }
    let known = setting.model.scenarios.map(\.id)
    return chosen.compactMap { id in
      guard let index = known.firstIndex(of: id) else {
        setting.diagnostics.report(.scenario(id, among: known, at: block.head.span))
        return nil
      }
      return setting.model.scenarios[index]
    }
  }

  private func comparisonSubtitle(_ block: ComparisonBlock, _ baseline: String) -> String {
    let terms = setting.terms
    let against = setting.language.code == "es" ? "respecto de" : "from"
    switch block.measure {
    case .level: return sentenceCased(terms[.level])
    case .difference: return "\(sentenceCased(terms[.difference])) \(against) \(baseline)"
    case .percent: return "\(sentenceCased(terms[.percentChange])) \(against) \(baseline)"
    }
  }

  private func cell(
    _ output: ScenarioColumn,
    _ scenario: String,
    _ baseline: String,
    _ period: Period,
    _ block: ComparisonBlock
  ) -> TableModel.Cell {
    let mark = setting.terms[.notAvailableMark]
    guard let value = output.value(scenario, period), let base = output.value(baseline, period)
    else { return TableModel.Cell(.missing(mark)) }
    let cube = output.evaluated.cube
    let decimals = output.evaluated.decimals ?? defaultDecimals(of: base)
    switch block.measure {
    case .level:
      let text = number(value, decimals: decimals, in: setting.language)
      return TableModel.Cell(.number(text, mark: nil, isStrong: false))
    case .difference:
      let text = number(value - base, decimals: decimals, hasSign: true, in: setting.language)
      return filled(text, value - base, block.steps)
    case .percent:
      guard base != 0, cube.unit.meaning != .percent || base > 0 else {
        return TableModel.Cell(.missing(mark))
      }
      let change = (value / base - 1) * 100
      let text = number(change, decimals: 1, hasSign: true, in: setting.language)
      return filled(text, change, block.steps)
    }
  }

  /// House steps where the text gives none: half a per cent, 2, 6 and 15.
  private func filled(_ text: String, _ value: Double, _ steps: [Double]) -> TableModel.Cell {
    let steps = steps.isEmpty ? [0.5, 2, 6, 15] : steps
    var cell = TableModel.Cell(.number(text, mark: nil, isStrong: false))
    guard let step = steps.lastIndex(where: { abs(value) >= $0 }) else { return cell }
    let colors = value < 0 ? theme.palette.warmSteps : theme.palette.focusSteps
    let color = colors[min(step, colors.count - 1)]
    cell.fill = .color(color)
    cell.textColor = theme.palette.textColor(on: color)
    return cell
  }
}

/// An output of the model with its values by scenario and period.
struct ScenarioColumn {
  let evaluated: EvaluatedCube
  let title: String
  private let scenarioAxis: Int
  private let quantileMember: (axis: Int, member: Int)?

  init?(_ evaluated: EvaluatedCube, _ expression: Excerpt, _ setting: Setting) {
    let cube = evaluated.cube
    let names = cube.axes.map(\.name)
    guard let axis = names.firstIndex(of: "scenario") else {
      setting.diagnostics.report(
        .dimension("scenario", of: expression.text, among: names, at: expression.span)
      )
      return nil
    }
    self.evaluated = evaluated
    scenarioAxis = axis
    // Of a distribution the median is shown.
    if let quantile = names.firstIndex(of: "quantile") {
      let member = cube.axes[quantile].position(of: "median") ?? 0
      quantileMember = (quantile, member)
    } else {
      quantileMember = nil
    }
    title = sentenceCased(evaluated.title ?? expression.text)
  }

  func value(_ scenario: String, _ period: Period) -> Double? {
    let cube = evaluated.cube
    guard let member = cube.axes[scenarioAxis].position(of: scenario),
      let step = cube.time.periods.firstIndex(of: period)
    else { return nil }
    var members = [Int](repeating: 0, count: cube.axes.count)
    members[scenarioAxis] = member
    if let quantile = quantileMember { members[quantile.axis] = quantile.member }
    return cube[cube.cell(at: members, time: step)]
  }
}
