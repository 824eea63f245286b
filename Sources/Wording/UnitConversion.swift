public import Indicators

/// A number in another unit, exact where the two differ by a power of ten.
///
/// What the other unit doesn't say (of what, in which prices) is taken over from the value's unit.
func converted(
  _ number: DecimalNumber,
  from unit: Unit,
  to other: Unit
) throws(WordingError) -> (DecimalNumber, Unit) {
  let target = Unit(
    meaning: other.meaning,
    multiplier: other.multiplier,
    atoms: other.atoms,
    of: other.of.isEmpty ? unit.of : other.of,
    basis: other.basis ?? (other.isMoney ? unit.basis : nil)
  )
  guard let conversion = unit.conversion(to: target) else {
    throw .conversion(from: unit, to: other)
  }
  if conversion.isIdentity { return (number, target) }
  if let up = exactPowerOfTen(conversion.numerator),
    let down = exactPowerOfTen(conversion.denominator)
  {
    return (number.scaled(byPowerOfTen: up - down), target)
  }
  guard let result = DecimalNumber(conversion(number.value)) else { throw .notFinite }
  return (result, target)
}

/// The exponent of a power of ten; nothing for another number.
private func exactPowerOfTen(_ value: Double) -> Int? {
  guard let number = DecimalNumber(value), number.isPowerOfTen else { return nil }
  return number.magnitude
}

/// The unit whose multiplier keeps an axis's or a column's numbers short: below ten thousand in full,
/// then one scale for all (chart-craft.md, section 10).
///
/// A unit that has a scale already keeps it up to a hundred thousand, since readers know the series in
/// it. Per cents, indices, ranks and plain numbers have no scale.
public func axisUnit(for values: [Double], in unit: Unit) -> Unit {
  let largest = values.map(\.magnitude).max() ?? 0
  guard unit.takesScale, !unit.isPlainNumber,
    largest >= (unit.multiplier == 0 ? 10_000 : 100_000),
    let number = DecimalNumber(largest), let magnitude = number.magnitude
  else { return unit }
  let power = min(12, unit.multiplier + magnitude / 3 * 3)
  return unit.multiplier % 3 == 0 && power > unit.multiplier
    ? unit.scaled(toMultiplier: power) : unit
}

/// A value in a unit that differs from its own by the multiplier only, exactly.
///
/// - Precondition: Both units have the same atoms.
public func rescaled(_ value: Double, from unit: Unit, to other: Unit) -> Double {
  precondition(unit.atoms == other.atoms, "only the multiplier may differ")
  let power = unit.multiplier - other.multiplier
  guard power != 0 else { return value }
  let factor = powerOfTen(Int(power.magnitude))
  return power > 0 ? value * factor : value / factor
}

/// Ten to a power that a double holds exactly.
func powerOfTen(_ power: Int) -> Double { (0..<power).reduce(1) { result, _ in result * 10 } }
