/// A label on a line: where it wants to be, how much room it takes, how much its place matters.
struct SpreadItem: Hashable, Sendable {
  /// The wanted middle.
  var target: Double
  var length: Double
  var weight: Double
}

/// The middles nearest to the targets at which no two items touch, in their order.
///
/// Minimises Σ w·(y − t)² with neighbours at least half their lengths and the gap apart. Subtracting the
/// room that the items before it need turns that into weighted isotonic regression, which
/// pool-adjacent-violators solves exactly (Barlow and others, "Statistical Inference under Order
/// Restrictions", 1972, section 1.2). Clamping the regression to an interval keeps it optimal there.
///
/// Items come in the order of their targets. The outermost items' edges stay within the bounds if all
/// items fit into them.
///
/// - Returns: One middle an item.
func spread(_ items: [SpreadItem], gap: Double, within bounds: ClosedRange<Double>) -> [Double] {
  guard !items.isEmpty else { return [] }
  var offsets = [0.0]
  for index in items.indices.dropFirst() {
    let room = (items[index - 1].length + items[index].length) / 2 + gap
    offsets.append(offsets[index - 1] + room)
  }
  var blocks: [(mean: Double, weight: Double, count: Int)] = []
  for (item, offset) in zip(items, offsets) {
    blocks.append((item.target - offset, item.weight, 1))
    while blocks.count > 1, blocks[blocks.count - 2].mean >= blocks[blocks.count - 1].mean {
      let last = blocks.removeLast()
      let previous = blocks.removeLast()
      let weight = previous.weight + last.weight
      let mean = (previous.mean * previous.weight + last.mean * last.weight) / weight
      blocks.append((mean, weight, previous.count + last.count))
    }
  }
  let low = bounds.lowerBound + items[0].length / 2
  let high = bounds.upperBound - items[items.count - 1].length / 2 - offsets[items.count - 1]
  var result: [Double] = []
  for block in blocks {
    let mean = low <= high ? min(max(block.mean, low), high) : (low + high) / 2
    result += Array(repeating: mean, count: block.count)
  }
  return zip(result, offsets).map { $0 + $1 }
}
