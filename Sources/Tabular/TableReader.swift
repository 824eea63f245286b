import Diagnostics
import Dispatch
import Synchronization

/// Puts the records of a text together to a table.
struct TableReader {
  let text: OpenText
  let dialect: Dialect

  /// Where the first record begins.
  let start: Int
  var plan: TablePiece.Plan

  init(text: OpenText, dialect: Dialect, start: Int) {
    self.text = text
    self.dialect = dialect
    self.start = start
    plan = TablePiece.Plan(checksText: !text.isChecked, isInMemory: text.isWhole, start: start)
  }

  /// Smaller texts are read by one thread at once.
  private static let smallText = 1 << 20

  /// The first records of a text that is not kept.
  func head() -> Table? {
    let bytes = text.head
    let stream = RecordStream(
      DroppingSource(MemorySource(bytes), count: start),
      dialect: dialect,
      longestRecord: bytes.count
    )
    guard let pieces = try? pieces(of: stream, TablePiece.Plan(start: start), threads: 1) else {
      return nil
    }
    var ignored = DiagnosticList()
    // Its last record may be cut off.
    return table(of: pieces, lacksLast: true, [], into: &ignored)
  }

  func table(into list: inout DiagnosticList) -> Table? {
    let isSmall = text.isWhole && text.head.count <= Self.smallText
    do throws(ReadingError) {
      let source = try text.source()
      let stream = RecordStream(
        DroppingSource(source, count: start),
        dialect: dialect,
        longestRecord: text.isWhole ? max(text.head.count, 1) : OpenText.longestRecord
      )
      let pieces = try pieces(of: stream, plan, threads: isSmall ? 1 : processorCount)
      if let stop = (source as? DecodingSource)?.stop {
        var end = 0
        text.file.stored?.scan(from: 0) { stretch in
          end += stretch.count
          return true
        }
        list.report(
          .noCharacter(text.encoding, byte: stop, at: SourceSpan(text.file, end..<end))
        )
        return nil
      }
      var faults: TextFaults?
      for piece in pieces {
        if faults == nil {
          faults = piece.faults
        } else if let more = piece.faults {
          faults?.add(more)
        }
      }
      if let faults, !faults.report(in: text.file, isDeclared: text.isDeclared, into: &list) {
        return nil
      }
      return table(of: pieces, lacksLast: false, stream.problems, into: &list)
    } catch {
      list.report(.damagedGzip(text.file, reason: error.reason))
      return nil
    }
  }

  /// All pieces of a stream in the file's order.
  private func pieces(
    of stream: RecordStream,
    _ plan: TablePiece.Plan,
    threads: Int
  ) throws(ReadingError) -> [TablePiece] {
    let capacity = min(256 << 10, text.head.count + 64)
    let found = Mutex<(pieces: [TablePiece], failure: ReadingError?)>(([], nil))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let batch = RecordBatch(capacity: capacity)
      do throws(ReadingError) {
        while try stream.next(into: batch) {
          let piece = TablePiece(batch, plan)
          found.withLock { $0.pieces.append(piece) }
        }
      } catch {
        found.withLock { $0.failure = $0.failure ?? error }
      }
    }
    let (pieces, failure) = found.withLock { $0 }
    if let failure { throw failure }
    return pieces.sorted { $0.offset < $1.offset }
  }

  private func table(
    of pieces: [TablePiece],
    lacksLast: Bool,
    _ problems: [RecordStream.Problem],
    into list: inout DiagnosticList
  ) -> Table? {
    let size = text.isWhole ? text.head.count : pieces.reduce(0) { $0 + $1.text.count }
    let fieldCount = pieces.reduce(0) { $0 + $1.fields.count }
    guard size < Int(Int32.max), fieldCount < Int(Int32.max) else {
      list.report(.tooLarge(text.file))
      return nil
    }
    var bytes: [UInt8] = []
    if plan.isInMemory { bytes = text.head } else { bytes.reserveCapacity(size) }
    var fields: [Table.Field] = []
    fields.reserveCapacity(fieldCount)
    var starts: [Int32] = [0]
    var runs: [Table.Run] = []
    var broken: Set<Int> = []
    var number = 0
    for piece in pieces {
      let (place, record, field) = (
        plan.isInMemory ? 0 : bytes.count, starts.count - 1, fields.count
      )
      for run in piece.runs {
        runs.append(
          Table.Run(
            firstRecord: run.firstRecord + record,
            number: run.number + number,
            distance: run.distance - place
          )
        )
      }
      if place == 0 {
        fields += piece.fields
      } else {
        for one in piece.fields { fields.append(one.moved(by: place)) }
      }
      for end in piece.ends { starts.append(end + Int32(field)) }
      for one in piece.brokenRecords { broken.insert(one + record) }
      bytes += piece.text
      number += piece.recordCount
    }
    if lacksLast, starts.count > 1 {
      starts.removeLast()
    }
    for problem in problems {
      let place = problem.offset + start
      let span = SourceSpan(text.file, place..<place + 1)
      switch problem.kind {
      case .unclosedQuote: list.report(.unclosedQuote(at: span))
      case .textBehindQuote: list.report(.textBehindQuote(at: span))
      case .recordTooLong: list.report(.recordTooLong(at: span))
      }
    }
    return Table(
      file: text.file,
      dialect: dialect,
      text: bytes,
      fields: fields,
      starts: starts,
      runs: runs.isEmpty ? [Table.Run(firstRecord: 0, number: 0, distance: 0)] : runs,
      brokenRecords: broken
    )
  }
}
