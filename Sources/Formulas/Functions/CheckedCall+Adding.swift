import Diagnostics
import Indicators

/// What may be added up, and averaged, over time and over members.
extension CheckedCall {
  /// Whether the values of several periods add up: states at their ends do not; reports if not.
  func addsInTime(_ type: CubeType) -> Bool {
    if type.isPublishedRate, let what = type.unit.rates {
      report(
        .cannotAddUp(
          "\(what) of several periods",
          help: "take the mean, the median or the largest of them",
          at: bound.span("x")
        )
      )
      return false
    }
    guard type.kind == .stock, !type.isKindLikely else { return true }
    report(
      .cannotAddUp(
        "states at the end of each period (a stock)",
        help: "take the mean or the last of them; diff(x) of a stock is a flow, which adds up",
        at: bound.span("x")
      )
    )
    return false
  }

  /// Whether the values of several members add up: prices do not, nor do percentages that do not name the
  /// whole that all of them are parts of; reports if not.
  func addsOverMembers(_ type: CubeType) -> Bool {
    guard type.isPublishedRate, let what = type.unit.rates,
      type.unit.meaning == .quantity || type.unit.of.isEmpty
    else { return true }
    report(
      .cannotAddUp(
        what,
        help: type.unit.meaning == .percent
          ? "if they are parts of one whole, say so in their unit: percent of …; else weigh them: \(weighed)"
          : "weigh them with what they are paid for: \(weighed)",
        at: bound.span("x")
      )
    )
    return false
  }

  /// Whether the plain mean over members says something: of prices and percentages it gives a small member
  /// the weight of a large one; reports if not.
  func averagesOverMembers(_ type: CubeType) -> Bool {
    guard type.isPublishedRate, let what = type.unit.rates else { return true }
    report(.unweighted(what, weighed: weighed, at: bound.span("x")))
    return false
  }

  /// The weighted mean of x, as it is written.
  private var weighed: String {
    let (x, over) = (bound.span("x").text, bound.name("over")?.text ?? "")
    return "sum(\(x) * weight, over:\(over)) / sum(weight, over:\(over))"
  }

  /// Whether values add up; reports if not.
  func adds(_ type: CubeType) -> Bool {
    switch type.unit.meaning {
    case .rank:
      report(.cannotAddUp("ranks in '\(type.unit)'", at: bound.span("x")))
      return false
    case .index:
      report(.cannotAddUp("indices in '\(type.unit)'", at: bound.span("x")))
      return false
    case .truth:
      report(
        .wrongUnit(
          "x of \(bound.function.name)",
          type.unit,
          expected: "numbers",
          help: "if(condition, 1, 0) makes numbers",
          at: bound.span("x")
        )
      )
      return false
    case .quantity, .percent, .percentagePoint, .count: return true
    }
  }
}

extension Unit {
  /// What published rates in this unit are called, where they do not add up: prices and percentages.
  /// Nothing for plain numbers and percentage points, which may be parts of one sum.
  fileprivate var rates: String? {
    switch meaning {
    case .percent: "percentages in '\(self)'"
    case .quantity: isPlainNumber ? nil : isMoney ? "prices in '\(self)'" : "rates in '\(self)'"
    case .percentagePoint, .index, .rank, .count, .truth: nil
    }
  }
}
