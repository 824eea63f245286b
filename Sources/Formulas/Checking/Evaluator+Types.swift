import Diagnostics
import Indicators

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
      guard isUncertain(base) else {
        return selected(type, selectors, at: expression.focus, reporter).map(ValueType.cube)
      }
      // The member may stand in one of the records that could not be read.
      let inner = Reporter()
      let selection = selected(type, selectors, at: expression.focus, inner)
      let certain = inner.list.all.filter { $0.id != "formulas.member" }
      if certain.count < inner.list.all.count { hasMetOpenName = true }
      reporter.report(contentsOf: certain)
      return selection.map(ValueType.cube)
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
    if open.unknown.contains(name) {
      hasMetOpenName = true
      return nil
    }
    if let result = results[name] { return .cube(CubeType(result.cube)) }
    if texts[name] != nil { return .text }
    if let ratio = ratiosByName[name] { return ratioType(ratio, at: span, reporter) }
    if let indicator = catalogue.indicators[name] {
      var type = CubeType(operand(of: indicator))
      type.isPublishedRate = type.kind == .rate
      return .cube(type)
    }
    if catalogue.events[name] != nil {
      reporter.report(.eventsAsNumbers(name, at: span))
      return nil
    }
    guard !open.isIncomplete else {
      hasMetOpenName = true
      return nil
    }
    let known = names + Array(scope.types.keys)
    reporter.report(
      .unknownName(
        name,
        nearest: Self.namesMeant(by: name, among: known),
        isFunction: Function.isKnown(name),
        unreleased: catalogue.unreleased[name],
        at: span
      )
    )
    return nil
  }

  /// The names that another one is misspelt from, else those of which it is one of the words: `brent` of
  /// `Crude oil, Brent`.
  private static func namesMeant(by name: String, among known: [String]) -> [String] {
    func words(_ text: String) -> Set<Substring> {
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
    let nearest = nearestNames(to: name, among: known)
    let wanted = words(name)
    guard nearest.isEmpty, !wanted.isEmpty else { return nearest }
    return Array(known.filter { wanted.isSubset(of: words($0)) }.sorted().prefix(3))
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
        result = .cube(type.named(in: unit.naming(wholeOf: type.unit), over: ratio.over))
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
      result = .cube(type.named(in: type.unit, over: ratio.over))
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
}

extension CubeType {
  /// The type of a ratio with this formula: a name for prices is as silent on how they are added up as the
  /// prices are, unless the ratio says it.
  fileprivate func named(in unit: Unit, over: Ratio.Addition?) -> CubeType {
    var result = computed(unit: unit)
    result.isPublishedRate = isPublishedRate && over != .meanOfRatios
    return result
  }
}

extension Unit {
  /// The unit in which a ratio is declared, with what its percentages are of where the declaration does
  /// not say: `percent` for a formula in `percent of GDP` leaves them of GDP.
  func naming(wholeOf found: Unit) -> Unit {
    guard of.isEmpty, !found.of.isEmpty, meaning == found.meaning,
      meaning == .percent || meaning == .percentagePoint
    else { return self }
    return Unit(meaning: meaning, multiplier: multiplier, of: found.of)
  }
}
