import Indicators

/// The codes that SDMX files write for units, as ours.
///
/// Those of the cross-domain list CL_UNIT_MEASURE and of the lists of Eurostat, the OECD, the ECB, the
/// IMF and the World Bank that mean one thing. Currencies are their ISO codes.
enum SDMXUnits {
  static func unit(_ code: String, base: String) -> String? {
    if let words = codes[code] { return words }
    if code == "IX" || code == "INX" || code == "IDX" || code == "INDEX" {
      guard !base.isEmpty else { return "index" }
      return base.contains("=") ? "index \(base)" : "index \(base)=100"
    }
    // Eurostat: `I15` is the index with 2015 = 100; `MIO_EUR`, `THS_T` have their scale in front.
    if code.hasPrefix("I"), code.utf8.count == 3, let year = Int(code.dropFirst()) {
      return "index \(year < 50 ? 2000 + year : 1900 + year)=100"
    }
    for (prefix, scale) in [("THS_", "thousand"), ("MIO_", "million"), ("BIO_", "billion")]
    where code.hasPrefix(prefix) {
      guard let rest = unit(String(code.dropFirst(prefix.count)), base: "") else { return nil }
      return rest.first?.isNumber == true ? "\(scale) count" : "\(scale) \(rest)"
    }
    // Eurostat: `CP_MEUR` is in current prices, `CLV10_MEUR` in chained ones of 2010, `CLV_I15` an index
    // of these; `PCH_` and `RCH_` are changes in per cent.
    if code.hasPrefix("CLV_I") { return unit(String(code.dropFirst(4)), base: "") }
    if code.hasPrefix("CLV"), code.hasSuffix("_MEUR"), let year = Int(code.dropFirst(3).prefix(2)) {
      return "million EUR, chained \(year < 50 ? 2000 + year : 1900 + year)"
    }
    if ["PCH_", "RCH_", "CLV_PCH_"].contains(where: code.hasPrefix) { return "percent" }
    if code.hasPrefix("PC_") || code.hasPrefix("PT_") {
      let of = String(code.dropFirst(3))
      return "percent of \(shares[of] ?? of)"
    }
    if code.utf8.count == 3, code.utf8.allSatisfy({ 0x41...0x5A ~= $0 }),
      let unit = try? Unit.parse(code), unit.isMoney
    {
      return code
    }
    return nil
  }

  /// The unit that a code's label tells: `Per cent per year`, `Percentage of GDP`, `Index, 2010 = 100`.
  static func unit(label: String) -> String? {
    let lower = label.lowercased()
    if ["per cent", "percent", "per cent per year", "percent per annum", "percentage"].contains(
      lower
    ) {
      return "percent"
    }
    for start in ["percentage of ", "per cent of ", "percent of "] where lower.hasPrefix(start) {
      return "percent of \(label.dropFirst(start.count))"
    }
    if let index = lower.firstRange(of: "index, ") {
      let base = lower[index.upperBound...].filter { $0 != " " }
      if base.hasSuffix("=100") { return "index \(base)" }
    }
    return (try? Unit.parse(label)) == nil ? nil : label
  }

  private static let codes: [String: String] = [
    "PC": "percent", "PT": "percent", "PCT": "percent", "PERCENT": "percent", "%": "percent",
    "PCPA": "percent", "PA": "percent", "368": "percent", "CP_MEUR": "million EUR, nominal",
    "EUR_KWH": "EUR/kWh", "PCCH": "percent", "PP": "pp", "PC_PNT": "pp",
    "PN": "count", "NUMBER": "count", "NUM": "count", "NR": "count", "NB": "count",
    "UNIT": "count", "COUNT": "count", "PURE_NUMB": "1", "PN1": "1", "RATIO": "1", "RT": "1",
    "PS": "person", "PERS": "person", "PER": "person", "PERSON": "person", "PERSONS": "person",
    "HAB": "person", "JOB": "job", "HR": "hour", "HOUR": "hour", "HOURS": "hour", "YR": "year",
    "YEAR": "year", "YEARS": "year", "KG": "kg", "T": "t", "TNE": "t", "TONNE": "t",
    "TONNES": "t", "TON_M": "t", "KT": "kt", "LB": "lb", "KM": "km", "KM2": "km2",
    "HA": "ha", "M3": "m3", "M2": "m2", "L": "L", "GWH": "GWh", "MWH": "MWh", "KWH": "kWh",
    "TWH": "TWh", "TJ": "TJ", "PJ": "PJ", "GJ": "GJ", "MW": "MW", "GW": "GW",
    "EUR_HAB": "EUR/person",
    "EUR_T": "EUR/t", "EUR_KG": "EUR/kg", "EUR_HR": "EUR/hour", "USD_T": "USD/t",
    "EUR_M2": "EUR/m2", "T_HAB": "t/person", "KG_HAB": "kg/person",
  ]

  private static let shares: [String: String] = [
    "GDP": "GDP", "B1GQ": "GDP", "POP": "population", "TOT": "total", "ACT": "active population",
    "EMP": "employment", "LF": "labour force",
  ]

  /// Codes that mean something else in each country, or nothing that can be added up, with why.
  static func refusal(of code: String) -> String? {
    switch code {
    case "XDC", "NAC", "MIO_NAC", "XDC_R_B1GQ", "CU", "NATIONAL_CURRENCY":
      "each country has its own currency"
    case "USD_PPP", "PPS", "USD_PPP_PS": "the year of the purchasing power parities isn't said"
    default: nil
    }
  }
}
