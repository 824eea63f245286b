import Diagnostics

/// A piece of running text.
indirect enum Inline: Hashable {
  case text(String)
  case expression(InlineExpression)
  case strong([Inline])
  case emphasis([Inline])
  case strikethrough([Inline])
  case code(String)

  /// A link; without words to an id of this report it prints "Figure 3".
  case link(target: String, [Inline])

  /// A reference to a footnote by its label.
  case footnote(String)
  case lineBreak
}

/// A block of Markdown with its place.
struct MarkdownBlock {
  let kind: Kind
  let span: SourceSpan

  enum Kind {
    case heading(Heading)
    case paragraph([Inline])
    case quote([MarkdownBlock])
    case list(ItemList)
    case code(String)
    case table(PipeTable)
    case rule

    /// A block between fences with a name: `chart`, `table`, `metrics`.
    case fenced(FencedBlock)
  }
}

/// A heading with what its attributes say.
struct Heading {
  let level: Int
  let content: [Inline]

  /// What links lead to; made from the words where none is given.
  let id: String

  /// Whether the text gives the id itself.
  let hasOwnID: Bool

  /// What the running head and the contents print instead of the heading.
  let short: [Inline]?
}

struct ItemList {
  /// The first number; nothing for bullets.
  let start: Int?
  let items: [[MarkdownBlock]]
}

/// A table written with bars.
struct PipeTable {
  enum Alignment: Hashable {
    case left
    case right
    case center
  }

  let alignments: [Alignment]
  let head: [[Inline]]
  let rows: [[[Inline]]]
}

/// A fenced block: its name and where its inside stands.
struct FencedBlock {
  let name: String
  let nameSpan: SourceSpan

  /// The lines between the fences.
  let content: SourceSpan
}
