import Charts
import Drawing

/// Where a column of a table lies, from the table's left edge.
struct ColumnPlace {
  var x: Double
  var width: Double

  /// Where whole numbers end.
  var axis: Double

  /// What the head may take.
  var headRoom: Double
}

/// Gives the columns of a table their places in a width.
///
/// Heads stand in as few lines as let everything else stand in one; number columns have one pitch; what
/// is still too wide is taken from the texts, which wrap.
struct ColumnPlacer {
  private let model: TableModel
  private let width: Double
  private let setting: Setting

  init(_ model: TableModel, width: Double, setting: Setting) {
    self.model = model
    self.width = width
    self.setting = setting
  }

  func places() -> [ColumnPlace] {
    var needs = self.needs(headLines: 1)
    for count in 2...4 where total(needs) > width { needs = self.needs(headLines: count) }
    let free = width - total(needs)
    if free < 0 {
      squeeze(&needs, by: -free)
    } else {
      spread(free, over: &needs)
    }
    return placed(needs)
  }

  private func needs(headLines: Int) -> [ColumnNeed] {
    var needs = model.columns.indices.map {
      ColumnNeed(model, $0, headLines: headLines, setting)
    }
    let alike = needs.indices.filter {
      needs[$0].isNumeric && !model.columns[$0].isHeat && model.columns[$0].width == nil
    }
    // One pitch for all numbers where there is room for it.
    let before = alike.map { needs[$0].before }.max() ?? 0
    let after = alike.map { needs[$0].width - needs[$0].before }.max() ?? 0
    var evened = needs
    for index in alike {
      evened[index].before = before
      evened[index].width = before + after
    }
    if total(evened) <= width { needs = evened }
    return needs
  }

  /// The gap behind a column.
  private func gap(after column: Int) -> Double {
    guard column + 1 < model.columns.count else { return 0 }
    if model.columns[column].isHeat, model.columns[column + 1].isHeat { return 0.8 }
    return model.isHeat ? 9 : 12
  }

  private func total(_ needs: [ColumnNeed]) -> Double {
    needs.indices.reduce(0) { $0 + needs[$1].width + gap(after: $1) }
  }

  /// The widest text columns give way first, down to one width and no further than their widest words:
  /// what wraps anyway wraps once more, and short names stay on their line.
  private func squeeze(_ needs: inout [ColumnNeed], by missing: Double) {
    let texts = needs.indices.filter { !needs[$0].isNumeric }
    let wanted = texts.reduce(0) { $0 + needs[$1].width } - missing
    func given(_ limit: Double) -> [Double] {
      texts.map { min(needs[$0].width, max(limit, needs[$0].least)) }
    }
    var low = 0.0
    var high = texts.map { needs[$0].width }.max() ?? 0
    // Halving 40 times leaves less than a millionth of a point.
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if given(middle).reduce(0, +) > wanted { high = middle } else { low = middle }
    }
    for (index, width) in zip(texts, given(low)) { needs[index].width = width }
  }

  /// Room that is left goes to a column that asks for it; else to the cells of a heat table, to numbers
  /// up to 30 points each, and then to the first column.
  private func spread(_ free: Double, over needs: inout [ColumnNeed]) {
    var rest = free
    let wide = needs.indices.filter { model.columns[$0].isWide }
    let heat = needs.indices.filter { model.columns[$0].isHeat }
    let numeric = needs.indices.filter { needs[$0].isNumeric && !model.columns[$0].isHeat }
    if wide.isEmpty, !heat.isEmpty {
      let each = min(rest / Double(heat.count), 24)
      for index in heat {
        needs[index].width += each
        needs[index].before += each / 2
      }
      rest -= each * Double(heat.count)
    } else if wide.isEmpty, !numeric.isEmpty {
      let each = min(rest / Double(numeric.count), 30)
      for index in numeric { needs[index].extra = each }
      rest -= each * Double(numeric.count)
    }
    let texts = needs.indices.filter { !needs[$0].isNumeric }
    if !wide.isEmpty {
      for index in wide { needs[index].extra = rest / Double(wide.count) }
    } else if numeric.isEmpty, heat.isEmpty, texts.count > 1 {
      for index in texts { needs[index].extra = rest / Double(texts.count) }
    } else if let first = texts.first {
      needs[first].extra = rest
    }
  }

  private func placed(_ needs: [ColumnNeed]) -> [ColumnPlace] {
    var x = 0.0
    return needs.enumerated().map { index, need in
      // A number column's room stands before its numbers, so that the last one ends at the edge.
      let left = x + (need.isNumeric ? need.extra : 0)
      x += need.width + need.extra + gap(after: index)
      let width = need.width + (need.isNumeric ? 0 : need.extra)
      let head: Double
      if model.columns[index].isHeat {
        head = width
      } else {
        head = need.isNumeric ? need.before + need.extra : width
      }
      return ColumnPlace(x: left, width: width, axis: left + need.before, headRoom: head)
    }
  }
}

/// How much room a column needs.
private struct ColumnNeed {
  var width: Double

  /// For numbers: from the left edge to where whole numbers end.
  var before: Double
  var extra = 0.0

  /// The widest word, below which text can't be set.
  let least: Double
  let isNumeric: Bool

  init(_ model: TableModel, _ column: Int, headLines: Int, _ setting: Setting) {
    let spec = model.columns[column]
    let head = TextRole(8, 10, .semibold, setting.theme.palette.text)
    let headWidth = narrowest(spec.head, head, lines: headLines, setting)
    let cells = model.rows.compactMap { row -> TableModel.Cell? in
      if case .cells(let cells, _, _) = row { cells[column] } else { nil }
    }
    let size = CellSize(cells, setting)
    isNumeric = spec.isNumeric
    if spec.isHeat {
      width = max(spec.width ?? 0, size.whole + size.rest + 8, headWidth, 36)
      before = (width + size.whole - size.rest) / 2
      least = width
    } else if spec.isNumeric {
      before = max(size.whole, headWidth)
      width = max(before + size.rest, spec.width ?? 0)
      before = max(before, width - size.rest)
      least = width
    } else {
      width = spec.width ?? max(size.text, headWidth)
      before = 0
      let word = narrowest(spec.head, head, lines: 9, setting)
      least = min(max(size.word, word), width)
    }
  }
}

/// The widths that a column's cells take.
private struct CellSize {
  /// Numbers up to their decimal point and from it on, with marks.
  var whole = 0.0
  var rest = 0.0

  /// Texts in one line, and their widest word.
  var text = 0.0
  var word = 0.0

  init(_ cells: [TableModel.Cell], _ setting: Setting) {
    let number = TextRole(8, 10, .semibold, setting.theme.palette.text, hasTabularFigures: true)
    for cell in cells {
      switch cell.content {
      case .text(let fragments):
        text = max(text, setting.lines(fragments, .infinity).map(\.width).max() ?? 0)
        let words = setting.ruler.words(of: fragments)
        word = max(word, words.map(\.width).max() ?? 0)
      case .number(let printed, let mark, _):
        let parts = decimalParts(printed)
        whole = max(whole, setting.width(of: parts.whole, number))
        let sign = mark.map { 2 + setting.width(of: $0, setting.theme.type.note) } ?? 0
        rest = max(rest, setting.width(of: parts.rest, number) + sign)
      case .missing(let mark):
        whole = max(whole, setting.width(of: mark, number))
      case .bar:
        text = max(text, 52)
      case .empty:
        break
      }
    }
  }
}

/// The least width in which a head stands in so many lines.
private func narrowest(
  _ text: String,
  _ role: TextRole,
  lines: Int,
  _ setting: Setting
) -> Double {
  let whole = setting.width(of: text, role)
  guard lines > 1, !text.isEmpty else { return whole }
  let fragments = [Fragment(text, role)]
  let words = setting.ruler.words(of: fragments)
  var width = words.map(\.width).max() ?? whole
  while width < whole, setting.lines(fragments, width).count > lines { width += 2 }
  return min(width + 0.01, whole)
}
