extension Expression {
  /// The expressions that it is made of, in the order in which they are written.
  var parts: [Expression] {
    switch node {
    case .number, .text, .truth, .name, .parameter: []
    case .call(_, let arguments): arguments.map(\.value)
    case .selection(let base, _), .instant(let base, _), .unary(_, let base): [base]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let test, let first, let second): [test, first, second]
    case .local(_, let value, let rest): [value, rest]
    }
  }
}
