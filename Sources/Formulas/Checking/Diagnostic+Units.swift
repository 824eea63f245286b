import Diagnostics
import Indicators

/// Units, kinds and frequencies that do not go together.
extension Diagnostic {
  static func unit(
    _ mismatch: UnitMismatch,
    _ message: String,
    _ left: UnitOperand,
    _ right: UnitOperand,
    bridge: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.unit",
      message,
      at: span,
      label: mismatch.explanation,
      help: bridge ?? mismatch.remedy(left, right)
    )
  }

  static func wrongUnit(
    _ what: String,
    _ unit: Unit,
    expected: String,
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.unit",
      "\(what) is in '\(unit)'",
      at: span,
      label: "expected \(expected)",
      help: help
    )
  }

  static func kinds(_ verb: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.kind",
      "can't \(verb) a stock and a flow",
      at: span,
      label: "one side is the state at the end of a period, the other a sum over it",
      help: "diff(x) of a stock is a flow"
    )
  }

  static func frequencies(
    _ verb: String,
    _ left: Frequency,
    _ right: Frequency,
    help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "formulas.frequency",
      "can't \(verb) values of frequency \(left.rawValue) and \(right.rawValue)",
      at: span,
      label: "the \(left > right ? "first" : "second") has the shorter periods",
      help: help
        ?? "annual(x, sum), annual(x, mean) or annual(x, last) makes years of shorter periods"
    )
  }

  static func percentTwice(_ text: String, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.percent-twice",
      "'\(text)' makes a hundredth of what is in per cent already",
      at: span,
      label: "a value in '\(unit)' times an amount is that part of the amount",
      help: "leave it away; ratio(x) makes a plain number of a percentage"
    )
  }

  static func percentOf(
    _ of: String,
    _ other: String,
    _ unit: Unit,
    known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "formulas.percent-of",
      "a percentage of \(of) times '\(other)', which is in '\(unit)'",
      at: span,
      label: "as it seems, '\(other)' is not \(of)",
      help: known.isEmpty
        ? nil : "multiply it by \(known.prefix(3).map { "'\($0)'" }.joined(separator: " or "))"
    )
  }

  static func truthExpected(_ what: String, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.truth",
      "\(what) must be true or false",
      at: span,
      label: "this is a number in '\(unit)'",
      help: "compare it with something: x > 0"
    )
  }

  static func textAsNumber(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "formulas.text",
      "a text stands where a number is needed",
      at: span
    )
  }
}

extension UnitMismatch {
  /// What stands beside the caret.
  var explanation: String {
    switch self {
    case .dimension: "they measure different things"
    case .currency: "they are different currencies"
    case .basis:
      "they are in prices of different years, quarters or months, or one side does not say"
    case .of: "they are shares of different things"
    case .bareNumber(let number): "the number \(shown(number)) has no unit"
    case .bareBesidePercent(let number): "the number \(shown(number)) beside a percentage"
    case .oneBesidePercent: "a plain number beside a percentage"
    case .percentBesidePoint: "a percentage beside percentage points"
    case .percentTimesPercent: "both sides are percentages"
    case .indexSum: "indices don't add up"
    case .indexBase: "the indices have different bases"
    case .indexTimes: "an index only multiplies and divides plain numbers"
    case .rankSum: "ranks don't add up"
    case .rankTimes: "ranks don't multiply or divide"
    case .truth: "a truth is no number"
    case .notTruth: "both sides must be true or false"
    case .powerOf: "this has no powers"
    case .exponent: "an exponent is a plain number, and one written out where the base has a unit"
    case .fractionalPower(_, let atom, let left):
      "this leaves \(atom)^\(shown(left)), and the exponents of a unit are whole"
    }
  }

  /// The one likely remedy.
  func remedy(_ left: UnitOperand, _ right: UnitOperand) -> String? {
    switch self {
    case .dimension: nil
    case .of:
      "ratio(x) makes a plain number of each; to add amounts, multiply each by its whole first"
    case .indexSum: "two indices of one base divide and subtract"
    case .rankSum, .rankTimes: "ranks only subtract and compare"
    case .notTruth: "compare with something: x > 0"
    case .currency: "convert(x, to:\"USD\", using:exchange_rate) changes the currency"
    case .basis:
      remedyOfBasis(left, beside: right.unit) ?? remedyOfBasis(right, beside: left.unit)
        ?? "deflate(x, by:price_index, base:2018) changes the prices"
    case .bareNumber(let number):
      "write the number with its unit: \(shown(number)) "
        + "'\(left.bareNumber == nil ? left.unit : right.unit)'"
    case .bareBesidePercent(let number):
      "write \(shown(number))% or \(shown(number * 100))%, or make a plain number with ratio(x)"
    case .oneBesidePercent, .percentTimesPercent, .powerOf:
      "ratio(x) makes a plain number of a percentage"
    case .percentBesidePoint: "the difference of two percentages is in percentage points"
    case .indexBase: "index(x, base:2018) puts both on one base"
    case .indexTimes: "x / x @ 2018 makes a plain number of an index"
    case .truth: "if(condition, 1, 0) makes a number"
    case .exponent: "write a small number such as ^ 2; ^ 0.5 takes the root of a square"
    case .fractionalPower(let number, _, _):
      "make a plain number first: (x / 1 '\(left.unit.scaled(toMultiplier: 0))') ^ \(shown(number))"
    }
  }

  /// What to write where one side does not say its prices; nothing if it does.
  private func remedyOfBasis(_ side: UnitOperand, beside other: Unit) -> String? {
    guard side.unit.basis == nil, let basis = other.basis else { return nil }
    let unit = Unit(
      meaning: side.unit.meaning,
      multiplier: side.unit.multiplier,
      atoms: side.unit.atoms,
      of: side.unit.of,
      basis: basis
    )
    return side.literal.map { "write \(shown($0)) '\(unit)'" }
      ?? "if its prices are those, declare '\(side.unit)' as '\(unit)'"
  }

  private func shown(_ number: Double) -> String { Self.shown(number) }

  static func shown(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
