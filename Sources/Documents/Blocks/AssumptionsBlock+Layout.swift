import Charts
import Diagnostics
import Drawing
import Wording

extension FlowBuilder {
  /// The model's assumptions as a numbered table: low, mode, high, reason.
  mutating func addAssumptions(_ block: AssumptionsBlock) { addTable(of: .assumptions(block)) }

  func assumptionsContent(_ block: AssumptionsBlock) -> TableContent? {
    guard !setting.model.assumptions.isEmpty else {
      setting.diagnostics.report(.noModel("assumptions", at: block.head.span))
      return nil
    }
    let terms = setting.terms
    func head(_ term: Term) -> String { sentenceCased(terms[term]) }
    var model = TableModel(columns: [], rows: [])
    model.columns = [
      TableModel.Column(head(.parameter), isNumeric: false),
      TableModel.Column(head(.low), isNumeric: false),
      TableModel.Column(head(.mode), isNumeric: false),
      TableModel.Column(head(.high), isNumeric: false),
      TableModel.Column(head(.reason), isNumeric: false),
    ]
    // Each row has its own unit, so that the numbers of a column share an edge and no decimal point.
    for column in 1...3 { model.columns[column].isRightAligned = true }
    model.columns[4].isWide = true
    var strong = cellRole
    strong.style.weight = .semibold
    var secondary = cellRole
    secondary.color = theme.palette.secondary
    model.rows = setting.model.assumptions.map { assumption in
      let shown = [assumption.low, assumption.mode, assumption.high]
      let decimals = sharedDecimals(of: shown.compactMap { $0 })
      let title = sentenceCased(assumption.title)
      let name = assumption.unit.isEmpty ? title : "\(title), \(assumption.unit)"
      var cells = [TableModel.Cell(.text([Fragment(name, cellRole)]))]
      for (index, value) in shown.enumerated() {
        var text = value.map {
          number($0, decimals: decimals, in: setting.language) + assumption.sign
        }
        // A path is shown by where it starts and where it ends.
        if index == 1, let start = text, let last = assumption.last {
          let end = min(sharedDecimals(of: [last]), 2)
          text = start + " → " + number(last, decimals: end, in: setting.language) + assumption.sign
        }
        let role = index == 1 ? strong : cellRole
        cells.append(TableModel.Cell(text.map { .text([Fragment($0, role)]) } ?? .empty))
      }
      let reason = assumption.reason.map { RichText($0, into: &setting.diagnostics) }
      let words = reason.map { setting.fragments($0, secondary) } ?? []
      cells.append(TableModel.Cell(.text(words)))
      return .cells(cells, isTotal: false, endsGroup: false)
    }
    return TableContent(
      model: model,
      subtitle: "",
      notes: [],
      sources: [],
      isCalculated: false,
      isModelled: true
    )
  }
}
