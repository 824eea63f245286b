import Diagnostics
import Settings

/// A chart as a numbered figure.
struct ChartBlock {
  let head: FigureHead

  /// The whole block; Charts reads the keys that are its own.
  let node: Node

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a chart", into: &diagnostics) else { return nil }
    head = FigureHead(&reader, place, into: &diagnostics)
    self.node = node
  }
}
