import Diagnostics
import Indicators

/// Functions along the periods of a series. A step in time is one of the calendar, so that a gap in the
/// periods is no step.
extension Function {
  static let timeFunctions: [Function] = [
    shift("lag", direction: -1), shift("lead", direction: 1), diff, yoy, cagr, index, cumsum,
    rolling, annual,
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
        // Periods ascend, so that all are there if as many lie between the first and this one.
        guard let first = series.step(step, offset: 1 - count), first == step + 1 - count else {
          return .missing(.notAvailable)
        }
        if series.breaks(after: first, through: step) { return .undefined }
        return Gathered(
          series.cube,
          series.start + first...series.start + step,
          skips: false
        ).cell(how.callAsFunction)
      }
      return .operand(operand.computed(result))
    }
  )

  /// Years out of shorter periods.
  ///
  /// A year of halves, quarters or months needs all of them; one of weeks or days needs records in its
  /// first and last ten days, since trading days have no fixed number.
  private static let annual = Function(
    name: "annual",
    parameters: [.required("x"), .required("how", .word(["sum", "mean", "last"]))],
    check: { call in
      guard let type = call.series("annual"), case .series(let frequency, let periods) = type.time
      else { return nil }
      guard frequency != .annual else {
        call.report(
          .wrongArgument(
            "x",
            of: "annual",
            expected: "shorter periods",
            help: "these are years already: leave annual(…) away",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      if call.bound.name("how")?.text == "sum" {
        guard call.adds(type) else { return nil }
        guard call.addsInTime(type) else { return nil }
        guard type.kind != .rate else {
          call.report(.cannotAddUp("rates over the periods of a year", at: call.bound.span("x")))
          return nil
        }
      }
      var result = type.computed()
      result.time = .series(
        .annual,
        periods.map { Set($0.map { Period.year($0.year) }).sorted() }
      )
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), case .series(let periods) = operand.cube.time,
        let how = call.bound.name("how")?.text, let frequency = periods.first?.frequency
      else { return nil }
      let cube = operand.cube
      let years = Set(periods.map(\.year)).sorted()
      let steps = years.map { year in periods.indices.filter { periods[$0].year == year } }
      let isWhole = zip(years, steps).map { year, steps in
        if let count = frequency.periodsPerYear { return steps.count == count }
        let first = CalendarDate(year: year, month: 1, day: 10)
        let last = CalendarDate(year: year, month: 12, day: 22)
        return steps.contains { periods[$0].firstDay <= first }
          && steps.contains { periods[$0].lastDay >= last }
      }
      var values: [Double] = []
      var statuses: [Status] = []
      var breaks: Set<Int> = []
      for series in 0..<cube.seriesCount {
        for (position, own) in steps.enumerated() {
          let cells = own.map { series * periods.count + $0 }
          var cell = Cell.missing(.notAvailable)
          // Days without trading have no record and are passed over.
          let skips = frequency.periodsPerYear == nil
          // How the year ends doesn't depend on how it began.
          if how == "last", let end = own.last,
            periods[end].lastDay >= CalendarDate(year: years[position], month: 12, day: 22)
          {
            cell = Gathered(cube, cells.suffix(1), skips: false).cell { $0[0] }
          } else if how != "last", isWhole[position] {
            cell = Gathered(cube, cells, skips: skips)
              .cell((how == "sum" ? Aggregate.sum : .mean).callAsFunction)
          }
          if cells.contains(where: cube.breaks.contains) { breaks.insert(values.count) }
          values.append(cell.value)
          statuses.append(cell.status)
        }
      }
      let result = Cube(
        axes: cube.axes,
        time: .series(years.map(Period.year)),
        unit: cube.unit,
        kind: cube.kind,
        values: values,
        statuses: statuses,
        breaks: breaks,
        sources: cube.sources,
        isCalculated: true
      )
      return .operand(operand.computed(result))
    }
  )
}

extension CheckedCall {
  /// The type of x where it lies along periods; reports if not.
  func series(_ function: String) -> CubeType? {
    guard let type = cube("x") else { return nil }
    guard type.isSeries else {
      report(.noSeries("'\(function)'", at: bound.span("x")))
      return nil
    }
    guard type.unit != .truth else {
      report(
        .wrongUnit("x of \(function)", type.unit, expected: "numbers", at: bound.span("x"))
      )
      return nil
    }
    return type
  }

  /// The type of x where it can grow: no percentage, no rank.
  func growing(_ function: String) -> CubeType? {
    guard let type = series(function) else { return nil }
    switch type.unit.meaning {
    case .percent, .percentagePoint:
      report(.noGrowthOfPercent(function, at: bound.span("x")))
      return nil
    case .rank, .truth:
      report(
        .wrongUnit("x of \(function)", type.unit, expected: "an amount", at: bound.span("x"))
      )
      return nil
    case .quantity, .index, .count: return type
    }
  }

  /// Whether a period stands among those of a series; reports if not.
  func hasPeriod(_ name: String, in type: CubeType) -> Bool {
    guard let (period, span) = bound.period(name), case .series(_, let periods) = type.time,
      let periods
    else { return true }
    guard !periods.contains(period) else { return true }
    report(.noPeriod(period, in: periods, at: span))
    return false
  }

  /// Whether a base stands among the periods of a series, itself or as a year with all its parts; reports
  /// if not.
  func hasBase(_ name: String, in type: CubeType) -> Bool {
    guard let (base, span) = bound.period(name),
      case .series(let frequency, let periods?) = type.time,
      base.positions(asBaseOf: periods) == nil
    else { return true }
    var help: String?
    if base.frequency == .annual, !base.isAverage, frequency != .annual {
      let found = periods.count { $0.year == base.year }
      help =
        frequency.periodsPerYear.map {
          "a base year is the mean of its \($0) periods, and \(found) of \(base) are there"
        } ?? "annual(x, mean) makes years of shorter periods"
    }
    report(.noPeriod(base, in: periods, help: help, at: span))
    return false
  }

  /// Whether the values of several periods add up: states at their ends do not; reports if not.
  func addsInTime(_ type: CubeType) -> Bool {
    if type.isPublishedRate, let what = type.unit.rates {
      report(
        .cannotAddUp(
          "\(what) of several periods",
          help: "take the mean, the median or the largest of them",
          at: bound.span("x")
        )
      )
      return false
    }
    guard type.kind == .stock, !type.isKindLikely else { return true }
    report(
      .cannotAddUp(
        "states at the end of each period (a stock)",
        help: "take the mean or the last of them; diff(x) of a stock is a flow, which adds up",
        at: bound.span("x")
      )
    )
    return false
  }

  /// Whether the values of several members add up: prices do not, nor do percentages that do not name the
  /// whole that all of them are parts of; reports if not.
  func addsOverMembers(_ type: CubeType) -> Bool {
    guard type.isPublishedRate, let what = type.unit.rates,
      type.unit.meaning == .quantity || type.unit.of.isEmpty
    else { return true }
    report(
      .cannotAddUp(
        what,
        help: type.unit.meaning == .percent
          ? "if they are parts of one whole, say so in their unit: percent of …; else weigh them: \(weighed)"
          : "weigh them with what they are paid for: \(weighed)",
        at: bound.span("x")
      )
    )
    return false
  }

  /// Whether the plain mean over members says something: of prices and percentages it gives a small member
  /// the weight of a large one; reports if not.
  func averagesOverMembers(_ type: CubeType) -> Bool {
    guard type.isPublishedRate, let what = type.unit.rates else { return true }
    report(.unweighted(what, weighed: weighed, at: bound.span("x")))
    return false
  }

  /// The weighted mean of x, as it is written.
  private var weighed: String {
    let (x, over) = (bound.span("x").text, bound.name("over")?.text ?? "")
    return "sum(\(x) * weight, over:\(over)) / sum(weight, over:\(over))"
  }

  /// Whether values add up; reports if not.
  func adds(_ type: CubeType) -> Bool {
    switch type.unit.meaning {
    case .rank:
      report(.cannotAddUp("ranks in '\(type.unit)'", at: bound.span("x")))
      return false
    case .index:
      report(.cannotAddUp("indices in '\(type.unit)'", at: bound.span("x")))
      return false
    case .truth:
      report(
        .wrongUnit(
          "x of \(bound.function.name)",
          type.unit,
          expected: "numbers",
          help: "if(condition, 1, 0) makes numbers",
          at: bound.span("x")
        )
      )
      return false
    case .quantity, .percent, .percentagePoint, .count: return true
    }
  }
}

extension Unit {
  /// What published rates in this unit are called, where they do not add up: prices and percentages.
  /// Nothing for plain numbers and percentage points, which may be parts of one sum.
  fileprivate var rates: String? {
    switch meaning {
    case .percent: "percentages in '\(self)'"
    case .quantity: isPlainNumber ? nil : isMoney ? "prices in '\(self)'" : "rates in '\(self)'"
    case .percentagePoint, .index, .rank, .count, .truth: nil
    }
  }

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
