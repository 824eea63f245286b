import Charts
import Drawing

/// A stretch of running text that is set in one way.
struct Fragment: Hashable {
  var text: String
  var style: TextStyle
  var color: Color

  /// Where a link leads from here, with what it says.
  var link: Link?

  /// How far above the baseline it stands: the number of a footnote.
  var rise: Double = 0

  /// Whether a line ends behind it whatever room is left.
  var breaksLine = false

  struct Link: Hashable {
    let target: LinkTarget
    let contents: String
  }

  init(
    _ text: String,
    style: TextStyle,
    color: Color,
    link: Link? = nil,
    rise: Double = 0,
    breaksLine: Bool = false
  ) {
    self.text = text
    self.style = style
    self.color = color
    self.link = link
    self.rise = rise
    self.breaksLine = breaksLine
  }

  init(_ text: String, _ role: TextRole, color: Color? = nil) {
    self.init(text, style: role.style, color: color ?? role.color)
  }
}

/// Widths of texts, each measured once.
final class Measure {
  private let measurer: any TextMeasurer
  private var widths: [TextStyle: [String: Double]] = [:]

  init(_ measurer: any TextMeasurer) { self.measurer = measurer }

  func width(of text: String, _ style: TextStyle) -> Double {
    if let width = widths[style]?[text] { return width }
    let width = measurer.extent(of: text, style: style).width
    widths[style, default: [:]][text] = width
    return width
  }

  /// The first character of a text that its font can't draw; nothing if it has them all.
  func missingCharacter(in text: String, _ style: TextStyle) -> Unicode.Scalar? {
    measurer.missingCharacter(in: text, style: style)
  }
}
