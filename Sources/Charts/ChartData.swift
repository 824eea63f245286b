public import Diagnostics
public import Indicators

/// What a chart asks of the report it stands in: what its expressions give, and the names for readers.
///
/// Charts turns a specification and a table into a drawing; it neither knows formulas nor files.
public protocol ChartData {
  /// The cube that an expression gives; nothing after its trouble was reported.
  func cube(_ expression: Excerpt, into diagnostics: inout DiagnosticList) -> Cube?

  /// The events of a resource; nothing after its absence was reported at the place.
  func events(
    _ name: String,
    at span: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> EventTable?

  /// A text with its `{{ }}` replaced; nothing after its trouble was reported.
  func text(_ text: Excerpt, into diagnostics: inout DiagnosticList) -> String?

  /// What readers call what an expression measures, for subtitles and the text alternative; nothing if
  /// it has no name of its own.
  func title(of expression: Excerpt) -> String?

  /// How many decimals the values of an expression are printed with; nothing if nobody says.
  func decimals(of expression: Excerpt) -> Int?

  /// The names and the order of members.
  var labels: Labels { get }

  /// The scenarios of the model in their order, the baseline first.
  var scenarios: [ChartScenario] { get }

  /// The edition's date, which timelines mark as today.
  var today: CalendarDate? { get }
}

extension ChartData {
  public func title(of expression: Excerpt) -> String? { nil }
  public func decimals(of expression: Excerpt) -> Int? { nil }
  public var labels: Labels { Labels() }
  public var scenarios: [ChartScenario] { [] }
  public var today: CalendarDate? { nil }
}

/// A scenario as charts show it.
public struct ChartScenario: Hashable, Sendable {
  public let id: String

  /// Its name in the report's language.
  public let title: String

  /// Whether it assumes against what was observed, which its name then says.
  public let isCounterfactual: Bool

  public init(id: String, title: String, isCounterfactual: Bool = false) {
    self.id = id
    self.title = title
    self.isCounterfactual = isCounterfactual
  }
}
