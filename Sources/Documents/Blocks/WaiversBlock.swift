import Diagnostics
import Settings

/// The failures of checks that somebody answers for, with reason, name and last day.
struct WaiversBlock {
  let title: RichText?

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "waivers", into: &diagnostics) else { return nil }
    title = reader.richText("title", in: place.language, into: &diagnostics)
    reader.finish(into: &diagnostics)
  }
}
