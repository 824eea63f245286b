import Charts
public import Diagnostics
import Settings

/// A block of a report that shows numbers, with the formulas of all of them.
public struct ReportFigure: Sendable {
  /// What kind of block it is.
  public enum Kind: String, Hashable, Sendable {
    case chart, table, comparison, cover, metrics, findings, aside
  }

  /// A number, or a series of them.
  public struct Part: Sendable {
    /// What the block calls it; empty where it says nothing.
    public let label: String
    public let formula: Excerpt
  }

  /// The block's own id; one without bears its kind, a further one with a number behind it: `metrics-2`.
  public let id: String
  public let kind: Kind

  /// The block's name behind its fence.
  public let span: SourceSpan

  /// What is drawn or stands in cells and tiles.
  public let parts: [Part]

  /// The numbers in its words.
  public let inWords: [Part]
}

extension Report {
  /// The blocks that show numbers, in the order of the pages.
  public var figures: [ReportFigure] {
    var collector = FigureCollector()
    collector.collect(blocks)
    return collector.figures
  }
}

private struct FigureCollector {
  var figures: [ReportFigure] = []
  private var counts: [ReportFigure.Kind: Int] = [:]

  mutating func collect(_ blocks: [ReportBlock]) {
    for block in blocks.flattened {
      switch block.kind {
      case .chart(let chart): add(.chart, chart.head, chart.node, at: chart.head.span)
      case .cover(let cover): add(.cover, cover.head, cover.node, at: cover.head.span)
      case .table(let table):
        add(.table, table.head.id, table.head.span, table.parts, table.head.inWords)
      case .pipeTable(let table, let caption):
        guard let caption, let id = caption.id else { continue }
        let cells = (table.head + table.rows.flatMap { $0 }).flatMap { $0.parts("") }
        add(.table, id, block.span, cells, caption.title.parts(""))
      case .comparison(let comparison):
        let head = comparison.head
        add(.comparison, head.id, head.span, comparison.parts, head.inWords)
      case .metrics(let metrics):
        let parts = metrics.tiles.flatMap(\.parts)
        add(.metrics, nil, metrics.span, parts, metrics.note?.parts("note") ?? [])
      case .findings(let findings):
        let texts = findings.items.flatMap { [$0.finding, $0.text].compactMap(\.self) }
        add(.findings, nil, findings.span, [], texts.flatMap { $0.parts("") })
      case .aside(let aside):
        let texts = [aside.label, aside.value, aside.text].compactMap(\.self)
        add(.aside, nil, block.span, [], texts.flatMap { $0.parts("") })
      case .heading, .paragraph, .code, .rule, .contents, .pageBreak, .sources, .assumptions,
        .corrections, .methods, .waivers, .columns, .quote, .list:
        break
      }
    }
  }

  private mutating func add(
    _ kind: ReportFigure.Kind,
    _ head: FigureHead,
    _ node: Node,
    at span: SourceSpan
  ) {
    var ignored = DiagnosticList()
    let specification = ChartSpecification(node, into: &ignored)
    let parts = (specification?.namedFormulas ?? [])
      .map { ReportFigure.Part(label: $0.name ?? "", formula: $0.formula) }
    let notes = (specification?.annotationTexts ?? []).flatMap { text in
      RichText(text, into: &ignored).parts("annotations")
    }
    add(kind, kind == .cover ? nil : head.id, span, parts, head.inWords + notes)
  }

  private mutating func add(
    _ kind: ReportFigure.Kind,
    _ id: String?,
    _ span: SourceSpan,
    _ parts: [ReportFigure.Part],
    _ inWords: [ReportFigure.Part]
  ) {
    figures.append(
      ReportFigure(
        id: id ?? defaultID(of: kind),
        kind: kind,
        span: span,
        parts: parts,
        inWords: inWords
      )
    )
  }

  /// The id of the next block of a kind that has none of its own.
  private mutating func defaultID(of kind: ReportFigure.Kind) -> String {
    counts[kind, default: 0] += 1
    return counts[kind].flatMap { $0 > 1 ? "\(kind.rawValue)-\($0)" : nil } ?? kind.rawValue
  }
}

extension FigureHead {
  fileprivate var inWords: [ReportFigure.Part] {
    (title?.parts("title") ?? []) + (subtitle?.parts("subtitle") ?? [])
      + (note?.parts("note") ?? []) + (source?.parts("source") ?? [])
  }
}

extension RichText {
  /// The numbers in a text.
  fileprivate func parts(_ label: String) -> [ReportFigure.Part] { inlines.parts(label) }

  /// The words without the numbers between them.
  fileprivate var words: String {
    let words = inlines.words.split(separator: " ").joined(separator: " ")
    // "{{ n }}, baseline" leaves its comma.
    return String(words.drop { !$0.isLetter && !$0.isNumber })
  }
}

extension [Inline] {
  fileprivate func parts(_ label: String) -> [ReportFigure.Part] {
    flatMap { inline -> [ReportFigure.Part] in
      switch inline {
      case .expression(let expression):
        [ReportFigure.Part(label: label, formula: expression.expression)]
      case .strong(let inner), .emphasis(let inner), .strikethrough(let inner), .link(_, let inner):
        inner.parts(label)
      case .text, .code, .footnote, .lineBreak: []
      }
    }
  }

  fileprivate var words: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .strong(let inner), .emphasis(let inner), .strikethrough(let inner), .link(_, let inner):
        inner.words
      case .lineBreak: " "
      case .expression, .footnote: ""
      }
    }.joined()
  }
}

extension TableBlock {
  fileprivate var parts: [ReportFigure.Part] {
    switch content {
    case .cube(let data, _, _, _, _): [ReportFigure.Part(label: "", formula: data)]
    case .series(let rows, _):
      rows.map { ReportFigure.Part(label: $0.label.words, formula: $0.data) }
    case .expressions(_, let columns, _):
      columns.map { ReportFigure.Part(label: $0.title.words, formula: $0.data) }
    case .texts(let head, let rows, _):
      rows.flatMap { row in
        row.enumerated().flatMap { column, cell in
          let place = [row.first?.words ?? "", column < head.count ? head[column].words : ""]
          return cell.parts(place.filter { !$0.isEmpty }.joined(separator: ", "))
        }
      }
    }
  }
}

extension ComparisonBlock {
  /// Each output in each of the years that are shown.
  fileprivate var parts: [ReportFigure.Part] {
    outputs.flatMap { output in
      periods.map { period in
        ReportFigure.Part(
          label: "",
          formula: Excerpt(composed: "\(output.text) @ \(period)")
        )
      }
    }
  }
}

extension MetricsBlock.Tile {
  fileprivate var parts: [ReportFigure.Part] {
    let name = label.words
    let texts = [label, value, unit, change, note].compactMap(\.self) + sparkLabels
    return texts.flatMap { $0.parts(name) }
      + [spark, share].compactMap(\.self).map { ReportFigure.Part(label: name, formula: $0) }
  }
}
