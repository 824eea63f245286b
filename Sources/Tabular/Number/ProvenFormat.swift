/// What the numbers of a column say, all together, about how they are printed.
public enum ProvenFormat: Hashable, Sendable {
  /// A format in which all of them can be read; every other one reads them alike, or not at all.
  case format(NumberFormat)

  /// Two formats read all of them, and differently: the place of a text among them, and its readings.
  case ambiguous(Int, asPoint: Double, asComma: Double)

  /// No format reads all of them: the places of two texts that exclude each other.
  case contradictory(Int, Int)
}

extension NumberFormat {
  /// Looks for the format of a column.
  ///
  /// - Parameters:
  ///   - texts: The column's fields; those that are no numbers in any format, such as marks of missing
  ///     values, say nothing.
  ///   - isBare: See ``NumberFormat/isBare``.
  ///   - allowsPercentSign: See ``NumberFormat/allowsPercentSign``.
  /// - Returns: The decimal point without groups if the texts leave it open and nothing depends on it.
  public static func proven(
    by texts: some Sequence<String>,
    isBare: Bool = true,
    allowsPercentSign: Bool = false
  ) -> ProvenFormat {
    let candidates = signs.map { decimal, group in
      NumberFormat(
        decimalSign: decimal,
        groupSign: group,
        isBare: isBare,
        allowsPercentSign: allowsPercentSign
      )
    }
    var left = Array(repeating: true, count: candidates.count)
    var excluded: [Int?] = Array(repeating: nil, count: candidates.count)
    var differing: (place: Int, asPoint: Double, asComma: Double)?
    for (place, text) in texts.enumerated() {
      // Digits alone are the same in all formats.
      if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { continue }
      let readings = candidates.map { Number(text, printedIn: $0)?.value }
      guard readings.contains(where: { $0 != nil }) else { continue }
      let before = left
      for index in candidates.indices where left[index] && readings[index] == nil {
        left[index] = false
        excluded[index] = place
      }
      if !left.contains(true) {
        let other = before.firstIndex(of: true).flatMap { kept in
          excluded.enumerated().filter { readings[$0.offset] != nil && $0.offset != kept }
            .compactMap(\.element).first
        }
        return .contradictory(other ?? place, place)
      }
      let point = zip(candidates, readings).first { $0.decimalSign == "." && $1 != nil }?.1
      let comma = zip(candidates, readings).first { $0.decimalSign == "," && $1 != nil }?.1
      if differing == nil, let point, let comma, point != comma {
        differing = (place, point, comma)
      }
    }
    let kept = zip(candidates, left).filter(\.1).map(\.0)
    let signs = Set(kept.map(\.decimalSign))
    if signs.count > 1, let differing {
      return .ambiguous(
        differing.place,
        asPoint: differing.asPoint,
        asComma: differing.asComma
      )
    }
    return .format(kept.first ?? .plain)
  }

  /// Decimal and group signs, the usual ones first.
  private static let signs: [(Unicode.Scalar, Unicode.Scalar?)] = [
    (".", nil), (",", nil), (".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"),
  ]
}
