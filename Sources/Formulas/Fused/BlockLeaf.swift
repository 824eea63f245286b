import Indicators

/// The memory of an operand's cells, and where they lie under those of the result.
@safe
struct BlockLeaf: @unchecked Sendable {
  let mapping: CellMapping
  private let values: UnsafeBufferPointer<Double>
  private let statuses: UnsafeBufferPointer<UInt8>

  /// The value under all cells, if it is one and certain.
  let constant: Double?

  private init(
    _ mapping: CellMapping,
    _ values: UnsafeBufferPointer<Double>,
    _ statuses: UnsafeRawBufferPointer
  ) {
    self.mapping = mapping
    unsafe self.values = values
    // A status lies in memory as its raw value, since the cases count from zero.
    unsafe self.statuses = statuses.bindMemory(to: UInt8.self)
    let isCertain = unsafe mapping.isConstant && self.statuses[0] == Status.actual.rawValue
    constant = unsafe isCertain ? values[0] : nil
  }

  /// Hands the memory of some operands to a body while it holds.
  static func with(_ mappings: [CellMapping], _ body: ([BlockLeaf]) -> Void) {
    with(mappings[...], [], body)
  }

  private static func with(
    _ mappings: ArraySlice<CellMapping>,
    _ leaves: [BlockLeaf],
    _ body: ([BlockLeaf]) -> Void
  ) {
    guard let mapping = mappings.first else { return body(leaves) }
    unsafe mapping.cube.values.withUnsafeBufferPointer { values in
      unsafe mapping.cube.statuses.withUnsafeBytes { statuses in
        let leaf = unsafe BlockLeaf(mapping, values, statuses)
        with(mappings.dropFirst(), leaves + [leaf], body)
      }
    }
  }

  /// The cells of a block where they lie, if they are those of the result.
  func cells(
    of block: Range<Int>
  ) -> (values: UnsafePointer<Double>, statuses: UnsafePointer<UInt8>)? {
    guard mapping.isIdentity, let values = unsafe values.baseAddress,
      let statuses = unsafe statuses.baseAddress
    else { return nil }
    return unsafe (values + block.lowerBound, statuses + block.lowerBound)
  }

  /// Puts a block's values and statuses into room for them.
  func load(
    _ block: Range<Int>,
    _ values: UnsafeMutablePointer<Double>,
    _ statuses: UnsafeMutablePointer<UInt8>
  ) {
    let absent = Status.notAvailable.rawValue
    mapping.forEachRun(in: block) { positions, run in
      let (own, states) = unsafe (values + positions.lowerBound, statuses + positions.lowerBound)
      let count = positions.count
      switch run {
      case .cells(let cell):
        guard let start = unsafe self.values.baseAddress,
          let other = unsafe self.statuses.baseAddress
        else {
          return
        }
        unsafe own.update(from: start + cell, count: count)
        unsafe states.update(from: other + cell, count: count)
      case .cell(let cell):
        unsafe own.update(repeating: self.values[cell], count: count)
        unsafe states.update(repeating: self.statuses[cell], count: count)
      case .none:
        unsafe own.update(repeating: 0, count: count)
        unsafe states.update(repeating: absent, count: count)
      }
    }
  }
}
