import Charts
import Drawing
import Indicators
import Wording

extension FlowBuilder {
  /// Sets the publications in two columns of equal length.
  mutating func addSources(_ block: SourcesBlock) {
    addListHead(block.title.map { setting.string($0) } ?? setting.terms[.sources])
    let ids: [String] =
      switch block.extent {
      case .used: setting.listedSources
      case .all: setting.catalogue.sources.keys.sorted()
      }
    let entries = ids.compactMap { setting.catalogue.sources[$0] }.sorted { one, other in
      (one.title.lowercased(), one.id) < (other.title.lowercased(), other.id)
    }
    let gutter = theme.page.gutter
    let columnWidth = (width - gutter) / 2
    let columnCount = width > theme.page.width(ofColumns: 6) + 1 ? 2 : 1
    let measure = columnCount == 2 ? columnWidth : width
    let items = entries.map { setting.lines(sourceFragments($0), measure - 6) }
    let leading = theme.type.note.leading
    let heights = items.map { Double($0.count) * leading + 4.5 }
    let list = setting.tag(.list)
    for (index, rows) in evenRows(heights, columns: columnCount).enumerated() {
      addSourceRow(
        rows.map { items[$0] },
        rows.map { heights[$0] },
        columnWidth + gutter,
        in: list,
        keepsWithNext: index < 3 && heights.count > 8
      )
    }
  }

  /// Each pair of neighbours makes one band, so that a long list may go over a page's end and is read in
  /// the order of its lines.
  private func evenRows(_ heights: [Double], columns: Int) -> [[Int]] {
    stride(from: 0, to: heights.count, by: columns).map { start in
      Array(start..<min(start + columns, heights.count))
    }
  }

  private mutating func addSourceRow(
    _ items: [[Line]],
    _ heights: [Double],
    _ pitch: Double,
    in list: OpenTag,
    keepsWithNext: Bool
  ) {
    let leading = theme.type.note.leading
    var band = Band("sources", height: heights.max() ?? 0) { painter, origin, _ in
      for (index, lines) in items.enumerated() {
        painter.tagged(.listItem) { painter in
          painter.tagged(.listBody) { painter in
            let start = Point(origin.x + Double(index) * pitch, origin.y + 7)
            painter.draw(lines, at: start, leading: leading)
          }
        }
      }
    }
    band.context = context + [list]
    band.keepsWithNext = keepsWithNext
    // A list that ends a report short may stand a little wider apart.
    band.grow = 2
    add(band)
  }

  private func sourceFragments(_ source: SourceReference) -> [Fragment] {
    let role = theme.type.note
    var title = Fragment(source.title, role)
    if let address = source.address, !address.isEmpty {
      title.link = Fragment.Link(
        target: .address(percentEncoded(address)),
        contents: source.title
      )
      title.color = theme.palette.focus
    }
    var rest = ""
    // Many titles end with the date already.
    if let date = source.date, !date.isEmpty, !source.title.contains(date.prefix(4)) {
      rest += ", \(dateText(date))"
    }
    // A licence has a name; a word of the table's own ("facts") says nothing to readers.
    if let licence = source.licence, licence.first?.isUppercase == true { rest += ". \(licence)" }
    return [title, Fragment(rest + ".", role)]
  }

  private func dateText(_ text: String) -> String {
    if let date = CalendarDate(text) { return dateName(date, in: setting.language) }
    if let period = Period(text) { return periodName(period, in: setting.language) }
    return text
  }
}
