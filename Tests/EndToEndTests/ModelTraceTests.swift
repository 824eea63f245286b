import FoundationEssentials
import Testing

@Suite struct ModelTraceTests {
  private static let model = """
    model: {from: 2024, to: 2026, frequency: A, baseline: calm, edition_knows: 2026-12-31}
    parameters:
      pull: {triangular: [0.2, 0.5, 0.8], unit: 1, title: {en: Pull, es: Impulso}, reason: {en: A guess, es: Una conjetura}, judge: editor}
      odds: {value: 40%, unit: 1, reason: A guess, source: AGENCY}
    drivers:
      demand: {path: {2024: 1, 2025: 2}, then: {growth: 10%}, unit: 1, reason: A guess}
    events:
      storm: {rule: chance, years: [2025, 2026], chance: odds, lasts: 1 year, gives: {active: stormy}}
    variables:
      stock: {start: "output[geo:MEX] @ 2024", next: "lag(stock) * (1 + pull) * demand", unit: t}
      loss: {value: "if(stormy, stock, 0 't')", unit: t}
    scenarios:
      calm: {title: {en: Calm, es: Calma}}
    overlays:
      brisk: {title: {en: Brisk, es: Viva}, set: {demand: {times: {triangular: [1, 1.5, 2]}, from: 2025, to: 2025}}}
    run: {scenarios: all, overlays: each-on-baseline}
    outputs:
      stock: {better: up}
      loss: {better: down}
      double: {value: "2 * stock", unit: t}
      damage: {value: "2 * loss", unit: t}

    """

  private func trace(_ formula: String, _ options: [String] = []) throws -> VetaRun {
    var files = ["scenarios.yaml": Self.model]
    for language in ["en", "es"] {
      files["report.\(language).md"] =
        "---\ntitle: Small\nlanguage: \(language)\nedition: 2026\n---\n\n# Small\n"
    }
    let folder = try SmallFolder.written(
      data: "indicator,geo,period,value,unit,obs_status,source\noutput,MEX,2024,12,t,P,AGENCY\n",
      files: files
    )
    return try SmallFolder.trace([formula] + options, in: folder)
  }

  @Test func `a model's value shows its equation and what that used, down to parameters and cells`()
    throws
  {
    let run = try trace("stock[calm] @ 2025")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        stock[calm] @ 2025 = 36 t, Calm, 2025, forecast
        │ computed by the model of scenarios.yaml
        │ = lag(stock) * (1 + pull) * demand · small/scenarios.yaml:10:51
        ├─ lag(stock) = 12 t, 2024, estimate
        │  │ = output[geo:MEX] @ 2024 · small/scenarios.yaml:10:19
        │  └─ output[geo:MEX] @ 2024 = 12 t, MEX, 2024, provisional
        │       small/data/output.csv:2:17 · The Agency · released 2025-03-01
        ├─ pull = 0.5, estimate
        │    Pull
        │    mode of triangular(0.2, 0.5, 0.8) · small/scenarios.yaml:3:22
        │    A guess · judged by editor
        └─ demand = 2, 2025, forecast
             = 2 · small/scenarios.yaml:6:34
             A guess

        """
    )
  }

  @Test func `the words are those of the report's language`() throws {
    let run = try trace("stock[calm] @ 2025", ["--language", "es"])
    #expect(run.status == 0, "\(run.errors)")
    for line in [
      "stock[calm] @ 2025 = 36 t, Calma, 2025, pronóstico\n",
      "│ calculado por el modelo de scenarios.yaml\n",
      "│    Impulso\n",
      "│    moda de triangular(0.2, 0.5, 0.8) · small/scenarios.yaml:3:22\n",
      "│    Una conjetura · a juicio de editor\n",
      "The Agency · publicado el 2025-03-01\n",
    ] { #expect(run.output.contains(line), "\(line)\(run.output)") }
    for word in ["forecast", "estimate", "mode of", "computed", "judged", "released"] {
      #expect(!run.output.contains(word), "\(word)")
    }
  }

  @Test func `what an overlay lays on a driver stands beside the driver's own value`() throws {
    let run = try trace("demand[\"calm+brisk\"] @ 2025")
    #expect(
      run.output == """
        demand["calm+brisk"] @ 2025 = 3, Brisk, 2025, forecast
        │ computed by the model of scenarios.yaml
        │ = demand times triangular(1, 1.5, 2) · small/scenarios.yaml:15:76
        ├─ demand = 2, 2025, forecast
        │    = 2 · small/scenarios.yaml:6:34
        │    A guess
        └─ times triangular(1, 1.5, 2) = 1.5, estimate

        """,
      "\(run.errors)"
    )
  }

  @Test func `a value of an earlier year says how to go on`() throws {
    let run = try trace("double[calm] @ 2026")
    #expect(run.output.contains("│ = 2 * stock · small/scenarios.yaml:20:20\n"), "\(run.output)")
    #expect(run.output.contains("└─ stock = 118.8 t, 2026, forecast\n"), "\(run.output)")
    #expect(run.output.contains("lag(stock) = 36 t, 2025, forecast\n"), "\(run.output)")
    #expect(run.output.contains("its own tree: stock[scenario:calm] @ 2025\n"), "\(run.output)")
    #expect(run.output.contains("= lag(demand) * (1 + 10%) · small/scenarios.yaml:6:53\n"))
  }

  @Test func `a mean over outcomes is told from a value that the equation gives`() throws {
    let run = try trace("loss[calm] @ 2025")
    #expect(run.status == 0, "\(run.errors)")
    // 40% of 36 t.
    #expect(run.output.hasPrefix("loss[calm] @ 2025 = 14.4 t, Calm, 2025, forecast\n"))
    #expect(
      run.output.contains("│ mean over the 3 ways in which the events can go"),
      "\(run.output)"
    )
    #expect(run.output.contains("stormy = 0.4, 2025, forecast\n"), "\(run.output)")
    #expect(run.output.contains("odds = 0.4, estimate\n"), "\(run.output)")
    #expect(run.output.contains("= 40% · small/scenarios.yaml:4:17\n"), "\(run.output)")
    #expect(run.output.contains("A guess · The Agency\n"), "\(run.output)")
    let certain = try trace("stock[calm] @ 2025")
    #expect(!certain.output.contains("mean over"), "\(certain.output)")
    // So is what a formula makes of a mean.
    let damage = try trace("damage[calm] @ 2025")
    #expect(damage.output.hasPrefix("damage[calm] @ 2025 = 28.8 t"), "\(damage.errors)")
    #expect(damage.output.contains("│ mean over the 3 ways"), "\(damage.output)")
    let double = try trace("double[calm] @ 2025")
    #expect(!double.output.contains("mean over"), "\(double.output)")
  }

  private struct Answer: Decodable {
    let traces: [Tree]

    struct Tree: Decodable {
      let name: String?
      let value: Double?
      let formula: Formula?
      let model: Model?
      let children: [Tree]
    }

    struct Formula: Decodable {
      let text: String
      let line: Int
    }

    struct Model: Decodable {
      let kind: String
      let scenario: String
      let outcomes: Int
      let reason: String?
      let judge: String?
    }
  }

  @Test func `as JSON the model's part is told too`() throws {
    let run = try trace("stock[calm] @ 2025", ["--log", "json"])
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    let tree = try #require(answer.traces.first)
    #expect(tree.model?.kind == "variable" && tree.model?.scenario == "calm")
    #expect(tree.model?.outcomes == 1)
    #expect(tree.children.map(\.name) == ["stock", "pull", "demand"])
    #expect(tree.children.map(\.value) == [12, 0.5, 2])
    #expect(tree.children.map(\.model?.kind) == ["variable", "parameter", "driver"])
    #expect(
      tree.children[1].model?.reason == "A guess" && tree.children[1].model?.judge == "editor"
    )
    #expect(tree.children[1].formula?.text == "triangular(0.2, 0.5, 0.8)")
    #expect(tree.children[0].children.first?.name == "output")
  }
}
