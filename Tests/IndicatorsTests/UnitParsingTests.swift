import Indicators
import Testing

@Suite struct UnitParsingTests {
  @Test(
    arguments: [
      ("t", "t"), ("thousand t", "thousand t"), ("million MXN, constant 2018", nil),
      ("percent of GDP", nil), ("GWh", nil), ("person", nil), ("index 2018=100", nil), ("1", nil),
      ("USD/troy_oz, constant 2010", nil), ("trillion USD, PPP 2021", nil),
      ("USD, chained 2017", nil), ("USD, nominal", nil), ("pp of GDP", nil), ("rank", nil),
      ("count", nil), ("million count", nil), ("index", nil), ("t of copper content", nil),
      ("kg*m^2/hour^2", nil), ("1/year", nil), ("truth", nil), ("million", nil),
      ("metric tons", "t"), ("Metric  Tons", "t"), ("mt", "t"), ("Mt", "Mt"),
      ("thousand metric tons", "thousand t"), ("millions of US dollars", "million USD"),
      ("persons", "person"), ("%", "percent"), ("% of exports", "percent of exports"),
      ("per cent of GDP", "percent of GDP"), ("percentage points", "pp"), ("years", "year"),
      ("$", "USD"), ("US$", "USD"), ("$/mt", "USD/t"), ("$/troy oz", "USD/troy_oz"),
      ("constant 2010 $/mt", "USD/t, constant 2010"), ("constant 2015 USD", "USD, constant 2015"),
      ("dollars per kilogram", "USD/kg"), ("cents per pound", "10^-2*USD/lb"),
      ("dollars per metric ton", "USD/t"), ("USD per thousand t", "10^-3*USD/t"),
      ("number", "count"), ("$/dmtu", "USD/dmtu"), ("km²", "km^2"), ("t·km", "km*t"),
      ("100 kg", "10^2*kg"), ("  million   USD , constant 2018 ", "million USD, constant 2018"),
      ("t/year/person", "t/person/year"), ("USD/t*kg", "USD*kg/t"),
      ("percent of world mine production (rounded)", nil),
    ] as [(String, String?)]
  )
  func `a unit is read and its canonical text reads back`(text: String, canonical: String?) throws {
    let unit = try Unit.parse(text)
    #expect(unit.description == canonical ?? text)
    #expect(try Unit.parse(unit.description) == unit)
  }

  @Test(
    arguments: [
      ("toneladas", "t"), ("miles de toneladas", "thousand t"), ("mil toneladas", "thousand t"),
      ("millones de dólares", "million USD"), ("mil millones de dólares", "billion USD"),
      ("miles de millones de pesos mexicanos", "billion MXN"),
      ("millón de millones de pesos mexicanos", "trillion MXN"),
      ("dólares por tonelada", "USD/t"), ("pesos mexicanos por kilogramo", "MXN/kg"),
      ("dólares por onza troy", "USD/troy_oz"), ("porcentaje del PIB", "percent of PIB"),
      ("% de las exportaciones", "percent of las exportaciones"),
      ("por ciento", "percent"), ("puntos porcentuales", "pp"), ("personas", "person"),
      ("miles de personas", "thousand person"), ("toneladas métricas", "t"),
      ("toneladas de cobre", "t of cobre"), ("hectáreas", "ha"), ("metros cúbicos", "m3"),
      ("MDD", "million USD"), ("mdd", "million USD"), ("mmdd", "billion USD"),
      ("millones de dólares corrientes", "million USD, nominal"),
      ("millones de dólares a precios corrientes", "million USD, nominal"),
      ("millones de dólares, a precios de 2018", "million USD, constant 2018"),
      ("millones de pesos mexicanos a precios de 2018", "million MXN, constant 2018"),
      ("dólares a precios constantes de 2018", "USD, constant 2018"),
      ("pesos mexicanos constantes de 2018", "MXN, constant 2018"),
      ("USD, corrientes", "USD, nominal"),
      ("número", "count"), ("años", "year"), ("quilates", "carat"),
    ]
  )
  func `usual words of Spanish are read`(text: String, canonical: String) throws {
    #expect(try Unit.parse(text).description == canonical)
  }

  @Test(arguments: [
    ("mdp", "million MXN"), ("MDP", "million MXN"), ("mmdp", "billion MXN"),
    ("millones de pesos", "million MXN"),
    ("millones de pesos corrientes", "million MXN, nominal"),
    ("Millones de pesos a precios de 2018", "million MXN, constant 2018"),
  ])
  func `pesos that may be several are asked about with an example`(text: String, unit: String) {
    let error = #expect(throws: UnitError.self) { try Unit.parse(text) }
    #expect(error?.help?.hasSuffix("; for example units: {\"\(text)\": \"\(unit)\"}") == true)
  }

  @Test(arguments: [
    ("billion de pesos mexicanos", "billion"), ("billions de dólares", "billions"),
    ("bn de dólares", "bn"), ("trillion de pesos mexicanos", "trillion"),
    ("billón de dólares", "billón"), ("billones de dólares", "billones"),
    ("billon USD", "billon USD"),
  ])
  func `a billion in Spanish is asked about`(text: String, place: String) {
    let error = #expect(throws: UnitError.self) { try Unit.parse(text) }
    guard let error, !place.contains("USD") else { return }
    let choices = ["mil millones (10^9)", "millón de millones (10^12)"]
    #expect(error.reason == .ambiguous(place, choices: choices))
  }

  @Test(
    arguments: [
      ("Data in metric tons, antimony content", "t"),
      ("Data in metric tons, unless otherwise noted", "t"),
      ("Data in thousand metric tons, gross weight", "thousand t"),
      ("Cifras en toneladas, contenido metálico", "t"),
      ("Values are in the currency of each", nil),
    ] as [(String, String?)]
  )
  func `a unit in a sentence is refused, with what to write instead`(text: String, unit: String?) {
    let error = #expect(throws: UnitError.self) { try Unit.parse(text) }
    #expect(error?.reason == .prose(text, unit: unit))
    #expect(error?.range == 0..<text.utf8.count)
    #expect(error?.help?.contains("'units'") == true)
    if let unit { #expect(error?.help?.contains("\"\(text)\": \(unit)}") == true) }
  }

  /// Codes of each of the two lists of ISO 4217; none of them is another word of units.
  @Test(arguments: ["MXN", "XDR", "UYW", "VED", "ZWG", "XEU", "DEM", "MXP", "TRL", "YUM", "ZWL"])
  func `a currency may be one that is no longer paid with`(code: String) throws {
    #expect(try Unit.parse("million \(code), nominal").currencies == [code])
    #expect(try !Unit.parse(code).converts(to: Unit.parse("USD")))
  }

  @Test(
    arguments: [
      ("", .empty, ""), ("  ", .empty, ""), ("t/", .empty, ""), ("kt of", .empty, "of"),
      ("tone", .unknown("tone", nearest: ["tonne"]), "tone"),
      ("USD/brl", .unknown("brl", nearest: ["bbl"]), "brl"),
      ("ton", .ambiguous("ton", choices: ["t", "short_ton", "long_ton"]), "ton"),
      ("USD/oz", .ambiguous("oz", choices: ["troy_oz", "lb (16 oz)"]), "oz"),
      ("thousand MT", .ambiguous("MT", choices: ["t", "Mt"]), "MT"),
      ("pesos", .ambiguous("pesos", choices: ["MXN", "ARS", "CLP", "COP"]), "pesos"),
      ("USD, real", .notABasis("real"), "real"),
      ("USD, constant", .notABasis("constant"), "constant"),
      ("USD, constant 18", .notABasis("constant 18"), "constant 18"),
      ("t, constant 2018", .basisWithoutMoney, "t, constant 2018"),
      ("percent, constant 2018", .basisWithoutMoney, "percent, constant 2018"),
      ("million percent", .standsAlone("percent"), "percent"),
      ("percent/year", .standsAlone("percent"), "percent"),
      ("percent above national average", .standsAlone("percent"), "above national average"),
      ("12 t", .factor("12"), "12"), ("trillion trillion trillion t", .factor("10^36"), "t"),
      ("t^x", .exponent("x"), "x"), ("t^0", .exponent("0"), "0"),
    ] as [(String, UnitError.Reason, String)]
  )
  func `what is no unit is refused with its reason and place`(
    text: String,
    reason: UnitError.Reason,
    place: String
  ) {
    let error = #expect(throws: UnitError.self) { try Unit.parse(text) }
    guard let error else { return }
    #expect(error.reason == reason)
    let bytes = Array(text.utf8)[error.range]
    #expect(String(decoding: bytes, as: UTF8.self) == place)
    #expect(!error.description.isEmpty)
    #expect(error.help != nil)
  }

  @Test(
    arguments: [
      ("t", "kg", 1000), ("kt", "thousand t", 1), ("lb", "kg", 0.45359237), ("kg", "g", 1000),
      ("short_ton", "t", 0.90718474), ("long_ton", "kg", 1016.0469088),
      ("troy_oz", "g", 31.1034768), ("carat", "g", 0.2), ("kWh", "MJ", 3.6), ("TWh", "PJ", 3.6),
      ("kW*hour", "kWh", 1), ("GW", "kW", 1e6), ("km^2", "ha", 100), ("m^3", "L", 1000),
      ("bbl", "L", 158.987294928), ("mile", "km", 1.609344), ("day", "hour", 24),
      ("year", "month", 12), ("year", "day", 365), ("million USD", "thousand USD", 1000),
      ("USD", "million USD", 1e-6), ("USD/lb", "USD/kg", 1 / 0.45359237),
      ("percent", "1", 0.01), ("1", "percent of GDP", 100), ("count", "1", 1),
      ("percent of GDP", "percent", 1), ("cents per pound", "USD/lb", 0.01),
      ("gal", "L", 3.785411784),
      ("acre", "m^2", 43_560 * 1_440_000 / 15_499_969), ("thousand person", "person", 1000),
    ] as [(String, String, Double)]
  )
  func `one unit converts to another by the factors of NIST SP 811`(
    from: String,
    to: String,
    factor: Double
  ) throws {
    let conversion = try #require(try Unit.parse(from).conversion(to: Unit.parse(to)))
    // Two roundings, of the factor and of the product.
    #expect(abs(conversion(1) - factor) <= factor * 4e-16)
    let back = try #require(try Unit.parse(to).conversion(to: Unit.parse(from)))
    #expect(abs(back(conversion(7)) - 7) <= 7 * 8e-16)
    #expect(try Unit.parse(from).converts(to: Unit.parse(to)))
  }

  @Test(arguments: [
    ("t", "USD"), ("USD", "MXN"), ("USD, nominal", "USD, constant 2018"),
    ("USD", "USD, nominal"), ("percent of GDP", "percent of exports"), ("percent", "pp"),
    ("index 2018=100", "index 2010=100"), ("index", "1"), ("rank", "1"), ("person", "job"),
    ("person", "1"), ("kW", "kWh"), ("truth", "1"), ("t of copper", "t of ore"),
  ])
  func `different things do not convert`(from: String, to: String) throws {
    #expect(try !Unit.parse(from).converts(to: Unit.parse(to)))
    #expect(try !Unit.parse(to).converts(to: Unit.parse(from)))
  }

  @Test func `converting between powers of ten is exact`() throws {
    let conversion = try #require(try Unit.parse("thousand t").conversion(to: Unit.parse("t")))
    #expect(conversion(5.3) == 5300)
    let back = try #require(try Unit.parse("t").conversion(to: Unit.parse("thousand t")))
    #expect(back(5300) == 5.3)
  }
}

/// Every factor of the closed list in SI units, from NIST Special Publication 811 (2008), appendix B.8, by
/// hand; another library of units (Pint 0.25) gives the same to the last digits of a double.
private let factors: [(String, String, Double)] = [
  ("g", "kg", 0.001), ("t", "kg", 1e3), ("kt", "kg", 1e6), ("Mt", "kg", 1e9), ("Gt", "kg", 1e12),
  ("lb", "kg", 0.45359237), ("short_ton", "kg", 907.18474), ("long_ton", "kg", 1016.0469088),
  ("troy_oz", "kg", 0.0311034768), ("carat", "kg", 0.0002), ("kJ", "J", 1e3), ("MJ", "J", 1e6),
  ("GJ", "J", 1e9), ("TJ", "J", 1e12), ("PJ", "J", 1e15), ("Wh", "J", 3600), ("kWh", "J", 3.6e6),
  ("MWh", "J", 3.6e9), ("GWh", "J", 3.6e12), ("TWh", "J", 3.6e15), ("kW", "W", 1e3),
  ("MW", "W", 1e6), ("GW", "W", 1e9), ("mm", "m", 0.001), ("cm", "m", 0.01), ("km", "m", 1e3),
  ("inch", "m", 0.0254), ("ft", "m", 0.3048), ("mile", "m", 1609.344), ("km2", "m2", 1e6),
  ("ha", "m2", 1e4), ("acre", "m2", 4046.8726098742513), ("L", "m3", 0.001),
  ("ft3", "m3", 0.028316846592), ("gal", "m3", 0.003785411784), ("bbl", "m3", 0.158987294928),
  ("hour", "day", 1 / 24), ("day", "hour", 24), ("year", "day", 365), ("month", "year", 1 / 12),
]

@Suite struct UnitFactorTests {
  @Test(arguments: factors)
  func `an atom is as large as NIST says`(atom: String, base: String, factor: Double) throws {
    let conversion = try #require(try Unit.parse(atom).conversion(to: Unit.parse(base)))
    // One rounding of the quotient.
    #expect(abs(conversion.factor / factor - 1) < 3e-16)
  }
}
