import TestSupport
import Testing

@testable import Charts

@Suite struct IsotonicSpreadTests {
  private func makeItems(_ random: inout SplitMix64) -> [SpreadItem] {
    let count = random.integer(in: 1...9)
    return (0..<count).map { _ in
      SpreadItem(
        target: random.number(in: 0...100),
        length: random.number(in: 4...14),
        weight: random.element(of: [1, 1, 4])
      )
    }.sorted { $0.target < $1.target }
  }

  private func cost(_ places: [Double], _ items: [SpreadItem]) -> Double {
    zip(places, items).reduce(0) { $0 + $1.1.weight * ($1.0 - $1.1.target) * ($1.0 - $1.1.target) }
  }

  @Test func `items that do not touch stay where they want to be`() {
    let items = [10.0, 40, 70].map { SpreadItem(target: $0, length: 10, weight: 1) }
    #expect(spread(items, gap: 1, within: 0...100) == [10, 40, 70])
  }

  @Test func `two items at one place part evenly, or by their weights`() {
    var items = [50.0, 50].map { SpreadItem(target: $0, length: 10, weight: 1) }
    #expect(spread(items, gap: 2, within: 0...100) == [44, 56])
    items[0].weight = 3
    #expect(spread(items, gap: 2, within: 0...100) == [47, 59])
  }

  @Test func `items keep within the bounds if they fit`() {
    let items = [2.0, 98].map { SpreadItem(target: $0, length: 20, weight: 1) }
    #expect(spread(items, gap: 1, within: 0...100) == [10, 90])
  }

  @Test func `nothing to spread gives nothing`() {
    #expect(spread([], gap: 1, within: 0...1).isEmpty)
  }

  @Test func `no two items touch, and their order is kept`() {
    for seed in 1...300 {
      var random = SplitMix64(seed: UInt64(seed))
      let items = makeItems(&random)
      let places = spread(items, gap: 1.5, within: 0...140)
      for index in items.indices.dropFirst() {
        let room = (items[index - 1].length + items[index].length) / 2 + 1.5
        #expect(places[index] - places[index - 1] >= room - 1e-9, "seed \(seed)")
      }
    }
  }

  @Test func `no feasible move lowers the cost`() {
    for seed in 1...300 {
      var random = SplitMix64(seed: UInt64(seed) &* 977)
      let items = makeItems(&random)
      let places = spread(items, gap: 1, within: -1000...1000)
      let best = cost(places, items)
      // Any run of neighbours moved together, up or down, as far as it stays feasible.
      for start in items.indices {
        for end in start..<items.count {
          for step in [-0.01, 0.01] {
            var moved = places
            for index in start...end { moved[index] += step }
            let isFeasible = items.indices.dropFirst().allSatisfy { index in
              let room = (items[index - 1].length + items[index].length) / 2 + 1
              return moved[index] - moved[index - 1] >= room - 1e-9
            }
            if isFeasible {
              #expect(cost(moved, items) >= best - 1e-9, "seed \(seed)")
            }
          }
        }
      }
    }
  }
}
