import Diagnostics
import FoundationEssentials
import Indicators
import TestSupport
import Testing

@testable import Scenarios

/// A model with one mistake, marked where it is reported.
struct Mistake: Sendable, CustomStringConvertible {
  let id: String
  let text: String

  init(_ id: String, _ text: String) {
    self.id = id
    self.text = text
  }

  var description: String { id }
}

@Suite struct DiagnosticTests {
  static let mistakes: [Mistake] = [
    Mistake("scenarios.name", smallModel(parameters: "①latest: {value: 1, unit: 1}")),
    Mistake("scenarios.name", smallModel(parameters: "①2x: {value: 1, unit: 1}")),
    Mistake(
      "scenarios.duplicate-name",
      smallModel(parameters: "p: {value: 1, unit: 1}", drivers: "①p: {value: 1, unit: 1}")
    ),
    Mistake(
      "scenarios.data-name",
      smallModel(variables: "x: {value: 1, unit: 1}\n①known_data: {value: 1, unit: 1}")
    ),
    Mistake(
      "formulas.unknown-name",
      smallModel(variables: "x: {value: \"①certanty\", unit: 1}\ncertainty: {value: 1, unit: 1}")
    ),
    Mistake(
      "scenarios.reach",
      smallModel(drivers: "d: {value: \"①x\", unit: 1}")
    ),
    Mistake("scenarios.unknown-scenario", smallModel(rest: "run: {scenarios: [①bose]}\n")),
    Mistake("scenarios.unknown-output", smallModel(outputs: "①y: {}")),
    Mistake(
      "scenarios.set-nothing",
      smallModel(scenarios: "base: {title: B}\no: {title: O, set: {①y: {value: 1}}}")
    ),
    Mistake(
      "scenarios.set-unused",
      smallModel(
        drivers: "d: {value: 1, unit: 1}",
        overlays: "o: {title: O, set: {①d: {value: 2}}}"
      )
    ),
    Mistake(
      "scenarios.set-unused",
      smallModel(
        drivers: "d: {value: 1, unit: 1}",
        variables: "x: {value: d, unit: 1}",
        overlays: "o: {title: O, set: {①d: {value: 1}}}"
      )
    ),
    Mistake(
      "scenarios.overlay-conflict",
      smallModel(
        drivers: "d: {value: 1, unit: 1}",
        variables: "x: {value: d, unit: 1}",
        overlays: "a: {title: A, set: {d: {value: 2}}}\nb: {title: B, set: {d: {①value: 3}}}",
        rest: "run: {also: [[a, b]]}\n"
      )
    ),
    Mistake(
      "scenarios.from-loop",
      smallModel(scenarios: "base: {title: B}\na: {title: A, from: b}\nb: {title: B, from: ①a}")
    ),
    Mistake(
      "scenarios.adjustment",
      smallModel(
        drivers: "d: {value: 1, unit: 1}",
        variables: "x: {value: d, unit: 1}",
        overlays: "o: {title: O, set: {d: ①{value: 2, from: 2025}}}"
      )
    ),
    Mistake("scenarios.distribution", smallModel(parameters: "①p: {unit: 1}")),
    Mistake(
      "scenarios.two-forms",
      smallModel(parameters: "p: {value: 1, ①uniform: [1, 2], unit: 1}")
    ),
    Mistake("scenarios.two-forms", smallModel(variables: "x: {value: 1, ①start: 1, unit: 1}")),
    Mistake("scenarios.arguments", smallModel(parameters: "p: {triangular: ①[1, 2], unit: 1}")),
    Mistake("scenarios.order", smallModel(parameters: "p: {triangular: ①[3, 2, 4], unit: 1}")),
    Mistake(
      "scenarios.number",
      smallModel(drivers: "d: {path: {①next: 1, 2024: 1}, hold: true, unit: 1}")
    ),
    Mistake("scenarios.unit-text", smallModel(parameters: "p: {value: 1, unit: ①tonz}")),
    Mistake("scenarios.years", smallModel(to: 2020).replacing("to: 2020", with: "to: ①2020")),
    Mistake("scenarios.path", smallModel(drivers: "d: {path: ①{2025: 1}, hold: true, unit: 1}")),
    Mistake("scenarios.process", smallModel(drivers: "d: {path: {2024: 1}, then: ①{}, unit: 1}")),
    Mistake("scenarios.equation", smallModel(variables: "①x: {start: 1, unit: 1}")),
    Mistake(
      "scenarios.unsupported",
      smallModel(parameters: "p: {value: 1, unit: 1, reason: \"①{{ fit.value | 0.00 }}\"}")
    ),
    Mistake("formulas.many-values", smallModel(variables: "x: {value: ①by_geo, unit: t}")),
    Mistake(
      "formulas.nothing-in-common",
      smallModel(
        drivers: "d: {value: 1, unit: 1}",
        variables: "x: {value: \"sum((by_geo * d) ①- other_geo, over:geo)\", unit: t}"
      )
    ),
    Mistake(
      "formulas.unit",
      smallModel(variables: "x: {value: \"①3 't'\", unit: USD}")
    ),
    Mistake(
      "formulas.unit",
      smallModel(
        drivers: "d: {value: 1, unit: t}",
        variables: "x: {value: \"d ①+ 3 'USD'\", unit: t}"
      )
    ),
    Mistake(
      "formulas.truth",
      smallModel(variables: "x: {value: \"if(①year, 2, 3)\", unit: 1}")
    ),
    Mistake(
      "formulas.model",
      smallModel(variables: "x: {start: 1, next: \"①cumsum(lag(x))\", unit: 1}")
    ),
    Mistake("formulas.frequency", smallModel(variables: "x: {value: ①quarterly, unit: 1}")),
    Mistake(
      "scenarios.declared-unit",
      smallModel(
        variables: "x: {value: 1, unit: 1}",
        outputs: "①x: {unit: t}"
      )
    ),
    Mistake(
      "scenarios.loop",
      smallModel(
        variables: "①x: {value: y, unit: 1}\ny: {value: z, unit: 1}\nz: {value: x, unit: 1}"
      )
    ),
    Mistake(
      "scenarios.ahead",
      smallModel(variables: "①x: {value: y @ 2026, unit: 1}\ny: {value: 1, unit: 1}")
    ),
    Mistake(
      "scenarios.event-date",
      smallModel(events: treaty(extra: "assumed: [{date: ①2027-07-02, outcome: confirmed}]"))
    ),
    Mistake(
      "scenarios.observed-later",
      smallModel(
        events: treaty().replacing(
          "observed: [{date: 2026-07-01",
          with: "observed: [{date: ①2027-07-01"
        )
      )
    ),
    Mistake(
      "scenarios.counterfactual",
      smallModel(
        events: treaty(),
        variables: "x: {value: \"if(stands, 1, 0)\", unit: 1}",
        scenarios: "base: {title: B}\n"
          + "e: {title: E, set: {treaty: {assumed: [{date: ①2026-07-01, outcome: confirmed}]}}}"
      )
    ),
    Mistake(
      "scenarios.chance",
      smallModel(
        events: treaty(chance: "CHANCE").replacing(
          "after_failure: CHANCE",
          with: "after_failure: ①150%"
        ).replacing("CHANCE", with: "0%")
      )
    ),
    Mistake(
      "scenarios.tree-size",
      smallModel(
        events: ["a", "b", "c", "d"].map { name in
          (name == "d" ? "①" : "")
            + "\(name): {rule: chance, years: 2025..2040, chance: 5%, lasts: 1 year, gives: {active: \(name)_on}}"
        }.joined(separator: "\n"),
        to: 2042
      )
    ),
    Mistake(
      "scenarios.leaves",
      smallModel(events: treaty(), rest: "leaves: {by: ①stands, missing: never}\n")
    ),
    Mistake(
      "scenarios.above",
      smallModel(variables: "①x: {start: 2, next: \"lag(x) - 1\", above: 0, unit: 1}")
    ),
    Mistake(
      "scenarios.missing",
      smallModel(variables: "x: {value: lag(y), unit: 1}\ny: {value: 1, unit: 1}").replacing(
        "outputs:\n  x",
        with: "outputs:\n  ①x"
      )
    ),
    Mistake("scenarios.no-value", smallModel(parameters: "p: {value: ①gap @ 2024, unit: 1}")),
  ]

  private func data() throws -> SmallData {
    var data = SmallData()
    try data.add("known_data", "1", from: 2024, [1])
    try data.add("gap", "1", from: 2024, [nil])
    try data.add("by_geo", "t", over: "geo", [("A", 1), ("B", 2)])
    try data.add("other_geo", "t", over: "geo", [("C", 1)])
    data.cubes["quarterly"] = .init(
      axes: [],
      time: .series([.quarter(2024, 1), .quarter(2024, 2)]),
      unit: .one,
      values: [1, 2],
      statuses: [.actual, .actual]
    )
    return data
  }

  @Test(arguments: mistakes)
  func `a mistake is reported once, where it stands`(mistake: Mistake) throws {
    let run = ModelRun(mistake.text, data: try data())
    #expect(run.problems == ["① \(mistake.id)"], "\(mistake.text)")
  }

  @Test func `every id of the module has a file that provokes it`() throws {
    let path = #filePath.replacing(
      "Tests/ScenariosTests/DiagnosticTests.swift",
      with: "Sources/Scenarios/Diagnostic+Scenarios.swift"
    )
    let source = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let ids = source.split(separator: "id: \"").dropFirst().compactMap {
      $0.split(separator: "\"").first.map(String.init)
    }
    #expect(ids.count > 30)
    #expect(Set(ids).subtracting(Self.mistakes.map(\.id)) == [])
  }

  @Test func `a loop is printed from name to name`() throws {
    let run = ModelRun(
      smallModel(
        variables: "x: {value: y, unit: 1}\ny: {value: z, unit: 1}\nz: {value: x, unit: 1}"
      )
    )
    #expect(run.list.all.first?.message == "x → y → z → x need each other within 2024")
  }

  /// A model whose output is missing, what is said of the cause, and the remedy.
  @Test(
    arguments: [
      (
        smallModel(variables: "x: {value: 2 * lag(y), unit: 1}\ny: {value: 1, unit: 1}"),
        "'y' has no value in 2023",
        "give 'y' a 'history', which holds the years before the model"
      ),
      (
        smallModel(
          drivers: "d: {path: {2024: 1, 2025: 2}, unit: 1}",
          variables: "x: {value: y + 1, unit: 1}\ny: {value: d, unit: 1}"
        ),
        "'d' has no value in 2026",
        "continue the path with 'hold: true' or 'then'"
      ),
      (
        smallModel(variables: "x: {value: y + 1, unit: 1}\ny: {value: 1 / (year - 2025), unit: 1}"),
        "'y' has no value in 2025",
        nil
      ),
    ] as [(String, String, String?)]
  )
  func `a missing output names the value that it lacks`(text: String, note: String, help: String?) {
    let run = ModelRun(text)
    #expect(run.list.all.map(\.id) == ["scenarios.missing"])
    #expect(run.list.all.first?.notes.map(\.text) == [note])
    #expect(run.list.all.first?.help == help)
  }

  @Test func `a lag breaks a loop`() {
    let run = ModelRun(
      smallModel(
        variables: "x: {value: \"default(lag(z), 0) + 1\", unit: 1}\nz: {value: x, unit: 1}"
      )
    )
    #expect(run.problems == [])
    #expect(run.path("x") == [1, 2, 3, 4])
  }

  @Test func `a misspelt name is answered with the nearest one`() {
    let run = ModelRun(
      smallModel(variables: "x: {value: certanty, unit: 1}\ncertainty: {value: 1, unit: 1}")
    )
    #expect(run.list.all.first?.help == "did you mean 'certainty'?")
  }

  @Test func `an unknown key of a definition is an error`() {
    let run = ModelRun(smallModel(drivers: "d: {value: 1, unit: 1, ①valeu: 2}"))
    #expect(run.problems == ["① settings.unknown-key"])
  }
}
