import Diagnostics

/// A tree that prints itself as JSON (RFC 8259): keys sorted, two spaces a level, the same bytes for
/// the same value.
enum JSONValue: Hashable, Sendable {
  case string(String)
  case integer(Int)

  /// A finite number, printed with the digits that read back to it.
  case number(Double)
  case boolean(Bool)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Over several lines, with a line feed at the end: for files people read.
  var pretty: String { text(indent: "") + "\n" }

  /// On one line, for logs.
  var line: String {
    switch self {
    case .string(let text): jsonString(text)
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .boolean(let truth): truth ? "true" : "false"
    case .array(let items): "[\(items.map(\.line).joined(separator: ","))]"
    case .object(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\(jsonString($0)):\($1.line)" }.joined(separator: ","))}"
    }
  }

  private func text(indent: String) -> String {
    let deeper = indent + "  "
    switch self {
    case .array(let items) where !items.isEmpty:
      let lines = items.map { deeper + $0.text(indent: deeper) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.sorted { $0.key < $1.key }.map { key, value in
        "\(deeper)\(jsonString(key)): \(value.text(indent: deeper))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    case .string, .integer, .number, .boolean, .array, .object:
      return line
    }
  }
}
