import Diagnostics

/// An option a command knows.
struct Option: Sendable {
  let name: String
  let short: String?

  /// What stands for the value in the help, `DIR`; nothing for a flag.
  let value: String?
  let help: String

  init(_ name: String, short: String? = nil, value: String? = nil, _ help: String) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
  }
}

/// A command line that can't be understood: exit 64.
struct UsageError: Error {
  let diagnostic: Diagnostic

  init(_ id: String, _ message: String, help: String? = nil) {
    diagnostic = Diagnostic(id: "usage.\(id)", message, at: nil, help: help)
  }
}

/// The arguments behind a command's name, sorted into options and the rest.
struct Arguments: Sendable {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// - Throws: ``UsageError`` for an option the command doesn't know, or one whose value is missing.
  init(_ arguments: some Sequence<String>, options: [Option]) throws(UsageError) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        return
      }
      guard Self.isOption(argument) else {
        operands.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let word = String(parts[0])
      guard let option = options.first(where: { "--\($0.name)" == word || $0.short == word }) else {
        let nearest = nearestNames(to: word, among: options.map { "--\($0.name)" }).first
        throw UsageError(
          "option",
          "unknown option '\(word)'",
          help: nearest.map { "did you mean '\($0)'?" }
            ?? "what begins with '-' and is no option stands behind '--'"
        )
      }
      guard option.value != nil else {
        guard parts.count == 1 else {
          throw UsageError("value", "option '\(word)' takes no value")
        }
        values[option.name, default: []].append("")
        continue
      }
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
        throw UsageError("value", "option '\(word)' needs a value: \(option.value ?? "")")
      }
      values[option.name, default: []].append(value)
    }
  }

  /// Whether an argument is written like an option: `-o`, `--as-of=2024-06-30`. `-2^2` is a formula.
  private static func isOption(_ argument: String) -> Bool {
    let word = argument.prefix { $0 != "=" }.drop { $0 == "-" }
    guard argument.hasPrefix("-"), let first = word.first, first.isLetter else { return false }
    return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  /// The value given last.
  func value(_ name: String) -> String? { values[name]?.last }

  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// A value that must be a whole number in a range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        "value",
        "'\(text)' is no value of '--\(name)'",
        help: "give a whole number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  /// The one operand a command takes.
  func operand(_ what: String, of command: String) throws(UsageError) -> String {
    guard let first = operands.first, !first.isEmpty else {
      throw UsageError(
        "operand",
        "'veta \(command)' needs \(what)",
        help: "see veta \(command) --help"
      )
    }
    guard operands.count == 1 else {
      throw UsageError(
        "operand",
        "'veta \(command)' takes one operand, and '\(operands[1])' is a second one",
        help: "quote a name that has spaces"
      )
    }
    return first
  }
}
