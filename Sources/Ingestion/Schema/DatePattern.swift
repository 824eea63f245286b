import Indicators

/// How dates and times are written: ISO 8601, or a pattern with the directives of C's `strptime` that
/// stand for numbers (`%d/%m/%Y`).
enum DatePattern: Hashable {
  case iso
  case pattern(String)

  /// The directives that are read.
  static let directives = "%Y %m %d %y %H %M %S %j"

  /// Nothing for a pattern with a directive that is not read, or without any.
  init?(_ format: String) {
    if format == "default" {
      self = .iso
      return
    }
    var hasDirective = false
    var rest = format[...]
    while let percent = rest.firstIndex(of: "%") {
      rest = rest[rest.index(after: percent)...]
      guard let letter = rest.first, "YmdyHMSj%".contains(letter) else { return nil }
      if letter != "%" { hasDirective = true }
      rest.removeFirst()
    }
    guard hasDirective else { return nil }
    self = .pattern(format)
  }

  func expectation(else iso: String) -> String {
    switch self {
    case .iso: iso
    case .pattern(let pattern): "a text like \(pattern)"
    }
  }

  /// Days since 1970-01-01.
  func date(_ text: String) -> Double? {
    switch self {
    case .iso: CalendarDate(text).map { Double($0.dayNumber) }
    case .pattern(let pattern):
      Parts(text, pattern: pattern)?.date.map { Double($0.dayNumber) }
    }
  }

  /// Seconds since midnight.
  func time(_ text: String) -> Double? {
    switch self {
    case .iso:
      let whole = text.hasSuffix("Z") ? text.dropLast() : text[...]
      let pieces = whole.split(separator: ".", omittingEmptySubsequences: false)
      guard 1...2 ~= pieces.count, let seconds = Parts(String(pieces[0]), pattern: "%H:%M:%S")?.time
      else { return nil }
      guard pieces.count == 2 else { return seconds }
      guard !pieces[1].isEmpty, pieces[1].allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      return Double("0.\(pieces[1])").map { seconds + $0 }
    case .pattern(let pattern): return Parts(text, pattern: pattern)?.time
    }
  }

  /// Seconds since the start of 1970, in the zone it names, else in its own.
  func dateTime(_ text: String) -> Double? {
    switch self {
    case .iso:
      guard let letter = text.firstIndex(of: "T") else { return nil }
      guard let day = CalendarDate(text[..<letter]) else { return nil }
      var clock = String(text[text.index(after: letter)...])
      var offset = 0.0
      if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
        guard let zone = Parts(String(clock[clock.index(after: sign)...]), pattern: "%H:%M")?.time
        else { return nil }
        offset = clock[sign] == "+" ? -zone : zone
        clock = String(clock[..<sign])
      }
      return time(clock).map { Double(day.dayNumber) * 86_400 + $0 + offset }
    case .pattern(let pattern):
      guard let parts = Parts(text, pattern: pattern), let day = parts.date else { return nil }
      return Double(day.dayNumber) * 86_400 + (parts.time ?? 0)
    }
  }

  /// The numbers of a text that follows a pattern.
  private struct Parts {
    private var numbers: [Character: Int] = [:]

    init?(_ text: String, pattern: String) {
      var rest = text[...]
      var signs = pattern[...]
      while let sign = signs.popFirst() {
        guard sign == "%", let letter = signs.popFirst(), letter != "%" else {
          guard rest.popFirst() == sign else { return nil }
          continue
        }
        let most = letter == "Y" ? 4 : letter == "j" ? 3 : 2
        let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), letter != "Y" || digits.count == 4 else { return nil }
        numbers[letter] = number
        rest = rest.dropFirst(digits.count)
      }
      guard rest.isEmpty else { return nil }
    }

    /// The day; the first of what the pattern leaves open.
    var date: CalendarDate? {
      // POSIX: 69 to 99 are of the twentieth century.
      let year = numbers["Y"] ?? numbers["y"].map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
      guard let year else { return nil }
      if let day = numbers["j"] {
        let date = CalendarDate(
          dayNumber: CalendarDate(year: year, month: 1, day: 1).dayNumber + day - 1
        )
        return date.year == year ? date : nil
      }
      let (month, day) = (numbers["m"] ?? 1, numbers["d"] ?? 1)
      guard 1...12 ~= month, 1...31 ~= day else { return nil }
      let date = CalendarDate(year: year, month: month, day: day)
      return (date.month, date.day) == (month, day) ? date : nil
    }

    var time: Double? {
      guard let hour = numbers["H"], hour < 24 else { return nil }
      let (minute, second) = (numbers["M"] ?? 0, numbers["S"] ?? 0)
      guard minute < 60, second <= 60 else { return nil }
      return Double(hour * 3600 + minute * 60 + second)
    }
  }
}
