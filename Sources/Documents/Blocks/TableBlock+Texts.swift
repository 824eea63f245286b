import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// Texts in rows and columns.
extension FlowBuilder {
  func textTable(
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
}

/// Whether a text is a number as tables align them: digits with signs and separators.
private func isNumberLike(_ text: String) -> Bool {
  let signs: Set<Character> = [
    "−", "+", "-", ".", ",", "%", "\u{A0}", ">", "<", "n", "/", "a", "–",
  ]
  return text.contains(where: \.isNumber)
    && text.allSatisfy { $0.isNumber || signs.contains($0) } || text == "–" || text == "n/a"
}
