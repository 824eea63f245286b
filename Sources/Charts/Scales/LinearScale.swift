/// A proportional mapping of numbers to places, in points.
struct LinearScale: Hashable, Sendable {
  /// The numbers at the two ends; they differ.
  let domain: (first: Double, last: Double)

  /// The places of the two ends; a vertical scale runs from the foot up, so its first is larger.
  let range: (first: Double, last: Double)

  init(domain: (Double, Double), range: (Double, Double)) {
    // A domain of one number is widened, so that it has a place: the middle.
    let isPoint = domain.0 == domain.1
    self.domain = isPoint ? (domain.0 - 0.5, domain.1 + 0.5) : domain
    self.range = range
  }

  func position(of value: Double) -> Double {
    range.first + (value - domain.first) / (domain.last - domain.first) * (range.last - range.first)
  }

  func value(at position: Double) -> Double {
    domain.first + (position - range.first) / (range.last - range.first)
      * (domain.last - domain.first)
  }

  static func == (left: LinearScale, right: LinearScale) -> Bool {
    left.domain == right.domain && left.range == right.range
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(domain.first)
    hasher.combine(domain.last)
    hasher.combine(range.first)
    hasher.combine(range.last)
  }
}
