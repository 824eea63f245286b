import Diagnostics
import Settings
import TestSupport
import Testing

func parsed(_ text: String) -> (node: Node?, list: DiagnosticList) {
  var list = DiagnosticList()
  let node = parseSettings(SourceFile(path: "input.yaml", text: text), into: &list)
  return (node, list)
}

/// A tree as one line: scalars as `text`, `text'` where quoted; `[a, b]`, `{k: v}`.
func outline(_ node: Node?) -> String {
  switch node?.content {
  case nil: "nothing"
  case .scalar(let scalar): scalar.text + (scalar.isPlain ? "" : "'")
  case .sequence(let nodes): "[\(nodes.map(outline).joined(separator: ", "))]"
  case .mapping(let entries):
    "{\(entries.map { "\($0.key.text): \(outline($0.value))" }.joined(separator: ", "))}"
  }
}

@Suite struct SettingsParserTests {
  @Test(arguments: [
    ("a: 1\nb: [x, 'y z', \"w\"]", "{a: 1, b: [x, y z', w']}"),
    ("{\"a\": 1.5, \"b\": [true, null]}", "{a: 1.5, b: [true, null]}"),
    ("a: |\n  one\n    two\n\n  three\n", "{a: one\n  two\n\nthree\n'}"),
    ("a: >\n  one\n  two\n", "{a: one two\n'}"),
    ("- NO\n- on\n- 2024-12\n- ~\n-\n", "[NO, on, 2024-12, ~, ]"),
    ("a:\n", "{a: }"),
    ("", ""),
    ("# only a comment\n", ""),
    ("\u{FEFF}a: ñ", "{a: ñ}"),
    ("a: one\n  two\n\n  three", "{a: one two\nthree}"),
    ("a: x[geo:MEX] / x[geo:WLD]", "{a: x[geo:MEX] / x[geo:WLD]}"),
  ])
  func `yaml and json become a tree`(text: String, tree: String) {
    let (node, list) = parsed(text)
    #expect(outline(node) == tree)
    #expect(list.all.isEmpty)
  }

  @Test(arguments: [
    ("a: 1\n①a: 2", ["① settings.duplicate-key"]),
    ("a: ①&x 1", ["① settings.anchor"]),
    ("a: ①*x", ["① settings.alias"]),
    ("a: ①!!int 1", ["① settings.tag"]),
    ("a: ①!!int [1]", ["① settings.tag"]),
    ("a: ①&x {b: ②&y 1}", ["① settings.anchor", "② settings.anchor"]),
    ("a: 1\n①---\nb: 2", ["① settings.document"]),
    ("over: x[geo①: MEX]", ["① settings.syntax"]),
    ("ñandú: x[geo①: MEX]", ["① settings.syntax"]),
    ("a: 1\n①\tb: 2", ["① settings.syntax"]),
    ("a: ①@x", ["① settings.syntax"]),
    ("a: [1, 2\nb①: 3", ["① settings.syntax"]),
    ("a: {①{ x }}", ["① settings.key"]),
    ("? ①[a]\n: 1", ["① settings.key"]),
  ])
  func `what is no tree is reported at its place`(text: String, problems: [String]) {
    let input = MarkedText(text)
    var list = DiagnosticList()
    _ = parseSettings(input.file, into: &list)
    #expect(input.problems(list) == problems)
    #expect(list.all.allSatisfy { $0.kind == .settings })
  }

  @Test func `a byte that is no utf8 is an error with its place`() {
    let file = SourceFile(path: "input.yaml", bytes: Array("a: M".utf8) + [0xE9] + Array("x".utf8))
    var list = DiagnosticList()
    #expect(parseSettings(file, into: &list) == nil)
    #expect(list.all.map(\.id) == ["settings.encoding"])
    #expect(list.all.first?.span?.range == 4..<5)
  }

  @Test func `a colon and a space in a plain value are explained`() {
    let (_, list) = parsed("ratio: x[geo: MEX]")
    #expect(list.all.first?.help?.contains("has to be quoted") == true)
    #expect(list.all.first?.help?.contains("geo:MEX") == true)
  }

  @Test func `an anchor, an alias and a tag are shown whole`() {
    let (_, list) = parsed("[&one, !two x, *three]")
    #expect(list.all.map(\.span?.text) == ["&one", "!two", "*three"])
  }

  @Test(arguments: [
    "{formula: f(x, 12, sum) / f(y, 12, sum), unit: t}", "{formula: f(x, over:geo)}",
    "{a: 1, formula: f(x, g(y), 2)}",
  ])
  func `a formula that a comma breaks off is one mistake`(text: String) {
    let (node, list) = parsed(text)
    #expect(node == nil)
    #expect(list.all.map(\.id) == ["settings.syntax"])
    #expect(list.all.first?.span?.text == "f(x")
    #expect(list.all.first?.help?.contains("between double quotes") == true)
  }

  @Test(arguments: [
    "{a: \"f(x\", b: }", "{a: f(x), b: }", "{a: f(x, b: 1)}", "{formula: \"f(x, 12, sum)\"}",
  ])
  func `a bracket is no mistake in quotes, closed, or before a key with a value`(text: String) {
    #expect(parsed(text).list.all.isEmpty)
  }

  @Test func `a damaged file is refused or read, and every span lies in it`() {
    let whole = """
      a: {b: 'it''s', c: "x\\u00f1\\
        y", d: [1, 2]}
      e: |
        one
          two
      f: &x >-
        ñ folded

        text
      g: !t "q"
      """
    func check(_ node: Node, _ file: SourceFile, _ seed: Int) {
      var spans = [node.span]
      if let scalar = node.scalar {
        let length = scalar.text.utf8.count
        spans += [scalar.excerpt.span]
        spans += (0..<length).map { scalar.excerpt.span(of: $0..<$0 + 1) }
      }
      for entry in node.entries ?? [] {
        spans.append(entry.keySpan)
        check(entry.value, file, seed)
      }
      for item in node.sequence ?? [] { check(item, file, seed) }
      let bounds = 0...file.bytes.count
      #expect(
        spans.allSatisfy { bounds ~= $0.range.lowerBound && bounds ~= $0.range.upperBound },
        "seed \(seed)"
      )
    }
    for seed in 1...600 {
      var random = SplitMix64(seed: UInt64(seed))
      var bytes = Array(whole.utf8)
      for _ in 0..<random.integer(in: 1...4) {
        let place = random.integer(in: 0...bytes.count - 1)
        switch random.integer(in: 0...2) {
        case 0: bytes.remove(at: place)
        case 1: bytes.removeSubrange(place...)
        default:
          bytes.insert(random.element(of: Array("\"'\\\n\r\t :,[]{}|>&*!#x".utf8)), at: place)
        }
        if bytes.isEmpty { bytes = [0x61] }
      }
      let file = SourceFile(path: "damaged.yaml", bytes: bytes)
      var list = DiagnosticList()
      let node = parseSettings(file, into: &list)
      #expect(node != nil || list.hasErrors, "seed \(seed)")
      if let node { check(node, file, seed) }
      for diagnostic in list.all { #expect(!diagnostic.formatted.isEmpty, "seed \(seed)") }
    }
  }

  @Test func `nesting beyond a limit is an error and not a crash`() {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(parsed(deep).node == nil)
    #expect(parsed(deep).list.hasErrors)
  }

  @Test func `a range of a file keeps the file's offsets and its trouble is the block's`() throws {
    let text = "# ñ\n```chart\nid: [a, ñ, b]\ntitle: x\n```\nid: other\n"
    let file = SourceFile(path: "report.md", text: text)
    let start = try #require(text.utf8Offset(of: "id:"))
    let end = try #require(text.utf8Offset(of: "```\nid"))
    var list = DiagnosticList()
    let node = try #require(parseSettings(file, range: start..<end, into: &list))
    #expect(node.entries?.map(\.key.text) == ["id", "title"])
    #expect(node["title"]?.span.text == "x")
    #expect(node["id"]?.sequence?.map(\.span.text) == ["a", "ñ", "b"])
    #expect(node.problemKind == .content)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `spans hold the bytes of values and keys under every line ending`(ending: String) throws {
    let lines = [
      "ñé: 'año'", "b:", "  - {c: [1, 2]}", "  - \"x\"", "d: |", "  one", "  two", "e: 5",
    ]
    let (node, list) = parsed(lines.joined(separator: ending) + ending)
    #expect(list.all.isEmpty)
    let entries = try #require(node?.entries)
    #expect(entries.map(\.keySpan.text) == ["ñé", "b", "d", "e"])
    #expect(entries[0].value.span.text == "'año'")
    #expect(entries[1].value.sequence?.map(\.span.text) == ["{c: [1, 2]}", "\"x\""])
    #expect(entries[1].value.span.text == "- {c: [1, 2]}\(ending)  - \"x\"")
    #expect(entries[2].value.span.text == "|\(ending)  one\(ending)  two")
    #expect(entries[2].value.scalar?.text == "one\ntwo\n")
    #expect(entries[3].value.span.text == "5")
  }
}

extension String {
  func utf8Offset(of part: String) -> Int? {
    firstRange(of: part).map { utf8.distance(from: startIndex, to: $0.lowerBound) }
  }
}
