extension [ReportBlock] {
  /// The blocks in the order of the pages, in the place of columns, quotes and lists those within.
  var flattened: [ReportBlock] {
    flatMap { block in
      switch block.kind {
      case .columns(let columns): columns.columns.flatMap(\.blocks.flattened)
      case .quote(let blocks): blocks.flattened
      case .list(_, let items): items.flatMap(\.flattened)
      case .heading, .paragraph, .code, .pipeTable, .rule, .chart, .cover, .metrics, .table,
        .findings, .aside, .contents, .pageBreak, .sources, .assumptions, .corrections, .comparison,
        .methods, .waivers:
        [block]
      }
    }
  }
}
