/// A whole number in words: three, veintiuno (masculine, as a noun).
///
/// - Precondition: The number is less than a million on either side of zero.
func numberWords(_ value: Int, in language: Language) -> String {
  precondition(value.magnitude < 1_000_000, "numbers below a million are said")
  let words = language.pick(englishWords, spanishWords)(Int(value.magnitude))
  return value < 0 ? language.pick("minus ", "menos ") + words : words
}

/// A rank: 3rd, 3.º.
func ordinal(_ value: Int, in language: Language) -> String {
  let digits = (value < 0 ? minusSign : "") + grouped(Int(value.magnitude))
  guard language == .english else { return digits + ".º" }
  let rest = value.magnitude % 100
  guard !(11...13).contains(rest) else { return digits + "th" }
  switch rest % 10 {
  case 1: return digits + "st"
  case 2: return digits + "nd"
  case 3: return digits + "rd"
  default: return digits + "th"
  }
}

private func grouped(_ value: Int) -> String {
  guard value >= 1000 else { return String(value) }
  let rest = String(value % 1000)
  return grouped(value / 1000) + "," + String(repeating: "0", count: 3 - rest.count) + rest
}

private let englishSmall = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
  "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
private let englishTens = [
  "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
]

private func englishWords(_ value: Int) -> String {
  switch value {
  case ..<20: return englishSmall[value]
  case ..<100:
    let rest = value % 10
    return englishTens[value / 10] + (rest == 0 ? "" : "-" + englishSmall[rest])
  case ..<1000:
    let rest = value % 100
    return englishSmall[value / 100] + " hundred" + (rest == 0 ? "" : " and " + englishWords(rest))
  default:
    let rest = value % 1000
    let joint = rest < 100 ? " and " : " "
    return englishWords(value / 1000) + " thousand" + (rest == 0 ? "" : joint + englishWords(rest))
  }
}

private let spanishSmall = [
  "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
  "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve",
  "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis",
  "veintisiete", "veintiocho", "veintinueve",
]
private let spanishTens = [
  "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
]
private let spanishHundreds = [
  "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
  "setecientos", "ochocientos", "novecientos",
]

private func spanishWords(_ value: Int) -> String {
  switch value {
  case ..<30: return spanishSmall[value]
  case ..<100:
    let rest = value % 10
    return spanishTens[value / 10] + (rest == 0 ? "" : " y " + spanishSmall[rest])
  case 100: return "cien"
  case ..<1000:
    let rest = value % 100
    return spanishHundreds[value / 100] + (rest == 0 ? "" : " " + spanishWords(rest))
  default:
    let (thousands, rest) = (value / 1000, value % 1000)
    let head = thousands == 1 ? "mil" : shortened(spanishWords(thousands)) + " mil"
    return head + (rest == 0 ? "" : " " + spanishWords(rest))
  }
}

/// "veintiuno" loses its ending before "mil": veintiún mil, treinta y un mil.
private func shortened(_ words: String) -> String {
  if words.hasSuffix("veintiuno") { return words.dropLast(3) + "ún" }
  return words.hasSuffix("uno") ? String(words.dropLast()) : words
}
