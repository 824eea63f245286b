import CMarkdown
import Diagnostics

/// What was read of a Markdown text: its blocks in order and its footnotes.
struct MarkdownDocument {
  let blocks: [MarkdownBlock]

  /// The footnotes by the label that references carry.
  let footnotes: [String: [MarkdownBlock]]
}

/// Reads Markdown (GitHub's dialect with tables, strikethrough and footnotes) into our own tree: a whole
/// file's text, or what stands in a block that holds Markdown.
func readMarkdown(_ source: Excerpt, into diagnostics: inout DiagnosticList) -> MarkdownDocument {
  let lexed = lexExpressions(source, into: &diagnostics)
  let (bytes, attributes) = takeHeadingAttributes(from: lexed, into: &diagnostics)
  var reader = MarkdownReader(lexed: lexed, bytes: bytes, attributes: attributes)
  return reader.read(into: &diagnostics)
}

/// Reads a text of YAML or an attribute as running text: expressions, emphasis, links, no blocks.
func readInlines(_ source: Excerpt, into diagnostics: inout DiagnosticList) -> [Inline] {
  let lexed = lexExpressions(source, into: &diagnostics)
  var reader = MarkdownReader(lexed: lexed, bytes: Array(lexed.text.utf8), attributes: [:])
  let document = reader.read(into: &diagnostics)
  if document.blocks.count == 1, case .paragraph(let inlines) = document.blocks[0].kind {
    return inlines
  }
  // "1. of these" begins no list in a title.
  return reader.inlines(ofPlain: lexed.text)
}

/// Registering is not safe from several tasks at once, so it happens once, by the rules of globals.
private let areExtensionsRegistered: Bool = {
  cmark_gfm_core_extensions_ensure_registered()
  return true
}()

private struct MarkdownReader {
  private let lexed: LexedText
  private let bytes: [UInt8]
  private let attributes: [Int: HeadingAttributes]
  private let lineStarts: [Int]
  private var footnotes: [String: [MarkdownBlock]] = [:]
  private var usedIDs: Set<String> = []

  init(lexed: LexedText, bytes: [UInt8], attributes: [Int: HeadingAttributes]) {
    self.lexed = lexed
    self.bytes = bytes
    self.attributes = attributes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lineStarts = starts
    usedIDs = Set(attributes.values.compactMap(\.id))
  }

  mutating func read(into diagnostics: inout DiagnosticList) -> MarkdownDocument {
    _ = areExtensionsRegistered
    let options = CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    guard let parser = unsafe cmark_parser_new(options) else {
      preconditionFailure("cmark gives a parser")
    }
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "strikethrough"] {
      if let syntax = unsafe cmark_find_syntax_extension(name) {
        _ = unsafe cmark_parser_attach_syntax_extension(parser, syntax)
      }
    }
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe cmark_parser_feed(
        parser,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        buffer.count
      )
    }
    guard let root = unsafe cmark_parser_finish(parser) else {
      preconditionFailure("cmark gives a document")
    }
    defer { unsafe cmark_node_free(root) }
    let blocks = unsafe readBlocks(of: MarkdownNode(root), into: &diagnostics)
    return MarkdownDocument(blocks: blocks, footnotes: footnotes)
  }

  private mutating func readBlocks(
    of parent: MarkdownNode,
    into diagnostics: inout DiagnosticList
  ) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    let nodes = parent.children
    for (index, node) in nodes.enumerated() {
      if node.type == "footnote_definition" {
        let number = footnotes.count + 1
        footnotes["\(label(ofFootnote: number))"] = readBlocks(of: node, into: &diagnostics)
      } else if let kind = readBlock(node, into: &diagnostics) {
        // A line directly above a table's head becomes a paragraph without a place; the table begins
        // where it does.
        let isPlaceless = node.startLine == 0 && index + 1 < nodes.count
        let span = isPlaceless ? span(ofLine: nodes[index + 1].startLine) : span(of: node)
        blocks.append(MarkdownBlock(kind: kind, span: span))
      }
    }
    return blocks
  }

  private mutating func readBlock(
    _ node: MarkdownNode,
    into diagnostics: inout DiagnosticList
  ) -> MarkdownBlock.Kind? {
    switch node.type {
    case "heading":
      return .heading(readHeading(node))
    case "paragraph":
      if holdsPicture(node) { diagnostics.report(.picture(at: span(of: node))) }
      return .paragraph(inlines(of: node))
    case "block_quote":
      return .quote(readBlocks(of: node, into: &diagnostics))
    case "list":
      let items = node.children.map { readBlocks(of: $0, into: &diagnostics) }
      return .list(ItemList(start: node.listStart, items: items))
    case "code_block":
      return readCode(node, into: &diagnostics)
    case "table":
      return readTable(node)
    case "thematic_break":
      return .rule
    case "html_block":
      // A comment says something to the writer only.
      if !node.literal.hasPrefix("<!--") {
        diagnostics.report(.markup(node.literal, at: span(of: node)))
      }
      return nil
    default:
      preconditionFailure("cmark has no other blocks")
    }
  }

  private func holdsPicture(_ node: MarkdownNode) -> Bool {
    node.children.contains { $0.type == "image" || holdsPicture($0) }
  }

  private mutating func readHeading(_ node: MarkdownNode) -> Heading {
    let content = inlines(of: node)
    let found = attributes[lineStarts[node.startLine - 1]]
    let id = found?.id ?? freshID(for: content)
    return Heading(
      level: node.headingLevel,
      content: content,
      id: id,
      hasOwnID: found?.id != nil,
      short: found?.short.map(inlines(ofPlain:))
    )
  }

  private mutating func freshID(for content: [Inline]) -> String {
    let base = identifier(from: plainText(of: content))
    var id = base
    var count = 2
    while !usedIDs.insert(id).inserted {
      id = "\(base)-\(count)"
      count += 1
    }
    return id
  }

  private func readCode(
    _ node: MarkdownNode,
    into diagnostics: inout DiagnosticList
  ) -> MarkdownBlock.Kind {
    let name = String(node.fenceInfo.prefix { $0 != " " })
    guard node.isFenced, !name.isEmpty else { return .code(lexed.restored(node.literal)) }
    let first = lineStarts[node.startLine - 1]
    let info = line(node.startLine)
    let nameStart = info.firstIndex { $0 != 0x20 && $0 != 0x60 && $0 != 0x7E } ?? first
    let contentStart = node.startLine < lineStarts.count ? lineStarts[node.startLine] : bytes.count
    let last = line(node.endLine)
    let isClosed =
      node.endLine > node.startLine
      && (last.contains(0x60) || last.contains(0x7E))
      && last.allSatisfy { [0x20, 0x0D, 0x60, 0x7E].contains($0) }
    if !isClosed {
      diagnostics.report(.unclosedBlock(name, at: lexed.source.span(of: first..<info.endIndex)))
    }
    let contentEnd = isClosed ? lineStarts[node.endLine - 1] : bytes.count
    return .fenced(
      FencedBlock(
        name: name,
        nameSpan: lexed.source.span(of: nameStart..<(nameStart + name.utf8.count)),
        content: lexed.source.span(of: contentStart..<max(contentStart, contentEnd))
      )
    )
  }

  /// The bytes of a line, numbered from one, without its end.
  private func line(_ number: Int) -> ArraySlice<UInt8> {
    let start = lineStarts[min(max(number, 1), lineStarts.count) - 1]
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return bytes[start..<end]
  }

  private func readTable(_ node: MarkdownNode) -> MarkdownBlock.Kind {
    var head: [[Inline]] = []
    var rows: [[[Inline]]] = []
    for row in node.children {
      let cells = row.children.map(inlines(of:))
      if row.type == "table_header" { head = cells } else { rows.append(cells) }
    }
    return .table(PipeTable(alignments: node.alignments, head: head, rows: rows))
  }

  private func inlines(of parent: MarkdownNode) -> [Inline] {
    var result: [Inline] = []
    for node in parent.children { result += inline(node) }
    return merged(result)
  }

  private func inline(_ node: MarkdownNode) -> [Inline] {
    switch node.type {
    case "text": inlines(ofPlain: node.literal)
    case "softbreak": [.text(" ")]
    case "linebreak": [.lineBreak]
    case "code": [.code(lexed.restored(node.literal))]
    case "strong": [.strong(inlines(of: node))]
    case "emph": [.emphasis(inlines(of: node))]
    case "strikethrough": [.strikethrough(inlines(of: node))]
    case "link": [.link(target: lexed.restored(node.address), inlines(of: node))]
    case "footnote_reference": [.footnote(label(ofFootnote: Int(node.literal) ?? 0))]
    case "html_inline": node.literal.hasPrefix("<!--") ? [] : [.text(node.literal)]
    case "image": inlines(of: node)
    default: preconditionFailure("cmark has no other inlines")
    }
  }

  func inlines(ofPlain text: String) -> [Inline] {
    lexed.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .expression(let expression): .expression(expression)
      }
    }
  }

  /// Footnotes are numbered by cmark in each text it reads; the text's place keeps them apart.
  private func label(ofFootnote number: Int) -> String {
    "\(lexed.source.span.range.lowerBound).\(number)"
  }

  private func span(ofLine number: Int) -> SourceSpan {
    let line = line(number)
    return lexed.source.span(of: line.startIndex..<line.endIndex)
  }

  private func span(of node: MarkdownNode) -> SourceSpan {
    let start = lineStarts[max(min(node.startLine, lineStarts.count), 1) - 1]
    let end = node.endLine >= node.startLine ? line(node.endLine).endIndex : start
    return lexed.source.span(of: start..<max(start, end))
  }
}

/// Neighbouring texts as one.
private func merged(_ inlines: [Inline]) -> [Inline] {
  var result: [Inline] = []
  for inline in inlines {
    if case .text(let text) = inline, case .text(let before)? = result.last {
      result[result.count - 1] = .text(before + text)
    } else {
      result.append(inline)
    }
  }
  return result
}

/// The written words of a text, without its expressions.
func plainText(of inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline {
    case .text(let text), .code(let text): text
    case .strong(let inner), .emphasis(let inner), .strikethrough(let inner), .link(_, let inner):
      plainText(of: inner)
    case .expression, .footnote: ""
    case .lineBreak: " "
    }
  }.joined()
}
