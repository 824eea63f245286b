import Indicators
import Wording

/// A value in words, with as many digits as the default format gives.
func shown(_ value: Double, _ unit: Unit, digits: Int? = nil) -> String {
  let format = digits.flatMap { ValueFormat("\($0) digits") }
  return (try? Wording.word(value, unit: unit, format: format, in: .english)) ?? "\(value)"
}

/// Two values with as many digits as tell them apart.
func shownApart(_ left: Double, _ right: Double, _ unit: Unit) -> (left: String, right: String) {
  let (first, second) = (shown(left, unit), shown(right, unit))
  guard first == second, left != right else { return (first, second) }
  // No two doubles share 17 digits.
  for digits in 4...17 {
    let (first, second) = (shown(left, unit, digits: digits), shown(right, unit, digits: digits))
    if first != second { return (first, second) }
  }
  return ("\(left)", "\(right)")
}

/// A share in words: `6.2%`.
func shownPercent(_ share: Double) -> String {
  shown(share * 100, Unit(meaning: .percent), digits: 2) + "%"
}
