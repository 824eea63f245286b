import Diagnostics
import Indicators

/// A function of formulas: what it takes, what it gives, and how.
struct Function: Sendable {
  struct Parameter: Sendable {
    enum Form: Sendable {
      /// An expression that gives numbers.
      case value

      /// An expression that gives numbers or a text.
      case any
      case period

      /// A whole number, not below zero.
      case whole

      /// A name, for a dimension, a member, or one of a list of words.
      case name
      case word([String])
      case text
      case flag
    }

    let name: String
    let form: Form
    let isRequired: Bool

    static func required(_ name: String, _ form: Form = .value) -> Parameter {
      Parameter(name: name, form: form, isRequired: true)
    }

    static func optional(_ name: String, _ form: Form = .value) -> Parameter {
      Parameter(name: name, form: form, isRequired: false)
    }
  }

  let name: String
  let parameters: [Parameter]
  let check: @Sendable (CheckedCall) -> ValueType?
  let compute: @Sendable (ComputedCall) -> Computed?

  /// How it is written, for help.
  var usage: String {
    let shown = parameters.filter { $0.name != Self.fieldParameter }
    let arguments = shown.map { parameter in
      let text =
        switch parameter.form {
        case .flag: "\(parameter.name):true"
        case .word(let words): "\(parameter.name):\(words.joined(separator: "|"))"
        case .name: "\(parameter.name):NAME"
        case .text: "\(parameter.name):\"…\""
        case .value, .any, .period, .whole: parameter.name
        }
      return parameter.isRequired ? text : "[\(text)]"
    }
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  /// All, by name.
  static let all: [String: Function] = Dictionary(
    [
      timeFunctions, yearFunctions, [interpolate], dimensionFunctions, [contribution],
      indexNumberFunctions,
      [elasticity], mathFunctions, unitFunctions, [perCapita, vintage], wordFunctions, [likely],
    ].joined().map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// How what other programs call otherwise is written here, by the name there.
  static let usualNames: [String: String] = [
    "avg": "mean(x)", "average": "mean(x)", "growth": "yoy(x)", "growth_rate": "yoy(x)",
    "pct_change": "yoy(x)", "change": "diff(x)", "delta": "diff(x)", "difference": "diff(x)",
    "minimum": "min(x)", "maximum": "max(x)", "total": "sum(x)", "shift": "lag(x, n)",
    "moving_average": "rolling(x, n, mean)", "movavg": "rolling(x, n, mean)",
    "ma": "rolling(x, n, mean)", "cumulative": "cumsum(x)", "running_sum": "cumsum(x)",
    "rebase": "index(x, base:2018)", "log": "ln(x) or log10(x)", "pow": "x ^ n", "power": "x ^ n",
    "percent": "x / y with unit: percent in ratios.yaml", "coalesce": "default(x, y)",
    "fillna": "default(x, y)", "ifelse": "if(condition, a, b)", "iif": "if(condition, a, b)",
    "exchange": "convert(x, to:\"USD\", using:rate)",
    "real": "deflate(x, by:price_index, base:2018)",
    "herfindahl": "hhi(x, over:dimension)",
  ]

  static func isKnown(_ name: String) -> Bool { all[name] != nil }

  /// The parameter that a field behind a call, as in `elasticity(…).r2`, is an argument of.
  static let fieldParameter = "result"

  /// What may stand behind a call with a dot.
  var fields: [String] {
    guard let result = parameters.first(where: { $0.name == Self.fieldParameter }),
      case .word(let words) = result.form
    else { return [] }
    return words
  }
}

/// What stands for a parameter in a call.
enum BoundArgument: Sendable {
  case expression(Expression)
  case period(Period, SourceSpan)
  case number(Int, SourceSpan)
  case name(String, SourceSpan)
  case text(String, SourceSpan)
  case flag(Bool, SourceSpan)
}

/// The arguments of a call under the names of the function's parameters.
struct BoundCall {
  let function: Function
  let arguments: [String: BoundArgument]

  /// The function's name in the formula.
  let focus: SourceSpan

  func period(_ name: String) -> (period: Period, span: SourceSpan)? {
    guard case .period(let period, let span) = arguments[name] else { return nil }
    return (period, span)
  }

  func number(_ name: String) -> Int? {
    guard case .number(let number, _) = arguments[name] else { return nil }
    return number
  }

  func name(_ name: String) -> (text: String, span: SourceSpan)? {
    guard case .name(let text, let span) = arguments[name] else { return nil }
    return (text, span)
  }

  func text(_ name: String) -> String? {
    guard case .text(let text, _) = arguments[name] else { return nil }
    return text
  }

  func flag(_ name: String) -> Bool {
    guard case .flag(let value, _) = arguments[name] else { return false }
    return value
  }

  func expression(_ name: String) -> Expression? {
    guard case .expression(let expression) = arguments[name] else { return nil }
    return expression
  }

  /// Whether missing values are passed over: `missing:skip`.
  var skipsMissing: Bool { name("missing")?.text == "skip" }

  /// Where an argument stands; without it, the call.
  func span(_ name: String) -> SourceSpan {
    switch arguments[name] {
    case .expression(let expression): expression.span
    case .period(_, let span), .number(_, let span), .name(_, let span), .text(_, let span),
      .flag(_, let span):
      span
    case nil: focus
    }
  }
}

/// A call while its types are worked out.
struct CheckedCall {
  let bound: BoundCall
  let types: [String: ValueType]
  let evaluator: Evaluator
  let reporter: Reporter

  /// The type of a parameter that gives numbers; the checker has refused texts.
  func cube(_ name: String) -> CubeType? {
    guard case .cube(let type) = types[name] else { return nil }
    return type
  }

  func report(_ diagnostic: Diagnostic) { reporter.report(diagnostic) }
}

/// A call while its values are worked out; its types are known to be right.
struct ComputedCall {
  let bound: BoundCall
  let values: [String: Computed]
  let evaluator: Evaluator
  let reporter: Reporter
  let scope: Scope

  func operand(_ name: String) -> Operand? {
    guard case .operand(let operand) = values[name] else { return nil }
    return operand
  }

  func report(_ diagnostic: Diagnostic) { reporter.report(diagnostic) }
}

extension Function {
  /// Puts the arguments of a call under the names of the parameters; reports what does not fit.
  func bind(
    _ arguments: [Expression.Argument],
    focus: SourceSpan,
    parameterValues: [String: String],
    reporter: Reporter
  ) -> BoundCall? {
    var bound: [String: BoundArgument] = [:]
    var isRight = true
    var position = 0
    for argument in arguments {
      let parameter: Parameter
      if let name = argument.name {
        guard let found = parameters.first(where: { $0.name == name }) else {
          let nearest = nearestNames(to: name, among: parameters.map(\.name))
          reporter.report(
            .unknownArgument(
              name,
              of: self.name,
              nearest: nearest,
              usage: usage,
              at: argument.value.span
            )
          )
          isRight = false
          continue
        }
        parameter = found
      } else {
        while position < parameters.count, bound[parameters[position].name] != nil { position += 1 }
        guard position < parameters.count else {
          reporter.report(.surplusArgument(of: name, usage: usage, at: argument.value.span))
          isRight = false
          continue
        }
        parameter = parameters[position]
        position += 1
      }
      guard bound[parameter.name] == nil else {
        reporter.report(
          .repeatedArgument(parameter.name, of: name, at: argument.value.span)
        )
        isRight = false
        continue
      }
      guard let value = read(argument.value, as: parameter, parameterValues, reporter) else {
        isRight = false
        continue
      }
      bound[parameter.name] = value
    }
    guard isRight else { return nil }
    for parameter in parameters where parameter.isRequired && bound[parameter.name] == nil {
      reporter.report(
        .missingArgument(parameter.name, of: name, usage: usage, at: focus)
      )
      return nil
    }
    return BoundCall(function: self, arguments: bound, focus: focus)
  }

  /// What to write instead of a negative whole number, where a function counts the other way.
  private func remedy(ofNegative value: Expression) -> String? {
    guard case .unary(.minus, let operand) = value.node,
      case .number(let number, nil) = operand.node,
      let whole = Int(exactly: number), (1...9).contains(whole)
    else { return nil }
    switch name {
    case "lag": return "lead(x, \(whole)) takes later periods"
    case "lead": return "lag(x, \(whole)) takes earlier periods"
    case "round":
      let size = "1" + String(repeating: "0", count: whole)
      return "round(x / \(size)) * \(size) rounds to \(size)"
    default: return nil
    }
  }

  private func read(
    _ value: Expression,
    as parameter: Parameter,
    _ parameterValues: [String: String],
    _ reporter: Reporter
  ) -> BoundArgument? {
    func refuse(_ expected: String, help: String? = nil) -> BoundArgument? {
      reporter.report(
        .wrongArgument(parameter.name, of: name, expected: expected, help: help, at: value.span)
      )
      return nil
    }
    switch parameter.form {
    case .value, .any: return .expression(value)
    case .period:
      // `2024-12` reads as a subtraction in a formula, and as a month where a period is wanted.
      var text = value.span.text
      switch value.node {
      case .text(let quoted): text = quoted
      case .parameter(let name): text = parameterValues[name] ?? ""
      case .number, .truth, .name, .call, .selection, .instant, .unary, .binary, .conditional,
        .local:
        break
      }
      guard let period = Period(text) else { return refuse("a period such as 2018") }
      return .period(period, value.span)
    case .whole:
      guard case .number(let number, nil) = value.node, let whole = Int(exactly: number),
        (0...100_000).contains(whole)
      else { return refuse("a whole number up to 100000", help: remedy(ofNegative: value)) }
      return .number(whole, value.span)
    case .name:
      switch value.node {
      case .name(let name): return .name(name, value.span)
      case .text(let text): return .name(text, value.span)
      case .parameter(let name):
        guard let text = parameterValues[name] else { return refuse("a name") }
        return .name(text, value.span)
      case .number, .truth, .call, .selection, .instant, .unary, .binary, .conditional, .local:
        return refuse("a name")
      }
    case .word(let words):
      let expected = words.joined(separator: " or ")
      guard case .name(let word) = value.node, words.contains(word) else { return refuse(expected) }
      return .name(word, value.span)
    case .text:
      guard case .text(let text) = value.node else { return refuse("a text in double quotes") }
      return .text(text, value.span)
    case .flag:
      guard case .truth(let flag) = value.node else { return refuse("true or false") }
      return .flag(flag, value.span)
    }
  }
}
