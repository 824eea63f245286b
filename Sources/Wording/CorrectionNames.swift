public import Indicators

/// What a correction does to a value, in a few words: "set to 5,821".
///
/// - Parameters:
///   - action: The change.
///   - published: The value as the file prints it, so that a number is printed as precisely.
///   - language: The language of the words.
/// - Returns: A clause without a full stop.
public func correctionName(
  _ action: Correction.Action,
  published: String,
  in language: Language
) -> String {
  func text(_ value: Double) -> String {
    let decimals = published.split(separator: ".").dropFirst().last?.count ?? 0
    return number(value, decimals: max(decimals, sharedDecimals(of: [value])), in: language)
  }
  switch action {
  case .missing: return language.pick("taken out", "descartado")
  case .set(let value):
    return language.pick("set to \(text(value))", "cambiado a \(text(value))")
  case .scale(let factor):
    return language.pick("multiplied by \(text(factor))", "multiplicado por \(text(factor))")
  case .status(let status):
    let name = Terms(language).name(of: status) ?? Terms(language)[.actual]
    return language.pick("marked “\(name)”", "marcado «\(name)»")
  case .breakBefore: return language.pick("break before it", "ruptura antes de él")
  case .drop: return language.pick("record left out", "registro omitido")
  }
}
