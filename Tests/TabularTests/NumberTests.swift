import Tabular
import TestSupport
import Testing

@Suite struct NumberTests {
  @Test(
    arguments: [
      ("0", 0, 0), ("8.70", 8.7, 2), ("-12.5", -12.5, 1), ("+3", 3, 0), (".5", 0.5, 1),
      ("7.", 7, 0),
      ("1e3", 1000, 0), ("1.25E-2", 0.0125, 4), ("1.5e3", 1500, 0), (" 42 ", 42, 0),
      ("0.1", 0.1, 1), ("123456789012345678901", 123456789012345683968, 0),
      ("405586592.178771", 405586592.178771, 6), ("9007199254740993", 9007199254740992, 0),
      ("0.30000000000000004", 0.30000000000000004, 17),
    ] as [(String, Double, Int)]
  )
  func `a decimal is read as the nearest double with its decimals`(
    text: String,
    value: Double,
    decimals: Int
  ) {
    #expect(Number(Array(text.utf8)[...]) == Number(value: value, decimals: decimals))
  }

  @Test(arguments: [
    "", " ", "-", ".", "e3", "1e", "1e9999", "n.d.", "1,234", "1 234", "0x10", "inf", "nan",
    "1.2.3",
    "--1", "5%", "٣", "1e400",
  ])
  func `what is no decimal is no number`(text: String) {
    #expect(Number(Array(text.utf8)[...]) == nil)
  }

  @Test(
    arguments: [
      ("1,234,567.5", 1_234_567.5), ("-12,345", -12345), ("999", 999), ("1234,567", nil),
      ("1,23", nil), (",123", nil), ("1,2345", nil), ("1.5,000", nil), ("1,,234", nil),
    ] as [(String, Double?)]
  )
  func `digits are grouped by threes if the file says so`(text: String, value: Double?) {
    let format = Number.Format(groupSign: UInt8(ascii: ","))
    #expect(Number(Array(text.utf8)[...], format: format)?.value == value)
  }

  @Test func `a file may have the comma for its decimals`() {
    let format = Number.Format(decimalSign: UInt8(ascii: ","), groupSign: UInt8(ascii: "."))
    #expect(
      Number(Array("1.234,50".utf8)[...], format: format) == Number(value: 1234.5, decimals: 2)
    )
  }

  @Test func `a printed double is read back to itself`() {
    for seed in 1...2000 {
      var random = SplitMix64(seed: UInt64(seed))
      let size = random.element(of: [1e-6, 1, 1e6, 1e15, 1e30])
      let value = random.number(in: -1...1) * size
      #expect(Number(Array("\(value)".utf8)[...])?.value == value, "seed \(seed)")
    }
  }
}
