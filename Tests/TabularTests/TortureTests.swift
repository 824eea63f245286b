import Diagnostics
import Tabular
import TestSupport
import Testing

/// What publishers' files look like, in small: each with the records that are meant, or the id of what
/// is wrong with it.
private struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]
  var dialect: Dialect?
  var encoding: TextEncoding?
  let expected: Outcome

  enum Outcome: Sendable {
    case records([[String]])
    case error(String)
  }

  var testDescription: String { name }
}

private func text(_ name: String, _ text: String, _ records: [[String]]) -> Case {
  Case(name: name, bytes: Array(text.utf8), expected: .records(records))
}

private func wrong(_ name: String, _ bytes: [UInt8], _ id: String) -> Case {
  Case(name: name, bytes: bytes, expected: .error(id))
}

private func wrong(_ name: String, _ text: String, _ id: String) -> Case {
  wrong(name, Array(text.utf8), id)
}

private let two = [["a", "b"], ["1", "2"]]

/// `a,b\n1,2\n`, packed.
private let packed: [UInt8] = [
  0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0x4B, 0xD4, 0x49, 0xE2, 0x32, 0xD4,
  0x31, 0xE2, 2, 0, 0x7B, 7, 0x97, 0x0A, 8, 0, 0, 0,
]

private let cases: [Case] = [
  text("plain", "a,b\n1,2\n", two),
  text("no line ending at the end", "a,b\n1,2", two),
  text("carriage returns and line feeds", "a,b\r\n1,2\r\n", two),
  text("carriage returns alone", "a,b\r1,2\r", two),
  text("line endings mixed", "a,b\r1,2\n3,4\r\n5,6", two + [["3", "4"], ["5", "6"]]),
  text("a carriage return before a pair", "a,b\r\r\n1,2", [["a", "b"], [""], ["1", "2"]]),
  text("byte-order mark", "\u{FEFF}a,b\n1,2\n", two),
  text("byte-order mark before a quote", "\u{FEFF}\"a\",b\n1,2\n", two),
  text("byte-order mark alone", "\u{FEFF}", []),
  text("empty", "", []),
  text("one empty line", "\n", [[""]]),
  text("empty lines around", "\n\na,b\n\n1,2\n\n", [[""], [""]] + [two[0], [""], two[1], [""]]),
  text("one column", "a\n1\n2\n", [["a"], ["1"], ["2"]]),
  text("one field", "a", [["a"]]),
  text("empty fields", ",,\n,,\n", [["", "", ""], ["", "", ""]]),
  text("empty quoted fields", "\"\",\"\"\n", [["", ""]]),
  text("all quoted", "\"a\",\"b\"\n\"1\",\"2\"\n", two),
  text("delimiter in quotes", "\"a,b\",c\n", [["a,b", "c"]]),
  text("line feed in quotes", "\"a\nb\",c\n", [["a\nb", "c"]]),
  text("pair of line endings in quotes", "\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
  text("carriage return in quotes", "\"a\rb\",c\r", [["a\rb", "c"]]),
  text("blank lines in quotes", "\"a\n\n\nb\",c\n", [["a\n\n\nb", "c"]]),
  text("doubled quotes", "\"a\"\"b\",c\n", [["a\"b", "c"]]),
  text("doubled quotes at both ends", "\"\"\"a\"\"\",c\n", [["\"a\"", "c"]]),
  text("only doubled quotes", "\"\"\"\"\n", [["\""]]),
  text("quote and delimiter in quotes", "\"a\"\",\"\"b\",c\n", [["a\",\"b", "c"]]),
  text("quote inside an unquoted field", "5\" pipe,c\n", [["5\" pipe", "c"]]),
  text(
    "quotes around a word of an unquoted field",
    "the \"old\" one,c\n",
    [["the \"old\" one", "c"]]
  ),
  text("inch at the end", "12\",c\n", [["12\"", "c"]]),
  text("apostrophe", "it's,l'eau\n", [["it's", "l'eau"]]),
  text("spaces are content", " a , b \n", [[" a ", " b "]]),
  text("space before a quote", "a, \"b\"\n", [["a", " \"b\""]]),
  text("tab is content", "a\tb,c\n", [["a\tb", "c"]]),
  text("no-break space is content", "a\u{A0}b,c\n", [["a\u{A0}b", "c"]]),
  text("letters of many alphabets", "ñ,Ж,中,😀\n", [["ñ", "Ж", "中", "😀"]]),
  text("combining letters", "e\u{301},b\n", [["e\u{301}", "b"]]),
  text("line separator of Unicode is content", "a\u{2028}b,c\n", [["a\u{2028}b", "c"]]),
  text("vertical tab and form feed are content", "a\u{0B}b,c\u{0C}\n", [["a\u{0B}b", "c\u{0C}"]]),
  text("next line of ISO 6429 is content", "a\u{85}b,c\n", [["a\u{85}b", "c"]]),
  text("trailing delimiter", "a,b,\n1,2,\n", [["a", "b", ""], ["1", "2", ""]]),
  text("fewer fields", "a,b\n1\n", [["a", "b"], ["1"]]),
  text("more fields", "a,b\n1,2,3\n", [["a", "b"], ["1", "2", "3"]]),
  text("semicolons", "a;b\n1,0;2,0\n", [["a", "b"], ["1,0", "2,0"]]),
  text("tabs", "a\tb\n1\t2\n", two),
  text("bars", "a|b\n1|2\n", two),
  text("the spreadsheet's first line", "sep=;\r\na;b\r\n1;2\r\n", two),
  text("a preamble", "Source: x\n\na,b\n1,2\n3,4\n", [["Source: x"], [""]] + two + [["3", "4"]]),
  text("a byte of control", "a\u{07},b\n", [["a\u{07}", "b"]]),
  text(
    "long field",
    "\(String(repeating: "x", count: 70_000)),b\n",
    [
      [String(repeating: "x", count: 70_000), "b"]
    ]
  ),
  text(
    "many columns",
    String(repeating: "x,", count: 3000) + "x\n",
    [
      Array(repeating: "x", count: 3001)
    ]
  ),
  Case(
    name: "comment lines",
    bytes: Array("# \"x\na,b\n#,\n1,2\n".utf8),
    dialect: Dialect(comment: UInt8(ascii: "#")),
    expected: .records(two)
  ),
  Case(
    name: "initial spaces",
    bytes: Array("a,  \"b, c\"\n".utf8),
    dialect: Dialect(skipsInitialSpace: true),
    expected: .records([["a", "b, c"]])
  ),
  Case(
    name: "apostrophes as quotes",
    bytes: Array("'a,''b';c\n".utf8),
    dialect: Dialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'")),
    expected: .records([["a,'b", "c"]])
  ),
  Case(
    name: "no quotes",
    bytes: Array("\"a,b\"\n".utf8),
    dialect: Dialect(quote: nil),
    expected: .records([["\"a", "b\""]])
  ),
  Case(
    name: "any delimiter",
    bytes: Array("a^b\n1^2\n".utf8),
    dialect: Dialect(delimiter: UInt8(ascii: "^")),
    expected: .records(two)
  ),
  Case(
    name: "spaces as delimiters",
    bytes: Array("a b\n1 2\n".utf8),
    dialect: Dialect(delimiter: 0x20),
    expected: .records(two)
  ),
  Case(
    name: "a control character as delimiter",
    bytes: Array("a\u{1F}b\n1\u{1F}2\n".utf8),
    dialect: Dialect(delimiter: 0x1F),
    expected: .records(two)
  ),
  Case(
    name: "escapes",
    bytes: Array("\"a\\\"b\",c\\,d\n".utf8),
    dialect: Dialect(doublesQuotes: false, escape: UInt8(ascii: "\\")),
    expected: .records([["a\"b", "c,d"]])
  ),
  Case(
    name: "windows-1252 declared",
    bytes: [0x61, 0xF1, 0x2C, 0x80, 0x0A],
    encoding: .windows1252,
    expected: .records([["añ", "€"]])
  ),
  Case(
    name: "latin-1 declared",
    bytes: [0xE9, 0x2C, 0xA4],
    encoding: .latin1,
    expected: .records([["é", "¤"]])
  ),
  Case(
    name: "latin-9 declared",
    bytes: [0xE9, 0x2C, 0xA4],
    encoding: .latin9,
    expected: .records([["é", "€"]])
  ),
  Case(
    name: "utf-16 with a mark",
    bytes: [0xFF, 0xFE, 0xF1, 0, 0x2C, 0, 0x62, 0, 0x0A, 0],
    expected: .records([["ñ", "b"]])
  ),
  Case(
    name: "utf-16 big endian with a mark",
    bytes: [0xFE, 0xFF, 0, 0xF1, 0, 0x2C, 0, 0x62],
    expected: .records([["ñ", "b"]])
  ),
  Case(name: "packed", bytes: packed, expected: .records(two)),
  Case(
    name: "packed twice, one behind the other",
    bytes: packed + packed,
    expected: .records(two + two)
  ),
  Case(
    name: "packed, with zeros behind",
    bytes: packed + [0, 0, 0, 0],
    expected: .records(two)
  ),
  wrong("packed and cut", Array(packed.dropLast(6)), "tabular.gzip"),
  wrong("packed and damaged", Array(packed[..<12] + [0xAA, 0x55] + packed[14...]), "tabular.gzip"),
  wrong("packed, with text behind", packed + Array("a,b".utf8), "tabular.gzip"),
  wrong("a quote never closed", "a,\"b\n1,2\n", "tabular.quote"),
  wrong("a quote never closed at the very end", "a,\"", "tabular.quote"),
  wrong("text behind a quote", "\"a\"b,c\n", "tabular.behind-quote"),
  wrong("space behind a quote", "\"a\" ,c\n", "tabular.behind-quote"),
  wrong("latin-1 undeclared", [0x61, 0xE9, 0x2C, 0x62, 0x0A], "tabular.encoding"),
  wrong("a cut character", [0x61, 0x2C, 0xC3], "tabular.encoding"),
  wrong("an overlong slash", [0x61, 0x2C, 0xC0, 0xAF], "tabular.encoding"),
  wrong("a surrogate", [0x61, 0x2C, 0xED, 0xA0, 0x80], "tabular.encoding"),
  wrong("utf-16 without a mark", [0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0], "tabular.byte-order"),
  wrong("a zero byte", "a,b\n1,\0\n", "tabular.zero-byte"),
  wrong("mojibake", "a,b\nproducciÃ³n,1\n", "tabular.mojibake"),
  wrong("a workbook", "PK\u{03}\u{04}\u{14}\0[Content_Types].xml", "tabular.kind"),
  wrong("a web page", "<!DOCTYPE html><html>", "tabular.kind"),
  wrong("two delimiters", "a;b,c\n1;2,3\n", "tabular.delimiter"),
]

@Suite struct TortureTests {
  @Test(arguments: cases)
  fileprivate func `a file gives the records that are meant or says what is wrong`(
    example: Case
  ) throws {
    var list = DiagnosticList()
    let file = SourceFile(path: "torture.csv", bytes: example.bytes)
    let table = readTable(
      file,
      dialect: example.dialect,
      encoding: example.encoding,
      into: &list
    )
    switch example.expected {
    case .records(let expected):
      let table = try #require(table)
      #expect((0..<table.recordCount).map(table.texts) == expected)
      #expect(list.all.map(\.id) == [])
      // The stream reads the same.
      guard !example.name.contains("first line") else { return }
      let stream = RecordStream(MemorySource(table.file.bytes), dialect: table.dialect)
      let batch = RecordBatch(capacity: 64)
      var records: [[String]] = []
      while try stream.next(into: batch) {
        for record in 0..<batch.recordCount where !batch.isComment(record) {
          records.append((0..<batch.fieldCount(of: record)).map { batch.text(record, $0) })
        }
      }
      #expect(records == expected)
    case .error(let id):
      #expect(list.all.map(\.id) == [id])
      #expect(list.all.allSatisfy { $0.help != nil })
    }
  }

  @Test func `there are more than sixty cases, each with its own name`() {
    #expect(cases.count > 60)
    #expect(Set(cases.map(\.name)).count == cases.count)
  }
}
