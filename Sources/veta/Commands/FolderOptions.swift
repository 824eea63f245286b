import Editions
import Glibc

/// The options of every command that reads a folder.
let commonOptions = [
  Option("as-of", value: "DATE", "shows the data as known on that day, 2026-11-24"),
  Option("language", value: "LANG", "writes that language only; may be given again"),
  Option("log", value: "json", "steps and diagnostics as JSON, one a line"),
]

/// What those options and the two of an edition ask for.
func request(_ folder: String, _ arguments: Arguments) throws(UsageError) -> BuildRequest {
  let epoch = unsafe getenv("SOURCE_DATE_EPOCH").map { unsafe String(cString: $0) }
  if let epoch, Int(epoch) == nil {
    throw UsageError("epoch", "SOURCE_DATE_EPOCH is '\(epoch)', which is no number of seconds")
  }
  var request = BuildRequest(
    folder: folder,
    asOf: arguments.value("as-of"),
    languages: arguments.all("language"),
    version: version,
    clock: EditionClock(sourceDateEpoch: epoch.flatMap { Int($0) }, now: time(nil))
  )
  request.output = arguments.value("output")
  request.edition = arguments.value("edition")
  return request
}

/// The console in the style that '--log' asks for.
func styled(_ console: Console, _ arguments: Arguments) throws(UsageError) -> Console {
  var console = console
  guard let text = arguments.value("log") else { return console }
  guard let style = Console.Style(rawValue: text) else {
    throw UsageError("value", "'\(text)' is no value of '--log'", help: "give text or json")
  }
  console.style = style
  return console
}
