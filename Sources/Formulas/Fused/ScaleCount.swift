import Indicators

/// How large the values are of a step whose result chooses its own scale: enough to know on which side
/// of each power of a thousand their median lies, without keeping them.
struct ScaleCount {
  private static let limits: [(exponent: Int, size: Double)] = [
    (3, 1e3), (6, 1e6), (9, 1e9), (12, 1e12),
  ]

  /// How many values there are, and how many of them are at least a thousand, a million and so on.
  private var count = 0
  private var reached = SIMD4<Int>.zero

  /// A magnitude whose neighbours are looked for, since half of the values lie on either side.
  private let threshold: Double?
  private var below = 0.0
  private var above = Double.infinity

  init(around threshold: Double? = nil) { self.threshold = threshold }

  mutating func add(_ values: UnsafeBufferPointer<Double>) {
    count += values.count
    for (position, limit) in Self.limits.enumerated() {
      var found = 0
      for index in 0..<values.count where unsafe abs(values[index]) >= limit.size { found += 1 }
      // Fewer reach what is larger.
      if found == 0 { break }
      reached[position] += found
    }
    guard let threshold else { return }
    for index in 0..<values.count { unsafe note(abs(values[index]), threshold) }
  }

  /// Adds the values that are not missing.
  mutating func add(
    _ values: UnsafeBufferPointer<Double>,
    _ statuses: UnsafeBufferPointer<UInt8>
  ) {
    for index in 0..<values.count where unsafe statuses[index] < Status.absent.rawValue {
      let size = unsafe abs(values[index])
      count += 1
      for (position, limit) in Self.limits.enumerated() where size >= limit.size {
        reached[position] += 1
      }
      if let threshold { note(size, threshold) }
    }
  }

  private mutating func note(_ size: Double, _ threshold: Double) {
    if size < threshold { below = max(below, size) } else { above = min(above, size) }
  }

  mutating func add(_ other: ScaleCount) {
    count += other.count
    reached &+= other.reached
    below = max(below, other.below)
    above = min(above, other.above)
  }

  enum Choice {
    case multiplier(Int)

    /// Half of the values lie below this magnitude, so that their neighbours decide.
    case tie(Double)
  }

  /// The largest multiplier that makes the median of the magnitudes at least one.
  var choice: Choice {
    for (position, limit) in Self.limits.enumerated().reversed() {
      let found = reached[position]
      if found * 2 > count { return .multiplier(limit.exponent) }
      guard count > 0, found * 2 == count else { continue }
      guard threshold == limit.size else { return .tie(limit.size) }
      if below / 2 + above / 2 >= limit.size { return .multiplier(limit.exponent) }
    }
    return .multiplier(0)
  }
}
