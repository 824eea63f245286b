import Editions

/// Shows where a number comes from.
struct TraceCommand: Command {
  static let name = "trace"
  static let synopsis =
    "FOLDER EXPRESSION [-o DIR] [--edition ID] [--as-of DATE] [--language LANG] [--log json]"
  static let summary = "shows where a number comes from, down to file, line and column"
  static let options =
    [
      Option("output", short: "-o", value: "DIR", "the editions' folder; a trace reads none of it"),
      Option("edition", value: "ID", "the edition to trace in; else the front matter's"),
    ] + commonOptions

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus {
    guard arguments.operands.count == 2 else {
      throw UsageError(
        "operand",
        "'veta trace' takes a folder and an expression",
        help: "quote the expression: veta trace my-report 'honey[north] @ 2024'"
      )
    }
    let request = try request(arguments.operands[0], arguments)
    let console = try styled(console, arguments)
    let isWhole = console.style == .json
    let outcome = trace(arguments.operands[1], in: request, wholly: isWhole)
    for diagnostic in outcome.diagnostics { console.report(diagnostic) }
    if let failure = outcome.failure { console.report(failure) }
    let text = isWhole ? outcome.json : outcome.text
    if !text.isEmpty { console.say(text) }
    return outcome.status
  }
}
