import Indicators

/// Where the cells of an operand lie under those of a result.
struct LeafSource: Sendable {
  let cube: Cube

  /// Whether the operand's cells are those of the result, one for one.
  let isIdentity: Bool

  /// The one cell under all of the result's; nothing if there are several.
  let constant: Int?

  /// For each combination of the result's members the operand's first cell; -1 where it has none.
  private let rows: [Int]

  /// For each of the result's periods the operand's; -1 where it has none.
  private let times: [Int]

  init(_ cube: Cube, _ axes: [Axis], _ time: TimeAxis) {
    self.cube = cube
    isIdentity = cube.axes == axes && cube.time.count == time.count && cube.time == time
    constant = cube.values.count == 1 && cube.axes.isEmpty && cube.time.count == 1 ? 0 : nil
    // A series of one period that the result does not have is no constant.
    let isAlike =
      isIdentity || (constant != nil && cube.time.periods.count <= 1 && !cube.time.isSeries)
    guard !isAlike else {
      rows = []
      times = []
      return
    }
    rows = Self.rows(of: cube, under: axes)
    times = Self.times(of: cube.time, under: time)
  }

  private static func rows(of cube: Cube, under axes: [Axis]) -> [Int] {
    var strides: [String: Int] = [:]
    var stride = cube.time.count
    for axis in cube.axes.reversed() {
      strides[axis.name] = stride
      stride *= axis.members.count
    }
    var rows = [0]
    for axis in axes {
      guard let own = cube.axis(named: axis.name), let stride = strides[axis.name] else {
        rows = rows.flatMap { repeatElement($0, count: axis.members.count) }
        continue
      }
      var steps: [Int]
      if own == axis {
        steps = axis.members.indices.map { $0 * stride }
      } else {
        let positions = Dictionary(
          own.members.enumerated().map { ($1.id, $0) },
          uniquingKeysWith: { first, _ in first }
        )
        steps = axis.members.map { member in positions[member.id].map { $0 * stride } ?? -1 }
      }
      rows = rows.flatMap { row in steps.map { row < 0 || $0 < 0 ? -1 : row + $0 } }
    }
    return rows
  }

  private static func times(of own: TimeAxis, under time: TimeAxis) -> [Int] {
    guard case .series(let periods) = own, case .series(let wanted) = time else {
      // An instant or a constant is repeated along the result's periods.
      return Array(repeating: 0, count: time.count)
    }
    if periods == wanted { return Array(wanted.indices) }
    let positions = Dictionary(
      periods.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return wanted.map { positions[$0] ?? -1 }
  }

  /// Whether the one cell lies under all of the result's.
  var isConstant: Bool { rows.isEmpty && !isIdentity }

  /// The operand's cell under one of the result; -1 where it has none.
  func cell(_ cell: Int) -> Int {
    if isIdentity { return cell }
    if isConstant { return constant ?? -1 }
    let (row, step) = (rows[cell / times.count], times[cell % times.count])
    return row < 0 || step < 0 ? -1 : row + step
  }

  /// Hands out the operand's cell under each of some cells in order, -1 where it has none.
  @inline(__always)
  func forEach(in cells: Range<Int>, _ body: (_ position: Int, _ cell: Int) -> Void) {
    let count = times.count
    var (row, step) = (cells.lowerBound / count, cells.lowerBound % count)
    for position in 0..<cells.count {
      let (start, offset) = (rows[row], times[step])
      body(position, start < 0 || offset < 0 ? -1 : start + offset)
      step += 1
      if step == count {
        step = 0
        row += 1
      }
    }
  }
}

extension TimeAxis {
  fileprivate var isSeries: Bool {
    if case .series = self { true } else { false }
  }
}
