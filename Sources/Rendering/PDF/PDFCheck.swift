/// What is wrong with a PDF, one sentence each; empty for a file that may be handed out.
///
/// Beside the file's syntax it checks what a reader depends on: every page has ink and all of it is
/// marked, every font is embedded with a map to Unicode, structure and content refer to each other
/// without gaps, and every link and outline entry leads somewhere.
public func checkPDF(_ bytes: [UInt8]) -> [String] {
  do {
    let document = try QPDFDocument(reading: bytes)
    var check = PDFCheck(document)
    return try check.run()
  } catch { return ["the file cannot be read: \(error.reason)"] }
}

/// The check of one document, read or just made.
struct PDFCheck: ~Copyable {
  private typealias Object = QPDFDocument.Object

  let document: QPDFDocument
  private var problems: [String] = []

  /// The pages' places by their objects' numbers.
  private var pagePlaces: [Int: Int] = [:]

  /// For each page the numbers of its marked content that no element has claimed yet.
  private var unclaimed: [Set<Int>] = []

  /// For each page the elements that its marked content leads back to.
  private var owners: [[Int: Int]] = []
  private var names: Set<String> = []
  private var seenFonts: Set<Int> = []

  init(_ document: consuming QPDFDocument) { self.document = document }

  /// What is wrong, one sentence each.
  mutating func run() throws(QPDFError) -> [String] {
    for index in 0..<document.pageCount {
      pagePlaces[document.identifier(of: document.page(index))] = index
    }
    if document.pageCount == 0 { problems.append("there is no page") }
    readNames()
    let parents = readParentTree()
    for index in 0..<document.pageCount { try checkPage(index, parents: parents) }
    checkCatalog()
    checkStructure()
    checkOutline()
    for (index, numbers) in unclaimed.enumerated() where !numbers.isEmpty {
      let list = numbers.sorted().map(String.init).joined(separator: ", ")
      problems.append("content \(list) of page \(index + 1) belongs to no element")
    }
    try document.check()
    return problems + document.takeWarnings()
  }

  // MARK: Pages

  private mutating func checkPage(_ index: Int, parents: [Int: Object]) throws(QPDFError) {
    let page = document.page(index)
    guard let stream = document.value("/Contents", of: page), document.isStream(stream) else {
      problems.append("page \(index + 1) has no content")
      unclaimed.append([])
      owners.append([:])
      return
    }
    let summary = PageContentSummary(try document.content(of: stream))
    if !summary.hasInk { problems.append("page \(index + 1) is blank") }
    if summary.hasUnmarkedInk { problems.append("page \(index + 1) has ink outside of its marks") }
    if !summary.isBalanced { problems.append("the content of page \(index + 1) is not balanced") }
    unclaimed.append(Set(summary.numbers))
    if Set(summary.numbers).count < summary.numbers.count {
      problems.append("page \(index + 1) has content of the same number")
    }
    var owners: [Int: Int] = [:]
    if let key = integer("/StructParents", of: page), let array = parents[key] {
      for (number, owner) in document.items(of: array).enumerated() {
        owners[number] = document.identifier(of: owner)
      }
    }
    self.owners.append(owners)
    checkFonts(of: page, index)
    checkLinks(of: page, index, parents: parents)
  }

  private mutating func checkFonts(of page: Object, _ index: Int) {
    guard let resources = document.value("/Resources", of: page),
      let fonts = document.value("/Font", of: resources)
    else { return }
    for (_, font) in document.entries(of: fonts)
    where seenFonts.insert(document.identifier(of: font)).inserted {
      let name = document.value("/BaseFont", of: font).flatMap { document.name($0) } ?? "unnamed"
      var program = font
      if let descendants = document.value("/DescendantFonts", of: font),
        let first = document.items(of: descendants).first
      {
        program = first
      }
      let descriptor = document.value("/FontDescriptor", of: program)
      let isEmbedded = descriptor.map { descriptor in
        ["/FontFile", "/FontFile2", "/FontFile3"].contains {
          document.value($0, of: descriptor) != nil
        }
      }
      if isEmbedded != true { problems.append("the font \(name) is not embedded") }
      if document.value("/ToUnicode", of: font) == nil {
        problems.append("the font \(name) has no map to Unicode")
      }
      if !name.dropFirst(7).hasPrefix("+") { problems.append("the font \(name) is not a subset") }
    }
  }

  private mutating func checkLinks(of page: Object, _ index: Int, parents: [Int: Object]) {
    guard let annotations = document.value("/Annots", of: page) else { return }
    for annotation in document.items(of: annotations) {
      if let destination = document.value("/Dest", of: annotation) {
        checkDestination(destination, of: "a link on page \(index + 1)")
      } else if document.value("/A", of: annotation) == nil {
        problems.append("a link on page \(index + 1) leads nowhere")
      }
      if integer("/StructParent", of: annotation).flatMap({ parents[$0] }) == nil {
        problems.append("a link on page \(index + 1) belongs to no element")
      }
    }
  }

  // MARK: Names and outline

  private mutating func readNames() {
    guard let trees = document.value("/Names", of: document.catalog),
      let tree = document.value("/Dests", of: trees),
      let pairs = document.value("/Names", of: tree)
    else { return }
    let items = document.items(of: pairs)
    for index in stride(from: 0, to: items.count - 1, by: 2) {
      guard let name = document.text(items[index]) else { continue }
      names.insert(name)
      guard let page = document.items(of: items[index + 1]).first,
        pagePlaces[document.identifier(of: page)] != nil
      else {
        problems.append("the place '\(name)' is on no page")
        continue
      }
    }
  }

  private mutating func checkDestination(_ destination: Object, of owner: String) {
    guard let name = document.text(destination), names.contains(name) else {
      problems.append("\(owner) leads nowhere")
      return
    }
  }

  private mutating func checkOutline() {
    guard let outline = document.value("/Outlines", of: document.catalog) else { return }
    var entries = [document.value("/First", of: outline)].compactMap(\.self)
    while let entry = entries.popLast() {
      let title = document.value("/Title", of: entry).flatMap { document.text($0) } ?? ""
      if let destination = document.value("/Dest", of: entry) {
        checkDestination(destination, of: "the outline entry '\(title)'")
      } else {
        problems.append("the outline entry '\(title)' leads nowhere")
      }
      for key in ["/Next", "/First"] {
        if let next = document.value(key, of: entry) { entries.append(next) }
      }
    }
  }

  // MARK: Structure

  private mutating func checkCatalog() {
    let catalog = document.catalog
    for (key, name) in [
      ("/Lang", "language"), ("/Metadata", "metadata"), ("/StructTreeRoot", "structure"),
      ("/MarkInfo", "mark"),
    ] where document.value(key, of: catalog) == nil {
      problems.append("the document has no \(name)")
    }
  }

  private func readParentTree() -> [Int: Object] {
    guard let root = document.value("/StructTreeRoot", of: document.catalog),
      let tree = document.value("/ParentTree", of: root),
      let pairs = document.value("/Nums", of: tree)
    else { return [:] }
    var parents: [Int: Object] = [:]
    let items = document.items(of: pairs)
    for index in stride(from: 0, to: items.count - 1, by: 2) {
      guard let key = document.integer(items[index]) else { continue }
      parents[key] = items[index + 1]
    }
    return parents
  }

  private mutating func checkStructure() {
    guard let root = document.value("/StructTreeRoot", of: document.catalog),
      let top = document.value("/K", of: root)
    else { return }
    var elements = [top]
    while let element = elements.popLast() {
      guard let kids = document.value("/K", of: element) else { continue }
      let identifier = document.identifier(of: element)
      for kid in document.items(of: kids) {
        switch document.value("/Type", of: kid).flatMap({ document.name($0) }) {
        case "/StructElem": elements.append(kid)
        case "/MCR": claim(kid, for: identifier)
        case "/OBJR":
          if document.value("/Obj", of: kid) == nil {
            problems.append("an element refers to a link that is not there")
          }
        default: problems.append("an element has a part of no known kind")
        }
      }
    }
  }

  private mutating func claim(_ reference: Object, for element: Int) {
    guard let page = document.value("/Pg", of: reference),
      let index = pagePlaces[document.identifier(of: page)],
      let number = integer("/MCID", of: reference)
    else {
      problems.append("an element refers to content of no page")
      return
    }
    if unclaimed[index].remove(number) == nil {
      problems.append("an element refers to content \(number), which page \(index + 1) lacks")
    }
    if owners[index][number] != element {
      problems.append("content \(number) of page \(index + 1) leads back to another element")
    }
  }

  private func integer(_ key: String, of object: Object) -> Int? {
    document.value(key, of: object).flatMap { document.integer($0) }
  }
}
