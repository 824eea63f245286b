import Indicators

/// Where the cells of a cube lie under those of a result, by the names of dimensions and members and by
/// period.
struct CellMapping: Sendable {
  let cube: Cube

  /// Whether the operand's cells are those of the result, one for one.
  let isIdentity: Bool

  /// Whether the operand's one cell lies under all of the result's.
  let isConstant: Bool

  /// How many cells the result has.
  private let count: Int

  /// For each combination of the result's members the operand's first cell; -1 where it has none.
  private let rows: [Int]

  /// For each of the result's periods the operand's; -1 where it has none.
  private let times: [Int]

  /// Whether the periods are the result's, or one value stands for all of them.
  private let hasSameTimes: Bool
  private let isRepeatedInTime: Bool

  init(_ cube: Cube, _ axes: [Axis], _ time: TimeAxis) {
    self.cube = cube
    isIdentity = cube.axes == axes && cube.time.count == time.count && cube.time == time
    count = axes.reduce(time.count) { $0 * $1.members.count }
    // A series of one period that the result does not have is no constant.
    isConstant = !isIdentity && cube.axes.isEmpty && !cube.time.isSeries
    guard !isIdentity, !isConstant else {
      rows = []
      times = []
      hasSameTimes = false
      isRepeatedInTime = false
      return
    }
    rows = Self.rows(of: cube, under: axes)
    times = Self.times(of: cube.time, under: time)
    hasSameTimes = times.enumerated().allSatisfy { $0 == $1 }
    isRepeatedInTime = times.allSatisfy { $0 == 0 }
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

  /// The operand's cell under one of the result; -1 where it has none.
  func cell(_ cell: Int) -> Int {
    if isIdentity { return cell }
    if isConstant { return 0 }
    let (row, step) = (rows[cell / times.count], times[cell % times.count])
    return row < 0 || step < 0 ? -1 : row + step
  }

  /// The result's cells before which the operand breaks.
  var breaks: Set<Int> {
    if cube.breaks.isEmpty { return [] }
    if isIdentity { return cube.breaks }
    return Set((0..<count).filter { cube.breaks.contains(cell($0)) })
  }

  /// How the operand's cells lie under a run of the result's.
  enum Run {
    /// Side by side from this one on.
    case cells(from: Int)

    /// All the same one.
    case cell(Int)

    /// There is none.
    case none
  }

  /// Hands out runs that together lie under some cells of the result, in order.
  func forEachRun(in cells: Range<Int>, _ body: (_ positions: Range<Int>, Run) -> Void) {
    if isIdentity { return body(0..<cells.count, .cells(from: cells.lowerBound)) }
    if isConstant { return body(0..<cells.count, .cell(0)) }
    let count = times.count
    var (row, step) = (cells.lowerBound / count, cells.lowerBound % count)
    var position = 0
    while position < cells.count {
      let length = min(count - step, cells.count - position)
      let start = rows[row]
      if start < 0 {
        body(position..<position + length, .none)
      } else if isRepeatedInTime {
        body(position..<position + length, .cell(start))
      } else if hasSameTimes {
        body(position..<position + length, .cells(from: start + step))
      } else {
        for offset in 0..<length {
          let time = times[step + offset]
          let place = position + offset
          body(place..<place + 1, time < 0 ? .none : .cell(start + time))
        }
      }
      position += length
      step = 0
      row += 1
    }
  }
}

extension TimeAxis {
  fileprivate var isSeries: Bool {
    if case .series = self { true } else { false }
  }
}
