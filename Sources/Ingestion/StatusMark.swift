import Indicators

/// What a letter in a status column says of its record.
struct StatusMark: Hashable {
  let status: Status

  /// Whether the series breaks before the value.
  let isBreak: Bool

  init(_ status: Status, isBreak: Bool = false) {
    self.status = status
    self.isBreak = isBreak
  }

  /// The letters of formats.md section 2.5, which hold SDMX's code list of observation statuses
  /// (CL_OBS_STATUS 2.2); nothing for another.
  init?(letter: String) {
    switch letter {
    case "", "A": self.init(.actual)
    case "P": self.init(.provisional)
    case "E", "I", "U": self.init(.estimated)
    case "F": self.init(.forecast)
    case "B", "D": self.init(.actual, isBreak: true)
    case "L": self.init(.notCollected)
    case "M": self.init(.notApplicable)
    case "O": self.init(.notAvailable)
    case "Q": self.init(.confidential)
    case "H": self.init(.holiday)
    default: return nil
    }
  }

  /// What two marks of one record say together: the less certain of them, and a break if either tells one.
  func combined(with other: StatusMark) -> StatusMark {
    StatusMark(status.combined(with: other.status), isBreak: isBreak || other.isBreak)
  }

  static let letters = ["A", "P", "E", "F", "I", "U", "B", "D", "L", "M", "O", "Q", "H"]
}

/// Why a publisher's cell holds no number, as `missing:` of a descriptor names it.
enum MissingReason: String, CaseIterable {
  case notCollected = "not-collected"
  case notApplicable = "not-applicable"
  case notAvailable = "not-available"
  case confidential
  case holiday

  /// The publisher's sign for nothing at all, which is a number.
  case zero

  /// Nothing for a zero.
  var status: Status? {
    switch self {
    case .zero: nil
    case .notCollected: .notCollected
    case .notApplicable: .notApplicable
    case .notAvailable: .notAvailable
    case .confidential: .confidential
    case .holiday: .holiday
    }
  }
}
