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
  fileprivate var worked: Trace {
    switch operation {
    case nil, "ratio": children.count == 1 ? children[0].worked : self
    case "if": children.last.map { $0.children.isEmpty ? self : $0.worked } ?? self
    default: self
    }
  }
}

/// An equation's left side.
private indirect enum ExampleTerm {
  /// A value of the tree, or what the way to work it out holds, as the 100 of an index.
  case number(Trace)
  case constant(Double)
  case binary(String, ExampleTerm, ExampleTerm)
  case negative(ExampleTerm)
  case function(String, ExampleTerm)
  case squared(ExampleTerm)

  /// How many values are written out in an equation.
  private static let limit = 8

  /// The way in which a value was made, where it is short and simple.
  init?(of trace: Trace, isDeep: Bool) {
    let step = trace.worked
    guard step.operation != nil, step.omissions.isEmpty else { return nil }
    self.init(working: step, isDeep: isDeep)
  }

  /// Whether anything is worked out.
  var isWorked: Bool {
    if case .number = self { return false }
    return traces.count <= Self.limit
  }

  /// The values that are written out, from left to right.
  fileprivate var traces: [Trace] {
    switch self {
    case .number(let trace): [trace]
    case .constant: []
    case .binary(_, let left, let right): left.traces + right.traces
    case .negative(let base), .function(_, let base), .squared(let base): base.traces
    }
  }

  /// An operation, by what its operator or function does.
  private init?(working step: Trace, isDeep: Bool) {
    let children = step.children.filter { $0.value != nil }
    guard let operation = step.operation, !children.isEmpty else { return nil }
    let operands = children.map { isDeep ? ExampleTerm(operand: $0) : .number($0) }
    switch operation {
    case "+", "-", "*", "/", "^":
      guard children.count == step.children.count else { return nil }
      if operands.count == 1, operation == "-" {
        self = .negative(operands[0])
      } else if operands.count == 2 {
        self = .binary(operation, operands[0], operands[1])
      } else {
        return nil
      }
    case "abs", "sqrt", "ln", "log10", "exp":
      self = .function(operation, operands[0])
    case "diff" where operands.count == 2: self = .binary("-", operands[0], operands[1])
    case "yoy" where operands.count == 2:
      self = .binary("-", .binary("/", operands[0], operands[1]), .constant(1))
    case "index" where operands.count == 2, "per_capita" where operands.count == 2:
      let quotient = ExampleTerm.binary("/", operands[0], operands[1])
      self = operation == "index" ? .binary("*", quotient, .constant(100)) : quotient
    case "deflate" where operands.count == 3:
      self = .binary("*", .binary("/", operands[0], operands[1]), operands[2])
    case "share":
      let all = children.map { ExampleTerm.number($0) }
      let isOfOne = (step.formula?.text ?? step.text).contains("of:")
      guard isOfOne ? all.count == 2 : all.count > 1 else { return nil }
      self = .binary("/", all[0], isOfOne ? all[1] : Self.sum(all))
    case "hhi" where children.count > 1 && children.count <= Self.limit / 2:
      let all = children.map { ExampleTerm.number($0) }
      self = .binary("/", Self.sum(all.map { .squared($0) }), .squared(Self.sum(all)))
    case "sum", "mean", "cumsum", "ytd", "rolling", "annual":
      guard children.count > 1, children.count <= Self.limit, let value = step.value else {
        return nil
      }
      let values = children.compactMap(\.value)
      let total = values.reduce(0, +)
      let terms = Self.sum(children.map { .number($0) })
      let size = values.reduce(0) { $0 + abs($1) }
      if abs(total - value) <= 1e-9 * size {
        self = terms
      } else if abs(total / Double(values.count) - value) <= 1e-9 * size {
        self = .binary("/", terms, .constant(Double(values.count)))
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// An operand: an operation that stands in the formula is worked out on the spot.
  private init(operand trace: Trace) {
    let isShort = ["+", "-", "*", "/", "^", "abs", "sqrt", "ln", "log10", "exp"]
      .contains(trace.operation)
    if trace.step == .operation, isShort, let inner = ExampleTerm(working: trace, isDeep: true) {
      self = inner
    } else {
      self = .number(trace)
    }
  }

  private static func sum(_ terms: [ExampleTerm]) -> ExampleTerm {
    terms.dropFirst().reduce(terms[0]) { .binary("+", $0, $1) }
  }

  // MARK: Working out

  /// The value with each number as the body gives it.
  func value(_ number: (Trace) -> Double) -> Double? {
    switch self {
    case .number(let trace): return number(trace)
    case .constant(let value): return value
    case .negative(let base): return base.value(number).map { -$0 }
    case .squared(let base): return base.value(number).map { $0 * $0 }
    case .function(let name, let base):
      guard let value = base.value(number) else { return nil }
      switch name {
      case "abs": return abs(value)
      case "sqrt": return value.squareRoot()
      // A logarithm is compared by the reader.
      default: return nil
      }
    case .binary(let symbol, let left, let right):
      guard let left = left.value(number), let right = right.value(number) else { return nil }
      switch symbol {
      case "+": return left + right
      case "-": return left - right
      case "*": return left * right
      case "/": return left / right
      default: return nil
      }
    }
  }

  // MARK: Writing

  private var rank: Int {
    switch self {
    case .binary("+", _, _), .binary("-", _, _), .negative: 1
    case .binary("*", _, _), .binary("/", _, _): 2
    case .binary: 3
    case .squared: 3
    case .number, .constant, .function: 4
    }
  }

  func text(isFirst: Bool = true, _ number: (Trace, _ isFirst: Bool) -> String) -> String {
    switch self {
    case .number(let trace): return number(trace, isFirst)
    case .constant(let value): return "\(Int(value))"
    case .negative(let base):
      let inner = base.text(isFirst: false, number)
      return "\u{2212}" + (base.rank < 3 ? "(\(inner))" : inner)
    case .squared(let base):
      return (base.rank < 4 ? "(\(base.text(number)))" : base.text(isFirst: false, number)) + "²"
    case .function(let name, let base):
      let inner = base.text(number)
      return name == "abs" ? "|\(inner)|" : "\(name)(\(inner))"
    case .binary(let symbol, let left, let right):
      var needsLeft = left.rank < rank
      if symbol == "/", case .binary("/", _, _) = left { needsLeft = true }
      let needsRight =
        right.rank < rank || (right.rank == rank && ["-", "/", "^"].contains(symbol))
      let first = needsLeft ? "(\(left.text(number)))" : left.text(isFirst: isFirst, number)
      let second = needsRight ? "(\(right.text(number)))" : right.text(isFirst: false, number)
      let sign =
        switch symbol {
        case "*": "×"
        case "-": "\u{2212}"
        default: symbol
        }
      return "\(first) \(sign) \(second)"
    }
  }
}

/// Numbers and places of an example.
private struct ExampleWords {
  /// How many significant digits a result has that no ratio says the decimals of.
  private static let resultDigits = 4

  /// How many members of an argument are listed.
  private static let limit = 8

  let whole: Trace
  let language: Language
  let labels: Labels

  /// The units in which the numbers of an equation are, one of each kind.
  private var references: [Unit] = []

  init(whole: Trace, language: Language, labels: Labels) {
    self.whole = whole
    self.language = language
    self.labels = labels
  }

  /// Lets amounts of one kind be in one unit throughout: that of the result, else of the first.
  mutating func refer(to term: ExampleTerm?) {
    references = term.map { [whole.unit] + $0.traces.map(\.unit) } ?? []
  }

  func place(_ trace: Trace) -> String {
    names(trace.members, trace.period).joined(separator: ", ")
  }

  private func names(_ members: [Trace.Place], _ period: Period?) -> [String] {
    members.map { labels.name(of: $0.member, in: $0.dimension, language: language.code) }
      + (period.map { [periodName($0, in: language)] } ?? [])
  }

  func result(_ value: Double) -> String {
    measured(
      value,
      unit: whole.unit,
      decimals: whole.decimals ?? shortDecimals(of: value, digits: Self.resultDigits),
      in: language,
      labels: labels
    )
  }

  /// The equation with no more digits than the result needs; nothing where it does not give the value.
  func equation(_ term: ExampleTerm, giving value: Double) -> String? {
    guard let exact = term.value({ plain(amount($0), $0.unit) }), exact.isFinite, exact != 0,
      value != 0
    else { return nil }
    // Units of other sizes, as tonnes beside thousand tonnes, leave a power of ten.
    let ratio = plain(value, whole.unit) / exact
    let power = powers.first { abs(ratio / $0.factor - 1) < 1e-9 }
    guard let power else { return nil }
    let printed = result(value)
    let scale = value / exact
    let digits = (4...9).first { digits in
      let again = term.value { trace in
        plain(rounded(trace, digits: digits), trace.unit)
      }
      return again.map { result($0 * scale) == printed } ?? false
    }
    let text = term.text { trace, isFirst in
      operand(trace, digits: digits ?? 9, isFirst: isFirst)
    }
    guard let step = power.step else { return text }
    return term.isProduct ? "\(text) \(step)" : "(\(text)) \(step)"
  }

  private var powers: [(factor: Double, step: String?)] {
    [
      (1, nil), (1e3, "× 1,000"), (1e-3, "/ 1,000"), (1e6, "× 1,000,000"), (1e-6, "/ 1,000,000"),
      (100, "× 100"), (0.01, "/ 100"), (10, "× 10"), (0.1, "/ 10"),
      (1e9, "× 10⁹"), (1e-9, "/ 10⁹"),
    ]
  }

  /// A value as it counts in an equation: 5% is 0.05.
  private func plain(_ value: Double, _ unit: Unit) -> Double { value * percentScale(unit) }

  /// The value in the unit that the equation has for its kind.
  private func amount(_ trace: Trace) -> Double {
    let value = trace.value ?? 0
    for unit in references where unit.meaning == trace.unit.meaning {
      if let conversion = trace.unit.conversion(to: unit) { return conversion(value) }
    }
    return value
  }

  private func percentScale(_ unit: Unit) -> Double {
    switch unit.meaning {
    case .percent, .percentagePoint: 0.01
    case .index, .rank, .count, .truth, .quantity: 1
    }
  }

  /// No zeros that only fill up.
  private func shortDecimals(of value: Double, digits: Int) -> Int {
    let places = defaultDecimals(of: value, digits: digits)
    return (0...places).first { count in
      abs(roundedTo(value, count) - roundedTo(value, places)) < 1e-12 * abs(value)
    } ?? places
  }

  private func roundedTo(_ value: Double, _ decimals: Int) -> Double {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  private func decimals(of trace: Trace, digits: Int) -> Int {
    shortDecimals(of: amount(trace), digits: trace.step == .number ? 15 : digits)
  }

  private func rounded(_ trace: Trace, digits: Int) -> Double {
    roundedTo(amount(trace), decimals(of: trace, digits: digits))
  }

  private func figure(_ trace: Trace, digits: Int) -> String {
    let value = amount(trace)
    let text = number(value, decimals: decimals(of: trace, digits: digits), in: language)
    return percentScale(trace.unit) == 1 ? text : text + "%"
  }

  /// "421.2 (Germany)": of whom and when it is stands behind it where that is not where the result is.
  private func operand(_ trace: Trace, digits: Int, isFirst: Bool) -> String {
    let text = figure(trace, digits: digits)
    let shown = !isFirst && (trace.value ?? 0) < 0 ? "(\(text))" : text
    let place = difference(trace)
    return place.isEmpty || trace.step == .number ? shown : "\(shown)\u{A0}(\(place))"
  }

  /// The members and the period that the result does not have.
  private func difference(_ trace: Trace) -> String {
    names(
      trace.members.filter { !whole.members.contains($0) },
      trace.period == whole.period ? nil : trace.period
    ).joined(separator: ", ")
  }

  // MARK: Lists

  /// The operands of a function, a line for each of its arguments: "price: Wheat 222.3, 198 (2019);
  /// Wine 301, 290 (2019)".
  func lists(of step: Trace, by command: String) -> [String] {
    var texts: [String] = []
    for child in step.children where !texts.contains(child.text) && child.step != .number {
      texts.append(child.text)
    }
    return texts.compactMap { text in
      let all = step.children.filter { $0.text == text && $0.value != nil }
      guard !all.isEmpty else { return nil }
      var groups: [(members: String, figures: [String])] = []
      for child in all {
        let members = names(child.members.filter { !whole.members.contains($0) }, nil)
          .joined(separator: ", ")
        let period = child.period == whole.period ? nil : child.period
        let own = figure(child, digits: 5)
        let figure = period.map { "\(own)\u{A0}(\(periodName($0, in: language)))" } ?? own
        if groups.last?.members == members {
          groups[groups.count - 1].figures.append(figure)
        } else {
          groups.append((members, [figure]))
        }
      }
      // Of one series the periods are the items.
      let items =
        groups.count == 1
        ? groups[0].figures
        : groups.map { "\($0.members)\u{A0}" + $0.figures.joined(separator: ", ") }
      let lead = groups.count == 1 && !groups[0].members.isEmpty ? "\(groups[0].members) " : ""
      let cut = step.omissions.first { $0.text == text }?.count ?? 0
      let perItem = groups.count == 1 ? 1 : max(1, all.count / groups.count)
      let rest = items.count - min(items.count, Self.limit) + cut / perItem
      var line = "\u{2003}\(text): \(lead)" + items.prefix(Self.limit).joined(separator: "; ")
      if rest > 0 { line += "; " + TracePhrases(language).more(rest, by: command) }
      return line
    }
  }
}

extension ExampleTerm {
  /// Whether a factor can stand behind it without brackets.
  fileprivate var isProduct: Bool {
    switch self {
    case .binary("+", _, _), .binary("-", _, _), .negative: false
    case .binary, .number, .constant, .function, .squared: true
    }
  }
}
