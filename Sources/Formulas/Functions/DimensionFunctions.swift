internal import Diagnostics
internal import Indicators

/// Functions over the members of a dimension. Totals take no part, and what a selection left out is
/// passed over.
extension Function {
  static let dimensionFunctions: [Function] =
    Aggregate.allCases.map(aggregate) + [count, share, rank, top, hhi]

  private static let missing = Parameter.optional("missing", .word(["skip"]))

  /// `sum mean min max median`: over a dimension, or without one over the periods of a series.
  private static func aggregate(_ aggregate: Aggregate) -> Function {
    let name = aggregate.rawValue
    return Function(
      name: name,
      parameters: [.required("x"), .optional("over", .name), missing],
      check: { call in
        guard let type = call.bound.name("over") == nil ? call.series(name) : call.cube("x") else {
          return nil
        }
        guard type.unit.meaning != .truth else {
          _ = call.adds(type)
          return nil
        }
        guard aggregate != .sum || call.adds(type) else { return nil }
        guard let (over, span) = call.bound.name("over") else {
          var result = type.computed()
          result.time = .none
          return .cube(result)
        }
        guard let result = call.without(over, type, at: span) else { return nil }
        if aggregate == .sum || aggregate == .mean, let ratio = call.evaluator.quotient(call.bound),
          ratio.over == nil
        {
          call.report(.addingRatios(ratio.name, dimension: over, at: call.bound.focus))
          return nil
        }
        return .cube(result.computed())
      },
      compute: { call in
        guard let operand = call.operand("x") else { return nil }
        let skips = call.bound.skipsMissing
        guard let over = call.bound.name("over")?.text else {
          var skipped = 0
          let cube = operand.cube.reducingTime(to: .none) { series in
            let gathered = Gathered(
              series.cube,
              series.start..<series.start + series.periods.count,
              skips: skips
            )
            skipped += gathered.skipped
            return gathered.cell(aggregate.callAsFunction)
          }
          return result(operand, cube, without: nil, skipped: skipped)
        }
        if aggregate == .sum || aggregate == .mean, let ratio = call.evaluator.quotient(call.bound)
        {
          if ratio.over == .ratioOfSums {
            return call.evaluator.ratioOfSums(ratio, call, over: over).map(Computed.operand)
          }
          return reduced(operand, over: over, by: .mean, skips: skips)
        }
        return reduced(operand, over: over, by: aggregate, skips: skips)
      }
    )
  }

  fileprivate static func reduced(
    _ operand: Operand,
    over: String,
    by aggregate: Aggregate,
    skips: Bool
  ) -> Computed? {
    guard let axis = operand.cube.axes.firstIndex(where: { $0.name == over }) else { return nil }
    var skipped = 0
    let cube = operand.cube.reducing(axis: axis) { cells in
      let gathered = Gathered(operand.cube, cells, skips: skips)
      skipped += gathered.skipped
      return gathered.cell(aggregate.callAsFunction)
    }
    return result(operand, cube, without: over, skipped: skipped)
  }

  private static func result(
    _ operand: Operand,
    _ cube: Cube,
    without over: String?,
    skipped: Int
  ) -> Computed {
    var result = operand.computed(cube)
    if let over { result.restricted.remove(over) }
    result.skipped = operand.skipped + skipped
    return .operand(result)
  }

  /// How many values there are.
  private static let count = Function(
    name: "count",
    parameters: [.required("x"), .required("over", .name)],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        let result = call.without(over, type, at: span)
      else { return nil }
      return .cube(result.computed(unit: Unit(meaning: .count), kind: .unknown))
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let axis = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      let cube = operand.cube.reducing(
        axis: axis,
        unit: Unit(meaning: .count),
        kind: .unknown
      ) { cells in
        let gathered = Gathered(operand.cube, cells, skips: true)
        return .value(
          Double(gathered.values.count),
          gathered.status.isMissing ? .actual : gathered.status
        )
      }
      return result(operand, cube, without: over, skipped: 0)
    }
  )

  /// Each member's part of the sum of all, or of one that is named, in per cent.
  private static let share = Function(
    name: "share",
    parameters: [.required("x"), .required("over", .name), .optional("of", .name), missing],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil, call.adds(type)
      else { return nil }
      if let (total, place) = call.bound.name("of"),
        let axis = type.axes.first(where: { $0.name == over }), axis.position(of: total) == nil
      {
        let known = axis.members.map(\.id)
        call.report(
          .unknownMember(
            total,
            of: over,
            nearest: nearestNames(to: total, among: known),
            known: known,
            help: nil,
            at: place
          )
        )
        return nil
      }
      var result = type.computed(unit: Unit(meaning: .percent), kind: .rate)
      result.axes = result.axes.map { $0.name == over ? $0.withoutTotals : $0 }
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      let cube = operand.cube
      let total = call.bound.name("of")?.text
      var skipped = 0
      let result = cube.mapping(along: index, unit: Unit(meaning: .percent), kind: .rate) {
        cells,
        all in
        let denominator: Cell
        if let total, let position = cube.axes[index].position(of: total) {
          denominator = Cell(
            value: cube.values[all[position]],
            status: cube.statuses[all[position]]
          )
        } else {
          let gathered = Gathered(cube, cells, skips: call.bound.skipsMissing)
          skipped += gathered.skipped
          denominator = gathered.cell(Aggregate.sum.callAsFunction)
        }
        return cells.map { cell in
          let status = cube.statuses[cell]
          if status.isMissing { return .missing(status) }
          if denominator.status.isMissing {
            return .missing(denominator.status == .absent ? .notAvailable : denominator.status)
          }
          return .value(
            cube.values[cell] / denominator.value * 100,
            status.combined(with: denominator.status)
          )
        }
      }
      return Self.result(operand, result, without: nil, skipped: skipped)
    }
  )

  /// The place of each member among those with a value: 1 is the largest, equal values share a place.
  private static let rank = Function(
    name: "rank",
    parameters: [.required("x"), .required("over", .name)],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil
      else { return nil }
      guard type.unit != .truth else {
        _ = call.adds(type)
        return nil
      }
      var result = type.computed(unit: Unit(meaning: .rank), kind: .rate)
      result.axes = result.axes.map { $0.name == over ? $0.withoutTotals : $0 }
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      let cube = operand.cube
      let result = cube.mapping(along: index, unit: Unit(meaning: .rank), kind: .rate) { cells, _ in
        let known = cells.compactMap { cube[$0] }
        return cells.map { cell in
          guard let own = cube[cell] else { return .missing(cube.statuses[cell]) }
          return .value(Double(1 + known.count { $0 > own }), cube.statuses[cell])
        }
      }
      return Self.result(operand, result, without: nil, skipped: 0)
    }
  )

  /// The n members with the largest values at the newest period that has any; the others are left out,
  /// or with `rest:true` added up as the member `rest`.
  private static let top = Function(
    name: "top",
    parameters: [
      .required("x"), .required("n", .whole), .required("over", .name), .optional("rest", .flag),
    ],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil
      else { return nil }
      guard type.unit != .truth else {
        _ = call.adds(type)
        return nil
      }
      guard (call.bound.number("n") ?? 0) > 0 else {
        call.report(.wrongArgument("n", of: "top", expected: "one or more", at: call.bound.focus))
        return nil
      }
      if call.bound.flag("rest"), !call.adds(type) { return nil }
      var result = type.computed()
      result.axes = result.axes.map { axis in
        guard axis.name == over else { return axis }
        let rest = call.bound.flag("rest") ? [Member("rest")] : []
        return Axis(axis.name, axis.withoutTotals.members + rest)
      }
      result.restricted.insert(over)
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over }),
        let count = call.bound.number("n")
      else { return nil }
      var result = operand
      result.cube = operand.cube.top(count, along: index, rest: call.bound.flag("rest"))
      result.restricted.insert(over)
      return .operand(result)
    }
  )

  /// The Herfindahl-Hirschman index: the sum of squared shares, between 0 and 1.
  private static let hhi = Function(
    name: "hhi",
    parameters: [.required("x"), .required("over", .name), missing],
    check: { call in
      guard let type = call.cube("x"), let (over, span) = call.bound.name("over"),
        let result = call.without(over, type, at: span), call.adds(type)
      else { return nil }
      return .cube(result.computed(unit: .one, kind: .rate))
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let axis = operand.cube.axes.firstIndex(where: { $0.name == over })
      else { return nil }
      var skipped = 0
      let cube = operand.cube.reducing(axis: axis, unit: .one, kind: .rate) { cells in
        let gathered = Gathered(operand.cube, cells, skips: call.bound.skipsMissing)
        skipped += gathered.skipped
        return gathered.cell { values in
          let total = values.reduce(0, +)
          return values.reduce(0) { $0 + ($1 / total) * ($1 / total) }
        }
      }
      return result(operand, cube, without: over, skipped: skipped)
    }
  )
}

extension CheckedCall {
  /// The type without a dimension; reports where it has none of that name.
  func without(_ over: String, _ type: CubeType, at span: SourceSpan) -> CubeType? {
    guard type.axes.contains(where: { $0.name == over }) else {
      report(.unknownDimension(over, known: type.axes.map(\.name), at: span))
      return nil
    }
    var result = type
    result.axes.removeAll { $0.name == over }
    result.restricted.remove(over)
    return result
  }
}

extension Axis {
  var withoutTotals: Axis { Axis(name, members.filter { !$0.isAggregate }) }
}

extension Cube {
  /// The cube without the totals of one axis, each run of cells along it computed at once: the body gets
  /// the cells without totals and all of them, and gives one cell for each of the first.
  func mapping(
    along index: Int,
    unit: Unit,
    kind: Kind,
    _ body: (_ cells: [Int], _ all: [Int]) -> [Cell]
  ) -> Cube {
    let inner = axes[(index + 1)...].reduce(time.count) { $0 * $1.members.count }
    let members = axes[index].members
    let outer = axes[..<index].reduce(1) { $0 * $1.members.count }
    let kept = members.indices.filter { !members[$0].isAggregate }
    var values = [Double](repeating: 0, count: outer * kept.count * inner)
    var statuses = [Status](repeating: .absent, count: values.count)
    var found: Set<Int> = []
    for block in 0..<outer {
      for offset in 0..<inner {
        let all = members.indices.map { (block * members.count + $0) * inner + offset }
        let cells = kept.map { all[$0] }
        for (position, cell) in body(cells, all).enumerated() {
          let target = (block * kept.count + position) * inner + offset
          values[target] = cell.value
          statuses[target] = cell.status
          if breaks.contains(cells[position]) { found.insert(target) }
        }
      }
    }
    var axes = self.axes
    axes[index] = axes[index].withoutTotals
    return Cube(
      axes: axes,
      time: time,
      unit: unit,
      kind: kind,
      values: values,
      statuses: statuses,
      breaks: found,
      sources: sources,
      isCalculated: true
    )
  }

  /// The n largest members of one axis for each combination of the others.
  func top(_ count: Int, along index: Int, rest: Bool) -> Cube {
    let steps = time.count
    let inner = axes[(index + 1)...].reduce(1) { $0 * $1.members.count }
    let members = axes[index].members
    let outer = axes[..<index].reduce(1) { $0 * $1.members.count }
    let own = members.indices.filter { !members[$0].isAggregate }
    func start(_ block: Int, _ member: Int, _ offset: Int) -> Int {
      ((block * members.count + member) * inner + offset) * steps
    }
    var chosen: [[Int]] = []
    var order: [Int] = []
    for block in 0..<outer {
      for offset in 0..<inner {
        let step = (0..<steps).last { step in
          own.contains { self[start(block, $0, offset) + step] != nil }
        }
        let ranked = own.compactMap { member in
          step.flatMap { self[start(block, member, offset) + $0] }.map { (member, $0) }
        }
        // Members of one value keep the order of the axis.
        .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
        let best = ranked.prefix(count).map(\.0)
        chosen.append(best)
        order += best.filter { !order.contains($0) }
      }
    }
    let width = order.count + (rest ? 1 : 0)
    var values = [Double](repeating: 0, count: outer * width * inner * steps)
    var statuses = [Status](repeating: .absent, count: values.count)
    var origins = [UInt32](repeating: Origin.none, count: values.count)
    var found: Set<Int> = []
    for block in 0..<outer {
      for offset in 0..<inner {
        let best = chosen[block * inner + offset]
        for step in 0..<steps {
          for (position, member) in order.enumerated() where best.contains(member) {
            let target = ((block * width + position) * inner + offset) * steps + step
            let cell = start(block, member, offset) + step
            values[target] = self.values[cell]
            statuses[target] = self.statuses[cell]
            origins[target] = self.origins[cell]
            if breaks.contains(cell) { found.insert(target) }
          }
          guard rest else { continue }
          let others = own.filter { !best.contains($0) }.map { start(block, $0, offset) + step }
          let cell = Gathered(self, others, skips: false).cell(Aggregate.sum.callAsFunction)
          let target = ((block * width + order.count) * inner + offset) * steps + step
          values[target] = cell.value
          statuses[target] = cell.status
        }
      }
    }
    var axes = self.axes
    axes[index] = Axis(
      axes[index].name,
      order.map { members[$0] } + (rest ? [Member("rest")] : [])
    )
    return Cube(
      axes: axes,
      time: time,
      unit: unit,
      kind: kind,
      values: values,
      statuses: statuses,
      origins: origins,
      breaks: found,
      table: table,
      sources: sources,
      isCalculated: isCalculated || rest
    )
  }
}

extension Evaluator {
  /// The ratio that x of a call is, where its formula is a division that can't be added up as it stands.
  func quotient(_ call: BoundCall) -> Ratio? {
    guard var expression = call.expression("x") else { return nil }
    while true {
      switch expression.node {
      case .selection(let base, _), .instant(let base, _): expression = base
      case .name(let name):
        guard results[name] == nil, let ratio = ratiosByName[name],
          ratio.formula.quotientParts != nil
        else { return nil }
        return ratio
      case .number, .text, .truth, .parameter, .call, .unary, .binary, .conditional, .local:
        return nil
      }
    }
  }

  /// The sum of a ratio's numerator over a dimension, divided by that of its denominator, which is taken
  /// as it is where it lacks the dimension.
  func ratioOfSums(_ ratio: Ratio, _ call: ComputedCall, over: String) -> Operand? {
    guard let (numerator, denominator) = ratio.formula.quotientParts,
      let expression = call.bound.expression("x")
    else { return nil }
    var scope = Scope()
    scope.zero = ratio.zero
    scope.ratio = ratio.name
    var sums: [Operand] = []
    for part in [numerator, denominator] {
      guard let whole = operand(of: part, scope, call.reporter),
        let own = applying(expression, to: whole, call.reporter)
      else { return nil }
      if own.cube.axis(named: over) == nil {
        sums.append(own)
      } else if case .operand(let sum) = Function.reduced(
        own,
        over: over,
        by: .sum,
        skips: call.bound.skipsMissing
      ) {
        sums.append(sum)
      }
    }
    guard sums.count == 2,
      var result = binary(.divided, sums[0], sums[1], at: ratio.formula.focus, scope, call.reporter)
    else { return nil }
    if let unit = ratio.unit, let cube = result.cube.written(in: unit) { result.cube = cube }
    return result
  }

  /// Repeats the selections and instants that stand on a ratio's name on a part of its formula, where
  /// that part has what they select.
  private func applying(
    _ expression: Expression,
    to operand: Operand,
    _ reporter: Reporter
  ) -> Operand? {
    switch expression.node {
    case .selection(let base, let selectors):
      guard let inner = applying(base, to: operand, reporter) else { return nil }
      let fitting = selectors.filter { selector in
        switch selector.pick {
        case .periods: return TimeType(inner.cube.time) != .none
        case .one(let choice), .allBut(let choice): return inner.holds(choice, selector, parameters)
        case .several(let choices):
          return choices.first.map { inner.holds($0, selector, parameters) } ?? false
        }
      }
      return selected(inner, fitting, reporter)
    case .instant(let base, let instant):
      guard let inner = applying(base, to: operand, reporter) else { return nil }
      guard case .series = inner.cube.time else { return inner }
      return at(instant, inner, at: expression.focus, reporter)
    case .number, .text, .truth, .name, .parameter, .call, .unary, .binary, .conditional, .local:
      return operand
    }
  }
}

extension Operand {
  fileprivate func holds(
    _ choice: Expression.Choice,
    _ selector: Expression.Selector,
    _ parameters: [String: String]
  ) -> Bool {
    if let dimension = selector.dimension { return cube.axis(named: dimension) != nil }
    let id =
      switch choice {
      case .member(let id): id
      case .parameter(let name): parameters[name] ?? ""
      }
    return cube.axes.contains { $0.position(of: id) != nil }
  }
}

extension Expression {
  /// Numerator and denominator of a formula that is a division, each under the formula's local names.
  var quotientParts: (Expression, Expression)? {
    switch node {
    case .binary(.divided, let numerator, let denominator):
      if case .number = denominator.node { return nil }
      return (numerator, denominator)
    case .local(let name, let value, let rest):
      guard let (numerator, denominator) = rest.quotientParts else { return nil }
      return (
        Expression(.local(name, value, numerator), span: span, focus: focus),
        Expression(.local(name, value, denominator), span: span, focus: focus)
      )
    case .number, .text, .truth, .name, .parameter, .call, .selection, .instant, .unary, .binary,
      .conditional:
      return nil
    }
  }
}
