import Diagnostics
import Drawing
import Indicators

struct Timeline {
  init?(_ view: UnitView, _ context: ChartContext, into diagnostics: inout DiagnosticList) { nil }
  func draw(width: Double, into scene: inout Scene, _ facts: inout NoteFacts) -> Size { Size(0, 0) }
}
