public import Drawing

import Cairo

/// Draws a list as a raster picture on white.
///
/// - Parameters:
///   - list: A drawing whose origin is the picture's upper left corner.
///   - size: The picture's size in points.
///   - scale: Pixels a point: 300 / 72 for print.
///   - typesetter: What the text is set with; it belongs to the task that draws.
/// - Returns: The bytes of the PNG file.
/// - Throws: ``RenderingError`` if a font would be substituted or the picture is too large.
public func renderPNG(
  _ list: DisplayList,
  size: Size,
  scale: Double,
  typesetter: Typesetter
) throws(RenderingError) -> [UInt8] {
  let width = (size.width * scale).rounded()
  let height = (size.height * scale).rounded()
  guard width > 0, width <= 32767, height > 0, height <= 32767 else {
    throw .drawing("a picture of \(width) × \(height) pixels is outside 1 to 32767")
  }
  let surface = try reporting { () throws(CairoError) in
    try Surface.makeImage(width: Int(width), height: Int(height))
  }
  let context = try reporting { () throws(CairoError) in try surface.makeContext() }
  context.setColor(red: 1, green: 1, blue: 1)
  context.paint()
  // Where pixels are too small to be told apart, the steps between edges are too.
  if scale >= 4 { context.useCoarseAntialiasing() }
  context.scale(by: scale)
  let renderer = PictureRenderer(typesetter: typesetter, drawsTextAsOutlines: true)
  try renderer.draw(list, on: context)
  let resolution = Int((scale * 72 / 0.0254).rounded())
  do {
    return try surface.finishPixels { pixels in
      encodePNG(
        pixels,
        width: Int(width),
        height: Int(height),
        pixelsPerMeter: resolution
      )
    }
  } catch { throw .drawing(error.description) }
}
