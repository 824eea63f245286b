import Diagnostics
import Indicators

/// Years out of their halves, quarters, months, weeks or days: whole, and so far.
extension Function {
  static let yearFunctions: [Function] = [annual, ytd]

  /// Years out of shorter periods.
  ///
  /// A year of halves, quarters or months needs all of them; one of weeks or days needs records in its
  /// first and last ten days, since trading days have no fixed number.
  private static let annual = Function(
    name: "annual",
    parameters: [.required("x"), .required("how", .word(["sum", "mean", "last"]))],
    check: { call in
      guard let type = call.partsOfYears("annual"), case .series(_, let periods) = type.time
      else { return nil }
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

  /// The sum from the first period of the year on; missing where one of them is.
  private static let ytd = Function(
    name: "ytd",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.partsOfYears("ytd"), let frequency = type.frequency, call.adds(type)
      else { return nil }
      guard frequency.periodsPerYear != nil else {
        call.report(.noYear("ytd", frequency, at: call.bound.span("x")))
        return nil
      }
      guard type.kind != .stock, type.kind != .rate else {
        call.report(
          .cannotAddUp(
            "a \(type.kind.rawValue) over the periods of a year",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      return .cube(type.computed(kind: .unknown))
    },
    compute: { call in
      guard let operand = call.operand("x") else { return nil }
      let result = operand.cube.mappingSeries(
        kind: .unknown,
        { series, step in
          guard let first = series.first(of: series.periods[step].part, through: step) else {
            return .missing(.notAvailable)
          }
          return Gathered(series.cube, series.cells(first...step), skips: false)
            .cell(Aggregate.sum.callAsFunction)
        }
      )
      return .operand(operand.computed(result))
    }
  )
}

extension CheckedCall {
  /// The type of x where its periods are shorter than a year; reports if not.
  fileprivate func partsOfYears(_ function: String) -> CubeType? {
    guard let type = series(function) else { return nil }
    guard type.frequency != .annual else {
      report(
        .wrongArgument(
          "x",
          of: function,
          expected: "shorter periods",
          help: "these are years already: leave \(function)(…) away",
          at: bound.span("x")
        )
      )
      return nil
    }
    return type
  }
}
