import Charts
import Diagnostics
import Drawing

/// How far below a line's top its baseline lies, for a leading and a size of type.
func baselineOffset(_ leading: Double, _ size: Double) -> Double {
  // The line's box is centred on the letters' box: ascender 0.97, descender 0.24 of the size (Inter).
  (leading + (0.97 - 0.24) * size) / 2
}

extension FlowBuilder {
  /// The heading of a page, balanced over at most two lines.
  mutating func addPageHeading(_ heading: Heading, at span: SourceSpan) {
    let role = theme.type.heading1
    let fragments = setting.fragments(heading.content, role, at: span)
    let lines = setting.lines(fragments, width, filling: .balanced)
    if lines.count > 2 {
      let title = setting.string(heading.content, at: span)
      setting.note(
        "the heading '\(title)' takes \(lines.count) lines",
        at: span,
        label: "expected two at most"
      )
    }
    let baseline = 20.0
    let width = width
    var band = Band("heading", height: Double(lines.count) * role.leading) { painter, origin, _ in
      painter.place(heading.id, at: Point(origin.x, origin.y))
      painter.check(lines, fits: width)
      painter.draw(lines, at: Point(origin.x, origin.y + baseline), leading: role.leading)
    }
    band.context = context + [setting.headingTag(level: 1)]
    band.spaceAfter = 11
    band.keepsWithNext = true
    add(band)
  }

  /// The standfirst under a page's heading.
  mutating func addDeck(_ blocks: [ReportBlock]) {
    let role = theme.type.deck
    let measure = theme.page.width(ofColumns: 11)
    for block in blocks {
      guard case .paragraph(let inlines) = block.kind else { continue }
      let fragments = setting.fragments(inlines, role, at: block.span)
      let lines = setting.lines(fragments, min(measure, width))
      if lines.count > 2 {
        setting.note(
          "a standfirst takes \(lines.count) lines",
          at: block.span,
          label: "expected two at most"
        )
      }
      var band = Band("standfirst", height: Double(lines.count) * role.leading) {
        painter,
        origin,
        _ in
        painter.draw(lines, at: Point(origin.x, origin.y + 11), leading: role.leading)
      }
      band.context = context + [setting.tag(.paragraph)]
      if let last = bands.last, last.name == "heading" { replaceLastSpaceAfter(4) }
      band.spaceBefore = 4
      band.spaceAfter = 15
      band.keepsWithNext = true
      add(band)
    }
  }

  mutating func addHeading(_ heading: Heading, at span: SourceSpan) {
    if heading.level == 1 {
      addPageHeading(heading, at: span)
      return
    }
    let role = heading.level == 2 ? theme.type.heading2 : theme.type.heading3
    let fragments = setting.fragments(heading.content, role, at: span)
    let lines = setting.lines(fragments, width, filling: .balanced)
    let offset = baselineOffset(role.leading, role.style.size)
    var band = Band("heading", height: Double(lines.count) * role.leading) { painter, origin, _ in
      painter.place(heading.id, at: Point(origin.x, origin.y))
      painter.draw(lines, at: Point(origin.x, origin.y + offset), leading: role.leading)
    }
    band.context = context + [setting.headingTag(level: min(heading.level, 3))]
    band.spaceBefore = heading.level == 2 ? 18 : 13.5
    band.spaceAfter = heading.level == 2 ? 5 : 2
    band.keepsWithNext = true
    add(band)
  }

  /// A paragraph: a band a line, so that a page may end inside it, two lines at least on each side.
  mutating func addParagraph(_ inlines: [Inline], at span: SourceSpan) {
    let fragments = setting.fragments(inlines, theme.type.body, at: span)
    addLines(fragments, "paragraph", in: [setting.tag(.paragraph)])
  }

  mutating func addLines(
    _ fragments: [Fragment],
    _ name: String,
    in elements: [OpenTag],
    spaceBefore: Double = 6.75,
    spaceAfter: Double = 6.75
  ) {
    let role = theme.type.body
    let measure = textWidth - indent
    let lines = setting.lines(fragments, measure)
    let offset = baselineOffset(role.leading, role.style.size)
    let indent = indent
    for (index, line) in lines.enumerated() {
      var band = Band(name, height: role.leading) { painter, origin, _ in
        painter.check(line, fits: measure)
        painter.draw(line, at: Point(origin.x + indent, origin.y + offset))
      }
      band.isFullWidth = false
      band.context = context + elements
      if index == 0 { band.spaceBefore = spaceBefore }
      if index == lines.count - 1 { band.spaceAfter = spaceAfter }
      let isEdge = index == 0 || index == lines.count - 2
      band.keepsWithNext = isEdge && index < lines.count - 1
      add(band)
    }
  }

  mutating func addQuote(_ blocks: [ReportBlock]) {
    let quote = setting.tag(.blockQuote)
    var inner = FlowBuilder(
      setting: setting,
      width: width,
      textWidth: textWidth,
      context: context + [quote]
    )
    inner.indent = indent + 12
    inner.add(blocks)
    for band in inner.bands { add(band) }
  }

  mutating func addList(start: Int?, _ items: [[ReportBlock]]) {
    let list = setting.tag(.list)
    let labels = items.indices.map { index in start.map { "\($0 + index)." } ?? "•" }
    let role = theme.type.body
    let step = max(12, (labels.map { setting.width(of: $0, role) }.max() ?? 0) + 5)
    for (index, item) in items.enumerated() {
      let element = setting.tag(.listItem)
      addListLabel(labels[index], in: [list, element, setting.tag(.listLabel)], index == 0)
      let body = setting.tag(.listBody)
      var inner = FlowBuilder(
        setting: setting,
        width: width,
        textWidth: textWidth,
        context: context + [list, element, body]
      )
      inner.indent = indent + step
      for (position, block) in item.enumerated() {
        if case .paragraph(let inlines) = block.kind {
          inner.addLines(
            setting.fragments(inlines, role, at: block.span),
            "list",
            in: [],
            spaceBefore: position == 0 ? 0 : 4,
            spaceAfter: index == items.count - 1 ? 6.75 : 3
          )
        } else {
          inner.add([block])
        }
      }
      for band in inner.bands { add(band) }
    }
  }

  /// The label takes no height of its own: the item's first line stands beside it.
  private mutating func addListLabel(_ label: String, in elements: [OpenTag], _ isFirst: Bool) {
    let role = theme.type.body
    let line = setting.run(label, role)
    let offset = baselineOffset(role.leading, role.style.size)
    let indent = indent
    var band = Band("list", height: 0) { painter, origin, _ in
      painter.draw(line, at: Point(origin.x + indent, origin.y + offset))
    }
    band.isFullWidth = false
    band.context = context + elements
    band.spaceBefore = isFirst ? 4 : 3
    band.keepsWithNext = true
    add(band)
  }

  mutating func addCode(_ text: String) {
    var role = theme.type.label
    role.style.weight = .medium
    let element = setting.tag(.paragraph)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, row) in rows.enumerated() where !(index == rows.count - 1 && row.isEmpty) {
      let line = setting.run(String(row), role)
      let width = width
      var band = Band("code", height: 11) { painter, origin, _ in
        painter.check(line, fits: width)
        painter.draw(line, at: Point(origin.x, origin.y + 8.5))
      }
      band.context = context + [element]
      if index == 0 { band.spaceBefore = 6.75 }
      band.spaceAfter = index == rows.count - 1 ? 6.75 : 0
      add(band)
    }
  }

  mutating func addRule() {
    let stroke = theme.rules.running
    let width = width
    var band = Band("rule", height: 0.5) { painter, origin, _ in
      painter.artifact { $0.rule(at: origin, width: width, stroke) }
    }
    band.context = context
    band.spaceBefore = 10
    band.spaceAfter = 10
    add(band)
  }

  /// The footnotes that the flow referred to, in small type at its end.
  mutating func addFootnotes(_ footnotes: [String: [MarkdownBlock]]) {
    let pending = setting.takePendingFootnotes()
    let role = theme.type.note
    for (index, note) in pending.enumerated() {
      guard let blocks = footnotes[note.label] else { continue }
      let number = Fragment("\(note.number)\u{A0}", role)
      let texts = blocks.flatMap { block -> [Fragment] in
        guard case .paragraph(let inlines) = block.kind else { return [] }
        return setting.fragments(inlines, role, at: block.span)
      }
      let lines = setting.lines([number] + texts, width)
      let id = "note-\(note.number)"
      var band = Band("footnote", height: Double(lines.count) * role.leading) {
        painter,
        origin,
        _ in
        painter.place(id, at: origin)
        painter.draw(lines, at: Point(origin.x, origin.y + 7), leading: role.leading)
      }
      band.context = context + [setting.tag(.note(id: id))]
      band.spaceBefore = index == 0 ? 13.5 : 2
      add(band)
    }
  }
}
