import Diagnostics
import Indicators
import Settings
import Tabular

extension DescriptorReader {
  /// Reads a Table Schema (Data Package v2).
  mutating func schema(_ node: Node) -> SchemaDescription {
    var schema = SchemaDescription()
    guard var reader = MappingReader(node, of: "a schema", into: &list) else { return schema }
    var first: [String: SourceSpan] = [:]
    for node in reader.list("fields", into: &list) ?? [] {
      guard let field = field(node) else { continue }
      if let earlier = first[field.name.text] {
        list.report(.fieldDeclaredTwice(field.name, first: earlier))
        continue
      }
      first[field.name.text] = field.name.span
      schema.fields.append(field)
    }
    if let values = missingValues(&reader) { schema.missingValues = values }
    // The standard's own profile has a list of one word, its text a word.
    if let node = reader.node("fieldsMatch", into: &list) {
      let word = node.sequence?.count == 1 ? node.sequence?.first : node
      schema.match = word?.enumerated(as: FieldsMatch.self, for: "'fieldsMatch'", into: &list)
    }
    let known = schema.fields.map(\.name.text)
    if let node = reader.node("primaryKey", into: &list) {
      schema.primaryKey = key(node, of: "primaryKey", among: known)
    }
    for node in reader.list("uniqueKeys", into: &list) ?? [] {
      if let key = key(node, of: "uniqueKeys", among: known) { schema.uniqueKeys.append(key) }
    }
    for node in reader.list("foreignKeys", into: &list) ?? [] {
      if let key = foreignKey(node, among: known) { schema.foreignKeys.append(key) }
    }
    reader.accept(["$schema", "name", "title", "description", "homepage", "created", "version"])
    reader.finish(.warning, into: &list)
    return schema
  }

  // MARK: Keys

  /// The fields of a key; nothing, and a diagnostic, if one of them is not declared.
  private mutating func key(
    _ node: Node,
    of key: String,
    among known: [String]
  ) -> SchemaDescription.Key? {
    guard let fields = fields(node, of: key, among: known) else { return nil }
    return SchemaDescription.Key(fields: fields, span: node.span)
  }

  private mutating func fields(
    _ node: Node,
    of key: String,
    among known: [String]?
  ) -> [Named]? {
    guard let scalars = node.scalars(for: "'\(key)'", into: &list), !scalars.isEmpty else {
      return nil
    }
    let fields = scalars.map { Named($0.text, at: $0.excerpt.span) }
    guard let known else { return fields }
    var isWhole = true
    for field in fields where !known.contains(field.text) {
      list.report(.undeclaredField(field, of: key, among: known))
      isWhole = false
    }
    return isWhole ? fields : nil
  }

  private mutating func foreignKey(
    _ node: Node,
    among known: [String]
  ) -> SchemaDescription.ForeignKey? {
    guard var reader = MappingReader(node, of: "a foreign key", into: &list),
      let own = reader.node("fields", .required, into: &list),
      let node = reader.node("reference", .required, into: &list),
      var reference = MappingReader(node, of: "a reference", into: &list)
    else { return nil }
    reader.finish(.warning, into: &list)
    let resource = reference.scalar("resource", into: &list)
    let other = reference.node("fields", .required, into: &list)
    reference.finish(.warning, into: &list)
    guard let other, let fields = fields(own, of: "foreignKeys", among: known),
      let referred = self.fields(other, of: "reference", among: nil)
    else { return nil }
    guard fields.count == referred.count else {
      list.report(.keysDiffer(fields.count, referred.count, at: other.span))
      return nil
    }
    return SchemaDescription.ForeignKey(
      fields: fields,
      resource: Named(resource?.text ?? "", at: resource?.excerpt.span ?? node.span),
      referred: referred,
      span: own.span
    )
  }

  // MARK: Fields

  private mutating func field(_ node: Node) -> FieldDescription? {
    guard var reader = MappingReader(node, of: "a field", into: &list),
      let name = reader.scalar("name", .required, into: &list)
    else { return nil }
    var field = FieldDescription(name: Named(name.text, at: name.excerpt.span))
    let decimalSign = character("decimalChar", &reader)
    let groupSign = character("groupChar", &reader)
    let isBare = reader.boolean("bareNumber", into: &list)
    // The standard's numbers have a point unless the field says otherwise.
    let isNumber = ["number", "integer"].contains(reader.string("type", into: &list))
    if isNumber || decimalSign != nil || groupSign != nil || isBare != nil {
      field.numberFormat = NumberFormat(
        decimalSign: decimalSign ?? ".",
        groupSign: groupSign,
        isBare: isBare ?? true,
        allowsGroupsOfTwo: groupSign != nil
      )
    }
    field.format = reader.scalar("format", into: &list)?.text
    if let type = type(&reader, format: field.format) {
      field.type = type
      field.typeSpan = reader.span(of: "type")
    }
    field.missingValues = missingValues(&reader)
    if let node = reader.node("constraints", into: &list) {
      field.constraints = constraints(node, of: field)
    }
    if let choices = categories(&reader, of: field) { field.constraints.append(choices) }
    reader.accept([
      "title", "description", "example", "rdfType", "categoriesOrdered", "itemType",
    ])
    reader.finish(.warning, into: &list)
    return field
  }

  private enum TypeWord: String, CaseIterable {
    case any, string, number, integer, boolean, date, time, datetime, year, yearmonth, duration
    case list, array, object, geopoint, geojson
  }

  private mutating func type(_ reader: inout MappingReader, format: String?) -> FieldType? {
    let yes = words("trueValues", &reader) ?? ["true", "True", "TRUE", "1"]
    let no = words("falseValues", &reader) ?? ["false", "False", "FALSE", "0"]
    let delimiter = reader.scalar("delimiter", into: &list)
    guard let word = reader.enumerated("type", as: TypeWord.self, into: &list) else { return nil }
    switch word {
    case .any: return .any
    case .string:
      guard let format else { return .string(.default) }
      if let known = StringFormat(rawValue: format) { return .string(known) }
      list.report(.format(format, of: "string", at: reader.span(of: "format")))
      return nil
    case .number: return .number
    case .integer: return .integer
    case .boolean: return .boolean(true: yes, false: no)
    case .date: return pattern(format, of: "date", reader).map { .date($0) }
    case .time: return pattern(format, of: "time", reader).map { .time($0) }
    case .datetime: return pattern(format, of: "datetime", reader).map { .dateTime($0) }
    case .year: return .year
    case .yearmonth: return .yearMonth
    case .duration: return .duration
    case .list: return .list(delimiter: delimiter?.text.first ?? ",")
    case .array: return .array
    case .object, .geojson: return .object
    case .geopoint:
      guard format == nil || format == "default" else {
        list.report(.format(format ?? "", of: "geopoint", at: reader.span(of: "format")))
        return nil
      }
      return .geoPoint
    }
  }

  private mutating func pattern(
    _ format: String?,
    of type: String,
    _ reader: MappingReader
  ) -> DatePattern? {
    guard let format else { return .iso }
    if let pattern = DatePattern(format) { return pattern }
    list.report(.format(format, of: type, at: reader.span(of: "format")))
    return nil
  }

  private mutating func words(_ key: String, _ reader: inout MappingReader) -> Set<String>? {
    reader.scalars(key, into: &list).map { Set($0.map(\.text)) }
  }

  /// What stands for nothing: texts, or texts with a label that may name the reason.
  private mutating func missingValues(_ reader: inout MappingReader) -> [String: Status?]? {
    guard let nodes = reader.list("missingValues", into: &list) else { return nil }
    var values: [String: Status?] = [:]
    for node in nodes {
      guard node.entries != nil else {
        if let scalar = node.scalar { values[scalar.text] = .some(nil) }
        continue
      }
      guard var entry = MappingReader(node, of: "a missing value", into: &list),
        let value = entry.scalar("value", .required, into: &list)
      else { continue }
      let label = entry.string("label", into: &list) ?? ""
      entry.finish(.warning, into: &list)
      let word = label.lowercased().replacing(" ", with: "-")
      values[value.text] = .some(MissingReason(rawValue: word)?.status)
    }
    return values
  }

  // MARK: Constraints

  private mutating func constraints(_ node: Node, of field: FieldDescription) -> [Constraint] {
    guard var reader = MappingReader(node, of: "the constraints", into: &list) else { return [] }
    var constraints: [Constraint] = []
    func add(_ rule: Constraint.Rule, _ key: String) {
      constraints.append(Constraint(rule: rule, key: key, span: reader.span(of: key)))
    }
    if reader.boolean("required", into: &list) == true { add(.required, "required") }
    if reader.boolean("unique", into: &list) == true { add(.unique, "unique") }
    for (key, rule) in Self.limits {
      guard let scalar = reader.scalar(key, into: &list) else { continue }
      guard field.type.isOrdered else {
        list.report(.constraint(key, of: field, at: reader.keySpan(of: key)))
        continue
      }
      if let value = field.type.value(of: scalar.text, format: .plain), value.number != nil {
        add(rule(value, scalar.text), key)
      } else {
        list.report(.limit(scalar.text, key: key, of: field, at: reader.span(of: key)))
      }
    }
    for (key, rule) in Self.lengths {
      guard let length = reader.integer(key, into: &list) else { continue }
      if field.type.hasLength {
        add(rule(length), key)
      } else {
        list.report(.constraint(key, of: field, at: reader.keySpan(of: key)))
      }
    }
    if let scalar = reader.scalar("pattern", into: &list) {
      if !field.type.hasLength {
        list.report(.constraint("pattern", of: field, at: reader.keySpan(of: "pattern")))
      } else if (try? Regex(scalar.text)) == nil {
        list.report(.patternSyntax(scalar.text, at: reader.span(of: "pattern")))
      } else {
        add(.pattern(scalar.text), "pattern")
      }
    }
    if let scalars = reader.scalars("enum", into: &list) {
      let texts = scalars.map { Named($0.text, at: $0.excerpt.span) }
      if let rule = choices(texts, of: field, key: "enum") { add(rule, "enum") }
    }
    if reader.has("jsonSchema"), reader.node("jsonSchema", into: &list) != nil {
      list.report(.unsupported("'jsonSchema'", at: reader.keySpan(of: "jsonSchema")))
    }
    reader.finish(.warning, into: &list)
    return constraints
  }

  private static let limits: [(String, @Sendable (FieldValue, String) -> Constraint.Rule)] = [
    ("minimum", { .minimum($0, $1) }), ("maximum", { .maximum($0, $1) }),
    ("exclusiveMinimum", { .exclusiveMinimum($0, $1) }),
    ("exclusiveMaximum", { .exclusiveMaximum($0, $1) }),
  ]

  private static let lengths: [(String, @Sendable (Int) -> Constraint.Rule)] = [
    ("minLength", { .minLength($0) }), ("maxLength", { .maxLength($0) }),
  ]

  /// The values a field may have; nothing, and a diagnostic, if one of them is of another type.
  private mutating func choices(
    _ texts: [Named],
    of field: FieldDescription,
    key: String
  ) -> Constraint.Rule? {
    var values: Set<FieldValue> = []
    for text in texts {
      guard let value = field.type.value(of: text.text, format: .plain) else {
        list.report(.limit(text.text, key: key, of: field, at: text.span))
        return nil
      }
      values.insert(value)
    }
    return .choices(values, texts.map(\.text))
  }

  private mutating func categories(
    _ reader: inout MappingReader,
    of field: FieldDescription
  ) -> Constraint? {
    guard let nodes = reader.list("categories", into: &list) else { return nil }
    var texts: [Named] = []
    for node in nodes {
      let value = node.entries == nil ? node : node["value"] ?? node
      guard let scalar = value.scalar(for: "a category", into: &list) else { return nil }
      texts.append(Named(scalar.text, at: scalar.excerpt.span))
    }
    return choices(texts, of: field, key: "categories").map {
      Constraint(rule: $0, key: "categories", span: reader.keySpan(of: "categories"))
    }
  }
}
