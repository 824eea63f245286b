import Charts
import Drawing
import Wording

extension FlowBuilder {
  /// Sets findings: the number in a margin of 18, the sentence in bold with its page at the right, and
  /// the text under it.
  mutating func addFindings(_ block: FindingsBlock) {
    if let title = block.title { addListHead(setting.string(title)) }
    let list = setting.tag(.list)
    for (index, item) in block.items.enumerated() {
      add(item, number: index + 1, in: list, isFirst: index == 0)
    }
  }

  private mutating func add(
    _ item: FindingsBlock.Item,
    number: Int,
    in list: OpenTag,
    isFirst: Bool
  ) {
    let role = theme.type.body
    var strong = role
    strong.style.weight = .semibold
    let margin = 18.0
    let page = pageLine(of: item)
    let width = width
    let room = width - margin - (page.map { $0.width + 10 } ?? 0)
    let head = setting.lines(setting.fragments(item.finding, strong), room)
    let text =
      item.text.map { setting.lines(setting.fragments($0, role), width - margin) } ?? []
    let figure = setting.run("\(number)", numberRole)
    let count = head.count + text.count
    // The space above an item is what gives and takes when columns are to share a foot.
    let gap = isFirst ? 0.0 : 18
    let height = Double(count) * role.leading + gap
    var band = Band("findings", height: height) { painter, origin, given in
      let baseline = origin.y + 10 + max(gap + given - height, 0)
      painter.tagged(.listLabel) { $0.draw(figure, at: Point(origin.x, baseline)) }
      painter.tagged(.listBody) { painter in
        painter.check(head, fits: room)
        painter.check(text, fits: width - margin)
        painter.draw(head, at: Point(origin.x + margin, baseline), leading: role.leading)
        if let page {
          painter.draw(page, at: Point(origin.x + width - page.width, baseline))
        }
        let below = baseline + Double(head.count) * role.leading
        painter.draw(text, at: Point(origin.x + margin, below), leading: role.leading)
      }
    }
    band.context = context + [list, setting.tag(.listItem)]
    band.spaceBefore = isFirst ? 4 : 0
    band.shrink = isFirst ? 0 : 10
    band.grow = isFirst ? 0 : 9
    add(band)
  }

  private var numberRole: TextRole {
    var role = theme.type.heading3
    role.color = theme.palette.focus
    return role
  }

  private func pageLine(of item: FindingsBlock.Item) -> Line? {
    guard let target = item.target, setting.isKnown(target, at: item.targetSpan) else {
      return nil
    }
    let folio = setting.folios[target] ?? 0
    let text = "p.\u{A0}\(folio)"
    var line = setting.run(text, TextRole(9.5, 13.5, .regular, theme.palette.focus))
    let link = setting.link(to: target, saying: setting.terms.page(folio))
    for index in line.runs.indices { line.runs[index].fragment.link = link }
    return line
  }
}
