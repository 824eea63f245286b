import Diagnostics

extension Diagnostic {
  static func notUTF8(at span: SourceSpan, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.encoding",
      "the text is not UTF-8",
      at: span,
      label: "this byte belongs to no character",
      help: "save the file as UTF-8"
    )
  }

  /// What libyaml says, with our help for the mistakes that happen most.
  static func syntax(
    _ message: String,
    context: (text: String, span: SourceSpan)?,
    at span: SourceSpan,
    kind: Kind
  ) -> Diagnostic {
    let first = span.text.first.map(String.init) ?? ""
    let help: String? =
      switch message {
      case "mapping values are not allowed in this context":
        "a value that holds a colon and a space has to be quoted; in an expression write 'geo:MEX'"
          + " without the space, or quote the whole"
      case "found character that cannot start any token" where first == "\t":
        "indent with spaces; a tab can't begin a value"
      case "found character that cannot start any token":
        "a value that begins with '\(first)' has to be quoted"
      case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
        "inside {…} and […] a value with a comma, a bracket, or a colon and a space has to be quoted"
      case "did not find expected key":
        "check that this line is indented like the one before, and that a quoted value ends where its"
          + " quote closes"
      case "found unexpected end of stream":
        "close the quote, or the bracket, that was opened"
      case "could not find expected ':'":
        "a line of a mapping is 'key: value', with a space behind the colon"
      default:
        nil
      }
    let notes = context.map { [Note($0.text, at: $0.span)] } ?? []
    return Diagnostic(
      kind: kind,
      id: "settings.syntax",
      "\(message) (YAML)",
      at: span,
      notes: notes,
      help: help
    )
  }

  static func brokenOff(
    _ key: String,
    _ value: Node,
    at span: SourceSpan,
    kind: Kind
  ) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.syntax",
      "the value of '\(key)' ends at a comma, with a bracket open (YAML)",
      at: value.span,
      label: "inside {…} a comma ends a value",
      notes: [Note("this is read as the next key", at: span)],
      help: "put the whole value between double quotes: {\(key): \"\(value.span.text), …\"}"
    )
  }

  static func secondDocument(at span: SourceSpan, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.document",
      "a second document begins",
      at: span,
      label: "one file holds one document",
      help: "remove the line '---' and what follows, or make it a file of its own"
    )
  }

  static func duplicateKey(
    _ key: String,
    at span: SourceSpan,
    first: SourceSpan,
    kind: Kind
  ) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.duplicate-key",
      "the key '\(key)' stands here a second time",
      at: span,
      label: "already given",
      notes: [Note("'\(key)' was first given here", at: first)]
    )
  }

  static func anchor(at span: SourceSpan, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.anchor",
      "an anchor '\(span.text)' is not allowed",
      at: span,
      label: "expected a value",
      help: "quote a text that begins with '&'"
    )
  }

  static func alias(at span: SourceSpan, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.alias",
      "an alias '\(span.text)' is not allowed",
      at: span,
      label: "expected a value",
      help: "repeat the value; quote a text that begins with '*'"
    )
  }

  static func tag(at span: SourceSpan, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.tag",
      "a tag '\(span.text)' is not allowed",
      at: span,
      label: "expected a value",
      help: "quote a text that begins with '!'"
    )
  }

  static func tooDeep(at span: SourceSpan, limit: Int, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.depth",
      "lists and mappings lie more than \(limit) deep in each other",
      at: span
    )
  }

  static func keyIsNoText(_ key: Node, kind: Kind) -> Diagnostic {
    let isExpression = key.span.text.hasPrefix("{")
    return Diagnostic(
      kind: kind,
      id: "settings.key",
      "a key must be a text, not \(key.kindName)",
      at: key.span,
      label: "this stands where a key should",
      help: isExpression ? "a value that begins with '{{' has to be quoted" : nil
    )
  }

  static func unknownKey(
    _ key: String,
    of what: String,
    known: [String],
    nearest: String?,
    elsewhere: String? = nil,
    severity: Severity,
    at span: SourceSpan,
    kind: Kind
  ) -> Diagnostic {
    let list = known.sorted().joined(separator: ", ")
    return Diagnostic(
      severity,
      kind: kind,
      id: "settings.unknown-key",
      "\(what) has no key '\(key)'",
      at: span,
      nearest: elsewhere == nil ? nearest : nil,
      label: elsewhere == nil ? "unknown key" : "means nothing here",
      notes: known.isEmpty ? [] : [Note("its keys are \(list)")],
      help: elsewhere
    )
  }

  static func missingKey(
    _ key: String,
    of what: String,
    at span: SourceSpan,
    kind: Kind
  ) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "settings.missing-key",
      "\(what) needs the key '\(key)'",
      at: span,
      label: "'\(key)' is missing here"
    )
  }

  static func wrongType(
    _ node: Node,
    for what: String,
    expected: String,
    help: String? = nil
  ) -> Diagnostic {
    let text = node.scalar.map { "'\($0.text)'" } ?? node.kindName
    return Diagnostic(
      kind: node.problemKind,
      id: "settings.type",
      "\(text) is not \(expected)",
      at: node.span,
      label: "expected \(expected)",
      notes: [Note("\(what) holds \(expected)")],
      help: help
    )
  }

  static func unknownChoice(_ node: Node, for what: String, choices: [String]) -> Diagnostic {
    let text = node.scalar?.text ?? ""
    let nearest = nearestNames(to: text, among: choices).first
    return Diagnostic(
      kind: node.problemKind,
      id: "settings.choice",
      "\(what) can't be '\(text)'",
      at: node.span,
      label: "expected one of \(choices.joined(separator: ", "))",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func foldedExpression(_ node: Node, for what: String) -> Diagnostic {
    Diagnostic(
      kind: node.problemKind,
      id: "settings.folded",
      "\(what) must not be a folded block ('>')",
      at: node.span,
      label: "places in a folded text can't be shown",
      help: "use a literal block ('|') or one quoted line"
    )
  }
}
