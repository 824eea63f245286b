import Indicators

extension Cube {
  /// How many series it has: combinations of members.
  var seriesCount: Int { axes.reduce(1) { $0 * $1.members.count } }

  /// The same axes and time with other numbers.
  func computed(
    unit: Unit? = nil,
    kind: Kind? = nil,
    values: [Double],
    statuses: [Status],
    breaks: Set<Int>? = nil
  ) -> Cube {
    Cube(
      axes: axes,
      time: time,
      unit: unit ?? self.unit,
      kind: kind ?? self.kind,
      values: values,
      statuses: statuses,
      breaks: breaks ?? self.breaks,
      sources: sources,
      isCalculated: true
    )
  }

  /// The same cells, each with its origin, in another unit or with other numbers or statuses.
  func with(unit: Unit? = nil, values: [Double]? = nil, statuses: [Status]? = nil) -> Cube {
    Cube(
      axes: axes,
      time: time,
      unit: unit ?? self.unit,
      kind: kind,
      values: values ?? self.values,
      statuses: statuses ?? self.statuses,
      origins: origins,
      breaks: breaks,
      table: table,
      sources: sources,
      isCalculated: isCalculated
    )
  }

  /// A part of the cube: the given cells, in the order of the new shape.
  func part(axes: [Axis], time: TimeAxis, cells: [Int], keepsBreaks: Bool) -> Cube {
    let kept = origins.isEmpty ? [] : cells.map { origins[$0] }
    var sources = self.sources
    if !isCalculated, kept.contains(where: { $0 != Origin.none }) {
      var seen: Set<UInt32> = []
      sources = Set(
        kept.filter { seen.insert($0).inserted }.compactMap { table[$0]?.source }
      ).sorted()
    }
    var breaks: Set<Int> = []
    if keepsBreaks, !self.breaks.isEmpty {
      breaks = Set(cells.indices.filter { self.breaks.contains(cells[$0]) })
    }
    return Cube(
      axes: axes,
      time: time,
      unit: unit,
      kind: kind,
      values: cells.map { values[$0] },
      statuses: cells.map { statuses[$0] },
      origins: kept,
      breaks: breaks,
      table: table,
      sources: sources,
      isCalculated: isCalculated
    )
  }

  /// Keeps the members at the given positions of one axis, in that order; with `drops`, the axis goes.
  func selecting(axis index: Int, positions: [Int], members: [Member], drops: Bool) -> Cube {
    let inner = axes[(index + 1)...].reduce(time.count) { $0 * $1.members.count }
    let count = axes[index].members.count
    let outer = axes[..<index].reduce(1) { $0 * $1.members.count }
    var cells: [Int] = []
    cells.reserveCapacity(outer * positions.count * inner)
    for block in 0..<outer {
      for position in positions {
        let start = (block * count + position) * inner
        cells.append(contentsOf: start..<start + inner)
      }
    }
    var axes = self.axes
    if drops {
      axes.remove(at: index)
    } else {
      axes[index] = Axis(axes[index].name, members)
    }
    return part(axes: axes, time: time, cells: cells, keepsBreaks: true)
  }

  /// Keeps the periods at the given positions.
  func selecting(periods positions: [Int], time: TimeAxis) -> Cube {
    let count = self.time.count
    let cells = (0..<seriesCount).flatMap { series in positions.map { series * count + $0 } }
    var keepsBreaks = false
    if case .series = time { keepsBreaks = true }
    return part(axes: axes, time: time, cells: cells, keepsBreaks: keepsBreaks)
  }

  /// The numbers in another unit; one that overflows becomes undefined.
  func converted(to unit: Unit) -> Cube? {
    guard let conversion = self.unit.conversion(to: unit) else { return nil }
    var values = self.values
    var statuses = self.statuses
    if !conversion.isIdentity {
      for cell in values.indices where !statuses[cell].isMissing {
        let made = Cell.value(conversion(values[cell]), statuses[cell])
        (values[cell], statuses[cell]) = (made.value, made.status)
      }
    }
    return with(unit: unit, values: values, statuses: statuses)
  }

  /// Tells a gap from what is left out: where a series has any record, its absent cells are values that
  /// are not available.
  var withGapsMarked: Cube {
    let count = time.count
    guard count > 0, statuses.contains(.absent) else { return self }
    var statuses = self.statuses
    for series in 0..<seriesCount {
      let range = series * count..<(series + 1) * count
      guard statuses[range].contains(where: { $0 != .absent }) else { continue }
      for cell in range where statuses[cell] == .absent { statuses[cell] = .notAvailable }
    }
    return with(statuses: statuses)
  }

  /// Whether a claim or a check holds: it is true in every cell that is not missing, and in at least
  /// one.
  func isTrueThroughout() -> Bool {
    var seen = false
    for cell in values.indices {
      guard let value = self[cell] else { continue }
      guard value != 0 else { return false }
      seen = true
    }
    return seen
  }

  /// The name of a series, for messages: `geo MEX, mineral silver`.
  func name(ofSeries series: Int) -> String {
    var rest = series
    var parts: [String] = []
    for axis in axes.reversed() {
      parts.append("\(axis.name) \(axis.members[rest % axis.members.count].id)")
      rest /= axis.members.count
    }
    return parts.reversed().joined(separator: ", ")
  }
}
