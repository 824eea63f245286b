import Indicators
import TestSupport
import Testing

@Suite struct UnitPropertyTests {
  private static let atoms = [
    "t", "kg", "lb", "troy_oz", "USD", "MXN", "kWh", "person", "job", "year", "m2", "L", "carat",
  ]

  private static func unit(_ random: inout SplitMix64) -> Unit {
    var chosen: [String: Int] = [:]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      chosen[atoms.randomElement(using: &random) ?? "t"] = Int.random(in: -3...3, using: &random)
    }
    let bare = Unit(
      multiplier: [0, 3, 6, 9, 12, 1, -2].randomElement(using: &random) ?? 0,
      atoms: chosen,
      of: Bool.random(using: &random) ? "" : "copper content"
    )
    guard bare.isMoney, Bool.random(using: &random) else { return bare }
    let bases: [Unit.Basis] = [
      .nominal, .constant(.year(2018)), .constant(.month(2021, 1)), .constant(.quarter(2019, 3)),
      .chained(2017), .purchasingPower(2021),
    ]
    return Unit(
      multiplier: bare.multiplier,
      atoms: bare.atoms,
      of: bare.of,
      basis: bases.randomElement(using: &random)
    )
  }

  @Test func `any unit reads back what it prints`() throws {
    for seed in 1...1000 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let unit = Self.unit(&random)
      #expect(try Unit.parse(unit.description) == unit, "seed \(seed): \(unit)")
    }
  }

  @Test func `a conversion there and back gives the value`() throws {
    for seed in 1...1000 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let unit = Self.unit(&random)
      let other = unit.scaled(toMultiplier: Int.random(in: -3...12, using: &random))
      let there = try #require(unit.conversion(to: other), "seed \(seed): \(unit)")
      let back = try #require(other.conversion(to: unit), "seed \(seed): \(unit)")
      // A rounding each way, and two of factors.
      #expect(abs(back(there(12.5)) - 12.5) <= 12.5 * 1e-15, "seed \(seed): \(unit)")
    }
  }

  @Test func `what is multiplied and divided by one unit is what it was`() throws {
    for seed in 1...1000 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let (first, second) = (Self.unit(&random), Self.unit(&random))
      // Of different bases, or of things that the product no longer names, there is no way back.
      guard first.basis == second.basis, first.of.isEmpty, second.of.isEmpty else { continue }
      let product = try UnitArithmetic.product(UnitOperand(first), UnitOperand(second))
      let quotient = try UnitArithmetic.quotient(
        UnitOperand(product.unit),
        UnitOperand(second)
      )
      #expect(quotient.unit.dimension == first.dimension, "seed \(seed): \(first), \(second)")
      let value = quotient.left(product.left(3) * product.right(7)) / quotient.right(7)
      let conversion = Unit(atoms: quotient.unit.atoms).conversion(
        to: Unit(multiplier: first.multiplier, atoms: first.atoms)
      )
      let converted = try #require(conversion)
      let found = converted(value)
      // Up to six conversions, each with a rounding above and below.
      #expect(abs(found - 3) <= 3 * 1e-14, "seed \(seed): \(first), \(second) gave \(found)")
    }
  }

  @Test func `any text is read or refused, with a place inside it`() {
    let words = [
      "t", "USD", "million", "of", "percent", ",", "nominal", "constant", "2018", "/", "*", "^",
      "2",
      "per", "index", "=", "1", "ton", "ñ", " ", "  ", "10", "%", "-", "GDP", "²", "$", "¢",
    ]
    for seed in 1...400 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined(separator: Bool.random(using: &random) ? " " : "")
      switch Self.parsed(text) {
      case .success(let unit):
        #expect(Self.parsed(unit.description) == .success(unit), "seed \(seed): \(text)")
      case .failure(let error):
        let isInside = error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count
        #expect(isInside, "seed \(seed): \(text)")
        #expect(error.help != nil, "seed \(seed): \(text)")
      }
    }
  }

  private static func parsed(_ text: String) -> Result<Unit, UnitError> {
    do throws(UnitError) {
      return .success(try Unit.parse(text))
    } catch {
      return .failure(error)
    }
  }
}
