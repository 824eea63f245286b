/// What a source gives behind its first bytes.
final class DroppingSource: ByteSource {
  private let source: any ByteSource
  private var left: Int

  init(_ source: any ByteSource, count: Int) {
    self.source = source
    left = count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    if left > 0 {
      _ = try source.next(left)
      left = 0
    }
    return try unsafe source.read(into: buffer)
  }
}
