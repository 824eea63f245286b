import CPangoCairo

/// A closed set of font files: nothing else of the machine can be used in their place.
@safe
package final class FontConfiguration: Sendable {
  nonisolated(unsafe) let handle: OpaquePointer

  /// Reads font files by path.
  ///
  /// - Throws: ``CairoError`` that names the first file that cannot be read as a font.
  package init(files: [String]) throws(CairoError) {
    guard let handle = unsafe FcConfigCreate() else {
      throw CairoError("out of memory", during: "read fonts")
    }
    unsafe self.handle = unsafe handle
    for file in files {
      let isRead = unsafe FcConfigAppFontAddFile(handle, Array(file.utf8) + [0])
      guard isRead != 0 else {
        throw CairoError("'\(file)' is not there or is not a font", during: "read fonts")
      }
    }
  }

  deinit { unsafe FcConfigDestroy(handle) }
}

/// What a run of text asks of a font.
package struct FontRequest: Hashable {
  package var family: String

  /// In points.
  package var size: Double

  /// From 100 (thin) to 900 (heavy), as in OpenType's usWeightClass.
  package var weight: Int
  package var isItalic: Bool

  /// OpenType features in CSS's spelling: `tnum=1, liga=0`.
  package var features: String

  /// Space added after each character, in em.
  package var tracking: Double

  package init(
    family: String,
    size: Double,
    weight: Int,
    isItalic: Bool,
    features: String,
    tracking: Double
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.isItalic = isItalic
    self.features = features
    self.tracking = tracking
  }
}

/// Shapes text with the fonts of one configuration. It belongs to one task.
@safe
package final class FontMap {
  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private var lastRequest: FontRequest?
  private let configuration: FontConfiguration

  package init(_ configuration: FontConfiguration) throws(CairoError) {
    guard let map = unsafe pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT),
      let context = unsafe pango_font_map_create_context(map),
      let layout = unsafe pango_layout_new(context)
    else { throw CairoError("pango has no FreeType fonts", during: "set up fonts") }
    self.configuration = configuration
    unsafe self.map = map
    unsafe self.context = context
    unsafe self.layout = layout
    unsafe pango_fc_font_map_set_config(OpaquePointer(map), configuration.handle)
    // Pango's default of 96 would draw 10 pt as 13.33 pt.
    unsafe pango_cairo_context_set_resolution(context, 72)
    let options = unsafe cairo_font_options_create()
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    unsafe pango_cairo_context_set_font_options(context, options)
    unsafe cairo_font_options_destroy(options)
    unsafe pango_context_set_round_glyph_positions(context, 0)
    unsafe pango_context_set_language(context, pango_language_from_string("en"))
    unsafe pango_layout_set_single_paragraph_mode(layout, 1)
  }

  deinit {
    unsafe g_object_unref(UnsafeMutableRawPointer(layout))
    unsafe g_object_unref(UnsafeMutableRawPointer(context))
    unsafe g_object_unref(UnsafeMutableRawPointer(map))
  }

  /// Shapes one line of text; line breaks in it count as spaces.
  package func shape(_ text: String, as request: FontRequest) -> ShapedText {
    if lastRequest != request {
      set(request)
      lastRequest = request
    }
    var text = text
    text.makeContiguousUTF8()
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0xE2 }) {
      text = String(String.UnicodeScalarView(text.unicodeScalars.map(asSpaceIfBreak)))
    }
    let count = text.utf8.count
    unsafe pango_layout_set_text(layout, text, Int32(count))
    guard let line = unsafe pango_layout_get_line_readonly(layout, 0) else {
      preconditionFailure("a layout has at least one line")
    }
    return unsafe ShapedText(line, of: text, as: request)
  }

  private func set(_ request: FontRequest) {
    let description = unsafe pango_font_description_new()
    defer { unsafe pango_font_description_free(description) }
    unsafe pango_font_description_set_family(description, request.family)
    unsafe pango_font_description_set_absolute_size(
      description,
      request.size * Double(PANGO_SCALE)
    )
    unsafe pango_font_description_set_weight(
      description,
      PangoWeight(rawValue: UInt32(request.weight))
    )
    unsafe pango_font_description_set_style(
      description,
      request.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL
    )
    unsafe pango_layout_set_font_description(layout, description)
    let attributes = unsafe pango_attr_list_new()
    defer { unsafe pango_attr_list_unref(attributes) }
    unsafe pango_attr_list_insert(attributes, pango_attr_font_features_new(request.features))
    unsafe pango_layout_set_attributes(layout, attributes)
  }
}

private func asSpaceIfBreak(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 ? " " : scalar
}
