import Diagnostics
import Indicators

/// Types of calls.
extension Evaluator {
  func callType(
    _ name: String,
    _ arguments: [Expression.Argument],
    at focus: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> ValueType? {
    guard let function = Function.all[name] else {
      reportUnknownFunction(name, at: focus, reporter)
      return nil
    }
    guard
      let bound = function.bind(
        arguments,
        focus: focus,
        parameterValues: parameters,
        reporter: reporter
      )
    else { return nil }
    var types: [String: ValueType] = [:]
    var isRight = true
    for parameter in function.parameters {
      guard let expression = bound.expression(parameter.name) else { continue }
      guard let type = type(of: expression, scope, reporter) else {
        isRight = false
        continue
      }
      if case .value = parameter.form, case .text = type {
        reporter.report(.textAsNumber(at: expression.span))
        isRight = false
        continue
      }
      types[parameter.name] = type
    }
    guard isRight else { return nil }
    return function.check(
      CheckedCall(bound: bound, types: types, evaluator: self, reporter: reporter)
    )
  }

  private func reportUnknownFunction(
    _ name: String,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) {
    let isName =
      results[name] != nil || ratiosByName[name] != nil || catalogue.indicators[name] != nil
    reporter.report(
      .unknownFunction(
        name,
        nearest: nearestNames(to: name, among: Function.all.keys),
        isName: isName,
        at: focus
      )
    )
  }
}
