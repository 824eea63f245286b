import Indicators

/// The values of one series and how it usually changes.
struct ChangeSeries {
  struct Step {
    let cell: Int
    let value: Double
  }

  /// The values that are known, in order.
  let steps: [Step]

  /// Positions before which the series breaks.
  private let breaks: Set<Int>

  /// Whether changes are differences of logarithms, as they are where all values are positive.
  private let isLogarithmic: Bool

  /// What a change is measured in: one for logarithms, else the middle size of a value.
  private let scale: Double

  /// What is usual by all changes together.
  private let usual: Usual

  /// In a series of no more changes than this, a value is held against the changes of the others: its own
  /// would be a large part of what is usual.
  private static let shortest = 30

  /// How changes lie round their middle.
  private struct Usual {
    let count: Int
    let centre: Double
    let spread: Double

    /// A series that hardly ever moves may still move a little, by 2 %; and a few changes say little of
    /// what is usual, so that the less they are, the more is allowed.
    init(_ changes: [Double], scale: Double) {
      count = changes.count
      centre = median(changes)
      let few = Double(max(count, 2))
      let least = (0.02 + 1.2 / (few * few)) * scale
      spread = max(robustSpread(changes, around: centre), least, .leastNormalMagnitude)
    }
  }

  init(_ cube: Cube, _ series: Int) {
    let count = cube.time.count
    let cells = series * count..<(series + 1) * count
    let steps = cells.compactMap { cell in cube[cell].map { Step(cell: cell, value: $0) } }
    var breaks: Set<Int> = []
    if !cube.breaks.isEmpty {
      for (position, step) in steps.enumerated().dropFirst() {
        let passed = steps[position - 1].cell + 1...step.cell
        if passed.contains(where: cube.breaks.contains) { breaks.insert(position) }
      }
    }
    self.steps = steps
    self.breaks = breaks
    isLogarithmic = steps.allSatisfy { $0.value > 0 }
    scale = isLogarithmic ? 1 : median(steps.map { abs($0.value) })
    usual = Usual(
      Self.changes(steps, breaks, isLogarithmic, without: nil),
      scale: scale
    )
  }

  func isBroken(before position: Int) -> Bool { breaks.contains(position) }

  /// How many robust standard deviations the change that leads to a value lies from the middle of the
  /// series' changes; zero where there are no others.
  func distanceOfChange(to position: Int) -> Double {
    let usual = usual(without: position)
    guard usual.count > 0 else { return 0 }
    let change = Self.change(steps[position - 1].value, steps[position].value, isLogarithmic)
    return abs(change - usual.centre) / usual.spread
  }

  /// How many robust standard deviations of the series' changes a value lies from what it was before.
  func distanceOfRevision(of position: Int, from before: Double) -> Double {
    let after = steps[position].value
    let usual = usual(without: position)
    guard isLogarithmic, before <= 0 else {
      return abs(Self.change(before, after, isLogarithmic)) / usual.spread
    }
    // What was not positive has no logarithm: the change is a share of the value.
    return abs(after - before) / after / usual.spread
  }

  private func usual(without position: Int) -> Usual {
    guard steps.count <= Self.shortest + 1 else { return usual }
    return Usual(
      Self.changes(steps, breaks, isLogarithmic, without: position),
      scale: scale
    )
  }

  /// The changes from value to value, over no break; without one of the values, its neighbours are joined.
  private static func changes(
    _ steps: [Step],
    _ breaks: Set<Int>,
    _ isLogarithmic: Bool,
    without left: Int?
  ) -> [Double] {
    var changes: [Double] = []
    var last: Int?
    for position in steps.indices {
      if breaks.contains(position) { last = nil }
      guard position != left else { continue }
      if let last {
        changes.append(change(steps[last].value, steps[position].value, isLogarithmic))
      }
      last = position
    }
    return changes
  }

  private static func change(_ before: Double, _ after: Double, _ isLogarithmic: Bool) -> Double {
    isLogarithmic ? logarithm(after) - logarithm(before) : after - before
  }
}

/// The standard deviation that the median absolute deviation stands for where values are normal: 1.4826
/// times it. Where that is zero, since most values are alike, 1.2533 times the mean absolute deviation
/// takes its place (Iglewicz and Hoaglin, 1993, "How to Detect and Handle Outliers", section 3.3).
func robustSpread(_ values: [Double], around centre: Double) -> Double {
  let deviations = values.map { abs($0 - centre) }
  let spread = 1.4826 * median(deviations)
  guard spread == 0, !deviations.isEmpty else { return spread }
  return 1.2533 * deviations.reduce(0, +) / Double(deviations.count)
}

/// The middle value, of two the mean; zero of none.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard let last = sorted.last else { return 0 }
  let middle = sorted.count / 2
  guard sorted.count > 1 else { return last }
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
