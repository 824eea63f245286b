import Diagnostics
import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct SeriesStyleTests {
  private func context(focus: [String] = [], theme: Theme = .house) -> ChartContext {
    ChartContext(
      theme: theme,
      words: Words(language: .english, labels: Labels()),
      measurer: MonospacedMeasurer(),
      labels: Labels(),
      scenarios: ["base", "good", "bad", "base+power"].map { ChartScenario(id: $0, title: $0) },
      today: nil,
      focus: focus
    )
  }

  private let palette = Theme.house.palette

  @Test func `a scenario has the same sign whichever others are drawn`() {
    let all = context().styles(of: ["base", "good", "bad"], in: "scenario", nil, isFill: false)
    let some = context().styles(of: ["bad", "good"], in: "scenario", nil, isFill: false)
    for id in ["good", "bad"] {
      #expect(all[id]?.color == some[id]?.color && all[id]?.dash == some[id]?.dash)
    }
    #expect(all["base"]?.dash == [] && all["base"]?.isBaseline == true)
    #expect(all["good"]?.isBaseline == false)
    #expect(some.values.allSatisfy { !$0.isBaseline })
  }

  @Test func `what is added to a scenario takes a sign that is free`() {
    let styles = context().styles(of: ["base", "base+power"], in: "scenario", nil, isFill: false)
    #expect(styles["base"]?.color != styles["base+power"]?.color)
  }

  @Test func `a theme's sign for a scenario goes first`() {
    var theme = Theme.house
    theme.scenarios["good"] = ScenarioStyle(Color(0x123456), dash: [1, 1])
    let styles = context(theme: theme).styles(of: ["good"], in: "scenario", nil, isFill: false)
    #expect(styles["good"]?.color == Color(0x123456))
    #expect(styles["good"]?.dash == [1, 1])
  }

  @Test func `the focus has the series colours and the others are grey`() {
    let styles = context(focus: ["b", "d"]).styles(
      of: ["a", "b", "c", "d"],
      in: "geo",
      nil,
      isFill: false
    )
    #expect(styles["b"]?.color == palette.series[0])
    #expect(styles["d"]?.color == palette.series[1])
    #expect(styles["a"]?.color == palette.context)
    // Grey lines are too light for their own names.
    #expect(styles["a"]?.labelColor == palette.axis)
  }

  @Test func `without a focus up to four members have colours of their own, more are grey`() {
    let four = context().styles(of: ["a", "b", "c", "d"], in: "geo", nil, isFill: false)
    #expect(Set(four.values.map(\.color)).count == 4)
    let five = context().styles(of: ["a", "b", "c", "d", "e"], in: "geo", nil, isFill: false)
    #expect(Set(five.values.map(\.color)) == [palette.context])
  }

  @Test func `a scale's range and a theme's members name colours`() {
    var definition = ChannelDefinition(span: .init(.init(path: "", text: ""), 0..<0))
    definition.domain = [.text("a"), .text("b")]
    definition.colors = ["warm", "#010203"]
    let styles = context().styles(of: ["a", "b"], in: "geo", definition, isFill: true)
    #expect(styles["a"]?.color == palette.warm)
    #expect(styles["b"]?.color == Color(0x010203))
    var theme = Theme.house
    theme.members["geo"] = ["a": Color(0x0A0B0C)]
    let own = context(theme: theme).styles(of: ["a"], in: "geo", nil, isFill: false)
    #expect(own["a"]?.color == Color(0x0A0B0C))
  }
}
