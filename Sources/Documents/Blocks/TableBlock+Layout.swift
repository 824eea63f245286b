import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

extension FlowBuilder {
  /// A table's content from its expressions; nothing after its trouble was reported.
  func tableContent(_ block: TableBlock) -> TableContent? {
    switch block.content {
    case .cube(let data, let rows, let columns, let periods, let sort):
      cubeTable(block, data, rows: rows, columns: columns, periods, sort)
    case .series(let rows, let periods):
      seriesTable(block, rows, periods)
    case .expressions(let rows, let columns, let sort):
      expressionTable(block, rows: rows, columns, sort)
    case .texts(let head, let rows, let widths):
      textTable(head: head, rows: rows, widths: widths)
    }
  }

  var cellRole: TextRole {
    TextRole(8, 10, .regular, theme.palette.text, hasTabularFigures: true)
  }

  func labelCell(_ name: String, isStrong: Bool = false) -> TableModel.Cell {
    var role = cellRole
    if isStrong { role.style.weight = .semibold }
    return TableModel.Cell(.text([Fragment(sentenceCased(name), role)]))
  }

  /// Rows under the heads of their groups; what no group names stands behind.
  func grouped(
    _ rows: [(id: String, row: TableModel.Row)],
    _ groups: [TableBlock.Group]
  ) -> [TableModel.Row] {
    guard !groups.isEmpty else { return rows.map(\.row) }
    var result: [TableModel.Row] = []
    var rest = rows
    for group in groups {
      let inside = rest.filter { group.members.contains($0.id) }
      guard !inside.isEmpty else { continue }
      rest.removeAll { group.members.contains($0.id) }
      result.append(.group(setting.string(group.title), isWarm: group.isWarm))
      result += inside.map(\.row)
    }
    return result + rest.map(\.row)
  }

}

extension CellWriter {
  /// What stands where a series has no record at all.
  mutating func absentCell() -> TableModel.Cell {
    note(.absent)
    return TableModel.Cell(.missing(setting.terms.mark(of: .absent) ?? "–"))
  }
}

/// "2020–2024", "2024": the periods that a table shows.
func periodText(_ periods: [Period], _ language: Language) -> String {
  guard let first = periods.min(), let last = periods.max() else { return "" }
  return first == last ? periodName(first, in: language) : periodRange(first, last, in: language)
}
