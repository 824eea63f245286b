import Diagnostics
import FoundationEssentials
import Tabular
import TestSupport
import Testing

@Suite struct StoredFileTests {
  /// Runs with bytes in a fresh file.
  private func withFile(_ bytes: [UInt8], _ body: (_ path: String) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "veta-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    try Data(bytes).write(to: place)
    try body(place.path(percentEncoded: false))
  }

  /// A text of few signs, so that line endings of all kinds stand beside each other.
  private func text(_ random: inout SplitMix64, _ count: Int) -> [UInt8] {
    (0..<count).flatMap { _ in
      Array(
        (["a", "ñ", ",", "\n", "\r", "\r\n", "\"b,\n\"\"c\"", "12,x\n"].randomElement(
          using: &random
        ) ?? "").utf8
      )
    }
  }

  @Test func `places in a stored file are those of the same file in memory`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let bytes = text(&random, 60)
      try withFile(bytes) { path in
        let kept = SourceFile(path: "a.csv", bytes: bytes)
        let stored = SourceFile(path: "a.csv", stored: try StoredFile(path: path))
        #expect(stored.bytes == bytes)
        for offset in -1...bytes.count + 1 {
          #expect(
            stored.position(of: offset) == kept.position(of: offset),
            "seed \(seed), \(offset)"
          )
          #expect(
            stored.line(around: offset) == kept.line(around: offset),
            "seed \(seed), \(offset)"
          )
          #expect(stored.text(in: offset..<offset + 5) == kept.text(in: offset..<offset + 5))
        }
      }
    }
  }

  @Test func `lines far behind in a large file are counted once and right`() throws {
    let line = Array("0123456789,abcdefghijklmnopqrstuvwxyz\r\n".utf8)
    let count = 100_000
    try withFile(Array(repeating: line, count: count).flatMap(\.self)) { path in
      let stored = SourceFile(path: "a.csv", stored: try StoredFile(path: path))
      for number in [count - 1, 17, 50_000, 99_000, 49_999, 0] {
        #expect(stored.position(of: number * line.count + 3) == (number + 1, 4))
      }
    }
  }

  /// Keeps the records whose first field begins with a byte.
  private struct Beginning: RecordFilter {
    let byte: UInt8

    func keeps(_ batch: RecordBatch) -> [Bool] {
      (0..<batch.recordCount).map { batch.firstByte(of: $0) == byte }
    }
  }

  @Test func `a table of a stored file has the records that are kept, at their places`() throws {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let bytes = text(&random, 80)
      let byte = try #require(Array("a1\"".utf8).randomElement(using: &random))
      let comment = seed % 3 == 0 ? UInt8(ascii: "a") : nil
      let dialect = Dialect(comment: comment)
      var list = DiagnosticList()
      let kept = SourceFile(path: "a.csv", bytes: bytes)
      let whole = try #require(readTable(kept, dialect: dialect, into: &list))
      try withFile(bytes) { path in
        let stored = SourceFile(path: "a.csv", stored: try StoredFile(path: path, headSize: 20))
        var found = DiagnosticList()
        let table = try #require(
          readTable(
            stored,
            dialect: dialect,
            keeping: { _ in seed % 2 == 0 ? Beginning(byte: byte) : nil },
            into: &found
          )
        )
        let plain = (0..<whole.recordCount).filter { record in
          guard seed % 2 == 0 else { return true }
          return kept.bytes[whole.span(of: record).range].first { $0 != UInt8(ascii: "\"") } == byte
        }
        #expect(found.all.map(\.formatted) == list.all.map(\.formatted), "seed \(seed)")
        #expect(table.recordCount == plain.count, "seed \(seed)")
        for (record, original) in zip(0..<table.recordCount, plain) {
          #expect(table.number(of: record) == original, "seed \(seed)")
          #expect(table.span(of: record).range == whole.span(of: original).range, "seed \(seed)")
          #expect(table.brokenRecords.contains(record) == whole.brokenRecords.contains(original))
          #expect(table.texts(record) == whole.texts(original), "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: [
    (Array("a,b\n1,\u{0}\n".utf8), "tabular.zero-byte"),
    (Array("a,b\n1,".utf8) + [0xF1, 0x0A], "tabular.encoding"),
    (Array("a,b\n1,Ã³\n".utf8), "tabular.mojibake"),
    (Array("%PDF-1.7\na,b".utf8), "tabular.kind"),
    ([0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x31, 0, 0x2C, 0, 0x32, 0], "tabular.byte-order"),
    ([0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00], "tabular.gzip"),
  ])
  func `what is wrong with the text of a stored file is told as of one in memory`(
    bytes: [UInt8],
    id: String
  ) throws {
    try withFile(bytes) { path in
      var (kept, stored) = (DiagnosticList(), DiagnosticList())
      let file = SourceFile(path: "a.csv", bytes: bytes)
      #expect(readTable(file, into: &kept) == nil)
      let other = SourceFile(path: "a.csv", stored: try StoredFile(path: path, headSize: 12))
      #expect(readTable(other, into: &stored) == nil)
      #expect(stored.all.map(\.id) == [id])
      // Of a packed file that can't be unpacked no line can be shown.
      if id != "tabular.gzip" {
        #expect(stored.all.map(\.formatted) == kept.all.map(\.formatted))
      }
    }
  }

  @Test(arguments: [
    ("windows-1252", 0), ("iso-8859-1", 1), ("utf-16le", 2), ("utf-16be", 3), ("utf-16", 2),
    ("gb18030", 4), ("utf-8", 5),
  ])
  func `stored text in another encoding reads as it does in memory`(
    name: String,
    form: Int
  ) throws {
    let encoding = try #require(TextEncoding(named: name))
    // Characters of several bytes fall across the borders of the stretches that are decoded.
    let line = form == 4 ? "año,1\n" : "Perú y Ñandú \u{E9},12.5\n"
    let text = "name,value\n" + String(repeating: line, count: 20_000)
    let scalars = text.unicodeScalars
    let bytes: [UInt8] =
      switch form {
      case 0, 1: scalars.map { UInt8($0.value) }
      case 2: scalars.flatMap { [UInt8($0.value), 0] }
      case 3: [0xFE, 0xFF] + scalars.flatMap { [0, UInt8($0.value)] }
      // ñ is A8 F2 in GB 2312.
      case 4: scalars.flatMap { $0 == "ñ" ? [0x81, 0x30, 0x8B, 0x32] : [UInt8($0.value)] }
      default: Array(text.utf8)
      }
    try withFile(bytes) { path in
      var (kept, stored) = (DiagnosticList(), DiagnosticList())
      let whole = readTable(
        SourceFile(path: "a.csv", bytes: bytes),
        encoding: encoding,
        into: &kept
      )
      let file = SourceFile(path: "a.csv", stored: try StoredFile(path: path, headSize: 999))
      let table = readTable(file, encoding: encoding, into: &stored)
      #expect(stored.all.map(\.formatted) == kept.all.map(\.formatted))
      let expected = try #require(whole)
      let found = try #require(table)
      #expect(found.recordCount == 20_001)
      for record in [0, 1, 9_999, 20_000] {
        #expect(found.texts(record) == expected.texts(record))
        #expect(found.span(of: record).range == expected.span(of: record).range)
        let place = found.span(record, 1).range.lowerBound
        #expect(found.file.position(of: place) == expected.file.position(of: place))
      }
    }
  }

  @Test func `a byte that is no character of the declared encoding is told with its place`() throws
  {
    let bytes = Array("a,b\n1, ".utf8) + [0x81] + Array("\n".utf8)
    try withFile(bytes) { path in
      var (kept, stored) = (DiagnosticList(), DiagnosticList())
      let encoding = TextEncoding.windows1252
      #expect(
        readTable(SourceFile(path: "a", bytes: bytes), encoding: encoding, into: &kept) == nil
      )
      let file = SourceFile(path: "a", stored: try StoredFile(path: path, headSize: 4))
      #expect(readTable(file, encoding: encoding, into: &stored) == nil)
      #expect(stored.all.map(\.formatted) == kept.all.map(\.formatted))
      #expect(kept.all.map(\.id) == ["tabular.declared-encoding"])
    }
  }

  @Test func `a record that never ends is told instead of read into memory`() throws {
    let bytes = Array("a,b\n1,\"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 17 << 20)
    try withFile(bytes) { path in
      let file = SourceFile(path: "a.csv", stored: try StoredFile(path: path, headSize: 100))
      var list = DiagnosticList()
      _ = readTable(file, into: &list)
      #expect(list.all.map(\.id) == ["tabular.record-size"])
      #expect(list.all.first?.span.map { $0.file.position(of: $0.range.lowerBound).line } == 2)
    }
  }

  @Test func `a file that was written to is told from the one that was found`() throws {
    try withFile(Array("a,b\n".utf8)) { path in
      let file = SourceFile(path: "a.csv", stored: try StoredFile(path: path))
      #expect(file.isUnchanged)
      try Data(Array("a,b\n1,2\n".utf8)).write(to: URL(filePath: path))
      #expect(!file.isUnchanged)
    }
  }
}
