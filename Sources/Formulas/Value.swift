public import Indicators

/// What a formula gives.
public enum Value: Sendable {
  case cube(Cube)
  case text(String)
}

/// What a formula gives, with what is needed to print it.
public struct Evaluated: Sendable {
  public let value: Value

  /// Decimals that the indicator or ratio is printed with; nothing if neither says so.
  public let decimals: Int?

  /// The name whose values these are, selected or not; nothing for what operators or functions made.
  public let name: String?

  /// The period of a text made by `period(x)` and of a value taken with `@`.
  public let period: Period?

  /// The member's code behind a text that names a member.
  public let code: String?

  /// How many missing values `missing:skip` passed over.
  public let skipped: Int

  /// The cube; nothing for a text.
  public var cube: Cube? {
    switch value {
    case .cube(let cube): cube
    case .text: nil
    }
  }

  public init(
    value: Value,
    decimals: Int? = nil,
    name: String? = nil,
    period: Period? = nil,
    code: String? = nil,
    skipped: Int = 0
  ) {
    self.value = value
    self.decimals = decimals
    self.name = name
    self.period = period
    self.code = code
    self.skipped = skipped
  }
}

/// A cube that a model computed, under its name in formulas.
public struct ResultCube: Sendable {
  public let cube: Cube
  public let title: LocalizedText?
  public let decimals: Int?

  public init(cube: Cube, title: LocalizedText? = nil, decimals: Int? = nil) {
    self.cube = cube
    self.title = title
    self.decimals = decimals
  }
}

/// A cube on its way through a formula, with what the rules of formats.md section 4 ask of it.
struct Operand: Sendable {
  var cube: Cube

  /// See ``UnitOperand``.
  var bareNumber: Double?
  var literal: Double?

  /// Dimensions of which only some members were selected, so that the others are left out rather than
  /// missing.
  var restricted: Set<String> = []

  var decimals: Int?
  var name: String?
  var skipped = 0

  /// Whether its one period is the newest that the values have, as `@ latest` takes it.
  var isLatest = false

  init(_ cube: Cube) { self.cube = cube }

  var unitOperand: UnitOperand {
    UnitOperand(cube.unit, bareNumber: bareNumber, literal: literal)
  }

  /// The period that `@ latest` came to; nothing where the values are of another or of several.
  var latest: Period? {
    guard isLatest, case .instant(let period) = cube.time else { return nil }
    return period
  }

  /// The same with another cube, computed, so that it is no longer what a name holds.
  func computed(_ cube: Cube) -> Operand {
    var result = Operand(cube)
    result.restricted = restricted
    result.skipped = skipped
    result.isLatest = isLatest
    return result
  }

  /// The same with a part of the cube.
  func selected(_ cube: Cube) -> Operand {
    var result = self
    result.cube = cube
    result.bareNumber = nil
    result.literal = nil
    return result
  }
}

/// What a part of a formula gives while it is computed.
enum Computed: Sendable {
  case operand(Operand)
  case text(String, period: Period?, code: String?)
}
