import Diagnostics
import Indicators

/// A cell that a rule found wrong, in words, with its record.
struct CellFinding {
  let text: String
  let span: SourceSpan?
}

/// What is wrong in checks.yaml.
extension Diagnostic {
  static func checkKind(_ found: [String], known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.kind",
      found.isEmpty
        ? "the check says nothing to look at"
        : "the check is of several kinds: \(found.joined(separator: ", "))",
      at: span,
      label: "expected one of \(known.joined(separator: ", "))"
    )
  }

  static func keyOfOtherKind(
    _ key: String,
    of kind: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.key",
      "a check of the kind '\(kind)' has no '\(key)'",
      at: span
    )
  }

  static func tolerance(
    _ text: String,
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.within",
      "'\(text)' is no distance",
      at: span,
      label: "expected a share such as 0.5%, a number, or a number with its unit",
      help: help
    )
  }

  static func toleranceUnit(_ own: Unit, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.within",
      "a distance in '\(own)' says nothing of values in '\(unit)'",
      at: span,
      label: "expected '\(unit)'"
    )
  }

  static func toleranceOfNothing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.within",
      "'within' needs a comparison",
      at: span,
      label: "no two sides",
      help: "write the check as 'a == b', or leave 'within' out"
    )
  }

  static func notTrueOrFalse(_ unit: Unit?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.truth",
      "the check is neither true nor false"
        + (unit.map { ", it gives values in '\($0)'" } ?? ", it is a text"),
      at: span,
      label: "expected a comparison",
      help: "compare it with something: 'a == b', 'a <= 100%'"
    )
  }

  static func textToCheck(at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "checks.text", "a text has no cells to look at", at: span)
  }

  static func noLimit(_ keys: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.limit",
      "the check has no limit",
      at: span,
      help: "add \(keys)"
    )
  }

  static func limitOrder(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.limit",
      "'from' is greater than 'to'",
      at: span,
      label: "no value lies between them"
    )
  }

  static func limitSign(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.limit",
      "'\(key)' is not greater than zero",
      at: span,
      label: "expected a positive number"
    )
  }

  static func percentLimit(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.limit",
      "'\(text)' is no percentage",
      at: span,
      label: "expected one such as 50%"
    )
  }

  static func rangeUnit(_ given: Unit, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.unit",
      "'\(given)' is no unit for values in '\(unit)'",
      at: span,
      label: "they measure different things"
    )
  }

  static func periods(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.periods",
      "'\(text)' is no range of periods",
      at: span,
      label: "expected a period such as 2019, or two: 2014..2024, 2019-Q2..2019-Q4"
    )
  }

  static func finerPeriods(_ frequency: Frequency, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.periods",
      "the values are of the frequency \(frequency.rawValue), and the range is of shorter periods",
      at: span,
      label: "expected periods of the frequency \(frequency.rawValue)"
    )
  }

  static func idleException(_ periods: [Period], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.periods",
      "no period that is looked at lies in '\(span.text)'",
      at: span,
      label: periods.first.flatMap { first in
        periods.last.map { "the check looks at \(first) to \($0)" }
      }
    )
  }

  static func member(
    _ name: String,
    of dimension: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    let shown = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
    return Diagnostic(
      id: "checks.member",
      "no value has \(dimension) '\(name)'",
      at: span,
      label: "there are \(shown)",
      help: nearestNames(to: name, among: known).first.map { "did you mean '\($0)'?" }
    )
  }

  static func noPeriods(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.no-periods",
      "the values have no periods along which they could be looked at",
      at: span,
      help: "leave '@' and its like out"
    )
  }

  static func dimension(_ name: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.dimension",
      "the values have no dimension '\(name)'",
      at: span,
      notes: [Note("they have: \(known.isEmpty ? "none" : known.joined(separator: ", "))")],
      help: nearestNames(to: name, among: known).first.map { "did you mean '\($0)'?" }
    )
  }

  static func age(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.age",
      "'\(text)' is no age",
      at: span,
      label: "expected a length of time such as P14M, P2Y or P10D"
    )
  }

  static func noAge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.age",
      "nothing says how old the values may be",
      at: span,
      help: "add 'max_age: P18M', or declare the indicator's frequency"
    )
  }

  static func waiverDay(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "checks.waiver-day",
      "'\(text)' is no day",
      at: span,
      label: "expected one such as 2027-01-31"
    )
  }

  static func notPublished(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.last-edition",
      "an edition keeps indicators, and this is a formula",
      at: span,
      label: "expected the name of an indicator, or a selection from one",
      help: "leave 'against' out to look at the values' own changes"
    )
  }

  static func noLastEdition(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .note,
      id: "checks.no-last-edition",
      "there is no last edition whose values could be compared with",
      at: span,
      notes: [Note("the check passes; the next edition will be compared with this one")]
    )
  }
}

/// What is wrong with the data, and with those who answer for it.
extension Diagnostic {
  static func falseClaim(
    _ count: Int,
    of total: Int,
    _ cells: [CellFinding],
    value: String,
    at span: SourceSpan
  ) -> Diagnostic {
    finding(
      "checks.false",
      total == 1 ? "is not true" : "is not true in \(count) of \(total) cells",
      cells,
      of: count,
      value: value,
      at: span
    )
  }

  static func missingCells(
    _ count: Int,
    of total: Int,
    _ cells: [CellFinding],
    at span: SourceSpan
  ) -> Diagnostic {
    finding(
      "checks.missing",
      "can't be told in \(count) of \(total) cells, where a value is missing",
      cells,
      of: count,
      value: cells.first?.text ?? "",
      at: span
    )
  }

  static func nothingToCheck(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "checks.empty",
      "looks at nothing: no cell has a value",
      at: span,
      label: "no value"
    )
  }

  static func outOfRange(
    _ count: Int,
    of total: Int,
    limits: String,
    _ cells: [CellFinding],
    value: String,
    at span: SourceSpan
  ) -> Diagnostic {
    finding(
      "checks.range",
      "\(count) of \(total) values \(count == 1 ? "lies" : "lie") outside \(limits)",
      cells,
      of: count,
      value: value,
      at: span
    )
  }

  static func gaps(
    _ count: Int,
    of total: Int,
    _ ranges: [CellFinding],
    value: String,
    at span: SourceSpan
  ) -> Diagnostic {
    finding(
      "checks.coverage",
      "\(count) of \(total) cells \(count == 1 ? "has" : "have") no value",
      ranges,
      of: ranges.count,
      value: value,
      at: span
    )
  }

  static func repeated(
    _ count: Int,
    _ cells: [CellFinding],
    value: String,
    at span: SourceSpan
  ) -> Diagnostic {
    finding(
      "checks.unique",
      count == 1 ? "a value is there twice" : "\(count) values are there more than once",
      cells,
      of: count,
      value: value,
      at: span
    )
  }

  static func jumps(
    _ count: Int,
    of total: Int,
    _ cells: [CellFinding],
    value: String,
    at span: SourceSpan
  ) -> Diagnostic {
    finding(
      "checks.jump",
      "\(count) of \(total) changes \(count == 1 ? "is" : "are") out of the ordinary",
      cells,
      of: count,
      value: value,
      at: span,
      help:
        "look for a slip of zeros or of a unit; if the values are right, waive the check with a reason"
    )
  }

  static func stale(
    _ name: String,
    _ found: Staleness,
    _ age: Age,
    isDeclared: Bool,
    at span: SourceSpan
  ) -> Diagnostic {
    let text: String
    let value: String
    switch found {
    case .nothingObserved:
      text = "'\(name)' has no value that was observed"
      value = "none"
    case .since(let day, let last, _):
      text = "'\(name)' is stale since \(day): last period \(last)"
      value = "\(last)"
    }
    var notes: [Note] = []
    if case .since(_, _, let place?) = found { notes.append(Note("its last value", at: place)) }
    return Diagnostic(
      id: "checks.stale",
      text,
      at: span,
      label: "the newest value may be \(age) old",
      notes: notes,
      help: isDeclared
        ? "get a newer release; or set 'max_age', or waive a check 'fresh: \(name)' in checks.yaml with a reason"
        : "get a newer release, or waive the check with a reason",
      value: value
    )
  }

  static func expiredWaiver(_ waiver: Waiver, on date: CalendarDate) -> Diagnostic {
    Diagnostic(
      id: "checks.waiver-expired",
      "the waiver ended on \(waiver.until), and the data are known up to \(date)",
      at: waiver.untilSpan,
      label: "over",
      help: "take the waiver out, or let \(waiver.by) answer for a later day",
      value: "\(waiver.until)"
    )
  }

  static func idleWaiver(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "checks.waiver-idle",
      "the waiver has nothing to waive: the check passes",
      at: span,
      help: "take it out"
    )
  }

  /// A failure with its cells, worst first.
  private static func finding(
    _ id: String,
    _ message: String,
    _ cells: [CellFinding],
    of count: Int,
    value: String,
    at span: SourceSpan,
    help: String? = nil
  ) -> Diagnostic {
    var notes = cells.prefix(mostCellsShown).map { Note($0.text, at: $0.span) }
    if count > notes.count { notes.append(Note("and \(count - notes.count) more")) }
    return Diagnostic(id: id, message, at: span, notes: notes, help: help, value: value)
  }

  /// A failure shows this many cells; the rest are counted.
  static let mostCellsShown = 10

  /// The same with the weight its check has, and with the check's title before it where the folder gives
  /// it one.
  func graded(
    _ severity: Severity,
    rule: String,
    isNamed: Bool = true,
    waiver: Waiver? = nil
  ) -> Diagnostic {
    var notes = notes
    if let waiver {
      // Of what somebody answers for the worst is enough.
      notes = Array(notes.prefix(3))
      let reason = waiver.reason["en"] ?? waiver.reason.texts.sorted { $0.key < $1.key }[0].value
      notes.append(Note("waived by \(waiver.by) until \(waiver.until): \(reason)", at: waiver.span))
    }
    return Diagnostic(
      severity,
      kind: kind,
      id: id,
      isNamed ? "check '\(rule)': \(message)" : message,
      at: span,
      label: label,
      notes: notes,
      help: help,
      rule: rule,
      value: value
    )
  }
}
