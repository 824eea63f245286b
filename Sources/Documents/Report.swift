public import Diagnostics
import Wording

/// A report as it was read: its front matter and its blocks, before anything is computed.
///
/// Documents turns Markdown with blocks into a tree, the tree into pages, and the pages into one display
/// list: text is set in lines, figures and tables are framed, and numbers, references and page numbers
/// are put in. It reads no file and draws nothing itself.
public struct Report {
  public let file: SourceFile
  let front: FrontMatter
  let blocks: [ReportBlock]
  let footnotes: [String: [MarkdownBlock]]

  /// The ids of blocks that could not be read.
  let lost: LostIdentifiers

  /// Whether the front matter could be read; without it the report has no title, and nothing is known of
  /// its parameters and its edition.
  public let hasFrontMatter: Bool

  /// The language's code as the front matter gives it.
  public var language: String { front.language }

  /// The edition as the front matter gives it, `2026-11`, with its place.
  public var edition: (text: String, span: SourceSpan)? {
    guard let text = front.edition, let span = front.editionSpan else { return nil }
    return (text, span)
  }

  /// The day that the front matter dates the edition, `2026-11-24`, with its place.
  public var date: (text: String, span: SourceSpan)? {
    guard let text = front.date, let span = front.dateSpan else { return nil }
    return (text, span)
  }

  /// The parameters with their defaults.
  public var parameters: [String: String] { front.parameters }
}

/// The ids that blocks would have which could not be read: a reference to one is no mistake of its own.
struct LostIdentifiers {
  var ids: Set<String> = []

  /// Whether there may be more, in blocks that are no YAML.
  var hasMore = false

  func mayHold(_ id: String) -> Bool { hasMore || ids.contains(id) }
}

/// A block of a report with its place.
struct ReportBlock {
  let kind: Kind
  let span: SourceSpan

  indirect enum Kind {
    case heading(Heading)
    case paragraph([Inline])
    case quote([ReportBlock])
    case list(start: Int?, items: [[ReportBlock]])
    case code(String)
    case pipeTable(PipeTable, caption: PipeCaption?)
    case rule
    case chart(ChartBlock)
    case cover(CoverBlock)
    case metrics(MetricsBlock)
    case table(TableBlock)
    case findings(FindingsBlock)
    case aside(AsideBlock)
    case contents(ContentsBlock)
    case columns(ColumnsBlock)
    case pageBreak
    case sources(SourcesBlock)
    case assumptions(AssumptionsBlock)
    case corrections(CorrectionsBlock)
    case methods(MethodsBlock)
    case comparison(ComparisonBlock)
    case waivers(WaiversBlock)
  }
}

/// The line `: Title {#id}` before a table written with bars, which makes it a numbered one.
struct PipeCaption {
  let id: String?
  let title: [Inline]
}

/// The codes of the languages that a report can be in, as labels name them.
public let reportLanguages = Language.codes

/// Reads a report.
///
/// What is wrong is reported and left out.
public func readReport(_ file: SourceFile, into diagnostics: inout DiagnosticList) -> Report {
  let names = file.path.split(separator: "/").last?.split(separator: ".") ?? []
  let range = frontMatterRange(of: file)
  var read: FrontMatter?
  if let range {
    read = readFrontMatter(file, range: range.settings, into: &diagnostics)
  } else {
    diagnostics.report(.frontMatter(at: SourceSpan(file, 0..<0)))
  }
  let front =
    read ?? FrontMatter(of: file, language: names.count == 3 ? String(names[1]) : "en")
  if names.count == 3, names[1] != front.language.prefix(while: { $0 != "-" }) {
    let language = String(names[1])
    diagnostics.report(.languageOfFile(language, front.language, at: front.languageSpan))
  }
  var reader = ReportReader(language: String(front.language.prefix { $0 != "-" }))
  // Behind a front matter that nothing closes, nobody knows where the text begins.
  let start = range?.rest ?? (file.bytes.starts(with: "---".utf8) ? file.bytes.count : 0)
  let body = Excerpt(SourceSpan(file, start..<file.bytes.count))
  let blocks = reader.read(body, into: &diagnostics)
  reader.checkIdentifiers(of: blocks, into: &diagnostics)
  return Report(
    file: file,
    front: front,
    blocks: blocks,
    footnotes: reader.footnotes,
    lost: reader.lost,
    hasFrontMatter: read != nil
  )
}
