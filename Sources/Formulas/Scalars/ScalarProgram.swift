public import Indicators

/// The names that a model gives to its formulas, with their units: each one number a period, or a
/// constant of the run. Everything else a formula names is the folder's.
public struct ScalarModel: Sendable {
  public let frequency: Frequency

  /// Drivers, variables and what events give: `lag(x)` and `x @ 2024` read their other periods.
  public let series: [String: Unit]

  /// Parameters: the same in every period.
  public let constants: [String: Unit]

  public init(
    frequency: Frequency,
    series: [String: Unit],
    constants: [String: Unit] = [:]
  ) {
    self.frequency = frequency
    self.series = series
    self.constants = constants
  }

  func unit(of name: String) -> Unit? { series[name] ?? constants[name] }
}

/// A number that a compiled formula asks its model for.
public struct ScalarInput: Hashable, Sendable {
  public enum Access: Hashable, Sendable {
    /// The value of the period at hand, or a constant's.
    case current

    /// The value a number of periods, at least one, before the one at hand.
    case lag(Int)
    case at(Period)
  }

  public let name: String
  public let access: Access

  public init(name: String, access: Access) {
    self.name = name
    self.access = access
  }
}

/// A formula compiled for one number a period: a small stack machine, fast enough for many draws.
///
/// A truth is 1 or 0. A missing number makes missing whatever is computed from it, as in cubes.
public struct ScalarProgram: Sendable {
  /// The unit of its values: the one asked for, else what the formula gives.
  public let unit: Unit

  /// What it asks the model for, each once.
  public let inputs: [ScalarInput]

  /// Sources of the data that it reads, sorted.
  public let sources: [String]

  private let operations: [ScalarOperation]

  init(unit: Unit, inputs: [ScalarInput], sources: [String], operations: [ScalarOperation]) {
    self.unit = unit
    self.inputs = inputs
    self.sources = sources
    self.operations = operations
  }

  /// Whether the value is the same in every period and draw.
  public var isConstant: Bool {
    inputs.isEmpty
      && operations.allSatisfy { operation in
        if case .table = operation { false } else { true }
      }
  }

  /// The value in one period; nothing where it is missing.
  ///
  /// - Parameters:
  ///   - period: The period at hand.
  ///   - input: The number of an input, by its position in ``inputs``, in the unit the model gave for
  ///     its name; nothing where it is missing.
  /// - Returns: A finite number, or nothing.
  public func value(at period: Period, _ input: (Int) -> Double?) -> Double? {
    // Inside the machine a missing number is NaN, which every operation passes on.
    var stack: [Double] = []
    stack.reserveCapacity(16)
    for operation in operations { operation.run(on: &stack, period, input) }
    guard let value = stack.last, value.isFinite else { return nil }
    return value
  }
}

/// One step of the stack machine.
enum ScalarOperation: Sendable {
  case constant(Double)
  case input(Int)

  /// A series of the data: the value at the period's ordinal plus an offset.
  case table(start: Int, values: [Double], offset: Int)
  case convert(UnitConversion)
  case binary(Expression.BinaryOperator)
  case negate
  case not
  case function(@Sendable (Double) -> Double)

  /// Takes the second and third where the first is true and false.
  case choose
  case smaller
  case larger

  /// The first, or the second where the first is missing.
  case fallback
  case isKnown

  /// An aggregate of the last `count` numbers.
  case reduce(Aggregate, count: Int, skips: Bool)

  /// How many of the last numbers are known, or true.
  case countKnown(Int, onlyTrue: Bool)

  func run(on stack: inout [Double], _ period: Period, _ input: (Int) -> Double?) {
    switch self {
    case .constant(let value): stack.append(value)
    case .input(let position): stack.append(input(position) ?? .nan)
    case .table(let start, let values, let offset):
      let position = period.ordinal + offset - start
      stack.append(values.indices.contains(position) ? values[position] : .nan)
    case .convert(let conversion): stack.append(finite(conversion(pop(&stack))))
    case .binary(let symbol):
      let right = pop(&stack)
      let left = pop(&stack)
      stack.append(left.isNaN || right.isNaN ? .nan : finite(symbol.applied(left, right)))
    case .negate: stack.append(-pop(&stack))
    case .not:
      let value = pop(&stack)
      stack.append(value.isNaN ? .nan : value == 0 ? 1 : 0)
    case .function(let body): stack.append(finite(body(pop(&stack))))
    case .choose:
      let second = pop(&stack)
      let first = pop(&stack)
      let test = pop(&stack)
      stack.append(test.isNaN ? .nan : test != 0 ? first : second)
    case .smaller:
      let right = pop(&stack)
      let left = pop(&stack)
      stack.append(left.isNaN || right.isNaN ? .nan : min(left, right))
    case .larger:
      let right = pop(&stack)
      let left = pop(&stack)
      stack.append(left.isNaN || right.isNaN ? .nan : max(left, right))
    case .fallback:
      let other = pop(&stack)
      let value = pop(&stack)
      stack.append(value.isNaN ? other : value)
    case .isKnown: stack.append(pop(&stack).isNaN ? 0 : 1)
    case .reduce(let aggregate, let count, let skips):
      let values = Array(stack.suffix(count))
      stack.removeLast(count)
      let known = values.filter { !$0.isNaN }
      stack.append(
        known.isEmpty || !skips && known.count < values.count ? .nan : finite(aggregate(known))
      )
    case .countKnown(let count, let onlyTrue):
      let known = stack.suffix(count).count { !$0.isNaN && (!onlyTrue || $0 != 0) }
      stack.removeLast(count)
      stack.append(Double(known))
    }
  }

  private func pop(_ stack: inout [Double]) -> Double { stack.popLast() ?? .nan }

  private func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }
}
