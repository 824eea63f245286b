import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// The fill of a heat table's cells, and its key.
extension FlowBuilder {
  /// A cell filled by its value's step, or hatched where the value is withheld.
  func shaded(
    _ cell: TableModel.Cell,
    _ cube: Cube,
    _ position: Int,
    _ scale: Double,
    _ shade: TableBlock.Shade?,
    columnShade: TableBlock.ColumnShade?
  ) -> TableModel.Cell {
    guard let shade, columnShade != TableBlock.ColumnShade.none else { return cell }
    guard let value = cube[position] else {
      guard cube.statuses[position] == .confidential else { return cell }
      return TableModel.Cell(.empty, fill: .hatch(theme.palette.context, width: 0.4, pitch: 2.4))
    }
    let isWarm: Bool =
      switch columnShade {
      case .warm: true
      case .blue: false
      case .some(.none): false
      case nil: shade.scale == .warm || (shade.scale == .blueWarm && value < 0)
      }
    guard let step = shade.steps.lastIndex(where: { abs(value * scale) >= $0 }) else {
      return cell
    }
    let colors = isWarm ? theme.palette.warmSteps : theme.palette.focusSteps
    let color = colors[min(step, colors.count - 1)]
    var filled = cell
    filled.fill = .color(color)
    filled.textColor = theme.palette.textColor(on: color)
    return filled
  }

  func shadeKey(_ shade: TableBlock.Shade?, hasWithheld: Bool) -> [TableModel.KeyEntry] {
    guard let shade else { return [] }
    let decimals = sharedDecimals(of: shade.steps)
    var entries = shade.steps.enumerated().map { index, step in
      let blue = theme.palette.focusSteps[min(index, theme.palette.focusSteps.count - 1)]
      let warm = theme.palette.warmSteps[min(index, theme.palette.warmSteps.count - 1)]
      let colors: [Color] =
        switch shade.scale {
        case .blue: [blue]
        case .warm: [warm]
        case .blueWarm: [blue, warm]
        }
      let isWhole = step == step.rounded()
      let text = number(step, decimals: isWhole ? 0 : decimals, in: setting.language)
      return TableModel.KeyEntry(
        colors: colors,
        hatch: nil,
        text: index == 0 ? "≥\u{A0}\(text)" : text
      )
    }
    if hasWithheld {
      entries.append(
        TableModel.KeyEntry(
          colors: [],
          hatch: theme.palette.context,
          text: setting.terms[.confidential]
        )
      )
    }
    return entries
  }
}
