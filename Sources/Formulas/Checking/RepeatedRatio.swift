public import Diagnostics
import Indicators

/// A ratio is defined once and used by its name: a second definition in a text would not change with it.
extension Evaluator {
  /// Warns of each part of a formula that spells a ratio of ratios.yaml out again.
  public func checkRepeats(in formula: Expression, into diagnostics: inout DiagnosticList) {
    guard !ratiosByFormula.isEmpty else { return }
    var pending = [formula]
    while let expression = pending.popLast() {
      if expression.isComposed, let ratio = ratiosByFormula[expression.canonical] {
        diagnostics.report(
          .repeatedRatio(ratio.name, defined: ratio.nameSpan, at: expression.span)
        )
      } else {
        pending += expression.parts
      }
    }
  }

  /// The ratios by what their formulas say, the first of those that say the same.
  static func byFormula(_ ratios: [Ratio]) -> [String: Ratio] {
    Dictionary(
      ratios.filter(\.formula.isComposed).map { ($0.formula.canonical, $0) },
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

  /// What it says, whatever its spaces and brackets.
  fileprivate var canonical: String {
    switch node {
    case .number(let value, let unit): "\(value)'\(unit.map { "\($0)" } ?? "")'"
    case .text(let text): "\"\(text)\""
    case .truth(let value): "\(value)"
    case .name(let name): "`\(name)`"
    case .parameter(let name): "$`\(name)`"
    case .call(let name, let arguments):
      "\(name)("
        + arguments.map { ($0.name.map { "\($0):" } ?? "") + $0.value.canonical }
        .joined(separator: ",") + ")"
    case .selection(let base, let selectors):
      "\(base.canonical)[\(selectors.map { "\($0.dimension ?? ""):\($0.pick)" }.joined(separator: ","))]"
    case .instant(let base, let instant): "\(base.canonical)@\(instant)"
    case .unary(let symbol, let base): "(\(symbol.rawValue) \(base.canonical))"
    case .binary(let symbol, let left, let right):
      "(\(left.canonical) \(symbol.rawValue) \(right.canonical))"
    case .conditional(let test, let first, let second):
      "if(\(test.canonical),\(first.canonical),\(second.canonical))"
    case .local(let name, let value, let rest):
      "let \(name)=\(value.canonical);\(rest.canonical)"
    }
  }
}
