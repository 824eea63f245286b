/// A straight line through points by least squares, perhaps beside a trend in time.
///
/// The slope beside a trend is that of what the trend leaves of both variables (Frisch and Waugh,
/// "Partial time regressions as compared with individual trends", Econometrica 1, 1933).
struct Regression {
  struct Point {
    let x: Double
    let y: Double
    let time: Double
  }

  /// What may be asked of it: `.value` and its like behind the call.
  enum Result: String, CaseIterable {
    case value
    case low
    case high
    case r2
    case n
  }

  let slope: Double

  /// The bounds of the 95 % interval of the slope.
  let low: Double
  let high: Double

  /// The part of the variance of y that is explained; no number where y does not vary.
  let determination: Double
  let count: Int

  /// How many points it takes for an interval.
  static func leastCount(trend: Bool) -> Int { trend ? 4 : 3 }

  /// Nothing where there are too few points or x does not vary.
  init?(_ points: [Point], trend: Bool) {
    guard points.count >= Self.leastCount(trend: trend) else { return nil }
    var x = Self.centred(points.map(\.x))
    var y = Self.centred(points.map(\.y))
    let total = Self.product(y, y)
    let spread = Self.product(x, x)
    if trend {
      let time = Self.centred(points.map(\.time))
      x = Self.residual(of: x, on: time)
      y = Self.residual(of: y, on: time)
    }
    let own = Self.product(x, x)
    // Below it what is left of x is rounding.
    guard own > 1e-24 * Double(points.count), own > 1e-20 * spread else { return nil }
    let slope = Self.product(x, y) / own
    let left = zip(x, y).reduce(0) { sum, pair in
      let distance = pair.1 - slope * pair.0
      return sum + distance * distance
    }
    let freedom = points.count - (trend ? 3 : 2)
    let width =
      studentQuantile(degreesOfFreedom: freedom) * (left / Double(freedom) / own).squareRoot()
    self.slope = slope
    low = slope - width
    high = slope + width
    determination = 1 - left / total
    count = points.count
  }

  subscript(result: Result) -> Double {
    switch result {
    case .value: slope
    case .low: low
    case .high: high
    case .r2: determination
    case .n: Double(count)
    }
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func residual(of values: [Double], on time: [Double]) -> [Double] {
    let slope = product(values, time) / product(time, time)
    return zip(values, time).map { $0 - slope * $1 }
  }
}
