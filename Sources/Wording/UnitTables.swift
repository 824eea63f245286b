/// The words of one atom of a unit in both languages.
struct AtomWords: Sendable {
  let english: (one: String, many: String)
  let spanish: (one: String, many: String)

  /// The symbol on axes and in narrow columns; of a currency, its sign.
  let symbol: String

  init(
    _ englishOne: String,
    _ englishMany: String,
    _ spanishOne: String,
    _ spanishMany: String,
    _ symbol: String
  ) {
    english = (englishOne, englishMany)
    spanish = (spanishOne, spanishMany)
    self.symbol = symbol
  }

  func word(isOne: Bool, in language: Language) -> String {
    let pair = language.pick(english, spanish)
    return isOne ? pair.one : pair.many
  }
}

/// The atoms that are not currencies (formats.md section 3).
let atomWords: [String: AtomWords] = [
  "kg": AtomWords("kilogram", "kilograms", "kilogramo", "kilogramos", "kg"),
  "g": AtomWords("gram", "grams", "gramo", "gramos", "g"),
  "t": AtomWords("tonne", "tonnes", "tonelada", "toneladas", "t"),
  "kt": AtomWords("kilotonne", "kilotonnes", "kilotonelada", "kilotoneladas", "kt"),
  "Mt": AtomWords("megatonne", "megatonnes", "megatonelada", "megatoneladas", "Mt"),
  "Gt": AtomWords("gigatonne", "gigatonnes", "gigatonelada", "gigatoneladas", "Gt"),
  "lb": AtomWords("pound", "pounds", "libra", "libras", "lb"),
  "short_ton": AtomWords(
    "short ton",
    "short tons",
    "tonelada corta",
    "toneladas cortas",
    "short ton"
  ),
  "long_ton": AtomWords("long ton", "long tons", "tonelada larga", "toneladas largas", "long ton"),
  "troy_oz": AtomWords("troy ounce", "troy ounces", "onza troy", "onzas troy", "oz t"),
  "carat": AtomWords("carat", "carats", "quilate", "quilates", "ct"),
  "J": AtomWords("joule", "joules", "julio", "julios", "J"),
  "kJ": AtomWords("kilojoule", "kilojoules", "kilojulio", "kilojulios", "kJ"),
  "MJ": AtomWords("megajoule", "megajoules", "megajulio", "megajulios", "MJ"),
  "GJ": AtomWords("gigajoule", "gigajoules", "gigajulio", "gigajulios", "GJ"),
  "TJ": AtomWords("terajoule", "terajoules", "terajulio", "terajulios", "TJ"),
  "PJ": AtomWords("petajoule", "petajoules", "petajulio", "petajulios", "PJ"),
  "Wh": AtomWords("watt-hour", "watt-hours", "vatio-hora", "vatios-hora", "Wh"),
  "kWh": AtomWords("kilowatt-hour", "kilowatt-hours", "kilovatio-hora", "kilovatios-hora", "kWh"),
  "MWh": AtomWords("megawatt-hour", "megawatt-hours", "megavatio-hora", "megavatios-hora", "MWh"),
  "GWh": AtomWords("gigawatt-hour", "gigawatt-hours", "gigavatio-hora", "gigavatios-hora", "GWh"),
  "TWh": AtomWords("terawatt-hour", "terawatt-hours", "teravatio-hora", "teravatios-hora", "TWh"),
  "kW": AtomWords("kilowatt", "kilowatts", "kilovatio", "kilovatios", "kW"),
  "MW": AtomWords("megawatt", "megawatts", "megavatio", "megavatios", "MW"),
  "GW": AtomWords("gigawatt", "gigawatts", "gigavatio", "gigavatios", "GW"),
  "mm": AtomWords("millimetre", "millimetres", "milímetro", "milímetros", "mm"),
  "cm": AtomWords("centimetre", "centimetres", "centímetro", "centímetros", "cm"),
  "m": AtomWords("metre", "metres", "metro", "metros", "m"),
  "km": AtomWords("kilometre", "kilometres", "kilómetro", "kilómetros", "km"),
  "mile": AtomWords("mile", "miles", "milla", "millas", "mi"),
  "inch": AtomWords("inch", "inches", "pulgada", "pulgadas", "in"),
  "ft": AtomWords("foot", "feet", "pie", "pies", "ft"),
  "m2": AtomWords(
    "square metre",
    "square metres",
    "metro cuadrado",
    "metros cuadrados",
    "m²"
  ),
  "km2": AtomWords(
    "square kilometre",
    "square kilometres",
    "kilómetro cuadrado",
    "kilómetros cuadrados",
    "km²"
  ),
  "ha": AtomWords("hectare", "hectares", "hectárea", "hectáreas", "ha"),
  "acre": AtomWords("acre", "acres", "acre", "acres", "acres"),
  "L": AtomWords("litre", "litres", "litro", "litros", "L"),
  "m3": AtomWords("cubic metre", "cubic metres", "metro cúbico", "metros cúbicos", "m³"),
  "ft3": AtomWords("cubic foot", "cubic feet", "pie cúbico", "pies cúbicos", "ft³"),
  "gal": AtomWords("gallon", "gallons", "galón", "galones", "gal"),
  "bbl": AtomWords("barrel", "barrels", "barril", "barriles", "bbl"),
  "dmtu": AtomWords(
    "dry metric ton unit",
    "dry metric ton units",
    "unidad de tonelada métrica seca",
    "unidades de tonelada métrica seca",
    "dmtu"
  ),
  "person": AtomWords("person", "persons", "persona", "personas", "persons"),
  "job": AtomWords("job", "jobs", "empleo", "empleos", "jobs"),
  "vehicle": AtomWords("vehicle", "vehicles", "vehículo", "vehículos", "vehicles"),
  "year": AtomWords("year", "years", "año", "años", "years"),
  "month": AtomWords("month", "months", "mes", "meses", "months"),
  "day": AtomWords("day", "days", "día", "días", "days"),
  "hour": AtomWords("hour", "hours", "hora", "horas", "h"),
]

/// The currencies whose names are common in reports; any other prints its ISO 4217 code.
let currencyWords: [String: AtomWords] = [
  "ARS": AtomWords(
    "Argentine peso",
    "Argentine pesos",
    "peso argentino",
    "pesos argentinos",
    "ARS"
  ),
  "AUD": AtomWords(
    "Australian dollar",
    "Australian dollars",
    "dólar australiano",
    "dólares australianos",
    "A$"
  ),
  "BOB": AtomWords("boliviano", "bolivianos", "boliviano", "bolivianos", "BOB"),
  "BRL": AtomWords(
    "Brazilian real",
    "Brazilian reais",
    "real brasileño",
    "reales brasileños",
    "R$"
  ),
  "CAD": AtomWords(
    "Canadian dollar",
    "Canadian dollars",
    "dólar canadiense",
    "dólares canadienses",
    "C$"
  ),
  "CHF": AtomWords("Swiss franc", "Swiss francs", "franco suizo", "francos suizos", "CHF"),
  "CLP": AtomWords("Chilean peso", "Chilean pesos", "peso chileno", "pesos chilenos", "CLP"),
  "CNY": AtomWords("yuan", "yuan", "yuan", "yuanes", "CNY"),
  "COP": AtomWords(
    "Colombian peso",
    "Colombian pesos",
    "peso colombiano",
    "pesos colombianos",
    "COP"
  ),
  "EUR": AtomWords("euro", "euros", "euro", "euros", "€"),
  "GBP": AtomWords(
    "pound sterling",
    "pounds sterling",
    "libra esterlina",
    "libras esterlinas",
    "£"
  ),
  "IDR": AtomWords("rupiah", "rupiah", "rupia indonesia", "rupias indonesias", "IDR"),
  "INR": AtomWords("Indian rupee", "Indian rupees", "rupia india", "rupias indias", "₹"),
  "JPY": AtomWords("yen", "yen", "yen", "yenes", "¥"),
  "KRW": AtomWords("won", "won", "won", "wones", "KRW"),
  "MXN": AtomWords("Mexican peso", "Mexican pesos", "peso", "pesos", "MXN"),
  "NOK": AtomWords(
    "Norwegian krone",
    "Norwegian kroner",
    "corona noruega",
    "coronas noruegas",
    "NOK"
  ),
  "PEN": AtomWords("sol", "soles", "sol", "soles", "PEN"),
  "PLN": AtomWords("zloty", "zlotys", "esloti", "eslotis", "PLN"),
  "RUB": AtomWords("rouble", "roubles", "rublo", "rublos", "RUB"),
  "SEK": AtomWords("Swedish krona", "Swedish kronor", "corona sueca", "coronas suecas", "SEK"),
  "USD": AtomWords("US dollar", "US dollars", "dólar", "dólares", "US$"),
  "ZAR": AtomWords("rand", "rand", "rand", "rands", "R"),
]

/// "million", "mil millones": a scale as it follows a number; empty for none.
///
/// - Returns: A power of ten in digits (`10⁻³`) where no word is usual.
func scaleWord(_ power: Int, isOne: Bool, in language: Language) -> String {
  switch (power, language) {
  case (0, _): ""
  case (3, .english): "thousand"
  case (6, .english): "million"
  case (9, .english): "billion"
  case (12, .english): "trillion"
  case (3, _): "mil"
  case (6, _): isOne ? "millón" : "millones"
  case (9, _): "mil" + noBreakSpace + "millones"
  case (12, _): isOne ? "billón" : "billones"
  default: "× 10" + superscript(power)
  }
}

/// An exponent in superior figures: ², ⁻³.
func superscript(_ value: Int) -> String {
  let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  let figures = String(value.magnitude).compactMap { $0.wholeNumberValue.map { digits[$0] } }
  return (value < 0 ? "⁻" : "") + String(figures)
}
