import Charts
import Drawing

/// Lists that blocks make: formulas, waivers, sources, findings.
extension FlowBuilder {
  /// A rule over the width with a list's head under it.
  mutating func addListHead(_ title: String) {
    let role = theme.type.heading3
    let line = setting.run(title, role)
    let stroke = theme.rules.figure
    let width = width
    var band = Band("head", height: 20) { painter, origin, _ in
      painter.artifact { $0.rule(at: origin, width: width, stroke) }
      painter.draw(line, at: Point(origin.x, origin.y + 14))
    }
    band.context = context + [setting.headingTag(level: 2)]
    band.spaceBefore = 20
    band.keepsWithNext = true
    add(band)
  }

  /// An item in small type, over the whole width.
  mutating func addListItem(_ fragments: [Fragment], of list: OpenTag, called name: String) {
    addListItem([fragments], of: list, called: name)
  }

  /// An item of several paragraphs, which stay together.
  mutating func addListItem(_ paragraphs: [[Fragment]], of list: OpenTag, called name: String) {
    let width = width
    let lines = paragraphs.flatMap { setting.lines($0, width) }
    let gap = paragraphs.count > 1 ? 6 : 3.5
    var band = Band(name, height: Double(lines.count) * 10 + gap) { painter, origin, _ in
      painter.tagged(.listBody) { painter in
        painter.check(lines, fits: width)
        painter.draw(lines, at: Point(origin.x, origin.y + 8), leading: 10)
      }
    }
    band.context = context + [list, setting.tag(.listItem)]
    add(band)
  }
}
