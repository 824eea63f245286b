import Diagnostics
import Formulas
import Indicators
import TestSupport
import Testing

/// A cell by its members and period, as a naive program would keep it.
private typealias Cells = [[String: String]: Double]

@Suite struct AlignmentPropertyTests {
  private static let axes: [(String, [String])] = [
    ("geo", ["MEX", "PER", "CHL"]), ("mineral", ["gold", "silver"]), ("form", ["ore", "metal"]),
  ]

  private static func cube(_ generator: inout SplitMix64) -> Cube {
    let chosen = axes.filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator)
      .map { name, members in
        // The first member is always there, so that something is in common.
        (name, [members[0]] + members.dropFirst().filter { _ in Bool.random(using: &generator) })
      }
    let first = Int.random(in: 2018...2020, using: &generator)
    let last = Int.random(in: 2021...2023, using: &generator)
    let count = chosen.reduce(last - first + 1) { $0 * $1.1.count }
    let cells = (0..<count).map { _ in
      Int.random(in: 0..<5, using: &generator) == 0
        ? "c" : "\(Int.random(in: -9...9, using: &generator))"
    }
    return Folder.cube(
      chosen,
      (first...last).map(String.init),
      "t",
      .flow,
      cells.joined(separator: " ")
    )
  }

  private static func cells(of cube: Cube) -> Cells {
    var result: Cells = [:]
    for cell in cube.values.indices {
      guard let value = cube[cell] else { continue }
      let (members, step) = cube.coordinates(of: cell)
      var key: [String: String] = [:]
      for (axis, member) in zip(cube.axes, members) { key[axis.name] = axis.members[member].id }
      if case .series(let periods) = cube.time { key["period"] = "\(periods[step])" }
      result[key] = value
    }
    return result
  }

  /// Every pair of cells that agree where both name a member or a period.
  private static func joined(
    _ left: Cells,
    _ right: Cells,
    _ body: (Double, Double) -> Double
  ) -> Cells {
    var result: Cells = [:]
    for (leftKey, leftValue) in left {
      for (rightKey, rightValue) in right
      where leftKey.allSatisfy({ rightKey[$0.key] == nil || rightKey[$0.key] == $0.value }) {
        let value = body(leftValue, rightValue)
        if value.isFinite { result[leftKey.merging(rightKey, uniquingKeysWith: { $1 })] = value }
      }
    }
    return result
  }

  private static func evaluator(_ left: Cube, _ right: Cube) -> Evaluator {
    func indicator(_ name: String, _ cube: Cube) -> Indicator {
      Indicator(
        name: name,
        title: nil,
        cube: cube,
        frequency: .annual,
        resource: "data",
        span: SourceSpan(Folder.file, 0..<1)
      )
    }
    return Evaluator(
      catalogue: Catalogue(
        indicators: ["a": indicator("a", left), "b": indicator("b", right)]
      ),
      ratios: []
    )
  }

  @Test func `operands line up by name and period, whatever their order and gaps`() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      let (left, right) = (Self.cube(&generator), Self.cube(&generator))
      let evaluator = Self.evaluator(left, right)
      let operations: [(String, (Double, Double) -> Double)] = [
        ("a + b", { $0 + $1 }), ("a - b", { $0 - $1 }), ("a * b", { $0 * $1 }),
        ("a / b", { $0 / $1 }), ("max2(a, b)", { max($0, $1) }),
        ("if(a > b, 1, 0)", { $0 > $1 ? 1 : 0 }),
      ]
      for (formula, body) in operations {
        guard case .cube(let cube) = evaluated(formula, with: evaluator).0 else {
          Issue.record("seed \(seed): \(formula) has no value")
          continue
        }
        let expected = Self.joined(Self.cells(of: left), Self.cells(of: right), body)
        #expect(Self.cells(of: cube) == expected, "seed \(seed): \(formula)")
        let areFinite = cube.values.allSatisfy { $0.isFinite }
        #expect(areFinite, "seed \(seed): \(formula)")
      }
    }
  }

  @Test func `a sum over a dimension is missing where one of its values is, unless told to skip`() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed &* 7919)
      let cube = Self.cube(&generator)
      guard let axis = cube.axes.first else { continue }
      let evaluator = Self.evaluator(cube, cube)
      var sums: [[String: String]: [Double]] = [:]
      for (key, value) in Self.cells(of: cube) {
        sums[key.filter { $0.key != axis.name }, default: []].append(value)
      }
      let all = sums.filter { $0.value.count == axis.members.count }
      func values(_ formula: String) -> Cells? {
        guard case .cube(let cube) = evaluated(formula, with: evaluator).0 else { return nil }
        return Self.cells(of: cube)
      }
      let over = "over:\(axis.name)"
      // Whole numbers, so that the order of a sum does not matter.
      let expected: [(String, Cells)] = [
        ("sum(a, \(over))", all.mapValues { $0.reduce(0, +) }),
        ("sum(a, \(over), missing:skip)", sums.mapValues { $0.reduce(0, +) }),
        ("max(a, \(over))", all.mapValues { $0.max() ?? 0 }),
        (
          "mean(a, \(over), missing:skip)",
          sums.mapValues { $0.reduce(0, +) / Double($0.count) }
        ),
      ]
      for (formula, cells) in expected {
        #expect(values(formula) == cells, "seed \(seed): \(formula)")
      }
    }
  }

  @Test func `a selection and an instant commute, and both commute with an operator`() {
    for seed in 1...100 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed &* 104_729)
      let (left, right) = (Self.cube(&generator), Self.cube(&generator))
      let evaluator = Self.evaluator(left, right)
      let pairs = [
        ("(a + b) @ 2021", "a @ 2021 + b @ 2021"),
        ("(a * b)[2021..2021]", "a[2021..2021] * b[2021..2021]"),
        ("lag(lag(a))", "lag(a, 2)"), ("a - lag(a)", "diff(a)"), ("-(-a)", "+a"),
        ("default(a, b) @ 2021", "default(a @ 2021, b @ 2021)"),
      ]
      for (one, other) in pairs {
        let (first, second) = (
          evaluated(one, with: evaluator).0, evaluated(other, with: evaluator).0
        )
        guard case .cube(let own) = first, case .cube(let same) = second else {
          Issue.record("seed \(seed): \(one) or \(other) has no value")
          continue
        }
        #expect(Self.cells(of: own) == Self.cells(of: same), "seed \(seed): \(one), \(other)")
      }
    }
  }
}
