import Drawing
import TestSupport
import Testing

@testable import Rendering

@Suite struct PDFRendererTests {
  private let bytes: [UInt8]

  init() throws {
    let typesetter = try Typesetter(FontSet.installed())
    bytes = try renderPDF(
      sampleDocument(typesetter),
      metadata: sampleMetadata,
      typesetter: typesetter
    )
  }

  @Test func `a finished document stands its check`() { #expect(checkPDF(bytes) == []) }

  @Test func `pages have the sizes and labels of the list`() throws {
    let document = try QPDFDocument(reading: bytes)
    #expect(document.pageCount == 2)
    for index in 0..<2 {
      let box = try document.required("/MediaBox", of: document.page(index))
      let written = document.syntax(of: box)
      #expect(written == "[ 0 0 400 300 ]")
    }
    let labels = try document.required("/PageLabels", of: document.catalog)
    let numbers = try document.required("/Nums", of: labels)
    let written = document.syntax(of: numbers)
    #expect(written == "[ 0 << /P (i) >> 1 << /P (1) >> ]")
  }

  @Test func `the structure is that of the list`() throws {
    let document = try QPDFDocument(reading: bytes)
    try expectGolden(document.structure(), "sample-structure.txt")
  }

  @Test func `the outline leads to the named places`() throws {
    let document = try QPDFDocument(reading: bytes)
    let outlineText = document.outlineText()
    #expect(outlineText == "Minería y el T-MEC to start\n  Tables to second\n")
    let outline = try document.required("/Outlines", of: document.catalog)
    let count = document.value("/Count", of: outline).flatMap { document.integer($0) }
    #expect(count == 1)
  }

  @Test func `a link stands where the list says and can be printed`() throws {
    let document = try QPDFDocument(reading: bytes)
    let links = try document.required("/Annots", of: document.page(0))
    #expect(document.items(of: links).count == 1)
    let link = try #require(document.items(of: links).first)
    let written = ["/Rect", "/Border", "/F", "/Subtype", "/Contents", "/Dest", "/StructParent"]
      .map { key in document.value(key, of: link).map { document.syntax(of: $0) } ?? "" }
    #expect(
      written == [
        "[ 250.000 222.000 330.000 234.000 ]", "[ 0 0 0 ]", "4", "/Link", "(To the second page)",
        "(second)", "2",
      ]
    )
  }

  @Test func `a named place is a point of its page`() throws {
    let document = try QPDFDocument(reading: bytes)
    let names = try document.required("/Names", of: document.catalog)
    let places = try document.required("/Dests", of: names)
    let pairs = document.items(of: try document.required("/Names", of: places))
    #expect(pairs.compactMap { document.text($0) } == ["second", "start"])
    let second = document.items(of: pairs[1])
    let page = second.first.map { document.identifier(of: $0) }
    #expect(page == document.identifier(of: document.page(1)))
    let place = second.dropFirst().map { document.syntax(of: $0) }
    #expect(place == ["/XYZ", "40.000", "270.000", "0"])
  }

  @Test func `content and links lead back to their elements`() throws {
    let document = try QPDFDocument(reading: bytes)
    let root = try document.required("/StructTreeRoot", of: document.catalog)
    let next = document.integer(try document.required("/ParentTreeNextKey", of: root))
    // Two pages and two links.
    #expect(next == 4)
    for index in 0..<2 {
      let page = document.page(index)
      let key = document.integer(try document.required("/StructParents", of: page))
      let tabs = document.name(try document.required("/Tabs", of: page))
      #expect(key == index && tabs == "/S")
    }
    let identifiers = try document.required("/IDTree", of: root)
    let notes = document.items(of: try document.required("/Names", of: identifiers))
    let note = notes.first.flatMap { document.text($0) }
    #expect(note == "note-1")
  }

  @Test func `a reader shows the title, the outline and true colours`() throws {
    let document = try QPDFDocument(reading: bytes)
    let catalog = document.catalog
    let said = ["/ViewerPreferences", "/PageMode", "/MarkInfo"].map { key in
      document.value(key, of: catalog).map { document.syntax(of: $0) } ?? ""
    }
    #expect(said == ["<< /DisplayDocTitle true >>", "/UseOutlines", "<< /Marked true >>"])
    let intents = document.items(of: try document.required("/OutputIntents", of: catalog))
    let intent = try #require(intents.first)
    let stream = try document.required("/DestOutputProfile", of: intent)
    let profile = try document.content(of: stream)
    // An ICC profile begins with its length and has its signature at 36.
    #expect(profile.prefix(4).reduce(0) { $0 << 8 | Int($1) } == profile.count)
    #expect(String(decoding: profile[36..<40], as: UTF8.self) == "acsp")
  }

  @Test func `an outline is nested by its levels and opened at the outermost`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    var list = DisplayList([
      .page(size: Size(90, 90), label: ""),
      .fill(.rectangle(Box(x: 0, y: 0, width: 9, height: 9)), .color(Color(0))),
      .destination("a", Point(0, 0)),
    ])
    for (title, level) in [("A", 1), ("B", 2), ("C", 2), ("D", 3), ("E", 2), ("F \\(\"x\")", 1)] {
      list.append(.outline(title: title, level: level, destination: "a"))
    }
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let outlineText = document.outlineText()
    #expect(outlineText == "A to a\n  B to a\n  C to a\n    D to a\n  E to a\nF \\(\"x\") to a\n")
    let outline = try document.required("/Outlines", of: document.catalog)
    let first = try document.required("/First", of: outline)
    let last = try document.required("/Last", of: outline)
    let counts = [outline, first, last].map { entry in
      document.value("/Count", of: entry).flatMap { document.integer($0) }
    }
    #expect(counts == [2, -3, nil])
    let previous = document.identifier(of: try document.required("/Prev", of: last))
    #expect(previous == document.identifier(of: first))
  }

  @Test func `a document says what it is`() throws {
    let document = try QPDFDocument(reading: bytes)
    let said = [
      "/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate", "/ModDate",
    ]
    .map { document.information($0) }
    #expect(
      said == [
        "Minería <y> \"T-MEC\" & más", "An author", "A subject", "mining, USMCA", "veta 0.1",
        "D:20261124120000Z", "D:20261124120000Z",
      ]
    )
    let language = document.value("/Lang", of: document.catalog).flatMap { document.text($0) }
    #expect(language == "es-MX")
    let packet = try document.required("/Metadata", of: document.catalog)
    let words = String(decoding: try document.content(of: packet), as: UTF8.self)
    #expect(words.contains("Minería &lt;y&gt; \"T-MEC\" &amp; más"))
    #expect(words.contains("<pdfuaid:part>1</pdfuaid:part>"))
    #expect(words.contains("<xmp:CreateDate>2026-11-24T12:00:00Z</xmp:CreateDate>"))
  }

  @Test func `ten points are ten points`() throws {
    let document = try QPDFDocument(reading: try onePage(TextStyle(size: 10)))
    let content = try document.contentText(ofPage: 0)
    #expect(content.contains("10 0 0 -10 20 30 Tm"), "\(content)")
  }

  @Test func `a font says which glyphs it has`() throws {
    let document = try QPDFDocument(reading: try onePage(TextStyle(size: 10)))
    let resources = try document.required("/Resources", of: document.page(0))
    let fonts = document.entries(of: try document.required("/Font", of: resources))
    #expect(fonts.count == 1)
    for (_, font) in fonts {
      let descriptor = try document.required("/FontDescriptor", of: font)
      let glyphs = document.text(try document.required("/CharSet", of: descriptor))
      #expect(glyphs == "/H/o/x")
    }
  }

  @Test func `furniture is an artifact and everything else is numbered without gaps`() throws {
    let document = try QPDFDocument(reading: bytes)
    let stream = try document.required("/Contents", of: document.page(0))
    let content = try document.content(of: stream)
    let summary = PageContentSummary(content)
    #expect(summary.numbers == Array(summary.numbers.indices))
    #expect(!summary.hasUnmarkedInk)
    let text = String(decoding: content, as: UTF8.self)
    #expect(text.contains("/Artifact BMC"))
    #expect(!text.contains("Private"))
    #expect(text.contains("/H1 << /MCID 0 >> BDC"))
  }

  @Test func `two runs give the same bytes, also on two threads`() async throws {
    let fonts = try FontSet.installed()
    let runs = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let typesetter = try Typesetter(fonts)
          return try renderPDF(
            sampleDocument(typesetter),
            metadata: sampleMetadata,
            typesetter: typesetter
          )
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(runs.allSatisfy { $0 == bytes })
  }

  @Test func `a list with problems is not drawn`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    let list = DisplayList([.page(size: Size(9, 9), label: ""), .endTag])
    let error = RenderingError.invalidDrawing([
      "item 1: an element ends that never began", "page 1 is blank",
    ])
    #expect(throws: error) {
      try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    }
    #expect(throws: RenderingError.invalidDrawing(["there is no page"])) {
      try renderPDF(DisplayList(), metadata: sampleMetadata, typesetter: typesetter)
    }
  }

  @Test func `ink that cannot be seen keeps its mark`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    let ink = Color(0)
    let invisible: [DisplayItem] = [
      .fill(Path(), .color(ink)), .fill(Path([.move(Point(5, 5))]), .color(ink)),
      .fill(.line(from: Point(1, 1), to: Point(5, 5)), .color(ink)),
      .stroke(.line(from: Point(5, 5), to: Point(5, 5)), Stroke(ink, width: 1)),
      .fill(.rectangle(Box(x: 200, y: 200, width: 9, height: 9)), .color(ink)),
      .fill(.rectangle(Box(x: 5, y: 5, width: 0, height: 0)), .hatch(ink, width: 1, pitch: 2)),
      .text(TextRun(" ", at: Point(5, 5), style: TextStyle(size: 9), color: ink, width: 2)),
      .text(TextRun("x", at: Point(500, 5), style: TextStyle(size: 9), color: ink, width: 2)),
      .text(TextRun("\u{200B}", at: Point(5, 5), style: TextStyle(size: 9), color: ink, width: 0)),
    ]
    for item in invisible {
      var list = DisplayList([.page(size: Size(90, 90), label: "")])
      list.tagged(.figure(alternative: "Nothing")) { $0.append(item) }
      list.tagged(.figure(alternative: "A box")) { list in
        list.append(.fill(.rectangle(Box(x: 1, y: 1, width: 9, height: 9)), .color(ink)))
      }
      list.tagged(.figure(alternative: "Nothing")) { $0.append(item) }
      #expect(throws: Never.self, "\(item.text)") {
        try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
      }
    }
  }

  @Test func `a list that begins its document has no second one`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    var list = DisplayList([.page(size: Size(90, 90), label: "")])
    list.tagged(.document) { list in
      list.tagged(.figure(alternative: "A box")) { list in
        list.append(.fill(.rectangle(Box(x: -9, y: 80, width: 20, height: 30)), .color(Color(0))))
      }
    }
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let structure = document.structure()
    #expect(
      structure == """
        /Document
          /Figure /Alt 'A box' [0.000 0.000 11.000 10.000]
            content 0 of page 1

        """
    )
  }

  @Test func `a document with a substituted font is not drawn`() throws {
    #expect(throws: RenderingError.self) {
      try onePage(TextStyle(size: 10, family: "Helvetica"))
    }
  }

  @Test func `an element may go on over pages`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    let style = TextStyle(size: 10)
    func run(_ text: String) -> DisplayItem {
      .text(TextRun(text, at: Point(5, 20), style: style, color: Color(0), width: 20))
    }
    let list = DisplayList([
      .page(size: Size(90, 50), label: ""), .beginTag(.paragraph), run("one"),
      .page(size: Size(90, 50), label: ""), run("two"), .endTag,
    ])
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let structure = document.structure()
    #expect(
      structure == """
        /Document
          /P
            content 0 of page 1
            content 0 of page 2

        """
    )
    let labels = document.value("/PageLabels", of: document.catalog)
    #expect(labels == nil)
  }

  @Test func `a text that goes on below or at a distance ends in a space`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    func run(_ text: String, _ x: Double, _ y: Double) -> DisplayItem {
      .text(TextRun(text, at: Point(x, y), style: TextStyle(size: 10), color: Color(0), width: 20))
    }
    let list = DisplayList([
      .page(size: Size(90, 90), label: ""), .beginTag(.paragraph), run("HH", 5, 20),
      run("II", 19.8, 20), run("LL", 50, 20), .beginTag(.span), run("MM–", 5, 34), run("NN", 5, 48),
      .endTag, .endTag,
    ])
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let content = try document.contentText(ofPage: 0)
    for text in ["(HHII )", "(LL )", "(MM\\226)", "(NN)"] {
      #expect(content.contains(text), "\(content)")
    }
  }

  @Test func `a figure's box is what can be seen of its ink`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    var list = DisplayList([.page(size: Size(100, 100), label: "")])
    list.tagged(.figure(alternative: "A box")) { list in
      list.append(.beginClip(Box(x: 10, y: 20, width: 50, height: 200)))
      list.append(.fill(.rectangle(Box(x: 0, y: 30, width: 500, height: 500)), .color(Color(0))))
      list.append(.endClip)
      list.append(.fill(.rectangle(Box(x: 70, y: 80, width: 10, height: 10)), .color(Color(0))))
      // What follows on another page is not part of the box.
      list.append(.page(size: Size(100, 100), label: ""))
      list.append(.fill(.rectangle(Box(x: 0, y: 0, width: 9, height: 9)), .color(Color(0))))
    }
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let figure = "  /Figure /Alt 'A box' [10.000 0.000 80.000 70.000]"
    let structure = document.structure()
    #expect(structure.contains(figure), "\(structure)")
  }

  @Test(arguments: [("1.", "Decimal"), ("•", "Disc"), ("10", "Decimal")])
  func `a list is numbered as its first label is`(label: String, numbering: String) throws {
    let typesetter = try Typesetter(FontSet.installed())
    var list = DisplayList([.page(size: Size(100, 100), label: "")])
    list.tagged(.list) { list in
      list.tagged(.listItem) { list in
        list.tagged(.listLabel) { list in
          list.append(
            .text(
              TextRun(label, at: Point(5, 9), style: TextStyle(size: 9), color: Color(0), width: 9)
            )
          )
        }
      }
    }
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let structure = document.structure()
    #expect(structure.contains("/L /\(numbering)\n"), "\(structure)")
  }

  @Test func `the last cell of a short row takes the columns that are left`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    var list = DisplayList([.page(size: Size(100, 100), label: "")])
    let cell = DisplayItem.text(
      TextRun("x", at: Point(5, 9), style: TextStyle(size: 9), color: Color(0), width: 9)
    )
    list.tagged(.table) { list in
      for tags in [
        [.tableHeader(scope: .column), .tableCell, .tableCell], [.tableHeader(scope: .row)],
        [.tableCell, .tableCell],
      ] as [[StructureTag]] {
        list.tagged(.tableRow) { list in for tag in tags { list.tagged(tag) { $0.append(cell) } } }
      }
    }
    let document = try QPDFDocument(
      reading: try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    )
    let cells = document.structure().split(separator: "\n").filter { $0.contains("/T") }
      .map { $0.drop { $0 == " " } }
    #expect(
      cells == [
        "/Table", "/TR", "/TH /Column", "/TD", "/TD", "/TR", "/TH /Row over 3 columns", "/TR",
        "/TD",
        "/TD over 2 columns",
      ]
    )
  }

  private func onePage(_ style: TextStyle) throws -> [UInt8] {
    var list = DisplayList([.page(size: Size(200, 100), label: "")])
    list.tagged(.paragraph) { list in
      list.append(
        .text(TextRun("Hxo", at: Point(20, 30), style: style, color: Color(0x222222), width: 20))
      )
    }
    return try renderPDF(
      list,
      metadata: sampleMetadata,
      typesetter: Typesetter(FontSet.installed())
    )
  }
}
