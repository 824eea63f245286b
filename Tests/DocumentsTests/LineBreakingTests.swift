import Drawing
import TestSupport
import Testing

@testable import Documents

@Suite struct LineBreakingTests {
  private let ruler = Measure(MonospacedMeasurer(advance: 0.5))
  private let style = TextStyle(size: 10)

  /// Lines of a text at five points a character.
  private func lines(
    _ text: String,
    _ measure: Double,
    _ filling: LineFilling = .ragged
  ) -> [String] {
    let fragment = Fragment(text, style: style, color: Color(0))
    return breakLines([fragment], measure: measure, filling: filling, with: ruler).map { line in
      line.runs.map(\.fragment.text).joined()
    }
  }

  @Test func `no line is wider than the measure, and no word is lost`() {
    for seed in UInt64(1)...200 {
      var random = SplitMix64(seed: seed)
      let text = words(random.integer(in: 1...80), seed: seed &* 977)
      let measure = random.number(in: 60...320)
      let filling: LineFilling = random.fraction() < 0.5 ? .ragged : .balanced
      let fragment = Fragment(text, style: style, color: Color(0))
      let set = breakLines([fragment], measure: measure, filling: filling, with: ruler)
      #expect(set.allSatisfy { $0.width <= measure + 1e-6 }, "seed \(seed)")
      let again = set.map { $0.runs.map(\.fragment.text).joined() }.joined(separator: " ")
      #expect(again == text, "seed \(seed)")
      #expect(set.dropLast().allSatisfy { $0.continues }, "seed \(seed)")
      #expect(set.last?.continues == false, "seed \(seed)")
    }
  }

  @Test func `a text that was set before is set again for every measure and filling`() {
    // One ruler remembers what it has set; the other breaks the lines anew.
    for seed in UInt64(1)...40 {
      var random = SplitMix64(seed: seed)
      let texts = (0..<3).map {
        Fragment(words(24, seed: seed &+ $0), style: style, color: Color(0))
      }
      for _ in 0..<12 {
        let fragment = random.element(of: texts)
        let measure = random.element(of: [80.0, 120, 200])
        let filling = random.element(of: [LineFilling.ragged, .balanced])
        #expect(
          ruler.lines(of: [fragment], measure: measure, filling: filling)
            == breakLines([fragment], measure: measure, filling: filling, with: ruler),
          "seed \(seed), measure \(measure), \(filling)"
        )
      }
    }
  }

  @Test func `mixed runs keep their places and their order`() {
    for seed in UInt64(1)...100 {
      var random = SplitMix64(seed: seed)
      var strong = style
      strong.weight = .semibold
      let fragments = (0..<random.integer(in: 2...9)).map { index in
        Fragment(
          words(random.integer(in: 1...6), seed: seed &+ UInt64(index)) + " ",
          style: index.isMultiple(of: 2) ? style : strong,
          color: Color(0)
        )
      }
      for line in breakLines(fragments, measure: 200, with: ruler) {
        var x = 0.0
        for run in line.runs {
          #expect(abs(run.x - x) < 1e-9, "seed \(seed)")
          x += run.width
        }
        #expect(abs(line.width - x) < 1e-9, "seed \(seed)")
      }
    }
  }

  @Test func `a text takes the fewest lines that hold it`() {
    #expect(lines("aaaa bbbb cccc dddd", 100).count == 1)
    #expect(lines("aaaa bbbb cccc dddd", 95).count == 1)
    #expect(lines("aaaa bbbb cccc dddd", 94).count == 2)
  }

  @Test func `a last line is no lone word where another division has as many lines`() {
    #expect(lines("aaaaaa bbbbbb cc", 70) == ["aaaaaa", "bbbbbb cc"])
    #expect(lines("aaaaaa bbbbbb cccccccc d", 115) == ["aaaaaa bbbbbb", "cccccccc d"])
  }

  @Test func `a last line is at least 22 per cent of the measure`() {
    // "c d" would take 15 of 100 points.
    #expect(lines("aaaaaaaaaa bbbbbbbbb c d", 100) == ["aaaaaaaaaa", "bbbbbbbbb c d"])
    // "cc dd" takes 25.
    #expect(lines("aaaaaaaaaa bbbbbbbbb cc dd", 100) == ["aaaaaaaaaa bbbbbbbbb", "cc dd"])
  }

  @Test func `a heading's lines are balanced`() {
    #expect(lines("aaaa bbbb cccc dddd eeee", 100, .balanced) == ["aaaa bbbb cccc", "dddd eeee"])
    #expect(lines("aaaa bbbb cccc dddd", 94, .balanced) == ["aaaa bbbb", "cccc dddd"])
  }

  @Test(arguments: [
    ("aaaaaaaa 26 t b", 55.0, ["aaaaaaaa", "26\u{A0}t b"]),
    ("aaaaaaaaa 1,500 kt", 60, ["aaaaaaaaa", "1,500\u{A0}kt"]),
    ("aaaaaaaaa 3\u{A0}million", 60, ["aaaaaaaaa", "3\u{A0}million"]),
    ("aaaaaaa 2024 was b", 60, ["aaaaaaa 2024", "was b"]),
  ])
  func `a number and its unit stay together`(
    text: String,
    measure: Double,
    expected: [String]
  ) {
    #expect(lines(text, measure) == expected)
  }

  @Test func `a word wider than the measure stands alone and sticks out`() {
    let fragment = Fragment("a bbbbbbbbbbbbbbb c", style: style, color: Color(0))
    let set = breakLines([fragment], measure: 40, with: ruler)
    #expect(set.map(\.width) == [5, 75, 5])
  }

  @Test func `a forced break ends a line`() {
    let fragments = [
      Fragment("one", style: style, color: Color(0), breaksLine: true),
      Fragment("two", style: style, color: Color(0)),
    ]
    #expect(breakLines(fragments, measure: 300, with: ruler).count == 2)
  }
}
