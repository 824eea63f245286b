import Diagnostics
import Drawing
import Indicators

/// Dated facts in lanes: spans with their words inside, points with their words on the free side, and a
/// line for the edition's day.
///
/// A row grows by a level where two facts, or the words of one and another fact, would meet; so every
/// word that is asked for is drawn.
struct Timeline {
  private enum Sign {
    case solid
    case outline
    case hatched
    case dot
    case ring
    case decision
  }

  private struct Item {
    var start: Double

    /// Nothing for a point.
    var end: Double?
    var text: String
    var sign: Sign
  }

  private struct LaneRow {
    var name: String
    var items: [Item]
  }

  private struct Lane {
    var name: String
    var color: Color
    var rows: [LaneRow]
  }

  private let context: ChartContext
  private let lanes: [Lane]
  private let domain: ClosedRange<Double>

  /// - Returns: Nothing after a report, if there is nothing to draw.
  init?(_ view: UnitView, _ context: ChartContext, into diagnostics: inout DiagnosticList) {
    self.context = context
    var table = view.table
    let known = table.members(of: "lane")
    for lane in view.mark.lanes where !known.contains(lane) {
      diagnostics.report(.chartLane(lane, among: known, at: view.mark.span))
    }
    func bound(_ text: String?, _ isStart: Bool) -> Double? {
      guard let text else { return nil }
      guard let period = Period(text) else {
        diagnostics.report(.chartPeriod(text, at: view.mark.span))
        return nil
      }
      // An end named as a year or month means its beginning: 2028-07 is 1 July 2028.
      return period.span.lowerBound
    }
    let from = bound(view.mark.from, true)
    let to = bound(view.mark.to, false)
    let wanted = view.mark.lanes.isEmpty ? known : view.mark.lanes.filter(known.contains)
    table = table.filtered { row in row["lane"].text.map(wanted.contains) ?? false }
    let starts = table.rows.compactMap { $0["date"].period?.span.lowerBound }
    let ends = table.rows.compactMap { row in
      (row["until"].period ?? row["date"].period)?.span.upperBound
    }
    guard let first = starts.min(), let last = ends.max() else {
      diagnostics.report(.chartEmpty(at: view.span))
      return nil
    }
    let margin = (last - first) * 0.02
    let low = from ?? first - margin
    let high = to ?? last + margin
    guard low < high else {
      diagnostics.report(.chartEmpty(at: view.span))
      return nil
    }
    domain = low...high
    lanes = wanted.compactMap { id in
      let rows = table.rows.filter { $0["lane"].text == id }
      var names: [String] = []
      for row in rows {
        let name = row["row"].text ?? ""
        if !names.contains(name) { names.append(name) }
      }
      let laneRows: [LaneRow] = names.compactMap { name in
        let items = rows.filter { ($0["row"].text ?? "") == name }
          .compactMap { Timeline.item($0, low...high) }
          .sorted { $0.start < $1.start }
        guard !items.isEmpty else { return nil }
        return LaneRow(
          name: name.isEmpty ? "" : context.name(of: name, in: "row"),
          items: items
        )
      }
      guard !laneRows.isEmpty else { return nil }
      return Lane(
        name: context.name(of: id, in: "lane"),
        color: Timeline.color(of: id, view, context),
        rows: laneRows
      )
    }
    guard !lanes.isEmpty else {
      diagnostics.report(.chartEmpty(at: view.span))
      return nil
    }
  }

  private static func color(of lane: String, _ view: UnitView, _ context: ChartContext) -> Color {
    if let definition = view.encoding[.color], let domain = definition.domain,
      let index = domain.firstIndex(where: { $0.text == lane }),
      let name = definition.colors.flatMap({ index < $0.count ? $0[index] : nil }),
      let color = context.theme.palette.color(named: name)
    {
      return color
    }
    return context.theme.members["lane"]?[lane] ?? context.theme.palette.focus
  }

  private static func item(_ row: Row, _ domain: ClosedRange<Double>) -> Item? {
    guard let date = row["date"].period else { return nil }
    let style = row["style"].text ?? ""
    let text = row["text"].text ?? ""
    if let until = row["until"].period {
      let (start, end) = (date.span.lowerBound, until.span.upperBound)
      guard end > domain.lowerBound, start < domain.upperBound else { return nil }
      let sign: Sign = style == "outline" ? .outline : style == "hatched" ? .hatched : .solid
      return Item(
        start: max(start, domain.lowerBound),
        end: min(end, domain.upperBound),
        text: text,
        sign: sign
      )
    }
    let place = date.place(of: .unknown)
    guard domain.contains(place) else { return nil }
    let sign: Sign = style == "ring" ? .ring : style == "decision" ? .decision : .dot
    return Item(start: place, end: nil, text: text, sign: sign)
  }

  // MARK: Layout

  private static let rowHeight = 13.2
  private static let barHeight = 9.6
  private static let inset = 4.0

  /// Where words are nearly as long as their span.
  private static let leastInset = 2.0

  private var nameRole: TextRole {
    var role = context.theme.type.label
    role.color = context.theme.palette.text
    return role
  }

  private var headRole: TextRole {
    var role = context.theme.type.focusLabel
    role.color = context.theme.palette.focus
    return role
  }

  /// The words of an item: inside its span, or on one side.
  private enum Words {
    case none
    case inside
    case right([String])
    case left([String])
  }

  private struct PlacedItem {
    var item: Item
    var left: Double
    var right: Double
    var words: Words

    /// From the outermost ink on the left to that on the right.
    var reach: ClosedRange<Double>
    var level: Int
  }

  /// Lays the lanes out from the top left corner and draws them.
  ///
  /// - Returns: The room they take.
  func draw(width: Double, into scene: inout Scene, _ facts: inout NoteFacts) -> Size {
    let names = lanes.flatMap { lane in
      [context.width(of: lane.name, headRole)]
        + lane.rows.map { context.width(of: $0.name, nameRole) }
    }
    let left = min((names.max() ?? 0) + 12, width * 0.4)
    let scale = TimeScale(domain: domain, range: (left, width), yearOffset: 0)
    let today = context.today.map { years(at: $0) }.flatMap {
      domain.contains($0) ? scale.position(of: $0) : nil
    }
    let header = today == nil ? 14.0 : 26.0
    var y = header
    var outlines = false
    var hatches = false
    var solids = false
    var separators: [Double] = []
    for lane in lanes {
      let isSingle = lane.rows.count == 1 && lane.rows[0].name.isEmpty
      y += 3
      if !isSingle {
        scene.text(
          lane.name,
          x: 0,
          baseline: y + 9.3,
          headRole,
          color: lane.color,
          kind: .axis,
          in: context
        )
        y += Timeline.rowHeight
      }
      for row in lane.rows {
        let placed = place(row.items, scale, left: left, width: width, today: today)
        let levels = (placed.map(\.level).max() ?? 0) + 1
        let name = isSingle ? lane.name : row.name
        let lines = context.wrapped(name, to: left - 10, isSingle ? headRole : nameRole)
        for (index, line) in lines.prefix(levels + 1).enumerated() {
          scene.text(
            line,
            x: 0,
            baseline: y + 9.3 + Double(index) * 9.5,
            isSingle ? headRole : nameRole,
            color: isSingle ? lane.color : nil,
            kind: .axis,
            in: context
          )
        }
        for item in placed {
          draw(item, top: y + Double(item.level) * Timeline.rowHeight, lane.color, &scene)
          switch item.item.sign {
          case .outline: outlines = true
          case .hatched: hatches = true
          case .solid: solids = true
          case .dot, .ring, .decision: break
          }
        }
        y += Double(max(levels, min(lines.count, levels + 1))) * Timeline.rowHeight
      }
      y += 3
      separators.append(y)
    }
    drawFrame(scale, left: left, width: width, header: header, foot: y, separators, today, &scene)
    // Solid spans alone need no key.
    if outlines || hatches { facts.spans = (solids, outlines, hatches) }
    return Size(width, y + 1)
  }

  /// Gives each item its level and its words' side.
  ///
  /// The marks come first, each on the first level where it meets no other; then each item's words take a
  /// free side, and an item without one moves to a level where it has room.
  private func place(
    _ items: [Item],
    _ scale: TimeScale,
    left: Double,
    width: Double,
    today: Double?
  ) -> [PlacedItem] {
    // Spans of neighbouring days touch or share a day; that is no meeting.
    let tolerance = 1.2
    func meet(_ a: ClosedRange<Double>, _ b: ClosedRange<Double>) -> Bool {
      a.lowerBound < b.upperBound - tolerance && b.lowerBound < a.upperBound - tolerance
    }
    var placed: [PlacedItem] = []
    var marks: [[(owner: Int, range: ClosedRange<Double>)]] = []
    func take(_ level: Int, _ owner: Int, _ range: ClosedRange<Double>) {
      while marks.count <= level { marks.append([]) }
      marks[level].append((owner, range))
    }
    func isFree(_ level: Int, _ owner: Int, _ range: ClosedRange<Double>) -> Bool {
      level >= marks.count
        || marks[level].allSatisfy { $0.owner == owner || !meet($0.range, range) }
    }
    for (index, item) in items.enumerated() {
      let half = item.end == nil ? 4.0 : 0
      let start = min(scale.position(of: item.start), width - half)
      let end = item.end.map { scale.position(of: $0) } ?? start
      let reach = (start - half)...(end + half)
      let level = (0...marks.count).first { isFree($0, index, reach) } ?? marks.count
      take(level, index, reach)
      placed.append(
        PlacedItem(item: item, left: start, right: end, words: .none, reach: reach, level: level)
      )
    }
    for index in placed.indices where !placed[index].item.text.isEmpty {
      let own = placed[index]
      let choices = choices(for: own, left: left, width: width, today: today)
      func reach(_ words: Words) -> ClosedRange<Double> {
        switch words {
        case .none, .inside: return own.reach
        case .right(let lines):
          return own.reach.lowerBound...(own.reach.upperBound + 7 + widest(lines))
        case .left(let lines):
          return (own.reach.lowerBound - 7 - widest(lines))...own.reach.upperBound
        }
      }
      func fits(_ words: Words, _ level: Int) -> Bool {
        (level..<(level + lineCount(words))).allSatisfy { isFree($0, index, reach(words)) }
      }
      var choice = choices.first { fits($0, own.level) }
      if choice == nil {
        for level in 0...marks.count where choice == nil {
          guard let words = choices.first(where: { fits($0, level) }) else { continue }
          choice = words
          for other in marks.indices { marks[other].removeAll { $0.owner == index } }
          placed[index].level = level
        }
      }
      guard let choice else { continue }
      placed[index].words = choice
      placed[index].reach = reach(choice)
      let level = placed[index].level
      for line in level..<(level + lineCount(choice)) { take(line, index, reach(choice)) }
    }
    return placed
  }

  /// The places an item's words may take, the best first.
  private func choices(
    for placed: PlacedItem,
    left: Double,
    width: Double,
    today: Double?
  ) -> [Words] {
    let item = placed.item
    let inside = context.width(of: item.text, context.theme.type.insideLabel)
    let room = placed.right - placed.left
    if item.end != nil, inside + 2 * Timeline.leastInset + hatchRoom(item) <= room {
      return [.inside]
    }
    let outside = context.width(of: item.text, outsideRole)
    let (start, end) = (placed.reach.lowerBound, placed.reach.upperBound)
    let isFreeRight = end + 4 + outside <= width
    let isFreeLeft = start - 4 - outside >= left
    let crossesRight = today.map { $0 > end && $0 < end + 6 + outside } ?? false
    let crossesLeft = today.map { $0 < start && $0 > start - 6 - outside } ?? false
    var choices: [Words] = []
    if isFreeRight, !crossesRight { choices.append(.right([item.text])) }
    if isFreeLeft, !crossesLeft { choices.append(.left([item.text])) }
    if isFreeRight, crossesRight { choices.append(.right([item.text])) }
    if isFreeLeft, crossesLeft { choices.append(.left([item.text])) }
    guard choices.isEmpty else { return choices }
    // Too long for either side: as much as the wider one holds, on several lines.
    let widest = max(width - end - 4, start - 4 - left)
    let lines = context.wrapped(item.text, to: max(widest, 40), outsideRole)
    return width - end >= start - left ? [.right(lines)] : [.left(lines)]
  }

  private var outsideRole: TextRole {
    var role = context.theme.type.insideLabel
    role.style.weight = .regular
    return role
  }

  private func widest(_ lines: [String]) -> Double {
    lines.map { context.width(of: $0, outsideRole) }.max() ?? 0
  }

  private func lineCount(_ words: Words) -> Int {
    switch words {
    case .none, .inside: 1
    case .right(let lines), .left(let lines): max(lines.count, 1)
    }
  }

  private func isOutside(_ words: Words) -> Bool {
    switch words {
    case .none, .inside: false
    case .right, .left: true
    }
  }

  /// A hatched span shows its hatch behind its words, or it would not be seen as one.
  private func hatchRoom(_ item: Item) -> Double {
    if case .hatched = item.sign { 8 } else { 0 }
  }

  // MARK: Drawing

  private func draw(_ placed: PlacedItem, top: Double, _ color: Color, _ scene: inout Scene) {
    let palette = context.theme.palette
    let middle = top + Timeline.rowHeight / 2
    let box = Box(
      x: placed.left,
      y: middle - Timeline.barHeight / 2,
      width: max(placed.right - placed.left - context.theme.figure.fillGap, 0.6),
      height: Timeline.barHeight
    )
    let inside = context.theme.type.insideLabel
    let isInside = if case .inside = placed.words { true } else { false }
    let hatchStart =
      isInside
      ? box.left + 2 * Timeline.inset + context.width(of: placed.item.text, inside) : box.left
    var textColor = palette.text
    switch placed.item.sign {
    case .solid:
      scene.fill(.rectangle(box), color)
      textColor = palette.textColor(on: color)
    case .outline:
      scene.fill(.rectangle(box), .white)
      scene.stroke(.rectangle(box.inset(by: 0.4)), Stroke(color, width: 0.8), at: .fill)
      textColor = color
    case .hatched:
      scene.fill(.rectangle(box), .white)
      let hatched = Box(
        x: hatchStart,
        y: box.y,
        width: max(box.right - hatchStart, 0),
        height: box.height
      )
      if hatched.width > 1 { scene.hatch(.rectangle(hatched), color) }
      scene.stroke(.rectangle(box.inset(by: 0.3)), Stroke(color, width: 0.6), at: .fill)
      textColor = color
    case .dot:
      scene.dot(
        Point(placed.left, middle),
        radius: 2.4,
        ring: 0.8,
        color: color,
        isHollow: false
      )
    case .ring:
      scene.dot(Point(placed.left, middle), radius: 2.6, ring: 0.8, color: color, isHollow: true)
    case .decision:
      let square = Box(x: placed.left - 3.2, y: middle - 3.2, width: 6.4, height: 6.4)
      scene.fill(.rectangle(square), palette.warm, at: .point)
      textColor = palette.warm
    }
    if textColor.contrast(with: .white) < 4.5, !isInside { textColor = palette.text }
    func write(_ text: String, x: Double, _ align: Scene.Alignment, _ role: TextRole, row: Int) {
      scene.text(
        text,
        x: x,
        baseline: middle + 2.7 + Double(row) * Timeline.rowHeight,
        role,
        color: textColor,
        align: align,
        kind: isInside ? .inside : .annotation,
        halo: isInside ? 0 : 1.8,
        in: context
      )
    }
    let half = placed.item.end == nil ? 4.0 : 0
    if !isInside, placed.item.end != nil { textColor = palette.text }
    switch placed.words {
    case .none: break
    case .inside:
      let spare = box.width - context.width(of: placed.item.text, inside)
      let inset = min(Timeline.inset, max(spare / 2, 0))
      write(placed.item.text, x: box.left + inset, .left, inside, row: 0)
    case .right(let lines):
      for (row, line) in lines.enumerated() {
        write(line, x: placed.right + half + 4, .left, outsideRole, row: row)
      }
    case .left(let lines):
      for (row, line) in lines.enumerated() {
        write(line, x: placed.left - half - 4, .right, outsideRole, row: row)
      }
    }
  }

  /// Years over the lanes, hairlines under each lane, and the line of the edition's day behind the bars.
  private func drawFrame(
    _ scale: TimeScale,
    left: Double,
    width: Double,
    header: Double,
    foot: Double,
    _ separators: [Double],
    _ today: Double?,
    _ scene: inout Scene
  ) {
    let theme = context.theme
    let role = theme.type.axisLabel
    let first = Int(domain.lowerBound.rounded(.up))
    let last = Int((domain.upperBound - 1e-9).rounded(.down))
    let pitch = scale.position(of: 1) - scale.position(of: 0)
    let full = context.width(of: "2000", role)
    let step = [1, 2, 4, 5, 10, 20].first { Double($0) * pitch >= full + 14 } ?? 50
    if first <= last {
      for year in first...last where year % step == 0 || step == 1 {
        let x = scale.position(of: Double(year))
        scene.stroke(
          .line(from: Point(x, header), to: Point(x, foot)),
          theme.rules.grid,
          at: .grid
        )
        guard x + 3 + full <= width else { continue }
        scene.text(
          String(year),
          x: x + 3,
          baseline: header - 4,
          role,
          kind: .axis,
          in: context
        )
      }
    }
    scene.stroke(
      .line(from: Point(0, header), to: Point(width, header)),
      theme.rules.axis,
      at: .axis
    )
    for (index, y) in separators.enumerated() {
      let isLast = index == separators.count - 1
      scene.stroke(
        .line(from: Point(0, y), to: Point(width, y)),
        isLast ? theme.rules.tableGroup : theme.rules.grid,
        at: .grid
      )
    }
    guard let today, let date = context.today else { return }
    // The line begins under the years where it would cross one.
    let isCrossing = scene.texts.contains { text in
      text.box.bottom <= header && text.box.left - 2 < today && today < text.box.right + 2
    }
    scene.stroke(
      .line(from: Point(today, isCrossing ? header : header - 12), to: Point(today, foot)),
      theme.rules.today,
      at: .grid
    )
    let text = context.words.date(date)
    var label = theme.type.focusLabel
    label.color = theme.palette.text
    let wide = context.width(of: text, label)
    let x = min(max(today - wide / 2, 0), width - wide)
    scene.text(text, x: x, baseline: header - 15, label, kind: .axis, in: context)
  }
}
