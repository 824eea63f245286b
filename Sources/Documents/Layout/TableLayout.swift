import Charts
import Drawing

/// A table with every place worked out: its head and its rows, each drawn from a top left corner.
struct TableLayout {
  struct Part {
    let height: Double

    /// Whether the next row must stand on the same page.
    let keepsWithNext: Bool
    let draw: (inout PagePainter, Point) -> Void
  }

  let head: Part
  let rows: [Part]

  /// The key of shades, under the last row.
  let key: Part?

  var height: Double {
    head.height + rows.reduce(0) { $0 + $1.height } + (key?.height ?? 0)
  }

  func draw(_ painter: inout PagePainter, at origin: Point) {
    var y = origin.y
    for part in [head] + rows {
      part.draw(&painter, Point(origin.x, y))
      y += part.height
    }
    if let key { key.draw(&painter, Point(origin.x, y)) }
  }
}

/// Measures a table and gives each column its place in a width.
struct TableSetter {
  let setting: Setting
  let model: TableModel
  let width: Double

  private var theme: Theme { setting.theme }
  private var type: Typography { setting.theme.type }

  private let places: [ColumnPlace]

  init(_ model: TableModel, width: Double, setting: Setting) {
    self.model = model
    self.width = width
    self.setting = setting
    places = ColumnPlacer(model, width: width, setting: setting).places()
  }

  func layOut() -> TableLayout {
    let lastCells = model.rows.lastIndex { row in
      if case .cells = row { true } else { false }
    }
    var rows: [TableLayout.Part] = []
    // A heat table's first group head stands in the head line.
    let startsWithGroup = isFirstGroupInHead
    for (index, row) in model.rows.enumerated() where index > 0 || !startsWithGroup {
      rows.append(part(for: row, isLast: index == lastCells))
    }
    return TableLayout(head: headPart(), rows: rows, key: keyPart())
  }

  private var isFirstGroupInHead: Bool {
    guard model.isHeat, model.columns.first?.head.isEmpty ?? false,
      case .group? = model.rows.first
    else { return false }
    return true
  }

  // MARK: Head

  private func headPart() -> TableLayout.Part {
    let role = TextRole(8, 10, .semibold, theme.palette.text)
    var heads = model.columns.map(\.head)
    var colors = [Color](repeating: theme.palette.text, count: heads.count)
    if isFirstGroupInHead, case .group(let title, let isWarm)? = model.rows.first {
      heads[0] = title
      colors[0] = isWarm ? theme.palette.warm : theme.palette.focus
    }
    let lines = zip(heads, model.columns.indices).map { head, column in
      setting.lines([Fragment(head, role, color: colors[column])], places[column].headRoom)
    }
    let count = max(lines.map(\.count).max() ?? 1, 1)
    let height = Double(count) * role.leading + 4.5
    let stroke = theme.rules.tableHead
    let width = width
    let end = places.map { $0.x + $0.width }.max() ?? 0
    return TableLayout.Part(height: height, keepsWithNext: true) { painter, origin in
      if end > width + 0.5 {
        let help = "show fewer columns, for one by 'periods: 2020..2024', or shorter heads"
        painter.overflow("the columns of the table", by: end - width, help: help)
      }
      painter.tagged(.tableRow) { painter in
        for (column, cell) in lines.enumerated() {
          painter.tagged(.tableHeader(scope: .column)) { painter in
            painter.check(cell, fits: places[column].headRoom)
            for (index, line) in cell.enumerated() {
              let x = origin.x + headX(of: line, column)
              let drop = Double(count - cell.count + index) * role.leading
              painter.draw(line, at: Point(x, origin.y + 8 + drop))
            }
          }
        }
      }
      painter.artifact {
        $0.rule(at: Point(origin.x, origin.y + height - 0.4), width: width, stroke)
      }
    }
  }

  /// A number column's head ends where its whole numbers do.
  private func headX(of line: Line, _ column: Int) -> Double {
    let place = places[column]
    if model.columns[column].isNumeric {
      let middle = place.x + (place.width + line.width) / 2
      let right = model.columns[column].isHeat ? middle : place.axis
      return right - line.width
    }
    return model.columns[column].isRightAligned ? place.x + place.width - line.width : place.x
  }

  // MARK: Rows

  private func part(for row: TableModel.Row, isLast: Bool) -> TableLayout.Part {
    switch row {
    case .group(let title, let isWarm): groupPart(title, isWarm: isWarm)
    case .cells(let cells, let isTotal, let endsGroup):
      rowPart(cells, isTotal: isTotal, endsGroup: endsGroup, isLast: isLast)
    }
  }

  private func groupPart(_ title: String, isWarm: Bool) -> TableLayout.Part {
    let color = isWarm ? theme.palette.warm : theme.palette.focus
    let role = TextRole(8, 10, .semibold, color)
    let line = setting.run(title, role)
    let stroke = theme.rules.tableRow
    let width = width
    return TableLayout.Part(height: 16, keepsWithNext: true) { painter, origin in
      painter.tagged(.tableRow) { painter in
        painter.tagged(.tableHeader(scope: .row)) {
          $0.draw(line, at: Point(origin.x, origin.y + 10.6))
        }
      }
      painter.artifact {
        $0.rule(at: Point(origin.x, origin.y + 15), width: width, stroke)
      }
    }
  }

  private func rowPart(
    _ cells: [TableModel.Cell],
    isTotal: Bool,
    endsGroup: Bool,
    isLast: Bool
  ) -> TableLayout.Part {
    let texts = cells.enumerated().map { column, cell -> [Line] in
      guard case .text(let fragments) = cell.content else { return [] }
      return setting.lines(fragments, places[column].width)
    }
    let count = max(texts.map(\.count).max() ?? 1, 1)
    let base = model.isHeat ? 12.3 : 13.5
    let height = base + Double(count - 1) * type.label.leading
    let stroke = rowRule(endsGroup: endsGroup, isLast: isLast)
    let totalRule = isTotal ? theme.rules.tableEnd : nil
    let width = width
    return TableLayout.Part(height: height, keepsWithNext: isLast) { painter, origin in
      if let totalRule { painter.artifact { $0.rule(at: origin, width: width, totalRule) } }
      if let stroke {
        let foot = Point(origin.x, origin.y + height)
        painter.artifact { $0.rule(at: foot, width: width, stroke) }
      }
      painter.tagged(.tableRow) { painter in
        for (column, cell) in cells.enumerated() {
          let tag: StructureTag = column == 0 ? .tableHeader(scope: .row) : .tableCell
          painter.tagged(tag) {
            draw(cell, texts[column], column, isTotal: isTotal, &$0, at: origin, height: height)
          }
        }
      }
    }
  }

  private func rowRule(endsGroup: Bool, isLast: Bool) -> Stroke? {
    if isLast { return theme.rules.tableEnd }
    if model.isHeat { return nil }
    return endsGroup ? theme.rules.tableGroup : theme.rules.tableRow
  }

  private func draw(
    _ cell: TableModel.Cell,
    _ lines: [Line],
    _ column: Int,
    isTotal: Bool,
    _ painter: inout PagePainter,
    at origin: Point,
    height: Double
  ) {
    let place = places[column]
    let baseline = origin.y + (model.isHeat ? 9.1 : 9.9)
    if let fill = cell.fill {
      let box = Box(
        x: origin.x + place.x,
        y: origin.y + 0.4,
        width: place.width,
        height: height - 0.8
      )
      painter.artifact { $0.list.append(.fill(.rectangle(box), fill)) }
    }
    switch cell.content {
    case .text:
      painter.check(lines, fits: place.width)
      for (index, line) in lines.enumerated() {
        let isRight = model.columns[column].isRightAligned
        let x = isRight ? place.x + place.width - line.width : place.x
        let y = baseline + Double(index) * type.label.leading
        painter.draw(line, at: Point(origin.x + x, y))
      }
    case .number(let text, let mark, let isStrong):
      draw(
        text,
        mark,
        isStrong: isStrong || isTotal,
        cell.textColor,
        &painter,
        at: Point(origin.x + place.axis, baseline)
      )
    case .missing(let mark):
      let line = setting.run(mark, TextRole(8, 10, .regular, theme.palette.note))
      painter.draw(line, at: Point(origin.x + place.axis - line.width, baseline))
    case .bar(let share, let isDark):
      let color = isDark ? theme.palette.text : theme.palette.contextFill
      let box = Box(
        x: origin.x + place.x,
        y: baseline - 5,
        width: max(place.width * min(max(share, 0), 1), 0.5),
        height: 4
      )
      painter.artifact { $0.list.append(.fill(.rectangle(box), .color(color))) }
    case .empty:
      break
    }
  }

  /// A number with its whole part ending at a place, and its mark behind it.
  private func draw(
    _ text: String,
    _ mark: String?,
    isStrong: Bool,
    _ color: Color?,
    _ painter: inout PagePainter,
    at axis: Point
  ) {
    let role = numberRole(isStrong: isStrong, color: color)
    let parts = decimalParts(text)
    let whole = setting.width(of: parts.whole, role)
    let line = setting.run(text, role)
    painter.draw(line, at: Point(axis.x - whole, axis.y))
    guard let mark else { return }
    let sign = setting.run(mark, TextRole(7, 9, .regular, theme.palette.warm))
    painter.draw(sign, at: Point(axis.x - whole + line.width + 2, axis.y))
  }

  private func numberRole(isStrong: Bool, color: Color? = nil) -> TextRole {
    TextRole(
      8,
      10,
      isStrong ? .semibold : .medium,
      color ?? theme.palette.text,
      hasTabularFigures: true
    )
  }

  // MARK: Key

  private func keyPart() -> TableLayout.Part? {
    guard !model.key.isEmpty else { return nil }
    let role = type.note
    let theme = theme
    return TableLayout.Part(height: 12, keepsWithNext: true) { painter, origin in
      var x = origin.x
      for entry in model.key {
        let count = max(entry.colors.count, 1)
        painter.artifact { painter in
          for (index, color) in entry.colors.enumerated() {
            let part = 7.0 / Double(count)
            let box = Box(x: x, y: origin.y + 5 + Double(index) * part, width: 16, height: part)
            painter.list.append(.fill(.rectangle(box), .color(color)))
          }
          if let hatch = entry.hatch {
            let box = Box(x: x, y: origin.y + 5, width: 16, height: 7)
            painter.list.append(.fill(.rectangle(box), .hatch(hatch, width: 0.4, pitch: 2.4)))
          }
        }
        let line = setting.run(entry.text, role, color: theme.palette.secondary)
        painter.tagged(.paragraph) { $0.draw(line, at: Point(x + 19, origin.y + 11)) }
        x += 19 + line.width + 9
      }
    }
  }
}

/// A printed number up to its decimal point, and from it on; a sign of the unit goes with the rest.
func decimalParts(_ text: String) -> (whole: String, rest: String) {
  var end = text.endIndex
  if let dot = text.range(ofLast: ".") {
    end = dot
  } else if let last = text.lastIndex(where: \.isNumber) {
    end = text.index(after: last)
  }
  return (String(text[..<end]), String(text[end...]))
}
