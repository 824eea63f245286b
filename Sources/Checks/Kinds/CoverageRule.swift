import Diagnostics
import Formulas
import Indicators

/// `coverage: output, periods: 2014..2024, except: [2019]`: no cell is without a value.
///
/// Every combination of members that has a record at all is looked at, or those of the members named,
/// be they in the data or not.
struct CoverageRule: Rule {
  /// Members of a dimension.
  struct Choice: Sendable {
    let dimension: Named
    let named: [Named]

    var ids: [String] { named.map(\.text) }
  }

  /// Cells that need no value: those of the periods, of the members, or of both.
  struct Exception: Sendable {
    var periods: PeriodRange?
    var members: [Choice] = []
  }

  let expression: Expression

  /// Nothing: from the first to the last period of the values.
  var periods: PeriodRange?
  var exceptions: [Exception] = []
  var members: [Choice] = []

  init(expression: Expression) { self.expression = expression }

  /// A run of cells without a value.
  private struct Gap {
    let first: Period
    let last: Period
    let count: Int
    let series: [String]

    /// The record before the gap, else the one behind it.
    let span: SourceSpan?

    /// The period of that record.
    let nearest: Period?
  }

  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]? {
    guard let cube = context.cube(of: expression, into: &diagnostics)?.cube else { return nil }
    guard case .series(let own) = cube.time, let first = own.first(where: { !$0.isAverage }) else {
      diagnostics.report(.noPeriods(at: expression.span))
      return nil
    }
    for choice in members + exceptions.flatMap(\.members)
    where cube.axis(named: choice.dimension.text) == nil {
      diagnostics.report(
        .dimension(
          choice.dimension.text,
          among: cube.axes.map(\.name),
          at: choice.dimension.span
        )
      )
      return nil
    }
    let expected =
      periods?.periods(of: first.frequency) ?? own.filter { !$0.isAverage && !$0.isWeekend }
    if let periods, expected.isEmpty || periods.first.frequency > first.frequency {
      diagnostics.report(.finerPeriods(first.frequency, at: periods.span))
      return nil
    }
    guard !expected.isEmpty else {
      diagnostics.report(.finerPeriods(first.frequency, at: expression.span))
      return nil
    }
    guard areKnown(exceptions, cube, expected, first.frequency, into: &diagnostics) else {
      return nil
    }
    var gaps: [Gap] = []
    var (missing, total) = (0, 0)
    let steps = Dictionary(own.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
    for series in combinations(of: cube) {
      let base = base(of: series, in: cube)
      if members.isEmpty, base.map({ isWithoutRecords(cube, $0) }) ?? true { continue }
      let wanted = expected.filter { !isExcepted($0, series, cube.axes) }
      total += wanted.count
      var run: [Period] = []
      for period in wanted {
        if let base, let step = steps[period], hasAnswer(cube, base * cube.time.count + step) {
          if !run.isEmpty { gaps.append(gap(run, series, cube, base, steps)) }
          run = []
        } else {
          if let last = run.last, !expected.areNeighbours(last, period) {
            gaps.append(gap(run, series, cube, base, steps))
            run = []
          }
          run.append(period)
          missing += 1
        }
      }
      if !run.isEmpty { gaps.append(gap(run, series, cube, base, steps)) }
    }
    guard total > 0 else { return [.nothingToCheck(at: expression.span)] }
    guard missing > 0 else { return [] }
    let labels = context.evaluator.catalogue.labels
    let shown = joined(gaps).map { gap in
      CellFinding(text: text(gap, cube.axes, labels) + place(gap[0]), span: gap[0].span)
    }
    let value = joined(gaps).first.map { text($0, cube.axes, labels) } ?? ""
    return [.gaps(missing, of: total, shown, value: value, at: expression.span)]
  }

  // MARK: Which cells

  /// Whether every exception is of cells that are looked at; reports those that are not.
  private func areKnown(
    _ exceptions: [Exception],
    _ cube: Cube,
    _ expected: [Period],
    _ frequency: Frequency,
    into diagnostics: inout DiagnosticList
  ) -> Bool {
    var areKnown = true
    for exception in exceptions {
      if let range = exception.periods, !expected.contains(where: range.holds) {
        let isFiner = range.first.frequency > frequency
        diagnostics.report(
          isFiner
            ? .finerPeriods(frequency, at: range.span) : .idleException(expected, at: range.span)
        )
        areKnown = false
      }
      for choice in exception.members {
        let own = cube.axis(named: choice.dimension.text)?.members.map(\.id) ?? []
        let named = members.filter { $0.dimension.text == choice.dimension.text }.flatMap(\.ids)
        for member in choice.named where !own.contains(member.text) && !named.contains(member.text)
        {
          diagnostics.report(
            .member(member.text, of: choice.dimension.text, among: own + named, at: member.span)
          )
          areKnown = false
        }
      }
    }
    return areKnown
  }

  /// The members of each series: all combinations, or those of the members named.
  private func combinations(of cube: Cube) -> [[String]] {
    cube.axes.reduce([[]]) { combinations, axis in
      let named = members.filter { $0.dimension.text == axis.name }.flatMap(\.ids)
      let ids = named.isEmpty ? axis.members.map(\.id) : named
      return combinations.flatMap { series in ids.map { series + [$0] } }
    }
  }

  /// The number of a series in the cube; nothing where the data lack a member.
  private func base(of series: [String], in cube: Cube) -> Int? {
    var base = 0
    for (axis, id) in zip(cube.axes, series) {
      guard let position = axis.position(of: id) else { return nil }
      base = base * axis.members.count + position
    }
    return base
  }

  private func isWithoutRecords(_ cube: Cube, _ base: Int) -> Bool {
    let count = cube.time.count
    return cube.statuses[base * count..<(base + 1) * count].allSatisfy { $0 == .absent }
  }

  /// Whether a cell has a value, or is one that can have none.
  private func hasAnswer(_ cube: Cube, _ cell: Int) -> Bool {
    let status = cube.statuses[cell]
    return !status.isMissing || status == .holiday || status == .notApplicable
  }

  private func isExcepted(_ period: Period, _ series: [String], _ axes: [Axis]) -> Bool {
    exceptions.contains { exception in
      (exception.periods?.holds(period) ?? true)
        && exception.members.allSatisfy { choice in
          zip(axes, series).contains { $0.name == choice.dimension.text && choice.ids.contains($1) }
        }
    }
  }

  // MARK: Gaps

  private func gap(
    _ run: [Period],
    _ series: [String],
    _ cube: Cube,
    _ base: Int?,
    _ steps: [Period: Int]
  ) -> Gap {
    var span: SourceSpan?
    var nearest: Period?
    if let base {
      let cells = base * cube.time.count..<(base + 1) * cube.time.count
      let step = steps[run[0]] ?? (cube.time.periods.first.map { run[0] < $0 } == true ? 0 : nil)
      let start = cells.lowerBound + (step ?? cube.time.count)
      let before = cells.filter { $0 < start }.reversed()
      let behind = cells.filter { $0 >= start }
      let cell = (before + behind).first { cube.origin(of: $0)?.span != nil }
      span = cell.flatMap { cube.origin(of: $0)?.span }
      nearest = cell.map { cube.time.periods[$0 - cells.lowerBound] }
    }
    return Gap(
      first: run[0],
      last: run[run.count - 1],
      count: run.count,
      series: series,
      span: span,
      nearest: nearest
    )
  }

  /// Gaps of the same periods together, the longest first.
  private func joined(_ gaps: [Gap]) -> [[Gap]] {
    var order: [PairOfPeriods] = []
    var groups: [PairOfPeriods: [Gap]] = [:]
    for gap in gaps {
      let key = PairOfPeriods(first: gap.first, last: gap.last)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(gap)
    }
    let joined = order.compactMap { groups[$0] }
    return joined.enumerated().sorted { one, other in
      let (left, right) = (
        one.element.reduce(0) { $0 + $1.count }, other.element.reduce(0) { $0 + $1.count }
      )
      return left == right ? one.offset < other.offset : left > right
    }.map(\.element)
  }

  private struct PairOfPeriods: Hashable {
    let first: Period
    let last: Period
  }

  /// `2019-Q2 to 2019-Q4, Sonora`; of many series the first few.
  private func text(_ gaps: [Gap], _ axes: [Axis], _ labels: Labels) -> String {
    let gap = gaps[0]
    let periods = gap.first == gap.last ? "\(gap.first)" : "\(gap.first) to \(gap.last)"
    var names = gaps.map { gap in
      zip(axes, gap.series).map { labels.name(of: $1, in: $0.name, language: "en") }
        .joined(separator: " ")
    }.filter { !$0.isEmpty }
    let most = 5
    if names.count > most {
      names = names.prefix(most - 1) + ["and \(names.count - most + 1) more"]
    }
    return ([periods] + names).joined(separator: ", ")
  }

  /// What tells that the record that is shown is another period's.
  private func place(_ gap: Gap) -> String {
    guard let nearest = gap.nearest, nearest < gap.first || nearest > gap.last else { return "" }
    return " (the nearest record is that of \(nearest))"
  }
}

extension [Period] {
  /// Whether nothing lies between two of these periods.
  fileprivate func areNeighbours(_ one: Period, _ other: Period) -> Bool {
    guard let position = firstIndex(of: one), position + 1 < count else { return false }
    return self[position + 1] == other
  }
}
