import Diagnostics

/// Why a text is no unit, and where in the text.
public struct UnitError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case empty

    /// A word that names no unit, with the nearest that do.
    case unknown(String, nearest: [String])

    /// A word that means several units: the question is which.
    case ambiguous(String, choices: [String])

    /// After a comma stands no basis.
    case notABasis(String)

    /// A basis without an amount of money.
    case basisWithoutMoney

    /// `percent`, `index` and their like stand by themselves, without factors or a multiplier.
    case standsAlone(String)

    /// A number as a factor that is no power of ten.
    case factor(String)

    /// An exponent that is no whole number.
    case exponent(String)

    /// A sentence about the data that names a unit somewhere, with the unit it seems to mean.
    case prose(String, unit: String?)
  }

  public let reason: Reason

  /// The bytes of the text that are meant.
  public let range: Range<Int>

  /// How the whole text can be said so that it is a unit, where its first choice is meant.
  public let example: String?

  public init(_ reason: Reason, at range: Range<Int>, example: String? = nil) {
    self.reason = reason
    self.range = range
    self.example = example
  }

  public var description: String {
    switch reason {
    case .empty: "a unit is missing"
    case .unknown(let word, _): "'\(word)' is not a unit"
    case .ambiguous(let word, let choices):
      "'\(word)' can mean \(choices.joined(separator: " or "))"
    case .notABasis(let text): "'\(text)' is not a basis"
    case .basisWithoutMoney: "only money has a basis"
    case .standsAlone(let word): "'\(word)' can't be multiplied or scaled"
    case .factor(let text): "'\(text)' is not a power of ten"
    case .exponent(let text): "'\(text)' is not a whole exponent"
    case .prose(let text, _): "'\(text)' is a sentence, not a unit"
    }
  }

  /// The one likely remedy; nothing if none is likely.
  public var help: String? {
    switch reason {
    case .empty: "write 1 for a plain number"
    case .unknown(_, let nearest):
      nearest.isEmpty
        ? "map a publisher's words under 'units:' of datapackage.yaml"
        : "did you mean \(nearest.map { "'\($0)'" }.joined(separator: ", "))?"
    case .ambiguous(_, let choices):
      "write one of: \(choices.joined(separator: ", "))"
        + (example.map { "; for example \($0)" } ?? "")
    case .notABasis:
      "write nominal, constant YEAR (or a month or quarter, as 2021-01 or 2021-Q1), chained YEAR or PPP YEAR"
    case .basisWithoutMoney: "leave out what stands after the comma"
    case .standsAlone(let word): "write \(word) alone"
    case .factor: "write a power of ten, or thousand, million, billion, trillion"
    case .exponent: "write ^2, ^3 or ^-1"
    case .prose(let text, let unit):
      "say what it means under 'units' of datapackage.yaml: {\"\(text)\": \(unit ?? "t")}"
    }
  }
}

extension Unit {
  /// Reads a unit as files and formulas write it: `thousand t`, `USD/troy_oz, constant 2010`,
  /// `percent of GDP`, `index 2018=100` (formats.md section 3).
  ///
  /// Plurals and the usual words are read (`metric tons`, `persons`, `%`, `dollars per pound`); a word
  /// that means several units is refused.
  public static func parse(_ text: String) throws(UnitError) -> Unit {
    let reader = UnitReader(text)
    do throws(UnitError) {
      return try reader.read()
    } catch {
      switch error.reason {
      case .notABasis, .unknown, .standsAlone, .basisWithoutMoney:
        if let prose = prose(text) { throw UnitError(prose, at: 0..<text.utf8.count) }
        throw error
      case .ambiguous(let word, let choices):
        throw UnitError(error.reason, at: error.range, example: example(text, word, choices))
      case .empty, .factor, .exponent, .prose: throw error
      }
    }
  }

  /// An entry of 'units' that says what a text means if the first choice for its word is meant; nothing
  /// where the word is the whole of the text and no abbreviation, or the text is no unit even so.
  private static func example(_ text: String, _ word: String, _ choices: [String]) -> String? {
    guard let choice = choices.first,
      text != word || choice.contains(" "),
      let unit = try? UnitReader(text.replacing(word, with: choice, maxReplacements: 1)).read()
    else { return nil }
    return "units: {\"\(text)\": \"\(unit)\"}"
  }

  /// The reason for a text of several words among which are those of a sentence: `Data in metric tons,
  /// antimony content`.
  private static func prose(_ text: String) -> UnitError.Reason? {
    let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == ":" }.map(String.init)
    guard words.count >= 4, words.contains(where: UnitAtom.sentenceWords.contains) else {
      return nil
    }
    var unit: String?
    if let start = words.firstIndex(where: { ["in", "en"].contains($0) }) {
      // The longest run of words behind it that is a unit.
      for count in (1...3).reversed() where start + count < words.count {
        let candidate = words[(start + 1)...(start + count)].joined(separator: " ")
        if let read = try? UnitReader(candidate).read() {
          unit = read.description
          break
        }
      }
    }
    return .prose(text, unit: unit)
  }
}

/// One reading of a unit's text, with byte places for the errors.
private struct UnitReader {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  func read() throws(UnitError) -> Unit {
    var range = trimmed(0..<bytes.count)
    guard !range.isEmpty else { throw UnitError(.empty, at: range) }
    var basis: Unit.Basis?
    if let comma = lastComma(in: range) {
      let basisRange = trimmed(comma + 1..<range.upperBound)
      guard let read = Self.basis(text(basisRange)) else {
        throw UnitError(.notABasis(text(basisRange)), at: basisRange)
      }
      basis = read
      range = trimmed(range.lowerBound..<comma)
    } else if let (read, rest) = leadingBasis(in: range) {
      basis = read
      range = rest
    } else if let (read, rest) = trailingBasis(in: range) {
      basis = read
      range = rest
    }
    if let special = try meaning(range) {
      guard basis == nil else { throw UnitError(.basisWithoutMoney, at: 0..<bytes.count) }
      return special
    }
    var (multiplier, product) = try leadingMultipliers(in: range)
    var of = ""
    if let split = firstOf(in: product) {
      of = collapsed(split.upperBound..<range.upperBound)
      guard !of.isEmpty else { throw UnitError(.empty, at: split) }
      product = trimmed(product.lowerBound..<split.lowerBound)
      if product.isEmpty, multiplier != 0 {
        // `millions of US dollars`
        product = trimmed(split.upperBound..<range.upperBound)
        of = ""
        if let inner = firstOf(in: product) {
          of = collapsed(inner.upperBound..<range.upperBound)
          product = trimmed(product.lowerBound..<inner.lowerBound)
        }
      }
    }
    if collapsed(product).lowercased() == "count"
      || ["number", "número"].contains(collapsed(product).lowercased())
    {
      return Unit(meaning: .count, multiplier: multiplier, of: of)
    }
    var atoms: [String: Int] = [:]
    if !product.isEmpty {
      for factor in factors(of: product) {
        let read = try self.factor(factor.range)
        multiplier += read.multiplier * factor.sign
        for (name, exponent) in read.atoms { atoms[name, default: 0] += exponent * factor.sign }
      }
    } else if multiplier == 0 {
      throw UnitError(.empty, at: range)
    }
    // Beyond this a factor is a slip, and its conversions could overflow.
    guard abs(multiplier) <= 30 else {
      throw UnitError(.factor("10^\(multiplier)"), at: product)
    }
    let unit = Unit(multiplier: multiplier, atoms: atoms, of: of, basis: basis)
    guard basis == nil || unit.isMoney else {
      throw UnitError(.basisWithoutMoney, at: 0..<bytes.count)
    }
    return unit
  }

  /// Units that stand by themselves; nothing for products.
  private func meaning(_ range: Range<Int>) throws(UnitError) -> Unit? {
    let words = self.words(in: range)
    guard let first = words.first else { return nil }
    let rest = trimmed(first.upperBound..<range.upperBound)
    var head = text(first).lowercased()
    var tail = rest
    if head == "per", words.count > 1, text(words[1]).lowercased() == "cent" {
      head = "percent"
      tail = trimmed(words[1].upperBound..<range.upperBound)
    } else if head == "percentage", words.count > 1,
      ["point", "points"].contains(text(words[1]).lowercased())
    {
      head = "pp"
      tail = trimmed(words[1].upperBound..<range.upperBound)
    } else if head == "por", words.count > 1, text(words[1]).lowercased() == "ciento" {
      head = "percent"
      tail = trimmed(words[1].upperBound..<range.upperBound)
    }
    if ["punto", "puntos"].contains(head), words.count > 1,
      ["porcentual", "porcentuales"].contains(lower(words[1]))
    {
      head = "pp"
      tail = trimmed(words[1].upperBound..<range.upperBound)
    }
    let known: Unit.Meaning? =
      switch head {
      case "percent", "%", "pct", "porcentaje": .percent
      case "pp": .percentagePoint
      case "index", "índice": .index(base: tail.isEmpty ? nil : collapsed(tail))
      case "rank": .rank
      case "truth": .truth
      default: nil
      }
    guard let known else {
      let alone = words.dropFirst().first { ["percent", "%", "pp"].contains(text($0)) }
      if let alone, !hasOf(before: alone.lowerBound, in: words) {
        throw UnitError(.standsAlone(text(alone)), at: alone)
      }
      return nil
    }
    if case .index = known { return Unit(meaning: known) }
    guard !tail.isEmpty else { return Unit(meaning: known) }
    guard let of = firstOf(in: tail), of.lowerBound == tail.lowerBound else {
      throw UnitError(.standsAlone(head == "%" ? "percent" : head), at: tail)
    }
    return Unit(meaning: known, of: collapsed(of.upperBound..<tail.upperBound))
  }

  private func hasOf(before place: Int, in words: [Range<Int>]) -> Bool {
    words.contains { $0.upperBound <= place && UnitAtom.ofWords.contains(text($0)) }
  }

  private func leadingMultipliers(in range: Range<Int>) throws(UnitError) -> (Int, Range<Int>) {
    var multiplier = 0
    var rest = range
    while true {
      var words = self.words(in: rest)[...]
      // `miles de millones`: thousands of millions.
      if multiplier > 0, words.count > 1, UnitAtom.ofWords.contains(text(words[0])),
        UnitAtom.multipliers[lower(words[1])] != nil
      {
        words.removeFirst()
      }
      guard let word = words.first, let power = UnitAtom.multipliers[lower(word)] else { break }
      // A Spanish text may mean 10^12 by it, as the word next to it in Spanish does.
      if UnitAtom.longScaleWords.contains(lower(word)), isSpanish(range) {
        throw UnitError(.ambiguous(text(word), choices: UnitAtom.longScaleChoices), at: word)
      }
      multiplier += power
      rest = trimmed(word.upperBound..<range.upperBound)
    }
    return (multiplier, rest)
  }

  /// Whether a word of the unit is Spanish and not English.
  private func isSpanish(_ range: Range<Int>) -> Bool {
    words(in: range).contains { UnitAtom.spanishWords.contains(lower($0)) }
  }

  /// A basis that files write in front: `constant 2010 $/mt`.
  private func leadingBasis(in range: Range<Int>) -> (Unit.Basis, Range<Int>)? {
    let words = self.words(in: range)
    for count in [2, 1] where words.count > count {
      let end = words[count - 1].upperBound
      guard let basis = Self.basis(collapsed(range.lowerBound..<end)) else { continue }
      return (basis, trimmed(end..<range.upperBound))
    }
    return nil
  }

  /// A basis that Spanish tables write behind: `millones de dólares a precios de 2018`.
  private func trailingBasis(in range: Range<Int>) -> (Unit.Basis, Range<Int>)? {
    let words = self.words(in: range)
    for count in (1...6).reversed() where words.count > count {
      let first = words[words.count - count]
      let text = words.suffix(count).map { lower($0) }
      guard let basis = Self.spanishBasis(text) else { continue }
      return (basis, trimmed(range.lowerBound..<first.lowerBound))
    }
    return nil
  }

  /// `corrientes`, `a precios corrientes`, `constantes de 2018`, `a precios de 2018`.
  private static func spanishBasis(_ words: [String]) -> Unit.Basis? {
    var rest = words[...]
    if rest.first == "a" { rest.removeFirst() }
    let hasPrices = rest.first == "precios"
    if hasPrices { rest.removeFirst() }
    guard hasPrices || words.first != "a" else { return nil }
    if rest == ["corrientes"] { return .nominal }
    let isConstant = rest.first == "constantes"
    if isConstant { rest.removeFirst() }
    guard hasPrices || isConstant else { return nil }
    while let word = rest.first, ["de", "del", "año", "base"].contains(word) { rest.removeFirst() }
    guard rest.count == 1, let word = rest.first, word.utf8.count == 4, let year = Int(word) else {
      return nil
    }
    return .constant(.year(year))
  }

  private static func basis(_ text: String) -> Unit.Basis? {
    let words = text.split(separator: " ").map { $0.lowercased() }
    if let basis = spanishBasis(words) { return basis }
    if words == ["nominal"] || words == ["current"] { return .nominal }
    guard words.count == 2 else { return nil }
    if words[0] == "constant" {
      return Period(words[1].uppercased()).map(Unit.Basis.constant)
    }
    guard words[1].utf8.count == 4, let year = Int(words[1]) else { return nil }
    switch words[0] {
    case "chained": return .chained(year)
    case "ppp": return .purchasingPower(year)
    default: return nil
    }
  }

  private struct Factor {
    let range: Range<Int>
    let sign: Int
  }

  /// The factors of a product, divided at `*`, `·`, `/` and the word `per`.
  private func factors(of range: Range<Int>) -> [Factor] {
    var result: [Factor] = []
    var start = range.lowerBound
    var sign = 1
    var index = range.lowerBound
    func close(at end: Int, next: Int, resuming: Int) {
      result.append(Factor(range: trimmed(start..<end), sign: sign))
      start = resuming
      sign = next
      index = resuming
    }
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "*") {
        close(at: index, next: 1, resuming: index + 1)
      } else if bytes[index] == UInt8(ascii: "/") {
        close(at: index, next: -1, resuming: index + 1)
      } else if bytes[index] == 0xC2, index + 1 < range.upperBound, bytes[index + 1] == 0xB7 {
        close(at: index, next: 1, resuming: index + 2)
      } else if isWord("per", at: index, in: range) || isWord("por", at: index, in: range) {
        close(at: index, next: -1, resuming: index + 3)
      } else {
        index += 1
      }
    }
    result.append(Factor(range: trimmed(start..<range.upperBound), sign: sign))
    return result
  }

  private func isWord(_ word: String, at index: Int, in range: Range<Int>) -> Bool {
    let end = index + word.utf8.count
    guard end <= range.upperBound, bytes[index..<end].elementsEqual(word.utf8) else { return false }
    return (index == range.lowerBound || isSpace(bytes[index - 1]))
      && (end == range.upperBound || isSpace(bytes[end]))
  }

  private func factor(_ range: Range<Int>) throws(UnitError) -> (
    multiplier: Int, atoms: [String: Int]
  ) {
    guard !range.isEmpty else { throw UnitError(.empty, at: range) }
    var base = range
    var exponent = 1
    if let caret = bytes[range].firstIndex(of: UInt8(ascii: "^")) {
      let digits = trimmed(caret + 1..<range.upperBound)
      guard let read = Int(text(digits)), read != 0, abs(read) <= 30 else {
        throw UnitError(.exponent(text(digits)), at: digits)
      }
      exponent = read
      base = trimmed(range.lowerBound..<caret)
    } else {
      for (mark, power) in [([0xC2, 0xB2] as [UInt8], 2), ([0xC2, 0xB3], 3)]
      where bytes[range].count > 2 && bytes[range].suffix(2).elementsEqual(mark) {
        exponent = power
        base = trimmed(range.lowerBound..<range.upperBound - 2)
      }
    }
    let digits = base.prefix { (0x30...0x39).contains(bytes[$0]) }.count
    if digits > 0 {
      let number = base.lowerBound..<base.lowerBound + digits
      let rest = trimmed(number.upperBound..<base.upperBound)
      guard let power = powerOfTen(text(number)) else {
        throw UnitError(.factor(text(number)), at: number)
      }
      guard !rest.isEmpty else { return (power * exponent, [:]) }
      let (multiplier, name) = try atom(rest)
      return ((power + multiplier) * exponent, [name: exponent])
    }
    let (multiplier, name) = try atom(base)
    return (multiplier * exponent, [name: exponent])
  }

  private func powerOfTen(_ digits: String) -> Int? {
    guard digits.first == "1", digits.dropFirst().allSatisfy({ $0 == "0" }) else { return nil }
    return digits.count - 1
  }

  private func atom(_ range: Range<Int>) throws(UnitError) -> (multiplier: Int, name: String) {
    let name = collapsed(range)
    if UnitAtom.named(name) != nil { return (0, name) }
    let word = name.lowercased()
    if let choices = UnitAtom.ambiguous[word] {
      throw UnitError(.ambiguous(name, choices: choices), at: range)
    }
    // A megatonne and a metric ton differ by their capitals alone.
    if name == "MT" { throw UnitError(.ambiguous(name, choices: ["t", "Mt"]), at: range) }
    if let atom = UnitAtom.words[word] { return (0, atom) }
    if let short = UnitAtom.abbreviations[word] { return (short.multiplier, short.name) }
    if ["cent", "cents", "us cents", "¢"].contains(word) { return (-2, "USD") }
    // `thousand` inside a product: `USD per thousand t`.
    let parts = words(in: range)
    if parts.count > 1, let power = UnitAtom.multipliers[lower(parts[0])] {
      let (multiplier, inner) = try atom(trimmed(parts[0].upperBound..<range.upperBound))
      return (multiplier + power, inner)
    }
    if let standing = ["percent", "%", "pp", "index", "rank", "count"].first(where: { $0 == word })
    {
      throw UnitError(.standsAlone(standing), at: range)
    }
    throw UnitError(.unknown(name, nearest: Unit.nearest(to: name)), at: range)
  }

  // MARK: Text

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func lower(_ range: Range<Int>) -> String { text(range).lowercased() }

  /// The words of a range, one space between them.
  private func collapsed(_ range: Range<Int>) -> String {
    words(in: range).map(text).joined(separator: " ")
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private func words(in range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for index in range {
      if isSpace(bytes[index]) {
        if let begun = start { result.append(begun..<index) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let begun = start { result.append(begun..<range.upperBound) }
    return result
  }

  /// The first word that leads from a unit to what it is counted of.
  private func firstOf(in range: Range<Int>) -> Range<Int>? {
    words(in: range).first { UnitAtom.ofWords.contains(text($0)) }
  }

  private func lastComma(in range: Range<Int>) -> Int? {
    bytes[range].lastIndex(of: UInt8(ascii: ","))
  }
}

extension Unit {
  /// The names and words nearest to one that is no unit.
  fileprivate static func nearest(to name: String) -> [String] {
    // Currency codes are near to any three letters, so they answer capitals only.
    let codes = name == name.uppercased() ? Array(Currency.codes) : []
    let known =
      Array(UnitAtom.physical.keys) + Array(UnitAtom.words.keys) + codes
      + ["percent", "pp", "index", "rank", "count"]
    return nearestNames(to: name, among: known)
  }
}
