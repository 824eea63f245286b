public import Charts
public import Diagnostics
public import Drawing
public import Formulas
public import Indicators
public import Scenarios
import Wording

/// What a report is composed with.
public struct CompositionContext {
  let evaluator: Evaluator
  let catalogue: Catalogue
  let results: ScenarioResults?
  let edition: EditionDescription
  let measurer: any TextMeasurer
  let theme: Theme
  let waivers: [WaiverDescription]
  let announce: ((ComposedFigure) -> Void)?

  /// `announce` is told of each chart as soon as it is first set, so that it can be drawn while the pages
  /// are still made. Its page is not known then, and a later pass may still change it: what counts is the
  /// composition.
  public init(
    evaluator: Evaluator,
    catalogue: Catalogue,
    results: ScenarioResults?,
    edition: EditionDescription,
    measurer: any TextMeasurer,
    theme: Theme = .house,
    waivers: [WaiverDescription] = [],
    announce: ((ComposedFigure) -> Void)? = nil
  ) {
    self.evaluator = evaluator
    self.catalogue = catalogue
    self.results = results
    self.edition = edition
    self.measurer = measurer
    self.theme = theme
    self.waivers = waivers
    self.announce = announce
  }
}

/// Sets a report on its pages.
///
/// - Returns: Nothing if the report's language is unknown; everything else that is wrong is reported, and
///   the pages are set without it.
public func compose(
  _ report: Report,
  with context: CompositionContext,
  into diagnostics: inout DiagnosticList
) -> Composition? {
  guard let language = Language(code: report.language) else {
    diagnostics.report(
      .unknownLanguage(report.language, among: Language.known, at: report.front.languageSpan)
    )
    return nil
  }
  var model = ModelDescription(
    context.results,
    language: language,
    labels: context.catalogue.labels
  )
  if report.showsMethods {
    model.methods = context.evaluator.ratios.map {
      MethodDescription($0, with: context.evaluator, language: language)
    }
  }
  let values = ReportValues(
    evaluator: context.evaluator,
    language: language,
    edition: context.edition,
    model: model
  )
  context.evaluator.add(texts: [
    "edition.id": context.edition.id,
    "edition.previous": context.edition.previous ?? "",
    "title": plainText(of: report.front.title.inlines),
  ])
  let composer = Composer(
    report: report,
    theme: context.theme,
    language: language,
    edition: context.edition,
    catalogue: context.catalogue,
    model: model,
    values: values,
    plotter: ReportPlotter(
      values: values,
      theme: context.theme,
      language: language,
      measurer: context.measurer
    ),
    ruler: Measure(context.measurer),
    waivers: context.waivers,
    announce: context.announce
  )
  if let waiver = context.waivers.first, !report.holdsWaivers {
    diagnostics.report(.waiversNotPrinted(context.waivers.count, at: waiver.span))
  }
  let composition = composer.compose(into: &diagnostics)
  if let first = context.catalogue.corrections.first(where: { !$0.changes.isEmpty }),
    !report.printsCorrections
  {
    diagnostics.report(.unprintedCorrections(at: first.span))
  }
  for (claim, title) in report.claims {
    let text = values.string(title, into: &diagnostics)
    values.check(claim, of: text, into: &diagnostics)
  }
  return composition
}

extension Report {
  /// All claims of figures and tables with the title each stands behind.
  var claims: [(claim: Excerpt, title: RichText?)] {
    blocks.flattened.flatMap { block -> [(claim: Excerpt, title: RichText?)] in
      switch block.kind {
      case .chart(let chart): chart.head.claims.map { ($0, chart.head.title) }
      case .cover(let cover): cover.head.claims.map { ($0, cover.head.title) }
      case .table(let table): table.head.claims.map { ($0, table.head.title) }
      case .comparison(let table): table.head.claims.map { ($0, table.head.title) }
      case .assumptions(let table): table.head.claims.map { ($0, table.head.title) }
      case .corrections(let table): table.head.claims.map { ($0, table.head.title) }
      case .heading, .paragraph, .code, .pipeTable, .rule, .metrics, .findings, .aside, .contents,
        .pageBreak, .sources, .methods, .waivers, .columns, .quote, .list:
        []
      }
    }
  }

  /// Whether a block prints the waivers.
  fileprivate var holdsWaivers: Bool {
    blocks.flattened.contains { if case .waivers = $0.kind { true } else { false } }
  }

  /// Whether a block prints what was corrected.
  fileprivate var printsCorrections: Bool {
    blocks.flattened.contains { if case .corrections = $0.kind { true } else { false } }
  }

  /// Whether a block shows the folder's ratios.
  fileprivate var showsMethods: Bool {
    blocks.flattened.contains { if case .methods = $0.kind { true } else { false } }
  }
}

extension ReportValues {
  /// A text with its expressions worked out, without its emphasis.
  func string(_ text: RichText?, into diagnostics: inout DiagnosticList) -> String {
    text.map { string($0.inlines, into: &diagnostics) } ?? ""
  }

  private func string(_ inlines: [Inline], into diagnostics: inout DiagnosticList) -> String {
    var result = ""
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): result += text
      case .expression(let expression): result += text(of: expression, into: &diagnostics) ?? "–"
      case .strong(let inner), .emphasis(let inner), .strikethrough(let inner),
        .link(_, let inner):
        result += string(inner, into: &diagnostics)
      case .footnote: break
      case .lineBreak: result += " "
      }
    }
    return result
  }
}
