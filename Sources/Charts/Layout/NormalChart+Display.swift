import Indicators
import Wording

extension NormalChart {
  /// The same chart with its values in the multiplier that keeps its labels short: one for each column,
  /// all layers and panels alike.
  func inDisplayUnits() -> NormalChart {
    var units: [String: (own: Unit, shown: Unit)] = [:]
    let columns = Set(
      layers.flatMap { $0.table.columns.filter { $0.type == .quantitative }.map(\.name) }
    ).sorted()
    for name in columns {
      let all = layers.filter { $0.table.column(name)?.unit != nil }
      guard let unit = all.first?.table.column(name)?.unit else { continue }
      let values = all.flatMap { layer in layer.table.rows.compactMap { $0[name].number } }
      units[name] = (unit, axisUnit(for: values, in: unit))
    }
    func shown(_ table: Table) -> Table {
      var table = table
      for index in table.columns.indices {
        let name = table.columns[index].name
        guard let own = table.columns[index].unit, let shown = units[name]?.shown,
          own.atoms == shown.atoms, own.multiplier != shown.multiplier
        else { continue }
        table.columns[index].unit = shown
        table.columns[index].isRescaled = true
        if let decimals = table.columns[index].decimals {
          table.columns[index].decimals = max(0, decimals + shown.multiplier - own.multiplier)
        }
        for row in table.rows.indices {
          if let decimals = table.rows[row].decimals {
            table.rows[row].decimals = max(0, decimals + shown.multiplier - own.multiplier)
          }
          if let value = table.rows[row][name].number {
            table.rows[row].fields[name] = .number(rescaled(value, from: own, to: shown))
          }
        }
      }
      return table
    }
    var result = self
    for panel in result.panels.indices {
      for layer in result.panels[panel].layers.indices {
        result.panels[panel].layers[layer].table = shown(panels[panel].layers[layer].table)
        result.panels[panel].layers[layer].history =
          panels[panel].layers[layer].history.map(shown)
      }
    }
    return result
  }
}
