// Checks holds the data of a folder against the rules of its checks.yaml, and every series against the
// age it may have. It reads values through formulas, prints nothing and decides nothing but what is
// wrong: whether a report is published is for Editions to say.

public import Diagnostics
public import Indicators

/// One rule of checks.yaml (formats.md section 5).
public struct Check: Sendable {
  /// What a failure does to a run.
  enum Level: String, CaseIterable {
    case fail
    case warn
  }

  public let title: LocalizedText
  public let waiver: Waiver?
  let rule: any Rule
  let level: Level

  /// Where the rule stands in checks.yaml.
  let span: SourceSpan

  /// The title in one language, for messages.
  var name: String {
    title["en"] ?? title.texts.sorted { $0.key < $1.key }.first?.value ?? ""
  }
}

/// A failure that somebody answers for until a day.
public struct Waiver: Sendable {
  public let reason: LocalizedText
  public let by: String

  /// The last day on which it holds.
  public let until: CalendarDate

  /// Where it is written.
  public let span: SourceSpan
  let untilSpan: SourceSpan

  func isInForce(on date: CalendarDate) -> Bool { date <= until }
}

/// What a check asks of the data.
protocol Rule: Sendable {
  /// What is wrong, as errors without a rule's title; empty where the rule holds.
  ///
  /// - Returns: Nothing if that can't be told, since a formula is wrong, which is reported, or rests on
  ///   what could not be read.
  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]?
}
