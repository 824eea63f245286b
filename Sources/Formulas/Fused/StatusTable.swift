import Indicators

/// The status of what is computed from two values, for all pairs of statuses.
///
/// A cell that every side with all dimensions of the result leaves out is left out; any other missing
/// value makes a missing one, and of two the first one's reason counts. Of two known values the less
/// certain counts.
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
        let sides = [(left, isLeftRepeated), (right, isRightRepeated)]
        results[Int(left.rawValue << 4 | right.rawValue)] = Self.status(of: sides).rawValue
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

  private static func status(of sides: [(status: Status, isRepeated: Bool)]) -> Status {
    let missing = sides.map(\.status).filter(\.isMissing)
    guard let first = missing.first else {
      return sides.map(\.status).max { $0.rawValue < $1.rawValue } ?? .actual
    }
    let whole = sides.filter { !$0.isRepeated }
    if !whole.isEmpty, whole.allSatisfy({ $0.status == .absent }) { return .absent }
    let reason = first == .absent ? missing.last ?? first : first
    return reason == .absent ? .notAvailable : reason
  }
}
