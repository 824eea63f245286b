import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

/// What an expression of a report gives, with how it is printed by default.
struct EvaluatedCube {
  let cube: Cube
  let decimals: Int?

  /// What readers call it, where it has a name.
  let title: String?
}

/// The ids of the sources behind a number, and whether a formula made it.
struct Provenance: Hashable {
  var sources: [String] = []
  var isCalculated = false

  mutating func add(_ other: Provenance) {
    for id in other.sources where !sources.contains(id) { sources.append(id) }
    isCalculated = isCalculated || other.isCalculated
  }
}

/// Where the numbers of a report come from.
protocol ValueSource: AnyObject {
  /// An inline expression as readers see it; nothing after its trouble was reported.
  func text(of expression: InlineExpression, into diagnostics: inout DiagnosticList) -> String?

  /// The cube of an expression; nothing after its trouble was reported.
  func cube(_ expression: Excerpt, into diagnostics: inout DiagnosticList) -> EvaluatedCube?

  /// What an inline expression rests on, once it was worked out.
  func provenance(of expression: InlineExpression) -> Provenance

  /// The ids of the sources that the texts so far rest on, in the order of first use.
  var usedSources: [String] { get }
}

/// A line of the contents.
struct ContentsEntry: Hashable {
  let id: String
  let title: String
}

/// What one pass over the report finds out that the next one prints.
struct PassResult: Hashable {
  var folios: [String: Int] = [:]
  var sources: [String] = []
}

/// A figure or a table that was set on a page.
struct SetFigure {
  let cell: FigureCell
}

/// The model behind a report's scenarios, as readers are shown it.
struct ModelDescription {
  struct Scenario: Hashable {
    let id: String

    /// In the report's language.
    let title: String
    let isCounterfactual: Bool
  }

  struct Assumption {
    let title: String
    let unit: String
    let low: Double?
    let mode: Double?
    let high: Double?

    /// Where a path that begins at the mode ends; nothing for what stays.
    let last: Double?

    /// What stands behind each number: a per cent sign, or nothing.
    let sign: String

    /// A text that may hold expressions.
    let reason: Excerpt?
  }

  /// The scenarios in order, the baseline first.
  var scenarios: [Scenario] = []
  var assumptions: [Assumption] = []

  /// What readers call members that the model adds, by dimension and id.
  var memberNames: [String: [String: String]] = [:]

  /// The folder's ratios, where a block shows them.
  var methods: [MethodDescription] = []
}

/// The number that a figure or a table has in the report.
struct FigureNumber: Hashable {
  enum Kind: Hashable {
    case figure
    case table
  }

  let kind: Kind
  let number: Int
}

/// All that setting a report's text and figures needs, and what is learnt on the way.
final class Setting {
  let theme: Theme
  let language: Language
  let terms: Terms
  let ruler: Measure
  let values: any ValueSource
  let catalogue: Catalogue
  let edition: EditionDescription

  /// What references can lead to: figures and tables by id, and headings.
  let numbers: [String: FigureNumber]
  let headings: [String: Heading]

  let figureNumbers: [SourceSpan: FigureNumber]
  private let lost: LostIdentifiers
  var contents: [ContentsEntry]

  /// The waivers in force.
  var waivers: [WaiverDescription] = []
  let model: ModelDescription
  let plotter: any Plotter

  /// The pages that named places stood on in the pass before, and the sources that were used in it.
  let folios: [String: Int]
  let listedSources: [String]

  /// Figures and tables as they were set, in order.
  var figures: [SetFigure] = []
  var diagnostics = DiagnosticList()

  /// The sources of what has been set so far, each once, in the order of first use.
  private(set) var usedSources: [String] = []

  /// Footnotes of the current section, by label, with their numbers.
  private(set) var footnoteNumbers: [String: Int] = [:]
  private(set) var pendingFootnotes: [(label: String, number: Int)] = []

  /// What is not as it should be but stops no build.
  private(set) var problems: [LayoutProblem] = []
  private var tagCount = 0

  /// The levels, as written, of the headings that the last one stands under, and its own; the cover's
  /// title is of the first.
  private var headingLevels = [1]

  init(
    theme: Theme,
    language: Language,
    ruler: Measure,
    values: any ValueSource,
    catalogue: Catalogue,
    edition: EditionDescription,
    names: ReportNames,
    contents: [ContentsEntry],
    model: ModelDescription,
    plotter: any Plotter,
    before: PassResult
  ) {
    self.theme = theme
    self.language = language
    terms = Terms(language)
    self.ruler = ruler
    self.values = values
    self.catalogue = catalogue
    self.edition = edition
    numbers = names.numbers
    headings = names.headings
    figureNumbers = names.figureNumbers
    lost = names.lost
    self.contents = contents
    self.model = model
    self.plotter = plotter
    folios = before.folios
    listedSources = before.sources
  }

  /// Notes what is not as the house style wants it.
  func note(_ message: String, at span: SourceSpan?, label: String? = nil) {
    let problem = LayoutProblem(message, at: span, label: label)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// A structure element that is not any other.
  func tag(_ tag: StructureTag) -> OpenTag {
    tagCount += 1
    return OpenTag(id: tagCount, tag: tag)
  }

  /// A heading's element. A writer may leave a level out for the looks of it, a reader who hears the
  /// report gets none skipped.
  func headingTag(level: Int) -> OpenTag {
    headingLevels.removeAll { $0 >= level }
    headingLevels.append(level)
    return tag(.heading(level: headingLevels.count))
  }

  func use(sources: [String]) {
    for id in sources where !usedSources.contains(id) { usedSources.append(id) }
  }

  /// The number of a footnote, given out at its first reference.
  func number(ofFootnote label: String) -> Int {
    if let number = footnoteNumbers[label] { return number }
    let number = footnoteNumbers.count + 1
    footnoteNumbers[label] = number
    pendingFootnotes.append((label, number))
    return number
  }

  /// What readers call a member of a dimension.
  func name(of member: String, in dimension: String, isShort: Bool = false) -> String {
    if let name = model.memberNames[dimension]?[member] { return name }
    let labels = catalogue.labels
    return isShort
      ? labels.shortName(of: member, in: dimension, language: language.code)
      : labels.name(of: member, in: dimension, language: language.code)
  }

  func takePendingFootnotes() -> [(label: String, number: Int)] {
    defer { pendingFootnotes = [] }
    return pendingFootnotes
  }
}

extension Setting {
  /// Running text as it is set in a role; messages about its references point into the place it stands in.
  func fragments(_ inlines: [Inline], _ role: TextRole, at place: SourceSpan) -> [Fragment] {
    fragments(inlines, role.style, role.color, link: nil, at: place)
  }

  func fragments(_ text: RichText, _ role: TextRole) -> [Fragment] {
    fragments(text.inlines, role, at: text.span)
  }

  /// Running text as plain words, for the outline, alternatives and running heads.
  func string(_ inlines: [Inline], at place: SourceSpan) -> String {
    fragments(inlines, theme.type.body, at: place).map { $0.breaksLine ? $0.text + " " : $0.text }
      .joined()
  }

  func string(_ text: RichText) -> String { string(text.inlines, at: text.span) }

  private func fragments(
    _ inlines: [Inline],
    _ style: TextStyle,
    _ color: Color,
    link: Fragment.Link?,
    at place: SourceSpan
  ) -> [Fragment] {
    inlines.flatMap { inline -> [Fragment] in
      switch inline {
      case .text(let text):
        return [Fragment(text, style: style, color: color, link: link)]
      case .expression(let expression):
        let text = values.text(of: expression, into: &diagnostics) ?? "–"
        return [Fragment(text, style: style, color: color, link: link)]
      case .strong(let inner):
        var strong = style
        strong.weight = .semibold
        return fragments(inner, strong, color, link: link, at: place)
      case .emphasis(let inner):
        var emphasis = style
        emphasis.isItalic = true
        return fragments(inner, emphasis, color, link: link, at: place)
      case .strikethrough(let inner):
        return fragments(inner, style, theme.palette.note, link: link, at: place)
      case .code(let text):
        var code = style
        code.weight = .medium
        return [Fragment(text, style: code, color: color, link: link)]
      case .link(let target, let inner):
        return linkFragments(target, inner, style, color, at: place)
      case .footnote(let label):
        return [footnoteMark(label, style, color)]
      case .lineBreak:
        return [Fragment("", style: style, color: color, breaksLine: true)]
      }
    }
  }

  private func footnoteMark(_ label: String, _ style: TextStyle, _ color: Color) -> Fragment {
    let number = number(ofFootnote: label)
    var small = style
    small.size = max(style.size * 0.62, 5.5)
    return Fragment(
      "\(number)",
      style: small,
      color: color,
      link: Fragment.Link(
        target: .destination("note-\(number)"),
        contents: "\(terms[.note]) \(number)"
      ),
      rise: style.size * 0.33
    )
  }

  private func linkFragments(
    _ target: String,
    _ inner: [Inline],
    _ style: TextStyle,
    _ color: Color,
    at place: SourceSpan
  ) -> [Fragment] {
    if target.hasPrefix("#page:") {
      let id = String(target.dropFirst(6))
      guard isKnown(id, written: target, at: place) else { return [] }
      let text = terms.page(folios[id] ?? 0)
      return [Fragment(text, style: style, color: color, link: link(to: id, saying: text))]
    }
    if target.hasPrefix("#") {
      let id = String(target.dropFirst())
      guard isKnown(id, written: target, at: place) else { return [] }
      let name = name(of: id, at: place)
      let link = link(to: id, saying: name)
      if inner.isEmpty { return [Fragment(name, style: style, color: color, link: link)] }
      return fragments(inner, style, color, link: link, at: place)
    }
    let said = plainText(of: inner)
    let link = Fragment.Link(
      target: .address(percentEncoded(target)),
      contents: said.isEmpty ? target : said
    )
    let shown = inner.isEmpty ? [.text(target)] : inner
    return fragments(shown, style, theme.palette.focus, link: link, at: place)
  }

  func link(to id: String, saying text: String) -> Fragment.Link {
    Fragment.Link(target: .destination(id), contents: text)
  }

  /// How a text names a figure, a table or a section.
  private func name(of id: String, at place: SourceSpan) -> String {
    if let number = numbers[id] { return name(of: number) }
    guard let heading = headings[id] else { return id }
    return string(heading.short ?? heading.content, at: place)
  }

  /// "Figure 3", "Table 2".
  func name(of number: FigureNumber) -> String {
    switch number.kind {
    case .figure: terms.figure(number.number)
    case .table: terms.table(number.number)
    }
  }

  /// Whether an id can be led to; reports one that can't.
  func isKnown(_ id: String, written: String? = nil, at place: SourceSpan) -> Bool {
    if numbers[id] != nil || headings[id] != nil { return true }
    guard !lost.mayHold(id) else { return false }
    let span = written.flatMap { find("(\($0))", in: place) } ?? place
    let known = Array(numbers.keys) + Array(headings.keys)
    diagnostics.report(.reference(id, among: known.sorted(), at: span))
    return false
  }

  /// Where a text first stands in a place, without its outer characters.
  private func find(_ text: String, in place: SourceSpan) -> SourceSpan? {
    let bytes = Array(place.text.utf8)
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      let first = place.range.lowerBound + start
      return SourceSpan(place.file, (first + 1)..<(first + wanted.count - 1))
    }
    return nil
  }

  /// A one-line label, measured.
  func run(_ text: String, _ role: TextRole, color: Color? = nil) -> Line {
    let fragment = Fragment(text, role, color: color)
    let width = ruler.width(of: text, role.style)
    return Line(
      runs: text.isEmpty ? [] : [Line.Run(fragment: fragment, x: 0, width: width)],
      width: width,
      continues: false
    )
  }

  /// Text in lines.
  func lines(
    _ fragments: [Fragment],
    _ measure: Double,
    filling: LineFilling = .ragged
  ) -> [Line] {
    ruler.lines(of: fragments, measure: measure, filling: filling)
  }

  func width(of text: String, _ role: TextRole) -> Double { ruler.width(of: text, role.style) }
}

/// An address with everything beyond ASCII and blanks written as `%XX` (RFC 3986, section 2.1).
func percentEncoded(_ address: String) -> String {
  var result = ""
  for byte in address.utf8 {
    if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "\"") {
      result.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%" + (digits.utf8.count == 1 ? "0" + digits : digits)
    }
  }
  return result
}
