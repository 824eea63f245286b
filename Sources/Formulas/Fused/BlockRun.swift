import Dispatch
import Glibc
import Indicators
import Synchronization

/// Works out a fused formula: the cells in blocks that fit into the processor's nearest memory, and the
/// blocks of large cubes on the cores there are. The result depends on neither.
struct BlockRun {
  struct Result {
    var values: [Double]
    var statuses: [Status]

    /// The multiplier that the values of the step that is counted ask for.
    var multiplier = 0
  }

  private let formula: FusedFormula
  private let sources: [CellMapping]

  /// The step whose magnitudes are counted.
  private let counted: Int?

  /// So many cells make a block.
  static let blockSize = 4096

  /// Fewer cells than this are no work for a second thread.
  private static let cellsOfThread = 1 << 16

  private static let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  init(_ formula: FusedFormula, _ sources: [CellMapping], counting step: Int?) {
    self.formula = formula
    self.sources = sources
    counted = step
  }

  /// - Throws: ``FusedFormula/Failure`` at the first zero denominator that is an error.
  func result() throws(FusedFormula.Failure) -> Result {
    var (result, scale) = try result(around: nil)
    guard counted != nil else { return result }
    var choice = scale.choice
    while case .tie(let threshold) = choice {
      // Rare, so that the values are rather worked out again than kept.
      (result, scale) = try self.result(around: threshold)
      choice = scale.choice
    }
    if case .multiplier(let multiplier) = choice { result.multiplier = multiplier }
    return result
  }

  private func result(
    around threshold: Double?
  ) throws(FusedFormula.Failure) -> (Result, ScaleCount) {
    let count = formula.count
    let shares = max(1, min(count / Self.cellsOfThread, Self.processorCount))
    let blocks = (count + Self.blockSize - 1) / Self.blockSize
    let done = Mutex((scale: ScaleCount(around: threshold), zeros: [Int: Int]()))
    var statuses: [Status] = []
    let values = unsafe [Double](count: count) { values in
      statuses = unsafe [Status](count: count) { statuses in
        guard count > 0 else { return }
        let raw = UnsafeMutableRawPointer(statuses.baseAddress)
        let target = unsafe BlockTarget(
          values.baseAddress,
          raw?.bindMemory(to: UInt8.self, capacity: count)
        )
        BlockLeaf.with(sources) { leaves in
          let work = { @Sendable (share: Int) in
            let machine = BlockMachine(formula, leaves, counting: counted, around: threshold)
            let first = blocks * share / shares * Self.blockSize
            machine.run(
              first..<min(count, blocks * (share + 1) / shares * Self.blockSize),
              into: target
            )
            done.withLock { done in
              done.scale.add(machine.scale)
              done.zeros.merge(machine.zeros) { min($0, $1) }
            }
          }
          if shares == 1 {
            work(0)
          } else {
            DispatchQueue.concurrentPerform(iterations: shares, execute: work)
          }
        }
      }
    }
    let (scale, zeros) = done.withLock { $0 }
    if let step = zeros.keys.min(), let cell = zeros[step],
      case .binary(let binary) = formula.steps[step], let span = binary.zero
    {
      throw .zeroDenominator(at: span, cell: cell)
    }
    return (Result(values: values, statuses: statuses), scale)
  }
}
