import Diagnostics
import Formulas
import Glibc

/// A quantity that is one number or drawn: its kind and the formulas of its arguments.
///
/// A deterministic run takes the mode; the assumptions page prints low, mode and high.
struct Distribution: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case value
    case triangular
    case pert
    case uniform
    case normal
    case splitNormal = "split_normal"
    case lognormal
    case bernoulli
    case discrete
    case empirical

    /// The names of the arguments, in the order of a list; nothing for a single formula and for pairs.
    var argumentNames: [String]? {
      switch self {
      case .triangular, .pert: ["low", "mode", "high"]
      case .uniform: ["low", "high"]
      case .normal: ["mean", "sd"]
      case .splitNormal: ["mode", "below", "above"]
      case .lognormal: ["median", "sigma"]
      case .value, .bernoulli, .empirical, .discrete: nil
      }
    }

    /// Whether the arguments stand in a list rather than under their names.
    var isList: Bool {
      switch self {
      case .triangular, .pert, .uniform: true
      case .value, .normal, .splitNormal, .lognormal, .bernoulli, .discrete, .empirical: false
      }
    }
  }

  let kind: Kind

  /// In the order of ``Kind/argumentNames``; of `discrete`, each value with its chance behind it.
  let arguments: [Expression]

  /// The lowest and the highest value that may be drawn.
  let bounds: (low: Expression, high: Expression)?
  let span: SourceSpan

  /// Whether an argument is a pure number, whatever the quantity's unit is.
  func isPlain(argument index: Int) -> Bool {
    switch kind {
    case .lognormal: index == 1
    case .bernoulli: true
    case .discrete: index % 2 == 1
    case .value, .triangular, .pert, .uniform, .normal, .splitNormal, .empirical: false
    }
  }
}

/// What a deterministic run and the assumptions page need of a distribution.
struct DistributionSummary: Hashable, Sendable {
  let low: Double
  let mode: Double
  let high: Double

  /// How far the 5 % and 95 % quantiles of a normal distribution lie from its mean, in standard
  /// deviations.
  static let ninetyPerCent = 1.6448536269514722

  /// Fails if the values, one for each argument, contradict each other, as a mode outside of low and high.
  init?(_ kind: Distribution.Kind, _ values: [Double], bounds: ClosedRange<Double>? = nil) {
    guard let (low, mode, high) = Self.threePoints(kind, values), low <= mode, mode <= high else {
      return nil
    }
    func bounded(_ value: Double) -> Double {
      bounds.map { min(max(value, $0.lowerBound), $0.upperBound) } ?? value
    }
    self.low = bounded(low)
    self.mode = bounded(mode)
    self.high = bounded(high)
  }

  private static func threePoints(
    _ kind: Distribution.Kind,
    _ values: [Double]
  ) -> (Double, Double, Double)? {
    switch kind {
    case .value: return (values[0], values[0], values[0])
    case .triangular, .pert: return (values[0], values[1], values[2])
    case .uniform: return (values[0], values[0] / 2 + values[1] / 2, values[1])
    case .normal:
      guard values[1] >= 0 else { return nil }
      let reach = ninetyPerCent * values[1]
      return (values[0] - reach, values[0], values[0] + reach)
    case .splitNormal:
      guard values[1] >= 0, values[2] >= 0 else { return nil }
      return (
        values[0] - ninetyPerCent * values[1], values[0], values[0] + ninetyPerCent * values[2]
      )
    case .lognormal:
      guard values[0] > 0, values[1] >= 0 else { return nil }
      let factor = exp(ninetyPerCent * values[1])
      return (values[0] / factor, values[0], values[0] * factor)
    case .bernoulli:
      guard 0...1 ~= values[0] else { return nil }
      return (0, values[0] > 0.5 ? 1 : 0, 1)
    case .discrete:
      var best: (value: Double, chance: Double)?
      var outcomes: [Double] = []
      for index in stride(from: 0, to: values.count - 1, by: 2) {
        guard values[index + 1] >= 0 else { return nil }
        outcomes.append(values[index])
        if best.map({ values[index + 1] > $0.chance }) ?? true {
          best = (values[index], values[index + 1])
        }
      }
      guard let best, let low = outcomes.min(), let high = outcomes.max() else { return nil }
      return (low, best.value, high)
    case .empirical:
      let sorted = values.sorted()
      guard !sorted.isEmpty else { return nil }
      let middle = sorted.count / 2
      let median =
        sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
      return (sorted[0], median, sorted[sorted.count - 1])
    }
  }
}
