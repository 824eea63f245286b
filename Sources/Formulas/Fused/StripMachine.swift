import Indicators

/// Works out a formula of plain arithmetic for one block of cells after the other: first its values with
/// no look at what is missing, then its statuses.
@safe
final class StripMachine {
  private let formula: FusedFormula
  private let program: StripProgram
  private let leaves: [BlockLeaf]

  private let room: UnsafeMutablePointer<Double>

  /// Room for the values and statuses of operands that don't lie under the result cell by cell, and for
  /// statuses between the steps.
  private let leafValues: UnsafeMutablePointer<Double>
  private let leafStatuses: UnsafeMutablePointer<UInt8>
  private let statuses: UnsafeMutablePointer<UInt8>
  private let actual: UnsafeMutablePointer<UInt8>

  private var starts: [UnsafePointer<Double>] = unsafe []
  private var states: [BlockStatuses] = []
  private var stack: [BlockStatuses] = []

  /// Fails if the formula is more than plain arithmetic.
  init?(_ formula: FusedFormula, _ leaves: [BlockLeaf]) {
    guard let program = StripProgram(formula, constants: leaves.map(\.constant)) else { return nil }
    self.formula = formula
    self.program = program
    self.leaves = leaves
    let size = BlockRun.blockSize
    unsafe room = .allocate(capacity: program.room)
    unsafe leafValues = .allocate(capacity: leaves.count * size)
    unsafe leafStatuses = .allocate(capacity: leaves.count * size)
    unsafe statuses = .allocate(capacity: formula.depth * size)
    unsafe actual = .allocate(capacity: size)
    unsafe actual.initialize(repeating: Status.actual.rawValue, count: size)
  }

  deinit {
    unsafe room.deallocate()
    unsafe leafValues.deallocate()
    unsafe leafStatuses.deallocate()
    unsafe statuses.deallocate()
    unsafe actual.deallocate()
  }

  /// Works out a block.
  ///
  /// - Returns: The statuses in the target; nothing if a value that isn't missing is no number, so that
  ///   the target holds nothing of use.
  func run(
    _ block: Range<Int>,
    into values: UnsafeMutablePointer<Double>,
    _ target: UnsafeMutablePointer<UInt8>
  ) -> BlockStatuses? {
    let count = block.count
    load(block)
    guard unsafe program.run(starts, into: values, room: room, count) else { return nil }
    let result = unsafe combined(count, target)
    if !result.areActual { unsafe clearMissing(values, target, count) }
    return unsafe areFinite(values, count) ? result : nil
  }

  private func load(_ block: Range<Int>) {
    unsafe starts.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    for index in leaves.indices {
      let offset = index * BlockRun.blockSize
      let (values, states) = unsafe (leafValues + offset, leafStatuses + offset)
      if leaves[index].constant != nil {
        unsafe starts.append(values)
        unsafe self.states.append(BlockStatuses(actual: actual))
      } else if let cells = unsafe leaves[index].cells(of: block) {
        unsafe starts.append(cells.values)
        unsafe self.states.append(BlockStatuses(cells.statuses, block.count))
      } else {
        unsafe leaves[index].load(block, values, states)
        unsafe starts.append(values)
        unsafe self.states.append(BlockStatuses(states, block.count))
      }
    }
  }

  /// The statuses of the result, in the target.
  private func combined(_ count: Int, _ target: UnsafeMutablePointer<UInt8>) -> BlockStatuses {
    if states.allSatisfy(\.areActual) {
      return unsafe BlockStatuses(actual: actual).moved(to: target, count)
    }
    stack.removeAll(keepingCapacity: true)
    for step in formula.steps {
      switch step {
      case .load(let leaf): stack.append(states[leaf])
      case .unary: break
      case .binary(let step):
        let right = stack.removeLast()
        let left = stack.removeLast()
        let own = unsafe statuses + stack.count * BlockRun.blockSize
        var result = unsafe left.combined(with: right, step.statuses, in: own, count)
        // The right side's place is taken by the next.
        let next = unsafe own + BlockRun.blockSize
        if unsafe result.cells == UnsafePointer(next) {
          result = unsafe result.moved(to: own, count)
        }
        stack.append(result)
      }
    }
    guard let result = stack.last else { return unsafe BlockStatuses(actual: actual) }
    return unsafe result.moved(to: target, count)
  }
}
