import Formulas
import Indicators

/// Goes through a formula for the names of the model and for the parts that use only data.
struct PartCollector {
  /// A local name's formula, with what that sees.
  final class Local {
    let value: Expression
    let locals: [String: Local]

    init(_ value: Expression, _ locals: [String: Local]) {
      self.value = value
      self.locals = locals
    }
  }

  let point: ModelPoint
  let year: Int
  let origin: Int
  let run: TracedRun
  var parts: [ModelStep.Part] = []
  private var seen: Set<ModelPoint> = []

  init(point: ModelPoint, year: Int, origin: Int, run: TracedRun) {
    self.point = point
    self.year = year
    self.origin = origin
    self.run = run
  }

  mutating func collect(_ expression: Expression, year at: Int, locals: [String: Local]) {
    guard usesModel(expression, locals) else {
      if !expression.names.isEmpty { parts.append(.data(expression, year: at)) }
      return
    }
    switch expression.node {
    case .name(let name):
      if let local = locals[name] {
        collect(local.value, year: at, locals: local.locals)
      } else {
        add(name, year: at)
      }
    case .unary(_, let base), .selection(let base, _): collect(base, year: at, locals: locals)
    case .binary(_, let left, let right):
      collect(left, year: at, locals: locals)
      collect(right, year: at, locals: locals)
    case .conditional(let test, let first, let second):
      for part in [test, first, second] { collect(part, year: at, locals: locals) }
    case .instant(let base, let instant):
      var fixed = at
      if case .period(let period) = instant { fixed = period.year }
      collect(base, year: fixed, locals: locals)
    case .local(let name, let value, let rest):
      var inner = locals
      inner[name] = Local(value, locals)
      collect(rest, year: at, locals: inner)
    case .call("lag", let arguments):
      guard let base = arguments.first?.value else { return }
      var count = 1
      if case .number(let number, _)? = arguments.dropFirst().first?.value.node {
        count = Int(number)
      }
      collect(base, year: at - count, locals: locals)
    case .call(_, let arguments):
      for argument in arguments { collect(argument.value, year: at, locals: locals) }
    case .number, .text, .truth, .parameter: break
    }
  }

  private mutating func add(_ name: String, year at: Int) {
    guard let binding = run.bindings[name] else { return }
    let isParameter = binding.role == .parameter
    let used = ModelPoint(name, scenario: point.scenario, year: isParameter ? nil : at)
    guard seen.insert(used).inserted else { return }
    // A value of another year is followed only where it is the first year's or before, which rest on
    // data: its own past would make the tree endless.
    let isFollowed = at == year || at <= origin
    let lag = year - at
    let text =
      at == year || isParameter
      ? name
      : at == origin && lag > 1
        ? "\(name) @ \(at)" : lag == 1 ? "lag(\(name))" : "lag(\(name), \(lag))"
    parts.append(.value(used, text: text, isFollowed: isFollowed))
  }

  private func usesModel(_ expression: Expression, _ locals: [String: Local]) -> Bool {
    expression.names.contains { name in
      if let local = locals[name] { return usesModel(local.value, local.locals) }
      return name == "year" || run.bindings[name] != nil
    }
  }
}
