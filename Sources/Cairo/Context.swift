import CPangoCairo

/// Draws on one surface.
///
/// Coordinates are in points, y downwards. Cairo remembers its first error and ignores later calls;
/// the surface reports it when it is finished.
@safe
package struct Context: ~Copyable {
  private let handle: OpaquePointer

  init(owning handle: OpaquePointer?) throws(CairoError) {
    guard let handle = unsafe handle else { preconditionFailure("cairo returned no context") }
    unsafe self.handle = unsafe handle
    if let error = unsafe CairoError(cairo_status(handle), during: "begin drawing") {
      throw error
    }
  }

  deinit { unsafe cairo_destroy(handle) }

  /// Draws with a state that is put back afterwards.
  package borrowing func withSavedState<Failure: Error>(
    _ body: (borrowing Context) throws(Failure) -> Void
  ) throws(Failure) {
    unsafe cairo_save(handle)
    defer { unsafe cairo_restore(handle) }
    try body(self)
  }

  /// Ends a page of a PDF.
  package borrowing func showPage() { unsafe cairo_show_page(handle) }

  /// Smooths edges in 17 steps instead of 256: a raster picture then has few enough colours to number.
  package borrowing func useCoarseAntialiasing() {
    unsafe cairo_set_antialias(handle, CAIRO_ANTIALIAS_FAST)
  }

  package borrowing func scale(by factor: Double) { unsafe cairo_scale(handle, factor, factor) }

  // MARK: Outlines

  package borrowing func move(toX x: Double, y: Double) { unsafe cairo_move_to(handle, x, y) }

  package borrowing func line(toX x: Double, y: Double) { unsafe cairo_line_to(handle, x, y) }

  package borrowing func curve(
    firstX: Double,
    firstY: Double,
    secondX: Double,
    secondY: Double,
    x: Double,
    y: Double
  ) {
    unsafe cairo_curve_to(handle, firstX, firstY, secondX, secondY, x, y)
  }

  package borrowing func closePath() { unsafe cairo_close_path(handle) }

  package borrowing func rectangle(x: Double, y: Double, width: Double, height: Double) {
    unsafe cairo_rectangle(handle, x, y, width, height)
  }

  /// The box round the current outline, without its stroke.
  package borrowing func pathExtents() -> (left: Double, top: Double, right: Double, bottom: Double)
  {
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    unsafe cairo_path_extents(handle, &left, &top, &right, &bottom)
    return (left, top, right, bottom)
  }

  // MARK: Ink

  /// Sets an opaque colour of the sRGB space; each part is from zero to one.
  package borrowing func setColor(red: Double, green: Double, blue: Double) {
    unsafe cairo_set_source_rgb(handle, red, green, blue)
  }

  package enum Cap {
    case butt
    case round
  }

  /// Sets how outlines are stroked: width and dashes in points, corners always round.
  package borrowing func setStroke(width: Double, dash: [Double] = [], cap: Cap = .butt) {
    unsafe cairo_set_line_width(handle, width)
    unsafe cairo_set_dash(handle, dash, Int32(dash.count), 0)
    unsafe cairo_set_line_cap(handle, cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    unsafe cairo_set_line_join(handle, CAIRO_LINE_JOIN_ROUND)
  }

  /// Fills the current outline and forgets it.
  package borrowing func fill() { unsafe cairo_fill(handle) }

  /// Fills all of the surface with the current colour.
  package borrowing func paint() { unsafe cairo_paint(handle) }

  /// Strokes the current outline and forgets it.
  package borrowing func stroke() { unsafe cairo_stroke(handle) }

  /// Restricts later ink to the inside of the current outline and forgets it.
  package borrowing func clip() { unsafe cairo_clip(handle) }

  // MARK: Text

  /// Draws shaped text from a point on its baseline, in the current colour.
  package borrowing func show(_ text: ShapedText, x: Double, y: Double) {
    unsafe text.show(on: handle, x: x, y: y)
  }

  /// Adds the outlines of shaped text to the current outline.
  package borrowing func addOutline(of text: ShapedText, x: Double, y: Double) {
    unsafe text.addOutline(to: handle, x: x, y: y)
  }

  // MARK: Marked content

  /// Begins marked content: a leaf of the structure tree with a number of its own.
  ///
  /// A leaf stands at the top level only, holds something that is drawn, and ends on its page.
  package borrowing func beginMarkedContent() { unsafe cairo_tag_begin(handle, "Span", "") }

  package borrowing func endMarkedContent() { unsafe cairo_tag_end(handle, "Span") }
}
