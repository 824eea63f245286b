import Diagnostics
import Indicators

/// Values, worked out after the types are known to be right.
extension Evaluator {
  func compute(
    _ expression: Expression,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Computed? {
    switch expression.node {
    case .number(let value, let unit):
      var operand = Operand(Cube(scalar: value, unit: unit ?? .one))
      if unit == nil { operand.bareNumber = value } else { operand.literal = value }
      return .operand(operand)
    case .text(let text): return .text(text, period: nil, code: nil)
    case .truth(let value):
      return .operand(Operand(Cube(scalar: value ? 1 : 0, unit: .truth)))
    case .name(let name): return compute(name: name, at: expression.span, scope, reporter)
    case .parameter(let name):
      guard let id = parameters[name] else { return nil }
      return .text(label(of: id, parameter: name), period: Period(id), code: id)
    case .call(let name, let arguments):
      return call(name, arguments, at: expression.focus, scope, reporter)
    case .selection(let base, let selectors):
      guard let operand = operand(of: base, scope, reporter) else { return nil }
      return selected(operand, selectors, reporter).map(Computed.operand)
    case .instant(let base, let instant):
      guard let operand = operand(of: base, scope, reporter) else { return nil }
      return at(instant, operand, at: expression.focus, reporter).map(Computed.operand)
    case .unary(let symbol, let base):
      guard let operand = operand(of: base, scope, reporter) else { return nil }
      return .operand(unary(symbol, operand))
    case .binary(let symbol, let left, let right):
      guard let first = compute(left, scope, reporter),
        let second = compute(right, scope, reporter)
      else { return nil }
      return binary(symbol, first, second, at: expression.focus, scope, reporter)
    case .conditional(let condition, let first, let second):
      guard let test = operand(of: condition, scope, reporter),
        let left = compute(first, scope, reporter), let right = compute(second, scope, reporter)
      else { return nil }
      return conditional(test, left, right, condition, at: expression.focus, reporter)
    case .local(let name, let value, let rest):
      guard let computed = compute(value, scope, reporter) else { return nil }
      var inner = scope
      inner.values[name] = computed
      return compute(rest, inner, reporter)
    }
  }

  func operand(
    of expression: Expression,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Operand? {
    guard case .operand(let operand) = compute(expression, scope, reporter) else { return nil }
    return operand
  }

  // MARK: Names

  private func compute(
    name: String,
    at span: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Computed? {
    if let value = scope.values[name] { return value }
    if let result = results[name] {
      var operand = Operand(result.cube)
      operand.name = name
      operand.decimals = result.decimals
      return .operand(operand)
    }
    if let text = texts[name] { return .text(text, period: Period(text), code: nil) }
    if let ratio = ratiosByName[name] { return value(of: ratio, at: span, reporter) }
    return catalogue.indicators[name].map { .operand(operand(of: $0)) }
  }

  func value(of ratio: Ratio, at span: SourceSpan, _ reporter: Reporter) -> Computed? {
    if let known = ratioValues[ratio.name] {
      reporter.report(contentsOf: known.diagnostics)
      return known.value
    }
    let inner = Reporter()
    var scope = Scope()
    scope.zero = ratio.zero
    scope.ratio = ratio.name
    var result = compute(ratio.formula, scope, inner)
    if case .operand(var operand) = result {
      if let unit = ratio.unit { operand.cube = operand.cube.written(in: unit) ?? operand.cube }
      operand.bareNumber = nil
      operand.literal = nil
      operand.name = ratio.name
      operand.decimals = ratio.decimals ?? operand.decimals
      result = .operand(operand)
    }
    ratioValues[ratio.name] = (result, inner.list.all)
    reporter.report(contentsOf: inner.list.all)
    return result
  }

  /// The label of a member that a parameter holds: that of the dimension of the parameter's name, else
  /// of the first dimension that has one.
  private func label(of id: String, parameter: String) -> String {
    if let entry = catalogue.labels.entry(for: id, of: parameter) {
      return entry.name[language] ?? id
    }
    let dimensions = Set(
      catalogue.indicators.values.flatMap { $0.cube.axes.map(\.name) }
    ).sorted()
    for dimension in dimensions {
      if let entry = catalogue.labels.entry(for: id, of: dimension) {
        return entry.name[language] ?? id
      }
    }
    return id
  }

  // MARK: Operators

  private func unary(_ symbol: Expression.UnaryOperator, _ operand: Operand) -> Operand {
    let cube = operand.cube
    let values: [Double] =
      switch symbol {
      case .minus: cube.values.map { -$0 }
      case .plus: cube.values
      case .not: cube.values.map { $0 == 0 ? 1 : 0 }
      }
    var result = operand.computed(cube.computed(values: values, statuses: cube.statuses))
    let sign = symbol == .minus ? -1.0 : 1
    result.bareNumber = operand.bareNumber.map { $0 * sign }
    result.literal = operand.literal.map { $0 * sign }
    return result
  }

  private func binary(
    _ symbol: Expression.BinaryOperator,
    _ left: Computed,
    _ right: Computed,
    at focus: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Computed? {
    switch (left, right) {
    case (.text(let own, _, let ownCode), .text(let other, _, let otherCode)):
      // A parameter compares by its member's code.
      let isEqual = own == other || ownCode == other || own == otherCode
      let isTrue = symbol == .equal ? isEqual : !isEqual
      return .operand(Operand(Cube(scalar: isTrue ? 1 : 0, unit: .truth)))
    case (.operand(let first), .operand(let second)):
      return binary(symbol, first, second, at: focus, scope, reporter).map(Computed.operand)
    case (.text, .operand), (.operand, .text): return nil
    }
  }

  func binary(
    _ symbol: Expression.BinaryOperator,
    _ left: Operand,
    _ right: Operand,
    at focus: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Operand? {
    guard
      let rule = operatorUnit(symbol, left.unitOperand, right.unitOperand, at: focus, reporter)
    else { return nil }
    let alignment = Alignment([left, right])
    let count = alignment.count
    var values = [Double](repeating: 0, count: count)
    var statuses = [Status](repeating: .absent, count: count)
    for cell in 0..<count {
      let status = alignment.status(at: cell)
      statuses[cell] = status
      guard !status.isMissing, let own = alignment.value(0, at: cell),
        let other = alignment.value(1, at: cell)
      else { continue }
      let (first, second) = (rule.left(own), rule.right(other))
      if symbol == .divided, second == 0, scope.zero == .error {
        reporter.report(
          .zeroDenominator(alignment.name(of: cell), ratio: scope.ratio, at: focus)
        )
        return nil
      }
      let value = symbol.applied(first, second)
      if value.isFinite { values[cell] = value } else { statuses[cell] = .undefined }
    }
    var cube = alignment.cube(
      unit: rule.unit,
      kind: symbol.kind(left.kindInOperations, right.kindInOperations),
      values: values,
      statuses: statuses
    )
    if symbol == .times || symbol == .divided { cube = cube.withReadableScale }
    var result = Operand(cube)
    result.restricted = left.restricted.union(right.restricted)
    result.skipped = left.skipped + right.skipped
    if let own = left.bareNumber, let other = right.bareNumber {
      result.bareNumber = symbol.applied(own, other)
    }
    return result
  }

  private func conditional(
    _ test: Operand,
    _ left: Computed,
    _ right: Computed,
    _ condition: Expression,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> Computed? {
    switch (left, right) {
    case (.text, .text):
      guard let truth = singleValue(test, "the condition", at: condition.span, reporter) else {
        return nil
      }
      return truth != 0 ? left : right
    case (.operand(let first), .operand(let second)):
      return choose(test, first, second, at: focus, reporter).map(Computed.operand)
    case (.text, .operand), (.operand, .text): return nil
    }
  }

  /// In each cell the first value where the test is true, else the second; only the value taken counts
  /// for the status.
  private func choose(
    _ test: Operand,
    _ first: Operand,
    _ second: Operand,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> Operand? {
    guard
      let rule = branchUnit(first.unitOperand, second.unitOperand, at: focus, reporter)
    else { return nil }
    let alignment = Alignment([first, second, test])
    var values = [Double](repeating: 0, count: alignment.count)
    var statuses = [Status](repeating: .absent, count: alignment.count)
    for cell in values.indices {
      guard let truth = alignment.value(2, at: cell) else {
        statuses[cell] = alignment.status(at: cell, of: [2])
        continue
      }
      let branch = truth != 0 ? 0 : 1
      statuses[cell] = alignment.status(at: cell, of: [branch, 2])
      guard let value = alignment.value(branch, at: cell) else { continue }
      let made = Cell.value(branch == 0 ? rule.left(value) : rule.right(value), statuses[cell])
      (values[cell], statuses[cell]) = (made.value, made.status)
    }
    let kind = first.kindInOperations == .unknown ? second.cube.kind : first.cube.kind
    var result = Operand(
      alignment.cube(unit: rule.unit, kind: kind, values: values, statuses: statuses)
    )
    result.restricted = first.restricted.union(second.restricted).union(test.restricted)
    return result
  }

  /// The one value of an operand; reports where there are more, or where it is missing.
  func singleValue(
    _ operand: Operand,
    _ what: String,
    at span: SourceSpan,
    _ reporter: Reporter
  ) -> Double? {
    guard operand.cube.values.count == 1 else {
      reporter.report(.manyValues(what, operand.cube.values.count, at: span))
      return nil
    }
    guard let value = operand.cube[0] else {
      reporter.report(.missingValue(what, at: span))
      return nil
    }
    return value
  }

  // MARK: Calls

  private func call(
    _ name: String,
    _ arguments: [Expression.Argument],
    at focus: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Computed? {
    guard let function = Function.all[name],
      let bound = function.bind(
        arguments,
        focus: focus,
        parameterValues: parameters,
        reporter: reporter
      )
    else { return nil }
    var values: [String: Computed] = [:]
    for parameter in function.parameters {
      guard let expression = bound.expression(parameter.name) else { continue }
      guard let value = compute(expression, scope, reporter) else { return nil }
      values[parameter.name] = value
    }
    return function.compute(
      ComputedCall(
        bound: bound,
        values: values,
        evaluator: self,
        reporter: reporter,
        scope: scope
      )
    )
  }
}

extension Operand {
  /// The kind that counts under an operator: a plain number takes no part.
  var kindInOperations: Kind { bareNumber == nil ? cube.kind : .unknown }
}

extension Cube {
  /// The numbers at the largest multiplier that makes their median one or more, where their unit has a
  /// scale to choose.
  var withReadableScale: Cube {
    let known = values.indices.compactMap { self[$0] }
    let multiplier = UnitArithmetic.multiplier(for: unit, values: known)
    guard multiplier != unit.multiplier else { return self }
    return converted(to: unit.scaled(toMultiplier: multiplier)) ?? self
  }

  /// The numbers in a declared unit: converted, or as they stand where they had none.
  func written(in unit: Unit) -> Cube? {
    if let converted = converted(to: unit) { return converted }
    guard self.unit.isPlainNumber else { return nil }
    return with(unit: unit)
  }
}
