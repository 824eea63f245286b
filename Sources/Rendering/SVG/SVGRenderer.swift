public import Drawing

import Cairo

/// Draws a list as a scalable picture; text becomes outlines, so that it looks the same everywhere.
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
  do { return try surface.finish() } catch { throw .drawing(error.description) }
}
