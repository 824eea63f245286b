import Diagnostics
import Editions
import Formulas

/// Says what a diagnostic means or what a function does, with an example.
struct ExplainCommand: Command {
  static let name = "explain"
  static let synopsis = "[ID]"
  static let summary =
    "says what a diagnostic means or a function of formulas does; without ID, lists both"
  static let options: [Option] = []

  static func run(_ arguments: Arguments, console: Console) async throws(UsageError) -> ExitStatus {
    guard !arguments.operands.isEmpty else {
      for explanation in Explanation.all { console.say(explanation.id) }
      for documentation in FunctionDocumentation.all { console.say(documentation.name) }
      return .done
    }
    // People paste the id with the brackets it is printed in.
    let id = try arguments.operand("the id of a diagnostic or a function", of: name)
      .trimming { $0 == "[" || $0 == "]" }
    if let documentation = FunctionDocumentation.all.first(where: { $0.name == id }) {
      console.say(documentation.printed)
      return .done
    }
    guard let explanation = Explanation.all.first(where: { $0.id == id }) else {
      let known = Explanation.all.map(\.id) + FunctionDocumentation.all.map(\.name)
      let nearest = nearestNames(to: id, among: known).first
      throw UsageError(
        "id",
        "no diagnostic and no function has the id '\(id)'",
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
