import Diagnostics
import Indicators

extension Diagnostic {
  // MARK: Names

  static func unusableName(_ name: String, isReserved: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.name",
      isReserved ? "'\(name)' is a word of the formulas" : "'\(name)' is not a name",
      at: span,
      label: "expected a name of letters, digits and _",
      help: isReserved ? "choose another name" : nil
    )
  }

  static func duplicateName(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.duplicate-name",
      "the name '\(name)' is given twice",
      at: span,
      label: "already taken",
      notes: [Note("'\(name)' stands here first", at: first)]
    )
  }

  static func nameOfData(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.data-name",
      "'\(name)' is also an indicator or a ratio",
      at: span,
      label: "a name means one thing in the folder",
      help: "give the model's own quantity another name"
    )
  }

  static func nameOutOfReach(
    _ name: String,
    role: String,
    in what: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "scenarios.reach",
      "\(what) can't use '\(name)', which is \(role)",
      at: span,
      label: "comes later in the model",
      notes: [
        Note(
          "parameters and chances use data only, drivers also parameters and drivers, variables"
            + " everything"
        )
      ]
    )
  }

  static func unknownScenario(_ id: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.unknown-scenario",
      "there is no scenario or overlay '\(id)'",
      at: span,
      nearest: nearestNames(to: id, among: known).first,
      label: "expected one of \(known.joined(separator: ", "))"
    )
  }

  static func unknownOutput(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.unknown-output",
      "'\(name)' is nothing that the model computes",
      at: span,
      nearest: nearestNames(to: name, among: known).first,
      label: "expected a variable or a formula",
      help: "give it a formula under 'value:'"
    )
  }

  // MARK: Settings of a scenario

  static func unknownSetting(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.set-nothing",
      "'set' names '\(name)', which the model does not have",
      at: span,
      nearest: nearestNames(to: name, among: known).first,
      label: "expected a parameter, a driver, an event or a variable"
    )
  }

  static func settingWithoutEffect(
    _ name: String,
    isChange: Bool,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "scenarios.set-unused",
      isChange
        ? "setting '\(name)' changes nothing that an output uses"
        : "setting '\(name)' leaves it as it is",
      at: span,
      label: isChange ? "no output depends on it" : "the same as before"
    )
  }

  static func overlayConflict(_ path: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      id: "scenarios.overlay-conflict",
      "two overlays of one run replace '\(path)'",
      at: span,
      label: "already replaced",
      notes: [Note("the first one replaces it here", at: first)],
      help: "use 'add' or 'times', which go together, or leave out the combination"
    )
  }

  static func scenarioLoop(_ path: ArraySlice<String>, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.from-loop",
      "scenarios start from each other: \(path.joined(separator: " → "))",
      at: span
    )
  }

  static func noAdjustment(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.adjustment",
      "'from' and 'to' need 'add' or 'times' beside them",
      at: span
    )
  }

  // MARK: Quantities

  static func noDistribution(of what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.distribution",
      "\(what) needs a value or a distribution",
      at: span,
      notes: [
        Note("one of \(Distribution.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      ]
    )
  }

  static func twoForms(_ first: String, _ second: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.two-forms",
      "'\(second)' can't stand beside '\(first)'",
      at: span,
      label: "one of the two"
    )
  }

  static func argumentCount(_ kind: String, names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.arguments",
      "'\(kind)' takes \(names.count) numbers",
      at: span,
      label: "expected [\(names.joined(separator: ", "))]"
    )
  }

  static func contradiction(_ kind: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.order",
      "the numbers of '\(kind)' contradict each other",
      at: span,
      label: "expected low ≤ mode ≤ high, and no negative spread or chance"
    )
  }

  static func badNumber(_ key: String, expected: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.number",
      "\(key.contains(" ") ? key : "'\(key)'") can't be '\(span.text)'",
      at: span,
      label: "expected \(expected)"
    )
  }

  static func unreadableUnit(_ error: UnitError, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "scenarios.unit-text", "\(error)", at: span, help: error.help)
  }

  static func years(from: Int, to: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.years",
      "the years \(from) to \(to) are no span that the model can run",
      at: span,
      label: "expected a later year, within 200"
    )
  }

  static func pathStart(_ year: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.path",
      "the path has no value for \(year)",
      at: span,
      label: "expected a value for the model's first year or before"
    )
  }

  static func noProcess(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.process",
      "'then' names no process",
      at: span,
      label: "expected log_ar1, random_walk or growth"
    )
  }

  static func noEquation(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "scenarios.equation",
      "the variable '\(name)' needs 'value', or 'start' and 'next'",
      at: span
    )
  }

  static func unsupported(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.unsupported",
      "\(what) is not computed by this version",
      at: span,
      label: "can't be run"
    )
  }

  // MARK: Formulas of the model

  static func declaredUnit(
    _ unit: Unit,
    declared: Unit,
    of what: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "scenarios.declared-unit",
      "\(what) is declared in '\(declared)', and this is in '\(unit)'",
      at: span,
      label: "gives '\(unit)'"
    )
  }

  static func loop(_ path: [String], year: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.loop",
      "\(path.joined(separator: " → ")) need each other within \(year)",
      at: span,
      label: "each waits for the next",
      help: "break the loop with lag(…)"
    )
  }

  static func ahead(_ name: String, year: Int, target: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.ahead",
      "'\(name)' @ \(target) is not known in \(year)",
      at: span,
      label: "a later year"
    )
  }

  // MARK: Events

  static func eventDate(_ date: CalendarDate, known: [CalendarDate], at span: SourceSpan)
    -> Diagnostic
  {
    let dates = known.sorted().prefix(4).map(\.description).joined(separator: ", ")
    return Diagnostic(
      id: "scenarios.event-date",
      "no review is held on \(date)",
      at: span,
      label: "not a date of a review",
      notes: dates.isEmpty ? [] : [Note("the first ones are \(dates)")]
    )
  }

  static func observedLater(
    _ date: CalendarDate,
    than known: CalendarDate,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "scenarios.observed-later",
      "\(date) lies after \(known), up to which the edition knows outcomes",
      at: span,
      label: "not yet observed",
      help: "move it to 'assumed', or raise 'edition_knows'"
    )
  }

  static func againstObserved(
    _ date: CalendarDate,
    at span: SourceSpan,
    observed: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "scenarios.counterfactual",
      "the outcome of \(date) was observed otherwise",
      at: span,
      label: "against what was observed",
      notes: [Note("observed here", at: observed)],
      help: "only a scenario with 'counterfactual: true' may assume it"
    )
  }

  static func chanceRange(_ value: Double, year: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.chance",
      value.isNaN
        ? "the chance has no value in \(year)" : "the chance is \(value) in \(year)",
      at: span,
      label: "expected a number from 0 to 1"
    )
  }

  static func tooManyOutcomes(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.tree-size",
      "the events can go in \(count) ways, more than can be run",
      at: span,
      label: "too many reviews or chances"
    )
  }

  static func leavesByOther(_ name: String, known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.leaves",
      "'\(name)' does not tell outcomes apart",
      at: span,
      label: known.isEmpty
        ? "no event gives such a name" : "expected one of \(known.joined(separator: ", "))"
    )
  }

  // MARK: Results

  static func notAbove(
    _ name: String,
    _ limit: Double,
    value: Double,
    year: Int,
    scenario: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "scenarios.above",
      "'\(name)' is \(value) in \(year) of '\(scenario)'",
      at: span,
      label: "must lie above \(limit)"
    )
  }

  static func missingResult(
    _ name: String,
    year: Int,
    scenario: String,
    cause: MissingCause?,
    at span: SourceSpan
  ) -> Diagnostic {
    let notes = cause.map { [Note("'\($0.name)' has no value in \($0.year)", at: $0.span)] } ?? []
    let help: String? =
      switch cause?.kind {
      case .before:
        "give '\(cause?.name ?? "")' a 'history', which holds the years before the model"
      case .pathEnd: "continue the path with 'hold: true' or 'then'"
      case .undefined, nil: nil
      }
    return Diagnostic(
      id: "scenarios.missing",
      "'\(name)' has no value in \(year) of '\(scenario)'",
      at: span,
      label: "a value it rests on is missing",
      notes: notes,
      help: help
    )
  }

  static func missingArgument(of what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "scenarios.no-value",
      "a number of \(what) has no value",
      at: span,
      label: "missing in the data"
    )
  }
}
