public import Drawing

/// A laid-out chart: the plot alone, and what its frame says round it.
///
/// The figure's rule, tag, title, subtitle, notes and source line are drawn by who asked for the chart,
/// on a page as in a picture of its own.
public struct ChartDrawing: Sendable {
  /// The plot, with its top left corner at 0, 0; without tags, since it is the inside of a figure.
  public let list: DisplayList

  /// The room it takes; the height may be less than what was offered.
  public let size: Size

  /// The heights it can take; nothing where it fills whatever it is offered.
  public let heights: ClosedRange<Double>?

  /// Measure, unit, basis, place and period in the report's language.
  public let subtitle: String

  /// What the picture shows, in words, from the data.
  public let alternative: String

  /// Sentences that must stand under the plot: gaps, where the scale starts, how signs are meant.
  public let notes: [String]

  /// The ids of the sources of all values, sorted, each once.
  public let sources: [String]
  public let isCalculated: Bool

  /// The figure's data, a header first.
  public let rows: [[String]]

  /// All texts with the room their ink takes.
  public let texts: [PlacedText]

  /// The pairs of texts that overlap by more than a hundredth of a square point, and those that leave the
  /// drawing: what must be empty.
  public var conflicts: [String] {
    var found: [String] = []
    for (index, text) in texts.enumerated() {
      for other in texts[(index + 1)...] where text.box.overlap(with: other.box) > 0.01 {
        found.append("'\(text.text)' lies on '\(other.text)'")
      }
      let box = text.box
      let isInside =
        box.left >= -0.5 && box.right <= size.width + 0.5 && box.top >= -0.5
        && box.bottom <= size.height + 0.5
      if !isInside { found.append("'\(text.text)' leaves the drawing") }
    }
    return found
  }
}
