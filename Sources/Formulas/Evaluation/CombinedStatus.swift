import Indicators

/// The status of what is computed from several values.
///
/// A cell that every side with all dimensions of the result leaves out is left out; any other missing
/// value makes a missing one, and of several the first one's reason counts. Of known values the least
/// certain counts.
struct CombinedStatus {
  private var known = Status.actual
  private var missing: Status?

  /// Whether a side has all dimensions of the result, and whether all such sides leave the cell out.
  private var hasWholeSide = false
  private var isLeftOut = true

  /// Adds a side's status; a repeated side lacks a dimension of the result.
  mutating func add(_ status: Status, isRepeated: Bool) {
    if !isRepeated {
      hasWholeSide = true
      if status != .absent { isLeftOut = false }
    }
    if status.isMissing {
      if missing == nil || missing == .absent { missing = status }
    } else if status.rawValue > known.rawValue {
      known = status
    }
  }

  var result: Status {
    guard let missing else { return known }
    if hasWholeSide, isLeftOut { return .absent }
    return missing == .absent ? .notAvailable : missing
  }
}
