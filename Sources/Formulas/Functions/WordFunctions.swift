import Diagnostics
import Indicators

/// Functions that give texts: the words of a sentence that change with a number.
extension Function {
  static let wordFunctions: [Function] = [direction, plural, choose, name, period, list]

  private static let direction = Function(
    name: "direction",
    parameters: [
      .required("x"), .required("up", .text), .required("down", .text), .required("flat", .text),
      .optional("within"),
    ],
    check: { call in
      guard let type = call.single("x") else { return nil }
      if let within = call.cube("within") {
        guard
          call.evaluator.branchUnit(
            type.unitOperand,
            within.unitOperand,
            at: call.bound.span("within"),
            beside: call.bound.span("x"),
            call.reporter,
            verb: "compare"
          ) != nil,
          call.evaluator.isSingle(
            within,
            "within",
            at: call.bound.span("within"),
            call.reporter
          )
        else { return nil }
      }
      return .text
    },
    compute: { call in
      guard let operand = call.operand("x"), let value = call.single("x") else { return nil }
      if let formula = call.bound.expression("x"), !formula.names.isEmpty,
        call.evaluator.isLevel(formula)
      {
        let word = call.bound.text("up") ?? ""
        call.report(.directionOfLevel(formula.span.text, word, at: formula.span))
      }
      var limit = 0.0
      if let within = call.operand("within"), let own = within.cube[0] {
        let conversion = within.cube.unit.conversion(to: operand.cube.unit)
        limit = within.bareNumber ?? (conversion ?? .identity)(own)
      }
      let word = abs(value) <= limit ? "flat" : value > 0 ? "up" : "down"
      return .text(call.bound.text(word) ?? "", period: nil, code: nil)
    }
  )

  private static let plural = Function(
    name: "plural",
    parameters: [.required("n"), .required("one", .text), .required("many", .text)],
    check: { call in
      call.single("n").map { _ in .text }
    },
    compute: { call in
      guard let value = call.single("n") else { return nil }
      return .text(call.bound.text(abs(value) == 1 ? "one" : "many") ?? "", period: nil, code: nil)
    }
  )

  private static let choose = Function(
    name: "choose",
    parameters: [.required("c"), .required("a", .any), .required("b", .any)],
    check: { call in
      guard let type = call.single("c") else { return nil }
      guard type.unit == .truth else {
        call.report(.truthExpected("c of choose", type.unit, at: call.bound.span("c")))
        return nil
      }
      for name in ["a", "b"] {
        guard case .text = call.types[name] else {
          call.report(
            .wrongArgument(name, of: "choose", expected: "a text", at: call.bound.span(name))
          )
          return nil
        }
      }
      return .text
    },
    compute: { call in
      guard let value = call.single("c") else { return nil }
      return call.values[value != 0 ? "a" : "b"]
    }
  )

  /// The name of a parameter's member, of the one member that is left, or of an indicator.
  private static let name = Function(
    name: "name",
    parameters: [.required("x", .any)],
    check: { call in
      if case .text = call.types["x"] { return .text }
      guard let type = call.cube("x") else { return nil }
      if type.axes.count == 1 { return .text }
      if let name = call.bound.expression("x")?.plainName,
        call.evaluator.title(of: name, language: call.evaluator.language) != nil
      {
        return .text
      }
      call.report(
        .wrongArgument(
          "x",
          of: "name",
          expected: "a parameter, a value with one member left, or an indicator with a title",
          at: call.bound.span("x")
        )
      )
      return nil
    },
    compute: { call in
      if let text = call.values["x"], case .text = text { return text }
      guard let operand = call.operand("x") else { return nil }
      if let name = call.bound.expression("x")?.plainName,
        let title = call.evaluator.title(of: name, language: call.evaluator.language)
      {
        return .text(title, period: nil, code: name)
      }
      guard let axis = operand.cube.axes.first, axis.members.count == 1 else {
        call.report(
          .manyValues(
            "x of name",
            operand.cube.axes.first?.members.count ?? 0,
            at: call.bound.span("x")
          )
        )
        return nil
      }
      let id = axis.members[0].id
      return .text(call.evaluator.label(of: id, in: axis.name), period: nil, code: id)
    }
  )

  /// The period that a value was taken at.
  private static let period = Function(
    name: "period",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.cube("x") else { return nil }
      guard case .instant = type.time else {
        call.report(
          .wrongArgument(
            "x",
            of: "period",
            expected: "a value taken with @",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      return .text
    },
    compute: { call in
      guard let operand = call.operand("x"), case .instant(let period) = operand.cube.time else {
        call.report(
          .wrongArgument(
            "x",
            of: "period",
            expected: "a value of one period",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      return .text("\(period)", period: period, code: nil)
    }
  )

  /// The names of the members of one dimension, as a sentence lists them.
  private static let list = Function(
    name: "list",
    parameters: [.required("x")],
    check: { call in
      guard let type = call.cube("x") else { return nil }
      guard type.axes.count == 1 else {
        call.report(
          .wrongArgument(
            "x",
            of: "list",
            expected: "a value with one dimension",
            at: call.bound.span("x")
          )
        )
        return nil
      }
      return .text
    },
    compute: { call in
      guard let operand = call.operand("x"), let axis = operand.cube.axes.first else { return nil }
      let names = axis.members.filter { !$0.isAggregate }
        .map { call.evaluator.label(of: $0.id, in: axis.name) }
      return .text(call.evaluator.joined(names), period: nil, code: nil)
    }
  )
}

extension Evaluator {
  fileprivate func label(of id: String, in dimension: String) -> String {
    catalogue.labels.name(of: id, in: dimension, language: language)
  }

  /// `a, b and c`; in Spanish `a, b y c`, with `e` before an i sound.
  fileprivate func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    let front = names.dropLast().joined(separator: ", ")
    guard language.hasPrefix("es") else { return "\(front) and \(last)" }
    let sound = last.lowercased()
    let hasVowel = sound.hasPrefix("i") || sound.hasPrefix("í") || sound.hasPrefix("hi")
    // `hie` and `hia` begin with a consonant sound.
    let isE = hasVowel && !sound.hasPrefix("hie") && !sound.hasPrefix("hia")
    return "\(front) \(isE ? "e" : "y") \(last)"
  }
}

extension Expression {
  /// The name, where the formula is nothing else.
  fileprivate var plainName: String? {
    guard case .name(let name) = node else { return nil }
    return name
  }
}

extension CheckedCall {
  /// The type of an argument that is one value; reports if it is not.
  func single(_ name: String) -> CubeType? {
    guard let type = cube(name),
      evaluator.isSingle(type, "\(name) of \(bound.function.name)", at: bound.span(name), reporter)
    else { return nil }
    return type
  }
}

extension ComputedCall {
  /// The value of an argument that is one value; reports if it is not or is missing.
  func single(_ name: String) -> Double? {
    operand(name).flatMap {
      evaluator.singleValue($0, "\(name) of \(bound.function.name)", at: bound.span(name), reporter)
    }
  }
}
