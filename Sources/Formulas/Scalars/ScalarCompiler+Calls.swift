import Diagnostics
import Indicators

/// Calls that a model's formula can make on its own values.
extension ScalarCompiler {
  mutating func call(
    _ name: String,
    _ arguments: [Expression.Argument],
    at focus: SourceSpan,
    _ place: Place
  ) -> Code? {
    guard let function = Function.all[name],
      let bound = function.bind(
        arguments,
        focus: focus,
        parameterValues: evaluator.parameters,
        reporter: reporter
      )
    else { return nil }
    func refuse() -> Code? {
      reporter.report(.notInModel("'\(name)'", at: focus))
      return nil
    }
    switch name {
    case "lag":
      guard let base = bound.expression("x") else { return nil }
      let count = bound.number("n") ?? 1
      var inner = place
      switch place.time {
      case .offset(let offset): inner.time = .offset(offset - count)
      case .at(let period): inner.time = .at(period.advanced(by: -count))
      }
      return code(base, inner)
    case "min2", "max2":
      return two(bound, "a", "b", then: name == "min2" ? .smaller : .larger, place)
    case "default":
      return two(bound, "x", "y", then: .fallback, place)
    case "clamp":
      // Not below the lower bound, then not above the upper.
      guard let lower = two(bound, "x", "a", then: .larger, place),
        let upper = bound.expression("b").flatMap({ code($0, place) }),
        let rule = evaluator.branchUnit(lower.operand, upper.operand, at: focus, reporter)
      else { return nil }
      return merged([lower, upper], [rule.left, rule.right], then: .smaller, unit: rule.unit)
    case "known":
      guard var result = bound.expression("x").flatMap({ code($0, place) }) else { return nil }
      result.operations.append(.isKnown)
      result.unit = .truth
      return result
    case "abs", "exp", "ln", "log10", "ratio", "round", "sqrt":
      guard let base = bound.expression("x"), let inner = code(base, place) else { return nil }
      return elementwise(name, bound, inner, at: focus)
    case "sum", "mean", "min", "max", "median", "count":
      guard let base = bound.expression("x"), let over = bound.name("over")?.text,
        case .cube(let type) = evaluator.type(of: base, place.scope, reporter),
        let axis = type.axes.first(where: { $0.name == over })
      else { return refuse() }
      return reduction(name, base, axis, skips: bound.skipsMissing, at: focus, place)
    default: return refuse()
    }
  }

  mutating func two(
    _ bound: BoundCall,
    _ first: String,
    _ second: String,
    then step: ScalarOperation,
    _ place: Place
  ) -> Code? {
    guard let left = bound.expression(first).flatMap({ code($0, place) }),
      let right = bound.expression(second).flatMap({ code($0, place) }),
      let rule = evaluator.branchUnit(left.operand, right.operand, at: bound.focus, reporter)
    else { return nil }
    return merged([left, right], [rule.left, rule.right], then: step, unit: rule.unit)
  }

  func elementwise(
    _ name: String,
    _ bound: BoundCall,
    _ inner: Code,
    at focus: SourceSpan
  ) -> Code? {
    var result = inner
    result.bareNumber = nil
    result.literal = nil
    func convert(to unit: Unit) {
      guard let conversion = inner.unit.conversion(to: unit) else { return }
      if !conversion.isIdentity { result.operations.append(.convert(conversion)) }
      result.unit = unit
    }
    switch name {
    case "abs": result.operations.append(.function { abs($0) })
    case "exp":
      convert(to: .one)
      result.operations.append(.function(exponential))
    case "ln":
      convert(to: .one)
      result.operations.append(.function(logarithm))
    case "log10":
      convert(to: .one)
      result.operations.append(.function(decimalLogarithm))
    case "ratio":
      guard let divisor = inner.unit.ratioDivisor else { return nil }
      result.operations.append(.convert(UnitConversion(numerator: 1, denominator: divisor)))
      result.unit = .one
    case "round":
      let scale = raised(10, to: Double(min(bound.number("n") ?? 0, 15)))
      result.operations.append(
        .function { rounded($0, scale: scale) }
      )
    case "sqrt":
      guard let unit = inner.unit.squareRoot else { return nil }
      convert(to: inner.unit.scaled(toMultiplier: 0))
      result.operations.append(.function { $0.squareRoot() })
      result.unit = unit
    default: return nil
    }
    return result
  }

  /// A function over a dimension: the part under it once for each member, then one step over them all.
  mutating func reduction(
    _ name: String,
    _ base: Expression,
    _ axis: Axis,
    skips: Bool,
    at focus: SourceSpan,
    _ place: Place
  ) -> Code? {
    var codes: [Code] = []
    for member in axis.members where !member.isAggregate {
      var inner = place
      inner.members[axis.name] = member.id
      guard let code = code(base, inner) else { return nil }
      if !code.isLeftOut { codes.append(code) }
    }
    guard let first = codes.first else {
      return Code(operations: [.constant(.nan)], unit: .one)
    }
    let count = codes.count
    let step: ScalarOperation
    var unit = first.unit
    if name == "count" {
      step = .countKnown(count, onlyTrue: first.unit == .truth)
      unit = Unit(meaning: .count)
    } else {
      guard let aggregate = Aggregate(rawValue: name) else { return nil }
      step = .reduce(aggregate, count: count, skips: skips)
    }
    let conversions = codes.map { $0.unit.conversion(to: first.unit) ?? .identity }
    var result = merged(codes, conversions, then: step, unit: unit)
    result.hasAxes = !place.members.isEmpty && result.hasAxes
    return result
  }
}
