import Indicators

/// A value of `TIME_PERIOD`: a period of the Gregorian calendar or of the reporting year, as the SDMX
/// Technical Notes (3.0, section 4.2) write it. Other forms, among them ranges and trimesters, are none.
enum SDMXPeriod {
  static func period(_ text: String) -> Period? {
    if text.contains("..") { return nil }
    if let period = Period(text) { return period }
    if text.hasSuffix("T00:00:00") { return Period(text.dropLast(9)) }
    guard let dash = text.firstIndex(of: "-") else { return nil }
    let year = text[..<dash]
    let part = text[text.index(after: dash)...]
    if part == "A1" { return Period(year) }
    if part.first == "M", part.utf8.count == 3 { return Period("\(year)-\(part.dropFirst())") }
    return nil
  }

  /// The frequency of a code of `FREQ` (CL_FREQ 2.1) or of its name; nothing for one that we have none for.
  static func frequency(_ code: String) -> Frequency? {
    switch code {
    case "A", "Annual": .annual
    case "S", "H", "Half-yearly", "Half-yearly, semesterly": .semester
    case "Q", "Quarterly": .quarterly
    case "M", "Monthly": .monthly
    case "W", "Weekly": .weekly
    case "D", "B", "Daily": .daily
    default: nil
    }
  }
}
