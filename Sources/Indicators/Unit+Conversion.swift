// Rounding is a call into the C mathematics library, which this import links.
import Glibc

/// How numbers in one unit become numbers in another: times a fraction.
public struct UnitConversion: Hashable, Sendable {
  public let numerator: Double
  public let denominator: Double

  public static let identity = UnitConversion(numerator: 1, denominator: 1)

  public init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  public var isIdentity: Bool { numerator == denominator }

  public var factor: Double { numerator / denominator }

  /// A value converted; exact where the fraction has a one above or below and the result is exact.
  public func callAsFunction(_ value: Double) -> Double {
    isIdentity ? value : value * numerator / denominator
  }

  func divided(by other: UnitConversion) -> UnitConversion {
    let above = numerator * other.denominator
    let below = denominator * other.numerator
    // A whole quotient on one side keeps powers of ten exact.
    if above >= below, (above / below).rounded() * below == above {
      return UnitConversion(numerator: above / below, denominator: 1)
    }
    if below > above, (below / above).rounded() * above == below {
      return UnitConversion(numerator: 1, denominator: below / above)
    }
    return UnitConversion(numerator: above, denominator: below)
  }
}

extension Unit {
  /// The base dimensions with exponents: equal for `t` and `lb`, and for `kWh` and `kW*hour`.
  public var dimension: [String: Int] {
    var result: [String: Int] = [:]
    for (name, exponent) in atoms {
      for (base, power) in UnitAtom.named(name)?.dimension ?? [name: 1] {
        result[base, default: 0] += power * exponent
      }
    }
    return result.filter { $0.value != 0 }
  }

  /// The currencies in the unit, sorted.
  public var currencies: [String] { atoms.keys.filter(Currency.codes.contains).sorted() }

  /// Whether an amount of money stands in it: `USD`, `million MXN`, `USD/t`.
  public var isMoney: Bool { !currencies.isEmpty }

  /// Whether it is an amount of one currency or a number of persons, jobs, vehicles or other things,
  /// so that the scale of its printed numbers may be chosen freely.
  public var isScalable: Bool {
    if meaning == .count { return true }
    guard meaning == .quantity, atoms.count == 1, let (name, exponent) = atoms.first, exponent == 1
    else { return false }
    return Currency.codes.contains(name) || ["person", "job", "vehicle"].contains(name)
  }

  /// A plain number: `1`, at any scale.
  public var isPlainNumber: Bool { meaning == .quantity && atoms.isEmpty }

  /// How many base units one of it is; a percentage counts as 0.01.
  var scale: UnitConversion {
    var (numerator, denominator) = (1.0, 1.0)
    for name in atoms.keys.sorted() {
      guard let exponent = atoms[name], let atom = UnitAtom.named(name) else { continue }
      let (above, below) =
        exponent > 0
        ? (atom.numerator, atom.denominator) : (atom.denominator, atom.numerator)
      for _ in 0..<abs(exponent) {
        numerator *= above
        denominator *= below
      }
    }
    let power = Unit.powerOfTen(abs(multiplier))
    if multiplier >= 0 { numerator *= power } else { denominator *= power }
    if meaning == .percent || meaning == .percentagePoint { denominator *= 100 }
    return UnitConversion(numerator: numerator, denominator: denominator)
  }

  static func powerOfTen(_ exponent: Int) -> Double {
    // Powers of ten up to 10^22 are exact doubles, so that the product is exact too.
    (0..<min(exponent, 300)).reduce(1.0) { result, _ in result * 10 }
  }

  /// Whether numbers in this unit can be written in the other by a factor.
  public func converts(to other: Unit) -> Bool { conversion(to: other) != nil }

  /// The factor from this unit to another; nothing if they measure different things.
  ///
  /// A percentage, a plain number and a count convert to each other, so that a declared unit of `1` or
  /// `percent` can print either. Another currency, basis or `of` is another thing; an `of` that is not
  /// said fits any.
  public func conversion(to other: Unit) -> UnitConversion? {
    guard self != other else { return .identity }
    switch (meaning, other.meaning) {
    case (.percentagePoint, .percentagePoint):
      return of == other.of || of.isEmpty || other.of.isEmpty ? .identity : nil
    case (.index(let left), .index(let right)):
      return left == right || left == nil || right == nil ? .identity : nil
    case (.rank, .rank), (.truth, .truth): return .identity
    case (.percent, .percent):
      return of == other.of || of.isEmpty || other.of.isEmpty ? .identity : nil
    case (.percent, _) where other.isPlainNumber || other.meaning == .count,
      (_, .percent) where isPlainNumber || meaning == .count,
      (.count, .count), (.count, .quantity), (.quantity, .count), (.quantity, .quantity):
      guard dimension == other.dimension, basis == other.basis,
        of == other.of || of.isEmpty || other.of.isEmpty || meaning != other.meaning
      else { return nil }
      return scale.divided(by: other.scale)
    default: return nil
    }
  }

  /// The same unit at another power of ten.
  public func scaled(toMultiplier power: Int) -> Unit {
    Unit(meaning: meaning, multiplier: power, atoms: atoms, of: of, basis: basis)
  }
}
