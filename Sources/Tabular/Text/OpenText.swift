import Diagnostics

/// A file's text in UTF-8, ready to be read: what is kept in memory as a whole, of what is stored the
/// beginning.
struct OpenText {
  /// The text, to which places lead.
  let file: SourceFile

  /// The first bytes of stored text, all of it if it is kept.
  let head: [UInt8]

  /// Whether the head is everything.
  let isWhole: Bool

  /// Whether the text is known to be well-formed.
  let isChecked: Bool

  /// Whether the descriptor says how the text is encoded.
  let isDeclared: Bool

  private let stored: StoredFile?

  /// A longer record of stored text would need more memory than anybody's table: what is wrong then is
  /// most often a quote.
  static let longestRecord = 8 << 20

  /// Nothing, and a diagnostic, if the file can't be read as text.
  init?(_ file: SourceFile, declared: TextEncoding?, into list: inout DiagnosticList) {
    isDeclared = declared != nil
    var file = file
    if let stored = file.stored as? StoredFile {
      let head: [UInt8]
      do throws(ReadingError) {
        head = try stored.text().next(stored.headSize)
      } catch {
        list.report(.damagedGzip(file, reason: error.reason))
        return nil
      }
      if FileKind(head) == nil, (encodingOfMark(head)?.encoding ?? declared ?? .utf8) == .utf8,
        looksLikeUTF16(head) == nil
      {
        self.file = file
        self.head = head
        self.stored = stored
        isWhole = false
        isChecked = false
        return
      }
      // What is not UTF-8 is decoded as a whole.
      file = SourceFile(path: file.path, bytes: file.bytes)
    }
    guard let text = readText(file, declared: declared, into: &list) else { return nil }
    self.file = text
    head = text.bytes
    stored = nil
    isWhole = true
    isChecked = true
  }

  /// The whole text, to be read once.
  func source() throws(ReadingError) -> any ByteSource {
    guard let stored else { return MemorySource(head) }
    return try stored.text()
  }
}
