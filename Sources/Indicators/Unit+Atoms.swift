/// The closed list of atoms: what each measures and how much of the base it is.
///
/// Factors are those of NIST Special Publication 811 (2008), appendix B, exact where they are defined
/// so, each kept as a fraction so that converting there and back rounds as little as possible. The
/// year is its 365 days.
struct UnitAtom: Sendable {
  /// Exponents of the base dimensions: kilogram, metre, second, joule, and one for each currency and
  /// each thing that is counted.
  let dimension: [String: Int]

  /// How many base units it is, as a fraction.
  let numerator: Double
  let denominator: Double

  init(_ dimension: [String: Int], _ numerator: Double = 1, over denominator: Double = 1) {
    self.dimension = dimension
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The atom of a name; currencies are atoms of their own dimension.
  static func named(_ name: String) -> UnitAtom? {
    if let atom = physical[name] { return atom }
    return Currency.codes.contains(name) ? UnitAtom([name: 1]) : nil
  }

  /// Those that are no currency, by name.
  static let physical: [String: UnitAtom] = [
    "kg": UnitAtom(["kg": 1]),
    "g": UnitAtom(["kg": 1], 1, over: 1000),
    "t": UnitAtom(["kg": 1], 1e3),
    "kt": UnitAtom(["kg": 1], 1e6),
    "Mt": UnitAtom(["kg": 1], 1e9),
    "Gt": UnitAtom(["kg": 1], 1e12),
    "lb": UnitAtom(["kg": 1], 45_359_237, over: 1e8),
    "short_ton": UnitAtom(["kg": 1], 90_718_474, over: 1e5),
    "long_ton": UnitAtom(["kg": 1], 10_160_469_088, over: 1e7),
    "troy_oz": UnitAtom(["kg": 1], 311_034_768, over: 1e10),
    "carat": UnitAtom(["kg": 1], 2, over: 1e4),
    // Hundredths of a dry tonne of what is contained, which is no mass of the ore.
    "dmtu": UnitAtom(["dmtu": 1]),
    "J": UnitAtom(["J": 1]),
    "kJ": UnitAtom(["J": 1], 1e3),
    "MJ": UnitAtom(["J": 1], 1e6),
    "GJ": UnitAtom(["J": 1], 1e9),
    "TJ": UnitAtom(["J": 1], 1e12),
    "PJ": UnitAtom(["J": 1], 1e15),
    "Wh": UnitAtom(["J": 1], 3600),
    "kWh": UnitAtom(["J": 1], 3.6e6),
    "MWh": UnitAtom(["J": 1], 3.6e9),
    "GWh": UnitAtom(["J": 1], 3.6e12),
    "TWh": UnitAtom(["J": 1], 3.6e15),
    "W": UnitAtom(["J": 1, "s": -1]),
    "kW": UnitAtom(["J": 1, "s": -1], 1e3),
    "MW": UnitAtom(["J": 1, "s": -1], 1e6),
    "GW": UnitAtom(["J": 1, "s": -1], 1e9),
    "mm": UnitAtom(["m": 1], 1, over: 1000),
    "cm": UnitAtom(["m": 1], 1, over: 100),
    "m": UnitAtom(["m": 1]),
    "km": UnitAtom(["m": 1], 1e3),
    "inch": UnitAtom(["m": 1], 254, over: 1e4),
    "ft": UnitAtom(["m": 1], 3048, over: 1e4),
    "mile": UnitAtom(["m": 1], 1_609_344, over: 1e3),
    "m2": UnitAtom(["m": 2]),
    "km2": UnitAtom(["m": 2], 1e6),
    "ha": UnitAtom(["m": 2], 1e4),
    // Of the US survey foot of 1200/3937 m, as NIST has it.
    "acre": UnitAtom(["m": 2], 62_726_400_000, over: 15_499_969),
    "L": UnitAtom(["m": 3], 1, over: 1000),
    "m3": UnitAtom(["m": 3]),
    "ft3": UnitAtom(["m": 3], 28_316_846_592, over: 1e12),
    "gal": UnitAtom(["m": 3], 3_785_411_784, over: 1e12),
    "bbl": UnitAtom(["m": 3], 158_987_294_928, over: 1e12),
    "person": UnitAtom(["person": 1]),
    "job": UnitAtom(["job": 1]),
    "vehicle": UnitAtom(["vehicle": 1]),
    "hour": UnitAtom(["s": 1], 3600),
    "day": UnitAtom(["s": 1], 86_400),
    "month": UnitAtom(["s": 1], 31_536_000, over: 12),
    "year": UnitAtom(["s": 1], 31_536_000),
  ]

  /// What files call an atom, in lower case, with single spaces.
  static let words: [String: String] = [
    "mt": "t", "tonne": "t", "tonnes": "t", "metric ton": "t", "metric tons": "t",
    "metric tonne": "t", "metric tonnes": "t", "tonelada": "t", "toneladas": "t",
    "kilogram": "kg", "kilograms": "kg", "kilo": "kg", "kilos": "kg", "kilogramo": "kg",
    "kilogramos": "kg", "kgs": "kg", "gram": "g", "grams": "g", "gramo": "g", "gramos": "g",
    "kilotonne": "kt", "kilotonnes": "kt", "kiloton": "kt", "kilotons": "kt",
    "megatonne": "Mt", "megatonnes": "Mt", "gigatonne": "Gt", "gigatonnes": "Gt",
    "pound": "lb", "pounds": "lb", "lbs": "lb", "libra": "lb", "libras": "lb",
    "short ton": "short_ton", "short tons": "short_ton", "long ton": "long_ton",
    "long tons": "long_ton", "troy oz": "troy_oz", "troy ounce": "troy_oz",
    "troy ounces": "troy_oz", "ozt": "troy_oz", "carats": "carat", "ct": "carat",
    "dry metric ton unit": "dmtu", "dry metric ton units": "dmtu",
    "joule": "J", "joules": "J", "watt": "W", "watts": "W", "kilowatt": "kW",
    "kilowatts": "kW", "megawatt": "MW", "megawatts": "MW", "gigawatt": "GW",
    "gigawatts": "GW", "watt hours": "Wh", "kilowatt hour": "kWh", "kilowatt hours": "kWh",
    "kilowatt-hours": "kWh", "megawatt hours": "MWh", "megawatt-hours": "MWh",
    "gigawatt hours": "GWh", "gigawatt-hours": "GWh", "terawatt hours": "TWh",
    "terawatt-hours": "TWh", "metre": "m", "metres": "m", "meter": "m", "meters": "m",
    "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
    "inches": "inch", "foot": "ft", "feet": "ft", "miles": "mile", "hectare": "ha",
    "hectares": "ha", "acres": "acre", "square metres": "m2", "square meters": "m2",
    "square kilometres": "km2", "square kilometers": "km2", "sq km": "km2",
    "cubic metre": "m3", "cubic metres": "m3", "cubic meter": "m3", "cubic meters": "m3",
    "cubic feet": "ft3", "litre": "L", "litres": "L", "liter": "L", "liters": "L", "l": "L",
    "gallon": "gal", "gallons": "gal", "barrel": "bbl", "barrels": "bbl",
    "persons": "person", "people": "person", "worker": "person", "workers": "person",
    "employee": "person", "employees": "person", "persona": "person", "personas": "person",
    "jobs": "job", "empleos": "job", "vehicles": "vehicle", "hours": "hour", "h": "hour",
    "days": "day", "months": "month", "years": "year", "yr": "year", "años": "year",
    "us dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD", "dollar": "USD",
    "dollars": "USD", "us$": "USD", "u.s.$": "USD", "$": "USD", "€": "EUR", "euro": "EUR",
    "euros": "EUR", "£": "GBP", "mexican peso": "MXN", "mexican pesos": "MXN", "mx$": "MXN",
    "toneladas métricas": "t", "tonelada métrica": "t", "kilotoneladas": "kt",
    "quilate": "carat", "quilates": "carat", "onza troy": "troy_oz", "onzas troy": "troy_oz",
    "kilovatios-hora": "kWh", "megavatios": "MW", "megawatts-hora": "MWh",
    "gigawatts-hora": "GWh", "metro": "m", "metros": "m", "kilómetro": "km",
    "kilómetros": "km", "hectárea": "ha", "hectáreas": "ha", "kilómetros cuadrados": "km2",
    "metros cuadrados": "m2", "metro cúbico": "m3", "metros cúbicos": "m3",
    "pies cúbicos": "ft3", "litro": "L", "litros": "L", "galón": "gal", "galones": "gal",
    "barril": "bbl", "barriles": "bbl", "trabajador": "person", "trabajadores": "person",
    "habitantes": "person", "empleo": "job", "puestos de trabajo": "job",
    "vehículo": "vehicle", "vehículos": "vehicle", "hora": "hour", "horas": "hour",
    "día": "day", "días": "day", "mes": "month", "meses": "month", "año": "year",
    "dólar": "USD", "dólares": "USD", "dólares estadounidenses": "USD",
    "peso mexicano": "MXN", "pesos mexicanos": "MXN", "libras esterlinas": "GBP",
    "canadian dollar": "CAD", "canadian dollars": "CAD", "c$": "CAD", "yen": "JPY",
  ]

  /// Words that mean several things, with the question to put.
  static let ambiguous: [String: [String]] = [
    "ton": ["t", "short_ton", "long_ton"], "tons": ["t", "short_ton", "long_ton"],
    "oz": ["troy_oz", "lb (16 oz)"], "ounce": ["troy_oz", "lb (16 ounces)"],
    "ounces": ["troy_oz", "lb (16 ounces)"], "dollar cent": ["USD", "CAD"],
    "billón": longScaleChoices, "billon": longScaleChoices, "billones": longScaleChoices,
    "onza": ["troy_oz", "lb (16 oz)"], "onzas": ["troy_oz", "lb (16 oz)"],
    "peso": ["MXN", "ARS", "CLP", "COP"],
    "pesos": ["MXN", "ARS", "CLP", "COP"],
    "mdp": ["million MXN", "million ARS", "million CLP", "million COP"],
    "mmdp": ["billion MXN", "billion ARS", "billion CLP", "billion COP"],
  ]

  /// What a billion may be where one can't tell whose it is.
  static let longScaleChoices = ["mil millones (10^9)", "millón de millones (10^12)"]

  /// Scale words of English that Spanish has too, with another size.
  static let longScaleWords: Set<String> = [
    "billion", "billions", "bn", "trillion", "trillions",
  ]

  /// Words that lead from a unit to what it is counted of.
  static let ofWords: Set<String> = ["of", "de", "del"]

  /// Words that tell that a unit is written in Spanish.
  static let spanishWords: Set<String> = [
    "de", "del", "por", "mil", "miles", "millón", "millones", "tonelada", "toneladas", "dólares",
    "pesos", "personas", "empleos",
  ]

  /// Words of sentences about data that are in no unit.
  static let sentenceWords: Set<String> = [
    "data", "in", "content", "reported", "values", "figures", "unless", "otherwise", "noted",
    "specified", "gross", "weight", "expressed", "are", "is", "datos", "en", "contenido",
    "cifras", "valores", "salvo", "expresado", "expresados",
  ]

  /// Short forms with a scale of their own.
  static let abbreviations: [String: (multiplier: Int, name: String)] = [
    "mdd": (6, "USD"), "mmdd": (9, "USD"),
  ]

  /// Scale words, each a power of ten.
  static let multipliers: [String: Int] = [
    "thousand": 3, "thousands": 3, "mil": 3, "miles": 3, "million": 6, "millions": 6, "mn": 6,
    "mln": 6,
    "millón": 6, "millones": 6, "billion": 9, "billions": 9, "bn": 9, "trillion": 12,
    "trillions": 12,
  ]
}

/// ISO 4217 currency codes: those in use (list one of the maintenance agency, with its codes for funds and
/// precious metals), and those withdrawn since (list three), which long series still have.
enum Currency {
  static let codes: Set<String> = Set(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
    KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VED VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWG
    BOV CHE CHW COU USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XCG XPD XPT XSU XUA
    ADP AFA ALK AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BOP BRB BRC BRE BRN
    BRR BUK BYB BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE
    GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO
    MTL MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD
    SUR TJR TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU XRE YDD YUD YUM YUN ZAL ZMK
    ZRN ZRZ ZWC ZWD ZWL ZWN ZWR
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )
}
