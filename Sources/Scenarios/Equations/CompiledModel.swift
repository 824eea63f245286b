import Diagnostics
import Formulas
import Indicators

/// One name's rule, ready to be computed year after year.
struct Equation: Sendable {
  let slot: Int

  /// The name to print, and where it was given.
  let name: String
  let span: SourceSpan
  let rules: [Rule]

  /// For each year of the model, the rule that gives its value; nothing where it has none.
  let ruleByYear: [Int?]

  /// The value every result must lie above.
  var above: Double?
}

/// The mode of a parameter with its range, for the assumptions page.
struct Settled: Sendable {
  let name: String
  let unit: Unit
  let summary: DistributionSummary
}

/// A run's definitions with every formula compiled.
struct CompiledModel {
  let origin: Int
  let count: Int
  let history: Int
  let slotCount: Int
  let bindings: [String: Binding]

  /// In file order; parameters first.
  let equations: [Equation]

  /// Values that stand before the first year: a slot and what gives it.
  let past: [(slot: Int, rule: Rule)]

  /// The events with their slots and the rules of their chances.
  let events: [CompiledEvent]

  /// The outputs that have a formula of their own.
  let outputs: [(name: String, rule: Rule)]

  /// Their units.
  let outputUnits: [String: Unit]
  let settled: [Settled]

  /// The equations of each year in an order in which each finds what it needs.
  let orders: [[Int]]

  struct CompiledEvent {
    let event: UncertainEvent
    let slots: [Int]

    /// Of a term: the chances of the first review, after a failure, after a confirmation.
    let chances: [(rule: Rule, span: SourceSpan)]
  }
}
