import Diagnostics
import Formulas
import Indicators
import TestSupport
import Testing

/// What must hold of the library whatever the numbers are.
@Suite struct LibraryPropertyTests {
  private let seeds: ClosedRange<UInt64> = 1...200

  /// An evaluator over cubes of random numbers: prices, quantities, gaps, months.
  private struct Market {
    var random: SplitMix64
    let years = (2010...2020).map { "\($0)" }

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func number(_ range: ClosedRange<Double> = 0.1...1000) -> Double {
      Double.random(in: range, using: &random)
    }

    mutating func cube(
      _ axes: [Axis],
      _ periods: [Period],
      _ unit: String,
      _ kind: Kind,
      missing: Double = 0
    ) throws -> Cube {
      let count = axes.reduce(periods.count) { $0 * $1.members.count }
      let values = (0..<count).map { _ in number() }
      let statuses = (0..<count).map { _ in
        Double.random(in: 0..<1, using: &random) < missing ? Status.notAvailable : .actual
      }
      return Cube(
        axes: axes,
        time: .series(periods),
        unit: try Unit.parse(unit),
        kind: kind,
        values: values,
        statuses: statuses
      )
    }
  }

  private func cube(_ formula: String, _ evaluator: Evaluator, seed: UInt64) throws -> Cube {
    let (value, diagnostics) = evaluated(formula, with: evaluator)
    #expect(diagnostics.all.map(\.formatted) == [], "seed \(seed): \(formula)")
    guard case .cube(let cube) = value else { throw NoCube() }
    return cube
  }

  private struct NoCube: Error {}

  private func agree(_ left: Cube, _ right: Cube, within: Double = 1e-9, _ text: String) {
    #expect(left.statuses == right.statuses, "\(text)")
    for cell in left.values.indices {
      guard let own = left[cell], let other = right[cell] else { continue }
      let scale = max(1, abs(other))
      #expect(abs(own - other) <= within * scale, "\(text), cell \(cell): \(own) and \(other)")
    }
  }

  private let goods = Axis("good", ["a", "b", "c", "d"].map { Member($0) })

  @Test func `contributions add up to the growth of the sum`() throws {
    for seed in seeds {
      var market = Market(seed: seed)
      let periods = market.years.compactMap { Period($0) }
      let sold = try market.cube([goods], periods, "t", .flow, missing: seed % 2 == 0 ? 0.05 : 0)
      let evaluator = FormulasTests.evaluator(of: ["sold": sold])
      for (offset, growth) in [
        (1, "yoy(sum(sold, over:good))"),
        (2, "(sum(sold, over:good) / lag(sum(sold, over:good), 2) - 1) * 100"),
      ] {
        let parts = try cube(
          "sum(contribution(sold, over:good, n:\(offset)), over:good)",
          evaluator,
          seed: seed
        )
        let whole = try cube(growth, evaluator, seed: seed)
        agree(parts, whole, "seed \(seed), n \(offset)")
      }
    }
  }

  @Test func `Fisher squared is Laspeyres times Paasche, and one product's index is its price's`()
    throws
  {
    for seed in seeds {
      var market = Market(seed: seed)
      let periods = market.years.compactMap { Period($0) }
      let evaluator = FormulasTests.evaluator(of: [
        "paid": try market.cube([goods], periods, "USD/kg", .rate),
        "sold": try market.cube([goods], periods, "t", .flow),
      ])
      let base = 2010 + Int(seed % 11)
      func index(_ name: String, _ member: String = "") throws -> Cube {
        try cube(
          "\(name)(price:paid\(member), quantity:sold, over:good, base:\(base))",
          evaluator,
          seed: seed
        )
      }
      let (laspeyres, paasche, fisher) = (
        try index("laspeyres"), try index("paasche"), try index("fisher")
      )
      for cell in fisher.values.indices {
        let square = fisher.values[cell] * fisher.values[cell]
        let product = laspeyres.values[cell] * paasche.values[cell]
        #expect(abs(square - product) <= 1e-12 * product, "seed \(seed), cell \(cell)")
      }
      let own = try cube("index(paid[b], base:\(base))", evaluator, seed: seed)
      for name in ["laspeyres", "paasche", "fisher"] {
        agree(try index(name, "[{b}]"), own, within: 1e-12, "seed \(seed), \(name)")
      }
    }
  }

  @Test func `interpolation changes no known value and makes none outside`() throws {
    for seed in seeds {
      var market = Market(seed: seed)
      let periods = market.years.compactMap { Period($0) }
      let rate = try market.cube([goods], periods, "USD/t", .rate, missing: 0.5)
      let filled = try cube(
        "interpolate(rate)",
        FormulasTests.evaluator(of: ["rate": rate]),
        seed: seed
      )
      for series in 0..<goods.members.count {
        let cells = periods.indices.map { series * periods.count + $0 }
        let known = cells.filter { rate[$0] != nil }
        for cell in cells {
          let isBetween =
            (known.first.map { $0 < cell } ?? false) && (known.last.map { $0 > cell } ?? false)
          if let value = rate[cell] {
            #expect(filled[cell] == value && filled.statuses[cell] == .actual, "seed \(seed)")
          } else if isBetween {
            #expect(filled.statuses[cell] == .estimated, "seed \(seed), cell \(cell)")
            // On a line between the cells beside it.
            let (before, after) = (filled[cell - 1] ?? .nan, filled[cell + 1] ?? .nan)
            let value = try #require(filled[cell])
            #expect(
              value >= min(before, after) - 1e-9 && value <= max(before, after) + 1e-9,
              "seed \(seed), cell \(cell)"
            )
          } else {
            #expect(filled[cell] == nil, "seed \(seed), cell \(cell)")
          }
        }
      }
    }
  }

  @Test func `the year so far in its last month is the year`() throws {
    for seed in seeds {
      var market = Market(seed: seed)
      let periods = (2018...2020).flatMap { year in (1...12).map { Period.month(year, $0) } }
      let sold = try market.cube([goods], periods, "t", .flow, missing: seed % 2 == 0 ? 0.02 : 0)
      let evaluator = FormulasTests.evaluator(of: ["sold": sold])
      let years = try cube("annual(sold, sum)", evaluator, seed: seed)
      for (step, year) in (2018...2020).enumerated() {
        let last = try cube("ytd(sold) @ \(year)-12", evaluator, seed: seed)
        for good in goods.members.indices {
          #expect(last[good] == years[good * 3 + step], "seed \(seed), \(year), \(good)")
        }
      }
    }
  }

  @Test func `a power law gives its exponent and fits wholly`() throws {
    for seed in seeds {
      var market = Market(seed: seed)
      let periods = market.years.compactMap { Period($0) }
      let x = try market.cube([], periods, "t", .flow)
      let (factor, exponent, growth) = (
        market.number(0.5...50), market.number(-3...3), market.number(-0.1...0.1)
      )
      func y(_ growth: Double) throws -> Cube {
        Cube(
          axes: [],
          time: x.time,
          unit: try Unit.parse("USD/t"),
          kind: .rate,
          values: x.values.enumerated().map { step, value in
            factor * power(value, exponent) * power(1 + growth, Double(step))
          },
          statuses: x.statuses
        )
      }
      let evaluator = FormulasTests.evaluator(of: ["x": x, "y": try y(0), "grown": try y(growth)])
      let call = "elasticity(y, x, 2010, 2020)"
      for (formula, expected) in [
        (call, exponent), ("\(call).low", exponent), ("\(call).high", exponent), ("\(call).r2", 1),
        ("\(call).n", 11), ("elasticity(grown, x, 2010, 2020, trend:true)", exponent),
        ("elasticity(grown, x, 2010, 2020, trend:true).r2", 1),
      ] {
        let value = try cube(formula, evaluator, seed: seed).values[0]
        #expect(abs(value - expected) < 1e-6, "seed \(seed): \(formula) is \(value)")
      }
    }
  }

  /// By the language's own operator, whose results other tests hold against tables.
  private func power(_ base: Double, _ exponent: Double) -> Double {
    let text = "\(base) ^ (\(exponent))"
    guard case .cube(let cube) = evaluated(text).0 else { return .nan }
    return cube.values[0]
  }
}
