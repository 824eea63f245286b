import CZlib

/// What a gzip file holds (RFC 1952), one member behind the other, unpacked as it is read.
///
/// A file that is damaged or ends early gives a ``ReadingError``.
@safe
public final class GzipSource: ByteSource {
  private let source: any ByteSource
  private let path: String
  private var stream = unsafe z_stream()
  private let input: UnsafeMutableRawBufferPointer
  private var isAtEnd = false

  /// Whether the stream stands between two members.
  private var isBetweenMembers = true

  /// Room for what is packed: little, since it is unpacked at once.
  private static let inputSize = 64 << 10

  public init(_ source: any ByteSource, path: String) {
    self.source = source
    self.path = path
    unsafe input = .allocate(byteCount: Self.inputSize, alignment: 16)
    // 16: the format is gzip; 15: the largest window.
    let size = unsafe CInt(MemoryLayout<z_stream>.size)
    let status = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib refuses to begin")
  }

  deinit {
    unsafe inflateEnd(&stream)
    unsafe input.deallocate()
  }

  /// Whether bytes begin as a gzip file does.
  public static func recognizes(_ head: [UInt8]) -> Bool { head.starts(with: [0x1F, 0x8B]) }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    unsafe stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.avail_out = CUnsignedInt(buffer.count)
    while unsafe stream.avail_out == buffer.count {
      if unsafe stream.avail_in == 0, !isAtEnd {
        let count = try unsafe source.read(into: input)
        isAtEnd = count == 0
        unsafe stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.avail_in = CUnsignedInt(count)
      }
      if unsafe stream.avail_in == 0 {
        if isBetweenMembers { return 0 }
        throw ReadingError(path: path, reason: "the gzip data end too early")
      }
      if isBetweenMembers {
        // Zeros may stand behind the last member, as tape archives leave them.
        if unsafe stream.next_in.pointee == 0, unsafe stream.total_in > 0 {
          unsafe stream.next_in += 1
          unsafe stream.avail_in -= 1
          continue
        }
        unsafe inflateReset(&stream)
        isBetweenMembers = false
      }
      let status = unsafe inflate(&stream, Z_NO_FLUSH)
      if status == Z_STREAM_END {
        isBetweenMembers = true
      } else if status != Z_OK, status != Z_BUF_ERROR {
        throw ReadingError(path: path, reason: "the gzip data are damaged")
      }
    }
    return unsafe buffer.count - Int(stream.avail_out)
  }
}
