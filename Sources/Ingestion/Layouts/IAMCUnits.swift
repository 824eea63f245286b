import Indicators

/// Units as the consortium's templates write them, as ours: `billion US$2010/yr`, `Mt CO2/yr`, `EJ/yr`.
enum IAMCUnits {
  /// Nothing if the text can be read as it is, or can't be read this way either.
  static func unit(_ text: String) -> String? {
    guard (try? Unit.parse(text)) == nil else { return nil }
    var basis = ""
    var of: [String] = []
    let factors = text.split(separator: "/").map { factor in
      var words = factor.split(separator: " ").map(String.init)
      for (index, word) in words.enumerated() {
        // `US$2010` and `USD_2010` are dollars in the prices of that year.
        for start in ["US$", "US$_", "USD_", "USD"] where word.hasPrefix(start) {
          let year = word.dropFirst(start.count)
          guard year.utf8.count == 4, Int(year) != nil else { continue }
          basis = ", constant \(year)"
          words[index] = "USD"
        }
        if word == "yr" || word == "a" { words[index] = "year" }
        if word == "EJ" { words.replaceSubrange(index...index, with: ["thousand", "PJ"]) }
      }
      // Behind a mass stands what it is of: `Mt CO2`, `t CO2-equiv`.
      if let mass = words.firstIndex(where: masses.contains), mass + 1 < words.count {
        of += words[(mass + 1)...]
        words.removeSubrange((mass + 1)...)
      }
      return words.joined(separator: " ")
    }
    let what = of.isEmpty ? "" : " of \(of.joined(separator: " "))"
    let unit = factors.joined(separator: "/") + what + basis
    return (try? Unit.parse(unit)) == nil ? nil : unit
  }

  private static let masses: Set<String> = ["g", "kg", "t", "kt", "Mt", "Gt"]
}
