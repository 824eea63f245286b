public import Indicators

extension Cube {
  /// What rounding leaves between parts and their sum: the rounded sum along a dimension less the sum of
  /// the rounded parts, which is what a reader of the printed numbers finds missing.
  ///
  /// - Parameters:
  ///   - dimension: The dimension whose members are the parts; totals take no part.
  ///   - decimals: The decimals that the numbers are printed with.
  /// - Returns: The cube without that dimension, in the same unit, zero where the printed parts add up;
  ///   missing where a part is. Nothing if there is no such dimension.
  public func roundingResidue(over dimension: String, decimals: Int) -> Cube? {
    guard let axis = axes.firstIndex(where: { $0.name == dimension }) else { return nil }
    let scale = raised(10, to: Double(decimals))
    return reducing(axis: axis) { cells in
      Gathered(self, cells, skips: false).cell { parts in
        let sum = rounded(parts.reduce(0, +), scale: scale)
        let shown = parts.reduce(0) { $0 + rounded($1, scale: scale) }
        // The difference of two numbers of that many decimals is one too.
        return rounded(sum - shown, scale: scale)
      }
    }
  }
}
