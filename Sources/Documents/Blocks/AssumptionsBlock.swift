import Diagnostics
import Settings

/// The model's assumptions, each with its range and its reason.
struct AssumptionsBlock {
  let head: FigureHead

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "assumptions", into: &diagnostics) else {
      return nil
    }
    head = FigureHead(&reader, place, into: &diagnostics)
    reader.accept(["of", "changed"])
    reader.finish(into: &diagnostics)
  }
}
