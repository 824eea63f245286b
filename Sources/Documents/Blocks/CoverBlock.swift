import Diagnostics
import Settings

/// The chart drawn large on the cover; its note is the reading sentence under it.
struct CoverBlock {
  let head: FigureHead
  let node: Node

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a cover", into: &diagnostics) else { return nil }
    head = FigureHead(&reader, place, into: &diagnostics)
    self.node = node
  }
}
