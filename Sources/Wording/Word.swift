public import Indicators

/// Prints a value of a cube for readers.
///
/// The value is rounded once, half to even, on the shortest decimal that reads back to it. The minus is
/// U+2212, and what belongs to the number is joined to it by U+00A0.
///
/// - Parameters:
///   - value: What is printed, in `unit`.
///   - unit: Its unit; which formats fit depends on it.
///   - decimals: How many decimals the indicator is printed with when no format says it; without them
///     three significant digits.
///   - format: How; without one the default of formats.md section 7.
///   - language: Whose words and customs are used.
///   - bound: `>` or `<` where the publisher gave a bound only.
///   - labels: Where the words after "of" in a unit are looked up (as `unit` in labels.csv).
/// - Returns: The number, with its sign, scale and unit as far as the format asks for them.
/// - Throws: ``WordingError`` if the format is not for such a value.
public func word(
  _ value: Double,
  unit: Unit,
  decimals: Int? = nil,
  format: ValueFormat? = nil,
  in language: Language,
  bound: String = "",
  labels: Labels? = nil
) throws(WordingError) -> String {
  guard let number = DecimalNumber(value) else { throw .notFinite }
  guard let format else {
    return bound + defaultWord(number, unit: unit, decimals: decimals, in: language)
  }
  switch format.kind {
  case .number(let pattern):
    guard unit.meaning != .truth else { throw .notNumber(format: format.description) }
    let text = try numberWord(
      number,
      unit: unit,
      pattern: pattern,
      format: format,
      in: language,
      labels: labels
    )
    return bound + text
  case .ordinal:
    return ordinal(try wholeNumber(value, format: format), in: language)
  case .words:
    return numberWords(try wholeNumber(value, format: format), in: language)
  case .year:
    return signed(number.rounded(toDecimals: 0), decimals: 0, isGrouped: false)
  case .month, .date, .quarter:
    throw .notPeriod(format: format.description)
  case .identifier:
    throw .notNumber(format: format.description)
  }
}

/// Prints a period as a format asks: `year`, `month`, `date`, `quarter`; without one by its frequency.
///
/// - Throws: ``WordingError`` for a format of numbers, and for a month, day or quarter of a longer
///   period.
public func word(
  _ period: Period,
  format: ValueFormat?,
  in language: Language
) throws(WordingError) -> String {
  guard let format else { return periodName(period, in: language) }
  switch format.kind {
  case .year where !period.isAverage:
    return String(period.year)
  case .month where period.frequency == .monthly || period.frequency == .daily:
    let day = period.firstDay
    return monthName(year: day.year, month: day.month, in: language)
  case .date where period.frequency == .daily:
    return dateName(period.firstDay, in: language)
  case .quarter
  where period.frequency == .monthly || period.frequency == .daily
    || period.frequency == .quarterly:
    let day = period.firstDay
    return periodName(.quarter(day.year, (day.month + 2) / 3), in: language)
  case .identifier:
    return period.description
  case .year, .month, .date, .quarter:
    throw .notPeriod(format: format.description)
  case .number, .ordinal, .words:
    throw .notNumber(format: format.description)
  }
}

/// A number with its decimals, grouped by thousands; for cells, axes and labels that say their unit
/// elsewhere.
///
/// - Returns: An en dash for an infinity or NaN, which no cube holds.
public func number(_ value: Double, decimals: Int, hasSign: Bool = false, in language: Language)
  -> String
{
  guard let number = DecimalNumber(value) else { return "–" }
  let text = signed(number.rounded(toDecimals: decimals), decimals: decimals, hasSign: hasSign)
  return text
}

/// A value with its unit, as lists of values of many units print it: "5,780 t", "48%",
/// "126.3 (2018 = 100)".
///
/// - Parameters:
///   - value: What is printed.
///   - unit: Its unit, which stands behind the number.
///   - decimals: How many decimals; without them up to six significant digits.
///   - language: Whose words and customs are used.
///   - labels: Where the words after "of" in a unit are looked up.
/// - Returns: The number, joined to its unit by a space.
public func measured(
  _ value: Double,
  unit: Unit,
  decimals: Int?,
  in language: Language,
  labels: Labels? = nil
) -> String {
  let places = decimals ?? shortestDecimals(of: value, digits: 6)
  switch unit.meaning {
  case .percent, .percentagePoint, .truth:
    return (try? word(value, unit: unit, decimals: places, in: language)) ?? "–"
  case .rank, .count:
    return number(value, decimals: places, in: language)
  case .index(let base):
    let text = number(value, decimals: places, in: language)
    return base.map { "\(text) (\(indexBase($0)))" } ?? text
  case .quantity:
    let text = number(value, decimals: places, in: language)
    let name = unitName(unit, in: language, style: .short, labels: labels)
    return name.isEmpty ? text : "\(text) \(name)"
  }
}

/// How many decimals some significant digits take, and no more than the value has.
public func defaultDecimals(of value: Double, digits: Int = 3) -> Int {
  guard let number = DecimalNumber(value) else { return 0 }
  return max(0, min(number.decimals, number.decimals(forDigits: digits)))
}

/// The same without zeros at the end of what is rounded: 87.39999999 is 87.4.
public func shortestDecimals(of value: Double, digits: Int) -> Int {
  let places = defaultDecimals(of: value, digits: digits)
  return DecimalNumber(value).map { max(0, $0.rounded(toDecimals: places).decimals) } ?? places
}

/// The number that is read where a value is printed with some decimals.
public func rounded(_ value: Double, toDecimals decimals: Int) -> Double {
  DecimalNumber(value)?.rounded(toDecimals: decimals).value ?? value
}

private func defaultWord(
  _ number: DecimalNumber,
  unit: Unit,
  decimals: Int?,
  in language: Language
) -> String {
  if unit.meaning == .truth {
    return number.isZero ? language.pick("no", "no") : language.pick("yes", "sí")
  }
  let places = decimals ?? min(number.decimals, number.decimals(forDigits: 3))
  let text = signed(number.rounded(toDecimals: places), decimals: max(0, places))
  return text + suffix(of: unit)
}

/// What always stands after a number of a unit: `%`, ` pp`, or nothing.
func suffix(of unit: Unit) -> String {
  switch unit.meaning {
  case .percent: "%"
  case .percentagePoint: noBreakSpace + "pp"
  case .quantity, .index, .rank, .count, .truth: ""
  }
}

private func numberWord(
  _ number: DecimalNumber,
  unit: Unit,
  pattern: ValueFormat.Pattern,
  format: ValueFormat,
  in language: Language,
  labels: Labels?
) throws(WordingError) -> String {
  func refuse(_ expected: String) -> WordingError {
    .unit(format: format.description, expected: expected, actual: unit)
  }
  var number = number
  var unit = unit
  if let conversion = pattern.conversion {
    (number, unit) = try converted(number, from: unit, to: conversion)
  }
  var suffix = ""
  switch pattern.suffix {
  case .none: break
  case .percent:
    if unit.isPlainNumber {
      number = number.scaled(byPowerOfTen: 2 + unit.multiplier)
    } else if unit.meaning != .percent {
      throw refuse("per cents")
    }
    suffix = "%"
  case .percentagePoints:
    guard unit.meaning == .percentagePoint else { throw refuse("percentage points") }
    suffix = noBreakSpace + "pp"
  }
  let scale = scalePower(of: number, unit: unit, pattern: pattern)
  if let scale {
    guard unit.takesScale else { throw refuse("amounts with a scale") }
    number = number.scaled(byPowerOfTen: unit.multiplier - scale)
  }
  let places = decimals(of: number, pattern: pattern)
  number = number.rounded(toDecimals: places)
  let sign = number.isNegative ? minusSign : pattern.hasSign && !number.isZero ? "+" : ""
  let digits = number.text(decimals: max(0, places), isGrouped: pattern.isGrouped)
  let isOne = digits == "1"
  if pattern.isMoney {
    guard let currency = unit.currency else { throw refuse("money") }
    let scaleText = scaleWord(scale ?? unit.multiplier, isOne: isOne, in: language)
    let rest = scaleText.isEmpty ? "" : noBreakSpace + scaleText
    return sign + currencySign(currency, in: language) + digits + rest
      + perUnit(unit, leavingOut: currency)
  }
  if pattern.hasUnit {
    let scaled = scale.map { unit.scaled(toMultiplier: $0) } ?? unit
    return sign + digits + unitAfterNumber(scaled, isOne: isOne, in: language, labels: labels)
  }
  if let scale {
    let word = scaleWord(scale, isOne: isOne, in: language)
    return sign + digits + suffix + (word.isEmpty ? "" : noBreakSpace + word)
  }
  return sign + digits + suffix
}

private func decimals(of number: DecimalNumber, pattern: ValueFormat.Pattern) -> Int {
  switch pattern.precision {
  case .decimals(let count): count
  case .digits(let count): min(number.decimals, number.decimals(forDigits: count))
  }
}

/// The power of ten a format rescales to; nothing where the unit's multiplier stays.
private func scalePower(
  of number: DecimalNumber,
  unit: Unit,
  pattern: ValueFormat.Pattern
) -> Int? {
  switch pattern.scale {
  case .own: return nil
  case .fixed(let power): return power
  case .automatic:
    // The first scale in which the rounded number stays below a thousand: 999,960 is 1.0 million.
    for power in [0, 3, 6, 9] {
      let scaled = number.scaled(byPowerOfTen: unit.multiplier - power)
      let rounded = scaled.rounded(toDecimals: decimals(of: scaled, pattern: pattern))
      if (rounded.magnitude ?? 0) < 3 { return power }
    }
    return 12
  }
}

private func wholeNumber(_ value: Double, format: ValueFormat) throws(WordingError) -> Int {
  let whole = value.rounded()
  // What a formula computes as a whole number may be off by the last bits.
  guard abs(value - whole) <= 1e-9 * max(1, abs(whole)), abs(whole) < 1_000_000 else {
    throw .notWhole(format: format.description)
  }
  return Int(whole)
}

/// A rounded number with its sign.
func signed(
  _ number: DecimalNumber,
  decimals: Int,
  isGrouped: Bool = true,
  hasSign: Bool = false
) -> String {
  let sign = number.isNegative ? minusSign : hasSign && !number.isZero ? "+" : ""
  return sign + number.text(decimals: max(0, decimals), isGrouped: isGrouped)
}
