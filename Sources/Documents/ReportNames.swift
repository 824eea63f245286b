import Diagnostics

/// What references can lead to, with the numbers of figures and tables in the order of the text.
struct ReportNames {
  private(set) var numbers: [String: FigureNumber] = [:]
  private(set) var headings: [String: Heading] = [:]

  /// The numbers by the place of the block.
  private(set) var figureNumbers: [SourceSpan: FigureNumber] = [:]
  private var figureCount = 0
  private var tableCount = 0

  /// The ids of what could not be read.
  let lost: LostIdentifiers

  init(_ blocks: [ReportBlock], lost: LostIdentifiers = LostIdentifiers()) {
    self.lost = lost
    visit(blocks)
  }

  private mutating func visit(_ blocks: [ReportBlock]) {
    for block in blocks.flattened {
      switch block.kind {
      case .heading(let heading): headings[heading.id] = heading
      case .chart(let chart): addFigure(chart.head)
      case .table(let table): addTable(table.head)
      case .comparison(let comparison): addTable(comparison.head)
      case .assumptions(let assumptions): addTable(assumptions.head)
      case .corrections(let corrections): addTable(corrections.head)
      case .pipeTable(_, let caption):
        if let caption { addTable(id: caption.id, at: block.span) }
      case .paragraph, .code, .rule, .cover, .metrics, .findings, .aside, .contents, .pageBreak,
        .sources, .methods, .waivers, .columns, .quote, .list:
        break
      }
    }
  }

  private mutating func addFigure(_ head: FigureHead) {
    figureCount += 1
    let number = FigureNumber(kind: .figure, number: figureCount)
    figureNumbers[head.span] = number
    numbers[head.id ?? number.defaultID] = number
  }

  private mutating func addTable(_ head: FigureHead) { addTable(id: head.id, at: head.span) }

  private mutating func addTable(id: String?, at span: SourceSpan) {
    tableCount += 1
    let number = FigureNumber(kind: .table, number: tableCount)
    figureNumbers[span] = number
    numbers[id ?? number.defaultID] = number
  }
}

extension FigureNumber {
  /// The id of a figure that has none of its own.
  var defaultID: String {
    switch kind {
    case .figure: "figure-\(number)"
    case .table: "table-\(number)"
    }
  }
}
