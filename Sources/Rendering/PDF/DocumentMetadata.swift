/// What a PDF says about itself.
public struct DocumentMetadata: Hashable, Sendable {
  /// A day of the Gregorian calendar; its noon in UTC is the PDF's creation date.
  public struct Day: Hashable, Sendable {
    public var year: Int
    public var month: Int
    public var day: Int

    public init(year: Int, month: Int, day: Int) {
      self.year = year
      self.month = month
      self.day = day
    }
  }

  public var title: String
  public var author: String
  public var subject: String
  public var keywords: [String]

  /// A language tag of BCP 47: `en`, `es-MX`.
  public var language: String

  /// When the edition is dated; never the clock.
  public var date: Day

  /// The program that made the document, with its version.
  public var creator: String

  public init(
    title: String,
    author: String = "",
    subject: String = "",
    keywords: [String] = [],
    language: String,
    date: Day,
    creator: String
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.language = language
    self.date = date
    self.creator = creator
  }
}
