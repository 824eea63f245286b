/// Text in the alphabet that DOS had for western Europe, code page 850, which was declared to be in
/// one of those that came after it: `México` then reads `M‚xico`.
///
/// Code page 437 has its letters of the western languages at the same places.
struct DOSText {
  /// The name that declares it.
  static let name = "cp850"

  /// The first byte that shows it.
  let byte: Int

  /// The word around it, as it is meant.
  let meant: String

  /// Looks for bytes that are signs within words as they were declared, and letters in code page 850.
  /// Nothing if there are none, or if a word holds a byte that is no letter there.
  init?(_ bytes: [UInt8], declared encoding: TextEncoding) {
    guard [.windows1252, .latin1, .latin9].contains(encoding),
      let dos = TextEncoding(named: Self.name)
    else { return nil }
    let declaredLetters = Self.letters(of: encoding)
    let letters = Self.letters(of: dos)
    var first: Int?
    for index in bytes.indices.dropFirst().dropLast() where bytes[index] >= 0x80 {
      let (left, byte, right) = (bytes[index - 1], bytes[index], bytes[index + 1])
      let isInWord = Self.isLetter(left, among: letters) && Self.isLetter(right, among: letters)
      guard isInWord, !Self.marks.contains(byte) else { continue }
      guard let letter = letters[Int(byte)] else { return nil }
      guard first == nil, declaredLetters[Int(byte)] == nil, Self.isASCIILetter(left) else {
        continue
      }
      // A small letter stands behind small ones, or behind the capital that begins the word.
      let beginsWord = index < 2 || !Self.isLetter(bytes[index - 2], among: letters)
      let isBehindCapital = left & 0x20 == 0
      if letter.properties.isLowercase ? !isBehindCapital || beginsWord : isBehindCapital {
        first = index
      }
    }
    guard let first else { return nil }
    byte = first
    var (start, end) = (first, first + 1)
    while start > 0, Self.isLetter(bytes[start - 1], among: letters), first - start < 30 {
      start -= 1
    }
    while end < bytes.count, Self.isLetter(bytes[end], among: letters), end - first < 30 {
      end += 1
    }
    meant = String(decoding: dos.reading(of: bytes[start..<end]).text, as: UTF8.self)
  }

  /// What stands between two words without a space, or within one, as a sign: `…`, quotes, the bullet,
  /// dashes, the space that doesn't break, the soft hyphen, the degree, the acute, the point of `col·lecció`
  /// and the sign of multiplication.
  private static let marks: Set<UInt8> = [
    0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xAD, 0xB0, 0xB4, 0xB7, 0xD7,
  ]

  private static func isASCIILetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  private static func isLetter(_ byte: UInt8, among letters: [Unicode.Scalar?]) -> Bool {
    byte < 0x80 ? isASCIILetter(byte) : letters[Int(byte)] != nil
  }

  /// The letter that each byte is in an alphabet; nothing for a sign.
  private static func letters(of encoding: TextEncoding) -> [Unicode.Scalar?] {
    (UInt8.min...UInt8.max).map { byte in
      let reading = encoding.reading(of: [byte])
      let letter = String(decoding: reading.text, as: UTF8.self).unicodeScalars.first
      guard let letter, reading.stop == nil else { return nil }
      // `ª` and `º` are letters of neither case.
      let isLetter = letter.properties.isUppercase || letter.properties.isLowercase
      return isLetter && letter.properties.generalCategory != .otherLetter ? letter : nil
    }
  }
}
