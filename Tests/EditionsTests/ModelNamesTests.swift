import Indicators
import Testing

@testable import Editions

@Suite struct ModelNamesTests {
  @Test func `a model's names stand in its order, behind the names that the labels give`() {
    let labels = Labels([
      "scenario": ["c": .init(name: LocalizedText("See"), short: nil, order: 7, group: nil)]
    ])
    let named = Catalogue(indicators: [:], labels: labels).naming(
      ["scenario": ["a": LocalizedText("Ay"), "b": LocalizedText("Bee"), "c": LocalizedText("X")]],
      inOrder: ["b", "a", "c"]
    ).labels
    #expect(["a", "b", "c"].map { named.order(of: $0, in: "scenario") } == [2, 1, 7])
    #expect(named.name(of: "a", in: "scenario", language: "en") == "Ay")
    #expect(named.name(of: "c", in: "scenario", language: "en") == "See")
  }
}
