import Drawing
import Indicators
import Wording

/// Prints the cells of a cube for a table, and remembers which marks it used.
struct CellWriter {
  let setting: Setting
  private(set) var statuses: Set<Status> = []

  /// The one uncertain status that all values of the table have, which is then said once for all.
  private let common: Status?

  /// Takes the cubes of a table with the cells that it shows.
  init(_ setting: Setting, shown cubes: [(cube: Cube, cells: [Int])]) {
    self.setting = setting
    var found: Set<Status> = []
    for (cube, cells) in cubes {
      for cell in cells where !cube.statuses[cell].isMissing { found.insert(cube.statuses[cell]) }
    }
    common = found.count == 1 ? found.first.flatMap { $0 == .actual ? nil : $0 } : nil
  }

  /// How a cube's cells are printed: with a format, or with one count of decimals.
  struct Style {
    let format: ValueFormat?
    let decimals: Int

    /// What the printed number is of the value: 100 where a plain number is printed as a per cent.
    let scale: Double

    /// How many decimals of a value itself are printed; nothing where each value decides.
    func decimalsShown(of unit: Unit) -> Int? {
      guard let format else { return decimals }
      return format.decimalsShown(multiplier: unit.multiplier, isFraction: unit.atoms.isEmpty)
    }
  }

  /// One style for cells that stand in a column or a row together.
  func style(_ evaluated: EvaluatedCube, _ cells: [Int], _ format: ValueFormat?) -> Style {
    let cube = evaluated.cube
    let isPercent = format?.description.contains("%") ?? false
    let isFraction = cube.unit.meaning == .quantity && cube.unit.atoms.isEmpty
    let scale = isPercent && isFraction ? 100.0 : 1
    let published = cells.compactMap { cube.origin(of: $0)?.decimals }.max()
    let digits = cells.compactMap { cube[$0] }.map { defaultDecimals(of: $0) }.max()
    let decimals = evaluated.decimals ?? published ?? min(digits ?? 0, 3)
    return Style(format: format, decimals: max(decimals, 0), scale: scale)
  }

  /// One cell, with its mark or what stands in place of a value.
  mutating func cell(
    _ cube: Cube,
    _ position: Int,
    _ style: Style,
    isStrong: Bool = false
  ) -> TableModel.Cell {
    let status = cube.statuses[position]
    guard let value = cube[position] else {
      statuses.insert(status)
      let mark = setting.terms.mark(of: status) ?? "–"
      return TableModel.Cell(.missing(mark))
    }
    let mark = status == common ? nil : setting.terms.mark(of: status)
    if mark != nil { statuses.insert(status) }
    let bound = cube.origin(of: position)?.bound ?? ""
    let text = text(value, unit: cube.unit, style, bound: bound)
    return TableModel.Cell(.number(text, mark: mark, isStrong: isStrong))
  }

  func text(_ value: Double, unit: Unit, _ style: Style, bound: String = "") -> String {
    if let format = style.format,
      let text = try? word(
        value,
        unit: unit,
        decimals: style.decimals,
        format: format,
        in: setting.language,
        bound: bound,
        labels: setting.catalogue.labels
      )
    {
      return text
    }
    return bound + number(value, decimals: style.decimals, in: setting.language)
  }

  mutating func note(_ status: Status) { statuses.insert(status) }

  /// "e estimate; n/a not available": what the marks that were used mean.
  ///
  /// What a heat table hatches is explained by its key.
  func explanation(isHeat: Bool = false) -> String {
    let marked = statuses.subtracting(isHeat ? [.confidential] : [])
    let explained = Status.allCases.filter { marked.contains($0) }.compactMap { status in
      setting.terms.mark(of: status).flatMap { mark in
        setting.terms.name(of: status).map { "\(mark) \($0)" }
      }
    }
    var seen: Set<String> = []
    let marks = explained.filter { seen.insert($0).inserted }.joined(separator: "; ")
    let all = common.map { allValuesAre($0, setting.language) }
    return [all, marks.isEmpty ? nil : marks + "."].compactMap { $0 }.joined(separator: " ")
  }
}

/// The sentence that stands in place of a mark on every number.
private func allValuesAre(_ status: Status, _ language: Language) -> String {
  let isSpanish = language.code == "es"
  return switch status {
  case .provisional:
    isSpanish ? "Todos los valores son preliminares." : "All values are provisional."
  case .forecast: isSpanish ? "Todos los valores son pronósticos." : "All values are forecasts."
  default: isSpanish ? "Todos los valores son estimaciones." : "All values are estimates."
  }
}

/// A label at the start of a row: its first letter large.
func sentenceCased(_ text: String) -> String {
  guard let first = text.first else { return text }
  return first.uppercased() + text.dropFirst()
}
