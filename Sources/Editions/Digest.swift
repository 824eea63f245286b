import CCrypto

/// A SHA-256 digest (FIPS 180-4), as libcrypto computes it.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  private let bytes: [UInt8]

  public init(of content: [UInt8]) {
    var bytes = [UInt8](repeating: 0, count: 32)
    let done = unsafe content.withUnsafeBytes { content in
      unsafe EVP_Digest(content.baseAddress, content.count, &bytes, nil, EVP_sha256(), nil)
    }
    precondition(done == 1, "libcrypto computes SHA-256")
    self.bytes = bytes
  }

  /// 64 hexadecimal digits.
  public var description: String { hexadecimal(bytes) }
}

/// The digest of bytes by an algorithm that libcrypto knows by this name, in hexadecimal digits; nothing
/// for another.
@Sendable func hexadecimalDigest(_ algorithm: String, _ content: [UInt8]) -> String? {
  guard let method = unsafe EVP_get_digestbyname(algorithm) else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var count: UInt32 = 0
  let done = unsafe content.withUnsafeBytes { content in
    unsafe EVP_Digest(content.baseAddress, content.count, &bytes, &count, method, nil)
  }
  guard done == 1 else { return nil }
  return hexadecimal(bytes.prefix(Int(count)))
}

private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
