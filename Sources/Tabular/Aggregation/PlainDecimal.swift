/// A decimal number as most files print it, read from its bytes eight at a time.
struct PlainDecimal {
  let mantissa: UInt64
  let decimals: Int
  let isNegative: Bool

  /// Reads a sign, up to sixteen digits and a point among them; a number that is written in another way
  /// is not read.
  ///
  /// - Parameters:
  ///   - start: Sixteen bytes before it may be read.
  ///   - length: How many bytes the number has.
  @inline(__always)
  init?(_ start: UnsafeRawPointer, _ length: Int) {
    let isNegative = unsafe length > 0 && start.load(as: UInt8.self) == 0x2D
    let count = length &- (isNegative ? 1 : 0)
    let end = unsafe start + length
    guard count > 0, count <= 16 else { return nil }
    // The last characters lie in the highest bytes; before the number stand zeros.
    var low = unsafe (end - 8).loadUnaligned(as: UInt64.self) ^ zeros
    if count <= 8 {
      let blank = ~(~(0 as UInt64) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count))
      low &= ~blank
      let lowPoint = zeroBytes(low ^ points)
      var decimals = 0
      if lowPoint != 0 {
        let place = lowPoint.trailingZeroBitCount & ~7
        decimals = 7 &- place / 8
        low = withoutByte(low, at: place)
      }
      guard count > (lowPoint == 0 ? 0 : 1), areDigits(low) else { return nil }
      mantissa = eightDigits(low)
      self.decimals = decimals
      self.isNegative = isNegative
      return
    }
    var high = unsafe (end - 16).loadUnaligned(as: UInt64.self) ^ zeros
    let blank = ~(~(0 as UInt64) &<< UInt64(truncatingIfNeeded: 128 &- 8 &* count))
    high &= ~blank
    let lowPoint = zeroBytes(low ^ points)
    let highPoint = zeroBytes(high ^ points)
    var decimals = 0
    if lowPoint != 0 {
      let place = lowPoint.trailingZeroBitCount & ~7
      decimals = 7 &- place / 8
      low = withoutByte(low, at: place) | high &>> 56
      high = high &<< 8
    } else if highPoint != 0 {
      let place = highPoint.trailingZeroBitCount & ~7
      decimals = 15 &- place / 8
      high = withoutByte(high, at: place)
    }
    guard areDigits(low), areDigits(high) else { return nil }
    mantissa = eightDigits(high) &* 100_000_000 &+ eightDigits(low)
    self.decimals = decimals
    self.isNegative = isNegative
  }

  /// Reads up to nineteen digits byte by byte.
  init?(long bytes: [UInt8]) {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals: Int?
    var isNegative = false
    for (index, byte) in bytes.enumerated() {
      if (0x30...0x39).contains(byte) {
        if digits > 0 || byte != 0x30 { digits += 1 }
        if digits > 19 { return nil }
        mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
        if let before = decimals { decimals = before + 1 }
      } else if byte == 0x2E, decimals == nil {
        decimals = 0
      } else if byte == 0x2D, index == 0 {
        isNegative = true
      } else {
        return nil
      }
    }
    let isNumber = bytes.count > (isNegative ? 1 : 0) + (decimals == nil ? 0 : 1)
    guard isNumber, decimals ?? 0 <= DecimalSum.places else { return nil }
    self.mantissa = mantissa
    self.decimals = decimals ?? 0
    self.isNegative = isNegative
  }
}

private let zeros: UInt64 = 0x3030_3030_3030_3030

/// A point where a digit is its value: `.` exclusive-or `0`.
private let points: UInt64 = 0x1E1E_1E1E_1E1E_1E1E

/// The highest bit of each byte that is zero (Warren, Hacker's Delight, 2nd ed., section 6-1).
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  return ~(((word & low) &+ low) | word | low)
}

/// Takes the byte at a bit's place out; those before it move up, and a zero comes in.
@inline(__always)
private func withoutByte(_ word: UInt64, at place: Int) -> UInt64 {
  let before = (1 as UInt64) &<< UInt64(truncatingIfNeeded: place) &- 1
  let behind = ~(before &<< 8 | 0xFF)
  return (word & behind) | (word & before) &<< 8
}

@inline(__always)
private func areDigits(_ word: UInt64) -> Bool {
  ((word &+ 0x7676_7676_7676_7676) | word) & 0x8080_8080_8080_8080 == 0
}

/// The number that eight digits make, the first in the lowest byte.
@inline(__always)
private func eightDigits(_ digits: UInt64) -> UInt64 {
  let pairs = digits &* 10 &+ (digits &>> 8)
  let mask: UInt64 = 0x0000_00FF_0000_00FF
  let left = (pairs & mask) &* 0x000F_4240_0000_0064
  let right = ((pairs &>> 16) & mask) &* 0x0000_2710_0000_0001
  return (left &+ right) &>> 32
}
