/// Whether a text is a name as formulas write it without marks: `[A-Za-z_][A-Za-z0-9_]*`, also joined by
/// single dots.
public func isName(_ text: String) -> Bool {
  text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
    guard let first = part.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return part.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x5F
    }
  }
}

/// The nearest name to a text that is none: what can't stand in one becomes `_`.
public func nameLike(_ text: String) -> String {
  let letters = text.unicodeScalars.map { scalar in
    scalar.isASCII && (scalar.properties.isAlphabetic || 0x30...0x39 ~= scalar.value)
      ? Character(scalar) : "_"
  }
  let name = String(letters)
  return isName(name) ? name : "_" + name
}
