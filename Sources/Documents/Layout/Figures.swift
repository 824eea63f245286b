import Charts
import Diagnostics
import Drawing
import Scenarios
import Indicators
import Settings
import Wording

/// A table as a block gives it, before its words are put round it.
struct TableContent {
  let model: TableModel

  /// What is said under the title where the text says nothing.
  let subtitle: String
  let notes: [String]
  let sources: [String]
  let isCalculated: Bool
  var isModelled = false
}

extension FlowBuilder {
  /// Sets charts and small tables side by side.
  mutating func addFigures(_ blocks: [ReportBlock]) {
    let perRow = blocks.compactMap { figureHead($0)?.size.perRow }.max() ?? 1
    let gutter = theme.page.gutter
    let cellWidth = (width - Double(perRow - 1) * gutter) / Double(perRow)
    let cells = blocks.compactMap { cell(for: $0, width: cellWidth) }
    guard !cells.isEmpty else { return }
    for cell in cells { setting.figures.append(SetFigure(cell: cell)) }
    let row = FigureRow(cells: cells, setting: setting, pitch: cellWidth + gutter)
    let natural = row.bodyHeight
    var band = Band("figure", height: row.height) { painter, origin, height in
      row.draw(&painter, at: origin, bodyHeight: natural + height - row.height)
    }
    let limits = heightLimits(of: cells, natural)
    band.shrink = max(natural - limits.lowerBound, 0)
    band.grow = max(limits.upperBound - natural, 0)
    band.spaceBefore = 21
    band.spaceAfter = 13.5
    band.context = context
    add(band)
  }

  /// How low and high what is drawn may be set. A table stays as it is, and bars grow only as far as they
  /// fill their room, so that no hole is left over the source line; in a row the tallest decides.
  private func heightLimits(of cells: [FigureCell], _ natural: Double) -> ClosedRange<Double> {
    var least = 0.0
    var most = 0.0
    let widest = cells.map(\.width).max() ?? 0
    // Between 1.6 : 1 and a flat 3.6 : 1 for a full figure; narrower ones may be nearly square.
    let usual = widest > 300 ? 135...300 : 112...max(widest * 0.95, 112)
    for cell in cells {
      var limits = cell.naturalHeight...cell.naturalHeight
      if case .plot(_, let plot) = cell.body { limits = plot.heights ?? usual }
      least = max(least, limits.lowerBound)
      most = max(most, min(limits.upperBound, usual.upperBound))
    }
    return min(least, natural)...max(most, natural)
  }

  /// A figure or a small table with its words.
  func cell(for block: ReportBlock, width: Double) -> FigureCell? {
    switch block.kind {
    case .chart(let chart): chartCell(chart, width: width)
    case .table(let table): tableCell(table.head, tableContent(table), width: width)
    case .comparison(let comparison):
      tableCell(comparison.head, comparisonContent(comparison), width: width)
    case .assumptions(let assumptions):
      tableCell(assumptions.head, assumptionsContent(assumptions), width: width)
    case .corrections(let corrections):
      tableCell(corrections.head, correctionsContent(corrections), width: width)
    default: nil
    }
  }

  private func chartCell(_ block: ChartBlock, width: Double) -> FigureCell? {
    let height = plotHeight(block.head.size)
    let setting = setting
    let layOut: (Double) -> Plot? = { height in
      setting.plotter.plot(
        block.node,
        size: Size(width, height),
        into: &setting.diagnostics
      )
    }
    let before = setting.diagnostics.all.count
    guard let plot = layOut(height) else {
      if setting.diagnostics.all.count == before {
        setting.diagnostics.report(.noDrawing(at: block.head.span))
      }
      return nil
    }
    return cell(
      block.head,
      width: width,
      body: .plot(layOut, natural: plot),
      generated: GeneratedWords(
        subtitle: plot.subtitle,
        alternative: plot.alternative,
        notes: plot.notes,
        sources: plot.sources,
        isCalculated: plot.isCalculated,
        isModelled: plot.isModelled,
        rows: plot.rows
      )
    )
  }

  /// The height asked for: the theme's for a named size, where the text names none.
  private func plotHeight(_ size: FigureSize) -> Double {
    switch size {
    case .named(let name): theme.figure.sizes[name.rawValue]?.height ?? 170
    case .custom(_, let height): height
    }
  }

  func tableCell(_ head: FigureHead, _ content: TableContent?, width: Double) -> FigureCell? {
    guard let content else { return nil }
    let layout = TableSetter(content.model, width: width, setting: setting).layOut()
    return cell(
      head,
      width: width,
      body: .table(layout),
      generated: GeneratedWords(
        subtitle: content.subtitle,
        alternative: "",
        notes: content.notes,
        sources: content.sources,
        isCalculated: content.isCalculated,
        isModelled: content.isModelled,
        rows: content.model.plainRows()
      )
    )
  }

  /// What is known of a figure without its text saying it.
  struct GeneratedWords {
    let subtitle: String
    let alternative: String
    let notes: [String]
    let sources: [String]
    let isCalculated: Bool
    let isModelled: Bool
    let rows: [[String]]
  }

  private func cell(
    _ head: FigureHead,
    width: Double,
    body: FigureCell.Body,
    generated: GeneratedWords
  ) -> FigureCell? {
    guard let number = setting.figureNumbers[head.span] else { return nil }
    setting.use(sources: generated.sources)
    let type = theme.type
    let title = head.title.map { setting.fragments($0, type.figureTitle) } ?? []
    let subtitle =
      head.subtitle.map { setting.fragments($0, type.figureSubtitle) }
      ?? [Fragment(generated.subtitle, type.figureSubtitle)]
    let titleText = title.map(\.text).joined()
    let remark = head.isIllustrative ? setting.run(illustrativeRemark(width), remarkRole) : nil
    let alternative = head.alternative.map { setting.string($0) } ?? generated.alternative
    return FigureCell(
      id: head.id ?? number.defaultID,
      number: number,
      title: titleText,
      tagLine: setting.run(setting.name(of: number), type.figureTag),
      remark: remark,
      titleLines: setting.lines(title, width, filling: .balanced),
      subtitleLines: setting.lines(subtitle, width),
      noteLines: setting.lines(noteFragments(head, generated), width),
      width: width,
      body: body,
      alternative: alternative.isEmpty ? titleText : alternative,
      rows: generated.rows,
      sources: generated.sources,
      span: head.span
    )
  }

  private var remarkRole: TextRole {
    var role = theme.type.figureTag
    role.color = theme.palette.warm
    return role
  }

  /// "Illustrative: assumptions, not estimates", shorter where the figure is narrow.
  private func illustrativeRemark(_ width: Double) -> String {
    illustrativeWords(setting.language, isShort: width < 300)
  }

  /// The note and the source line as one text.
  private func noteFragments(_ head: FigureHead, _ words: GeneratedWords) -> [Fragment] {
    let role = theme.type.note
    var parts: [[Fragment]] = []
    if let note = head.note { parts.append(setting.fragments(note, role)) }
    parts += words.notes.map { [Fragment($0, role)] }
    let printed = setting.publishersNotes(words.sources)
    if !printed.isEmpty { parts.append([Fragment(printed, role)]) }
    if let source = head.source {
      let text = setting.fragments(source, role)
      let isSentence = text.map(\.text).joined().hasPrefix(setting.terms[.source])
      let lead = isSentence ? [] : [Fragment("\(setting.terms[.source]): ", role)]
      parts.append(lead + text)
    } else {
      let line = setting.sourceLine(
        words.sources,
        isCalculated: words.isCalculated,
        isModelled: words.isModelled
      )
      if line.isEmpty {
        let title = head.title.map { setting.string($0) } ?? ""
        setting.note(
          "'\(title)' names no source",
          at: head.span,
          label: "expected 'source', or one in the data"
        )
      } else {
        parts.append([Fragment(line, role)])
      }
    }
    return Array(parts.joined(separator: [Fragment(" ", role)]))
  }
}

extension Setting {
  /// What the expressions of a text rest on.
  func provenance(of inlines: [Inline]) -> Provenance {
    var provenance = Provenance()
    for inline in inlines {
      switch inline {
      case .expression(let expression): provenance.add(values.provenance(of: expression))
      case .strong(let inner), .emphasis(let inner), .strikethrough(let inner),
        .link(_, let inner):
        provenance.add(self.provenance(of: inner))
      case .text, .code, .footnote, .lineBreak: break
      }
    }
    return provenance
  }

  /// What publishers print under the tables that a figure rests on, each once, as sentences.
  func publishersNotes(_ ids: [String]) -> String {
    var notes: [String] = []
    for id in ids {
      for note in catalogue.sources[id]?.notes ?? [] where !notes.contains(note) {
        notes.append(note)
      }
    }
    return notes.map { $0.last.map { ".!?".contains($0) } == true ? $0 : $0 + "." }
      .joined(separator: " ")
  }

  /// "Source: A; B; own calculations.", from the ids of the sources table.
  func sourceLine(_ ids: [String], isCalculated: Bool, isModelled: Bool) -> String {
    var titles: [String] = []
    // What the model computed is named last, in the report's own words.
    let isModelled = isModelled || ids.contains(ScenarioResults.sourceID)
    for id in ids where id != ScenarioResults.sourceID {
      let title = catalogue.sources[id]?.title ?? id
      if !titles.contains(title) { titles.append(title) }
    }
    return terms.sourceLine(titles, isCalculated: isCalculated, isModelled: isModelled)
  }
}

/// What the tag line says of figures that rest on assumptions.
func illustrativeWords(_ language: Language, isShort: Bool) -> String {
  switch (language.code, isShort) {
  case ("es", true): "Ilustrativo"
  case ("es", false): "Ilustrativo: supuestos, no estimaciones"
  case (_, true): "Illustrative"
  case (_, false): "Illustrative: assumptions, not estimates"
  }
}
