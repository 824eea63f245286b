import CPangoCairo

/// A place that is drawn on: the pages of a PDF, a vector picture or a raster picture in memory.
///
/// Bytes are kept in memory, since cairo loses errors of a file that is closed on a full disk.
@safe
package struct Surface: ~Copyable {
  private let handle: OpaquePointer

  /// Where a vector surface writes to; nothing for a raster picture.
  private let sink: ByteSink?

  private init(
    owning handle: OpaquePointer?,
    writingTo sink: ByteSink?,
    during operation: String
  ) throws(CairoError) {
    guard let handle = unsafe handle else { preconditionFailure("cairo returned no surface") }
    unsafe self.handle = unsafe handle
    self.sink = sink
    if let error = unsafe CairoError(cairo_surface_status(handle), during: operation) {
      throw error
    }
  }

  deinit { unsafe cairo_surface_destroy(handle) }

  /// The pages of a PDF of version 1.5; sizes are in points.
  package static func makePDF(width: Double, height: Double) throws(CairoError) -> Surface {
    let sink = ByteSink()
    let handle = unsafe cairo_pdf_surface_create_for_stream(
      ByteSink.write,
      sink.closure,
      width,
      height
    )
    return try unsafe Surface(owning: handle, writingTo: sink, during: "begin a PDF")
  }

  /// A scalable picture; sizes are in points.
  package static func makeSVG(width: Double, height: Double) throws(CairoError) -> Surface {
    let sink = ByteSink()
    let handle = unsafe cairo_svg_surface_create_for_stream(
      ByteSink.write,
      sink.closure,
      width,
      height
    )
    let surface = try unsafe Surface(owning: handle, writingTo: sink, during: "begin an SVG")
    unsafe cairo_svg_surface_set_document_unit(surface.handle, CAIRO_SVG_UNIT_PT)
    return surface
  }

  /// An opaque raster picture, black at first; sizes are in pixels.
  package static func makeImage(width: Int, height: Int) throws(CairoError) -> Surface {
    guard (1...32767).contains(width), (1...32767).contains(height) else {
      throw CairoError(
        "\(width) × \(height) pixels are outside 1 to 32767",
        during: "begin a picture"
      )
    }
    let handle = unsafe cairo_image_surface_create(
      CAIRO_FORMAT_RGB24,
      Int32(width),
      Int32(height)
    )
    return try unsafe Surface(owning: handle, writingTo: nil, during: "begin a picture")
  }

  /// A context that draws on this surface.
  package borrowing func makeContext() throws(CairoError) -> Context {
    try unsafe Context(owning: cairo_create(handle))
  }

  /// Sets the size of a PDF's next page, in points; to be called before anything is drawn on it.
  package borrowing func setPageSize(width: Double, height: Double) {
    unsafe cairo_pdf_surface_set_size(handle, width, height)
  }

  /// Completes a vector surface and returns the bytes it wrote.
  package consuming func finish() throws(CairoError) -> [UInt8] {
    unsafe cairo_surface_finish(handle)
    if let error = unsafe CairoError(cairo_surface_status(handle), during: "finish a drawing") {
      throw error
    }
    return sink?.bytes ?? []
  }

  /// Completes a raster picture and hands out its pixels row by row from the top, each 0x00RRGGBB.
  package consuming func finishPixels<Result>(
    _ body: (Span<UInt32>) -> Result
  ) throws(CairoError) -> Result {
    unsafe cairo_surface_flush(handle)
    if let error = unsafe CairoError(cairo_surface_status(handle), during: "finish a picture") {
      throw error
    }
    let width = unsafe Int(cairo_image_surface_get_width(handle))
    let height = unsafe Int(cairo_image_surface_get_height(handle))
    guard let data = unsafe cairo_image_surface_get_data(handle),
      unsafe cairo_image_surface_get_stride(handle) == width * 4
    else { throw CairoError("its pixels do not follow each other", during: "finish a picture") }
    let start = unsafe UnsafeRawPointer(data).assumingMemoryBound(to: UInt32.self)
    return body(unsafe Span(_unsafeStart: start, count: width * height))
  }
}

/// Collects what a surface writes.
private final class ByteSink {
  private(set) var bytes: [UInt8] = []

  /// What cairo hands back to ``write``; the surface keeps the sink alive for as long.
  var closure: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure = unsafe closure, let data = unsafe data else {
      return CAIRO_STATUS_WRITE_ERROR
    }
    let sink = unsafe Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    unsafe sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}
