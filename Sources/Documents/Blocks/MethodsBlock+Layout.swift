import Charts
import Diagnostics
import Drawing
import Wording

extension FlowBuilder {
  /// The formulas in a list: what each is called, how it is written, its unit.
  mutating func addMethods(_ block: MethodsBlock) {
    guard !setting.model.formulas.isEmpty else {
      setting.diagnostics.report(.noModel("methods", at: block.head.span))
      return
    }
    let title = block.head.title.map { setting.string($0) } ?? setting.terms[.methods]
    addListHead(title)
    let name = TextRole(8, 10, .semibold, theme.palette.text)
    let formula = TextRole(8, 10, .regular, theme.palette.secondary, hasTabularFigures: true)
    let list = setting.tag(.list)
    for entry in setting.model.formulas {
      var fragments = [Fragment(sentenceCased(entry.title), name)]
      if !entry.unit.isEmpty { fragments.append(Fragment(" (\(entry.unit))", formula)) }
      fragments.append(Fragment(" = \(entry.text)", formula))
      addListItem(fragments, of: list, called: "methods")
    }
  }
}
