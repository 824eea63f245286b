/// How a run of text is set.
public struct TextStyle: Hashable, Sendable {
  public enum Weight: Int, Hashable, Sendable {
    case regular = 400
    case medium = 500
    case semibold = 600
    case bold = 700
  }

  /// The font family's name; a substitute for it is an error.
  public var family: String

  /// In points.
  public var size: Double
  public var weight: Weight
  public var isItalic: Bool

  /// Space added after each character, in em; negative sets tighter.
  public var tracking: Double

  /// Figures of one width, for axes, labels and tables.
  public var hasTabularFigures: Bool

  public init(
    size: Double,
    weight: Weight = .regular,
    isItalic: Bool = false,
    tracking: Double = 0,
    hasTabularFigures: Bool = false,
    family: String = "Inter"
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.isItalic = isItalic
    self.tracking = tracking
    self.hasTabularFigures = hasTabularFigures
  }
}

/// How much room a run of text takes, in points.
public struct TextExtent: Hashable, Sendable {
  /// The advance, from the start of the run to where the next would start.
  public var width: Double

  /// From the baseline up to the font's ascender.
  public var ascent: Double

  /// From the baseline down to the font's descender.
  public var descent: Double

  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }
}

/// Measures runs of text, so that layout is done before anything is drawn.
///
/// Rendering implements it with pango, tests with fixed widths. A measurer belongs to one task.
public protocol TextMeasurer {
  /// The room one line of text takes; line breaks in it count as spaces.
  func extent(of text: String, style: TextStyle) -> TextExtent

  /// The first character of a text that its font can't draw; nothing if it has them all.
  func missingCharacter(in text: String, style: TextStyle) -> Unicode.Scalar?
}

extension TextMeasurer {
  public func missingCharacter(in text: String, style: TextStyle) -> Unicode.Scalar? { nil }
}
