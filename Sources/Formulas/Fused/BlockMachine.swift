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
/// Operands that lie under the result cell by cell are read where they are; each place on the stack has
/// room for the values and statuses of a block of what is computed. Where all values of a block are there
/// and certain, nothing is done for the statuses.
///
/// A result that is no number makes the cell undefined at the step where it comes up. Plain arithmetic is
/// done without a look at each step (``StripMachine``), and again here where a block needs one.
@safe
final class BlockMachine {
  private let formula: FusedFormula
  private let leaves: [BlockLeaf]
  private let counted: Int?

  /// Does the blocks that need no look at each step; nothing if the formula is more than arithmetic.
  private let strips: StripMachine?

  /// Room for the places on the stack but the first, which lies in the target.
  private let values: UnsafeMutablePointer<Double>
  private let statuses: UnsafeMutablePointer<UInt8>

  /// Statuses that are all actual.
  private let actual: UnsafeMutablePointer<UInt8>

  private struct Operand {
    var values: BlockValues
    var statuses: BlockStatuses
  }

  @safe
  private struct Place {
    let values: UnsafeMutablePointer<Double>
    let statuses: UnsafeMutablePointer<UInt8>
  }

  private var stack: [Operand] = []

  /// The magnitudes of the step that is counted.
  private(set) var scale: ScaleCount

  /// For each step the first cell with a zero denominator that is an error.
  private(set) var zeros: [Int: Int] = [:]

  /// - Parameters:
  ///   - formula: What is worked out.
  ///   - leaves: Its operands.
  ///   - step: The step whose magnitudes are counted; nothing if none is.
  ///   - threshold: The magnitude whose neighbours are looked for; nothing if none is.
  init(
    _ formula: FusedFormula,
    _ leaves: [BlockLeaf],
    counting step: Int?,
    around threshold: Double?
  ) {
    self.formula = formula
    self.leaves = leaves
    counted = step
    // What is counted must be at hand when a block is done.
    let isCountedLast = step == nil || step == formula.steps.count - 1
    strips = isCountedLast ? StripMachine(formula, leaves) : nil
    scale = ScaleCount(around: threshold)
    let room = formula.depth * BlockRun.blockSize
    unsafe values = .allocate(capacity: room)
    unsafe statuses = .allocate(capacity: room)
    unsafe actual = .allocate(capacity: BlockRun.blockSize)
    unsafe values.initialize(repeating: 0, count: room)
    unsafe statuses.initialize(repeating: 0, count: room)
    unsafe actual.initialize(repeating: Status.actual.rawValue, count: BlockRun.blockSize)
  }

  deinit {
    unsafe values.deallocate()
    unsafe statuses.deallocate()
    unsafe actual.deallocate()
  }

  /// Works out some cells and puts them into the target, at their own positions.
  func run(_ cells: Range<Int>, into target: BlockTarget) {
    for start in stride(from: cells.lowerBound, to: cells.upperBound, by: BlockRun.blockSize) {
      let block = start..<min(start + BlockRun.blockSize, cells.upperBound)
      let place = unsafe Place(
        values: target.values + block.lowerBound,
        statuses: target.statuses + block.lowerBound
      )
      if let strips, let states = unsafe strips.run(block, into: place.values, place.statuses) {
        if counted != nil {
          unsafe countScale(Operand(values: .each(place.values), statuses: states), block.count)
        }
      } else {
        run(block, into: place)
      }
    }
  }

  private func run(_ block: Range<Int>, into first: Place) {
    stack.removeAll(keepingCapacity: true)
    let count = block.count
    for (position, step) in formula.steps.enumerated() {
      switch step {
      case .load(let leaf): load(leaves[leaf], block, place(stack.count, first))
      case .unary(let symbol):
        let own = stack.removeLast()
        let place = place(stack.count, first)
        unsafe apply(symbol, own.values, into: place.values, count)
        unsafe stack.append(Operand(values: .each(place.values), statuses: own.statuses))
      case .binary(let step):
        let right = stack.removeLast()
        let left = stack.removeLast()
        let own = place(stack.count, first)
        let spare = place(stack.count + 1, first)
        let divisor = unsafe converted(right.values, step.right, in: spare.values, count)
        if step.zero != nil {
          findZero(divisor, left.statuses, right.statuses, block, at: position)
        }
        unsafe apply(
          step.symbol,
          converted(left.values, step.left, in: own.values, count),
          divisor,
          into: own.values,
          count
        )
        var states = unsafe left.statuses.combined(
          with: right.statuses,
          step.statuses,
          in: own.statuses,
          count
        )
        // The right side's place is taken by what is loaded next.
        if unsafe states.cells == UnsafePointer(spare.statuses) {
          states = unsafe states.moved(to: own.statuses, count)
        }
        if unsafe !areFinite(own.values, count) { mark(&states, own, count) }
        unsafe stack.append(Operand(values: .each(own.values), statuses: states))
      }
      if position == counted, let last = stack.last { countScale(last, count) }
    }
    finish(first, count)
  }

  /// Room for a place on the stack.
  private func place(_ number: Int, _ first: Place) -> Place {
    guard number > 0 else { return first }
    let offset = (number - 1) * BlockRun.blockSize
    return unsafe Place(values: values + offset, statuses: statuses + offset)
  }

  /// Marks as undefined what is no number and not missing, and puts zero in its place.
  private func mark(_ states: inout BlockStatuses, _ place: Place, _ count: Int) {
    let missing = Status.absent.rawValue
    states = unsafe states.moved(to: place.statuses, count)
    for index in 0..<count where unsafe !place.values[index].isFinite {
      if unsafe place.statuses[index] < missing {
        unsafe place.statuses[index] = Status.undefined.rawValue
      }
      unsafe place.values[index] = 0
    }
    states = unsafe BlockStatuses(place.statuses, count)
  }

  /// Puts the one operand that is left into the target.
  private func finish(_ target: Place, _ count: Int) {
    guard let result = stack.last else { return }
    switch result.values {
    case .all(let value): unsafe target.values.update(repeating: value, count: count)
    case .each(let values):
      if unsafe values != UnsafePointer(target.values) {
        unsafe target.values.update(from: values, count: count)
      }
    }
    let states = unsafe result.statuses.moved(to: target.statuses, count)
    if !states.areActual { unsafe clearMissing(target.values, target.statuses, count) }
  }

  // MARK: Operands

  private func load(_ leaf: BlockLeaf, _ block: Range<Int>, _ place: Place) {
    if let constant = leaf.constant {
      return stack.append(
        Operand(values: .all(constant), statuses: unsafe BlockStatuses(actual: actual))
      )
    }
    if let cells = unsafe leaf.cells(of: block) {
      let states = unsafe BlockStatuses(cells.statuses, block.count)
      return unsafe stack.append(Operand(values: .each(cells.values), statuses: states))
    }
    unsafe leaf.load(block, place.values, place.statuses)
    unsafe stack.append(
      Operand(
        values: .each(place.values),
        statuses: BlockStatuses(place.statuses, block.count)
      )
    )
  }

  /// Values in the unit that an operation asks for, in a place if that takes a computation.
  private func converted(
    _ values: BlockValues,
    _ conversion: UnitConversion,
    in place: UnsafeMutablePointer<Double>,
    _ count: Int
  ) -> BlockValues {
    guard !conversion.isIdentity else { return values }
    if case .all(let value) = values { return .all(conversion(value)) }
    let (numerator, denominator) = (conversion.numerator, conversion.denominator)
    var result = values
    // A factor of one changes nothing, and takes time.
    if numerator != 1 {
      unsafe Arithmetic.times.apply(result, .all(numerator), into: place, count)
      result = unsafe .each(place)
    }
    if denominator != 1 {
      unsafe Arithmetic.divided.apply(result, .all(denominator), into: place, count)
      result = unsafe .each(place)
    }
    return result
  }

  // MARK: Operators

  private func apply(
    _ symbol: Expression.UnaryOperator,
    _ values: BlockValues,
    into place: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    switch symbol {
    case .plus:
      unsafe combine(values, .all(0), into: place, count, { own, _ in own }) { own, _ in own }
    case .minus:
      unsafe combine(values, .all(0), into: place, count, { own, _ in -own }) { own, _ in -own }
    case .not:
      unsafe compare(values, .all(0), into: place, count) { own, zero in
        own .== zero
      } _: {
        $0 == $1
      }
    }
  }

  private func apply(
    _ symbol: Expression.BinaryOperator,
    _ left: BlockValues,
    _ right: BlockValues,
    into place: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    switch symbol {
    case .plus, .minus, .times, .divided:
      unsafe Arithmetic(symbol)?.apply(left, right, into: place, count)
    case .less: unsafe compare(left, right, into: place, count, { $0 .< $1 }, { $0 < $1 })
    case .lessOrEqual: unsafe compare(left, right, into: place, count, { $0 .<= $1 }, { $0 <= $1 })
    case .greater: unsafe compare(left, right, into: place, count, { $0 .> $1 }, { $0 > $1 })
    case .greaterOrEqual:
      unsafe compare(left, right, into: place, count, { $0 .>= $1 }, { $0 >= $1 })
    case .equal: unsafe compare(left, right, into: place, count, { $0 .== $1 }, { $0 == $1 })
    case .notEqual: unsafe compare(left, right, into: place, count, { $0 .!= $1 }, { $0 != $1 })
    case .and:
      unsafe compare(left, right, into: place, count) {
        ($0 .!= 0) .& ($1 .!= 0)
      } _: {
        $0 != 0 && $1 != 0
      }
    case .or:
      unsafe compare(left, right, into: place, count) {
        ($0 .!= 0) .| ($1 .!= 0)
      } _: {
        $0 != 0 || $1 != 0
      }
    case .power:
      unsafe combine(left, right, into: place, count) { bases, exponents in
        var powers = Lanes.zero
        for lane in powers.indices { powers[lane] = raised(bases[lane], to: exponents[lane]) }
        return powers
      } _: {
        raised($0, to: $1)
      }
    }
  }

  /// Puts one where something is true of two sides, and zero where it isn't.
  @inline(__always)
  private func compare(
    _ left: BlockValues,
    _ right: BlockValues,
    into place: UnsafeMutablePointer<Double>,
    _ count: Int,
    _ many: (Lanes, Lanes) -> SIMDMask<Lanes.MaskStorage>,
    _ one: (Double, Double) -> Bool
  ) {
    unsafe combine(left, right, into: place, count) { left, right in
      Lanes.zero.replacing(with: Lanes.one, where: many(left, right))
    } _: {
      one($0, $1) ? 1 : 0
    }
  }

  /// Notes the first denominator of the block that is zero and not missing.
  private func findZero(
    _ divisor: BlockValues,
    _ left: BlockStatuses,
    _ right: BlockStatuses,
    _ block: Range<Int>,
    at position: Int
  ) {
    guard zeros[position] == nil else { return }
    let missing = Status.absent.rawValue
    func note(where isZero: (Int) -> Bool) {
      for index in 0..<block.count where isZero(index) {
        if unsafe left.cells[index] < missing && right.cells[index] < missing {
          zeros[position] = block.lowerBound + index
          return
        }
      }
    }
    switch divisor {
    case .all(let value): if value == 0 { note { _ in true } }
    case .each(let values):
      if unsafe hasZero(values, block.count) { note { unsafe values[$0] == 0 } }
    }
  }

  // MARK: Scale

  private func countScale(_ operand: Operand, _ count: Int) {
    guard case .each(let values) = operand.values else { return }
    let own = unsafe UnsafeBufferPointer(start: values, count: count)
    if operand.statuses.areActual {
      unsafe scale.add(own)
    } else {
      unsafe scale.add(own, UnsafeBufferPointer(start: operand.statuses.cells, count: count))
    }
  }
}
