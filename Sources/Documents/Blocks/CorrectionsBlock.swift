import Diagnostics
import Settings

/// The published values that the folder's descriptor changes, each with its reason.
struct CorrectionsBlock {
  let head: FigureHead

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "corrections", into: &diagnostics) else {
      return nil
    }
    head = FigureHead(&reader, place, into: &diagnostics)
    reader.finish(into: &diagnostics)
  }
}
