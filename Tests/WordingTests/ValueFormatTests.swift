import Testing

@testable import Wording

@Suite struct ValueFormatTests {
  @Test(
    arguments: [
      "0,0", "0", "0.0", "0,0.00", "0%", "0.0%", "0.0 pp", "+0.0", "0.0 million", "0.0 billion",
      "0.0 auto", "money 0.0 billion", "0,0 [kt]", "0,0 unit", "0,0 [million USD] unit", "3 digits",
      "ordinal", "words", "year", "month", "date", "quarter", "id", "+0,0.0%", "money 0,0",
    ]
  )
  func `every format of the table is read and prints back`(text: String) throws {
    #expect(try #require(ValueFormat(text)).description == text)
  }

  @Test(
    arguments: [
      "", " ", "00", "0,", "0.", "0,00", "0.1", "x", "%", "0.0 percent", "0.0 dozen", "digits",
      "0 digits", "16 digits", "-3 digits", "money", "month 0", "0 month", "0.0% million",
      "0.0 pp unit", "money 0.0 unit", "0 0", "+", "0 []", "unit", "0.0 billion million", "++0",
    ]
  )
  func `anything else is no format`(text: String) {
    #expect(ValueFormat(text) == nil)
  }

  @Test func `blanks around and within a format do not matter`() throws {
    let format = try #require(ValueFormat("  money   0.0  billion "))
    #expect(format.kind == ValueFormat("money 0.0 billion")?.kind)
  }

  @Test func `the examples of a message are formats`() {
    for text in ValueFormat.examples { #expect(ValueFormat(text) != nil, "\(text)") }
  }

  @Test(
    arguments: [
      ("0.00", 6, false, 2), ("0.0%", 0, true, 3), ("0.0%", 0, false, 1),
      ("0.0 billion", 6, false, -2), ("0 thousand", 3, false, 0),
      ("0.000 thousand", 0, false, 0), ("0.0 million", 9, false, 4),
    ] as [(String, Int, Bool, Int)]
  )
  func `a format knows how many of the value's decimals it shows`(
    text: String,
    multiplier: Int,
    isFraction: Bool,
    decimals: Int
  ) throws {
    let format = try #require(ValueFormat(text))
    #expect(format.decimalsShown(multiplier: multiplier, isFraction: isFraction) == decimals)
  }

  @Test func `only formats of time are for periods`() {
    let forPeriods = ValueFormat.examples.filter { ValueFormat($0)?.isForPeriods == true }
    #expect(forPeriods == ["year", "month", "date", "quarter"])
  }
}
