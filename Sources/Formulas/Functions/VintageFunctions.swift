import Diagnostics
import Indicators

/// Series as they were known on an earlier day.
extension Function {
  /// An indicator, or a ratio of indicators, out of the releases up to a day.
  static let vintage = Function(
    name: "vintage",
    parameters: [.required("x"), .required("day", .period)],
    check: { call in
      guard let expression = call.bound.expression("x"),
        let day = call.bound.day(of: "vintage", call),
        let past = call.evaluator.past(of: expression, on: day, call.reporter)
      else { return nil }
      return past.type(of: expression, Scope(), call.reporter)
    },
    compute: { call in
      guard let expression = call.bound.expression("x"),
        let day = call.bound.period("day")?.period.firstDay,
        let past = call.evaluator.past(of: expression, on: day, call.reporter)
      else { return nil }
      if case .name(let name) = expression.node, call.scope.values[name] != nil {
        call.report(.vintageOfPart(at: expression.span))
        return nil
      }
      let undated = call.evaluator.indicators(in: expression)
        .filter { call.evaluator.catalogue.releases.days[$0]?.isEmpty != false }
      if !undated.isEmpty { call.report(.noReleaseDates(undated, at: expression.span)) }
      return past.compute(expression, Scope(), call.reporter)
    }
  )
}

extension BoundCall {
  fileprivate func day(of function: String, _ call: CheckedCall) -> CalendarDate? {
    guard let (period, span) = period("day") else { return nil }
    guard period.frequency == .daily else {
      call.report(
        .wrongArgument("day", of: function, expected: "a day such as 2024-06-30", at: span)
      )
      return nil
    }
    return period.firstDay
  }
}

extension Evaluator {
  /// The indicators that a formula rests on, by way of ratios too, sorted.
  fileprivate func indicators(in expression: Expression) -> [String] {
    var seen: Set<String> = []
    var waiting = Array(expression.names)
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted else { continue }
      if let ratio = ratiosByName[name] { waiting += ratio.formula.names }
    }
    return seen.filter { ratiosByName[$0] == nil && catalogue.indicators[$0] != nil }.sorted()
  }

  /// What works formulas out over what was known on a day of the indicators that a name rests on.
  ///
  /// An indicator whose releases have no date counts as known on every day.
  func past(
    of expression: Expression,
    on day: CalendarDate,
    _ reporter: Reporter
  ) -> Evaluator? {
    guard case .name(let name) = expression.node, results[name] == nil,
      ratiosByName[name] != nil || catalogue.indicators[name] != nil
    else {
      reporter.report(.vintageOfPart(at: expression.span))
      return nil
    }
    if let known = pasts[Past(name: name, day: day)] { return known }
    var indicators = catalogue.indicators
    var isKnown = true
    for own in self.indicators(in: expression) {
      let days = catalogue.releases.days[own] ?? []
      guard !days.isEmpty else { continue }
      var list = DiagnosticList()
      let past = catalogue.releases.indicator(own, asKnownOn: day, into: &list)
      reporter.report(contentsOf: list.all)
      if past == nil, !list.hasErrors {
        reporter.report(.notPublished(own, on: day, first: days.first, at: expression.span))
      }
      if past == nil { isKnown = false }
      indicators[own] = past
    }
    guard isKnown else { return nil }
    let past = Evaluator(
      catalogue: Catalogue(
        indicators: indicators,
        events: catalogue.events,
        labels: catalogue.labels,
        sources: catalogue.sources,
        package: catalogue.package,
        open: catalogue.open,
        unreleased: catalogue.unreleased,
        members: catalogue.members,
        corrections: catalogue.corrections,
        releases: catalogue.releases
      ),
      ratios: ratios,
      parameters: parameters,
      language: language,
      open: open
    )
    pasts[Past(name: name, day: day)] = past
    return past
  }
}

/// Which name is looked at, and as known on which day.
struct Past: Hashable {
  let name: String
  let day: CalendarDate
}
