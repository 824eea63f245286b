import Indicators

/// A resolved axis of numbers: what it spans and what its labels say.
struct ValueAxis: Hashable, Sendable {
  var low: Double
  var high: Double
  var ticks: [Double]
  var labels: [String]

  /// An axis for values, with about as many labels as wanted.
  ///
  /// With `mustEnclose` the outermost labels enclose the data; else the data may stand over the last
  /// gridline by a third of a step.
  init(
    _ values: [Double],
    includesZero: Bool,
    mustEnclose: Bool,
    count: Double,
    unit: Unit?,
    words: Words
  ) {
    var low = values.min() ?? 0
    var high = values.max() ?? 1
    if includesZero {
      low = min(low, 0)
      high = max(high, 0)
    }
    // What is counted in whole numbers has whole labels.
    let isWhole = low < high && values.allSatisfy { $0 == $0.rounded() }
    if low == high {
      // One level: a scale of its own size round it.
      let reach = low == 0 ? 1 : abs(low) * 0.1
      (low, high) = includesZero && low == 0 ? (0, 1) : (low - reach, high + reach)
    }
    var options = TickOptions(count: count)
    let spansZero = low < 0 && high > 0
    options.legibility = { first, step, count in
      if isWhole, step != step.rounded() || first != first.rounded() { return -.infinity }
      guard spansZero else { return 1 }
      // A scale that spans zero labels it.
      let steps = (-first / step).rounded()
      let hasZero = abs(first + steps * step) < 1e-9 * step && steps >= 0 && steps < Double(count)
      return hasZero ? 1 : -.infinity
    }
    var ticks =
      extendedTicks(from: low, to: high, options)
      ?? Ticks(values: [low, high], step: high - low, decimals: 0)
    if let first = ticks.values.first, let last = ticks.values.last, ticks.step > 0 {
      var all = ticks.values
      let slack = ticks.step * 1e-9
      // A value on the foot of a scale that does not begin at zero would lie on the axis.
      let isOnFoot = first > 0 && !includesZero && low < first + ticks.step / 10
      if low < first - slack || (isOnFoot && first - ticks.step >= 0) {
        all.insert(ticks.shifted(first, by: -1), at: 0)
      }
      let room = mustEnclose ? slack : ticks.step / 3
      if high > last + room { all.append(ticks.shifted(last, by: 1)) }
      ticks = Ticks(values: all, step: ticks.step, decimals: ticks.decimals)
    }
    self.ticks = ticks.values
    self.low = min(low, ticks.values.first ?? low)
    self.high = max(high, ticks.values.last ?? high)
    labels = words.ticks(ticks.values, unit: unit)
  }

  init(low: Double, high: Double, ticks: [Double], labels: [String]) {
    self.low = low
    self.high = high
    self.ticks = ticks
    self.labels = labels
  }
}

extension ValueAxis {
  /// The same scale with as many labels as a height has room for; what it spans does not depend on it.
  func thinned(height: Double) -> ValueAxis {
    guard ticks.count > 3 else { return self }
    let range = high - low
    let pitch = (ticks[1] - ticks[0]) / range * height
    guard pitch < 16 else { return self }
    let step = pitch < 6 ? 4 : pitch < 9 ? 3 : 2
    // Zero stays where the scale spans it, else the foot.
    let start = (ticks.firstIndex(of: 0) ?? 0) % step
    var result = self
    let kept = ticks.indices.filter { $0 % step == start }
    result.ticks = kept.map { ticks[$0] }
    result.labels = kept.map { labels[$0] }
    return result
  }
}

extension Ticks {
  /// A tick some steps on, as a whole multiple of the last decimal, so that no rounding noise shows.
  fileprivate func shifted(_ value: Double, by steps: Int) -> Double {
    let raw = value + Double(steps) * step
    guard decimals <= 15 else { return raw }
    let scale = (0..<decimals).reduce(1.0) { result, _ in result * 10 }
    return (raw * scale).rounded() / scale
  }
}

/// Whether a line chart's scale starts at zero unasked: it does where the data come so near to zero that
/// leaving it out would gain little room.
func startsAtZero(_ values: [Double]) -> Bool {
  guard let low = values.min(), let high = values.max() else { return true }
  if low < 0 { return true }
  return low <= 0.3 * high
}
