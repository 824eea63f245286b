import Drawing
import FoundationEssentials
import Rendering
import Testing

@Suite struct PDFRendererTests {
  @Test func `a document can be looked at`() throws {
    let typesetter = try Typesetter(FontSet.installed())
    let list = sampleDocument(typesetter)
    guard let folder = ProcessInfo.processInfo.environment["VETA_PICTURES"] else { return }
    let pdf = try renderPDF(list, metadata: sampleMetadata, typesetter: typesetter)
    try Data(pdf).write(to: URL(filePath: folder + "/sample.pdf"))
    let png = try renderPNG(list, size: Size(400, 300), scale: 2, typesetter: typesetter)
    try Data(png).write(to: URL(filePath: folder + "/sample.png"))
    let svg = try renderSVG(list, size: Size(400, 300), typesetter: typesetter)
    try Data(svg).write(to: URL(filePath: folder + "/sample.svg"))
  }
}
