import CCrypto
import Diagnostics
import Tabular

/// A SHA-256 digest (FIPS 180-4), as libcrypto computes it.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  private let bytes: [UInt8]

  public init(of content: [UInt8]) {
    let computation = unsafe DigestComputation(EVP_sha256())
    computation.add(content[...])
    bytes = computation.end()
  }

  /// The digest of a file's bytes as they were found.
  init(of file: SourceFile) {
    let computation = unsafe DigestComputation(EVP_sha256())
    file.scanBytes(computation.add)
    bytes = computation.end()
  }

  /// 64 hexadecimal digits.
  public var description: String { hexadecimal(bytes) }
}

/// The digest of a file by an algorithm that libcrypto knows by this name, in hexadecimal digits; nothing
/// for another.
@Sendable func hexadecimalDigest(_ algorithm: String, _ file: SourceFile) -> String? {
  guard let method = unsafe EVP_get_digestbyname(algorithm) else { return nil }
  let computation = unsafe DigestComputation(method)
  file.scanBytes(computation.add)
  return hexadecimal(computation.end())
}

/// A digest of bytes that come in stretches.
@safe
private final class DigestComputation {
  private let context: OpaquePointer

  init(_ method: OpaquePointer) {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("no memory is left") }
    unsafe self.context = context
    let done = unsafe EVP_DigestInit_ex(context, method, nil)
    precondition(done == 1, "libcrypto begins a digest")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  func add(_ stretch: ArraySlice<UInt8>) {
    let done = unsafe stretch.withUnsafeBytes { bytes in
      unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }
    precondition(done == 1, "libcrypto goes on with a digest")
  }

  func end() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let done = unsafe EVP_DigestFinal_ex(context, &bytes, &count)
    precondition(done == 1, "libcrypto ends a digest")
    return Array(bytes.prefix(Int(count)))
  }
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
