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

  /// What a lookup reads: held apart, so that a loop has it in registers.
  @safe
  private struct Index {
    /// A power of two of them; one without a text has the length `.max`.
    var entries: UnsafeMutablePointer<Entry>
    var mask: Int

    /// The texts of more than sixteen bytes, one behind the other.
    var texts: UnsafeMutableRawPointer
  }

  private var index: Index
  private var count = 0
  private var textsCount = 0
  private var textsCapacity = 4096

  init(part: Aggregation.Part, dialect: Dialect) {
    self.part = part
    self.dialect = dialect
    unsafe index = Index(
      entries: .allocate(capacity: 1024),
      mask: 1023,
      texts: .allocate(byteCount: textsCapacity, alignment: 8)
    )
    unsafe index.entries.initialize(repeating: Entry(), count: 1024)
  }

  deinit {
    unsafe index.entries.deallocate()
    unsafe index.texts.deallocate()
  }

  /// Writes the number of each record's label.
  func number(
    _ fields: Fields,
    of firsts: UnsafeMutableBufferPointer<UInt32>,
    into numbers: UnsafeMutableBufferPointer<UInt32>
  ) {
    var index = index
    switch part {
    case .whole:
      for record in 0..<firsts.count {
        let (start, length) = unsafe fields.field(behind: firsts[record])
        unsafe numbers[record] = wholeNumber(start, length, &index)
      }
    case .leading(let leading):
      for record in 0..<firsts.count {
        let (start, length) = unsafe fields.field(behind: firsts[record])
        unsafe numbers[record] = leadingNumber(start, length, leading, &index)
      }
    }
  }

  @inline(__always)
  private func wholeNumber(
    _ field: UnsafeRawPointer,
    _ length: Int,
    _ index: inout Index
  ) -> UInt32 {
    let first = unsafe field.loadUnaligned(as: UInt64.self) & lowBytes(min(length, 8))
    let isLong: UInt64 = length > 8 ? ~0 : 0
    let last =
      unsafe field.loadUnaligned(fromByteOffset: max(0, length &- 8), as: UInt64.self) & isLong
    var hash = hash(first, last, length)
    if length > 16 { hash = unsafe hash &+ middle(field, length) }
    var slot = hash & index.mask
    while true {
      let entry = unsafe index.entries + slot
      let itsLength = unsafe entry.pointee.length
      if unsafe entry.pointee.first == first, unsafe entry.pointee.last == last,
        itsLength == UInt32(truncatingIfNeeded: length)
      {
        let isSame =
          unsafe length <= 16 || haveSameMiddle(field, index.texts + entry.pointee.place, length)
        if isSame { return unsafe entry.pointee.number }
      }
      if itsLength == .max { break }
      slot = (slot &+ 1) & index.mask
    }
    let number = unsafe newWholeNumber(field, length, first, last, hash)
    index = self.index
    return number
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
      number: number(of: decoded(Array(raw), dialect)),
      hash: hash
    )
    if length > 16 {
      entry.place = textsCount
      unsafe keep(raw)
    }
    insert(entry)
    return entry.number
  }

  @inline(__always)
  private func leadingNumber(
    _ field: UnsafeRawPointer,
    _ length: Int,
    _ leading: Int,
    _ index: inout Index
  ) -> UInt32 {
    let word = unsafe field.loadUnaligned(as: UInt64.self)
    let isQuoted = length > 1 && UInt8(truncatingIfNeeded: word) == dialect.quote
    let quotes = isQuoted ? 1 : 0
    let content = min(leading, length &- 2 &* quotes)
    let text = (word &>> UInt64(truncatingIfNeeded: 8 &* quotes)) & lowBytes(content)
    let hash = hash(text, 0, content)
    var slot = hash & index.mask
    while true {
      let entry = unsafe index.entries + slot
      let itsLength = unsafe entry.pointee.length
      if unsafe entry.pointee.first == text, itsLength == UInt32(truncatingIfNeeded: content) {
        return unsafe entry.pointee.number
      }
      if itsLength == .max { break }
      slot = (slot &+ 1) & index.mask
    }
    let number = unsafe newLeadingNumber(
      UnsafeRawBufferPointer(start: field, count: length),
      leading,
      Entry(first: text, length: UInt32(truncatingIfNeeded: content), hash: hash)
    )
    index = self.index
    return number
  }

  /// Looks at the whole field; only what can be told from its first bytes alone is remembered.
  @inline(never)
  private func newLeadingNumber(
    _ raw: UnsafeRawBufferPointer,
    _ leading: Int,
    _ entry: Entry
  ) -> UInt32 {
    var label = Array(unsafe decoded(Array(raw), dialect).prefix(leading))
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

  /// The number of a label, which gets the next one if it is new.
  func number(of label: [UInt8]) -> UInt32 {
    if let number = numbers[label] { return number }
    let number = UInt32(labels.count)
    numbers[label] = number
    labels.append(label)
    return number
  }

  private func insert(_ entry: Entry) {
    if count * 2 > index.mask {
      let old = index
      index.mask = old.mask * 4 + 3
      unsafe index.entries = .allocate(capacity: index.mask + 1)
      unsafe index.entries.initialize(repeating: Entry(), count: index.mask + 1)
      for slot in 0...old.mask where unsafe old.entries[slot].length != .max {
        unsafe put(old.entries[slot])
      }
      unsafe old.entries.deallocate()
    }
    put(entry)
    count += 1
  }

  private func put(_ entry: Entry) {
    var slot = entry.hash & index.mask
    while unsafe index.entries[slot].length != .max { slot = (slot + 1) & index.mask }
    unsafe index.entries[slot] = entry
  }

  private func keep(_ text: UnsafeRawBufferPointer) {
    if textsCount + text.count > textsCapacity {
      textsCapacity = (textsCount + text.count) * 2
      let larger = UnsafeMutableRawPointer.allocate(byteCount: textsCapacity, alignment: 8)
      unsafe larger.copyMemory(from: index.texts, byteCount: textsCount)
      unsafe index.texts.deallocate()
      unsafe index.texts = larger
    }
    guard let start = text.baseAddress else { return }
    unsafe (index.texts + textsCount).copyMemory(from: start, byteCount: text.count)
    textsCount += text.count
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

/// Whether two texts of one length above sixteen are alike between their first and last eight bytes.
@inline(__always)
private func haveSameMiddle(
  _ left: UnsafeRawPointer,
  _ right: UnsafeRawPointer,
  _ length: Int
) -> Bool {
  var place = 8
  while place &+ 8 <= length {
    let word = unsafe left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    guard unsafe right.loadUnaligned(fromByteOffset: place, as: UInt64.self) == word else {
      return false
    }
    place &+= 8
  }
  return true
}

private func isWellFormed(_ bytes: [UInt8]) -> Bool {
  String(validating: bytes, as: UTF8.self) != nil
}
