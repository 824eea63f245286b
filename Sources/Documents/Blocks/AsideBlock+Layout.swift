import Charts
import Drawing

extension FlowBuilder {
  /// Sets a note for the side columns: rule, label, number, text.
  mutating func addAside(_ block: AsideBlock) {
    let theme = theme
    let measure = theme.page.width(ofColumns: 4)
    let type = theme.type
    let text = TextRole(8, 10.5, .regular, theme.palette.text)
    let label = setting.lines(setting.fragments(block.label, type.panelTitle), measure)
    let value = block.value.map { setting.fragments($0, type.keyNumber) }
    let valueLines = value.map { setting.lines($0, measure) } ?? []
    let textLines = block.text.map { setting.lines(setting.fragments($0, text), measure) } ?? []
    let labelBaseline = 14.0
    let labelEnd = labelBaseline + Double(max(label.count, 1) - 1) * type.panelTitle.leading
    let valueBaseline = labelEnd + 29.5
    let valueEnd = valueBaseline + Double(max(valueLines.count, 1) - 1) * type.keyNumber.leading
    let textBaseline = valueLines.isEmpty ? labelEnd + 14 : valueEnd + 15
    let lastBaseline =
      textLines.isEmpty
      ? (valueLines.isEmpty ? labelEnd : valueEnd)
      : textBaseline + Double(textLines.count - 1) * text.leading
    let aside = Band.Aside(
      height: lastBaseline + 4,
      context: context + [setting.tag(.section)]
    ) { painter, origin in
      painter.artifact { $0.rule(at: origin, width: measure, theme.rules.tile) }
      painter.tagged(.paragraph) { painter in
        painter.check(label, fits: measure)
        let start = Point(origin.x, origin.y + labelBaseline)
        painter.draw(label, at: start, leading: type.panelTitle.leading)
      }
      if !valueLines.isEmpty {
        painter.tagged(.paragraph) { painter in
          painter.check(valueLines, fits: measure)
          let start = Point(origin.x, origin.y + valueBaseline)
          painter.draw(valueLines, at: start, leading: type.keyNumber.leading)
        }
      }
      if !textLines.isEmpty {
        painter.tagged(.paragraph) { painter in
          painter.check(textLines, fits: measure)
          let start = Point(origin.x, origin.y + textBaseline)
          painter.draw(textLines, at: start, leading: text.leading)
        }
      }
    }
    add(aside)
  }
}
