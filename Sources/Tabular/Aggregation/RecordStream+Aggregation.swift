import Dispatch
import Synchronization

extension RecordStream {
  /// Adds up a column's numbers for each combination of other columns' texts, in one pass.
  ///
  /// - Parameters:
  ///   - aggregation: Names of columns as the first record has them.
  ///   - batchSize: How many bytes each thread reads at once.
  ///   - threads: How many threads take part; the result does not depend on it.
  /// - Returns: The groups. A field that is no number is missing, and so is an empty one. Memory grows
  ///   with the groups and the longest record, not with the file.
  /// - Throws: ``AggregationError`` if a column is missing or the source fails.
  public func aggregate(
    _ aggregation: Aggregation,
    batchSize: Int = 256 << 10,
    threads: Int = processorCount
  ) throws(AggregationError) -> Groups {
    let first = RecordBatch(capacity: batchSize)
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
    let partial = PartialAggregation(plan)
    partial.add(first, from: header + 1)
    let others = Mutex(Others())
    if !isExhausted {
      DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
        let (batch, partial) = (RecordBatch(capacity: batchSize), PartialAggregation(plan))
        do throws(ReadingError) {
          while try next(into: batch) { partial.add(batch, from: 0) }
        } catch {
          others.withLock { $0.failure = $0.failure ?? error }
        }
        others.withLock { $0.partials.append(partial) }
      }
    }
    return try others.withLock { (others) throws(AggregationError) in
      if let failure = others.failure { throw .reading(failure) }
      for other in others.partials { partial.merge(other) }
      return partial.result
    }
  }

  private func isFilled(_ batch: RecordBatch) throws(AggregationError) -> Bool {
    do throws(ReadingError) {
      return try next(into: batch)
    } catch {
      throw .reading(error)
    }
  }
}

private struct Others {
  var partials: [PartialAggregation] = []
  var failure: ReadingError?
}
