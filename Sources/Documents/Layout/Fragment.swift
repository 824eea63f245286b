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

  /// What was set before. A report is set at least twice, and nearly all of it is the same again.
  private var words: [[Fragment]: [Word]] = [:]
  private var lines: [LineRequest: [Line]] = [:]

  private struct LineRequest: Hashable {
    let fragments: [Fragment]
    let measure: Double
    let filling: LineFilling
  }

  init(_ measurer: any TextMeasurer) { self.measurer = measurer }

  func width(of text: String, _ style: TextStyle) -> Double {
    if let width = widths[style]?[text] { return width }
    let width = measurer.extent(of: text, style: style).width
    widths[style, default: [:]][text] = width
    return width
  }

  /// The words of a text without forced breaks, numbers joined to their units.
  func words(of fragments: [Fragment]) -> [Word] {
    if let known = words[fragments] { return known }
    let split = joinNumbersToUnits(splitIntoWords(fragments, self))
    words[fragments] = split
    return split
  }

  /// The lines of a text, as `breakLines` divides it.
  func lines(of fragments: [Fragment], measure: Double, filling: LineFilling) -> [Line] {
    let request = LineRequest(fragments: fragments, measure: measure, filling: filling)
    if let known = lines[request] { return known }
    let divided = breakLines(fragments, measure: measure, filling: filling, with: self)
    lines[request] = divided
    return divided
  }

  /// The first character of a text that its font can't draw; nothing if it has them all.
  func missingCharacter(in text: String, _ style: TextStyle) -> Unicode.Scalar? {
    measurer.missingCharacter(in: text, style: style)
  }
}
