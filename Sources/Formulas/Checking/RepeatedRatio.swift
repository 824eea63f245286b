public import Diagnostics
import Indicators

/// A ratio is defined once and used by its name: a second definition in a text would not change with it.
extension Evaluator {
  /// Warns of each part of a formula that spells a ratio of ratios.yaml out again.
  public func checkRepeats(in formula: Expression, into diagnostics: inout DiagnosticList) {
    guard !ratiosByFormula.isEmpty else { return }
    var pending = [formula]
    while let expression = pending.popLast() {
      if expression.isComposed, let ratio = ratiosByFormula[expression] {
        diagnostics.report(
          .repeatedRatio(ratio.name, defined: ratio.nameSpan, at: expression.span)
        )
      } else {
        pending += expression.parts
      }
    }
  }

  /// The ratios by what their formulas say, the first of those that say the same.
  static func byFormula(_ ratios: [Ratio]) -> [Expression: Ratio] {
    Dictionary(
      ratios.filter(\.formula.isComposed).map { ($0.formula, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

extension Expression {
  /// Whether it works something out, other than a name or a choice of its values.
  fileprivate var isComposed: Bool {
    switch node {
    case .binary, .call, .conditional: !names.isEmpty
    case .number, .text, .truth, .name, .parameter, .selection, .instant, .unary, .local: false
    }
  }
}
