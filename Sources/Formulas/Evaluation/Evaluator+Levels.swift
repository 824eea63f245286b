import Indicators

/// Levels: amounts that never lie below zero, and what is made of them without a difference.
extension Evaluator {
  /// Whether a formula gives a level. What can't be told, as a percentage that may be one of growth, is none.
  func isLevel(_ expression: Expression) -> Bool {
    switch expression.node {
    case .number(let value, _): return value >= 0
    case .name(let name): return isLevel(named: name)
    case .selection(let base, _), .instant(let base, _), .unary(.plus, let base):
      return isLevel(base)
    case .binary(let symbol, let left, let right):
      switch symbol {
      case .plus, .times, .divided, .power: return isLevel(left) && isLevel(right)
      case .minus, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
        return false
      }
    case .conditional(_, let first, let second): return isLevel(first) && isLevel(second)
    case .call(let name, let arguments):
      guard Self.keepingLevels.contains(name), let first = arguments.first else { return false }
      return isLevel(first.value)
    case .text, .truth, .parameter, .unary, .local: return false
    }
  }

  private func isLevel(named name: String) -> Bool {
    // A model's result may be anything.
    guard results[name] == nil else { return false }
    if let ratio = ratiosByName[name] { return isLevel(ratio.formula) }
    guard let cube = catalogue.indicators[name]?.cube else { return false }
    switch cube.unit.meaning {
    case .quantity, .index, .count, .rank: break
    case .percent: guard !cube.unit.of.isEmpty else { return false }
    case .percentagePoint, .truth: return false
    }
    return cube.values.indices.allSatisfy { (cube[$0] ?? 0) >= 0 }
  }

  /// Functions that make a level of a level, their first argument.
  private static let keepingLevels: Set<String> = [
    "lag", "lead", "index", "cumsum", "rolling", "interpolate", "annual", "ytd", "sum", "mean",
    "min", "max", "median", "count", "share", "rank", "top", "hhi", "abs", "sqrt", "round",
    "deflate", "convert", "per_capita", "ratio", "vintage",
  ]
}
