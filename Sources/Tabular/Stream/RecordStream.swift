import Synchronization

/// Reads a delimited file of any size in batches of whole records, for any number of threads.
///
/// A thread that asks for the next batch reads it, marks the structural bytes and finds the last record
/// end, all under one lock; the rest of the work on the batch is done outside of it. Whether a byte lies
/// in quotes follows from the number of quotes before it, as long as quotes stand where RFC 4180 has
/// them; that is checked on the way, and a stretch where it is not so is read byte by byte. Either way
/// gives the same records, so the result depends neither on the number of threads nor on the batches'
/// size.
public final class RecordStream: @unchecked Sendable {
  /// Something that is wrong with a record.
  public struct Problem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case unclosedQuote
      case textBehindQuote
      case recordTooLong
    }

    public let kind: Kind

    /// The place in the file.
    public let offset: Int
  }

  private let lock = Mutex(())
  private let source: any ByteSource
  private let dialect: Dialect
  private let marker: StructureMarker

  /// A longer record would need the whole file in memory: what is wrong then is most often a quote.
  private let longestRecord: Int

  /// Bytes read that no batch holds yet: the beginning of a record.
  private var tail: [UInt8] = []
  private var offset = 0
  private var isAtEnd = false
  private var hasBegun = false
  private var found: [Problem] = []

  /// - Parameters:
  ///   - source: Is read from where it stands.
  ///   - dialect: How the file is written.
  ///   - longestRecord: In bytes.
  public init(_ source: any ByteSource, dialect: Dialect = .csv, longestRecord: Int = 8 << 20) {
    self.source = source
    self.dialect = dialect
    self.longestRecord = longestRecord
    marker = StructureMarker(dialect)
  }

  /// What was found wrong so far, in the file's order.
  public var problems: [Problem] { lock.withLock { _ in found } }

  /// Whether nothing is left to read.
  public var isExhausted: Bool { lock.withLock { _ in isAtEnd && tail.isEmpty } }

  /// Fills a batch with the next records.
  ///
  /// - Returns: Whether there were any.
  /// - Throws: ``ReadingError`` if the source fails.
  public func next(into batch: RecordBatch) throws(ReadingError) -> Bool {
    let isFilled = try lock.withLock { (_) throws(ReadingError) in try fill(batch) }
    if isFilled { batch.index() }
    return isFilled
  }

  private func fill(_ batch: RecordBatch) throws(ReadingError) -> Bool {
    var count = tail.count
    while batch.capacity < count + RecordBatch.padding { batch.grow(keeping: 0) }
    batch.begin(with: tail, dialect)
    while true {
      while !isAtEnd, count < batch.capacity {
        let read = try unsafe source.read(into: batch.room(from: count))
        if read == 0 { isAtEnd = true }
        count += read
      }
      if !hasBegun {
        hasBegun = true
        if batch.dropByteOrderMark(count) {
          count -= 3
          offset = 3
        }
      }
      if count == 0 { return false }
      let marked = marker.mark(batch, count, isAtEnd: isAtEnd)
      if marked.end > 0 {
        let end = min(marked.end, count)
        tail = batch.copy(end..<count)
        found += marked.problems.map { Problem(kind: $0.kind, offset: $0.offset + offset) }
        batch.close(at: marked.end, offset: offset, setAside: marked.setAside)
        offset += end
        return true
      }
      if count > longestRecord {
        found.append(Problem(kind: .recordTooLong, offset: offset))
        tail = []
        isAtEnd = true
        return false
      }
      batch.grow(keeping: count)
    }
  }
}
