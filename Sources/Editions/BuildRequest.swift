public import Diagnostics

/// What is asked of one run.
public struct BuildRequest: Sendable {
  /// The input folder, as the user gave it.
  public var folder: String

  /// The folder of the report's editions; nothing: `Reports/NAME` where the program was started.
  public var output: String?

  /// The edition's name; nothing: as the front matter says.
  public var edition: String?

  /// The day up to which releases of data count, `2026-11-24`; nothing: all.
  public var asOf: String?

  /// The languages to write; empty: every language the folder has a report in.
  public var languages: [String]

  /// How many drawings are made at once; the bytes don't depend on it.
  public var jobs: Int

  /// The program's version, for the manifest.
  public var version: String
  public var clock: EditionClock

  public init(
    folder: String,
    output: String? = nil,
    edition: String? = nil,
    asOf: String? = nil,
    languages: [String] = [],
    jobs: Int = 1,
    version: String,
    clock: EditionClock
  ) {
    self.folder = folder
    self.output = output
    self.edition = edition
    self.asOf = asOf
    self.languages = languages
    self.jobs = jobs
    self.version = version
    self.clock = clock
  }
}

/// One step of a run that is done: for people who watch, and for logs.
public struct BuildStep: Sendable {
  /// One word: `read`, `compose`, `draw`, `publish`.
  public let name: String

  /// What came of it, as a phrase: `28 files, 45 indicators`.
  public let result: String
  public let milliseconds: Int

  /// The step as one line of JSON, for logs.
  public var json: String {
    JSONValue.object([
      "step": .string(name), "result": .string(result), "milliseconds": .integer(milliseconds),
    ]).line
  }
}

/// How a run ended.
public struct BuildOutcome: Sendable {
  public let status: ExitStatus

  /// In file order.
  public let diagnostics: [Diagnostic]

  /// What the world, the command line or our own check refused; nothing if only the input is at fault.
  public let failure: Diagnostic?

  /// The link of the edition that was published; nothing if none was.
  public let edition: String?
}
