public import Diagnostics
import Documents
import Formulas
import Indicators
import Wording

/// What came of tracing a number.
public struct TraceOutcome: Sendable {
  public let status: ExitStatus
  public let diagnostics: [Diagnostic]

  /// What the command line or the world refused.
  public let failure: Diagnostic?

  /// The trees for people.
  public let text: String

  /// The trees as one JSON object; whole, where the text cuts long ones.
  public let json: String
}

/// Shows where a number comes from, down to the cells of files.
///
/// - Parameters:
///   - expression: A formula; or the id of a figure or a table of the report, perhaps with selectors and
///     a period behind it. Of a series its newest value is taken.
///   - request: The folder and what of it counts.
///   - wholly: Whether every cell that a function used is followed, or twenty of each.
/// - Returns: The trees, and what is wrong with the formula or with what it rests on; of other mistakes in
///   the folder how many there are.
public func trace(
  _ expression: String,
  in request: BuildRequest,
  wholly: Bool = false
) -> TraceOutcome {
  var folder = DiagnosticList()
  do throws(Refusal) {
    guard let inputs = try readInputs(request, needsReport: false, into: &folder) else {
      return TraceOutcome(folder.errors, failure: nil)
    }
    var tracing = Tracing(inputs, wholly: wholly, into: &folder)
    var found = DiagnosticList()
    tracing.trace(expression, into: &found)
    var told = found.errors
    told.report(contentsOf: tracing.concerning(folder, besides: found))
    return TraceOutcome(told, failure: nil, tracing, of: expression)
  } catch {
    return TraceOutcome(folder.errors, failure: error)
  }
}

extension DiagnosticList {
  /// Of what was found what stops a trace: a build tells the rest.
  fileprivate var errors: DiagnosticList {
    var errors = DiagnosticList()
    for diagnostic in all where diagnostic.severity == .error { errors.report(diagnostic) }
    return errors
  }
}

extension TraceOutcome {
  fileprivate init(
    _ found: DiagnosticList,
    failure: Refusal?,
    _ tracing: Tracing? = nil,
    of expression: String = ""
  ) {
    status = failure?.status ?? ExitStatus(of: found.all)
    diagnostics = found.inFileOrder
    self.failure = failure?.diagnostic
    text = tracing?.text ?? ""
    json = tracing?.json(of: expression) ?? ""
  }
}

/// The trees of one question.
private struct Tracing {
  private static let cellLimit = 20

  /// How many lines of trees a figure is shown with; one with more is listed.
  private static let lineLimit = 150

  private let inputs: Inputs
  private let catalogue: Catalogue
  private let evaluator: Evaluator
  private let printer: TracePrinter
  private let limit: Int?
  private var groups: [TraceGroup] = []

  /// The figure that was asked for.
  private var figure: ReportFigure?

  /// The names that the traced formulas use.
  private var names: Set<String> = []

  /// Whether an id was asked for that no figure has.
  private var missesFigure = false

  init(_ inputs: Inputs, wholly: Bool, into diagnostics: inout DiagnosticList) {
    self.inputs = inputs
    limit = wholly ? nil : Self.cellLimit
    let evaluation = Evaluation(of: inputs, into: &diagnostics)
    catalogue = evaluation.catalogue
    let report = inputs.reports.first
    let code = report?.language ?? "en"
    evaluator = evaluation.evaluator(
      inputs.ratios,
      parameters: report?.parameters ?? [:],
      language: code
    )
    printer = TracePrinter(catalogue: catalogue, evaluator: evaluator, languageCode: code)
  }

  mutating func trace(_ expression: String, into diagnostics: inout DiagnosticList) {
    if let (figure, selectors) = figure(of: expression) {
      self.figure = figure
      trace(figure, selectors, into: &diagnostics)
      return
    }
    let excerpt = Excerpt(composed: expression)
    var found = DiagnosticList()
    trace(excerpt, label: "", everyCell: false, into: &found)
    // What is no formula may be the id of a figure, misspelt.
    let ids = inputs.reports.flatMap(\.figures).map(\.id)
    if found.hasErrors, expression.contains("-"), !expression.contains(" "),
      let nearest = nearestNames(to: expression, among: ids).first
    {
      missesFigure = true
      diagnostics.report(.noFigure(expression, nearest: nearest, at: excerpt.span))
    } else {
      diagnostics.report(contentsOf: found)
    }
  }

  /// The figure that is meant, and which of its cells: `regions`, `regions[north] @ 2020`. A name of the
  /// folder goes before an id.
  private func figure(of expression: String) -> (figure: ReportFigure, selectors: String)? {
    let id = expression.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    let rest = expression.dropFirst(id.count).drop { $0 == " " }
    guard rest.isEmpty || rest.hasPrefix("[") || rest.hasPrefix("@"),
      !evaluator.names.contains(String(id)),
      let figure = inputs.reports.lazy.flatMap(\.figures).first(where: { $0.id == id })
    else { return nil }
    return (figure, String(rest))
  }

  /// All numbers of a figure; with selectors those that have such cells.
  private mutating func trace(
    _ figure: ReportFigure,
    _ selectors: String,
    into diagnostics: inout DiagnosticList
  ) {
    var seen: Set<String> = []
    var found = DiagnosticList()
    for part in figure.parts where seen.insert(part.formula.text).inserted {
      let formula = selectors.isEmpty ? part.formula : selected(part.formula, by: selectors)
      trace(formula, label: part.label, everyCell: true, into: &found)
    }
    if selectors.isEmpty {
      for part in figure.inWords where seen.insert(part.formula.text).inserted {
        // A word of the edition, as its date, has no trace, and is no mistake.
        var ignored = DiagnosticList()
        trace(part.formula, label: part.label, everyCell: true, isInWords: true, into: &ignored)
      }
    }
    if selectors.isEmpty || groups.isEmpty { diagnostics.report(contentsOf: found) }
  }

  /// A formula with selectors behind it.
  private func selected(_ formula: Excerpt, by selectors: String) -> Excerpt {
    let rest = selectors.hasPrefix("@") ? " " + selectors : selectors
    var ignored = DiagnosticList()
    let isPrimary = parseExpression(formula, into: &ignored)?.isPrimary ?? false
    return Excerpt(composed: isPrimary ? formula.text + rest : "(\(formula.text))\(rest)")
  }

  private mutating func trace(
    _ formula: Excerpt,
    label: String,
    everyCell: Bool,
    isInWords: Bool = false,
    into diagnostics: inout DiagnosticList
  ) {
    guard let expression = parseExpression(formula, into: &diagnostics) else { return }
    names.formUnion(expression.names)
    guard
      let traced = evaluator.traced(expression, knownUntil: inputs.knownUntil, into: &diagnostics)
    else { return }
    let cells = traced.newestCells
    if cells.count > 1, !everyCell {
      let choices = cells.prefix(Self.cellLimit).map { cell in
        "\(traced.selection(of: cell)) = \(printer.shown(traced.cube, cell))"
      }
      diagnostics.report(
        .manyCells(formula.text, cells.count, choices: choices, at: expression.span)
      )
      return
    }
    let shown = cells.prefix(limit ?? .max)
    groups.append(
      TraceGroup(
        label: label,
        formula: formula.text,
        isInWords: isInWords,
        traces: shown.map { cell in
          TraceGroup.Item(
            selectors: traced.selectors(of: cell),
            selection: traced.selection(of: cell),
            trace: traced.trace(cell: cell, limit: limit)
          )
        },
        omitted: cells.count - shown.count,
        isNewest: traced.isSeries
      )
    )
  }

  // MARK: Mistakes elsewhere

  /// Of what is wrong with the folder what the numbers rest on, and how much else there is.
  ///
  /// - Parameters:
  ///   - folder: What is wrong with the folder.
  ///   - own: What was found in tracing, which says enough where it has errors.
  /// - Returns: The errors that concern the numbers, and one warning for all the others.
  func concerning(_ folder: DiagnosticList, besides own: DiagnosticList) -> DiagnosticList {
    let known = Set(own.all)
    let errors = folder.errors.all.filter { !known.contains($0) }
    var told: [Diagnostic] = []
    if evaluator.hasMetOpenName || missesFigure
      || (groups.isEmpty && figure == nil && !own.hasErrors)
    {
      let reach = Reach(of: names, in: inputs, withReports: missesFigure)
      told = errors.filter(reach.contains)
      // What leaves a name open may lie anywhere: rather all than none.
      if told.isEmpty, !own.hasErrors { told = errors }
    }
    var list = DiagnosticList()
    for diagnostic in told { list.report(diagnostic) }
    if errors.count > told.count {
      list.report(.elsewhere(errors.count - told.count, concernsNone: told.isEmpty))
    }
    return list
  }

  // MARK: Showing

  var text: String {
    guard let figure else {
      return groups.flatMap(\.traces).map { printer.lines(of: $0.trace).joined(separator: "\n") }
        .joined(separator: "\n\n")
    }
    guard !groups.isEmpty || figure.parts.isEmpty else { return "" }
    let drawn = groups.filter { !$0.isInWords }
    var parts = [printer.head(of: figure, drawn)]
    let trees = drawn.map(printer.trees)
    if trees.reduce(0, { $0 + $1.count }) <= Self.lineLimit {
      parts += trees
    } else {
      parts += printer.lists(drawn, of: figure)
    }
    let words = groups.filter(\.isInWords)
    if !words.isEmpty { parts.append(printer.words(words)) }
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  func json(of expression: String) -> String {
    var object: [String: JSONValue] = [
      "expression": .string(expression),
      "edition": .string(inputs.edition.id),
      "known_until": .string(inputs.knownUntil.description),
      "traces": .array(groups.flatMap(printer.json)),
    ]
    object["figure"] = figure.map(printer.json)
    return JSONValue.object(object).line
  }
}
