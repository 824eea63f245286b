import Glibc

/// e to a power.
func exponential(_ value: Double) -> Double { exp(value) }

/// What a formula of the model computes in one year, with all units settled.
///
/// A computation gives one number, or one for each cell of the dimensions that a reduction above it sums
/// over. A missing value is NaN in here, so that it runs through arithmetic by itself; it becomes a
/// missing cell where results leave the module.
indirect enum Computation: Sendable {
  /// One number, or one a cell.
  case constant([Double])

  /// Data by year: for each stored year from the first one on, one number or one a cell.
  case series([[Double]], first: Int)

  /// A name's value a number of years before the year computed.
  case reference(slot: Int, lag: Int)

  /// A name's value in a year, counted from the model's first one.
  case fixed(slot: Int, year: Int)

  /// The year computed.
  case year
  case unary(UnaryOperation, Computation)
  case binary(BinaryOperation, Computation, Computation)
  case select(Computation, Computation, Computation)

  /// Repeats or reorders cells: for each cell of the result the one it is taken from, or −1 for none.
  case spread(Computation, [Int])

  /// For each group of cells one number.
  case reduction(Reduction, skipsMissing: Bool, Computation, groups: [[Int]])
}

enum UnaryOperation: Hashable, Sendable {
  case negate, not, absolute, squareRoot, exponential, logarithm, decimalLogarithm, isKnown
  case round(decimals: Int)

  /// Times a number and through another one, which keeps powers of ten exact.
  case scale(Double, Double)

  func callAsFunction(_ value: Double) -> Double {
    if self == .isKnown { return value.isNaN ? 0 : 1 }
    guard !value.isNaN else { return .nan }
    switch self {
    case .negate: return -value
    case .not: return value == 0 ? 1 : 0
    case .absolute: return abs(value)
    case .squareRoot: return value < 0 ? .nan : value.squareRoot()
    case .exponential: return finite(exp(value))
    case .logarithm: return value > 0 ? log(value) : .nan
    case .decimalLogarithm: return value > 0 ? log10(value) : .nan
    case .isKnown: return 1
    case .round(let decimals):
      let scale = (0..<abs(decimals)).reduce(1.0) { result, _ in result * 10 }
      return decimals >= 0
        ? (value * scale).rounded(.toNearestOrEven) / scale
        : (value / scale).rounded(.toNearestOrEven) * scale
    case .scale(let above, let below): return finite(value * above / below)
    }
  }
}

enum BinaryOperation: Hashable, Sendable {
  case add, subtract, multiply, divide, power, minimum, maximum, and, or, replaceMissing
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  func callAsFunction(_ left: Double, _ right: Double) -> Double {
    if self == .replaceMissing { return left.isNaN ? right : left }
    guard !left.isNaN, !right.isNaN else { return .nan }
    switch self {
    case .add: return finite(left + right)
    case .subtract: return finite(left - right)
    case .multiply: return finite(left * right)
    case .divide: return right == 0 ? .nan : finite(left / right)
    case .power: return finite(pow(left, right))
    case .minimum: return min(left, right)
    case .maximum: return max(left, right)
    case .and: return left != 0 && right != 0 ? 1 : 0
    case .or: return left != 0 || right != 0 ? 1 : 0
    case .replaceMissing: return left
    case .equal: return left == right ? 1 : 0
    case .notEqual: return left != right ? 1 : 0
    case .less: return left < right ? 1 : 0
    case .lessOrEqual: return left <= right ? 1 : 0
    case .greater: return left > right ? 1 : 0
    case .greaterOrEqual: return left >= right ? 1 : 0
    }
  }
}

/// An infinity is no result: it counts as missing.
private func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }

enum Reduction: String, Hashable, Sendable, CaseIterable {
  case sum, mean, min, max, median, count

  func callAsFunction(_ values: [Double], skipsMissing: Bool) -> Double {
    let known = values.filter { !$0.isNaN }
    if self == .count { return Double(known.count) }
    guard !known.isEmpty, skipsMissing || known.count == values.count else { return .nan }
    switch self {
    case .sum: return finite(known.reduce(0, +))
    case .mean: return finite(known.reduce(0, +) / Double(known.count))
    case .min: return known.min() ?? .nan
    case .max: return known.max() ?? .nan
    case .median:
      let sorted = known.sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1
        ? sorted[middle] : finite(sorted[middle - 1] / 2 + sorted[middle] / 2)
    case .count: return Double(known.count)
    }
  }
}

/// The values of all names of a run in all stored years.
struct ModelState: Sendable {
  /// How many years before the model's first one are stored, for lags.
  let history: Int
  let stride: Int

  /// By slot, then by year.
  var values: [Double]

  init(slots: Int, history: Int, years: Int) {
    self.history = history
    stride = history + years
    values = Array(repeating: .nan, count: slots * stride)
  }

  /// A value in a year counted from the model's first one; missing outside of what is stored.
  subscript(slot: Int, year: Int) -> Double {
    get {
      let column = history + year
      return column >= 0 && column < stride ? values[slot * stride + column] : .nan
    }
    set { values[slot * stride + history + year] = newValue }
  }
}

/// A computation of one number as a list of steps over a stack, which runs several times as fast as the
/// tree: a tree of scenarios asks for hundreds of thousands of values.
struct Program: Sendable {
  private enum Step: Sendable {
    case push(Double)
    case series(Int)
    case reference(slot: Int, lag: Int)
    case fixed(slot: Int, year: Int)
    case year
    case unary(UnaryOperation)
    case binary(BinaryOperation)
    case select
    case tree(Int)
  }

  private var steps: [Step] = []
  private var series: [(values: [[Double]], first: Int)] = []

  /// What gives one number out of many cells stays a tree.
  private var trees: [Computation] = []
  private var depth = 0
  private var deepest = 0

  /// The references in order: slot, and either a lag or a year.
  private(set) var references: [Reference] = []

  enum Reference: Hashable, Sendable {
    case lag(slot: Int, Int)
    case year(slot: Int, Int)
  }

  init(_ computation: Computation) { append(computation) }

  private mutating func append(_ computation: Computation) {
    switch computation {
    case .constant(let values): push(.push(values[0]))
    case .series(let values, let first):
      series.append((values, first))
      push(.series(series.count - 1))
    case .reference(let slot, let lag):
      references.append(.lag(slot: slot, lag))
      push(.reference(slot: slot, lag: lag))
    case .fixed(let slot, let year):
      references.append(.year(slot: slot, year))
      push(.fixed(slot: slot, year: year))
    case .year: push(.year)
    case .unary(let operation, let operand):
      append(operand)
      steps.append(.unary(operation))
    case .binary(let operation, let left, let right):
      append(left)
      append(right)
      steps.append(.binary(operation))
      depth -= 1
    case .select(let condition, let first, let second):
      append(condition)
      append(first)
      append(second)
      steps.append(.select)
      depth -= 2
    case .spread, .reduction:
      collect(computation)
      trees.append(computation)
      push(.tree(trees.count - 1))
    }
  }

  private mutating func push(_ step: Step) {
    steps.append(step)
    depth += 1
    deepest = max(deepest, depth)
  }

  private mutating func collect(_ computation: Computation) {
    switch computation {
    case .constant, .series, .year: break
    case .reference(let slot, let lag): references.append(.lag(slot: slot, lag))
    case .fixed(let slot, let year): references.append(.year(slot: slot, year))
    case .unary(_, let operand), .spread(let operand, _), .reduction(_, _, let operand, _):
      collect(operand)
    case .binary(_, let left, let right):
      collect(left)
      collect(right)
    case .select(let condition, let first, let second):
      collect(condition)
      collect(first)
      collect(second)
    }
  }

  /// The value in a year counted from the model's first one, whose number is `origin`.
  ///
  /// The stack is room that calls share; its content means nothing between them.
  func value(
    in state: borrowing ModelState,
    year: Int,
    origin: Int,
    stack: inout [Double]
  ) -> Double {
    if stack.count < deepest { stack = Array(repeating: 0, count: deepest) }
    var top = -1
    for step in steps {
      switch step {
      case .push(let value):
        top += 1
        stack[top] = value
      case .series(let index):
        top += 1
        let position = year - series[index].first
        let values = series[index].values
        stack[top] = values.indices.contains(position) ? values[position][0] : .nan
      case .reference(let slot, let lag):
        top += 1
        stack[top] = state[slot, year - lag]
      case .fixed(let slot, let fixed):
        top += 1
        stack[top] = state[slot, fixed]
      case .year:
        top += 1
        stack[top] = Double(origin + year)
      case .unary(let operation):
        stack[top] = operation(stack[top])
      case .binary(let operation):
        top -= 1
        stack[top] = operation(stack[top], stack[top + 1])
      case .select:
        top -= 2
        stack[top] = stack[top].isNaN ? .nan : stack[top] != 0 ? stack[top + 1] : stack[top + 2]
      case .tree(let index):
        top += 1
        stack[top] = trees[index].values(in: state, year: year, origin: origin)[0]
      }
    }
    return stack[0]
  }
}

extension Computation {
  /// One number for each cell; a single one stands for all of them until it is spread.
  func values(in state: borrowing ModelState, year: Int, origin: Int) -> [Double] {
    switch self {
    case .constant(let values): return values
    case .series(let values, let first):
      let position = year - first
      if values.indices.contains(position) { return values[position] }
      return Array(repeating: .nan, count: values.first?.count ?? 1)
    case .reference(let slot, let lag): return [state[slot, year - lag]]
    case .fixed(let slot, let fixed): return [state[slot, fixed]]
    case .year: return [Double(origin + year)]
    case .unary(let operation, let operand):
      return operand.values(in: state, year: year, origin: origin).map { operation($0) }
    case .binary(let operation, let left, let right):
      let first = left.values(in: state, year: year, origin: origin)
      let second = right.values(in: state, year: year, origin: origin)
      return paired(first, second) { operation($0, $1) }
    case .select(let condition, let first, let second):
      let choices = paired(
        first.values(in: state, year: year, origin: origin),
        second.values(in: state, year: year, origin: origin)
      ) { ($0, $1) }
      let conditions = condition.values(in: state, year: year, origin: origin)
      return paired(conditions, choices) { condition, choice in
        condition.isNaN ? .nan : condition != 0 ? choice.0 : choice.1
      }
    case .spread(let operand, let sources):
      let values = operand.values(in: state, year: year, origin: origin)
      return sources.map { $0 < 0 ? .nan : values[$0] }
    case .reduction(let reduction, let skipsMissing, let operand, let groups):
      let values = operand.values(in: state, year: year, origin: origin)
      return groups.map { group in
        reduction(
          group.map { values.count == 1 ? values[0] : values[$0] },
          skipsMissing: skipsMissing
        )
      }
    }
  }
}

/// Two rows of cells side by side; a single cell stands beside each of the other row.
private func paired<First, Second, Result>(
  _ first: [First],
  _ second: [Second],
  _ combine: (First, Second) -> Result
) -> [Result] {
  if first.count == second.count { return zip(first, second).map(combine) }
  return first.count == 1
    ? second.map { combine(first[0], $0) } : first.map { combine($0, second[0]) }
}
