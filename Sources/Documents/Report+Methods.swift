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
