/// What a source says in UTF-8, decoded as it is read.
final class DecodingSource: ByteSource {
  private let source: any ByteSource
  private let encoding: TextEncoding

  /// Keeps a shift state between stretches; nothing for an alphabet of single bytes.
  private let transcoder: Transcoder?

  /// Bytes at the end of a stretch that begin a character.
  private var rest: [UInt8] = []

  /// How many bytes stand before these in the source.
  private var position = 0
  private var text: ArraySlice<UInt8> = []
  private var isAtEnd = false

  /// The first byte that belongs to no character, where the text ends then.
  private(set) var stop: Int?

  /// - Parameters:
  ///   - source: The bytes.
  ///   - encoding: How they are to be read.
  ///   - markLength: How many of the first bytes are a byte-order mark.
  /// - Throws: ``ReadingError`` if the source fails.
  init(_ source: any ByteSource, _ encoding: TextEncoding, markLength: Int) throws(ReadingError) {
    self.source = source
    self.encoding = encoding
    transcoder = encoding.isSingleByte ? nil : Transcoder(from: encoding)
    if markLength > 0 { position = try source.next(markLength).count }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingError) -> Int {
    while text.isEmpty, !isAtEnd { try decode() }
    let count = min(text.count, buffer.count)
    unsafe buffer.copyBytes(from: text.prefix(count))
    text = text.dropFirst(count)
    return count
  }

  /// Longer than any character.
  private static let longestCharacter = 16

  private func decode() throws(ReadingError) {
    let more = try source.next(64 << 10)
    isAtEnd = more.isEmpty
    let bytes = rest + more
    let reading = transcoder?.reading(of: bytes[...]) ?? encoding.reading(of: bytes[...])
    text = reading.text[...]
    rest = []
    if let place = reading.stop {
      if !isAtEnd, bytes.count - place < Self.longestCharacter {
        rest = Array(bytes[place...])
      } else {
        stop = position + place
        isAtEnd = true
      }
    }
    position += bytes.count - rest.count
  }
}
