import CPangoCairo

/// Why a text would not look as it was asked to.
package enum ShapingFault: Hashable, Sendable {
  /// Another font was used than the one asked for.
  case substituted(by: String)

  /// The fonts have no picture for a character.
  case missingGlyph(Unicode.Scalar)
}

/// One line of text as glyphs at their places, ready to be drawn on any surface.
///
/// It never changes, and cairo locks the fonts that its contexts share, so that one task's text can be
/// drawn by another.
@safe
package final class ShapedText: @unchecked Sendable {
  /// From the start of the line to where the next one would start, in points.
  package let width: Double

  /// From the baseline up to the font's ascender, in points.
  package let ascent: Double

  /// From the baseline down to the font's descender, in points.
  package let descent: Double
  package let faults: [ShapingFault]
  private let runs: [Run]

  /// A stretch in one font; places are counted from the line's start.
  @safe
  private struct Run {
    let font: OpaquePointer
    var glyphs: [cairo_glyph_t]
    var clusters: [cairo_text_cluster_t]
    let flags: cairo_text_cluster_flags_t
    var text: [CChar]

    /// Adds a run of the same font and direction that is moved to its place.
    mutating func append(_ other: Run) {
      glyphs += other.glyphs
      clusters += other.clusters
      text += other.text
    }

    func moved(by x: Double) -> Run {
      unsafe Run(
        font: font,
        glyphs: glyphs.map { cairo_glyph_t(index: $0.index, x: $0.x + x, y: $0.y) },
        clusters: clusters,
        flags: flags,
        text: text
      )
    }
  }

  /// A line of words that are shaped already, with the same space between them.
  package init(_ words: [ShapedText], separatedBy space: ShapedText) {
    var runs: [Run] = []
    var faults: [ShapingFault] = []
    var x = 0.0
    for part in words.flatMap({ [space, $0] }).dropFirst() {
      for run in part.runs {
        let moved = run.moved(by: x)
        if let last = runs.last, unsafe last.font == moved.font, last.flags == moved.flags {
          runs[runs.count - 1].append(moved)
        } else {
          unsafe cairo_scaled_font_reference(moved.font)
          runs.append(moved)
        }
      }
      faults += part.faults
      x += part.width
    }
    self.runs = runs
    self.faults = faults
    width = x
    ascent = words.reduce(space.ascent) { max($0, $1.ascent) }
    descent = words.reduce(space.descent) { max($0, $1.descent) }
  }

  init(_ line: UnsafeMutablePointer<PangoLayoutLine>, of text: String, as request: FontRequest) {
    var runs: [Run] = []
    var faults: [ShapingFault] = []
    // Pango's units: whole 1024ths of a point, so that the width of a line is the sum of its parts.
    var x = 0
    let tracking = Int((request.tracking * request.size * Double(PANGO_SCALE)).rounded())
    var link = unsafe line.pointee.runs
    while let node = unsafe link {
      if let item = unsafe node.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self) {
        unsafe runs.append(
          ShapedText.run(item, of: text, as: request, tracking: tracking, x: &x, faults: &faults)
        )
      }
      unsafe link = node.pointee.next
    }
    var extents = PangoRectangle()
    unsafe pango_layout_line_get_extents(line, nil, &extents)
    self.runs = runs
    self.faults = faults
    width = Double(x) / Double(PANGO_SCALE)
    ascent = -Double(extents.y) / Double(PANGO_SCALE)
    descent = Double(extents.y + extents.height) / Double(PANGO_SCALE)
  }

  deinit { for run in runs { unsafe cairo_scaled_font_destroy(run.font) } }

  private static func run(
    _ glyphItem: UnsafeMutablePointer<PangoGlyphItem>,
    of text: String,
    as request: FontRequest,
    tracking: Int,
    x: inout Int,
    faults: inout [ShapingFault]
  ) -> Run {
    guard let item = unsafe glyphItem.pointee.item, let string = unsafe glyphItem.pointee.glyphs,
      let font = unsafe item.pointee.analysis.font,
      let scaledFont = unsafe pango_cairo_font_get_scaled_font(OpaquePointer(font))
    else { preconditionFailure("a shaped run has a font and glyphs") }
    if let substitute = unsafe substitute(font, for: request) { faults.append(substitute) }

    let start = unsafe Int(item.pointee.offset)
    let bytes = Array(text.utf8.dropFirst(start).prefix(unsafe Int(item.pointee.length)))
    let isBackward = unsafe item.pointee.analysis.level & 1 == 1
    var glyphs: [cairo_glyph_t] = []
    var groups: [(start: Int32, inkedGlyphs: Int32)] = []
    for index in unsafe 0..<Int(string.pointee.num_glyphs) {
      let glyph = unsafe string.pointee.glyphs[index]
      let cluster = unsafe string.pointee.log_clusters[index]
      if groups.last?.start != cluster {
        if !groups.isEmpty { x += tracking }
        groups.append((cluster, 0))
      }
      if glyph.glyph & missingGlyphFlag != 0 {
        let scalar = String(decoding: bytes.dropFirst(Int(cluster)), as: UTF8.self).unicodeScalars
        faults.append(.missingGlyph(scalar.first ?? "\u{FFFD}"))
      } else if glyph.glyph != emptyGlyph {
        groups[groups.count - 1].inkedGlyphs += 1
        glyphs.append(
          cairo_glyph_t(
            index: UInt(glyph.glyph),
            x: Double(x + Int(glyph.geometry.x_offset)) / Double(PANGO_SCALE),
            y: Double(glyph.geometry.y_offset) / Double(PANGO_SCALE)
          )
        )
      }
      x += Int(glyph.geometry.width)
    }
    if !groups.isEmpty { x += tracking }

    // Cairo wants clusters in the order of the text; a backward run has its glyphs the other way.
    if isBackward { groups.reverse() }
    let ends = groups.dropFirst().map(\.start) + [Int32(bytes.count)]
    let clusters = zip(groups, ends).map { group, end in
      cairo_text_cluster_t(num_bytes: end - group.start, num_glyphs: group.inkedGlyphs)
    }
    return unsafe Run(
      font: cairo_scaled_font_reference(scaledFont),
      glyphs: glyphs,
      clusters: clusters,
      flags: isBackward
        ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0),
      text: bytes.map { CChar(bitPattern: $0) }
    )
  }

  /// The font used if it is not the one asked for: family, weight and slant are compared.
  private static func substitute(
    _ font: UnsafeMutablePointer<PangoFont>,
    for request: FontRequest
  ) -> ShapingFault? {
    let description = unsafe pango_font_describe(font)
    defer { unsafe pango_font_description_free(description) }
    let family = unsafe pango_font_description_get_family(description).map {
      unsafe String(cString: $0)
    }
    let weight = unsafe pango_font_description_get_weight(description)
    let isItalic = unsafe pango_font_description_get_style(description) == PANGO_STYLE_ITALIC
    guard
      family != request.family || weight.rawValue != UInt32(request.weight)
        || isItalic != request.isItalic
    else { return nil }
    return .substituted(
      by: "\(family ?? "unnamed") \(weight.rawValue)\(isItalic ? " italic" : "")"
    )
  }

  func show(on context: OpaquePointer, x: Double, y: Double) {
    for run in runs where !run.glyphs.isEmpty {
      let glyphs = run.glyphs.map { cairo_glyph_t(index: $0.index, x: $0.x + x, y: $0.y + y) }
      unsafe cairo_set_scaled_font(context, run.font)
      unsafe cairo_show_text_glyphs(
        context,
        run.text,
        Int32(run.text.count),
        glyphs,
        Int32(glyphs.count),
        run.clusters,
        Int32(run.clusters.count),
        run.flags
      )
    }
  }

  func addOutline(to context: OpaquePointer, x: Double, y: Double) {
    for run in runs where !run.glyphs.isEmpty {
      let glyphs = run.glyphs.map { cairo_glyph_t(index: $0.index, x: $0.x + x, y: $0.y + y) }
      unsafe cairo_set_scaled_font(context, run.font)
      unsafe cairo_glyph_path(context, glyphs, Int32(glyphs.count))
    }
  }
}

/// PANGO_GLYPH_EMPTY: a character that takes no ink, such as a joiner.
private let emptyGlyph: UInt32 = 0x0FFF_FFFF

/// PANGO_GLYPH_UNKNOWN_FLAG: the rest of the number is the character that no font has.
private let missingGlyphFlag: UInt32 = 0x1000_0000
