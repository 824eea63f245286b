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
    case .unary, .binary:
      guard case .formula(let formula) = part(of: expression, scope, reporter) else { return nil }
      return value(of: formula, scope, reporter).map(Computed.operand)
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

  /// A part of a formula under an operator.
  private enum Part {
    case formula(FusedFormula)

    /// A text, which only compares with another.
    case text(String, code: String?)
  }

  /// The operators of a formula down to what they are applied to; nothing if anything is wrong there,
  /// which is reported.
  private func part(
    of expression: Expression,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Part? {
    switch expression.node {
    case .unary(let symbol, let base):
      guard case .formula(var formula) = part(of: base, scope, reporter) else { return nil }
      formula.apply(symbol)
      return .formula(formula)
    case .binary(let symbol, let left, let right):
      guard let first = part(of: left, scope, reporter),
        let second = part(of: right, scope, reporter)
      else { return nil }
      switch (first, second) {
      case (.text(let own, let ownCode), .text(let other, let otherCode)):
        // A parameter compares by its member's code.
        let isEqual = own == other || ownCode == other || own == otherCode
        let isTrue = symbol == .equal ? isEqual : !isEqual
        return .formula(FusedFormula(Operand(Cube(scalar: isTrue ? 1 : 0, unit: .truth))))
      case (.formula(let first), .formula(let second)):
        if symbol != .and, symbol != .or {
          warnOfLatest([first.latest, second.latest], at: expression.focus, reporter)
        }
        return joined(symbol, first, second, at: expression.focus, scope, reporter)
          .map(Part.formula)
      case (.text, .formula), (.formula, .text): return nil
      }
    case .number, .text, .truth, .name, .parameter, .call, .selection, .instant, .conditional,
      .local:
      switch compute(expression, scope, reporter) {
      case .operand(let operand): return .formula(FusedFormula(operand))
      case .text(let text, _, let code): return .text(text, code: code)
      case nil: return nil
      }
    }
  }

  private func joined(
    _ symbol: Expression.BinaryOperator,
    _ left: FusedFormula,
    _ right: FusedFormula,
    at focus: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> FusedFormula? {
    operatorUnit(symbol, left.unit, right.unit, at: focus, reporter).map { rule in
      let isAsked = symbol == .divided && scope.zero == .error
      return FusedFormula(symbol, left, right, rule, zero: isAsked ? focus : nil)
    }
  }

  private func value(
    of formula: FusedFormula,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> Operand? {
    do throws(FusedFormula.Failure) {
      return try formula.value()
    } catch {
      switch error {
      case .zeroDenominator(let span, let cell):
        reporter.report(.zeroDenominator(formula.name(of: cell), ratio: scope.ratio, at: span))
        return nil
      }
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
    joined(symbol, FusedFormula(left), FusedFormula(right), at: focus, scope, reporter)
      .flatMap { value(of: $0, scope, reporter) }
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
    let latest = function.parameters.map { parameter -> Period? in
      guard case .operand(let operand) = values[parameter.name] else { return nil }
      return operand.latest
    }
    warnOfLatest(latest, at: focus, reporter)
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
  /// The numbers in a declared unit: converted, or as they stand where they had none.
  func written(in unit: Unit) -> Cube? {
    if let converted = converted(to: unit.naming(wholeOf: self.unit)) { return converted }
    guard self.unit.isPlainNumber else { return nil }
    return with(unit: unit)
  }
}
