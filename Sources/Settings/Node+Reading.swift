public import Diagnostics

/// Each of these returns a typed value, or reports what was expected `for` something and returns
/// nothing.
extension Node {
  /// A text with its places.
  public func scalar(for what: String, into list: inout DiagnosticList) -> Scalar? {
    if let scalar, !scalar.isNull { return scalar }
    list.report(.wrongType(self, for: what, expected: "a text"))
    return nil
  }

  public func string(for what: String, into list: inout DiagnosticList) -> String? {
    scalar(for: what, into: &list)?.text
  }

  /// The first of a node's texts, one or one for each language, that has nothing but spaces.
  var blankText: Node? {
    let texts = entries?.map(\.value) ?? [self]
    return texts.first { $0.scalar?.text.allSatisfy { $0 == " " } ?? false }
  }

  /// A text in which places can be shown, so no folded block.
  public func excerpt(for what: String, into list: inout DiagnosticList) -> Excerpt? {
    guard let scalar = scalar(for: what, into: &list) else { return nil }
    if scalar.isFolded {
      list.report(.foldedExpression(self, for: what))
      return nil
    }
    return scalar.excerpt
  }

  /// One text for all languages (key "") or one for each.
  public func localizedText(
    for what: String,
    into list: inout DiagnosticList
  ) -> [String: String]? {
    localized(for: what, into: &list) { $0.string(for: what, into: &$1) }
  }

  /// One text for all languages (key "") or one for each, with their places.
  public func localizedExcerpts(
    for what: String,
    into list: inout DiagnosticList
  ) -> [String: Excerpt]? {
    localized(for: what, into: &list) { $0.excerpt(for: what, into: &$1) }
  }

  private func localized<Text>(
    for what: String,
    into list: inout DiagnosticList,
    _ read: (Node, inout DiagnosticList) -> Text?
  ) -> [String: Text]? {
    switch content {
    case .scalar:
      return read(self, &list).map { ["": $0] }
    case .mapping(let entries):
      var texts: [String: Text] = [:]
      for entry in entries {
        guard isLanguageCode(entry.key.text) else {
          let node = Node(.scalar(entry.key), at: entry.keySpan, problemKind: problemKind)
          list.report(.wrongType(node, for: what, expected: "a language code such as 'en'"))
          continue
        }
        texts[entry.key.text] = read(entry.value, &list)
      }
      return texts.isEmpty ? nil : texts
    case .sequence:
      list.report(.wrongType(self, for: what, expected: "a text, or one for each language"))
      return nil
    }
  }

  public func integer(for what: String, into list: inout DiagnosticList) -> Int? {
    if let scalar, scalar.isPlain, let value = Int(scalar.text) { return value }
    list.report(.wrongType(self, for: what, expected: "a whole number", help: quotesHelp))
    return nil
  }

  /// A decimal number, with or without an exponent.
  public func number(for what: String, into list: inout DiagnosticList) -> Double? {
    if let scalar, scalar.isPlain, isDecimal(scalar.text), let value = Double(scalar.text),
      value.isFinite
    {
      return value
    }
    list.report(.wrongType(self, for: what, expected: "a number", help: quotesHelp))
    return nil
  }

  public func boolean(for what: String, into list: inout DiagnosticList) -> Bool? {
    if let scalar, scalar.isPlain, let value = Bool(scalar.text) { return value }
    list.report(.wrongType(self, for: what, expected: "true or false", help: quotesHelp))
    return nil
  }

  public func list(for what: String, into list: inout DiagnosticList) -> [Node]? {
    if let sequence { return sequence }
    list.report(.wrongType(self, for: what, expected: "a list"))
    return nil
  }

  /// One text or a list of texts.
  public func scalars(for what: String, into list: inout DiagnosticList) -> [Scalar]? {
    switch content {
    case .scalar: return scalar(for: what, into: &list).map { [$0] }
    case .sequence(let nodes):
      let scalars = nodes.compactMap { $0.scalar(for: what, into: &list) }
      return scalars.count == nodes.count ? scalars : nil
    case .mapping:
      list.report(.wrongType(self, for: what, expected: "a text or a list of texts"))
      return nil
    }
  }

  public func mapping(for what: String, into list: inout DiagnosticList) -> [Entry]? {
    if let entries { return entries }
    list.report(.wrongType(self, for: what, expected: "a mapping of keys to values"))
    return nil
  }

  public func enumerated<Choice: RawRepresentable & CaseIterable>(
    as type: Choice.Type,
    for what: String,
    into list: inout DiagnosticList
  ) -> Choice? where Choice.RawValue == String {
    guard let text = string(for: what, into: &list) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    list.report(.unknownChoice(self, for: what, choices: Choice.allCases.map(\.rawValue)))
    return nil
  }

  /// A number in quotes is a text.
  private var quotesHelp: String? {
    guard let scalar, !scalar.isPlain, isDecimal(scalar.text) || Bool(scalar.text) != nil else {
      return nil
    }
    return "write \(scalar.text) without quotes"
  }
}

/// `en`, `es`, `es-MX`.
private func isLanguageCode(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard let first = parts.first, 2...3 ~= first.count, parts.count <= 3 else { return false }
  return parts.allSatisfy { part in
    !part.isEmpty && part.utf8.count <= 8
      && part.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
  }
}

/// `[+-] digits [. digits] [e [+-] digits]`, with digits on at least one side of the point.
private func isDecimal(_ text: String) -> Bool {
  var rest = Substring(text)
  func digits() -> Int {
    let count = rest.utf8.prefix { (0x30...0x39).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  if rest.hasPrefix("-") || rest.hasPrefix("+") { rest.removeFirst() }
  var count = digits()
  if rest.hasPrefix(".") {
    rest.removeFirst()
    count += digits()
  }
  guard count > 0 else { return false }
  if rest.hasPrefix("e") || rest.hasPrefix("E") {
    rest.removeFirst()
    if rest.hasPrefix("-") || rest.hasPrefix("+") { rest.removeFirst() }
    guard digits() > 0 else { return false }
  }
  return rest.isEmpty
}
