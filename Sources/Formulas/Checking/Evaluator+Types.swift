internal import Diagnostics
internal import Indicators

/// Types: what every part of a formula is, worked out before any cell is read.
extension Evaluator {
  func type(of expression: Expression, _ scope: Scope, _ reporter: Reporter) -> ValueType? {
    switch expression.node {
    case .number(let value, let unit):
      var type = CubeType(unit: unit ?? .one)
      if unit == nil { type.bareNumber = value } else { type.literal = value }
      return .cube(type)
    case .text: return .text
    case .truth: return .cube(CubeType(unit: .truth))
    case .name(let name): return type(ofName: name, at: expression.span, scope, reporter)
    case .parameter(let name):
      return parameter(name, at: expression.span, reporter).map { _ in .text }
    case .call(let name, let arguments):
      return callType(name, arguments, at: expression.focus, scope, reporter)
    case .selection(let base, let selectors):
      guard let type = cubeType(of: base, scope, reporter) else { return nil }
      return selected(type, selectors, at: expression.focus, reporter).map(ValueType.cube)
    case .instant(let base, let instant):
      guard let type = cubeType(of: base, scope, reporter) else { return nil }
      return instantType(type, instant, at: expression.focus, reporter).map(ValueType.cube)
    case .unary(let symbol, let operand):
      guard let type = cubeType(of: operand, scope, reporter) else { return nil }
      return unaryType(symbol, type, at: expression.focus, operand.span, reporter)
    case .binary(let symbol, let left, let right):
      // Both sides are worked out even if one is wrong, so that each mistake is told.
      let leftType = self.type(of: left, scope, reporter)
      let rightType = self.type(of: right, scope, reporter)
      guard let leftType, let rightType else { return nil }
      return binaryType(symbol, leftType, rightType, (left, right), at: expression.focus, reporter)
    case .conditional(let condition, let first, let second):
      return conditionalType(condition, first, second, at: expression.focus, scope, reporter)
    case .local(let name, let value, let rest):
      let type = self.type(of: value, scope, reporter)
      guard let type else {
        // The rest is worked out without the name, unless it is what is wrong there.
        return nil
      }
      var inner = scope
      inner.types[name] = type
      return self.type(of: rest, inner, reporter)
    }
  }

  /// The type of a part that must give numbers.
  func cubeType(
    of expression: Expression,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> CubeType? {
    switch type(of: expression, scope, reporter) {
    case nil: return nil
    case .cube(let type): return type
    case .text:
      reporter.report(.textAsNumber(at: expression.span))
      return nil
    }
  }

  // MARK: Names

  private func type(
    ofName name: String,
    at span: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> ValueType? {
    if let type = scope.types[name] { return type }
    if let result = results[name] { return .cube(CubeType(result.cube)) }
    if texts[name] != nil { return .text }
    if let ratio = ratiosByName[name] { return ratioType(ratio, at: span, reporter) }
    if let indicator = catalogue.indicators[name] {
      return .cube(CubeType(operand(of: indicator)))
    }
    if catalogue.events[name] != nil {
      reporter.report(.eventsAsNumbers(name, at: span))
      return nil
    }
    let known = names + Array(scope.types.keys)
    reporter.report(
      .unknownName(
        name,
        nearest: nearestNames(to: name, among: known),
        isFunction: Function.isKnown(name),
        at: span
      )
    )
    return nil
  }

  func ratioType(_ ratio: Ratio, at span: SourceSpan, _ reporter: Reporter) -> ValueType? {
    if let known = ratioTypes[ratio.name] {
      reporter.report(contentsOf: known.diagnostics)
      return known.type
    }
    if let start = inProgress.firstIndex(of: ratio.name) {
      reporter.report(.cycle(Array(inProgress[start...]) + [ratio.name], at: span))
      return nil
    }
    inProgress.append(ratio.name)
    defer { inProgress.removeLast() }
    let inner = Reporter()
    var scope = Scope()
    scope.ratio = ratio.name
    var result = type(of: ratio.formula, scope, inner)
    if let unit = ratio.unit, case .cube(let type) = result {
      if type.converts(to: unit) {
        result = .cube(type.computed(unit: unit))
      } else {
        inner.report(
          .declaredUnit(
            of: ratio.name,
            unit,
            found: type.unit,
            formula: ratio.formula.span,
            at: ratio.unitSpan ?? ratio.nameSpan
          )
        )
        result = nil
      }
    } else if case .cube(let type) = result {
      result = .cube(type.computed())
    }
    ratioTypes[ratio.name] = (result, inner.list.all)
    reporter.report(contentsOf: inner.list.all)
    return result
  }

  /// The text of a parameter of the report.
  func parameter(_ name: String, at span: SourceSpan, _ reporter: Reporter) -> String? {
    if let text = parameters[name] { return text }
    reporter.report(
      .unknownParameter(name, nearest: nearestNames(to: name, among: parameters.keys), at: span)
    )
    return nil
  }

  // MARK: Operators

  private func unaryType(
    _ symbol: Expression.UnaryOperator,
    _ type: CubeType,
    at focus: SourceSpan,
    _ span: SourceSpan,
    _ reporter: Reporter
  ) -> ValueType? {
    switch symbol {
    case .not:
      guard type.unit == .truth else {
        reporter.report(.truthExpected("what stands after not", type.unit, at: span))
        return nil
      }
      return .cube(type.computed())
    case .minus, .plus:
      guard type.unit != .truth else {
        reporter.report(
          .unit(.truth, doing: "take the sign of", type.unit, type.unit, at: focus)
        )
        return nil
      }
      var result = type.computed()
      let sign = symbol == .minus ? -1.0 : 1
      result.bareNumber = type.bareNumber.map { $0 * sign }
      result.literal = type.literal.map { $0 * sign }
      return .cube(result)
    }
  }

  private func binaryType(
    _ symbol: Expression.BinaryOperator,
    _ left: ValueType,
    _ right: ValueType,
    _ sides: (Expression, Expression),
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> ValueType? {
    let first: CubeType
    let second: CubeType
    switch (left, right) {
    case (.text, .text):
      if symbol == .equal || symbol == .notEqual { return .cube(CubeType(unit: .truth)) }
      reporter.report(.textAsNumber(at: sides.0.span))
      return nil
    case (.text, .cube):
      reporter.report(.textAsNumber(at: sides.0.span))
      return nil
    case (.cube, .text):
      reporter.report(.textAsNumber(at: sides.1.span))
      return nil
    case (.cube(let leftType), .cube(let rightType)): (first, second) = (leftType, rightType)
    }
    guard
      let result = operatorUnit(symbol, first.unitOperand, second.unitOperand, at: focus, reporter)
    else { return nil }
    guard var type = aligned([first, second], doing: symbol.verb, at: focus, reporter) else {
      return nil
    }
    switch symbol {
    case .plus, .minus:
      if Set([first.kind, second.kind]) == [.stock, .flow] {
        reporter.report(.kinds(symbol.verb, at: focus))
        return nil
      }
      if first.kind == .flow, second.kind == .flow, let own = first.frequency,
        let other = second.frequency, own != other
      {
        reporter.report(.frequencies(symbol.verb, own, other, at: focus))
        return nil
      }
    case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .times,
      .divided, .power:
      break
    }
    type.unit = result.unit
    type.kind = symbol.kind(first.kindInOperations, second.kindInOperations)
    if let own = first.bareNumber, let other = second.bareNumber {
      type.bareNumber = symbol.applied(own, other)
    }
    return .cube(type)
  }

  /// The unit of an operation and what to do to its sides; reports what does not go together.
  func operatorUnit(
    _ symbol: Expression.BinaryOperator,
    _ left: UnitOperand,
    _ right: UnitOperand,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> UnitResult? {
    do throws(UnitMismatch) {
      switch symbol {
      case .or, .and:
        guard left.unit == .truth, right.unit == .truth else { throw .notTruth }
        return UnitResult(.truth)
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        let compared = try UnitArithmetic.sum(left, .comparison, right)
        return UnitResult(.truth, left: compared.left, right: compared.right)
      case .plus: return try UnitArithmetic.sum(left, .plus, right)
      case .minus: return try UnitArithmetic.sum(left, .minus, right)
      case .times: return try UnitArithmetic.product(left, right)
      case .divided: return try UnitArithmetic.quotient(left, right)
      case .power: return try UnitArithmetic.power(left, right)
      }
    } catch {
      reporter.report(.unit(error, doing: symbol.verb, left.unit, right.unit, at: focus))
      return nil
    }
  }

  /// The common shape of several values; reports what can't lie over each other. The unit and kind are
  /// the first one's.
  func aligned(
    _ types: [CubeType],
    doing verb: String,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> CubeType? {
    if types.contains(where: \.isEachLatest) {
      let others = types.filter { !$0.isEachLatest && $0.time != .none }
      if types.count(where: \.isEachLatest) > 1 || !others.isEmpty {
        reporter.report(.eachLatestCombined(at: focus))
        return nil
      }
    }
    let holdsQuantile = types.count { type in type.axes.contains { $0.name == "quantile" } }
    if holdsQuantile > 1 {
      reporter.report(.quantilesCombined(at: focus))
      return nil
    }
    guard var result = types.first else { return nil }
    for type in types.dropFirst() {
      for axis in type.axes {
        guard let own = result.axes.first(where: { $0.name == axis.name }) else { continue }
        let members = Set(axis.members.map(\.id))
        guard own.members.contains(where: { members.contains($0.id) }) else {
          reporter.report(
            .nothingInCommon(
              "member of \(axis.name)",
              own.members.prefix(4).map(\.id).joined(separator: ", "),
              axis.members.prefix(4).map(\.id).joined(separator: ", "),
              at: focus
            )
          )
          return nil
        }
      }
      guard let time = commonTime(result.time, type.time, doing: verb, at: focus, reporter) else {
        return nil
      }
      result.axes = Alignment.axes(
        of: [(result.axes, result.restricted), (type.axes, type.restricted)]
      )
      result.restricted.formUnion(type.restricted)
      result.isEachLatest = result.isEachLatest || type.isEachLatest
      result.time = time
    }
    return result.computed()
  }

  private func commonTime(
    _ left: TimeType,
    _ right: TimeType,
    doing verb: String,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> TimeType? {
    switch (left, right) {
    case (.none, let other), (let other, .none): return other
    case (.series, .instant): return left
    case (.instant, .series): return right
    case (.instant(let own), .instant(let other)):
      return own == other ? .instant(own) : TimeType.none
    case (.series(let own, let ownPeriods), .series(let other, let otherPeriods)):
      guard own == other else {
        reporter.report(.frequencies(verb, own, other, at: focus))
        return nil
      }
      guard let ownPeriods, let otherPeriods else { return .series(own, nil) }
      let common = Set(ownPeriods).intersection(otherPeriods)
      guard !common.isEmpty else {
        reporter.report(
          .nothingInCommon("period", span(ownPeriods), span(otherPeriods), at: focus)
        )
        return nil
      }
      return .series(own, Set(ownPeriods).union(otherPeriods).sorted())
    }
  }

  private func span(_ periods: [Period]) -> String {
    guard let first = periods.first, let last = periods.last else { return "none" }
    return first == last ? "\(first)" : "\(first) to \(last)"
  }

  // MARK: Conditions

  private func conditionalType(
    _ condition: Expression,
    _ first: Expression,
    _ second: Expression,
    at focus: SourceSpan,
    _ scope: Scope,
    _ reporter: Reporter
  ) -> ValueType? {
    let test = cubeType(of: condition, scope, reporter)
    let left = type(of: first, scope, reporter)
    let right = type(of: second, scope, reporter)
    guard let test, let left, let right else { return nil }
    guard test.unit == .truth else {
      reporter.report(.truthExpected("the condition", test.unit, at: condition.span))
      return nil
    }
    switch (left, right) {
    case (.text, .text):
      return isSingle(test, "the condition", at: condition.span, reporter) ? .text : nil
    case (.text, .cube):
      reporter.report(.textAsNumber(at: first.span))
      return nil
    case (.cube, .text):
      reporter.report(.textAsNumber(at: second.span))
      return nil
    case (.cube(let own), .cube(let other)):
      guard let result = branchUnit(own.unitOperand, other.unitOperand, at: focus, reporter),
        var type = aligned([own, other, test], doing: "choose between", at: focus, reporter)
      else { return nil }
      type.unit = result.unit
      type.kind = own.kindInOperations == .unknown ? other.kind : own.kind
      return .cube(type)
    }
  }

  /// The unit of one of two values: the left one's, or the right one's where the left is a number without
  /// a unit.
  func branchUnit(
    _ left: UnitOperand,
    _ right: UnitOperand,
    at focus: SourceSpan,
    _ reporter: Reporter,
    verb: String = "choose between"
  ) -> UnitResult? {
    do throws(UnitMismatch) {
      return try UnitArithmetic.branch(left, right)
    } catch {
      reporter.report(.unit(error, doing: verb, left.unit, right.unit, at: focus))
      return nil
    }
  }

  /// Whether a value is a single one; reports if not.
  func isSingle(
    _ type: CubeType,
    _ what: String,
    at span: SourceSpan,
    _ reporter: Reporter
  ) -> Bool {
    var count = type.axes.reduce(1) { $0 * $1.members.count }
    if case .series(_, let periods) = type.time { count *= periods?.count ?? 2 }
    guard count != 1 else { return true }
    reporter.report(.manyValues(what, count, at: span))
    return false
  }

  // MARK: Calls

  private func callType(
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
    if Function.later.contains(name) {
      reporter.report(.laterFunction(name, at: focus))
      return
    }
    let isName =
      results[name] != nil || ratiosByName[name] != nil || catalogue.indicators[name] != nil
    let known = Array(Function.all.keys) + Array(Function.later)
    reporter.report(
      .unknownFunction(
        name,
        nearest: nearestNames(to: name, among: known),
        isName: isName,
        at: focus
      )
    )
  }
}

extension CubeType {
  /// Whether the values can be written in a declared unit: by a factor, or as they stand where they are
  /// a number without a unit and the unit is one that such a number takes.
  func converts(to declared: Unit) -> Bool {
    if bareNumber != nil {
      switch declared.meaning {
      case .index, .rank, .count, .percentagePoint: return true
      case .percent, .quantity, .truth: break
      }
    }
    return unit.converts(to: declared)
  }

  /// The kind that counts under an operator: a plain number takes no part.
  var kindInOperations: Kind { bareNumber == nil ? kind : .unknown }
}

extension Expression.BinaryOperator {
  /// What it does, as a message says it.
  var verb: String {
    switch self {
    case .or, .and: "join"
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: "compare"
    case .plus: "add"
    case .minus: "subtract"
    case .times: "multiply"
    case .divided: "divide"
    case .power: "raise"
    }
  }

  /// The kind of a result.
  func kind(_ left: Kind, _ right: Kind) -> Kind {
    switch self {
    case .plus, .minus: return left == .unknown ? right : left
    case .times:
      // A quantity times a price or a share is still what it was.
      if left == .unknown || left == .rate { return right }
      return right == .unknown || right == .rate ? left : .unknown
    case .divided:
      // A quantity over a price or an index is still what it was.
      return right == .unknown || right == .rate ? left : .rate
    case .power, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .unknown
    }
  }

  /// The operation on two numbers in fitting units; a truth is 1 or 0. The result may be no number,
  /// which the caller makes a missing value.
  func applied(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .or: left != 0 || right != 0 ? 1 : 0
    case .and: left != 0 && right != 0 ? 1 : 0
    case .equal: left == right ? 1 : 0
    case .notEqual: left != right ? 1 : 0
    case .less: left < right ? 1 : 0
    case .lessOrEqual: left <= right ? 1 : 0
    case .greater: left > right ? 1 : 0
    case .greaterOrEqual: left >= right ? 1 : 0
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .divided: left / right
    case .power: raised(left, to: right)
    }
  }
}
