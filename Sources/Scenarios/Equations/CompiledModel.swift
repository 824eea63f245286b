import Diagnostics
import Formulas
import Indicators

/// One name's rule, ready to be computed year after year.
struct Equation: Sendable {
  let slot: Int

  /// The name to print, and where it was given.
  let name: String
  let span: SourceSpan
  let programs: [Program]

  /// For each year of the model, the program that gives its value; nothing where it has none.
  let programByYear: [Int?]

  /// The value every result must lie above.
  var above: Double?
}

/// The mode of a parameter with its range, for the assumptions page.
struct Settled: Sendable {
  let name: String
  let unit: Unit
  let summary: DistributionSummary
}

/// A run's definitions with every formula compiled.
struct CompiledModel {
  let origin: Int
  let count: Int
  let history: Int
  let slotCount: Int
  let bindings: [String: Binding]

  /// In file order; parameters first.
  let equations: [Equation]

  /// Values that stand before the first year: a slot and what gives it.
  let past: [(slot: Int, program: Program)]

  /// The events with their slots and the programs of their chances.
  let events: [CompiledEvent]

  /// The outputs that have a formula of their own.
  let outputs: [(name: String, program: Program)]

  /// Their units.
  let outputUnits: [String: Unit]
  let settled: [Settled]

  /// The equations of each year in an order in which each finds what it needs.
  let orders: [[Int]]

  struct CompiledEvent {
    let event: UncertainEvent
    let slots: [Int]

    /// Of a term: the chances of the first review, after a failure, after a confirmation.
    let chances: [(program: Program, span: SourceSpan)]
  }
}

/// Compiles one run's definitions.
struct ModelCompiler {
  private let definitions: Definitions
  private let outputs: [Output]
  private let years: ClosedRange<Int>
  private let data: DataCache

  private var bindings: [String: Binding] = [:]
  private var slotCount = 0
  private var equations: [Equation] = []
  private var past: [(slot: Int, program: Program)] = []
  private var settled: [Settled] = []

  init(_ definitions: Definitions, outputs: [Output], years: ClosedRange<Int>, data: DataCache) {
    self.definitions = definitions
    self.outputs = outputs
    self.years = years
    self.data = data
  }

  private var origin: Int { years.lowerBound }
  private var count: Int { years.count }

  /// - Returns: Nothing if any formula is wrong, which is reported.
  mutating func compiled(into list: inout DiagnosticList) -> CompiledModel? {
    let errorsBefore = list.all.count
    var summaries: [(Parameter, Unit, DistributionSummary)] = []
    for parameter in definitions.parameters {
      guard let (unit, summary) = settle(parameter, into: &list) else { continue }
      summaries.append((parameter, unit, summary))
      bind(parameter.name, unit, .parameter)
      settled.append(Settled(name: parameter.name, unit: unit, summary: summary))
    }
    for driver in definitions.drivers { bind(driver.name, driver.unit, .driver) }
    for event in definitions.events {
      for gift in event.gives {
        let unit: Unit =
          switch gift.state {
          case .yearsLeft: Unit(atoms: ["year": 1])
          case .stands, .active: .truth
          case .firstConfirmed: .one
          }
        bind(gift.name, unit, .event)
      }
    }
    for variable in definitions.variables { bind(variable.name, variable.unit, .variable) }
    for (name, span) in ownNames where data.hasName(name) {
      list.report(.nameOfData(name, at: span))
    }

    for (parameter, unit, summary) in summaries { compile(parameter, unit, summary, into: &list) }
    for driver in definitions.drivers { compile(driver, into: &list) }
    for variable in definitions.variables { compile(variable, into: &list) }
    let events = definitions.events.compactMap { compile($0, into: &list) }
    let ownOutputs = compileOutputs(into: &list)
    guard !list.all.dropFirst(errorsBefore).contains(where: { $0.severity == .error }) else {
      return nil
    }
    let programs = equations.flatMap(\.programs) + ownOutputs.map(\.program)
    let history = programs.flatMap(\.references).reduce(0) { deepest, reference in
      switch reference {
      case .lag(_, let lag): max(deepest, lag)
      case .year(_, let year): max(deepest, -year)
      }
    }
    var orders: [[Int]] = []
    for year in 0..<count {
      guard let order = order(in: year, into: &list) else { return nil }
      orders.append(order)
    }
    return CompiledModel(
      origin: origin,
      count: count,
      history: history,
      slotCount: slotCount,
      bindings: bindings,
      equations: equations,
      past: past,
      events: events,
      outputs: ownOutputs.map { ($0.name, $0.program) },
      outputUnits: Dictionary(ownOutputs.map { ($0.name, $0.unit) }) { first, _ in first },
      settled: settled,
      orders: orders
    )
  }

  private var ownNames: [(name: String, span: SourceSpan)] {
    definitions.parameters.map { ($0.name, $0.span) }
      + definitions.drivers.map { ($0.name, $0.span) }
      + definitions.events.flatMap(\.gives).map { ($0.name, $0.span) }
      + definitions.variables.map { ($0.name, $0.span) }
      + outputs.filter { $0.value != nil }.map { ($0.name, $0.span) }
  }

  private mutating func bind(_ name: String, _ unit: Unit, _ role: Binding.Role) {
    bindings[name] = Binding(slot: slotCount, unit: unit, role: role)
    slotCount += 1
  }

  private func compiler(_ what: String, _ roles: Set<Binding.Role>) -> EquationCompiler {
    EquationCompiler(names: bindings, roles: roles, what: what, origin: origin, data: data)
  }

  private func program(
    _ expression: Expression,
    in unit: Unit,
    _ what: String,
    _ roles: Set<Binding.Role>,
    into list: inout DiagnosticList
  ) -> Program? {
    var compiler = compiler(what, roles)
    return compiler.computation(expression, in: unit, into: &list).map { Program($0) }
  }

  // MARK: Parameters

  private func settle(
    _ parameter: Parameter,
    into list: inout DiagnosticList
  ) -> (Unit, DistributionSummary)? {
    let what = "the parameter '\(parameter.name)'"
    var unit = parameter.unit
    if unit == nil {
      // Without a unit of its own it has that of its numbers: per cent where they are written so.
      let index = parameter.distribution.kind.argumentNames?.firstIndex(of: "mode") ?? 0
      var compiler = compiler(what, [])
      unit = compiler.term(parameter.distribution.arguments[index], into: &list)?.unit
    }
    guard let unit,
      let summary = summary(of: parameter.distribution, in: unit, what, into: &list)
    else { return nil }
    return (unit, summary)
  }

  /// The three points of a distribution whose arguments use only data.
  private func summary(
    of distribution: Distribution,
    in unit: Unit,
    _ what: String,
    into list: inout DiagnosticList
  ) -> DistributionSummary? {
    func number(_ expression: Expression, in unit: Unit) -> Double? {
      var compiler = compiler(what, [])
      guard let computation = compiler.computation(expression, in: unit, into: &list) else {
        return nil
      }
      let state = ModelState(slots: 0, history: 0, years: 1)
      var stack: [Double] = []
      let value = Program(computation).value(in: state, year: 0, origin: origin, stack: &stack)
      if value.isNaN {
        list.report(.missingArgument(of: what, at: expression.span))
        return nil
      }
      return value
    }
    var numbers: [Double] = []
    if distribution.kind == .empirical {
      guard let values = sample(distribution.arguments[0], in: unit, what, into: &list) else {
        return nil
      }
      numbers = values
    } else {
      for (index, argument) in distribution.arguments.enumerated() {
        let isPlain = distribution.isPlain(argument: index)
        guard let value = number(argument, in: isPlain ? .one : unit) else { return nil }
        numbers.append(value)
      }
    }
    var bounds: ClosedRange<Double>?
    if let limits = distribution.bounds {
      guard let low = number(limits.low, in: unit), let high = number(limits.high, in: unit),
        low <= high
      else {
        list.report(.contradiction("bounds", at: distribution.span))
        return nil
      }
      bounds = low...high
    }
    guard let summary = DistributionSummary(distribution.kind, numbers, bounds: bounds) else {
      list.report(.contradiction(distribution.kind.rawValue, at: distribution.span))
      return nil
    }
    return summary
  }

  /// All known values of a formula's cells.
  private func sample(
    _ expression: Expression,
    in unit: Unit,
    _ what: String,
    into list: inout DiagnosticList
  ) -> [Double]? {
    guard let cube = data.cube(expression, into: &list) else { return nil }
    guard let conversion = cube.unit.conversion(to: unit) else {
      list.report(.declaredUnit(cube.unit, declared: unit, of: what, at: expression.span))
      return nil
    }
    return cube.values.indices.compactMap { cube[$0] }.map { conversion($0) }
  }

  private mutating func compile(
    _ parameter: Parameter,
    _ unit: Unit,
    _ summary: DistributionSummary,
    into list: inout DiagnosticList
  ) {
    let program = Program(.constant([summary.mode]))
    let span = parameter.span
    // A parameter has no history: it is the same in the years before the first one.
    add(
      parameter.name,
      span,
      unit,
      programs: [program],
      byYear: Array(repeating: 0, count: count),
      past: program,
      adjustments: parameter.adjustments,
      into: &list
    )
  }

  /// Adds the equation of a name; with adjustments its process runs in a slot of its own.
  private mutating func add(
    _ name: String,
    _ span: SourceSpan,
    _ unit: Unit,
    programs: [Program],
    byYear: [Int?],
    past before: Program?,
    adjustments: [Adjustment],
    process: Int? = nil,
    into list: inout DiagnosticList
  ) {
    guard let slot = bindings[name]?.slot else { return }
    guard !adjustments.isEmpty else {
      equations.append(
        Equation(slot: slot, name: name, span: span, programs: programs, programByYear: byYear)
      )
      if let before { past.append((slot, before)) }
      return
    }
    let raw = process ?? slotCount
    if process == nil { slotCount += 1 }
    equations.append(
      Equation(slot: raw, name: name, span: span, programs: programs, programByYear: byYear)
    )
    var adjusted: [Program] = []
    for year in years {
      var computation = Computation.reference(slot: raw, lag: 0)
      for adjustment in adjustments where adjustment.years.contains(year) {
        let isSum = adjustment.kind == .add
        guard
          let summary = summary(
            of: adjustment.amount,
            in: isSum ? unit : .one,
            "what is laid on '\(name)'",
            into: &list
          )
        else { return }
        computation = .binary(isSum ? .add : .multiply, computation, .constant([summary.mode]))
      }
      adjusted.append(Program(computation))
    }
    equations.append(
      Equation(
        slot: slot,
        name: name,
        span: span,
        programs: adjusted,
        programByYear: adjusted.indices.map { $0 }
      )
    )
    if let before {
      past.append((raw, before))
      past.append((slot, before))
    }
  }

  // MARK: Drivers

  private mutating func compile(_ driver: Driver, into list: inout DiagnosticList) {
    let what = "the driver '\(driver.name)'"
    let roles: Set<Binding.Role> = [.parameter, .driver]
    var programs: [Program] = []
    var byYear: [Int?] = []
    var process: Int?
    if !driver.adjustments.isEmpty {
      process = slotCount
      slotCount += 1
    }
    switch driver.form {
    case .value(let distribution):
      if distribution.kind == .value {
        guard
          let program = program(
            distribution.arguments[0],
            in: driver.unit,
            what,
            roles,
            into: &list
          )
        else { return }
        programs = [program]
      } else {
        guard let summary = summary(of: distribution, in: driver.unit, what, into: &list) else {
          return
        }
        programs = [Program(.constant([summary.mode]))]
      }
      byYear = Array(repeating: 0, count: count)
    case .path(let points, let continuation):
      guard let slot = process ?? bindings[driver.name]?.slot else { return }
      var positions: [Int: Int] = [:]
      for point in points {
        guard let program = program(point.value, in: driver.unit, what, roles, into: &list) else {
          return
        }
        positions[point.year] = programs.count
        programs.append(program)
      }
      guard let next = continued(continuation, slot: slot, what, roles, into: &list) else { return }
      if let next { programs.append(next) }
      let last = points.last?.year ?? years.lowerBound
      let latestBefore = points.last { $0.year <= years.lowerBound }?.year
      byYear = years.map { year in
        if let position = positions[year] { return position }
        // The first year may rest on a value before it.
        if year == years.lowerBound { return latestBefore.flatMap { positions[$0] } }
        if next == nil { return nil }
        if case .holds = continuation { return programs.count - 1 }
        return year > last ? programs.count - 1 : nil
      }
    }
    let before = driver.history.flatMap { program($0, in: driver.unit, what, roles, into: &list) }
    let constant: Program? =
      if case .value = driver.form, programs[0].references.isEmpty { programs[0] } else { nil }
    add(
      driver.name,
      driver.span,
      driver.unit,
      programs: programs,
      byYear: byYear,
      past: before ?? constant,
      adjustments: driver.adjustments,
      process: process,
      into: &list
    )
  }

  /// How a path goes on without shocks, as a program over the value before; nothing inside where it ends.
  private func continued(
    _ continuation: Driver.Continuation,
    slot: Int,
    _ what: String,
    _ roles: Set<Binding.Role>,
    into list: inout DiagnosticList
  ) -> Program?? {
    let previous = Computation.reference(slot: slot, lag: 1)
    switch continuation {
    case .ends: return .some(nil)
    case .holds: return Program(previous)
    case .randomWalk(let sigma):
      guard program(sigma, in: .one, what, roles, into: &list) != nil else { return nil }
      return Program(previous)
    case .logAR1(let phi, let sigma):
      var compiler = compiler(what, roles)
      guard let phi = compiler.computation(phi, in: .one, into: &list),
        program(sigma, in: .one, what, roles, into: &list) != nil
      else { return nil }
      return Program(
        .unary(.exponential, .binary(.multiply, phi, .unary(.logarithm, previous)))
      )
    case .growth(let rate):
      var compiler = compiler(what, roles)
      guard let rate = compiler.computation(rate, in: .one, into: &list) else { return nil }
      return Program(.binary(.multiply, previous, .binary(.add, .constant([1]), rate)))
    }
  }

  // MARK: Variables, events, outputs

  private static let everything: Set<Binding.Role> = [.parameter, .driver, .event, .variable]

  private mutating func compile(_ variable: Variable, into list: inout DiagnosticList) {
    let what = "the variable '\(variable.name)'"
    guard let slot = bindings[variable.name]?.slot else { return }
    var programs: [Program] = []
    if let start = variable.start {
      guard let program = program(start, in: variable.unit, what, Self.everything, into: &list)
      else {
        return
      }
      programs.append(program)
    }
    guard
      let program = program(variable.next, in: variable.unit, what, Self.everything, into: &list)
    else { return }
    programs.append(program)
    equations.append(
      Equation(
        slot: slot,
        name: variable.name,
        span: variable.span,
        programs: programs,
        programByYear: (0..<count).map { $0 == 0 ? 0 : programs.count - 1 },
        above: variable.above
      )
    )
    if let history = variable.history,
      let program = self.program(history, in: variable.unit, what, [.parameter], into: &list)
    {
      past.append((slot, program))
    }
  }

  private func compile(
    _ event: UncertainEvent,
    into list: inout DiagnosticList
  ) -> CompiledModel.CompiledEvent? {
    let what = "the chance of '\(event.name)'"
    let expressions: [Expression] =
      switch event.rule {
      case .term(let rule):
        [rule.chanceFirst, rule.chanceAfterFailure, rule.chanceAfterConfirmation]
      case .chance(let rule): [rule.chance]
      }
    var chances: [(program: Program, span: SourceSpan)] = []
    for expression in expressions {
      guard let program = program(expression, in: .one, what, [.parameter], into: &list) else {
        return nil
      }
      chances.append((program, expression.span))
    }
    return CompiledModel.CompiledEvent(
      event: event,
      slots: event.gives.compactMap { bindings[$0.name]?.slot },
      chances: chances
    )
  }

  private func compileOutputs(
    into list: inout DiagnosticList
  ) -> [(name: String, program: Program, unit: Unit)] {
    var result: [(name: String, program: Program, unit: Unit)] = []
    for output in outputs {
      if let value = output.value {
        let what = "the output '\(output.name)'"
        guard let unit = output.unit ?? ownUnit(of: value, what, into: &list),
          let program = program(value, in: unit, what, Self.everything, into: &list)
        else { continue }
        result.append((output.name, program, unit))
      } else if let binding = bindings[output.name], binding.role != .parameter {
        guard let unit = output.unit, binding.unit.conversion(to: unit) == nil else { continue }
        list.report(
          .declaredUnit(
            binding.unit,
            declared: unit,
            of: "the output '\(output.name)'",
            at: output.span
          )
        )
      } else {
        let known = bindings.filter { $0.value.role != .parameter }.keys.sorted()
        list.report(.unknownOutput(output.name, known: known, at: output.span))
      }
    }
    return result
  }

  /// The unit a formula has by itself.
  private func ownUnit(
    of value: Expression,
    _ what: String,
    into list: inout DiagnosticList
  ) -> Unit? {
    var compiler = compiler(what, Self.everything)
    return compiler.term(value, into: &list)?.unit
  }

  // MARK: Order

  /// The equations in an order in which each one finds what it needs of the same year.
  private func order(in year: Int, into list: inout DiagnosticList) -> [Int]? {
    var equationOfSlot: [Int: Int] = [:]
    for (index, equation) in equations.enumerated() { equationOfSlot[equation.slot] = index }
    var order: [Int] = []
    var isDone = Array(repeating: false, count: equations.count)
    var path: [Int] = []
    var isValid = true

    func visit(_ index: Int) {
      guard !isDone[index], isValid else { return }
      if let start = path.firstIndex(of: index) {
        let names = (path[start...] + [index]).map { equations[$0].name }
        list.report(
          .loop(unrepeated(names), year: origin + year, at: equations[index].span)
        )
        isValid = false
        return
      }
      path.append(index)
      for needed in needs(of: index, in: year, equationOfSlot, into: &list, &isValid) {
        visit(needed)
      }
      path.removeLast()
      guard isValid else { return }
      isDone[index] = true
      order.append(index)
    }
    for index in equations.indices { visit(index) }
    return isValid ? order : nil
  }

  /// The equations of the same year that one reads.
  private func needs(
    of index: Int,
    in year: Int,
    _ equationOfSlot: [Int: Int],
    into list: inout DiagnosticList,
    _ isValid: inout Bool
  ) -> [Int] {
    let equation = equations[index]
    guard let position = equation.programByYear[year] else { return [] }
    var result: [Int] = []
    for reference in equation.programs[position].references {
      switch reference {
      case .lag(let slot, 0), .year(let slot, year):
        if let needed = equationOfSlot[slot] { result.append(needed) }
      case .year(let slot, let target) where target > year:
        guard equationOfSlot[slot] != nil else { continue }
        let name = bindings.filter { $0.value.slot == slot }.keys.sorted().first ?? equation.name
        list.report(
          .ahead(name, year: origin + year, target: origin + target, at: equation.span)
        )
        isValid = false
      case .lag, .year: break
      }
    }
    return result
  }

  /// A process and its result carry one name: it is printed once.
  private func unrepeated(_ names: [String]) -> [String] {
    names.enumerated().filter { $0.offset == 0 || names[$0.offset - 1] != $0.element }
      .map(\.element)
  }
}
