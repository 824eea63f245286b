import Diagnostics
import Indicators
import Settings
import Wording

/// A cube seen as rows and columns by two of its dimensions, or one and time.
struct CubeGrid {
  let rowIDs: [String]
  let rowNames: [String]
  let columnIDs: [String]
  let columnNames: [String]

  private let cube: Cube
  private let rowAxis: Int
  private let columnAxis: Int?
  private let steps: [Int]
  private let rowDimension: String

  /// The columns are a dimension's members, or periods where `columns` says `period`.
  init?(
    _ cube: Cube,
    rows rowName: Scalar,
    columns columnName: Scalar?,
    _ periods: [Period]?,
    _ data: Excerpt,
    _ setting: Setting
  ) {
    let rows = rowName.text
    let columns = columnName?.text ?? "period"
    let names = cube.axes.map(\.name)
    guard let rowAxis = names.firstIndex(of: rows) else {
      setting.diagnostics.report(
        .dimension(
          rows,
          of: data.text,
          among: names,
          // Data without any dimension make no table by whatever name.
          at: names.isEmpty ? data.span : rowName.excerpt.span
        )
      )
      return nil
    }
    let columnAxis = names.firstIndex(of: columns)
    guard columns == "period" || columnAxis != nil else {
      setting.diagnostics.report(
        .dimension(
          columns,
          of: data.text,
          among: names + ["period"],
          at: columnName?.excerpt.span ?? data.span
        )
      )
      return nil
    }
    for (index, axis) in cube.axes.enumerated()
    where index != rowAxis && index != columnAxis && axis.members.count > 1 {
      setting.diagnostics.report(.openDimension(axis.name, of: data.text, at: data.span))
      return nil
    }
    if columnAxis != nil, case .series(let all) = cube.time, all.count > 1 {
      setting.diagnostics.report(.openDimension("period", of: data.text, at: data.span))
      return nil
    }
    self.cube = cube
    self.rowAxis = rowAxis
    self.columnAxis = columnAxis
    rowDimension = rows
    rowIDs = cube.axes[rowAxis].members.map(\.id)
    rowNames = rowIDs.map { setting.name(of: $0, in: rows) }
    if let columnAxis {
      steps = [0]
      columnIDs = cube.axes[columnAxis].members.map(\.id)
      columnNames = columnIDs.map { setting.name(of: $0, in: columns, isShort: true) }
    } else {
      let all = cube.time.periods
      let shown = (periods ?? all).filter { all.contains($0) }
      steps = shown.compactMap { all.firstIndex(of: $0) }
      columnIDs = shown.map(\.description)
      columnNames = shown.map { periodName($0, in: setting.language) }
    }
    guard !columnNames.isEmpty else {
      setting.diagnostics.report(.noPeriods(data.text, at: data.span))
      return nil
    }
  }

  func cell(_ row: Int, _ column: Int) -> Int {
    var members = [Int](repeating: 0, count: cube.axes.count)
    members[rowAxis] = row
    if let columnAxis { members[columnAxis] = column }
    return cube.cell(at: members, time: columnAxis == nil ? steps[column] : 0)
  }

  /// By labels.csv, then as the data have it.
  func rowOrder(_ row: Int, _ setting: Setting) -> RowOrder {
    RowOrder(
      label: setting.catalogue.labels.order(of: rowIDs[row], in: rowDimension),
      position: row
    )
  }

  struct RowOrder: Comparable {
    let label: Int
    let position: Int

    static func < (one: RowOrder, other: RowOrder) -> Bool {
      (one.label, one.position) < (other.label, other.position)
    }
  }

  /// What stands over the row names: the dimension's name where labels.csv has one.
  func rowHead(_ setting: Setting) -> String {
    let name = setting.catalogue.labels.name(
      of: rowDimension,
      in: "dimension",
      language: setting.language.code
    )
    return name == rowDimension ? "" : sentenceCased(name)
  }

  func periodText(_ setting: Setting) -> String {
    let all = cube.time.periods
    let shown = columnAxis == nil ? steps.map { all[$0] } : all
    return Documents.periodText(shown, setting.language)
  }
}

/// A cube with one value a member of one dimension: a column of a table.
struct LabelledColumn {
  let evaluated: EvaluatedCube
  let column: TableBlock.ExpressionColumn
  let members: [String]

  /// The cell of each member.
  let cells: [String: Int]

  init?(
    _ evaluated: EvaluatedCube,
    _ column: TableBlock.ExpressionColumn,
    rows: String,
    _ setting: Setting
  ) {
    let cube = evaluated.cube
    let data = column.data
    guard let axis = cube.axis(named: rows) else {
      let names = cube.axes.map(\.name)
      setting.diagnostics.report(.dimension(rows, of: data.text, among: names, at: data.span))
      return nil
    }
    guard cube.values.count == axis.members.count else {
      let open = cube.axes.first { $0.name != rows && $0.members.count > 1 }?.name ?? "period"
      setting.diagnostics.report(.openDimension(open, of: data.text, at: data.span))
      return nil
    }
    self.evaluated = evaluated
    self.column = column
    members = axis.members.map(\.id)
    var cells: [String: Int] = [:]
    for (index, member) in axis.members.enumerated() { cells[member.id] = index }
    self.cells = cells
  }

  var periods: [Period] { evaluated.cube.time.periods }

  var largest: Double { members.compactMap { value(of: $0) }.max() ?? 0 }

  func value(of member: String) -> Double? { cells[member].flatMap { evaluated.cube[$0] } }
}
