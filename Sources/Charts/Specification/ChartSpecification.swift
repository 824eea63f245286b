public import Diagnostics
public import Drawing

/// A chart as a block of a report says it, in Vega-Lite's words: what is data, what is drawn from it,
/// and the texts round it. Expressions and texts are still unevaluated.
public struct ChartSpecification: Sendable {
  /// The whole block.
  public let span: SourceSpan

  /// Empty for a chart without one (a cover).
  public let id: String
  public let title: Excerpt?
  public let subtitle: Excerpt?
  public let note: Excerpt?
  public let alternative: Excerpt?

  /// Words in place of the generated source line.
  public let source: Excerpt?

  /// Expressions that must hold.
  public let claims: [Excerpt]
  public let size: ChartSize?
  public let waivers: [Waiver]
  public let isCaptionOnly: Bool

  /// Whether the figure is tagged as resting on assumptions.
  public let isIllustrative: Bool

  /// The members that the chart is about, the first most.
  public let focus: [String]

  /// Where each of them is named.
  let focusPlaces: [SourceSpan]

  let view: ViewSpecification
  let annotations: [AnnotationSpecification]

  /// A lint that this chart is excused from, with the reason and the last day of it.
  public struct Waiver: Hashable, Sendable {
    public let lint: String
    public let reason: String
    public let until: String?
    public let span: SourceSpan
  }
}

/// How large a chart is.
public enum ChartSize: Hashable, Sendable {
  case full
  case half
  case third
  case square
  case tall
  case custom(Size)

  public init?(_ name: String) {
    switch name {
    case "full": self = .full
    case "half": self = .half
    case "third": self = .third
    case "square": self = .square
    case "tall": self = .tall
    default: return nil
    }
  }

  /// What a size of its own may be, in points: room for labels, and the measure and height of a page.
  static let least = Size(60, 30)
  static let most = Size(486, 700)

  public static let names = ["full", "half", "third", "square", "tall"]

  /// The key of the theme's table of sizes; nothing for a size of its own.
  public var name: String? {
    switch self {
    case .full: "full"
    case .half: "half"
    case .third: "third"
    case .square: "square"
    case .tall: "tall"
    case .custom: nil
    }
  }
}

/// A view: a mark over data with an encoding, or layers of such views, perhaps repeated in panels.
struct ViewSpecification: Sendable {
  var span: SourceSpan
  var data: DataSource?
  var mark: MarkSpecification?
  var encoding = Encoding()
  var layers: [ViewSpecification] = []
  var facet: FacetSpecification?
  var transforms: [Transform] = []

  /// Whether panels have scales of their own, by channel.
  var independentScales: Set<Channel> = []
}

/// Where the rows of a view come from.
enum DataSource: Sendable {
  case expression(Excerpt)

  /// Several expressions whose rows are told apart by the column `series`.
  case series([(name: Scalarized, expression: Excerpt)])

  /// Several expressions side by side, one column each.
  case columns([(name: Scalarized, expression: Excerpt)])
  case events(String, SourceSpan)
}

/// A name with its place.
struct Scalarized: Hashable, Sendable {
  var text: String
  var span: SourceSpan
}

/// What a view draws for its rows.
enum MarkType: String, Hashable, Sendable, CaseIterable {
  case line
  case bar
  case area
  case point
  case circle
  case square
  case rule
  case text
  case tick
  case timeline
  case ranks
}

struct MarkSpecification: Sendable {
  var type: MarkType
  var span: SourceSpan
  var color: String?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  var isFilled: Bool?
  var radius: Double?

  /// Whether a value holds until the next one instead of moving towards it.
  var isStepped = false

  /// Which values are printed.
  var labels: LabelMode = .automatic

  /// Whether values are differences, which print their sign.
  var isSigned = false

  /// Whether line points are drawn; nothing: where there are few.
  var hasPoints: Bool?

  /// The past of scenario lines.
  var history: Excerpt?

  /// Bars up to the edition's date are dark and the others light.
  var isSplitAtEdition = false

  /// A column of values at the right of horizontal bars.
  var beside: BesideColumn?

  /// Of a timeline: its lanes in order, and what it shows.
  var lanes: [String] = []
  var from: String?
  var to: String?

  /// Of ranked panels: how many members each shows.
  var count: Int?

  /// Of bars: the part of the step that is ink.
  var width: Double?

  /// The member called "all the rest", which stands last and light.
  var rest: String?

  enum LabelMode: String, CaseIterable, Sendable {
    case automatic = "auto"
    case none
    case all
    case ends
  }

  struct BesideColumn: Sendable {
    var data: Excerpt
    var title: Excerpt?
    var suffix: String?
  }
}

/// What a column can decide of a mark.
enum Channel: String, Hashable, Sendable, CaseIterable {
  case x
  case y
  case x2
  case y2
  case color
  case text
  case detail
  case order
  case facet
  case row
  case column
}

struct Encoding: Sendable {
  var channels: [Channel: ChannelDefinition] = [:]

  var isEmpty: Bool { channels.isEmpty }

  subscript(channel: Channel) -> ChannelDefinition? {
    get { channels[channel] }
    set { channels[channel] = newValue }
  }
}

struct ChannelDefinition: Sendable {
  var span: SourceSpan
  var field: String?
  var type: MeasureType?

  /// A constant of the data's scale.
  var datum: Datum?

  /// A constant of the page: a colour name.
  var value: String?
  var sort: SortOrder?
  var stack: StackMode?
  var includesZero: Bool?
  var domain: [Datum]?
  var colors: [String]?
  var hasAxis = true
  var title: String?
  var isYearOnly = false
}

enum SortOrder: Hashable, Sendable {
  case ascending
  case descending

  /// By the values on the other axis, the smallest or the largest first.
  case byValue(isDescending: Bool)
  case listed([String])
  case unsorted
}

enum StackMode: Hashable, Sendable {
  case none
  case zero
  case normalize
}

struct FacetSpecification: Sendable {
  var span: SourceSpan
  var field: String
  var columns: Int?
  var order: [String]?
}

/// A text tied to a value.
struct AnnotationSpecification: Sendable {
  var span: SourceSpan

  /// An expression that gives one value of one period: `x @ 2022`.
  var at: Excerpt
  var text: Excerpt
  var color: String?
  var isStrong: Bool
}
