import Cairo
import Drawing

/// Completes a PDF that cairo has drawn: structure, links, outline, page labels, metadata.
///
/// The result is made to satisfy PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).
struct PDFFinisher: ~Copyable {
  private let document: QPDFDocument
  private let content: DocumentContent
  private let metadata: DocumentMetadata
  private var objects: PDFObjects
  private let pages: [QPDFDocument.Object]
  private let pageNumbers: [Int]
  private let elementNumbers: [Int]
  private let linkNumbers: [Int]
  private let rootNumber: Int
  private let packetNumber: Int
  private let profileNumber: Int

  /// - Parameters:
  ///   - bytes: What cairo wrote.
  ///   - content: What was recorded while it was drawn.
  ///   - metadata: What the document says about itself.
  /// - Throws: ``QPDFError`` if cairo's file has other pages than were recorded.
  init(
    _ bytes: [UInt8],
    content: DocumentContent,
    metadata: DocumentMetadata
  ) throws(QPDFError) {
    let document = try QPDFDocument(reading: bytes)
    guard document.pageCount == content.pages.count,
      let sizeEntry = document.value("/Size", of: document.trailer),
      let size = document.integer(sizeEntry)
    else { throw QPDFError(reason: "not all pages were drawn") }
    var pages: [QPDFDocument.Object] = []
    for index in content.pages.indices { pages.append(document.page(index)) }
    var pageNumbers: [Int] = []
    for page in pages { pageNumbers.append(document.identifier(of: page)) }
    self.content = content
    self.metadata = metadata
    self.pages = pages
    self.pageNumbers = pageNumbers
    packetNumber = document.addStream(
      Array(metadata.packet.utf8),
      ["/Type": "/Metadata", "/Subtype": "/XML"]
    )
    profileNumber = document.addStream(sRGBProfile, ["/N": "3"])
    objects = PDFObjects(numberedFrom: max(size, profileNumber + 1))
    rootNumber = objects.reserve(1)[0]
    elementNumbers = objects.reserve(content.elements.count)
    linkNumbers = objects.reserve(content.links.count)
    self.document = document
  }

  /// The completed file, and what is wrong with it.
  ///
  /// The document is checked as it is handed to qpdf's writer: reading every file back in would take
  /// longer than making it.
  consuming func finish() throws(QPDFError) -> (file: [UInt8], faults: [String]) {
    for index in pages.indices { try finishPage(index) }
    completeFonts()
    addElements()
    addParentTree()
    addLinks()
    let outline = addOutline()
    setCatalog(outline: outline)
    setInformation()
    try document.update(objects.update)
    attachLinks()
    var check = PDFCheck(document)
    let faults = try check.run()
    return (try check.document.write(), faults)
  }

  // MARK: Pages

  private mutating func finishPage(_ index: Int) throws(QPDFError) {
    let page = pages[index]
    guard let stream = document.value("/Contents", of: page), document.isStream(stream) else {
      throw QPDFError(reason: "page \(index + 1) has no content")
    }
    let names = content.pages[index].owners.map { owner in
      owner.map { content.elements[$0].tag.typeName }
    }
    guard
      let renumbered = renumberingMarkedContent(try document.content(of: stream), names: names)
    else {
      throw QPDFError(reason: "the marked content of page \(index + 1) is not what was drawn")
    }
    document.replaceContent(of: stream, with: renumbered)
    document.set("/StructParents", of: page, to: "\(index)")
    document.set("/Tabs", of: page, to: "/S")
  }

  /// Lists the links of each page. To be called when they are there: a reference to an object before it
  /// is set would stay null wherever else it is used.
  private func attachLinks() {
    for (index, page) in pages.enumerated() {
      let links = content.links.indices.filter { content.links[$0].page == index }
      guard !links.isEmpty else { continue }
      document.set("/Annots", of: page, toReferences: links.map { linkNumbers[$0] })
    }
  }

  /// Adds what cairo leaves out of its fonts: the glyphs of a Type 1 subset, and that the codes of a
  /// TrueType subset are its glyphs' numbers.
  private func completeFonts() {
    var seen: Set<Int> = []
    for page in pages {
      guard let resources = document.value("/Resources", of: page),
        let fonts = document.value("/Font", of: resources)
      else { continue }
      for (_, font) in document.entries(of: fonts)
      where seen.insert(document.identifier(of: font)).inserted { complete(font) }
    }
  }

  private func complete(_ font: QPDFDocument.Object) {
    if let descendants = document.value("/DescendantFonts", of: font) {
      for descendant in document.items(of: descendants) {
        guard let kind = document.value("/Subtype", of: descendant),
          document.name(kind) == "/CIDFontType2",
          document.value("/CIDToGIDMap", of: descendant) == nil
        else { continue }
        document.set("/CIDToGIDMap", of: descendant, to: "/Identity")
      }
    }
    guard let kind = document.value("/Subtype", of: font), document.name(kind) == "/Type1",
      let descriptor = document.value("/FontDescriptor", of: font),
      let firstEntry = document.value("/FirstChar", of: font),
      let first = document.integer(firstEntry),
      let widths = document.value("/Widths", of: font)
    else { return }
    // Cairo writes the width zero for a code that isn't used.
    let names = document.items(of: widths).enumerated()
      .filter { document.integer($0.element) != 0 }
      .compactMap { glyphName(ofWinAnsi: first + $0.offset) }
    document.set("/CharSet", of: descriptor, to: "(/" + names.joined(separator: "/") + ")")
  }

  // MARK: Structure

  private mutating func addElements() {
    let columnSpans = content.columnSpans()
    for (index, element) in content.elements.enumerated() {
      let parent = element.parent.map { elementNumbers[$0] } ?? rootNumber
      let kids = element.kids.map { kid -> PDFValue in
        switch kid {
        case .element(let child): .reference(elementNumbers[child])
        case .content(let page, let number):
          .dictionary([
            "Type": .name("MCR"), "Pg": .reference(pageNumbers[page]), "MCID": .integer(number),
          ])
        case .link(let link):
          .dictionary([
            "Type": .name("OBJR"), "Pg": .reference(pageNumbers[content.links[link].page]),
            "Obj": .reference(linkNumbers[link]),
          ])
        }
      }
      objects.set(
        elementNumbers[index],
        to: .dictionary([
          "Type": .name("StructElem"),
          "S": .name(element.tag.typeName),
          "P": .reference(parent),
          "K": kids.isEmpty ? nil : .array(kids),
          "A": attributes(of: index, columnSpan: columnSpans[index]),
          "Alt": element.tag.alternative.map { .text($0) },
          "ID": element.tag.identifier.map { .text($0) },
        ])
      )
    }
  }

  /// An element's attributes (ISO 32000-1, 14.8.5): where a figure stands, which cells a header is for,
  /// how many columns a cell takes, how a list is numbered.
  private func attributes(of index: Int, columnSpan: Int?) -> PDFValue? {
    let element = content.elements[index]
    switch element.tag {
    case .figure:
      return element.place.map { place in
        .dictionary(["O": .name("Layout"), "BBox": box(place.box, onPage: place.page)])
      }
    case .tableHeader(let scope):
      return .dictionary([
        "O": .name("Table"), "Scope": .name(scope.rawValue),
        "ColSpan": columnSpan.map { .integer($0) },
      ])
    case .tableCell:
      return columnSpan.map { .dictionary(["O": .name("Table"), "ColSpan": .integer($0)]) }
    case .list:
      return .dictionary(["O": .name("List"), "ListNumbering": .name(numbering(ofList: index))])
    case .document, .section, .heading, .paragraph, .blockQuote, .listItem, .listLabel, .listBody,
      .table, .tableRow, .caption, .note, .tableOfContents, .tableOfContentsItem, .span,
      .link:
      return nil
    }
  }

  /// How a list is numbered, read off its first label.
  private func numbering(ofList index: Int) -> String {
    for case .element(let item) in content.elements[index].kids {
      for case .element(let label) in content.elements[item].kids
      where content.elements[label].tag == .listLabel {
        let text = content.elements[label].text
        return text.unicodeScalars.first.map { ("0"..."9").contains($0) } == true
          ? "Decimal" : "Disc"
      }
    }
    return "None"
  }

  /// The way back from content and links to their elements.
  private mutating func addParentTree() {
    var entries: [PDFValue] = []
    for (index, page) in content.pages.enumerated() {
      entries.append(.integer(index))
      entries.append(.array(page.owners.compactMap { $0.map { .reference(elementNumbers[$0]) } }))
    }
    for (index, link) in content.links.enumerated() {
      entries.append(.integer(content.pages.count + index))
      entries.append(.reference(elementNumbers[link.element]))
    }
    let tree = objects.add(.dictionary(["Nums": .array(entries)]))
    let identifiers = content.elements.enumerated()
      .compactMap { index, element in element.tag.identifier.map { ($0, elementNumbers[index]) } }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    objects.set(
      rootNumber,
      to: .dictionary([
        "Type": .name("StructTreeRoot"),
        "K": .reference(elementNumbers[0]),
        "ParentTree": .reference(tree),
        "ParentTreeNextKey": .integer(content.pages.count + content.links.count),
        "IDTree": identifiers.isEmpty
          ? nil
          : .dictionary([
            "Names": .array(identifiers.flatMap { [.text($0.0), .reference($0.1)] })
          ]),
      ])
    )
  }

  // MARK: Links and places

  private mutating func addLinks() {
    for (index, link) in content.links.enumerated() {
      let target: (destination: PDFValue?, action: PDFValue?) =
        switch link.target {
        case .destination(let name): (.text(name), nil)
        case .address(let address):
          (nil, .dictionary(["S": .name("URI"), "URI": .text(address)]))
        }
      objects.set(
        linkNumbers[index],
        to: .dictionary([
          "Type": .name("Annot"),
          "Subtype": .name("Link"),
          "Rect": box(link.box, onPage: link.page),
          "Border": .array([.integer(0), .integer(0), .integer(0)]),
          "F": .integer(4),
          "StructParent": .integer(content.pages.count + index),
          "Contents": content.elements[link.element].tag.contents.map { .text($0) },
          "Dest": target.destination,
          "A": target.action,
        ])
      )
    }
  }

  /// The named places of the document, sorted as a name tree must be.
  private var names: PDFValue? {
    guard !content.destinations.isEmpty else { return nil }
    let sorted = content.destinations.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    let pairs = sorted.flatMap { [.text($0.name), place($0)] }
    return .dictionary(["Dests": .dictionary(["Names": .array(pairs)])])
  }

  private func place(_ destination: DocumentContent.Destination) -> PDFValue {
    let height = content.pages[destination.page].size.height
    return .array([
      .reference(pageNumbers[destination.page]), .name("XYZ"), .real(destination.point.x),
      .real(height - destination.point.y), .integer(0),
    ])
  }

  /// A rectangle in PDF's coordinates, which rise from the page's lower left corner.
  private func box(_ box: Box, onPage page: Int) -> PDFValue {
    let height = content.pages[page].size.height
    return .array([
      .real(box.left), .real(height - box.bottom), .real(box.right), .real(height - box.top),
    ])
  }

  /// Adds the outline and returns its number, or nothing without entries; only the outermost level is
  /// open.
  private mutating func addOutline() -> Int? {
    guard !content.outline.isEmpty else { return nil }
    let root = objects.reserve(1)[0]
    let numbers = objects.reserve(content.outline.count)
    let levels = content.outline.map(\.level)
    var parents: [Int?] = []
    var open: [Int] = []
    for (index, level) in levels.enumerated() {
      while let last = open.last, levels[last] >= level { open.removeLast() }
      parents.append(open.last)
      open.append(index)
    }
    var children: [Int?: [Int]] = [:]
    for (index, parent) in parents.enumerated() { children[parent, default: []].append(index) }
    for siblings in children.values {
      for (place, index) in siblings.enumerated() {
        let entry = content.outline[index]
        let inner = children[index] ?? []
        objects.set(
          numbers[index],
          to: .dictionary([
            "Title": .text(entry.title),
            "Parent": .reference(parents[index].map { numbers[$0] } ?? root),
            "Prev": place > 0 ? .reference(numbers[siblings[place - 1]]) : nil,
            "Next": place + 1 < siblings.count ? .reference(numbers[siblings[place + 1]]) : nil,
            "First": inner.first.map { .reference(numbers[$0]) },
            "Last": inner.last.map { .reference(numbers[$0]) },
            "Count": inner.isEmpty ? nil : .integer(-inner.count),
            "Dest": .text(entry.destination),
          ])
        )
      }
    }
    let top = children[nil] ?? []
    objects.set(
      root,
      to: .dictionary([
        "Type": .name("Outlines"),
        "First": top.first.map { .reference(numbers[$0]) },
        "Last": top.last.map { .reference(numbers[$0]) },
        "Count": .integer(top.count),
      ])
    )
    return root
  }

  // MARK: The document

  private mutating func setCatalog(outline: Int?) {
    let labels = content.pages.enumerated().flatMap { index, page -> [PDFValue] in
      [.integer(index), .dictionary(["P": .text(page.label)])]
    }
    let intent = PDFValue.dictionary([
      "Type": .name("OutputIntent"),
      "S": .name("GTS_PDFA1"),
      "OutputConditionIdentifier": .text("sRGB IEC61966-2.1"),
      "Info": .text("sRGB IEC61966-2.1"),
      "DestOutputProfile": .reference(profileNumber),
    ])
    let catalog = document.catalog
    guard let pageTree = document.value("/Pages", of: catalog) else { return }
    objects.set(
      document.identifier(of: catalog),
      to: .dictionary([
        "Type": .name("Catalog"),
        "Pages": .reference(document.identifier(of: pageTree)),
        "MarkInfo": .dictionary(["Marked": .boolean(true)]),
        "StructTreeRoot": .reference(rootNumber),
        "Lang": .text(metadata.language),
        "ViewerPreferences": .dictionary(["DisplayDocTitle": .boolean(true)]),
        "Metadata": .reference(packetNumber),
        "OutputIntents": .array([intent]),
        "Names": names,
        "Outlines": outline.map { .reference($0) },
        "PageMode": outline.map { _ in .name("UseOutlines") },
        "PageLabels": content.pages.contains { !$0.label.isEmpty }
          ? .dictionary(["Nums": .array(labels)]) : nil,
      ])
    )
  }

  private mutating func setInformation() {
    let value = PDFValue.dictionary([
      "Title": .text(metadata.title),
      "Author": metadata.author.isEmpty ? nil : .text(metadata.author),
      "Subject": metadata.subject.isEmpty ? nil : .text(metadata.subject),
      "Keywords": metadata.keywords.isEmpty ? nil : .text(metadata.keywordList),
      "Creator": .text(metadata.creator),
      "Producer": .text(producer),
      "CreationDate": .text(metadata.dateString),
      "ModDate": .text(metadata.dateString),
    ])
    guard let information = document.value("/Info", of: document.trailer) else { return }
    objects.set(document.identifier(of: information), to: value)
  }
}

/// The libraries that wrote the file.
let producer = "cairo \(cairoVersion), qpdf \(QPDFDocument.version)"

extension StructureTag {
  fileprivate var alternative: String? {
    if case .figure(let alternative) = self { alternative } else { nil }
  }

  fileprivate var contents: String? {
    if case .link(let contents) = self { contents } else { nil }
  }

  fileprivate var identifier: String? { if case .note(let id) = self { id } else { nil } }
}
