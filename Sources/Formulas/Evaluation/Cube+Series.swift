import Indicators

/// What a computation puts into one cell.
struct Cell: Sendable {
  let value: Double
  let status: Status

  /// A number with the status of what it was made of; one that is none becomes undefined.
  static func value(_ value: Double, _ status: Status) -> Cell {
    value.isFinite ? Cell(value: value, status: status) : .undefined
  }

  static let undefined = Cell(value: 0, status: .undefined)

  static func missing(_ status: Status) -> Cell { Cell(value: 0, status: status) }
}

/// One series of a cube: the cells of one combination of members.
struct Series {
  let cube: Cube
  let periods: [Period]
  let start: Int

  /// Positions by ordinal; averages over years are not consecutive and have none.
  let steps: [Int: Int]

  func value(_ step: Int) -> Double? { cube[start + step] }
  func status(_ step: Int) -> Status { cube.statuses[start + step] }

  /// The position of the period a number of steps away from a position.
  func step(_ step: Int, offset: Int) -> Int? {
    guard !periods[step].isAverage else { return nil }
    let wanted = periods[step].ordinal + offset
    // Most series have no gaps, so that it lies as far away in the list.
    let near = step + offset
    if periods.indices.contains(near), periods[near].ordinal == wanted, !periods[near].isAverage {
      return near
    }
    return steps[wanted]
  }

  /// The position of the first of several periods up to a position; nothing where one is not there.
  func first(of count: Int, through step: Int) -> Int? {
    // Periods ascend, so that all are there if as many lie between the first and the last.
    guard let first = self.step(step, offset: 1 - count), first == step + 1 - count else {
      return nil
    }
    return first
  }

  /// The cells of some positions.
  func cells(_ steps: ClosedRange<Int>) -> ClosedRange<Int> {
    start + steps.lowerBound...start + steps.upperBound
  }

  /// Whether the series breaks behind one position, up to and with another.
  func breaks(after first: Int, through last: Int) -> Bool {
    guard !cube.breaks.isEmpty, first < last else { return false }
    return (first + 1...last).contains { cube.breaks.contains(start + $0) }
  }

  /// The mean of some positions; the value itself where it is one.
  func mean(of positions: [Int]) -> Cell {
    if positions.count > 1, positions.contains(where: { status($0) == .absent }) {
      return .missing(.notAvailable)
    }
    return Gathered(cube, positions.map { start + $0 }, skips: false).cell(
      Aggregate.mean.callAsFunction
    )
  }

  /// Whether nothing was ever recorded of it.
  var isLeftOut: Bool { periods.indices.allSatisfy { status($0) == .absent } }
}

extension Period {
  /// Where a base lies among periods: itself, or as a year all its halves, quarters or months, whose mean
  /// is the base; nothing where not all of it is there.
  func positions(asBaseOf periods: [Period]) -> [Int]? {
    if let own = periods.firstIndex(of: self) { return [own] }
    guard frequency == .annual, !isAverage, let count = periods.first?.frequency.periodsPerYear,
      count > 1
    else { return nil }
    let parts = periods.indices.filter { periods[$0].year == year }
    return parts.count == count ? parts : nil
  }
}

extension Cube {
  private func forEachSeries(_ body: (Series) -> Void) {
    guard case .series(let periods) = time else { return }
    let steps = Dictionary(
      periods.enumerated().filter { !$0.element.isAverage }.map { ($1.ordinal, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for series in 0..<seriesCount {
      body(Series(cube: self, periods: periods, start: series * periods.count, steps: steps))
    }
  }

  /// A cube of the same shape, computed cell by cell from each series; it breaks where the series does.
  func mappingSeries(
    unit: Unit? = nil,
    kind: Kind? = nil,
    breaks: (Series, Int) -> Bool = { $0.cube.breaks.contains($0.start + $1) },
    _ body: (Series, Int) -> Cell
  ) -> Cube {
    var values: [Double] = []
    var statuses: [Status] = []
    var found: Set<Int> = []
    values.reserveCapacity(self.values.count)
    statuses.reserveCapacity(self.values.count)
    forEachSeries { series in
      let isLeftOut = series.isLeftOut
      for step in series.periods.indices {
        let cell = isLeftOut ? Cell.missing(.absent) : body(series, step)
        if breaks(series, step) { found.insert(values.count) }
        values.append(cell.value)
        statuses.append(cell.status)
      }
    }
    return computed(unit: unit, kind: kind, values: values, statuses: statuses, breaks: found)
  }

  /// One cell for each series.
  func reducingTime(
    to time: TimeAxis,
    unit: Unit? = nil,
    kind: Kind? = nil,
    _ body: (Series) -> Cell
  ) -> Cube {
    var values: [Double] = []
    var statuses: [Status] = []
    forEachSeries { series in
      let cell = series.isLeftOut ? Cell.missing(.absent) : body(series)
      values.append(cell.value)
      statuses.append(cell.status)
    }
    return Cube(
      axes: axes,
      time: time,
      unit: unit ?? self.unit,
      kind: kind ?? self.kind,
      values: values,
      statuses: statuses,
      sources: sources,
      isCalculated: true
    )
  }

  /// The cells along one axis, without totals, for each combination of the other members and period:
  /// the combinations in the order of the cube without that axis.
  func cells(along index: Int) -> [[Int]] {
    let inner = axes[(index + 1)...].reduce(time.count) { $0 * $1.members.count }
    let count = axes[index].members.count
    let outer = axes[..<index].reduce(1) { $0 * $1.members.count }
    let positions = axes[index].members.indices.filter { !axes[index].members[$0].isAggregate }
    var result: [[Int]] = []
    result.reserveCapacity(outer * inner)
    for block in 0..<outer {
      for offset in 0..<inner {
        result.append(positions.map { (block * count + $0) * inner + offset })
      }
    }
    return result
  }

  /// The cube without one axis, each cell computed from those along it.
  func reducing(
    axis index: Int,
    unit: Unit? = nil,
    kind: Kind? = nil,
    _ body: ([Int]) -> Cell
  ) -> Cube {
    let groups = cells(along: index)
    let made = groups.map(body)
    var rest = axes
    rest.remove(at: index)
    var breaks: Set<Int> = []
    if !self.breaks.isEmpty {
      breaks = Set(groups.indices.filter { groups[$0].contains { self.breaks.contains($0) } })
    }
    return Cube(
      axes: rest,
      time: time,
      unit: unit ?? self.unit,
      kind: kind ?? self.kind,
      values: made.map(\.value),
      statuses: made.map(\.status),
      breaks: breaks,
      sources: sources,
      isCalculated: true
    )
  }
}

/// The values that a function over several cells works on, or why it has none.
struct Gathered {
  let values: [Double]

  /// The least certain of the values' statuses, or why there is no result.
  let status: Status

  /// How many missing cells were passed over on request.
  let skipped: Int

  /// Missing cells are passed over where `skips` says so; those that are left out always are.
  init(_ cube: Cube, _ cells: some Sequence<Int>, skips: Bool) {
    var values: [Double] = []
    values.reserveCapacity(cells.underestimatedCount)
    var status = Status.actual
    var missing: Status?
    var skipped = 0
    for cell in cells {
      let own = cube.statuses[cell]
      if own == .absent { continue }
      if own.isMissing {
        if missing == nil { missing = own }
        skipped += 1
        continue
      }
      values.append(cube.values[cell])
      if own.rawValue > status.rawValue { status = own }
    }
    if let missing, !skips || values.isEmpty {
      status = missing
      values = []
    } else if values.isEmpty {
      status = .absent
    }
    self.values = values
    self.status = status
    self.skipped = skips ? skipped : 0
  }

  func cell(_ body: ([Double]) -> Double) -> Cell {
    status.isMissing ? .missing(status) : .value(body(values), status)
  }
}

/// How several values become one.
enum Aggregate: String, Sendable, CaseIterable {
  case sum
  case mean
  case min
  case max
  case median

  func callAsFunction(_ values: [Double]) -> Double {
    switch self {
    case .sum: values.reduce(0, +)
    case .mean: values.reduce(0, +) / Double(values.count)
    case .min: values.min() ?? .nan
    case .max: values.max() ?? .nan
    case .median:
      median(values.sorted())
    }
  }

  private func median(_ sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}
