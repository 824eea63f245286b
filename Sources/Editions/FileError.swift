import Glibc

/// The file system refused something: what was being done, to which path, and why.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, as the phrase after "cannot": `write`, `make the folder`.
  public let operation: String
  public let path: String

  /// The number that C calls `errno`.
  public let code: Int32

  public init(_ operation: String, _ path: String, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// Whether the place is at fault (missing, forbidden, of the wrong kind) rather than the device.
  public var isAboutThePlace: Bool {
    [ENOENT, EACCES, EPERM, EROFS, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, EEXIST, ENOTEMPTY]
      .contains(code)
  }

  public var description: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "cannot \(operation) \(path): \(reason.prefix(1).lowercased())\(reason.dropFirst())"
  }
}
