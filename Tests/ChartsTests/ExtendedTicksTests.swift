import TestSupport
import Testing

@testable import Charts

@Suite struct ExtendedTicksTests {
  /// From a line-by-line transcription into Python of R's `labeling::extended` 0.4, run with its default
  /// weights: range, wanted count, first label, step, number of labels.
  static let known: [(Double, Double, Double, Double, Double, Int)] = [
    (0, 100, 5, 0.0, 25.0, 5),
    (0, 1, 5, 0.0, 0.25, 5),
    (8.1, 14.1, 4, 8.0, 2.0, 4),
    (2.3, 3.0, 4, 2.25, 0.25, 4),
    (280, 417.38, 5, 270.0, 30.0, 6),
    (3533, 8043, 4, 4000.0, 1000.0, 5),
    (-5, 12, 5, -4.0, 4.0, 5),
    (-0.7, 0.3, 5, -0.75, 0.25, 5),
    (1960, 2025, 8, 1960.0, 10.0, 8),
    (0.0012, 0.0089, 4, 0.0, 0.003, 4),
    (1000000.0, 7300000.0, 6, 1000000.0, 1000000.0, 7),
    (99.5, 107.8, 4, 100.0, 2.5, 4),
    (0, 26000, 5, 0.0, 5000.0, 6),
    (15, 16, 3, 15.0, 0.5, 3),
    (-100, -10, 4, -100.0, 50.0, 3),
    (0, 7, 4, 0.0, 2.5, 4),
    (1, 10, 5, 0.0, 2.5, 5),
    (0.1, 0.3, 3, 0.1, 0.1, 3),
    (12, 1163, 3, 0.0, 500.0, 3),
    (455, 10000, 5, 0.0, 2500.0, 5),
    (0.895731, 1.69143, 3, 0.8, 0.4, 3),
    (0.000643, 0.00084, 8, 0.00065, 2.5e-05, 9),
    (0.000819, 0.001256, 3, 0.0008, 0.0002, 3),
    (-1.636557, 3.252637, 8, -2.0, 1.0, 6),
    (-8.81779, 2.534739, 4, -9.0, 3.0, 5),
    (254866.444811, 2150807.2402999997, 8, 0.0, 300000.0, 8),
    (-206.639051, 1746.108609, 3, 0.0, 1000.0, 3),
    (716.936918, 1303.2593980000001, 4, 700.0, 200.0, 4),
    (-764.415524, -140.536694, 4, -800.0, 200.0, 4),
    (0.000163, 0.001444, 5, 0.0, 0.0005, 4),
    (9.5e-05, 0.00023, 3, 0.0001, 5e-05, 4),
    (-588.082574, 775.9133729999999, 6, -500.0, 250.0, 6),
    (-0.068796, 1.7788519999999999, 5, 0.0, 0.5, 5),
    (-0.503147, -0.135411, 4, -0.5, 0.1, 5),
    (0.000149, 0.001204, 5, 0.0, 0.0003, 5),
    (-102331.619144, 1119496.8287379998, 3, 0.0, 500000.0, 3),
    (2.4e-05, 0.00036199999999999996, 5, 0.0, 0.0001, 5),
    (0.086654, 0.171572, 3, 0.08, 0.04, 3),
    (146.051881, 1898.252727, 5, 0.0, 500.0, 5),
    (0.390591, 1.583387, 8, 0.4, 0.2, 7),
    (-8.624741, -6.662181, 5, -8.5, 0.5, 5),
    (3.940841, 5.334341, 5, 4.0, 0.5, 4),
    (155892.461435, 1521554.439155, 6, 0.0, 300000.0, 6),
    (0.433256, 2.208466, 5, 0.5, 0.5, 4),
    (0.000881, 0.001598, 8, 0.0009, 0.0001, 8),
    (-1.3e-05, 0.000431, 5, 0.0, 0.0001, 5),
    (0.047673, 0.127855, 6, 0.05, 0.01, 9),
    (-0.000667, 0.0001420000000000001, 5, -0.0006, 0.0002, 5),
    (0.063856, 0.236789, 5, 0.05, 0.05, 5),
    (-169406.965577, 554547.653433, 6, -200000.0, 200000.0, 5),
    (-0.069816, -0.033749, 4, -0.07, 0.01, 5),
    (-533327.832638, 441748.00074099994, 8, -500000.0, 100000.0, 10),
    (-0.047451, -0.045636, 6, -0.0475, 0.0005, 5),
    (-261.492854, 875.526181, 4, -400.0, 400.0, 4),
    (718403.89841, 2619349.558278, 3, 500000.0, 1000000.0, 3),
    (7.99066, 23.612053, 8, 8.0, 2.0, 9),
    (-2.038607, 5.904381, 6, -2.0, 2.0, 5),
    (-199114.738967, 190198.240791, 4, -200000.0, 100000.0, 5),
    (-6.753936, 0.11313199999999934, 3, -6.0, 3.0, 3),
    (-0.001, -0.0006889999999999999, 3, -0.001, 0.0001, 4),
  ]

  @Test(arguments: known.indices)
  func `the labels are those of the published algorithm`(index: Int) throws {
    let (low, high, count, first, step, labels) = Self.known[index]
    let ticks = try #require(extendedTicks(from: low, to: high, TickOptions(count: count)))
    #expect(ticks.values.count == labels)
    #expect(abs(ticks.values[0] - first) <= 1e-9 * step)
    #expect(abs(ticks.step - step) <= 1e-9 * step)
  }

  @Test func `labels are the doubles that their decimals read as`() throws {
    let ticks = try #require(extendedTicks(from: 0.1, to: 0.55, TickOptions(count: 5)))
    for value in ticks.values { #expect(value.description.count <= 5, "\(value)") }
    #expect(decimal(3, -1) == 0.3)
    #expect(decimal(-25, -3) == -0.025)
    #expect(decimal(7, 6) == 7_000_000)
    #expect(decimal(0, -4) == 0)
  }

  @Test func `loose labels enclose the data`() throws {
    for seed in 1...200 {
      var random = SplitMix64(seed: UInt64(seed))
      let low = random.number(in: -500...500)
      let high = low + random.number(in: 0.01...900)
      var options = TickOptions(count: Double(random.integer(in: 3...8)))
      options.isLoose = true
      let ticks = try #require(extendedTicks(from: low, to: high, options), "seed \(seed)")
      #expect((ticks.values.first ?? .infinity) <= low + 1e-6, "seed \(seed)")
      #expect((ticks.values.last ?? -.infinity) >= high - 1e-6, "seed \(seed)")
    }
  }

  @Test func `steps are even and decimals suffice`() throws {
    for seed in 1...200 {
      var random = SplitMix64(seed: UInt64(seed) &* 31)
      let low = random.number(in: -5...5)
      let high = low + random.number(in: 0.001...9)
      let ticks = try #require(
        extendedTicks(from: low, to: high, TickOptions(count: 5)),
        "seed \(seed)"
      )
      for (left, right) in zip(ticks.values, ticks.values.dropFirst()) {
        #expect(abs(right - left - ticks.step) <= 1e-9 * ticks.step, "seed \(seed)")
      }
      let scale = (0..<ticks.decimals).reduce(1.0) { product, _ in product * 10 }
      for value in ticks.values {
        #expect(abs((value * scale).rounded() - value * scale) < 1e-6, "seed \(seed): \(value)")
      }
    }
  }

  @Test func `a range of one number has that one label`() {
    #expect(extendedTicks(from: 4, to: 4, TickOptions(count: 5))?.values == [4])
  }

  @Test(arguments: [(1.0, 0.0), (0, .infinity), (.nan, 1)] as [(Double, Double)])
  func `what is no range has no labels`(low: Double, high: Double) {
    #expect(extendedTicks(from: low, to: high, TickOptions(count: 5)) == nil)
  }
}
