public import Indicators

/// Where a unit's name stands.
public enum UnitStyle: Hashable, Sendable {
  /// In a figure's subtitle or a sentence: "million US dollars, constant 2024 prices".
  case subtitle

  /// Beside an axis or in a column: "US$ million", "thousand t".
  case axis

  /// Where there is hardly room: "US$ m", "kt", "mdd".
  case short
}

/// A unit by its name, without a number before it.
///
/// The words after "of" are looked up in the folder's labels (as `unit` in labels.csv); those it lacks
/// are printed as the file has them. A plain number and a truth have an empty name.
public func unitName(
  _ unit: Unit,
  in language: Language,
  style: UnitStyle = .subtitle,
  labels: Labels? = nil
) -> String {
  let whole =
    unit.of.isEmpty ? "" : " " + of(wholeName(unit.of, in: language, labels: labels), in: language)
  switch unit.meaning {
  case .percent:
    return style == .subtitle || whole.isEmpty ? "%" + whole : "%"
  case .percentagePoint:
    let points = language.pick("percentage points", "puntos porcentuales")
    return style == .subtitle ? points + whole : "pp"
  case .index(let base):
    let name = language.pick("index", "índice")
    guard let base else { return name }
    let equation = indexBase(base)
    return style == .subtitle ? "\(name), \(equation)" : equation
  case .rank: return language.pick("rank", "lugar")
  case .count:
    let name = quantityName(unit, in: language, style: style)
    return name.isEmpty ? language.pick("number", "número") + whole : name + whole
  case .truth: return ""
  case .quantity:
    let name = quantityName(unit, in: language, style: style)
    let basis = unit.basis.map { basisName($0, in: language, style: style) } ?? ""
    return [name + whole, basis].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// `2018` and `2018=100` alike as "2018 = 100".
func indexBase(_ base: String) -> String {
  let parts = base.split(separator: "=").map { $0.split(separator: " ").joined(separator: " ") }
  return parts.count == 2 ? parts.joined(separator: " = ") : "\(base) = 100"
}

private func wholeName(_ whole: String, in language: Language, labels: Labels?) -> String {
  if let label = labels?.entry(for: whole, of: "unit")?.name[language.code] { return label }
  guard language == .mexicanSpanish else { return whole }
  switch whole {
  case "GDP": return "el PIB"
  case "total": return "el total"
  case "population": return "la población"
  case "exports": return "las exportaciones"
  case "imports": return "las importaciones"
  case "output": return "la producción"
  default: return whole
  }
}

/// "constant 2024 prices"; shorter on an axis: "2024 prices".
public func basisName(
  _ basis: Unit.Basis,
  in language: Language,
  style: UnitStyle = .subtitle
) -> String {
  let isLong = style == .subtitle
  switch basis {
  case .nominal:
    return language.pick("current prices", "precios corrientes")
  case .constant(let base):
    let time = periodName(base, in: language, style: isLong ? .long : .short)
    return isLong
      ? language.pick("constant \(time) prices", "precios constantes de \(time)")
      : language.pick("\(time) prices", "precios de \(time)")
  case .chained(let year):
    return language.pick("chained \(year) prices", "precios encadenados de \(year)")
  case .purchasingPower(let year):
    return isLong
      ? language.pick(
        "purchasing power parity of \(year)",
        "paridad del poder adquisitivo de \(year)"
      )
      : language.pick("PPP \(year)", "PPA \(year)")
  }
}

/// Multiplier and atoms in words or symbols.
private func quantityName(_ unit: Unit, in language: Language, style: UnitStyle) -> String {
  if style == .short, let name = houseForm(unit, in: language) { return name }
  let factors = unit.sortedAtoms
  let isSymbolic = style != .subtitle
  let above = factors.filter { $0.power > 0 }.map { factor in
    atomText(factor, isOne: false, isSymbolic: isSymbolic, in: language)
  }.joined(separator: isSymbolic ? "·" : "-")
  let below = factors.filter { $0.power < 0 }.map { factor in
    atomText((factor.atom, -factor.power), isOne: true, isSymbolic: isSymbolic, in: language)
  }
  let scale = labelScale(unit.multiplier, in: language)
  let isMoney = unit.currency != nil
  var name: String
  if scale.isEmpty {
    name = above
  } else if above.isEmpty {
    name = scale
  } else if isSymbolic, isMoney {
    name = language.pick("\(above) \(scale)", "\(scale) de \(above)")
  } else {
    name = language.pick("\(scale) \(above)", "\(scale) de \(above)")
  }
  guard !below.isEmpty else { return name }
  if isSymbolic { return name + below.map { "/" + $0 }.joined() }
  let per = language.pick("per", "por")
  if name.isEmpty { return below.map { "\(per) \($0)" }.joined(separator: " ") }
  name += below.map { " \(per) \($0)" }.joined()
  return name
}

/// A scale as a noun before a unit: "million", "millones" (de dólares), "miles" (de toneladas).
private func labelScale(_ power: Int, in language: Language) -> String {
  if power == 3, language == .mexicanSpanish { return "miles" }
  return scaleWord(power, isOne: false, in: language)
}

private func atomText(
  _ factor: (atom: String, power: Int),
  isOne: Bool,
  isSymbolic: Bool,
  in language: Language
) -> String {
  let words = atomWords[factor.atom] ?? currencyWords[factor.atom]
  if isSymbolic {
    let symbol = symbol(of: factor.atom, words: words, isOne: isOne, in: language)
    return symbol + (factor.power == 1 ? "" : superscript(factor.power))
  }
  let word = words?.word(isOne: isOne, in: language) ?? factor.atom
  switch factor.power {
  case 1: return word
  case 2: return language.pick("square \(word)", "\(word) \(isOne ? "cuadrado" : "cuadrados")")
  case 3: return language.pick("cubic \(word)", "\(word) \(isOne ? "cúbico" : "cúbicos")")
  default: return word + superscript(factor.power)
  }
}

/// A symbol; what has none (persons, jobs, years) prints its word.
private func symbol(
  of atom: String,
  words: AtomWords?,
  isOne: Bool,
  in language: Language
) -> String {
  guard let words else { return atom }
  let hasNoSymbol = words.symbol == words.english.many
  return hasNoSymbol ? words.word(isOne: isOne, in: language) : words.symbol
}

/// The abbreviations of the press: US$ m, kt; mdd and mdp (millones de dólares, de pesos).
private func houseForm(_ unit: Unit, in language: Language) -> String? {
  let factors = unit.sortedAtoms
  guard factors.count == 1, factors[0].power == 1 else { return nil }
  let atom = factors[0].atom
  if atom == "t" {
    switch unit.multiplier {
    case 3: return "kt"
    case 6: return "Mt"
    case 9: return "Gt"
    default: return nil
    }
  }
  guard unit.isMoney else { return nil }
  if language == .mexicanSpanish {
    let letter = atom == "USD" ? "d" : atom == "MXN" ? "p" : nil
    guard let letter else { return nil }
    switch unit.multiplier {
    case 6: return "md" + letter
    case 9: return "mmd" + letter
    default: return nil
    }
  }
  let sign = currencyWords[atom]?.symbol ?? atom
  switch unit.multiplier {
  case 3: return sign + noBreakSpace + "k"
  case 6: return sign + noBreakSpace + "m"
  case 9: return sign + noBreakSpace + "bn"
  case 12: return sign + noBreakSpace + "tn"
  default: return nil
  }
}

/// The unit as it follows a number, with the blank or none before it: " million US dollars", "% of GDP".
func unitAfterNumber(
  _ unit: Unit,
  isOne: Bool,
  in language: Language,
  labels: Labels?
) -> String {
  let whole =
    unit.of.isEmpty ? "" : " " + of(wholeName(unit.of, in: language, labels: labels), in: language)
  switch unit.meaning {
  case .percent: return "%" + whole
  case .percentagePoint: return noBreakSpace + "pp"
  case .index(let base): return base.map { " (\(indexBase($0)))" } ?? ""
  case .rank, .truth: return ""
  case .quantity, .count: break
  }
  let factors = unit.sortedAtoms
  let isScaled = unit.multiplier != 0
  let above = factors.filter { $0.power > 0 }.map { factor in
    atomText(factor, isOne: isOne && !isScaled, isSymbolic: false, in: language)
  }.joined(separator: "-")
  let below = factors.filter { $0.power < 0 }.map { factor in
    language.pick("per ", "por ")
      + atomText((factor.atom, -factor.power), isOne: true, isSymbolic: false, in: language)
  }
  let scale = scaleWord(unit.multiplier, isOne: isOne, in: language)
  // "5 millones de dólares", but "5 mil dólares".
  let joint = language == .mexicanSpanish && unit.multiplier >= 6 && !above.isEmpty ? "de " : ""
  let words = [scale, above.isEmpty ? "" : joint + above] + below
  let text = words.filter { !$0.isEmpty }.joined(separator: " ") + whole
  return text.isEmpty ? "" : noBreakSpace + text
}

/// A currency's sign before a number, with what stands between: "US$", "US$ ", "MXN ".
func currencySign(_ currency: String, in language: Language) -> String {
  let sign = currencyWords[currency]?.symbol ?? currency
  let isCode = sign == currency
  return sign + (isCode || language == .mexicanSpanish ? noBreakSpace : "")
}

/// "/t" of US dollars a tonne, for money; empty for plain money.
func perUnit(_ unit: Unit, leavingOut currency: String) -> String {
  unit.sortedAtoms.filter { $0.atom != currency }.map { factor in
    let words = atomWords[factor.atom]
    let symbol = words.map { $0.symbol == $0.english.many ? $0.english.one : $0.symbol }
    let power = factor.power.magnitude == 1 ? "" : superscript(Int(factor.power.magnitude))
    return (factor.power < 0 ? "/" : "·") + (symbol ?? factor.atom) + power
  }.joined()
}

extension Unit {
  /// The atoms, those above the line first, each group by name.
  var sortedAtoms: [(atom: String, power: Int)] {
    atoms.map { (atom: $0.key, power: $0.value) }
      .sorted { ($0.power < 0 ? 1 : 0, $0.atom) < ($1.power < 0 ? 1 : 0, $1.atom) }
  }

  /// The one currency above the line; nothing if there is none or several.
  var currency: String? {
    let codes = currencies
    guard codes.count == 1, atoms[codes[0]] == 1 else { return nil }
    return codes[0]
  }

  /// Whether its numbers may be printed in thousands or millions.
  var takesScale: Bool {
    switch meaning {
    case .quantity, .count: true
    case .percent, .percentagePoint, .index, .rank, .truth: false
    }
  }
}
