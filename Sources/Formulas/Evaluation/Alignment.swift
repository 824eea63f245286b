import Indicators

/// How several cubes lie over each other: by the names of dimensions and members and by period.
struct Alignment {
  let axes: [Axis]
  let time: TimeAxis

  /// For each cube and each cell of the result, the cube's cell; -1 where it has none.
  let maps: [[Int]]

  /// For each cube, whether it lacks a dimension of the result and is repeated along it.
  let isRepeated: [Bool]

  private let cubes: [Cube]

  var count: Int { axes.reduce(time.count) { $0 * $1.members.count } }

  init(_ operands: [Operand]) {
    cubes = operands.map(\.cube)
    axes = Alignment.axes(of: operands.map { ($0.cube.axes, $0.restricted) })
    time = Alignment.time(of: operands.map(\.cube.time))
    var maps: [[Int]] = []
    var isRepeated: [Bool] = []
    for operand in operands {
      let cube = operand.cube
      isRepeated.append(axes.contains { cube.axis(named: $0.name) == nil })
      maps.append(Alignment.map(from: axes, time, to: cube))
    }
    self.maps = maps
    self.isRepeated = isRepeated
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
      for holder in restricting.isEmpty ? holders : restricting {
        for member in holder.axes.first(where: { $0.name == name })?.members ?? []
        where known.insert(member.id).inserted {
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

  private static func map(from axes: [Axis], _ time: TimeAxis, to cube: Cube) -> [Int] {
    var strides: [String: Int] = [:]
    var stride = cube.time.count
    for axis in cube.axes.reversed() {
      strides[axis.name] = stride
      stride *= axis.members.count
    }
    var cells = [0]
    for axis in axes {
      var steps: [Int] = []
      if let own = cube.axis(named: axis.name), let stride = strides[axis.name] {
        let positions = Dictionary(
          own.members.enumerated().map { ($1.id, $0) },
          uniquingKeysWith: { first, _ in first }
        )
        steps = axis.members.map { member in positions[member.id].map { $0 * stride } ?? -1 }
      } else {
        steps = Array(repeating: 0, count: axis.members.count)
      }
      cells = cells.flatMap { cell in steps.map { cell < 0 || $0 < 0 ? -1 : cell + $0 } }
    }
    guard case .series(let own) = cube.time, case .series(let periods) = time else {
      // An instant or a constant is repeated along the result's periods.
      return cells.flatMap { cell in repeatElement(cell, count: time.count) }
    }
    let positions = Dictionary(
      own.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let steps = periods.map { positions[$0] ?? -1 }
    return cells.flatMap { cell in steps.map { cell < 0 || $0 < 0 ? -1 : cell + $0 } }
  }

  /// The value of one cube under a cell of the result; nothing where it is missing.
  func value(_ operand: Int, at cell: Int) -> Double? {
    let own = maps[operand][cell]
    return own < 0 ? nil : cubes[operand][own]
  }

  /// The status of what is computed from the given cubes at a cell.
  ///
  /// A cell that every cube with all dimensions leaves out is left out; any other missing value makes a
  /// missing one.
  func status(at cell: Int, of operands: [Int]? = nil) -> Status {
    let operands = operands ?? Array(maps.indices)
    var result = Status.actual
    var missing: Status?
    var (fullCount, absentCount) = (0, 0)
    for operand in operands {
      let own = maps[operand][cell]
      let status = own < 0 ? Status.notAvailable : cubes[operand].statuses[own]
      if !isRepeated[operand] {
        fullCount += 1
        if status == .absent { absentCount += 1 }
      }
      if status.isMissing {
        if missing == nil || missing == .absent { missing = status }
      } else if status.rawValue > result.rawValue {
        result = status
      }
    }
    guard let missing else { return result }
    if fullCount > 0, fullCount == absentCount { return .absent }
    return missing == .absent ? .notAvailable : missing
  }

  /// Cells before which any of the cubes breaks; one of a single period has no breaks.
  var breaks: Set<Int> {
    var result: Set<Int> = []
    for (map, cube) in zip(maps, cubes) where !cube.breaks.isEmpty {
      for (cell, own) in map.enumerated() where cube.breaks.contains(own) { result.insert(cell) }
    }
    return result
  }

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
      sources: Set(cubes.flatMap(\.sources)).sorted(),
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
