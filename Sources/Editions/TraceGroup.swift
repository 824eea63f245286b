import Formulas

/// The traces of one formula.
struct TraceGroup {
  struct Item {
    /// What stands behind the formula to give the cell.
    let selectors: String

    /// Both together.
    let selection: String
    let trace: Trace
  }

  /// What the figure calls it.
  let label: String
  let formula: String

  /// Whether it stands in the words of a figure.
  let isInWords: Bool

  let traces: [Item]

  /// How many further cells there are.
  let omitted: Int

  /// Whether they are the newest of series.
  let isNewest: Bool
}
