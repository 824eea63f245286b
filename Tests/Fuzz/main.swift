import Diagnostics
import Glibc
import Tabular
import TestSupport

// Feeds the readers of tables with texts that were changed at random, and holds their results against
// one another; every 256th time a whole folder is read. The same seed gives the same texts.
//
//     fuzz [EXECUTIONS] [SEED]

/// A fast generator of random numbers (Steele, Lea, Flood, 2014).
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

let seeds: [[UInt8]] = [
  Array("indicator,period,value\ngdp,2024,1.5\n\"jobs\",\"2023-Q4\",-2\n".utf8),
  Array("\u{FEFF}a;b\r\n1,5;\"x\"\"y\"\r\n\r\n\"l\nm\";3\r\n".utf8),
  Array("sep=|\na|b\n# c\n1|2\n".utf8), Array("a,b\rc,d\r\"\",\"\"\r".utf8),
  Array("k,value\n1.234.567,8\n(12),\u{2212}5\nProducciÃ³n,ñ\n".utf8),
  [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0xF1, 0, 0x2C, 0, 0x31, 0],
  [0x61, 0x2C, 0xF1, 0x0A, 0x31, 0x2C, 0x93, 0x0A],
  [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xD4, 0x49, 0xE2, 0x32, 0xD4,
    0x31, 0xE2, 0x52, 0xAA, 0x50, 0xD2, 0x31, 0xE6, 0x02, 0x00, 0x56, 0x87, 0x13, 0xE3, 0x0E, 0x00,
    0x00, 0x00,
  ],
]
let pieces: [[UInt8]] = [
  "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "\t", "|", "\\", "'", "#", " ", "\u{FEFF}", "\0", "-",
  ".", "1", "1e9", "é", "\"a,b\"", "\"a\n", "x\"y", ",\"", "\",", "999999999999999999999", "inf",
].map { Array($0.utf8) }

func mutated(_ random: inout Random) -> [UInt8] {
  var bytes = seeds[random.below(seeds.count)]
  if random.below(4) == 0 { bytes += seeds[random.below(seeds.count)] }
  change(&bytes, times: 1 + random.below(8), &random)
  return bytes
}

/// Changes bytes at random places.
func change(_ bytes: inout [UInt8], times: Int, _ random: inout Random) {
  for _ in 0..<times {
    let place = random.below(bytes.count + 1)
    switch random.below(6) {
    case 0: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
    case 1: if place < bytes.count { bytes.remove(at: place) }
    case 2: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
    case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 4:
      let end = min(bytes.count, place + random.below(24))
      bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
    default:
      let end = min(bytes.count, place + random.below(8))
      bytes.removeSubrange(place..<end)
    }
  }
}

func dialect(_ random: inout Random) -> Dialect {
  let delimiter = Array(",,,,;\t| ".utf8)[random.below(8)]
  let regular = random.below(3) > 0
  return Dialect(
    delimiter: delimiter,
    quote: random.below(8) == 0 ? nil : UInt8(ascii: "\""),
    comment: regular || random.below(2) == 0 ? nil : UInt8(ascii: "#"),
    skipsInitialSpace: !regular && random.below(2) == 0,
    doublesQuotes: regular || random.below(2) == 0,
    escape: regular || random.below(2) == 0 ? nil : UInt8(ascii: "\\")
  )
}

func finding(_ what: String, _ seed: UInt64, _ execution: Int, _ bytes: [UInt8]) -> Never {
  print("finding: \(what), seed \(seed), execution \(execution)")
  print(bytes)
  exit(1)
}

let arguments = CommandLine.arguments
let executions = arguments.count > 1 ? Int(arguments[1]) ?? 1_000_000 : 1_000_000
let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1
let encodings: [TextEncoding?] = [nil, .utf8, .utf16, .windows1252, .latin1, .utf16BigEndian]
let folder = FuzzedFolder()
let batches = [64, 128, 4096].map { RecordBatch(capacity: $0) }

folder.checkSeeds { what in
  print("a folder is wrong as it is: \(what)")
  exit(1)
}

for execution in 0..<executions {
  var random = Random(state: seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(execution) << 20)
  let bytes = mutated(&random)
  let file = SourceFile(path: "fuzz.csv", bytes: bytes)
  let dialect = dialect(&random)
  let encoding = random.below(3) == 0 ? encodings[random.below(encodings.count)] : nil
  var list = DiagnosticList()
  let table = readTable(
    file,
    dialect: random.below(4) == 0 ? nil : dialect,
    encoding: encoding,
    into: &list
  )
  if let table {
    if table.recordCount > 0 { _ = table.records(behind: 0, into: &list) }
    compare(table, batches[random.below(batches.count)], execution)
  } else if !list.hasErrors {
    finding("no table and no error", seed, execution, bytes)
  }
  for problem in list.all {
    if let span = problem.span, span.range.upperBound > span.file.bytes.count {
      finding("a place behind the file: \(problem.id)", seed, execution, bytes)
    }
    if random.below(16) == 0 { _ = problem.formatted }
  }
  if random.below(64) == 0 { compareThreads(bytes, dialect, execution) }
  if random.below(256) == 0 {
    folder.run(&random) { finding($0, seed, execution, $1) }
  }
  if execution % 1_000_000 == 999_999 { print("\(execution + 1) executions") }
}
folder.remove()
print("\(executions) executions, seed \(seed): no finding")

/// A plain reader, the table and the stream must agree in each field and its place.
func compare(_ table: Table, _ batch: RecordBatch, _ execution: Int) {
  let bytes = table.file.bytes
  // A line that tells the delimiter is no record, and only the reader of a whole file knows it.
  let head = table.file.text(in: 0..<7).lowercased()
  guard !head.hasPrefix("sep="), !head.hasPrefix("\u{FEFF}sep=") else { return }
  let plain = PlainReader(bytes, table.dialect)
  let broken = Set(plain.problems.map(\.record))
  guard plain.records.count == table.recordCount, broken == table.brokenRecords else {
    finding(
      "the table has \(table.recordCount) records of \(plain.records.count)",
      seed,
      execution,
      bytes
    )
  }
  for (record, fields) in plain.records.enumerated() {
    guard fields.count == table.fieldCount(of: record) else {
      finding("record \(record) of the table differs", seed, execution, bytes)
    }
    for (column, field) in fields.enumerated() where !broken.contains(record) {
      let text = table.text(record, column)
      guard text == String(decoding: field.text, as: UTF8.self),
        table.span(record, column).range == field.range
      else {
        finding("record \(record), field \(column) of the table differs", seed, execution, bytes)
      }
      if let number = Number(table.bytes(record, column)), !number.value.isFinite {
        finding("a number without end", seed, execution, bytes)
      }
      _ = Number(text, printedIn: NumberFormat(decimalSign: ",", groupSign: ".", isBare: false))
    }
  }
  let stream = RecordStream(MemorySource(bytes), dialect: table.dialect)
  var record = 0
  do {
    while try stream.next(into: batch) {
      for index in 0..<batch.recordCount where !batch.isComment(index) {
        guard record < plain.records.count else {
          finding("the stream has more records", seed, execution, bytes)
        }
        let fields = plain.records[record]
        guard batch.fieldCount(of: index) == fields.count,
          batch.isSetAside(index) == broken.contains(record)
        else { finding("record \(record) of the stream differs", seed, execution, bytes) }
        for (column, field) in fields.enumerated() where !batch.isSetAside(index) {
          guard batch.content(index, column) == field.text,
            table.dialect.skipsInitialSpace || batch.range(index, column) == field.range
          else {
            finding(
              "record \(record), field \(column) of the stream differs",
              seed,
              execution,
              bytes
            )
          }
        }
        record += 1
      }
    }
  } catch { finding("\(error)", seed, execution, bytes) }
  guard record == plain.records.count else {
    finding("the stream has \(record) records of \(plain.records.count)", seed, execution, bytes)
  }
}

/// The number of threads must not change what comes out.
func compareThreads(_ bytes: [UInt8], _ dialect: Dialect, _ execution: Int) {
  let text = Array(repeating: bytes, count: 40).joined()
  let results = [1, 3].map { threads -> Groups? in
    let stream = RecordStream(
      MemorySource(Array("k\(UnicodeScalar(dialect.delimiter))value\n".utf8) + text),
      dialect: dialect
    )
    return try? stream.aggregate(
      Aggregation(of: "value", by: [.init("k"), .init("value", .leading(3))]),
      batchSize: threads == 1 ? 1 << 16 : 256,
      threads: threads
    )
  }
  if results[0] != results[1] { finding("threads differ", seed, execution, bytes) }
}
