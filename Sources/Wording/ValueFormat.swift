import Indicators

/// How an inline expression, a table or a tile asks for a value to be printed: `0,0`, `0.0%`,
/// `money 0.0 billion`, `3 digits`, `month` (formats.md section 7).
public struct ValueFormat: Hashable, Sendable, CustomStringConvertible {
  /// How many digits a number is printed with.
  enum Precision: Hashable, Sendable {
    case decimals(Int)
    case digits(Int)
  }

  /// What the number is rescaled to before it is rounded.
  enum Scale: Hashable, Sendable {
    /// The unit's own multiplier.
    case own

    /// A power of ten with a word: 6 for `million`.
    case fixed(Int)

    /// The largest scale that leaves a number of at least one.
    case automatic
  }

  struct Pattern: Hashable, Sendable {
    var isMoney = false
    var hasSign = false
    var isGrouped = false
    var precision = Precision.decimals(0)
    var suffix = Suffix.none
    var scale = Scale.own

    /// The unit in brackets.
    var conversion: Unit?

    /// Whether the unit's name follows.
    var hasUnit = false
  }

  enum Suffix: Hashable, Sendable {
    case none
    case percent
    case percentagePoints
  }

  enum Kind: Hashable, Sendable {
    case number(Pattern)
    case ordinal
    case words
    case year
    case month
    case date
    case quarter
    case identifier
  }

  let kind: Kind

  /// The format as it was written.
  public let description: String

  /// Whether it prints a period rather than a number; `year` prints both.
  public var isForPeriods: Bool {
    switch kind {
    case .year, .month, .date, .quarter: true
    case .number, .ordinal, .words, .identifier: false
    }
  }

  /// Whether it prints a member's code in place of its name: `id`.
  public var isIdentifier: Bool { kind == .identifier }

  /// Whether it prints a number with a fixed count of decimals, so that a column lines up; their
  /// count.
  public var decimals: Int? {
    guard case .number(let pattern) = kind, case .decimals(let count) = pattern.precision else {
      return nil
    }
    return count
  }

  /// How many decimals of the value itself are printed: a per cent of a plain number shows two more
  /// than it has decimals, `0.0 billion` of millions three fewer, so that hundreds of them are the last
  /// that shows: −2. Nothing where the value decides.
  public func decimalsShown(multiplier: Int, isFraction: Bool) -> Int? {
    guard case .number(let pattern) = kind, case .decimals(let count) = pattern.precision,
      pattern.conversion == nil
    else { return nil }
    if pattern.suffix == .percent { return isFraction ? count + 2 : count }
    switch pattern.scale {
    case .own: return count
    case .fixed(let power): return count - (power - multiplier)
    case .automatic: return nil
    }
  }

  /// Reads a format.
  ///
  /// - Returns: Nothing if the text is none of the section's table.
  public init?(_ text: String) {
    var reader = FormatReader(text)
    guard let kind = reader.read() else { return nil }
    self.kind = kind
    description = reader.text
  }

  /// The formats a message offers for a text that is none.
  public static let examples = [
    "0,0", "0.0", "0%", "0.0 pp", "+0.0", "0.0 billion", "money 0.0 billion", "0,0 [kt]",
    "0,0 unit",
    "3 digits", "ordinal", "words", "year", "month", "date", "quarter", "id",
  ]
}

/// Reads the words of a format from left to right.
private struct FormatReader {
  let text: String
  private var words: [Substring]

  init(_ text: String) {
    let trimmed = text.drop { $0 == " " }
    let end = trimmed.lastIndex { $0 != " " }.map(trimmed.index(after:)) ?? trimmed.startIndex
    self.text = String(trimmed[..<end])
    // A unit in brackets may hold spaces, so it stays one word.
    var words: [Substring] = []
    var rest = self.text[...]
    while let first = rest.first {
      if first == " " {
        rest = rest.dropFirst()
        continue
      }
      let close: Character = first == "[" ? "]" : " "
      var stop = rest.firstIndex(of: close) ?? rest.endIndex
      if close == "]", stop < rest.endIndex { stop = rest.index(after: stop) }
      words.append(rest[..<stop])
      rest = rest[stop...]
    }
    self.words = words
  }

  mutating func read() -> ValueFormat.Kind? {
    if words.count == 1, let keyword = keyword(words[0]) { return keyword }
    var pattern = ValueFormat.Pattern()
    pattern.isMoney = take("money")
    guard readNumber(into: &pattern) else { return nil }
    if pattern.suffix == .none, take("pp") { pattern.suffix = .percentagePoints }
    if let power = words.first.flatMap({ scalePower($0) }) {
      pattern.scale = .fixed(power)
      words.removeFirst()
    } else if take("auto") {
      pattern.scale = .automatic
    }
    if let word = words.first, word.hasPrefix("["), word.hasSuffix("]"),
      let unit = try? Unit.parse(String(word.dropFirst().dropLast()))
    {
      pattern.conversion = unit
      words.removeFirst()
    }
    pattern.hasUnit = take("unit")
    guard words.isEmpty, isConsistent(pattern) else { return nil }
    return .number(pattern)
  }

  private func keyword(_ word: Substring) -> ValueFormat.Kind? {
    switch word {
    case "ordinal": .ordinal
    case "words": .words
    case "year": .year
    case "month": .month
    case "date": .date
    case "quarter": .quarter
    case "id": .identifier
    default: nil
    }
  }

  private mutating func take(_ word: String) -> Bool {
    guard words.first == word[...] else { return false }
    words.removeFirst()
    return true
  }

  /// `+0,0.00%` or `3 digits`.
  private mutating func readNumber(into pattern: inout ValueFormat.Pattern) -> Bool {
    guard var word = words.first else { return false }
    words.removeFirst()
    if word.hasPrefix("+") {
      pattern.hasSign = true
      word = word.dropFirst()
    }
    if words.first == "digits", let count = Int(word), 1...15 ~= count {
      words.removeFirst()
      pattern.precision = .digits(count)
      pattern.isGrouped = true
      return true
    }
    if word.hasSuffix("%") {
      pattern.suffix = .percent
      word = word.dropLast()
    }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0] == "0" || parts[0] == "0,0" else { return false }
    pattern.isGrouped = parts[0] == "0,0"
    guard parts.count == 2 else { return true }
    guard 1...12 ~= parts[1].count, parts[1].allSatisfy({ $0 == "0" }) else { return false }
    pattern.precision = .decimals(parts[1].count)
    return true
  }

  /// A per cent takes no scale, no currency and no unit; money takes no unit's name.
  private func isConsistent(_ pattern: ValueFormat.Pattern) -> Bool {
    let isPlain = !pattern.isMoney && pattern.scale == .own && pattern.conversion == nil
    if pattern.suffix != .none { return isPlain && !pattern.hasUnit }
    return !(pattern.isMoney && pattern.hasUnit)
  }
}

/// The power of ten of a scale's English word, as formats and units write it.
func scalePower(_ word: some StringProtocol) -> Int? {
  switch word {
  case "thousand": 3
  case "million": 6
  case "billion": 9
  case "trillion": 12
  default: nil
  }
}
