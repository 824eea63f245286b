public import Indicators

/// How a value lies in time, as far as is known before any cell is read.
public enum TimeType: Hashable, Sendable {
  case none

  /// At one period; its frequency where it is known.
  case instant(Frequency?)

  /// Along periods; which ones where it is known.
  case series(Frequency, [Period]?)
}

/// What is known of a part of a formula before any cell is read.
public struct CubeType: Sendable {
  /// At base scale where an operation chooses the scale by the values.
  public var unit: Unit
  public var axes: [Axis]
  public var time: TimeType
  public var kind: Kind

  /// Whether the kind is only likely: a stock times a rate in persons a tonne may be a flow as well.
  var isKindLikely = false

  /// See ``UnitOperand``.
  var bareNumber: Double?
  var literal: Double?
  var restricted: Set<String> = []

  /// Whether it is an indicator of rates as published, or some of its values: nothing is said then of how
  /// prices are added up, or percentages that do not name their whole.
  var isPublishedRate = false

  /// Whether each cell is of its own period, so that it can be shown but not combined.
  var isEachLatest = false

  /// The type of a value of a model: one number a period, or a constant.
  public init(
    unit: Unit,
    axes: [Axis] = [],
    time: TimeType = .none,
    kind: Kind = .unknown
  ) {
    self.unit = unit
    self.axes = axes
    self.time = time
    self.kind = kind
  }

  init(_ cube: Cube) {
    self.init(unit: cube.unit, axes: cube.axes, time: TimeType(cube.time), kind: cube.kind)
  }

  init(_ operand: Operand) {
    self.init(operand.cube)
    bareNumber = operand.bareNumber
    literal = operand.literal
    restricted = operand.restricted
  }

  var unitOperand: UnitOperand {
    UnitOperand(unit, bareNumber: bareNumber, literal: literal)
  }

  var frequency: Frequency? { time.frequency }

  var isSeries: Bool {
    if case .series = time { true } else { false }
  }

  /// The type of what is computed from it: no longer a bare number or a literal.
  func computed(unit: Unit? = nil, kind: Kind? = nil) -> CubeType {
    var result = self
    result.unit = unit ?? self.unit
    result.kind = kind ?? self.kind
    result.bareNumber = nil
    result.literal = nil
    result.isPublishedRate = false
    return result
  }
}

extension TimeType {
  var frequency: Frequency? {
    switch self {
    case .none: nil
    case .instant(let frequency): frequency
    case .series(let frequency, _): frequency
    }
  }

  init(_ time: TimeAxis) {
    switch time {
    case .none: self = .none
    case .instant(let period): self = .instant(period.frequency)
    case .series(let periods):
      self = periods.first.map { .series($0.frequency, periods) } ?? .series(.annual, [])
    }
  }
}

/// The type of any value.
public enum ValueType: Sendable {
  case cube(CubeType)
  case text
}
