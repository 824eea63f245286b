import Diagnostics
import Settings

/// Turns Markdown's blocks into the report's: the fenced ones are read by their kind.
struct ReportReader {
  let language: String
  private(set) var footnotes: [String: [MarkdownBlock]] = [:]

  /// What could not be read.
  private(set) var lost = LostIdentifiers()

  init(language: String) { self.language = language }

  /// The names that a fenced block may have.
  static let kinds = [
    "aside", "assumptions", "chart", "columns", "comparison", "contents", "corrections", "cover",
    "findings", "methods", "metrics", "pagebreak", "sources", "table", "waivers",
  ]

  mutating func read(_ source: Excerpt, into diagnostics: inout DiagnosticList) -> [ReportBlock] {
    let document = readMarkdown(source, into: &diagnostics)
    footnotes.merge(document.footnotes) { first, _ in first }
    return convert(document.blocks, into: &diagnostics)
  }

  private mutating func convert(
    _ blocks: [MarkdownBlock],
    into diagnostics: inout DiagnosticList
  ) -> [ReportBlock] {
    var result: [ReportBlock] = []
    for block in blocks {
      if case .table(let table) = block.kind {
        let caption = result.last.flatMap(caption(of:))
        if caption != nil { result.removeLast() }
        result.append(ReportBlock(kind: .pipeTable(table, caption: caption), span: block.span))
      } else if let kind = convert(block, into: &diagnostics) {
        result.append(ReportBlock(kind: kind, span: block.span))
      }
    }
    return result
  }

  private func caption(of block: ReportBlock) -> PipeCaption? {
    guard case .paragraph(var inlines) = block.kind, case .text(let text)? = inlines.first,
      text.hasPrefix(": ")
    else { return nil }
    inlines[0] = .text(String(text.dropFirst(2)))
    // The reader took the attributes off the line; the id stands in the file only.
    let source = block.span.text
    var id: String?
    if let open = source.range(ofLast: "{#"), source.hasSuffix("}") {
      let text = String(source[open...].dropFirst(2).dropLast())
      if isIdentifier(text) { id = text }
    }
    return PipeCaption(id: id, title: inlines)
  }

  private mutating func convert(
    _ block: MarkdownBlock,
    into diagnostics: inout DiagnosticList
  ) -> ReportBlock.Kind? {
    switch block.kind {
    case .heading(let heading): .heading(heading)
    case .paragraph(let inlines): .paragraph(inlines)
    case .quote(let inner): .quote(convert(inner, into: &diagnostics))
    case .list(let list):
      .list(start: list.start, items: list.items.map { convert($0, into: &diagnostics) })
    case .code(let text): .code(text)
    case .rule: .rule
    case .table: nil
    case .fenced(let fenced): readFenced(fenced, at: block.span, into: &diagnostics)
    }
  }

  private mutating func readFenced(
    _ block: FencedBlock,
    at span: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> ReportBlock.Kind? {
    if block.name == "columns" {
      return ColumnsBlock(block.content, reader: &self, into: &diagnostics).map { .columns($0) }
    }
    guard Self.kinds.contains(block.name) else {
      diagnostics.report(.unknownBlock(block.name, among: Self.kinds, at: block.nameSpan))
      var ignored = DiagnosticList()
      lose(parseSettings(block.content.file, range: block.content.range, into: &ignored))
      return nil
    }
    let content = block.content
    guard let node = parseSettings(content.file, range: content.range, into: &diagnostics) else {
      lose(nil)
      return nil
    }
    let place = BlockPlace(name: block.nameSpan, language: language)
    let kind = readBlock(block.name, node, place, into: &diagnostics)
    if kind == nil { lose(node) }
    return kind
  }

  /// Remembers the id of a block that can't be read.
  private mutating func lose(_ node: Node?) {
    guard let node else {
      lost.hasMore = true
      return
    }
    if let id = node["id"]?.scalar?.text { lost.ids.insert(id) }
  }

  private func readBlock(
    _ name: String,
    _ node: Node,
    _ place: BlockPlace,
    into diagnostics: inout DiagnosticList
  ) -> ReportBlock.Kind? {
    switch name {
    case "aside": AsideBlock(node, place, into: &diagnostics).map { .aside($0) }
    case "assumptions": AssumptionsBlock(node, place, into: &diagnostics).map { .assumptions($0) }
    case "chart": ChartBlock(node, place, into: &diagnostics).map { .chart($0) }
    case "comparison": ComparisonBlock(node, place, into: &diagnostics).map { .comparison($0) }
    case "contents": ContentsBlock(node, place, into: &diagnostics).map { .contents($0) }
    case "corrections": CorrectionsBlock(node, place, into: &diagnostics).map { .corrections($0) }
    case "cover": CoverBlock(node, place, into: &diagnostics).map { .cover($0) }
    case "findings": FindingsBlock(node, place, into: &diagnostics).map { .findings($0) }
    case "methods": MethodsBlock(node, place, into: &diagnostics).map { .methods($0) }
    case "metrics": MetricsBlock(node, place, into: &diagnostics).map { .metrics($0) }
    case "pagebreak": .pageBreak
    case "sources": SourcesBlock(node, place, into: &diagnostics).map { .sources($0) }
    case "waivers": WaiversBlock(node, place, into: &diagnostics).map { .waivers($0) }
    case "table": TableBlock(node, place, into: &diagnostics).map { .table($0) }
    default: preconditionFailure("the kinds of blocks are listed above")
    }
  }
}

extension ReportReader {
  /// Reports ids that are used twice: figures, tables and sections share their names.
  func checkIdentifiers(of blocks: [ReportBlock], into diagnostics: inout DiagnosticList) {
    var first: [String: SourceSpan] = [:]
    visit(blocks) { id, span in
      if let earlier = first[id] {
        diagnostics.report(.duplicateIdentifier(id, at: span, first: earlier))
      } else {
        first[id] = span
      }
    }
  }

  private func visit(_ blocks: [ReportBlock], _ body: (String, SourceSpan) -> Void) {
    for block in blocks.flattened {
      switch block.kind {
      case .heading(let heading): if heading.hasOwnID { body(heading.id, block.span) }
      case .chart(let chart): chart.head.id.map { body($0, block.span) }
      case .table(let table): table.head.id.map { body($0, block.span) }
      case .assumptions(let table): table.head.id.map { body($0, block.span) }
      case .corrections(let table): table.head.id.map { body($0, block.span) }
      case .methods(let table): table.head.id.map { body($0, block.span) }
      case .comparison(let table): table.head.id.map { body($0, block.span) }
      case .pipeTable(_, let caption): (caption?.id).map { body($0, block.span) }
      case .paragraph, .code, .rule, .cover, .metrics, .findings, .aside, .contents, .pageBreak,
        .sources, .waivers, .columns, .quote, .list:
        break
      }
    }
  }
}

/// What every block's reader knows of where it stands.
struct BlockPlace {
  /// The block's name behind its fence.
  let name: SourceSpan
  let language: String
}

extension String {
  /// Where the last occurrence of a text begins.
  func range(ofLast text: String) -> Index? {
    var found: Index?
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { found = index }
      index = self.index(after: index)
    }
    return found
  }
}
