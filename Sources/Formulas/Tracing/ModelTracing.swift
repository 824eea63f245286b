import Diagnostics
public import Indicators

/// What tells how a model came to its values; the module that runs models supplies it, since formulas
/// know nothing of models.
public protocol ModelTracing: Sendable {
  /// How a value was computed; nothing where the model has no such value.
  func step(to point: ModelPoint) -> ModelStep?
}

/// A value of a model: a name's in one scenario and one year.
public struct ModelPoint: Hashable, Sendable {
  public let name: String
  public let scenario: String

  /// Nothing for a parameter, which is the same in all years.
  public let year: Int?

  /// Whether what overlays lay on the name's own process is left off.
  public let isBare: Bool

  public init(_ name: String, scenario: String, year: Int?, isBare: Bool = false) {
    self.name = name
    self.scenario = scenario
    self.year = year
    self.isBare = isBare
  }
}

/// How a model came to a value.
public struct ModelStep: Sendable {
  /// What a name of a model is.
  public enum Kind: String, Hashable, Sendable {
    case parameter, driver, event, variable, output
  }

  /// What the value was made of.
  public enum Part: Sendable {
    /// A value of the model, as the formula writes it; followed further or only shown.
    case value(ModelPoint, text: String, isFollowed: Bool)

    /// A part of the formula that uses only data, in a year.
    case data(Expression, year: Int)

    /// An amount that an overlay lays on a process, as it is written.
    case amount(Double, Unit, text: String)
  }

  /// Why a parameter or a driver is what it is.
  public struct Grounds: Sendable {
    public let reason: LocalizedText

    /// An id of the sources table.
    public let source: String?
    public let judge: String?

    public init(reason: LocalizedText, source: String?, judge: String?) {
      self.reason = reason
      self.source = source
      self.judge = judge
    }
  }

  public let kind: Kind

  /// Nothing where it is missing.
  public let value: Double?
  public let unit: Unit
  public let status: Status

  /// What stands in the file, with its place.
  public let formula: Trace.Formula?
  public let parts: [Part]
  public let grounds: Grounds?

  /// Over how many outcomes of the events the value is a mean; 1 where they change nothing.
  public let outcomeCount: Int

  /// Whether the formula is a distribution, of which the mode is taken.
  public let isMode: Bool

  public init(
    _ kind: Kind,
    value: Double?,
    unit: Unit,
    status: Status,
    formula: Trace.Formula?,
    parts: [Part],
    grounds: Grounds? = nil,
    outcomeCount: Int = 1,
    isMode: Bool = false
  ) {
    self.kind = kind
    self.value = value
    self.unit = unit
    self.status = status
    self.formula = formula
    self.parts = parts
    self.grounds = grounds
    self.outcomeCount = outcomeCount
    self.isMode = isMode
  }
}

extension Trace {
  /// What is known of a step besides its value where a model computed it.
  public struct Model: Sendable {
    public let kind: ModelStep.Kind
    public let scenario: String
    public let grounds: ModelStep.Grounds?

    /// Over how many outcomes of the events the value is a mean.
    public let outcomeCount: Int

    /// Whether it is the mode of a distribution, which stands as the formula.
    public let isMode: Bool

    /// How a formula asks for the value, where the tree does not follow it.
    public let selection: String?
  }
}

extension Tracer {
  /// The cell that a model computed, with the values that its equation used in that year.
  func result(_ name: String, _ expression: Expression, _ operand: Operand, _ cell: Int) -> Trace {
    let point = operand.cube.point(of: cell)
    guard let scenario = point.members["scenario"], point.members.count == 1,
      let step = evaluator.modelTracing?.step(
        to: ModelPoint(name, scenario: scenario, year: point.period?.year)
      )
    else { return self.step(.result, expression, operand, cell, name: name) }
    let used = parts(of: step)
    var trace = self.step(
      .result,
      expression,
      operand,
      cell,
      name: name,
      formula: step.formula,
      of: used
    )
    trace.model = Trace.Model(
      kind: step.kind,
      scenario: scenario,
      grounds: step.grounds,
      outcomeCount: step.outcomeCount,
      isMode: step.isMode,
      selection: nil
    )
    return trace
  }

  private func parts(of step: ModelStep) -> Parts {
    var parts = Parts()
    for part in step.parts {
      switch part {
      case .value(let point, let text, let isFollowed):
        if let child = trace(point, text: text, isFollowed: isFollowed) {
          parts.children.append(child)
        }
      case .data(let expression, let year): add(expression, inYear: year, to: &parts)
      case .amount(let value, let unit, let text):
        parts.children.append(
          Trace(.operation, text, value: value, status: .estimated, unit: unit)
        )
      }
    }
    return parts
  }

  private func trace(_ point: ModelPoint, text: String, isFollowed: Bool) -> Trace? {
    guard let step = evaluator.modelTracing?.step(to: point) else { return nil }
    var trace = Trace(
      .result,
      text,
      name: point.name,
      formula: step.formula,
      value: step.value,
      status: step.status,
      reason: step.value == nil ? .undefined : nil,
      unit: step.unit,
      period: point.year.map { .year($0) },
      members: [Trace.Place(dimension: "scenario", member: point.scenario)],
      of: isFollowed ? parts(of: step) : Parts()
    )
    let isCut = !isFollowed && !step.parts.isEmpty
    trace.model = Trace.Model(
      kind: step.kind,
      scenario: point.scenario,
      grounds: step.grounds,
      outcomeCount: step.outcomeCount,
      isMode: step.isMode,
      selection: isCut ? selection(of: point) : nil
    )
    return trace
  }

  private func selection(of point: ModelPoint) -> String {
    "\(point.name)[\(selector(of: point.scenario, in: "scenario"))]"
      + (point.year.map { " @ \($0)" } ?? "")
  }

  /// Follows the cells of a part that uses only data: its one in the year, or those of all members that
  /// the formula goes over.
  private func add(_ expression: Expression, inYear year: Int, to parts: inout Parts) {
    let names = Names()
    guard let operand = operand(of: expression, names) else { return }
    var point = CellPoint()
    point.period = .year(year)
    let cells = operand.cube.cells(at: point) { axis, _ in
      axis.members.indices.filter { !axis.members[$0].isAggregate }
    } periods: { _ in
      nil
    }
    let shown = cells.prefix(limit ?? .max)
    parts.children += shown.map { cell in
      trace(expression, operand, cell: cell, operand.cube.point(of: cell), names)
    }
    guard shown.count < cells.count else { return }
    parts.omissions.append(
      Trace.Omission(text: oneLine(expression.span.text), count: cells.count - shown.count)
    )
  }
}
