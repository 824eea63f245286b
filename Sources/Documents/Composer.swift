import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

extension SourceFile {
  /// Where a character first stands.
  fileprivate func span(ofFirst character: Unicode.Scalar) -> SourceSpan? {
    let wanted = Array(String(character).utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) }
    return start.map { SourceSpan(self, $0..<($0 + wanted.count)) }
  }
}

/// Sets a report on its pages, as often as it takes until the page numbers it prints are right.
struct Composer {
  let report: Report
  let theme: Theme
  let language: Language
  let edition: EditionDescription
  let catalogue: Catalogue
  let model: ModelDescription
  let values: any ValueSource
  let plotter: any Plotter
  let ruler: Measure
  var waivers: [WaiverDescription] = []

  /// Told of each chart when it is first set.
  let announce: ((ComposedFigure) -> Void)?

  /// A part of the report that begins a page, with its heading.
  struct Section {
    let heading: Heading?
    let headingSpan: SourceSpan
    var blocks: [ReportBlock]
  }

  /// What one pass made.
  struct Pass {
    let painter: PagePainter
    let setting: Setting
    let result: PassResult
    let fills: [PageFill]
  }

  /// How full a page's text area is, 0 to 1, and what would fill it further: the block that begins the
  /// next page of its section, else the one that it begins with itself.
  struct PageFill {
    let share: Double
    var next: SourceSpan?
    var first: SourceSpan?
  }

  func compose(into diagnostics: inout DiagnosticList) -> Composition? {
    let names = ReportNames(report.blocks, lost: report.lost)
    var before = PassResult()
    var pass = compose(names, before: before, announce: announce)
    // A number that takes more room can move a line; three passes settle all but a made-up case.
    var count = 1
    while pass.result != before, count < 5 {
      before = pass.result
      pass = compose(names, before: before)
      count += 1
    }
    diagnostics.report(contentsOf: pass.setting.diagnostics)
    for overflow in Set(pass.painter.overflows).sorted(by: overflowOrder) {
      diagnostics.report(.overflow(overflow))
    }
    checkCharacters(of: pass.painter.list, into: &diagnostics)
    return composition(of: pass)
  }

  /// Reports characters that the font lacks, each once, where the report first has it. What comes from
  /// the data stands nowhere in the report and is only named.
  private func checkCharacters(of list: DisplayList, into diagnostics: inout DiagnosticList) {
    var reported: Set<Unicode.Scalar> = []
    for case .text(let run) in list.items {
      guard let character = ruler.missingCharacter(in: run.text, run.style),
        reported.insert(character).inserted
      else { continue }
      diagnostics.report(.glyph(character, in: run.text, at: report.file.span(ofFirst: character)))
    }
  }

  private func overflowOrder(
    _ one: PagePainter.Overflow,
    _ other: PagePainter.Overflow
  ) -> Bool {
    (one.page, one.text) < (other.page, other.text)
  }

  // MARK: One pass

  private func compose(
    _ names: ReportNames,
    before: PassResult,
    announce: ((ComposedFigure) -> Void)? = nil
  ) -> Pass {
    let sections = sections()
    let setting = Setting(
      theme: theme,
      language: language,
      ruler: ruler,
      values: values,
      catalogue: catalogue,
      edition: edition,
      names: names,
      contents: [],
      model: model,
      plotter: plotter,
      before: before
    )
    setting.waivers = waivers
    setting.contents = sections.compactMap { section in
      // The page that holds the contents needs no line in them.
      guard let heading = section.heading, !holdsContents(section.blocks) else { return nil }
      let title = setting.string(heading.short ?? heading.content, at: section.headingSpan)
      return ContentsEntry(id: heading.id, title: title)
    }
    var painter = PagePainter()
    var fills: [PageFill] = []
    let document = setting.tag(.document)
    painter.enter([document])
    let pages = PageFrame(report: report, setting: setting, size: paperSize)
    let listsContents =
      report.front.contents > 0 && !sections.contains { holdsContents($0.blocks) }
    pages.drawCover(cover(), listsContents: listsContents, &painter, in: document)
    fills.append(PageFill(share: 1))
    for section in sections {
      let first = setting.figures.count
      fills += draw(section, &painter, setting, pages, in: document)
      guard let announce else { continue }
      for set in setting.figures[first...] where set.cell.number.kind == .figure {
        announce(standAlone(set.cell, setting, page: 0))
      }
    }
    painter.finish()
    let result = PassResult(folios: painter.folios, sources: usedSources(setting))
    return Pass(painter: painter, setting: setting, result: result, fills: fills)
  }

  private func holdsContents(_ blocks: [ReportBlock]) -> Bool {
    blocks.contains { block in
      switch block.kind {
      case .contents: true
      case .columns(let columns): columns.columns.contains { holdsContents($0.blocks) }
      default: false
      }
    }
  }

  private func usedSources(_ setting: Setting) -> [String] {
    let known =
      setting.usedSources
      + values.usedSources.filter {
        !setting.usedSources.contains($0)
      }
    return known.filter { catalogue.sources[$0] != nil }
  }

  private func draw(
    _ section: Section,
    _ painter: inout PagePainter,
    _ setting: Setting,
    _ pages: PageFrame,
    in document: OpenTag
  ) -> [PageFill] {
    let element = setting.tag(.section)
    var flow = FlowBuilder(
      setting: setting,
      width: theme.page.measure,
      textWidth: theme.page.width(ofColumns: 8),
      context: [document, element]
    )
    flow.add(section.blocks)
    flow.finish()
    flow.addFootnotes(report.footnotes)
    let area = pages.textArea
    let layouts = paginate(flow.bands, in: area)
    let head = section.heading.map {
      setting.string($0.short ?? $0.content, at: section.headingSpan)
    }
    let starts = layouts.map { $0.placed.first.flatMap { flow.bands[$0.band].span } }
    var fills: [PageFill] = []
    for (index, layout) in layouts.enumerated() {
      if index == 0 { painter.enter([document]) }
      painter.beginPage(size: paperSize)
      pages.drawFurniture(&painter, section: head ?? "")
      if index == 0, let heading = section.heading {
        addOutline(heading, section, &painter, setting)
      }
      draw(layout, flow.bands, &painter, area)
      fills.append(
        PageFill(
          share: (layout.bottom - area.top) / area.height,
          next: index + 1 < starts.count ? starts[index + 1] : nil,
          first: starts[index]
        )
      )
    }
    return fills
  }

  private func addOutline(
    _ heading: Heading,
    _ section: Section,
    _ painter: inout PagePainter,
    _ setting: Setting
  ) {
    let title = setting.string(heading.content, at: section.headingSpan)
    painter.list.append(.outline(title: title, level: 1, destination: heading.id))
    for block in section.blocks {
      guard case .heading(let inner) = block.kind, inner.level == 2 else { continue }
      let title = setting.string(inner.content, at: block.span)
      painter.list.append(.outline(title: title, level: 2, destination: inner.id))
    }
  }

  private func draw(
    _ layout: PageLayout,
    _ bands: [Band],
    _ painter: inout PagePainter,
    _ area: PageArea
  ) {
    for (index, placed) in layout.placed.enumerated() {
      let band = bands[placed.band]
      painter.begin(band)
      for place in layout.asides where place.band == placed.band {
        let aside = band.asides[place.aside]
        painter.enter(aside.context)
        aside.draw(&painter, Point(area.asideLeft, place.y))
      }
      painter.enter(band.context)
      if index == 0, let head = band.repeatedHead {
        head.draw(&painter, Point(area.left, area.top))
      }
      band.draw(&painter, Point(area.left, placed.y), placed.height)
    }
    if layout.bottom > area.bottom + 0.5, let last = layout.placed.last {
      painter.begin(bands[last.band])
      painter.overflow("the page", by: layout.bottom - area.bottom)
    }
  }

  // MARK: Parts

  private var paperSize: Size {
    switch report.front.paper {
    case .a4: Size(595.28, 841.89)
    case .letter: Size(612, 792)
    }
  }

  private func cover() -> CoverBlock? {
    for block in report.blocks {
      if case .cover(let cover) = block.kind { return cover }
    }
    return nil
  }

  private func sections() -> [Section] {
    var sections: [Section] = []
    for block in report.blocks {
      if case .cover = block.kind { continue }
      if case .heading(let heading) = block.kind, heading.level == 1 {
        sections.append(Section(heading: heading, headingSpan: block.span, blocks: [block]))
      } else if sections.isEmpty {
        sections.append(Section(heading: nil, headingSpan: block.span, blocks: [block]))
      } else {
        sections[sections.count - 1].blocks.append(block)
      }
    }
    return sections
  }

  // MARK: Result

  private func composition(of pass: Pass) -> Composition {
    let setting = pass.setting
    var figures: [ComposedFigure] = []
    for set in setting.figures {
      let page = pass.result.folios[set.cell.id] ?? 0
      figures.append(standAlone(set.cell, setting, page: page))
    }
    var problems = setting.problems
    for (index, fill) in pass.fills.enumerated() where fill.share < 0.7 {
      let percent = Int((fill.share * 100).rounded())
      problems.append(
        LayoutProblem(
          "page \(index + 1) is filled to \(percent)%",
          at: fill.next ?? fill.first,
          label: fill.next == nil ? "it begins here" : "the next page begins here"
        )
      )
    }
    let title = setting.string(report.front.title)
    let subject =
      report.front.finding.map { setting.string($0) }
      ?? report.front.subtitle.map { setting.string($0) } ?? title
    return Composition(
      list: pass.painter.list,
      figures: figures,
      title: title,
      subject: subject,
      author: report.front.author,
      keywords: setting.contents.map(\.title),
      language: language.tag,
      pageCount: pass.painter.page,
      fills: pass.fills.map(\.share),
      problems: problems
    )
  }

  /// A figure on a white sheet of its own with a margin.
  private func standAlone(_ cell: FigureCell, _ setting: Setting, page: Int) -> ComposedFigure {
    let margin = 12.0
    let row = FigureRow(cells: [cell], setting: setting, pitch: cell.width)
    var painter = PagePainter()
    row.draw(&painter, at: Point(margin, margin), bodyHeight: row.bodyHeight)
    let items = painter.list.items.filter { item in
      switch item {
      case .destination, .link: false
      default: true
      }
    }
    return ComposedFigure(
      id: cell.id,
      kind: cell.number.kind == .figure ? .figure : .table,
      number: cell.number.number,
      title: cell.title,
      list: DisplayList(items),
      size: Size(cell.width + 2 * margin, row.height + 2 * margin),
      rows: cell.rows,
      sources: cell.sources,
      alternative: cell.alternative,
      page: page
    )
  }
}
