/// How a column's numbers are printed; the words are Data Package's (Table Schema v2, `number`).
public struct NumberFormat: Hashable, Sendable {
  /// What stands before the decimals: a point or a comma, as a rule.
  public let decimalSign: Unicode.Scalar

  /// What stands between groups of three digits; nothing if nothing may. A space stands for the
  /// no-break, thin and narrow spaces too, and an apostrophe for the typographic one.
  public let groupSign: Unicode.Scalar?

  /// Whether nothing but the number may stand in the field; if not, a currency's sign or name before or
  /// behind it is passed over.
  public let isBare: Bool

  /// Whether groups of two digits may stand before the last one of three, as in India: `12,34,567`.
  public let allowsGroupsOfTwo: Bool

  /// Whether a per cent sign may stand behind or before the number; it does not change its value.
  public let allowsPercentSign: Bool

  /// A decimal point and nothing else.
  public static let plain = NumberFormat()

  public init(
    decimalSign: Unicode.Scalar = ".",
    groupSign: Unicode.Scalar? = nil,
    isBare: Bool = true,
    allowsPercentSign: Bool = false,
    allowsGroupsOfTwo: Bool = false
  ) {
    self.decimalSign = decimalSign
    self.groupSign = groupSign.map(usualSign)
    self.isBare = isBare
    self.allowsPercentSign = allowsPercentSign
    self.allowsGroupsOfTwo = allowsGroupsOfTwo
  }

  /// The same, with the signs as bytes of ASCII.
  public init(decimalSign: UInt8, groupSign: UInt8? = nil) {
    self.init(
      decimalSign: Unicode.Scalar(decimalSign),
      groupSign: groupSign.map { Unicode.Scalar($0) }
    )
  }

  /// The same for numbers that may have a per cent sign.
  public var withPercentSigns: NumberFormat {
    NumberFormat(
      decimalSign: decimalSign,
      groupSign: groupSign,
      isBare: isBare,
      allowsPercentSign: true,
      allowsGroupsOfTwo: allowsGroupsOfTwo
    )
  }

  /// The decimal point, and a byte of ASCII between groups.
  public init(groupSign: UInt8) { self.init(groupSign: Unicode.Scalar(groupSign)) }
}

extension Number {
  /// Reads a number as its column prints them.
  ///
  /// A minus may be a hyphen or U+2212 and may stand before or behind. A number in parentheses is
  /// negative, as accountants write it, but only where numbers needn't be bare: elsewhere it may as well
  /// be the number of a footnote.
  public init?(_ text: some StringProtocol, printedIn format: NumberFormat) {
    guard let plain = plainText(Array(text.unicodeScalars), format) else { return nil }
    self.init(simple: plain[...])
  }
}

/// The number in ASCII, with a point and without groups; nothing if the text is no number.
private func plainText(_ text: [Unicode.Scalar], _ format: NumberFormat) -> [UInt8]? {
  var rest = text[...]
  var signs: [Unicode.Scalar] = []
  trimSpaces(&rest)
  if !format.isBare, rest.first == "(", rest.last == ")" {
    rest = rest.dropFirst().dropLast()
    signs.append("-")
    trimSpaces(&rest)
  }
  // A sign, a per cent sign and a currency may stand on either side, in any order, each once.
  var percentSigns = 0
  var hasChanged = true
  while hasChanged {
    hasChanged = false
    if let first = rest.first, isMinus(first) || first == "+" {
      signs.append(first)
      rest.removeFirst()
      hasChanged = true
    } else if let last = rest.last, isMinus(last) {
      signs.append(last)
      rest.removeLast()
      hasChanged = true
    } else if format.allowsPercentSign, rest.last == "%" || rest.first == "%" {
      percentSigns += 1
      if rest.last == "%" { rest.removeLast() } else { rest.removeFirst() }
      hasChanged = true
    } else if !format.isBare {
      let isWord: (Unicode.Scalar) -> Bool = { scalar in
        !isDigit(scalar) && scalar != format.decimalSign && !isMinus(scalar) && scalar != "("
          && scalar != ")" && scalar != "+"
      }
      let count = rest.count
      rest = rest.drop(while: isWord)
      while let last = rest.last, isWord(last) { rest.removeLast() }
      hasChanged = rest.count < count
    }
    if hasChanged { trimSpaces(&rest) }
  }
  guard signs.count <= 1, percentSigns <= 1 else { return nil }
  var plain: [UInt8] = signs.first.map { $0 == "+" ? [] : isMinus($0) ? [0x2D] : [] } ?? []
  guard appendDigits(rest, format, to: &plain) else { return nil }
  return plain
}

private func appendDigits(
  _ text: ArraySlice<Unicode.Scalar>,
  _ format: NumberFormat,
  to plain: inout [UInt8]
) -> Bool {
  var rest = text
  let whole = rest.prefix { isDigit($0) || usualSign($0) == format.groupSign }
  rest = rest.dropFirst(whole.count)
  let groups = whole.split(omittingEmptySubsequences: false) { !isDigit($0) }
  if groups.count > 1 {
    // One sign throughout, no zero in front, and groups of one size behind the first, which may be smaller;
    // the last one always has three digits.
    let sizes = format.allowsGroupsOfTwo ? [3, 2] : [3]
    guard let first = groups.first, !first.isEmpty, first.first != "0", groups.last?.count == 3,
      sizes.contains(where: { size in
        first.count <= size && groups.dropFirst().dropLast().allSatisfy { $0.count == size }
      }),
      Set(whole.filter { !isDigit($0) }).count == 1
    else { return false }
  }
  plain += whole.filter(isDigit).map { UInt8($0.value) }
  if let sign = rest.first, sign == format.decimalSign {
    plain.append(UInt8(ascii: "."))
    let decimals = rest.dropFirst().prefix(while: isDigit)
    guard !whole.isEmpty || !decimals.isEmpty else { return false }
    plain += decimals.map { UInt8($0.value) }
    rest = rest.dropFirst(decimals.count + 1)
  } else if whole.isEmpty {
    return false
  }
  if let sign = rest.first {
    guard sign == "e" || sign == "E" else { return false }
    let power = rest.dropFirst().map { isMinus($0) ? "-" : $0 }
    guard power.allSatisfy({ isDigit($0) || $0 == "-" || $0 == "+" }) else { return false }
    plain.append(UInt8(ascii: "e"))
    plain += power.map { UInt8($0.value) }
  }
  return true
}

private func trimSpaces(_ text: inout ArraySlice<Unicode.Scalar>) {
  while let first = text.first, usualSign(first) == " " { text.removeFirst() }
  while let last = text.last, usualSign(last) == " " { text.removeLast() }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

private func isMinus(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "\u{2212}" }

/// A space for every kind of space, an apostrophe for the typographic one.
private func usualSign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}", "\u{2008}", "\t": " "
  case "\u{2019}": "'"
  default: scalar
  }
}
