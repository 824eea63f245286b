/// Chooses the records of a large file that somebody needs, so that the others take no memory.
public protocol RecordFilter: Sendable {
  /// Whether each record of a batch is kept. Batches come in any order and on several threads at once.
  func keeps(_ batch: RecordBatch) -> [Bool]
}

extension RecordBatch {
  /// Whether a field is one of some texts, or begins with one of them and a colon behind it; quotes and
  /// spaces around it don't count.
  public func field(_ record: Int, _ column: Int, isOneOf texts: [[UInt8]]) -> Bool {
    guard column < fieldCount(of: record) else { return texts.contains([]) }
    var place = place(record, column)
    var isQuoted = false
    if place.count > 1, let quote = dialect.quote, byte(place.lowerBound) == quote {
      place = place.lowerBound + 1..<place.upperBound - 1
      isQuoted = true
    }
    if isQuoted || dialect.escape != nil,
      place.contains(where: { byte($0) == dialect.quote || byte($0) == dialect.escape })
    {
      return isOne(of: texts, content(record, column)[...])
    }
    while let first = place.first, isSpace(byte(first)) { place = first + 1..<place.upperBound }
    while let last = place.last, isSpace(byte(last)) { place = place.lowerBound..<last }
    return texts.contains { text in
      guard place.count >= text.count,
        place.count == text.count || byte(place.lowerBound + text.count) == UInt8(ascii: ":")
      else { return false }
      for (offset, sign) in text.enumerated() where byte(place.lowerBound + offset) != sign {
        return false
      }
      return true
    }
  }

  private func isOne(of texts: [[UInt8]], _ content: ArraySlice<UInt8>) -> Bool {
    var content = content
    while let first = content.first, isSpace(first) { content.removeFirst() }
    while let last = content.last, isSpace(last) { content.removeLast() }
    return texts.contains { text in
      content.starts(with: text)
        && (content.count == text.count
          || content[content.startIndex + text.count] == UInt8(ascii: ":"))
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The first byte of a record's content behind a quote and spaces; nothing if its first field is empty.
  public func firstByte(of record: Int) -> UInt8? {
    place(record, 0).lazy.map { self.byte($0) }
      .first { $0 != self.dialect.quote && !self.isSpace($0) }
  }

  /// Whether a field holds nothing.
  public func isEmpty(_ record: Int, _ column: Int) -> Bool {
    let place = place(record, column)
    if place.isEmpty { return true }
    return place.count == 2 && byte(place.lowerBound) == dialect.quote
      && byte(place.lowerBound + 1) == dialect.quote
  }

  /// Whether no field from a column on holds anything.
  public func isEmpty(_ record: Int, from column: Int) -> Bool {
    (column..<max(fieldCount(of: record), column)).allSatisfy { isEmpty(record, $0) }
  }

  /// The first record for which a field holds a text somewhere and the body says that it is one.
  public func firstRecord(
    with text: [UInt8],
    where isOne: (_ record: Int, _ column: Int) -> Bool
  ) -> Int? {
    guard !text.isEmpty else { return nil }
    var from = 0
    while let found = place(of: text, from: from) {
      let field = structuralBytes(before: found)
      let record = self.record(ofField: field)
      guard record < recordCount else { return nil }
      if isOne(record, field - firstField(of: record)) { return record }
      from = found + 1
    }
    return nil
  }
}
