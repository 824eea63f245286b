import Diagnostics
import Indicators

/// Index numbers of prices, weighted with the quantities of the base, of each period, or of both.
extension Function {
  static let indexNumberFunctions: [Function] = PriceIndex.allCases.map(priceIndex)

  private static func priceIndex(_ kind: PriceIndex) -> Function {
    let name = kind.rawValue
    return Function(
      name: name,
      parameters: [
        .required("price"), .required("quantity"), .required("over", .name),
        .required("base", .period), .optional("missing", .word(["skip"])),
      ],
      check: { call in
        guard let price = call.cube("price"), let quantity = call.cube("quantity"),
          let (over, span) = call.bound.name("over"), let base = call.bound.period("base")?.period
        else { return nil }
        for (argument, type) in [("price", price), ("quantity", quantity)] {
          guard type.isSeries else {
            call.report(.noSeries("'\(argument)' of '\(name)'", at: call.bound.span(argument)))
            return nil
          }
          guard call.without(over, type, at: span) != nil else { return nil }
        }
        guard call.isPriceAndQuantity(price.unit, quantity.unit) else { return nil }
        guard let value = try? UnitArithmetic.product(price.unitOperand, quantity.unitOperand).unit,
          value.isMoney, value.atoms.count == 1
        else {
          let isPrice = price.unit.isMoney && price.unit.meaning == .quantity
          call.report(
            .wrongUnit(
              isPrice ? "the quantity" : "the price",
              isPrice ? quantity.unit : price.unit,
              expected: isPrice
                ? "what '\(price.unit)' is the price of"
                : "money for a quantity in '\(quantity.unit)'",
              at: call.bound.span(isPrice ? "quantity" : "price")
            )
          )
          return nil
        }
        guard
          var result = call.evaluator.aligned(
            [price, quantity],
            doing: "multiply",
            atEach: [call.bound.span("price"), call.bound.span("quantity")],
            call.reporter
          ), call.hasPeriod("base", in: price), call.hasPeriod("base", in: quantity)
        else { return nil }
        result.axes.removeAll { $0.name == over }
        result.restricted.remove(over)
        result.unit = Unit(meaning: .index(base: "\(base)=100"))
        result.kind = .rate
        return .cube(result)
      },
      compute: { call in
        guard let price = call.operand("price"), let quantity = call.operand("quantity"),
          let over = call.bound.name("over")?.text, let base = call.bound.period("base")?.period,
          let basket = Basket(price, quantity, over: over, base: base)
        else { return nil }
        basket.reportUnmatched(call, skips: call.bound.skipsMissing)
        return .operand(basket.index(kind, skips: call.bound.skipsMissing))
      }
    )
  }
}

extension CheckedCall {
  /// Whether the price is money for something and the quantity no money; reports each that is not.
  fileprivate func isPriceAndQuantity(_ price: Unit, _ quantity: Unit) -> Bool {
    let isPrice = price.isMoney && price.currencies.allSatisfy { price.atoms[$0] == 1 }
    let isSwapped = !isPrice && quantity.isMoney
    if !isPrice {
      report(
        .wrongUnit(
          "the price",
          price,
          expected: "money for a quantity",
          help: isSwapped ? "the price stands before the quantity: \(bound.function.usage)" : nil,
          at: bound.span("price")
        )
      )
    }
    if quantity.isMoney {
      report(
        .wrongUnit(
          "the quantity",
          quantity,
          expected: "an amount that is no money",
          help: isSwapped ? nil : "a value divided by its price is a quantity",
          at: bound.span("quantity")
        )
      )
    }
    return isPrice && !quantity.isMoney
  }
}

private enum PriceIndex: String, CaseIterable {
  case laspeyres
  case paasche
  case fisher

  /// Whether the quantities of the base, and those of each period, are weights.
  var weighsBase: Bool { self != .paasche }
  var weighsNow: Bool { self != .laspeyres }
}

/// Prices and quantities of the same things, laid over each other.
private struct Basket {
  let operands: [Operand]
  let alignment: Alignment
  let axis: Int
  let base: Period
  let baseStep: Int
  let periodCount: Int

  init?(_ price: Operand, _ quantity: Operand, over: String, base: Period) {
    operands = [price, quantity]
    alignment = Alignment(operands)
    self.base = base
    guard let axis = alignment.axes.firstIndex(where: { $0.name == over }),
      case .series(let periods) = alignment.time, let step = periods.firstIndex(of: base)
    else { return nil }
    self.axis = axis
    baseStep = step
    periodCount = periods.count
  }

  /// Tells which members have only one of price and quantity.
  func reportUnmatched(_ call: ComputedCall, skips: Bool) {
    var (unpriced, uncounted): ([String], [String]) = ([], [])
    let members = alignment.axes[axis].members
    let inner = alignment.axes[(axis + 1)...].reduce(periodCount) { $0 * $1.members.count }
    for (position, member) in members.enumerated() where !member.isAggregate {
      let has = operands.indices.map { operand in
        (0..<alignment.count).contains { cell in
          cell / inner % members.count == position && alignment.value(operand, at: cell) != nil
        }
      }
      if has == [false, true] { unpriced.append(member.id) }
      if has == [true, false] { uncounted.append(member.id) }
    }
    guard !unpriced.isEmpty || !uncounted.isEmpty else { return }
    call.report(
      .unmatchedMembers(
        withoutQuantity: uncounted,
        withoutPrice: unpriced,
        isLeftOut: skips,
        over: alignment.axes[axis].name,
        at: call.bound.focus
      )
    )
  }

  func index(_ kind: PriceIndex, skips: Bool) -> Operand {
    let shape = alignment.cube(
      unit: Unit(meaning: .index(base: "\(base)=100")),
      kind: .rate,
      values: [Double](repeating: 0, count: alignment.count),
      statuses: [Status](repeating: .actual, count: alignment.count)
    )
    var skipped = 0
    let result = shape.reducing(axis: axis) { cells in
      let step = (cells.first ?? 0) % periodCount
      var status = Status.actual
      var (baseCost, baseCostNow, ownCostBefore, ownCost) = (0.0, 0.0, 0.0, 0.0)
      var isEmpty = true
      for cell in cells {
        let start = cell - step + baseStep
        var needed = [(0, cell), (0, start)]
        if kind.weighsBase { needed.append((1, start)) }
        if kind.weighsNow { needed.append((1, cell)) }
        let statuses = needed.map { alignment.status(at: $1, of: [$0]) }
        if statuses.allSatisfy({ $0 == .absent }) { continue }
        if let missing = statuses.first(where: \.isMissing) {
          guard skips else { return .missing(missing == .absent ? .notAvailable : missing) }
          skipped += 1
          continue
        }
        if breaks(between: min(cell, start), max(cell, start)) { return .undefined }
        isEmpty = false
        status = statuses.reduce(status) { $0.combined(with: $1) }
        let (now, before) = (alignment.value(0, at: cell) ?? 0, alignment.value(0, at: start) ?? 0)
        if kind.weighsBase, let quantity = alignment.value(1, at: start) {
          baseCostNow += now * quantity
          baseCost += before * quantity
        }
        if kind.weighsNow, let quantity = alignment.value(1, at: cell) {
          ownCost += now * quantity
          ownCostBefore += before * quantity
        }
      }
      if isEmpty { return .missing(skipped > 0 ? .notAvailable : .absent) }
      let laspeyres = baseCostNow / baseCost
      let paasche = ownCost / ownCostBefore
      switch kind {
      case .fisher: return .value((laspeyres * paasche).squareRoot() * 100, status)
      case .laspeyres: return .value(laspeyres * 100, status)
      case .paasche: return .value(paasche * 100, status)
      }
    }
    var operand = Operand(
      result.computed(values: result.values, statuses: result.statuses, breaks: [])
    )
    for other in operands {
      operand.restricted.formUnion(other.restricted)
      operand.skipped += other.skipped
    }
    operand.restricted.remove(alignment.axes[axis].name)
    operand.skipped += skipped
    return operand
  }

  /// Whether the prices break behind one cell of a series, up to and with another.
  private func breaks(between first: Int, _ last: Int) -> Bool {
    let breaks = operands[0].cube.breaks
    guard !breaks.isEmpty, first < last else { return false }
    return (first + 1...last).contains { breaks.contains(alignment.mappings[0].cell($0)) }
  }
}
