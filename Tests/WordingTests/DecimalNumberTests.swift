import Testing

@testable import Wording

@Suite struct DecimalNumberTests {
  /// A value, a count of decimals, and what stands on paper.
  @Test(
    arguments: [
      (2.675, 2, "2.68"), (2.665, 2, "2.66"), (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"),
      (0.125, 2, "0.12"), (0.375, 2, "0.38"), (1.005, 2, "1"), (1.015, 2, "1.02"),
      (1234.5, 0, "1234"), (1235.5, 0, "1236"), (99.995, 2, "100"), (0.0049, 2, "0"),
      (0.005, 2, "0"), (0.0051, 2, "0.01"), (1e21, 0, "1000000000000000000000"),
      (1e-7, 7, "0.0000001"), (1e-300, 3, "0"), (123_456, -3, "123000"), (123_500, -3, "124000"),
      (122_500, -3, "122000"), (999.9999, 3, "1000"), (0, 4, "0"), (7.25, 1, "7.2"),
      (8.70, 2, "8.7"), (4_503_599_627_370_497.5, 0, "4503599627370498"), (600, -3, "1000"),
      (500, -3, "0"), (400, -3, "0"), (0.06, 1, "0.1"), (0.95, 1, "1"), (9.5, 0, "10"),
    ] as [(Double, Int, String)]
  )
  func `halves go to the even digit of the decimal that was published`(
    value: Double,
    decimals: Int,
    expected: String
  ) throws {
    let rounded = try #require(DecimalNumber(value)).rounded(toDecimals: decimals)
    #expect(rounded.text(decimals: rounded.decimals, isGrouped: false) == expected)
  }

  @Test func `an infinity and NaN are no numbers`() {
    #expect(DecimalNumber(.infinity) == nil)
    #expect(DecimalNumber(-.infinity) == nil)
    #expect(DecimalNumber(.nan) == nil)
  }

  @Test func `a number that rounds to zero has no sign`() throws {
    #expect(try #require(DecimalNumber(-0.0)).isNegative == false)
    #expect(try #require(DecimalNumber(-0.04)).rounded(toDecimals: 1).isNegative == false)
    #expect(try #require(DecimalNumber(-0.06)).rounded(toDecimals: 1).isNegative == true)
  }

  @Test(
    arguments: [
      (5063.4, 3, -1), (2.77, 3, 2), (9.996, 3, 1), (0.001234, 3, 5), (99_950, 3, -3), (1, 1, 0),
      (0.0999, 2, 2), (0, 3, 0),
    ] as [(Double, Int, Int)]
  )
  func `a count of significant digits holds after rounding up`(
    value: Double,
    digits: Int,
    decimals: Int
  ) throws {
    #expect(try #require(DecimalNumber(value)).decimals(forDigits: digits) == decimals)
  }

  @Test func `a rounded number lies within half a unit of its last place, and rounds no further`()
    throws
  {
    var state: UInt64 = 20_261_101
    for _ in 0..<4000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = (Double(state >> 20) / 1e9) - 8000
      let decimals = Int(state % 5)
      let number = try #require(DecimalNumber(value))
      let rounded = number.rounded(toDecimals: decimals)
      let text =
        (rounded.isNegative ? "-" : "") + rounded.text(decimals: decimals, isGrouped: false)
      let read = try #require(Double(text), "\(value) printed as \(text)")
      var half = 0.5
      for _ in 0..<decimals { half /= 10 }
      // A thousandth of a unit is far above what two conversions to binary lose.
      #expect(abs(read - value) <= half * 1.001, "\(value) at \(decimals) decimals gave \(text)")
      #expect(rounded.rounded(toDecimals: decimals) == rounded, "\(value)")
    }
  }

  @Test func `scaling by a power of ten and back gives the same digits`() throws {
    for value in [5063.4, 0.1, 2.77, 1e-12, 123_456_789.125, 7] {
      let number = try #require(DecimalNumber(value))
      #expect(number.scaled(byPowerOfTen: 6).scaled(byPowerOfTen: -6) == number)
    }
  }
}
