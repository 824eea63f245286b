import Diagnostics
import Indicators

/// Amounts for each person.
extension Function {
  /// `x / population`, in x per person.
  static let perCapita = Function(
    name: "per_capita",
    parameters: [.required("x"), .required("population")],
    check: { call in
      guard let type = call.cube("x"), let population = call.cube("population"),
        let first = call.bound.expression("x"), let second = call.bound.expression("population")
      else { return nil }
      switch type.unit.meaning {
      case .quantity, .count: break
      case .percent, .percentagePoint, .index, .rank, .truth:
        call.report(
          .wrongUnit(
            "x of per_capita",
            type.unit,
            expected: "an amount that people share",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      guard population.unit.meaning == .quantity, population.unit.atoms == ["person": 1] else {
        call.report(
          .wrongUnit(
            "the population",
            population.unit,
            expected: "persons",
            help: population.unit.meaning == .count || population.unit.isPlainNumber
              ? "declare it with unit: person" : nil,
            at: call.bound.span("population")
          )
        )
        return nil
      }
      guard population.kind != .flow else {
        call.report(
          .wrongArgument(
            "population",
            of: "per_capita",
            expected: "the persons there are at a time, no flow",
            at: call.bound.span("population")
          )
        )
        return nil
      }
      return call.evaluator.binaryType(
        .divided,
        .cube(type),
        .cube(population),
        (first, second),
        at: second.span,
        call.reporter
      )
    },
    compute: { call in
      guard let operand = call.operand("x"), let population = call.operand("population") else {
        return nil
      }
      return call.evaluator.binary(
        .divided,
        operand,
        population,
        at: call.bound.focus,
        call.scope,
        call.reporter
      ).map(Computed.operand)
    }
  )
}
