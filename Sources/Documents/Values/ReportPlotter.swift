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
  private var specifications: [SourceSpan: Known<ChartSpecification>] = [:]
  private var plots: [Key: Known<Plot>] = [:]

  /// What came of a chart, with what was reported on the way: pages are set in passes, and only the last
  /// one's reports are kept.
  private struct Known<Result> {
    let result: Result?
    let diagnostics: DiagnosticList
  }

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
    if plots[key] == nil {
      var reported = DiagnosticList()
      let plot = draw(node, size, into: &reported)
      plots[key] = Known(result: plot, diagnostics: reported)
    }
    guard let known = plots[key] else { return nil }
    diagnostics.report(contentsOf: known.diagnostics)
    return known.result
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
    if specifications[node.span] == nil {
      var reported = DiagnosticList()
      let specification = ChartSpecification(node, into: &reported)
      specifications[node.span] = Known(result: specification, diagnostics: reported)
    }
    guard let known = specifications[node.span] else { return nil }
    diagnostics.report(contentsOf: known.diagnostics)
    return known.result
  }
}
