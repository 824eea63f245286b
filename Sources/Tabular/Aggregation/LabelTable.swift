/// Gives each text of a column its number, from the bytes as they stand in the file.
///
/// A text is looked up by its first and last eight bytes and its length, which say everything about up
/// to sixteen bytes; a longer one is compared as a whole. The same text with quotes and without makes
/// two entries with one number, so that quotes cost nothing.
@safe
final class LabelTable {
  /// The texts, in the order of their numbers.
  private(set) var labels: [[UInt8]] = []
  private var numbers: [[UInt8]: UInt32] = [:]
  private let part: Aggregation.Part
  private let dialect: Dialect

  private struct Entry {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var length = UInt32.max
    var number: UInt32 = 0
    var hash = 0

    /// Where a text of more than sixteen bytes is kept.
    var place = 0
  }

  /// A power of two of them; one without a text has the length `.max`.
  private var entries: UnsafeMutablePointer<Entry>
  private var mask: Int
  private var count = 0
  private var kept: [UInt8] = []

  init(part: Aggregation.Part, dialect: Dialect) {
    self.part = part
    self.dialect = dialect
    mask = 1023
    unsafe entries = .allocate(capacity: mask + 1)
    unsafe entries.initialize(repeating: Entry(), count: mask + 1)
  }

  deinit { unsafe entries.deallocate() }

  /// Writes the number of each record's label.
  func number(
    _ fields: Fields,
    of firsts: UnsafeMutableBufferPointer<UInt32>,
    into numbers: UnsafeMutableBufferPointer<UInt32>
  ) {
    switch part {
    case .whole:
      for record in 0..<firsts.count {
        let (start, length) = unsafe fields.field(behind: firsts[record])
        unsafe numbers[record] = wholeNumber(start, length)
      }
    case .leading(let leading):
      for record in 0..<firsts.count {
        let (start, length) = unsafe fields.field(behind: firsts[record])
        unsafe numbers[record] = leadingNumber(start, length, leading)
      }
    }
  }

  @inline(__always)
  private func wholeNumber(_ field: UnsafeRawPointer, _ length: Int) -> UInt32 {
    let first = unsafe field.loadUnaligned(as: UInt64.self) & lowBytes(min(length, 8))
    let isLong: UInt64 = length > 8 ? ~0 : 0
    let last =
      unsafe field.loadUnaligned(fromByteOffset: max(0, length &- 8), as: UInt64.self) & isLong
    var hash = hash(first, last, length)
    if length > 16 { hash = unsafe hash &+ middle(field, length) }
    let (entries, mask) = unsafe (entries, mask)
    var slot = hash & mask
    while true {
      let entry = unsafe entries + slot
      let itsLength = unsafe entry.pointee.length
      if unsafe entry.pointee.first == first, unsafe entry.pointee.last == last,
        itsLength == UInt32(truncatingIfNeeded: length)
      {
        let isSame = unsafe length <= 16 || isKept(field, length, entry.pointee.place)
        if isSame { return unsafe entry.pointee.number }
      }
      if itsLength == .max { break }
      slot = (slot &+ 1) & mask
    }
    return unsafe newWholeNumber(field, length, first, last, hash)
  }

  @inline(never)
  private func newWholeNumber(
    _ field: UnsafeRawPointer,
    _ length: Int,
    _ first: UInt64,
    _ last: UInt64,
    _ hash: Int
  ) -> UInt32 {
    let raw = unsafe UnsafeRawBufferPointer(start: field, count: length)
    var entry = unsafe Entry(
      first: first,
      last: last,
      length: UInt32(truncatingIfNeeded: length),
      number: number(of: decoded(raw, dialect)),
      hash: hash
    )
    if length > 16 {
      entry.place = kept.count
      unsafe kept.append(contentsOf: raw)
    }
    insert(entry)
    return entry.number
  }

  @inline(__always)
  private func leadingNumber(
    _ field: UnsafeRawPointer,
    _ length: Int,
    _ leading: Int
  ) -> UInt32 {
    let word = unsafe field.loadUnaligned(as: UInt64.self)
    let isQuoted = length > 1 && UInt8(truncatingIfNeeded: word) == dialect.quote
    let quotes = isQuoted ? 1 : 0
    let content = min(leading, length &- 2 &* quotes)
    let text = (word &>> UInt64(truncatingIfNeeded: 8 &* quotes)) & lowBytes(content)
    let hash = hash(text, 0, content)
    let (entries, mask) = unsafe (entries, mask)
    var slot = hash & mask
    while true {
      let entry = unsafe entries + slot
      let itsLength = unsafe entry.pointee.length
      if unsafe entry.pointee.first == text, itsLength == UInt32(truncatingIfNeeded: content) {
        return unsafe entry.pointee.number
      }
      if itsLength == .max { break }
      slot = (slot &+ 1) & mask
    }
    return unsafe newLeadingNumber(
      UnsafeRawBufferPointer(start: field, count: length),
      leading,
      Entry(first: text, length: UInt32(truncatingIfNeeded: content), hash: hash)
    )
  }

  /// Looks at the whole field; only what can be told from its first bytes alone is remembered.
  @inline(never)
  private func newLeadingNumber(
    _ raw: UnsafeRawBufferPointer,
    _ leading: Int,
    _ entry: Entry
  ) -> UInt32 {
    var label = Array(unsafe decoded(raw, dialect).prefix(leading))
    while let last = label.last, last >= 0x80, !isWellFormed(label) { label.removeLast() }
    var entry = entry
    entry.number = number(of: label)
    let isPlain = (0..<Int(entry.length)).allSatisfy { index in
      let byte = UInt8(truncatingIfNeeded: entry.first &>> UInt64(8 * index))
      return byte != dialect.quote && byte < 0x80 && byte != 0x20
    }
    if isPlain { insert(entry) }
    return entry.number
  }

  private func number(of label: [UInt8]) -> UInt32 {
    if let number = numbers[label] { return number }
    let number = UInt32(labels.count)
    numbers[label] = number
    labels.append(label)
    return number
  }

  private func insert(_ entry: Entry) {
    if count * 2 > mask {
      let (old, oldCount) = unsafe (entries, mask + 1)
      mask = mask * 4 + 3
      unsafe entries = .allocate(capacity: mask + 1)
      unsafe entries.initialize(repeating: Entry(), count: mask + 1)
      for slot in 0..<oldCount where unsafe old[slot].length != .max { unsafe put(old[slot]) }
      unsafe old.deallocate()
    }
    put(entry)
    count += 1
  }

  private func put(_ entry: Entry) {
    var slot = entry.hash & mask
    while unsafe entries[slot].length != .max { slot = (slot + 1) & mask }
    unsafe entries[slot] = entry
  }

  private func isKept(_ field: UnsafeRawPointer, _ length: Int, _ place: Int) -> Bool {
    unsafe kept.withUnsafeBytes { kept in
      unsafe UnsafeRawBufferPointer(start: field, count: length)
        .elementsEqual(kept[place..<place + length])
    }
  }
}

/// A word with its first bytes set.
@inline(__always)
private func lowBytes(_ count: Int) -> UInt64 {
  count == 0 ? 0 : ~(0 as UInt64) &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
}

@inline(__always)
private func hash(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
  let mixed =
    (first &* 0x9E37_79B9_7F4A_7C15)
    ^ ((last ^ UInt64(truncatingIfNeeded: length)) &* 0xC2B2_AE3D_27D4_EB4F)
  return Int(truncatingIfNeeded: mixed ^ (mixed &>> 32))
}

/// What of a text of more than sixteen bytes lies between the first and last eight, hashed by words.
private func middle(_ text: UnsafeRawPointer, _ length: Int) -> Int {
  var sum: UInt64 = 0
  var place = 8
  while place &+ 8 <= length {
    let word = unsafe text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
    sum ^= sum &>> 29
    place &+= 8
  }
  return Int(truncatingIfNeeded: sum)
}

private func isWellFormed(_ bytes: [UInt8]) -> Bool {
  String(validating: bytes, as: UTF8.self) != nil
}
