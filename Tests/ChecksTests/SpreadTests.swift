import TestSupport
import Testing

@testable import Checks

@Suite struct SpreadTests {
  @Test(arguments: [UInt64(1), 2, 3], [0.01, 1, 250])
  func `of normal values the robust spread is their standard deviation, whatever strays`(
    seed: UInt64,
    deviation: Double
  ) {
    var random = SplitMix64(seed: seed)
    // Twelve numbers from zero to one have the variance one.
    var values = (0..<4000).map { _ in
      deviation * ((0..<12).reduce(-6.0) { sum, _ in sum + random.fraction() })
    }
    #expect(abs(robustSpread(values, around: 0) / deviation - 1) < 0.1, "seed \(seed)")
    for index in 0..<40 { values[index] = 1e9 }
    #expect(abs(robustSpread(values, around: 0) / deviation - 1) < 0.1, "seed \(seed)")
  }

  @Test(arguments: [
    ([1.0, 2, 3, 4, 5], 3.0, 1.4826), ([0, 0, 0, 0, 5], 0, 1.2533), ([2, 2, 2], 2, 0), ([], 0, 0),
  ])
  func `where most values are alike the mean distance stands in`(
    values: [Double],
    centre: Double,
    spread: Double
  ) {
    #expect(abs(robustSpread(values, around: centre) - spread) < 1e-12)
  }
}
