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
/// - Returns: The trees, and what is wrong with the formula or the folder.
public func trace(
  _ expression: String,
  in request: BuildRequest,
  wholly: Bool = false
) -> TraceOutcome {
  var diagnostics = DiagnosticList()
  do throws(Refusal) {
    guard let inputs = try readInputs(request, needsReport: false, into: &diagnostics) else {
      return TraceOutcome(diagnostics, failure: nil)
    }
    var tracing = Tracing(inputs, wholly: wholly, into: &diagnostics)
    tracing.trace(expression, into: &diagnostics)
    return TraceOutcome(diagnostics, failure: nil, tracing, of: expression)
  } catch {
    return TraceOutcome(diagnostics, failure: error)
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
    diagnostics = found.inFileOrder.filter { $0.severity == .error }
    self.failure = failure?.diagnostic
    text = tracing?.text ?? ""
    json = tracing?.json(of: expression) ?? ""
  }
}

/// The trees of one question.
private struct Tracing {
  private static let cellLimit = 20

  private let inputs: Inputs
  private let catalogue: Catalogue
  private let evaluator: Evaluator
  private let printer: TracePrinter
  private let limit: Int?
  private var traces: [Trace] = []

  /// How many cells were not traced.
  private var omitted = 0

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
    if let figure = figure(of: expression) {
      for formula in figure.formulas { trace(formula, everyCell: true, into: &diagnostics) }
      return
    }
    let excerpt = Excerpt(composed: expression)
    var found = DiagnosticList()
    trace(excerpt, everyCell: false, into: &found)
    // What is no formula may be the id of a figure, misspelt.
    let ids = inputs.reports.flatMap(\.figures).map(\.id)
    if found.hasErrors, expression.contains("-"), !expression.contains(" "),
      let nearest = nearestNames(to: expression, among: ids).first
    {
      diagnostics.report(.noFigure(expression, nearest: nearest, at: excerpt.span))
    } else {
      diagnostics.report(contentsOf: found)
    }
  }

  /// The formulas of the figure that is meant: `regions`, `regions[north] @ 2020`. A name of the folder
  /// goes before an id.
  private func figure(of expression: String) -> (id: String, formulas: [Excerpt])? {
    let id = expression.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    let rest = expression.dropFirst(id.count).drop { $0 == " " }
    guard rest.isEmpty || rest.hasPrefix("[") || rest.hasPrefix("@"),
      !evaluator.names.contains(String(id)),
      let figure = inputs.reports.lazy.flatMap(\.figures).first(where: { $0.id == id })
    else { return nil }
    var seen: Set<String> = []
    let formulas = figure.formulas.filter { seen.insert($0.text).inserted }
    guard !rest.isEmpty else { return (figure.id, formulas) }
    return (figure.id, formulas.map { Excerpt(composed: "(\($0.text))\(rest)") })
  }

  private mutating func trace(
    _ formula: Excerpt,
    everyCell: Bool,
    into diagnostics: inout DiagnosticList
  ) {
    guard let expression = parseExpression(formula, into: &diagnostics),
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
    omitted += cells.count - shown.count
    for cell in shown { traces.append(traced.trace(cell: cell, limit: limit)) }
  }

  var text: String {
    var lines: [String] = []
    for (index, trace) in traces.enumerated() {
      if index > 0 { lines.append("") }
      lines += printer.lines(of: trace)
    }
    if omitted > 0 { lines += ["", "and \(omitted) more"] }
    return lines.joined(separator: "\n")
  }

  func json(of expression: String) -> String {
    JSONValue.object([
      "expression": .string(expression),
      "edition": .string(inputs.edition.id),
      "known_until": .string(inputs.knownUntil.description),
      "traces": .array(traces.map(printer.json)),
    ]).line
  }
}
