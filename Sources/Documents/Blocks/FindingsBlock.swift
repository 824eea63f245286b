import Diagnostics
import Settings

/// Numbered findings, each with the page it comes from.
struct FindingsBlock {
  struct Item {
    let finding: RichText
    let text: RichText?

    /// The id of a figure, a table or a heading.
    let target: String?
    let targetSpan: SourceSpan
  }

  let title: RichText?
  let items: [Item]
  let span: SourceSpan

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    span = place.name
    var nodes = node.sequence ?? []
    if node.sequence == nil {
      guard var reader = MappingReader(node, of: "findings", into: &diagnostics) else { return nil }
      title = reader.richText("title", in: place.language, into: &diagnostics)
      nodes = reader.list("items", .required, into: &diagnostics) ?? []
      reader.finish(into: &diagnostics)
    } else {
      title = nil
    }
    items = nodes.compactMap { node in
      guard var reader = MappingReader(node, of: "a finding", into: &diagnostics) else {
        return nil
      }
      let finding = reader.richText("finding", .required, in: place.language, into: &diagnostics)
      let text = reader.richText("text", in: place.language, into: &diagnostics)
      let target = reader.identifier("to", into: &diagnostics)
      reader.finish(into: &diagnostics)
      return finding.map {
        Item(finding: $0, text: text, target: target, targetSpan: reader.span(of: "to"))
      }
    }
  }
}
