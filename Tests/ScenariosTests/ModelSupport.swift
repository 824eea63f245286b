import Diagnostics
import Formulas
import Indicators
import Settings
import TestSupport

@testable import Scenarios

/// Indicators as a model sees them, for tests.
struct SmallData {
  var cubes: [String: Cube] = [:]

  var evaluator: Evaluator {
    let span = SourceSpan(SourceFile(path: "data.csv", text: ""), 0..<0)
    var indicators: [String: Indicator] = [:]
    for (name, cube) in cubes {
      indicators[name] = Indicator(
        name: name,
        title: nil,
        cube: cube,
        frequency: cube.time.periods.first?.frequency ?? .annual,
        resource: "data",
        span: span
      )
    }
    return Evaluator(catalogue: Catalogue(indicators: indicators), ratios: [])
  }

  /// A yearly series from a first year on; nothing is a missing value.
  mutating func add(_ name: String, _ unit: String, from year: Int, _ values: [Double?]) throws {
    cubes[name] = Cube(
      axes: [],
      time: .series(values.indices.map { .year(year + $0) }),
      unit: try Unit.parse(unit),
      values: values.map { $0 ?? 0 },
      statuses: values.map { $0 == nil ? .notAvailable : .actual }
    )
  }

  /// One number a member.
  mutating func add(
    _ name: String,
    _ unit: String,
    over dimension: String,
    _ values: [(String, Double?)]
  ) throws {
    cubes[name] = Cube(
      axes: [Axis(dimension, values.map { Member($0.0, isAggregate: $0.0 == "WLD") })],
      time: .none,
      unit: try Unit.parse(unit),
      values: values.map { $0.1 ?? 0 },
      statuses: values.map { $0.1 == nil ? .notAvailable : .actual }
    )
  }
}

/// A model's text read and run.
struct ModelRun {
  let input: MarkedText
  let model: Model?
  let results: ScenarioResults?
  let list: DiagnosticList

  init(_ text: String, data: SmallData = SmallData()) {
    input = MarkedText(text, path: "scenarios.yaml")
    var list = DiagnosticList()
    model = parseSettings(input.file, into: &list).flatMap { readModel($0, into: &list) }
    results = model.flatMap { run($0, with: data.evaluator, into: &list) }
    self.list = list
  }

  var problems: [String] { input.problems(list) }

  /// The path of a name in a run; nothing where there is none.
  func path(_ name: String, _ run: String = "base") -> [Double?] {
    guard let cube = results?.cubes[name],
      let position = cube.axis(named: "scenario")?.position(of: run)
    else { return [] }
    return (0..<cube.time.count).map { cube[cube.cell(at: [position], time: $0)] }
  }
}

/// A small model of the years 2024 to 2027: what is given, and one scenario `base` without settings.
func smallModel(
  parameters: String = "",
  drivers: String = "",
  events: String = "",
  variables: String = "x: {value: 1, unit: 1}",
  scenarios: String = "base: {title: Base}",
  overlays: String = "",
  outputs: String = "x: {better: up}",
  rest: String = "",
  to: Int = 2027
) -> String {
  func section(_ name: String, _ text: String) -> String {
    text.isEmpty
      ? "" : "\(name):\n" + text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
  return "model: {from: 2024, to: \(to), baseline: base, discount: {value: 10%},"
    + " edition_knows: 2026-11-01}\n"
    + section("parameters", parameters) + section("drivers", drivers)
    + section("events", events) + section("variables", variables)
    + section("scenarios", scenarios) + section("overlays", overlays)
    + section("outputs", outputs) + rest
}

/// The text of a term with yearly reviews from 2026 on that ends in 2036, as an event `treaty`.
func treaty(
  chance: String = "15%",
  regular: String = "0%",
  extra: String = ""
) -> String {
  """
  treaty:
    rule: term
    starts: 2020-07-01
    term: 16 years
    reviews: {first: 2026-07-01, every: 6 years, after_failure: 1 year, last: before_end}
    confirmed: {term: 16 years, from: review}
    chance: {first: \(chance), after_failure: \(chance), after_confirmation: \(regular)}
    observed: [{date: 2026-07-01, outcome: not_confirmed}]
    gives: {years_left: left, stands: stands, first_confirmed: confirmed_in}
    \(extra)
  """
}
