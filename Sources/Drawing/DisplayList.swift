// A drawing as a value: what charts and pages make and what renderers read. Everything stands at its
// final place, in points from the page's top left corner; nothing is measured or decided after it.

/// The structure element that a stretch of a document is, in PDF's terms (ISO 32000-1, 14.8.4).
public enum StructureTag: Hashable, Sendable {
  case document
  case section
  case heading(level: Int)
  case paragraph
  case blockQuote
  case list
  case listItem
  case listLabel
  case listBody
  case table
  case tableRow
  case tableHeader(scope: Scope)
  case tableCell
  case caption
  case note(id: String)
  case tableOfContents
  case tableOfContentsItem
  case span

  /// A picture, with what it says in words.
  case figure(alternative: String)

  /// A link, with what it leads to in words; its place is given by a `link` item inside it.
  case link(contents: String)

  public enum Scope: String, Hashable, Sendable {
    case row = "Row"
    case column = "Column"
  }
}

/// How an outline's inside is painted.
public enum Fill: Hashable, Sendable {
  case color(Color)

  /// Parallel lines at 45°, clipped to the outline, on nothing.
  case hatch(Color, width: Double, pitch: Double)
}

/// How an outline's edge is painted.
public struct Stroke: Hashable, Sendable {
  public enum Cap: Hashable, Sendable {
    case butt
    case round
  }

  public var color: Color

  /// In points.
  public var width: Double

  /// Lengths of ink and gap in turn, in points; empty for a solid line.
  public var dash: [Double]
  public var cap: Cap

  public init(_ color: Color, width: Double, dash: [Double] = [], cap: Cap = .butt) {
    self.color = color
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}

/// A run of text on one line at its final place.
public struct TextRun: Hashable, Sendable {
  public var text: String

  /// Where the run starts, on its baseline.
  public var origin: Point
  public var style: TextStyle
  public var color: Color

  /// A white edge under the glyphs, this many points wide; zero for none.
  public var halo: Double

  /// The advance that was measured, so that the room it takes is known without a font.
  public var width: Double

  public init(
    _ text: String,
    at origin: Point,
    style: TextStyle,
    color: Color,
    width: Double,
    halo: Double = 0
  ) {
    self.text = text
    self.origin = origin
    self.style = style
    self.color = color
    self.width = width
    self.halo = halo
  }
}

/// Where a link leads.
public enum LinkTarget: Hashable, Sendable {
  /// A place in this document, by the ASCII name of a `destination` item.
  case destination(String)

  /// An address, percent-encoded.
  case address(String)
}

/// One thing that is drawn, or said about what is drawn.
public enum DisplayItem: Hashable, Sendable {
  /// Everything until the next one stands on this page.
  case page(size: Size, label: String)
  case fill(Path, Fill)
  case stroke(Path, Stroke)
  case text(TextRun)

  /// A named place on the current page that links and the outline lead to.
  case destination(String, Point)

  /// The area of a link; stands inside a `link` tag.
  case link(Box, LinkTarget)

  /// An entry of the document's outline; level 1 is the outermost.
  case outline(title: String, level: Int, destination: String)

  /// Begins and ends a structure element; both may stand on different pages.
  case beginTag(StructureTag)
  case endTag

  /// What stands between these is furniture: running heads, rules, grids, repeated heads.
  case beginArtifact
  case endArtifact

  /// What stands between these is drawn inside the box only.
  case beginClip(Box)
  case endClip
}

/// The items of a drawing in reading order.
public struct DisplayList: Hashable, Sendable {
  public var items: [DisplayItem]

  public init(_ items: [DisplayItem] = []) { self.items = items }

  public mutating func append(_ item: DisplayItem) { items.append(item) }

  /// Adds all of another list, moved.
  public mutating func append(contentsOf other: DisplayList, offset: Point = Point(0, 0)) {
    items += offset == Point(0, 0) ? other.items : other.items.map { $0.offset(by: offset) }
  }

  /// Draws furniture.
  public mutating func artifact(_ body: (inout DisplayList) -> Void) {
    append(.beginArtifact)
    body(&self)
    append(.endArtifact)
  }

  /// Draws a structure element.
  public mutating func tagged(_ tag: StructureTag, _ body: (inout DisplayList) -> Void) {
    append(.beginTag(tag))
    body(&self)
    append(.endTag)
  }
}

extension DisplayItem {
  /// The same item, moved. Pages, tags and outline entries have no place to move.
  public func offset(by vector: Point) -> DisplayItem {
    switch self {
    case .fill(let path, let fill): .fill(path.offset(by: vector), fill)
    case .stroke(let path, let stroke): .stroke(path.offset(by: vector), stroke)
    case .text(var run):
      {
        run.origin = run.origin.offset(by: vector)
        return .text(run)
      }()
    case .destination(let name, let point): .destination(name, point.offset(by: vector))
    case .link(let box, let target): .link(box.offset(by: vector), target)
    case .beginClip(let box): .beginClip(box.offset(by: vector))
    case .page, .outline, .beginTag, .endTag, .beginArtifact, .endArtifact, .endClip: self
    }
  }
}
