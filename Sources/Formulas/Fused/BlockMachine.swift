import Indicators

/// Where the cells of a result go; each thread writes its own ones.
@safe
struct BlockTarget: @unchecked Sendable {
  fileprivate let values: UnsafeMutablePointer<Double>
  fileprivate let statuses: UnsafeMutablePointer<UInt8>

  /// - Precondition: There is room for at least one cell.
  init(_ values: UnsafeMutablePointer<Double>?, _ statuses: UnsafeMutablePointer<UInt8>?) {
    guard let values = unsafe values, let statuses = unsafe statuses else {
      preconditionFailure("a result has cells")
    }
    unsafe self.values = values
    unsafe self.statuses = statuses
  }
}

/// Works out a formula for one block of cells after the other, on one thread.
///
/// Each place on the stack has room for a block's values and statuses. Where all values of a block are
/// there and certain, nothing is done for the statuses.
@safe
final class BlockMachine {
  private let formula: FusedFormula
  private let sources: [CellMapping]
  private let counted: Int?

  /// The values and statuses of the first place on the stack, and room for those of the others.
  private var first: Place
  private let values: UnsafeMutablePointer<Double>
  private let statuses: UnsafeMutablePointer<UInt8>

  /// For each place on the stack, whether all values of the block are there and certain.
  private var isActual: [Bool] = []

  /// The magnitudes of the step that is counted.
  private(set) var scale: ScaleCount

  /// For each step the first cell with a zero denominator that is an error.
  private(set) var zeros: [Int: Int] = [:]

  /// - Parameters:
  ///   - formula: What is worked out.
  ///   - sources: Where the cells of its operands lie.
  ///   - step: The step whose magnitudes are counted; nothing if none is.
  ///   - threshold: The magnitude whose neighbours are looked for; nothing if none is.
  init(
    _ formula: FusedFormula,
    _ sources: [CellMapping],
    counting step: Int?,
    around threshold: Double?
  ) {
    self.formula = formula
    self.sources = sources
    counted = step
    scale = ScaleCount(around: threshold)
    let room = formula.depth * BlockRun.blockSize
    unsafe values = .allocate(capacity: room)
    unsafe statuses = .allocate(capacity: room)
    unsafe values.initialize(repeating: 0, count: room)
    unsafe statuses.initialize(repeating: 0, count: room)
    unsafe first = (values, statuses)
  }

  deinit {
    unsafe values.deallocate()
    unsafe statuses.deallocate()
  }

  /// Works out some cells and puts them into the target, at their own positions.
  func run(_ cells: Range<Int>, into target: BlockTarget) {
    for start in stride(from: cells.lowerBound, to: cells.upperBound, by: BlockRun.blockSize) {
      run(block: start..<min(start + BlockRun.blockSize, cells.upperBound), into: target)
    }
  }

  private func run(block: Range<Int>, into target: BlockTarget) {
    isActual.removeAll(keepingCapacity: true)
    // The first place on the stack is where the result belongs.
    unsafe first = (target.values + block.lowerBound, target.statuses + block.lowerBound)
    let steps = formula.steps
    var position = 0
    while position < steps.count {
      switch steps[position] {
      case .load(let leaf):
        let source = sources[leaf]
        if source.isIdentity, position + 1 < steps.count,
          case .binary(let step) = steps[position + 1],
          step.right.isIdentity
        {
          // What stands in order is read where it is.
          position += 1
          apply(step, source, block, at: position)
        } else {
          load(source, block)
        }
      case .unary(let symbol): apply(symbol, block.count)
      case .binary(let step):
        let isRightActual = isActual.removeLast()
        let right = unsafe place(isActual.count)
        unsafe convert(right.values, step.right, block.count)
        unsafe apply(
          step,
          Side(values: right.values, statuses: right.statuses, isActual: isRightActual),
          block,
          at: position
        )
      }
      if position == counted { countScale(block.count) }
      position += 1
    }
    clearMissing(block.count)
  }

  private typealias Place = (
    values: UnsafeMutablePointer<Double>, statuses: UnsafeMutablePointer<UInt8>
  )

  /// Room for a place on the stack.
  private func place(_ number: Int) -> Place {
    guard number > 0 else { return unsafe first }
    let offset = (number - 1) * BlockRun.blockSize
    return unsafe (values + offset, statuses + offset)
  }

  /// The right side of an operation.
  @safe
  private struct Side {
    let values: UnsafePointer<Double>
    let statuses: UnsafePointer<UInt8>
    let isActual: Bool

    init(values: UnsafePointer<Double>, statuses: UnsafePointer<UInt8>, isActual: Bool) {
      unsafe self.values = values
      unsafe self.statuses = statuses
      self.isActual = isActual
    }
  }

  // MARK: Operands

  private func load(_ source: CellMapping, _ block: Range<Int>) {
    let own = unsafe place(isActual.count)
    unsafe source.cube.values.withUnsafeBufferPointer { all in
      guard let start = all.baseAddress else { return }
      source.forEachRun(in: block) { positions, run in
        let target = unsafe own.values + positions.lowerBound
        switch run {
        case .cells(let cell): unsafe target.update(from: start + cell, count: positions.count)
        case .cell(let cell): unsafe target.update(repeating: start[cell], count: positions.count)
        case .none: unsafe target.update(repeating: 0, count: positions.count)
        }
      }
    }
    unsafe source.cube.statuses.withUnsafeBytes { all in
      // A status lies in memory as its raw value, since the cases count from zero.
      guard let start = unsafe all.bindMemory(to: UInt8.self).baseAddress else { return }
      let missing = Status.notAvailable.rawValue
      source.forEachRun(in: block) { positions, run in
        let target = unsafe own.statuses + positions.lowerBound
        switch run {
        case .cells(let cell): unsafe target.update(from: start + cell, count: positions.count)
        case .cell(let cell): unsafe target.update(repeating: start[cell], count: positions.count)
        case .none: unsafe target.update(repeating: missing, count: positions.count)
        }
      }
    }
    isActual.append(unsafe areActual(own.statuses, block.count))
  }

  /// Whether all of some statuses say that a value is there and certain.
  @inline(__always)
  private func areActual(_ statuses: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var union: UInt8 = 0
    for position in 0..<count { unsafe union |= statuses[position] }
    return union == 0
  }

  /// Does an operation whose right side is an operand with the cells of the result.
  private func apply(
    _ step: FusedFormula.BinaryStep,
    _ source: CellMapping,
    _ block: Range<Int>,
    at position: Int
  ) {
    unsafe source.cube.values.withUnsafeBufferPointer { values in
      unsafe source.cube.statuses.withUnsafeBytes { statuses in
        guard let start = values.baseAddress,
          let own = unsafe statuses.bindMemory(to: UInt8.self).baseAddress
        else { return }
        let states = unsafe own + block.lowerBound
        unsafe apply(
          step,
          Side(
            values: start + block.lowerBound,
            statuses: states,
            isActual: areActual(states, block.count)
          ),
          block,
          at: position
        )
      }
    }
  }

  // MARK: Operators

  private func apply(_ symbol: Expression.UnaryOperator, _ count: Int) {
    let own = unsafe place(isActual.count - 1).values
    switch symbol {
    case .plus: break
    case .minus: for index in 0..<count { unsafe own[index] = -own[index] }
    case .not: for index in 0..<count { unsafe own[index] = own[index] == 0 ? 1 : 0 }
    }
  }

  /// Does an operation on the last place of the stack and a right side in the unit that it asks for.
  private func apply(
    _ step: FusedFormula.BinaryStep,
    _ side: Side,
    _ block: Range<Int>,
    at position: Int
  ) {
    let count = block.count
    let left = unsafe place(isActual.count - 1).values
    let right = unsafe side.values
    unsafe convert(left, step.left, count)
    if step.zero != nil { findZero(side, block, at: position) }
    switch step.symbol {
    case .plus: for index in 0..<count { unsafe left[index] += right[index] }
    case .minus: for index in 0..<count { unsafe left[index] -= right[index] }
    case .times: for index in 0..<count { unsafe left[index] *= right[index] }
    case .divided: for index in 0..<count { unsafe left[index] /= right[index] }
    case .less: unsafe compare(left, right, count) { $0 < $1 }
    case .lessOrEqual: unsafe compare(left, right, count) { $0 <= $1 }
    case .greater: unsafe compare(left, right, count) { $0 > $1 }
    case .greaterOrEqual: unsafe compare(left, right, count) { $0 >= $1 }
    case .equal: unsafe compare(left, right, count) { $0 == $1 }
    case .notEqual: unsafe compare(left, right, count) { $0 != $1 }
    case .and: unsafe compare(left, right, count) { $0 != 0 && $1 != 0 }
    case .or: unsafe compare(left, right, count) { $0 != 0 || $1 != 0 }
    case .power:
      for index in 0..<count { unsafe left[index] = raised(left[index], to: right[index]) }
    }
    finish(step, side, count)
  }

  @inline(__always)
  private func compare(
    _ left: UnsafeMutablePointer<Double>,
    _ right: UnsafePointer<Double>,
    _ count: Int,
    _ isTrue: (Double, Double) -> Bool
  ) {
    for index in 0..<count {
      unsafe left[index] = isTrue(left[index], right[index]) ? 1 : 0
    }
  }

  private func convert(
    _ values: UnsafeMutablePointer<Double>,
    _ conversion: UnitConversion,
    _ count: Int
  ) {
    guard !conversion.isIdentity else { return }
    let (numerator, denominator) = (conversion.numerator, conversion.denominator)
    // A factor of one changes nothing, and takes time.
    if numerator != 1 { for index in 0..<count { unsafe values[index] *= numerator } }
    if denominator != 1 { for index in 0..<count { unsafe values[index] /= denominator } }
  }

  /// Notes the first denominator of the block that is zero and not missing.
  private func findZero(_ side: Side, _ block: Range<Int>, at position: Int) {
    guard zeros[position] == nil else { return }
    let own = unsafe place(isActual.count - 1).statuses
    let missing = Status.absent.rawValue
    for index in 0..<block.count where unsafe side.values[index] == 0 {
      if unsafe own[index] < missing && side.statuses[index] < missing {
        zeros[position] = block.lowerBound + index
        return
      }
    }
  }

  /// The statuses of a step, and no number where its result is none.
  private func finish(_ step: FusedFormula.BinaryStep, _ side: Side, _ count: Int) {
    let own = unsafe place(isActual.count - 1)
    let isFinite = unsafe areFinite(own.values, count)
    if isActual[isActual.count - 1], side.isActual, isFinite { return }
    unsafe step.statuses.results.withUnsafeBufferPointer { results in
      for index in 0..<count {
        let pair = unsafe own.statuses[index] << 4 | side.statuses[index]
        unsafe own.statuses[index] = results[Int(pair)]
      }
    }
    isActual[isActual.count - 1] = false
    guard !isFinite else { return }
    for index in 0..<count where unsafe !own.values[index].isFinite {
      if unsafe own.statuses[index] < Status.absent.rawValue {
        unsafe own.statuses[index] = Status.undefined.rawValue
      }
      unsafe own.values[index] = 0
    }
  }

  /// Whether all of some values are numbers: zero times a number is zero, and times infinity or no number
  /// it is no number.
  @inline(__always)
  private func areFinite(_ values: UnsafeMutablePointer<Double>, _ count: Int) -> Bool {
    var checks = SIMD8<Double>.zero
    let whole = count & ~7
    for start in stride(from: 0, to: whole, by: 8) {
      checks += unsafe UnsafeRawPointer(values + start).loadUnaligned(as: SIMD8<Double>.self) * 0
    }
    var check = checks.sum()
    for index in whole..<count { unsafe check += values[index] * 0 }
    return check == 0
  }

  private func clearMissing(_ count: Int) {
    guard !isActual[0] else { return }
    for index in 0..<count where unsafe first.statuses[index] >= Status.absent.rawValue {
      unsafe first.values[index] = 0
    }
  }

  // MARK: Scale

  private func countScale(_ count: Int) {
    let place = unsafe place(isActual.count - 1)
    let own = unsafe UnsafeBufferPointer(start: UnsafePointer(place.values), count: count)
    if isActual[isActual.count - 1] {
      unsafe scale.add(own)
    } else {
      let states = unsafe UnsafeBufferPointer(start: UnsafePointer(place.statuses), count: count)
      unsafe scale.add(own, states)
    }
  }
}
