/// How a delimited file is written; the words are Data Package's (Table Dialect v2).
public struct Dialect: Hashable, Sendable {
  /// What stands between two fields.
  public let delimiter: UInt8

  /// What encloses a field; nothing if no byte does.
  public let quote: UInt8?

  /// Whether a quote inside a quoted field is written twice.
  public let doublesQuotes: Bool

  /// What takes a following byte's meaning away; nothing if no byte does.
  public let escape: UInt8?

  /// What a line begins with that is no record; nothing if there are no such lines.
  public let comment: UInt8?

  /// Whether spaces behind a delimiter are no part of the field.
  public let skipsInitialSpace: Bool

  /// RFC 4180.
  public static let csv = Dialect()

  /// - Precondition: The bytes are ASCII and no line ending.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    comment: UInt8? = nil,
    skipsInitialSpace: Bool = false,
    doublesQuotes: Bool = true,
    escape: UInt8? = nil
  ) {
    for byte in [delimiter, quote, comment, escape] {
      guard let byte else { continue }
      precondition(byte < 0x80 && byte != 0x0A && byte != 0x0D, "a dialect is made of ASCII")
    }
    self.delimiter = delimiter
    self.quote = quote
    self.comment = comment
    self.skipsInitialSpace = skipsInitialSpace
    self.doublesQuotes = doublesQuotes
    self.escape = escape
  }

  /// Whether quotes and delimiters mean what RFC 4180 says, so that their number tells all.
  var isRegular: Bool {
    comment == nil && !skipsInitialSpace && doublesQuotes && escape == nil
      && (quote == nil || quote != delimiter)
  }

  /// The same with another delimiter.
  func delimited(by delimiter: UInt8) -> Dialect {
    Dialect(
      delimiter: delimiter,
      quote: quote,
      comment: comment,
      skipsInitialSpace: skipsInitialSpace,
      doublesQuotes: doublesQuotes,
      escape: escape
    )
  }
}
