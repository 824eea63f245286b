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
  public var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
