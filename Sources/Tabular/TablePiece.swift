/// The records of a batch that a table keeps.
struct TablePiece: Sendable {
  /// The place in the file of the batch's first byte.
  let offset: Int

  /// How many records the batch has, comment lines not counted, whether they are kept or not.
  private(set) var recordCount = 0

  /// The bytes of the records; empty if the whole file lies in memory, in which the fields' places are
  /// then.
  private(set) var text: [UInt8] = []
  private(set) var fields: [Table.Field] = []

  /// How many fields there are up to the end of each record.
  private(set) var ends: [Int32] = []

  /// Records and numbers count from the batch's first record.
  private(set) var runs: [Table.Run] = []
  private(set) var brokenRecords: [Int] = []

  /// What is wrong with the batch's text, if it was looked at.
  let faults: TextFaults?

  /// What a batch's records are kept for.
  struct Plan: Sendable {
    /// Says which records are kept; nothing: all are.
    var filter: (any RecordFilter)?

    /// Whether the text may be ill-formed.
    var checksText = false

    /// Whether the whole file lies in memory. Then all records are kept.
    var isInMemory = false

    /// Where in the file the batches begin.
    var start = 0
  }

  /// Takes what it needs of a batch, which may then be filled anew.
  init(_ batch: RecordBatch, _ plan: Plan) {
    offset = batch.offset + plan.start
    faults = plan.checksText ? TextFaults(batch.allBytes, at: offset) : nil
    if let filter = plan.filter {
      addRecords(of: batch, keeping: filter.keeps(batch))
      return
    }
    if !plan.isInMemory { text = batch.allBytes }
    fields.reserveCapacity(batch.fieldCount)
    ends.reserveCapacity(batch.recordCount)
    runs = [Table.Run(firstRecord: 0, number: 0, distance: plan.isInMemory ? 0 : offset)]
    for record in 0..<batch.recordCount where !batch.isComment(record) {
      add(record, of: batch, movedBy: plan.isInMemory ? offset : 0)
      recordCount += 1
    }
  }

  private mutating func addRecords(of batch: RecordBatch, keeping isKept: [Bool]) {
    var isBehindKept = false
    for record in 0..<batch.recordCount {
      guard isKept[record], !batch.isComment(record) else {
        isBehindKept = false
        if !batch.isComment(record) { recordCount += 1 }
        continue
      }
      let bytes = batch.bytes(of: record)
      let distance = bytes.lowerBound - text.count
      if !isBehindKept {
        runs.append(
          Table.Run(firstRecord: ends.count, number: recordCount, distance: offset + distance)
        )
      }
      isBehindKept = true
      text += batch.copy(bytes)
      add(record, of: batch, movedBy: -distance)
      recordCount += 1
    }
  }

  private mutating func add(_ record: Int, of batch: RecordBatch, movedBy distance: Int) {
    for column in 0..<batch.fieldCount(of: record) {
      fields.append(batch.field(record, column, movedBy: distance))
    }
    if batch.isSetAside(record) { brokenRecords.append(ends.count) }
    ends.append(Int32(truncatingIfNeeded: fields.count))
  }
}

extension RecordBatch {
  /// All bytes of its records, line endings included.
  var allBytes: [UInt8] { copy(0..<length) }

  /// How many fields its records have together.
  var fieldCount: Int { recordCount == 0 ? 0 : unsafe Int(starts[recordCount]) }

  /// Where a record stands in the batch with its line ending.
  func bytes(of record: Int) -> Range<Int> {
    precondition(record >= 0 && record < recordCount, "a record outside of the batch")
    let (first, end) = unsafe (Int(starts[record]), Int(starts[record + 1]))
    return unsafe Int(ends[first - 1] &+ 1)..<Int(ends[end - 1]) + 1
  }

  /// A field as a table knows it, its places moved.
  fileprivate func field(_ record: Int, _ column: Int, movedBy distance: Int) -> Table.Field {
    var place = place(record, column)
    if dialect.skipsInitialSpace, dialect.delimiter != 0x20 {
      while !place.isEmpty, byte(place.lowerBound) == 0x20 {
        place = place.lowerBound + 1..<place.upperBound
      }
    }
    // A field whose quote is not closed is broken and stands for itself.
    let isQuoted =
      place.count > 1 && byte(place.lowerBound) == dialect.quote
      && byte(place.upperBound - 1) == dialect.quote
    if isQuoted { place = place.lowerBound + 1..<place.upperBound - 1 }
    let doubled = isQuoted && dialect.doublesQuotes ? dialect.quote : nil
    var isEscaped = false
    if doubled != nil || dialect.escape != nil {
      isEscaped = place.contains { byte($0) == doubled || byte($0) == dialect.escape }
    }
    return Table.Field(
      start: place.lowerBound + distance,
      end: place.upperBound + distance,
      isQuoted: isQuoted,
      isEscaped: isEscaped
    )
  }
}
