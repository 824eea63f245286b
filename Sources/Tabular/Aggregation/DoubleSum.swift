/// An exact sum of doubles: their order does not matter.
///
/// It is kept as doubles that do not overlap (Shewchuk, Adaptive precision floating-point arithmetic and
/// fast robust geometric predicates, 1997, section 2.3).
struct DoubleSum: Sendable {
  /// From the smallest to the largest magnitude.
  private var parts: [Double] = []

  /// - Precondition: The value is finite.
  mutating func add(_ value: Double) {
    var value = value
    var kept = 0
    for part in parts {
      let (larger, smaller) = abs(value) < abs(part) ? (part, value) : (value, part)
      value = larger + smaller
      let rest = smaller - (value - larger)
      if rest != 0 {
        parts[kept] = rest
        kept += 1
      }
    }
    parts.removeSubrange(kept...)
    parts.append(value)
  }

  static func += (left: inout DoubleSum, right: DoubleSum) {
    for part in right.parts { left.add(part) }
  }

  /// The sum, rounded once.
  var value: Double {
    var parts = parts
    guard var sum = parts.popLast() else { return 0 }
    while let part = parts.popLast() {
      let before = sum
      sum = before + part
      let rest = part - (sum - before)
      guard rest != 0 else { continue }
      // Half-way cases go by what lies behind.
      if let next = parts.last, (rest < 0) == (next < 0), rest * 2 == (sum + rest * 2) - sum {
        sum += rest * 2
      }
      break
    }
    return sum
  }
}
