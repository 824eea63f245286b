import Diagnostics

/// What may stand between fields without being declared, in the order of how usual it is.
private let candidates = Array(",;\t|".utf8)

/// The delimiter that a first line such as `sep=;` tells, and where the next line begins.
func toldDelimiter(_ bytes: [UInt8]) -> (delimiter: UInt8, end: Int)? {
  let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let head = Array(bytes.dropFirst(mark).prefix(7))
  guard head.count >= 5, ["sep=", "SEP="].contains(String(decoding: head[..<4], as: UTF8.self)),
    head[4] != 0x0A, head[4] != 0x0D, head[4] < 0x80
  else { return nil }
  var end = 5
  if head.count > end, head[end] == 0x0D { end += 1 }
  if head.count > end, head[end] == 0x0A { end += 1 }
  guard end > 5 || head.count == 5 else { return nil }
  return (head[4], mark + end)
}

/// The dialect that fits a file's first records: the delimiter that gives most of them one number of
/// fields above one. If two delimiters do so for all records, nothing tells which one is meant; if none
/// does, it is the comma.
func recognizedDialect(of text: OpenText, into list: inout DiagnosticList) -> Dialect? {
  let size = 64 << 10
  let isCut = text.head.count > size || !text.isWhole
  let head = Array(text.head.prefix(size))
  var fits: [(delimiter: UInt8, fields: Int, share: Double)] = []
  var recordCount = 0
  for delimiter in candidates {
    let dialect = Dialect.csv.delimited(by: delimiter)
    var counts = fieldCounts(of: head, dialect)
    if isCut { counts = counts.dropLast() }
    var records: [Int: Int] = [:]
    for count in counts { records[count, default: 0] += 1 }
    recordCount = max(recordCount, counts.count)
    let usual = records.filter { $0.key > 1 }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    guard let usual else { continue }
    fits.append((delimiter, usual.key, Double(usual.value) / Double(counts.count)))
  }
  guard let best = fits.max(by: { $0.share < $1.share }) else { return .csv }
  let rivals = fits.filter { $0.share == best.share }
  // One record proves nothing, and nothing depends on it.
  if recordCount < 2, let usual = rivals.first { return Dialect.csv.delimited(by: usual.delimiter) }
  if rivals.count > 1, best.share == 1 {
    list.report(
      .unclearDelimiter(
        rivals.map { ($0.delimiter, $0.fields) },
        at: SourceSpan(text.file, 0..<0)
      )
    )
    return nil
  }
  guard best.share >= 0.5, let first = rivals.max(by: { $0.fields < $1.fields }) else {
    return .csv
  }
  return Dialect.csv.delimited(by: first.delimiter)
}

/// How many fields each record has that is no empty line.
private func fieldCounts(of text: [UInt8], _ dialect: Dialect) -> [Int] {
  let stream = RecordStream(MemorySource(text), dialect: dialect, longestRecord: text.count + 1)
  let batch = RecordBatch(capacity: text.count + 1)
  var counts: [Int] = []
  while (try? stream.next(into: batch)) == true {
    for record in 0..<batch.recordCount where !batch.isBlank(record) {
      counts.append(batch.fieldCount(of: record))
    }
  }
  return counts
}
