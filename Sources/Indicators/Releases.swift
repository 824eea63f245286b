public import Diagnostics

/// The indicators of a folder as they were known on earlier days.
public struct Releases: Sendable {
  /// Builds an indicator as known on a day; nothing if none of its releases was out.
  public typealias Builder =
    @Sendable (_ name: String, _ day: CalendarDate, _ list: inout DiagnosticList) -> Indicator?

  /// The days on which something of an indicator was released, ascending; none for an indicator whose
  /// releases have no date.
  public let days: [String: [CalendarDate]]

  private let build: Builder?

  public init(days: [String: [CalendarDate]] = [:], build: Builder? = nil) {
    self.days = days
    self.build = build
  }

  /// What was known of an indicator on a day.
  ///
  /// Releases of that day count. An indicator of which nothing has a date counts as known at all times.
  public func indicator(
    _ name: String,
    asKnownOn day: CalendarDate,
    into list: inout DiagnosticList
  ) -> Indicator? {
    build?(name, day, &list)
  }
}
