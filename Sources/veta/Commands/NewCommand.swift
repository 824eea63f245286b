import Editions

/// Makes a folder to start from, which builds at once.
struct NewCommand: Command {
  static let name = "new"
  static let synopsis = "FOLDER"
  static let summary = "makes a small folder to start from, which builds at once"
  static let options: [Option] = []

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus {
    let folder = try arguments.operand("the folder to make", of: name)
    let outcome = makeStartingFolder(folder)
    if let failure = outcome.failure {
      console.report(failure)
    } else {
      console.say("made \(folder); now: veta build \(folder)")
    }
    return outcome.status
  }
}
