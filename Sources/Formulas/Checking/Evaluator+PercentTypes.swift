import Diagnostics
import Indicators

/// Products with percentages that are allowed and hardly meant.
extension Evaluator {
  func warnOfPercent(
    _ symbol: Expression.BinaryOperator,
    _ left: CubeType,
    _ right: CubeType,
    _ sides: (Expression, Expression),
    at focus: SourceSpan,
    _ reporter: Reporter
  ) {
    if symbol == .divided {
      if left.isPercentage, right.bareNumber == 100 {
        reporter.report(.percentTwice("/ 100", left.unit, at: focus))
      }
      return
    }
    for (type, factor) in [(left, right), (right, left)]
    where type.isPercentage && factor.bareNumber == 0.01 {
      reporter.report(.percentTwice("* 0.01", type.unit, at: focus))
    }
    for (percent, whole, side) in [(left, right, sides.1), (right, left, sides.0)]
    where percent.isPercentage && !percent.unit.of.isEmpty && whole.unit.meaning == .quantity
      && !whole.unit.isPlainNumber
    {
      warnOfWhole(percent.unit.of, whole, side, at: focus, reporter)
    }
  }

  /// Warns where a percentage of something is multiplied by what is, by its unit or its name, something else.
  private func warnOfWhole(
    _ of: String,
    _ type: CubeType,
    _ side: Expression,
    at focus: SourceSpan,
    _ reporter: Reporter
  ) {
    let words = Self.words(in: of)
    let name = side.selectedName
    if let name, isNamed(name, words) { return }
    let wholes = catalogue.indicators.keys.sorted().filter { name in
      guard let unit = catalogue.indicators[name]?.cube.unit else { return false }
      return unit.meaning == .quantity && unit.dimension == type.unit.dimension
        && isNamed(name, words)
    }
    let isNoMoney = !words.isDisjoint(with: Self.wordsOfMoney) && !type.unit.isMoney
    guard isNoMoney || name != nil && !wholes.isEmpty else { return }
    reporter.report(.percentOf(of, side.span.text, type.unit, known: wholes, at: focus))
  }

  /// Whether the name of an indicator or a ratio, or a title of it, holds all of some words.
  private func isNamed(_ name: String, _ words: Set<String>) -> Bool {
    let titles = ["en", "es", language].compactMap { title(of: name, language: $0) }
    return ([name] + titles).contains { words.isSubset(of: Self.words(in: $0)) }
  }

  private static func words(in text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// What is always an amount of money.
  private static let wordsOfMoney: Set<String> = ["gdp", "gni", "gnp", "pib"]
}

extension CubeType {
  fileprivate var isPercentage: Bool { unit.meaning == .percent && bareNumber == nil }
}

extension Expression {
  /// The name, where the formula is a name of which at most a part is taken.
  var selectedName: String? {
    switch node {
    case .name(let name): name
    case .selection(let base, _), .instant(let base, _): base.selectedName
    case .number, .text, .truth, .parameter, .call, .unary, .binary, .conditional, .local: nil
    }
  }
}
