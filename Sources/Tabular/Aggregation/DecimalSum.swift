/// An exact sum of decimal numbers: their order does not matter, nor how they were spread over threads.
public struct DecimalSum: Hashable, Sendable, CustomStringConvertible {
  /// In units of 10⁻¹⁸.
  private var units: Int128 = 0

  /// How often `units` ran over.
  private var overflows = 0

  public static let zero = DecimalSum()

  /// How many decimals a number may have.
  static let places = 18

  /// Adds `mantissa / 10^decimals`, negative or not.
  ///
  /// - Precondition: `decimals` is at most ``places``.
  @inline(__always)
  mutating func add(_ mantissa: UInt64, decimals: Int, isNegative: Bool) {
    let product = mantissa.multipliedFullWidth(by: unitsOfPlace[DecimalSum.places &- decimals])
    let value = Int128(_low: product.low, _high: Int64(bitPattern: product.high))
    add(isNegative ? 0 &- value : value)
  }

  @inline(__always)
  private mutating func add(_ value: Int128) {
    let (sum, isOver) = units.addingReportingOverflow(value)
    units = sum
    if isOver { overflows += value < 0 ? -1 : 1 }
  }

  public static func += (left: inout DecimalSum, right: DecimalSum) {
    left.add(right.units)
    left.overflows += right.overflows
  }

  /// The double nearest to the sum.
  public var value: Double { Double(description) ?? .infinity }

  /// The sum in full, without zeros behind the last decimal.
  public var description: String {
    // Two's complement of 192 bits, then its magnitude.
    let pattern = UInt128(bitPattern: units)
    var limbs = [
      UInt64(truncatingIfNeeded: pattern), UInt64(truncatingIfNeeded: pattern >> 64),
      UInt64(bitPattern: Int64(overflows + (units < 0 ? -1 : 0))),
    ]
    let isNegative = limbs[2] >> 63 == 1
    if isNegative {
      var carry = true
      for index in limbs.indices {
        (limbs[index], carry) = (~limbs[index]).addingReportingOverflow(carry ? 1 : 0)
      }
    }
    var digits: [UInt8] = []
    while limbs.contains(where: { $0 != 0 }) || digits.count <= DecimalSum.places {
      var rest: UInt64 = 0
      for index in limbs.indices.reversed() {
        (limbs[index], rest) = UInt64(10).dividingFullWidth((rest, limbs[index]))
      }
      digits.append(UInt8(rest) + 0x30)
    }
    let decimals = digits[..<DecimalSum.places].drop { $0 == 0x30 }
    let whole = String(decoding: digits[DecimalSum.places...].reversed(), as: UTF8.self)
    let text =
      decimals.isEmpty ? whole : whole + "." + String(decoding: decimals.reversed(), as: UTF8.self)
    return isNegative ? "-" + text : text
  }
}

/// How many units a digit at a place is worth.
private let unitsOfPlace: InlineArray<19, UInt64> = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
  1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
  1_000_000_000_000_000_000,
]
