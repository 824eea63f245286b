import Diagnostics
import Settings
import TestSupport
import Testing

@Suite struct MappingReaderTests {
  enum Layout: String, CaseIterable {
    case tidy
    case wide
  }

  func reader(_ text: String, _ list: inout DiagnosticList) throws -> MappingReader {
    let node = try #require(parseSettings(SourceFile(path: "s.yaml", text: text), into: &list))
    return try #require(MappingReader(node, of: "a driver", into: &list))
  }

  @Test func `values are read as what the key expects`() throws {
    var list = DiagnosticList()
    var reader = try reader(
      """
      word: NO
      year: 2024
      share: -1.5e-3
      yes: true
      quoted: "2024"
      many: [a, "b"]
      title: {en: Silver, es: Plata}
      layout: wide
      none: ~
      map: {a: 1}
      formula: x / y
      """,
      &list
    )
    #expect(reader.string("word", into: &list) == "NO")
    #expect(reader.string("year", into: &list) == "2024")
    #expect(reader.integer("year", into: &list) == 2024)
    #expect(reader.number("share", into: &list) == -0.0015)
    #expect(reader.boolean("yes", into: &list) == true)
    #expect(reader.string("quoted", into: &list) == "2024")
    #expect(reader.scalars("many", into: &list)?.map(\.text) == ["a", "b"])
    #expect(reader.scalars("word", into: &list)?.map(\.text) == ["NO"])
    #expect(reader.localizedText("title", into: &list) == ["en": "Silver", "es": "Plata"])
    #expect(reader.localizedText("word", into: &list) == ["": "NO"])
    #expect(reader.enumerated("layout", as: Layout.self, into: &list) == .wide)
    #expect(reader.string("none", into: &list) == nil)
    #expect(reader.mapping("map", into: &list)?.map(\.key.text) == ["a"])
    #expect(reader.excerpt("formula", into: &list)?.span.text == "x / y")
    #expect(reader.node("absent", into: &list) == nil)
    reader.finish(into: &list)
    #expect(list.all.isEmpty)
  }

  @Test(arguments: [
    ("k: ①word", "settings.type"),
    ("k: ①'5'", "settings.type"),
    ("k: ①1,000", "settings.type"),
    ("k: ①0x10", "settings.type"),
    ("k: ①.inf", "settings.type"),
    ("k: ①1e999", "settings.type"),
    ("k: ①5 t", "settings.type"),
    ("k: ①[5]", "settings.type"),
    ("①other: 5", "settings.missing-key"),
    ("①k: ~", "settings.missing-key"),
  ])
  func `what is no number is reported at the value`(text: String, id: String) throws {
    let input = MarkedText(text)
    var list = DiagnosticList()
    let node = try #require(parseSettings(input.file, into: &list))
    var reader = try #require(MappingReader(node, of: "a driver", into: &list))
    #expect(reader.number("k", .required, into: &list) == nil)
    #expect(input.problems(list) == ["① \(id)"])
  }

  @Test func `other types are checked too`() throws {
    let input = MarkedText(
      "a: ①1.5\nb: ②yes\nc: ③{x: 1}\nd: ④5\ne: ⑤wied\nf: {⑥text: x}\ng: ⑦>\n  x\nh: ⑧[a, [b]]\n"
    )
    var list = DiagnosticList()
    let node = try #require(parseSettings(input.file, into: &list))
    var reader = try #require(MappingReader(node, of: "a driver", into: &list))
    #expect(reader.integer("a", into: &list) == nil)
    #expect(reader.boolean("b", into: &list) == nil)
    #expect(reader.string("c", into: &list) == nil)
    #expect(reader.list("d", into: &list) == nil)
    #expect(reader.enumerated("e", as: Layout.self, into: &list) == nil)
    #expect(reader.localizedText("f", into: &list) == nil)
    #expect(reader.excerpt("g", into: &list) == nil)
    #expect(reader.mapping("h", into: &list) == nil)
    #expect(
      input.problems(list) == [
        "① settings.type", "② settings.type", "③ settings.type", "④ settings.type",
        "⑤ settings.choice", "⑥ settings.type", "⑦ settings.folded", "⑧ settings.type",
      ]
    )
    #expect(list.all[4].help == "write 'wide'")
  }

  @Test(arguments: [
    ("reason: known", 0), ("reason: {en: known, es: sabido}", 0), ("reason: \"\"", 8),
    ("reason: \"  \"", 8), ("reason: {en: known, es: \"\"}", 24), ("by: x", 0),
  ])
  func `a text that has to say something is not blank`(text: String, offset: Int) throws {
    var list = DiagnosticList()
    var reader = try reader(text, &list)
    let words = reader.localizedText("reason", .filled, into: &list)
    #expect((words == nil) == (offset > 0 || text == "by: x"))
    #expect(
      list.all.map(\.id)
        == (words != nil ? [] : [offset > 0 ? "settings.type" : "settings.missing-key"])
    )
    if offset > 0 { #expect(list.all.first?.span?.range.lowerBound == offset) }
  }

  @Test(
    arguments: [("0", 0), ("15", 15), ("-1", nil), ("16", nil), ("1.5", nil)] as [(String, Int?)]
  )
  func `a whole number keeps within its limits`(text: String, value: Int?) throws {
    var list = DiagnosticList()
    var reader = try reader("decimals: \(text)", &list)
    #expect(reader.integer("decimals", in: 0...15, into: &list) == value)
    #expect(list.all.map(\.id) == (value == nil ? ["settings.type"] : []))
  }

  @Test func `a key nobody asked for names the nearest known one`() throws {
    let input = MarkedText("title: x\n①unti: t\n②zzzzzz: 1\n③accepted: 1")
    var list = DiagnosticList()
    let node = try #require(parseSettings(input.file, into: &list))
    var reader = try #require(MappingReader(node, of: "a driver", into: &list))
    _ = reader.string("title", into: &list)
    _ = reader.string("unit", into: &list)
    reader.accept(["accepted"])
    reader.finish(into: &list)
    #expect(input.problems(list) == ["① settings.unknown-key", "② settings.unknown-key"])
    #expect(list.all[0].label == "did you mean 'unit'?")
    #expect(list.all[0].help == "write 'unit'")
    #expect(list.all[1].help == nil)
    #expect(list.all.allSatisfy { $0.kind == .settings && $0.severity == .error })
  }

  @Test(arguments: ["①titel: x", "①tit: x"])
  func `a required key that is misspelt is one mistake`(text: String) throws {
    let input = MarkedText(text)
    var list = DiagnosticList()
    let node = try #require(parseSettings(input.file, into: &list))
    var reader = try #require(MappingReader(node, of: "a driver", into: &list))
    _ = reader.string("title", .required, into: &list)
    _ = reader.string("unit", into: &list)
    #expect(reader.misspells(oneOf: ["title"]) && !reader.misspells(oneOf: ["unit"]))
    reader.finish(into: &list)
    #expect(input.problems(list) == ["① settings.unknown-key"])
    #expect(list.all.first?.help == "write 'title'")
  }

  @Test(arguments: [("~", true), ("null", true), ("", true), ("'null'", false), ("none", false)])
  func `only a plain null stands for nothing`(text: String, isNull: Bool) throws {
    var list = DiagnosticList()
    var reader = try reader("k: \(text)", &list)
    #expect((reader.string("k", into: &list) == nil) == isNull)
    #expect(reader.has("k"))
    #expect(list.all.isEmpty)
  }

  @Test func `a list is no mapping and nothing is an empty one`() throws {
    var list = DiagnosticList()
    let node = try #require(parsed("[1]").node)
    #expect(MappingReader(node, of: "a driver", into: &list) == nil)
    #expect(list.all.map(\.id) == ["settings.type"])
    #expect(try reader("", &list).entries.isEmpty)
  }

  @Test func `the places of keys and values can be asked for`() throws {
    var list = DiagnosticList()
    let reader = try reader("a: 1\nbc: de", &list)
    #expect(reader.keySpan(of: "bc").text == "bc")
    #expect(reader.span(of: "bc").text == "de")
    #expect(reader.span(of: "none") == reader.span)
    #expect(reader.has("a") && !reader.has("b"))
  }
}
