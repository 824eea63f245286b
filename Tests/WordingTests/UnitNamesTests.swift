import Indicators
import Testing

@testable import Wording

@Suite struct UnitNamesTests {
  /// A unit as files write it, and its name in a subtitle, on an axis and where there is no room.
  static let table: [(unit: String, english: [String], spanish: [String])] = [
    ("t", ["tonnes", "t", "t"], ["toneladas", "t", "t"]),
    (
      "thousand t", ["thousand tonnes", "thousand t", "kt"],
      ["miles de toneladas", "miles de t", "kt"]
    ),
    (
      "million t", ["million tonnes", "million t", "Mt"],
      ["millones de toneladas", "millones de t", "Mt"]
    ),
    (
      "million USD", ["million US dollars", "US$ million", "US$_m"],
      ["millones de dólares", "millones de US$", "mdd"]
    ),
    (
      "million USD, constant 2024",
      [
        "million US dollars, constant 2024 prices", "US$ million, 2024 prices",
        "US$_m, 2024 prices",
      ],
      [
        "millones de dólares, precios constantes de 2024", "millones de US$, precios de 2024",
        "mdd, precios de 2024",
      ]
    ),
    (
      "billion MXN, nominal",
      [
        "billion Mexican pesos, current prices", "MXN billion, current prices",
        "MXN_bn, current prices",
      ],
      [
        "mil_millones de pesos, precios corrientes", "mil_millones de MXN, precios corrientes",
        "mmdp, precios corrientes",
      ]
    ),
    (
      "USD/t", ["US dollars per tonne", "US$/t", "US$/t"],
      ["dólares por tonelada", "US$/t", "US$/t"]
    ),
    (
      "USD/troy_oz, constant 2010",
      [
        "US dollars per troy ounce, constant 2010 prices", "US$/oz t, 2010 prices",
        "US$/oz t, 2010 prices",
      ],
      [
        "dólares por onza troy, precios constantes de 2010", "US$/oz t, precios de 2010",
        "US$/oz t, precios de 2010",
      ]
    ),
    ("percent", ["%", "%", "%"], ["%", "%", "%"]),
    ("percent of GDP", ["% of GDP", "%", "%"], ["% del PIB", "%", "%"]),
    ("percent of exports", ["% of exports", "%", "%"], ["% de las exportaciones", "%", "%"]),
    ("pp", ["percentage points", "pp", "pp"], ["puntos porcentuales", "pp", "pp"]),
    ("1", ["", "", ""], ["", "", ""]),
    (
      "index 2018=100", ["index, 2018 = 100", "2018 = 100", "2018 = 100"],
      ["índice, 2018 = 100", "2018 = 100", "2018 = 100"]
    ),
    ("rank", ["rank", "rank", "rank"], ["lugar", "lugar", "lugar"]),
    ("count", ["number", "number", "number"], ["número", "número", "número"]),
    ("person", ["persons", "persons", "persons"], ["personas", "personas", "personas"]),
    (
      "thousand person", ["thousand persons", "thousand persons", "thousand persons"],
      ["miles de personas", "miles de personas", "miles de personas"]
    ),
    (
      "million job", ["million jobs", "million jobs", "million jobs"],
      ["millones de empleos", "millones de empleos", "millones de empleos"]
    ),
    ("year", ["years", "years", "years"], ["años", "años", "años"]),
    ("GWh", ["gigawatt-hours", "GWh", "GWh"], ["gigavatios-hora", "GWh", "GWh"]),
    (
      "t of copper", ["tonnes of copper", "t of copper", "t of copper"],
      ["toneladas de copper", "t de copper", "t de copper"]
    ),
    ("m3", ["cubic metres", "m³", "m³"], ["metros cúbicos", "m³", "m³"]),
    (
      "person*year", ["persons-years", "persons·years", "persons·years"],
      ["personas-años", "personas·años", "personas·años"]
    ),
    (
      "t/person", ["tonnes per person", "t/person", "t/person"],
      ["toneladas por persona", "t/persona", "t/persona"]
    ),
    ("EUR", ["euros", "€", "€"], ["euros", "€", "€"]),
    (
      "million THB", ["million THB", "THB million", "THB_m"],
      ["millones de THB", "millones de THB", "millones de THB"]
    ),
  ]

  @Test func `units have a name for every place in both languages`() throws {
    for line in Self.table {
      let unit = try Unit.parse(line.unit)
      for (language, expected) in [
        (Language.english, line.english), (.mexicanSpanish, line.spanish),
      ] {
        let names = [UnitStyle.subtitle, .axis, .short].map {
          unitName(unit, in: language, style: $0)
        }
        #expect(names == expected.map(Printed.text), "\(line.unit) in \(language.tag)")
      }
    }
  }

  @Test func `a label of the folder names what a share is of`() throws {
    let labels = Labels([
      "unit": [
        "national GDP": .init(
          name: LocalizedText(["en": "national GDP", "es": "el PIB nacional"]),
          short: nil,
          order: nil,
          group: nil
        )
      ]
    ])
    let unit = try Unit.parse("percent of national GDP")
    #expect(unitName(unit, in: .mexicanSpanish, labels: labels) == "% del PIB nacional")
    #expect(unitName(unit, in: .english, labels: labels) == "% of national GDP")
    #expect(unitName(unit, in: .mexicanSpanish) == "% de national GDP")
  }

  @Test(
    arguments: [
      ([416_663, 280_000], "person", "thousand person"), ([9999], "person", "person"),
      ([10_000], "person", "thousand person"), ([1_500_000], "person", "million person"),
      ([10_809], "million USD", "million USD"), ([250_000], "million USD", "billion USD"),
      ([120_000], "1", "1"), ([25_000], "percent", "percent"), ([45_000], "t", "thousand t"),
    ] as [([Double], String, String)]
  )
  func `an axis takes one scale that keeps its numbers short`(
    values: [Double],
    unit: String,
    expected: String
  ) throws {
    #expect(axisUnit(for: values, in: try Unit.parse(unit)) == (try Unit.parse(expected)))
  }

  @Test func `rescaling changes the number and keeps the amount`() throws {
    let (million, billion) = (try Unit.parse("million USD"), try Unit.parse("billion USD"))
    #expect(rescaled(5063.4, from: million, to: billion) == 5.0634)
    #expect(rescaled(5.0634, from: billion, to: million) == 5063.4)
  }
}

@Suite struct TickLabelsTests {
  @Test(
    arguments: [
      ([0, 0.1, 0.2, 0.1 + 0.2], "1", ["0.0", "0.1", "0.2", "0.3"]),
      ([0, 50, 100], "1", ["0", "50", "100"]),
      ([0, 2.5, 5], "percent", ["0.0%", "2.5%", "5.0%"]),
      ([-5000, 0, 5000], "USD", ["~5,000", "0", "5,000"]),
      ([0.002, 0.004], "1", ["0.002", "0.004"]),
      ([0, 1.04, 2.08], "1", ["0.00", "1.04", "2.08"]),
      ([7], "1", ["7"]),
      ([], "1", []),
    ] as [([Double], String, [String])]
  )
  func `ticks share the decimals that their step needs`(
    values: [Double],
    unit: String,
    labels: [String]
  ) throws {
    let text = tickLabels(values, unit: try Unit.parse(unit), in: .english)
    #expect(text == labels.map(Printed.text))
  }
}
