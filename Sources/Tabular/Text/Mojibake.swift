/// Text that was UTF-8 once, was read as if each byte were a character, and was saved so.
struct Mojibake: Hashable, Sendable {
  /// The bytes of the first such place.
  let range: Range<Int>

  /// What stands there, and what was meant.
  let found: String
  let meant: String

  /// How many places there are.
  let count: Int

  /// Looks through well-formed UTF-8; nothing if no place looks wrong.
  init?(_ bytes: [UInt8]) {
    var first: (range: Range<Int>, found: String, meant: String)?
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0xC2 {
        index += 1
        continue
      }
      guard Self.mayBegin(bytes, at: index), let place = Self.place(bytes, at: index) else {
        index += width(byte)
        continue
      }
      count += 1
      if first == nil {
        let found = String(decoding: bytes[index..<place.end], as: UTF8.self)
        first = (index..<place.end, found, place.meant)
      }
      index = place.end
    }
    guard let first else { return nil }
    (range, found, meant) = first
    self.count = count
  }

  private init(range: Range<Int>, found: String, meant: String, count: Int) {
    self.range = range
    self.found = found
    self.meant = meant
    self.count = count
  }

  /// The same in a file of which the bytes are a part.
  func moved(by distance: Int) -> Mojibake {
    Mojibake(
      range: range.lowerBound + distance..<range.upperBound + distance,
      found: found,
      meant: meant,
      count: count
    )
  }

  /// The same with the places of a later part counted too.
  func adding(_ later: Mojibake) -> Mojibake {
    Mojibake(range: range, found: found, meant: meant, count: count + later.count)
  }

  /// Whether a look at a character and its neighbours is worth the time. Most letters of true text stand
  /// before one of ASCII.
  private static func mayBegin(_ bytes: [UInt8], at index: Int) -> Bool {
    let isBeforeASCII =
      index + width(bytes[index]) < bytes.count
      && bytes[index + width(bytes[index])] < 0x80
    switch bytes[index] {
    // À to ÿ; Ã and Â may stand for themselves alone.
    case 0xC3:
      return !isBeforeASCII || bytes[index + 1] == 0x83 || bytes[index + 1] == 0x82
    // √ and ├ before another sign.
    case 0xE2: return !isBeforeASCII
    // The replacement character.
    case 0xEF: return true
    default: return false
    }
  }

  private static func place(_ bytes: [UInt8], at index: Int) -> (end: Int, meant: String)? {
    // What the next characters would be as single bytes, and where each ends.
    var wrong: [UInt8] = []
    var ends: [Int] = []
    var position = index
    while position < bytes.count, wrong.count < 6, let scalar = scalar(bytes, position) {
      guard let byte = byte(of: scalar) else { break }
      position += width(bytes[position])
      wrong.append(byte)
      ends.append(position)
    }
    let before = characterBefore(bytes, index)
    if let length = sequenceLength(wrong), length > 1 {
      let meant = String(decoding: wrong[..<length], as: UTF8.self)
      let behind = scalar(bytes, ends[length - 1])
      if isPlausible(meant),
        !mayBeTrue(wrong[..<length], before: before, behind: behind, bytes, index)
      {
        return (ends[length - 1], meant)
      }
    }
    guard let scalar = scalar(bytes, index) else { return nil }
    let end = index + width(bytes[index])
    // A capital in a word of small letters is the first half of a letter whose second was lost.
    if scalar == "Ã" || scalar == "Â", let before, before.properties.isLowercase {
      return (end, "a letter with an accent")
    }
    // The first two bytes of a quotation mark or dash; the third was lost.
    if scalar == "â", bytes[end...].starts(with: [0xE2, 0x82, 0xAC]) {
      return (end + 3, "a quotation mark or a dash")
    }
    if scalar == "\u{FFFD}" { return (end, "a letter that was lost") }
    // The first byte of two, read as the alphabets of Macintosh or DOS have it.
    if scalar == "√" || scalar == "├", let next = self.scalar(bytes, end), !next.isASCII,
      let before, before.properties.isAlphabetic
    {
      return (end + width(bytes[end]), "a letter with an accent")
    }
    return nil
  }

  /// How many bytes the first character of UTF-8 has; nothing if the bytes begin with none.
  private static func sequenceLength(_ bytes: [UInt8]) -> Int? {
    guard let first = bytes.first, first >= 0xC2 else { return nil }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 0, bytes.count >= length,
      String(validating: bytes[..<length], as: UTF8.self) != nil
    else { return nil }
    return length
  }

  /// Whether a character is one that tables of Western languages hold.
  private static func isPlausible(_ text: String) -> Bool {
    guard let scalar = text.unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x80...0x17F, 0x192, 0x2C6, 0x2DC, 0x2010...0x206F, 0x20A0...0x20BF, 0x2100...0x214F,
      0x2190...0x22FF, 0x2500...0x27BF, 0xFB01, 0xFB02, 0xFEFF, 0xFFFD, 0x1F300...0x1FAFF:
      return true
    default:
      return false
    }
  }

  /// Whether a pair may be true text: a word in capitals that ends with a letter such as `Ã` before a
  /// closing quotation mark.
  private static func mayBeTrue(
    _ wrong: ArraySlice<UInt8>,
    before: Unicode.Scalar?,
    behind: Unicode.Scalar?,
    _ bytes: [UInt8],
    _ index: Int
  ) -> Bool {
    guard wrong.count == 2, let last = wrong.last, let before else { return false }
    // ‘ ’ “ ” – — … › » † and the no-break space may stand behind a word.
    let punctuation: Set<UInt8> = [
      0x85, 0x86, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9B, 0xA0, 0xBB,
    ]
    guard punctuation.contains(last), before.properties.isUppercase else { return false }
    return !(behind?.properties.isAlphabetic ?? false)
  }

  private static func characterBefore(_ bytes: [UInt8], _ index: Int) -> Unicode.Scalar? {
    var start = index - 1
    while start >= 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 ? scalar(bytes, start) : nil
  }

  private static func scalar(_ bytes: [UInt8], _ index: Int) -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let end = min(bytes.count, index + width(bytes[index]))
    return String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first
  }

  /// The byte that Windows-1252 or Latin-1 reads as a character; nothing for ASCII and all others.
  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if let byte = windowsBytes[scalar.value] { return byte }
    return (0x80...0xFF).contains(scalar.value) ? UInt8(scalar.value) : nil
  }

  /// The characters of Windows-1252 that have other numbers in Unicode.
  private static let windowsBytes: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86,
    0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C,
    0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
    0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]
}

/// How many bytes a character has whose first byte is given.
private func width(_ byte: UInt8) -> Int { byte < 0xC2 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
