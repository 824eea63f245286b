public import Diagnostics

/// Whether a key may be left out.
public enum Presence: Sendable {
  case optional
  case required

  /// Required, and of a text in each of its languages more than spaces.
  case filled
}

/// Reads the keys of one mapping into typed values and, at the end, refuses those nobody asked for.
///
///     guard var reader = MappingReader(node, of: "a driver", into: &list) else { return nil }
///     let unit = reader.string("unit", .required, into: &list)
///     let path = reader.node("path", into: &list)
///     reader.finish(into: &list)
///
/// A getter returns nothing for a key that is absent or `null`, and for a value of the wrong type, which
/// it has then reported.
public struct MappingReader {
  /// What the mapping describes, with its article, for messages: `a driver`.
  public let what: String
  public let span: SourceSpan
  public let entries: [Entry]
  public let problemKind: Diagnostic.Kind

  /// The keys asked for so far, in that order.
  private var asked: [String] = []

  /// What was reported of required keys that are not there, by key.
  private var missing: [String: Diagnostic] = [:]

  /// Reports and returns nothing if the node is no mapping; an empty value counts as an empty one.
  public init?(_ node: Node, of what: String, into list: inout DiagnosticList) {
    self.what = what
    span = node.span
    problemKind = node.problemKind
    if let entries = node.entries {
      self.entries = entries
    } else if node.isNull {
      entries = []
    } else {
      list.report(.wrongType(node, for: what, expected: "a mapping of keys to values"))
      return nil
    }
  }

  /// Whether the mapping has the key, be it `null`.
  public func has(_ key: String) -> Bool { entries.contains { $0.key.text == key } }

  /// Where a key's value stands; without the key, the mapping.
  public func span(of key: String) -> SourceSpan {
    entries.first { $0.key.text == key }?.value.span ?? span
  }

  /// Where a key itself stands; without the key, the mapping.
  public func keySpan(of key: String) -> SourceSpan {
    entries.first { $0.key.text == key }?.keySpan ?? span
  }

  /// The value as it stands.
  public mutating func node(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Node? {
    asked.append(key)
    if let node = entries.first(where: { $0.key.text == key })?.value, !node.isNull {
      guard presence == .filled, let blank = node.blankText else { return node }
      list.report(.wrongType(blank, for: "'\(key)'", expected: "words"))
      return nil
    }
    if presence != .optional {
      let place = entries.first { $0.key.text == key }?.keySpan ?? headSpan
      let diagnostic = Diagnostic.missingKey(key, of: what, at: place, kind: problemKind)
      missing[key] = diagnostic
      list.report(diagnostic)
    }
    return nil
  }

  /// A text, quoted or not.
  public mutating func string(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> String? {
    node(key, presence, into: &list)?.string(for: "'\(key)'", into: &list)
  }

  /// A text with its places that is not to be an expression, so that it may be folded.
  public mutating func scalar(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Scalar? {
    node(key, presence, into: &list)?.scalar(for: "'\(key)'", into: &list)
  }

  /// A text whose places can be shown: an expression or a text with expressions in it.
  public mutating func excerpt(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Excerpt? {
    node(key, presence, into: &list)?.excerpt(for: "'\(key)'", into: &list)
  }

  /// A text for readers, by language; the key "" holds a text given once for all languages.
  public mutating func localizedText(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> [String: String]? {
    node(key, presence, into: &list)?.localizedText(for: "'\(key)'", into: &list)
  }

  /// A text for readers, by language, with its places.
  public mutating func localizedExcerpts(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> [String: Excerpt]? {
    node(key, presence, into: &list)?.localizedExcerpts(for: "'\(key)'", into: &list)
  }

  public mutating func integer(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Int? {
    node(key, presence, into: &list)?.integer(for: "'\(key)'", into: &list)
  }

  /// A whole number between two limits.
  public mutating func integer(
    _ key: String,
    in limits: ClosedRange<Int>,
    into list: inout DiagnosticList
  ) -> Int? {
    guard let node = node(key, into: &list),
      let value = node.integer(for: "'\(key)'", into: &list)
    else { return nil }
    if limits.contains(value) { return value }
    let expected = "a whole number from \(limits.lowerBound) to \(limits.upperBound)"
    list.report(.wrongType(node, for: "'\(key)'", expected: expected))
    return nil
  }

  public mutating func number(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Double? {
    node(key, presence, into: &list)?.number(for: "'\(key)'", into: &list)
  }

  public mutating func boolean(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Bool? {
    node(key, presence, into: &list)?.boolean(for: "'\(key)'", into: &list)
  }

  public mutating func list(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> [Node]? {
    node(key, presence, into: &list)?.list(for: "'\(key)'", into: &list)
  }

  /// One text or a list of texts.
  public mutating func scalars(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> [Scalar]? {
    node(key, presence, into: &list)?.scalars(for: "'\(key)'", into: &list)
  }

  /// The entries of a mapping whose keys are names the user chose.
  public mutating func mapping(
    _ key: String,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> [Entry]? {
    node(key, presence, into: &list)?.mapping(for: "'\(key)'", into: &list)
  }

  /// One of a fixed set of words.
  public mutating func enumerated<Choice: RawRepresentable & CaseIterable>(
    _ key: String,
    as type: Choice.Type,
    _ presence: Presence = .optional,
    into list: inout DiagnosticList
  ) -> Choice? where Choice.RawValue == String {
    node(key, presence, into: &list)?.enumerated(as: type, for: "'\(key)'", into: &list)
  }

  /// Lets keys pass that mean something to others.
  public mutating func accept(_ keys: [String]) { asked += keys }

  /// Reports the keys nobody asked for; `elsewhere` has the help for those that have another place.
  public func finish(
    _ severity: Diagnostic.Severity = .error,
    elsewhere: [String: String] = [:],
    into list: inout DiagnosticList
  ) {
    let unknown = unknownEntries
    // A required key that is misspelt is one mistake.
    list.withdraw(unknown.compactMap { entry in entry.nearest.flatMap { missing[$0] } })
    for (entry, nearest) in unknown {
      list.report(
        .unknownKey(
          entry.key.text,
          of: what,
          known: Array(Set(asked)),
          nearest: nearest,
          elsewhere: elsewhere[entry.key.text],
          severity: severity,
          at: entry.keySpan,
          kind: problemKind
        )
      )
    }
  }

  /// Whether a key nobody asked for seems to be one of these, misspelt.
  public func misspells(oneOf keys: [String]) -> Bool {
    unknownEntries.contains { $0.nearest.map(keys.contains) ?? false }
  }

  /// The entries nobody asked for, each with the key that it seems to mean.
  private var unknownEntries: [(entry: Entry, nearest: String?)] {
    let known = Set(asked)
    let absent = known.subtracting(entries.map(\.key.text))
    return entries.filter { !known.contains($0.key.text) }.map { entry in
      (
        entry,
        nearestKey(to: entry.key.text, among: absent)
          ?? nearestKey(to: entry.key.text, among: known)
      )
    }
  }

  /// Where the mapping begins: its first key, or its place if it is empty.
  private var headSpan: SourceSpan { entries.first?.keySpan ?? span }
}

/// The key nearest to one that is none: the likeliest misspelling, else the one key that begins or ends
/// with it (`til`, `desc`).
private func nearestKey(to key: String, among known: Set<String>) -> String? {
  if let nearest = nearestNames(to: key, among: known).first { return nearest }
  let longer = known.filter { $0.hasPrefix(key) || $0.hasSuffix(key) }
  return key.utf8.count >= 3 && longer.count == 1 ? longer.first : nil
}
