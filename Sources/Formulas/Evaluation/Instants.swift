import Diagnostics
import Indicators

/// One period out of a series: `x @ 2024`, `x @ latest`.
extension Evaluator {
  func instantType(
    _ type: CubeType,
    _ instant: Expression.Instant,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> CubeType? {
    guard case .series(let frequency, let periods) = type.time else {
      reporter.report(.noSeries("@", at: focus))
      return nil
    }
    var result = type.computed()
    result.isPublishedRate = type.isPublishedRate
    result.time = .instant(frequency)
    switch instant {
    case .period(let period):
      return isKnown(period, periods, at: focus, reporter) ? result : nil
    case .parameter(let name):
      guard let text = parameter(name, at: focus, reporter) else { return nil }
      guard let period = Period(text) else {
        reporter.report(.badPeriod(text, help: nil, at: focus))
        return nil
      }
      return isKnown(period, periods, at: focus, reporter) ? result : nil
    case .eachLatest:
      result.isEachLatest = true
      result.time = .none
      return result
    case .latest, .first: return result
    }
  }

  private func isKnown(
    _ period: Period,
    _ periods: [Period]?,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> Bool {
    guard let periods, !periods.contains(period) else { return true }
    reporter.report(.noPeriod(period, in: periods, at: focus))
    return false
  }

  func at(
    _ instant: Expression.Instant,
    _ operand: Operand,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> Operand? {
    guard case .series(let periods) = operand.cube.time else { return nil }
    let period: Period
    switch instant {
    case .period(let own): period = own
    case .parameter(let name):
      guard let own = parameters[name].flatMap({ Period($0) }) else { return nil }
      period = own
    case .eachLatest: return eachLatest(operand, periods)
    case .latest(let offset):
      guard let own = common(operand.cube, periods, newest: true, at: focus, reporter) else {
        return nil
      }
      period = own.advanced(by: offset)
    case .first(let offset):
      guard let own = common(operand.cube, periods, newest: false, at: focus, reporter) else {
        return nil
      }
      period = own.advanced(by: offset)
    }
    guard let position = periods.firstIndex(of: period) else {
      reporter.report(.noPeriod(period, in: periods, at: focus))
      return nil
    }
    var result = operand.selected(
      operand.cube.selecting(periods: [position], time: .instant(period))
    )
    if case .latest(offset: 0) = instant { result.isLatest = true }
    return result
  }

  /// Warns where values that were each taken at their newest period are put together and these periods
  /// have no day in common.
  func warnOfLatest(_ periods: [Period?], at focus: SourceSpan, _ reporter: Reporter) {
    let known = periods.compactMap(\.self)
    for (position, first) in known.enumerated() {
      for second in known.dropFirst(position + 1)
      where first.lastDay < second.firstDay || second.lastDay < first.firstDay {
        reporter.report(.latestDiffers(first, second, at: focus))
        return
      }
    }
  }

  /// Each series' own newest value; a cell of its own period has none of a cube's.
  private func eachLatest(_ operand: Operand, _ periods: [Period]) -> Operand {
    let cube = operand.cube
    let count = periods.count
    let cells = (0..<cube.seriesCount).map { series in
      let range = series * count..<(series + 1) * count
      return range.last { cube.statuses[$0].isObserved } ?? range.upperBound - 1
    }
    return operand.selected(
      cube.part(axes: cube.axes, time: .none, cells: cells, keepsBreaks: false)
    )
  }

  /// The newest or oldest period at which every series has an observed value. A series of which nothing
  /// was recorded is left out.
  private func common(
    _ cube: Cube,
    _ periods: [Period],
    newest: Bool,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> Period? {
    let count = periods.count
    let all = (0..<cube.seriesCount).filter { series in
      cube.statuses[series * count..<(series + 1) * count].contains { $0 != .absent }
    }
    func isObserved(_ series: Int, _ step: Int) -> Bool {
      cube.statuses[series * count + step].isObserved
    }
    let steps = newest ? Array(periods.indices.reversed()) : Array(periods.indices)
    let ends = all.map { series in steps.first { isObserved(series, $0) } }
    guard !all.isEmpty,
      let found = steps.first(where: { step in
        all.allSatisfy { isObserved($0, step) }
      })
    else {
      let texts = zip(all, ends).map { series, end in
        let name = cube.name(ofSeries: series)
        let period = end.map { "\(periods[$0])" } ?? "none"
        return name.isEmpty ? period : "\(name): \(period)"
      }
      let isOfDays = [.daily, .weekly].contains(periods.first?.frequency)
      let help =
        isOfDays && ends.allSatisfy { $0 == nil }
        ? "lag, diff and rolling count the calendar's days and weeks, those without a record too: "
          + "annual(x, mean) passes over these" : nil
      reporter.report(.noLatest(newest ? "last" : "first", ends: texts, help: help, at: focus))
      return nil
    }
    if newest, let last = ends.compactMap({ $0 }).max() {
      let early = zip(all, ends).filter { _, end in
        // More than two periods before the newest one.
        end.map { periods[last].ordinal - periods[$0].ordinal > 2 } ?? true
      }
      if !early.isEmpty {
        let texts = early.map { series, end in
          "\(cube.name(ofSeries: series)) ends in \(end.map { "\(periods[$0])" } ?? "nothing")"
        }
        reporter.report(.endsEarly(texts, newest: periods[last], at: focus))
      }
    }
    return periods[found]
  }
}
