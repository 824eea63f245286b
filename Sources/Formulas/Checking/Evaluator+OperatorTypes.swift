import Diagnostics
import Indicators

/// Types under operators and conditions: units, shapes and kinds that go together.
extension Evaluator {
  func unaryType(
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
          .unit(
            .truth,
            "can't take the sign of '\(type.unit)'",
            type.unitOperand,
            type.unitOperand,
            at: focus
          )
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

  func binaryType(
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
      let result = operatorUnit(
        symbol,
        first.unitOperand,
        second.unitOperand,
        at: focus,
        reporter,
        helping: { priceRemedy($0, symbol, (first, sides.0), (second, sides.1)) }
      ),
      var type = aligned(
        [first, second],
        doing: symbol.verb,
        at: focus,
        reporter,
        named: [sides.0.span.text, sides.1.span.text]
      )
    else { return nil }
    switch symbol {
    case .plus, .minus:
      if Set([first.kind, second.kind]) == [.stock, .flow], !first.isKindLikely,
        !second.isKindLikely
      {
        reporter.report(.kinds(symbol.verb, at: focus))
        return nil
      }
      if first.kind == .flow, second.kind == .flow, let own = first.frequency,
        let other = second.frequency, own != other
      {
        reporter.report(.frequencies(symbol.verb, own, other, at: focus))
        return nil
      }
    case .times, .divided:
      guard flowsFit(symbol, first, second, at: focus, reporter) else { return nil }
      warnOfPercent(symbol, first, second, sides, at: focus, reporter)
    case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .power:
      break
    }
    type.unit = result.unit
    type.kind = symbol.kind(first.kindInOperations, second.kindInOperations)
    type.isKindLikely = symbol.isKindLikely(first, second)
    if let own = first.bareNumber, let other = second.bareNumber {
      type.bareNumber = symbol.applied(own, other)
    }
    return .cube(type)
  }

  /// Whether two flows are of periods of one length, though each was taken at one of them; reports if not.
  private func flowsFit(
    _ symbol: Expression.BinaryOperator,
    _ left: CubeType,
    _ right: CubeType,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> Bool {
    guard left.kind == .flow, right.kind == .flow, !left.isKindLikely, !right.isKindLikely,
      let own = left.frequency, let other = right.frequency, own != other
    else { return true }
    reporter.report(
      .frequencies(
        symbol.verb,
        own,
        other,
        help: "sums over periods of different length: add the shorter ones up, as in "
          + "sum(x[2024-Q1..2024-Q4]) or annual(x, sum) @ 2024",
        at: focus
      )
    )
    return false
  }

  /// The unit of an operation and what to do to its sides; reports what does not go together.
  func operatorUnit(
    _ symbol: Expression.BinaryOperator,
    _ left: UnitOperand,
    _ right: UnitOperand,
    at focus: SourceSpan,
    _ reporter: Reporter,
    helping: (UnitMismatch) -> String? = { _ in nil }
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
      let bridge = helping(error) ?? (error == .dimension ? remedy(symbol, left, right) : nil)
      reporter.report(
        .unit(error, symbol.refusal(left, right), left, right, bridge: bridge, at: focus)
      )
      return nil
    }
  }

  /// The common shape of several arguments of a call: the one that can't lie over the first is marked.
  func aligned(
    _ types: [CubeType],
    doing verb: String,
    atEach spans: [SourceSpan],
    _ reporter: Reporter
  ) -> CubeType? {
    guard let first = spans.first, var result = types.first else { return nil }
    for (type, span) in zip(types, spans).dropFirst() {
      let inner = Reporter()
      let names = [first.text, span.text]
      let common = aligned([result, type], doing: verb, at: span, inner, named: names)
      for diagnostic in inner.list.all {
        reporter.report(diagnostic.adding(Diagnostic.Note("it does not go with this", at: first)))
      }
      guard let common else { return nil }
      result = common
    }
    return result.computed()
  }

  /// The common shape of several values; reports what can't lie over each other. The unit and kind are
  /// the first one's.
  func aligned(
    _ types: [CubeType],
    doing verb: String,
    at focus: SourceSpan,
    _ reporter: Reporter,
    named names: [String] = []
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
    for (position, type) in types.enumerated().dropFirst() {
      for axis in type.axes {
        guard let own = result.axes.first(where: { $0.name == axis.name }) else { continue }
        guard own.hasMember(of: axis) else {
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
      let pair = [
        (result, names.first ?? "x"), (type, position < names.count ? names[position] : "x"),
      ]
      let help = frequencyRemedy(pair)
      guard
        let time = commonTime(result.time, type.time, doing: verb, help: help, at: focus, reporter)
      else { return nil }
      result.axes = Alignment.axes(
        of: [(result.axes, result.restricted), (type.axes, type.restricted)]
      )
      result.restricted.formUnion(type.restricted)
      result.isEachLatest = result.isEachLatest || type.isEachLatest
      result.time = time
    }
    return result.computed()
  }

  func commonTime(
    _ left: TimeType,
    _ right: TimeType,
    doing verb: String,
    help: String? = nil,
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
        reporter.report(.frequencies(verb, own, other, help: help, at: focus))
        return nil
      }
      guard let ownPeriods, let otherPeriods else { return .series(own, nil) }
      let hasCommon =
        ownPeriods == otherPeriods || !Set(ownPeriods).isDisjoint(with: otherPeriods)
      guard hasCommon else {
        reporter.report(
          .nothingInCommon("period", span(ownPeriods), span(otherPeriods), at: focus)
        )
        return nil
      }
      return .series(own, Set(ownPeriods).union(otherPeriods).sorted())
    }
  }

  func span(_ periods: [Period]) -> String {
    guard let first = periods.first, let last = periods.last else { return "none" }
    return first == last ? "\(first)" : "\(first) to \(last)"
  }

  // MARK: Conditions

  func conditionalType(
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
      guard
        let result = branchUnit(
          own.unitOperand,
          other.unitOperand,
          at: second.span,
          beside: first.span,
          reporter
        ),
        var type = aligned(
          [own, other, test],
          doing: "choose between",
          atEach: [first.span, second.span, condition.span],
          reporter
        )
      else { return nil }
      type.unit = result.unit
      type.kind = own.kindInOperations == .unknown ? other.kind : own.kind
      type.isKindLikely = own.isKindLikely || other.isKindLikely
      return .cube(type)
    }
  }

  /// The unit of one of two values: the left one's, or the right one's where the left is a number without
  /// a unit. The second is marked where they do not fit, with a note at the first.
  func branchUnit(
    _ left: UnitOperand,
    _ right: UnitOperand,
    at span: SourceSpan,
    beside first: SourceSpan? = nil,
    _ reporter: Reporter,
    verb: String = "choose between"
  ) -> UnitResult? {
    do throws(UnitMismatch) {
      return try UnitArithmetic.branch(left, right)
    } catch {
      let message = "can't \(verb) '\(left.unit)' and '\(right.unit)'"
      let bridge = error == .dimension ? remedy(nil, left, right) : nil
      func report(_ unit: Unit, at span: SourceSpan, beside other: SourceSpan?) {
        let diagnostic = Diagnostic.unit(error, message, left, right, bridge: bridge, at: span)
        reporter.report(
          other.map { diagnostic.adding(Diagnostic.Note("this is in '\(unit)'", at: $0)) }
            ?? diagnostic
        )
      }
      // A number without a unit is what is wrong, on whichever side it stands.
      if let first, left.bareNumber != nil, right.bareNumber == nil {
        report(right.unit, at: first, beside: span)
      } else {
        report(left.unit, at: span, beside: first)
      }
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
}

extension Axis {
  /// Whether two axes have a member in common.
  fileprivate func hasMember(of other: Axis) -> Bool {
    // Most often the first one is.
    if let first = members.first, first.id == other.members.first?.id { return true }
    let known = Set(other.members.map(\.id))
    return members.contains { known.contains($0.id) }
  }
}
