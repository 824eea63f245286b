import Diagnostics
import Drawing

/// A structure element that bands stand in; bands with the same one stand in one element.
struct OpenTag: Hashable {
  let id: Int
  let tag: StructureTag

  /// Whether the element may go on over a page's end; the others are closed there and begun anew.
  var goesOverPages: Bool {
    switch tag {
    case .document, .section, .list, .table, .tableOfContents, .blockQuote: true
    case .heading, .paragraph, .listItem, .listLabel, .listBody, .tableRow, .tableHeader,
      .tableCell,
      .caption, .note, .tableOfContentsItem, .span, .figure, .link:
      false
    }
  }
}

/// A stretch of the flow that pages are not cut through: a line of a paragraph, a heading, a row of
/// figures, a row of a table.
struct Band {
  /// Draws the band with its top left corner at a point; the height is the natural one, or what the
  /// page gave it.
  typealias Drawing = (inout PagePainter, Point, Double) -> Void

  /// Space wanted above and below; of two neighbours the larger counts, none at a page's top.
  var spaceBefore = 0.0
  var spaceAfter = 0.0
  var height: Double

  /// How much lower and higher the band may be set to fill a page.
  var shrink = 0.0
  var grow = 0.0

  /// Whether the next band has to stand on the same page.
  var keepsWithNext = false

  /// Whether a new page begins with this band.
  var startsPage = false

  /// Whether it takes the whole measure, so that it begins below a side note.
  var isFullWidth = true

  /// What stands in the side columns from this band's top on.
  var asides: [Aside] = []

  /// The structure elements it stands in, the outermost first.
  var context: [OpenTag] = []

  /// What is drawn above it when it begins a page in the middle of a table.
  var repeatedHead: Head?

  /// For messages: what it is and where it was written.
  var name: String
  var span: SourceSpan?
  var draw: Drawing

  struct Aside {
    var height: Double
    var context: [OpenTag]
    var draw: (inout PagePainter, Point) -> Void
  }

  struct Head {
    var height: Double
    var draw: (inout PagePainter, Point) -> Void
  }

  init(_ name: String, height: Double, draw: @escaping Drawing) {
    self.name = name
    self.height = height
    self.draw = draw
  }
}
