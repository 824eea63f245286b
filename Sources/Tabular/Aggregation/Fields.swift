/// One column of a batch's records.
@safe
struct Fields {
  private let bytes: UnsafeRawPointer
  private let ends: UnsafePointer<UInt32>
  private let column: Int
  private let isLast: Bool
  private let batch: RecordBatch

  init(_ batch: RecordBatch, column: Int, isLast: Bool) {
    unsafe bytes = UnsafeRawPointer(batch.bytes)
    unsafe ends = UnsafePointer(batch.ends)
    self.column = column
    self.isLast = isLast
    self.batch = batch
  }

  /// A field as it stands in the file, its quotes included; sixteen bytes before and behind it may be
  /// read. `first` says how many structural bytes stand before the record.
  @inline(__always)
  func field(behind first: UInt32) -> (start: UnsafeRawPointer, length: Int) {
    let index = Int(first) &+ column
    let start = unsafe Int(ends[index &- 1] &+ 1)
    var length = unsafe Int(ends[index]) &- start
    if isLast, length > 0, unsafe bytes[start &+ length] == 0x0A,
      unsafe bytes[start &+ length &- 1] == 0x0D,
      !batch.isEscaped(start &+ length &- 1, from: start)
    {
      length &-= 1
    }
    return unsafe (bytes + start, length)
  }
}

extension UnsafeRawPointer {
  @inline(__always)
  fileprivate subscript(_ offset: Int) -> UInt8 {
    unsafe load(fromByteOffset: offset, as: UInt8.self)
  }
}
