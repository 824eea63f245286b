import Diagnostics
import Indicators

/// What to write instead of an operation on prices and volumes, or on periods of different length, in the
/// words of the formula at hand.
extension Evaluator {
  /// One side of an operator.
  typealias Side = (type: CubeType, expression: Expression)

  /// How prices and volumes are divided, and an index taken for a plain number.
  func priceRemedy(
    _ mismatch: UnitMismatch,
    _ symbol: Expression.BinaryOperator,
    _ left: Side,
    _ right: Side
  ) -> String? {
    switch mismatch {
    case .basis:
      // Values by volumes: the prices between them.
      guard symbol == .divided, left.type.isSeries, right.type.isSeries,
        let own = left.type.unit.basis, let other = right.type.unit.basis,
        let base = CubeType.base([other.baseYear, own.baseYear], in: [left.type, right.type])
      else { return nil }
      return
        "index(\(written(left)), base:\(base)) / index(\(written(right)), base:\(base)) is what "
        + "prices, or volumes, have changed by"
    case .indexTimes:
      let index = right.type.unit.isIndex ? right : left
      let base = CubeType.base([index.type.unit.statedBase], in: [index.type]) ?? "2018"
      if symbol == .divided, left.type.unit.isMoney, right.type.unit.isIndex,
        left.type.unit.basis == nil || left.type.unit.basis == .nominal
      {
        return
          "deflate(\(written(left)), by:\(written(right)), base:\(base)) takes the change of prices out"
      }
      let text = bracketed(index)
      return "\(text) / \(text) @ \(base) makes a plain number of an index"
    case .dimension, .currency, .of, .bareNumber, .bareBesidePercent, .oneBesidePercent,
      .percentBesidePoint, .percentTimesPercent, .indexSum, .indexBase, .rankSum, .rankTimes,
      .truth, .notTruth, .powerOf, .exponent, .fractionalPower:
      return nil
    }
  }

  /// How years are made of the side with the shorter periods, the way that fits what it measures first.
  func frequencyRemedy(_ sides: [(type: CubeType, name: String)]) -> String? {
    let known = sides.compactMap { side in side.type.frequency.map { (side, $0) } }
    guard known.count == 2, known[0].1 != known[1].1 else { return nil }
    let ways = known.filter { $0.1 != .annual }.map { side, _ in
      (side.type.waysToYears, Self.isShort(side.name) ? side.name : "x")
    }
    guard ways.count == 1, let (how, name) = ways.first else {
      let calls = ways.map { how, name in "annual(\(name), \(how[0]))" }
      return "\(calls.joined(separator: " and ")) make years of both"
    }
    let calls = how.map { "annual(\(name), \($0))" }
    return "\(calls.joined(separator: " or ")) makes years of the shorter periods"
  }

  /// The text of a side, or `x` for a long one.
  private func written(_ side: Side) -> String {
    let text = side.expression.span.text
    return Self.isShort(text) ? text : "x"
  }

  /// The same as an operand of `/` and `@`.
  private func bracketed(_ side: Side) -> String {
    switch side.expression.node {
    case .name, .call, .selection: return written(side)
    case .number, .text, .truth, .parameter, .instant, .unary, .binary, .conditional, .local:
      let text = written(side)
      return text == "x" || text.hasPrefix("(") ? text : "(\(text))"
    }
  }

  private static func isShort(_ text: String) -> Bool {
    text.count <= 40 && !text.contains(where: \.isNewline)
  }
}

extension CubeType {
  /// The first of some periods that is in all the types, else the last one that they have in common.
  fileprivate static func base(_ wanted: [String?], in types: [CubeType]) -> String? {
    let known = types.compactMap { type -> [Period]? in
      guard case .series(_, let periods?) = type.time else { return nil }
      return periods
    }
    let right = wanted.compactMap(\.self).first { text in
      guard let base = Period(text) else { return false }
      return known.allSatisfy { periods in
        periods.contains { $0 == base || base.frequency == .annual && $0.year == base.year }
      }
    }
    let common = known.first?.last { period in known.allSatisfy { $0.contains(period) } }
    return right ?? common.map { "\($0)" }
  }

  /// How shorter periods become years, the likeliest way first.
  fileprivate var waysToYears: [String] {
    switch kind {
    case .flow: return ["sum"]
    case .stock: return ["last", "mean"]
    case .rate: return ["mean", "last"]
    case .unknown: break
    }
    switch unit.meaning {
    case .percent, .percentagePoint, .index, .rank, .truth: return ["mean", "last"]
    case .quantity, .count: return ["sum", "mean", "last"]
    }
  }
}

extension Unit {
  fileprivate var isIndex: Bool {
    if case .index = meaning { true } else { false }
  }

  /// The period that an index says is 100: `index 2018=100`.
  fileprivate var statedBase: String? {
    guard case .index(let text?) = meaning, let equals = text.firstIndex(of: "=") else {
      return nil
    }
    return text[..<equals].split(separator: " ").first.flatMap { Period($0) }.map { "\($0)" }
  }
}

extension Unit.Basis {
  /// The period whose prices it is in.
  fileprivate var baseYear: String? {
    switch self {
    case .nominal: nil
    case .constant(let period): "\(period)"
    case .chained(let year), .purchasingPower(let year): "\(year)"
    }
  }
}
