import Diagnostics
import Formulas
import Indicators
import Settings

/// The definitions as the file has them, so that a scenario's settings can be laid over.
struct DefinitionNodes {
  var parameters: [Entry]
  var drivers: [Entry]
  var events: [Entry]
  var variables: [Entry]

  var count: Int { parameters.count + drivers.count + events.count + variables.count }
}

/// Reads parameters, drivers, events and variables.
struct DefinitionReader {
  let years: ClosedRange<Int>

  func read(_ nodes: DefinitionNodes, into list: inout DiagnosticList) -> Definitions {
    var result = Definitions()
    for entry in nodes.parameters {
      if let parameter = parameter(entry, adjustments: [], into: &list) {
        result.parameters.append(parameter)
      }
    }
    for entry in nodes.drivers {
      if let driver = driver(entry, adjustments: [], into: &list) { result.drivers.append(driver) }
    }
    for entry in nodes.events {
      if let event = EventReader().event(entry, into: &list) { result.events.append(event) }
    }
    for entry in nodes.variables {
      if let variable = variable(entry, into: &list) { result.variables.append(variable) }
    }
    return result
  }

  // MARK: Parameters

  func parameter(
    _ entry: Entry,
    adjustments: [Adjustment],
    into list: inout DiagnosticList
  ) -> Parameter? {
    let what = "a parameter"
    guard var reader = MappingReader(entry.value, of: what, into: &list) else { return nil }
    let distribution = DistributionReader().distribution(
      of: &reader,
      at: entry.keySpan,
      into: &list
    )
    let unit = reader.scalar("unit", into: &list).flatMap { readUnit($0, into: &list) }
    let title = reader.localizedText("title", into: &list)
    let grounds = grounds(of: &reader, into: &list)
    if let estimate = reader.node("estimate", into: &list) { checkEstimate(estimate, into: &list) }
    reader.finish(into: &list)
    guard let distribution else { return nil }
    return Parameter(
      name: entry.key.text,
      span: entry.keySpan,
      title: title.map { LocalizedText($0) },
      unit: unit,
      distribution: distribution,
      grounds: grounds,
      adjustments: adjustments
    )
  }

  private func grounds(
    of reader: inout MappingReader,
    into list: inout DiagnosticList
  ) -> Grounds {
    let reason = reader.localizedExcerpts("reason", into: &list) ?? [:]
    for text in reason.keys.sorted().compactMap({ reason[$0] }) where text.text.contains("fit.") {
      list.report(.unsupported("a fitted number in a reason", at: text.span))
    }
    let date = reader.node("date", into: &list)
    if let date { _ = readDate(date, into: &list) }
    return Grounds(
      reason: reason,
      source: reader.string("source", into: &list),
      judge: reader.string("judge", into: &list),
      date: date?.scalar?.text
    )
  }

  /// An estimate is read and not run.
  private func checkEstimate(_ node: Node, into list: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "'estimate'", into: &list) else { return }
    if let text = reader.excerpt("fit", .required, into: &list) {
      _ = parseExpression(text, into: &list)
    }
    reader.finish(into: &list)
  }

  // MARK: Drivers

  func driver(
    _ entry: Entry,
    adjustments: [Adjustment],
    into list: inout DiagnosticList
  ) -> Driver? {
    guard var reader = MappingReader(entry.value, of: "a driver", into: &list) else { return nil }
    let unit = reader.scalar("unit", .required, into: &list).flatMap { readUnit($0, into: &list) }
    let title = reader.localizedText("title", into: &list)
    let grounds = grounds(of: &reader, into: &list)
    let history = reader.excerpt("history", into: &list).flatMap {
      parseExpression($0, into: &list)
    }
    let form: Driver.Form?
    if let path = reader.node("path", into: &list) {
      let continuation = continuation(of: &reader, into: &list)
      for key in Distribution.Kind.allCases.map(\.rawValue) where reader.has(key) {
        list.report(.twoForms("path", key, at: reader.keySpan(of: key)))
      }
      reader.accept(Distribution.Kind.allCases.map(\.rawValue))
      form = points(path, into: &list).map { .path($0, continuation) }
    } else {
      form = DistributionReader().distribution(of: &reader, at: entry.keySpan, into: &list).map {
        .value($0)
      }
    }
    reader.finish(into: &list)
    guard let unit, let form else { return nil }
    return Driver(
      name: entry.key.text,
      span: entry.keySpan,
      title: title.map { LocalizedText($0) },
      unit: unit,
      form: form,
      history: history,
      grounds: grounds,
      adjustments: adjustments
    )
  }

  /// `{2024: 1, 2025: basket_index @ 2025}`.
  private func points(
    _ node: Node,
    into list: inout DiagnosticList
  ) -> [(year: Int, value: Expression)]? {
    guard let entries = node.mapping(for: "'path'", into: &list) else { return nil }
    var points: [(year: Int, value: Expression)] = []
    for entry in entries {
      guard let year = Int(entry.key.text), 1...9999 ~= year else {
        list.report(.badNumber("a path", expected: "years as its keys", at: entry.keySpan))
        continue
      }
      guard let text = entry.value.excerpt(for: "a value of 'path'", into: &list),
        let value = parseExpression(text, into: &list)
      else { continue }
      points.append((year, value))
    }
    points.sort { $0.year < $1.year }
    guard let first = points.first, first.year <= years.lowerBound else {
      list.report(.pathStart(years.lowerBound, at: node.span))
      return nil
    }
    return points
  }

  private func continuation(
    of reader: inout MappingReader,
    into list: inout DiagnosticList
  ) -> Driver.Continuation {
    let holds = reader.boolean("hold", into: &list) ?? false
    guard let node = reader.node("then", into: &list) else { return holds ? .holds : .ends }
    if holds { list.report(.twoForms("then", "hold", at: reader.keySpan(of: "hold"))) }
    guard var then = MappingReader(node, of: "'then'", into: &list) else { return .ends }
    let process = then.node("log_ar1", into: &list)
    let walk = then.node("random_walk", into: &list)
    let growth = then.excerpt("growth", into: &list)
    then.finish(into: &list)
    func arguments(_ node: Node, _ names: [String]) -> [Expression]? {
      guard var reader = MappingReader(node, of: "a process", into: &list) else { return nil }
      let values = names.map { name in
        reader.excerpt(name, .required, into: &list).flatMap { parseExpression($0, into: &list) }
      }
      reader.finish(into: &list)
      let known = values.compactMap { $0 }
      return known.count == names.count ? known : nil
    }
    if let process {
      guard let values = arguments(process, ["phi", "sigma"]) else { return .ends }
      return .logAR1(phi: values[0], sigma: values[1])
    }
    if let walk {
      guard let values = arguments(walk, ["sigma"]) else { return .ends }
      return .randomWalk(sigma: values[0])
    }
    if let growth, let rate = parseExpression(growth, into: &list) { return .growth(rate) }
    if process == nil, walk == nil, growth == nil { list.report(.noProcess(at: node.span)) }
    return .ends
  }

  // MARK: Variables

  func variable(_ entry: Entry, into list: inout DiagnosticList) -> Variable? {
    guard var reader = MappingReader(entry.value, of: "a variable", into: &list) else { return nil }
    func formula(_ key: String) -> Expression? {
      reader.excerpt(key, into: &list).flatMap { parseExpression($0, into: &list) }
    }
    let hasValue = reader.has("value")
    let value = formula("value")
    let start = formula("start")
    let next = formula("next")
    let history = formula("history")
    let above = reader.number("above", into: &list)
    let unit = reader.scalar("unit", .required, into: &list).flatMap { readUnit($0, into: &list) }
    let title = reader.localizedText("title", into: &list)
    for key in ["start", "next"] where hasValue && reader.has(key) {
      list.report(.twoForms("value", key, at: reader.keySpan(of: key)))
    }
    if !hasValue, !reader.has("next") || !reader.has("start") {
      list.report(.noEquation(entry.key.text, at: entry.keySpan))
    }
    reader.finish(into: &list)
    guard let unit, let equation = value ?? next, hasValue || start != nil else { return nil }
    return Variable(
      name: entry.key.text,
      span: entry.keySpan,
      title: title.map { LocalizedText($0) },
      unit: unit,
      start: hasValue ? nil : start,
      next: equation,
      history: history,
      above: above
    )
  }
}

/// Reads a quantity: the one key of a distribution and its arguments.
struct DistributionReader {
  /// The distribution among a mapping's keys.
  ///
  /// - Returns: Nothing if there is none, or more than one, or its arguments can't be read.
  func distribution(
    of reader: inout MappingReader,
    at span: SourceSpan,
    into list: inout DiagnosticList
  ) -> Distribution? {
    let present = Distribution.Kind.allCases.filter { reader.has($0.rawValue) }
    reader.accept(Distribution.Kind.allCases.map(\.rawValue))
    let bounds = reader.list("bounds", into: &list)
    guard let kind = present.first else {
      list.report(.noDistribution(of: reader.what, at: span))
      return nil
    }
    for other in present.dropFirst() {
      list.report(.twoForms(kind.rawValue, other.rawValue, at: reader.keySpan(of: other.rawValue)))
    }
    guard let node = reader.node(kind.rawValue, .required, into: &list),
      let arguments = arguments(of: kind, in: node, into: &list)
    else { return nil }
    var limits: (low: Expression, high: Expression)?
    if let bounds {
      let values = bounds.compactMap { formula($0, into: &list) }
      guard values.count == 2, bounds.count == 2 else {
        list.report(
          .badNumber("bounds", expected: "[lowest, highest]", at: reader.span(of: "bounds"))
        )
        return nil
      }
      limits = (values[0], values[1])
    }
    return Distribution(kind: kind, arguments: arguments, bounds: limits, span: node.span)
  }

  /// A number or formula, or a mapping with one distribution.
  func distribution(_ node: Node, into list: inout DiagnosticList) -> Distribution? {
    guard node.entries != nil else {
      return formula(node, into: &list).map {
        Distribution(kind: .value, arguments: [$0], bounds: nil, span: node.span)
      }
    }
    guard var reader = MappingReader(node, of: "a distribution", into: &list) else { return nil }
    let distribution = distribution(of: &reader, at: node.span, into: &list)
    reader.finish(into: &list)
    return distribution
  }

  private func formula(_ node: Node, into list: inout DiagnosticList) -> Expression? {
    node.excerpt(for: "a number", into: &list).flatMap { parseExpression($0, into: &list) }
  }

  private func arguments(
    of kind: Distribution.Kind,
    in node: Node,
    into list: inout DiagnosticList
  ) -> [Expression]? {
    let expressions: [Expression?]
    if kind == .discrete {
      guard let entries = node.mapping(for: "'discrete'", into: &list), !entries.isEmpty else {
        return nil
      }
      expressions = entries.flatMap { entry in
        [parseExpression(entry.key.excerpt, into: &list), formula(entry.value, into: &list)]
      }
    } else if let names = kind.argumentNames, kind.isList {
      guard let nodes = node.list(for: "'\(kind.rawValue)'", into: &list) else { return nil }
      guard nodes.count == names.count else {
        list.report(.argumentCount(kind.rawValue, names: names, at: node.span))
        return nil
      }
      expressions = nodes.map { formula($0, into: &list) }
    } else if let names = kind.argumentNames {
      guard var reader = MappingReader(node, of: "'\(kind.rawValue)'", into: &list) else {
        return nil
      }
      expressions = names.map { name in
        reader.node(name, .required, into: &list).flatMap { formula($0, into: &list) }
      }
      reader.finish(into: &list)
    } else {
      expressions = [formula(node, into: &list)]
    }
    let known = expressions.compactMap { $0 }
    return known.count == expressions.count ? known : nil
  }
}
