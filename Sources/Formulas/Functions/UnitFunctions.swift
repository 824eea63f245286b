import Diagnostics
import Indicators

/// The bridges between prices and currencies.
extension Function {
  static let unitFunctions: [Function] = [deflate, convert]

  /// Money of each period's own prices in the prices of one: `x / (by / by @ base)`, where a base year of
  /// shorter periods is their mean. An index that says its own base is 100 there.
  private static let deflate = Function(
    name: "deflate",
    parameters: [.required("x"), .required("by"), .optional("base", .period)],
    check: { call in
      guard let type = call.cube("x"), let by = call.cube("by") else { return nil }
      guard type.unit.isMoney, type.unit.basis == nil || type.unit.basis == .nominal else {
        call.report(
          .wrongUnit(
            "x of deflate",
            type.unit,
            expected: "money in the prices of its own period",
            help: type.unit.isMoney ? "it is in the prices of one year already" : nil,
            at: call.bound.span("x")
          )
        )
        return nil
      }
      guard by.unit.isPriceLevel else {
        call.report(
          .wrongUnit("by", by.unit, expected: "an index of prices", at: call.bound.span("by"))
        )
        return nil
      }
      guard by.isSeries else {
        call.report(.noSeries("by of 'deflate'", at: call.bound.span("by")))
        return nil
      }
      guard let base = base(call.bound, by.unit) else {
        call.report(
          .missingArgument(
            "base",
            of: "deflate",
            usage: call.bound.function.usage,
            at: call.bound.focus
          )
        )
        return nil
      }
      guard call.hasBase("base", in: by) else { return nil }
      guard
        var result = call.evaluator.aligned(
          [type, by],
          doing: "deflate",
          atEach: [call.bound.span("x"), call.bound.span("by")],
          call.reporter
        )
      else { return nil }
      result.unit = type.unit.inPrices(of: base)
      result.kind = type.kind
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let by = call.operand("by"),
        let base = base(call.bound, by.cube.unit), case .series(let periods) = by.cube.time
      else { return nil }
      var start = Operand(Cube(scalar: 100, unit: by.cube.unit))
      if call.bound.period("base") != nil || periods.contains(base) {
        guard let positions = base.positions(asBaseOf: periods) else { return nil }
        start = by.selected(
          by.cube.reducingTime(to: .instant(base)) { $0.mean(of: positions) }
        )
      }
      let alignment = Alignment([operand, by, start])
      return .operand(
        operand.carried(
          alignment,
          unit: operand.cube.unit.inPrices(of: base),
          restricted: by.restricted
        ) { values in values[0] / (values[1] / values[2]) }
      )
    }
  )

  /// The base that is given, else the year that the index says of itself: `index 2018=100`.
  private static func base(_ call: BoundCall, _ unit: Unit) -> Period? {
    if let given = call.period("base") { return given.period }
    guard case .index(let text?) = unit.meaning, let equals = text.firstIndex(of: "=") else {
      return nil
    }
    return text[..<equals].split(separator: " ").first.flatMap { Period($0) }
  }

  /// Money in another currency, by a rate in either direction.
  private static let convert = Function(
    name: "convert",
    parameters: [.required("x"), .required("to", .name), .required("using")],
    check: { call in
      guard let type = call.cube("x"), let rate = call.cube("using"),
        let (to, span) = call.bound.name("to")
      else { return nil }
      guard let target = try? Unit.parse(to), target.isMoney, target == Unit(atoms: target.atoms),
        target.atoms == [target.currencies[0]: 1]
      else {
        call.report(
          .wrongArgument("to", of: "convert", expected: "a currency such as \"USD\"", at: span)
        )
        return nil
      }
      guard type.unit.currencies.count == 1 else {
        call.report(
          .wrongUnit(
            "x of convert",
            type.unit,
            expected: "money of one currency",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      let from = type.unit.currencies[0]
      guard from != target.currencies[0] else {
        call.report(
          .wrongUnit(
            "x of convert",
            type.unit,
            expected: "money of another currency than \(target)",
            help: "leave convert(…) away",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      guard Conversion(type.unit, to: target.currencies[0], using: rate.unit) != nil else {
        call.report(
          .wrongUnit(
            "the rate",
            rate.unit,
            expected: "\(from)/\(target) or \(target)/\(from)",
            at: call.bound.span("using")
          )
        )
        return nil
      }
      guard
        var result = call.evaluator.aligned(
          [type, rate],
          doing: "convert",
          atEach: [call.bound.span("x"), call.bound.span("using")],
          call.reporter
        )
      else { return nil }
      result.unit = type.unit.inCurrency(target.currencies[0])
      result.kind = type.kind
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let rate = call.operand("using"),
        let to = call.bound.name("to")?.text, let currency = try? Unit.parse(to).currencies.first,
        let conversion = Conversion(operand.cube.unit, to: currency, using: rate.cube.unit)
      else { return nil }
      let scale = raised(10, to: Double(rate.cube.unit.multiplier))
      return .operand(
        operand.carried(
          Alignment([operand, rate]),
          unit: operand.cube.unit.inCurrency(currency),
          restricted: rate.restricted
        ) { values in
          conversion == .divides ? values[0] / (values[1] * scale) : values[0] * (values[1] * scale)
        }
      )
    }
  )
}

/// Which way an exchange rate is applied.
private enum Conversion {
  case multiplies
  case divides

  init?(_ unit: Unit, to currency: String, using rate: Unit) {
    guard let from = unit.currencies.first, from != currency else { return nil }
    if rate.atoms == [currency: 1, from: -1] {
      self = .multiplies
    } else if rate.atoms == [from: 1, currency: -1] {
      self = .divides
    } else {
      return nil
    }
  }
}

extension Operand {
  /// A result of several cubes that is still what this one is.
  fileprivate func carried(
    _ alignment: Alignment,
    unit: Unit,
    restricted others: Set<String>,
    _ body: ([Double]) -> Double
  ) -> Operand {
    var values = [Double](repeating: 0, count: alignment.count)
    var statuses = [Status](repeating: .absent, count: alignment.count)
    for cell in values.indices {
      statuses[cell] = alignment.status(at: cell)
      guard !statuses[cell].isMissing else { continue }
      let value = body(alignment.mappings.indices.compactMap { alignment.value($0, at: cell) })
      if value.isFinite { values[cell] = value } else { statuses[cell] = .undefined }
    }
    var result = computed(
      alignment.cube(unit: unit, kind: cube.kind, values: values, statuses: statuses)
    )
    result.restricted.formUnion(others)
    result.decimals = decimals
    return result
  }
}

extension Unit {
  fileprivate var isPriceLevel: Bool {
    if case .index = meaning { return true }
    return isPlainNumber
  }

  fileprivate func inPrices(of base: Period) -> Unit {
    Unit(multiplier: multiplier, atoms: atoms, of: of, basis: .constant(base))
  }

  fileprivate func inCurrency(_ currency: String) -> Unit {
    var atoms = self.atoms
    for own in currencies {
      atoms[currency, default: 0] += atoms[own] ?? 0
      if own != currency { atoms[own] = nil }
    }
    return Unit(multiplier: multiplier, atoms: atoms, of: of, basis: basis)
  }
}
