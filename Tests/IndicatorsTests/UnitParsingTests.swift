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
      ("", .empty, ""), ("  ", .empty, ""), ("t/", .empty, ""),
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
      ("acre", "m^2", 4046.8564224), ("thousand person", "person", 1000),
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
