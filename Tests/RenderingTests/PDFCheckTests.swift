import Drawing
import Testing

@testable import Rendering

@Suite struct PDFCheckTests {
  private let good: [UInt8]

  init() throws {
    let typesetter = try Typesetter(FontSet.installed())
    good = try renderPDF(
      sampleDocument(typesetter),
      metadata: sampleMetadata,
      typesetter: typesetter
    )
  }

  @Test func `bytes that are no PDF are found out`() {
    #expect(checkPDF([]).count == 1)
    #expect(checkPDF(Array("Hello".utf8)).count == 1)
    #expect(!checkPDF(Array(good.prefix(good.count / 2))).isEmpty)
  }

  @Test(
    arguments: [
      ("", "page 1 is blank"),
      ("0 0 9 9 re f\n", "page 1 has ink outside of its marks"),
      ("/P << /MCID 0 >> BDC 0 0 9 9 re f\n", "the content of page 1 is not balanced"),
      (
        "/P << /MCID 99 >> BDC 0 0 9 9 re f EMC\n",
        "an element refers to content 0, which page 1 lacks"
      ),
      ("/P << /MCID 99 >> BDC 0 0 9 9 re f EMC\n", "content 99 of page 1 belongs to no element"),
      (
        "/P << /MCID 0 >> BDC f EMC /P << /MCID 0 >> BDC f EMC\n",
        "page 1 has content of the same number"
      ),
    ]
  )
  func `content that its structure does not match is found out`(
    content: String,
    problem: String
  ) throws {
    let document = try QPDFDocument(reading: good)
    let stream = try document.required("/Contents", of: document.page(0))
    document.replaceContent(of: stream, with: Array(content.utf8))
    let problems = checkPDF(try document.write())
    #expect(problems.contains(problem), "\(problems)")
  }

  @Test(
    arguments: [
      ("/Lang", "the document has no language"), ("/Metadata", "the document has no metadata"),
      ("/StructTreeRoot", "the document has no structure"),
      ("/MarkInfo", "the document has no mark"),
      ("/Names", "the outline entry 'Tables' leads nowhere"),
      ("/Names", "a link on page 1 leads nowhere"),
      ("/StructTreeRoot", "a link on page 1 belongs to no element"),
    ]
  )
  func `a part that is missing is found out`(key: String, problem: String) throws {
    let document = try QPDFDocument(reading: good)
    document.set(key, of: document.catalog, to: "null")
    let problems = checkPDF(try document.write())
    #expect(problems.contains(problem), "\(problems)")
  }

  @Test func `content that leads back to another element is found out`() throws {
    let document = try QPDFDocument(reading: good)
    document.set("/StructParents", of: document.page(0), to: "1")
    let problems = checkPDF(try document.write())
    #expect(problems.contains("content 0 of page 1 leads back to another element"), "\(problems)")
  }

  @Test(
    arguments: [
      ("/ToUnicode", "has no map to Unicode"), ("/FontDescriptor", "is not embedded"),
      ("/BaseFont", "the font unnamed is not a subset"),
    ]
  )
  func `a font that cannot be read elsewhere is found out`(key: String, problem: String) throws {
    let document = try QPDFDocument(reading: good)
    let resources = try document.required("/Resources", of: document.page(0))
    let fonts = try document.required("/Font", of: resources)
    for (_, font) in document.entries(of: fonts) { document.set(key, of: font, to: "null") }
    let problems = checkPDF(try document.write())
    #expect(problems.contains { $0.hasSuffix(problem) }, "\(problems)")
  }

  @Test func `a file that does not stand its check is not handed out`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    let (drawn, content) = try drawnPages(of: sampleDocument(typesetter), typesetter: typesetter)
    #expect(try finished(drawn, content: content, metadata: sampleMetadata) == good)
    // What no list can ask for: cairo leaves a page's fonts without their maps.
    let document = try QPDFDocument(reading: drawn)
    let resources = try document.required("/Resources", of: document.page(0))
    let fonts = document.entries(of: try document.required("/Font", of: resources))
    for (_, font) in fonts { document.set("/ToUnicode", of: font, to: "null") }
    let damaged = try document.write()
    let error = #expect(throws: RenderingError.self) {
      try finished(damaged, content: content, metadata: sampleMetadata)
    }
    guard case .check(let faults) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(faults.count == fonts.count)
    #expect(faults.allSatisfy { $0.hasSuffix("has no map to Unicode") }, "\(faults)")
  }
}
