import Diagnostics
public import Formulas
public import Indicators

/// What checks are held against.
public struct CheckContext {
  let evaluator: Evaluator

  /// The day up to which the data are known.
  let date: CalendarDate

  /// The values of the last edition; nothing where there is none.
  let published: PublishedValues?

  public init(evaluator: Evaluator, date: CalendarDate, published: PublishedValues? = nil) {
    self.evaluator = evaluator
    self.date = date
    self.published = published
  }

  /// The cube that a formula gives; a text is reported.
  func cube(of expression: Expression, into diagnostics: inout DiagnosticList) -> Evaluated? {
    guard let evaluated = evaluator.evaluated(expression, into: &diagnostics) else { return nil }
    guard evaluated.cube != nil else {
      diagnostics.report(.textToCheck(at: expression.span))
      return nil
    }
    return evaluated
  }
}

/// The indicators of an edition as it kept them.
public struct PublishedValues: Sendable {
  /// A cell by the members of all dimensions, sorted by dimension, and its period.
  public struct Key: Hashable, Sendable {
    public let members: [String]
    public let period: Period

    public init(members: [String], period: Period) {
      self.members = members
      self.period = period
    }
  }

  public struct Series: Sendable {
    public let unit: Unit

    /// Sorted.
    public let dimensions: [String]
    public let values: [Key: Double]

    public init(unit: Unit, dimensions: [String], values: [Key: Double]) {
      self.unit = unit
      self.dimensions = dimensions
      self.values = values
    }
  }

  /// The name of the edition: `2026-10`.
  public let edition: String

  /// By the name of the indicator.
  public let indicators: [String: Series]

  public init(edition: String, indicators: [String: Series]) {
    self.edition = edition
    self.indicators = indicators
  }
}
