import Diagnostics
import Indicators
import TestSupport
import Testing

@testable import Formulas

@Suite struct FusedFormulaTests {
  private static let powers: [Int: Double] = [0: 1, 3: 1e3, 6: 1e6, 9: 1e9, 12: 1e12]

  /// The median by definition.
  private func multiplier(_ values: [Double]) -> Int {
    let sizes = values.map(abs).sorted()
    guard !sizes.isEmpty else { return 0 }
    let middle = sizes.count / 2
    let median = sizes.count % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2
    return [12, 9, 6, 3].first { median >= Self.powers[$0, default: 1] } ?? 0
  }

  private func series(_ values: [Double], _ unit: String, gaps: Set<Int> = []) throws -> Cube {
    Cube(
      axes: [],
      time: .series(values.indices.compactMap { Period("\(1000 + $0)") }),
      unit: try Unit.parse(unit),
      values: values,
      statuses: values.indices.map { gaps.contains($0) ? .notAvailable : .actual }
    )
  }

  private func value(_ formula: String, _ cubes: [String: Cube]) throws -> Cube {
    let evaluator = Evaluator(catalogue: Catalogue(indicators: [:]), ratios: [])
    evaluator.add(results: cubes.mapValues { ResultCube(cube: $0) })
    var list = DiagnosticList()
    let expression = try #require(parseExpression(Excerpt(composed: formula), into: &list))
    let cube = try #require(evaluator.evaluated(expression, into: &list)?.cube)
    #expect(list.all.isEmpty)
    return cube
  }

  @Test(
    arguments: [
      ("USD", [5e9, 6e9, 7], 9), ("USD", [1, 2e6, 3e6], 6), ("USD", [999], 0), ("USD", [-1000], 3),
      ("person", [2e6, 4e6], 6), ("count", [5e12], 12), ("t", [5e9], 0), ("USD/t", [5e9], 0),
      ("USD", [500, 1500], 3), ("USD", [499, 1500], 0), ("USD", [-1, 1999], 3),
      ("USD", [999.5, 1000.5], 3), ("USD", [0, 0, 5e6], 0), ("USD", [1, 1, 2e3, 2e3], 3),
    ] as [(String, [Double], Int)]
  )
  func `only money and counts take the largest multiplier with a median of one or more`(
    unit: String,
    values: [Double],
    expected: Int
  ) throws {
    let own = try series(values, unit)
    let cube = try value("x * y", ["x": own, "y": Cube(scalar: 1, unit: .one)])
    #expect(cube.unit.multiplier == expected)
    let power = Self.powers[expected, default: 0]
    let scaled: [Double?] = values.map { $0 / power }
    #expect(values.indices.map { cube[$0] } == scaled)
  }

  @Test func `the scale is that of the median, whatever the blocks and the missing values`() throws
  {
    for seed in 0..<60 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let count = [1, 2, 7, 255, 256, 257, 4095, 4096, 4097].randomElement(using: &random) ?? 1
      // Often half of the values lie on either side of a thousand.
      let sizes: [Double] = [1, 900, 1100, 5e5, 2e6, 3e9]
      let values = (0..<count).map { _ -> Double in
        let size = sizes.randomElement(using: &random) ?? 1
        return Bool.random(using: &random) ? size : -size
      }
      var gaps: Set<Int> = []
      if seed % 2 == 0 {
        for _ in 0..<count / 3 { gaps.insert(Int.random(in: 0..<count, using: &random)) }
      }
      let cube = try value(
        "x * y - z",
        [
          "x": series(values, "USD", gaps: gaps), "y": Cube(scalar: 1, unit: .one),
          // It counts for nothing, since the product is what has a scale.
          "z": Cube(scalar: seed % 3 == 0 ? 4e9 : 0, unit: try Unit.parse("USD")),
        ]
      )
      let known = values.indices.filter { !gaps.contains($0) }.map { values[$0] }
      #expect(cube.unit.multiplier == multiplier(known), "seed \(seed)")
    }
  }

  /// Two cubes of several blocks and threads, with gaps, uncertain values and different orders of
  /// members.
  private func large(_ random: inout SplitMix64, _ geos: [String], from: Int) throws -> Cube {
    let products = (0..<23).map { Member("p\($0)") }
    let periods = (from..<from + 40).compactMap { Period("\($0)") }
    let count = geos.count * products.count * periods.count
    return Cube(
      axes: [Axis("geo", geos.map { Member($0) }), Axis("product", products)],
      time: .series(periods),
      unit: try Unit.parse("t"),
      kind: .flow,
      values: (0..<count).map { _ in Double(Int.random(in: -3...3, using: &random)) },
      statuses: (0..<count).map { _ in
        Int.random(in: 0..<9, using: &random) == 0
          ? Status.allCases.randomElement(using: &random) ?? .actual : .actual
      }
    )
  }

  @Test(arguments: ["a + b", "(a - b) / (a + b)", "a / b * a - b", "-(a / b) < a / (b - b @ 1990)"])
  func `a cell of a large result is what its own operands give`(formula: String) throws {
    for seed in 0..<2 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let geos = (0..<150).map { "g\($0)" }
      let a = try large(&random, geos, from: 1980)
      let b = try large(&random, Array(geos.dropFirst(3)).shuffled(using: &random), from: 1983)
      let whole = try value(formula, ["a": a, "b": b])
      let strange = whole.values.filter { !$0.isFinite }
      #expect(strange.isEmpty)
      for _ in 0..<60 {
        let geo = geos.randomElement(using: &random) ?? ""
        let product = "p\(Int.random(in: 0..<23, using: &random))"
        guard let own = b.axes[0].position(of: geo) else { continue }
        let small = try value(
          "(\(formula))[geo:\(geo), product:\(product)]",
          [
            "a": try value("a[geo:{\(geo)}]", ["a": a]),
            "b": try value("b[geo:{\(geo)}]", ["b": b]),
          ]
        )
        let position = whole.axes[0].position(of: geo) ?? -1
        #expect(own >= 0 && position >= 0)
        let start = whole.cell(
          at: [position, whole.axes[1].position(of: product) ?? -1]
        )
        for step in small.values.indices {
          #expect(whole[start + step] == small[step], "seed \(seed), \(geo), \(product)")
          #expect(whole.statuses[start + step] == small.statuses[step], "seed \(seed)")
        }
      }
    }
  }

  /// Numbers that make trouble: zeros of both signs, the largest and the smallest there are.
  private static let extremes: [Double] = [
    0, -0.0, 1, -1, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, 1e-300, 1e300, 1e154, -1e155, 0.5, 3,
  ]

  @Test(arguments: [
    "a + b", "a - b", "ratio(a * b)", "a / b", "(a - b) / (a + b)", "a ^ b", "-a ^ 0.5",
    "(a * b) / (b * a)",
    "1 / a - 1 / b", "exp(a)", "ln(a) + log10(b)", "sqrt(a) / b", "clamp(a / b, 0, 1)", "yoy(a)",
    "index(a, base:1000)", "rolling(a / b, 3, mean)", "cumsum(a) / b", "default(a / b, 0) / b",
    "if(a > b, a / b, b / a)", "max2(a / b, b / a)", "round(a / b, 2)", "mean(a / b)",
  ])
  func `no infinity and nothing that is no number comes out of a formula`(formula: String) throws {
    // 22 formulas on 5,000 pairs each make 110,000 inputs.
    let seed: UInt64 = 24
    var random = SplitMix64(seed: seed)
    let periods = (0..<5000).compactMap { Period("\(1000 + $0)") }
    func cube() -> Cube {
      Cube(
        axes: [],
        time: .series(periods),
        unit: .one,
        values: periods.map { _ in
          Bool.random(using: &random)
            ? Self.extremes.randomElement(using: &random) ?? 0
            : Double.random(in: -1000...1000, using: &random)
        },
        statuses: periods.map { _ in
          Int.random(in: 0..<12, using: &random) == 0 ? .notAvailable : .actual
        }
      )
    }
    let result = try value(formula, ["a": cube(), "b": cube()])
    let strange = result.values.indices.filter { !(result[$0] ?? 0).isFinite }
    #expect(strange.isEmpty, "seed \(seed): \(strange.prefix(3))")
    #expect(result.values.allSatisfy { $0.isFinite }, "seed \(seed)")
  }

  @Test(arguments: [
    "1 / (1 / a)", "1 / (-(1 / a))", "b - 1 / (b / a + b)", "b / (b / a * 0 + 1 / a)",
    "(b / (1 / a)) * 2 + 1", "1 / a - 1 / a", "1 / a * 0", "0 * b - b / (2 * (1 / a))",
  ])
  func `what is no number stays undefined though a later step makes a number of it`(
    formula: String
  ) throws {
    for count in [1, 8, 300, 5000] {
      let position = count / 2
      var values = [Double](repeating: 2, count: count)
      // A quotient of it is infinite.
      values[position] = .leastNonzeroMagnitude
      let ones = try series(Array(repeating: 1, count: count), "1")
      let result = try value(formula, ["a": try series(values, "1"), "b": ones])
      let undefined = result.statuses.indices.filter { result.statuses[$0] == .undefined }
      #expect(undefined == [position], "\(count) cells")
      #expect(result.values[position] == 0)
    }
  }

  @Test func `statuses of many cells are those of one`() throws {
    let all = Status.allCases
    var random = SplitMix64(seed: 5)
    let pairs = (0..<9000).map { _ -> (Status, Status, Status) in
      // Long runs of certain values are passed over at once, so that what stands between them counts.
      func one() -> Status {
        Int.random(in: 0..<40, using: &random) == 0
          ? all.randomElement(using: &random) ?? .actual : .actual
      }
      return (one(), one(), one())
    }
    func cube(_ statuses: [Status]) throws -> Cube {
      Cube(
        axes: [],
        time: .series(statuses.indices.compactMap { Period("\(1000 + $0)") }),
        unit: .one,
        values: statuses.map { _ in 3 },
        statuses: statuses
      )
    }
    for formula in [
      "a + b", "a - (b + c)", "(a + b) / (a * c)", "(a + b) * (c + b) - c",
      "(z + (a + b)) * (c + a)", "(z + (a + b)) * (c + a) > 0",
    ] {
      let whole = try value(
        formula,
        [
          "a": cube(pairs.map(\.0)), "b": cube(pairs.map(\.1)), "c": cube(pairs.map(\.2)),
          "z": cube(pairs.map { _ in .actual }),
        ]
      )
      for (cell, pair) in pairs.enumerated() where pair != (.actual, .actual, .actual) {
        let one = try value(
          formula,
          [
            "a": cube([pair.0]), "b": cube([pair.1]), "c": cube([pair.2]), "z": cube([.actual]),
          ]
        )
        #expect(whole.statuses[cell] == one.statuses[0], "\(formula), seed 5, \(pair)")
        #expect(whole.values[cell] == one.values[0], "\(formula), seed 5, \(pair)")
      }
    }
  }
}
