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
  private let sources: [LeafSource]
  private let counted: Int?
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
    _ sources: [LeafSource],
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
    let count = block.count
    for (position, step) in formula.steps.enumerated() {
      switch step {
      case .load(let leaf): load(sources[leaf], block)
      case .unary(let symbol): apply(symbol, count)
      case .binary(let step):
        apply(step, count)
        if step.zero != nil { findZero(at: position, block) }
        let isRightActual = isActual.removeLast()
        finish(step, isRightActual: isRightActual, count)
      }
      if position == counted { countScale(count) }
    }
    clearMissing(count)
    unsafe (target.values + block.lowerBound).update(from: values, count: count)
    unsafe (target.statuses + block.lowerBound).update(from: statuses, count: count)
  }

  // MARK: Operands

  private func load(_ source: LeafSource, _ block: Range<Int>) {
    let place = isActual.count * BlockRun.blockSize
    let (ownValues, ownStatuses) = unsafe (values + place, statuses + place)
    let count = block.count
    if source.isConstant, let cell = source.constant {
      let status = source.cube.statuses[cell].rawValue
      unsafe ownValues.update(repeating: source.cube.values[cell], count: count)
      unsafe ownStatuses.update(repeating: status, count: count)
      isActual.append(status == 0)
      return
    }
    unsafe source.cube.values.withUnsafeBufferPointer { all in
      if source.isIdentity {
        guard let start = all.baseAddress else { return }
        unsafe ownValues.update(from: start + block.lowerBound, count: count)
      } else {
        source.forEach(in: block) { position, cell in
          unsafe ownValues[position] = cell < 0 ? 0 : all[cell]
        }
      }
    }
    unsafe source.cube.statuses.withUnsafeBytes { all in
      // A status lies in memory as its raw value, since the cases count from zero.
      let all = unsafe all.assumingMemoryBound(to: UInt8.self)
      if source.isIdentity {
        guard let start = all.baseAddress else { return }
        unsafe ownStatuses.update(from: start + block.lowerBound, count: count)
      } else {
        source.forEach(in: block) { position, cell in
          unsafe ownStatuses[position] = cell < 0 ? Status.notAvailable.rawValue : all[cell]
        }
      }
    }
    var union: UInt8 = 0
    for position in 0..<count { unsafe union |= ownStatuses[position] }
    isActual.append(union == 0)
  }

  // MARK: Operators

  private func apply(_ symbol: Expression.UnaryOperator, _ count: Int) {
    let own = unsafe values + (isActual.count - 1) * BlockRun.blockSize
    switch symbol {
    case .plus: break
    case .minus: for position in 0..<count { unsafe own[position] = -own[position] }
    case .not: for position in 0..<count { unsafe own[position] = own[position] == 0 ? 1 : 0 }
    }
  }

  private func apply(_ step: FusedFormula.BinaryStep, _ count: Int) {
    let left = unsafe values + (isActual.count - 2) * BlockRun.blockSize
    let right = unsafe left + BlockRun.blockSize
    unsafe convert(left, step.left, count)
    unsafe convert(right, step.right, count)
    switch step.symbol {
    case .plus: for index in 0..<count { unsafe left[index] += right[index] }
    case .minus: for index in 0..<count { unsafe left[index] -= right[index] }
    case .times: for index in 0..<count { unsafe left[index] *= right[index] }
    // Whether a denominator is zero is asked before it is divided by.
    case .divided: if step.zero == nil { unsafe divide(left, right, count) }
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
  }

  @inline(__always)
  private func divide(
    _ left: UnsafeMutablePointer<Double>,
    _ right: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    for index in 0..<count { unsafe left[index] /= right[index] }
  }

  @inline(__always)
  private func compare(
    _ left: UnsafeMutablePointer<Double>,
    _ right: UnsafeMutablePointer<Double>,
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

  /// Notes the first denominator of the block that is zero and not missing, and divides.
  private func findZero(at position: Int, _ block: Range<Int>) {
    let place = (isActual.count - 2) * BlockRun.blockSize
    let (left, right) = unsafe (values + place, values + place + BlockRun.blockSize)
    let (own, other) = unsafe (statuses + place, statuses + place + BlockRun.blockSize)
    if zeros[position] == nil {
      let missing = Status.absent.rawValue
      for index in 0..<block.count
      where unsafe right[index] == 0 && own[index] < missing && other[index] < missing {
        zeros[position] = block.lowerBound + index
        break
      }
    }
    unsafe divide(left, right, block.count)
  }

  /// The statuses of a step, and no number where its result is none.
  private func finish(_ step: FusedFormula.BinaryStep, isRightActual: Bool, _ count: Int) {
    let place = (isActual.count - 1) * BlockRun.blockSize
    let (own, left) = unsafe (values + place, statuses + place)
    let right = unsafe left + BlockRun.blockSize
    let isFinite = unsafe areFinite(own, count)
    if isActual[isActual.count - 1], isRightActual, isFinite { return }
    unsafe step.statuses.results.withUnsafeBufferPointer { results in
      for index in 0..<count {
        unsafe left[index] = results[Int(left[index] << 4 | right[index])]
      }
    }
    isActual[isActual.count - 1] = false
    guard !isFinite else { return }
    for index in 0..<count where unsafe !own[index].isFinite {
      if unsafe left[index] < Status.absent.rawValue {
        unsafe left[index] = Status.undefined.rawValue
      }
      unsafe own[index] = 0
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
    for index in 0..<count where unsafe statuses[index] >= Status.absent.rawValue {
      unsafe values[index] = 0
    }
  }

  // MARK: Scale

  private func countScale(_ count: Int) {
    let place = (isActual.count - 1) * BlockRun.blockSize
    let own = unsafe UnsafeBufferPointer(start: values + place, count: count)
    if isActual[isActual.count - 1] {
      unsafe scale.add(own)
    } else {
      let states = unsafe UnsafeBufferPointer(start: statuses + place, count: count)
      unsafe scale.add(own, states)
    }
  }
}
