/// A decimal number as a file prints it.
public struct Number: Hashable, Sendable {
  public let value: Double

  /// How many decimals were printed: 2 of `8.70`.
  public let decimals: Int

  /// Which signs a file writes numbers with.
  public typealias Format = NumberFormat

  public init(value: Double, decimals: Int) {
    self.value = value
    self.decimals = decimals
  }

  /// Reads `-12.50` or `1.5e3`, with spaces around it, or what else a format allows; the value is the
  /// double nearest to the decimal. A text that is no such number, or too large for a double, has none.
  public init?(_ bytes: ArraySlice<UInt8>, format: Format = .plain) {
    if let number = Number(simple: bytes, format) {
      self = number
    } else if bytes.contains(where: { (0x30...0x39).contains($0) }),
      let number = Number(String(decoding: bytes, as: UTF8.self), printedIn: format)
    {
      self = number
    } else {
      return nil
    }
  }

  /// Reads a sign, digits with a format's signs between them, and an exponent.
  init?(simple bytes: ArraySlice<UInt8>, _ format: Format = .plain) {
    let decimalSign = UInt8(exactly: format.decimalSign.value)
    let groupSign = format.groupSign.flatMap { UInt8(exactly: $0.value) }
    var index = bytes.startIndex
    var end = bytes.endIndex
    while index < end, bytes[index] == 0x20 { index += 1 }
    while index < end, bytes[end - 1] == 0x20 { end -= 1 }
    guard index < end else { return nil }
    // ASCII, with a point, as the standard library reads it.
    var plain: [UInt8] = []
    plain.reserveCapacity(end - index)
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var isBehindSign = false
    var hasGroups = false

    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      plain.append(bytes[index])
      index += 1
    }
    let firstDigit = index
    while index < end {
      let byte = bytes[index]
      if (0x30...0x39).contains(byte) {
        plain.append(byte)
        digits += 1
        if digits <= 18 { mantissa = mantissa * 10 + UInt64(byte - 0x30) }
        if isBehindSign { decimals += 1 }
      } else if byte == decimalSign, !isBehindSign {
        plain.append(UInt8(ascii: "."))
        isBehindSign = true
      } else if byte == groupSign, !isBehindSign, index > firstDigit {
        let leading = hasGroups ? 3 : index - firstDigit
        guard leading <= 3, isGroup(bytes, behind: index, end: end) else { return nil }
        hasGroups = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    var exponent = 0
    let hasExponent = index < end
    if index < end {
      guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      let text = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
      guard let power = Int(text), abs(power) < 400 else { return nil }
      exponent = power
      plain += bytes[index..<end]
    }
    // Below 2^53 over a power of ten up to 10^22 the quotient is correctly rounded (Clinger, 1990).
    if digits <= 15, decimals <= 22, !hasExponent {
      let magnitude = Double(mantissa) / powersOfTen[decimals]
      self.init(value: plain[0] == UInt8(ascii: "-") ? -magnitude : magnitude, decimals: decimals)
      return
    }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else {
      return nil
    }
    self.init(value: value, decimals: max(0, decimals - exponent))
  }
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]

/// Whether exactly three digits stand behind a group sign, so that `1,5` is not read as fifteen.
private func isGroup(_ bytes: ArraySlice<UInt8>, behind sign: Int, end: Int) -> Bool {
  let digits = bytes[(sign + 1)..<end].prefix { (0x30...0x39).contains($0) }
  return digits.count == 3
}
