import Diagnostics
import Drawing
import Settings

/// A chart as it was drawn, without the words round it.
struct Plot {
  let list: DisplayList
  let size: Size

  /// The heights it can be drawn in; nothing where it fills any.
  var heights: ClosedRange<Double>?

  /// Measure, unit, basis, place and period.
  let subtitle: String
  let alternative: String
  let notes: [String]
  let sources: [String]
  let isCalculated: Bool

  /// Whether scenarios of the model are in it.
  let isModelled: Bool

  /// Texts that lie on others or leave the drawing; there should be none.
  let conflicts: [String]

  /// Its data, the header first.
  let rows: [[String]]
}

/// Where the drawings of charts come from.
protocol Plotter: AnyObject {
  /// Draws a chart in a room of a size; nothing after its trouble was reported. A chart that has as many
  /// rows as its data may come out higher or lower than asked.
  func plot(_ node: Node, size: Size, into diagnostics: inout DiagnosticList) -> Plot?
}
