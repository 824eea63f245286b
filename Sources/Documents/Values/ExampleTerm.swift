import Formulas

/// An equation's left side.
indirect enum ExampleTerm {
  /// A value of the tree, or what the way to work it out holds, as the 100 of an index.
  case number(Trace)
  case constant(Double)
  case binary(String, ExampleTerm, ExampleTerm)
  case negative(ExampleTerm)
  case function(String, ExampleTerm)
  case squared(ExampleTerm)

  /// How many values are written out in an equation.
  private static let limit = 8

  /// The way in which a value was made, where it is short and simple.
  init?(of trace: Trace, isDeep: Bool) {
    let step = trace.worked
    guard step.operation != nil, step.omissions.isEmpty else { return nil }
    self.init(working: step, isDeep: isDeep)
  }

  /// Whether anything is worked out.
  var isWorked: Bool {
    if case .number = self { return false }
    return traces.count <= Self.limit
  }

  /// The values that are written out, from left to right.
  var traces: [Trace] {
    switch self {
    case .number(let trace): [trace]
    case .constant: []
    case .binary(_, let left, let right): left.traces + right.traces
    case .negative(let base), .function(_, let base), .squared(let base): base.traces
    }
  }

  /// An operation, by what its operator or function does.
  private init?(working step: Trace, isDeep: Bool) {
    let children = step.children.filter { $0.value != nil }
    guard let operation = step.operation, !children.isEmpty else { return nil }
    let operands = children.map { isDeep ? ExampleTerm(operand: $0) : .number($0) }
    switch operation {
    case "+", "-", "*", "/", "^":
      guard children.count == step.children.count else { return nil }
      if operands.count == 1, operation == "-" {
        self = .negative(operands[0])
      } else if operands.count == 2 {
        self = .binary(operation, operands[0], operands[1])
      } else {
        return nil
      }
    case "abs", "sqrt", "ln", "log10", "exp":
      self = .function(operation, operands[0])
    case "diff" where operands.count == 2: self = .binary("-", operands[0], operands[1])
    case "yoy" where operands.count == 2:
      self = .binary("-", .binary("/", operands[0], operands[1]), .constant(1))
    case "index" where operands.count == 2, "per_capita" where operands.count == 2:
      let quotient = ExampleTerm.binary("/", operands[0], operands[1])
      self = operation == "index" ? .binary("*", quotient, .constant(100)) : quotient
    case "deflate" where operands.count == 3:
      self = .binary("*", .binary("/", operands[0], operands[1]), operands[2])
    case "share":
      let all = children.map { ExampleTerm.number($0) }
      let isOfOne = (step.formula?.text ?? step.text).contains("of:")
      guard isOfOne ? all.count == 2 : all.count > 1 else { return nil }
      self = .binary("/", all[0], isOfOne ? all[1] : Self.sum(all))
    case "hhi" where children.count > 1 && children.count <= Self.limit / 2:
      let all = children.map { ExampleTerm.number($0) }
      self = .binary("/", Self.sum(all.map { .squared($0) }), .squared(Self.sum(all)))
    case "sum", "mean", "cumsum", "ytd", "rolling", "annual":
      guard children.count > 1, children.count <= Self.limit, let value = step.value else {
        return nil
      }
      let values = children.compactMap(\.value)
      let total = values.reduce(0, +)
      let terms = Self.sum(children.map { .number($0) })
      let size = values.reduce(0) { $0 + abs($1) }
      if abs(total - value) <= 1e-9 * size {
        self = terms
      } else if abs(total / Double(values.count) - value) <= 1e-9 * size {
        self = .binary("/", terms, .constant(Double(values.count)))
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// An operand: an operation that stands in the formula is worked out on the spot.
  private init(operand trace: Trace) {
    let isShort = ["+", "-", "*", "/", "^", "abs", "sqrt", "ln", "log10", "exp"]
      .contains(trace.operation)
    if trace.step == .operation, isShort, let inner = ExampleTerm(working: trace, isDeep: true) {
      self = inner
    } else {
      self = .number(trace)
    }
  }

  private static func sum(_ terms: [ExampleTerm]) -> ExampleTerm {
    terms.dropFirst().reduce(terms[0]) { .binary("+", $0, $1) }
  }

  // MARK: Working out

  /// The value with each number as the body gives it.
  func value(_ number: (Trace) -> Double) -> Double? {
    switch self {
    case .number(let trace): return number(trace)
    case .constant(let value): return value
    case .negative(let base): return base.value(number).map { -$0 }
    case .squared(let base): return base.value(number).map { $0 * $0 }
    case .function(let name, let base):
      guard let value = base.value(number) else { return nil }
      switch name {
      case "abs": return abs(value)
      case "sqrt": return value.squareRoot()
      // A logarithm is compared by the reader.
      default: return nil
      }
    case .binary(let symbol, let left, let right):
      guard let left = left.value(number), let right = right.value(number) else { return nil }
      switch symbol {
      case "+": return left + right
      case "-": return left - right
      case "*": return left * right
      case "/": return left / right
      default: return nil
      }
    }
  }

  // MARK: Writing

  /// Whether a factor can stand behind it without brackets.
  var isProduct: Bool {
    switch self {
    case .binary("+", _, _), .binary("-", _, _), .negative: false
    case .binary, .number, .constant, .function, .squared: true
    }
  }

  private var rank: Int {
    switch self {
    case .binary("+", _, _), .binary("-", _, _), .negative: 1
    case .binary("*", _, _), .binary("/", _, _): 2
    case .binary: 3
    case .squared: 3
    case .number, .constant, .function: 4
    }
  }

  func text(isFirst: Bool = true, _ number: (Trace, _ isFirst: Bool) -> String) -> String {
    switch self {
    case .number(let trace): return number(trace, isFirst)
    case .constant(let value): return "\(Int(value))"
    case .negative(let base):
      let inner = base.text(isFirst: false, number)
      return "\u{2212}" + (base.rank < 3 ? "(\(inner))" : inner)
    case .squared(let base):
      return (base.rank < 4 ? "(\(base.text(number)))" : base.text(isFirst: false, number)) + "²"
    case .function(let name, let base):
      let inner = base.text(number)
      return name == "abs" ? "|\(inner)|" : "\(name)(\(inner))"
    case .binary(let symbol, let left, let right):
      var needsLeft = left.rank < rank
      if symbol == "/", case .binary("/", _, _) = left { needsLeft = true }
      let needsRight =
        right.rank < rank || (right.rank == rank && ["-", "/", "^"].contains(symbol))
      let first = needsLeft ? "(\(left.text(number)))" : left.text(isFirst: isFirst, number)
      let second = needsRight ? "(\(right.text(number)))" : right.text(isFirst: false, number)
      let sign =
        switch symbol {
        case "*": "×"
        case "-": "\u{2212}"
        default: symbol
        }
      return "\(first) \(sign) \(second)"
    }
  }
}
