import Diagnostics
import Tabular

/// The layout of a file with the record of its header.
struct RecognisedLayout {
  let layout: Layout
  let header: Int

  /// What the descriptor says, else what the header shows; nothing, and a diagnostic, if neither does.
  init?(_ table: Table, of resource: ResourceDescription, into list: inout DiagnosticList) {
    let first = (0..<table.recordCount).first { !table.isBlank($0) }
    guard let first else {
      list.report(.emptyFile(table.file))
      return nil
    }
    if let row = resource.headerRow, row > table.recordCount {
      list.report(.headerRow(row, of: table.file, has: table.recordCount))
      return nil
    }
    let given = resource.headerRow.map { $0 - 1 }
    if let layout = resource.layout {
      switch layout {
      case .tidy, .events:
        self.init(layout: layout, header: given ?? first)
      case .wide:
        guard let header = given ?? WideLayout.header(of: table) else {
          list.report(.noPeriodColumns(at: table.span(of: first)))
          return nil
        }
        self.init(layout: layout, header: header)
      case .sdmx, .fred, .iamc, .odbc:
        list.report(
          .unsupported(
            "the layout '\(layout.rawValue)'",
            at: resource.pathSpan ?? table.span(of: first)
          )
        )
        return nil
      }
      return
    }
    let header = Header(table, record: given ?? first)
    let isTidy =
      header.column(called: "value") != nil
      && header.column(called: "period", "year", "date") != nil
    let isEvents =
      header.column(called: "date") != nil && header.names.contains(where: EventsLayout.isText)
    // A record of a long table can hold three numbers that read as years.
    var wide = given ?? WideLayout.header(of: table)
    if isTidy || isEvents, wide != header.record || !WideLayout.isHeader(table, header.record) {
      wide = nil
    }
    switch (isTidy, isEvents, wide) {
    case (true, false, nil): self.init(layout: .tidy, header: header.record)
    case (false, true, nil): self.init(layout: .events, header: header.record)
    case (false, false, let record?): self.init(layout: .wide, header: record)
    case (false, false, nil):
      let published = Self.publishersLayout(header)
      if let published {
        list.report(.unsupported("the layout '\(published.rawValue)'", at: header.span))
      } else {
        list.report(.unknownLayout(header))
      }
      return nil
    case (true, true, _), (true, _, _?), (_, true, _?):
      var names = isTidy ? ["tidy"] : []
      if isEvents { names.append("events") }
      if wide != nil { names.append("wide") }
      list.report(.ambiguousLayout(names, at: header.span))
      return nil
    }
  }

  private init(layout: Layout, header: Int) {
    self.layout = layout
    self.header = header
  }

  /// A publisher's layout that is known by its header but not read.
  private static func publishersLayout(_ header: Header) -> Layout? {
    let names = Set(header.names.map { $0.uppercased() })
    if names.isSuperset(of: ["TIME_PERIOD", "OBS_VALUE"]) { return .sdmx }
    if ["DATE", "OBSERVATION_DATE"].contains(header.names.first?.uppercased()) { return .fred }
    return nil
  }
}
