import Diagnostics
import Settings

/// The formulas behind the figures, printed with their units.
struct MethodsBlock {
  let head: FigureHead

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "methods", into: &diagnostics) else { return nil }
    head = FigureHead(&reader, place, isNumbered: false, into: &diagnostics)
    reader.accept(["of"])
    reader.finish(into: &diagnostics)
  }
}
