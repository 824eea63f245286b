import Indicators

/// What a publisher's text for a period says by itself: `2024Q1`, `1T2024`, `ene-24`, `31/12/2024`.
///
/// Only what can mean one thing is a period at once. The rest says what it could mean, and the column
/// it stands in decides.
enum PublishedPeriod: Hashable {
  case period(Period)

  /// `2024/01`: a month or a quarter.
  case part(Int, ofYear: Int)

  /// `03/04/2024`: a day whose month stands before or behind it.
  case day(Int, Int, year: Int)

  /// `FY2024` or `2023/24`: a year that begins in another one.
  case fiscalYear

  /// Nothing if the text is no period.
  init?(_ text: String) {
    if let period = Period(text) {
      self = .period(period)
      return
    }
    var text = text
    for midnight in ["T00:00:00", " 00:00:00", " 00:00", "T00:00:00Z", " 00:00:00.000"]
    where text.hasSuffix(midnight) {
      text.removeLast(midnight.count)
      guard let date = CalendarDate(text) else { return nil }
      self = .period(.day(date))
      return
    }
    guard let read = Self.read(Self.tokens(of: text)) else { return nil }
    self = read
  }

  /// How we write it; a part of a year is most often a month. Nothing for what could mean several.
  var suggestion: String? {
    switch self {
    case .period(let period): period.description
    case .part(let part, let year): 1...12 ~= part ? Period.month(year, part).description : nil
    case .day, .fiscalYear: nil
    }
  }

  // MARK: Tokens

  private enum Token: Hashable {
    case digits(String)
    case word(String)

    /// What stands between two runs of digits.
    case sign(Character)
  }

  /// The runs of digits and of letters, without the spaces, points and dashes beside a word. A text with
  /// another sign has none.
  private static func tokens(of text: String) -> [Token] {
    guard let first = text.first, first.isLetter || first.isNumber else { return [] }
    var tokens: [Token] = []
    var sign: Character?
    var isOpen = false
    for character in text.lowercased() {
      if character.isASCII, character.isNumber {
        if isOpen, case .digits(let run)? = tokens.last {
          tokens[tokens.count - 1] = .digits(run + String(character))
        } else {
          if case .digits? = tokens.last { tokens.append(.sign(sign ?? " ")) }
          tokens.append(.digits(String(character)))
        }
        sign = nil
        isOpen = true
      } else if character.isLetter {
        if isOpen, case .word(let run)? = tokens.last {
          tokens[tokens.count - 1] = .word(run + String(character))
        } else {
          tokens.append(.word(String(character)))
        }
        sign = nil
        isOpen = true
      } else if " -–/.,".contains(character) {
        if character != " " || sign == nil { sign = character }
        isOpen = false
      } else {
        return []
      }
    }
    return sign == nil || sign == "." ? tokens : []
  }

  // MARK: Forms

  private static func read(_ tokens: [Token]) -> PublishedPeriod? {
    switch tokens.count {
    case 1:
      guard case .digits(let digits) = tokens[0] else { return nil }
      return compact(digits)
    case 2:
      switch (tokens[0], tokens[1]) {
      case (.word(let word), .digits(let digits)): return named(word, digits)
      case (.digits(let digits), .word(let word)):
        guard let year = fullYear(digits), let month = months[word] else { return nil }
        return .period(.month(year, month))
      default: return nil
      }
    case 3:
      switch (tokens[0], tokens[1], tokens[2]) {
      case (.digits(let first), .word(let word), .digits(let last)):
        return around(word, first, last)
      case (.digits(let first), .sign(let sign), .digits(let last)):
        return pair(first, sign, last)
      default: return nil
      }
    case 4:
      // `Q1 2024`
      guard case .word(let word) = tokens[0], case .digits(let part) = tokens[1],
        case .sign = tokens[2], case .digits(let digits) = tokens[3]
      else { return nil }
      if let month = months[word] { return date(fullYear(digits), month, number(part)) }
      return fullYear(digits).flatMap { Self.part(word, number(part), of: $0) }
    case 5:
      guard case .digits(let first) = tokens[0], case .sign = tokens[1],
        case .digits(let second) = tokens[2], case .sign = tokens[3],
        case .digits(let third) = tokens[4]
      else { return nil }
      if let year = fullYear(first) { return date(year, number(second), number(third)) }
      guard let year = fullYear(third), let one = number(first), let other = number(second),
        1...31 ~= one, 1...31 ~= other, one <= 12 || other <= 12
      else { return nil }
      if one == other { return date(year, one, other) }
      return .day(one, other, year: year)
    default: return nil
    }
  }

  /// `20240331` and `202403`.
  private static func compact(_ digits: String) -> PublishedPeriod? {
    let year = fullYear(String(digits.prefix(4)))
    let month = number(String(digits.dropFirst(4).prefix(2)))
    switch digits.utf8.count {
    case 8: return date(year, month, number(String(digits.suffix(2))))
    case 6:
      guard let year, let month, 1...12 ~= month else { return nil }
      return .period(.month(year, month))
    default: return nil
    }
  }

  /// `Jan-24`, `YR1980`, `FY2024`.
  private static func named(_ word: String, _ digits: String) -> PublishedPeriod? {
    if word == "fy" || word == "ej" { return year(digits).map { _ in .fiscalYear } }
    if word == "yr" || word == "y" || word == "año" || word == "year" {
      return fullYear(digits).map { .period(.year($0)) }
    }
    guard let month = months[word], let year = year(digits) else { return nil }
    return .period(.month(year, month))
  }

  /// `2024Q1`, `1T2024`, `31-Dec-2024`.
  private static func around(
    _ word: String,
    _ first: String,
    _ last: String
  ) -> PublishedPeriod? {
    if let month = months[word] { return date(year(last), month, number(first)) }
    if let year = fullYear(first) { return part(word, number(last), of: year) }
    guard first.utf8.count == 1, word != "m", word != "w", let year = year(last) else { return nil }
    return part(word, number(first), of: year)
  }

  /// `2024/01`, `01/2024`, `2021–24`, `2023/24`.
  private static func pair(
    _ first: String,
    _ sign: Character,
    _ last: String
  ) -> PublishedPeriod? {
    guard let year = fullYear(first) else {
      guard let year = fullYear(last), let part = number(first), 1...12 ~= part, sign != " ",
        first.utf8.count <= 2
      else { return nil }
      return .part(part, ofYear: year)
    }
    guard let number = number(last), sign != " ", sign != ".", sign != "," else { return nil }
    let digits = last.utf8.count
    let end = digits == 4 ? number : year - year % 100 + number
    if digits >= 2, sign == "–" || digits == 4 || !(1...12 ~= number) {
      let last = digits == 2 && number < year % 100 ? end + 100 : end
      if last == year + 1 { return .fiscalYear }
      guard sign != "/", last > year, last - year < 100 else { return nil }
      return .period(.average(year, last))
    }
    guard digits <= 2, 1...12 ~= number else { return nil }
    return .part(number, ofYear: year)
  }

  private static func part(_ word: String, _ part: Int?, of year: Int) -> PublishedPeriod? {
    guard let part else { return nil }
    switch word {
    case "q", "t", "qtr", "trim":
      return 1...4 ~= part ? .period(.quarter(year, part)) : nil
    case "h", "s", "sem": return 1...2 ~= part ? .period(.semester(year, part)) : nil
    case "m": return 1...12 ~= part ? .period(.month(year, part)) : nil
    case "w":
      let text = "\(year)-W\(part < 10 ? "0" : "")\(part)"
      return Period(text).map { .period($0) }
    default: return nil
    }
  }

  private static func date(_ year: Int?, _ month: Int?, _ day: Int?) -> PublishedPeriod? {
    guard let year, let month, let day, let date = calendarDate(year, month, day) else {
      return nil
    }
    return .period(.day(date))
  }

  // MARK: Numbers and names

  private static func number(_ digits: String) -> Int? {
    digits.utf8.count <= 4 ? Int(digits) : nil
  }

  private static func fullYear(_ digits: String) -> Int? {
    guard digits.utf8.count == 4, let year = Int(digits), 1000...2999 ~= year else { return nil }
    return year
  }

  /// Two digits are a year from 1950 to 2049.
  private static func year(_ digits: String) -> Int? {
    guard digits.utf8.count == 2, let short = Int(digits) else { return fullYear(digits) }
    return short < 50 ? 2000 + short : 1900 + short
  }

  /// The months in English, Spanish, Portuguese and French, whole and short.
  private static let months: [String: Int] = {
    let names = [
      "jan january ene enero janeiro janv janvier",
      "feb february febrero fev fevereiro févr février",
      "mar march marzo março mars", "apr april abr abril avr avril", "may mayo mai maio",
      "jun june junio junho juin", "jul july julio julho juil juillet",
      "aug august ago agosto août",
      "sep sept september septiembre setiembre set setembro septembre",
      "oct october octubre out outubro octobre", "nov november noviembre novembro novembre",
      "dec december dic diciembre dez dezembro déc décembre",
    ]
    var months: [String: Int] = [:]
    for (index, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}

/// The day of a month; nothing for one that the month doesn't have.
func calendarDate(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
  guard 1...12 ~= month, 1...31 ~= day else { return nil }
  let date = CalendarDate(year: year, month: month, day: day)
  return date.month == month ? date : nil
}
