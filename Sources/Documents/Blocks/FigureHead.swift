import Diagnostics
import Settings

/// What charts and tables say alike: the words round the figure and what they claim.
struct FigureHead {
  let id: String?
  let title: RichText?
  let subtitle: RichText?
  let note: RichText?

  /// Words for the source line in place of the generated ones.
  let source: RichText?

  /// A text alternative in place of the generated one.
  let alternative: RichText?

  /// What must hold for the title to stand.
  let claims: [Excerpt]
  let size: FigureSize

  /// Whether the tag line says that assumptions stand behind the numbers.
  let isIllustrative: Bool

  /// The block's name behind its fence.
  let span: SourceSpan

  /// Reads the shared keys; a numbered figure needs a title.
  init(
    _ reader: inout MappingReader,
    _ place: BlockPlace,
    isNumbered: Bool = true,
    into diagnostics: inout DiagnosticList
  ) {
    let language = place.language
    id = reader.identifier(into: &diagnostics)
    title = reader.richText(
      "title",
      isNumbered ? .required : .optional,
      in: language,
      into: &diagnostics
    )
    subtitle = reader.richText("subtitle", in: language, into: &diagnostics)
    note = reader.richText("note", in: language, into: &diagnostics)
    source = reader.richText("source", in: language, into: &diagnostics)
    alternative = reader.richText("alt", in: language, into: &diagnostics)
    claims = reader.expressions("claim", into: &diagnostics)
    size = FigureSize(&reader, into: &diagnostics)
    isIllustrative = reader.boolean("illustrative", into: &diagnostics) ?? false
    span = place.name
  }
}

/// The room a figure takes on the page.
enum FigureSize: Hashable {
  case named(Name)
  case custom(width: Double, height: Double)

  enum Name: String, CaseIterable {
    case full
    case half
    case third
    case square
    case tall
  }

  /// Reads the key `size`: a name, or `{width: 300, height: 200}`.
  init(_ reader: inout MappingReader, into diagnostics: inout DiagnosticList) {
    self = .named(.full)
    guard let node = reader.node("size", into: &diagnostics) else { return }
    if node.scalar != nil {
      let name = node.enumerated(as: Name.self, for: "'size'", into: &diagnostics)
      self = .named(name ?? .full)
    } else if var size = MappingReader(node, of: "a size", into: &diagnostics) {
      let width = size.number("width", .required, into: &diagnostics)
      let height = size.number("height", .required, into: &diagnostics)
      size.finish(into: &diagnostics)
      if let width, let height { self = .custom(width: width, height: height) }
    }
  }

  /// The widths of a half and of a third of the measure, in points.
  private static let halfWidth = 237.0
  private static let thirdWidth = 154.0

  /// How many figures of this size stand side by side.
  var perRow: Int {
    switch self {
    case .named(.half), .named(.square): 2
    case .named(.third): 3
    case .named(.full), .named(.tall): 1
    case .custom(let width, _): width <= Self.thirdWidth ? 3 : width <= Self.halfWidth ? 2 : 1
    }
  }
}
