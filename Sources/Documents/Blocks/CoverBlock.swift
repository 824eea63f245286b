import Diagnostics
import Settings

/// The chart drawn large on the cover; its note is the reading sentence under it.
struct CoverBlock {
  let head: FigureHead
  let node: Node

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a cover", into: &diagnostics) else { return nil }
    // A wrong size is for Charts to report, which reads the same key.
    var own = DiagnosticList()
    head = FigureHead(&reader, place, isNumbered: false, into: &own)
    for diagnostic in own.all where diagnostic.id != "settings.choice" {
      diagnostics.report(diagnostic)
    }
    self.node = node
  }
}
