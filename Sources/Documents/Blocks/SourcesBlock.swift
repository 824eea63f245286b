import Diagnostics
import Settings

/// The publications that the report's figures rest on, in two columns.
struct SourcesBlock {
  enum Extent: String, CaseIterable {
    case used
    case all
  }

  let title: RichText?
  let extent: Extent

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "sources", into: &diagnostics) else { return nil }
    title = reader.richText("title", in: place.language, into: &diagnostics)
    extent = reader.enumerated("of", as: Extent.self, into: &diagnostics) ?? .used
    reader.finish(into: &diagnostics)
  }
}
