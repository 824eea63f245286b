import Indicators

/// What to do about two values that measure different things.
extension Evaluator {
  /// How what is meant can be written, for the two sides of an operator, or for two values to choose
  /// between where there is none.
  func remedy(
    _ symbol: Expression.BinaryOperator?,
    _ left: UnitOperand,
    _ right: UnitOperand
  ) -> String? {
    let (first, second) = (left.unit, right.unit)
    if let change = symbol?.changeByPercent(first, second) { return change }
    switch (first.meaning, second.meaning) {
    case (.quantity, .quantity):
      if first.isPlainNumber || second.isPlainNumber {
        let amount = first.isPlainNumber ? second : first
        return symbol == .plus || symbol == .minus
          ? "to change a value by a part of it, write x * (1 \(symbol?.rawValue ?? "+") y)"
          : "divided by a value in '\(amount)', the other side is a plain number too"
      }
      return bridge(first, second) ?? first.factor(to: second)
    case (.index, _), (_, .index):
      let other = first.meaning == .quantity || first.meaning == .count ? first : second
      guard other.meaning == .quantity || other.meaning == .count else {
        return "indices only go with indices of the same base"
      }
      return symbol == .plus
        ? "to change a value with an index, write x * (y / y @ 2018)"
        : "index(x, base:2018) makes an index of '\(other)'"
    case (.rank, _), (_, .rank): return "ranks only go with ranks: rank(x, over:dimension)"
    case (.count, .quantity), (.quantity, .count):
      let other = first.meaning == .count ? second : first
      return other.isPlainNumber
        ? "if the plain number counts the same things, declare its unit as count"
        : "a count times a value in '\(other)' for each of them is in '\(other)'"
    case (.percentagePoint, _), (_, .percentagePoint):
      let other = first.meaning == .percentagePoint ? second : first
      return other.isPlainNumber
        ? "if the plain number is in percentage points, declare its unit as pp"
        : "percentage points only go with percentages: share(x, over:dimension) makes them"
    case (.percent, _), (_, .percent):
      return "share(x, over:dimension) makes a percentage of a value, x * y takes one of it"
    case (.count, .count), (.truth, _), (_, .truth): return nil
    }
  }

  /// The rate of the folder that leads from one unit to another, as a price leads from tonnes to money.
  private func bridge(_ left: Unit, _ right: Unit) -> String? {
    for (from, to) in [(left, right), (right, left)] {
      for (name, unit) in knownRates() {
        guard let product = try? UnitArithmetic.product(UnitOperand(from), UnitOperand(unit)),
          product.unit.meaning == .quantity, product.unit.dimension == to.dimension,
          product.unit.basis == to.basis
        else { continue }
        return "'\(from)' times '\(name)', which is in '\(unit)', is in '\(product.unit)'"
      }
    }
    return nil
  }

  /// The rates among indicators and ratios that have a unit, each kind sorted by name.
  private func knownRates() -> [(name: String, unit: Unit)] {
    if let rates { return rates }
    var found: [(name: String, unit: Unit)] = []
    for name in catalogue.indicators.keys.sorted() {
      guard let cube = catalogue.indicators[name]?.cube, cube.kind == .rate,
        cube.unit.meaning == .quantity, !cube.unit.isPlainNumber
      else { continue }
      found.append((name, cube.unit))
    }
    // A ratio with the same mistake asks for them again.
    rates = found
    let state = (ratioTypes, inProgress, hasMetOpenName)
    inProgress = []
    for ratio in ratiosByName.values.sorted(by: { $0.name < $1.name }) {
      guard case .cube(let type) = ratioType(ratio, at: ratio.nameSpan, Reporter()),
        type.kind == .rate, type.unit.meaning == .quantity, !type.unit.isPlainNumber
      else { continue }
      found.append((ratio.name, type.unit))
    }
    (ratioTypes, inProgress, hasMetOpenName) = state
    rates = found
    return found
  }
}

extension Unit {
  /// What makes one of two units of the other: a product of both where that is simpler than either alone,
  /// else a factor for the side that is no money.
  fileprivate func factor(to other: Unit) -> String? {
    func size(_ unit: Unit) -> Int { unit.atoms.values.reduce(0) { $0 + abs($1) } }
    guard let product = try? UnitArithmetic.product(UnitOperand(self), UnitOperand(other)).unit,
      let back = try? UnitArithmetic.quotient(UnitOperand(self), UnitOperand(other)).unit,
      let forth = try? UnitArithmetic.quotient(UnitOperand(other), UnitOperand(self)).unit
    else { return nil }
    guard size(product) >= size(back) else {
      return "'\(self)' times '\(other)' is in '\(product)'"
    }
    let isForth =
      other.isMoney != isMoney
      ? other.isMoney : size(other) > size(self)
    let (from, factor, to) = isForth ? (self, forth, other) : (other, back, self)
    let what = factor.isMoney && size(factor) > 1 ? "a price" : "a value"
    return "'\(from)' times \(what) in '\(factor)' is in '\(to.scaled(toMultiplier: 0))'"
  }
}
