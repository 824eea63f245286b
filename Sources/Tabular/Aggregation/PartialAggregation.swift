/// What one thread has added up, column by column through each batch.
///
/// It is handed from one thread to the next and never used by two.
@safe
final class PartialAggregation: @unchecked Sendable {
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
    let quote = plan.dialect.quote
    var isQuoted = false
    if let quote { isQuoted = unsafe raw.count > 1 && raw.first == quote && raw.last == quote }
    let quotes = isQuoted ? 1 : 0
    guard let start = raw.baseAddress else { return }
    let length = raw.count - 2 * quotes
    if let number = unsafe PlainDecimal(start + quotes, length) {
      add(number, to: group)
      return
    }
    let text = unsafe decoded(Array(raw), plan.dialect)
    if let number = PlainDecimal(long: text) {
      add(number, to: group)
    } else if let number = Number(text[...]) {
      unsafe cells[group].valueCount += 1
      remainders[group, default: DoubleSum()].add(number.value)
    }
  }

  private func add(_ number: PlainDecimal, to group: Int) {
    unsafe cells[group].valueCount += 1
    unsafe cells[group].sum.add(
      number.mantissa,
      decimals: number.decimals,
      isNegative: number.isNegative
    )
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

  private var groupCount: Int {
    joins.last?.pairs.count ?? tables.first?.labels.count ?? 1
  }

  private func reserveCells() {
    guard unsafe cells.count < groupCount else { return }
    let larger = UnsafeMutableBufferPointer<Cell>.allocate(capacity: groupCount * 2)
    unsafe larger.initialize(repeating: Cell())
    for index in unsafe cells.indices { unsafe larger[index] = cells[index] }
    unsafe cells.deallocate()
    unsafe cells = larger
  }

  /// Adds what another thread has added up.
  func merge(_ other: PartialAggregation) {
    recordCount += other.recordCount
    raggedCount += other.raggedCount
    var groups = (0..<UInt32(other.groupCount)).map(\.self)
    if let table = tables.first, let its = other.tables.first {
      groups = its.labels.map { table.number(of: $0) }
    }
    for (index, join) in joins.enumerated() {
      let labels = other.tables[index + 1].labels.map { tables[index + 1].number(of: $0) }
      groups = other.joins[index].pairs.map { pair in
        join.number(of: groups[Int(pair >> 32)], labels[Int(pair & 0xFFFF_FFFF)])
      }
    }
    reserveCells()
    for (group, number) in groups.enumerated() where unsafe group < other.cells.count {
      unsafe cells[Int(number)].valueCount += other.cells[group].valueCount
      unsafe cells[Int(number)].sum += other.cells[group].sum
      if let remainder = other.remainders[group] {
        remainders[Int(number), default: DoubleSum()] += remainder
      }
    }
  }

  /// The groups so far, sorted by their labels.
  var result: Groups {
    let texts = tables.map { $0.labels.map { String(decoding: $0, as: UTF8.self) } }
    // The places of the labels of each key among one another, so that no two groups compare texts.
    let ranks = texts.map { texts in
      let order = texts.indices.sorted { texts[$0] < texts[$1] }
      var ranks = Array(repeating: 0, count: texts.count)
      for (rank, label) in order.enumerated() { ranks[label] = rank }
      return ranks
    }
    let labels = (0..<groupCount).map { group in
      var labels = Array(repeating: 0, count: tables.count)
      var number = group
      for key in joins.indices.reversed() {
        let pair = joins[key].pairs[number]
        labels[key + 1] = Int(pair & 0xFFFF_FFFF)
        number = Int(pair >> 32)
      }
      if !labels.isEmpty { labels[0] = number }
      return labels
    }
    let order = labels.indices.sorted { left, right in
      for key in ranks.indices {
        let (first, second) = (ranks[key][labels[left][key]], ranks[key][labels[right][key]])
        if first != second { return first < second }
      }
      return false
    }
    return Groups(
      recordCount: recordCount,
      raggedCount: raggedCount,
      groups: order.map { group in
        let cell = unsafe group < cells.count ? cells[group] : Cell()
        return Groups.Group(
          labels: zip(texts, labels[group]).map { $0[$1] },
          valueCount: cell.valueCount,
          sum: cell.sum,
          remainder: remainders[group]?.value ?? 0
        )
      }
    )
  }
}
