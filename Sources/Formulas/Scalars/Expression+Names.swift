extension Expression {
  /// The names that the formula uses, without its own local ones, sorted.
  public var names: [String] {
    var found: Set<String> = []
    collectNames(into: &found, locals: [])
    return found.sorted()
  }

  private func collectNames(into found: inout Set<String>, locals: Set<String>) {
    switch node {
    case .number, .text, .truth, .parameter: break
    case .name(let name): if !locals.contains(name) { found.insert(name) }
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
