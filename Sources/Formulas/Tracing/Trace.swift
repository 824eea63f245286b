public import Diagnostics
public import Indicators
import Settings

/// Where one number comes from: the value of a step of a formula, and the values that it was made of,
/// down to cells of files, numbers in formulas and what a model computed.
public struct Trace: Sendable {
  /// What a step is.
  public enum Step: String, Hashable, Sendable {
    /// A number that stands in the formula.
    case number

    /// A cell of an indicator.
    case indicator

    /// A cell of a ratio, made by the ratio's formula.
    case ratio

    /// A cell that a model computed.
    case result

    /// A local name of a formula.
    case local

    /// Operands under an operator, a function or an `if`.
    case operation
  }

  /// Why a value is missing.
  public enum Reason: Hashable, Sendable {
    /// The publisher has none, or a correction took it out: the status says it.
    case status

    /// There is no such cell.
    case noCell

    /// One that it is made of is missing.
    case operand
    case zeroDenominator

    /// The series breaks between the periods that are compared.
    case brokenSeries

    /// The formula has no result: a logarithm of nothing, too large a number.
    case undefined
  }

  /// The formula that stands behind a name.
  public struct Formula: Sendable {
    /// On one line.
    public let text: String

    /// Where it stands.
    public let span: SourceSpan

    /// A formula as it stands in a file.
    public init(_ span: SourceSpan) { self.init(oneLine(span.text), at: span) }

    /// What says the same as a piece of a settings file.
    public init(_ text: String, at span: SourceSpan) {
      self.text = text
      self.span = span
    }

    /// What stands in the file, line by line, without the file's indentation.
    public var lines: [String] {
      span.text.split { $0 == "\n" || $0 == "\r\n" }.map { oneLine(String($0)) }
        .filter { !$0.isEmpty }
    }
  }

  /// The member of a dimension that a cell is of.
  public struct Place: Hashable, Sendable {
    public let dimension: String
    public let member: String
  }

  /// Cells of one argument that are left out of a long list.
  public struct Omission: Hashable, Sendable {
    /// The argument as the formula writes it, on one line.
    public let text: String
    public let count: Int

    public init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  public let step: Step

  /// The step as the formula writes it, on one line.
  public internal(set) var text: String

  /// The name whose cell it is; nothing for an operation and a number.
  public let name: String?
  public let formula: Formula?

  /// How the value is made of the children: an operator, the name of a function, `if`, or
  /// `ratio-of-sums`. Nothing where it is the only child's, and where there are none.
  public let operation: String?

  /// Nothing where it is missing.
  public let value: Double?
  public let status: Status
  public let reason: Reason?
  public let unit: Unit
  public let period: Period?
  public let members: [Place]

  /// How many decimals the indicator or ratio is printed with.
  public let decimals: Int?

  /// Where a cell of a file stands.
  public let origin: Origin?

  /// The day on which a cell's value was released, where the descriptor says it.
  public let released: CalendarDate?

  /// Whether the series breaks before the cell.
  public let isAfterBreak: Bool

  /// The cells that were used, as the formula names them.
  public let children: [Trace]

  /// The further children that are left out; nothing where all are there.
  public let omissions: [Omission]

  /// How many further children are left out.
  public var omitted: Int { omissions.reduce(0) { $0 + $1.count } }

  /// How many of the values that it could be made of are missing and passed over, as `missing:skip` asks.
  public let skipped: Int

  /// How many members are passed over since there is no record of them.
  public let unrecorded: Int

  /// How the model came to it; nothing for what no model computed.
  public internal(set) var model: Model?

  init(
    _ step: Step,
    _ text: String,
    name: String? = nil,
    formula: Formula? = nil,
    value: Double?,
    status: Status,
    reason: Reason? = nil,
    unit: Unit,
    period: Period? = nil,
    members: [Place] = [],
    decimals: Int? = nil,
    origin: Origin? = nil,
    released: CalendarDate? = nil,
    isAfterBreak: Bool = false,
    of parts: Tracer.Parts = Tracer.Parts()
  ) {
    self.step = step
    self.text = text
    self.name = name
    self.formula = formula
    operation = parts.operation
    self.value = value
    self.status = status
    self.reason = reason
    self.unit = unit
    self.period = period
    self.members = members
    self.decimals = decimals
    self.origin = origin
    self.released = released
    self.isAfterBreak = isAfterBreak
    children = parts.children
    omissions = parts.omissions
    skipped = parts.skipped
    unrecorded = parts.unrecorded
  }
}

/// A formula whose cells can be traced.
public struct TracedFormula {
  let expression: Expression
  let tracer: Tracer

  /// What the formula gives.
  public let cube: Cube

  /// The cells of the newest period: the last at which every series has an observed value, else the
  /// last at which any has a value; all cells where there are no periods. What a model computes is
  /// observed nowhere, and its newest period is the last. Series of which nothing is recorded are left
  /// out.
  public var newestCells: [Int] {
    let count = cube.time.count
    let recorded = (0..<cube.seriesCount).filter { series in
      cube.statuses[series * count..<(series + 1) * count].contains { $0 != .absent }
    }
    let series = recorded.isEmpty ? Array(0..<cube.seriesCount) : recorded
    let steps = (0..<count).reversed()
    let isModelled = expression.names.contains { tracer.evaluator.results[$0] != nil }
    let step =
      steps.first { step in
        !isModelled && series.allSatisfy { cube.statuses[$0 * count + step].isObserved }
      }
      ?? steps.first { step in series.contains { !cube.statuses[$0 * count + step].isMissing } }
      ?? count - 1
    return series.map { $0 * count + step }
  }

  /// The tree of one cell.
  ///
  /// - Parameters:
  ///   - cell: Its position in `cube`.
  ///   - limit: How many cells that a function used are followed; nothing: all.
  /// - Returns: The cell's value with all that it was made of.
  public func trace(cell: Int, limit: Int? = nil) -> Trace {
    tracer.limit = limit
    return tracer.trace(expression, cell: cell)
  }

  /// How the formula is written to give one cell: `honey[region:north] @ 2024`.
  public func selection(of cell: Int) -> String {
    let text = oneLine(expression.span.text)
    let selectors = selectors(of: cell)
    return expression.isPrimary || selectors.isEmpty ? text + selectors : "(\(text))\(selectors)"
  }

  /// Whether the formula gives a series, of which one period is shown.
  public var isSeries: Bool { cube.time.count > 1 }

  /// What stands behind the formula to give one cell: `[region:north] @ 2024`.
  public func selectors(of cell: Int) -> String {
    let point = cube.point(of: cell)
    var text = ""
    if !cube.axes.isEmpty {
      let members = cube.axes.map { selector(of: point.members[$0.name] ?? "", in: $0.name) }
      text += "[\(members.joined(separator: ", "))]"
    }
    if case .series = cube.time, let period = point.period { text += " @ \(period)" }
    return text
  }
}

extension Evaluator {
  /// Works a formula out for its cells to be traced.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - knownUntil: The day up to which releases count; they tell when a value was released.
  ///   - diagnostics: Where mistakes go.
  /// - Returns: Nothing if anything is wrong with the formula, and where it gives a text; both are
  ///   reported.
  public func traced(
    _ expression: Expression,
    knownUntil: CalendarDate? = nil,
    into diagnostics: inout DiagnosticList
  ) -> TracedFormula? {
    guard let evaluated = evaluated(expression, into: &diagnostics) else { return nil }
    guard let cube = evaluated.cube else {
      diagnostics.report(.textTraced(expression.span.text, at: expression.span))
      return nil
    }
    return TracedFormula(
      expression: expression,
      tracer: Tracer(self, knownUntil: knownUntil),
      cube: cube
    )
  }
}

/// How a formula chooses a member: `region:north`, and `region:"north side"` where it is no name.
func selector(of member: String, in dimension: String) -> String {
  "\(dimension):\(isName(member) ? member : "\"\(member)\"")"
}

/// A formula without line ends, and without what a YAML text between double quotes has before quotes.
package func oneLine(_ text: String) -> String {
  text.replacing("\\\"", with: "\"")
    .split { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }.joined(separator: " ")
}

extension Trace {
  /// The cells and numbers that the value rests on in the end, in the order in which they are used.
  public var leaves: [Trace] { children.isEmpty ? [self] : children.flatMap(\.leaves) }
}

extension Expression {
  /// Whether selectors behind the formula select from all of it; behind others they bind tighter than
  /// the formula's operators, and it needs brackets.
  public var isPrimary: Bool {
    switch node {
    case .name, .selection, .instant, .call: true
    case .number, .text, .truth, .parameter, .unary, .binary, .conditional, .local: false
    }
  }

  /// Whether the formula itself divides, so that a denominator can be zero.
  public var divides: Bool {
    switch node {
    case .binary(let symbol, let left, let right):
      symbol == .divided || left.divides || right.divides
    case .call(_, let arguments): arguments.contains { $0.value.divides }
    case .selection(let base, _), .instant(let base, _), .unary(_, let base): base.divides
    case .conditional(let test, let first, let second):
      test.divides || first.divides || second.divides
    case .local(_, let value, let rest): value.divides || rest.divides
    case .number, .text, .truth, .name, .parameter: false
    }
  }
}
