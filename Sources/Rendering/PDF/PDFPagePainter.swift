import Cairo
import Drawing

/// Draws the pages of a document on a PDF surface and records what they consist of.
///
/// All ink stands in marked content. Cairo sees stretches without structure only: it loses attributes,
/// refuses furniture and breaks files where elements nest in ways it does not foresee, so the structure
/// tree is written when the file is finished.
struct PDFPagePainter: ~Copyable {
  private let painter: Painter
  private(set) var content = DocumentContent()

  /// The elements that are open, outermost first; the document is always.
  private var openElements = [0]
  private var artifactDepth = 0

  /// What the clips that are open leave of the page.
  private var clips: [Box] = []

  /// The stretch that is open: its element, or nothing for furniture; nothing if none is open.
  private var openStretch: Int??

  init(typesetter: Typesetter) { painter = Painter(typesetter: typesetter) }

  /// Draws the items of a list without ``Drawing/DisplayList/problems()``.
  mutating func draw(
    _ list: DisplayList,
    on context: borrowing Context,
    of surface: borrowing Surface
  ) throws(RenderingError) {
    var rest = list.items[...]
    while !rest.isEmpty { try draw(&rest, on: context, of: surface) }
    endStretch(on: context)
    if !content.pages.isEmpty { context.showPage() }
  }

  /// Draws items until a clip ends that began before them.
  private mutating func draw(
    _ rest: inout ArraySlice<DisplayItem>,
    on context: borrowing Context,
    of surface: borrowing Surface
  ) throws(RenderingError) {
    while let item = rest.popFirst() {
      switch item {
      case .page(let size, let label):
        endStretch(on: context)
        if !content.pages.isEmpty { context.showPage() }
        surface.setPageSize(width: size.width, height: size.height)
        content.pages.append(DocumentContent.Page(size: size, label: label))
      // A line through fewer than two points is no ink, and cairo forgets marks without any.
      case .fill(let path, _) where path.elements.isEmpty: break
      case .stroke(let path, _) where path.elements.isEmpty: break
      case .fill(let path, let fill):
        beginStretch(covering: path.bounds, on: context)
        painter.fill(path, fill, on: context)
      case .stroke(let path, let stroke):
        beginStretch(covering: path.bounds?.inset(by: -stroke.width / 2), on: context)
        painter.stroke(path, stroke, on: context)
      case .text(let run):
        beginStretch(covering: painter.typesetter.box(of: run), on: context)
        let element = openElements[openElements.count - 1]
        if content.elements[element].text.isEmpty { content.elements[element].text = run.text }
        try painter.text(endsWord(run, before: rest) ? run.withSpace : run, on: context)
      case .destination(let name, let point):
        content.destinations.append(
          DocumentContent.Destination(name: name, page: content.pages.count - 1, point: point)
        )
      case .link(let box, let target):
        let element = openElements[openElements.count - 1]
        content.elements[element].kids.append(.link(content.links.count))
        content.links.append(
          DocumentContent.Link(
            page: content.pages.count - 1,
            box: box,
            target: target,
            element: element
          )
        )
      case .outline(let title, let level, let destination):
        content.outline.append(
          DocumentContent.OutlineEntry(title: title, level: level, destination: destination)
        )
      case .beginTag(let tag): begin(tag, on: context)
      case .endTag:
        endStretch(on: context)
        openElements.removeLast()
      case .beginArtifact: artifactDepth += 1
      case .endArtifact: artifactDepth -= 1
      case .beginClip(let box):
        clips.append(box)
        try context.withSavedState { context throws(RenderingError) in
          context.clip(to: box)
          try draw(&rest, on: context, of: surface)
        }
        clips.removeLast()
      case .endClip: return
      }
    }
  }

  /// Whether the next text stands on another line or at a distance.
  ///
  /// Such a run ends in a space that cannot be seen: who reads the elements' text without its places would
  /// join two words otherwise.
  private func endsWord(_ run: TextRun, before rest: ArraySlice<DisplayItem>) -> Bool {
    guard artifactDepth == 0, let last = run.text.last, !last.isWhitespace, !"-–—/".contains(last)
    else { return false }
    for item in rest {
      switch item {
      case .text(let next):
        let end = run.origin.x + painter.typesetter.extent(of: run.text, style: run.style).width
        // A word space of Inter is 0.28 em.
        return abs(next.origin.y - run.origin.y) > 1
          || abs(next.origin.x - end) > 0.15 * run.style.size
      case .page: return true
      case .fill, .stroke, .destination, .link, .outline, .beginTag, .endTag, .beginArtifact,
        .endArtifact, .beginClip, .endClip:
        continue
      }
    }
    return false
  }

  private mutating func begin(_ tag: StructureTag, on context: borrowing Context) {
    endStretch(on: context)
    if tag == .document {
      // The outermost element is there from the beginning.
      openElements.append(0)
      return
    }
    let parent = openElements[openElements.count - 1]
    content.elements[parent].kids.append(.element(content.elements.count))
    openElements.append(content.elements.count)
    content.elements.append(DocumentContent.Element(tag: tag, parent: parent))
  }

  /// Sees to it that the next ink stands in a stretch of the innermost open element.
  private mutating func beginStretch(covering box: Box?, on context: borrowing Context) {
    let innermost = openElements[openElements.count - 1]
    // Lines between paragraphs, items or rows belong to none of them.
    let isFurniture = artifactDepth > 0 || content.elements[innermost].tag.holdsElementsOnly
    let owner = isFurniture ? nil : innermost
    let page = content.pages.count - 1
    if openStretch != .some(owner) {
      endStretch(on: context)
      if let owner {
        let number = content.contentCount(ofPage: page)
        content.elements[owner].kids.append(.content(page: page, number: number))
      }
      content.pages[page].owners.append(owner)
      context.beginMarkedContent()
      openStretch = .some(owner)
    }
    guard !isFurniture, let box, let box = visible(box) else { return }
    for element in openElements {
      if let place = content.elements[element].place {
        guard place.page == page else { continue }
        content.elements[element].place = (page, place.box.union(box))
      } else {
        content.elements[element].place = (page, box)
      }
    }
  }

  /// The part of a box that lies on the page and in the open clips.
  private func visible(_ box: Box) -> Box? {
    let size = content.pages[content.pages.count - 1].size
    let page = Box(x: 0, y: 0, width: size.width, height: size.height)
    return clips.reduce(box.intersection(page)) { $0?.intersection($1) }
  }

  private mutating func endStretch(on context: borrowing Context) {
    guard openStretch != nil else { return }
    context.endMarkedContent()
    openStretch = nil
  }
}

extension TextRun {
  fileprivate var withSpace: TextRun {
    var run = self
    run.text += " "
    return run
  }
}

extension Path {
  /// The box round an outline's points; nothing for an empty one.
  var bounds: Box? {
    var result: Box?
    for element in elements {
      let points: [Point] =
        switch element {
        case .move(let point), .line(let point): [point]
        case .curve(let first, let second, let end): [first, second, end]
        case .close: []
        }
      for point in points {
        let box = Box(x: point.x, y: point.y, width: 0, height: 0)
        result = result?.union(box) ?? box
      }
    }
    return result
  }
}

extension Box {
  /// The box that two boxes share; nothing if they lie apart.
  fileprivate func intersection(_ other: Box) -> Box? {
    let left = max(left, other.left)
    let top = max(top, other.top)
    let width = min(right, other.right) - left
    let height = min(bottom, other.bottom) - top
    return width >= 0 && height >= 0 ? Box(x: left, y: top, width: width, height: height) : nil
  }
}

extension Typesetter {
  /// The box round a run of text.
  func box(of run: TextRun) -> Box {
    let extent = extent(of: run.text, style: run.style)
    return Box(
      x: run.origin.x,
      y: run.origin.y - extent.ascent,
      width: extent.width,
      height: extent.ascent + extent.descent
    )
  }
}
