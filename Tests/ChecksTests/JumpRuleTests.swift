import Checks
import Diagnostics
import Indicators
import TestSupport
import Testing

@Suite struct JumpRuleTests {
  private func run(
    _ cells: String,
    _ keys: String = "robust_z: 8",
    breaks: Set<Int> = [],
    published: PublishedValues? = nil
  ) throws -> ChecksRun {
    let count = cells.split(separator: " ").count
    return try ChecksRun(
      "- {title: T, jump: ①output, \(keys)}",
      [indicator("output", years(2001...2000 + count), "t", cells, breaks: breaks)],
      published: published
    )
  }

  @Test(arguments: [
    ("10 11 12 13 14", []), ("10 11 12000 13 14", ["2003"]), ("10 11 12 13 14000", ["2005"]),
    ("10000 11 12 13 14", ["2002"]), ("10 11 0.012 13 14", ["2003"]),
    ("10 10 10 10 10", []), ("10 10 10 10 11", []), ("10 10 10 10 10 10 10 20", ["2008"]),
    // With values of both signs differences count.
    ("-1 2 -3 1 2 -1 2000 1", ["2007"]), ("-1 2 -3 1 2 -1 3 1", []),
    ("10 x 12 13 x 15 16000", ["2007"]), ("10 14000", []), ("5", []),
  ])
  func `a change that is out of the ordinary for its series is a jump`(
    cells: String,
    years: [String]
  ) throws {
    let run = try run(cells)
    #expect(run.problems == (years.isEmpty ? [] : ["① checks.jump"]))
    #expect(run.notes.map { String($0.prefix(4)) } == years, "\(run.notes)")
  }

  @Test(arguments: [
    ("100 140 100", "percent: 50%", []), ("100 151 100", "percent: 50%", ["2002"]),
    ("100 49 49", "percent: 50%", ["2002"]), ("-100 -140 -100", "percent: 50%", []),
    ("-100 -151 -100", "percent: 50%", ["2002"]), ("-100 -49 -49", "percent: 50%", ["2002"]),
    ("-100 60 60", "percent: 50%", ["2002"]), ("0 60 60", "percent: 50%", []),
  ])
  func `a change may be limited as a share of the value before`(
    cells: String,
    keys: String,
    years: [String]
  ) throws {
    #expect(try run(cells, keys).notes.map { String($0.prefix(4)) } == years)
  }

  @Test(arguments: [
    ("10 11 12 13 14 15 x 16000 16100", 6, true), ("10 11 12 13 14 15 x 16000 16100", 7, true),
    ("10 11 12 13 14 15 x x 16000 16100", 7, true),
    ("10 11 12 13 14 15 x 16000 16100", 5, false), ("10 11 12 13 14 15 x 16000 16100", 8, false),
  ])
  func `a break among missing values is one before the next value`(
    cells: String,
    position: Int,
    isOver: Bool
  ) throws {
    #expect(try run(cells, breaks: [position]).list.all.isEmpty == isOver)
  }

  @Test func `a step over a break is no jump`() throws {
    #expect(try run("10 11 12 13000 13100", breaks: [3]).list.all.isEmpty)
    #expect(try !run("10 11 12 13000 13100").list.all.isEmpty)
  }

  @Test func `a step over a break tells nothing of what is usual`() throws {
    let cells = "10 11 12 13000 13100 26000"
    #expect(try run(cells, "robust_z: 5", breaks: [3]).list.all.isEmpty)
    #expect(try run(cells, "robust_z: 3", breaks: [3]).notes.count == 1)
  }

  @Test func `a jump says what it was, what it is, and by how much`() throws {
    let run = try run("10 11 12 13 14000")
    #expect(run.list.all.first?.message == "check 'T': 1 of 4 changes is out of the ordinary")
    #expect(run.notes == ["2005: 13, now 14,000: robust z 45.0 over 8"])
    #expect(run.places == ["output.csv 14000"])
  }

  private func published(_ cells: [Double], unit: Unit) -> PublishedValues {
    var values: [PublishedValues.Key: Double] = [:]
    for (step, value) in cells.enumerated() {
      values[PublishedValues.Key(members: [], period: .year(2001 + step))] = value
    }
    return PublishedValues(
      edition: "2026-10",
      indicators: ["output": .init(unit: unit, dimensions: [], values: values)]
    )
  }

  @Test(arguments: [
    ("10 11 12 13 14", []), ("10 11 12000 13 14", ["2003"]),
    // A new value is held against the one before it.
    ("10 11 12 13 14 15", []), ("10 11 12 13 14 15000", ["2006"]),
    // A jump that the last edition had is known.
    ("10 11 12 13 14", []),
  ])
  func `against the last edition each value is held against what it was there`(
    cells: String,
    years: [String]
  ) throws {
    let kilograms = try Unit.parse("kg")
    let last = published([10_000, 11_000, 12_000, 13_000, 14_000], unit: kilograms)
    let run = try run(cells, "robust_z: 8, against: last-edition", published: last)
    #expect(run.notes.map { String($0.prefix(4)) } == years, "\(run.notes)")
  }

  @Test func `what stood in the last edition already is no jump against it`() throws {
    let last = published([10, 11, 12_000, 13, 14], unit: try Unit.parse("t"))
    let keys = "robust_z: 8, against: last-edition"
    #expect(try run("10 11 12000 13 14", keys, published: last).list.all.isEmpty)
  }

  @Test func `without a last edition the check says so and passes`() throws {
    let run = try run("10 11 12000 13 14", "robust_z: 8, against: last-edition")
    #expect(run.problems == ["① checks.no-last-edition!"])
    #expect(run.report.summary == "1 ran, 1 passed, 0 warned, 0 failed, 0 waived")
  }

  @Test func `an edition keeps indicators, no formulas`() throws {
    let run = try ChecksRun(
      "- {title: T, jump: ①output * 2, robust_z: 8, against: last-edition}",
      [indicator("output", ["2024"], "t", "1")],
      published: PublishedValues(edition: "2026-10", indicators: [:])
    )
    #expect(run.problems == ["① checks.last-edition"])
  }

  // MARK: Properties

  /// A series of a kind: its growth a year and how it scatters, in logarithms.
  private static let kinds: [(name: String, growth: Double, scatter: Double)] = [
    ("smooth", 0.03, 0.01), ("lively", 0.0, 0.1), ("volatile", 0.02, 0.3),
  ]

  private func series(
    _ kind: (name: String, growth: Double, scatter: Double),
    count: Int,
    _ random: inout SplitMix64
  ) -> [Double] {
    var level = random.number(in: 1...9)
    return (0..<count).map { _ in
      // Twelve uniform numbers less six are normal enough.
      let normal = (0..<12).reduce(-6.0) { sum, _ in sum + random.fraction() }
      level *= exponential(kind.growth + kind.scatter * normal)
      return level
    }
  }

  @Test func `slips by a thousand are found in fifty of fifty series`() throws {
    let seed: UInt64 = 20_261_125
    var random = SplitMix64(seed: seed)
    for round in 0..<50 {
      let kind = Self.kinds[round % Self.kinds.count]
      let count = round % 2 == 0 ? 10 : 120
      var values = series(kind, count: count, &random)
      let slip = random.integer(in: 0...count - 1)
      values[slip] *= round % 3 == 0 ? 0.001 : 1000
      let run = try run(values.map { "\($0)" }.joined(separator: " "))
      #expect(run.list.all.map(\.id) == ["checks.jump"], "seed \(seed), round \(round), \(kind)")
      // Of the first value only the way back can be seen.
      let year = "\(2001 + max(slip, 1))"
      #expect(
        run.notes.contains { $0.hasPrefix(year) },
        "seed \(seed), round \(round), \(kind): \(run.notes)"
      )
    }
  }

  @Test(arguments: [10, 40, 120])
  func `fewer than one series in fifty of ten years raises a false alarm`(count: Int) throws {
    let seed: UInt64 = 20_261_126
    var random = SplitMix64(seed: seed)
    var alarms: [String: Int] = [:]
    let rounds = 250
    for kind in Self.kinds {
      for _ in 0..<rounds {
        let values = series(kind, count: count, &random)
        let run = try run(values.map { "\($0)" }.joined(separator: " "))
        if !run.list.all.isEmpty { alarms[kind.name, default: 0] += 1 }
      }
    }
    let total = alarms.values.reduce(0, +)
    #expect(total * 50 < rounds * Self.kinds.count, "seed \(seed): \(alarms)")
  }
}

/// The exponential function by its series, which needs no library; its argument is small.
private func exponential(_ value: Double) -> Double {
  var (sum, term) = (1.0, 1.0)
  for step in 1...40 {
    term *= value / Double(step)
    sum += term
  }
  return sum
}
