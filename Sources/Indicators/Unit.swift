/// A unit of measure as Veta checks it: a multiplier, atoms with exponents, and the meaning that keeps
/// equal dimensions apart (per cent of what, prices of which year).
public struct Unit: Hashable, Sendable {
  /// What the numbers are, before any atom is looked at.
  public enum Meaning: Hashable, Sendable {
    /// Atoms with exponents; without any, a plain number (`1`).
    case quantity

    /// Hundredths: 0.01 of `of`.
    case percent

    /// A difference of two percentages.
    case percentagePoint

    /// A number relative to a base; nothing if the base is not said.
    case index(base: String?)
    case rank
    case count

    /// True or false.
    case truth
  }

  /// The prices an amount of money is counted in.
  public enum Basis: Hashable, Sendable {
    case nominal

    /// Those of one year, quarter or month.
    case constant(Period)
    case chained(Int)
    case purchasingPower(Int)
  }

  public let meaning: Meaning

  /// A power of ten that the printed numbers stand for: 6 for `million USD`.
  public let multiplier: Int

  /// Exponents by atom as written (`t`, `USD`, `troy_oz`), without zeros.
  public let atoms: [String: Int]

  /// What a percentage or an amount is counted of (`GDP`); empty if not said.
  public let of: String
  public let basis: Basis?

  public init(
    meaning: Meaning = .quantity,
    multiplier: Int = 0,
    atoms: [String: Int] = [:],
    of: String = "",
    basis: Basis? = nil
  ) {
    self.meaning = meaning
    self.multiplier = multiplier
    self.atoms = atoms.filter { $0.value != 0 }
    self.of = of
    self.basis = basis
  }

  public static let one = Unit()
  public static let truth = Unit(meaning: .truth)
}
