/// What stands behind a cell: how certain its value is, or why it has none.
public enum Status: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case actual
  case provisional
  case estimated
  case forecast

  /// No record of the indicator holds this combination of members and period.
  case absent
  case notCollected
  case notApplicable
  case notAvailable
  case confidential
  case holiday

  /// A correction took the value out.
  case rejected

  /// A formula has no result here: a zero denominator, a step over a break.
  case undefined

  public var isMissing: Bool { rawValue >= Status.absent.rawValue }

  /// Whether the value is known, if only roughly: actual, provisional or estimated.
  public var isObserved: Bool { rawValue <= Status.estimated.rawValue }

  /// The letter of formats.md section 2.5; nothing for a missing value.
  public var letter: String? {
    switch self {
    case .actual: "A"
    case .provisional: "P"
    case .estimated: "E"
    case .forecast: "F"
    case .absent, .notCollected, .notApplicable, .notAvailable, .confidential, .holiday, .rejected,
      .undefined:
      nil
    }
  }

  /// The status of what is computed from two cells: the less certain; a missing one wins, and of two
  /// the first.
  public func combined(with other: Status) -> Status {
    if isMissing { return self }
    return other.isMissing || other.rawValue > rawValue ? other : self
  }
}
