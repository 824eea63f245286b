import Diagnostics
import Settings

/// A chart as a numbered figure.
struct ChartBlock {
  let head: FigureHead

  /// The whole block; Charts reads the keys that are its own.
  let node: Node

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a chart", into: &diagnostics) else { return nil }
    // A wrong size is for Charts to report, which reads the same key.
    var own = DiagnosticList()
    head = FigureHead(&reader, place, into: &own)
    // So is a title whose key is misspelt.
    let misspellsTitle = !reader.has("title") && reader.misspells(oneOf: ["title"])
    for diagnostic in own.all
    where diagnostic.id != "settings.choice"
      && !(misspellsTitle && diagnostic.id == "settings.missing-key")
    {
      diagnostics.report(diagnostic)
    }
    self.node = node
  }
}
