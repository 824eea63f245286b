import Diagnostics
import Indicators

/// What each member adds to the growth of the whole.
extension Function {
  /// `(x of a member - x of it before) / total before`, in percentage points of the growth of the total.
  ///
  /// The members' contributions add up to the growth of their sum, so all of them are missing where one
  /// value is.
  static let contribution = Function(
    name: "contribution",
    parameters: [.required("x"), .required("over", .name), .optional("n", .whole)],
    check: { call in
      guard let type = call.growing("contribution"), let (over, span) = call.bound.name("over"),
        call.without(over, type, at: span) != nil, call.adds(type),
        call.addsOverMembers(type)
      else { return nil }
      guard call.bound.number("n") != 0 else {
        call.report(
          .wrongArgument("n", of: "contribution", expected: "one or more", at: call.bound.span("n"))
        )
        return nil
      }
      if let ratio = call.evaluator.quotient(call.bound) {
        call.report(
          ratio.over == nil
            ? .addingRatios(ratio.name, dimension: over, results: nil, at: call.bound.span("x"))
            : .cannotAddUp("contributions to '\(ratio.name)', a ratio,", at: call.bound.span("x"))
        )
        return nil
      }
      var result = type.computed(unit: Unit(meaning: .percentagePoint), kind: .rate)
      result.axes = result.axes.map { $0.name == over ? $0.withoutTotals : $0 }
      return .cube(result)
    },
    compute: { call in
      guard let operand = call.operand("x"), let over = call.bound.name("over")?.text,
        let index = operand.cube.axes.firstIndex(where: { $0.name == over }),
        case .series(let periods) = operand.cube.time
      else { return nil }
      let cube = operand.cube
      let offset = call.bound.number("n") ?? 1
      let steps = Dictionary(
        periods.enumerated().filter { !$0.element.isAverage }.map { ($1.ordinal, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      let result = cube.mapping(
        along: index,
        unit: Unit(meaning: .percentagePoint),
        kind: .rate
      ) { cells, _ in
        func all(_ status: Status) -> [Cell] {
          cells.map { .missing(cube.statuses[$0] == .absent ? .absent : status) }
        }
        guard let step = cells.first.map({ $0 % periods.count }), !periods[step].isAverage,
          let before = steps[periods[step].ordinal - offset]
        else { return all(.notAvailable) }
        let shift = step - before
        let isUneven = cells.contains {
          (cube.statuses[$0] == .absent) != (cube.statuses[$0 - shift] == .absent)
        }
        guard !isUneven else { return all(.notAvailable) }
        let now = Gathered(cube, cells, skips: false)
        let start = Gathered(cube, cells.map { $0 - shift }, skips: false)
        for side in [now, start] where side.status.isMissing { return all(side.status) }
        let total = start.values.reduce(0, +)
        let breaks =
          !cube.breaks.isEmpty
          && cells.contains { cell in
            (0..<shift).contains { cube.breaks.contains(cell - $0) }
          }
        guard total > 0, !breaks else { return all(.undefined) }
        let status = now.status.combined(with: start.status)
        return cells.map { cell in
          guard let own = cube[cell], let other = cube[cell - shift] else {
            return .missing(.absent)
          }
          return .value((own - other) / total * 100, status)
        }
      }
      return .operand(
        operand.computed(
          result.computed(values: result.values, statuses: result.statuses, breaks: [])
        )
      )
    }
  )
}
