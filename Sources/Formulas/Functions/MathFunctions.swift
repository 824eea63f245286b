import Diagnostics
import Indicators

/// Functions of each value by itself.
extension Function {
  static let mathFunctions: [Function] = [
    elementwise("abs", unit: { $0.unit }, { abs($0) }),
    elementwise("sqrt", unit: { $0.unit.squareRoot }, { $0.squareRoot() }),
    elementwise("exp", unit: { $0.unit.isPlainNumber ? .one : nil }, exponential),
    elementwise("ln", unit: { $0.unit.isPlainNumber ? .one : nil }, logarithm),
    elementwise("log10", unit: { $0.unit.isPlainNumber ? .one : nil }, decimalLogarithm),
    ratio, round, extreme("min2", { min($0, $1) }), extreme("max2", { max($0, $1) }), clamp,
    defaultValue,
    known,
  ]

  private static func elementwise(
    _ name: String,
    unit: @escaping @Sendable (CubeType) -> Unit?,
    _ body: @escaping @Sendable (Double) -> Double
  ) -> Function {
    Function(
      name: name,
      parameters: [.required("x")],
      check: { call in
        guard let type = call.cube("x") else { return nil }
        guard type.unit.meaning != .truth, let result = unit(type) else {
          let isPercent = type.unit.meaning == .percent || type.unit.meaning == .percentagePoint
          call.report(
            .wrongUnit(
              "x of \(name)",
              type.unit,
              expected: name == "sqrt" ? "a plain number or a square" : "a plain number",
              help: isPercent
                ? "ratio(x) makes a plain number of a percentage"
                : "x / x @ 2018, or another division by its like, makes a plain number",
              at: call.bound.span("x")
            )
          )
          return nil
        }
        return .cube(type.computed(unit: result))
      },
      compute: { call in
        guard let operand = call.operand("x"), let result = unit(CubeType(operand)) else {
          return nil
        }
        // To base scale first, where the unit changes.
        let cube = operand.cube
        let unscaled = cube.unit.scaled(toMultiplier: 0)
        let base = result == cube.unit ? cube : cube.converted(to: unscaled) ?? cube
        return .operand(operand.computed(base.mapping(unit: result, body)))
      }
    )
  }

  /// A percentage as a plain number.
  private static let ratio = Function(
    name: "ratio",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.cube("x") else { return nil }
      guard type.unit.ratioDivisor != nil else {
        call.report(
          .wrongUnit("x of ratio", type.unit, expected: "a percentage", at: call.bound.span("x"))
        )
        return nil
      }
      return .cube(type.computed(unit: .one))
    },
    compute: { call in
      guard let operand = call.operand("x"), let divisor = operand.cube.unit.ratioDivisor else {
        return nil
      }
      return .operand(operand.computed(operand.cube.mapping(unit: .one) { $0 / divisor }))
    }
  )

  /// To n decimals, half to even.
  private static let round = Function(
    name: "round",
    parameters: [.required("x"), .optional("n", .whole)],
    check: { call in
      guard let type = call.cube("x") else { return nil }
      guard type.unit.meaning != .truth else {
        _ = call.adds(type)
        return nil
      }
      return .cube(type.computed())
    },
    compute: { call in
      guard let operand = call.operand("x") else { return nil }
      let scale = raised(10, to: Double(min(call.bound.number("n") ?? 0, 15)))
      let cube = operand.cube.mapping(unit: operand.cube.unit) {
        rounded($0, scale: scale)
      }
      return .operand(operand.computed(cube))
    }
  )

  /// The smaller or the larger of two.
  private static func extreme(
    _ name: String,
    _ body: @escaping @Sendable (Double, Double) -> Double
  ) -> Function {
    Function(
      name: name,
      parameters: [.required("a"), .required("b")],
      check: { call in call.merged(["a", "b"]).map(ValueType.cube) },
      compute: { call in
        call.merging(["a", "b"]) { values in body(values[0], values[1]) }
      }
    )
  }

  private static let clamp = Function(
    name: "clamp",
    parameters: [.required("x"), .required("a"), .required("b")],
    check: { call in call.merged(["x", "a", "b"]).map(ValueType.cube) },
    compute: { call in
      call.merging(["x", "a", "b"]) { values in
        values[1] > values[2] ? .nan : min(max(values[0], values[1]), values[2])
      }
    }
  )

  /// The value, or the other where it is missing; what was left out of the other leaves no value out.
  private static let defaultValue = Function(
    name: "default",
    parameters: [.required("x"), .required("y", .any)],
    check: { call in
      guard let type = call.cube("x") else { return nil }
      if case .text = call.types["y"] {
        let isSingle = call.evaluator.isSingle(
          type,
          "x of default with a text",
          at: call.bound.span("x"),
          call.reporter
        )
        return isSingle ? .cube(type) : nil
      }
      return call.merged(["x", "y"], isFirstWhole: true).map(ValueType.cube)
    },
    compute: { call in
      guard let operand = call.operand("x") else { return nil }
      if let other = call.values["y"], case .text = other {
        return operand.cube[0] == nil ? other : .operand(operand)
      }
      guard var other = call.operand("y"),
        let rule = call.evaluator.branchUnit(
          operand.unitOperand,
          other.unitOperand,
          at: call.bound.focus,
          call.reporter
        )
      else { return nil }
      other.restricted.subtract(operand.cube.axes.map(\.name))
      let alignment = Alignment([operand, other])
      var values = [Double](repeating: 0, count: alignment.count)
      var statuses = [Status](repeating: .absent, count: alignment.count)
      for cell in values.indices {
        let source = alignment.value(0, at: cell) == nil ? 1 : 0
        guard let value = alignment.value(source, at: cell) else {
          statuses[cell] = alignment.status(at: cell)
          continue
        }
        let made = Cell.value(
          source == 0 ? rule.left(value) : rule.right(value),
          alignment.status(at: cell, of: [source])
        )
        (values[cell], statuses[cell]) = (made.value, made.status)
      }
      var result = Operand(
        alignment.cube(
          unit: rule.unit,
          kind: operand.bareNumber == nil ? operand.cube.kind : other.cube.kind,
          values: values,
          statuses: statuses
        )
      )
      result.restricted = operand.restricted.union(other.restricted)
      result.skipped = operand.skipped
      result.decimals = operand.decimals
      return .operand(result)
    }
  )

  /// Whether there is a value.
  private static let known = Function(
    name: "known",
    parameters: [.required("x")],
    check: { call in
      call.cube("x").map { .cube($0.computed(unit: .truth, kind: .unknown)) }
    },
    compute: { call in
      guard let operand = call.operand("x") else { return nil }
      let cube = operand.cube
      let result = cube.computed(
        unit: .truth,
        kind: .unknown,
        values: cube.values.indices.map { cube[$0] == nil ? 0 : 1 },
        statuses: cube.statuses.map { $0.isMissing ? .actual : $0 },
        breaks: []
      )
      return .operand(operand.computed(result))
    }
  )
}

/// A value rounded half to even at 1 / scale, where a half is one in decimals: 2.345 is a little more or
/// less than that in binary, and the product with 100 may lie on either side of 234.5.
func rounded(_ value: Double, scale: Double) -> Double {
  let scaled = value * scale
  guard scaled.isFinite else { return value }
  let below = scaled.rounded(.down)
  // Two units in the last place: one from reading the decimal, one from the product.
  let isHalf = abs(scaled - below - 0.5) <= 2 * scaled.ulp
  let whole = isHalf ? (below + 0.5).rounded(.toNearestOrEven) : scaled.rounded()
  return whole / scale
}

extension CheckedCall {
  /// The type of what is one of several values, or lies between them: their units must fit as in a
  /// comparison.
  fileprivate func merged(_ names: [String], isFirstWhole: Bool = false) -> CubeType? {
    var types = names.compactMap { cube($0) }
    guard types.count == names.count, let first = types.first else { return nil }
    if isFirstWhole {
      for index in types.indices.dropFirst() {
        types[index].restricted.subtract(first.axes.map(\.name))
      }
    }
    var unit = first.unitOperand
    let spans = names.map { bound.span($0) }
    for (type, span) in zip(types, spans).dropFirst() {
      guard
        let result = evaluator.branchUnit(
          unit,
          type.unitOperand,
          at: span,
          beside: spans[0],
          reporter,
          verb: "choose between"
        )
      else { return nil }
      let bare = unit.bareNumber != nil && type.bareNumber != nil ? unit.bareNumber : nil
      unit = UnitOperand(result.unit, bareNumber: bare)
    }
    guard
      var result = evaluator.aligned(types, doing: "choose between", atEach: spans, reporter)
    else { return nil }
    result.unit = unit.unit
    result.kind = types.first { $0.bareNumber == nil }?.kind ?? .unknown
    return result
  }
}

extension ComputedCall {
  /// The values of several operands, cell by cell, in the unit of the first that has one.
  fileprivate func merging(_ names: [String], _ body: ([Double]) -> Double) -> Computed? {
    let operands = names.compactMap { operand($0) }
    guard operands.count == names.count,
      let unit = (operands.first { $0.bareNumber == nil } ?? operands.first)?.cube.unit
    else { return nil }
    let alignment = Alignment(operands)
    var values = [Double](repeating: 0, count: alignment.count)
    var statuses = [Status](repeating: .absent, count: alignment.count)
    let conversions = operands.map { operand in
      operand.bareNumber == nil ? operand.cube.unit.conversion(to: unit) ?? .identity : .identity
    }
    for cell in values.indices {
      statuses[cell] = alignment.status(at: cell)
      guard !statuses[cell].isMissing else { continue }
      let inputs = operands.indices.compactMap { index in
        alignment.value(index, at: cell).map { conversions[index]($0) }
      }
      let value = body(inputs)
      if value.isFinite { values[cell] = value } else { statuses[cell] = .undefined }
    }
    let kind = operands.first { $0.bareNumber == nil }?.cube.kind ?? .unknown
    var result = Operand(
      alignment.cube(unit: unit, kind: kind, values: values, statuses: statuses)
    )
    for operand in operands {
      result.restricted.formUnion(operand.restricted)
      result.skipped += operand.skipped
    }
    return .operand(result)
  }
}

extension Cube {
  /// Each value by itself; what is no number becomes undefined.
  func mapping(unit: Unit, _ body: (Double) -> Double) -> Cube {
    var values = self.values
    var statuses = self.statuses
    for cell in values.indices where !statuses[cell].isMissing {
      let value = body(values[cell])
      if value.isFinite {
        values[cell] = value
      } else {
        values[cell] = 0
        statuses[cell] = .undefined
      }
    }
    return computed(unit: unit, values: values, statuses: statuses)
  }
}

extension Unit {
  /// The unit of a square root, which is that of the power 0.5; nothing where there is none.
  var squareRoot: Unit? {
    try? UnitArithmetic.power(UnitOperand(self), UnitOperand(.one, bareNumber: 0.5)).unit
  }

  /// What `ratio(x)` divides by; nothing where x is no percentage and no plain number.
  var ratioDivisor: Double? {
    switch meaning {
    case .percent, .percentagePoint: 100
    case .quantity: isPlainNumber ? raised(10, to: -Double(multiplier)) : nil
    case .index, .rank, .count, .truth: nil
    }
  }
}
