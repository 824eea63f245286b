import Indicators

/// The arithmetic of a formula over the values of a block, strip by strip: a strip's values stay in the
/// processor's nearest memory from the first step to the last, so that waiting for the operands of one
/// strip and computing another go on at once.
///
/// It looks at no status. What is no number at a step where a later one could lose it is reported, and the
/// block is then worked out step by step (``BlockMachine``).
@safe
struct StripProgram {
  /// So many cells make a strip.
  private static let stripSize = 256

  /// A side of an instruction.
  fileprivate enum Side {
    case leaf(Int)
    case slot(Int)
    case constant(Double)
  }

  fileprivate struct Instruction {
    var operation: Arithmetic
    var left: Side
    var right: Side

    /// The slot of the result; the first one lies in the target.
    var slot: Int
    var isLookedAt: Bool
  }

  private let instructions: [Instruction]

  /// What has come up so far while a formula is put together.
  fileprivate struct Compilation {
    var instructions: [Instruction] = []
    var stack: [Side] = []
    var slots = 1
  }

  /// Fails if the formula has other steps than additions, subtractions, multiplications and divisions, or
  /// one whose zero denominator is an error.
  ///
  /// - Parameters:
  ///   - formula: A formula.
  ///   - constants: For each of its operands the value under all cells, if it is one and certain.
  init?(_ formula: FusedFormula, constants: [Double?]) {
    var compilation = Compilation()
    for (position, step) in formula.steps.enumerated() {
      switch step {
      case .load(let leaf):
        compilation.stack.append(constants[leaf].map { .constant($0) } ?? .leaf(leaf))
      case .unary(let symbol):
        // Zero less a value would lose the sign of a zero.
        guard symbol == .minus else { return nil }
        let depth = compilation.stack.count - 1
        let own = compilation.stack.removeLast()
        compilation.append(.times, own, .constant(-1), depth, isLookedAt: false)
      case .binary(let step):
        guard let operation = Arithmetic(step.symbol), step.zero == nil else { return nil }
        let depth = compilation.stack.count - 2
        let right = compilation.converted(compilation.stack.removeLast(), step.right, depth + 1)
        let left = compilation.converted(compilation.stack.removeLast(), step.left, depth)
        compilation.append(
          operation,
          left,
          right,
          depth,
          isLookedAt: formula.losesUndefined(after: position)
        )
      }
    }
    // A formula without an instruction is an operand alone.
    guard let last = compilation.instructions.last, last.slot == 0 else { return nil }
    instructions = compilation.instructions
    slots = compilation.slots
  }

  /// How many strips of room are asked for beside the target.
  private let slots: Int

  /// Works out the values of a block.
  ///
  /// - Parameters:
  ///   - leaves: The values of each operand from the block's first cell on; of those that are constants
  ///     nothing is read.
  ///   - target: Where the result goes.
  ///   - room: Room for ``room`` values.
  ///   - count: How many cells the block has.
  /// - Returns: Whether no value that must be found is no number.
  func run(
    _ leaves: [UnsafePointer<Double>],
    into target: UnsafeMutablePointer<Double>,
    room: UnsafeMutablePointer<Double>,
    _ count: Int
  ) -> Bool {
    unsafe leaves.withUnsafeBufferPointer { leaves in
      unsafe instructions.withUnsafeBufferPointer { instructions in
        for start in stride(from: 0, to: count, by: Self.stripSize) {
          let length = min(Self.stripSize, count - start)
          for index in 0..<instructions.count {
            let instruction = unsafe instructions[index]
            func place(_ slot: Int) -> UnsafeMutablePointer<Double> {
              unsafe slot == 0 ? target + start : room + (slot - 1) * Self.stripSize
            }
            func values(_ side: Side) -> BlockValues {
              switch side {
              case .leaf(let leaf): unsafe .each(leaves[leaf] + start)
              case .slot(let slot): unsafe .each(place(slot))
              case .constant(let value): .all(value)
              }
            }
            let own = unsafe place(instruction.slot)
            unsafe instruction.operation.apply(
              values(instruction.left),
              values(instruction.right),
              into: own,
              length
            )
            if instruction.isLookedAt, unsafe !areFinite(own, length) { return false }
          }
        }
        return true
      }
    }
  }

  /// How many values of room ``run(_:into:room:_:)`` asks for.
  var room: Int { slots * Self.stripSize }
}

extension StripProgram.Compilation {
  /// Adds an instruction whose result stands at a depth of the stack.
  fileprivate mutating func append(
    _ operation: Arithmetic,
    _ left: StripProgram.Side,
    _ right: StripProgram.Side,
    _ depth: Int,
    isLookedAt: Bool
  ) {
    stack.append(result(operation, left, right, depth, isLookedAt: isLookedAt))
  }

  private mutating func result(
    _ operation: Arithmetic,
    _ left: StripProgram.Side,
    _ right: StripProgram.Side,
    _ depth: Int,
    isLookedAt: Bool
  ) -> StripProgram.Side {
    slots = max(slots, depth + 1)
    instructions.append(
      StripProgram.Instruction(
        operation: operation,
        left: left,
        right: right,
        slot: depth,
        isLookedAt: isLookedAt
      )
    )
    return .slot(depth)
  }

  /// A side in the unit that an operation asks for.
  fileprivate mutating func converted(
    _ side: StripProgram.Side,
    _ conversion: UnitConversion,
    _ depth: Int
  ) -> StripProgram.Side {
    guard !conversion.isIdentity else { return side }
    if case .constant(let value) = side { return .constant(conversion(value)) }
    var side = side
    if conversion.numerator != 1 {
      side = result(.times, side, .constant(conversion.numerator), depth, isLookedAt: false)
    }
    if conversion.denominator != 1 {
      side = result(.divided, side, .constant(conversion.denominator), depth, isLookedAt: false)
    }
    return side
  }
}

extension FusedFormula {
  /// Whether a step after this one can make a number of what is none: a divisor that is infinite makes
  /// zero, and comparisons and powers have results of their own.
  fileprivate func losesUndefined(after position: Int) -> Bool {
    // The step that takes the result: the first after which no more stands on the stack than before it.
    var depth = 0
    for step in steps[(position + 1)...] {
      switch step {
      case .load: depth += 1
      case .unary(let symbol): if depth == 0, symbol == .not { return true }
      case .binary(let binary):
        let isRight = depth == 0
        depth -= 1
        guard depth <= 0 else { continue }
        switch binary.symbol {
        case .plus, .minus, .times: break
        case .divided: if isRight { return true }
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .power:
          return true
        }
        return false
      }
    }
    return false
  }
}
