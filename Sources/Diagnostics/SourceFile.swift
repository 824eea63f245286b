/// The bytes of one input file with the name it is shown under.
///
/// Shared by everything that points into the file. Two values are the same file when they are the
/// same object.
public final class SourceFile: Sendable, Hashable {
  /// The path as it is printed, relative to where the program was asked to work.
  public let path: String

  /// The whole content, as read.
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  public static func == (left: SourceFile, right: SourceFile) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

  /// The line and column of a byte, both from one; a column counts characters of UTF-8 text.
  ///
  /// Lines end at LF, CRLF or a lone CR. An offset past the end stands behind the last byte.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    var index = 0
    while index < offset {
      if bytes[index] == 0x0A {
        line += 1
        lineStart = index + 1
      } else if bytes[index] == 0x0D, index + 1 >= bytes.count || bytes[index + 1] != 0x0A {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
    if lineStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = min(3, offset) }
    return (line, characters(in: lineStart..<offset) + 1)
  }

  /// The text of the line a byte stands in, without its ending.
  public func line(around offset: Int) -> String {
    let offset = min(max(offset, 0), bytes.count)
    let isEnding: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
    var start = bytes[..<offset].lastIndex(where: isEnding).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(where: isEnding) ?? bytes.count
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, end) }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The text between two byte offsets; ill-formed UTF-8 shows as U+FFFD.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The first byte at which the text stops being well-formed UTF-8; nothing if all of it is.
  public func firstIllFormedByte(in range: Range<Int>? = nil) -> Range<Int>? {
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    guard String(validating: bytes[range], as: UTF8.self) == nil else { return nil }
    var offset = range.lowerBound
    var decoder = UTF8()
    var iterator = bytes[range].makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    return offset..<min(offset + 1, range.upperBound)
  }

  /// How many characters a caret line must step over for a range of bytes.
  func characters(in range: Range<Int>) -> Int {
    text(in: range).count
  }
}

/// A range of bytes in a file.
public struct SourceSpan: Hashable, Sendable {
  public let file: SourceFile

  /// Byte offsets from the start of the file; empty for a place between two characters.
  public let range: Range<Int>

  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// The bytes themselves as text.
  public var text: String { file.text(in: range) }
}
