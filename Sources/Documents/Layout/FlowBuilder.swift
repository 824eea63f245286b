import Charts
import Diagnostics
import Drawing

/// Turns blocks into the bands of a flow of a given width.
struct FlowBuilder {
  let setting: Setting

  /// What figures, tables and tiles take.
  let width: Double

  /// What running text takes.
  let textWidth: Double

  /// The structure elements that everything stands in.
  let context: [OpenTag]

  /// Where the text begins, from the flow's left edge: inside lists and quotes.
  var indent = 0.0
  private(set) var bands: [Band] = []

  /// Notes that wait for the paragraph they stand beside.
  private var waitingAsides: [Band.Aside] = []

  /// What is said at the flow's end, under everything else.
  private var trailingNotes: [[Fragment]] = []

  /// Where the block stands that is being set.
  private var place: SourceSpan?

  /// Whether the next band is to begin a page.
  private var breaksPage = false

  init(setting: Setting, width: Double, textWidth: Double, context: [OpenTag]) {
    self.setting = setting
    self.width = width
    self.textWidth = textWidth
    self.context = context
  }

  var theme: Theme { setting.theme }

  mutating func add(_ band: Band) {
    // Beside what takes the whole measure there is no room for a note.
    if band.isFullWidth { finishAsides() }
    var band = band
    band.startsPage = band.startsPage || breaksPage
    breaksPage = false
    band.asides += waitingAsides
    waitingAsides = []
    if band.span == nil { band.span = place }
    bands.append(band)
  }

  /// Draws what follows closer to the last band, or further from it.
  mutating func replaceLastSpaceAfter(_ space: Double) {
    guard !bands.isEmpty else { return }
    bands[bands.count - 1].spaceAfter = space
  }

  mutating func add(_ blocks: [ReportBlock]) {
    var index = 0
    while index < blocks.count {
      place = blocks[index].span
      let row = figureRow(from: index, in: blocks)
      if row.count > 1 || isChart(blocks[index]) {
        addFigures(Array(row))
        index += row.count
        continue
      }
      add(blocks[index], after: index > 0 ? blocks[index - 1] : nil)
      index += 1
    }
    finishAsides()
  }

  mutating func addTrailing(note: [Fragment]) { trailingNotes.append(note) }

  /// Sets the notes that wait for the flow's end.
  mutating func finish() {
    for note in trailingNotes { addNote(note) }
    trailingNotes = []
  }

  /// A note that no paragraph follows stands where it is.
  mutating func finishAsides() {
    guard !waitingAsides.isEmpty else { return }
    var band = Band("aside", height: 0) { _, _, _ in }
    band.isFullWidth = false
    add(band)
  }

  mutating func add(_ aside: Band.Aside) { waitingAsides.append(aside) }

  private mutating func add(_ block: ReportBlock, after previous: ReportBlock?) {
    switch block.kind {
    case .heading(let heading): addHeading(heading, at: block.span)
    case .paragraph(let inlines): addParagraph(inlines, at: block.span)
    case .quote(let inner):
      if case .heading(let heading)? = previous?.kind, heading.level == 1 {
        addDeck(inner)
      } else {
        addQuote(inner)
      }
    case .list(let start, let items): addList(start: start, items)
    case .code(let text): addCode(text)
    case .pipeTable(let table, let caption): addPipeTable(table, caption, at: block.span)
    case .rule: addRule()
    case .aside(let aside): addAside(aside)
    case .metrics(let metrics): addMetrics(metrics)
    case .findings(let findings): addFindings(findings)
    case .contents(let contents): addContents(contents)
    case .columns(let columns): addColumns(columns)
    case .pageBreak: breaksPage = !bands.isEmpty
    case .sources(let sources): addSources(sources)
    case .assumptions(let assumptions): addAssumptions(assumptions)
    case .corrections(let corrections): addCorrections(corrections)
    case .methods(let methods): addMethods(methods)
    case .waivers(let waivers): addWaivers(waivers)
    case .comparison(let comparison): addTable(of: .comparison(comparison))
    case .table(let table): addTable(of: .table(table))
    case .chart, .cover: break
    }
  }

  private func isChart(_ block: ReportBlock) -> Bool {
    if case .chart = block.kind { true } else { false }
  }

  /// The figures that stand side by side from here on: as many as their size allows.
  private func figureRow(from index: Int, in blocks: [ReportBlock]) -> ArraySlice<ReportBlock> {
    guard let head = figureHead(blocks[index]) else { return [] }
    let count = head.size.perRow
    var end = index + 1
    while end < blocks.count, end - index < count,
      let next = figureHead(blocks[end]), next.size.perRow == count
    {
      end += 1
    }
    return blocks[index..<end]
  }

  func figureHead(_ block: ReportBlock) -> FigureHead? {
    switch block.kind {
    case .chart(let chart): chart.head
    case .table(let table): table.head
    case .comparison(let comparison): comparison.head
    default: nil
    }
  }
}
