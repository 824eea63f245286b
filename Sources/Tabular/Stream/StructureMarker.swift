/// Marks the delimiters and record ends in a stretch of a file that begins with a record.
struct StructureMarker {
  /// What was marked, positions counted from the stretch's first byte.
  struct Marked {
    /// Behind the last whole record's line ending; 0 if the stretch holds no whole record. One more
    /// than the file has if it ends without a line ending.
    var end = 0

    /// The first bytes of records that are comments or broken.
    var setAside: [Int] = []
    var problems: [RecordStream.Problem] = []
  }

  private let dialect: Dialect
  private let signs: ByteClasses.Signs

  init(_ dialect: Dialect) {
    self.dialect = dialect
    signs = ByteClasses.Signs(dialect)
  }

  /// Marks a batch's first bytes, behind which the file may end.
  func mark(_ batch: RecordBatch, _ count: Int, isAtEnd: Bool) -> Marked {
    if dialect.isRegular {
      let last = batch.byte(count - 1)
      var limit = count
      // A line feed may follow a carriage return, so it is put out of sight meanwhile.
      let isOpenReturn = !isAtEnd && last == 0x0D
      if isOpenReturn { limit -= 1 }
      batch.pad(from: limit)
      defer { if isOpenReturn { batch.set(0x0D, at: limit) } }
      if isAtEnd, last != 0x0A, last != 0x0D {
        batch.set(0x0A, at: count)
        limit += 1
      }
      if let end = markByParity(batch, limit), !isAtEnd || end == limit { return Marked(end: end) }
    }
    return markExactly(batch, count, isAtEnd: isAtEnd)
  }

  /// Marks 64 bytes at a time, by the parity of the quotes.
  ///
  /// - Returns: Behind the last record end; nothing if a quote stands where RFC 4180 has none.
  private func markByParity(_ batch: RecordBatch, _ limit: Int) -> Int? {
    let (bytes, masks) = unsafe (UnsafeRawPointer(batch.bytes), batch.masks)
    let blocks = (limit + 63) / 64
    // All bits if the block begins in quotes.
    var isInside: UInt64 = 0
    // Whether a quote may open at the block's first byte; whether one closed just before it.
    var mayOpen: UInt64 = 1
    var hasClosed: UInt64 = 0
    var lastBlock = -1
    for block in 0..<blocks {
      let start = unsafe bytes + block &* 64
      let classes = unsafe ByteClasses(start, signs)
      let quotes = classes.quotes
      var recordEnds = classes.lineFeeds
      if classes.returns != 0 {
        let next: UInt64 = unsafe start.load(fromByteOffset: 64, as: UInt8.self) == 0x0A ? 1 : 0
        recordEnds |= classes.returns & ~(classes.lineFeeds &>> 1 | next &<< 63)
      }
      var structural = classes.delimiters | recordEnds
      if quotes | isInside | hasClosed != 0 {
        let inside = prefixParity(quotes) ^ isInside
        let boundaries = structural | quotes
        let opening = quotes & inside
        let closing = quotes & ~inside
        let irregular =
          (opening & ~(boundaries &<< 1 | mayOpen))
          | ((closing &<< 1 | hasClosed) & ~(boundaries | classes.returns))
        // What stands behind the last byte is not known yet.
        if irregular != 0, block &* 64 &+ irregular.trailingZeroBitCount < limit { return nil }
        isInside = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
        hasClosed = closing &>> 63
        structural &= ~inside
        recordEnds &= ~inside
        mayOpen = boundaries &>> 63
      } else {
        mayOpen = structural &>> 63
      }
      unsafe masks[block &* 2] = structural
      unsafe masks[block &* 2 &+ 1] = recordEnds
      if recordEnds != 0 { lastBlock = block }
    }
    guard lastBlock >= 0 else { return 0 }
    return unsafe lastBlock * 64 + 64 - masks[lastBlock * 2 + 1].leadingZeroBitCount
  }

  /// Marks byte by byte: a quote inside a field that does not begin with one stands for itself.
  private func markExactly(_ batch: RecordBatch, _ count: Int, isAtEnd: Bool) -> Marked {
    var scan = ExactScan(batch: batch, count: count, isAtEnd: isAtEnd, dialect: dialect)
    batch.clearMasks(upTo: count + 1)
    scan.run()
    return scan.marked
  }
}

/// Bit `i` is the parity of the bits up to and with `i`.
@inline(__always)
private func prefixParity(_ bits: UInt64) -> UInt64 {
  var bits = bits
  bits ^= bits &<< 1
  bits ^= bits &<< 2
  bits ^= bits &<< 4
  bits ^= bits &<< 8
  bits ^= bits &<< 16
  return bits ^ bits &<< 32
}

private struct ExactScan {
  let batch: RecordBatch
  let count: Int
  let isAtEnd: Bool
  let dialect: Dialect
  var marked = StructureMarker.Marked()
  private var index = 0

  init(batch: RecordBatch, count: Int, isAtEnd: Bool, dialect: Dialect) {
    self.batch = batch
    self.count = count
    self.isAtEnd = isAtEnd
    self.dialect = dialect
  }

  mutating func run() {
    while index < count {
      let start = index
      var problem: RecordStream.Problem?
      let isComment = dialect.comment == batch.byte(index)
      let isWhole = isComment ? skipComment() : readRecord(&problem)
      guard isWhole else { return }
      marked.end = index
      if let problem { marked.problems.append(problem) }
      if isComment || problem != nil { marked.setAside.append(start) }
    }
  }

  private mutating func skipComment() -> Bool {
    while index < count, !isLineEnding(batch.byte(index)) { index += 1 }
    return endRecord()
  }

  /// - Returns: Whether the record is there as a whole.
  private mutating func readRecord(_ problem: inout RecordStream.Problem?) -> Bool {
    while true {
      if dialect.skipsInitialSpace, dialect.delimiter != 0x20 {
        while index < count, batch.byte(index) == 0x20 { index += 1 }
      }
      if let quote = dialect.quote, index < count, batch.byte(index) == quote {
        let start = index
        guard skipQuoted(quote) else {
          guard isAtEnd else { return false }
          problem = problem ?? .init(kind: .unclosedQuote, offset: start)
          return endRecord()
        }
        if index < count, !isFieldEnd(batch.byte(index)) {
          problem = problem ?? .init(kind: .textBehindQuote, offset: index)
        }
      }
      while index < count, !isFieldEnd(batch.byte(index)) {
        index += batch.byte(index) == dialect.escape ? 2 : 1
      }
      index = min(index, count)
      guard index < count, batch.byte(index) == dialect.delimiter else { return endRecord() }
      batch.mark(index, isRecordEnd: false)
      index += 1
    }
  }

  /// Stops behind the closing quote.
  ///
  /// - Returns: Whether there is one.
  private mutating func skipQuoted(_ quote: UInt8) -> Bool {
    index += 1
    while index < count {
      let byte = batch.byte(index)
      if byte == dialect.escape {
        index += 1
      } else if byte == quote {
        guard dialect.doublesQuotes else {
          index += 1
          return true
        }
        // Whether another quote follows is not known yet.
        guard index + 1 < count || isAtEnd else { return false }
        guard index + 1 < count, batch.byte(index + 1) == quote else {
          index += 1
          return true
        }
        index += 1
      }
      index += 1
    }
    index = min(index, count)
    return false
  }

  private mutating func endRecord() -> Bool {
    if index >= count {
      guard isAtEnd else { return false }
      batch.set(0x0A, at: count)
    } else if batch.byte(index) == 0x0D {
      guard index + 1 < count || isAtEnd else { return false }
      if index + 1 < count, batch.byte(index + 1) == 0x0A { index += 1 }
    }
    batch.mark(index, isRecordEnd: true)
    index += 1
    return true
  }

  private func isLineEnding(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == dialect.delimiter || isLineEnding(byte)
  }
}
