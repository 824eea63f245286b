import Diagnostics
import Settings
import TestSupport
import Testing

@testable import Documents

@Suite struct InlineExpressionTests {
  /// A text, and its pieces as `text` or `<expression|format>`.
  private static let cases: [(String, [String])] = [
    ("no expression", ["no expression"]),
    ("{{ a }}", ["<a>"]),
    ("{{a}}", ["<a>"]),
    ("{{ a | 0,0 }} people", ["<a|0,0>", " people"]),
    ("x {{ a }}{{ b }} y", ["x ", "<a>", "<b>", " y"]),
    (#"{{ x["a | b"] | 0.0% }}"#, [#"<x["a | b"]|0.0%>"#]),
    ("{{ `Copper, grade | A` }}", ["<`Copper, grade | A`>"]),
    (#"{{ "}}" }}"#, [#"<"}}">"#]),
    ("**{{ a * b_c }}**", ["**", "<a * b_c>", "**"]),
    ("ñ {{ a }} ñ", ["ñ ", "<a>", " ñ"]),
    ("`{{ a }}`", ["`{{ a }}`"]),
    ("``{{ a }}` {{ b }}``", ["``{{ a }}` {{ b }}``"]),
    ("` {{ a }}", ["` ", "<a>"]),
    ("```yaml\nvalue: {{ a }}\n```\n{{ b }}", ["```yaml\nvalue: {{ a }}\n```\n", "<b>"]),
    (
      "````columns\n```x\n```\n{{ a }}\n````\n{{ b }}",
      [
        "````columns\n```x\n```\n{{ a }}\n````\n", "<b>",
      ]
    ),
    ("~~~\n{{ a }}\n~~~", ["~~~\n{{ a }}\n~~~"]),
    (#"\{{ a }}"#, [#"\{{ a }}"#]),
    (#"\\{{ a }}"#, [#"\\"#, "<a>"]),
    ("{ {a} }", ["{ {a} }"]),
  ]

  @Test(arguments: cases)
  func `expressions are taken out of text and left in code`(text: String, expected: [String]) {
    var diagnostics = DiagnosticList()
    let lexed = lexExpressions(Excerpt(composed: text), into: &diagnostics)
    let pieces = lexed.pieces(of: lexed.text).map { piece in
      switch piece {
      case .text(let text): return text
      case .expression(let inline):
        let format = inline.format.map { "|\($0.text)" } ?? ""
        return "<\(inline.expression.text)\(format)>"
      }
    }
    #expect(pieces == expected)
    #expect(diagnostics.all.isEmpty)
  }

  @Test(arguments: cases)
  func `a placeholder is as long as its expression`(text: String, expected: [String]) {
    var diagnostics = DiagnosticList()
    let lexed = lexExpressions(Excerpt(composed: text), into: &diagnostics)
    #expect(lexed.text.utf8.count == text.utf8.count)
    #expect(lexed.restored(lexed.text) == text)
  }

  @Test func `escapes inside an expression take nothing from the text behind it`() throws {
    // Each escaped quote is a byte longer in the file than in the text.
    let file = SourceFile(path: "a.yaml", text: #"note: "a {{ x[s:\"b c\", t:\"d\"] }}%. End""#)
    var diagnostics = DiagnosticList()
    let node = try #require(parseSettings(file, into: &diagnostics)?.entries?.first?.value)
    let lexed = lexExpressions(try #require(node.scalar).excerpt, into: &diagnostics)
    let plain = lexed.pieces(of: lexed.text).compactMap { piece in
      if case .text(let text) = piece { text } else { nil }
    }
    #expect(plain == ["a ", "%. End"])
    #expect(lexed.restored(lexed.text) == #"a {{ x[s:"b c", t:"d"] }}%. End"#)
  }

  @Test func `an expression knows its place in the file`() throws {
    let file = SourceFile(path: "r.md", text: "año {{ jobs @ 2024 | 0,0 }}")
    var diagnostics = DiagnosticList()
    let source = Excerpt(SourceSpan(file, 0..<file.bytes.count))
    let lexed = lexExpressions(source, into: &diagnostics)
    let inline = try #require(lexed.expressions.first)
    #expect(inline.expression.span.text == "jobs @ 2024")
    #expect(inline.format?.span.text == "0,0")
    #expect(inline.span.text == "{{ jobs @ 2024 | 0,0 }}")
  }

  @Test func `an expression ends on its line`() {
    var diagnostics = DiagnosticList()
    let text = MarkedText("one ①{{ a\n}} two")
    let source = Excerpt(SourceSpan(text.file, 0..<text.file.bytes.count))
    _ = lexExpressions(source, into: &diagnostics)
    #expect(text.problems(diagnostics) == ["① documents.unclosed-expression"])
  }
}
