import Indicators

/// The marks of SDMX files.
enum SDMXStatus {
  /// A code of `OBS_STATUS`, or Eurostat's flags, letters in lower case that may stand together; nothing
  /// for another.
  ///
  /// Eurostat, "Statistical flags used": a series with `s` or `u` rests on an estimate or is unreliable,
  /// `r` is revised, `d` has another definition than the rest.
  static func mark(_ text: String) -> StatusMark? {
    if let mark = StatusMark(letter: text) { return mark }
    var mark: StatusMark?
    for letter in text where letter != " " && letter != "," {
      let own: StatusMark
      switch letter {
      case "b", "d": own = StatusMark(.actual, isBreak: true)
      case "p": own = StatusMark(.provisional)
      case "e", "s", "u", "i": own = StatusMark(.estimated)
      case "f": own = StatusMark(.forecast)
      case "r": own = StatusMark(.actual)
      default: return nil
      }
      mark = mark?.combined(with: own) ?? own
    }
    return mark
  }

  /// Why there is no value, where a flag says so beside an empty cell.
  static func reason(_ text: String) -> Status? {
    switch text {
    case "c": .confidential
    case "z", "m": .notApplicable
    case ":", "n", "o": .notAvailable
    case "l": .notCollected
    default: nil
    }
  }
}
