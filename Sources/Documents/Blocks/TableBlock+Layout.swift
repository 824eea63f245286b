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

  /// A numbered table over the whole measure; it may go over a page's end, row by row.
  mutating func addTable(of kind: ReportBlock.Kind) {
    let block = ReportBlock(kind: kind, span: figureHeadOf(kind)?.span ?? emptySpan)
    if let head = figureHeadOf(kind), head.size.perRow > 1 {
      addFigures([block])
      return
    }
    guard let cell = cell(for: block, width: width) else { return }
    setting.figures.append(SetFigure(cell: cell))
    addTableBands(cell)
  }

  private func figureHeadOf(_ kind: ReportBlock.Kind) -> FigureHead? {
    switch kind {
    case .table(let table): table.head
    case .comparison(let comparison): comparison.head
    case .assumptions(let assumptions): assumptions.head
    case .corrections(let corrections): corrections.head
    default: nil
    }
  }

  private var emptySpan: SourceSpan { SourceSpan(SourceFile(path: "", text: ""), 0..<0) }

  /// A band for the words above, one for each row, one for the words under.
  mutating func addTableBands(_ cell: FigureCell) {
    guard case .table(let table) = cell.body else { return }
    let row = FigureRow(cells: [cell], setting: setting, pitch: width)
    let element = setting.tag(.table)
    let bodyTop = row.bodyTop
    var head = Band("table", height: bodyTop + table.head.height) { painter, origin, _ in
      painter.place(cell.id, at: origin)
      row.drawHead(cell, &painter, at: origin)
      table.head.draw(&painter, Point(origin.x, origin.y + bodyTop))
    }
    head.context = context + [element]
    head.spaceBefore = 21
    head.keepsWithNext = true
    add(head)
    let repeated = repeatedHead(cell, table)
    for (index, part) in table.rows.enumerated() {
      var band = Band("table", height: part.height) { painter, origin, _ in
        part.draw(&painter, origin)
      }
      band.context = context + [element]
      // Two rows at least stand together on each side of a page's end.
      let isEdge = index == 0 || index == table.rows.count - 2
      band.keepsWithNext = part.keepsWithNext || isEdge
      band.repeatedHead = index > 0 ? repeated : nil
      add(band)
    }
    let foot = row.footHeight
    let keyHeight = table.key?.height ?? 0
    var band = Band("table", height: keyHeight + foot) { painter, origin, _ in
      table.key?.draw(&painter, origin)
      row.drawFoot(cell, &painter, at: Point(origin.x, origin.y + keyHeight + FigureRow.noteGap))
    }
    band.context = context
    band.spaceAfter = 13.5
    add(band)
  }

  /// The rule, the table's name with "(continued)" and the column heads, as furniture.
  private func repeatedHead(_ cell: FigureCell, _ table: TableLayout) -> Band.Head {
    let name = "\(setting.name(of: cell.number)) (\(setting.terms[.continued]))"
    let line = setting.run(name, theme.type.figureTag)
    let stroke = theme.rules.figure
    let width = width
    return Band.Head(height: 20 + table.head.height) { painter, origin in
      painter.artifact { painter in
        painter.rule(at: origin, width: width, stroke)
        painter.draw(line, at: Point(origin.x, origin.y + 11))
      }
      var copy = PagePainter()
      table.head.draw(&copy, Point(origin.x, origin.y + 20))
      painter.artifact { $0.list.append(contentsOf: copy.list.withoutStructure) }
    }
  }

  // MARK: One expression

  private func cubeTable(
    _ block: TableBlock,
    _ data: Excerpt,
    rows: String,
    columns: String,
    _ periods: [Period]?,
    _ sort: TableBlock.Sort?
  ) -> TableContent? {
    guard let evaluated = setting.values.cube(data, into: &setting.diagnostics),
      let grid = CubeGrid(evaluated.cube, rows: rows, columns: columns, periods, data, setting)
    else { return nil }
    let cube = evaluated.cube
    var order = sorted(grid, sort, cube, at: block.head.span)
    if sort == nil {
      order = order.sorted { grid.rowOrder($0, setting) < grid.rowOrder($1, setting) }
    }
    let shown = grid.columnNames.indices.flatMap { column in order.map { grid.cell($0, column) } }
    var writer = CellWriter(setting, shown: [(cube, shown)])
    let styles = grid.columnNames.indices.map { column in
      writer.style(evaluated, order.map { grid.cell($0, column) }, block.format)
    }
    var model = TableModel(
      columns: [TableModel.Column("", isNumeric: false)]
        + grid.columnNames.map { name in
          var column = TableModel.Column(name, isNumeric: true)
          column.isHeat = block.shade != nil
          return column
        },
      rows: []
    )
    model.columns[0].head = block.shade == nil || block.groups.isEmpty ? grid.rowHead(setting) : ""
    model.isHeat = block.shade != nil
    let body = order.map { row -> (String, TableModel.Row) in
      var cells = [labelCell(grid.rowNames[row])]
      for column in grid.columnNames.indices {
        let position = grid.cell(row, column)
        let cell = writer.cell(cube, position, styles[column])
        cells.append(
          shaded(
            cell,
            cube,
            position,
            styles[column].scale,
            block.shade,
            columnShade: isWarm(grid, column, columns, block.shade) ? .warm : nil
          )
        )
      }
      return (grid.rowIDs[row], .cells(cells, isTotal: false, endsGroup: false))
    }
    model.rows = grouped(body, block.groups)
    if block.hasTotals, !cube.addsUp {
      setting.diagnostics.report(.totals(of: data.text, at: data.span))
    } else if block.hasTotals {
      model.rows.append(totalRow(grid, cube, styles, order, writer))
    }
    model.key = shadeKey(block.shade, hasWithheld: writer.statuses.contains(.confidential))
    return TableContent(
      model: model,
      subtitle: subtitle(evaluated, grid.periodText(setting)),
      notes: [writer.explanation(isHeat: model.isHeat)].filter { !$0.isEmpty },
      sources: cube.sources,
      isCalculated: cube.isCalculated
    )
  }

  /// Whether a column stands against the subject: so the text or the theme says.
  private func isWarm(
    _ grid: CubeGrid,
    _ column: Int,
    _ dimension: String,
    _ shade: TableBlock.Shade?
  ) -> Bool {
    let id = grid.columnIDs[column]
    return shade?.warm.contains(id) ?? false
      || theme.members[dimension]?[id] == theme.palette.warm
  }

  private func subtitle(_ evaluated: EvaluatedCube, _ period: String) -> String {
    let unit = unitName(
      evaluated.cube.unit,
      in: setting.language,
      style: .subtitle,
      labels: setting.catalogue.labels
    )
    return [evaluated.title ?? "", unit, period].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func sorted(
    _ grid: CubeGrid,
    _ sort: TableBlock.Sort?,
    _ cube: Cube,
    at place: SourceSpan
  ) -> [Int] {
    let rows = Array(grid.rowNames.indices)
    guard let sort else { return rows }
    guard let column = grid.columnIDs.firstIndex(of: sort.key) else {
      setting.diagnostics.report(.sortKey(sort.key, among: grid.columnIDs, at: place))
      return rows
    }
    return rows.sorted { one, other in
      let first = cube[grid.cell(one, column)] ?? -.infinity
      let second = cube[grid.cell(other, column)] ?? -.infinity
      if first == second { return one < other }
      return sort.isDescending ? first > second : first < second
    }
  }

  private func totalRow(
    _ grid: CubeGrid,
    _ cube: Cube,
    _ styles: [CellWriter.Style],
    _ order: [Int],
    _ writer: CellWriter
  ) -> TableModel.Row {
    var cells = [labelCell(setting.terms[.total], isStrong: true)]
    for (column, style) in styles.enumerated() {
      let values = order.map { cube[grid.cell($0, column)] }
      // A sum with a missing part is no sum.
      guard values.allSatisfy({ $0 != nil }) else {
        cells.append(TableModel.Cell(.missing(setting.terms[.notAvailableMark])))
        continue
      }
      let sum = values.compactMap { $0 }.reduce(0, +)
      let text = writer.text(sum, unit: cube.unit, style)
      cells.append(TableModel.Cell(.number(text, mark: nil, isStrong: true)))
    }
    return .cells(cells, isTotal: true, endsGroup: false)
  }

  // MARK: Several series

  private func seriesTable(
    _ block: TableBlock,
    _ rows: [TableBlock.SeriesRow],
    _ periods: [Period]?
  ) -> TableContent? {
    let evaluated = rows.map { setting.values.cube($0.data, into: &setting.diagnostics) }
    let shown = periods ?? allPeriods(evaluated)
    guard !shown.isEmpty else { return nil }
    let cubes = evaluated.compactMap { $0?.cube }
    var writer = CellWriter(
      setting,
      shown: cubes.map { cube in
        let cells = cube.time.periods.indices.filter { index in
          index < cube.values.count && shown.contains(cube.time.periods[index])
        }
        return (cube, cells)
      }
    )
    var model = TableModel(columns: [], rows: [])
    let hasUnits = rows.contains { $0.unit != nil } || evaluated.contains { $0 != nil }
    var first = TableModel.Column("", isNumeric: false)
    first.isWide = true
    model.columns = [first]
    if hasUnits {
      model.columns.append(
        TableModel.Column(sentenceCased(setting.terms[.unit]), isNumeric: false)
      )
    }
    model.columns += shown.map {
      TableModel.Column(periodName($0, in: setting.language), isNumeric: true)
    }
    var sources: [String] = []
    var isCalculated = false
    for (row, evaluated) in zip(rows, evaluated) {
      if let group = row.group { model.rows.append(.group(setting.string(group), isWarm: false)) }
      guard let evaluated else { continue }
      let cube = evaluated.cube
      guard let cells = seriesCells(cube, shown, row.data) else { continue }
      sources += cube.sources.filter { !sources.contains($0) }
      isCalculated = isCalculated || cube.isCalculated
      let style = writer.style(evaluated, cells.compactMap { $0 }, row.format ?? block.format)
      var line = [TableModel.Cell(.text(setting.fragments(row.label, cellRole)))]
      if hasUnits { line.append(unitCell(row, cube, style)) }
      line += cells.map { position in
        position.map { writer.cell(cube, $0, style) } ?? writer.absentCell()
      }
      model.rows.append(.cells(line, isTotal: false, endsGroup: row.endsGroup))
    }
    return TableContent(
      model: model,
      subtitle: periodText(shown, setting.language),
      notes: [writer.explanation()].filter { !$0.isEmpty },
      sources: sources,
      isCalculated: isCalculated
    )
  }

  private func allPeriods(_ evaluated: [EvaluatedCube?]) -> [Period] {
    Array(Set(evaluated.flatMap { $0?.cube.time.periods ?? [] })).sorted()
  }

  /// The cell of each period; nothing for one that the series does not have.
  private func seriesCells(_ cube: Cube, _ periods: [Period], _ data: Excerpt) -> [Int?]? {
    let known = cube.time.periods
    guard cube.values.count == max(known.count, 1), !known.isEmpty else {
      setting.diagnostics.report(.oneSeries(data.text, at: data.span))
      return nil
    }
    return periods.map { known.firstIndex(of: $0) }
  }

  private func unitCell(
    _ row: TableBlock.SeriesRow,
    _ cube: Cube,
    _ style: CellWriter.Style
  ) -> TableModel.Cell {
    var role = cellRole
    role.color = theme.palette.secondary
    if let unit = row.unit { return TableModel.Cell(.text(setting.fragments(unit, role))) }
    let name =
      style.scale == 100
      ? "%"
      : unitName(
        cube.unit,
        in: setting.language,
        style: .short,
        labels: setting.catalogue.labels
      )
    return TableModel.Cell(.text([Fragment(name, role)]))
  }

  // MARK: An expression a column

  private func expressionTable(
    _ block: TableBlock,
    rows: String,
    _ columns: [TableBlock.ExpressionColumn],
    _ sort: TableBlock.Sort?
  ) -> TableContent? {
    let read = columns.compactMap { column in
      setting.values.cube(column.data, into: &setting.diagnostics)
        .flatMap { LabelledColumn($0, column, rows: rows, setting) }
    }
    guard read.count == columns.count, let first = read.first else { return nil }
    var members = first.members
    for column in read.dropFirst() {
      members += column.members.filter { !members.contains($0) }
    }
    members = orderedMembers(members, rows, read, sort, at: block.head.span)
    var writer = CellWriter(
      setting,
      shown: read.map { ($0.evaluated.cube, Array($0.cells.values)) }
    )
    var model = TableModel(columns: [TableModel.Column("", isNumeric: false)], rows: [])
    model.isHeat = block.shade != nil || columns.contains { $0.shade != nil }
    for column in columns {
      var head = TableModel.Column(setting.string(column.title), isNumeric: true)
      head.isHeat = column.shade.map { $0 != .none } ?? false
      model.columns.append(head)
      if column.isBar {
        var bar = TableModel.Column("", isNumeric: false)
        bar.width = 52
        model.columns.append(bar)
      }
    }
    let styles = read.map { writer.style($0.evaluated, Array($0.cells.values), $0.column.format) }
    let body = members.map { member -> (String, TableModel.Row) in
      var cells = [
        labelCell(
          setting.name(of: member, in: rows)
        )
      ]
      for (column, style) in zip(read, styles) {
        cells += columnCells(column, member, style, block.shade, &writer)
      }
      return (member, .cells(cells, isTotal: false, endsGroup: false))
    }
    model.rows = grouped(body, block.groups)
    model.key = shadeKey(
      model.isHeat ? block.shade : nil,
      hasWithheld: writer.statuses.contains(.confidential)
    )
    var sources: [String] = []
    for column in read {
      sources += column.evaluated.cube.sources.filter { !sources.contains($0) }
    }
    return TableContent(
      model: model,
      subtitle: subtitle(first.evaluated, periodText(first.periods, setting.language)),
      notes: [writer.explanation(isHeat: model.isHeat)].filter { !$0.isEmpty },
      sources: sources,
      isCalculated: read.contains { $0.evaluated.cube.isCalculated }
    )
  }

  private func columnCells(
    _ column: LabelledColumn,
    _ member: String,
    _ style: CellWriter.Style,
    _ shade: TableBlock.Shade?,
    _ writer: inout CellWriter
  ) -> [TableModel.Cell] {
    guard let position = column.cells[member] else {
      let empty = writer.absentCell()
      return column.column.isBar ? [empty, TableModel.Cell(.empty)] : [empty]
    }
    let cube = column.evaluated.cube
    let cell = writer.cell(cube, position, style)
    let filled = shaded(
      cell,
      cube,
      position,
      style.scale,
      shade,
      columnShade: column.column.shade ?? TableBlock.ColumnShade.none
    )
    guard column.column.isBar else { return [filled] }
    let top = column.column.barMaximum ?? column.largest
    guard let value = cube[position], top > 0 else { return [filled, TableModel.Cell(.empty)] }
    return [filled, TableModel.Cell(.bar(share: value / top, isDark: value / top >= 0.25))]
  }

  private func orderedMembers(
    _ members: [String],
    _ dimension: String,
    _ columns: [LabelledColumn],
    _ sort: TableBlock.Sort?,
    at place: SourceSpan
  ) -> [String] {
    guard let sort else {
      let labels = setting.catalogue.labels
      return members.enumerated().sorted {
        (labels.order(of: $0.element, in: dimension), $0.offset)
          < (labels.order(of: $1.element, in: dimension), $1.offset)
      }.map(\.element)
    }
    let titles = columns.map { setting.string($0.column.title) }
    guard let index = titles.firstIndex(of: sort.key) else {
      setting.diagnostics.report(.sortKey(sort.key, among: titles, at: place))
      return members
    }
    let column = columns[index]
    return members.enumerated().sorted { one, other in
      let first = column.value(of: one.element) ?? -.infinity
      let second = column.value(of: other.element) ?? -.infinity
      if first == second { return one.offset < other.offset }
      return sort.isDescending ? first > second : first < second
    }.map(\.element)
  }

  // MARK: Texts

  private func textTable(
    head: [RichText],
    rows: [[RichText]],
    widths: [Double]?
  ) -> TableContent {
    var model = TableModel(columns: [], rows: [])
    let cells = rows.map { row in row.map { setting.fragments($0, cellRole) } }
    model.columns = head.enumerated().map { index, title in
      let texts = cells.map { $0[index].map(\.text).joined() }.filter { !$0.isEmpty }
      let numbers = texts.filter(isNumberLike).count
      // A word or two in a column of numbers ("withheld") stand on the numbers' axis.
      let isNumeric = index > 0 && numbers * 2 > texts.count && texts.allSatisfy { $0.count < 14 }
      var column = TableModel.Column(setting.string(title), isNumeric: isNumeric)
      column.width = widths?[index]
      return column
    }
    if widths == nil, let last = model.columns.indices.last, !model.columns[last].isNumeric {
      model.columns[last].isWide = true
    }
    model.rows = cells.map { row in
      .cells(
        row.enumerated().map { index, fragments in
          if model.columns[index].isNumeric {
            let text = fragments.map(\.text).joined()
            if text.isEmpty { return TableModel.Cell(.empty) }
            let isNumber = text.contains(where: \.isNumber) && isNumberLike(text)
            let isStrong = fragments.contains { $0.style.weight == .semibold }
            return TableModel.Cell(
              isNumber ? .number(text, mark: nil, isStrong: isStrong) : .missing(text)
            )
          }
          return TableModel.Cell(.text(fragments))
        },
        isTotal: false,
        endsGroup: false
      )
    }
    var provenance = Provenance()
    for text in rows.joined() { provenance.add(setting.provenance(of: text.inlines)) }
    return TableContent(
      model: model,
      subtitle: "",
      notes: [],
      sources: provenance.sources,
      isCalculated: provenance.isCalculated
    )
  }

  // MARK: Cells

  var cellRole: TextRole {
    TextRole(8, 10, .regular, theme.palette.text, hasTabularFigures: true)
  }

  private func labelCell(_ name: String, isStrong: Bool = false) -> TableModel.Cell {
    var role = cellRole
    if isStrong { role.style.weight = .semibold }
    return TableModel.Cell(.text([Fragment(sentenceCased(name), role)]))
  }

  /// Rows under the heads of their groups; what no group names stands behind.
  private func grouped(
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

  /// A cell filled by its value's step, or hatched where the value is withheld.
  private func shaded(
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

  private func shadeKey(_ shade: TableBlock.Shade?, hasWithheld: Bool) -> [TableModel.KeyEntry] {
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

extension Cube {
  /// Whether sums of its members mean something: amounts and counts, but no prices, shares, indices or
  /// ranks, and nothing per something else.
  fileprivate var addsUp: Bool {
    guard kind != .rate else { return false }
    switch unit.meaning {
    case .count: return true
    case .quantity: return !unit.atoms.isEmpty && unit.atoms.values.allSatisfy { $0 > 0 }
    case .percent, .percentagePoint, .index, .rank, .truth: return false
    }
  }
}

extension CellWriter {
  /// What stands where a series has no record at all.
  mutating func absentCell() -> TableModel.Cell {
    note(.absent)
    return TableModel.Cell(.missing(setting.terms.mark(of: .absent) ?? "–"))
  }
}

/// Whether a text is a number as tables align them: digits with signs and separators.
private func isNumberLike(_ text: String) -> Bool {
  let signs: Set<Character> = [
    "−", "+", "-", ".", ",", "%", "\u{A0}", ">", "<", "n", "/", "a", "–",
  ]
  return text.contains(where: \.isNumber)
    && text.allSatisfy { $0.isNumber || signs.contains($0) } || text == "–" || text == "n/a"
}

/// "2020–2024", "2024": the periods that a table shows.
func periodText(_ periods: [Period], _ language: Language) -> String {
  guard let first = periods.min(), let last = periods.max() else { return "" }
  return first == last ? periodName(first, in: language) : periodRange(first, last, in: language)
}

extension DisplayList {
  /// The same drawing as furniture: without structure and links.
  var withoutStructure: DisplayList {
    DisplayList(
      items.filter { item in
        switch item {
        case .beginTag, .endTag, .beginArtifact, .endArtifact, .link, .destination, .outline:
          false
        case .page, .fill, .stroke, .text, .beginClip, .endClip:
          true
        }
      }
    )
  }
}
