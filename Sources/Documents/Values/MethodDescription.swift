import Diagnostics
import Formulas
import Indicators
import Wording

/// A ratio as the methods annex shows it, with the newest value worked through.
struct MethodDescription {
  let title: String

  /// Whether the title is a text rather than the name in formulas.
  let isTitled: Bool

  /// The formula as it is written, line by line.
  let formula: [String]

  /// What the formula gives; empty for a plain number.
  let unit: String

  /// What each function that the reader need not know gives, and its formula with the source: "yoy: the
  /// growth over a year.", "Formula: (x_t / x_(t−1 year) − 1) × 100."
  let meanings: [[String]]

  /// "Honey harvested, t (Yearbook 2025, data/hives.csv)", each input once.
  let inputs: [String]

  /// What is done with a denominator of zero and when the ratio is added up.
  let policies: [String]

  /// Nothing where no value is known, and where there is nothing to work out.
  let example: WorkedExample?
}

extension MethodDescription {
  /// How many cells of a function are followed.
  private static let limit = 60

  init(_ ratio: Ratio, with evaluator: Evaluator, language: Language) {
    let labels = evaluator.catalogue.labels
    let ownTitle = evaluator.title(of: ratio.name, language: language.code)
    isTitled = ownTitle != nil && ownTitle != ratio.name
    title = ownTitle ?? ratio.name
    let lead = isTitled ? "\(ratio.name) =" : "="
    formula = writtenLines(ratio.formula, after: lead)
    // What is wrong with a ratio is told where it is checked.
    var ignored = DiagnosticList()
    let name = Expression(.name(ratio.name), span: ratio.nameSpan)
    let traced = evaluator.traced(name, into: &ignored)
    let cells = traced?.newestCells ?? []
    let cell = cells.first { traced?.cube[$0] != nil } ?? cells.first
    let trace = cell.flatMap { traced?.trace(cell: $0, limit: Self.limit) }
    unit =
      (ratio.unit ?? trace?.unit).map {
        unitName($0, in: language, style: .short, labels: labels)
      } ?? ""
    let phrases = FunctionPhrases(language)
    meanings = ratio.formula.functions.compactMap { name in
      guard let documentation = FunctionDocumentation.all.first(where: { $0.name == name }),
        let meaning = phrases.meaning(of: name, english: documentation.gives)
      else { return nil }
      let source = documentation.source.map { " (\($0))" } ?? ""
      return [
        "\(name): \(meaning).",
        "\(phrases.lead): \(phrases.formula(documentation.formula))\(source).",
      ]
    }
    inputs = MethodInputs(evaluator: evaluator, language: language)
      .lines(for: ratio.formula, trace)
    var policies: [String] = []
    let terms = Terms(language)
    if ratio.formula.divides {
      policies.append(terms[ratio.zero == .missing ? .zeroIsMissing : .zeroIsError])
    }
    switch ratio.over {
    case .ratioOfSums: policies.append(terms[.ratioOfSums])
    case .meanOfRatios: policies.append(terms[.meanOfRatios])
    case nil: break
    }
    self.policies = policies
    example = trace.flatMap { trace in
      let command = cell.flatMap { traced?.selection(of: $0) } ?? ratio.name
      return WorkedExample(trace, of: command, language: language, labels: labels)
    }
  }
}

/// The inputs of ratios in words.
private struct MethodInputs {
  let evaluator: Evaluator
  let language: Language

  /// Each indicator, and what the model computed, that a formula rests on, with what it was read from.
  func lines(for formula: Expression, _ trace: Trace?) -> [String] {
    let leaves = trace?.leaves ?? []
    return evaluator.inputs(of: formula).map { name in
      line(of: name, leaves.filter { $0.name == name })
    }
  }

  private func line(of name: String, _ leaves: [Trace]) -> String {
    let catalogue = evaluator.catalogue
    var text = evaluator.title(of: name, language: language.code) ?? name
    let indicator = catalogue.indicators[name]
    if let unit = leaves.first?.unit ?? indicator?.cube.unit {
      let shown = unitName(unit, in: language, style: .short, labels: catalogue.labels)
      if !shown.isEmpty { text += ", \(shown)" }
    }
    guard !evaluator.isModelled(name) else { return "\(text) (\(Terms(language)[.ownModel]))" }
    var sources: [String] = []
    func add(_ source: String?) {
      if let source, !sources.contains(source) { sources.append(source) }
    }
    for leaf in leaves { add(leaf.origin?.source) }
    if leaves.isEmpty, let cube = indicator?.cube {
      // None of its cells is among those followed: all that it was read from.
      for cell in cube.values.indices where cube[cell] != nil { add(cube.origin(of: cell)?.source) }
    }
    var places = sources.map { catalogue.sources[$0]?.title ?? $0 }
    // The path within the folder, which is the same wherever the folder lies.
    let resources = catalogue.package.resources
    if let path = resources.first(where: { $0.name == indicator?.resource })?.path {
      places.append(path)
    }
    return places.isEmpty ? text : "\(text) (\(places.joined(separator: "; ")))"
  }
}

/// A formula line by line, the lines behind the first set in.
private func writtenLines(_ formula: Expression, after lead: String) -> [String] {
  let lines = Trace.Formula(formula.span).lines
  guard lines.count > 1 else { return ["\(lead) \(lines.joined())"] }
  return [lead] + lines.map { "\u{2003}\($0)" }
}
