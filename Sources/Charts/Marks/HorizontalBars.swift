import Drawing
import Indicators

/// Horizontal bars, one row a member: ranked with their values, grouped, diverging, or parts of a whole
/// with names inside.
struct HorizontalBars {
  struct Part {
    var id: String
    var name: String
    var short: String
    var value: Double
    var status: Status
    var bound: String?
    var style: SeriesStyle

    /// Whether colour alone names it.
    var isOther: Bool
  }

  struct BarRow {
    var id: String
    var name: String
    var parts: [Part]
    var beside: String
    var isFocus: Bool
    var total: Double { positive + negative }

    /// How far a stack goes to either side of zero.
    var positive: Double { parts.reduce(0) { $0 + max($1.value, 0) } }
    var negative: Double { parts.reduce(0) { $0 + min($1.value, 0) } }
  }

  let context: ChartContext
  let view: UnitView
  let valueDecimals: Int
  let isStacked: Bool
  let isGrouped: Bool
  let isNormalized: Bool
  var rows: [BarRow] = []

  /// The rows of the panels beside it that share its scale, so that equal values have equal bars.
  var neighbours: [BarRow] = []

  init(_ view: UnitView, _ context: ChartContext) {
    self.context = context
    self.view = view
    let rowField = view.encoding[.y]?.field ?? ""
    let valueField = view.encoding[.x]?.field ?? "value"
    let partField = view.seriesField.flatMap { $0 == rowField ? nil : $0 }
    let column = view.table.column(valueField)
    let values = view.table.rows.compactMap { $0[valueField].number }
    valueDecimals = decimals(of: values, in: column)
    let stack = view.encoding[.x]?.stack ?? .zero
    isNormalized = partField != nil && stack == .normalize
    isStacked = partField != nil && stack != .none
    isGrouped = partField != nil && stack == .none
    let palette = context.theme.palette

    let members = context.ordered(view.table.members(of: rowField), in: rowField)
    let partMembers = partField.map { context.ordered(view.table.members(of: $0), in: $0) } ?? []
    let partStyles =
      partField.map {
        context.styles(of: partMembers, in: $0, view.encoding[.color], isFill: isStacked)
      } ?? [:]
    // Rows take their own colours only where the row's column is also the colour's.
    let colorsRows = view.encoding[.color]?.field == rowField || view.encoding[.color] == nil
    let rowStyles =
      colorsRows
      ? context.styles(of: members, in: rowField, view.encoding[.color], isFill: false) : [:]
    let hasFocusRows = context.focus.contains { members.contains($0) }
    let single = (view.encoding[.color]?.value ?? view.mark.color)
      .flatMap { palette.color(named: $0) }

    for member in members {
      let cells = view.table.rows.filter { $0[rowField].text == member }
      var parts: [Part] = []
      for cell in cells {
        guard let value = cell[valueField].number else { continue }
        let id = partField.flatMap { cell[$0].text } ?? member
        var style: SeriesStyle
        if let partField {
          style =
            partStyles[id]
            ?? context.styles(of: [id], in: partField, nil, isFill: true)[id]
            ?? HorizontalBars.plain(palette.focus)
          if id == view.mark.rest { style.color = palette.remainderFill }
        } else {
          // Without a focus all rows are alike; with one, the others are context.
          let isFocus = context.focus.contains(member)
          let own =
            view.encoding[.color]?.field == rowField
            ? rowStyles[member]?.color : context.theme.members[rowField]?[member]
          let color =
            single ?? own ?? (isFocus || !hasFocusRows ? palette.focus : palette.contextFill)
          style = HorizontalBars.plain(color)
          style.isFocus = isFocus
        }
        parts.append(
          Part(
            id: id,
            name: partField.map { context.name(of: id, in: $0) } ?? "",
            short: partField.map { context.shortName(of: id, in: $0) } ?? "",
            value: value,
            status: cell.status,
            bound: cell.bound,
            style: style,
            isOther: style.color == palette.otherFill || style.color == palette.remainderFill
          )
        )
      }
      guard !parts.isEmpty else { continue }
      if isStacked {
        // The subject first, then the others by size, what is left over last.
        func key(_ part: Part) -> (Int, Int, Double) {
          let rank = context.focus.firstIndex(of: part.id) ?? context.focus.count
          let group = part.id == view.mark.rest ? 2 : part.isOther ? 1 : 0
          let order = part.isOther ? 0 : partMembers.firstIndex(of: part.id) ?? 0
          return (
            group, group == 0 ? min(rank, context.focus.count) * 1000 + order : 0, -part.value
          )
        }
        parts.sort { key($0) < key($1) }
        if isNormalized {
          let total = parts.reduce(0) { $0 + $1.value }
          for index in parts.indices where total > 0 { parts[index].value *= 100 / total }
        }
      } else if isGrouped {
        parts.sort {
          partMembers.firstIndex(of: $0.id) ?? 0 < partMembers.firstIndex(of: $1.id) ?? 0
        }
      }
      rows.append(
        BarRow(
          id: member,
          name: context.name(of: member, in: rowField),
          parts: parts,
          beside: "",
          isFocus: context.focus.contains(member)
        )
      )
    }
    sortRows(members)
    addBeside(rowField)
  }

  private static func plain(_ color: Color) -> SeriesStyle {
    SeriesStyle(color: color, labelColor: color, dash: [], width: 1, isFocus: false)
  }

  private mutating func sortRows(_ members: [String]) {
    switch view.encoding[.y]?.sort {
    case .byValue(let isDescending):
      func key(_ row: BarRow) -> Double {
        if isStacked, let first = context.focus.first {
          return row.parts.first { $0.id == first }?.value ?? 0
        }
        return isGrouped ? row.parts.first?.value ?? 0 : row.total
      }
      let sorted = rows.enumerated().sorted { left, right in
        let (a, b) = (key(left.element), key(right.element))
        if a == b { return left.offset < right.offset }
        return isDescending ? a > b : a < b
      }
      rows = sorted.map(\.element)
      // What is left over stands last, however large.
      if let rest = view.mark.rest, let index = rows.firstIndex(where: { $0.id == rest }) {
        rows.append(rows.remove(at: index))
      }
    case .listed(let order):
      rows.sort {
        order.firstIndex(of: $0.id) ?? .max < order.firstIndex(of: $1.id) ?? .max
      }
    case .descending: rows.reverse()
    case .ascending, .unsorted, nil: break
    }
  }

  private mutating func addBeside(_ rowField: String) {
    guard let table = view.beside, let column = table.column("value") else { return }
    let all = table.rows.compactMap { $0["value"].number }
    let digits = decimals(of: all, in: column)
    for index in rows.indices {
      let row = table.rows.first { $0[rowField].text == rows[index].id }
      guard let row, let value = row["value"].number else { continue }
      let suffix = view.mark.beside?.suffix.map { " " + $0 } ?? ""
      rows[index].beside =
        (row.bound.map { $0 + "\u{A0}" } ?? "") + context.words.number(value, decimals: digits)
        + suffix
    }
  }

  // MARK: Layout

  private var nameRole: TextRole {
    var role = context.theme.type.label
    role.color = context.theme.palette.text
    return role
  }

  private var focusRole: TextRole { context.theme.type.focusLabel }

  private func nameWidth(_ row: BarRow) -> Double {
    context.width(of: row.name, row.isFocus && !isStacked ? focusRole : nameRole)
  }

  /// Whether names stand over their bars, where a column for them would take too much.
  private func hasNamesAbove(_ width: Double) -> Bool {
    (rows + neighbours).map(nameWidth).max() ?? 0 > 0.4 * width
  }

  /// A name over its bar, in as many lines as the frame asks for.
  private func nameLines(_ row: BarRow, _ width: Double) -> [String] {
    context.wrapped(row.name, to: width, row.isFocus && !isStacked ? focusRole : nameRole)
  }

  /// What names of more than one line take over each bar.
  private func nameExtra(_ width: Double) -> Double {
    guard hasNamesAbove(width), !isGrouped else { return 0 }
    return 10
      * Double(max(((rows + neighbours).map { nameLines($0, width).count }.max() ?? 1) - 1, 0))
  }

  private var slots: Int { isGrouped ? rows.map(\.parts.count).max() ?? 1 : 1 }

  private func headHeight(_ width: Double) -> Double {
    (view.mark.beside?.title == nil ? 0 : 12) + key(width).height
  }

  private func key(_ width: Double) -> ColorKey {
    var seen: Set<String> = []
    let parts = isGrouped ? rows.flatMap(\.parts).filter { seen.insert($0.id).inserted } : []
    return ColorKey(parts.map { ($0.name, $0.style.color) }, width: width, context)
  }

  /// Whether forecasts are hatched: scenarios are nothing else, and need no sign for it.
  private var marksForecasts: Bool {
    view.encoding[.y]?.field != "scenario" && view.seriesField != "scenario"
      && rows.contains { $0.parts.contains { $0.status != .forecast } }
  }

  /// The height that the rows take at a width: what they want, or as near to what is offered as bars of a
  /// fair thickness come.
  func height(width: Double, offered: Double?) -> Double {
    headHeight(width) + Double(rows.count) * step(width: width, height: offered) + 1
  }

  /// The least and the greatest height that the rows can be set in at a width.
  func heights(width: Double) -> ClosedRange<Double> {
    let steps = steps(width)
    let head = headHeight(width) + 1
    let count = Double(rows.count)
    return (head + count * steps.lowerBound)...(head + count * steps.upperBound)
  }

  private func steps(_ width: Double) -> ClosedRange<Double> {
    if isGrouped { return (Double(slots) * 8.5 + 7)...(Double(slots) * 13 + 14) }
    let extra = nameExtra(width)
    return hasNamesAbove(width) ? (30 + extra)...(46 + extra) : 13.5...34
  }

  private func step(width: Double, height: Double?) -> Double {
    let natural =
      isGrouped
      ? Double(slots) * 9.6 + 9
      : hasNamesAbove(width) ? 38 + nameExtra(width) : rows.count > 6 ? 13.5 : 18.0
    guard let height, !rows.isEmpty else { return natural }
    let steps = steps(width)
    let fair = (height - headHeight(width) - 1) / Double(rows.count)
    return min(max(fair, steps.lowerBound), steps.upperBound)
  }

  /// How thick a bar is in a row of a height.
  private func thickness(_ step: Double, isAbove: Bool, extra: Double) -> Double {
    if isGrouped { return (step - 7) / Double(slots) }
    let share = isAbove ? step - 18 - extra : step * (isStacked ? 0.81 : 0.7)
    return min(share, 18)
  }

  func draw(
    in frame: Box,
    besideTitle: String?,
    into scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let theme = context.theme
    let palette = theme.palette
    let all = rows + neighbours
    let isAbove = hasNamesAbove(frame.width)
    let extra = nameExtra(frame.width)
    let step = step(width: frame.width, height: frame.height)
    let besideWidth =
      (all.map { context.width(of: $0.beside, theme.type.valueLabel) }
      + [besideTitle.map { context.width(of: $0, theme.type.focusLabel) } ?? 0]).max() ?? 0
    let nameColumn = isAbove ? 0 : (all.map(nameWidth).max() ?? 0) + 8
    let values = all.flatMap { isStacked ? [$0.positive, $0.negative] : $0.parts.map(\.value) }
    let isShare = view.table.column(view.encoding[.x]?.field ?? "value")?.unit?.meaning == .percent
    // Shares that leave something out are drawn against the whole.
    let isPartOfWhole =
      isStacked && !isNormalized && isShare && values.allSatisfy { 0...101 ~= $0 }
      && values.max() ?? 0 > 50
    let low = min(values.min() ?? 0, 0)
    let high = isNormalized || isPartOfWhole ? 100 : max(values.max() ?? 0, 0)
    let isDifference =
      low < 0 || view.mark.isSigned || view.measureColumn?.unit?.meaning == .percentagePoint
    func label(_ part: Part) -> String {
      (part.bound.map { $0 + "\u{A0}" } ?? "")
        + context.words.number(part.value, decimals: valueDecimals, hasSign: isDifference)
    }
    let rightLabel =
      isStacked
      ? 0
      : all.flatMap(\.parts).filter { $0.value >= 0 }
        .map { context.width(of: label($0), theme.type.valueLabel) + 5 }.max() ?? 0
    let leftLabel =
      all.flatMap(\.parts).filter { $0.value < 0 }
      .map { context.width(of: label($0), theme.type.valueLabel) + 5 }.max() ?? 0
    let left = frame.left + nameColumn + (isStacked ? 0 : leftLabel)
    let besideRoom = besideWidth > 0 ? besideWidth + 14 : 0
    let right = max(frame.right - besideRoom - rightLabel, left + 20)
    let scale = LinearScale(domain: (low, high == low ? low + 1 : high), range: (left, right))
    let top = frame.top + headHeight(frame.width)

    if let besideTitle {
      scene.text(
        besideTitle,
        x: frame.right,
        baseline: frame.top + 7,
        theme.type.focusLabel,
        color: palette.text,
        align: .right,
        kind: .axis,
        in: context
      )
    }
    key(frame.width).draw(
      at: Point(frame.left, frame.top + (view.mark.beside?.title == nil ? 0 : 12)),
      into: &scene
    )

    for (index, row) in rows.enumerated() {
      let rowTop = top + Double(index) * step
      let barHeight = thickness(step, isAbove: isAbove, extra: extra)
      let barTop =
        isAbove ? rowTop + 12 + extra : isGrouped ? rowTop + 3 : rowTop + (step - barHeight) / 2
      let role = row.isFocus && !isStacked ? focusRole : nameRole
      let lines = isAbove && !isGrouped ? nameLines(row, frame.width) : [row.name]
      let middle = barTop + (isGrouped ? barHeight * Double(slots) : barHeight) / 2 + 2.9
      for (index, line) in lines.enumerated() {
        scene.text(
          line,
          x: frame.left,
          // The last line stands right over the bar.
          baseline: isAbove ? barTop - 4 - 10 * Double(lines.count - 1 - index) : middle,
          role,
          kind: .axis,
          in: context
        )
      }
      if !row.beside.isEmpty {
        scene.text(
          row.beside,
          x: frame.right,
          baseline: barTop + barHeight / 2 + 2.9,
          theme.type.valueLabel,
          align: .right,
          kind: .value,
          in: context
        )
      }
      if isStacked {
        drawParts(
          row,
          scale,
          top: barTop,
          height: barHeight,
          isPartOfWhole: isPartOfWhole,
          isDifference: isDifference,
          &scene,
          &facts
        )
        continue
      }
      for (slot, part) in row.parts.enumerated() {
        let y = barTop + Double(slot) * barHeight
        let height = isGrouped ? barHeight - 1.6 : barHeight
        let (from, to) = (scale.position(of: 0), scale.position(of: part.value))
        let box = Box(x: min(from, to), y: y, width: abs(to - from), height: height)
        if part.status == .forecast, marksForecasts {
          scene.forecast(box, part.style.color, palette)
          facts.hasHatched = true
        } else {
          scene.fill(.rectangle(box), part.style.color)
        }
        let isNegative = part.value < 0
        scene.text(
          label(part),
          x: isNegative ? box.left - 4 : box.right + 4,
          baseline: y + height / 2 + 2.9,
          row.isFocus && !isGrouped ? theme.type.focusLabel : theme.type.valueLabel,
          color: palette.text,
          align: isNegative ? .right : .left,
          kind: .value,
          in: context
        )
      }
    }
    // Names over the bars would break the line that bars begin at: there is none.
    guard !isStacked || low < 0, !isAbove else { return }
    let zero = scale.position(of: 0)
    scene.stroke(
      .line(from: Point(zero, top), to: Point(zero, top + Double(rows.count) * step)),
      low < 0 ? theme.rules.zero : theme.rules.axis,
      at: .axis
    )
  }

  /// Parts of a whole: name and value inside where they fit, then the code and the value, then the value
  /// alone where the colour names the part, then nothing.
  private func drawParts(
    _ row: BarRow,
    _ scale: LinearScale,
    top: Double,
    height: Double,
    isPartOfWhole: Bool,
    isDifference: Bool,
    _ scene: inout Scene,
    _ facts: inout NoteFacts
  ) {
    let palette = context.theme.palette
    let type = context.theme.type
    let gap = context.theme.figure.fillGap
    var (sum, negative) = (0.0, 0.0)
    func baseline(_ role: TextRole) -> Double { top + height / 2 + 0.36 * role.style.size }
    for part in row.parts {
      let start = part.value < 0 ? negative : sum
      let from = scale.position(of: min(start, start + part.value))
      let to = scale.position(of: max(start, start + part.value))
      if part.value < 0 { negative += part.value } else { sum += part.value }
      let box = Box(x: from, y: top, width: max(to - from - gap, 0), height: height)
      guard box.width > 0.2 else { continue }
      scene.fill(.rectangle(box), part.style.color)
      let number =
        (part.bound ?? "")
        + context.words.number(part.value, decimals: valueDecimals, hasSign: isDifference)
      let isRest = part.id == view.mark.rest
      var wordings = [part.name, part.short, part.id].map { "\($0) \(number)" }
      if isRest { wordings = [part.name, part.short] }
      if !part.isOther { wordings.append(number) }
      let role = part.isOther ? regular(type.insideLabel) : type.insideLabel
      let wording = wordings.first { context.width(of: $0, role) + 7 <= box.width }
      guard let wording else {
        facts.hasUnnamedParts = true
        continue
      }
      if wording != wordings[0] { facts.hasUnnamedParts = true }
      scene.text(
        wording,
        x: box.left + 4,
        baseline: baseline(role),
        role,
        color: palette.textColor(on: part.style.color),
        kind: .inside,
        in: context
      )
    }
    guard isPartOfWhole, sum < 99.5 else { return }
    let from = scale.position(of: sum)
    let box = Box(x: from, y: top, width: scale.position(of: 100) - from, height: height)
    scene.fill(.rectangle(box), palette.remainderFill)
    facts.hasRemainder = true
    let role = regular(type.insideLabel)
    if context.width(of: context.words.rest, role) + 7 <= box.width {
      scene.text(
        context.words.rest,
        x: box.left + 4,
        baseline: baseline(role),
        role,
        color: palette.axis,
        kind: .inside,
        in: context
      )
    }
  }

  private func regular(_ role: TextRole) -> TextRole {
    var role = role
    role.style.weight = .regular
    return role
  }
}
