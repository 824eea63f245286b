public import Diagnostics
import Glibc

/// A file that is read from its place whenever somebody asks for a part of it; what it holds is unpacked
/// on the way if it is packed with gzip.
public final class StoredFile: StoredText {
  private let path: String

  /// How many bytes the file has, packed as it is.
  public let byteCount: Int

  /// So much of the text is looked at to know its header, and is kept whatever it holds.
  let headSize: Int

  /// How the text is encoded, and how long its byte-order mark is; nothing for UTF-8.
  private let coding: (encoding: TextEncoding, markLength: Int)?

  /// What tells that a file is still the one that was found first.
  private let state: State

  private struct State: Hashable {
    let size: Int
    let inode: UInt
    let seconds: Int
    let nanoseconds: Int
  }

  /// - Throws: ``ReadingError`` if there is no such file.
  public init(path: String, headSize: Int = 4 << 20) throws(ReadingError) {
    guard let state = Self.state(path) else {
      throw ReadingError(path: path, reason: "no such file")
    }
    self.path = path
    self.headSize = headSize
    self.state = state
    byteCount = state.size
    coding = nil
  }

  private init(_ file: StoredFile, _ encoding: TextEncoding, markLength: Int) {
    path = file.path
    headSize = file.headSize
    state = file.state
    byteCount = file.byteCount
    coding = (encoding, markLength)
  }

  /// The same file, of which all text is decoded as it is read.
  func decoded(from encoding: TextEncoding, markLength: Int) -> StoredFile {
    StoredFile(self, encoding, markLength: markLength)
  }

  /// Whether nobody has replaced the file or written into it since it was found.
  public var isUnchanged: Bool { Self.state(path) == state }

  private static func state(_ path: String) -> State? {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else { return nil }
    return State(
      size: found.st_size,
      inode: found.st_ino,
      seconds: found.st_mtim.tv_sec,
      nanoseconds: found.st_mtim.tv_nsec
    )
  }

  /// The text from its beginning, to be read once.
  func text() throws(ReadingError) -> any ByteSource {
    let source = try FileSource.unpacked(path: path)
    guard let coding else { return source }
    return try DecodingSource(source, coding.encoding, markLength: coding.markLength)
  }

  public func scan(from start: Int, _ body: (ArraySlice<UInt8>) -> Bool) {
    guard let source = try? text() else { return }
    if let file = source as? FileSource, file.skip(start) {
      source.scan(from: 0, body)
    } else {
      source.scan(from: start, body)
    }
  }

  /// Hands out the bytes as they are stored, stretch by stretch, until the body has enough.
  public func scanBytes(_ body: (ArraySlice<UInt8>) -> Bool) {
    guard let source = try? FileSource(path: path) else { return }
    source.scan(from: 0, body)
  }
}

extension SourceFile {
  /// How many bytes the file has, packed as it may be.
  public var byteCount: Int { (stored as? StoredFile)?.byteCount ?? bytes.count }

  /// Hands out the bytes as they were found, packed as they may be, stretch by stretch.
  public func scanBytes(_ body: (ArraySlice<UInt8>) -> Void) {
    guard let stored = stored as? StoredFile else { return body(bytes[...]) }
    stored.scanBytes { stretch in
      body(stretch)
      return true
    }
  }

  /// Whether the file is still what it was when it was found, as far as anybody reads it again.
  public var isUnchanged: Bool { (stored as? StoredFile)?.isUnchanged ?? true }
}

extension ByteSource {
  /// Hands out what is left from a number of bytes on; an error ends it.
  fileprivate func scan(from start: Int, _ body: (ArraySlice<UInt8>) -> Bool) {
    var left = max(start, 0)
    while let stretch = try? next(256 << 10), !stretch.isEmpty {
      let skipped = min(left, stretch.count)
      left -= skipped
      if skipped < stretch.count, !body(stretch[skipped...]) { return }
    }
  }

  /// All bytes that are left.
  func rest() throws(ReadingError) -> [UInt8] {
    var bytes: [UInt8] = []
    while case let more = try next(256 << 10), !more.isEmpty { bytes += more }
    return bytes
  }

  /// At most so many bytes, and none only at the end.
  func next(_ count: Int) throws(ReadingError) -> [UInt8] {
    var failure: ReadingError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      do throws(ReadingError) {
        while filled < count {
          let rest = unsafe UnsafeMutableRawBufferPointer(room)[filled...]
          let read = try unsafe self.read(into: UnsafeMutableRawBufferPointer(rebasing: rest))
          if read == 0 { break }
          filled += read
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}
