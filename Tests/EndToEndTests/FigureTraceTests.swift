import FoundationEssentials
import Testing

@Suite struct FigureTraceTests {
  private static let data = """
    indicator,geo,period,value,unit
    output,MEX,2022,10,t
    output,MEX,2023,20,t
    output,PER,2022,30,t
    output,PER,2023,40,t

    """

  private static let report = #"""
    ---
    title: Small
    language: en
    edition: 2026
    ---

    ```cover
    data: "output[geo:MEX]"
    mark: line
    note: "It was {{ output[geo:PER] @ 2022 | 0 }} t in Peru."
    ```

    # Small

    ```metrics
    - {label: Mexico, value: "{{ output[geo:MEX] @ 2023 | 0 }}", change: "{{ yoy(output[geo:MEX]) @ 2023 | +0% }}", spark: "output[geo:MEX]"}
    - {label: Nothing, value: none}
    ```

    ```chart
    id: both
    title: "Peru has {{ output[geo:PER] @ 2023 | 0 }} t"
    data: {Mexico: "output[geo:MEX]", Peru: "output[geo:PER]"}
    mark: line
    ```

    ```table
    id: cells
    title: By country
    data: "output"
    rows: geo
    ```

    ```table
    id: written
    title: In words
    head: [Country, Tonnes]
    cells:
      - [Mexico, "{{ output[geo:MEX] @ 2023 | 0 }}"]
      - [Chile, none]
    ```

    ```table
    id: silent
    title: Without numbers
    head: [Country, Said]
    cells: [[Mexico, much], [Peru, more]]
    ```

    ```table
    id: ranks
    title: Ranks
    data: "rank(output, over:geo)"
    rows: geo
    ```

    ```metrics
    - {label: Peru, value: "{{ output[geo:PER] @ 2023 | 0 }}"}
    ```

    """#

  private func trace(
    _ formula: String,
    _ options: [String] = [],
    data: String = Self.data
  ) throws -> VetaRun {
    let spanish = Self.report.replacing("language: en", with: "language: es")
    let folder = try SmallFolder.written(
      data: data,
      files: ["report.en.md": Self.report, "report.es.md": spanish]
    )
    return try SmallFolder.trace([formula] + options, in: folder)
  }

  @Test func `a chart is told with its series, and with the numbers in its words`() throws {
    let run = try trace("both")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        Figure both · small/report.en.md:20:4
        2 numbers, of each series the newest; another period: 'both @ …'

        Mexico:
        output[geo:MEX] = 20 t, MEX, 2023
          small/data/output.csv:3:17 · released 2025-03-01

        Peru:
        output[geo:PER] = 40 t, PER, 2023
          small/data/output.csv:5:17 · released 2025-03-01

        In its words:
          title: output[geo:PER] @ 2023 = 40 t, PER, 2023

        """
    )
  }

  @Test(
    arguments: [
      ("both @ 2022", ["output[geo:MEX] @ 2022 = 10 t", "output[geo:PER] @ 2022 = 30 t"]),
      ("cells[PER] @ 2022", ["output[PER] @ 2022 = 30 t"]),
      ("cells", ["output = 20 t, MEX, 2023", "output = 40 t, PER, 2023"]),
      (
        "metrics",
        [
          "Tiles metrics · small/report.en.md:15:4\n", "Mexico:\noutput[geo:MEX] @ 2023 = 20 t",
          "Mexico:\nyoy(output[geo:MEX]) @ 2023 = 100%",
          "Mexico:\noutput[geo:MEX] = 20 t, MEX, 2023",
        ]
      ),
      ("metrics-2", ["Tiles metrics-2 · ", "Peru:\noutput[geo:PER] @ 2023 = 40 t"]),
      ("written", ["Mexico, Tonnes:\noutput[geo:MEX] @ 2023 = 20 t"]),
      ("cover", ["Cover cover · small/report.en.md:7:4\n", "note: output[geo:PER] @ 2022 = 30 t"]),
    ] as [(String, [String])]
  )
  func `every number of a block can be traced`(formula: String, said: [String]) throws {
    let run = try trace(formula)
    #expect(run.status == 0, "\(run.errors)")
    for text in said { #expect(run.output.contains(text), "\(text)\n\(run.output)") }
  }

  @Test func `a block without numbers says so, in the report's language`() throws {
    let run = try trace("silent")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(
      run.output == """
        Table silent · small/report.en.md:43:4
        no formula gives a number in it

        """
    )
    let spanish = try trace("silent", ["--language", "es"])
    #expect(spanish.output.hasPrefix("Cuadro silent · small/report.es.md:43:4\nninguna fórmula"))
  }

  @Test(
    arguments: [
      ("both @ 1999", "there is no value for 1999"),
      ("cells[CHL]", "no dimension here has a member"),
      ("ouput", "did you mean 'output'?"), ("both-", "did you mean 'both'?"),
      ("output[CHL] @ 2023", "MEX"), ("output[MEX] @ 1999", "there are 2022 to 2023"),
      ("output @ 2023", "output @ 2023[geo:PER] = 40 t"),
    ]
  )
  func `a mistake in what is asked says what there is`(formula: String, said: String) throws {
    let run = try trace(formula)
    #expect(run.status == 65)
    #expect(run.output.isEmpty, "\(run.output)")
    #expect(run.errors.contains(said), "\(run.errors)")
  }

  @Test func `many numbers are listed, each with what asks for its tree`() throws {
    var data = "indicator,geo,period,value,unit\n"
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
      for year in 2020...2023 { data += "output,MX\(letter),\(year),\(year - 2010),t\n" }
    }
    data += Self.data.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    let short = try trace("cells", data: data)
    #expect(short.output.contains("and 8 more"), "\(short.output)")
    let ranks = try trace("ranks", data: data)
    let lines = ranks.output.split(separator: "\n")
    #expect(lines.count == 24, "\(ranks.output)")
    #expect(lines.dropFirst(2).first == "rank(output, over:geo)")
    #expect(lines.contains("  ranks[geo:MXA] @ 2023 = 3, MXA, 2023"), "\(ranks.output)")
    #expect(lines.last == "  and 8 more")
    let whole = try trace("cells", ["--log", "json"], data: data)
    struct Answer: Decodable {
      struct Tree: Decodable { let value: Double? }
      struct Figure: Decodable {
        let id: String
        let kind: String
        let line: Int
      }
      let figure: Figure
      let traces: [Tree]
    }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(whole.output.utf8))
    #expect(answer.traces.count == 28)
    #expect(answer.figure.id == "cells" && answer.figure.kind == "table")
    #expect(answer.figure.line == 27)
  }
}
