public import Diagnostics

extension Table {
  /// How the numbers of some columns are printed, as all of them together prove it.
  ///
  /// What can be read only in one way decides: `12,5` or `1.234,56` for the comma. If two readings stay
  /// possible and differ, as where all numbers look like `1.234`, that is reported and there is none.
  ///
  /// - Parameters:
  ///   - columns: Columns whose numbers one publisher printed in one way.
  ///   - records: The records that hold them.
  ///   - allowsPercentSign: Whether a per cent sign is part of a number.
  ///   - list: Takes what is wrong.
  /// - Returns: The decimal point if nothing speaks against it. Texts that are no numbers say nothing,
  ///   and neither do columns whose numbers contradict one another: those that don't fit the decimal
  ///   point are then no numbers.
  public func provenNumberFormat(
    of columns: [Int],
    in records: [Int],
    allowsPercentSign: Bool = false,
    into list: inout DiagnosticList
  ) -> NumberFormat? {
    var known: Set<ArraySlice<UInt8>> = []
    var texts: [String] = []
    var found: [(record: Int, column: Int)] = []
    var provesPoint = false
    var hasOtherSigns = false
    for record in records {
      for column in columns {
        let bytes = bytes(record, column)
        switch shape(of: bytes) {
        case .digits: continue
        case .point:
          // One plain decimal says what all of them say.
          if provesPoint { continue }
          provesPoint = true
        case .group: break
        case .other: hasOtherSigns = true
        }
        guard known.insert(bytes).inserted else { continue }
        texts.append(text(record, column))
        found.append((record, column))
      }
    }
    let plain = allowsPercentSign ? NumberFormat.plain.withPercentSigns : .plain
    if provesPoint, !hasOtherSigns { return plain }
    switch NumberFormat.proven(by: texts, allowsPercentSign: allowsPercentSign) {
    case .format(let format): return format
    case .contradictory: return plain
    case .ambiguous(let index, let asPoint, let asComma):
      let (record, column) = found[index]
      list.report(
        .ambiguousNumber(
          texts[index],
          asPoint: "\(asPoint)",
          asComma: "\(asComma)",
          at: span(record, column)
        )
      )
      return nil
    }
  }
}

/// What a field looks like at first sight.
private enum Shape {
  /// Digits alone, or nothing.
  case digits

  /// A number with a decimal point that can be no group sign.
  case point

  /// One to three digits, and groups of three behind points.
  case group
  case other
}

private func shape(of bytes: ArraySlice<UInt8>) -> Shape {
  var digits = bytes
  if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
  var groups: [Int] = [0]
  for byte in digits {
    if byte == UInt8(ascii: ".") {
      groups.append(0)
    } else if (0x30...0x39).contains(byte) {
      groups[groups.count - 1] += 1
    } else {
      // A letter belongs to a mark; what else there is may belong to a number.
      let isLetter = (0x41...0x5A).contains(byte & 0xDF)
      if isLetter, groups.count == 1, groups[0] == 0 { return .digits }
      return .other
    }
  }
  if groups.count == 1 { return .digits }
  let isGrouped =
    (1...3).contains(groups[0]) && digits.first != 0x30
    && groups.dropFirst().allSatisfy { $0 == 3 }
  if isGrouped { return .group }
  return groups.count == 2 && groups[0] + groups[1] > 0 ? .point : .other
}
