import Charts
import Drawing
import Wording

extension FlowBuilder {
  /// Sets the first-level headings with their pages, a hairline under each.
  mutating func addContents(_ block: ContentsBlock) {
    addListHead(block.title.map { setting.string($0) } ?? setting.terms[.contents])
    let list = setting.tag(.tableOfContents)
    for (index, entry) in setting.contents.enumerated() {
      add(entry, in: list, isFirst: index == 0)
    }
  }

  private mutating func add(_ entry: ContentsEntry, in list: OpenTag, isFirst: Bool) {
    let role = TextRole(9, 12, .regular, theme.palette.text)
    let folioRole = TextRole(9.5, 13.5, .medium, theme.palette.focus, hasTabularFigures: true)
    let page = setting.folios[entry.id] ?? 0
    let folio = setting.run("\(page)", folioRole)
    let room = width - folio.width - 8
    let lines = setting.lines([Fragment(entry.title, role)], room)
    let stroke = theme.rules.running
    let width = width
    let height = 17.2 + Double(lines.count - 1) * role.leading
    var band = Band("contents", height: height) { painter, origin, given in
      let baseline = origin.y + 12 + (given - height)
      let contents = "\(entry.title) \(page)"
      painter.tagged(.link(contents: contents)) { painter in
        painter.check(lines, fits: room)
        painter.draw(lines, at: Point(origin.x, baseline), leading: role.leading)
        let last = baseline + Double(lines.count - 1) * role.leading
        painter.draw(folio, at: Point(origin.x + width - folio.width, last))
        let box = Box(x: origin.x, y: origin.y, width: width, height: given)
        painter.list.append(.link(box, .destination(entry.id)))
      }
      painter.artifact {
        $0.rule(at: Point(origin.x, origin.y + given), width: width, stroke)
      }
    }
    band.context = context + [list, setting.tag(.tableOfContentsItem)]
    band.spaceBefore = isFirst ? 2 : 0
    band.shrink = 2.4
    band.grow = 3
    add(band)
  }
}
