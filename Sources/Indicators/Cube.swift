public import Diagnostics

/// One value a dimension can take: `MEX` of `geo`.
public struct Member: Hashable, Sendable {
  /// The code that files and formulas use.
  public let id: String

  /// Whether it is a total of others (`WLD`), which functions over the dimension leave out.
  public let isAggregate: Bool

  public init(_ id: String, isAggregate: Bool = false) {
    self.id = id
    self.isAggregate = isAggregate
  }
}

/// A named dimension of a cube with its members in order.
public struct Axis: Hashable, Sendable {
  public let name: String
  public let members: [Member]

  public init(_ name: String, _ members: [Member]) {
    self.name = name
    self.members = members
  }

  public func position(of id: String) -> Int? { members.firstIndex { $0.id == id } }
}

/// How a cube lies in time.
public enum TimeAxis: Hashable, Sendable {
  /// It has no period: a constant.
  case none

  /// Its cells are of one period and the axis is gone: `x @ 2024`.
  case instant(Period)

  /// One cell a period, ascending, all of one frequency.
  case series([Period])

  /// How many cells lie along time for each combination of members.
  public var count: Int {
    switch self {
    case .none, .instant: 1
    case .series(let periods): periods.count
    }
  }

  /// The periods of a series, the one of an instant, or none.
  public var periods: [Period] {
    switch self {
    case .none: []
    case .instant(let period): [period]
    case .series(let periods): periods
    }
  }
}

/// Whether an indicator adds up over time.
public enum Kind: String, Hashable, Sendable {
  /// The sum over a period: production, investment.
  case flow

  /// The state at a period's end: jobs, reserves.
  case stock

  /// Neither: prices, shares, indices.
  case rate

  case unknown
}

/// A labelled array: named dimensions × periods, with a unit, and for each cell a status and where it
/// came from.
///
/// Cells are stored with time running fastest, then the last axis: the cell of member positions
/// `i, j` and time `t` is `(i · count(axes[1]) + j) · time.count + t`.
public struct Cube: Sendable {
  public let axes: [Axis]
  public let time: TimeAxis
  public let unit: Unit
  public let kind: Kind

  /// One number a cell; what stands in a missing cell means nothing.
  public let values: [Double]

  /// One status a cell.
  public let statuses: [Status]

  /// One origin a cell as a position in `table`, or `Origin.none` for a computed or missing cell; empty
  /// where no cell has one.
  public let origins: [UInt32]

  /// Cells before which the series breaks, by cell position.
  public let breaks: Set<Int>

  /// Where the cells of read cubes came from; shared by what is selected from them.
  public let table: OriginTable

  /// The ids of all sources that the cells rest on, sorted, each once.
  public let sources: [String]

  /// Whether a formula made the values, so that a source line says "own calculations".
  public let isCalculated: Bool

  /// - Precondition: The three arrays have one element for each combination of members and period.
  public init(
    axes: [Axis],
    time: TimeAxis,
    unit: Unit,
    kind: Kind = .unknown,
    values: [Double],
    statuses: [Status],
    origins: [UInt32]? = nil,
    breaks: Set<Int> = [],
    table: OriginTable = .empty,
    sources: [String] = [],
    isCalculated: Bool = false
  ) {
    let count = axes.reduce(time.count) { $0 * $1.members.count }
    precondition(values.count == count, "a cube has one value a cell")
    precondition(statuses.count == count, "a cube has one status a cell")
    self.axes = axes
    self.time = time
    self.unit = unit
    self.kind = kind
    self.values = values
    self.statuses = statuses
    self.origins = origins ?? []
    self.breaks = breaks
    self.table = table
    self.sources = sources
    self.isCalculated = isCalculated
    precondition(
      self.origins.isEmpty || self.origins.count == count,
      "a cube has one origin a cell, or none"
    )
  }

  /// A single number without dimensions or period.
  public init(scalar value: Double, unit: Unit) {
    self.init(
      axes: [],
      time: .none,
      unit: unit,
      values: [value],
      statuses: [.actual],
      isCalculated: true
    )
  }

  /// The value of a cell; nothing where it is missing.
  public subscript(cell: Int) -> Double? { statuses[cell].isMissing ? nil : values[cell] }

  /// The position of the cell with the given member positions, one for each axis, and time position.
  public func cell(at members: [Int], time step: Int = 0) -> Int {
    var position = 0
    for (axis, member) in zip(axes, members) { position = position * axis.members.count + member }
    return position * time.count + step
  }

  /// The member positions and the time position of a cell.
  public func coordinates(of cell: Int) -> (members: [Int], time: Int) {
    var rest = cell / time.count
    var members = Array(repeating: 0, count: axes.count)
    for index in axes.indices.reversed() {
      members[index] = rest % axes[index].members.count
      rest /= axes[index].members.count
    }
    return (members, cell % time.count)
  }

  public func axis(named name: String) -> Axis? { axes.first { $0.name == name } }

  /// Where a cell was read from; nothing for a computed cell.
  public func origin(of cell: Int) -> Origin? { origins.isEmpty ? nil : table[origins[cell]] }
}

/// Where one value was read, and how it was printed there.
public struct Origin: Hashable, Sendable {
  /// The position that says that a cell has no origin.
  public static let none = UInt32.max

  public let span: SourceSpan

  /// The id in the sources table; nothing if the file names none.
  public let source: String?

  /// How many decimals the publisher printed, so that `8.70` keeps its last digit.
  public let decimals: Int?

  /// The sign of a published bound, `>` or `<`; nothing for a plain number.
  public let bound: String?

  /// What stands after the source or in a note column.
  public let note: String?

  /// The positions of the corrections that changed the value among those of the catalogue.
  public let corrections: [Int]

  public init(
    span: SourceSpan,
    source: String?,
    decimals: Int? = nil,
    bound: String? = nil,
    note: String? = nil,
    corrections: [Int] = []
  ) {
    self.span = span
    self.source = source
    self.decimals = decimals
    self.bound = bound
    self.note = note
    self.corrections = corrections
  }
}

/// The origins of all cells that were read together.
public final class OriginTable: Sendable {
  public static let empty = OriginTable([])

  private let origins: [Origin]

  public init(_ origins: [Origin]) { self.origins = origins }

  public subscript(position: UInt32) -> Origin? {
    position < origins.count ? origins[Int(position)] : nil
  }
}
