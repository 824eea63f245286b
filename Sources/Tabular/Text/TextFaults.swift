import Diagnostics

/// What in a stretch of a file's text shows that it is not the UTF-8 it should be.
struct TextFaults: Sendable {
  /// The first byte that belongs to no character, with how its word reads in other encodings.
  private(set) var illFormed: (place: Int, readings: [WordReading])?

  /// The first byte that is zero.
  private(set) var zero: Int?
  private(set) var mojibake: Mojibake?

  /// Looks through a stretch that begins at a place of the file and breaks no line.
  init(_ bytes: [UInt8], at offset: Int) {
    // Digits and Latin letters can't be wrong.
    var union: UInt8 = 0
    var hasZero = false
    for byte in bytes {
      union |= byte
      hasZero = hasZero || byte == 0
    }
    if hasZero { zero = bytes.firstIndex(of: 0).map { $0 + offset } }
    guard union >= 0x80 else { return }
    if let bad = firstIllFormedByte(of: bytes[...]) {
      illFormed = (bad + offset, wordReadings(bytes, bad))
    } else {
      mojibake = Mojibake(bytes)?.moved(by: offset)
    }
  }

  /// Adds what was found in a later stretch.
  mutating func add(_ later: TextFaults) {
    illFormed = illFormed ?? later.illFormed
    zero = zero ?? later.zero
    if let other = later.mojibake { mojibake = mojibake?.adding(other) ?? other }
  }
}

extension TextFaults {
  /// Reports what was found in a whole file; whether it is UTF-8 after all.
  func report(in file: SourceFile, isDeclared: Bool, into list: inout DiagnosticList) -> Bool {
    if let zero {
      list.report(.zeroByte(at: SourceSpan(file, zero..<zero + 1)))
    } else if let (place, readings) = illFormed {
      let span = SourceSpan(file, place..<place + 1)
      list.report(.notUTF8(at: span, isDeclared: isDeclared, readings))
    } else if let mojibake {
      list.report(.mojibake(mojibake, in: file))
    } else {
      return true
    }
    return false
  }
}

/// How a word reads in an encoding.
typealias WordReading = (name: String, word: String)

/// How the word around a byte reads in the encodings that are usual, each different reading once.
func wordReadings(_ bytes: [UInt8], _ bad: Int) -> [WordReading] {
  let isInWord: (UInt8) -> Bool = { byte in
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
  }
  var (start, end) = (bad, bad)
  while start > 0, isInWord(bytes[start - 1]), bad - start < 30 { start -= 1 }
  while end < bytes.count, isInWord(bytes[end]), end - bad < 30 { end += 1 }
  var found: [WordReading] = []
  for name in TextEncoding.usualAlphabets {
    guard let encoding = TextEncoding(named: name) else { continue }
    let reading = encoding.reading(of: bytes[start..<end])
    let word = String(decoding: reading.text, as: UTF8.self)
    let hasControls = word.unicodeScalars.contains { (0x80...0x9F).contains($0.value) }
    guard reading.stop == nil, !hasControls, !found.contains(where: { $0.word == word })
    else { continue }
    found.append((encoding.name, word))
  }
  return found
}
