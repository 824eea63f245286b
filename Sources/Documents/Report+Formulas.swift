import Charts
public import Diagnostics
import Settings

extension Report {
  /// The figures and tables whose numbers are formulas, by id in the order of the pages, each with the
  /// formulas of its data.
  public var figures: [(id: String, formulas: [Excerpt])] {
    var found: [(id: String, formulas: [Excerpt])] = []
    collectFigures(of: blocks, into: &found)
    return found
  }

  private func collectFigures(
    of blocks: [ReportBlock],
    into found: inout [(id: String, formulas: [Excerpt])]
  ) {
    for block in blocks {
      switch block.kind {
      case .chart(let chart):
        guard let id = chart.head.id else { continue }
        var ignored = DiagnosticList()
        let specification = ChartSpecification(chart.node, into: &ignored)
        found.append((id, specification?.formulas ?? []))
      case .table(let table):
        if let id = table.head.id { found.append((id, table.formulas)) }
      case .comparison(let comparison):
        if let id = comparison.head.id { found.append((id, comparison.outputs.map(\.excerpt))) }
      case .columns(let columns):
        for column in columns.columns { collectFigures(of: column.blocks, into: &found) }
      case .quote(let blocks): collectFigures(of: blocks, into: &found)
      case .list(_, let items):
        for item in items { collectFigures(of: item, into: &found) }
      case .heading, .paragraph, .code, .pipeTable, .rule, .cover, .metrics, .findings, .aside,
        .contents, .pageBreak, .sources, .assumptions, .corrections, .methods, .waivers:
        break
      }
    }
  }
}

extension Report {
  /// Whether a block shows the folder's ratios.
  var showsMethods: Bool { Self.showMethods(blocks) }

  private static func showMethods(_ blocks: [ReportBlock]) -> Bool {
    blocks.contains { block in
      switch block.kind {
      case .methods: true
      case .columns(let columns): columns.columns.contains { showMethods($0.blocks) }
      case .quote(let blocks): showMethods(blocks)
      case .list(_, let items): items.contains(where: showMethods)
      case .heading, .paragraph, .code, .pipeTable, .rule, .chart, .cover, .metrics, .table,
        .findings, .aside, .contents, .pageBreak, .sources, .assumptions, .corrections,
        .comparison, .waivers:
        false
      }
    }
  }
}

extension TableBlock {
  fileprivate var formulas: [Excerpt] {
    switch content {
    case .cube(let data, _, _, _, _): [data]
    case .series(let rows, _): rows.map(\.data)
    case .expressions(_, let columns, _): columns.map(\.data)
    case .texts: []
    }
  }
}
