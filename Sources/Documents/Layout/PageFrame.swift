import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// What stands on each page round its text: running head, foot, and the cover as a whole.
struct PageFrame {
  let report: Report
  let setting: Setting
  let size: Size

  private var theme: Theme { setting.theme }
  private var metrics: PageMetrics { setting.theme.page }

  private var left: Double { (size.width - metrics.measure) / 2 }
  private var right: Double { left + metrics.measure }

  /// A4 is the paper that the theme's heights are for; another paper ends higher or lower.
  private var drop: Double { size.height - 841.89 }

  var textArea: PageArea {
    PageArea(
      top: metrics.headingBaseline - 20,
      bottom: metrics.textEnd + drop,
      left: left,
      asideLeft: left + metrics.width(ofColumns: 8) + metrics.gutter
    )
  }

  private var editionName: String {
    let edition = setting.edition
    let name = edition.id.prefix { $0 != "." }
    let period =
      Period(name).map { periodName($0, in: setting.language, style: .long) }
      ?? monthName(year: edition.date.year, month: edition.date.month, in: setting.language)
    return "\(setting.terms[.edition]) \(period)"
  }

  /// Head and foot of a page.
  func drawFurniture(_ painter: inout PagePainter, section: String) {
    let role = theme.type.runningHead
    var strong = role
    strong.style.weight = .semibold
    strong.color = theme.palette.focus
    let title = setting.run(setting.string(report.front.title), role)
    let head = setting.run(
      shortened(section, to: metrics.measure - title.width - 20, strong),
      strong
    )
    let excess = head.width + 20 + title.width - metrics.measure
    if !section.isEmpty, excess > 0 {
      let help = "give a shorter 'title', or the heading a 'short'"
      let place = report.front.title.span
      painter.overflow("title in the running head", by: excess, at: place, help: help)
    }
    let edition = setting.run(editionName, role)
    let folio = setting.run("\(painter.page)", strong)
    let foot = metrics.footBaseline + drop
    painter.artifact { painter in
      painter.draw(head, at: Point(left, metrics.runningHeadBaseline))
      painter.draw(title, at: Point(right - title.width, metrics.runningHeadBaseline))
      let rule = theme.rules.running
      painter.rule(at: Point(left, metrics.runningHeadRule), width: metrics.measure, rule)
      painter.rule(at: Point(left, metrics.footRule + drop), width: metrics.measure, rule)
      painter.draw(edition, at: Point(left, foot))
      painter.draw(folio, at: Point(right - folio.width, foot))
    }
  }

  /// A text cut at a word with an ellipsis where it is too long.
  private func shortened(_ text: String, to room: Double, _ role: TextRole) -> String {
    if setting.width(of: text, role) <= room { return text }
    var words = text.split(separator: " ")
    while words.count > 1 {
      words.removeLast()
      let shorter = words.joined(separator: " ") + "\u{A0}…"
      if setting.width(of: shorter, role) <= room { return shorter }
    }
    return text
  }

  // MARK: Cover

  /// The first page: rule, edition, title, finding, one large drawing, its sentence and its source.
  /// Without a drawing the contents stand in its place, if they stand nowhere else.
  func drawCover(
    _ cover: CoverBlock?,
    listsContents: Bool,
    _ painter: inout PagePainter,
    in document: OpenTag
  ) {
    let context = [document, setting.tag(.section)]
    painter.beginPage(size: size)
    painter.enter(context)
    painter.begin(Band("cover", height: 0) { _, _, _ in })
    let type = theme.type
    painter.artifact { painter in
      painter.rule(at: Point(left, 64), width: metrics.measure, theme.rules.figure)
    }
    var edition = type.coverKicker
    edition.style.weight = .semibold
    edition.color = theme.palette.focus
    let editionLine = setting.run(editionName, edition)
    painter.tagged(.paragraph) { $0.draw(editionLine, at: Point(left, 78)) }
    if let kicker = report.front.kicker ?? report.front.subtitle {
      let line = setting.run(setting.string(kicker), type.coverKicker)
      let excess = editionLine.width + 20 + line.width - metrics.measure
      if excess > 0 {
        let key = report.front.kicker == nil ? "subtitle" : "kicker"
        painter.overflow("\(key) beside the edition", by: excess, at: kicker.span)
      }
      painter.tagged(.paragraph) { $0.draw(line, at: Point(right - line.width, 78)) }
    }
    let finding = drawTitle(&painter)
    let top = drawFinding(&painter, below: finding)
    if let cover {
      draw(cover, &painter, from: top)
    } else if listsContents, setting.contents.count > 1 {
      drawContents(&painter, from: top, in: context)
    }
  }

  private func drawContents(
    _ painter: inout PagePainter,
    from top: Double,
    in context: [OpenTag]
  ) {
    let width = metrics.width(ofColumns: 8)
    var flow = FlowBuilder(setting: setting, width: width, textWidth: width, context: context)
    flow.addContents(ContentsBlock())
    let height = stackHeight(flow.bands)
    drawStack(flow.bands, &painter, at: Point(left, top), height: height)
    let room = metrics.textEnd + drop - top
    if height > room { painter.overflow("the contents", by: height - room) }
  }

  /// Returns the last baseline.
  private func drawTitle(_ painter: inout PagePainter) -> Double {
    let role = theme.type.coverTitle
    let title = setting.fragments(report.front.title, role)
    let measure = metrics.width(ofColumns: 11)
    let lines = setting.lines(title, measure, filling: .balanced)
    painter.tagged(.heading(level: 1)) { painter in
      painter.check(lines, fits: metrics.measure)
      if lines.count > 3 {
        let excess = Double(lines.count - 3) * role.leading
        let help = "three lines are the most a title may take"
        painter.overflow("title on the cover", by: excess, at: report.front.title.span, help: help)
      }
      painter.draw(lines, at: Point(left, 155), leading: role.leading)
    }
    return 155 + Double(max(lines.count, 1) - 1) * role.leading
  }

  /// Returns where the drawing may begin.
  private func drawFinding(_ painter: inout PagePainter, below baseline: Double) -> Double {
    guard let finding = report.front.finding else { return baseline + 60 }
    let role = theme.type.coverFinding
    let measure = metrics.width(ofColumns: 10) + 8
    let lines = setting.lines(setting.fragments(finding, role), measure)
    let first = baseline + 44
    painter.tagged(.paragraph) { painter in
      painter.check(lines, fits: metrics.measure)
      painter.draw(lines, at: Point(left, first), leading: role.leading)
    }
    return first + Double(max(lines.count, 1) - 1) * role.leading + 56
  }

  private func draw(_ cover: CoverBlock, _ painter: inout PagePainter, from top: Double) {
    let sourceRule = 771 + drop
    let sentenceRole = TextRole(8, 10.5, .regular, theme.palette.text)
    let sentence =
      cover.head.note.map {
        setting.lines(setting.fragments($0, sentenceRole), metrics.measure)
      } ?? []
    let sentenceTop = sourceRule - 22 - Double(max(sentence.count, 1) - 1) * 10.5
    let height = sentenceTop - 18 - top
    guard
      let plot = setting.plotter.plot(
        cover.node,
        size: Size(metrics.measure, height),
        into: &setting.diagnostics
      )
    else { return }
    setting.use(sources: plot.sources)
    let alternative = cover.head.alternative.map { setting.string($0) } ?? plot.alternative
    painter.tagged(.figure(alternative: alternative)) { painter in
      painter.list.append(contentsOf: plot.list, offset: Point(left, top))
    }
    painter.checkWidth(of: plot.size, fits: metrics.measure, "the cover's drawing")
    if plot.size.height > height + 1 {
      painter.overflow("the cover's drawing", by: plot.size.height - height)
    }
    if !sentence.isEmpty {
      painter.tagged(.paragraph) { painter in
        painter.draw(sentence, at: Point(left, sentenceTop), leading: 10.5)
      }
    }
    drawSource(of: cover, plot, &painter, at: sourceRule)
  }

  private func drawSource(
    of cover: CoverBlock,
    _ plot: Plot,
    _ painter: inout PagePainter,
    at rule: Double
  ) {
    let role = theme.type.note
    let text: [Fragment]
    if let source = cover.head.source {
      text = setting.fragments(source, role)
    } else {
      let line = setting.sourceLine(
        plot.sources,
        isCalculated: plot.isCalculated,
        isModelled: plot.isModelled
      )
      text = [Fragment(line, role)]
    }
    let lines = setting.lines(text, metrics.measure)
    guard !lines.isEmpty else { return }
    painter.artifact {
      $0.rule(at: Point(left, rule), width: metrics.measure, theme.rules.running)
    }
    painter.tagged(.paragraph) {
      $0.draw(lines, at: Point(left, rule + 12), leading: role.leading)
    }
  }
}
