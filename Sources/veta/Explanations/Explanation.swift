/// What one diagnostic means, in a few sentences, with an example that provokes it and its remedy.
struct Explanation: Sendable {
  let id: String
  let text: String

  /// Lines of an input file that bring the diagnostic about, and the same lines mended.
  let wrong: String
  let right: String

  var printed: String {
    """
    \(id)

    \(text)

    wrong:
    \(indented(wrong))

    right:
    \(indented(right))
    """
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
      .joined(separator: "\n")
  }

  init(_ id: String, _ text: String, wrong: String, right: String) {
    self.id = id
    self.text = text
    self.wrong = wrong
    self.right = right
  }

  /// One for every id that the program can print.
  static let all =
    settings + tabular + ingestion + schemas + formulas + scenarios + charts + documents + editions
    + checks
}
