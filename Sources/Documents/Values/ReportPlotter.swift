import Charts
import Diagnostics
import Drawing
import Scenarios
import Settings
import Wording

/// Draws the charts of a report, each size of each once.
final class ReportPlotter: Plotter {
  private let values: ReportValues
  private let theme: Theme
  private let language: Language
  private let measurer: any TextMeasurer
  private var specifications: [SourceSpan: ChartSpecification?] = [:]
  private var plots: [Key: Plot?] = [:]

  private struct Key: Hashable {
    let span: SourceSpan
    let width: Double
    let height: Double
  }

  init(
    values: ReportValues,
    theme: Theme,
    language: Language,
    measurer: any TextMeasurer
  ) {
    self.values = values
    self.theme = theme
    self.language = language
    self.measurer = measurer
  }

  func plot(_ node: Node, size: Size, into diagnostics: inout DiagnosticList) -> Plot? {
    let key = Key(span: node.span, width: size.width, height: size.height)
    if let known = plots[key] { return known }
    let plot = draw(node, size, into: &diagnostics)
    plots[key] = plot
    return plot
  }

  private func draw(
    _ node: Node,
    _ size: Size,
    into diagnostics: inout DiagnosticList
  ) -> Plot? {
    guard let specification = specification(node, into: &diagnostics),
      let drawing = layOut(
        specification,
        data: values,
        width: size.width,
        height: size.height,
        theme: theme,
        language: language,
        measurer: measurer,
        into: &diagnostics
      )
    else { return nil }
    let model = ScenarioResults.sourceID
    return Plot(
      list: drawing.list,
      size: drawing.size,
      heights: drawing.heights,
      subtitle: drawing.subtitle,
      alternative: drawing.alternative,
      notes: drawing.notes,
      sources: drawing.sources.filter { $0 != model },
      isCalculated: drawing.isCalculated,
      isModelled: drawing.sources.contains(model),
      conflicts: drawing.conflicts,
      rows: drawing.rows
    )
  }

  private func specification(
    _ node: Node,
    into diagnostics: inout DiagnosticList
  ) -> ChartSpecification? {
    if let known = specifications[node.span] { return known }
    let specification = ChartSpecification(node, into: &diagnostics)
    specifications[node.span] = specification
    return specification
  }
}
