import Diagnostics
import Settings

/// Headline numbers as tiles, three a row.
struct MetricsBlock {
  struct Tile {
    let label: RichText
    let value: RichText
    let unit: RichText?
    let change: RichText?
    let note: RichText?

    /// A series that is drawn small under the number.
    let spark: Excerpt?

    /// A share from zero to one that is drawn as a bar instead.
    let share: Excerpt?

    /// What stands under the small drawing's ends.
    let sparkLabels: [RichText]

    /// The figure or heading that the tile leads to.
    let target: String?
    let targetSpan: SourceSpan
  }

  let tiles: [Tile]

  /// What is said under all tiles.
  let note: RichText?
  let span: SourceSpan

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    span = place.name
    if node.sequence != nil {
      note = nil
      tiles = Self.readTiles(node.sequence ?? [], place, into: &diagnostics)
      return
    }
    guard var reader = MappingReader(node, of: "metrics", into: &diagnostics) else { return nil }
    note = reader.richText("note", in: place.language, into: &diagnostics)
    let items = reader.list("items", .required, into: &diagnostics) ?? []
    reader.finish(into: &diagnostics)
    tiles = Self.readTiles(items, place, into: &diagnostics)
  }

  private static func readTiles(
    _ nodes: [Node],
    _ place: BlockPlace,
    into diagnostics: inout DiagnosticList
  ) -> [Tile] {
    nodes.compactMap { node in
      guard var reader = MappingReader(node, of: "a tile", into: &diagnostics) else { return nil }
      let language = place.language
      let label = reader.richText("label", .required, in: language, into: &diagnostics)
      let value = reader.richText("value", .required, in: language, into: &diagnostics)
      let unit = reader.richText("unit", in: language, into: &diagnostics)
      let change = reader.richText("change", in: language, into: &diagnostics)
      let note = reader.richText("note", in: language, into: &diagnostics)
      let spark = reader.excerpt("spark", into: &diagnostics)
      let share = reader.excerpt("share", into: &diagnostics)
      let labels = reader.list("spark_labels", into: &diagnostics) ?? []
      let target = reader.identifier("to", into: &diagnostics)
      reader.finish(into: &diagnostics)
      guard let label, let value else { return nil }
      return Tile(
        label: label,
        value: value,
        unit: unit,
        change: change,
        note: note,
        spark: spark,
        share: share,
        sparkLabels: labels.compactMap {
          $0.richText(for: "'spark_labels'", in: language, into: &diagnostics)
        },
        target: target,
        targetSpan: reader.span(of: "to")
      )
    }
  }
}
