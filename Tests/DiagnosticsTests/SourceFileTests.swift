import Testing

@testable import Diagnostics

@Suite struct SourceFileTests {
  /// A text with `|` before the place, and the line and column of that place.
  @Test(arguments: [
    ("|", 1, 1),
    ("|a", 1, 1),
    ("ab|c", 1, 3),
    ("ab|\nc", 1, 3),
    ("ab\n|c", 2, 1),
    ("ab\r\n|c", 2, 1),
    ("ab\r|c", 2, 1),
    ("a\n\n|c", 3, 1),
    ("a\r\r|c", 3, 1),
    ("a\r\n\r\n|c", 3, 1),
    ("a\n\r\n|c", 3, 1),
    ("a\n|", 2, 1),
    ("a\r|", 2, 1),
    ("año,|x", 1, 5),
    ("exportación\nñandú,|n.d.", 2, 7),
    ("😀e\u{301}|x", 1, 3),
    ("\u{FEFF}|a", 1, 1),
    ("\u{FEFF}ab|c", 1, 3),
    ("\u{FEFF}ab\nc|d", 2, 2),
  ])
  func `a line ends at LF, CRLF or CR, and a column counts characters`(
    marked: String,
    line: Int,
    column: Int
  ) throws {
    let (file, offset) = try #require(fileAndMark(marked))
    #expect(file.position(of: offset) == (line, column))
  }

  @Test(arguments: [
    ("one\ntw|o\nthree", "two"),
    ("one\r\n|two\r\nthree", "two"),
    ("one\rtwo|\rthree", "two"),
    ("\u{FEFF}o|ne\ntwo", "one"),
    ("one\n|", ""),
    ("one|", "one"),
    ("|", ""),
  ])
  func `a line is shown without its ending and without the byte-order mark`(
    marked: String,
    line: String
  ) throws {
    let (file, offset) = try #require(fileAndMark(marked))
    #expect(file.line(around: offset) == line)
  }

  @Test func `a place past the end stands behind the last byte`() {
    let file = SourceFile(path: "a.csv", text: "ab\nc")
    #expect(file.position(of: 99) == (2, 2))
    #expect(file.position(of: -1) == (1, 1))
    #expect(file.line(around: 99) == "c")
  }

  @Test func `ill-formed bytes show as the replacement character`() {
    let file = SourceFile(path: "a.csv", bytes: [0x61, 0xF1, 0x6F])
    #expect(file.text(in: 0..<3) == "a\u{FFFD}o")
    #expect(file.position(of: 2) == (1, 3))
  }

  @Test func `two files are the same when they are one object`() {
    let first = SourceFile(path: "a.csv", text: "a")
    #expect(first == first)
    #expect(first != SourceFile(path: "a.csv", text: "a"))
  }
}

/// A file of the text without its `|`, and the byte offset where that stood.
func fileAndMark(_ marked: String) -> (SourceFile, Int)? {
  let bytes = Array(marked.utf8)
  guard let mark = bytes.firstIndex(of: UInt8(ascii: "|")) else { return nil }
  return (SourceFile(path: "a.csv", bytes: Array(bytes[..<mark]) + bytes[(mark + 1)...]), mark)
}
