import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct ScaleTests {
  private let words = Words(language: .english, labels: Labels())

  @Test func `a linear scale's inverse undoes it`() {
    for seed in 1...200 {
      var random = SplitMix64(seed: UInt64(seed))
      let low = random.number(in: -1e4...1e4)
      let scale = LinearScale(
        domain: (low, low + random.number(in: 0.1...1e4)),
        range: (random.number(in: 0...400), random.number(in: 401...900))
      )
      let value = random.number(in: -2e4...2e4)
      #expect(abs(scale.value(at: scale.position(of: value)) - value) < 1e-6, "seed \(seed)")
      #expect(scale.position(of: scale.domain.first) == scale.range.first)
      #expect(abs(scale.position(of: scale.domain.last) - scale.range.last) < 1e-9)
    }
  }

  @Test func `a domain of one number has its place in the middle`() {
    #expect(LinearScale(domain: (3, 3), range: (0, 10)).position(of: 3) == 5)
  }

  @Test func `bands fill their length with gaps between only`() throws {
    let scale = BandScale(domain: ["a", "b", "c"], start: 10, length: 90, padding: 0.4)
    #expect(scale.position(of: "a") == 10)
    let last = try #require(scale.position(of: "c"))
    #expect(abs(last + scale.bandwidth - 100) < 1e-9)
    #expect(abs(scale.bandwidth / scale.step - 0.6) < 1e-12)
    #expect(scale.center(of: "a") == 10 + scale.bandwidth / 2)
    #expect(scale.position(of: "d") == nil)
  }

  @Test(
    arguments: [
      ("2024", Kind.flow, 2024.5), ("2024", .stock, 2025), ("2024", .rate, 2024.5),
      ("2024-07", .stock, 2024 + 213.0 / 366), ("2023-Q1", .flow, 2023 + 45.0 / 365),
      ("2026-07-01", .flow, 2026 + 181.0 / 365), ("2021..2024", .rate, 2023),
    ] as [(String, Kind, Double)]
  )
  func `a value stands where its period says`(text: String, kind: Kind, place: Double) throws {
    let period = try #require(Period(text))
    #expect(abs(period.place(of: kind) - place) < 1e-9)
  }

  @Test(
    arguments: [
      ([280, 417], false, 240, 440), ([3, 34], false, 0, 40), ([2.3, 3.0], false, 2.25, 3.0),
      ([-3, 5], false, -3, 6), ([40, 60], true, 0, 60), ([7, 7], false, 6, 7.7),
    ] as [([Double], Bool, Double, Double)]
  )
  func `the axis begins at or under the lowest value`(
    values: [Double],
    zero: Bool,
    low: Double,
    high: Double
  ) throws {
    let axis = ValueAxis(
      values,
      includesZero: zero || startsAtZero(values),
      mustEnclose: false,
      count: 4,
      unit: nil,
      words: words
    )
    #expect("\(axis.low) \(axis.high)" == "\(low) \(high)")
    #expect(axis.labels.count == axis.ticks.count)
  }

  @Test func `the data stands over the last line by a third of a step at most`() throws {
    for seed in 1...200 {
      var random = SplitMix64(seed: UInt64(seed) &* 7)
      let values = (0..<6).map { _ in random.number(in: -50...900) }
      let axis = ValueAxis(
        values,
        includesZero: seed % 2 == 0,
        mustEnclose: false,
        count: 4,
        unit: nil,
        words: words
      )
      let last = try #require(axis.ticks.last)
      let first = try #require(axis.ticks.first)
      let step = axis.ticks[1] - axis.ticks[0]
      #expect((values.max() ?? 0) - last <= step / 3 + 1e-9, "seed \(seed)")
      #expect(first <= values.min() ?? 0, "seed \(seed)")
    }
  }

  @Test func `a low plot has fewer labels on the same scale, and keeps zero`() {
    let axis = ValueAxis(
      [-30, 50],
      includesZero: true,
      mustEnclose: false,
      count: 5,
      unit: nil,
      words: words
    )
    let thin = axis.thinned(height: 60)
    #expect(thin.low == axis.low && thin.high == axis.high)
    #expect(thin.ticks.count < axis.ticks.count)
    #expect(thin.ticks.contains(0))
    #expect(axis.thinned(height: 300) == axis)
    #expect(thin.labels.count == thin.ticks.count)
  }

  @Test func `zero is on the scale of data that comes near it, and of all that falls below`() {
    #expect(startsAtZero([3, 34]))
    #expect(startsAtZero([-1, 4]))
    #expect(!startsAtZero([280, 417]))
  }

  /// A scale on which a year is so many points.
  private func labels(_ first: Double, _ last: Double, width: Double, offset: Double) -> TimeLabels
  {
    let scale = TimeScale(domain: first...last, range: (0, width), yearOffset: offset)
    return TimeLabels(scale, width: { Double($0.count) * 4.8 }, words: words)
  }

  @Test(
    arguments: [
      (2010.5, 2024.5, 370.0, 0.5, "2010 12 14 16 18 20 22 2024"),
      (2024.5, 2042.5, 120, 0.5, "2024 30 36 2042"),
      (2012.5, 2042.5, 350, 0.5, "2012 18 24 30 36 2042"),
      (1960.5, 2025.5, 180, 0.5, "1960 80 2000 2025"),
      (1998.5, 2003.5, 300, 0.5, "1998 99 2000 01 02 2003"),
      (2024.5, 2026, 300, 0, "Jan.\u{A0}2025 July Jan.\u{A0}2026"),
      (2020.5, 2036.4, 400, 0, "2021 24 27 30 33 2036"),
    ] as [(Double, Double, Double, Double, String)]
  )
  func `years are labelled in full at the ends and each new century`(
    first: Double,
    last: Double,
    width: Double,
    offset: Double,
    expected: String
  ) {
    let labels = labels(first, last, width: width, offset: offset)
    #expect(labels.labels.map(\.text).joined(separator: " ") == expected)
  }

  @Test(
    arguments: [
      (.monthly, .flow, 2024, 14, 200, "Jan.\u{A0}2024 July Jan.\u{A0}2025"),
      (.monthly, .stock, 2024, 6, 400, "Jan.\u{A0}2024 Feb. Mar. Apr. May June"),
      (.quarterly, .flow, 2024, 8, 250, "Q1\u{A0}2024 Q3 Q1\u{A0}2025 Q3"),
      (.quarterly, .stock, 2024, 4, 400, "Q1\u{A0}2024 Q2 Q3 Q4"),
      (.semester, .rate, 2024, 4, 400, "H1\u{A0}2024 H2 H1\u{A0}2025 H2"),
    ] as [(Frequency, Kind, Int, Int, Double, String)]
  )
  func `ticks of parts of years stand where the values do`(
    frequency: Frequency,
    kind: Kind,
    year: Int,
    count: Int,
    width: Double,
    expected: String
  ) {
    let steps = TimeSteps(frequency: frequency, kind: kind)
    let first = steps.first(of: year)
    let places = (0..<count).map { first.advanced(by: $0).place(of: kind) }
    let scale = TimeScale(
      domain: places[0]...places[count - 1],
      range: (0, width),
      yearOffset: 0,
      steps: steps
    )
    let labels = TimeLabels(scale, width: { Double($0.count) * 4.8 }, words: words)
    #expect(labels.ticks == places)
    #expect(labels.labels.map(\.text).joined(separator: " ") == expected)
    #expect(labels.labels.allSatisfy { places.contains($0.place) })
  }

  @Test func `no two labels of a time axis touch`() {
    for seed in 1...300 {
      var random = SplitMix64(seed: UInt64(seed) &* 13)
      let first = Double(random.integer(in: 1900...2020)) + 0.5
      let last = first + Double(random.integer(in: 1...90))
      let width = random.number(in: 60...480)
      let found = labels(first, last, width: width, offset: 0.5)
      let scale = TimeScale(domain: first...last, range: (0, width), yearOffset: 0.5)
      for (left, right) in zip(found.labels, found.labels.dropFirst()) {
        let gap =
          scale.position(of: right.place) - scale.position(of: left.place)
          - Double(left.text.count + right.text.count) * 2.4
        #expect(gap >= 3, "seed \(seed): \(left.text) and \(right.text)")
      }
      #expect(!found.labels.isEmpty, "seed \(seed)")
    }
  }
}
