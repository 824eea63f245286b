import Diagnostics
import Formulas
import Indicators
import Wording

/// A ratio as the methods annex shows it, with the newest value worked through.
struct MethodDescription {
  let title: String

  /// The formula on one line.
  let text: String

  /// What the formula gives; empty for a plain number.
  let unit: String

  /// "Honey harvested, t (Yearbook 2025, data/hives.csv)", each input once.
  let inputs: [String]

  /// What is done with a denominator of zero and when the ratio is added up.
  let policies: [String]

  /// "North, 2024: 48% = 160 t / 335 t"; nothing where no value is known.
  let example: String?
}

extension MethodDescription {
  init(_ ratio: Ratio, with evaluator: Evaluator, language: Language) {
    let catalogue = evaluator.catalogue
    let words = TraceWords(evaluator: evaluator, language: language)
    title = evaluator.title(of: ratio.name, language: language.code) ?? ratio.name
    text = oneLine(ratio.formula.span.text)
    // What is wrong with a ratio is told where it is checked.
    var ignored = DiagnosticList()
    let name = Expression(.name(ratio.name), span: ratio.nameSpan)
    let traced = evaluator.traced(name, into: &ignored)
    let cells = traced?.newestCells ?? []
    let cell = cells.first { traced?.cube[$0] != nil } ?? cells.first
    let trace = cell.flatMap { traced?.trace(cell: $0, limit: 20) }
    unit =
      (ratio.unit ?? trace?.unit).map {
        unitName($0, in: language, style: .short, labels: catalogue.labels)
      } ?? ""
    inputs = words.inputs(of: trace)
    var policies: [String] = []
    let terms = Terms(language)
    if ratio.formula.divides {
      policies.append(terms[ratio.zero == .missing ? .zeroIsMissing : .zeroIsError])
    }
    switch ratio.over {
    case .ratioOfSums: policies.append(terms[.ratioOfSums])
    case .meanOfRatios: policies.append(terms[.meanOfRatios])
    case nil: break
    }
    self.policies = policies
    example = trace.flatMap(words.example)
  }
}

/// Puts a trace into a line of words.
private struct TraceWords {
  /// How many operands of one function are printed.
  private static let limit = 6

  let evaluator: Evaluator
  let language: Language

  private var labels: Labels { evaluator.catalogue.labels }

  /// Each indicator, and what the model computed, that a value rests on, with what it was read from.
  func inputs(of trace: Trace?) -> [String] {
    var seen: Set<String> = []
    return (trace?.leaves ?? []).compactMap { leaf in
      guard let name = leaf.name, seen.insert(name).inserted else { return nil }
      var text = evaluator.title(of: name, language: language.code) ?? name
      let unit = unitName(leaf.unit, in: language, style: .short, labels: labels)
      if !unit.isEmpty { text += ", \(unit)" }
      var places: [String] = []
      if leaf.step == .result { places.append(Terms(language)[.ownModel]) }
      if let source = leaf.origin?.source {
        places.append(evaluator.catalogue.sources[source]?.title ?? source)
      }
      // The path within the folder, which is the same wherever the folder lies.
      let resource = evaluator.catalogue.indicators[name]?.resource
      if leaf.step == .indicator,
        let path = evaluator.catalogue.package.resources.first(where: { $0.name == resource })?.path
      {
        places.append(path)
      }
      return places.isEmpty ? text : "\(text) (\(places.joined(separator: "; ")))"
    }
  }

  /// The value with those it was made of.
  func example(_ trace: Trace) -> String? {
    guard let value = trace.value else { return nil }
    var place = trace.members.map {
      labels.name(of: $0.member, in: $0.dimension, language: language.code)
    }
    if let period = trace.period { place.append(periodName(period, in: language)) }
    let lead = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
    let result = measured(
      value,
      unit: trace.unit,
      decimals: trace.decimals,
      in: language,
      labels: labels
    )
    return "\(lead)\(result) = \(operands(of: trace))"
  }

  private func operands(of trace: Trace) -> String {
    var parts = trace.children.prefix(Self.limit).map { operand($0, of: trace) }
    if trace.children.count + trace.omitted > parts.count { parts.append("…") }
    switch trace.operation {
    case nil: return parts.first ?? ""
    case let symbol? where Expression.BinaryOperator(rawValue: symbol) != nil:
      return parts.joined(separator: " \(sign(symbol)) ")
    case "-" where parts.count == 1: return "−\(parts.joined())"
    case let name?: return "\(name)(\(parts.joined(separator: "; ")))"
    }
  }

  private func operand(_ child: Trace, of parent: Trace) -> String {
    // An operation within one is worked through on the spot, as the formula writes it.
    if child.step == .operation, let operation = child.operation,
      Expression.BinaryOperator(rawValue: operation) != nil, child.children.count == 2
    {
      return "(\(operands(of: child)))"
    }
    guard let value = child.value else { return Terms(language)[.notAvailableMark] }
    return measured(
      value,
      unit: child.unit,
      decimals: child.decimals,
      in: language,
      labels: labels
    )
  }

  private func sign(_ symbol: String) -> String {
    switch symbol {
    case "*": "×"
    case "-": "−"
    default: symbol
    }
  }
}

/// A formula without line ends, so that it can be set in running text.
private func oneLine(_ text: String) -> String {
  text.split { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }.joined(separator: " ")
}
