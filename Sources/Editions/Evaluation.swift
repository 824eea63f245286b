import Diagnostics
import Formulas
import Indicators
import Scenarios

/// What a folder's formulas and its model give.
struct Evaluation {
  let catalogue: Catalogue
  let results: ScenarioResults?
  let open: OpenNames

  /// Runs the model, if there is one.
  init(of inputs: Inputs, into found: inout DiagnosticList) {
    var open = inputs.open
    results = Self.results(of: inputs, open: &open, into: &found)
    catalogue = inputs.catalogue.naming(
      results?.labels ?? [:],
      inOrder: results?.runs.map(\.id) ?? []
    )
    self.open = open
  }

  func evaluator(
    _ ratios: [Ratio],
    parameters: [String: String] = [:],
    language: String = "en"
  ) -> Evaluator {
    let evaluator = Evaluator(
      catalogue: catalogue,
      ratios: ratios,
      parameters: parameters,
      language: language,
      open: open
    )
    if let results { evaluator.add(results: results.resultCubes, tracing: results.tracing) }
    return evaluator
  }

  /// Runs the model. What comes of it rests on the data: where those are open, so are its results, and
  /// what it says of values may follow from that.
  private static func results(
    of inputs: Inputs,
    open: inout OpenNames,
    into found: inout DiagnosticList
  ) -> ScenarioResults? {
    var known = open
    known.uncertain = []
    let folder = Evaluator(
      catalogue: inputs.catalogue.with(open: OpenNames()),
      ratios: inputs.ratios,
      open: known
    )
    folder.checkNames(into: &found)
    guard let model = inputs.model else { return nil }
    var own = DiagnosticList()
    let results = run(model, with: folder, into: &own)
    let isCertain = open.uncertain.isEmpty
    for diagnostic in own.all where isCertain || !diagnostic.isAboutValues {
      found.report(diagnostic)
    }
    if results == nil {
      open.unknown.formUnion(inputs.modelNames)
    } else if !isCertain {
      open.uncertain.formUnion(inputs.modelNames)
    }
    return results
  }
}

extension Diagnostic {
  /// Whether the mistake may lie in the values that a formula was given, and not in the formula.
  fileprivate var isAboutValues: Bool {
    let ofValues: Set = [
      "formulas.each-latest", "formulas.latest", "formulas.many-values", "formulas.member",
      "formulas.missing-value", "formulas.no-period", "formulas.no-series", "formulas.no-value",
      "formulas.nothing-in-common", "formulas.zero", "scenarios.above", "scenarios.arguments",
      "scenarios.missing", "scenarios.no-value",
    ]
    return ofValues.contains(id)
  }
}
