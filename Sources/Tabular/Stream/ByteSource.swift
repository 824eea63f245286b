import Glibc

/// Where bytes come from, one stretch after the other: a file, or bytes in memory.
///
/// A source belongs to one reader, which asks under its lock.
public protocol ByteSource: AnyObject {
  /// Fills the buffer from its start and says how many bytes there were; 0 means the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int
}

/// The world does not give the bytes of a file.
public struct ReadingError: Error, Hashable, Sendable, CustomStringConvertible {
  public let path: String

  /// The system's reason.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String { "cannot read \(path): \(reason)" }
}

/// A file that is read through its descriptor, so that it never lies in memory as a whole.
public final class FileSource: ByteSource {
  private let path: String
  private let descriptor: CInt

  /// - Throws: ``ReadingError`` if the file can't be opened.
  public init(path: String) throws(ReadingError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReadingError(path: path, reason: systemReason()) }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// A file's bytes, or what it holds if it is packed with gzip.
  public static func unpacked(path: String) throws(ReadingError) -> any ByteSource {
    let file = try FileSource(path: path)
    var head: [UInt8] = [0, 0]
    let count = unsafe pread(file.descriptor, &head, head.count, 0)
    return count == 2 && GzipSource.recognizes(head) ? GzipSource(file, path: path) : file
  }

  /// Goes to a byte of the file; whether that was possible.
  func skip(_ offset: Int) -> Bool { lseek(descriptor, offset, SEEK_SET) == offset }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    while true {
      let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw ReadingError(path: path, reason: systemReason()) }
    }
  }
}

/// Bytes that lie in memory already.
public final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let end = min(bytes.count, position + buffer.count)
    unsafe buffer.copyBytes(from: bytes[position..<end])
    defer { position = end }
    return end - position
  }
}

private func systemReason() -> String {
  guard let text = unsafe strerror(errno) else { return "unknown error" }
  return unsafe String(cString: text)
}
