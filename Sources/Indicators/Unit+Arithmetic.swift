/// One side of an operation, as far as its unit goes.
public struct UnitOperand: Hashable, Sendable {
  public let unit: Unit

  /// Its value where it was written as numbers without a unit (`100`, `5 / 12`): such a number takes the
  /// other side's unit where formats.md section 4.1 allows it.
  public let bareNumber: Double?

  /// Its value in `unit` where it is a number written with one: `100%`.
  public let literal: Double?

  public init(_ unit: Unit, bareNumber: Double? = nil, literal: Double? = nil) {
    self.unit = unit
    self.bareNumber = bareNumber
    self.literal = literal
  }
}

/// The unit of a result, and what to do to each side's numbers first.
public struct UnitResult: Hashable, Sendable {
  public let unit: Unit
  public let left: UnitConversion
  public let right: UnitConversion

  public init(
    _ unit: Unit,
    left: UnitConversion = .identity,
    right: UnitConversion = .identity
  ) {
    self.unit = unit
    self.left = left
    self.right = right
  }
}

/// Why two units don't go together under an operator.
public enum UnitMismatch: Error, Hashable, Sendable {
  /// They measure different things.
  case dimension
  case currency

  /// Money of other prices, or of prices that are said on one side only.
  case basis

  /// Per cent of different things.
  case of

  /// A number without a unit beside something that has one.
  case bareNumber(Double)

  /// `x + 1` where x is in per cent: `1%` or `100%`?
  case bareBesidePercent(Double)

  /// A plain number that was computed beside a percentage: `ratio(x)` makes it one.
  case oneBesidePercent
  case percentBesidePoint
  case percentTimesPercent
  case indexSum
  case indexBase
  case indexTimes
  case rankSum
  case rankTimes

  /// A true or false in arithmetic.
  case truth

  /// A number where true or false is wanted.
  case notTruth

  /// A power of something that has none: a percentage, an index, a rank.
  case powerOf

  /// An exponent that is not a plain number, or not one written out where the base has a unit.
  case exponent

  /// An exponent, written out, that leaves no whole exponent of an atom: `t^0.5`.
  case fractionalPower(Double, atom: String, left: Double)
}

/// The rules of formats.md sections 3 and 4.1 for units under operators: pure functions from two units
/// to one.
public enum UnitArithmetic {
  public enum Additive: Hashable, Sendable {
    case plus
    case minus
    case comparison
  }

  /// The unit of `left + right`, `left - right` or a comparison; the left side's scale is kept.
  ///
  /// A comparison's unit is that in which both sides are compared.
  public static func sum(
    _ left: UnitOperand,
    _ operation: Additive,
    _ right: UnitOperand
  ) throws(UnitMismatch) -> UnitResult {
    switch (left.bareNumber, right.bareNumber) {
    case (_?, _?): return UnitResult(.one)
    case (nil, let number?):
      return UnitResult(try unit(left.unit, besideBare: number, under: operation))
    case (let number?, nil):
      return UnitResult(try unit(right.unit, besideBare: number, under: operation))
    case (nil, nil): break
    }
    let (first, second) = (left.unit, right.unit)
    switch (first.meaning, second.meaning) {
    case (.truth, .truth) where operation == .comparison: return UnitResult(.truth)
    case (.truth, _), (_, .truth): throw .truth
    case (.percent, .percent):
      // A number such as 60% is of whatever stands beside it; a value says what it is of.
      if left.literal == nil, right.literal == nil, first.of != second.of { throw .of }
      let of = try commonOf(first, second)
      if operation == .minus, left.literal != 100 {
        return UnitResult(Unit(meaning: .percentagePoint, of: of))
      }
      return UnitResult(Unit(meaning: .percent, of: of))
    case (.percentagePoint, .percentagePoint):
      if left.literal == nil, right.literal == nil, first.of != second.of { throw .of }
      return UnitResult(Unit(meaning: .percentagePoint, of: try commonOf(first, second)))
    case (.percent, .percentagePoint), (.percentagePoint, .percent):
      // `pp - percent` is neither a level nor a difference of levels.
      guard operation != .comparison, operation == .plus || first.meaning == .percent else {
        throw .percentBesidePoint
      }
      if left.literal == nil, right.literal == nil, first.of != second.of { throw .of }
      return UnitResult(Unit(meaning: .percent, of: try commonOf(first, second)))
    case (.percent, .quantity) where second.isPlainNumber,
      (.quantity, .percent) where first.isPlainNumber:
      throw .oneBesidePercent
    case (.index(let leftBase), .index(let rightBase)):
      guard leftBase == rightBase else { throw .indexBase }
      guard operation != .plus else { throw .indexSum }
      return UnitResult(first)
    case (.rank, .rank):
      guard operation != .plus else { throw .rankSum }
      return UnitResult(operation == .minus ? .one : first)
    case (.count, .count), (.quantity, .quantity):
      if first.meaning == .quantity { try requireSameThing(first, second) }
      let of = try commonOf(first, second)
      let unit = Unit(
        meaning: first.meaning,
        multiplier: first.multiplier,
        atoms: first.atoms,
        of: of,
        basis: first.basis
      )
      return UnitResult(unit, right: second.scale.divided(by: first.scale))
    default: throw .dimension
    }
  }

  private static func unit(
    _ unit: Unit,
    besideBare number: Double,
    under operation: Additive
  ) throws(UnitMismatch) -> Unit {
    if unit.meaning == .truth { throw .truth }
    if unit.isPlainNumber {
      // At another scale the bare number would be read as thousands or millions.
      guard unit.multiplier == 0 || number == 0 else { throw .bareNumber(number) }
      return unit
    }
    switch unit.meaning {
    case .index, .rank, .count, .percentagePoint: return unit
    case .percent, .quantity, .truth:
      if number == 0 { return unit }
      if unit.meaning == .percent { throw .bareBesidePercent(number) }
      throw .bareNumber(number)
    }
  }

  private static func commonOf(_ left: Unit, _ right: Unit) throws(UnitMismatch) -> String {
    guard left.of == right.of || left.of.isEmpty || right.of.isEmpty else { throw .of }
    return left.of.isEmpty ? right.of : left.of
  }

  private static func requireSameThing(_ left: Unit, _ right: Unit) throws(UnitMismatch) {
    guard left.dimension == right.dimension else {
      let (leftMoney, rightMoney) = (left.currencies, right.currencies)
      if !leftMoney.isEmpty, !rightMoney.isEmpty, leftMoney != rightMoney { throw .currency }
      throw .dimension
    }
    guard left.basis == right.basis else { throw .basis }
  }

  /// The unit of `left * right`, at base scale, with percentages as hundredths.
  public static func product(
    _ left: UnitOperand,
    _ right: UnitOperand
  ) throws(UnitMismatch) -> UnitResult {
    let (first, second) = (left.unit, right.unit)
    guard first.meaning != .truth, second.meaning != .truth else { throw .truth }
    // A number written without a unit scales whatever it stands beside.
    if right.bareNumber != nil, let kept = try scaledByBare(first) {
      return UnitResult(kept, left: first.scaleOnly)
    }
    if left.bareNumber != nil, let kept = try scaledByBare(second) {
      return UnitResult(kept, right: second.scaleOnly)
    }
    switch (first.meaning, second.meaning) {
    case (.percent, .percent), (.percent, .percentagePoint), (.percentagePoint, .percent),
      (.percentagePoint, .percentagePoint):
      throw .percentTimesPercent
    case (.rank, _), (_, .rank): throw .rankTimes
    case (.percent, _), (.percentagePoint, _):
      if first.meaning == .percentagePoint, second.isPlainNumber {
        return UnitResult(first, right: second.scaleOnly)
      }
      return UnitResult(
        second.scaled(toMultiplier: 0),
        left: first.scale,
        right: second.scaleOnly
      )
    case (_, .percent), (_, .percentagePoint):
      if second.meaning == .percentagePoint, first.isPlainNumber {
        return UnitResult(second, left: first.scaleOnly)
      }
      return UnitResult(first.scaled(toMultiplier: 0), left: first.scaleOnly, right: second.scale)
    case (.index, _), (_, .index):
      let (index, other) = first.isIndex ? (first, second) : (second, first)
      guard other.isPlainNumber else { throw .indexTimes }
      return UnitResult(index, left: first.scaleOnly, right: second.scaleOnly)
    case (.count, .count):
      return UnitResult(Unit(meaning: .count, of: first.of), both: first, second)
    case (.count, _):
      let unit = second.isPlainNumber ? first : second
      return UnitResult(unit.scaled(toMultiplier: 0), both: first, second)
    case (_, .count):
      let unit = first.isPlainNumber ? second : first
      return UnitResult(unit.scaled(toMultiplier: 0), both: first, second)
    default: return try quantities(first, second, exponent: 1)
    }
  }

  private static func scaledByBare(_ unit: Unit) throws(UnitMismatch) -> Unit? {
    switch unit.meaning {
    case .rank: throw .rankTimes
    case .percent, .percentagePoint, .index, .count: unit.scaled(toMultiplier: 0)
    case .quantity, .truth: nil
    }
  }

  /// The unit of `left / right`, at base scale, with percentages as hundredths.
  public static func quotient(
    _ left: UnitOperand,
    _ right: UnitOperand
  ) throws(UnitMismatch) -> UnitResult {
    let (first, second) = (left.unit, right.unit)
    guard first.meaning != .truth, second.meaning != .truth else { throw .truth }
    if right.bareNumber != nil, let kept = try scaledByBare(first) {
      return UnitResult(kept, left: first.scaleOnly)
    }
    switch (first.meaning, second.meaning) {
    case (.rank, _), (_, .rank): throw .rankTimes
    case (.index(let leftBase), .index(let rightBase)):
      guard leftBase == rightBase else { throw .indexBase }
      return UnitResult(.one)
    case (.index, _):
      if second.meaning == .percent { return UnitResult(first, right: second.scale) }
      guard second.isPlainNumber else { throw .indexTimes }
      return UnitResult(first, right: second.scaleOnly)
    case (_, .index): throw .indexTimes
    case (.percent, .percent), (.percentagePoint, .percentagePoint),
      (.percent, .percentagePoint), (.percentagePoint, .percent):
      return UnitResult(.one)
    case (.percent, _), (.percentagePoint, _):
      if first.meaning == .percentagePoint, second.isPlainNumber {
        return UnitResult(first, right: second.scaleOnly)
      }
      return try quantities(.one, second, exponent: -1, left: first.scale)
    case (_, .percent), (_, .percentagePoint):
      return UnitResult(first.scaled(toMultiplier: 0), left: first.scaleOnly, right: second.scale)
    case (.count, .count): return UnitResult(.one, both: first, second)
    case (.count, _):
      if second.isPlainNumber {
        return UnitResult(first.scaled(toMultiplier: 0), both: first, second)
      }
      return try quantities(.one, second, exponent: -1, left: first.scaleOnly)
    case (_, .count): return UnitResult(first.scaled(toMultiplier: 0), both: first, second)
    default: return try quantities(first, second, exponent: -1)
    }
  }

  /// Multiplies or divides quantities: atoms of one dimension on both sides become the left one.
  private static func quantities(
    _ first: Unit,
    _ second: Unit,
    exponent: Int,
    left leftConversion: UnitConversion? = nil
  ) throws(UnitMismatch) -> UnitResult {
    var atoms = first.atoms
    var (numerator, denominator) = (1.0, 1.0)
    for name in second.atoms.keys.sorted() {
      guard let power = second.atoms[name], let atom = UnitAtom.named(name) else { continue }
      var target = name
      if atoms[name] == nil {
        let same = atoms.keys.sorted().first {
          UnitAtom.named($0)?.dimension == atom.dimension
        }
        if let same, let other = UnitAtom.named(same) {
          target = same
          let ratio = UnitConversion(numerator: atom.numerator, denominator: atom.denominator)
            .divided(
              by: UnitConversion(numerator: other.numerator, denominator: other.denominator)
            )
          for _ in 0..<abs(power) {
            numerator *= power > 0 ? ratio.numerator : ratio.denominator
            denominator *= power > 0 ? ratio.denominator : ratio.numerator
          }
        }
      }
      atoms[target, default: 0] += power * exponent
    }
    var basis = first.basis ?? second.basis
    if let leftBasis = first.basis, let rightBasis = second.basis, leftBasis != rightBasis {
      throw .basis
    }
    var of = first.of
    if second.atoms.isEmpty == false { of = "" }
    if first.atoms.isEmpty, first.of.isEmpty, exponent > 0 { of = second.of }
    let bare = Unit(atoms: atoms)
    if !bare.isMoney { basis = nil }
    if bare.atoms.isEmpty { of = "" }
    let power = Unit.powerOfTen(abs(second.multiplier))
    if second.multiplier >= 0 { numerator *= power } else { denominator *= power }
    return UnitResult(
      Unit(atoms: atoms, of: of, basis: basis),
      left: leftConversion ?? first.scaleOnly,
      right: UnitConversion(numerator: numerator, denominator: denominator).reduced
    )
  }

  /// The unit of `base ^ exponent`, at base scale.
  ///
  /// Only a number written without a unit can be the exponent of something that has one, and it must leave
  /// whole exponents: the square root of `km^2` is `km`, that of `t` is none.
  public static func power(
    _ base: UnitOperand,
    _ exponent: UnitOperand
  ) throws(UnitMismatch) -> UnitResult {
    guard base.unit.meaning != .truth, exponent.unit.meaning != .truth else { throw .truth }
    guard exponent.unit.isPlainNumber else { throw .exponent }
    switch base.unit.meaning {
    case .percent, .percentagePoint, .index, .rank: throw .powerOf
    case .count, .quantity, .truth: break
    }
    if base.unit.isPlainNumber {
      return UnitResult(.one, left: base.unit.scaleOnly, right: exponent.unit.scaleOnly)
    }
    // Exponents stay small, since powers of powers would grow beyond what an integer holds.
    guard let number = exponent.bareNumber, abs(number) <= 30,
      base.unit.atoms.values.allSatisfy({ abs(Double($0) * number) <= 100 })
    else { throw .exponent }
    if base.unit.meaning == .count { return UnitResult(.one, left: base.unit.scaleOnly) }
    var atoms: [String: Int] = [:]
    for name in base.unit.atoms.keys.sorted() {
      let left = Double(base.unit.atoms[name] ?? 0) * number
      // A third is no binary number; three of it are one but for the last places.
      guard abs(left - left.rounded()) <= 1e-12 * abs(left) else {
        throw .fractionalPower(number, atom: name, left: left)
      }
      atoms[name] = Int(left.rounded())
    }
    let unit =
      number == 0 ? Unit.one : Unit(atoms: atoms, of: base.unit.of, basis: base.unit.basis)
    return UnitResult(unit, left: base.unit.scaleOnly)
  }
}

extension UnitResult {
  fileprivate init(_ unit: Unit, both left: Unit, _ right: Unit) {
    self.init(unit, left: left.scaleOnly, right: right.scaleOnly)
  }
}

extension UnitConversion {
  fileprivate var reduced: UnitConversion { divided(by: .identity) }
}

extension Unit {
  fileprivate var isIndex: Bool {
    if case .index = meaning { true } else { false }
  }

  /// The multiplier as a conversion to base scale.
  fileprivate var scaleOnly: UnitConversion {
    let power = Unit.powerOfTen(abs(multiplier))
    return multiplier >= 0
      ? UnitConversion(numerator: power, denominator: 1)
      : UnitConversion(numerator: 1, denominator: power)
  }
}

extension UnitArithmetic {
  /// The unit of a value that is one of two: the left one's at its scale, or the right one's where the
  /// left is a number without a unit. Percentages and percentage points stay apart.
  public static func branch(
    _ left: UnitOperand,
    _ right: UnitOperand
  ) throws(UnitMismatch) -> UnitResult {
    if left.unit == .truth, right.unit == .truth { return UnitResult(.truth) }
    return try sum(left, .comparison, right)
  }
}
