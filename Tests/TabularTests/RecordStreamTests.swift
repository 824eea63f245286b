import Tabular
import TestSupport
import Testing

/// The records of a stream, read with a small batch so that records fall across its borders.
private func records(
  _ bytes: [UInt8],
  _ dialect: Dialect = .csv,
  capacity: Int = 64
) throws -> (records: [[String]], ranges: [[Range<Int>]], problems: [RecordStream.Problem]) {
  let stream = RecordStream(MemorySource(bytes), dialect: dialect)
  let batch = RecordBatch(capacity: capacity)
  var records: [[String]] = []
  var ranges: [[Range<Int>]] = []
  while try stream.next(into: batch) {
    for record in 0..<batch.recordCount where !batch.isComment(record) {
      let columns = 0..<batch.fieldCount(of: record)
      records.append(columns.map { batch.text(record, $0) })
      ranges.append(columns.map { batch.range(record, $0) })
    }
  }
  return (records, ranges, stream.problems)
}

@Suite struct RecordStreamTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a\r\r\nb\n\r", [["a"], [""], ["b"], [""]]),
    ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
    ("\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]]),
    ("\"one\r\ntwo\"\r\n", [["one\r\ntwo"]]),
    ("\"\",\n", [["", ""]]),
    ("a,", [["a", ""]]),
    ("a\n\nb\n", [["a"], [""], ["b"]]),
    ("", []),
    ("5\" pipe,x\n\"y\",\"z\"\n", [["5\" pipe", "x"], ["y", "z"]]),
    ("España, plata ,\"ñ\"\n", [["España", " plata ", "ñ"]]),
  ])
  func `a stream gives the records of the text`(text: String, expected: [[String]]) throws {
    let found = try records(Array(text.utf8))
    #expect(found.records == expected)
    #expect(found.problems.isEmpty)
  }

  @Test(arguments: [
    ("a,\"b\nc,d\n", RecordStream.Problem.Kind.unclosedQuote, 2),
    ("x\n\"a\"x,b\nc,d\n", .textBehindQuote, 5),
  ])
  func `a broken quote is told with its place`(
    text: String,
    kind: RecordStream.Problem.Kind,
    offset: Int
  ) throws {
    let found = try records(Array(text.utf8))
    #expect(found.problems.map(\.kind) == [kind])
    #expect(found.problems.map(\.offset) == [offset])
  }

  @Test func `comment lines and spaces behind a delimiter are no content`() throws {
    let dialect = Dialect(comment: UInt8(ascii: "#"), skipsInitialSpace: true)
    let text = "# it's \"so\na, \"b, c\"\n#\n1,  2\n"
    #expect(try records(Array(text.utf8), dialect).records == [["a", "b, c"], ["1", "2"]])
  }

  @Test func `a record longer than the limit ends the stream`() throws {
    let stream = RecordStream(
      MemorySource(Array("a\n\"".utf8) + Array(repeating: 0x0A, count: 5000)),
      longestRecord: 1000
    )
    let batch = RecordBatch(capacity: 64)
    while try stream.next(into: batch) {}
    #expect(stream.problems.map(\.kind) == [.recordTooLong])
  }

  @Test func `a stream and a plain reader agree whatever the batch's size`() throws {
    for seed in 0..<600 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      // Quotes are rare in some texts and stand where they should in others.
      let signs: [UInt8] =
        seed % 3 == 0
        ? Array("ab,\n\r\"".utf8) : Array("abcdefghijklm12345,,,\n\n\r\"".utf8)
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<400, using: &random) {
        if seed % 3 == 2,
          let field = ["\"x\",", "\"a,\nb\"\r\n", "\"\"\"\",", "c\n"]
            .randomElement(using: &random)
        {
          bytes += Array(field.utf8)
        } else if let sign = signs.randomElement(using: &random) {
          bytes.append(sign)
        }
      }
      let plain = PlainReader(bytes)
      let broken = Set(plain.problems.map(\.record))
      let expected = plain.records.indices.filter { !broken.contains($0) }
        .map { plain.records[$0] }
      for capacity in [64, 128, 4096] {
        let stream = RecordStream(MemorySource(bytes))
        let batch = RecordBatch(capacity: capacity)
        var index = 0
        while try stream.next(into: batch) {
          for record in 0..<batch.recordCount where !batch.isSetAside(record) {
            guard index < expected.count else {
              Issue.record("seed \(seed), \(capacity): a record too many")
              return
            }
            let columns = 0..<batch.fieldCount(of: record)
            #expect(
              columns.map { batch.content(record, $0) } == expected[index].map(\.text),
              "seed \(seed), batch of \(capacity), record \(index)"
            )
            #expect(
              columns.map { batch.range(record, $0) } == expected[index].map(\.range),
              "seed \(seed), batch of \(capacity), places of record \(index)"
            )
            index += 1
          }
        }
        #expect(index == expected.count, "seed \(seed), batch of \(capacity)")
        #expect(stream.problems.count == broken.count, "seed \(seed)")
      }
    }
  }
}
