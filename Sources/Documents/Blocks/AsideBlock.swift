import Diagnostics
import Settings

/// A note in the side columns beside the paragraphs that follow it.
struct AsideBlock {
  let label: RichText
  let value: RichText?
  let text: RichText?

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "an aside", into: &diagnostics) else { return nil }
    let label = reader.richText("label", .required, in: place.language, into: &diagnostics)
    value = reader.richText("value", in: place.language, into: &diagnostics)
    text = reader.richText("text", in: place.language, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let label else { return nil }
    self.label = label
  }
}
