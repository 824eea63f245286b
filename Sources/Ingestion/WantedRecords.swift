import Diagnostics
import Tabular

/// The records of a large file that its layout needs: those that `where` asks for, and of the others
/// those of which something is to be said.
///
/// It keeps more rather than less: the layout looks at what is kept as it looks at a whole file.
struct WantedRecords: RecordFilter {
  private let conditions: [(column: Int, texts: [[UInt8]])]

  /// What stands before this byte is kept as it is.
  private let headEnd: Int
  private let fieldCount: Int

  /// The keys of the descriptor that the head does not hold, each with the column it belongs to.
  private let keys: [(key: LookupKey, column: Int?)]
  private let holdsParts: Bool

  /// The fields that the schema describes, each with its column.
  private let fields: [(field: FieldDescription, column: Int)]
  private let resource: ResourceDescription

  /// Nothing if all records are needed: without `where`, or where the schema has keys, which only all
  /// records together can break.
  ///
  /// - Parameters:
  ///   - head: The first records of the file.
  ///   - resource: What the descriptor says of it.
  ///   - isReferred: Whether a schema of another file refers to this one.
  init?(_ head: Table, of resource: ResourceDescription, isReferred: Bool) {
    var ignored = DiagnosticList()
    guard !resource.conditions.isEmpty, !isReferred, !resource.schema.hasKeys,
      let recognised = RecognisedLayout(head, of: resource, into: &ignored)
    else { return nil }
    let header =
      recognised.layout == .sdmx ? Header(withoutLabels: recognised.header) : recognised.header
    guard let conditions = header.conditions(resource.conditions, into: &ignored) else {
      return nil
    }
    self.conditions = conditions.map { ($0.column, $0.values.map { Array($0.utf8) }) }
    headEnd = head.recordCount == 0 ? 0 : head.span(of: head.recordCount - 1).range.upperBound
    fieldCount = header.names.count
    holdsParts = recognised.layout == .sdmx
    let bare = Header(withoutLabels: header)
    keys = KeyUse.find(resource.lookupKeys, in: head, recognised.header, holdsParts: holdsParts)
      .filter { !$0.isUsed }
      .map { use in
        (use.key, use.key.column.flatMap { header.column(named: $0) ?? bare.column(named: $0) })
      }
    fields = header.names.enumerated().compactMap { column, name in
      resource.fields.first { $0.name.text == name }.map { ($0, column) }
    }
    self.resource = resource
  }

  func keeps(_ batch: RecordBatch) -> [Bool] {
    var isKept = (0..<batch.recordCount).map { isNeeded($0, of: batch) }
    // One of the others, so that messages can name what the file holds.
    if let other = isKept.firstIndex(of: false) { isKept[other] = true }
    for (key, column) in keys {
      let found = batch.firstRecord(with: Array(key.name.text.utf8)) { record, place in
        (column == nil || column == place)
          && key.isHeld(by: batch.content(record, place)[...], holdsParts: holdsParts)
      }
      if let found { isKept[found] = true }
    }
    for (field, column) in fields {
      guard let check = FieldCheck(field, of: resource, looksAtNumbers: true) else { continue }
      // Columns repeat their texts.
      var known: [String: Bool] = [:]
      for record in isKept.indices where !isKept[record] {
        let text = trimmed(batch.text(record, column))
        let fits = known[text] ?? self.fits(text, check)
        known[text] = fits
        isKept[record] = !fits
      }
    }
    return isKept
  }

  private func fits(_ text: String, _ check: FieldCheck) -> Bool {
    if text.isEmpty || check.missing.contains(text) { return check.required == nil }
    if case .fits = check.outcome(of: text) { return true }
    return false
  }

  /// Whether a record is wanted, or is none: what doesn't fit the header is told of or is a note.
  private func isNeeded(_ record: Int, of batch: RecordBatch) -> Bool {
    if batch.range(record, 0).lowerBound < headEnd || batch.isSetAside(record)
      || batch.fieldCount(of: record) != fieldCount
    {
      return true
    }
    if conditions.allSatisfy({ batch.field(record, $0.column, isOneOf: $0.texts) }) { return true }
    if batch.isEmpty(record, from: 1) { return true }
    // Most records need no text to tell that they are no notes.
    guard let first = batch.firstByte(of: record), "nNsSfF".utf8.contains(first) else {
      return false
    }
    return TableBody.isMarkedNote(trimmed(batch.text(record, 0)))
  }
}

extension SchemaDescription {
  /// Whether anything is said of several records together.
  var hasKeys: Bool {
    primaryKey != nil || !uniqueKeys.isEmpty || !foreignKeys.isEmpty
      || fields.contains { $0.constraints.contains { $0.rule.isUnique } }
  }
}
