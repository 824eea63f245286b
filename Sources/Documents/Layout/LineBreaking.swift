import Drawing

/// One set line: its fragments with their places.
struct Line: Hashable {
  struct Run: Hashable {
    var fragment: Fragment

    /// From the line's left edge.
    var x: Double
    var width: Double
  }

  var runs: [Run]

  /// The ink's width, without a blank at the end.
  var width: Double

  /// Whether the text goes on in another line, so that a blank stands at the end of this one for
  /// whoever reads the text out.
  var continues: Bool
}

/// How lines are filled.
enum LineFilling: Hashable {
  /// As even as possible on the right, with the fewest lines; the last line is no lone word.
  case ragged

  /// Lines of about one length: headings.
  case balanced
}

/// Breaks text into lines no wider than a measure, at blanks only (U+0020).
///
/// The breaks are those of least total cost over the whole text, as in Knuth and Plass, "Breaking
/// paragraphs into lines" (1981), with the squared room left over as a line's cost: no line is stretched.
/// A word wider than the measure stands on a line of its own and sticks out; the caller reports it.
func breakLines(
  _ fragments: [Fragment],
  measure: Double,
  filling: LineFilling = .ragged,
  with ruler: Measure
) -> [Line] {
  var lines: [Line] = []
  for paragraph in splitAtForcedBreaks(fragments) {
    let words = ruler.words(of: paragraph)
    guard !words.isEmpty else { continue }
    let ends = lineEnds(words, measure: measure, filling: filling)
    var start = 0
    for end in ends {
      lines.append(line(of: words[start..<end], continues: end < words.count, ruler))
      start = end
    }
  }
  return lines
}

/// What can't be broken: fragments without a blank between them.
struct Word: Hashable {
  var fragments: [Fragment]
  var width: Double

  /// The blank before the next word, in the style of this one's end.
  var blank: Double
}

private func splitAtForcedBreaks(_ fragments: [Fragment]) -> [[Fragment]] {
  var paragraphs: [[Fragment]] = [[]]
  for fragment in fragments {
    if !fragment.text.isEmpty { paragraphs[paragraphs.count - 1].append(fragment) }
    if fragment.breaksLine { paragraphs.append([]) }
  }
  return paragraphs
}

func splitIntoWords(_ fragments: [Fragment], _ ruler: Measure) -> [Word] {
  var words: [Word] = []
  var current: [Fragment] = []
  func finish() {
    guard let last = current.last else { return }
    let width = current.reduce(0) { $0 + ruler.width(of: $1.text, $1.style) }
    words.append(
      Word(fragments: current, width: width, blank: ruler.width(of: " ", last.style))
    )
    current = []
  }
  for fragment in fragments {
    let parts = fragment.text.split(separator: " ", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { finish() }
      guard !part.isEmpty else { continue }
      var piece = fragment
      piece.text = String(part)
      current.append(piece)
    }
  }
  finish()
  return words
}

/// Puts a number and the short word behind it on one line: "26 000 t", "3 pp", "1 July".
func joinNumbersToUnits(_ words: [Word]) -> [Word] {
  var result: [Word] = []
  for word in words {
    guard let before = result.last, isNumber(before.text), isUnitLike(word.text) else {
      result.append(word)
      continue
    }
    var fragments = before.fragments
    fragments[fragments.count - 1].text += "\u{A0}"
    result[result.count - 1] = Word(
      fragments: fragments + word.fragments,
      width: before.width + before.blank + word.width,
      blank: word.blank
    )
  }
  return result
}

extension Word {
  var text: String { fragments.map(\.text).joined() }
}

private func isNumber(_ text: String) -> Bool {
  guard let last = text.last, last.isNumber, let first = text.first else { return false }
  return (first.isNumber || first == "−" || first == "+" || first == "$") && text.count < 12
}

/// A letter or two, as units have them, or a word that scales; punctuation may follow.
private func isUnitLike(_ text: String) -> Bool {
  let word = text.prefix { $0.isLetter || $0 == "%" || $0 == "/" || $0 == "$" }
  guard !word.isEmpty, text.count <= word.count + 2 else { return false }
  return ["%", "pp", "kt", "Mt", "Gt", "kg", "MW", "GW", "GWh", "TWh", "US$", "pt"].contains(word)
    || (word == "t" || word == "m")
}

/// The places after which lines end, as counts of words.
func lineEnds(_ words: [Word], measure: Double, filling: LineFilling) -> [Int] {
  let starts = runningStarts(words)
  func width(_ start: Int, _ end: Int) -> Double {
    starts[end - 1] + words[end - 1].width - starts[start]
  }
  let fewest = greedyEnds(words.count, fits: { width($0, $1) <= measure + 1e-9 })
  let fitting = LineFitting(words: words, measure: measure, filling: filling, width: width)
  // A lone last word, or one under a fifth of the measure, costs more than another division of the
  // same number of lines; where there is none, it stays.
  return fitting.bestEnds(lines: fewest.count) ?? fewest
}

/// Where each word starts if all stand in one line.
private func runningStarts(_ words: [Word]) -> [Double] {
  var x = 0.0
  return words.map { word in
    defer { x += word.width + word.blank }
    return x
  }
}

private func greedyEnds(_ count: Int, fits: (Int, Int) -> Bool) -> [Int] {
  var ends: [Int] = []
  var start = 0
  while start < count {
    var end = start + 1
    while end < count, fits(start, end + 1) { end += 1 }
    ends.append(end)
    start = end
  }
  return ends
}

private struct LineFitting {
  let words: [Word]
  let measure: Double
  let filling: LineFilling
  let width: (Int, Int) -> Double

  /// A last line is at least this part of the measure (house style).
  private static let leastLastLine = 0.22

  /// The division into exactly so many lines with the least cost.
  func bestEnds(lines: Int) -> [Int]? {
    let count = words.count
    guard lines > 1 else { return [count] }
    let target =
      filling == .balanced ? min(width(0, count) / Double(lines), measure) : measure
    var cost = Array(repeating: [Double](repeating: .infinity, count: count + 1), count: lines + 1)
    var from = Array(repeating: [Int](repeating: 0, count: count + 1), count: lines + 1)
    cost[0][0] = 0
    for line in 1...lines {
      for end in line...count {
        for start in stride(from: end - 1, through: line - 1, by: -1) {
          let ink = width(start, end)
          let isAlone = end - start == 1
          if ink > measure + 1e-9, !isAlone { break }
          guard cost[line - 1][start] < .infinity else { continue }
          let isLast = line == lines && end == count
          let total = cost[line - 1][start] + lineCost(ink, target, isLast: isLast, isAlone)
          if total < cost[line][end] {
            cost[line][end] = total
            from[line][end] = start
          }
        }
      }
    }
    guard cost[lines][count] < .infinity else { return nil }
    var ends: [Int] = []
    var end = count
    for line in stride(from: lines, through: 1, by: -1) {
      ends.append(end)
      end = from[line][end]
    }
    return ends.reversed()
  }

  private func lineCost(
    _ ink: Double,
    _ target: Double,
    isLast: Bool,
    _ isAlone: Bool
  ) -> Double {
    let slack = (target - ink) / measure
    if filling == .balanced { return slack * slack }
    guard isLast else { return slack * slack }
    return isAlone || ink < Self.leastLastLine * measure ? 1 : 0
  }
}

/// Sets words side by side; neighbours of one style become one run.
private func line(of words: ArraySlice<Word>, continues: Bool, _ ruler: Measure) -> Line {
  var fragments: [Fragment] = []
  for (index, word) in zip(words.indices, words) {
    for var fragment in word.fragments {
      if let last = fragments.last, isSameSetting(last, fragment) {
        fragments[fragments.count - 1].text += fragment.text
      } else {
        fragment.breaksLine = false
        fragments.append(fragment)
      }
    }
    if index + 1 < words.endIndex { fragments[fragments.count - 1].text += " " }
  }
  var x = 0.0
  let runs = fragments.map { fragment in
    let width = ruler.width(of: fragment.text, fragment.style)
    defer { x += width }
    return Line.Run(fragment: fragment, x: x, width: width)
  }
  return Line(runs: runs, width: x, continues: continues)
}

private func isSameSetting(_ one: Fragment, _ other: Fragment) -> Bool {
  one.style == other.style && one.color == other.color && one.link == other.link
    && one.rise == other.rise
}
