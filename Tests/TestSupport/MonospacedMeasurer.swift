public import Drawing

/// Measures text without a font: each character takes the same width, so that a layout test can work
/// out every place by hand.
public struct MonospacedMeasurer: TextMeasurer, Sendable {
  /// The advance of one character, in em.
  public var advance: Double

  /// The height above the baseline, in em; Inter's by default.
  public var ascent: Double

  /// The depth below the baseline, in em; Inter's by default.
  public var descent: Double

  public init(advance: Double = 0.6, ascent: Double = 0.96875, descent: Double = 0.25) {
    self.advance = advance
    self.ascent = ascent
    self.descent = descent
  }

  public func extent(of text: String, style: TextStyle) -> TextExtent {
    TextExtent(
      width: Double(text.count) * (advance + style.tracking) * style.size,
      ascent: ascent * style.size,
      descent: descent * style.size
    )
  }

  /// Emoji and everything else beyond the first plane are missing, as they are in Inter.
  public func missingCharacter(in text: String, style: TextStyle) -> Unicode.Scalar? {
    text.unicodeScalars.first { $0.value > 0xFFFF }
  }
}
