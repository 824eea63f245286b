import Diagnostics
import Indicators

/// Functions over the members of a dimension. Totals take no part, and what a selection left out is
/// passed over.
extension Function {
  static let dimensionFunctions: [Function] =
    Aggregate.allCases.map(aggregate) + [count, share, rank, top, hhi]

  private static let missing = Parameter.optional("missing", .word(["skip"]))

  /// `sum mean min max median`: over a dimension, or without one over the periods of a series.
  private static func aggregate(_ aggregate: Aggregate) -> Function {
    let name = aggregate.rawValue
    return Function(
      name: name,
      parameters: [.required("x"), .optional("over", .name), missing],
      check: { call in
        guard let type = call.bound.name("over") == nil ? call.series(name) : call.cube("x") else {
          return nil
        }
        guard type.unit.meaning != .truth else {
          _ = call.adds(type)
          return nil
        }
        guard aggregate != .sum || call.adds(type) else { return nil }
        guard let (over, span) = call.bound.name("over") else {
          if aggregate == .sum, !call.addsInTime(type) { return nil }
          var result = type.computed()
          result.time = .none
          return .cube(result)
        }
        guard let result = call.without(over, type, at: span) else { return nil }
        if aggregate == .sum || aggregate == .mean {
          guard call.saysHowRatiosAddUp(over),
            aggregate == .sum ? call.addsOverMembers(type) : call.averagesOverMembers(type)
          else { return nil }
        }
        return .cube(result.computed())
      },
      compute: { call in
        guard let operand = call.operand("x") else { return nil }
        let skips = call.bound.skipsMissing
        guard let over = call.bound.name("over")?.text else {
          var skipped = 0
          let cube = operand.cube.reducingTime(to: .none) { series in
            let gathered = Gathered(
              series.cube,
              series.start..<series.start + series.periods.count,
              skips: skips
            )
            skipped += gathered.skipped
            return gathered.cell(aggregate.callAsFunction)
          }
          return result(operand, cube, without: nil, skipped: skipped)
        }
        if aggregate == .sum || aggregate == .mean,
          let ratio = call.evaluator.namedRatio(call.bound)
        {
          let isQuotient = ratio.formula.quotientParts != nil
          if isQuotient, ratio.over == .ratioOfSums {
            return call.evaluator.ratioOfSums(ratio, call, over: over).map(Computed.operand)
          }
          if isQuotient || ratio.over == .meanOfRatios {
            return reduced(operand, over: over, by: .mean, skips: skips)
          }
        }
        return reduced(operand, over: over, by: aggregate, skips: skips)
      }
    )
  }

  static func reduced(
    _ operand: Operand,
    over: String,
    by aggregate: Aggregate,
    skips: Bool
  ) -> Computed? {
    guard let axis = operand.cube.axes.firstIndex(where: { $0.name == over }) else { return nil }
    var skipped = 0
    let cube = operand.cube.reducing(axis: axis) { cells in
      let gathered = Gathered(operand.cube, cells, skips: skips)
      skipped += gathered.skipped
      return gathered.cell(aggregate.callAsFunction)
    }
    return result(operand, cube, without: over, skipped: skipped)
  }

  private static func result(
    _ operand: Operand,
    _ cube: Cube,
    without over: String?,
    skipped: Int
  ) -> Computed {
    var result = operand.computed(cube)
    if let over { result.restricted.remove(over) }
    result.skipped = operand.skipped + skipped
    return .operand(result)
  }

  /// How many values there are; of truths, how many are true.
  private static let count = Function(
    name: "count",
    parameters: [.required("x"), .required("over", .name)],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        let result = call.without(over, type, at: span)
      else { return nil }
      return .cube(result.computed(unit: Unit(meaning: .count), kind: .unknown))
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let axis = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      let cube = operand.cube.reducing(
        axis: axis,
        unit: Unit(meaning: .count),
        kind: .unknown
      ) { cells in
        let gathered = Gathered(operand.cube, cells, skips: true)
        let isTruth = operand.cube.unit == .truth
        return .value(
          Double(isTruth ? gathered.values.count { $0 != 0 } : gathered.values.count),
          gathered.status.isMissing ? .actual : gathered.status
        )
      }
      return result(operand, cube, without: over, skipped: 0)
    }
  )

  /// Each member's part of the sum of all, or of one that is named, in per cent.
  private static let share = Function(
    name: "share",
    parameters: [.required("x"), .required("over", .name), .optional("of", .name), missing],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil, call.adds(type), call.addsOverMembers(type)
      else { return nil }
      if let (total, place) = call.bound.name("of"),
        let axis = type.axes.first(where: { $0.name == over }), axis.position(of: total) == nil
      {
        let known = axis.members.map(\.id)
        call.report(
          .unknownMember(
            total,
            of: over,
            nearest: nearestNames(to: total, among: known),
            known: known,
            help: nil,
            at: place
          )
        )
        return nil
      }
      var result = type.computed(unit: Unit(meaning: .percent), kind: .rate)
      result.axes = result.axes.map { $0.name == over ? $0.withoutTotals : $0 }
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      let cube = operand.cube
      let total = call.bound.name("of").flatMap { cube.axes[index].position(of: $0.text) }
      var skipped = 0
      var (mixed, groups) = (0, 0)
      let result = cube.mapping(
        along: index,
        unit: Unit(meaning: .percent),
        kind: .rate,
        member: total
      ) { cells, all in
        let denominator: Cell
        if let position = total {
          denominator = Cell(
            value: cube.values[all[position]],
            status: cube.statuses[all[position]]
          )
        } else {
          let gathered = Gathered(cube, cells, skips: call.bound.skipsMissing)
          skipped += gathered.skipped
          denominator = gathered.cell(Aggregate.sum.callAsFunction)
        }
        groups += 1
        if total == nil, cube.hasBothSigns(cells) {
          mixed += 1
          return cells.map {
            cube.statuses[$0].isMissing ? .missing(cube.statuses[$0]) : .undefined
          }
        }
        return cells.map { cell in
          let status = cube.statuses[cell]
          if status.isMissing { return .missing(status) }
          if denominator.status.isMissing {
            return .missing(denominator.status == .absent ? .notAvailable : denominator.status)
          }
          return .value(
            cube.values[cell] / denominator.value * 100,
            status.combined(with: denominator.status)
          )
        }
      }
      call.warnOfSigns(mixed, of: groups)
      return Self.result(operand, result, without: nil, skipped: skipped)
    }
  )

  /// The place of each member among those with a value: 1 is the largest, equal values share a place.
  private static let rank = Function(
    name: "rank",
    parameters: [.required("x"), .required("over", .name)],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil
      else { return nil }
      guard type.unit != .truth else {
        _ = call.adds(type)
        return nil
      }
      var result = type.computed(unit: Unit(meaning: .rank), kind: .rate)
      result.axes = result.axes.map { $0.name == over ? $0.withoutTotals : $0 }
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      let cube = operand.cube
      let result = cube.mapping(along: index, unit: Unit(meaning: .rank), kind: .rate) { cells, _ in
        let known = Gathered(cube, cells, skips: true)
        return cells.map { cell in
          guard let own = cube[cell] else { return .missing(cube.statuses[cell]) }
          return .value(Double(1 + known.values.count { $0 > own }), known.status)
        }
      }
      return Self.result(operand, result, without: nil, skipped: 0)
    }
  )

  /// The n members with the largest values at the newest period that has any; the others are left out,
  /// or with `rest:true` added up as the member `rest`. A member of that name is itself what an earlier
  /// call left over: it takes no place among the largest.
  private static let top = Function(
    name: "top",
    parameters: [
      .required("x"), .required("n", .whole), .required("over", .name), .optional("rest", .flag),
    ],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil
      else { return nil }
      guard type.unit != .truth else {
        _ = call.adds(type)
        return nil
      }
      guard (call.bound.number("n") ?? 0) > 0 else {
        call.report(
          .wrongArgument("n", of: "top", expected: "one or more", at: call.bound.span("n"))
        )
        return nil
      }
      if call.bound.flag("rest"), !call.adds(type) || !call.addsOverMembers(type) { return nil }
      var result = type.computed()
      result.axes = result.axes.map { axis in
        guard axis.name == over else { return axis }
        let own = axis.withoutTotals.members.filter { $0.id != Member.rest.id }
        return Axis(axis.name, own + (call.bound.flag("rest") ? [.rest] : []))
      }
      result.restricted.insert(over)
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over }),
        let count = call.bound.number("n")
      else { return nil }
      var result = operand
      result.cube = operand.cube.top(count, along: index, rest: call.bound.flag("rest"))
      result.restricted.insert(over)
      return .operand(result)
    }
  )

  /// The Herfindahl-Hirschman index: the sum of squared shares, between 0 and 1.
  private static let hhi = Function(
    name: "hhi",
    parameters: [.required("x"), .required("over", .name), missing],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        let result = call.without(over, type, at: span), call.adds(type),
        call.addsOverMembers(type)
      else { return nil }
      return .cube(result.computed(unit: .one, kind: .rate))
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let axis = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      var skipped = 0
      var (mixed, groups) = (0, 0)
      let cube = operand.cube.reducing(axis: axis, unit: .one, kind: .rate) { cells in
        let gathered = Gathered(operand.cube, cells, skips: call.bound.skipsMissing)
        skipped += gathered.skipped
        groups += 1
        if !gathered.status.isMissing, operand.cube.hasBothSigns(cells) {
          mixed += 1
          return .undefined
        }
        return gathered.cell { values in
          let total = values.reduce(0, +)
          return values.reduce(0) { $0 + ($1 / total) * ($1 / total) }
        }
      }
      call.warnOfSigns(mixed, of: groups)
      return result(operand, cube, without: over, skipped: skipped)
    }
  )
}

extension Cube {
  /// Whether some known values lie on both sides of zero.
  fileprivate func hasBothSigns(_ cells: [Int]) -> Bool {
    let known = cells.compactMap { self[$0] }
    return known.contains { $0 < 0 } && known.contains { $0 > 0 }
  }
}

extension ComputedCall {
  /// Warns that parts on both sides of zero have no shares.
  fileprivate func warnOfSigns(_ mixed: Int, of groups: Int) {
    guard mixed > 0, let over = bound.name("over")?.text else { return }
    report(.bothSigns(over: over, mixed: mixed, of: groups, at: bound.focus))
  }
}

extension CheckedCall {
  /// How a function over a dimension is written of two values.
  private func remedyOfTwo(_ second: String) -> String? {
    let first = bound.span("x").text
    switch bound.function.name {
    case "min", "max":
      let word = bound.function.name == "min" ? "smaller" : "larger"
      return "\(bound.function.name)2(\(first), \(second)) is the \(word) of two values"
    case "sum": return "write \(first) + \(second) to add two values"
    case "mean", "median": return "write (\(first) + \(second)) / 2 for the mean of two values"
    default: return nil
    }
  }

  /// The type without a dimension; reports where it has none of that name.
  func without(_ over: String, _ type: CubeType, at span: SourceSpan) -> CubeType? {
    guard type.axes.contains(where: { $0.name == over }) else {
      let help = evaluator.names.contains(over) ? remedyOfTwo(over) : nil
      report(.unknownDimension(over, known: type.axes.map(\.name), help: help, at: span))
      return nil
    }
    var result = type
    result.axes.removeAll { $0.name == over }
    result.restricted.remove(over)
    return result
  }
}
