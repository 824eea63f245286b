import Tabular

/// What a field's type and constraints ask of one text in its column.
struct FieldCheck {
  let field: FieldDescription

  /// What stands for nothing.
  let missing: Set<String>

  /// Says that the field must be filled, if it must.
  let required: Constraint?

  /// Whether a text of another type is a mistake that nobody else tells.
  let looksAtType: Bool
  private let rules: [Rule]
  private let acceptsBounds: Bool

  enum Outcome {
    case fits
    case otherType
    case breaks([Constraint])
  }

  /// What a constraint asks of one value.
  private struct Rule {
    let constraint: Constraint
    let holds: (FieldValue, String) -> Bool
  }

  /// Nothing if the field takes every text. The numbers of a layout's values, which it reads itself, need
  /// no look.
  init?(_ field: FieldDescription, of resource: ResourceDescription, looksAtNumbers: Bool) {
    self.field = field
    rules = field.constraints.compactMap(Self.rule)
    let isNumber = if case .number = field.type { true } else { false }
    looksAtType = !field.type.holdsEverything && (!isNumber || looksAtNumbers)
    required = field.constraints.first { $0.rule.isRequired }
    missing = resource.wordsForNothing(in: field.name.text)
    acceptsBounds = resource.bounds != nil
    guard looksAtType || !rules.isEmpty || required != nil else { return nil }
  }

  func outcome(of text: String) -> Outcome {
    guard let value = value(of: text) else { return .otherType }
    let broken = rules.filter { !$0.holds(value, text) }
    return broken.isEmpty ? .fits : .breaks(broken.map(\.constraint))
  }

  private func value(of text: String) -> FieldValue? {
    let format = field.numberFormat ?? .plain
    if let value = field.type.value(of: text, format: format) { return value }
    // A published bound is read as its number where the descriptor says so.
    guard acceptsBounds, let sign = text.first, "<>≤≥".contains(sign) else { return nil }
    return field.type.value(of: trimmed(String(text.dropFirst())), format: format)
  }

  /// Nothing for what is not about a single value.
  private static func rule(_ constraint: Constraint) -> Rule? {
    func compared(_ limit: FieldValue, _ holds: @escaping (Double, Double) -> Bool) -> Rule {
      Rule(constraint: constraint) { value, _ in
        guard let number = value.number, let limit = limit.number else { return true }
        return holds(number, limit)
      }
    }
    switch constraint.rule {
    case .required, .unique: return nil
    case .minimum(let limit, _): return compared(limit, >=)
    case .maximum(let limit, _): return compared(limit, <=)
    case .exclusiveMinimum(let limit, _): return compared(limit, >)
    case .exclusiveMaximum(let limit, _): return compared(limit, <)
    case .minLength(let length):
      return Rule(constraint: constraint) { _, text in text.unicodeScalars.count >= length }
    case .maxLength(let length):
      return Rule(constraint: constraint) { _, text in text.unicodeScalars.count <= length }
    case .pattern(let pattern):
      guard let regex = try? Regex(pattern) else { return nil }
      return Rule(constraint: constraint) { _, text in text.wholeMatch(of: regex) != nil }
    case .choices(let values, _):
      return Rule(constraint: constraint) { value, _ in values.contains(value) }
    }
  }
}
