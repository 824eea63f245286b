/// The language a text is written in, with the customs of one country.
///
/// Wording prints what readers read: numbers, dates, units, lists and the report's own words. Both
/// languages are tables in this module, so that a run asks no locale of the machine and loads no
/// locale data.
public struct Language: Hashable, Sendable {
  /// The code under which texts of this language stand in labels and settings: `en`, `es`.
  public let code: String

  /// The code with the country, as PDF and HTML name it (BCP 47).
  public let tag: String

  public static let english = Language(code: "en", tag: "en")
  public static let mexicanSpanish = Language(code: "es", tag: "es-MX")

  private init(code: String, tag: String) {
    self.code = code
    self.tag = tag
  }

  /// The language a report names: `en` (also with a country) or `es`, which means `es-MX`.
  ///
  /// - Returns: Nothing for a language, or a country's customs, that no table here holds.
  public init?(code: String) {
    switch code {
    case "en", "en-US", "en-GB", "en-CA": self = .english
    case "es", "es-MX": self = .mexicanSpanish
    default: return nil
    }
  }

  /// The codes under which texts of some language stand.
  public static let codes = ["en", "es"]

  /// The codes that can be asked for, for messages.
  public static let known = ["en", "es", "es-MX"]

  /// The entry of a pair of tables that belongs to this language.
  func pick<Text>(_ english: Text, _ spanish: Text) -> Text {
    self == .english ? english : spanish
  }
}

/// U+00A0, which joins a number and what belongs to it.
let noBreakSpace = "\u{A0}"

/// U+2212, the sign of a negative number.
let minusSign = "\u{2212}"
