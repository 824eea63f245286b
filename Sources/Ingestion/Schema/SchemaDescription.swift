import Diagnostics
import Indicators
import Tabular

/// What Table Schema (Data Package v2) says of a file: its fields, keys, and what stands for nothing.
struct SchemaDescription {
  var fields: [FieldDescription] = []

  /// How the fields of the file and those declared go together; nothing if not said.
  var match: FieldsMatch?

  /// What stands for nothing in every column, with the reason if the schema names one.
  var missingValues: [String: Status?] = ["": nil]
  var primaryKey: Key?
  var uniqueKeys: [Key] = []
  var foreignKeys: [ForeignKey] = []

  /// Fields whose values together name a record.
  struct Key {
    let fields: [Named]
    let span: SourceSpan
  }

  /// Fields whose values stand in a table of another resource.
  struct ForeignKey {
    let fields: [Named]

    /// The other resource; empty for the same one.
    let resource: Named
    let referred: [Named]
    let span: SourceSpan
  }
}

/// Which fields a file may lack or have besides (Table Schema v2, `fieldsMatch`).
enum FieldsMatch: String, CaseIterable {
  /// The same fields in the same order.
  case exact

  /// The same fields in any order.
  case equal

  /// All of the declared fields, and perhaps others.
  case subset

  /// No others than the declared fields, and perhaps fewer.
  case superset

  /// At least one of the declared fields.
  case partial

  var allowsFewer: Bool { self == .superset || self == .partial }
  var allowsOthers: Bool { self == .subset || self == .partial }
}

/// A field of a resource's schema.
struct FieldDescription {
  let name: Named
  var type = FieldType.any

  /// Where the type is said; nothing if it isn't.
  var typeSpan: SourceSpan?

  /// How its dates are written, such as `%d/%m/%Y`; nothing if the schema doesn't say.
  var format: String?

  /// How its numbers are printed; nothing if the schema doesn't say.
  var numberFormat: NumberFormat?
  var constraints: [Constraint] = []

  /// What stands for nothing in this column alone; nothing: what does so in every column.
  var missingValues: [String: Status?]?

  var isRequired: Bool { constraints.contains { $0.rule.isRequired } }
}

/// A rule for the values of a field, and where it is said.
struct Constraint {
  enum Rule {
    case required
    case unique
    case minimum(FieldValue, String)
    case maximum(FieldValue, String)
    case exclusiveMinimum(FieldValue, String)
    case exclusiveMaximum(FieldValue, String)
    case minLength(Int)
    case maxLength(Int)
    case pattern(String)
    case choices(Set<FieldValue>, [String])

    var isRequired: Bool { if case .required = self { true } else { false } }
    var isUnique: Bool { if case .unique = self { true } else { false } }
  }

  let rule: Rule

  /// The key that says it: `minimum`.
  let key: String
  let span: SourceSpan
}
