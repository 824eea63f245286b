import Drawing

/// What a document consists of beside its ink: recorded while pages are drawn, written when they are
/// finished.
struct DocumentContent {
  /// A page and its marked content: for each stretch, in the order it is drawn, the element that it
  /// belongs to, or nothing for furniture.
  struct Page {
    var size: Size
    var label: String
    var owners: [Int?] = []
  }

  /// What stands inside an element, in reading order.
  enum Kid: Hashable {
    case element(Int)

    /// A stretch of marked content, counted from zero on its page among those that aren't furniture.
    case content(page: Int, number: Int)
    case link(Int)
  }

  struct Element {
    var tag: StructureTag
    var parent: Int?
    var kids: [Kid] = []

    /// The first text drawn directly in the element.
    var text = ""

    /// The page the element first draws on, and the ink's box there.
    var place: (page: Int, box: Box)?
  }

  struct Link {
    var page: Int
    var box: Box
    var target: LinkTarget
    var element: Int
  }

  struct Destination {
    var name: String
    var page: Int
    var point: Point
  }

  struct OutlineEntry {
    var title: String
    var level: Int
    var destination: String
  }

  var pages: [Page] = []

  /// In the order they begin, so that a parent stands before its children; the first is the document.
  var elements: [Element] = [Element(tag: .document)]
  var links: [Link] = []
  var destinations: [Destination] = []
  var outline: [OutlineEntry] = []

  /// The cells that stand for several columns: in a row with fewer cells than its table has columns, the
  /// last one takes the rest, as a group's head does.
  func columnSpans() -> [Int: Int] {
    var spans: [Int: Int] = [:]
    for table in elements.indices where elements[table].tag == .table {
      let rows = childElements(of: table).filter { elements[$0].tag == .tableRow }
      let cells = rows.map(childElements)
      let columns = cells.map(\.count).max() ?? 0
      for row in cells where row.count < columns {
        guard let last = row.last else { continue }
        spans[last] = columns - row.count + 1
      }
    }
    return spans
  }

  private func childElements(of element: Int) -> [Int] {
    elements[element].kids.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  /// How many stretches of a page aren't furniture.
  func contentCount(ofPage page: Int) -> Int { pages[page].owners.count { $0 != nil } }
}
