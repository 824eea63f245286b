import Glibc

/// Some consecutive records of a delimited file, with the place of each field.
///
/// A batch is memory to be filled again and again (``RecordStream/next(into:)``); it belongs to one
/// thread. What it gives out is true until it is filled anew. Positions in a batch count from its first
/// byte; ``offset`` leads to those of the file.
@safe
public final class RecordBatch {
  /// The place in the file of the batch's first byte.
  public private(set) var offset = 0

  /// How many records there are, empty lines among them.
  public private(set) var recordCount = 0

  /// The bytes, with room for a block before and behind that may be read but means nothing.
  private(set) var bytes: UnsafeMutableRawPointer
  private(set) var capacity: Int

  /// How many bytes belong to the batch's records, line endings included.
  private(set) var length = 0

  /// A pair for each 64 bytes: the structural bytes (delimiters and record ends outside of quotes), and
  /// the record ends among them.
  private(set) var masks: UnsafeMutablePointer<UInt64>

  /// The places of the structural bytes, in order; before the first stands the place before the batch.
  private(set) var ends: UnsafeMutablePointer<UInt32>

  /// For each record, how many structural bytes stand before its first field; one more for the end.
  private(set) var starts: UnsafeMutablePointer<UInt32>

  /// Records that are none (comment lines) or that a broken quote makes useless, by their first byte.
  private(set) var setAside: [Int] = []

  private(set) var dialect = Dialect.csv

  static let padding = 64

  /// - Parameter capacity: How many bytes are read at once; a longer record makes it grow.
  public init(capacity: Int = 256 << 10) {
    self.capacity = max(64, (capacity + 63) & ~63)
    unsafe (bytes, masks, ends, starts) = allocated(self.capacity)
  }

  deinit { unsafe release(bytes, masks, ends, starts) }

  // MARK: Filling, by the stream

  func begin(with tail: [UInt8], _ dialect: Dialect) {
    precondition(tail.count <= capacity, "a batch holds what is left of the one before")
    self.dialect = dialect
    unsafe tail.withUnsafeBytes { tail in
      guard let start = tail.baseAddress else { return }
      unsafe bytes.copyMemory(from: start, byteCount: tail.count)
    }
  }

  func room(from count: Int) -> UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: bytes + count, count: capacity - count)
  }

  func copy(_ range: Range<Int>) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: bytes, count: capacity)[range])
  }

  /// Takes a byte-order mark of UTF-8 away from the front.
  func dropByteOrderMark(_ count: Int) -> Bool {
    guard count >= 3, byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF else { return false }
    unsafe bytes.copyMemory(from: bytes + 3, byteCount: count - 3)
    return true
  }

  /// Makes what stands behind the content harmless.
  func pad(from limit: Int) {
    let end = (limit | 63) + 1 + RecordBatch.padding
    unsafe (bytes + limit).initializeMemory(as: UInt8.self, repeating: 0, count: end - limit)
  }

  /// Changes a byte, or puts the line ending that the file lacks behind its last byte.
  func set(_ byte: UInt8, at place: Int) {
    precondition(place <= capacity, "a place behind the room")
    unsafe bytes.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
  }

  func clearMasks(upTo count: Int) {
    unsafe masks.update(repeating: 0, count: (count + 63) / 64 * 2)
  }

  func mark(_ place: Int, isRecordEnd: Bool) {
    precondition(place <= capacity, "a place behind the room")
    unsafe masks[place / 64 * 2] |= 1 << UInt64(place % 64)
    if isRecordEnd { unsafe masks[place / 64 * 2 + 1] |= 1 << UInt64(place % 64) }
  }

  /// Ends the batch behind its last record.
  func close(at end: Int, offset: Int, setAside: [Int]) {
    self.offset = offset
    self.setAside = setAside
    length = end
    guard end % 64 != 0 else { return }
    let kept: UInt64 = 1 << UInt64(end % 64) - 1
    unsafe masks[end / 64 * 2] &= kept
    unsafe masks[end / 64 * 2 + 1] &= kept
  }

  /// Doubles the room and keeps the first bytes.
  func grow(keeping count: Int) {
    let larger = capacity * 2
    let (newBytes, newMasks, newEnds, newStarts) = unsafe allocated(larger)
    unsafe newBytes.copyMemory(from: bytes, byteCount: count)
    unsafe release(bytes, masks, ends, starts)
    unsafe (bytes, masks, ends, starts) = (newBytes, newMasks, newEnds, newStarts)
    capacity = larger
  }

  /// Lists the places of the structural bytes and where records begin.
  ///
  /// Each block's places are written four at a time, so that the branch depends on their number only
  /// coarsely; what is too much is overwritten by the next block.
  func index() {
    var count = 0
    var records = 0
    let blocks = (length + 63) / 64
    let (masks, ends, starts) = unsafe (masks, ends, starts)
    unsafe starts[0] = 0
    for block in 0..<blocks {
      let structural = unsafe masks[block &* 2]
      var recordEnds = unsafe masks[block &* 2 &+ 1]
      let base = UInt32(truncatingIfNeeded: block &* 64)
      while recordEnds != 0 {
        let upToEnd = recordEnds ^ (recordEnds &- 1)
        records &+= 1
        unsafe starts[records] = UInt32(
          truncatingIfNeeded: count &+ (structural & upToEnd).nonzeroBitCount
        )
        recordEnds &= recordEnds &- 1
      }
      let total = structural.nonzeroBitCount
      var left = structural
      var next = count
      count &+= total
      while next < count {
        for step in 0..<4 {
          unsafe ends[next &+ step] = base &+ UInt32(truncatingIfNeeded: left.trailingZeroBitCount)
          left &= left &- 1
        }
        next &+= 4
      }
    }
    recordCount = records
  }

  public func fieldCount(of record: Int) -> Int {
    precondition(record >= 0 && record < recordCount, "a record outside of the batch")
    return unsafe Int(starts[record + 1] - starts[record])
  }

  /// Where a field stands in the batch, its quotes included.
  func place(_ record: Int, _ column: Int) -> Range<Int> {
    precondition(column >= 0 && column < fieldCount(of: record), "a field outside of the record")
    let field = unsafe Int(starts[record]) + column
    let start = unsafe Int(ends[field - 1] &+ 1)
    var end = unsafe Int(ends[field])
    if column == fieldCount(of: record) - 1, end > start, byte(end) == 0x0A, byte(end - 1) == 0x0D,
      !isEscaped(end - 1, from: start)
    {
      end -= 1
    }
    return start..<end
  }

  /// Whether an escape takes a byte's meaning away: an odd number of them stands before it.
  func isEscaped(_ place: Int, from start: Int) -> Bool {
    guard let escape = dialect.escape else { return false }
    var first = place
    while first > start, byte(first - 1) == escape { first -= 1 }
    return (place - first) % 2 == 1
  }

  func byte(_ place: Int) -> UInt8 {
    precondition(place >= 0 && place <= capacity, "a byte outside of the batch")
    return unsafe bytes.load(fromByteOffset: place, as: UInt8.self)
  }

  /// Where a field stands in the file, its quotes included.
  public func range(_ record: Int, _ column: Int) -> Range<Int> {
    let place = place(record, column)
    return place.lowerBound + offset..<place.upperBound + offset
  }

  /// Where a record stands in the file, without its line ending.
  public func range(of record: Int) -> Range<Int> {
    range(record, 0).lowerBound..<range(record, fieldCount(of: record) - 1).upperBound
  }

  /// Whether the record is an empty line.
  public func isBlank(_ record: Int) -> Bool {
    fieldCount(of: record) == 1 && place(record, 0).isEmpty
  }

  /// Whether the record is a comment line.
  public func isComment(_ record: Int) -> Bool {
    dialect.comment != nil && byte(place(record, 0).lowerBound) == dialect.comment
  }

  /// Whether the record is a comment line, or is broken, which the stream's problems tell.
  public func isSetAside(_ record: Int) -> Bool {
    guard !setAside.isEmpty else { return false }
    let start = place(record, 0).lowerBound
    let index = setAside.partitioningIndex { $0 >= start }
    return index < setAside.count && setAside[index] == start
  }

  // MARK: Searching

  /// Where a text stands in the batch from a place on.
  func place(of text: [UInt8], from start: Int) -> Int? {
    guard let first = text.first else { return nil }
    let last = length - text.count
    var place = start
    while place <= last {
      guard let found = unsafe memchr(bytes + place, CInt(first), last - place + 1) else {
        return nil
      }
      place = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
      if unsafe memcmp(found, text, text.count) == 0 { return place }
      place += 1
    }
    return nil
  }

  /// How many structural bytes stand before a place; so many fields end before it.
  func structuralBytes(before place: Int) -> Int {
    var (low, high) = unsafe (0, Int(starts[recordCount]))
    while low < high {
      let middle = (low + high) / 2
      if unsafe Int(ends[middle]) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func firstField(of record: Int) -> Int { unsafe Int(starts[record]) }

  /// The record that a field belongs to.
  func record(ofField field: Int) -> Int {
    var (low, high) = (0, recordCount)
    while low < high {
      let middle = (low + high) / 2
      if unsafe Int(starts[middle + 1]) <= field { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Content

  /// A field's content: what stands between its quotes, doubled quotes once.
  public func content(_ record: Int, _ column: Int) -> [UInt8] {
    decoded(copy(place(record, column)), dialect)
  }

  /// A field's content as text; ill-formed UTF-8 shows as U+FFFD.
  public func text(_ record: Int, _ column: Int) -> String {
    String(decoding: content(record, column), as: UTF8.self)
  }
}

extension [Int] {
  /// The first place from which on a claim is true, if it is true from some place on.
  fileprivate func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

private typealias Room = (
  UnsafeMutableRawPointer, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt32>,
  UnsafeMutablePointer<UInt32>
)

private func allocated(_ capacity: Int) -> Room {
  let padding = RecordBatch.padding
  let bytes = UnsafeMutableRawPointer.allocate(
    byteCount: capacity + 3 * padding,
    alignment: 64
  )
  unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: padding)
  let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 73)
  unsafe ends.initialize(to: .max)
  return (
    unsafe bytes + padding, .allocate(capacity: capacity / 32 + 8), unsafe ends + 1,
    .allocate(capacity: capacity + 72)
  )
}

private func release(
  _ bytes: UnsafeMutableRawPointer,
  _ masks: UnsafeMutablePointer<UInt64>,
  _ ends: UnsafeMutablePointer<UInt32>,
  _ starts: UnsafeMutablePointer<UInt32>
) {
  unsafe (bytes - RecordBatch.padding).deallocate()
  unsafe masks.deallocate()
  unsafe (ends - 1).deallocate()
  unsafe starts.deallocate()
}
