import Charts
import Drawing
import Indicators
import Wording

extension FlowBuilder {
  /// A list: the rule that is waived, then the reason, who answers for it and until when. Without
  /// waivers in force there is no list.
  mutating func addWaivers(_ block: WaiversBlock) {
    guard !setting.waivers.isEmpty else { return }
    addListHead(block.title.map { setting.string($0) } ?? setting.terms[.waivers])
    let name = TextRole(8, 10, .semibold, theme.palette.text)
    let words = TextRole(8, 10, .regular, theme.palette.secondary, hasTabularFigures: true)
    let language = setting.language
    let list = setting.tag(.list)
    for waiver in setting.waivers {
      let until = dateName(waiver.until, in: language)
      let reason = waiver.reason.text(forReadersOf: language.code) ?? ""
      let fragments = [
        Fragment(waiver.rule.text(forReadersOf: language.code) ?? "", name),
        Fragment(
          " – \(reason) (\(waiver.by), \(setting.terms[.until]) \(until))",
          words
        ),
      ]
      addListItem(fragments, of: list, called: "waivers")
    }
  }
}
