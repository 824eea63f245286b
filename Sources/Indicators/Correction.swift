public import Diagnostics

/// A change of published values that the descriptor of a folder orders, with its reason.
public struct Correction: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// The value is taken out.
    case missing

    /// Another number, in the unit in which the file has it.
    case set(Double)

    /// The number times a factor.
    case scale(Double)
    case status(Status)

    /// The series breaks before the value.
    case breakBefore

    /// The record is left out, as if the file didn't have it.
    case drop
  }

  /// One value that was changed.
  public struct Change: Hashable, Sendable {
    /// One member for each dimension, by dimension.
    public let members: [String: String]
    public let period: Period

    /// What the file says there, as it is printed.
    public let published: String

    /// The unit in which the file says it; nothing if neither it nor the descriptor names one.
    public let unit: Unit?

    /// Where the file says so.
    public let span: SourceSpan

    public init(
      members: [String: String],
      period: Period,
      published: String,
      unit: Unit?,
      span: SourceSpan
    ) {
      self.members = members
      self.period = period
      self.published = published
      self.unit = unit
      self.span = span
    }
  }

  public let indicator: String

  /// What is changed, as the descriptor writes it: `output[geo:MEX] @ 2018`.
  public let selection: String
  public let action: Action
  public let reason: LocalizedText

  /// Who decided, and when.
  public let by: String
  public let date: CalendarDate

  /// Where the descriptor orders it.
  public let span: SourceSpan

  /// The values it changed, in the order of the file; none where they are not known yet.
  public let changes: [Change]

  public init(
    indicator: String,
    selection: String,
    action: Action,
    reason: LocalizedText,
    by: String,
    date: CalendarDate,
    span: SourceSpan,
    changes: [Change] = []
  ) {
    self.indicator = indicator
    self.selection = selection
    self.action = action
    self.reason = reason
    self.by = by
    self.date = date
    self.span = span
    self.changes = changes
  }

  /// The same correction with the values it changed.
  public func changing(_ changes: [Change]) -> Correction {
    Correction(
      indicator: indicator,
      selection: selection,
      action: action,
      reason: reason,
      by: by,
      date: date,
      span: span,
      changes: changes
    )
  }
}
