/// Equal bands for the members of a domain, in order, in points.
struct BandScale: Hashable, Sendable {
  let domain: [String]
  let start: Double

  /// From one band's start to the next.
  let step: Double

  /// The share of a step that is left empty after a band.
  let padding: Double

  /// Bands from `start` over a length, with a share of each step left empty between two of them.
  init(domain: [String], start: Double, length: Double, padding: Double) {
    self.domain = domain
    self.start = start
    self.padding = padding
    step = domain.isEmpty ? length : length / (Double(domain.count) - padding)
  }

  var bandwidth: Double { step * (1 - padding) }

  /// Where a member's band starts; nothing for a stranger.
  func position(of member: String) -> Double? {
    domain.firstIndex(of: member).map { start + Double($0) * step }
  }

  /// The middle of a member's band.
  func center(of member: String) -> Double? {
    position(of: member).map { $0 + bandwidth / 2 }
  }
}
