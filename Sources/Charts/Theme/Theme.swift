public import Drawing

/// How pages, figures and tables look: colours, type, rules and the signs for scenarios.
///
/// `Theme.house` is the theme that Veta ships. A folder's `theme.yaml` changes values of it; nothing that
/// draws holds a colour or a size of its own.
public struct Theme: Hashable, Sendable {
  public var palette: Palette
  public var type: Typography
  public var rules: Rules
  public var figure: FigureMetrics
  public var page: PageMetrics

  /// The signs of scenarios by their id; the others take `scenarioSeries` in order.
  public var scenarios: [String: ScenarioStyle]

  /// The signs that scenarios without one of their own take in order, the baseline first.
  public var scenarioSeries: [ScenarioStyle]

  /// The colours of named members by dimension and id, so that one entity has one colour everywhere.
  public var members: [String: [String: Color]]

  public init(
    palette: Palette = Palette(),
    type: Typography = Typography(),
    rules: Rules = Rules(),
    figure: FigureMetrics = FigureMetrics(),
    page: PageMetrics = PageMetrics(),
    scenarios: [String: ScenarioStyle] = [:],
    scenarioSeries: [ScenarioStyle] = ScenarioStyle.houseSeries,
    members: [String: [String: Color]] = [:]
  ) {
    self.palette = palette
    self.type = type
    self.rules = rules
    self.figure = figure
    self.page = page
    self.scenarios = scenarios
    self.scenarioSeries = scenarioSeries
    self.members = members
  }

  /// The theme that Veta ships.
  public static let house = Theme()
}

/// The colours, by what they mean.
public struct Palette: Hashable, Sendable {
  /// Headings, body text, values.
  public var text = Color(0x222222)

  /// Decks, subtitles, axis labels.
  public var secondary = Color(0x595959)

  /// Notes, sources, tags, running heads.
  public var note = Color(0x6E6E6E)

  /// The subject: one series in focus, key numbers, section names, folios.
  public var focus = Color(0x0B3C6F)

  /// A second reading of the subject: an earlier rate, a chance branch.
  public var focusSecond = Color(0x3E6994)

  /// A third blue, light enough to tell from the others.
  public var focusThird = Color(0x2A77AE)

  /// What stands against the subject; status marks.
  public var warm = Color(0xC45503)

  /// Lines that give context; too light for text.
  public var context = Color(0x8C8C8C)

  /// Names of context lines, axis lines, group rules.
  public var axis = Color(0x767676)

  /// The zero line.
  public var zero = Color(0x333333)

  /// Grid and table hairlines.
  public var grid = Color(0xD9D9D9)

  /// Bars that give context.
  public var contextFill = Color(0xBFBFBF)

  /// Parts of a whole that are named but not the subject.
  public var otherFill = Color(0xDEDEDE)

  /// The part of a whole that is not itemised.
  public var remainderFill = Color(0xF5F5F5)

  /// From the lightest to the full colour: heat, stacked parts, fans.
  public var focusSteps = [
    Color(0xE6ECF2), Color(0xCBD8E5), Color(0xA3BAD0), Color(0x7F9DBB), Color(0x0B3C6F),
  ]

  /// The same steps for what stands against the subject and for losses.
  public var warmSteps = [
    Color(0xFBF0E8), Color(0xF3D9C6), Color(0xE8B996), Color(0xD98A52), Color(0xC45503),
  ]

  /// Lines of equal rank, at most four; each may colour its own label.
  public var series = [Color(0x0B3C6F), Color(0xC45503), Color(0x038487), Color(0x671800)]

  public init() {}

  /// White or the text colour, whichever reads better on a fill (WCAG 2.2 contrast of relative
  /// luminance).
  public func textColor(on fill: Color) -> Color {
    fill.contrast(with: .white) >= fill.contrast(with: text) ? .white : text
  }
}

/// How a kind of text is set.
public struct TextRole: Hashable, Sendable {
  public var style: TextStyle

  /// From one baseline to the next, in points.
  public var leading: Double
  public var color: Color

  public init(
    _ size: Double,
    _ leading: Double,
    _ weight: TextStyle.Weight = .regular,
    _ color: Color,
    tracking: Double = 0,
    hasTabularFigures: Bool = false
  ) {
    style = TextStyle(
      size: size,
      weight: weight,
      tracking: tracking,
      hasTabularFigures: hasTabularFigures
    )
    self.leading = leading
    self.color = color
  }
}

/// The kinds of text, by where they stand.
public struct Typography: Hashable, Sendable {
  public var coverTitle = TextRole(38, 44, .semibold, Color(0x222222), tracking: -0.024)
  public var coverFinding = TextRole(15, 21, .regular, Color(0x0B3C6F), tracking: -0.010)
  public var coverKicker = TextRole(9, 12, .regular, Color(0x595959))
  public var heading1 = TextRole(20, 27, .semibold, Color(0x222222), tracking: -0.014)
  public var heading2 = TextRole(13.5, 18, .semibold, Color(0x222222))
  public var heading3 = TextRole(10.5, 13.5, .semibold, Color(0x222222))
  public var deck = TextRole(10.5, 15, .regular, Color(0x595959))
  public var body = TextRole(9.5, 13.5, .regular, Color(0x222222))
  public var keyNumber = TextRole(24, 27, .semibold, Color(0x0B3C6F), tracking: -0.020)
  public var keyUnit = TextRole(9, 12, .medium, Color(0x0B3C6F))
  public var figureTitle = TextRole(11.5, 14, .semibold, Color(0x222222), tracking: -0.006)
  public var figureSubtitle = TextRole(9, 12, .regular, Color(0x595959))
  public var figureTag = TextRole(7.5, 9, .medium, Color(0x6E6E6E))
  public var runningHead = TextRole(7.5, 9, .medium, Color(0x6E6E6E))

  /// The head of a panel, a tile or a lane.
  public var panelTitle = TextRole(8.5, 10.5, .semibold, Color(0x222222))
  public var axisLabel = TextRole(8, 10, .regular, Color(0x595959), hasTabularFigures: true)
  public var label = TextRole(8, 10, .regular, Color(0x595959), hasTabularFigures: true)
  public var valueLabel = TextRole(8, 10, .medium, Color(0x222222), hasTabularFigures: true)
  public var focusLabel = TextRole(8, 10, .semibold, Color(0x0B3C6F), hasTabularFigures: true)
  public var annotation = TextRole(8, 10.5, .regular, Color(0x333333), hasTabularFigures: true)

  /// Words inside bars.
  public var insideLabel = TextRole(7.5, 9, .medium, Color(0x222222), hasTabularFigures: true)
  public var note = TextRole(7, 9, .regular, Color(0x6E6E6E))

  /// First and last period under a sparkline.
  public var sparkLabel = TextRole(7, 9, .regular, Color(0x6E6E6E), hasTabularFigures: true)

  public init() {}
}

/// The widths of lines, in points, with their colours.
public struct Rules: Hashable, Sendable {
  /// Over a figure or a table, its full width.
  public var figure = Stroke(Color(0x222222), width: 0.6)

  /// Over a metric tile or an aside.
  public var tile = Stroke(Color(0x0B3C6F), width: 0.8)
  public var tableHead = Stroke(Color(0x222222), width: 0.8)
  public var tableRow = Stroke(Color(0xD9D9D9), width: 0.4)
  public var tableGroup = Stroke(Color(0x767676), width: 0.4)
  public var tableEnd = Stroke(Color(0x222222), width: 0.6)

  /// Under the running head and over the foot.
  public var running = Stroke(Color(0xD9D9D9), width: 0.4)
  public var grid = Stroke(Color(0xD9D9D9), width: 0.4)
  public var axis = Stroke(Color(0x767676), width: 0.6)
  public var zero = Stroke(Color(0x333333), width: 0.8)
  public var lastActual = Stroke(Color(0x767676), width: 0.5)
  public var today = Stroke(Color(0x222222), width: 0.7)

  public init() {}
}

/// Lengths inside a figure's plot, in points.
public struct FigureMetrics: Hashable, Sendable {
  public var focusLine = 1.6
  public var historyLine = 1.2
  public var contextLine = 1.1

  /// A data point's radius, and the white ring round it.
  public var point = 2.2
  public var pointRing = 0.8
  public var tick = 3.5

  /// How far an axis label stands over its gridline.
  public var labelLift = 2.5

  /// From the figure's left edge to the first datum of a time series.
  public var firstDatum = 38.0

  /// Between neighbouring fills.
  public var fillGap = 0.8
  public var panelGap = 12.0

  /// The widths and heights of the named sizes.
  public var sizes: [String: Size] = [
    "full": Size(486, 180), "half": Size(237, 160), "third": Size(154, 116),
    "square": Size(237, 237), "tall": Size(486, 300),
  ]

  public init() {}
}

/// Lengths of a page, in points from its top left corner.
public struct PageMetrics: Hashable, Sendable {
  /// Of the text and figure measure; the side margins are what is left of the paper's width.
  public var measure = 486.0
  public var columns = 12
  public var column = 29.5
  public var gutter = 12.0
  public var runningHeadBaseline = 40.0
  public var runningHeadRule = 47.0
  public var headingBaseline = 84.0
  public var textEnd = 786.0
  public var footRule = 797.0
  public var footBaseline = 809.0

  public init() {}

  /// The width of a number of neighbouring columns.
  public func width(ofColumns count: Int) -> Double {
    Double(count) * column + Double(max(count - 1, 0)) * gutter
  }
}

/// The colour and dash that a scenario has on every page.
public struct ScenarioStyle: Hashable, Sendable {
  public var color: Color

  /// Lengths of ink and gap in points; empty for a solid line.
  public var dash: [Double]
  public var width: Double

  public init(_ color: Color, dash: [Double] = [], width: Double = 1.4) {
    self.color = color
    self.dash = dash
    self.width = width
  }

  /// Baseline solid blue, then settled 5-2, counterfactual 2-2, expiry 7-2-2-2.
  public static let houseSeries = [
    ScenarioStyle(Color(0x0B3C6F), width: 1.6),
    ScenarioStyle(Color(0x2A77AE), dash: [5, 2]),
    ScenarioStyle(Color(0x767676), dash: [2, 2]),
    ScenarioStyle(Color(0xC45503), dash: [7, 2, 2, 2]),
    ScenarioStyle(Color(0x038487), dash: [9, 2.5]),
    ScenarioStyle(Color(0x671800), dash: [1.2, 1.8]),
  ]
}
