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

  /// How stored text is encoded.
  let encoding: TextEncoding

  /// A longer record of stored text would need more memory than anybody's table: what is wrong then is
  /// most often a quote.
  static let longestRecord = 8 << 20

  /// Nothing, and a diagnostic, if the file can't be read as text.
  init?(_ file: SourceFile, declared: TextEncoding?, into list: inout DiagnosticList) {
    if let stored = file.stored as? StoredFile {
      let head: [UInt8]
      do throws(ReadingError) {
        head = try stored.text().next(stored.headSize)
      } catch {
        list.report(.damagedGzip(file, reason: error.reason))
        return nil
      }
      self.init(stored, head, file, declared: declared, into: &list)
      return
    }
    guard let text = readText(file, declared: declared, into: &list) else { return nil }
    self.init(kept: text, isDeclared: declared != nil)
  }

  private init(kept text: SourceFile, isDeclared: Bool) {
    file = text
    head = text.bytes
    stored = nil
    isWhole = true
    isChecked = true
    self.isDeclared = isDeclared
    encoding = .utf8
  }

  /// Stored text whose beginning agrees with what is said of its encoding. Whether the rest does shows
  /// where it is read.
  private init?(
    _ stored: StoredFile,
    _ head: [UInt8],
    _ file: SourceFile,
    declared: TextEncoding?,
    into list: inout DiagnosticList
  ) {
    let beginning = SourceFile(path: file.path, bytes: head)
    guard let encoding = provenEncoding(of: beginning, declared: declared, into: &list) else {
      return nil
    }
    let markLength = encodingOfMark(head)?.length ?? 0
    if encoding == .utf8 {
      self.file = file
      self.head = head
      self.stored = stored
    } else {
      let decoded = stored.decoded(from: encoding, markLength: markLength)
      self.file = SourceFile(path: file.path, stored: decoded)
      do throws(ReadingError) {
        self.head = try decoded.text().next(stored.headSize)
      } catch {
        list.report(.damagedGzip(file, reason: error.reason))
        return nil
      }
      self.stored = decoded
    }
    self.encoding = encoding
    isWhole = false
    isChecked = false
    isDeclared = declared != nil
  }

  /// The whole text, to be read once.
  func source() throws(ReadingError) -> any ByteSource {
    guard let stored else { return MemorySource(head) }
    return try stored.text()
  }
}
