public import Diagnostics
public import Indicators

extension Evaluator {
  /// Compiles a formula of a model for one number a period.
  ///
  /// What does not depend on the model's names is computed now, over the whole catalogue; a cube with
  /// dimensions must be reduced (`over:`) within the formula.
  ///
  /// - Parameters:
  ///   - expression: The formula.
  ///   - model: The names that the model gives.
  ///   - unit: The unit that the value is to have; nothing for what the formula gives.
  ///   - diagnostics: Where mistakes go.
  /// - Returns: The program; nothing if anything is wrong.
  public func compile(
    _ expression: Expression,
    model: ScalarModel,
    unit: Unit? = nil,
    into diagnostics: inout DiagnosticList
  ) -> ScalarProgram? {
    let reporter = Reporter()
    defer { diagnostics.report(contentsOf: reporter.list) }
    let scope = modelScope(model)
    guard let found = type(of: expression, scope, reporter) else { return nil }
    guard case .cube(let type) = found else {
      reporter.report(.textAsNumber(at: expression.span))
      return nil
    }
    guard type.axes.isEmpty else {
      let count = type.axes.reduce(1) { $0 * $1.members.count }
      reporter.report(.manyValues("a value of the model", count, at: expression.focus))
      return nil
    }
    var compiler = ScalarCompiler(evaluator: self, model: model, reporter: reporter)
    guard let code = compiler.code(expression, ScalarCompiler.Place(scope: scope)) else {
      return nil
    }
    var operations = code.operations
    var result = code.unit
    if let unit {
      if let conversion = code.unit.conversion(to: unit) {
        if !conversion.isIdentity { operations.append(.convert(conversion)) }
      } else if !type.converts(to: unit) {
        reporter.report(
          .wrongUnit("the formula", code.unit, expected: "'\(unit)'", at: expression.focus)
        )
        return nil
      }
      result = unit
    }
    return ScalarProgram(
      unit: result,
      inputs: compiler.inputs,
      sources: compiler.sources.sorted(),
      operations: operations
    )
  }

  /// The unit of a model's formula, without reading a cell; nothing for a mistake, which is reported.
  public func unit(
    of expression: Expression,
    model: ScalarModel,
    into diagnostics: inout DiagnosticList
  ) -> Unit? {
    let reporter = Reporter()
    defer { diagnostics.report(contentsOf: reporter.list) }
    return cubeType(of: expression, modelScope(model), reporter)?.unit
  }

  private func modelScope(_ model: ScalarModel) -> Scope {
    var scope = Scope()
    for (name, unit) in model.constants { scope.types[name] = .cube(CubeType(unit: unit)) }
    for (name, unit) in model.series {
      scope.types[name] = .cube(CubeType(unit: unit, time: .series(model.frequency, nil)))
    }
    return scope
  }
}
