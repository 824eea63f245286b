import Dispatch
import Synchronization

extension RecordStream {
  /// Adds up a column's numbers for each combination of other columns' texts, in one pass.
  ///
  /// - Parameters:
  ///   - aggregation: Names of columns as the first record has them.
  ///   - threads: How many threads take part; the result does not depend on it.
  /// - Returns: The groups. A field that is no number is missing, and so is an empty one. Memory grows
  ///   with the groups and the longest record, not with the file.
  public func aggregate(
    _ aggregation: Aggregation,
    threads: Int = processorCount
  ) throws(AggregationError) -> Groups {
    let first = RecordBatch()
    var header = 0
    repeat {
      guard try isFilled(first) else { throw .noHeader }
      header = (0..<first.recordCount).first { !first.isBlank($0) && !first.isSetAside($0) } ?? -1
    } while header < 0
    let names = (0..<first.fieldCount(of: header)).map { first.text(header, $0) }
    var columns: [Int] = []
    for name in aggregation.keys.map(\.column) + [aggregation.value] {
      guard let column = names.firstIndex(of: name) else {
        throw .noColumn(name, header: names)
      }
      columns.append(column)
    }
    let plan = PartialAggregation.Plan(
      parts: aggregation.keys.map(\.part),
      columns: Array(columns.dropLast()),
      valueColumn: columns[columns.count - 1],
      fieldCount: names.count,
      dialect: first.dialect
    )
    let result = Mutex(Merged())
    let partial = PartialAggregation(plan)
    partial.add(first, from: header + 1)
    result.withLock { $0.add(partial) }
    if !isExhausted {
      DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
        let (batch, partial) = (RecordBatch(), PartialAggregation(plan))
        do throws(ReadingError) {
          while try next(into: batch) { partial.add(batch, from: 0) }
        } catch {
          result.withLock { $0.failure = $0.failure ?? error }
        }
        result.withLock { $0.add(partial) }
      }
    }
    let merged = result.withLock(\.self)
    if let failure = merged.failure { throw .reading(failure) }
    return merged.groups
  }

  private func isFilled(_ batch: RecordBatch) throws(AggregationError) -> Bool {
    do throws(ReadingError) {
      return try next(into: batch)
    } catch {
      throw .reading(error)
    }
  }
}

private struct Merged {
  var totals: [[[UInt8]]: GroupTotal] = [:]
  var recordCount = 0
  var raggedCount = 0
  var failure: ReadingError?

  mutating func add(_ partial: PartialAggregation) {
    recordCount += partial.recordCount
    raggedCount += partial.raggedCount
    partial.addGroups(to: &totals)
  }

  var groups: Groups {
    let groups = totals.map { labels, total in
      Groups.Group(
        labels: labels.map { String(decoding: $0, as: UTF8.self) },
        valueCount: total.valueCount,
        sum: total.sum,
        remainder: total.remainder.value
      )
    }
    return Groups(
      recordCount: recordCount,
      raggedCount: raggedCount,
      groups: groups.sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
    )
  }
}
