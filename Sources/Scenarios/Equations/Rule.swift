import Formulas
import Glibc
import Indicators

/// How a name gets its value in one year.
enum Rule: Sendable {
  case constant(Double)
  case formula(BoundFormula)

  /// The value of the year before stays: a path that holds, a random walk without its shocks.
  case held(slot: Int)

  /// The logarithm goes back to zero: log x(t) = φ log x(t−1).
  case reverting(slot: Int, phi: BoundFormula)
  case growing(slot: Int, rate: BoundFormula)

  /// What overlays lay on a process, in order.
  case adjusted(slot: Int, [(kind: Adjustment.Kind, amount: Double)])

  /// What the rule reads.
  var references: [Reference] {
    switch self {
    case .constant: []
    case .formula(let formula): formula.references
    case .held(let slot): [.lag(slot: slot, 1)]
    case .reverting(let slot, let formula), .growing(let slot, let formula):
      [.lag(slot: slot, 1)] + formula.references
    case .adjusted(let slot, _): [.lag(slot: slot, 0)]
    }
  }

  /// The value in a year counted from the model's first one, whose number is `origin`; NaN where it is
  /// missing.
  func value(in state: ModelState, year: Int, origin: Int) -> Double {
    switch self {
    case .constant(let value): return value
    case .formula(let formula): return formula.value(in: state, year: year, origin: origin)
    case .held(let slot): return state[slot, year - 1]
    case .reverting(let slot, let phi):
      let factor = phi.value(in: state, year: year, origin: origin)
      return finite(pow(state[slot, year - 1], factor))
    case .growing(let slot, let rate):
      return finite(state[slot, year - 1] * (1 + rate.value(in: state, year: year, origin: origin)))
    case .adjusted(let slot, let steps):
      return steps.reduce(state[slot, year]) { value, step in
        switch step.kind {
        case .add: finite(value + step.amount)
        case .times: finite(value * step.amount)
        }
      }
    }
  }
}

/// A name that a rule reads: its value a number of years before, or in a year counted from the model's
/// first one.
enum Reference: Hashable, Sendable {
  case lag(slot: Int, Int)
  case year(slot: Int, Int)

  var slot: Int {
    switch self {
    case .lag(let slot, _), .year(let slot, _): slot
    }
  }
}

/// A compiled formula whose names are bound to the slots of a run.
///
/// A class, since rules are passed around hundreds of thousands of times a run.
final class BoundFormula: Sendable {
  private enum Input: Sendable {
    case reference(Reference)

    /// The number of the year at hand or of one before it.
    case calendarYear(lag: Int)
    case number(Double)
  }

  private let program: ScalarProgram
  private let inputs: [Input]

  var unit: Unit { program.unit }

  /// - Precondition: Every name that the program reads has a slot or is `year`.
  init(_ program: ScalarProgram, _ bindings: [String: Binding], origin: Int) {
    self.program = program
    inputs = program.inputs.map { input in
      guard let slot = bindings[input.name]?.slot else {
        precondition(input.name == "year", "a formula reads names of its model")
        switch input.access {
        case .current: return .calendarYear(lag: 0)
        case .lag(let years): return .calendarYear(lag: years)
        case .at(let period): return .number(Double(period.year))
        }
      }
      switch input.access {
      case .current: return .reference(.lag(slot: slot, 0))
      case .lag(let years): return .reference(.lag(slot: slot, years))
      case .at(let period): return .reference(.year(slot: slot, period.year - origin))
      }
    }
  }

  var references: [Reference] {
    inputs.compactMap { input in
      switch input {
      case .reference(let reference): reference
      case .calendarYear, .number: nil
      }
    }
  }

  func value(in state: ModelState, year: Int, origin: Int) -> Double {
    let value = program.value(at: .year(origin + year)) { position in
      let value: Double =
        switch inputs[position] {
        case .reference(.lag(let slot, let years)): state[slot, year - years]
        case .reference(.year(let slot, let fixed)): state[slot, fixed]
        case .calendarYear(let years): Double(origin + year - years)
        case .number(let number): number
        }
      return value.isNaN ? nil : value
    }
    return value ?? .nan
  }
}

/// An infinity is no result: it counts as missing.
private func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }
