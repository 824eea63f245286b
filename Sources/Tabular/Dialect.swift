/// How a delimited file is written; the words are Data Package's (Table Dialect v2).
public struct Dialect: Hashable, Sendable {
  /// What stands between two fields.
  public let delimiter: UInt8

  /// What encloses a field; nothing if no byte does.
  public let quote: UInt8?

  /// What a line begins with that is no record; nothing if there are no such lines.
  public let comment: UInt8?

  /// Whether spaces behind a delimiter are no part of the field.
  public let skipsInitialSpace: Bool

  /// RFC 4180.
  public static let csv = Dialect()

  /// - Precondition: The three bytes are ASCII and no line ending.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    comment: UInt8? = nil,
    skipsInitialSpace: Bool = false
  ) {
    for byte in [delimiter, quote, comment] {
      guard let byte else { continue }
      precondition(byte < 0x80 && byte != 0x0A && byte != 0x0D, "a dialect is made of ASCII")
    }
    self.delimiter = delimiter
    self.quote = quote
    self.comment = comment
    self.skipsInitialSpace = skipsInitialSpace
  }
}
