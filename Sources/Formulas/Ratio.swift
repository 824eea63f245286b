public import Diagnostics
public import Indicators
public import Settings

/// A formula with a name, out of ratios.yaml (formats.md section 4).
public struct Ratio: Sendable {
  /// What is done where a denominator is zero.
  public enum ZeroRule: String, Hashable, Sendable, CaseIterable {
    case missing
    case error
  }

  /// How it may be added up over a dimension.
  public enum Addition: String, Hashable, Sendable, CaseIterable {
    /// Numerator and denominator are added up, then divided.
    case ratioOfSums = "ratio-of-sums"

    /// The mean over the members, each with the same weight.
    case meanOfRatios = "mean-of-ratios"
  }

  public let name: String
  public let nameSpan: SourceSpan
  public let formula: Expression
  public let title: LocalizedText?

  /// Nothing: what the formula gives.
  public let unit: Unit?
  public let unitSpan: SourceSpan?
  public let zero: ZeroRule
  public let over: Addition?
  public let decimals: Int?

  public init(
    name: String,
    nameSpan: SourceSpan,
    formula: Expression,
    title: LocalizedText? = nil,
    unit: Unit? = nil,
    unitSpan: SourceSpan? = nil,
    zero: ZeroRule = .error,
    over: Addition? = nil,
    decimals: Int? = nil
  ) {
    self.name = name
    self.nameSpan = nameSpan
    self.formula = formula
    self.title = title
    self.unit = unit
    self.unitSpan = unitSpan
    self.zero = zero
    self.over = over
    self.decimals = decimals
  }
}

/// What ratios.yaml says.
public struct RatioFile: Sendable {
  /// In file order, without those whose formula can't be read.
  public var ratios: [Ratio] = []

  /// The names of ratios of which something could not be read.
  public var open = OpenNames()

  public init() {}
}

/// Reads the content of ratios.yaml: names, each with a formula or a mapping that holds one.
///
/// - Parameters:
///   - node: The whole file.
///   - diagnostics: Where mistakes go.
/// - Returns: What could be read.
public func readRatios(_ node: Node, into diagnostics: inout DiagnosticList) -> RatioFile {
  var file = RatioFile()
  for entry in node.mapping(for: "the ratios", into: &diagnostics) ?? [] {
    let name = entry.key.text
    if keywords.contains(name) || Function.isKnown(name) {
      diagnostics.report(.reservedName(name, at: entry.keySpan))
      continue
    }
    if !isName(name) { diagnostics.report(.badName(name, at: entry.keySpan)) }
    var found = DiagnosticList()
    let ratio = readRatio(entry, into: &found)
    if let ratio { file.ratios.append(ratio) }
    if ratio == nil || found.all.contains(where: { $0.id == "formulas.unit-text" }) {
      file.open.unknown.insert(name)
    } else if found.hasErrors {
      file.open.uncertain.insert(name)
    }
    diagnostics.report(contentsOf: found)
  }
  return file
}

/// One ratio; nothing if its formula can't be read.
private func readRatio(_ entry: Entry, into diagnostics: inout DiagnosticList) -> Ratio? {
  let name = entry.key.text
  if entry.value.entries == nil {
    guard
      let excerpt = entry.value.excerpt(for: "the formula of '\(name)'", into: &diagnostics),
      let formula = parseExpression(excerpt, into: &diagnostics)
    else { return nil }
    return Ratio(name: name, nameSpan: entry.keySpan, formula: formula)
  }
  guard var reader = MappingReader(entry.value, of: "a ratio", into: &diagnostics) else {
    return nil
  }
  let excerpt = reader.excerpt("formula", .required, into: &diagnostics)
  let title = reader.localizedText("title", into: &diagnostics)
  let unit = reader.excerpt("unit", into: &diagnostics)
  let zero = reader.enumerated("zero", as: Ratio.ZeroRule.self, into: &diagnostics)
  let over = reader.enumerated("over", as: Ratio.Addition.self, into: &diagnostics)
  let decimals = reader.integer("decimals", in: 0...15, into: &diagnostics)
  reader.finish(into: &diagnostics)
  let declared = unit.flatMap { readUnit($0, into: &diagnostics) }
  guard let excerpt, let formula = parseExpression(excerpt, into: &diagnostics) else { return nil }
  return Ratio(
    name: name,
    nameSpan: entry.keySpan,
    formula: formula,
    title: title.map(LocalizedText.init),
    unit: declared,
    unitSpan: unit?.span,
    zero: zero ?? .error,
    over: over,
    decimals: decimals
  )
}

/// Reads a unit out of a settings file; reports what is none.
public func readUnit(_ excerpt: Excerpt, into diagnostics: inout DiagnosticList) -> Unit? {
  do throws(UnitError) {
    return try Unit.parse(excerpt.text)
  } catch {
    diagnostics.report(.badUnit(error, at: excerpt.span(of: error.range)))
    return nil
  }
}
