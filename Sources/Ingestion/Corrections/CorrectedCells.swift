import Diagnostics
import Indicators

/// The values that a correction is of, written as in formulas: `output[geo:MEX, 2010..2018]`.
struct CorrectedCells {
  /// What is asked of one dimension, or of any where none is named.
  struct Selector {
    enum Pick {
      case members([Named])
      case allBut(Named)
      case periods(Period?, Period?)
    }

    let dimension: Named?
    let pick: Pick
  }

  let text: String
  let indicator: Named
  let selectors: [Selector]
  let period: (Period, SourceSpan)?
  let span: SourceSpan

  /// Reads the text; nothing, and a diagnostic at its first mistake, if it is none.
  init?(_ excerpt: Excerpt, into list: inout DiagnosticList) {
    var scanner = Scanner(excerpt)
    guard let indicator = scanner.word(until: "[@"), !indicator.text.isEmpty else {
      list.report(.cells("an indicator's name", at: excerpt.span))
      return nil
    }
    var selectors: [Selector] = []
    if scanner.take("[") {
      repeat {
        guard let selector = scanner.selector() else {
          list.report(.cells("a member, dimension:member or a range of periods", at: scanner.here))
          return nil
        }
        selectors.append(selector)
      } while scanner.take(",")
      guard scanner.take("]") else {
        list.report(.cells("',' or ']'", at: scanner.here))
        return nil
      }
    }
    var period: (Period, SourceSpan)?
    if scanner.take("@") {
      let place = scanner.here
      guard let word = scanner.word(until: ""), let read = Period(word.text) else {
        list.report(.cells("a period such as 2018", at: place))
        return nil
      }
      period = (read, word.span)
    }
    guard scanner.isAtEnd else {
      list.report(.cells("'@' and a period, or nothing more", at: scanner.here))
      return nil
    }
    text = excerpt.text
    self.indicator = indicator
    self.selectors = selectors
    self.period = period
    span = excerpt.span
  }

  /// Whether it is of a record with these members in this period.
  func holds(_ members: [String: String], _ period: Period) -> Bool {
    if let (wanted, _) = self.period, wanted != period { return false }
    return selectors.allSatisfy { selector in
      switch selector.pick {
      case .periods(let first, let last):
        return (first.map { $0.firstDay <= period.firstDay } ?? true)
          && (last.map { period.lastDay <= $0.lastDay } ?? true)
      case .members(let names):
        return values(of: selector, members).contains { value in
          names.contains { $0.text == value }
        }
      case .allBut(let name):
        return !values(of: selector, members).contains(name.text)
      }
    }
  }

  private func values(of selector: Selector, _ members: [String: String]) -> [String] {
    guard let dimension = selector.dimension else { return Array(members.values) }
    return members[dimension.text].map { [$0] } ?? []
  }
}

/// Walks through the text of a selection.
private struct Scanner {
  private let excerpt: Excerpt
  private let bytes: [UInt8]
  private var index = 0

  init(_ excerpt: Excerpt) {
    self.excerpt = excerpt
    bytes = Array(excerpt.text.utf8)
    skipSpaces()
  }

  var isAtEnd: Bool { index == bytes.count }

  /// The place of what comes next.
  var here: SourceSpan { excerpt.span(of: index..<min(index + 1, bytes.count)) }

  private mutating func skipSpaces() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 }
  }

  mutating func take(_ sign: Character) -> Bool {
    guard index < bytes.count, bytes[index] == sign.asciiValue else { return false }
    index += 1
    skipSpaces()
    return true
  }

  /// The text up to one of some signs, without the spaces around it; what stands in quotes or between
  /// backticks is read as it is.
  mutating func word(until signs: String) -> Named? {
    guard index < bytes.count else { return nil }
    for quote in [UInt8(ascii: "`"), UInt8(ascii: "\"")] where bytes[index] == quote {
      guard let end = bytes[(index + 1)...].firstIndex(of: quote) else { return nil }
      let range = index + 1..<end
      index = end + 1
      skipSpaces()
      return named(range)
    }
    let start = index
    while index < bytes.count, !signs.utf8.contains(bytes[index]) { index += 1 }
    var end = index
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
    return named(start..<end)
  }

  private func named(_ range: Range<Int>) -> Named {
    Named(String(decoding: bytes[range], as: UTF8.self), at: excerpt.span(of: range))
  }

  mutating func selector() -> CorrectedCells.Selector? {
    if take("!") {
      guard let name = word(until: ",]"), !name.text.isEmpty else { return nil }
      return CorrectedCells.Selector(dimension: nil, pick: .allBut(name))
    }
    if take("{") { return members(of: nil) }
    guard let first = word(until: ":,]"), !first.text.isEmpty else { return nil }
    guard take(":") else {
      guard let dots = first.text.firstRange(of: "..") else {
        return CorrectedCells.Selector(dimension: nil, pick: .members([first]))
      }
      let (head, tail) = (first.text[..<dots.lowerBound], first.text[dots.upperBound...])
      let (start, end) = (Period(head), Period(tail))
      guard (head.isEmpty || start != nil) && (tail.isEmpty || end != nil) else { return nil }
      return CorrectedCells.Selector(dimension: nil, pick: .periods(start, end))
    }
    if take("{") { return members(of: first) }
    let isOther = take("!")
    guard let member = word(until: ",]"), !member.text.isEmpty else { return nil }
    return CorrectedCells.Selector(
      dimension: first,
      pick: isOther ? .allBut(member) : .members([member])
    )
  }

  private mutating func members(of dimension: Named?) -> CorrectedCells.Selector? {
    var names: [Named] = []
    repeat {
      guard let name = word(until: ",}"), !name.text.isEmpty else { return nil }
      names.append(name)
    } while take(",")
    guard take("}") else { return nil }
    return CorrectedCells.Selector(dimension: dimension, pick: .members(names))
  }
}
