import Indicators
import Testing

@Suite struct LabelsTests {
  private func entry(_ name: String, order: Int? = nil, group: String? = nil) -> Labels.Entry {
    Labels.Entry(name: LocalizedText(name), short: nil, order: order, group: group)
  }

  @Test func `what is named already keeps its name, the rest is added`() {
    let labels = Labels(["scenario": ["calm": entry("Calm", order: 2)]]).completed(with: [
      "scenario": ["calm": entry("Other", order: 9), "storm": entry("Storm", order: 1)],
      "leaf": ["never": entry("Never")],
    ])
    #expect(labels.name(of: "calm", in: "scenario", language: "en") == "Calm")
    #expect(labels.order(of: "calm", in: "scenario") == 2)
    #expect(labels.name(of: "storm", in: "scenario", language: "en") == "Storm")
    #expect(labels.name(of: "never", in: "leaf", language: "en") == "Never")
    #expect(labels.name(of: "unknown", in: "leaf", language: "en") == "unknown")
  }

  @Test func `a group's members stand by their order, those without one last by id`() {
    let labels = Labels([
      "metal": [
        "c": entry("C", order: 2, group: "base"), "a": entry("A", group: "base"),
        "b": entry("B", group: "base"), "d": entry("D", order: 1, group: "base"),
        "e": entry("E", order: 0, group: "other"),
      ]
    ])
    #expect(labels.members(ofGroup: "base", in: "metal") == ["d", "c", "a", "b"])
    #expect(labels.members(ofGroup: "none", in: "metal").isEmpty)
  }
}
