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

/// Reads the content of ratios.yaml: names, each with a formula or a mapping that holds one.
///
/// - Parameters:
///   - node: The whole file.
///   - diagnostics: Where mistakes go.
/// - Returns: The ratios in file order, without those whose formula can't be read.
public func readRatios(_ node: Node, into diagnostics: inout DiagnosticList) -> [Ratio] {
  guard let entries = node.mapping(for: "the ratios", into: &diagnostics) else { return [] }
  var ratios: [Ratio] = []
  for entry in entries {
    let name = entry.key.text
    if keywords.contains(name) || Function.isKnown(name) {
      diagnostics.report(.reservedName(name, at: entry.keySpan))
      continue
    }
    if entry.value.entries == nil {
      guard
        let excerpt = entry.value.excerpt(for: "the formula of '\(name)'", into: &diagnostics),
        let formula = parseExpression(excerpt, into: &diagnostics)
      else { continue }
      ratios.append(Ratio(name: name, nameSpan: entry.keySpan, formula: formula))
      continue
    }
    guard var reader = MappingReader(entry.value, of: "a ratio", into: &diagnostics) else {
      continue
    }
    let excerpt = reader.excerpt("formula", .required, into: &diagnostics)
    let title = reader.localizedText("title", into: &diagnostics)
    let unitText = reader.excerpt("unit", into: &diagnostics)
    let zero = reader.enumerated("zero", as: Ratio.ZeroRule.self, into: &diagnostics)
    let over = reader.enumerated("over", as: Ratio.Addition.self, into: &diagnostics)
    let decimals = reader.integer("decimals", into: &diagnostics)
    reader.finish(into: &diagnostics)
    let unit = unitText.flatMap { readUnit($0, into: &diagnostics) }
    guard let excerpt, let formula = parseExpression(excerpt, into: &diagnostics),
      unitText == nil || unit != nil
    else { continue }
    ratios.append(
      Ratio(
        name: name,
        nameSpan: entry.keySpan,
        formula: formula,
        title: title.map(LocalizedText.init),
        unit: unit,
        unitSpan: unitText?.span,
        zero: zero ?? .error,
        over: over,
        decimals: decimals
      )
    )
  }
  return ratios
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
