import Diagnostics
import Editions

/// The program's version, which editions carry in their manifest.
let version = "0.1.0"

/// A command: its name, its help, and what it does.
protocol Command: Sendable {
  static var name: String { get }

  /// The line behind the name: `FOLDER [-o DIR]`.
  static var synopsis: String { get }

  /// What it does, as the clause behind "veta NAME".
  static var summary: String { get }
  static var options: [Option] { get }

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus
}

/// One start of the program.
struct Program: Sendable {
  static let commands: [any Command.Type] = [
    BuildCommand.self, CheckCommand.self, TraceCommand.self, ExplainCommand.self,
    NewCommand.self,
  ]

  let arguments: [String]

  /// Does what the arguments ask for and returns the number to exit with.
  func run() async -> Int32 {
    var console = Console()
    // A wrong command line is told in the form that was asked for, even where it is wrong elsewhere.
    if arguments.contains("--log=json")
      || zip(arguments, arguments.dropFirst()).contains(where: { $0 == ("--log", "json") })
    {
      console.style = .json
    }
    do throws(UsageError) {
      return try await start(console).rawValue
    } catch {
      console.report(error.diagnostic)
      return ExitStatus.usage.rawValue
    }
  }

  private func start(_ console: Console) async throws(UsageError) -> ExitStatus {
    guard let name = arguments.first else {
      console.complain(Self.help)
      return .usage
    }
    switch name {
    case "--version":
      console.say("veta \(version)")
      return .done
    case "--help", "-h", "help":
      console.say(Self.help)
      return .done
    default:
      break
    }
    guard let command = Self.commands.first(where: { $0.name == name }) else {
      let nearest = nearestNames(to: name, among: Self.commands.map { $0.name }).first
      throw UsageError(
        name.hasPrefix("-") ? "option" : "command",
        "unknown \(name.hasPrefix("-") ? "option" : "command") '\(name)'",
        help: nearest.map { "did you mean 'veta \($0)'?" } ?? "veta --help lists the commands"
      )
    }
    let rest = arguments.dropFirst()
    if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      console.say(Self.help(of: command))
      return .done
    }
    return try await command.run(
      Arguments(rest, options: command.options),
      console: console
    )
  }

  static var help: String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let lines = commands.map { "  \(padded($0.name, width))  \($0.summary)" }
    return """
      veta turns a folder of indicator CSVs into a finished report.

      usage: veta COMMAND [ARGUMENTS]
             veta --version | --help

      \(lines.joined(separator: "\n"))

      veta COMMAND --help says more about one.
      """
  }

  private static func help(of command: any Command.Type) -> String {
    let rows = command.options.map { option in
      let names = [option.short, "--\(option.name)"].compactMap(\.self).joined(separator: ", ")
      return (option.value.map { "\(names) \($0)" } ?? names, option.help)
    }
    let width = rows.map(\.0.count).max() ?? 0
    var lines = ["usage: veta \(command.name) \(command.synopsis)", "", "Veta \(command.summary)."]
    if !rows.isEmpty { lines.append("") }
    lines += rows.map { "  \(padded($0.0, width))  \($0.1)" }
    return lines.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
