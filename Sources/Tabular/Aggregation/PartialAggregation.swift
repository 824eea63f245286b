/// What one thread has added up, column by column through each batch.
@safe
final class PartialAggregation {
  private let plan: Plan
  private let tables: [LabelTable]

  /// The second joins the labels of the first two keys, and so on.
  private let joins: [PairTable]
  private(set) var recordCount = 0
  private(set) var raggedCount = 0

  /// Where an aggregation's columns stand in a file.
  struct Plan: Sendable {
    let parts: [Aggregation.Part]
    let columns: [Int]
    let valueColumn: Int
    let fieldCount: Int
    let dialect: Dialect
  }

  private struct Cell {
    var sum = DecimalSum.zero
    var valueCount = 0
  }

  /// Room for each record of a batch, and for each group.
  private var firsts = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  private var groups = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  private var labels = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)
  private var cells = UnsafeMutableBufferPointer<Cell>.allocate(capacity: 0)
  private var remainders: [Int: DoubleSum] = [:]

  init(_ plan: Plan) {
    self.plan = plan
    tables = plan.parts.map { LabelTable(part: $0, dialect: plan.dialect) }
    joins = plan.parts.dropFirst().map { _ in PairTable() }
  }

  deinit {
    unsafe firsts.deallocate()
    unsafe groups.deallocate()
    unsafe labels.deallocate()
    unsafe cells.deallocate()
  }

  /// Adds a batch's records from a certain one on.
  func add(_ batch: RecordBatch, from first: Int) {
    reserveRecords(batch.recordCount)
    let count = accept(batch, from: first)
    let accepted = unsafe UnsafeMutableBufferPointer(rebasing: firsts[..<count])
    let groups = unsafe UnsafeMutableBufferPointer(rebasing: groups[..<count])
    let labels = unsafe UnsafeMutableBufferPointer(rebasing: labels[..<count])
    if tables.isEmpty { unsafe groups.update(repeating: 0) }
    for (index, table) in tables.enumerated() {
      let fields = fields(batch, plan.columns[index])
      unsafe table.number(fields, of: accepted, into: index == 0 ? groups : labels)
      if index > 0 { unsafe joins[index - 1].number(groups, with: labels) }
    }
    reserveCells()
    unsafe addValues(fields(batch, plan.valueColumn), accepted, groups)
  }

  private func fields(_ batch: RecordBatch, _ column: Int) -> Fields {
    Fields(batch, column: column, isLast: column == plan.fieldCount - 1)
  }

  /// Lists the records that have as many fields as the header.
  private func accept(_ batch: RecordBatch, from first: Int) -> Int {
    let (starts, firsts) = unsafe (batch.starts, firsts)
    let expected = UInt32(truncatingIfNeeded: plan.fieldCount)
    let mayBeSpecial = !batch.setAside.isEmpty || expected == 1
    var accepted = 0
    for record in first..<max(first, batch.recordCount) {
      let start = unsafe starts[record]
      let isFitting = unsafe starts[record &+ 1] &- start == expected
      if isFitting, !mayBeSpecial {
        unsafe firsts[accepted] = start
        accepted &+= 1
      } else if !batch.isBlank(record), !batch.isComment(record) {
        recordCount += 1
        if isFitting, !batch.isSetAside(record) {
          recordCount -= 1
          unsafe firsts[accepted] = start
          accepted &+= 1
        } else {
          raggedCount += 1
        }
      }
    }
    recordCount += accepted
    return accepted
  }

  private func addValues(
    _ fields: Fields,
    _ accepted: UnsafeMutableBufferPointer<UInt32>,
    _ groups: UnsafeMutableBufferPointer<UInt32>
  ) {
    let cells = unsafe cells
    for record in 0..<accepted.count {
      let (start, length) = unsafe fields.field(behind: accepted[record])
      if length == 0 { continue }
      let group = unsafe Int(groups[record])
      if let number = unsafe PlainDecimal(start, length) {
        unsafe cells[group].valueCount &+= 1
        unsafe cells[group].sum.add(
          number.mantissa,
          decimals: number.decimals,
          isNegative: number.isNegative
        )
      } else {
        unsafe addOther(UnsafeRawBufferPointer(start: start, count: length), to: group)
      }
    }
  }

  /// Adds a number in quotes, or written with more digits, spaces or an exponent; what is none is
  /// missing.
  @inline(never)
  private func addOther(_ raw: UnsafeRawBufferPointer, to group: Int) {
    var field = unsafe raw
    if let quote = plan.dialect.quote, field.count > 1, unsafe field.first == quote,
      unsafe field.last == quote
    {
      unsafe field = UnsafeRawBufferPointer(rebasing: field[1..<field.count - 1])
    }
    if let start = field.baseAddress,
      let number = unsafe PlainDecimal(start, field.count) ?? PlainDecimal(long: field)
    {
      unsafe cells[group].valueCount += 1
      unsafe cells[group].sum.add(
        number.mantissa,
        decimals: number.decimals,
        isNegative: number.isNegative
      )
    } else if let number = unsafe Number(decoded(raw, plan.dialect)[...]) {
      unsafe cells[group].valueCount += 1
      remainders[group, default: DoubleSum()].add(number.value)
    }
  }

  private func reserveRecords(_ count: Int) {
    guard unsafe firsts.count < count else { return }
    unsafe firsts.deallocate()
    unsafe groups.deallocate()
    unsafe labels.deallocate()
    unsafe firsts = .allocate(capacity: count * 2)
    unsafe groups = .allocate(capacity: count * 2)
    unsafe labels = .allocate(capacity: count * 2)
  }

  private var groupCount: Int { joins.last?.pairs.count ?? tables.first?.labels.count ?? 1 }

  private func reserveCells() {
    guard unsafe cells.count < groupCount else { return }
    let larger = UnsafeMutableBufferPointer<Cell>.allocate(capacity: groupCount * 2)
    unsafe larger.initialize(repeating: Cell())
    for index in unsafe cells.indices { unsafe larger[index] = cells[index] }
    unsafe cells.deallocate()
    unsafe cells = larger
  }

  /// The groups so far, by the bytes of their labels.
  func addGroups(to totals: inout [[[UInt8]]: GroupTotal]) {
    for group in 0..<groupCount {
      var labels: [[UInt8]] = []
      var number = UInt64(group)
      for (table, join) in zip(tables.dropFirst(), joins).reversed() {
        let pair = join.pairs[Int(number)]
        labels.append(table.labels[Int(pair & 0xFFFF_FFFF)])
        number = pair >> 32
      }
      if let table = tables.first {
        guard number < table.labels.count else { continue }
        labels.append(table.labels[Int(number)])
      }
      labels.reverse()
      let cell = unsafe group < cells.count ? cells[group] : Cell()
      totals[labels, default: GroupTotal()].valueCount += cell.valueCount
      totals[labels, default: GroupTotal()].sum += cell.sum
      if let remainder = remainders[group] {
        totals[labels, default: GroupTotal()].remainder += remainder
      }
    }
  }
}

/// What all threads have added up for a group.
struct GroupTotal {
  var valueCount = 0
  var sum = DecimalSum.zero
  var remainder = DoubleSum()
}
