import Diagnostics
import Indicators

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

  /// What a message says of two units that it does not take.
  func refusal(_ left: UnitOperand, _ right: UnitOperand) -> String {
    guard self == .power else { return "can't \(verb) '\(left.unit)' and '\(right.unit)'" }
    let exponent = right.bareNumber.map(UnitMismatch.shown) ?? "\(right.unit)"
    return "can't \(verb) '\(left.unit)' to the power of '\(exponent)'"
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

  /// Whether the kind of a result is only likely. Tonnes (a flow) over persons (a stock) is a rate by which
  /// a stock becomes a flow; a share or an index leaves every kind as it is.
  func isKindLikely(_ left: CubeType, _ right: CubeType) -> Bool {
    if left.isKindLikely || right.isKindLikely { return true }
    let isBridge = { (type: CubeType) in type.kind == .rate && type.unit.changesKind }
    return switch self {
    case .times: isBridge(left) || isBridge(right)
    case .divided: isBridge(right)
    case .plus, .minus, .power, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual:
      false
    }
  }

  /// How to write a change of a quantity by a percentage, for who adds the percentage to it.
  func changeByPercent(_ left: Unit, _ right: Unit) -> String? {
    guard left.meaning == .quantity, !left.isPlainNumber, right.meaning == .percent else {
      return nil
    }
    return switch self {
    case .plus: "to change a value by a percentage, write x * (100% + y)"
    case .minus: "to change a value by a percentage, write x * (100% - y)"
    case .times, .divided, .power, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual:
      nil
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

extension Unit {
  /// Whether a rate in it may turn a stock into a flow: per cent and plain numbers do not.
  fileprivate var changesKind: Bool { meaning == .quantity && !isPlainNumber }
}
