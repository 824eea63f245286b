import Indicators

/// The statuses of a block, and what is known of them without looking again.
@safe
struct BlockStatuses {
  let cells: UnsafePointer<UInt8>

  /// Whether all values are there and certain.
  let areActual: Bool

  /// Whether a cell is in no record, which others make missing.
  let hasAbsent: Bool

  /// Reads them once.
  init(_ cells: UnsafePointer<UInt8>, _ count: Int) {
    var (union, absents) = (StatusWords.zero, StatusWords.zero)
    let whole = count & ~31
    for start in stride(from: 0, to: whole, by: 32) {
      let states = unsafe StatusWords(cells + start)
      union |= states
      absents |= states.bytes(of: .absent)
    }
    var rest: UInt8 = 0
    var hasAbsent = absents != .zero
    for index in whole..<count {
      unsafe rest |= cells[index]
      if unsafe cells[index] == Status.absent.rawValue { hasAbsent = true }
    }
    unsafe self.cells = cells
    areActual = rest == 0 && union == .zero
    self.hasAbsent = hasAbsent
  }

  /// Of which it is known that all are actual.
  init(actual cells: UnsafePointer<UInt8>) {
    unsafe self.cells = cells
    areActual = true
    hasAbsent = false
  }

  private init(_ cells: UnsafePointer<UInt8>, hasAbsent: Bool) {
    unsafe self.cells = cells
    areActual = false
    self.hasAbsent = hasAbsent
  }

  /// The statuses of what is computed from two sides; put into a place, which may be that of a side, only
  /// where they are those of neither.
  func combined(
    with other: BlockStatuses,
    _ table: StatusTable,
    in place: UnsafeMutablePointer<UInt8>,
    _ count: Int
  ) -> BlockStatuses {
    if areActual, other.areActual { return self }
    // A certain value changes the status of nothing but what no record holds.
    if other.areActual, !hasAbsent { return self }
    if areActual, !other.hasAbsent { return other }
    return unsafe table.results.withUnsafeBufferPointer { results in
      let (left, right) = unsafe (cells, other.cells)
      guard !hasAbsent, !other.hasAbsent else {
        for index in 0..<count {
          unsafe place[index] = results[Int(left[index] << 4 | right[index])]
        }
        return unsafe BlockStatuses(place, count)
      }
      let whole = count & ~31
      for start in stride(from: 0, to: whole, by: 32) {
        let own = unsafe StatusWords(left + start)
        let others = unsafe StatusWords(right + start)
        if own.nonzeros & others.nonzeros & (own ^ others).nonzeros == .zero {
          unsafe (own | others).store(place + start)
        } else {
          for index in start..<start + 32 {
            unsafe place[index] = results[Int(left[index] << 4 | right[index])]
          }
        }
      }
      for index in whole..<count {
        unsafe place[index] = results[Int(left[index] << 4 | right[index])]
      }
      return unsafe BlockStatuses(place, hasAbsent: false)
    }
  }

  /// Their cells in a place, which may be their own.
  func moved(to place: UnsafeMutablePointer<UInt8>, _ count: Int) -> BlockStatuses {
    if unsafe UnsafePointer(place) == cells { return self }
    unsafe place.update(from: cells, count: count)
    var moved = unsafe BlockStatuses(place, hasAbsent: hasAbsent)
    if areActual { moved = unsafe BlockStatuses(actual: place) }
    return moved
  }
}

/// Thirty-two statuses at once, eight in each word; the highest bit of a byte says what is true of it. A
/// status takes the lower half of its byte, so that nothing runs over into the next.
typealias StatusWords = SIMD4<UInt64>

extension StatusWords {
  @inline(__always)
  init(_ cells: UnsafePointer<UInt8>) {
    self = unsafe UnsafeRawPointer(cells).loadUnaligned(as: StatusWords.self)
  }

  @inline(__always)
  func store(_ cells: UnsafeMutablePointer<UInt8>) {
    unsafe UnsafeMutableRawPointer(cells).storeBytes(of: self, as: StatusWords.self)
  }

  @inline(__always)
  private static var high: StatusWords { StatusWords(repeating: 0x8080_8080_8080_8080) }

  /// The bytes that are not zero.
  @inline(__always)
  var nonzeros: StatusWords { (self &+ ~Self.high) & Self.high }

  /// The bytes that are a status.
  @inline(__always)
  func bytes(of status: Status) -> StatusWords {
    let same = StatusWords(repeating: 0x0101_0101_0101_0101 &* UInt64(status.rawValue))
    return ~(self ^ same).nonzeros & Self.high
  }
}
