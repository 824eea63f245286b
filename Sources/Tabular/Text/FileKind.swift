/// What a file is, if it is no delimited text although its name says so.
enum FileKind: Hashable, Sendable {
  case workbook
  case oldWorkbook
  case archive
  case document
  case picture
  case page
  case markup
  case json
  case richText
  case parquet
  case database
  case packed(String)
  case binary

  /// Tells from the first bytes; nothing for what may be delimited text.
  init?(_ bytes: [UInt8]) {
    let marks: [([UInt8], FileKind)] = [
      ([0x50, 0x4B, 0x03, 0x04], Self.isWorkbook(bytes) ? .workbook : .archive),
      ([0x50, 0x4B, 0x05, 0x06], .archive),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldWorkbook),
      (Array("%PDF-".utf8), .document),
      ([0x89, 0x50, 0x4E, 0x47], .picture), ([0xFF, 0xD8, 0xFF], .picture),
      (Array("GIF8".utf8), .picture),
      (Array("PAR1".utf8), .parquet), (Array("SQLite format 3".utf8), .database),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .packed("xz")),
      (Array("BZh".utf8), .packed("bzip2")), ([0x28, 0xB5, 0x2F, 0xFD], .packed("zstd")),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .packed("7z")), (Array("{\\rtf".utf8), .richText),
    ]
    if let found = marks.first(where: { bytes.starts(with: $0.0) }) {
      self = found.1
      return
    }
    var head = bytes.prefix(1024)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let word = String(decoding: head.prefix(64), as: UTF8.self).lowercased()
    if word.hasPrefix("<!doctype html") || word.hasPrefix("<html") {
      self = .page
    } else if word.hasPrefix("<?xml") {
      self = head.starts(with: Array("<?xml".utf8)) && Self.mentionsHTML(bytes) ? .page : .markup
    } else if Self.isJSON(head) {
      self = .json
    } else {
      return nil
    }
  }

  private static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    return head.contains("[Content_Types].xml") || head.contains("xl/")
      || head.contains("opendocument.spreadsheet")
  }

  private static func mentionsHTML(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(512), as: UTF8.self).lowercased().contains("<html")
  }

  /// A brace with a quoted key, or a bracket with a brace or bracket: no header begins so.
  private static func isJSON(_ head: ArraySlice<UInt8>) -> Bool {
    guard let first = head.first else { return false }
    let next = head.dropFirst().first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    switch first {
    case UInt8(ascii: "{"): return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    case UInt8(ascii: "["): return next == UInt8(ascii: "{") || next == UInt8(ascii: "[")
    default: return false
    }
  }

  /// What it is, as a message says it.
  var title: String {
    switch self {
    case .workbook: "a spreadsheet workbook"
    case .oldWorkbook: "a workbook of an old spreadsheet format"
    case .archive: "a zip archive"
    case .document: "a PDF document"
    case .picture: "a picture"
    case .page: "a web page"
    case .markup: "an XML document"
    case .json: "a JSON document"
    case .richText: "a rich text document"
    case .parquet: "a Parquet file"
    case .database: "an SQLite database"
    case .packed(let format): "packed with \(format)"
    case .binary: "no text: it holds zero bytes"
    }
  }

  /// What to do about it.
  var remedy: String {
    switch self {
    case .workbook, .oldWorkbook: "save the sheet as CSV UTF-8 and name that file"
    case .archive: "unpack it and name the file inside"
    case .document, .picture, .richText: "ask the publisher for the table as CSV"
    case .page: "the address gave a page instead of the data: download the file again"
    case .markup, .json: "ask the publisher's interface for CSV, or convert the file"
    case .parquet, .database: "export the table as CSV"
    case .packed: "unpack it, or pack it with gzip"
    case .binary: "export the table as text"
    }
  }
}
