public import Drawing

import Cairo

/// Draws a list as a scalable picture; text becomes outlines, so that it looks the same everywhere.
///
/// - Parameters:
///   - list: A drawing whose origin is the picture's upper left corner.
///   - size: The picture's size in points.
///   - typesetter: What the text is set with; it belongs to the task that draws.
/// - Returns: The bytes of the SVG file.
/// - Throws: ``RenderingError`` if a font would be substituted.
public func renderSVG(
  _ list: DisplayList,
  size: Size,
  typesetter: Typesetter
) throws(RenderingError) -> [UInt8] {
  let surface = try reporting { () throws(CairoError) in
    try Surface.makeSVG(width: size.width, height: size.height)
  }
  let context = try reporting { () throws(CairoError) in try surface.makeContext() }
  let renderer = PictureRenderer(typesetter: typesetter, drawsTextAsOutlines: false)
  try renderer.draw(list, on: context)
  do { return withoutSurfaceNumber(try surface.finish()) } catch {
    throw .drawing(error.description)
  }
}

/// The picture without the number that cairo gives each surface of a process: it would make the bytes
/// depend on what was drawn before.
private func withoutSurfaceNumber(_ bytes: [UInt8]) -> [UInt8] {
  let beginning = Array("<g id=\"surface".utf8)
  var index = 0
  while let start = bytes[index...].firstIndex(of: beginning[0]) {
    if bytes[start...].starts(with: beginning) {
      let digits = start + beginning.count
      let end = bytes[digits...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
      return Array(bytes[..<digits] + bytes[end...])
    }
    index = start + 1
  }
  return bytes
}
