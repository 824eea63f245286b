import Diagnostics
import Formulas
import Indicators

/// How a series is too old.
enum Staleness: Hashable {
  /// It has values to come, and none that was observed.
  case nothingObserved

  /// Since a day, its last observed period being one; with the record of its last value.
  case since(CalendarDate, last: Period, SourceSpan?)
}

/// How a cube is older than an age allows on a day; nothing if it is not.
///
/// Counted from the end of the last period in which any of its series has an actual, provisional or
/// estimated value. What holds forecasts only can't be stale.
func staleness(of cube: Cube, _ age: Age, on date: CalendarDate) -> Staleness? {
  var last: (period: Period, cell: Int)?
  var isForecast = false
  let periods = cube.time.periods
  guard !periods.isEmpty else { return nil }
  for cell in cube.values.indices {
    if cube.statuses[cell] == .forecast { isForecast = true }
    guard cube.statuses[cell].isObserved else { continue }
    let period = periods[cell % cube.time.count]
    if last.map({ $0.period.lastDay < period.lastDay }) ?? true { last = (period, cell) }
  }
  guard let last else { return isForecast ? nil : .nothingObserved }
  let day = last.period.firstDay(olderThan: age)
  guard date >= day else { return nil }
  return .since(day, last: last.period, cube.origin(of: last.cell)?.span)
}

/// `fresh: gdp, max_age: P18M`: the newest observed value is not older than that.
struct FreshRule: Rule {
  let expression: Expression

  /// Nothing: as the descriptor says.
  let age: Age?

  /// The indicator that it looks at as a whole, in place of what the descriptor says of it.
  var name: String? {
    if case .name(let name) = expression.node { name } else { nil }
  }

  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]? {
    guard let evaluated = context.cube(of: expression, into: &diagnostics),
      let cube = evaluated.cube
    else { return nil }
    guard !cube.time.periods.isEmpty else {
      diagnostics.report(.noPeriods(at: expression.span))
      return nil
    }
    let declared = evaluated.name.flatMap { context.evaluator.catalogue.indicators[$0]?.freshness }
    guard let age = age ?? declared?.age else {
      diagnostics.report(.noAge(at: expression.span))
      return nil
    }
    guard let stale = staleness(of: cube, age, on: context.date) else { return [] }
    let name = evaluated.name ?? expression.span.text
    return [.stale(name, stale, age, isDeclared: false, at: expression.span)]
  }
}
