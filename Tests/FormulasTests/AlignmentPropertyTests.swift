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

  /// What stands in a cell: a number with a status, or a reason for there being none.
  private static func cell(_ generator: inout SplitMix64) -> String {
    if Int.random(in: 0..<5, using: &generator) == 0 { return "x" }
    let status = ["", "", "P", "E", "F"].randomElement(using: &generator) ?? ""
    return "\(Int.random(in: 1...9, using: &generator))\(status)"
  }

  private static func cube(
    _ generator: inout SplitMix64,
    cell: (inout SplitMix64) -> String = AlignmentPropertyTests.number
  ) -> Cube {
    let chosen = axes.filter { _ in Bool.random(using: &generator) }.shuffled(using: &generator)
      .map { name, members in
        // The first member is always there, so that something is in common.
        (name, [members[0]] + members.dropFirst().filter { _ in Bool.random(using: &generator) })
      }
    let first = Int.random(in: 2018...2020, using: &generator)
    let last = Int.random(in: 2021...2023, using: &generator)
    let count = chosen.reduce(last - first + 1) { $0 * $1.1.count }
    let cells = (0..<count).map { _ in cell(&generator) }
    return Folder.cube(
      chosen,
      (first...last).map(String.init),
      "t",
      .flow,
      cells.joined(separator: " ")
    )
  }

  private static func number(_ generator: inout SplitMix64) -> String {
    Int.random(in: 0..<5, using: &generator) == 0
      ? "c" : "\(Int.random(in: -9...9, using: &generator))"
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

/// What order, repetition, statuses and missing values have to do with a result.
extension AlignmentPropertyTests {
  /// The least certain last.
  private static let certainty: [Status] = [.actual, .provisional, .estimated, .forecast]

  private static func key(_ cell: Int, of cube: Cube) -> [String: String] {
    let (members, step) = cube.coordinates(of: cell)
    var key: [String: String] = [:]
    for (axis, member) in zip(cube.axes, members) { key[axis.name] = axis.members[member].id }
    if case .series(let periods) = cube.time { key["period"] = "\(periods[step])" }
    return key
  }

  /// Every cell's value and status, the values of missing cells being nothing.
  private static func contents(of cube: Cube) -> [[String: String]: Content] {
    var result: [[String: String]: Content] = [:]
    for cell in cube.values.indices {
      result[key(cell, of: cube)] = Content(value: cube[cell], status: cube.statuses[cell])
    }
    return result
  }

  private static func known(of cube: Cube) -> [[String: String]: Content] {
    contents(of: cube).filter { $0.value.value != nil }
  }

  /// The cells of a cube under other dimensions: in another order, or repeated along a new one.
  private static func laid(_ cube: Cube, _ axes: [(String, [String])]) -> Cube {
    let own = contents(of: cube)
    guard case .series(let periods) = cube.time else { return cube }
    var keys: [[String: String]] = [[:]]
    for (name, members) in axes + [("period", periods.map { "\($0)" })] {
      keys = keys.flatMap { key in members.map { key.merging([name: $0]) { $1 } } }
    }
    let names = Set(cube.axes.map(\.name)).union(["period"])
    let letters: [Status: String] = [.provisional: "P", .estimated: "E", .forecast: "F"]
    let words = keys.map { key in
      let content = own[key.filter { names.contains($0.key) }]
      return content?.value.map { "\($0)\(letters[content?.status ?? .actual] ?? "")" } ?? "x"
    }
    return Folder.cube(
      axes,
      periods.map { "\($0)" },
      "t",
      .flow,
      words.joined(separator: " ")
    )
  }

  private static func value(_ formula: String, _ left: Cube, _ right: Cube) -> Cube? {
    guard case .cube(let cube) = evaluated(formula, with: evaluator(left, right)).0 else {
      return nil
    }
    return cube
  }

  private static let formulas = [
    "a + b", "a - b", "a * b", "a / b", "max2(a, b)", "default(a, b)", "if(a > b, a, b)",
    "if(known(a), a, b)", "clamp(a, 0, abs(b))", "lag(a) + b", "rolling(b, 2, max) - a",
  ]

  @Test func `the order of dimensions, of members and of operands changes no cell`() throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed &* 15_485_863)
      let left = Self.cube(&generator, cell: Self.cell)
      let right = Self.cube(&generator, cell: Self.cell)
      func shuffled(_ cube: Cube) -> Cube {
        Self.laid(
          cube,
          cube.axes.map { ($0.name, $0.members.map(\.id).shuffled(using: &generator)) }
            .shuffled(using: &generator)
        )
      }
      let (a, b) = (shuffled(left), shuffled(right))
      let over = left.axes.map { axis in
        ["sum", "min", "share", "rank", "hhi"].map { "\($0)(round(a), over:\(axis.name))" }
      }
      for formula in Self.formulas + over.joined() {
        let one = try #require(Self.value(formula, left, right), "seed \(seed): \(formula)")
        let other = try #require(Self.value(formula, a, b), "seed \(seed): \(formula)")
        let (ones, others) = (Self.contents(of: one), Self.contents(of: other))
        #expect(ones.keys == others.keys, "seed \(seed): \(formula)")
        for (key, content) in ones {
          let same = others[key]
          #expect(same?.status == content.status, "seed \(seed): \(formula) \(key)")
          // Sums in another order differ in the last places.
          let difference = abs((content.value ?? 0) - (same?.value ?? 0))
          #expect(difference <= 1e-12 * abs(content.value ?? 0), "seed \(seed): \(formula) \(key)")
        }
      }
      for (one, other) in [("a + b", "b + a"), ("a * b", "b * a"), ("min2(a, b)", "min2(b, a)")] {
        let first = try #require(Self.value(one, left, right))
        let second = try #require(Self.value(other, left, right))
        #expect(Self.contents(of: first) == Self.contents(of: second), "seed \(seed): \(one)")
      }
    }
  }

  @Test func `a dimension that one lacks is as if the cells were written out along it`() throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed &* 32_452_843)
      let left = Self.cube(&generator, cell: Self.cell)
      let right = Self.cube(&generator, cell: Self.cell)
      let lacking = left.axes.filter { axis in !right.axes.contains { $0.name == axis.name } }
      let whole = Self.laid(
        right,
        (right.axes + lacking).map { ($0.name, $0.members.map(\.id)) }
      )
      for formula in Self.formulas {
        let short = try #require(Self.value(formula, left, right), "seed \(seed): \(formula)")
        let long = try #require(Self.value(formula, left, whole), "seed \(seed): \(formula)")
        #expect(Self.known(of: short) == Self.known(of: long), "seed \(seed): \(formula)")
      }
    }
  }

  @Test
  func `a missing value makes no number, and a number is as certain as the least certain used`()
    throws
  {
    for seed in 1...150 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed &* 49_979_687)
      let left = Self.cube(&generator, cell: Self.cell)
      let right = Self.cube(&generator, cell: Self.cell)
      let (a, b) = (Self.contents(of: left), Self.contents(of: right))
      /// The content of an operand under a cell of the result.
      func content(_ cells: [[String: String]: Content], _ cube: Cube, _ key: [String: String])
        -> Content?
      {
        let names = Set(cube.axes.map(\.name)).union(["period"])
        return cells[key.filter { names.contains($0.key) }].flatMap { $0.value == nil ? nil : $0 }
      }
      /// What each formula uses of the two, or nothing where it has no value.
      let used: [(String, (Content?, Content?) -> [Content]?)] = [
        ("a + b", { one, other in one.flatMap { one in other.map { [one, $0] } } }),
        ("a * b", { one, other in one.flatMap { one in other.map { [one, $0] } } }),
        ("min2(a, b)", { one, other in one.flatMap { one in other.map { [one, $0] } } }),
        ("default(a, b)", { one, other in (one ?? other).map { [$0] } }),
        (
          "if(a > 4 't', a, b)",
          { one, other in
            guard let one, let value = one.value else { return nil }
            return value > 4 ? [one] : other.map { [one, $0] }
          }
        ),
      ]
      for (formula, uses) in used {
        let cube = try #require(Self.value(formula, left, right), "seed \(seed): \(formula)")
        for (key, made) in Self.contents(of: cube) {
          let parts = uses(content(a, left, key), content(b, right, key))
          #expect((made.value == nil) == (parts == nil), "seed \(seed): \(formula) \(key)")
          #expect(made.value == nil ? made.status.isMissing : true, "seed \(seed): \(formula)")
          // Operands are positive: a zero could only come from a missing one.
          #expect(made.value != 0 || formula.contains("-"), "seed \(seed): \(formula) \(key)")
          guard let parts else { continue }
          let least = parts.compactMap { Self.certainty.firstIndex(of: $0.status) }.max()
          #expect(
            made.status == least.map { Self.certainty[$0] },
            "seed \(seed): \(formula) \(key)"
          )
        }
      }
      for axis in left.axes {
        let groups = Dictionary(grouping: a) { $0.key.filter { $0.key != axis.name } }
        for skips in [false, true] {
          let formula = "sum(a, over:\(axis.name)\(skips ? ", missing:skip" : ""))"
          let cube = try #require(Self.value(formula, left, right), "seed \(seed): \(formula)")
          for (key, made) in Self.contents(of: cube) {
            let cells = (groups[key] ?? []).map(\.value)
            let known = cells.filter { $0.value != nil }
            let isKnown = skips ? !known.isEmpty : known.count == cells.count
            #expect((made.value != nil) == isKnown, "seed \(seed): \(formula) \(key)")
            guard isKnown else { continue }
            #expect(
              made.value == known.compactMap(\.value).reduce(0, +),
              "seed \(seed): \(formula)"
            )
            let least = known.compactMap { Self.certainty.firstIndex(of: $0.status) }.max()
            #expect(made.status == least.map { Self.certainty[$0] }, "seed \(seed): \(formula)")
          }
        }
      }
    }
  }
}

/// What a cell holds.
private struct Content: Equatable {
  let value: Double?
  let status: Status
}
