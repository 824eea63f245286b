public import Diagnostics

/// Settings reads YAML, and so JSON, into a tree that knows the place of every key and value; the
/// readers of each kind of file turn the tree into typed values through ``MappingReader``.
///
/// A value of a settings file and where it stands.
public struct Node: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  public let content: Content

  /// From the first to the last byte of the value, quotes and brackets included.
  public let span: SourceSpan

  /// The class of whatever is wrong in this tree: `settings` for a file, `content` for a block of a
  /// Markdown file.
  public let problemKind: Diagnostic.Kind

  public init(_ content: Content, at span: SourceSpan, problemKind: Diagnostic.Kind = .settings) {
    self.content = content
    self.span = span
    self.problemKind = problemKind
  }

  public var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  public var sequence: [Node]? {
    if case .sequence(let nodes) = content { nodes } else { nil }
  }

  public var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value of a key; nothing if this is no mapping or has no such key.
  public subscript(key: String) -> Node? { entries?.first { $0.key.text == key }?.value }

  /// Whether this is `null`, `~` or an empty value.
  public var isNull: Bool { scalar?.isNull ?? false }

  /// What it is, for messages: `a list`.
  var kindName: String {
    switch content {
    case .scalar: isNull ? "nothing" : "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A single value as the file writes it: no more than a text until its reader asks for a number.
public struct Scalar: Hashable, Sendable {
  /// The text with quotes undone and indentation cut.
  public var text: String { excerpt.text }

  /// Whether it stands without quotes and outside a block, so that it may be a number, a truth value
  /// or nothing.
  public let isPlain: Bool

  /// The text with the place of each of its bytes.
  public let excerpt: Excerpt

  /// Whether it is a folded block (`>`), in which no place can be trusted for an expression.
  public let isFolded: Bool

  public init(_ excerpt: Excerpt, isPlain: Bool, isFolded: Bool = false) {
    self.excerpt = excerpt
    self.isPlain = isPlain
    self.isFolded = isFolded
  }

  /// Whether this is `null`, `~` or an empty plain value.
  public var isNull: Bool { isPlain && ["", "~", "null"].contains(text) }
}

/// A key of a mapping with its value.
public struct Entry: Hashable, Sendable {
  public let key: Scalar
  public let keySpan: SourceSpan
  public let value: Node

  public init(key: Scalar, keySpan: SourceSpan, value: Node) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}
