import Diagnostics
import Indicators

/// Adding a division up over a dimension, as ratios.yaml says how.
extension Evaluator {
  /// The ratio that x of a call is, where its formula is a division that can't be added up as it stands.
  func quotient(_ call: BoundCall) -> Ratio? {
    guard var expression = call.expression("x") else { return nil }
    while true {
      switch expression.node {
      case .selection(let base, _), .instant(let base, _): expression = base
      case .name(let name):
        guard results[name] == nil, let ratio = ratiosByName[name],
          ratio.formula.quotientParts != nil
        else { return nil }
        return ratio
      case .number, .text, .truth, .parameter, .call, .unary, .binary, .conditional, .local:
        return nil
      }
    }
  }

  /// The sum of a ratio's numerator over a dimension, divided by that of its denominator, which is taken
  /// as it is where it lacks the dimension.
  func ratioOfSums(_ ratio: Ratio, _ call: ComputedCall, over: String) -> Operand? {
    guard let (numerator, denominator) = ratio.formula.quotientParts,
      let expression = call.bound.expression("x")
    else { return nil }
    var scope = Scope()
    scope.zero = ratio.zero
    scope.ratio = ratio.name
    var sums: [Operand] = []
    for part in [numerator, denominator] {
      guard let whole = operand(of: part, scope, call.reporter),
        let own = applying(expression, to: whole, call.reporter)
      else { return nil }
      if own.cube.axis(named: over) == nil {
        sums.append(own)
      } else if case .operand(let sum) = Function.reduced(
        own,
        over: over,
        by: .sum,
        skips: call.bound.skipsMissing
      ) {
        sums.append(sum)
      }
    }
    guard sums.count == 2,
      var result = binary(.divided, sums[0], sums[1], at: ratio.formula.focus, scope, call.reporter)
    else { return nil }
    if let unit = ratio.unit, let cube = result.cube.written(in: unit) { result.cube = cube }
    return result
  }

  /// Repeats the selections and instants that stand on a ratio's name on a part of its formula, where
  /// that part has what they select.
  private func applying(
    _ expression: Expression,
    to operand: Operand,
    _ reporter: Reporter
  ) -> Operand? {
    switch expression.node {
    case .selection(let base, let selectors):
      guard let inner = applying(base, to: operand, reporter) else { return nil }
      let fitting = selectors.filter { selector in
        switch selector.pick {
        case .periods: return TimeType(inner.cube.time) != .none
        case .one(let choice), .allBut(let choice): return inner.holds(choice, selector, parameters)
        case .several(let choices):
          return choices.first.map { inner.holds($0, selector, parameters) } ?? false
        }
      }
      return selected(inner, fitting, reporter)
    case .instant(let base, let instant):
      guard let inner = applying(base, to: operand, reporter) else { return nil }
      guard case .series = inner.cube.time else { return inner }
      return at(instant, inner, at: expression.focus, reporter)
    case .number, .text, .truth, .name, .parameter, .call, .unary, .binary, .conditional, .local:
      return operand
    }
  }
}

extension Operand {
  fileprivate func holds(
    _ choice: Expression.Choice,
    _ selector: Expression.Selector,
    _ parameters: [String: String]
  ) -> Bool {
    if let dimension = selector.dimension { return cube.axis(named: dimension) != nil }
    let id =
      switch choice {
      case .member(let id): id
      case .parameter(let name): parameters[name] ?? ""
      }
    return cube.axes.contains { $0.position(of: id) != nil }
  }
}

extension Expression {
  /// Numerator and denominator of a formula that is a division, each under the formula's local names.
  var quotientParts: (Expression, Expression)? {
    switch node {
    case .binary(.divided, let numerator, let denominator):
      if case .number = denominator.node { return nil }
      return (numerator, denominator)
    case .local(let name, let value, let rest):
      guard let (numerator, denominator) = rest.quotientParts else { return nil }
      return (
        Expression(.local(name, value, numerator), span: span, focus: focus),
        Expression(.local(name, value, denominator), span: span, focus: focus)
      )
    case .call("per_capita", let arguments):
      let numerator = arguments.first { $0.name == "x" } ?? arguments.first { $0.name == nil }
      let denominator =
        arguments.first { $0.name == "population" } ?? arguments.last { $0.name == nil }
      guard let numerator, let denominator else { return nil }
      return (numerator.value, denominator.value)
    case .number, .text, .truth, .name, .parameter, .call, .selection, .instant, .unary, .binary,
      .conditional:
      return nil
    }
  }
}
