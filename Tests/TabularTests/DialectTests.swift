import Diagnostics
import Tabular
import TestSupport
import Testing

private func read(_ text: String, _ dialect: Dialect? = nil) -> ([[String]]?, DiagnosticList) {
  var list = DiagnosticList()
  let file = SourceFile(path: "input.csv", text: text)
  let table = readTable(file, dialect: dialect, into: &list)
  return (table.map { table in (0..<table.recordCount).map(table.texts) }, list)
}

@Suite struct DialectTests {
  @Test(arguments: [
    ("a;b\n1,5;2,5\n", [["a", "b"], ["1,5", "2,5"]]),
    ("a\tb\n1,000\t2\n", [["a", "b"], ["1,000", "2"]]),
    ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\nx;y,z\n", [["a", "b"], ["x;y", "z"]]),
    ("a;b\n\"1;2\";\"3\"\n", [["a", "b"], ["1;2", "3"]]),
    (
      "Title, with a comma\na;b;c\n1;2;3\n4;5;6\n",
      [
        ["Title, with a comma"], ["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"],
      ]
    ),
    ("a\n1\n", [["a"], ["1"]]),
    ("sep=;\na;b\n1,2;3,4\n", [["a", "b"], ["1,2", "3,4"]]),
    ("\u{FEFF}SEP=|\r\na|b\n", [["a", "b"]]),
    ("sep=,x\n", [["sep=", "x"]]),
  ])
  func `a delimiter that nothing declares is recognised`(text: String, expected: [[String]]) {
    let (records, list) = read(text)
    #expect(records == expected)
    #expect(list.all.isEmpty)
  }

  @Test func `two delimiters that both fit are an error`() throws {
    let (records, list) = read("a,b;c,d\n1,2;3,4\n")
    #expect(records == nil)
    #expect(list.all.map(\.id) == ["tabular.delimiter"])
    #expect(list.all.first?.notes.count == 2)
    #expect(read("a,b;c,d\n", .csv).0 == [["a", "b;c", "d"]])
  }

  @Test func `an escape takes a quote's and a delimiter's meaning away`() throws {
    let dialect = Dialect(doublesQuotes: false, escape: UInt8(ascii: "\\"))
    let (records, list) = read("\"a\\\"b\",c\\,d,\\\\\n\"\",\"e\"\n", dialect)
    #expect(records == [["a\"b", "c,d", "\\"], ["", "e"]])
    #expect(list.all.isEmpty)
    let stream = RecordStream(
      MemorySource(Array("\"a\\\"b\",c\\,d\n\"e\"".utf8)),
      dialect: dialect
    )
    let batch = RecordBatch(capacity: 64)
    #expect(try stream.next(into: batch))
    #expect((0..<2).map { batch.text(0, $0) } == ["a\"b", "c,d"])
    #expect(batch.text(1, 0) == "e")
  }

  @Test func `an escape before a line ending makes it content`() throws {
    let dialect = Dialect(quote: nil, escape: UInt8(ascii: "\\"))
    for (text, expected) in [
      ("a,b\\\\\r\nc,d\r\n", [["a", "b\\"], ["c", "d"]]),
      ("a,b\\\r\nc,d\n", [["a", "b\r"], ["c", "d"]]),
      ("a,b\\\nc,d\n", [["a", "b\nc", "d"]]),
    ] {
      #expect(read(text, dialect).0 == expected)
      let stream = RecordStream(MemorySource(Array(text.utf8)), dialect: dialect)
      let batch = RecordBatch(capacity: 64)
      #expect(try stream.next(into: batch))
      let records = (0..<batch.recordCount).map { record in
        (0..<batch.fieldCount(of: record)).map { batch.text(record, $0) }
      }
      #expect(records == expected)
    }
  }

  @Test func `of many ragged records twenty of a kind are shown and the rest is counted`() throws {
    var list = DiagnosticList()
    let lines = String(repeating: "1\n", count: 25) + String(repeating: "1,2,3\n", count: 22)
    let file = SourceFile(path: "x.csv", text: "a,b\n" + lines + "1,2\n")
    let table = try #require(readTable(file, into: &list))
    #expect(table.records(behind: 0, into: &list) == [48])
    #expect(list.all.count == 40)
    #expect(
      list.all.flatMap { $0.notes.map(\.text) }.filter { $0.hasPrefix("and") } == [
        "and 5 more records with too few fields", "and 2 more records with too many fields",
      ]
    )
  }
}
