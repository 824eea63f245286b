import Diagnostics
import Settings

extension Diagnostic {
  static func fieldDeclaredTwice(_ name: Named, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.declared-twice",
      "a second field is named '\(name.text)'",
      at: name.span,
      label: "already declared",
      notes: [Note("the first stands here", at: first)]
    )
  }

  static func undeclaredField(_ name: Named, of key: String, among known: [String]) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.undeclared-field",
      "'\(key)' names '\(name.text)', which the schema doesn't declare",
      at: name.span,
      nearest: nearestNames(to: name.text, among: known).first,
      label: "no such field",
      notes: [Note("the fields are \(known.joined(separator: ", "))")]
    )
  }

  static func keysDiffer(_ own: Int, _ other: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.reference",
      "the key has \(own) field\(own == 1 ? "" : "s"), its reference \(other)",
      at: span,
      label: "expected as many fields"
    )
  }

  static func unknownResource(_ name: Named, among known: Set<String>) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.unknown-resource",
      "there is no table of a resource '\(name.text)'",
      at: name.span,
      nearest: nearestNames(to: name.text, among: known).first,
      label: "no such resource"
    )
  }

  static func format(_ text: String, of type: String, at span: SourceSpan) -> Diagnostic {
    let expected: String
    switch type {
    case "string":
      expected = "expected one of \(StringFormat.allCases.map(\.rawValue).joined(separator: ", "))"
    case "geopoint": expected = "only 'default' is read"
    default: expected = "expected 'default' or a pattern of \(DatePattern.directives)"
    }
    return Diagnostic(
      kind: .settings,
      id: "ingestion.format",
      "'\(text)' is no format of a \(type) that is read",
      at: span,
      label: expected
    )
  }

  static func constraint(_ key: String, of field: FieldDescription, at span: SourceSpan)
    -> Diagnostic
  {
    let type = field.type.name
    return Diagnostic(
      kind: .settings,
      id: "ingestion.constraint",
      "a field of the type '\(type)' has no '\(key)'",
      at: span,
      label: "means nothing for '\(field.name.text)'",
      notes: field.typeSpan.map { [Note("its type stands here", at: $0)] } ?? [],
      help: field.typeSpan == nil ? "say its 'type', such as 'type: number'" : nil
    )
  }

  static func limit(
    _ text: String,
    key: String,
    of field: FieldDescription,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.limit",
      "'\(text)' in '\(key)' is no \(field.type.name)",
      at: span,
      label: "expected \(field.type.expectation)"
    )
  }

  static func patternSyntax(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.pattern-syntax",
      "'\(text)' is not a regular expression",
      at: span,
      help: "put a backslash before a bracket, a point or a sign that stands for itself"
    )
  }

  static func fieldOrder(
    _ name: String,
    at span: SourceSpan,
    expected: String,
    schema: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.field-order",
      "the field '\(name)' stands where the schema has '\(expected)'",
      at: span,
      label: "expected '\(expected)'",
      notes: [Note("the schema declares the order", at: schema)],
      help: "say 'fieldsMatch: equal' if the order means nothing"
    )
  }

  static func noDeclaredField(at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      id: "ingestion.no-declared-field",
      "the header has none of the fields of the schema",
      at: span,
      label: "expected at least one of \(known.joined(separator: ", "))"
    )
  }

  static func fieldType(_ text: String, of field: FieldDescription, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      id: "ingestion.field-type",
      "'\(text)' is no \(field.type.name)",
      at: span,
      label: "expected \(field.type.expectation)",
      notes: field.typeSpan.map {
        [Note("'\(field.name.text)' is declared '\(field.type.name)'", at: $0)]
      } ?? [],
      help: "correct the value, or name it in 'missingValues' if it marks a missing one"
    )
  }

  /// A value that breaks a constraint.
  static func broken(
    _ constraint: Constraint,
    _ text: String,
    of column: String,
    at span: SourceSpan
  ) -> Diagnostic {
    let (id, says, expected): (String, String, String)
    switch constraint.rule {
    case .required: (id, says, expected) = ("ingestion.required", "is empty", "a value")
    case .unique: (id, says, expected) = ("ingestion.unique", "stands twice", "another value")
    case .minimum(_, let limit):
      (id, says, expected) = ("ingestion.minimum", "is below \(limit)", "at least \(limit)")
    case .maximum(_, let limit):
      (id, says, expected) = ("ingestion.maximum", "is above \(limit)", "at most \(limit)")
    case .exclusiveMinimum(_, let limit):
      (id, says, expected) = ("ingestion.minimum", "is not above \(limit)", "more than \(limit)")
    case .exclusiveMaximum(_, let limit):
      (id, says, expected) = ("ingestion.maximum", "is not below \(limit)", "less than \(limit)")
    case .minLength(let length):
      (id, says, expected) = ("ingestion.length", "is too short", "at least \(length) characters")
    case .maxLength(let length):
      (id, says, expected) = ("ingestion.length", "is too long", "at most \(length) characters")
    case .pattern(let pattern):
      (id, says, expected) = (
        "ingestion.pattern", "doesn't follow the pattern", "a text like \(pattern)"
      )
    case .choices(_, let choices):
      (id, says, expected) = (
        "ingestion.enum", "is none of the declared values",
        "one of \(choices.joined(separator: ", "))"
      )
    }
    var help: String?
    if case .choices(_, let choices) = constraint.rule {
      help = nearestNames(to: text, among: choices).first.map { "write '\($0)'" }
    }
    return Diagnostic(
      id: id,
      "'\(text)' \(says)",
      at: span,
      label: "expected \(expected)",
      notes: [Note("'\(constraint.key)' of '\(column)'", at: constraint.span)],
      help: help ?? "correct the value, or '\(constraint.key)' in the schema"
    )
  }

  static func keyTwice(
    _ values: [String],
    of fields: [String],
    rule: String,
    at span: SourceSpan,
    first: SourceSpan,
    schema: SourceSpan
  ) -> Diagnostic {
    let text = values.joined(separator: ", ")
    return Diagnostic(
      id: "ingestion.unique",
      "'\(text)' stands twice in \(fields.map { "'\($0)'" }.joined(separator: ", "))",
      at: span,
      label: "the second",
      notes: [
        Note("the first stands here", at: first), Note("'\(rule)' allows it once", at: schema),
      ],
      help: "take one of the two records out, or add a field to the key that tells them apart"
    )
  }

  static func keyUnknown(
    _ values: [String],
    in resource: String,
    referred: [String],
    among known: Set<String>,
    at span: SourceSpan,
    schema: SourceSpan
  ) -> Diagnostic {
    let text = values.joined(separator: ", ")
    return Diagnostic(
      id: "ingestion.foreign-key",
      "'\(text)' stands nowhere in \(referred.map { "'\($0)'" }.joined(separator: ", ")) of '\(resource)'",
      at: span,
      nearest: nearestNames(to: text, among: known).first,
      label: "unknown there",
      notes: [Note("the foreign key is declared here", at: schema)],
      help: "add it to '\(resource)', or correct it here"
    )
  }
}
