public import Indicators

/// Why a value can't be printed in the format asked for.
public enum WordingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A value of another unit than the format is for.
  case unit(format: String, expected: String, actual: Unit)

  /// The value's unit and the one in brackets measure different things.
  case conversion(from: Unit, to: Unit)

  /// `ordinal` and `words` of a number that is not whole, or too large to be said.
  case notWhole(format: String)

  /// `month`, `date` or `quarter` of something that has none.
  case notPeriod(format: String)

  /// A format that prints a number, for something that is none.
  case notNumber(format: String)

  /// An infinity or NaN, which no value of a cube should be.
  case notFinite

  public var description: String {
    switch self {
    case .unit(let format, let expected, let actual):
      "format '\(format)' prints \(expected), and the value is in '\(actual)'"
    case .conversion(let from, let to):
      "'\(from)' does not convert to '\(to)'"
    case .notWhole(let format):
      "format '\(format)' prints whole numbers below a million only"
    case .notPeriod(let format):
      "format '\(format)' prints a period, and the value is none"
    case .notNumber(let format):
      "format '\(format)' prints a number, and the value is none"
    case .notFinite:
      "the value is not a finite number"
    }
  }
}
