import Diagnostics
import Tabular
import TestSupport
import Testing

private let comma = NumberFormat(decimalSign: ",", groupSign: ".")
private let point = NumberFormat(decimalSign: ".", groupSign: ",")
private let spaces = NumberFormat(decimalSign: ",", groupSign: "\u{202F}")
private let swiss = NumberFormat(groupSign: "’")
private let indian = NumberFormat(groupSign: ",", allowsGroupsOfTwo: true)
private let money = NumberFormat(decimalSign: ".", groupSign: ",", isBare: false)
private let percent = NumberFormat(decimalSign: ",", allowsPercentSign: true)

@Suite struct NumberFormatTests {
  @Test(
    arguments: [
      ("1.234", comma, 1234), ("1.234", .plain, 1.234), ("1.234,5", comma, 1234.5),
      ("1,234,567.8", point, 1_234_567.8), ("12 345,6", spaces, 12345.6),
      ("12\u{A0}345", spaces, 12345), ("1\u{2009}234\u{2009}567,25", spaces, 1_234_567.25),
      ("1'234.5", swiss, 1234.5), ("1’234’567", swiss, 1_234_567),
      ("\u{2212}5,5", comma, -5.5), ("5.5-", .plain, -5.5), ("(1,234.50)", money, -1234.5),
      ("( 3 )", money, -3), ("+4", .plain, 4), (" 7 ", .plain, 7), ("1,5e3", comma, 1500),
      ("2E\u{2212}2", .plain, 0.02), ("12,5 %", percent, 12.5), ("%3", percent, 3),
      ("-12,5\u{A0}%", percent, -12.5), ("$1,234.50", money, 1234.5), ("US$ 12", money, 12),
      ("1,000 MXN", money, 1000), ("-€5", money, -5), ("€-5", money, -5), ("($3)", money, -3),
      (".5", .plain, 0.5), ("5,", comma, 5), ("12,34,567.5", indian, 1_234_567.5),
      ("1,00,000", indian, 100_000), ("-1,23,45,678", indian, -12_345_678),
      ("1,234,567", indian, 1_234_567), ("123,456", indian, 123_456),
    ] as [(String, NumberFormat, Double)]
  )
  func `a number is read as its column prints them`(
    text: String,
    format: NumberFormat,
    expected: Double
  ) {
    #expect(Number(text, printedIn: format)?.value == expected)
  }

  @Test(
    arguments: [
      ("1.23,4", comma), ("1,5", .plain), ("12.34.567", comma), ("0.123", comma), ("1.2345", comma),
      ("1 234", .plain), ("12 %", .plain), ("$5", .plain), ("--5", .plain), ("-5-", .plain),
      ("(-5)", money), ("(5)", .plain), ("", .plain), ("-", .plain), (",", comma),
      ("1,234.567,8", point),
      ("12.3p", .plain), ("5 e", .plain), ("12*", .plain), ("1e", .plain), ("e5", .plain),
      ("12,34,567.5", point), ("1,00,000", point), ("123,45,678", indian), ("12,34", indian),
      ("12,345,67", indian), ("1,234,56,789", indian), ("0,12,345", indian), (",12,345", indian),
      ("1'234’567", NumberFormat(groupSign: " ")), ("12%%", percent), ("٣", .plain), ("½", .plain),
    ] as [(String, NumberFormat)]
  )
  func `what is printed in another way is no number`(text: String, format: NumberFormat) {
    #expect(Number(text, printedIn: format) == nil)
  }

  @Test(
    arguments: [
      (["12.5", "3"], .format(.plain)),
      (["12,5", "1.234,56"], .format(comma)),
      (["1,234,567.8"], .format(point)), (["1,234,567"], .format(point)),
      (["1.234.567", "12"], .format(comma)),
      (["12,5"], .format(NumberFormat(decimalSign: ","))),
      (["0.125", "1.234"], .format(.plain)), (["1.2345", "1.234"], .format(.plain)),
      (["1 234,5"], .format(spaces)), (["1 234"], .format(NumberFormat(groupSign: " "))),
      (["n.d.", "..", "", "7"], .format(.plain)), ([], .format(.plain)),
      (["1.234", "5.678"], .ambiguous(0, asPoint: 1.234, asComma: 1234)),
      (["7", "1,234"], .ambiguous(1, asPoint: 1234, asComma: 1.234)),
      (["1.5", "2,5"], .contradictory(0, 1)),
      (["3", "1.234,5", "x", "1,234.5"], .contradictory(1, 3)),
    ] as [([String], ProvenFormat)]
  )
  func `a column proves its format as a whole or not at all`(
    texts: [String],
    expected: ProvenFormat
  ) {
    #expect(NumberFormat.proven(by: texts) == expected)
  }

  @Test func `what is printed in a format reads back`() throws {
    for seed in 0..<2000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let whole = Int.random(in: 0...99_999_999, using: &random)
      let decimals = Int.random(in: 0...999, using: &random)
      let signs: (Character, Character) =
        [(".", ","), (",", "."), (",", " "), (".", "'")].randomElement(using: &random) ?? (".", ",")
      var digits = Array(String(whole))
      for place in stride(from: digits.count - 3, to: 0, by: -3) {
        digits.insert(signs.1, at: place)
      }
      let text = String(digits) + String(signs.0) + String(1000 + decimals).dropFirst()
      let format = NumberFormat(
        decimalSign: try #require(signs.0.unicodeScalars.first),
        groupSign: signs.1.unicodeScalars.first
      )
      let expected = Double("\(whole)." + String(1000 + decimals).dropFirst())
      #expect(Number(text, printedIn: format)?.value == expected, "seed \(seed): \(text)")
    }
  }

  @Test func `a hundred thousand decimals are the doubles nearest to them`() {
    var random = SplitMix64(seed: 99)
    for _ in 0..<100_000 {
      var text = String(random.next() >> UInt64.random(in: 0..<60, using: &random))
      if Bool.random(using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        text.insert(".", at: text.index(text.startIndex, offsetBy: place))
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        text += "e\(Int.random(in: -300...280, using: &random))"
      }
      let bytes = Array(text.utf8)
      if Number(bytes[...])?.value != Double(text) { Issue.record("\(text)") }
    }
  }
}

@Suite struct ProvenColumnTests {
  private func format(_ fields: [String]) throws -> (NumberFormat?, DiagnosticList) {
    var list = DiagnosticList()
    let text = "k;v\n" + fields.map { "x;\($0)\n" }.joined()
    let table = try #require(
      readTable(
        SourceFile(path: "x.csv", text: text),
        dialect: Dialect(delimiter: UInt8(ascii: ";")),
        into: &list
      )
    )
    let records = Array(1..<table.recordCount)
    return (table.provenNumberFormat(of: [1], in: records, into: &list), list)
  }

  @Test(
    arguments: [
      ([], .plain), (["1", "2"], .plain), (["1.5", "1.234"], .plain), (["1.234", "-0.25"], .plain),
      (["n.d.", "7", "NA", ""], .plain), (["12,5", "1.234"], comma),
      (["1.234", "1.5", "1,234"], point), (["1.234.567"], comma), (["1,234", "1.234,5"], comma),
      (["1 234", "12,5"], spaces), (["2024-12"], .plain), (["1.234", "(p)", "1.2345"], .plain),
    ] as [([String], NumberFormat)]
  )
  func `a table's column proves how its numbers are printed`(
    fields: [String],
    expected: NumberFormat
  ) throws {
    let (format, list) = try format(fields)
    #expect(format == expected)
    #expect(list.all.isEmpty)
  }

  @Test func `a per cent sign is part of a number where it is allowed`() throws {
    var list = DiagnosticList()
    let file = SourceFile(path: "x.csv", text: "k;v\nx;12,5 %\nx;3%\n")
    let table = try #require(readTable(file, into: &list))
    let format = try #require(
      table.provenNumberFormat(of: [1], in: [1, 2], allowsPercentSign: true, into: &list)
    )
    #expect(Number(table.bytes(1, 1), format: format)?.value == 12.5)
    #expect(Number(table.bytes(2, 1), format: format)?.value == 3)
    let other = table.provenNumberFormat(of: [1], in: [1, 2], into: &list)
    #expect(Number(table.bytes(2, 1), format: try #require(other)) == nil)
    #expect(list.all.isEmpty)
  }

  @Test(arguments: [(["7", "1.234"], 1), (["1,234", "12"], 0), (["1.234", "5.678", "-"], 0)])
  func `two readings that nothing decides are reported with both`(
    fields: [String],
    place: Int
  ) throws {
    let (format, list) = try format(fields)
    #expect(format == nil)
    let problem = try #require(list.all.first)
    #expect(problem.id == "tabular.ambiguous-number")
    #expect(problem.span?.text == fields[place])
    #expect(problem.label?.contains("1.234") == true)
    #expect(problem.label?.contains("1234.0") == true)
  }
}
