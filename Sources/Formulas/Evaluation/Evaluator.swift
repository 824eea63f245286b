public import Diagnostics
public import Indicators

/// Works out formulas over a catalogue: first their types, so that a wrong unit is told before any cell
/// is read, then their values.
///
/// Ratios are worked out once, when first asked for. Shared by all that print numbers of one edition;
/// not for use from several tasks.
public final class Evaluator {
  public let catalogue: Catalogue
  public let ratios: [Ratio]

  /// The report's parameters: `$mineral`.
  public let parameters: [String: String]

  /// The language of texts that formulas make.
  public let language: String

  let ratiosByName: [String: Ratio]
  let ratiosByFormula: [Expression: Ratio]

  /// The names that mistakes elsewhere leave open. A formula that uses one has no value, and nothing is
  /// reported of it but what is wrong whatever the name may stand for.
  public let open: OpenNames

  /// Whether a formula was left without a value because of an open name.
  public internal(set) var hasMetOpenName = false
  var results: [String: ResultCube] = [:]

  /// What tells how the results came about.
  private(set) var modelTracing: (any ModelTracing)?
  var texts: [String: String] = [:]

  var loaded: [String: Operand] = [:]
  var ratioTypes: [String: (type: ValueType?, diagnostics: [Diagnostic])] = [:]
  var ratioValues: [String: (value: Computed?, diagnostics: [Diagnostic])] = [:]

  /// What was known of names on earlier days, for `vintage`.
  var pasts: [Past: Evaluator] = [:]

  /// The rates of the folder with a unit, once a remedy has asked for them.
  var rates: [(name: String, unit: Unit)]?

  /// The ratios being worked out, outermost first.
  var inProgress: [String] = []

  public init(
    catalogue: Catalogue,
    ratios: [Ratio],
    parameters: [String: String] = [:],
    language: String = "en",
    open: OpenNames = OpenNames()
  ) {
    self.catalogue = catalogue
    self.ratios = ratios
    self.parameters = parameters
    self.language = language
    self.open = open.union(catalogue.open)
    ratiosByName = Dictionary(ratios.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    ratiosByFormula = Self.byFormula(ratios)
  }

  /// Adds what a model computed as further names; a name that is there already is replaced.
  ///
  /// - Parameters:
  ///   - results: The cubes by name.
  ///   - tracing: What tells how the model came to them.
  public func add(results: [String: ResultCube], tracing: (any ModelTracing)? = nil) {
    modelTracing = tracing ?? modelTracing
    self.results.merge(results) { _, new in new }
    ratioTypes = [:]
    ratioValues = [:]
    rates = nil
  }

  /// Adds names that stand for texts: `title`, `edition.id`.
  public func add(texts: [String: String]) {
    self.texts.merge(texts) { _, new in new }
  }

  /// Reports names that mean two things in the folder, and those that formulas keep to themselves.
  public func checkNames(into diagnostics: inout DiagnosticList) {
    for name in catalogue.indicators.keys.sorted()
    where keywords.contains(name) || Function.isKnown(name) {
      guard let indicator = catalogue.indicators[name] else { continue }
      let help = "give it another name with 'indicator' under 'veta' of the resource"
      diagnostics.report(.reservedName(name, at: indicator.span, help: help))
    }
    for ratio in ratios {
      if let indicator = catalogue.indicators[ratio.name] {
        diagnostics.report(
          .duplicateName(ratio.name, first: indicator.span, at: ratio.nameSpan)
        )
      }
    }
  }

  /// Works out the types and values of all ratios, so that a mistake in one that nothing uses is told.
  public func checkRatios(into diagnostics: inout DiagnosticList) {
    let reporter = Reporter()
    let right = ratios.filter { ratioType($0, at: $0.nameSpan, reporter) != nil }
    for ratio in right where !isUncertain(ratio.formula) {
      _ = value(of: ratio, at: ratio.nameSpan, reporter)
    }
    diagnostics.report(contentsOf: reporter.list)
  }

  // MARK: Asking

  /// The value of a formula; nothing if anything is wrong with it, which is reported.
  public func evaluate(
    _ expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> Value? {
    evaluated(expression, into: &diagnostics)?.value
  }

  /// The value of a formula with what is needed to print it.
  public func evaluated(
    _ expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> Evaluated? {
    let reporter = Reporter()
    defer { diagnostics.report(contentsOf: reporter.list) }
    guard type(of: expression, Scope(), reporter) != nil else { return nil }
    guard !isUncertain(expression) else {
      hasMetOpenName = true
      return nil
    }
    switch compute(expression, Scope(), reporter) {
    case nil:
      if !reporter.list.hasErrors { reporter.report(.noValue(at: expression.focus)) }
      return nil
    case .text(let text, let period, let code):
      return Evaluated(value: .text(text), period: period, code: code)
    case .operand(let operand):
      var period: Period?
      if case .instant(let own) = operand.cube.time { period = own }
      return Evaluated(
        value: .cube(operand.cube),
        decimals: operand.decimals,
        name: operand.name,
        period: period,
        skipped: operand.skipped
      )
    }
  }

  /// The type of a formula: its unit, dimensions and place in time, without reading a cell.
  public func type(
    of expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> ValueType? {
    let reporter = Reporter()
    defer { diagnostics.report(contentsOf: reporter.list) }
    return type(of: expression, Scope(), reporter)
  }

  /// The unit of a formula, without reading a cell; nothing for a text or a mistake, which is reported.
  public func unit(of expression: Expression, into diagnostics: inout DiagnosticList) -> Unit? {
    guard case .cube(let type) = type(of: expression, into: &diagnostics) else { return nil }
    return type.unit
  }

  /// Whether a claim or a check holds: true in every cell that is not missing, and in at least one.
  public func holds(_ cube: Cube) -> Bool { cube.isTrueThroughout() }

  // MARK: Names

  /// Whether a formula's values rest on some that may be wrong, directly or through ratios.
  func isUncertain(_ expression: Expression) -> Bool {
    guard !open.uncertain.isEmpty else { return false }
    var seen: Set<String> = []
    var waiting = expression.names
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted else { continue }
      if open.uncertain.contains(name) { return true }
      if results[name] == nil, let ratio = ratiosByName[name] { waiting += ratio.formula.names }
    }
    return false
  }

  /// The title of an indicator, a ratio or a result in a language.
  public func title(of name: String, language: String) -> String? {
    results[name]?.title?[language] ?? ratiosByName[name]?.title?[language]
      ?? catalogue.indicators[name]?.title?[language]
      ?? catalogue.labels.entry(for: name, of: "indicator")?.name[language]
  }

  /// The decimals that a name's values are printed with.
  public func decimals(of name: String) -> Int? {
    results[name]?.decimals ?? ratiosByName[name]?.decimals
      ?? catalogue.indicators[name]?.decimals
  }

  /// Every name that a formula can use, sorted.
  public var names: [String] {
    (Array(results.keys) + Array(texts.keys) + Array(ratiosByName.keys)
      + Array(catalogue.indicators.keys)).sorted()
  }

  /// An indicator's values, with gaps told from what is left out.
  func operand(of indicator: Indicator) -> Operand {
    if let operand = loaded[indicator.name] { return operand }
    var operand = Operand(indicator.cube.withGapsMarked)
    operand.name = indicator.name
    operand.decimals = indicator.decimals
    loaded[indicator.name] = operand
    return operand
  }
}

/// Where the mistakes of one working-out go.
final class Reporter {
  private(set) var list = DiagnosticList()

  func report(_ diagnostic: Diagnostic) { list.report(diagnostic) }

  func report(contentsOf diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { list.report(diagnostic) }
  }
}

/// What the names of one formula mean besides the folder's.
struct Scope {
  /// Types of local names, and of those a model gives.
  var types: [String: ValueType] = [:]
  var values: [String: Computed] = [:]
  var zero = Ratio.ZeroRule.missing

  /// The ratio whose formula it is; empty for a formula of a text or a chart.
  var ratio = ""
}
