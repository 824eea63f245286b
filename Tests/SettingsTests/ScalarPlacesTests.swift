import Diagnostics
import Settings
import TestSupport
import Testing

@Suite struct ScalarPlacesTests {
  /// Each text holds the word `here` once as its reader sees it and once as the file writes it.
  @Test(arguments: [
    ("a: some ①here x", "here"),
    ("a: ñandú ①here", "here"),
    ("a: one\n  two\n\n  ①here", "here"),
    ("a: 'it''s ①here'", "here"),
    ("a: 'one\n\n  two ''①here'''", "here"),
    ("a: \"tab\\t ①here\"", "here"),
    ("a: \"\\u00f1 \\U0001F600 \\x41 ①here\"", "here"),
    ("a: \"\\N\\_\\L\\P①here\"", "here"),
    ("a: \"one \\\n   ①here\"", "here"),
    ("a: \"one\n  \\\n  ①here\"", "here"),
    ("a: \"one\n\n\n   ①here\"", "here"),
    ("a: \"\\\\①here\\\"\"", "here"),
    ("a: |\n  one\n    ①here\n", "here"),
    ("a: |2\n    one\n  ①here\n", "here"),
    ("a: |-\n\n  ñ one\n\n  two ①here", "here"),
    ("- |\n  x\n- |\n  let a = 1\n  a ①here\n", "here"),
    ("a: |  # comment\r\n  one\r\n  two ①here\r\n", "here"),
    ("a: one\r\n  two ①here\r\n", "here"),
    ("a: >\n  one\n  two\n\n  ①here\n", "here"),
    ("{\"a\": \"b \\\" ①here\"}", "here"),
  ])
  func `a word in a value is found at its place in the file`(text: String, word: String) throws {
    let input = MarkedText(text)
    var list = DiagnosticList()
    let root = try #require(parseSettings(input.file, into: &list))
    #expect(list.all.isEmpty)
    let scalar = try #require((root.sequence?.last ?? root["a"])?.scalar)
    let start = try #require(scalar.text.utf8Offset(of: word))
    let span = scalar.excerpt.span(of: start..<start + word.utf8.count)
    #expect(span.range.lowerBound == input.offset(of: "①"))
    #expect(span.text == word)
    #expect(scalar.isFolded == text.contains(">"))
  }

  @Test func `an escape's character covers the whole escape`() throws {
    let (node, _) = parsed(#"a: "x\u00f1y""#)
    let scalar = try #require(node?["a"]?.scalar)
    let start = try #require(scalar.text.utf8Offset(of: "ñ"))
    #expect(scalar.excerpt.span(of: start..<start + 2).text == #"\u00f1"#)
  }

  @Test(arguments: ["", "''", "\"\""])
  func `an empty value has a place`(text: String) throws {
    let (node, _) = parsed("a: \(text)\nb: 1")
    let value = try #require(node?["a"])
    #expect(value.scalar?.text == "")
    #expect(3 - (text.isEmpty ? 1 : 0) == value.span.range.lowerBound)
    #expect(value.scalar?.excerpt.span.range.isEmpty == true)
  }

  @Test func `every visible byte of a random text maps to itself in every style`() throws {
    for seed in 1...300 {
      var random = SplitMix64(seed: UInt64(seed))
      let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        String(
          (0..<Int.random(in: 1...4, using: &random)).map { _ in
            "abñ€'xyz😀".randomElement(using: &random) ?? "a"
          }
        )
      }
      let text = words.joined(separator: " ")
      let quoted = text.split(separator: "'", omittingEmptySubsequences: false).joined(
        separator: "''"
      )
      let ending = Bool.random(using: &random) ? "\n" : "\r\n"
      let broken = quoted.split(separator: " ").joined(separator: ending + "   ")
      let files = [
        "k: w \(text)", "k: '\(quoted)'", "k: \"\(text)\"", "k: '\(broken)'",
        "k: |\(ending)  \(text)\(ending)", "k: w\(ending)  \(text)",
      ]
      for file in files {
        let (node, list) = parsed(file)
        #expect(list.all.isEmpty, "seed \(seed): \(file)")
        let excerpt = try #require(node?["k"]?.scalar?.excerpt)
        var offset = 0
        for character in excerpt.text {
          let length = String(character).utf8.count
          defer { offset += length }
          guard !character.isWhitespace else { continue }
          let found = excerpt.span(of: offset..<offset + length).text
          #expect(found == String(character), "seed \(seed): \(file)")
        }
      }
    }
  }
}
