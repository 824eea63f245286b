import Diagnostics
import Indicators

/// Adding a division up over a dimension, as ratios.yaml says how.
extension Evaluator {
  /// The ratio that x of a call is, where its formula is a division that can't be added up as it stands.
  func quotient(_ call: BoundCall) -> Ratio? {
    namedRatio(call).flatMap { $0.formula.quotientParts == nil ? nil : $0 }
  }

  /// The ratio that x of a call is, directly or with choices of its values.
  func namedRatio(_ call: BoundCall) -> Ratio? {
    guard var expression = call.expression("x") else { return nil }
    while true {
      switch expression.node {
      case .selection(let base, _), .instant(let base, _): expression = base
      case .name(let name): return results[name] == nil ? ratiosByName[name] : nil
      case .number, .text, .truth, .parameter, .call, .unary, .binary, .conditional, .local:
        return nil
      }
    }
  }

  /// Whether a formula divides by something that differs along a dimension, so that the sum of its values
  /// is no ratio of sums.
  func dividesAlong(_ dimension: String, _ expression: Expression, _ scope: Scope) -> Bool {
    switch expression.node {
    case .binary(.divided, let left, let right):
      guard case .cube(let type) = self.type(of: right, scope, Reporter()) else { return false }
      return type.axes.contains { $0.name == dimension } || dividesAlong(dimension, left, scope)
    case .binary(.plus, let left, let right), .binary(.minus, let left, let right),
      .binary(.times, let left, let right):
      return dividesAlong(dimension, left, scope) || dividesAlong(dimension, right, scope)
    case .unary(_, let base), .selection(let base, _), .instant(let base, _):
      return dividesAlong(dimension, base, scope)
    case .local(let name, let value, let rest):
      var inner = scope
      inner.types[name] = self.type(of: value, scope, Reporter())
      return dividesAlong(dimension, rest, inner)
    case .name(let name):
      guard scope.types[name] == nil, results[name] == nil, let ratio = ratiosByName[name],
        ratio.over == nil, !inProgress.contains(name)
      else { return false }
      return dividesAlong(dimension, ratio.formula, Scope())
    case .call:
      // per_capita(x, population) is a division too.
      guard let (left, right) = expression.quotientParts,
        case .cube(let type) = self.type(of: right, scope, Reporter())
      else { return false }
      return type.axes.contains { $0.name == dimension } || dividesAlong(dimension, left, scope)
    case .number, .text, .truth, .parameter, .binary, .conditional: return false
    }
  }

  /// What the two ways of adding up give at the last place where both have a value.
  func bothWays(_ call: BoundCall, over: String) -> String? {
    let ignored = Reporter()
    guard let x = call.expression("x"), !isUncertain(x),
      let whole = operand(of: x, Scope(), ignored),
      case .operand(let mean) = Function.reduced(
        whole,
        over: over,
        by: .mean,
        skips: call.skipsMissing
      ),
      let ratio = namedRatio(call)
        ?? x.quotientParts.map({ _ in Ratio(name: "", nameSpan: x.span, formula: x) }),
      var sums = ratioOfSums(
        ratio,
        ComputedCall(
          bound: call,
          values: [:],
          evaluator: self,
          reporter: ignored,
          scope: Scope()
        ),
        over: over
      )
    else { return nil }
    sums.cube = sums.cube.converted(to: mean.cube.unit) ?? sums.cube
    let alignment = Alignment([sums, mean])
    let unit = mean.cube.unit == .one ? "" : " '\(mean.cube.unit)'"
    for cell in (0..<alignment.count).reversed() {
      guard let first = alignment.value(0, at: cell), let second = alignment.value(1, at: cell)
      else { continue }
      let name = Alignment.name(of: cell, alignment.axes, alignment.time)
      let place = name.isEmpty ? "" : "at \(name) "
      return
        "\(place)the ratio of sums is \(shortened(first))\(unit), the mean of the ratios \(shortened(second))\(unit)"
    }
    return nil
  }

  /// A number with four significant digits.
  private func shortened(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let places = 3 - Int(decimalLogarithm(abs(value)).rounded(.down))
    let power = raised(10, to: Double(abs(places)))
    let rounded =
      places >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
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
    var parts: [Operand] = []
    for part in [numerator, denominator] {
      guard let whole = operand(of: part, scope, call.reporter),
        let own = applying(expression, to: whole, call.reporter)
      else { return nil }
      parts.append(own)
    }
    if call.bound.skipsMissing, parts.allSatisfy({ $0.cube.axis(named: over) != nil }) {
      parts = paired(parts)
    }
    var sums: [Operand] = []
    for own in parts {
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

  /// Takes out of each side the members that the other has no value of: a ratio of sums over different
  /// members would be that of nothing.
  private func paired(_ sides: [Operand]) -> [Operand] {
    let alignment = Alignment(sides)
    let cells = 0..<alignment.count
    let statuses = cells.map { alignment.status(at: $0) }
    return sides.enumerated().map { position, side in
      side.computed(
        alignment.cube(
          unit: side.cube.unit,
          kind: side.cube.kind,
          values: cells.map { alignment.value(position, at: $0) ?? 0 },
          statuses: cells.map { cell in
            statuses[cell].isMissing ? statuses[cell] : alignment.status(at: cell, of: [position])
          }
        )
      )
    }
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
      guard case .number = denominator.node else { return (numerator, denominator) }
      return numerator.quotientParts.map { scaled($0, .divided, by: denominator) }
    case .binary(.times, let left, let right):
      // A percentage is often written as a / b * 100.
      if case .number = right.node {
        return left.quotientParts.map { scaled($0, .times, by: right) }
      }
      guard case .number = left.node else { return nil }
      return right.quotientParts.map { scaled($0, .times, by: left) }
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

  private func scaled(
    _ parts: (Expression, Expression),
    _ symbol: BinaryOperator,
    by factor: Expression
  ) -> (Expression, Expression) {
    (Expression(.binary(symbol, parts.0, factor), span: span, focus: focus), parts.1)
  }
}

extension CheckedCall {
  /// Whether it is said how divisions are added up over a dimension; reports if not.
  func saysHowRatiosAddUp(_ over: String) -> Bool {
    guard let x = bound.expression("x") else { return true }
    guard let ratio = evaluator.namedRatio(bound) else {
      if evaluator.dividesAlong(over, x, Scope()) {
        report(
          .meanOfRatios(
            bound.function.name,
            dimension: over,
            results: evaluator.bothWays(bound, over: over),
            at: bound.span("x")
          )
        )
      }
      return true
    }
    switch ratio.over {
    case .meanOfRatios: return true
    case .ratioOfSums:
      guard ratio.formula.quotientParts == nil,
        evaluator.dividesAlong(over, ratio.formula, Scope())
      else { return true }
      report(.noRatioOfSums(ratio.name, at: bound.span("x")))
      return false
    case nil:
      guard evaluator.dividesAlong(over, ratio.formula, Scope()) else { return true }
      report(
        .addingRatios(
          ratio.name,
          dimension: over,
          results: evaluator.bothWays(bound, over: over),
          at: bound.span("x")
        )
      )
      return false
    }
  }
}
