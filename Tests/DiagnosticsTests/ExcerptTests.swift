import Diagnostics
import TestSupport
import Testing

@Suite struct ExcerptTests {
  /// The scalar `geo:MEX` of a YAML block whose two lines are indented by four spaces.
  private let file = SourceFile(path: "ratios.yaml", text: "share: |\n    abc\n    dé+f\nnext: 1\n")

  private var block: Excerpt {
    Excerpt(
      "abc\ndé+f",
      in: file,
      pieces: [.init(textStart: 0, fileStart: 13), .init(textStart: 4, fileStart: 21)]
    )
  }

  @Test(arguments: [
    (0..<1, "a"), (0..<3, "abc"), (2..<4, "c\n"), (4..<5, "d"), (4..<9, "dé+f"), (7..<8, "+"),
    (1..<5, "bc\n    d"),
  ])
  func `a range of the text is found in the file`(range: Range<Int>, shown: String) {
    #expect(block.span(of: range).text == shown)
  }

  @Test func `an empty range is a place, at the end too`() {
    #expect(block.span(of: 7..<7).range == 24..<24)
    #expect(block.span(of: 9..<9).range == 26..<26)
    #expect(block.span.text == "abc\n    dé+f")
  }

  @Test func `a part of a part keeps its places`() {
    let part = block.part(2..<9)
    #expect(part.text == "c\ndé+f")
    #expect(part.span(of: 2..<3).text == "d")
    #expect(part.part(2..<6).span(of: 3..<4).text == "+")
    #expect(part.span == block.span(of: 2..<9))
  }

  @Test func `every part of a part lies where the whole says`() {
    for seed in UInt64(1)...50 {
      var random = SplitMix64(seed: seed)
      let length = block.text.utf8.count
      // Cuts inside the two bytes of é are not between characters.
      let cuts = (0..<4).map { _ in random.integer(in: 0...length) }.map { $0 == 6 ? 7 : $0 }
        .sorted()
      let whole = block.part(cuts[0]..<cuts[3])
      let inner = whole.part(cuts[1] - cuts[0]..<cuts[2] - cuts[0])
      #expect(inner.text == block.part(cuts[1]..<cuts[2]).text, "seed \(seed)")
      #expect(inner.span == block.span(of: cuts[1]..<cuts[2]), "seed \(seed)")
    }
  }

  @Test func `an excerpt of a span is the span's own text`() {
    let excerpt = Excerpt(SourceSpan(file, 21..<26))
    #expect(excerpt.text == "dé+f")
    #expect(excerpt.span(of: 3..<4).range == 24..<25)
  }

  @Test func `a composed text points into itself`() {
    let excerpt = Excerpt(composed: "a + b", name: "claim")
    #expect(excerpt.span(of: 2..<3).text == "+")
    #expect(excerpt.file.path == "claim")
  }
}
