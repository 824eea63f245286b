import Diagnostics
import Editions
import Glibc

/// The main job: a folder becomes an edition.
struct BuildCommand: Command {
  static let name = "build"
  static let synopsis =
    "FOLDER [-o DIR] [--edition ID] [--as-of DATE] [--language LANG] [--jobs N] [--log json]"
  static let summary = "makes the report of a folder and publishes it as an edition"
  static let options =
    [
      Option("output", short: "-o", value: "DIR", "the editions' folder; else Reports/NAME"),
      Option("edition", value: "ID", "the edition's name, 2026-11; else the front matter's"),
      Option("jobs", value: "N", "how many drawings are made at once; else one a processor"),
    ] + commonOptions

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus {
    let folder = try arguments.operand("the folder to build", of: name)
    let jobs = try arguments.integer("jobs", in: 1...1024)
    var request = try request(folder, arguments)
    request.jobs = jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let console = try styled(console, arguments)
    let outcome = await build(request) { tell($0, console) }
    return conclude(outcome, console)
  }
}

/// Reads, checks and evaluates everything, and draws nothing.
struct CheckCommand: Command {
  static let name = "check"
  static let synopsis =
    "FOLDER [-o DIR] [--edition ID] [--as-of DATE] [--language LANG] [--log json]"
  static let summary = "reads, checks and evaluates everything a folder holds, and writes nothing"
  static let options =
    [
      Option(
        "output",
        short: "-o",
        value: "DIR",
        "the editions to compare with; else Reports/NAME"
      ),
      Option("edition", value: "ID", "the edition to check for; else the front matter's"),
    ] + commonOptions

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus {
    let folder = try arguments.operand("the folder to check", of: name)
    let request = try request(folder, arguments)
    let console = try styled(console, arguments)
    let outcome = await check(request) { tell($0, console) }
    return conclude(outcome, console)
  }
}

private func tell(_ step: BuildStep, _ console: Console) {
  switch console.style {
  case .text: console.say("\(step.name): \(step.result) (\(step.milliseconds) ms)")
  case .json: console.say(step.json)
  }
}

private func conclude(_ outcome: BuildOutcome, _ console: Console) -> ExitStatus {
  for diagnostic in outcome.diagnostics { console.report(diagnostic) }
  if let failure = outcome.failure { console.report(failure) }
  let errors = outcome.diagnostics.count { $0.severity == .error }
  if errors > 0, console.style == .text {
    console.complain(
      "\(errors) \(errors == 1 ? "error" : "errors"); nothing was published, the last edition stands"
    )
  }
  return outcome.status
}
