import Diagnostics
import Indicators

/// Values between two known ones.
extension Function {
  /// Values of gaps on the straight line between the known values on either side.
  ///
  /// Nothing is made before the first value or behind the last, over a break, or where the publisher says
  /// that there can be no value. Periods that have no record are gaps too, except days.
  static let interpolate = Function(
    name: "interpolate",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.series("interpolate"),
        case .series(let frequency, let periods) = type.time
      else { return nil }
      guard type.kind != .flow else {
        call.report(.interpolatedFlow(at: call.bound.span("x")))
        return nil
      }
      guard type.unit.meaning != .rank else {
        call.report(
          .wrongUnit(
            "x of interpolate",
            type.unit,
            expected: "an amount",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      guard periods?.contains(where: \.isAverage) != true else {
        call.report(
          .wrongArgument(
            "x",
            of: "interpolate",
            expected: "single periods, no averages over years",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      var result = type.computed()
      result.time = .series(frequency, periods.map(withoutGaps))
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), case .series(let own) = operand.cube.time else {
        return nil
      }
      let cube = operand.cube
      let periods = withoutGaps(own)
      let steps = Dictionary(
        own.enumerated().map { ($1, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      var values: [Double] = []
      var statuses: [Status] = []
      var breaks: Set<Int> = []
      for series in 0..<cube.seriesCount {
        let start = series * own.count
        let isLeftOut = own.indices.allSatisfy { cube.statuses[start + $0] == .absent }
        let cells = periods.map { period in steps[period].map { start + $0 } }
        for cell in cells {
          if let cell, cube.breaks.contains(cell) { breaks.insert(values.count) }
          values.append(cell.map { cube.values[$0] } ?? 0)
          statuses.append(cell.map { cube.statuses[$0] } ?? (isLeftOut ? .absent : .notAvailable))
        }
        guard !isLeftOut else { continue }
        let first = values.count - periods.count
        let known = periods.indices.filter { !statuses[first + $0].isMissing }
        for (left, right) in zip(known, known.dropFirst()) where right - left > 1 {
          guard !(left + 1...right).contains(where: { breaks.contains(first + $0) }) else {
            continue
          }
          let (low, high) = (values[first + left], values[first + right])
          let span = Double(periods[right].ordinal - periods[left].ordinal)
          let status = Status.estimated
            .combined(with: statuses[first + left]).combined(with: statuses[first + right])
          for step in left + 1..<right where statuses[first + step] != .notApplicable {
            let part = Double(periods[step].ordinal - periods[left].ordinal) / span
            let cell = Cell.value(low + (high - low) * part, status)
            (values[first + step], statuses[first + step]) = (cell.value, cell.status)
          }
        }
      }
      let result = Cube(
        axes: cube.axes,
        time: .series(periods),
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

  /// All periods from the first to the last; of days only those that are there, since weekends and
  /// holidays are no gaps.
  private static func withoutGaps(_ periods: [Period]) -> [Period] {
    guard let first = periods.first, let last = periods.last, first.frequency != .daily,
      !periods.contains(where: \.isAverage)
    else { return periods }
    return (0...last.ordinal - first.ordinal).map { first.advanced(by: $0) }
  }
}
