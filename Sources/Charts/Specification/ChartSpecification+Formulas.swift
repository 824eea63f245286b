public import Diagnostics

extension ChartSpecification {
  /// The formulas whose cells the chart draws, in the order in which they are written, each with the
  /// name that the chart gives it.
  public var namedFormulas: [(name: String?, formula: Excerpt)] { view.namedFormulas }

  /// What its annotations say.
  public var annotationTexts: [Excerpt] { annotations.map(\.text) }
}

extension ViewSpecification {
  fileprivate var namedFormulas: [(name: String?, formula: Excerpt)] {
    var found: [(name: String?, formula: Excerpt)] = []
    switch data {
    case .expression(let expression): found.append((nil, expression))
    case .series(let named), .columns(let named):
      found += named.map { ($0.name.text, $0.expression) }
    case .events, nil: break
    }
    if let history = mark?.history { found.append((nil, history)) }
    if let beside = mark?.beside { found.append((beside.title?.text, beside.data)) }
    return found + layers.flatMap(\.namedFormulas)
  }
}
