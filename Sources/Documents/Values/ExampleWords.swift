import Formulas
import Indicators
import Wording

/// Numbers and places of an example.
struct ExampleWords {
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
      decimals: whole.decimals ?? shortestDecimals(of: value, digits: Self.resultDigits),
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

  private func decimals(of trace: Trace, digits: Int) -> Int {
    shortestDecimals(of: amount(trace), digits: trace.step == .number ? 15 : digits)
  }

  private func rounded(_ trace: Trace, digits: Int) -> Double {
    Wording.rounded(amount(trace), toDecimals: decimals(of: trace, digits: digits))
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
