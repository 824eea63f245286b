import Diagnostics
import Indicators

/// Functions along the periods of a series. A step in time is one of the calendar, so that a gap in the
/// periods is no step.
extension Function {
  static let timeFunctions: [Function] = [
    shift("lag", direction: -1), shift("lead", direction: 1), diff, yoy, cagr, index, cumsum,
    rolling,
  ]

  private static func shift(_ name: String, direction: Int) -> Function {
    Function(
      name: name,
      parameters: [.required("x"), .optional("n", .whole)],
      check: { call in call.series(name).map { .cube($0.computed()) } },
      compute: { call in
        guard let operand = call.operand("x") else { return nil }
        let offset = direction * (call.bound.number("n") ?? 1)
        let cube = operand.cube.mappingSeries(
          breaks: { series, step in
            series.step(step, offset: offset).map {
              series.cube.breaks.contains(series.start + $0)
            } ?? false
          },
          { series, step in
            guard let other = series.step(step, offset: offset) else {
              return .missing(.notAvailable)
            }
            return Cell(
              value: series.value(other) ?? 0,
              status: series.status(other) == .absent ? .notAvailable : series.status(other)
            )
          }
        )
        return .operand(operand.computed(cube))
      }
    )
  }

  /// What changed over n periods.
  private static let diff = Function(
    name: "diff",
    parameters: [.required("x"), .optional("n", .whole)],
    check: { call in
      guard let type = call.series("diff") else { return nil }
      return .cube(type.computed(unit: type.unit.difference, kind: type.kind.difference))
    },
    compute: { call in
      guard let operand = call.operand("x") else { return nil }
      let count = call.bound.number("n") ?? 1
      let cube = operand.cube
      let result = cube.mappingSeries(
        unit: cube.unit.difference,
        kind: cube.kind.difference
      ) { series, step in
        pair(series, step, offset: -count) { now, before in now - before }
      }
      return .operand(operand.computed(result))
    }
  )

  /// A result of the values at a position and some periods before it; undefined across a break.
  private static func pair(
    _ series: Series,
    _ step: Int,
    offset: Int,
    _ body: (_ now: Double, _ before: Double) -> Double?
  ) -> Cell {
    guard let other = series.step(step, offset: offset) else { return .missing(.notAvailable) }
    guard let now = series.value(step) else { return .missing(series.status(step)) }
    guard let before = series.value(other) else { return .missing(series.status(other)) }
    if series.breaks(after: other, through: step) { return .undefined }
    guard let value = body(now, before) else { return .undefined }
    return .value(value, series.status(step).combined(with: series.status(other)))
  }

  /// Growth in per cent; undefined from nothing and from a negative value, where it means nothing.
  private static func growth(_ now: Double, _ before: Double) -> Double? {
    before > 0 ? (now / before - 1) * 100 : nil
  }

  private static let yoy = Function(
    name: "yoy",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.growing("yoy"), let frequency = type.frequency else { return nil }
      guard frequency.periodsPerYear != nil else {
        call.report(.noYear("yoy", frequency, at: call.bound.span("x")))
        return nil
      }
      return .cube(type.computed(unit: Unit(meaning: .percent), kind: .rate))
    },
    compute: { call in
      guard let operand = call.operand("x"),
        let count = TimeType(operand.cube.time).frequency?.periodsPerYear
      else { return nil }
      let result = operand.cube.mappingSeries(
        unit: Unit(meaning: .percent),
        kind: .rate
      ) { series, step in pair(series, step, offset: -count, growth) }
      return .operand(operand.computed(result))
    }
  )

  /// The compound annual growth rate: `(last / first)^(1 / years) - 1`, in per cent.
  private static let cagr = Function(
    name: "cagr",
    parameters: [.required("x"), .required("from", .period), .required("to", .period)],
    check: { call in
      guard let type = call.growing("cagr"), let frequency = type.frequency,
        call.hasPeriod("from", in: type), call.hasPeriod("to", in: type)
      else { return nil }
      guard frequency.periodsPerYear != nil else {
        call.report(.noYear("cagr", frequency, at: call.bound.span("x")))
        return nil
      }
      if let from = call.bound.period("from"), let to = call.bound.period("to"),
        from.period >= to.period
      {
        call.report(
          .wrongArgument("to", of: "cagr", expected: "a later period", at: to.span)
        )
        return nil
      }
      var result = type.computed(unit: Unit(meaning: .percent), kind: .rate)
      result.time = .none
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), case .series(let periods) = operand.cube.time,
        let from = call.bound.period("from")?.period, let to = call.bound.period("to")?.period,
        let first = periods.firstIndex(of: from), let last = periods.firstIndex(of: to),
        let perYear = from.frequency.periodsPerYear
      else { return nil }
      let years = Double(to.ordinal - from.ordinal) / Double(perYear)
      let result = operand.cube.reducingTime(
        to: .none,
        unit: Unit(meaning: .percent),
        kind: .rate
      ) { series in
        guard let before = series.value(first) else { return .missing(series.status(first)) }
        guard let now = series.value(last) else { return .missing(series.status(last)) }
        guard before > 0, now > 0, !series.breaks(after: first, through: last) else {
          return .undefined
        }
        let status = series.status(first).combined(with: series.status(last))
        return .value((raised(now / before, to: 1 / years) - 1) * 100, status)
      }
      return .operand(operand.computed(result))
    }
  )

  /// The series with one period set to 100, or the mean of a year of shorter ones; undefined on the other
  /// side of a break.
  private static let index = Function(
    name: "index",
    parameters: [.required("x"), .required("base", .period)],
    check: { call in
      guard let type = call.series("index"), call.hasBase("base", in: type),
        let base = call.bound.period("base")
      else { return nil }
      guard type.unit.meaning != .rank, type.unit != .truth else {
        call.report(
          .wrongUnit("x of index", type.unit, expected: "an amount", at: call.bound.span("x"))
        )
        return nil
      }
      return .cube(
        type.computed(unit: Unit(meaning: .index(base: "\(base.period)=100")), kind: .rate)
      )
    },
    compute: { call in
      guard let operand = call.operand("x"), case .series(let periods) = operand.cube.time,
        let base = call.bound.period("base")?.period,
        let positions = base.positions(asBaseOf: periods), let first = positions.first,
        let last = positions.last
      else { return nil }
      let result = operand.cube.mappingSeries(
        unit: Unit(meaning: .index(base: "\(base)=100")),
        kind: .rate
      ) { series, step in
        guard let now = series.value(step) else { return .missing(series.status(step)) }
        let start = series.mean(of: positions)
        guard !start.status.isMissing else { return .missing(start.status) }
        guard start.value != 0,
          !series.breaks(after: min(step, first), through: max(step, last))
        else { return .undefined }
        return .value(
          now / start.value * 100,
          series.status(step).combined(with: start.status)
        )
      }
      return .operand(operand.computed(result))
    }
  )

  /// The running sum; missing from the first missing value on.
  private static let cumsum = Function(
    name: "cumsum",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.series("cumsum"), call.adds(type), call.addsInTime(type) else {
        return nil
      }
      return .cube(type.computed(kind: .unknown))
    },
    compute: { call in
      guard let operand = call.operand("x") else { return nil }
      let result = operand.cube.mappingSeries(kind: .unknown) { series, step in
        Gathered(
          series.cube,
          series.start...series.start + step,
          skips: false
        ).cell(Aggregate.sum.callAsFunction)
      }
      return .operand(operand.computed(result))
    }
  )

  /// An aggregate of the last n periods; undefined across a break.
  private static let rolling = Function(
    name: "rolling",
    parameters: [
      .required("x"), .required("n", .whole),
      .required("how", .word(Aggregate.allCases.map(\.rawValue))),
    ],
    check: { call in
      guard let type = call.series("rolling") else { return nil }
      if call.bound.name("how")?.text == "sum", !call.adds(type) || !call.addsInTime(type) {
        return nil
      }
      guard (call.bound.number("n") ?? 0) > 0 else {
        call.report(
          .wrongArgument("n", of: "rolling", expected: "one or more", at: call.bound.span("n"))
        )
        return nil
      }
      return .cube(type.computed())
    },
    compute: { call in
      guard let operand = call.operand("x"), let count = call.bound.number("n"),
        let how = call.bound.name("how").flatMap({ Aggregate(rawValue: $0.text) })
      else { return nil }
      let result = operand.cube.mappingSeries { series, step in
        guard let first = series.first(of: count, through: step) else {
          return .missing(.notAvailable)
        }
        if series.breaks(after: first, through: step) { return .undefined }
        return Gathered(series.cube, series.cells(first...step), skips: false)
          .cell(how.callAsFunction)
      }
      return .operand(operand.computed(result))
    }
  )
}

extension Unit {
  /// The unit of a difference of two such values.
  var difference: Unit {
    switch meaning {
    case .percent: Unit(meaning: .percentagePoint, of: of)
    case .rank: .one
    case .quantity, .percentagePoint, .index, .count, .truth: self
    }
  }
}

extension Kind {
  /// The kind of a change: that of a stock is a flow.
  var difference: Kind { self == .stock ? .flow : self }
}
