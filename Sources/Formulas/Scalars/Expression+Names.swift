import Indicators

extension Expression {
  /// The names that the formula uses, without its own local ones, sorted.
  public var names: [String] { writtenNames.sorted() }

  /// The same in the order in which they are written, each once.
  var writtenNames: [String] {
    var found: [String] = []
    collectNames(into: &found, locals: [])
    return found
  }

  /// The functions that the formula calls, in the order in which they are written, each once.
  public var functions: [String] {
    var found: [String] = []
    collectFunctions(into: &found)
    return found
  }

  private func collectFunctions(into found: inout [String]) {
    if case .call(let name, _) = node, !found.contains(name) { found.append(name) }
    for part in parts { part.collectFunctions(into: &found) }
  }

  private func collectNames(into found: inout [String], locals: Set<String>) {
    switch node {
    case .number, .text, .truth, .parameter: break
    case .name(let name):
      if !locals.contains(name), !found.contains(name) { found.append(name) }
    case .call(let function, let arguments):
      let parameters = Function.all[function]?.parameters ?? []
      for (position, argument) in arguments.enumerated() {
        let parameter =
          argument.name.map { name in parameters.first { $0.name == name } }
          ?? (position < parameters.count ? parameters[position] : nil)
        switch parameter?.form {
        case .value, .any, nil: argument.value.collectNames(into: &found, locals: locals)
        // `geo` of `over:geo` names a dimension.
        case .period, .whole, .name, .word, .text, .flag: break
        }
      }
    case .selection(let base, _), .instant(let base, _), .unary(_, let base):
      base.collectNames(into: &found, locals: locals)
    case .binary(_, let left, let right):
      left.collectNames(into: &found, locals: locals)
      right.collectNames(into: &found, locals: locals)
    case .conditional(let test, let first, let second):
      for part in [test, first, second] { part.collectNames(into: &found, locals: locals) }
    case .local(let name, let value, let rest):
      value.collectNames(into: &found, locals: locals)
      rest.collectNames(into: &found, locals: locals.union([name]))
    }
  }
}

extension Evaluator {
  /// The names of indicators and of what a model computed that a formula rests on, through the ratios
  /// that it uses, in the order in which they are met.
  public func inputs(of expression: Expression) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    func follow(_ expression: Expression) {
      for name in expression.writtenNames where seen.insert(name).inserted {
        if results[name] == nil, let ratio = ratiosByName[name] {
          follow(ratio.formula)
        } else if results[name] != nil || catalogue.indicators[name] != nil {
          found.append(name)
        }
      }
    }
    follow(expression)
    return found
  }

  /// Whether a model computed what a name stands for.
  public func isModelled(_ name: String) -> Bool { results[name] != nil }
}
