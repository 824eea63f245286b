extension DisplayList {
  /// What keeps the list from being drawn as a document, one sentence each, in the list's order; empty
  /// for a well-formed list.
  ///
  /// Begins and ends must nest, elements must stand where PDF allows them, numbers must be finite, text
  /// must be printable and stand in an element or in furniture, and every link and outline entry must
  /// lead somewhere. A list without pages, such as a plot's, may leave its ink outside of elements.
  public func problems() -> [String] {
    var inspector = Inspector(list: self)
    for (index, item) in items.enumerated() { inspector.inspect(item, at: index) }
    inspector.conclude()
    return inspector.problems
  }
}

/// Walks a list and notes what is wrong.
private struct Inspector {
  private enum Opening: Equatable {
    case tag(StructureTag)
    case artifact
    case clip
  }

  private(set) var problems: [String] = []
  private let hasPages: Bool
  private let destinations: Set<String>
  private var open: [(opening: Opening, index: Int)] = []
  private var seenDestinations: Set<String> = []
  private var seenNotes: Set<String> = []
  private var pageCount = 0
  private var isPageBlank = false
  private var headingLevel = 0
  private var outlineLevel = 0

  /// For each open element whether a link's place was seen in it.
  private var hasLinkPlace: [Bool] = []

  init(list: DisplayList) {
    var hasPages = false
    var destinations: Set<String> = []
    for item in list.items {
      switch item {
      case .page: hasPages = true
      case .destination(let name, _): destinations.insert(name)
      default: break
      }
    }
    self.hasPages = hasPages
    self.destinations = destinations
  }

  private mutating func report(_ problem: String, at index: Int) {
    problems.append("item \(index): \(problem)")
  }

  private var innermostTag: StructureTag? {
    for (opening, _) in open.reversed() { if case .tag(let tag) = opening { return tag } }
    return nil
  }

  private var isInArtifact: Bool { open.contains { $0.opening == .artifact } }

  mutating func inspect(_ item: DisplayItem, at index: Int) {
    inspectNumbers(of: item, at: index)
    switch item {
    case .page: beginPage(at: index)
    case .fill(let path, _), .stroke(let path, _):
      guard let first = path.elements.first else { return }
      if case .move = first {} else { report("an outline does not begin with a move", at: index) }
      addInk(at: index)
    case .text(let run): inspect(run, at: index)
    case .destination(let name, _): inspectDestination(name, at: index)
    case .link(_, let target): inspectLink(target, at: index)
    case .outline(let title, let level, let destination):
      inspectOutline(title, level: level, destination: destination, at: index)
    case .beginTag(let tag): begin(tag, at: index)
    case .endTag: end(at: index)
    case .beginArtifact: open.append((.artifact, index))
    case .endArtifact: close(.artifact, named: "an artifact", at: index)
    case .beginClip: open.append((.clip, index))
    case .endClip: close(.clip, named: "a clip", at: index)
    }
  }

  mutating func conclude() {
    endPage()
    for (opening, index) in open {
      switch opening {
      case .tag(let tag): report("\(tag.words) is never ended", at: index)
      case .artifact: report("an artifact is never ended", at: index)
      case .clip: report("a clip is never ended", at: index)
      }
    }
  }

  // MARK: Pages and ink

  private mutating func beginPage(at index: Int) {
    endPage()
    pageCount += 1
    isPageBlank = true
    if isInArtifact { report("a page begins inside an artifact", at: index) }
    if open.contains(where: { $0.opening == .clip }) {
      report("a page begins inside a clip", at: index)
    }
  }

  private mutating func endPage() {
    if isPageBlank { problems.append("page \(pageCount) is blank") }
    isPageBlank = false
  }

  private mutating func addInk(at index: Int) {
    isPageBlank = false
    if hasPages, pageCount == 0 { report("ink before the first page", at: index) }
  }

  private mutating func inspect(_ run: TextRun, at index: Int) {
    addInk(at: index)
    if run.text.isEmpty { report("a text is empty", at: index) }
    if let control = run.text.unicodeScalars.first(where: { !$0.isPrintable }) {
      report("the text '\(run.text)' has the character \(control.code)", at: index)
    }
    if run.style.family.isEmpty { report("a text names no font", at: index) }
    guard hasPages, !isInArtifact else { return }
    guard let tag = innermostTag else {
      report("the text '\(run.text)' stands in no element and no artifact", at: index)
      return
    }
    if tag.holdsElementsOnly {
      report("the text '\(run.text)' stands directly in \(tag.words)", at: index)
    }
  }

  // MARK: Elements

  private mutating func begin(_ tag: StructureTag, at index: Int) {
    if isInArtifact { report("\(tag.words) begins inside an artifact", at: index) }
    let parent = innermostTag
    if !tag.mayStand(in: parent) {
      report("\(tag.words) stands in \(parent?.words ?? "nothing")", at: index)
    }
    switch tag {
    case .heading(let level):
      if !(1...6).contains(level) { report("a heading has level \(level)", at: index) }
      if level > headingLevel + 1 {
        report("a heading of level \(level) follows one of level \(headingLevel)", at: index)
      }
      headingLevel = level
    case .note(let id):
      if !id.isName { report("'\(id)' cannot be a note's id", at: index) }
      if !seenNotes.insert(id).inserted { report("two notes have the id '\(id)'", at: index) }
    case .figure(let alternative):
      if alternative.isBlank { report("a figure has no words for its picture", at: index) }
    case .link(let contents):
      if contents.isBlank { report("a link has no words for its target", at: index) }
      if open.contains(where: { if case .tag(.link) = $0.opening { true } else { false } }) {
        report("a link stands in a link", at: index)
      }
    case .document, .section, .paragraph, .blockQuote, .list, .listItem, .listLabel, .listBody,
      .table, .tableRow, .tableHeader, .tableCell, .caption, .tableOfContents,
      .tableOfContentsItem, .span:
      break
    }
    open.append((.tag(tag), index))
    hasLinkPlace.append(false)
  }

  private mutating func end(at index: Int) {
    guard let last = open.last else {
      report("an element ends that never began", at: index)
      return
    }
    guard case .tag(let tag) = last.opening else {
      report(
        "an element ends inside \(last.opening == .clip ? "a clip" : "an artifact")",
        at: index
      )
      return
    }
    open.removeLast()
    let hadLinkPlace = hasLinkPlace.popLast() ?? false
    if case .link = tag, !hadLinkPlace { report("a link has no place", at: index) }
  }

  private mutating func close(_ opening: Opening, named name: String, at index: Int) {
    if open.last?.opening == opening {
      open.removeLast()
    } else if open.contains(where: { $0.opening == opening }) {
      report("\(name) ends before what began in it", at: index)
    } else {
      report("\(name) ends that never began", at: index)
    }
  }

  // MARK: Places

  private mutating func inspectDestination(_ name: String, at index: Int) {
    if !name.isName { report("'\(name)' cannot be a destination's name", at: index) }
    if !seenDestinations.insert(name).inserted {
      report("two destinations have the name '\(name)'", at: index)
    }
    if hasPages, pageCount == 0 { report("a destination before the first page", at: index) }
  }

  private mutating func inspectLink(_ target: LinkTarget, at index: Int) {
    if isInArtifact { report("a link's place stands inside an artifact", at: index) }
    if case .link = innermostTag {
      hasLinkPlace[hasLinkPlace.count - 1] = true
    } else {
      report("a link's place stands outside of a link", at: index)
    }
    switch target {
    case .destination(let name):
      if !destinations.contains(name) { report("nothing is named '\(name)'", at: index) }
    case .address(let address):
      if !address.isName { report("'\(address)' is not a percent-encoded address", at: index) }
    }
  }

  private mutating func inspectOutline(
    _ title: String,
    level: Int,
    destination: String,
    at index: Int
  ) {
    if title.isBlank { report("an outline entry has no title", at: index) }
    if level < 1 || level > outlineLevel + 1 {
      report("an outline entry of level \(level) follows one of level \(outlineLevel)", at: index)
    }
    outlineLevel = level
    if !destinations.contains(destination) {
      report("nothing is named '\(destination)'", at: index)
    }
  }

  // MARK: Numbers

  private mutating func inspectNumbers(of item: DisplayItem, at index: Int) {
    for number in item.coordinates where !(abs(number) <= farthest) {
      report("\(number) is not a place on a page", at: index)
      return
    }
    let mustBePositive: [(String, Double)] =
      switch item {
      case .page(let size, _): [("a page's width", size.width), ("a page's height", size.height)]
      case .fill(_, .hatch(_, let width, let pitch)):
        [("a hatch's line", width), ("a hatch's pitch", pitch)]
      case .stroke(_, let stroke): [("a stroke's width", stroke.width)]
      case .text(let run): [("a text's size", run.style.size)]
      case .fill, .destination, .link, .outline, .beginTag, .endTag, .beginArtifact, .endArtifact,
        .beginClip, .endClip:
        []
      }
    for (name, number) in mustBePositive where !(number > 0) {
      report("\(name) is \(number)", at: index)
    }
    let mustNotBeNegative: [(String, Double)] =
      switch item {
      case .link(let box, _), .beginClip(let box):
        [("a box's width", box.width), ("a box's height", box.height)]
      case .text(let run): [("a halo", run.halo), ("a text's width", run.width)]
      case .stroke(_, let stroke): stroke.dash.map { ("a dash", $0) }
      case .page, .fill, .destination, .outline, .beginTag, .endTag, .beginArtifact, .endArtifact,
        .endClip:
        []
      }
    for (name, number) in mustNotBeNegative where !(number >= 0) {
      report("\(name) is \(number)", at: index)
    }
    if case .stroke(_, let stroke) = item, !stroke.dash.isEmpty, stroke.dash.allSatisfy({ $0 == 0 })
    {
      report("all dashes are zero", at: index)
    }
  }
}

/// The longest side of a page (ISO 32000-1, annex C); nothing beyond it can be meant.
private let farthest = 14400.0

extension DisplayItem {
  /// Every number that says where or how large something is, in points.
  fileprivate var coordinates: [Double] {
    switch self {
    case .page(let size, _): [size.width, size.height]
    case .fill(let path, .color): path.coordinates
    case .fill(let path, .hatch(_, let width, let pitch)): path.coordinates + [width, pitch]
    case .stroke(let path, let stroke): path.coordinates + [stroke.width] + stroke.dash
    case .text(let run):
      [run.origin.x, run.origin.y, run.width, run.halo, run.style.size, run.style.tracking]
    case .destination(_, let point): [point.x, point.y]
    case .link(let box, _), .beginClip(let box): [box.x, box.y, box.width, box.height]
    case .outline, .beginTag, .endTag, .beginArtifact, .endArtifact, .endClip: []
    }
  }
}

extension Path {
  fileprivate var coordinates: [Double] {
    elements.flatMap { element -> [Double] in
      switch element {
      case .move(let point), .line(let point): [point.x, point.y]
      case .curve(let first, let second, let end):
        [first.x, first.y, second.x, second.y, end.x, end.y]
      case .close: []
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the character may stand in a line of text: no control, line break or sign of damage.
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    default: self != "\u{FFFD}"
    }
  }

  fileprivate var code: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// Whether the text can be a name or an address in a PDF: printable ASCII without spaces.
  fileprivate var isName: Bool { !isEmpty && utf8.allSatisfy { (0x21...0x7E).contains($0) } }

  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension StructureTag {
  /// What the element is called in a message.
  fileprivate var words: String {
    switch self {
    case .document: "a document"
    case .section: "a section"
    case .heading(let level): "a heading of level \(level)"
    case .paragraph: "a paragraph"
    case .blockQuote: "a block quote"
    case .list: "a list"
    case .listItem: "a list item"
    case .listLabel: "a list label"
    case .listBody: "a list body"
    case .table: "a table"
    case .tableRow: "a table row"
    case .tableHeader: "a table header"
    case .tableCell: "a table cell"
    case .caption: "a caption"
    case .note: "a note"
    case .tableOfContents: "a table of contents"
    case .tableOfContentsItem: "an entry of a table of contents"
    case .span: "a span"
    case .figure: "a figure"
    case .link: "a link"
    }
  }
}
