import Diagnostics
import Indicators

/// Follows the cells of one formula through the values of its parts, each worked out once.
final class Tracer {
  /// What local names stand for.
  struct Names {
    var locals: [String: Local] = [:]
    var scope = Scope()

    indirect enum Local { case formula(Expression, Names) }
  }

  let evaluator: Evaluator

  /// How many children a step has at most.
  var limit: Int?

  private let knownUntil: CalendarDate?
  private let reporter = Reporter()
  private var operands: [SourceSpan: Operand?] = [:]
  private var releases: [String: [(day: CalendarDate, indicator: Indicator)]] = [:]

  init(_ evaluator: Evaluator, knownUntil: CalendarDate?) {
    self.evaluator = evaluator
    self.knownUntil = knownUntil
  }

  func operand(of expression: Expression, _ names: Names) -> Operand? {
    if let known = operands[expression.span] { return known }
    let operand = evaluator.operand(of: expression, names.scope, reporter)
    operands[expression.span] = operand
    return operand
  }

  // MARK: Steps

  /// The step of a whole formula for one of its cells.
  func trace(_ expression: Expression, cell: Int) -> Trace {
    let names = Names()
    guard let operand = operand(of: expression, names) else {
      return missing(expression, at: CellPoint(), unit: .one)
    }
    return trace(expression, operand, cell: cell, operand.cube.point(of: cell), names)
  }

  /// The step of an expression at a point.
  func trace(_ expression: Expression, at point: CellPoint, _ names: Names) -> Trace {
    guard let operand = operand(of: expression, names) else {
      return missing(expression, at: point, unit: .one)
    }
    return trace(expression, operand, cell: operand.cube.cell(at: point), point, names)
  }

  func trace(
    _ expression: Expression,
    _ operand: Operand,
    cell: Int?,
    _ point: CellPoint,
    _ names: Names
  ) -> Trace {
    guard let cell else { return missing(expression, at: point, unit: operand.cube.unit) }
    switch expression.node {
    case .number, .text, .truth, .parameter:
      return step(.number, expression, operand, cell)
    case .name(let name):
      return named(name, expression, operand, cell, names)
    case .selection(let base, _), .instant(let base, _):
      // A selection shows the cell that it selects.
      guard let whole = self.operand(of: base, names),
        let positions = cells(of: expression, in: whole)
      else { return step(.operation, expression, operand, cell) }
      let source = positions[cell]
      var trace = self.trace(base, whole, cell: source, whole.cube.point(of: source), names)
      trace.text = oneLine(expression.span.text)
      return trace
    case .local(let name, let value, let rest):
      let inner = adding(name, value, to: names)
      guard let own = self.operand(of: rest, inner) else { return trace(rest, at: point, inner) }
      return trace(rest, own, cell: cell, point, inner)
    case .call, .unary, .binary, .conditional:
      let used = parts(of: expression, operand, cell, names)
      return step(.operation, expression, operand, cell, of: used)
    }
  }

  /// For each cell of a selection, the cell of what it selects from.
  private func cells(of expression: Expression, in base: Operand) -> [Int]? {
    var shadow = base
    shadow.cube = base.cube.with(values: base.cube.values.indices.map { Double($0) })
    let ignored = Reporter()
    let selected: Operand? =
      switch expression.node {
      case .selection(_, let selectors): evaluator.selected(shadow, selectors, ignored)
      case .instant(_, let instant):
        evaluator.at(instant, shadow, at: expression.focus, ignored)
      case .number, .text, .truth, .name, .parameter, .call, .unary, .binary, .conditional, .local:
        nil
      }
    return selected.map { $0.cube.values.map { Int($0) } }
  }

  private func adding(_ name: String, _ value: Expression, to names: Names) -> Names {
    var inner = names
    inner.locals[name] = .formula(value, names)
    inner.scope.values[name] = evaluator.compute(value, names.scope, reporter)
    return inner
  }

  /// The cell of a name: what a file says, or what the formula behind the name makes of others.
  private func named(
    _ name: String,
    _ expression: Expression,
    _ operand: Operand,
    _ cell: Int,
    _ names: Names
  ) -> Trace {
    if case .formula(let formula, let outer) = names.locals[name] {
      return defined(.local, name, by: formula, expression, operand, cell, outer)
    }
    if evaluator.results[name] != nil {
      return result(name, expression, operand, cell)
    }
    if let ratio = evaluator.ratiosByName[name] {
      var inner = Names()
      inner.scope.zero = ratio.zero
      inner.scope.ratio = name
      return defined(.ratio, name, by: ratio.formula, expression, operand, cell, inner)
    }
    return step(.indicator, expression, operand, cell, name: name)
  }

  private func defined(
    _ kind: Trace.Step,
    _ name: String,
    by whole: Expression,
    _ expression: Expression,
    _ operand: Operand,
    _ cell: Int,
    _ names: Names
  ) -> Trace {
    var (formula, names) = (whole, names)
    while case .local(let name, let value, let rest) = formula.node {
      names = adding(name, value, to: names)
      formula = rest
    }
    let point = operand.cube.point(of: cell)
    var used = Parts()
    switch formula.node {
    case .call, .unary, .binary, .conditional:
      if let own = self.operand(of: formula, names), let place = own.cube.cell(at: point) {
        used = parts(of: formula, own, place, names)
      }
    case .number, .text, .truth, .name, .parameter, .selection, .instant, .local:
      used.children = [trace(formula, at: point, names)]
    }
    return step(
      kind,
      expression,
      operand,
      cell,
      name: name,
      formula: Trace.Formula(whole.span),
      of: used
    )
  }

  // MARK: Parts

  /// What a cell of an operation was made of.
  struct Parts {
    var operation: String?
    var children: [Trace] = []
    var omissions: [Trace.Omission] = []

    /// Whether any of the cells that count is missing, shown or not.
    var isShort = false

    /// Whether a series breaks between the periods that were used.
    var hasBreak = false

    /// How many missing values are passed over.
    var skipped = 0

    /// How many members without a record are passed over.
    var unrecorded = 0
  }

  private func parts(
    of expression: Expression,
    _ operand: Operand,
    _ cell: Int,
    _ names: Names
  ) -> Parts {
    let point = operand.cube.point(of: cell)
    var parts = Parts()
    switch expression.node {
    case .unary(let symbol, let base):
      parts.operation = symbol.rawValue
      parts.children = [trace(base, at: point, names)]
    case .binary(let symbol, let left, let right):
      parts.operation = symbol.rawValue
      parts.children = [left, right].filter { self.operand(of: $0, names) != nil }
        .map { trace($0, at: point, names) }
    case .conditional(let condition, let first, let second):
      parts.operation = "if"
      let test = trace(condition, at: point, names)
      parts.children = [test]
      if let truth = test.value {
        parts.children.append(trace(truth != 0 ? first : second, at: point, names))
      }
    case .call(let name, let arguments):
      guard let function = Function.all[name],
        let bound = function.bind(
          arguments,
          focus: expression.focus,
          parameterValues: evaluator.parameters,
          reporter: reporter
        )
      else { return parts }
      parts.operation = name
      if bound.name("over") != nil, evaluator.quotient(bound)?.over == .ratioOfSums {
        parts.operation = "ratio-of-sums"
      }
      if name == "vintage", let child = known(bound, at: point) {
        parts.children = [child]
        return parts
      }
      let used = self.arguments(of: bound, operand.cube, at: point, names, &parts)
      add(used, to: &parts, at: point, names)
    case .number, .text, .truth, .name, .parameter, .selection, .instant, .local: break
    }
    return parts
  }

  /// The cells that a function used of one argument.
  private struct Argument {
    let expression: Expression
    let operand: Operand
    var cells: [Int]
  }

  /// The cells that a function used of each of its arguments.
  private func arguments(
    of call: BoundCall,
    _ result: Cube,
    at point: CellPoint,
    _ names: Names,
    _ parts: inout Parts
  ) -> [Argument] {
    var arguments: [Argument] = []
    for parameter in call.function.parameters {
      guard let expression = call.expression(parameter.name),
        let operand = self.operand(of: expression, names)
      else { continue }
      let cube = operand.cube
      let used = UsedCells(call, parameter.name, result: result)
      var cells = used.cells(of: cube, at: point)
      parts.hasBreak = parts.hasBreak || used.hasBreak(in: cube, among: cells)
      if call.skipsMissing {
        // What has no record at all is left out, which nobody needs to ask for.
        parts.skipped += cells.count { cube[$0] == nil && cube.statuses[$0] != .absent }
      }
      let recorded = cells.filter { cube.statuses[$0] != .absent }
      if call.name("over") != nil, !recorded.isEmpty {
        // Functions over a dimension pass over members of which there is no record.
        parts.unrecorded += cells.count - recorded.count
        cells = recorded
      }
      if !call.skipsMissing {
        parts.isShort = parts.isShort || cells.contains { cube[$0] == nil }
      }
      arguments.append(Argument(expression: expression, operand: operand, cells: cells))
    }
    return arguments
  }

  /// Follows the cells of a function's arguments. Where there are more than the limit, each argument
  /// keeps its part of the room, and missing cells, which explain a missing value, come first.
  private func add(
    _ arguments: [Argument],
    to parts: inout Parts,
    at point: CellPoint,
    _ names: Names
  ) {
    let rooms = self.rooms(for: arguments.map(\.cells.count))
    for (argument, room) in zip(arguments, rooms) {
      let cube = argument.operand.cube
      guard !argument.cells.isEmpty else {
        parts.children.append(missing(argument.expression, at: point, unit: cube.unit))
        continue
      }
      var shown = argument.cells
      if room < shown.count {
        let gaps = shown.filter { cube[$0] == nil }
        shown = parts.isShort ? gaps + shown.filter { cube[$0] != nil } : shown
        let text = oneLine(argument.expression.span.text)
        parts.omissions.append(Trace.Omission(text: text, count: shown.count - room))
        shown = Array(shown.prefix(room))
      }
      for cell in shown {
        parts.children.append(
          trace(argument.expression, argument.operand, cell: cell, cube.point(of: cell), names)
        )
      }
    }
  }

  /// How many of some numbers of cells are shown within the limit: as many of each as of the others,
  /// but for those that have fewer.
  private func rooms(for counts: [Int]) -> [Int] {
    guard let limit else { return counts }
    var rooms = counts.map { _ in 0 }
    var left = limit
    while left > 0, rooms != counts {
      for index in counts.indices where left > 0 && rooms[index] < counts[index] {
        rooms[index] += 1
        left -= 1
      }
    }
    return rooms
  }

  /// The cell of an indicator or a ratio as it was known on the day of a vintage.
  private func known(_ call: BoundCall, at point: CellPoint) -> Trace? {
    guard let expression = call.expression("x"),
      let day = call.period("day")?.period.firstDay,
      let past = evaluator.past(of: expression, on: day, reporter)
    else { return nil }
    let tracer = Tracer(past, knownUntil: knownUntil.map { min($0, day) } ?? day)
    tracer.limit = limit
    return tracer.trace(expression, at: point, Names())
  }

  // MARK: Making

  func step(
    _ kind: Trace.Step,
    _ expression: Expression,
    _ operand: Operand,
    _ cell: Int,
    name: String? = nil,
    formula: Trace.Formula? = nil,
    of parts: Parts = Parts()
  ) -> Trace {
    let cube = operand.cube
    let point = cube.point(of: cell)
    let value = cube[cell]
    var reason: Trace.Reason?
    if value == nil {
      let divides = parts.operation == "/" && parts.children.last?.value == 0
      let isShort = parts.isShort || parts.children.contains { $0.value == nil }
      reason =
        if parts.children.isEmpty {
          .status
        } else if isShort, cube.statuses[cell] != .undefined {
          .operand
        } else if parts.hasBreak {
          .brokenSeries
        } else if divides {
          .zeroDenominator
        } else if isShort {
          .operand
        } else {
          cube.statuses[cell] == .undefined ? .undefined : .noCell
        }
    }
    let isCell = kind == .indicator
    return Trace(
      kind,
      oneLine(expression.span.text),
      name: name,
      formula: formula,
      value: value,
      status: cube.statuses[cell],
      reason: reason,
      unit: cube.unit,
      period: point.period,
      members: cube.axes.map {
        Trace.Place(dimension: $0.name, member: point.members[$0.name] ?? "")
      },
      decimals: operand.decimals,
      origin: isCell ? cube.origin(of: cell) : nil,
      released: isCell ? name.flatMap { released($0, cube, cell, point) } : nil,
      isAfterBreak: cube.breaks.contains(cell),
      of: parts
    )
  }

  /// A step at a point where there is no cell.
  private func missing(_ expression: Expression, at point: CellPoint, unit: Unit) -> Trace {
    Trace(
      .operation,
      oneLine(expression.span.text),
      value: nil,
      status: .absent,
      reason: .noCell,
      unit: unit,
      period: point.period,
      members: point.members.sorted { $0.key < $1.key }
        .map { Trace.Place(dimension: $0.key, member: $0.value) }
    )
  }

  // MARK: Releases

  /// The first day on which the cell was read from where it is read now.
  private func released(
    _ name: String,
    _ cube: Cube,
    _ cell: Int,
    _ point: CellPoint
  ) -> CalendarDate? {
    guard let origin = cube.origin(of: cell) else { return nil }
    let releases = evaluator.catalogue.releases
    let days = (releases.days[name] ?? []).filter { day in knownUntil.map { day <= $0 } ?? true }
    guard days.count > 1 else { return days.first }
    if self.releases[name] == nil {
      var ignored = DiagnosticList()
      self.releases[name] = days.compactMap { day in
        releases.indicator(name, asKnownOn: day, into: &ignored).map { (day, $0) }
      }
    }
    return self.releases[name]?.first { _, indicator in
      let own = indicator.cube
      return own.cell(at: point).flatMap(own.origin(of:))?.span == origin.span
    }?.day
  }
}
