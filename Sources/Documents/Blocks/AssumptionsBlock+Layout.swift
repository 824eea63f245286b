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
      TableModel.Column(head(.unit), isNumeric: false),
      TableModel.Column(head(.low), isNumeric: true),
      TableModel.Column(head(.mode), isNumeric: true),
      TableModel.Column(head(.high), isNumeric: true),
      TableModel.Column(head(.reason), isNumeric: false),
    ]
    model.columns[5].isWide = true
    var secondary = cellRole
    secondary.color = theme.palette.secondary
    model.rows = setting.model.assumptions.map { assumption in
      let shown = [assumption.low, assumption.mode, assumption.high]
      let decimals = sharedDecimals(of: shown.compactMap { $0 })
      var cells = [
        TableModel.Cell(.text([Fragment(sentenceCased(assumption.title), cellRole)])),
        TableModel.Cell(.text([Fragment(assumption.unit, secondary)])),
      ]
      for (index, value) in shown.enumerated() {
        let text = value.map { number($0, decimals: decimals, in: setting.language) }
        cells.append(
          TableModel.Cell(text.map { .number($0, mark: nil, isStrong: index == 1) } ?? .empty)
        )
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
