import Indicators
import Testing

@testable import Wording

private let dollars = Unit(multiplier: 6, atoms: ["USD": 1])
private let real = Unit(multiplier: 6, atoms: ["USD": 1], basis: .constant(.year(2024)))
private let pesos = Unit(multiplier: 6, atoms: ["MXN": 1])
private let percent = Unit(meaning: .percent, of: "GDP")
private let points = Unit(meaning: .percentagePoint)
private let tonnes = Unit(atoms: ["t": 1])
private let persons = Unit(atoms: ["person": 1])
private let price = Unit(atoms: ["USD": 1, "t": -1])
private let years = Unit(atoms: ["year": 1])
private let energy = Unit(atoms: ["GWh": 1])
private let rank = Unit(meaning: .rank)
private let count = Unit(meaning: .count)
private let index = Unit(meaning: .index(base: "2018=100"))

private let thousands = Unit(multiplier: 3)

/// One line of a golden table; `_` stands for U+00A0 and `-` before a digit for U+2212.
struct Printed: Sendable, CustomStringConvertible {
  let value: Double
  let unit: Unit
  let format: String?
  let english: String
  let spanish: String

  init(
    _ value: Double,
    _ unit: Unit,
    _ format: String?,
    _ english: String,
    _ spanish: String? = nil
  ) {
    self.value = value
    self.unit = unit
    self.format = format
    self.english = english
    self.spanish = spanish ?? english
  }

  var description: String { "\(value) \(unit) as \(format ?? "default")" }

  static func text(_ pattern: String) -> String {
    String(
      pattern.map { letter in
        switch letter {
        case "_": "\u{A0}"
        case "~": "\u{2212}"
        default: letter
        }
      }
    )
  }
}

@Suite struct WordTests {
  static let table: [Printed] = [
    // The number in its own unit and multiplier.
    Printed(5063.4, dollars, "0,0", "5,063"),
    Printed(5063.4, dollars, "0", "5063"),
    Printed(5063.4, dollars, "0.0", "5063.4"),
    Printed(5063.4, dollars, "0,0.00", "5,063.40"),
    Printed(1_234_567.895, dollars, "0,0.00", "1,234,567.90"),
    Printed(999, tonnes, "0,0", "999"),
    Printed(1000, tonnes, "0,0", "1,000"),
    Printed(999_999.5, tonnes, "0,0", "1,000,000"),
    Printed(-3, points, "0", "~3"),
    Printed(-0.4, tonnes, "0", "0"),
    Printed(-1234.5, tonnes, "0,0", "~1,234"),
    Printed(0.5, tonnes, "0", "0"),
    Printed(2.5, tonnes, "0", "2"),
    Printed(0, tonnes, "0.00", "0.00"),
    Printed(2.77, percent, "0.0", "2.8"),
    Printed(12, rank, "0", "12"),
    Printed(104.25, index, "0.0", "104.2"),
    // Per cent.
    Printed(2.77, percent, "0%", "3%"),
    Printed(2.77, percent, "0.0%", "2.8%"),
    Printed(8.70, percent, "0.00%", "8.70%"),
    Printed(0.0277, .one, "0.0%", "2.8%"),
    Printed(0.285, .one, "0%", "28%"),
    Printed(-0.285, .one, "0.0%", "~28.5%"),
    Printed(12.345, .one, "0,0%", "1,234%"),
    Printed(-0.001, .one, "0%", "0%"),
    Printed(0.0005, thousands, "0%", "50%"),
    Printed(0.0125, thousands, "0,0%", "1,250%"),
    // Percentage points.
    Printed(0.4, points, "0.0 pp", "0.4_pp"),
    Printed(-0.25, points, "0.0 pp", "~0.2_pp"),
    Printed(0, points, "+0.0 pp", "0.0_pp"),
    Printed(0.4, points, "+0.0 pp", "+0.4_pp"),
    // The sign.
    Printed(2.77, percent, "+0.0", "+2.8"),
    Printed(0, percent, "+0.0", "0.0"),
    Printed(0.04, percent, "+0.0", "0.0"),
    Printed(-0.04, percent, "+0.0", "0.0"),
    Printed(-2.77, percent, "+0.0%", "~2.8%"),
    Printed(2.77, percent, "+0.0%", "+2.8%"),
    Printed(38_244, persons, "+0,0", "+38,244"),
    // Scales.
    Printed(5063.4, dollars, "0.0 million", "5063.4_million", "5063.4_millones"),
    Printed(5063.4, dollars, "0,0 million", "5,063_million", "5,063_millones"),
    Printed(5063.4, dollars, "0.0 billion", "5.1_billion", "5.1_mil_millones"),
    Printed(5_063_400, dollars, "0.0 trillion", "5.1_trillion", "5.1_billones"),
    Printed(1, dollars, "0 million", "1_million", "1_millón"),
    Printed(1, dollars, "0.0 million", "1.0_million", "1.0_millones"),
    Printed(1_000_000, dollars, "0 trillion", "1_trillion", "1_billón"),
    Printed(416_663, persons, "0.0 thousand", "416.7_thousand", "416.7_mil"),
    Printed(416_663, persons, "0.0 auto", "416.7_thousand", "416.7_mil"),
    Printed(999_960, persons, "0.0 auto", "1.0_million", "1.0_millones"),
    Printed(999_940, persons, "0.0 auto", "999.9_thousand", "999.9_mil"),
    Printed(212, persons, "0 auto", "212"),
    Printed(5063.4, dollars, "0.0 auto", "5.1_billion", "5.1_mil_millones"),
    Printed(0, dollars, "0.0 auto", "0.0"),
    Printed(-5063.4, dollars, "0.0 billion", "~5.1_billion", "~5.1_mil_millones"),
    // Money.
    Printed(5063.4, dollars, "money 0.0 billion", "US$5.1_billion", "US$_5.1_mil_millones"),
    Printed(5063.4, real, "money 0.0 billion", "US$5.1_billion", "US$_5.1_mil_millones"),
    Printed(1234, dollars, "money 0,0 million", "US$1,234_million", "US$_1,234_millones"),
    Printed(1234, dollars, "money 0,0", "US$1,234_million", "US$_1,234_millones"),
    Printed(38_000, pesos, "money 0 billion", "MXN_38_billion", "MXN_38_mil_millones"),
    Printed(-5063.4, dollars, "money 0.0 billion", "~US$5.1_billion", "~US$_5.1_mil_millones"),
    Printed(5063.4, dollars, "money +0.0 billion", "+US$5.1_billion", "+US$_5.1_mil_millones"),
    Printed(9142, price, "money 0,0", "US$9,142/t", "US$_9,142/t"),
    Printed(
      31.5,
      Unit(atoms: ["USD": 1, "troy_oz": -1]),
      "money 0.00",
      "US$31.50/oz t",
      "US$_31.50/oz t"
    ),
    Printed(
      12.5,
      Unit(multiplier: 9, atoms: ["EUR": 1]),
      "money 0.0",
      "€12.5_billion",
      "€_12.5_mil_millones"
    ),
    Printed(
      20,
      Unit(multiplier: 6, atoms: ["CAD": 1]),
      "money 0",
      "C$20_million",
      "C$_20_millones"
    ),
    Printed(5063.4, dollars, "money 3 digits", "US$5,060_million", "US$_5,060_millones"),
    // With the unit's name.
    Printed(5063.4, dollars, "0,0 unit", "5,063_million US dollars", "5,063_millones de dólares"),
    Printed(5063.4, real, "0,0 unit", "5,063_million US dollars", "5,063_millones de dólares"),
    Printed(
      5.1,
      Unit(multiplier: 3, atoms: ["t": 1]),
      "0.0 unit",
      "5.1_thousand tonnes",
      "5.1_mil toneladas"
    ),
    Printed(1, tonnes, "0 unit", "1_tonne", "1_tonelada"),
    Printed(2, tonnes, "0 unit", "2_tonnes", "2_toneladas"),
    Printed(1, dollars, "0 unit", "1_million US dollars", "1_millón de dólares"),
    Printed(416_663, persons, "0,0 unit", "416,663_persons", "416,663_personas"),
    Printed(
      416_663,
      persons,
      "0.0 million unit",
      "0.4_million persons",
      "0.4_millones de personas"
    ),
    Printed(2.77, percent, "0.0 unit", "2.8% of GDP", "2.8% del PIB"),
    Printed(0.4, points, "0.0 unit", "0.4_pp"),
    Printed(9142, price, "0,0 unit", "9,142_US dollars per tonne", "9,142_dólares por tonelada"),
    Printed(104.2, index, "0.0 unit", "104.2 (2018 = 100)"),
    Printed(12, years, "0 unit", "12_years", "12_años"),
    Printed(1, years, "0 unit", "1_year", "1_año"),
    Printed(11, count, "0 unit", "11"),
    Printed(350, energy, "0 unit", "350_gigawatt-hours", "350_gigavatios-hora"),
    Printed(3, Unit(atoms: ["m": 3]), "0 unit", "3_cubic metres", "3_metros cúbicos"),
    Printed(3, Unit(atoms: ["km": 2]), "0 unit", "3_square kilometres", "3_kilómetros cuadrados"),
    // Converted.
    Printed(5063, tonnes, "0.0 [kt]", "5.1"),
    Printed(5063, tonnes, "0.0 [kt] unit", "5.1_kilotonnes", "5.1_kilotoneladas"),
    Printed(5063.4, dollars, "0,0 [USD]", "5,063,400,000"),
    Printed(
      5063.4,
      real,
      "0.0 [billion USD] unit",
      "5.1_billion US dollars",
      "5.1_mil_millones de dólares"
    ),
    Printed(1, tonnes, "0,0.00 [lb]", "2,204.62"),
    Printed(0.285, .one, "0 [percent]", "28"),
    Printed(1.005, Unit(multiplier: 3, atoms: ["t": 1]), "0,0.0 [t]", "1,005.0"),
    Printed(
      6300,
      Unit(multiplier: 3, atoms: ["kg": 1]),
      "0,0 [t] unit",
      "6,300_tonnes",
      "6,300_toneladas"
    ),
    // Significant digits.
    Printed(5063.4, dollars, "3 digits", "5,060"),
    Printed(2.7749, percent, "3 digits", "2.77"),
    Printed(9.996, percent, "3 digits", "10.0"),
    Printed(0.001_234_5, .one, "3 digits", "0.00123"),
    Printed(2.5, .one, "3 digits", "2.5"),
    Printed(416_663, persons, "2 digits", "420,000"),
    Printed(416_663, persons, "2 digits unit", "420,000_persons", "420,000_personas"),
    Printed(5063.4, dollars, "2 digits billion", "5.1_billion", "5.1_mil_millones"),
    Printed(-5063.4, dollars, "+3 digits", "~5,060"),
    // Ranks, words, years.
    Printed(1, rank, "ordinal", "1st", "1.º"),
    Printed(2, rank, "ordinal", "2nd", "2.º"),
    Printed(3, rank, "ordinal", "3rd", "3.º"),
    Printed(4, rank, "ordinal", "4th", "4.º"),
    Printed(11, rank, "ordinal", "11th", "11.º"),
    Printed(12, rank, "ordinal", "12th", "12.º"),
    Printed(13, rank, "ordinal", "13th", "13.º"),
    Printed(21, rank, "ordinal", "21st", "21.º"),
    Printed(111, rank, "ordinal", "111th", "111.º"),
    Printed(1002, rank, "ordinal", "1,002nd", "1,002.º"),
    Printed(0, count, "words", "zero", "cero"),
    Printed(3, count, "words", "three", "tres"),
    Printed(16, count, "words", "sixteen", "dieciséis"),
    Printed(21, count, "words", "twenty-one", "veintiuno"),
    Printed(40, count, "words", "forty", "cuarenta"),
    Printed(31, count, "words", "thirty-one", "treinta y uno"),
    Printed(100, count, "words", "one hundred", "cien"),
    Printed(115, count, "words", "one hundred and fifteen", "ciento quince"),
    Printed(1000, count, "words", "one thousand", "mil"),
    Printed(21_005, count, "words", "twenty-one thousand and five", "veintiún mil cinco"),
    Printed(
      31_500,
      count,
      "words",
      "thirty-one thousand five hundred",
      "treinta y un mil quinientos"
    ),
    Printed(-2, count, "words", "minus two", "menos dos"),
    Printed(3.000_000_000_1, count, "words", "three", "tres"),
    Printed(2036, years, "year", "2036"),
    // Without a format: three significant digits, `%` and `pp` where the unit is one.
    Printed(5063.4, dollars, nil, "5,060"),
    Printed(2.7749, percent, nil, "2.77%"),
    Printed(2.5, percent, nil, "2.5%"),
    Printed(-12.34, percent, nil, "~12.3%"),
    Printed(0.4, points, nil, "0.4_pp"),
    Printed(416_663, persons, nil, "417,000"),
    Printed(12, rank, nil, "12"),
    Printed(0, tonnes, nil, "0"),
    Printed(0.285, .one, nil, "0.285"),
    Printed(1, .truth, nil, "yes", "sí"),
    Printed(0, .truth, nil, "no", "no"),
  ]

  @Test func `the golden table holds at least 120 strings for each language`() {
    #expect(Self.table.count >= 120)
  }

  @Test(arguments: table)
  func `a value prints in English as its format asks`(line: Printed) throws {
    let format = try line.format.map { try #require(ValueFormat($0)) }
    let text = try word(line.value, unit: line.unit, format: format, in: .english)
    #expect(text == Printed.text(line.english))
  }

  @Test(arguments: table)
  func `a value prints in Spanish as its format asks`(line: Printed) throws {
    let format = try line.format.map { try #require(ValueFormat($0)) }
    let text = try word(line.value, unit: line.unit, format: format, in: .mexicanSpanish)
    #expect(text == Printed.text(line.spanish))
  }

  @Test func `an indicator's decimals count where no format is given`() throws {
    #expect(try word(8.7, unit: percent, decimals: 2, in: .english) == "8.70%")
    #expect(try word(416_663, unit: persons, decimals: 0, in: .english) == "416,663")
    #expect(
      try word(8.7, unit: percent, decimals: 2, format: ValueFormat("0%"), in: .english) == "9%"
    )
  }

  @Test func `a bound keeps its sign`() throws {
    #expect(
      try word(75, unit: percent, format: ValueFormat("0%"), in: .english, bound: ">") == ">75%"
    )
    #expect(try word(1, unit: percent, in: .english, bound: "<") == "<1%")
  }

  @Test(
    arguments: [
      (5063.4, dollars, "0%"), (0.4, points, "0.0%"), (2.77, percent, "0.0 pp"),
      (0.4, .one, "0.0 pp"), (2.77, percent, "0.0 billion"), (3, rank, "0 million"),
      (12, tonnes, "money 0"), (2.77, percent, "money 0.0"),
    ] as [(Double, Unit, String)]
  )
  func `a format for another unit is refused`(value: Double, unit: Unit, format: String) throws {
    let format = try #require(ValueFormat(format))
    #expect {
      try word(value, unit: unit, format: format, in: .english)
    } throws: { error in
      guard case WordingError.unit(_, _, let actual) = error else { return false }
      return actual == unit
    }
  }

  @Test func `tonnes are no dollars`() throws {
    let format = try #require(ValueFormat("0 [USD]"))
    #expect(throws: WordingError.conversion(from: tonnes, to: Unit(atoms: ["USD": 1]))) {
      try word(3, unit: tonnes, format: format, in: .english)
    }
  }

  @Test func `what is not whole has no rank and no word`() throws {
    for text in ["ordinal", "words"] {
      let format = try #require(ValueFormat(text))
      #expect(throws: WordingError.notWhole(format: text)) {
        try word(2.5, unit: rank, format: format, in: .english)
      }
      #expect(throws: WordingError.notWhole(format: text)) {
        try word(1_000_000, unit: rank, format: format, in: .english)
      }
    }
  }

  @Test func `a number is no month, and an infinity no number`() throws {
    let month = try #require(ValueFormat("month"))
    #expect(throws: WordingError.notPeriod(format: "month")) {
      try word(3, unit: .one, format: month, in: .english)
    }
    #expect(throws: WordingError.notFinite) { try word(.nan, unit: .one, in: .english) }
  }

  @Test func `a number rounds once, from the value itself`() throws {
    // Rounded to one decimal first it would be 2.5 and then 2.
    let format = try #require(ValueFormat("0 billion"))
    #expect(
      try word(2503.9, unit: dollars, format: format, in: .english) == Printed.text("3_billion")
    )
  }

  @Test(
    arguments: [
      (126.29, index, 3, "126.290 (2018 = 100)", "126.290 (2018 = 100)"),
      (79.4, Unit(meaning: .index(base: "2021")), nil, "79.4 (2021 = 100)", "79.4 (2021 = 100)"),
      (4, Unit(meaning: .index(base: nil)), nil, "4", "4"),
      // What arithmetic leaves behind the sixth digit is not printed, nor zeros for it.
      (87.399_999_999_9, percent, nil, "87.4%", "87.4%"),
      (5780, tonnes, nil, "5,780 t", "5,780 t"),
      (0.000_123_456_78, tonnes, nil, "0.000123457 t", "0.000123457 t"),
      (5400, real, 0, "5,400 US$_m, 2024 prices", "5,400 mdd, precios de 2024"),
      (12, rank, nil, "12", "12"),
    ] as [(Double, Unit, Int?, String, String)]
  )
  func `a value of a list stands with its unit, readably`(
    value: Double,
    unit: Unit,
    decimals: Int?,
    english: String,
    spanish: String
  ) {
    #expect(measured(value, unit: unit, decimals: decimals, in: .english) == Printed.text(english))
    #expect(
      measured(value, unit: unit, decimals: decimals, in: .mexicanSpanish) == Printed.text(spanish)
    )
  }
}
