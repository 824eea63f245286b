import Tabular

/// Whether a text is a number in one of the ways in which publishers print them.
func isPrintedNumber(_ text: String) -> Bool {
  if case .format(let format) = NumberFormat.proven(by: [text]), format == .plain,
    Number(Array(text.utf8)[...]) == nil
  {
    return false
  }
  return true
}

/// The short mark behind a number: `(p)` of `512 (p)`, `*` of `1,234*`; nothing where there is none.
func markBehindNumber(of text: String) -> String? {
  guard let last = text.lastIndex(where: \.isNumber) else { return nil }
  let digits = String(text[...last])
  let mark = trimmed(String(text[text.index(after: last)...]))
  // `1/` and `(1)` of footnotes have digits of their own.
  if !mark.isEmpty, mark.count <= 4, !mark.hasPrefix(")"), !mark.hasPrefix("/"),
    isPrintedNumber(digits)
  {
    return mark
  }
  guard let space = text.lastIndex(of: " ") else { return nil }
  let footnote = String(text[text.index(after: space)...])
  let rest = trimmed(String(text[..<space]))
  let isFootnote = footnote.count <= 4 && footnote.contains { "()/[]*".contains($0) }
  return isFootnote && isPrintedNumber(rest) ? footnote : nil
}
