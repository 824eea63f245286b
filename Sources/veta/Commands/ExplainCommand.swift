import Diagnostics
import Editions

/// Says what a diagnostic means, with an example.
struct ExplainCommand: Command {
  static let name = "explain"
  static let synopsis = "[ID]"
  static let summary = "says what a diagnostic means, with an example; without ID, lists them"
  static let options: [Option] = []

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus {
    guard !arguments.operands.isEmpty else {
      for explanation in Explanation.all { console.say(explanation.id) }
      return .done
    }
    // People paste the id with the brackets it is printed in.
    let id = try arguments.operand("the id of a diagnostic", of: name)
      .trimming { $0 == "[" || $0 == "]" }
    guard let explanation = Explanation.all.first(where: { $0.id == id }) else {
      let nearest = nearestNames(to: id, among: Explanation.all.map(\.id)).first
      throw UsageError(
        "id",
        "no diagnostic has the id '\(id)'",
        help: nearest.map { "did you mean '\($0)'?" } ?? "veta explain lists the ids"
      )
    }
    console.say(explanation.printed)
    return .done
  }
}

extension String {
  fileprivate func trimming(_ isCut: (Character) -> Bool) -> String {
    let front = drop(while: isCut)
    guard let last = front.lastIndex(where: { !isCut($0) }) else { return "" }
    return String(front[...last])
  }
}
