import Indicators

/// What one run computed.
struct TracedRun {
  let definitions: Definitions
  let bindings: [String: Binding]
  let outputs: [String: [Double]]
  let outputUnits: [String: Unit]
  let changing: Set<Int>
  let outcomeCount: Int

  /// Where the process runs of a name that overlays lie on.
  let bareSlots: [String: Int]

  private let equations: [Equation]
  private let means: [[Double]]
  private let past: [[Double]]

  init(_ run: PlanRun) {
    definitions = run.plan.definitions
    bindings = run.compiled.bindings
    outputs = run.outputs
    outputUnits = run.compiled.outputUnits
    changing = run.changing
    outcomeCount = run.outcomeCount
    equations = run.compiled.equations
    means = run.means
    past = run.past
    var bareSlots: [String: Int] = [:]
    for equation in run.compiled.equations {
      if case .adjusted(let slot, _)? = equation.rules.first { bareSlots[equation.name] = slot }
    }
    self.bareSlots = bareSlots
  }

  /// The mean over the outcomes in a year counted from the model's first one; nothing where it is missing.
  func value(inSlot slot: Int, year: Int) -> Double? {
    let value: Double? =
      if means[slot].indices.contains(year) {
        means[slot][year]
      } else if past[slot].indices.contains(past[slot].count + year) {
        past[slot][past[slot].count + year]
      } else {
        nil
      }
    return value.flatMap { $0.isNaN ? nil : $0 }
  }

  /// The amounts that overlays lay on a process.
  func amounts(laidOn slot: Int, inYear year: Int) -> [Double] {
    for equation in equations {
      guard equation.ruleByYear.indices.contains(year), let index = equation.ruleByYear[year],
        case .adjusted(slot, let steps) = equation.rules[index]
      else { continue }
      return steps.map(\.amount)
    }
    return []
  }
}
