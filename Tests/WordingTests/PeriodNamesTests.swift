import Indicators
import Testing

@testable import Wording

@Suite struct PeriodNamesTests {
  @Test(
    arguments: [
      ("2024", "2024", "2024"), ("2025-S1", "H1_2025", "S1_2025"),
      ("2025-Q3", "Q3_2025", "T3_2025"), ("2026-11", "Nov._2026", "nov._2026"),
      ("2026-05", "May_2026", "may._2026"), ("2026-09", "Sept._2026", "sep._2026"),
      ("2026-11-24", "24_Nov_2026", "24_nov._2026"),
      ("2021..2024", "2021–2024 average", "promedio 2021–2024"),
      ("2024-W05", "week_5 of 2024", "semana_5 de 2024"),
    ]
  )
  func `a period is named short`(period: String, english: String, spanish: String) throws {
    let period = try #require(Period(period))
    #expect(periodName(period, in: .english) == Printed.text(english))
    #expect(periodName(period, in: .mexicanSpanish) == Printed.text(spanish))
  }

  @Test(
    arguments: [
      ("2026-11", "November 2026", "noviembre de 2026"),
      ("2026-01-02", "2_January 2026", "2_de enero de 2026"),
      ("2024", "2024", "2024"),
    ]
  )
  func `a period is named long`(period: String, english: String, spanish: String) throws {
    let period = try #require(Period(period))
    #expect(periodName(period, in: .english, style: .long) == Printed.text(english))
    #expect(periodName(period, in: .mexicanSpanish, style: .long) == Printed.text(spanish))
  }

  @Test(
    arguments: [
      ("2010", "2024", "2010–2024", "2010–2024"), ("2024", "2024", "2024", "2024"),
      ("2025-Q1", "2025-Q3", "Q1–Q3_2025", "T1–T3_2025"),
      ("2024-Q4", "2025-Q1", "Q4_2024–Q1_2025", "T4_2024–T1_2025"),
      ("2026-01", "2026-11", "Jan.–Nov._2026", "ene.–nov._2026"),
      ("2025-12", "2026-01", "Dec._2025–Jan._2026", "dic._2025–ene._2026"),
    ]
  )
  func `a range has an en dash and says the year once`(
    first: String,
    last: String,
    english: String,
    spanish: String
  ) throws {
    let (first, last) = (try #require(Period(first)), try #require(Period(last)))
    #expect(periodRange(first, last, in: .english) == Printed.text(english))
    #expect(periodRange(first, last, in: .mexicanSpanish) == Printed.text(spanish))
  }

  @Test(
    arguments: [
      ("2026-11-24", "month", "November 2026"), ("2026-11", "month", "November 2026"),
      ("2026-11-24", "date", "24_Nov_2026"), ("2026-11-24", "quarter", "Q4_2026"),
      ("2025-07", "quarter", "Q3_2025"), ("2025-Q3", "quarter", "Q3_2025"),
      ("2026-11-24", "year", "2026"), ("2024", "year", "2024"), ("2024-Q2", "id", "2024-Q2"),
    ]
  )
  func `a format of time prints a period`(period: String, format: String, expected: String) throws {
    let period = try #require(Period(period))
    let format = try #require(ValueFormat(format) as ValueFormat?)
    #expect(try word(period, format: format, in: .english) == Printed.text(expected))
  }

  @Test(
    arguments: [
      ("2024", "month"), ("2024-Q2", "date"), ("2024", "quarter"), ("2024-11", "date"),
      ("2021..2024", "year"), ("2024-W05", "month"),
    ]
  )
  func `a longer period has no month or day of its own`(period: String, format: String) throws {
    let period = try #require(Period(period))
    let format = try #require(ValueFormat(format))
    #expect(throws: WordingError.notPeriod(format: format.description)) {
      try word(period, format: format, in: .english)
    }
  }

  @Test func `a period is no number`() throws {
    let format = try #require(ValueFormat("0,0"))
    #expect(throws: WordingError.notNumber(format: "0,0")) {
      try word(.year(2024), format: format, in: .english)
    }
  }
}

@Suite struct ListsTests {
  @Test(
    arguments: [
      ([], "", ""), (["a"], "a", "a"), (["a", "b"], "a and b", "a y b"),
      (["a", "b", "c"], "a, b and c", "a, b y c"),
      (["hierro", "iridio"], "hierro and iridio", "hierro e iridio"),
      (["iridio", "hierro"], "iridio and hierro", "iridio y hierro"),
      (["cobre", "hidrógeno"], "cobre and hidrógeno", "cobre e hidrógeno"),
      (["plata", "Yibuti"], "plata and Yibuti", "plata y Yibuti"),
      (["plata", "Índice"], "plata and Índice", "plata e Índice"),
    ] as [([String], String, String)]
  )
  func `a list joins its last two by a word`(items: [String], english: String, spanish: String) {
    #expect(list(items, in: .english) == english)
    #expect(list(items, in: .mexicanSpanish) == spanish)
  }

  @Test(
    arguments: [
      (["plata", "oro"], "plata u oro"), (["oro", "plata"], "oro o plata"),
      (["plata", "hojalata"], "plata u hojalata"), (["7", "8"], "7 u 8"),
      (["10", "11"], "10 u 11"),
      (["1", "110"], "1 o 110"),
    ]
  )
  func `Spanish 'o' becomes 'u' before its own sound`(items: [String], expected: String) {
    #expect(list(items, in: .mexicanSpanish, joinedBy: .or) == expected)
  }

  @Test(arguments: [
    (1.0, "worker"), (0, "workers"), (2, "workers"), (-1, "worker"), (1.5, "workers"),
  ])
  func `one takes the singular`(count: Double, expected: String) {
    #expect(plural(count, "worker", "workers") == expected)
  }
}

@Suite struct TermsTests {
  @Test func `every term has words in both languages`() {
    for term in Term.allCases {
      #expect(!Terms(.english)[term].isEmpty, "\(term)")
      #expect(!Terms(.mexicanSpanish)[term].isEmpty, "\(term)")
    }
  }

  @Test func `a number stays with the word before it`() {
    #expect(Terms(.english).figure(3) == "Figure\u{A0}3")
    #expect(Terms(.mexicanSpanish).figure(3) == "Figura\u{A0}3")
    #expect(Terms(.mexicanSpanish).table(2) == "Cuadro\u{A0}2")
  }

  @Test func `a source line says what was calculated`() {
    let terms = Terms(.english)
    #expect(terms.sourceLine(["USGS"], isCalculated: false) == "Source: USGS.")
    #expect(
      terms.sourceLine(["USGS", "BGS"], isCalculated: true)
        == "Sources: USGS; BGS; own calculations."
    )
    #expect(terms.sourceLine([], isCalculated: false, isModelled: true) == "Source: own model.")
    #expect(terms.sourceLine([], isCalculated: false) == "")
  }

  @Test func `every status but an actual one has a name and a mark`() {
    for status in Status.allCases {
      #expect((Terms(.english).name(of: status) == nil) == (status == .actual))
      #expect((Terms(.mexicanSpanish).mark(of: status) == nil) == (status == .actual))
    }
  }

  @Test(
    arguments: [
      ("en", "en"), ("en-US", "en"), ("es", "es-MX"), ("es-MX", "es-MX"), ("es-ES", nil),
      ("fr", nil),
    ]
  )
  func `a language is one of two`(code: String, tag: String?) {
    #expect(Language(code: code)?.tag == tag)
  }
}
