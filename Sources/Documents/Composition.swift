public import Diagnostics
public import Drawing
public import Indicators

/// The edition that a report is made for.
public struct EditionDescription: Hashable, Sendable {
  /// `2026-11`.
  public let id: String
  public let date: CalendarDate

  /// The id of the edition before; nothing for a first one.
  public let previous: String?

  public init(id: String, date: CalendarDate, previous: String? = nil) {
    self.id = id
    self.date = date
    self.previous = previous
  }
}

/// A failure of the data that somebody answers for, as a report prints it.
public struct WaiverDescription: Hashable, Sendable {
  /// The title of the check that is waived.
  public let rule: LocalizedText
  public let reason: LocalizedText
  public let by: String

  /// The last day on which it holds.
  public let until: CalendarDate

  /// Where it is written.
  public let span: SourceSpan

  public init(
    rule: LocalizedText,
    reason: LocalizedText,
    by: String,
    until: CalendarDate,
    span: SourceSpan
  ) {
    self.rule = rule
    self.reason = reason
    self.by = by
    self.until = until
    self.span = span
  }
}

/// A figure or a table as it stands alone, for pictures and for its data.
public struct ComposedFigure {
  public enum Kind: String, Hashable, Sendable {
    case figure
    case table
  }

  public let id: String
  public let kind: Kind
  public let number: Int
  public let title: String

  /// The figure with its words, from the top left corner of a white sheet of `size`.
  public let list: DisplayList
  public let size: Size

  /// Its data, the header first.
  public let rows: [[String]]

  /// The ids of what it rests on.
  public let sources: [String]

  /// What it says, for those who can't see it.
  public let alternative: String

  /// The page it stands on.
  public let page: Int
}

/// A report set on its pages.
public struct Composition {
  /// All pages, with structure, outline, destinations and links.
  public let list: DisplayList
  public let figures: [ComposedFigure]
  public let title: String
  public let subject: String
  public let author: String?
  public let keywords: [String]

  /// The language with its country, as PDF names it (BCP 47).
  public let language: String
  public let pageCount: Int

  /// How full each page's text area is, 0 to 1.
  public let fills: [Double]

  /// What is not as the house style wants it, and stops no build.
  public let problems: [LayoutProblem]
}

/// What is not as the house style wants it: a clause with its page, and the place in the report that
/// changes it.
public struct LayoutProblem: Hashable, Sendable {
  public let message: String
  public let span: SourceSpan?

  /// What is said at the place.
  public let label: String?

  init(_ message: String, at span: SourceSpan?, label: String? = nil) {
    self.message = message
    self.span = span
    self.label = label
  }
}
