import Diagnostics
import Testing

@testable import Documents

@Suite struct MarkdownReaderTests {
  private func read(_ text: String) -> (MarkdownDocument, DiagnosticList) {
    var diagnostics = DiagnosticList()
    let document = readMarkdown(Excerpt(composed: text, name: "r.md"), into: &diagnostics)
    return (document, diagnostics)
  }

  private func heading(_ text: String) throws -> Heading {
    let (document, diagnostics) = read(text)
    #expect(diagnostics.all.isEmpty)
    guard case .heading(let heading)? = document.blocks.first?.kind else {
      throw UnexpectedBlock()
    }
    return heading
  }

  private struct UnexpectedBlock: Error {}

  @Test func `a heading's attributes are not printed`() throws {
    let heading = try heading(#"## Weight and jobs {#weight short="Weight, jobs"}"#)
    #expect(heading.level == 2)
    #expect(plainText(of: heading.content) == "Weight and jobs")
    #expect(heading.id == "weight")
    #expect(heading.short.map(plainText) == "Weight, jobs")
  }

  @Test(arguments: [
    ("# What is mined", "what-is-mined"), ("# 2024 in brief", "in-brief"),
    ("# ¿Qué pasó?", "qu-pas"), ("# ***", "section"), ("# A -- B", "a-b"),
  ])
  func `a heading without an id has its words`(text: String, id: String) throws {
    #expect(try heading(text).id == id)
  }

  @Test func `two headings of the same words have two ids`() {
    let (document, _) = read("# Same\n\n# Same\n\n# Same")
    let ids = document.blocks.compactMap { block in
      if case .heading(let heading) = block.kind { heading.id } else { nil }
    }
    #expect(ids == ["same", "same-2", "same-3"])
  }

  @Test func `emphasis may begin and end at an expression`() throws {
    let (document, _) = read("**{{ a }}** and *{{ b | 0 }}*")
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      throw UnexpectedBlock()
    }
    #expect(inlines.count == 3)
    guard case .strong(let strong) = inlines[0], case .expression(let inline)? = strong.first,
      case .emphasis = inlines[2]
    else { throw UnexpectedBlock() }
    #expect(inline.expression.text == "a")
  }

  @Test func `a bar in an expression parts no cells`() throws {
    let (document, _) = read("| a | b |\n| --- | --: |\n| {{ x | 0,0 }} | 2 |")
    guard case .table(let table)? = document.blocks.first?.kind else { throw UnexpectedBlock() }
    #expect(table.alignments == [.left, .right])
    #expect(table.rows.count == 1)
    #expect(table.rows[0].count == 2)
  }

  @Test func `quotes and dashes are set as printers do`() throws {
    let (document, _) = read("It's \"so\" -- or 3--4")
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      throw UnexpectedBlock()
    }
    #expect(plainText(of: inlines) == "It’s “so” – or 3–4")
  }

  @Test func `a fenced block knows where its inside stands`() throws {
    let (document, _) = read("text\n\n```chart\nid: a\n```\n\nmore")
    guard case .fenced(let block) = document.blocks[1].kind else { throw UnexpectedBlock() }
    #expect(block.name == "chart")
    #expect(block.nameSpan.text == "chart")
    #expect(block.content.text == "id: a\n")
  }

  @Test func `a footnote is read with its reference`() throws {
    let (document, _) = read("Word[^a] and word[^b].\n\n[^b]: Second.\n\n[^a]: First.")
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      throw UnexpectedBlock()
    }
    let labels = inlines.compactMap { inline in
      if case .footnote(let label) = inline { label } else { nil }
    }
    let notes = try labels.map { label in
      guard case .paragraph(let text)? = document.footnotes[label]?.first?.kind else {
        throw UnexpectedBlock()
      }
      return plainText(of: text)
    }
    #expect(notes == ["First.", "Second."])
  }

  @Test(arguments: [
    ("a", true), ("a1-b2", true), ("silver-share", true), ("", false), ("1a", false),
    ("A", false), ("a--b", false), ("a-", false), ("-a", false), ("a_b", false), ("ñ", false),
  ])
  func `an id is small letters, digits and single hyphens`(text: String, isOne: Bool) {
    #expect(isIdentifier(text) == isOne)
  }
}
