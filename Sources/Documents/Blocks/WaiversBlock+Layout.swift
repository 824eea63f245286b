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
      let fragments = [
        Fragment(text(waiver.rule), name),
        Fragment(
          " – \(text(waiver.reason)) (\(waiver.by), \(setting.terms[.until]) \(until))",
          words
        ),
      ]
      addListItem(fragments, of: list, called: "waivers")
    }
  }

  /// The text in the report's language, else in the first that there is.
  private func text(_ text: LocalizedText) -> String {
    text[setting.language.code] ?? text.texts.sorted { $0.key < $1.key }.first?.value ?? ""
  }
}
