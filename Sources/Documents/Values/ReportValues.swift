import Charts
import Diagnostics
import Formulas
import Indicators
import Wording

/// The numbers of a report, worked out by its formulas and worded in its language; each asked for once.
final class ReportValues: ValueSource {
  private let evaluator: Evaluator
  private let language: Language
  private let edition: EditionDescription
  private let model: ModelDescription
  private let catalogue: Catalogue
  private(set) var usedSources: [String] = []

  private var texts: [InlineExpression: String] = [:]
  private var evaluations: [Excerpt: Evaluated] = [:]

  /// What each evaluation said: told again whenever its value is used, since a first use may be a trial.
  private var warnings: [Excerpt: DiagnosticList] = [:]

  init(
    evaluator: Evaluator,
    language: Language,
    edition: EditionDescription,
    model: ModelDescription
  ) {
    self.evaluator = evaluator
    self.language = language
    self.edition = edition
    self.model = model
    catalogue = evaluator.catalogue
  }

  // MARK: Texts

  func text(of expression: InlineExpression, into diagnostics: inout DiagnosticList) -> String? {
    if let known = texts[expression] {
      warnings[expression.expression].map { diagnostics.report(contentsOf: $0) }
      return known
    }
    let text = word(expression, into: &diagnostics)
    texts[expression] = text
    return text
  }

  private func word(
    _ inline: InlineExpression,
    into diagnostics: inout DiagnosticList
  ) -> String? {
    guard !inline.expression.text.isEmpty else {
      diagnostics.report(.emptyExpression(at: inline.span))
      return nil
    }
    var format: ValueFormat?
    if let written = inline.format {
      format = ValueFormat(written.text)
      guard format != nil else {
        diagnostics.report(.format(written.text, at: written.span))
        return nil
      }
    }
    let place = inline.format?.span ?? inline.span
    if inline.expression.text == "edition.date" {
      return worded(at: place, into: &diagnostics) { () throws(WordingError) in
        try Wording.word(.day(edition.date), format: format ?? ValueFormat("date"), in: language)
      }
    }
    guard let evaluated = evaluate(inline.expression, into: &diagnostics) else { return nil }
    switch evaluated.value {
    case .text(let text):
      return word(text, evaluated, format, at: place, into: &diagnostics)
    case .cube(let cube):
      return word(cube, evaluated, format, inline, at: place, into: &diagnostics)
    }
  }

  private func word(
    _ text: String,
    _ evaluated: Evaluated,
    _ format: ValueFormat?,
    at place: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> String? {
    guard let format else { return text }
    if format.isIdentifier, let code = evaluated.code { return code }
    guard format.isForPeriods, let period = evaluated.period else {
      diagnostics.report(.formatOfText(format.description, at: place))
      return nil
    }
    return worded(at: place, into: &diagnostics) { () throws(WordingError) in
      try Wording.word(period, format: format, in: language)
    }
  }

  private func word(
    _ cube: Cube,
    _ evaluated: Evaluated,
    _ format: ValueFormat?,
    _ inline: InlineExpression,
    at place: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> String? {
    let expression = inline.expression
    guard cube.values.count == 1 else {
      diagnostics.report(.oneValue(expression.text, at: expression.span))
      return nil
    }
    guard let value = cube[0] else {
      let reason = Terms(.english).name(of: cube.statuses[0]) ?? "missing"
      diagnostics.report(.missingValue(expression.text, reason: reason, at: expression.span))
      return nil
    }
    let origin = cube.origin(of: 0)
    return worded(at: place, into: &diagnostics) { () throws(WordingError) in
      if let format, format.isForPeriods, format.description != "year",
        let period = evaluated.period
      {
        return try Wording.word(period, format: format, in: language)
      }
      return try Wording.word(
        value,
        unit: cube.unit,
        decimals: evaluated.decimals,
        format: format,
        in: language,
        bound: origin?.bound ?? "",
        labels: catalogue.labels
      )
    }
  }

  private func worded(
    at place: SourceSpan,
    into diagnostics: inout DiagnosticList,
    _ body: () throws(WordingError) -> String
  ) -> String? {
    do throws(WordingError) {
      return try body()
    } catch {
      diagnostics.report(.wording(error.description, at: place))
      return nil
    }
  }

  func provenance(of expression: InlineExpression) -> Provenance {
    guard let evaluated = evaluations[expression.expression],
      let cube = evaluated.cube
    else { return Provenance() }
    return Provenance(sources: cube.sources, isCalculated: cube.isCalculated)
  }

  // MARK: Cubes

  func cube(_ expression: Excerpt, into diagnostics: inout DiagnosticList) -> EvaluatedCube? {
    guard let evaluated = evaluate(expression, into: &diagnostics) else { return nil }
    guard let cube = evaluated.cube else {
      diagnostics.report(.textInsteadOfNumbers(expression.text, at: expression.span))
      return nil
    }
    return EvaluatedCube(
      cube: cube,
      decimals: evaluated.decimals,
      title: evaluated.name.flatMap { evaluator.title(of: $0, language: language.code) }
    )
  }

  private func evaluate(
    _ expression: Excerpt,
    into diagnostics: inout DiagnosticList
  ) -> Evaluated? {
    var own = DiagnosticList()
    defer { diagnostics.report(contentsOf: own) }
    if let known = evaluations[expression] {
      own = warnings[expression] ?? own
      return known
    }
    let evaluated = parseExpression(expression, into: &own).flatMap { parsed in
      evaluator.checkRepeats(in: parsed, into: &own)
      return evaluator.evaluated(parsed, into: &own)
    }
    evaluations[expression] = evaluated
    warnings[expression] = own
    for id in evaluated?.cube?.sources ?? [] where !usedSources.contains(id) {
      usedSources.append(id)
    }
    return evaluated
  }

  // MARK: Claims

  /// Reports a claim that does not hold, with what its two sides are.
  func check(_ claim: Excerpt, of title: String, into diagnostics: inout DiagnosticList) {
    guard let parsed = parseExpression(claim, into: &diagnostics),
      let value = evaluator.evaluate(parsed, into: &diagnostics)
    else { return }
    guard case .cube(let cube) = value, cube.unit.meaning == .truth else {
      diagnostics.report(.claimKind(claim.text, at: claim.span))
      return
    }
    guard !evaluator.holds(cube) else { return }
    diagnostics.report(.claim(claim.text, of: title, shown: sides(of: parsed), at: claim.span))
  }

  /// "0.062 (2024) < 0.05 (2021)" for a comparison of two single values, with as many digits as tell them
  /// apart.
  private func sides(of claim: Expression) -> String? {
    guard case .binary(let sign, let left, let right) = claim.node,
      let one = side(left), var other = side(right)
    else { return nil }
    // Tonnes against kilograms are told apart in one unit.
    if other.unit != one.unit, let conversion = other.unit.conversion(to: one.unit) {
      other.value = conversion(other.value)
      other.unit = one.unit
    }
    guard let (first, second) = texts(one, other) else { return nil }
    let shown = "\(first)\(one.place) \(sign.rawValue) \(second)\(other.place)"
    return one.value == other.value ? shown + ": the two are equal" : shown
  }

  /// One side of a claim, with what of it is chosen: " (south, 2024)".
  private struct Side {
    var value: Double
    var unit: Unit
    let place: String
  }

  private func side(_ expression: Expression) -> Side? {
    var ignored = DiagnosticList()
    guard let evaluated = evaluator.evaluated(expression, into: &ignored),
      let cube = evaluated.cube, cube.values.count == 1, let value = cube[0]
    else { return nil }
    var parts = chosen(in: expression)
    if let period = evaluated.period { parts.append(period.description) }
    let place = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    return Side(value: value, unit: cube.unit, place: place)
  }

  /// The selectors of a formula that only chooses, in the order written.
  private func chosen(in expression: Expression) -> [String] {
    switch expression.node {
    case .instant(let base, _): chosen(in: base)
    case .selection(let base, let selectors): chosen(in: base) + selectors.map(\.span.text)
    case .number, .text, .truth, .name, .parameter, .call, .unary, .binary, .conditional, .local:
      []
    }
  }

  private func texts(_ one: Side, _ other: Side) -> (String, String)? {
    func text(_ side: Side, _ format: ValueFormat?) -> String? {
      try? Wording.word(side.value, unit: side.unit, format: format, in: .english)
    }
    guard let first = text(one, nil), let second = text(other, nil) else { return nil }
    guard first == second, one.value != other.value else { return (first, second) }
    // No two doubles share 17 digits.
    for digits in 4...17 {
      guard let format = ValueFormat("\(digits) digits"), let first = text(one, format),
        let second = text(other, format)
      else { continue }
      if first != second { return (first, second) }
    }
    return ("\(one.value)", "\(other.value)")
  }
}

extension ReportValues: ChartData {
  func cube(_ expression: Excerpt, into diagnostics: inout DiagnosticList) -> Cube? {
    let evaluated: EvaluatedCube? = cube(expression, into: &diagnostics)
    return evaluated?.cube
  }

  func events(
    _ name: String,
    at span: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> EventTable? {
    if let table = catalogue.events[name] {
      // One without a text in any language is meant to have no words.
      for event in table.events
      where !event.text.texts.isEmpty && event.text[language.code] == nil {
        diagnostics.report(.eventText(language.code, of: name, at: event.span))
      }
      return table
    }
    // A file that could not be read may have held them.
    guard !catalogue.open.isIncomplete else { return nil }
    diagnostics.report(.events(name, among: catalogue.events.keys.sorted(), at: span))
    return nil
  }

  func text(_ text: Excerpt, into diagnostics: inout DiagnosticList) -> String? {
    let lexed = lexExpressions(text, into: &diagnostics)
    var result = ""
    for piece in lexed.pieces(of: lexed.text) {
      switch piece {
      case .text(let plain): result += plain
      case .expression(let expression):
        guard let word = self.text(of: expression, into: &diagnostics) else { return nil }
        result += word
      }
    }
    return result
  }

  func title(of expression: Excerpt) -> String? {
    guard let evaluated = evaluations[expression] else { return nil }
    return evaluated.name.flatMap { evaluator.title(of: $0, language: language.code) }
  }

  func decimals(of expression: Excerpt) -> Int? {
    guard let evaluated = evaluations[expression] else { return nil }
    return evaluated.decimals
  }

  var labels: Labels { catalogue.labels }

  var scenarios: [ChartScenario] {
    model.scenarios.map {
      ChartScenario(id: $0.id, title: $0.title, isCounterfactual: $0.isCounterfactual)
    }
  }

  var today: CalendarDate? { edition.date }
}
