import Diagnostics
import Indicators
import Scenarios
import Wording

extension ModelDescription {
  /// What readers are shown of a model's results.
  init(_ results: ScenarioResults?, language: Language, labels: Labels) {
    self.init()
    let code = language.code
    if let results {
      let runs = results.runs.sorted { one, _ in one.id == results.baseline }
      scenarios = runs.map { run in
        Scenario(
          id: run.id,
          title: run.title[code] ?? run.id,
          isCounterfactual: run.isCounterfactual
        )
      }
      assumptions = results.assumptions.map {
        Assumption($0, language: language, labels: labels)
      }
      memberNames = results.labels.mapValues { members in
        members.compactMapValues { $0[code] }
      }
    }
  }
}

extension ModelDescription.Assumption {
  init(_ assumption: Assumption, language: Language, labels: Labels) {
    let unit = assumption.unit
    let scale = assumption.isInPercent ? 100.0 : 1
    func shown(_ value: Double) -> Double {
      // The product with 100 is taken back to the decimals that it was written with.
      (value * scale * 1e9).rounded() / 1e9
    }
    title = assumption.title?[language.code] ?? assumption.name
    self.unit = unitName(unit, in: language, style: .short, labels: labels)
    low = assumption.hasRange ? shown(assumption.low) : nil
    // Of a uniform range no value is likelier than another.
    mode = assumption.distribution == "uniform" ? nil : shown(assumption.mode)
    high = assumption.hasRange ? shown(assumption.high) : nil
    last = assumption.last.map(shown)
    sign = assumption.isInPercent ? "%" : ""
    reason = assumption.reason[language.code] ?? assumption.reason[""]
  }
}
