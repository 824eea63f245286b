import Diagnostics
import Indicators

/// Elasticities out of data.
extension Function {
  /// By how many per cent y changes with one per cent of x: the slope of the logarithms, by least squares.
  ///
  /// `.low` and `.high` are the bounds of the 95 % interval by Student's t, `.r2` the coefficient of
  /// determination, `.n` the number of points. With `trend:true` a trend in time takes part.
  static let elasticity = Function(
    name: "elasticity",
    parameters: [
      .required("y"), .required("x"), .required("from", .period), .required("to", .period),
      .optional("trend", .flag),
      .optional("result", .word(Regression.Result.allCases.map(\.rawValue))),
    ],
    check: { call in
      guard let y = call.logarithmic("y"), let x = call.logarithmic("x"),
        var result = call.evaluator.aligned(
          [y, x],
          doing: "compare",
          atEach: [call.bound.span("y"), call.bound.span("x")],
          call.reporter
        ), call.hasPeriod("from", in: result), call.hasPeriod("to", in: result),
        let from = call.bound.period("from")?.period, let to = call.bound.period("to")
      else { return nil }
      guard from < to.period else {
        call.report(
          .wrongArgument("to", of: "elasticity", expected: "a later period", at: to.span)
        )
        return nil
      }
      let needed = Regression.leastCount(trend: call.bound.flag("trend"))
      if case .series(_, let own?) = y.time, case .series(_, let other?) = x.time {
        let count = Set(own).intersection(other).count { $0 >= from && $0 <= to.period }
        guard count >= needed else {
          call.report(.tooFewPoints(count, needed: needed, at: call.bound.focus))
          return nil
        }
      }
      result.time = .none
      result.kind = .unknown
      result.unit = call.bound.regressionResult == .n ? Unit(meaning: .count) : .one
      return .cube(result)
    },
    compute: { call in
      guard let y = call.operand("y"), let x = call.operand("x"),
        let from = call.bound.period("from")?.period, let to = call.bound.period("to")?.period
      else { return nil }
      let alignment = Alignment([y, x])
      guard case .series(let periods) = alignment.time else { return nil }
      let steps = periods.indices.filter { periods[$0] >= from && periods[$0] <= to }
      let (wanted, trend) = (call.bound.regressionResult, call.bound.flag("trend"))
      let breaks = alignment.breaks
      var values: [Double] = []
      var statuses: [Status] = []
      for series in 0..<alignment.count / periods.count {
        var status = Status.actual
        var points: [Regression.Point] = []
        var used: [Int] = []
        var isPositive = true
        for step in steps {
          let cell = series * periods.count + step
          guard let y = alignment.value(0, at: cell), let x = alignment.value(1, at: cell) else {
            continue
          }
          if y <= 0 || x <= 0 {
            isPositive = false
            continue
          }
          status = status.combined(with: alignment.status(at: cell))
          points.append(
            Regression.Point(
              x: logarithm(x),
              y: logarithm(y),
              time: Double(periods[step].ordinal - from.ordinal)
            )
          )
          used.append(cell)
        }
        let isWhole =
          breaks.isEmpty || used.count < 2
          || !(used[0] + 1...used[used.count - 1]).contains(where: breaks.contains)
        var cell = Cell.undefined
        if steps.allSatisfy({ alignment.status(at: series * periods.count + $0) == .absent }) {
          cell = .missing(.absent)
        } else if isPositive, isWhole {
          cell =
            wanted == .n
            ? .value(Double(points.count), status)
            : Regression(points, trend: trend).map { .value($0[wanted], status) } ?? .undefined
        }
        values.append(cell.value)
        statuses.append(cell.status)
      }
      var result = Operand(
        Cube(
          axes: alignment.axes,
          time: .none,
          unit: wanted == .n ? Unit(meaning: .count) : .one,
          kind: .unknown,
          values: values,
          statuses: statuses,
          sources: Set(y.cube.sources + x.cube.sources).sorted(),
          isCalculated: true
        )
      )
      result.restricted = y.restricted.union(x.restricted)
      return .operand(result)
    }
  )
}

extension BoundCall {
  fileprivate var regressionResult: Regression.Result {
    name("result").flatMap { Regression.Result(rawValue: $0.text) } ?? .value
  }
}

extension CheckedCall {
  /// The type of an argument whose logarithm along periods is taken; reports where there is none.
  fileprivate func logarithmic(_ name: String) -> CubeType? {
    guard let type = cube(name) else { return nil }
    guard type.isSeries else {
      report(.noSeries("\(name) of 'elasticity'", at: bound.span(name)))
      return nil
    }
    switch type.unit.meaning {
    case .quantity, .percent, .index, .count: return type
    case .percentagePoint, .rank, .truth:
      report(
        .wrongUnit(
          "\(name) of elasticity",
          type.unit,
          expected: "an amount, a price or an index",
          at: bound.span(name)
        )
      )
      return nil
    }
  }
}
