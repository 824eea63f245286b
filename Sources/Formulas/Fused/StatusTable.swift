import Indicators

/// The status of what is computed from two values, for all pairs of statuses (``CombinedStatus``).
struct StatusTable: Sendable {
  /// The result for `left << 4 | right`, both as raw values.
  let results: [UInt8]

  /// - Parameters:
  ///   - isLeftRepeated: Whether the left side lacks a dimension of the result.
  ///   - isRightRepeated: The same of the right side.
  private init(isLeftRepeated: Bool, isRightRepeated: Bool) {
    var results = [UInt8](repeating: Status.actual.rawValue, count: 256)
    for left in Status.allCases {
      for right in Status.allCases {
        var status = CombinedStatus()
        status.add(left, isRepeated: isLeftRepeated)
        status.add(right, isRepeated: isRightRepeated)
        results[Int(left.rawValue << 4 | right.rawValue)] = status.result.rawValue
      }
    }
    self.results = results
  }

  /// By which sides are repeated: neither, the right, the left, both.
  private static let tables = [(false, false), (false, true), (true, false), (true, true)].map {
    StatusTable(isLeftRepeated: $0.0, isRightRepeated: $0.1)
  }

  static func table(isLeftRepeated: Bool, isRightRepeated: Bool) -> StatusTable {
    tables[(isLeftRepeated ? 2 : 0) + (isRightRepeated ? 1 : 0)]
  }
}
