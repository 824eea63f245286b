import Diagnostics
import Tabular
import TestSupport
import Testing

func table(_ text: String, _ dialect: Dialect = .csv) throws -> (Table, DiagnosticList) {
  var list = DiagnosticList()
  let file = SourceFile(path: "input.csv", text: text)
  return (try #require(readTable(file, dialect: dialect, into: &list)), list)
}

func records(_ table: Table) -> [[String]] { (0..<table.recordCount).map(table.texts) }

@Suite struct TableReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
    ("\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]]),
    ("\"one\ntwo\",x\n", [["one\ntwo", "x"]]),
    ("\"one\r\ntwo\"\r\n", [["one\r\ntwo"]]),
    ("\"\",\n", [["", ""]]),
    (",,\n", [["", "", ""]]),
    ("a,", [["a", ""]]),
    ("a\n\nb\n", [["a"], [""], ["b"]]),
    ("\n", [[""]]),
    ("", []),
    ("5\" pipe,x\n", [["5\" pipe", "x"]]),
    ("España, plata ,\"ñ\"\n", [["España", " plata ", "ñ"]]),
  ])
  func `delimited text becomes records`(text: String, expected: [[String]]) throws {
    let (table, list) = try table(text)
    #expect(records(table) == expected)
    #expect(list.all.isEmpty)
  }

  @Test func `a dialect says how the file is written`() throws {
    let dialect = Dialect(
      delimiter: UInt8(ascii: ";"),
      quote: UInt8(ascii: "'"),
      comment: UInt8(ascii: "#"),
      skipsInitialSpace: true
    )
    let (one, list) = try table("# a, b\na; 'b;''c'\n#last", dialect)
    #expect(records(one) == [["a", "b;'c"]])
    #expect(list.all.isEmpty)
    let (two, _) = try table("\"a\",b", Dialect(quote: nil))
    #expect(records(two) == [["\"a\"", "b"]])
  }

  @Test(arguments: [
    ("a,①\"b\nc,d\n", ["① tabular.quote"]),
    ("\"a\"①x,b\nc,\"d\"② \n", ["① tabular.behind-quote", "② tabular.behind-quote"]),
  ])
  func `a broken quote is reported and its record set aside`(
    text: String,
    problems: [String]
  ) throws {
    let input = MarkedText(text)
    var list = DiagnosticList()
    let table = try #require(readTable(input.file, into: &list))
    #expect(input.problems(list) == problems)
    #expect(table.brokenRecords == Set(0..<problems.count))
  }

  @Test func `a byte that is no utf8 is an error with its place`() {
    let file = SourceFile(path: "x.csv", bytes: Array("a,b\nM".utf8) + [0xE9, 0x78, 0x0A])
    var list = DiagnosticList()
    #expect(readTable(file, into: &list) == nil)
    #expect(list.all.map(\.id) == ["tabular.encoding"])
    #expect(list.all.first?.span?.range == 5..<6)
  }

  @Test func `records with another number of fields than the header are reported and left out`()
    throws
  {
    let input = MarkedText("a,b,c\n1,2,3\n\n4,5①\n6,7,8,②9\n\"\",x,\n")
    var list = DiagnosticList()
    let table = try #require(readTable(input.file, into: &list))
    #expect(table.records(behind: 0, into: &list) == [1, 5])
    #expect(input.problems(list) == ["① tabular.field-count", "② tabular.field-count"])
  }

  @Test func `a field knows its place with its quotes and its content without`() throws {
    let (table, _) = try table("ñ,\"a\"\"b\"\r\n,\"\"\n")
    #expect(table.span(0, 0).text == "ñ")
    #expect(table.span(0, 1).text == "\"a\"\"b\"")
    #expect(String(decoding: table.bytes(0, 1), as: UTF8.self) == "a\"\"b")
    #expect(table.span(of: 0).text == "ñ,\"a\"\"b\"")
    #expect(table.span(1, 0).range.isEmpty)
    #expect(table.span(1, 1).text == "\"\"")
    #expect(table.isEmpty(1, 0) && table.isEmpty(1, 1) && table.isEmpty(1, 7))
    #expect(!table.isBlank(1))
    #expect(table.text(1, 7) == "")
    #expect(table.span(0, 9).range == 9..<9)
  }

  @Test func `what was written is read again, each field at its place`() throws {
    for seed in 1...200 {
      var random = SplitMix64(seed: UInt64(seed))
      let ending = random.element(of: ["\n", "\r\n", "\r"])
      var text = random.element(of: ["", "\u{FEFF}"])
      var expected: [[String]] = []
      var spans: [[String]] = []
      for _ in 0..<random.integer(in: 1...6) {
        let fields = (0..<random.integer(in: 2...4)).map { _ in
          String(
            (0..<random.integer(in: 0...5)).map { _ in
              random.element(of: ["a", "ñ", ",", "\"", "\n", "\r\n", " ", "😀"] as [Character])
            }
          )
        }
        let written = fields.map { field in
          let needsQuotes = field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
          guard needsQuotes || random.integer(in: 0...3) == 0 else { return field }
          return "\"" + field.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
        }
        expected.append(fields)
        spans.append(written)
        text += written.joined(separator: ",") + ending
      }
      let (table, list) = try table(text)
      #expect(list.all.isEmpty, "seed \(seed)")
      #expect(records(table) == expected, "seed \(seed)")
      for (record, fields) in spans.enumerated() {
        for (column, field) in fields.enumerated() {
          #expect(table.span(record, column).text == field, "seed \(seed)")
        }
      }
    }
  }
}
