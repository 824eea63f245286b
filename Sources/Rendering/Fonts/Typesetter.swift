import Cairo
public import Drawing

/// Measures and shapes text, and remembers what it has shaped. It belongs to one task.
///
/// Words are shaped by themselves, without contextual alternates or ligatures: a word takes the same room
/// wherever it stands, the width of a line is the sum of its words and spaces, and every glyph is one
/// character when text is copied from a PDF.
public final class Typesetter: TextMeasurer {
  private let fonts: FontSet
  private var map: FontMap?
  private let known: ShapedTexts
  private var added = ShapedTexts()

  public init(_ fonts: FontSet) throws(RenderingError) {
    do { map = try FontMap(fonts.configuration) } catch { throw .fonts(error.description) }
    self.fonts = fonts
    known = ShapedTexts()
  }

  /// A typesetter that knows what another one of the same fonts has shaped.
  ///
  /// What a report's layout has measured is what its pages and pictures draw, so that the tasks that draw
  /// them hardly shape anything.
  public init(_ fonts: FontSet, knowing known: ShapedTexts) {
    self.fonts = fonts
    self.known = known
  }

  /// Everything that was shaped so far.
  public var shapedTexts: ShapedTexts { known.adding(added) }

  public func extent(of text: String, style: TextStyle) -> TextExtent {
    let shaped = shaped(text, style: style)
    return TextExtent(width: shaped.width, ascent: shaped.ascent, descent: shaped.descent)
  }

  public func missingCharacter(in text: String, style: TextStyle) -> Unicode.Scalar? {
    for case .missingGlyph(let scalar) in shaped(text, style: style).faults { return scalar }
    return nil
  }

  /// The glyphs of a text, from memory where it was shaped before.
  func shaped(_ text: String, style: TextStyle) -> ShapedText {
    if let shaped = known.byStyle[style]?[text] ?? added.byStyle[style]?[text] { return shaped }
    let shaped: ShapedText
    if text.utf8.count > 1, text.utf8.contains(UInt8(ascii: " ")) {
      let space = self.shaped(" ", style: style)
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
        .map { self.shaped(String($0), style: style) }
      shaped = ShapedText(words, separatedBy: space)
    } else {
      shaped = fontMap().shape(text, as: FontRequest(style))
    }
    added.byStyle[style, default: [:]][text] = shaped
    return shaped
  }

  /// The font map, made when the first text is shaped.
  private func fontMap() -> FontMap {
    if let map { return map }
    guard let made = try? FontMap(fonts.configuration) else {
      preconditionFailure("a font map was made for these fonts before")
    }
    map = made
    return made
  }

  /// The glyphs of a run, if they are what was asked for.
  func drawable(_ text: String, style: TextStyle) throws(RenderingError) -> ShapedText {
    let shaped = shaped(text, style: style)
    // A missing glyph is the cause where a substitute was looked for because of it.
    for case .missingGlyph(let scalar) in shaped.faults {
      throw .missingGlyph(character: String(scalar), text: text, style: style)
    }
    for case .substituted(let used) in shaped.faults {
      throw .substituted(text: text, style: style, by: used)
    }
    return shaped
  }
}

/// Texts with their glyphs, to be handed from one task to others.
public struct ShapedTexts: Sendable {
  var byStyle: [TextStyle: [String: ShapedText]] = [:]

  public init() {}

  func adding(_ other: ShapedTexts) -> ShapedTexts {
    var result = self
    result.byStyle.merge(other.byStyle) { mine, theirs in mine.merging(theirs) { first, _ in first }
    }
    return result
  }
}

extension FontRequest {
  fileprivate init(_ style: TextStyle) {
    let features = "liga=0, clig=0, calt=0, kern=1"
    self.init(
      family: style.family,
      size: style.size,
      weight: style.weight.rawValue,
      isItalic: style.isItalic,
      features: style.hasTabularFigures ? features + ", tnum=1" : features,
      tracking: style.tracking
    )
  }
}
