public import Diagnostics

/// How a run ends, as the sysexits number it (BSD `sysexits(3)`, 1993). Chosen nowhere else.
public enum ExitStatus: Int32, Hashable, Sendable {
  case done = 0

  /// The command line can't be understood.
  case usage = 64

  /// Data, units, expressions, blocks, a check or a claim.
  case badData = 65

  /// A folder or a file that should be there and is not.
  case missingInput = 66

  /// What the program needs of the machine is not there: a font, a library.
  case unavailable = 69

  /// A bug, or an edition that failed its own check.
  case software = 70

  /// The place to write to can't be made.
  case cannotCreate = 73

  /// The device failed: no space left, a read or write error.
  case inputOutput = 74

  /// Another run holds the lock; the same command may succeed later.
  case tryAgain = 75

  /// A settings file that can't be read as its format.
  case settings = 78

  /// The status of a run with these diagnostics: bad data wins over a missing file, and that over a
  /// settings file.
  public init(of diagnostics: some Sequence<Diagnostic>) {
    let kinds = Set(diagnostics.lazy.filter { $0.severity == .error }.map(\.kind))
    self =
      if kinds.contains(.content) {
        .badData
      } else if kinds.contains(.missingInput) {
        .missingInput
      } else if kinds.contains(.settings) {
        .settings
      } else {
        .done
      }
  }

  public init(of error: FileError) {
    self = error.isAboutThePlace ? .cannotCreate : .inputOutput
  }
}
