import TestSupport
import Testing

@testable import Diagnostics

private let trade = SourceFile(
  path: "data/trade.csv",
  text: "geo,period,flow,value\nMEX,2018,exportación,1\nMEX,2019,exportación,n.d.\n\tx\t12\n"
)

private func span(of text: String, in file: SourceFile = trade) -> SourceSpan {
  let bytes = Array(text.utf8)
  let start = file.bytes.indices.first { file.bytes[$0...].starts(with: bytes) } ?? 0
  return SourceSpan(file, start..<start + bytes.count)
}

@Suite struct DiagnosticTests {
  @Test func `a diagnostic shows where, what, why and what to do`() {
    let diagnostic = Diagnostic(
      id: "tabular.number",
      "'n.d.' is not a number",
      at: span(of: "n.d."),
      label: "expected a decimal number or nothing",
      notes: [.init("column 'value' holds numbers", at: span(of: "value"))],
      help: "leave the field empty to mark a missing value"
    )
    #expect(
      diagnostic.formatted == """
        data/trade.csv:3:22: error: 'n.d.' is not a number [tabular.number]
          |
        3 | MEX,2019,exportación,n.d.
          |                      ^~~~ expected a decimal number or nothing
          = note: column 'value' holds numbers (data/trade.csv:1:17)
          = help: leave the field empty to mark a missing value
        """
    )
  }

  @Test(arguments: [0, 40, 79, 80, 81, 500, 880, 919, 920, 990])
  func `of a long line the part around the caret is shown`(place: Int) throws {
    let line = String((0..<1000).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) })
    let file = SourceFile(path: "a.csv", text: "x\n\(line)\n")
    let diagnostic = Diagnostic(id: "a.b", "m", at: SourceSpan(file, place + 2..<place + 5))
    let lines = diagnostic.formatted.split(separator: "\n").map(Array.init)
    #expect(lines[2].count <= 4 + 162)
    let caret = try #require(lines[3].firstIndex(of: "^"))
    #expect(lines[2][caret] == Array(line)[place])
    #expect(lines[3].count(where: { $0 == "~" }) == 2)
    #expect((lines[2][4] == "…") == (place > 80))
    #expect((lines[2].last == "…") == (place < 920))
  }

  @Test func `what has no place has a headline, and its notes line up`() {
    let diagnostic = Diagnostic(
      .warning,
      id: "editions.clock",
      "the edition is dated by the clock",
      at: nil,
      help: "say edition: 2026-11 in the front matter"
    )
    #expect(
      diagnostic.formatted == """
        warning: the edition is dated by the clock [editions.clock]
          = help: say edition: 2026-11 in the front matter
        """
    )
  }

  @Test func `a caret lines up behind tabs, and a gutter is as wide as the line number`() {
    let lines = SourceFile(
      path: "a.csv",
      text: String(repeating: "\n", count: 99) + "\tñ\tbad\n"
    )
    let diagnostic = Diagnostic(id: "a.b", "m", at: span(of: "bad", in: lines), help: "h")
    #expect(
      diagnostic.formatted == """
        a.csv:100:4: error: m [a.b]
            |
        100 | \tñ\tbad
            | \t \t^~~
            = help: h
        """
    )
  }

  @Test(arguments: [
    ("ab|\ncd", 0, "^"), ("ab|cd\nef", 4, "^~"), ("|abc", 3, "^~~"), ("abc|", 0, "^"),
    ("a|ñé", 4, "^~"),
  ])
  func `the underline covers the span and stops at the line's end`(
    marked: String,
    length: Int,
    caret: String
  ) throws {
    let (file, start) = try #require(fileAndMark(marked))
    let diagnostic = Diagnostic(id: "a.b", "m", at: SourceSpan(file, start..<start + length))
    let line = diagnostic.formatted.split(separator: "\n").last ?? ""
    #expect(line.drop { $0 != "^" } == caret)
  }

  @Test func `as JSON a diagnostic is one line`() {
    let diagnostic = Diagnostic(
      id: "tabular.number",
      "'n\"d\\' is no\nnumber",
      at: span(of: "n.d."),
      label: "here\u{1}",
      notes: [.init("first"), .init("second")],
      help: "leave\tit"
    )
    #expect(
      diagnostic.json
        == #"{"severity":"error","id":"tabular.number","message":"'n\"d\\' is no\nnumber","#
        + #""file":"data/trade.csv","line":3,"column":22,"length":4,"label":"here\u0001","#
        + #""notes":["first","second"],"help":"leave\tit"}"#
    )
    #expect(
      Diagnostic(.warning, id: "a.b", "m", at: nil).json
        == #"{"severity":"warning","id":"a.b","message":"m"}"#
    )
  }
}

@Suite struct DiagnosticListTests {
  private let other = SourceFile(path: "b.csv", text: "one two three")

  private func diagnostic(_ text: String, in file: SourceFile) -> Diagnostic {
    Diagnostic(id: "a.b", text, at: span(of: text, in: file))
  }

  @Test func `diagnostics come in file order, files by first mention, the placeless last`() {
    var list = DiagnosticList()
    list.report(Diagnostic(id: "a.b", "nowhere", at: nil))
    list.report(diagnostic("three", in: other))
    list.report(diagnostic("value", in: trade))
    list.report(diagnostic("one", in: other))
    list.report(diagnostic("geo", in: trade))
    #expect(list.inFileOrder.map(\.message) == ["one", "three", "geo", "value", "nowhere"])
  }

  @Test func `two at one place keep the order they were reported in`() {
    var list = DiagnosticList()
    for message in ["b", "a", "c"] {
      list.report(Diagnostic(id: "a.b", message, at: span(of: "one", in: other)))
    }
    #expect(list.inFileOrder.map(\.message) == ["b", "a", "c"])
  }

  @Test func `the same trouble is reported once, and lists are joined`() {
    var list = DiagnosticList()
    list.report(diagnostic("one", in: other))
    list.report(diagnostic("one", in: other))
    #expect(list.all.count == 1)
    var joined = DiagnosticList()
    joined.report(diagnostic("two", in: other))
    joined.report(contentsOf: list)
    joined.report(contentsOf: list)
    #expect(joined.all.map(\.message) == ["two", "one"])
  }

  @Test func `a warning is no error`() {
    var list = DiagnosticList()
    #expect(!list.hasErrors)
    list.report(Diagnostic(.warning, id: "a.b", "m", at: nil))
    #expect(!list.hasErrors)
    list.report(Diagnostic(id: "a.b", "m", at: nil))
    #expect(list.hasErrors)
    #expect(Diagnostic.Severity.warning < .error)
    #expect(!(Diagnostic.Severity.error < .warning))
  }
}

@Suite struct NearestNameTests {
  private let known = [
    "mine_production", "mining_gdp", "employment_direct", "exports", "a", "Zinc",
  ]

  @Test(arguments: [
    ("mine_prodution", ["mine_production"]),
    ("mine_porduction", ["mine_production"]),
    ("Exports", ["exports"]),
    ("exprots", ["exports"]),
    ("export", ["exports"]),
    ("exxportss", ["exports"]),
    ("zinc", ["Zinc"]),
    ("b", ["a"]),
    ("tungsten", []),
    ("employment", []),
  ])
  func `a misspelt name finds the one meant`(name: String, expected: [String]) {
    #expect(nearestNames(to: name, among: known) == expected)
  }

  @Test func `the best come first, equals by name, at most three`() {
    let names = ["abcdxy", "abcdef", "abcdeg", "abcdeh", "abcdei"]
    #expect(nearestNames(to: "abcdef", among: names) == ["abcdef", "abcdeg", "abcdeh"])
  }

  @Test func `a swap of neighbours counts as one step`() {
    #expect(nearestNames(to: "abc", among: ["acb"]) == ["acb"])
    #expect(nearestNames(to: "abc", among: ["cba"]).isEmpty)
  }
}
