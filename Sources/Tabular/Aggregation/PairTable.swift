/// Gives each pair of numbers a number.
@safe
final class PairTable {
  /// The pairs, in the order of their numbers: the first in the upper half.
  private(set) var pairs: [UInt64] = []

  private struct Entry {
    var pair: UInt64 = 0
    var number = UInt32.max
  }

  /// A power of two of them; one without a pair has the number `.max`.
  private var entries: UnsafeMutablePointer<Entry>
  private var mask: Int

  init() {
    mask = 1023
    unsafe entries = .allocate(capacity: mask + 1)
    unsafe entries.initialize(repeating: Entry(), count: mask + 1)
  }

  deinit { unsafe entries.deallocate() }

  /// Puts the number of each pair in place of its first part.
  func number(
    _ firsts: UnsafeMutableBufferPointer<UInt32>,
    with seconds: UnsafeMutableBufferPointer<UInt32>
  ) {
    var (entries, mask) = unsafe (entries, mask)
    for index in 0..<firsts.count {
      let pair = unsafe UInt64(firsts[index]) &<< 32 | UInt64(seconds[index])
      if let number = unsafe known(pair, entries, mask) {
        unsafe firsts[index] = number
      } else {
        unsafe firsts[index] = newNumber(pair)
        unsafe (entries, mask) = (self.entries, self.mask)
      }
    }
  }

  /// The number of a pair, which gets the next one if it is new.
  func number(of first: UInt32, _ second: UInt32) -> UInt32 {
    let pair = UInt64(first) << 32 | UInt64(second)
    return unsafe known(pair, entries, mask) ?? newNumber(pair)
  }

  @inline(__always)
  private func known(
    _ pair: UInt64,
    _ entries: UnsafeMutablePointer<Entry>,
    _ mask: Int
  ) -> UInt32? {
    var slot = home(pair) & mask
    while true {
      let entry = unsafe entries[slot]
      if entry.number == .max { return nil }
      if entry.pair == pair { return entry.number }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(never)
  private func newNumber(_ pair: UInt64) -> UInt32 {
    if pairs.count * 5 > mask * 3 {
      unsafe entries.deallocate()
      mask = mask * 2 + 1
      unsafe entries = .allocate(capacity: mask + 1)
      unsafe entries.initialize(repeating: Entry(), count: mask + 1)
      for (number, pair) in pairs.enumerated() { put(Entry(pair: pair, number: UInt32(number))) }
    }
    let number = UInt32(pairs.count)
    pairs.append(pair)
    put(Entry(pair: pair, number: number))
    return number
  }

  private func put(_ entry: Entry) {
    var slot = home(entry.pair) & mask
    while unsafe entries[slot].number != .max { slot = (slot + 1) & mask }
    unsafe entries[slot] = entry
  }
}

@inline(__always)
private func home(_ pair: UInt64) -> Int {
  let mixed = pair &* 0x9E37_79B9_7F4A_7C15
  return Int(truncatingIfNeeded: mixed &>> 32)
}
