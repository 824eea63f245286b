import Diagnostics
import Settings

/// The first-level headings with their pages.
struct ContentsBlock {
  /// What stands above the list in place of the language's own word.
  let title: RichText?

  /// The contents under the language's own word.
  init() { title = nil }

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "contents", into: &diagnostics) else { return nil }
    title = reader.richText("title", in: place.language, into: &diagnostics)
    reader.finish(into: &diagnostics)
  }
}
