import Glibc

/// The few calls by which an edition gets to disk. Each says when it failed: a full disk shows at
/// `fsync` or `close`, and both are asked.
enum FileSystem {
  /// Makes a folder with those above it; one that is there already is fine.
  static func makeFolder(_ path: String) throws(FileError) {
    guard !isFolder(path) else { return }
    let above = folder(of: path)
    if above != path, !isFolder(above) { try makeFolder(above) }
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileError("make the folder", path, code: errno)
    }
    guard isFolder(path) else { throw FileError("make the folder", path, code: ENOTDIR) }
  }

  /// Writes a new file; `flush` brings it to the disk.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    let failure = writeAll(bytes, to: descriptor)
    // Asks for the writing to begin, so that files written one after the other are flushed together.
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    let closed = close(descriptor)
    if let code = failure ?? (closed == 0 ? nil : errno) {
      throw FileError("write", path, code: code)
    }
  }

  /// Waits until files are on the disk.
  ///
  /// They are flushed at once: one after the other, each would wait for the device on its own, which
  /// takes ten times as long for an edition's files.
  static func flush(_ paths: [String]) throws(FileError) {
    // A process may have 1024 files open, and has some already.
    for start in stride(from: 0, to: paths.count, by: 256) {
      try flushTogether(Array(paths[start..<min(start + 256, paths.count)]))
    }
  }

  private static func flushTogether(_ paths: [String]) throws(FileError) {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for path in paths {
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError("flush", path, code: errno) }
      descriptors.append(descriptor)
    }
    let requests = UnsafeMutablePointer<aiocb>.allocate(capacity: paths.count)
    unsafe requests.initialize(repeating: aiocb(), count: paths.count)
    defer { unsafe requests.deallocate() }
    var failure: FileError?
    var begun = 0
    for (position, descriptor) in descriptors.enumerated() {
      unsafe requests[position].aio_fildes = descriptor
      guard unsafe aio_fsync(O_SYNC, requests + position) == 0 else {
        failure = FileError("flush", paths[position], code: errno)
        break
      }
      begun += 1
    }
    // Every request that was begun is waited for, since it writes into its block until it is done.
    for position in 0..<begun {
      let request = unsafe requests + position
      while unsafe aio_error(request) == EINPROGRESS {
        var list: [UnsafePointer<aiocb>?] = unsafe [UnsafePointer(request)]
        unsafe aio_suspend(&list, 1, nil)
      }
      let code = unsafe aio_error(request)
      unsafe aio_return(request)
      if code != 0, failure == nil { failure = FileError("flush", paths[position], code: code) }
    }
    if let failure { throw failure }
  }

  /// Adds bytes to the end of a file in one call, making the file when it is not there.
  static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    let failure = writeAll(bytes, to: descriptor)
    let closed = close(descriptor)
    if let code = failure ?? (closed == 0 ? nil : errno) {
      throw FileError("write", path, code: code)
    }
  }

  /// The whole content of a file.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("read", path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("read", path, code: errno)
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Flushes a folder's own entries, so that a new name survives a power cut.
  static func flushFolder(_ path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("flush", path, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError("flush", path, code: errno) }
  }

  /// Makes `path` a link to `target` in one step: whoever looks sees the old link or the new one.
  static func replaceLink(_ path: String, to target: String) throws(FileError) {
    let beside = path + ".new"
    unsafe unlink(beside)
    guard unsafe symlink(target, beside) == 0 else { throw FileError("link", path, code: errno) }
    guard unsafe rename(beside, path) == 0 else {
      let code = errno
      unsafe unlink(beside)
      throw FileError("link", path, code: code)
    }
  }

  /// What a link says; nothing if the path is no link.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe readlink(path, $0, buffer.count) } ?? -1
    }
    guard count >= 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The names in a folder, sorted, but for `.` and `..`; nothing if it can't be listed.
  static func names(in path: String) -> [String]? {
    guard let folder = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, a link or a whole folder; links in it are not followed.
  static func remove(_ path: String) throws(FileError) {
    if isFolder(path), linkTarget(path) == nil {
      for name in names(in: path) ?? [] { try remove(path + "/" + name) }
      guard unsafe rmdir(path) == 0 || errno == ENOENT else {
        throw FileError("remove", path, code: errno)
      }
    } else {
      guard unsafe unlink(path) == 0 || errno == ENOENT else {
        throw FileError("remove", path, code: errno)
      }
    }
  }

  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  static func isFile(_ path: String) -> Bool { kind(of: path) == S_IFREG }

  /// The kind bits of what the path leads to, through links; nothing if that is nowhere.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }

  /// The folder that holds a path, by its text.
  static func folder(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The last name of a path once links, `.` and `..` are followed; nothing if it leads nowhere.
  static func lastName(of path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved).split(separator: "/").last.map(String.init)
  }

  /// - Returns: The error's number; nothing when all was written.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += count
    }
    return nil
  }
}

/// A lock that one process at a time holds on a file, let go when its holder ends, however it ends.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, waiting for at most a time.
  ///
  /// - Returns: Nothing if another process held it all the while.
  init?(_ path: String, waitingAtMost seconds: Double) throws(FileError) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    var waited = 0.0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, waited < seconds else {
        let code = errno
        close(descriptor)
        if code == EWOULDBLOCK || code == EINTR { return nil }
        throw FileError("lock", path, code: code)
      }
      usleep(20_000)
      waited += 0.02
    }
    self.descriptor = descriptor
  }

  /// Lets the lock go; the end of the value's life does so too.
  consuming func release() {}

  deinit { close(descriptor) }
}
