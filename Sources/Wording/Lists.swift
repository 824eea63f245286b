/// The word that joins the last two of a list.
public enum Conjunction: Hashable, Sendable {
  case and
  case or
}

/// Several things in one phrase: "a, b and c"; "a, b y c", with `e` and `u` before their own sounds.
public func list(
  _ items: [String],
  in language: Language,
  joinedBy conjunction: Conjunction = .and
) -> String {
  guard let last = items.last else { return "" }
  guard items.count > 1 else { return last }
  let head = items.dropLast().joined(separator: ", ")
  return "\(head) \(joint(conjunction, before: last, in: language)) \(last)"
}

/// One of two words by a number: the first for exactly one (also minus one), the second otherwise.
public func plural(_ count: Double, _ one: String, _ many: String) -> String {
  count.magnitude == 1 ? one : many
}

/// "per cent of the total" in a language: `of` contracted with the article that follows it in Spanish.
func of(_ whole: String, in language: Language) -> String {
  guard language == .mexicanSpanish else { return "of \(whole)" }
  return whole.hasPrefix("el ") ? "del \(whole.dropFirst(3))" : "de \(whole)"
}

/// Spanish `y` becomes `e` before the sound i, and `o` becomes `u` before o (Real Academia Española,
/// Diccionario panhispánico de dudas, "y" 2.2 and "o" 2).
private func joint(_ conjunction: Conjunction, before word: String, in language: Language) -> String
{
  let lower = word.lowercased()
  switch (conjunction, language) {
  case (.and, .english): return "and"
  case (.or, .english): return "or"
  case (.and, _):
    let isDiphthong = [
      "hia", "hie", "hio", "ia", "ie", "io", "hiá", "hié", "hió", "ié", "ió", "iá",
    ]
    .contains { lower.hasPrefix($0) }
    let isSound = ["i", "í", "hi", "hí"].contains { lower.hasPrefix($0) }
    return isSound && !isDiphthong ? "e" : "y"
  case (.or, _):
    let isSound = ["o", "ó", "ho", "hó"].contains { lower.hasPrefix($0) }
    let number = lower.prefix { $0.isNumber }
    let isEight = number.hasPrefix("8") || number == "11"
    return isSound || isEight ? "u" : "o"
  }
}
