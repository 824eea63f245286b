public import Diagnostics
public import Formulas
public import Indicators

/// What the runs of a model gave, as cubes that formulas, tables and charts use like any others.
public struct ScenarioResults: Sendable {
  /// The source of all results: a report prints its own words for it.
  public static let sourceID = "own model"

  /// By name: variables, drivers, outputs and what events give, each with the dimension `scenario` and one
  /// value a year. Where events leave several outcomes, a value is the mean over them, weighted by
  /// their exact probabilities, and is not itself a possible outcome. A truth is the chance that it
  /// holds. The name that tells the outcomes apart has the dimensions `scenario` and `leaf` and no
  /// period: the probability of each class.
  public let cubes: [String: Cube]

  /// The names of `cubes` with their titles, in file order.
  public let names: [(name: String, title: LocalizedText?)]

  /// The runs in the order of the dimension `scenario`.
  public let runs: [Run]

  /// The exclusive classes of the baseline's outcomes, in order; empty if the model has none.
  public let leaves: [Leaf]

  /// Every parameter and driver with its range and reason, in file order.
  public let assumptions: [Assumption]

  /// What is compared.
  public let outputs: [Output]
  public let baseline: String
  public let discount: Double?

  /// The names of the members of `scenario` and `leaf`, by dimension and id.
  public let labels: [String: [String: LocalizedText]]

  /// Tells how the values came about.
  public let tracing: any ModelTracing

  public struct Run: Sendable {
    public let id: String
    public let title: LocalizedText
    public let scenario: String
    public let overlays: [String]

    /// It assumes against an observed outcome and has no probability.
    public let isCounterfactual: Bool

    /// In how many ways the events can still go.
    public let outcomeCount: Int
  }

  /// One class of outcomes of the baseline.
  public struct Leaf: Sendable {
    /// The member of `leaf`: the year, or `none`.
    public let id: String
    public let title: LocalizedText
    public let probability: Double

    /// The mean path of each output over the outcomes of the class, by output, yearly.
    public let paths: [String: [Double?]]
  }
}

/// A parameter or a driver as the assumptions page prints it.
public struct Assumption: Sendable {
  public enum Kind: Sendable {
    case parameter
    case driver
  }

  public let name: String
  public let kind: Kind
  public let title: LocalizedText?
  public let unit: Unit

  /// Of a driver the value of the first year three times; of a single number the number.
  public let low: Double
  public let mode: Double
  public let high: Double

  /// Of a driver that changes the value of the model's last year; nothing for what stays.
  public let last: Double?

  /// Whether the file writes its numbers in per cent, so that readers are shown them so.
  public let isInPercent: Bool

  /// Whether the three differ.
  public var hasRange: Bool { low != high }

  /// The kind of distribution as the file writes it: `value`, `triangular`, `path`.
  public let distribution: String

  /// By language, with `{{ }}` unresolved; the key "" holds a text given once.
  public let reason: [String: Excerpt]
  public let source: String?
  public let judge: String?
  public let date: String?
}

/// How one output of a run compares with the baseline's in one year.
public struct Comparison: Hashable, Sendable {
  public let level: Double

  /// Less the baseline's level, in the output's unit.
  public let difference: Double

  /// The difference in per cent of the baseline; nothing where that is zero or changes sign.
  public let percent: Double?

  /// The sum of the differences up to the year.
  public let cumulated: Double

  /// The same, each year's difference discounted to the first year; nothing without a rate.
  public let discounted: Double?

  /// 1 is the best of all runs by the output's direction, the highest if it says none.
  public let rank: Int

  /// The first year whose relative difference reaches the output's `diverges`; nothing if none does.
  public let divergence: Int?
}

extension ScenarioResults {
  /// The cubes with their titles, as an evaluator takes them.
  public var resultCubes: [String: ResultCube] {
    var result: [String: ResultCube] = [:]
    for (name, title) in names {
      guard let cube = cubes[name] else { continue }
      result[name] = ResultCube(cube: cube, title: title)
    }
    return result
  }

  /// Compares an output of a run with the baseline's.
  ///
  /// - Parameters:
  ///   - output: The name of an output.
  ///   - run: The id of a run.
  ///   - year: A year of the model.
  /// - Returns: Nothing for another name or year, and where a value is missing.
  public func comparison(of output: String, in run: String, at year: Int) -> Comparison? {
    guard let cube = cubes[output], let description = outputs.first(where: { $0.name == output }),
      let axis = cube.axis(named: "scenario"), let own = axis.position(of: run),
      let base = axis.position(of: baseline),
      case .series(let periods) = cube.time,
      let step = periods.firstIndex(of: .year(year)),
      let level = cube[cube.cell(at: [own], time: step)],
      let reference = cube[cube.cell(at: [base], time: step)]
    else { return nil }
    var cumulated = 0.0
    var discounted = 0.0
    var divergence: Int?
    for index in 0...step {
      guard let value = cube[cube.cell(at: [own], time: index)],
        let other = cube[cube.cell(at: [base], time: index)]
      else { continue }
      cumulated += value - other
      discounted += (value - other) / discountFactor(years: index)
      if divergence == nil, let limit = description.divergence, limit > 0, other != 0,
        abs(value / other - 1) >= limit
      {
        divergence = periods[index].year
      }
    }
    let levels = axis.members.indices.compactMap { cube[cube.cell(at: [$0], time: step)] }
    let isLowBest = description.better == .down
    return Comparison(
      level: level,
      difference: level - reference,
      percent: reference > 0 && level >= 0 ? (level / reference - 1) * 100 : nil,
      cumulated: cumulated,
      discounted: discount == nil ? nil : discounted,
      rank: 1 + levels.filter { isLowBest ? $0 < level : $0 > level }.count,
      divergence: divergence
    )
  }

  private func discountFactor(years: Int) -> Double {
    (0..<years).reduce(1.0) { factor, _ in factor * (1 + (discount ?? 0)) }
  }
}
