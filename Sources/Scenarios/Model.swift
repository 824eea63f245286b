internal import Diagnostics
public import Indicators
internal import Formulas

/// Scenarios reads a small yearly model and runs it: parameters, drivers and events go through difference
/// equations to one path for each scenario, and the differences from the baseline.
///
/// A model as scenarios.yaml states it (formats.md section 6).
public struct Model: Sendable {
  /// The first and the last year that is computed.
  public let years: ClosedRange<Int>

  /// The id of the scenario that all others are compared with.
  public let baseline: String

  /// The rate a year at which differences are discounted, as a fraction; nothing if not said.
  public let discount: Double?

  /// The day up to which outcomes are known; observed ones may not lie after it.
  public let editionKnows: CalendarDate?

  /// The scenarios in file order.
  public let scenarios: [Scenario]

  /// The overlays in file order.
  public let overlays: [Scenario]

  /// What is compared, in file order.
  public let outputs: [Output]

  /// What each run computes, in the order of the results' dimension `scenario`.
  let plans: [Plan]

  /// The ids of the scenarios, the overlays and the runs: what the dimension `scenario` may hold.
  public var runIDs: Set<String> { Set((scenarios + overlays).map(\.id) + plans.map(\.id)) }

  /// How the outcomes of the baseline are put into exclusive classes.
  let leaves: Leaves?

  /// The parameters and drivers without any scenario's settings, which the assumptions page prints.
  let definitions: Definitions
}

/// A scenario or an overlay: what it is called and what differs.
public struct Scenario: Sendable {
  public let id: String
  public let title: LocalizedText

  /// Whether it assumes against an observed outcome, so that it has no probability.
  public let isCounterfactual: Bool
  let span: SourceSpan
}

/// What is compared between scenarios.
public struct Output: Sendable {
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    case level, difference, percent, cumulated, discounted, rank, divergence
  }

  public let name: String
  public let title: LocalizedText?

  /// The measures to show, in the order given; level, difference and percent if none is.
  public let measures: [Measure]

  /// Which way is good; nothing if not said.
  public let better: Indicator.Direction?

  /// The relative difference from which on two paths count as different.
  public let divergence: Double?

  /// The unit to print in; nothing: the variable's own.
  let unit: Unit?

  /// Its own formula; nothing where it is a variable, a driver or what an event gives.
  let value: Expression?
  let span: SourceSpan
}

/// One run: a scenario with the overlays laid on it.
struct Plan: Sendable {
  let id: String
  let title: LocalizedText
  let scenario: String
  let overlays: [String]
  let isCounterfactual: Bool
  let definitions: Definitions

  /// What the run's settings name, each with its place.
  let settings: [Setting]
}

/// One name under `set:`.
struct Setting: Sendable {
  let name: String
  let span: SourceSpan

  /// Whether the definition is another one than the baseline's.
  let isChange: Bool
}

/// The classes that the outcomes of the baseline fall into.
struct Leaves: Sendable {
  /// The event's name that tells them apart.
  let name: String

  /// What an outcome is called in which it never comes.
  let missing: LocalizedText
  let span: SourceSpan
}

/// The names of one run, each with what it stands for, in file order.
struct Definitions: Sendable {
  var parameters: [Parameter] = []
  var drivers: [Driver] = []
  var events: [UncertainEvent] = []
  var variables: [Variable] = []

  var count: Int { parameters.count + drivers.count + events.count + variables.count }
}

/// Why a parameter or a driver is what it is.
struct Grounds: Sendable {
  /// By language, with `{{ }}` unresolved; the key "" holds a text given once.
  let reason: [String: Excerpt]

  /// An id of the sources table.
  let source: String?
  let judge: String?
  let date: String?
}

struct Parameter: Sendable {
  let name: String
  let span: SourceSpan
  let title: LocalizedText?
  let unit: Unit?
  let distribution: Distribution
  let grounds: Grounds
  let adjustments: [Adjustment]
}

struct Driver: Sendable {
  enum Form: Sendable {
    /// The same each year, or a formula of parameters and other drivers.
    case value(Distribution)

    /// Values of given years, ascending, and how the path goes on.
    case path([(year: Int, value: Expression)], Continuation)
  }

  /// How a path goes on after a year that it names.
  enum Continuation: Sendable {
    /// It does not: a later year has no value.
    case ends

    /// The last value stays.
    case holds

    /// The logarithm goes back to zero: log x(t) = φ log x(t−1) + a shock.
    case logAR1(phi: Expression, sigma: Expression)
    case randomWalk(sigma: Expression)

    /// It grows by a rate.
    case growth(Expression)
  }

  let name: String
  let span: SourceSpan
  let title: LocalizedText?
  let unit: Unit
  let form: Form
  let history: Expression?
  let grounds: Grounds
  let adjustments: [Adjustment]
}

/// What an overlay does to a result without feeding back into its process.
struct Adjustment: Sendable {
  enum Kind: Sendable {
    case add
    case times
  }

  let kind: Kind
  let amount: Distribution
  let years: ClosedRange<Int>
}

struct Variable: Sendable {
  let name: String
  let span: SourceSpan
  let title: LocalizedText?
  let unit: Unit

  /// The formula of the first year; nothing where `next` is computed in each.
  let start: Expression?
  let next: Expression
  let history: Expression?

  /// What every value must lie above.
  let above: Double?
}
