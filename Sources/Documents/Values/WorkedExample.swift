import Formulas
import Indicators
import Wording

/// One value of a ratio worked out, so that a reader can do it again with a pocket calculator.
struct WorkedExample {
  /// Of whom and when the value is: "Germany, 2024".
  let place: String

  /// "421.2 / 452.1 = 93.2%"; where the operands are listed instead, the value alone.
  let text: String

  /// "exports: Germany 421.2; France 300.1", a line for each argument; empty beside an equation.
  let operands: [String]

  init(place: String, text: String, operands: [String] = []) {
    self.place = place
    self.text = text
    self.operands = operands
  }
}

extension WorkedExample {
  /// Works a value through; nothing where it is missing or only another value taken over.
  ///
  /// - Parameters:
  ///   - trace: The value with what it is made of.
  ///   - selection: How the cell is asked for, for a reader who wants to see all of a long list.
  ///   - language: Whose words and customs are used.
  ///   - labels: The names of members.
  init?(_ trace: Trace, of selection: String, language: Language, labels: Labels) {
    guard let value = trace.value else { return nil }
    var words = ExampleWords(whole: trace, language: language, labels: labels)
    place = words.place(trace)
    let result = words.result(value)
    // Operations within one are worked through on the spot, unless their units stand against it, and
    // numbers stand as they are, unless they have to be in one unit.
    for (isDeep, isConverted) in [(true, false), (true, true), (false, false), (false, true)] {
      if let equation = ExampleTerm(of: trace, isDeep: isDeep), equation.isWorked,
        case _ = words.refer(to: isConverted ? equation : nil),
        let text = words.equation(equation, giving: value)
      {
        self.text = "\(text) = \(result)"
        operands = []
        return
      }
    }
    let step = trace.worked
    let known = step.children.filter { $0.value != nil && $0.step != .number }
    guard known.count > 1 || (known.first.map { $0.value != value } ?? false) else { return nil }
    let lines = words.lists(of: step, by: "veta trace '\(selection)'")
    guard !lines.isEmpty else { return nil }
    text = "\(result), \(Terms(language)[.inputs])"
    operands = lines
  }
}

extension Trace {
  /// The step that made the value: what an `if` chose, and what a name or selection stands for.
  var worked: Trace {
    switch operation {
    case nil, "ratio": children.count == 1 ? children[0].worked : self
    case "if": children.last.map { $0.children.isEmpty ? self : $0.worked } ?? self
    default: self
    }
  }
}
