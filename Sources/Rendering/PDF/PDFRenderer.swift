public import Drawing

import Cairo

/// Draws a list as a PDF: its pages, and what it says about structure, links, outline and places.
///
/// Text is real text in embedded fonts. Two runs give the same bytes.
///
/// - Throws: ``RenderingError`` if the list breaks a rule, a font would be substituted, or the file does
///   not stand its check.
public func renderPDF(
  _ list: DisplayList,
  metadata: DocumentMetadata,
  typesetter: Typesetter
) throws(RenderingError) -> [UInt8] {
  var problems = list.problems()
  if !list.items.contains(where: { if case .page = $0 { true } else { false } }) {
    problems.append("there is no page")
  }
  guard problems.isEmpty else { throw .invalidDrawing(problems) }

  let (drawn, content) = try drawnPages(of: list, typesetter: typesetter)
  return try finished(drawn, content: content, metadata: metadata)
}

/// The pages as cairo writes them, and what was recorded while they were drawn.
func drawnPages(
  of list: DisplayList,
  typesetter: Typesetter
) throws(RenderingError) -> (file: [UInt8], content: DocumentContent) {
  let surface = try reporting { () throws(CairoError) in
    try Surface.makePDF(width: 595.28, height: 841.89)
  }
  let context = try reporting { () throws(CairoError) in try surface.makeContext() }
  var painter = PDFPagePainter(typesetter: typesetter)
  try painter.draw(list, on: context, of: surface)
  do { return (try surface.finish(), painter.content) } catch {
    throw .drawing(error.description)
  }
}

/// The completed file of pages that were drawn.
///
/// - Throws: ``RenderingError/check(_:)`` if it does not stand its check.
func finished(
  _ drawn: [UInt8],
  content: DocumentContent,
  metadata: DocumentMetadata
) throws(RenderingError) -> [UInt8] {
  let (file, faults): ([UInt8], [String])
  do {
    (file, faults) = try PDFFinisher(drawn, content: content, metadata: metadata).finish()
  } catch { throw .finishing(error.reason) }
  guard faults.isEmpty else { throw .check(faults) }
  return file
}
