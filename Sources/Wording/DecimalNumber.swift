/// A number as the shortest decimal digits that read back to it, on which it is scaled and rounded
/// exactly.
///
/// Rounding the binary value would print 2.675 as 2.67, since the double lies just below; a reader
/// sees the digits that were published, so they are what is rounded (half to even).
struct DecimalNumber: Hashable, Sendable {
  let isNegative: Bool

  /// Digits 0 to 9, the first not zero; none for zero.
  private let digits: [UInt8]

  /// How many places the decimal point stands right of the first digit's left side: 3 for 123.4.
  private let pointPosition: Int

  private init(isNegative: Bool, digits: [UInt8], pointPosition: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    let trailing = digits.dropFirst(leading).reversed().prefix { $0 == 0 }.count
    self.digits = Array(digits.dropFirst(leading).dropLast(trailing))
    self.pointPosition = self.digits.isEmpty ? 0 : pointPosition - leading
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  /// - Returns: Nothing for an infinity and for NaN.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var bytes = value.magnitude.description.utf8[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case 0x30...0x39: digits.append(byte - 0x30)
      case 0x2E: point = digits.count
      default:
        exponent = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
        bytes = bytes.suffix(0)
      }
    }
    self.init(
      isNegative: value.sign == .minus,
      digits: digits,
      pointPosition: (point ?? digits.count) + exponent
    )
  }

  var isZero: Bool { digits.isEmpty }

  /// Whether it is 1, 10, 0.001 and so on.
  var isPowerOfTen: Bool { !isNegative && digits == [1] }

  /// The double nearest to the digits.
  var value: Double {
    let figures = digits.map { String($0) }.joined()
    let size = Double("\(figures.isEmpty ? "0" : figures)e\(pointPosition - digits.count)") ?? 0
    return isNegative ? -size : size
  }

  /// How many decimals the number needs to be written in full.
  var decimals: Int { max(0, digits.count - pointPosition) }

  /// The power of ten of the first digit: 2 for 123.4; zero has none.
  var magnitude: Int? { digits.isEmpty ? nil : pointPosition - 1 }

  /// The number times a power of ten, exactly.
  func scaled(byPowerOfTen power: Int) -> DecimalNumber {
    DecimalNumber(isNegative: isNegative, digits: digits, pointPosition: pointPosition + power)
  }

  /// The number at a count of decimals, halves to the even digit; a negative count rounds to tens,
  /// hundreds and so on.
  func rounded(toDecimals decimals: Int) -> DecimalNumber {
    let kept = pointPosition + decimals
    guard kept < digits.count else { return self }
    guard kept >= 0 else { return DecimalNumber(isNegative: false, digits: [], pointPosition: 0) }
    var result = Array(digits[..<kept])
    let rest = digits[kept...]
    let isOdd = (result.last ?? 0) % 2 == 1
    let isUp = rest.first.map { $0 > 5 || ($0 == 5 && (rest.count > 1 || isOdd)) } ?? false
    var position = pointPosition
    if isUp {
      var index = result.count - 1
      while index >= 0, result[index] == 9 {
        result[index] = 0
        index -= 1
      }
      if index >= 0 {
        result[index] += 1
      } else {
        result.insert(1, at: 0)
        position += 1
      }
    }
    return DecimalNumber(isNegative: isNegative, digits: result, pointPosition: position)
  }

  /// How many decimals leave a count of significant digits: 3 digits of 5063.4 need −1.
  ///
  /// A number that rounds up to the next power of ten keeps its count: 9.996 is 10.0.
  func decimals(forDigits count: Int) -> Int {
    guard let magnitude else { return 0 }
    let decimals = count - 1 - magnitude
    let rounded = rounded(toDecimals: decimals)
    return (rounded.magnitude ?? magnitude) > magnitude ? decimals - 1 : decimals
  }

  /// The digits with a count of decimals, without a sign; the number is not rounded by this.
  ///
  /// - Precondition: The number has no more decimals.
  func text(decimals: Int, isGrouped: Bool) -> String {
    precondition(decimals >= self.decimals, "a number is rounded before it is written")
    var whole: [UInt8] = []
    for place in 0..<max(pointPosition, 1) {
      // A number below one begins with a zero before its point.
      whole.append(pointPosition > 0 ? digit(at: place) : 0)
    }
    var result = ""
    for (index, digit) in whole.enumerated() {
      let remaining = whole.count - index
      if isGrouped, index > 0, remaining % 3 == 0 { result += "," }
      result += String(digit)
    }
    guard decimals > 0 else { return result }
    result += "."
    for place in 0..<decimals { result += String(digit(at: pointPosition + place)) }
    return result
  }

  /// The digit a number of places right of the first one; zero outside.
  private func digit(at place: Int) -> UInt8 {
    digits.indices.contains(place) ? digits[place] : 0
  }
}
