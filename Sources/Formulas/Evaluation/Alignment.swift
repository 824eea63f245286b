import Indicators

/// How several cubes lie over each other: by the names of dimensions and members and by period.
struct Alignment {
  let axes: [Axis]
  let time: TimeAxis

  /// Where each cube's cells lie under those of the result.
  let mappings: [CellMapping]

  /// For each cube, whether it lacks a dimension of the result and is repeated along it.
  let isRepeated: [Bool]

  var count: Int { axes.reduce(time.count) { $0 * $1.members.count } }

  init(_ operands: [Operand]) {
    axes = Alignment.axes(of: operands.map { ($0.cube.axes, $0.restricted) })
    time = Alignment.time(of: operands.map(\.cube.time))
    let (axes, time) = (axes, time)
    isRepeated = operands.map { operand in
      axes.contains { operand.cube.axis(named: $0.name) == nil }
    }
    mappings = operands.map { CellMapping($0.cube, axes, time) }
  }

  /// The dimensions of the result: those of the first, then what the others add. Members are all that
  /// any has; where a selection left members out, only those that are left.
  static func axes(of operands: [(axes: [Axis], restricted: Set<String>)]) -> [Axis] {
    var names: [String] = []
    for operand in operands {
      for axis in operand.axes where !names.contains(axis.name) { names.append(axis.name) }
    }
    return names.map { name in
      let holders = operands.filter { operand in operand.axes.contains { $0.name == name } }
      let restricting = holders.filter { $0.restricted.contains(name) }
      // Most often all have the same members.
      let own = (restricting.isEmpty ? holders : restricting).compactMap { holder in
        holder.axes.first { $0.name == name }
      }
      if let first = own.first, own.allSatisfy({ $0 == first }) { return first }
      var members: [Member] = []
      var known: Set<String> = []
      for axis in own {
        for member in axis.members where known.insert(member.id).inserted {
          members.append(member)
        }
      }
      return Axis(name, members)
    }
  }

  static func time(of times: [TimeAxis]) -> TimeAxis {
    var periods: Set<Period> = []
    var instant: Period?
    var (hasSeries, hasInstant, agrees) = (false, false, true)
    if let first = times.first, case .series = first, times.allSatisfy({ $0 == first }) {
      return first
    }
    for time in times {
      switch time {
      case .none: break
      case .instant(let period):
        if hasInstant, instant != period { agrees = false }
        hasInstant = true
        instant = period
      case .series(let own):
        hasSeries = true
        periods.formUnion(own)
      }
    }
    if hasSeries { return .series(periods.sorted()) }
    guard let instant, agrees else { return .none }
    return .instant(instant)
  }

  /// The value of one cube under a cell of the result; nothing where it is missing.
  func value(_ operand: Int, at cell: Int) -> Double? {
    let own = mappings[operand].cell(cell)
    return own < 0 ? nil : mappings[operand].cube[own]
  }

  /// The status of what is computed from the given cubes at a cell.
  func status(at cell: Int, of operands: [Int]? = nil) -> Status {
    var status = CombinedStatus()
    for operand in operands ?? Array(mappings.indices) {
      let own = mappings[operand].cell(cell)
      status.add(
        own < 0 ? .notAvailable : mappings[operand].cube.statuses[own],
        isRepeated: isRepeated[operand]
      )
    }
    return status.result
  }

  /// Cells before which any of the cubes breaks; one of a single period has no breaks.
  var breaks: Set<Int> { mappings.reduce(into: []) { $0.formUnion($1.breaks) } }

  /// A computed cube of this shape.
  func cube(
    unit: Unit,
    kind: Kind,
    values: [Double],
    statuses: [Status]
  ) -> Cube {
    Cube(
      axes: axes,
      time: time,
      unit: unit,
      kind: kind,
      values: values,
      statuses: statuses,
      breaks: breaks,
      sources: Set(mappings.flatMap(\.cube.sources)).sorted(),
      isCalculated: true
    )
  }

  /// The members and the period of a cell, for messages: `geo MEX, 2024`.
  static func name(of cell: Int, _ axes: [Axis], _ time: TimeAxis) -> String {
    var rest = cell / time.count
    var parts: [String] = []
    for axis in axes.reversed() {
      parts.append("\(axis.name) \(axis.members[rest % axis.members.count].id)")
      rest /= axis.members.count
    }
    parts.reverse()
    switch time {
    case .none: break
    case .instant(let period): parts.append("\(period)")
    case .series(let periods): parts.append("\(periods[cell % periods.count])")
    }
    return parts.joined(separator: ", ")
  }
}
