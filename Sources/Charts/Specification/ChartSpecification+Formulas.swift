public import Diagnostics

extension ChartSpecification {
  /// The formulas whose cells the chart draws, in the order in which they are written.
  public var formulas: [Excerpt] { view.formulas }
}

extension ViewSpecification {
  fileprivate var formulas: [Excerpt] {
    var found: [Excerpt] = []
    switch data {
    case .expression(let expression): found.append(expression)
    case .series(let named), .columns(let named): found += named.map(\.expression)
    case .events, nil: break
    }
    return found + layers.flatMap(\.formulas)
  }
}
