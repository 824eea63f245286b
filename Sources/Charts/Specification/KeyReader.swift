import Diagnostics
import Settings

/// Reads the entries of a mapping by key and in the end reports those that nobody asked for.
struct KeyReader {
  let what: String
  private let entries: [Entry]
  private var asked: [String] = []

  /// - Returns: Nothing, after a report, if the node is no mapping.
  init?(_ node: Node, _ what: String, into diagnostics: inout DiagnosticList) {
    guard let entries = node.entries else {
      diagnostics.report(.chartNeedsMapping(what, at: node.span))
      return nil
    }
    self.what = what
    self.entries = entries
  }

  mutating func node(_ key: String) -> Node? {
    asked.append(key)
    guard let node = entries.first(where: { $0.key.text == key })?.value, !node.isNull else {
      return nil
    }
    return node
  }

  /// Whether the key is there, with whatever value.
  mutating func has(_ key: String) -> Bool {
    asked.append(key)
    return entries.contains { $0.key.text == key }
  }

  mutating func excerpt(_ key: String, into diagnostics: inout DiagnosticList) -> Excerpt? {
    guard let node = node(key) else { return nil }
    guard let scalar = node.scalar else {
      diagnostics.report(.chartKeyNeeds("a text", key, at: node.span))
      return nil
    }
    return scalar.excerpt
  }

  mutating func text(_ key: String, into diagnostics: inout DiagnosticList) -> String? {
    excerpt(key, into: &diagnostics)?.text
  }

  mutating func number(_ key: String, into diagnostics: inout DiagnosticList) -> Double? {
    guard let node = node(key) else { return nil }
    guard let value = node.scalar.flatMap({ Double($0.text) }), value.isFinite else {
      diagnostics.report(.chartKeyNeeds("a number", key, at: node.span))
      return nil
    }
    return value
  }

  mutating func flag(_ key: String, into diagnostics: inout DiagnosticList) -> Bool? {
    guard let node = node(key) else { return nil }
    switch node.scalar?.text {
    case "true": return true
    case "false": return false
    default:
      diagnostics.report(.chartKeyNeeds("true or false", key, at: node.span))
      return nil
    }
  }

  /// One text, or a list of texts.
  mutating func excerpts(_ key: String, into diagnostics: inout DiagnosticList) -> [Excerpt] {
    guard let node = node(key) else { return [] }
    if let scalar = node.scalar { return [scalar.excerpt] }
    guard let nodes = node.sequence else {
      diagnostics.report(.chartKeyNeeds("a text or a list of texts", key, at: node.span))
      return []
    }
    return nodes.compactMap { item in
      if let scalar = item.scalar { return scalar.excerpt }
      diagnostics.report(.chartKeyNeeds("a list of texts", key, at: item.span))
      return nil
    }
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String,
    _ type: Choice.Type,
    into diagnostics: inout DiagnosticList
  ) -> Choice? where Choice.RawValue == String {
    guard let node = node(key) else { return nil }
    if let value = node.scalar.flatMap({ Choice(rawValue: $0.text) }) { return value }
    diagnostics.report(
      .chartChoice(
        key,
        node.scalar?.text ?? "",
        among: Choice.allCases.map(\.rawValue),
        at: node.span
      )
    )
    return nil
  }

  /// Reports the keys that nobody asked for; `later` holds those of Vega-Lite that are known and not drawn
  /// yet.
  func finish(later: [String] = [], into diagnostics: inout DiagnosticList) {
    for entry in entries where !asked.contains(entry.key.text) {
      if later.contains(entry.key.text) {
        diagnostics.report(.chartUnsupported("\(what) key '\(entry.key.text)'", at: entry.keySpan))
      } else {
        diagnostics.report(
          .chartUnknownKey(entry.key.text, of: what, among: asked, at: entry.keySpan)
        )
      }
    }
  }
}
