public import Diagnostics
public import Drawing
import Indicators
import Settings
public import Wording

// Charts turns a specification in Vega-Lite's words and the cubes it names into a drawing. The way goes
// through four values: the specification as written, the chart with nothing left to infer
// (`NormalChart`), what each panel draws in numbers (`PanelContent`), and the scene with every place
// (`Scene`), which becomes the display list.

/// Lays a chart out.
///
/// Width and height are in points. Without a width the chart has that of its size; without a height that
/// of its size too, or what its rows need where it has rows.
///
/// - Returns: Nothing after a report of why the chart can't be drawn.
public func layOut(
  _ specification: ChartSpecification,
  data: some ChartData,
  width: Double? = nil,
  height: Double? = nil,
  theme: Theme,
  language: Language,
  measurer: some TextMeasurer,
  into diagnostics: inout DiagnosticList
) -> ChartDrawing? {
  let context = ChartContext(
    theme: theme,
    words: Words(language: language, labels: data.labels),
    measurer: measurer,
    labels: data.labels,
    scenarios: data.scenarios,
    today: data.today,
    focus: specification.focus
  )
  let normalizer = Normalizer(data: data, context: context)
  guard let chart = normalizer.normalize(specification, into: &diagnostics) else { return nil }
  let composer = ChartComposer(
    specification: specification,
    raw: chart,
    chart: chart.inDisplayUnits(),
    context: context
  )
  // A size that leaves no room for a plot was reported when the specification was read.
  return composer.compose(
    width: width.map { max($0, ChartSize.least.width) },
    height: height.map { max($0, ChartSize.least.height) },
    data: data,
    into: &diagnostics
  )
}
