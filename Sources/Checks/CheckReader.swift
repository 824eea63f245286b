public import Diagnostics
import Formulas
import Indicators
public import Settings

/// Reads the content of checks.yaml: a list of checks.
///
/// - Returns: Those that could be read, in file order; none of a file with nothing but comments.
public func readChecks(_ node: Node, into diagnostics: inout DiagnosticList) -> [Check] {
  if node.isNull { return [] }
  return (node.list(for: "the checks", into: &diagnostics) ?? []).compactMap {
    CheckReader($0, into: &diagnostics)?.read(into: &diagnostics)
  }
}

/// The kinds of checks; each is the key that holds what is looked at.
private enum CheckKind: String, CaseIterable {
  case check
  case range
  case coverage
  case unique
  case jump
  case fresh

  /// The keys that only some kinds have.
  static let own: [CheckKind: [String]] = [
    .check: ["within", "missing"], .range: ["from", "to", "unit", "missing"],
    .coverage: ["periods", "except", "members"], .unique: ["over"],
    .jump: ["robust_z", "percent", "against"], .fresh: ["max_age"],
  ]

  /// What other programs call the keys of a kind, with the help for each.
  var usualWords: [String: String] {
    switch self {
    case .range:
      [
        "min": "the lower limit is 'from'", "minimum": "the lower limit is 'from'",
        "above": "the lower limit is 'from'", "max": "the upper limit is 'to'",
        "maximum": "the upper limit is 'to'", "below": "the upper limit is 'to'",
      ]
    case .check: ["tolerance": "how far the sides may lie apart is 'within'"]
    case .coverage, .unique, .jump, .fresh: [:]
    }
  }
}

private struct CheckReader {
  private var reader: MappingReader

  init?(_ node: Node, into diagnostics: inout DiagnosticList) {
    guard let reader = MappingReader(node, of: "a check", into: &diagnostics) else { return nil }
    self.reader = reader
  }

  func read(into diagnostics: inout DiagnosticList) -> Check? {
    var copy = self
    return copy.check(into: &diagnostics)
  }

  private mutating func check(into diagnostics: inout DiagnosticList) -> Check? {
    let title = reader.localizedText("title", .required, into: &diagnostics)
    let level = reader.enumerated("level", as: Check.Level.self, into: &diagnostics) ?? .fail
    let waiverNode = reader.node("waive", into: &diagnostics)
    let waiver = waiverNode.flatMap { readWaiver($0, into: &diagnostics) }
    let kinds = CheckKind.allCases.filter { reader.has($0.rawValue) }
    reader.accept(CheckKind.allCases.map(\.rawValue))
    guard kinds.count == 1, let kind = kinds.first else {
      reader.accept(CheckKind.own.values.flatMap { $0 })
      // A kind that is misspelt is told as such.
      if !kinds.isEmpty || !reader.misspells(oneOf: CheckKind.allCases.map(\.rawValue)) {
        diagnostics.report(
          .checkKind(
            kinds.map(\.rawValue),
            known: CheckKind.allCases.map(\.rawValue),
            at: kinds.count > 1
              ? reader.keySpan(of: kinds[1].rawValue) : reader.keySpan(of: "title")
          )
        )
      }
      reader.finish(into: &diagnostics)
      return nil
    }
    for (other, keys) in CheckKind.own.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where other != kind {
      for key in keys where reader.has(key) && !(CheckKind.own[kind] ?? []).contains(key) {
        diagnostics.report(
          .keyOfOtherKind(key, of: kind.rawValue, at: reader.keySpan(of: key))
        )
      }
      reader.accept(keys)
    }
    let expression = reader.excerpt(kind.rawValue, .required, into: &diagnostics)
      .flatMap { parseExpression($0, into: &diagnostics) }
    let problems = diagnostics.all.count
    var rule: (any Rule)?
    if let expression { rule = self.rule(kind, expression, into: &diagnostics) }
    reader.finish(elsewhere: kind.usualWords, into: &diagnostics)
    // What is half read would look at something else than was meant.
    guard let title, let rule, let expression, diagnostics.all.count == problems,
      waiverNode == nil || waiver != nil
    else { return nil }
    return Check(
      title: LocalizedText(title),
      waiver: waiver,
      rule: rule,
      level: level,
      span: expression.span
    )
  }

  private mutating func rule(
    _ kind: CheckKind,
    _ expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> (any Rule)? {
    switch kind {
    case .check:
      let within = reader.scalar("within", into: &diagnostics)
      return ClaimRule(
        expression: expression,
        tolerance: within.flatMap { tolerance($0, into: &diagnostics) },
        failsOnMissing: failsOnMissing(into: &diagnostics)
      )
    case .range: return range(expression, into: &diagnostics)
    case .coverage: return coverage(expression, into: &diagnostics)
    case .unique:
      let over = reader.scalar("over", into: &diagnostics)
      return UniqueRule(expression: expression, over: over.map { Named($0) })
    case .jump: return jump(expression, into: &diagnostics)
    case .fresh:
      var age: Age?
      if let scalar = reader.scalar("max_age", into: &diagnostics) {
        age = Age(scalar.text)
        if age == nil { diagnostics.report(.age(scalar.text, at: scalar.excerpt.span)) }
      }
      return FreshRule(expression: expression, age: age)
    }
  }

  // MARK: Keys

  private mutating func failsOnMissing(into diagnostics: inout DiagnosticList) -> Bool {
    reader.enumerated("missing", as: MissingWord.self, into: &diagnostics) == .fail
  }

  /// `0.5%`, `3` or `5 USD`.
  private func tolerance(_ scalar: Scalar, into diagnostics: inout DiagnosticList) -> Tolerance? {
    let text = scalar.text
    let digits = text.prefix { $0.isNumber || ".eE+-".contains($0) }
    let rest = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Double(digits), number.isFinite, number >= 0 else {
      diagnostics.report(.tolerance(text, at: scalar.excerpt.span))
      return nil
    }
    if rest == "%" { return Tolerance(.relative(number / 100), at: scalar.excerpt.span) }
    if rest.isEmpty { return Tolerance(.absolute(number, nil), at: scalar.excerpt.span) }
    if rest.count > 2, rest.first == "'", rest.last == "'" {
      let help =
        "write \(digits) \(rest.dropFirst().dropLast()): the unit stands here without quotes"
      diagnostics.report(.tolerance(text, help: help, at: scalar.excerpt.span))
      return nil
    }
    let start = text.utf8.count - rest.utf8.count
    let unit = readUnit(scalar.excerpt.part(start..<text.utf8.count), into: &diagnostics)
    return unit.map { Tolerance(.absolute(number, $0), at: scalar.excerpt.span) }
  }

  private mutating func range(
    _ expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> RangeRule? {
    let from = reader.number("from", into: &diagnostics)
    let to = reader.number("to", into: &diagnostics)
    let unit = reader.excerpt("unit", into: &diagnostics)
    if !reader.has("from"), !reader.has("to") {
      diagnostics.report(.noLimit("'from', 'to' or both", at: reader.keySpan(of: "range")))
      return nil
    }
    if let from, let to, from > to {
      diagnostics.report(.limitOrder(at: reader.span(of: "from")))
      return nil
    }
    return RangeRule(
      expression: expression,
      from: from,
      to: to,
      unit: unit.flatMap { readUnit($0, into: &diagnostics) },
      unitSpan: unit?.span,
      failsOnMissing: failsOnMissing(into: &diagnostics)
    )
  }

  private mutating func coverage(
    _ expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> CoverageRule {
    var rule = CoverageRule(expression: expression)
    rule.periods = reader.scalar("periods", into: &diagnostics)
      .flatMap { periodRange($0, into: &diagnostics) }
    for node in reader.list("except", into: &diagnostics) ?? [] {
      if node.scalar != nil {
        let range = node.scalar(for: "'except'", into: &diagnostics)
          .flatMap { periodRange($0, into: &diagnostics) }
        if let range { rule.exceptions.append(CoverageRule.Exception(periods: range)) }
      } else {
        exception(node, into: &diagnostics).map { rule.exceptions.append($0) }
      }
    }
    rule.members = members(
      reader.mapping("members", into: &diagnostics) ?? [],
      into: &diagnostics
    )
    return rule
  }

  /// `{geo: SON, periods: 2019-Q2..2019-Q4}`.
  private func exception(
    _ node: Node,
    into diagnostics: inout DiagnosticList
  ) -> CoverageRule.Exception? {
    guard let entries = node.mapping(for: "an exception", into: &diagnostics) else { return nil }
    var exception = CoverageRule.Exception(periods: nil)
    for entry in entries where entry.key.text == "periods" {
      exception.periods = entry.value.scalar(for: "'periods'", into: &diagnostics)
        .flatMap { periodRange($0, into: &diagnostics) }
    }
    exception.members = members(
      entries.filter { $0.key.text != "periods" },
      into: &diagnostics
    )
    return exception
  }

  private func members(
    _ entries: [Entry],
    into diagnostics: inout DiagnosticList
  ) -> [CoverageRule.Choice] {
    entries.compactMap { entry in
      entry.value.scalars(for: "'\(entry.key.text)'", into: &diagnostics).map {
        CoverageRule.Choice(
          dimension: Named(entry.key, at: entry.keySpan),
          named: $0.map { Named($0) }
        )
      }
    }
  }

  private func periodRange(
    _ scalar: Scalar,
    into diagnostics: inout DiagnosticList
  ) -> PeriodRange? {
    if let range = PeriodRange(scalar.text, at: scalar.excerpt.span) { return range }
    diagnostics.report(.periods(scalar.text, at: scalar.excerpt.span))
    return nil
  }

  private mutating func jump(
    _ expression: Expression,
    into diagnostics: inout DiagnosticList
  ) -> JumpRule? {
    let limit = reader.number("robust_z", into: &diagnostics)
    if let limit, limit <= 0 {
      diagnostics.report(.limitSign("robust_z", at: reader.span(of: "robust_z")))
    }
    var share: Double?
    if let scalar = reader.scalar("percent", into: &diagnostics) {
      share = scalar.text.last == "%" ? Double(scalar.text.dropLast()).map { $0 / 100 } : nil
      if share == nil {
        diagnostics.report(.percentLimit(scalar.text, at: scalar.excerpt.span))
      } else if let share, share <= 0 {
        diagnostics.report(.limitSign("percent", at: scalar.excerpt.span))
      }
    }
    let against = reader.enumerated("against", as: JumpRule.Reference.self, into: &diagnostics)
    if limit == nil, !reader.has("percent"), !reader.has("robust_z") {
      diagnostics.report(.noLimit("'robust_z: 8', 'percent: 50%' or both", at: expression.span))
      return nil
    }
    return JumpRule(
      expression: expression,
      robustLimit: limit,
      shareLimit: share,
      reference: against ?? .ownChanges
    )
  }

  private func readWaiver(_ node: Node, into diagnostics: inout DiagnosticList) -> Waiver? {
    guard var reader = MappingReader(node, of: "a waiver", into: &diagnostics) else { return nil }
    let reason = reader.localizedText("reason", .filled, into: &diagnostics)
    let by = reader.string("by", .filled, into: &diagnostics)
    let until = reader.scalar("until", .required, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let reason, let by, let until else { return nil }
    guard let day = CalendarDate(until.text) else {
      diagnostics.report(.waiverDay(until.text, at: until.excerpt.span))
      return nil
    }
    return Waiver(
      reason: LocalizedText(reason),
      by: by,
      until: day,
      span: node.span,
      untilSpan: until.excerpt.span
    )
  }
}

private enum MissingWord: String, CaseIterable {
  case fail
  case pass
}

/// A name of checks.yaml with its place.
struct Named: Sendable {
  let text: String
  let span: SourceSpan

  init(_ scalar: Scalar, at span: SourceSpan? = nil) {
    text = scalar.text
    self.span = span ?? scalar.excerpt.span
  }
}
