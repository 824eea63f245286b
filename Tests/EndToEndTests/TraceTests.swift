import FoundationEssentials
import Testing

/// What `veta trace --log json` writes.
private struct Answer: Decodable {
  let expression: String
  let traces: [Tree]

  struct Tree: Decodable {
    let step: String
    let operation: String?
    let value: Double?
    let missing: String?
    let unit: String
    let members: [String: String]
    let period: String?
    let status: String
    let children: [Tree]
    let cell: Cell?
    let corrections: [Correction]?
  }

  struct Cell: Decodable {
    let file: String
    let line: Int
    let column: Int
    let released: String?
  }

  struct Correction: Decodable { let published: String }
}

@Suite struct TraceTests {
  private static let data = """
    indicator,geo,period,value,unit,obs_status,source
    output,MEX,2022,10,t,A,AGENCY; counted in May
    output,MEX,2023,7120,t,A,AGENCY
    output,MEX,2024,12,t,P,AGENCY
    output,PER,2022,30,t,A,AGENCY
    output,PER,2023,30,t,A,AGENCY
    output,PER,2024,,t,Q,AGENCY

    """

  private static let corrections = """
          corrections:
            - {at: "output[geo:MEX] @ 2023", expect: 7120, action: {scale: 0.1}, reason: "kilograms among tonnes", by: editor, date: 2026-01-02}
            - {at: "output[geo:PER] @ 2022", expect: 30, action: missing, reason: "counted twice", by: editor, date: 2026-01-02}

    """

  private func folder() throws -> TemporaryFolder {
    try SmallFolder.written(
      data: Self.data,
      corrections: Self.corrections,
      files: ["ratios.yaml": "part: \"output[geo:MEX] / sum(output, over:geo)\"\n"]
    )
  }

  private func trace(_ arguments: [String], in folder: TemporaryFolder? = nil) throws -> VetaRun {
    try SmallFolder.trace(arguments, in: folder ?? self.folder())
  }

  @Test func `the tree goes down to file, line and column`() throws {
    let run = try trace(["part @ 2023", "--edition", "2026"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        part @ 2023 = 0.959569, 2023
        │ = output[geo:MEX] / sum(output, over:geo) · small/ratios.yaml:1:8
        ├─ output[geo:MEX] = 712 t, MEX, 2023
        │    small/data/output.csv:3:17 · The Agency · released 2025-03-01
        │    corrected: multiplied by 0.1; the file says 7120; kilograms among tonnes (editor, 2026-01-02)
        └─ sum(output, over:geo) = 742 t, 2023
           ├─ output = 712 t, MEX, 2023
           │    small/data/output.csv:3:17 · The Agency · released 2025-03-01
           │    corrected: multiplied by 0.1; the file says 7120; kilograms among tonnes (editor, 2026-01-02)
           └─ output = 30 t, PER, 2023
                small/data/output.csv:6:17 · The Agency · released 2025-03-01

        """
    )
  }

  @Test(
    arguments: [
      ("output[PER] @ 2024", "missing: withheld as confidential"),
      ("output[PER] @ 2022", "corrected: taken out; the file says 30; counted twice"),
      ("part @ 2024", "missing: a value that it is made of is missing"),
      ("output[MEX] @ 2024 / 0", "missing: the denominator is zero"),
      ("lag(output[MEX], 9) @ 2024", "missing: there is no such cell"),
    ]
  )
  func `a missing value says why`(formula: String, said: String) throws {
    let run = try trace([formula, "--edition", "2026"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(said), "\(run.output)")
  }

  @Test func `a note of the cell is told`() throws {
    let run = try trace(["output[MEX] @ 2022", "--edition", "2026"])
    #expect(run.output.contains("note: counted in May"), "\(run.output)")
  }

  @Test func `as JSON it is one object with every step`() throws {
    let run = try trace(["part @ 2023", "--edition", "2026", "--log", "json"])
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    let tree = try #require(answer.traces.first)
    #expect(answer.expression == "part @ 2023" && answer.traces.count == 1)
    #expect(tree.step == "ratio" && tree.operation == "/" && tree.value == 712.0 / 742)
    #expect(tree.children.count == 2)
    let child = try #require(tree.children.first)
    #expect(child.value == 712 && child.unit == "t" && child.members == ["geo": "MEX"])
    #expect(child.period == "2023" && child.status == "A")
    #expect(child.cell?.file == "small/data/output.csv")
    #expect(child.cell?.line == 3 && child.cell?.column == 17)
    #expect(child.cell?.released == "2025-03-01")
    #expect(child.corrections?.map(\.published) == ["7120"])
    let missing = try trace(["output[PER] @ 2024", "--edition", "2026", "--log", "json"])
    let gap = try JSONDecoder().decode(Answer.self, from: Data(missing.output.utf8))
    #expect(
      gap.traces.first?.value == nil && gap.traces.first?.missing == "withheld as confidential"
    )
  }

  @Test(
    arguments: [
      "part @ 2023", "yoy(output[MEX]) @ 2024", "cumsum(output[MEX]) @ 2024", "output[PER] @ 2024",
      "share(output, over:geo)[MEX] @ 2023", "output[MEX] @ 2024 / 0", "part",
      "sum(output, over:geo, missing:skip) @ 2024", "max(output[MEX])", "2 * output[MEX] @ 2022",
    ]
  )
  func `text and JSON tell the same tree`(formula: String) throws {
    struct Answer: Decodable {
      struct Tree: Decodable {
        let step: String
        let text: String
        let shown: String
        let children: [Tree]

        /// What a line of the tree begins with, for it and all below.
        var heads: [String] {
          [step == "number" ? text : "\(text) = \(shown)"] + children.flatMap(\.heads)
        }
      }
      let traces: [Tree]
    }
    let json = try trace([formula, "--edition", "2026", "--log", "json"])
    let answer = try JSONDecoder().decode(Answer.self, from: Data(json.output.utf8))
    let heads = answer.traces.flatMap(\.heads)
    let text = try trace([formula, "--edition", "2026"])
    #expect(text.status == 0 && json.status == 0, "\(text.errors)")
    // Details stand behind a rail or blanks, with "= " only before a formula.
    let lines = text.output.split(separator: "\n").map { line in
      String(line.drop { "│├└─ ".contains($0) })
    }
    let told = lines.filter { line in heads.contains { line.hasPrefix($0) } && !line.hasPrefix("= ")
    }
    #expect(told.count == heads.count, "\(text.output)")
    for (line, head) in zip(told, heads) { #expect(line.hasPrefix(head), "\(text.output)") }
  }

  @Test func `a name without a period means its newest value`() throws {
    let run = try trace(["output[MEX]", "--edition", "2026"])
    #expect(run.output.hasPrefix("output[MEX] = 12 t, MEX, 2024, provisional\n"), "\(run.output)")
  }

  @Test func `several values are refused, with how each is selected`() throws {
    let run = try trace(["output @ 2023", "--edition", "2026"])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("[editions.many-cells]"), "\(run.errors)")
    #expect(run.errors.contains("note: output @ 2023[geo:MEX] = 712 t"), "\(run.errors)")
    let one = try trace(["output @ 2023[geo:MEX]", "--edition", "2026"])
    #expect(one.status == 0, "\(one.errors)")
  }

  @Test func `a misspelt name is shown in the command line's text`() throws {
    let run = try trace(["parrt @ 2023", "--edition", "2026"])
    #expect(run.status == 65)
    #expect(
      run.errors == """
        expression:1:1: error: nothing is called 'parrt' [formulas.unknown-name]
          |
        1 | parrt @ 2023
          | ^~~~~ expected an indicator, a ratio or a variable
          = help: did you mean 'part'?

        """
    )
  }

  /// The folder with a second file of data, and what the descriptor says of it.
  private func folder(withOther data: String, _ settings: String) throws -> TemporaryFolder {
    let folder = try folder()
    try folder.write(data, to: "small/data/other.csv")
    try folder.write(
      SmallFolder.descriptor + Self.corrections + """
          - name: other
            path: data/other.csv
            veta: {layout: tidy, published: 2025-03-01, kind: flow, frequency: A, \(settings)}

        """,
      to: "small/datapackage.yaml"
    )
    return folder
  }

  /// The folder with a second file of data in which a value can't be read.
  private func folderWithMistake() throws -> TemporaryFolder {
    try folder(
      withOther: "geo,period,value,unit\nMEX,2023,many,t\nMEX,2024,3,t\n",
      "indicator: other, unit: t"
    )
  }

  @Test func `a mistake that the number does not rest on is only counted`() throws {
    let run = try trace(["part @ 2023", "--edition", "2026"], in: folderWithMistake())
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("part @ 2023 = 0.959569, 2023\n"), "\(run.output)")
    #expect(
      run.errors == """
        warning: 1 mistake elsewhere in the folder does not concern what is traced [editions.elsewhere]
          = help: 'veta build' tells of each

        """
    )
  }

  @Test(arguments: ["other @ 2024", "2 * other", "part @ 2023 + other @ 2024 / other @ 2024"])
  func `a mistake that the number rests on stops it`(formula: String) throws {
    let run = try trace([formula, "--edition", "2026"], in: folderWithMistake())
    #expect(run.status == 65)
    #expect(run.output.isEmpty, "\(run.output)")
    #expect(run.errors.contains("small/data/other.csv:2:"), "\(run.errors)")
    #expect(!run.errors.contains("editions.elsewhere"), "\(run.errors)")
  }

  @Test func `of a name that nobody knows every file is told that may hold it`() throws {
    let folder = try folder(
      withOther: "indicator,geo,period,amount\nother,MEX,2023,1\n",
      "unit: t"
    )
    let run = try trace(["mystery @ 2023", "--edition", "2026"], in: folder)
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("small/data/other.csv:1:1: error: "), "\(run.errors)")
    #expect(!run.errors.contains("mystery") && !run.errors.contains("warning"), "\(run.errors)")
  }

  @Test func `what is shown already is not shown again`() throws {
    let folder = try folder()
    try folder.write(
      "half: \"output[geo:MEX] / 2\"\ntwice: |\n  let a = half\n  a + half\n",
      to: "small/ratios.yaml"
    )
    let run = try trace(["half @ 2022 / half @ 2022", "--edition", "2026"], in: folder)
    #expect(run.output.contains("└─ half @ 2022 = 5 t, 2022, as above\n"), "\(run.output)")
    #expect(run.output.components(separatedBy: "output.csv:2:").count == 2, "\(run.output)")
    let lines = try trace(["twice @ 2022", "--edition", "2026"], in: folder)
    #expect(
      lines.output.contains("│ = let a = half\n│   a + half · small/ratios.yaml:3:3\n"),
      "\(lines.output)"
    )
  }

  @Test func `a text has no trace`() throws {
    let run = try trace(["period(output[MEX] @ 2023)", "--edition", "2026"])
    #expect(run.status == 65)
    #expect(run.errors.contains("[formulas.text-traced]"), "\(run.errors)")
  }

  @Test(
    arguments: [
      (["small"], 64), ([], 64), (["small", "part", "more"], 64), (["nothing", "part"], 66),
      (["small", "part", "--as-of", "soon"], 64),
    ] as [([String], Int32)]
  )
  func `a wrong command line and a missing folder have statuses of their own`(
    arguments: [String],
    status: Int32
  ) throws {
    let folder = try folder()
    let run = try withExtendedLifetime(folder) {
      try veta(["trace"] + arguments, in: folder.path)
    }
    #expect(run.status == status, "\(run.errors)")
  }

  @Test func `as of an earlier day the release of that day is traced`() throws {
    let folder = try folder()
    try folder.write(
      """
      indicator,geo,period,value,unit,published
      output,MEX,2023,10,t,2024-03-01
      output,MEX,2023,11,t,2025-03-01

      """,
      to: "small/data/output.csv"
    )
    try folder.write(
      """
      name: small
      resources:
        - name: output
          path: data/output.csv
          veta: {layout: tidy, published: {column: published}, kind: flow, frequency: A}

      """,
      to: "small/datapackage.yaml"
    )
    let now = try trace(["output[MEX]", "--edition", "2026"], in: folder)
    #expect(now.output.contains("output[MEX] = 11 t"), "\(now.output)\(now.errors)")
    #expect(now.output.contains(":3:17 · released 2025-03-01"), "\(now.output)")
    let then = try trace(["output[MEX]", "--edition", "2026", "--as-of", "2024-06-30"], in: folder)
    #expect(then.output.contains("output[MEX] = 10 t"), "\(then.output)\(then.errors)")
    #expect(then.output.contains(":2:17 · released 2024-03-01"), "\(then.output)")
  }

  @Test func `a misspelt id of a figure offers the nearest`() throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["new", "fresh"], in: folder.path).status == 0)
    let report = try #require(folder.text("fresh/report.en.md"))
    let id = try #require(
      report.split(separator: "\n").first { $0.hasPrefix("id: ") }?.dropFirst(4)
    )
    let right = try veta(["trace", "fresh", String(id), "--edition", "2026"], in: folder.path)
    #expect(right.status == 0, "\(right.errors)")
    #expect(right.output.contains("fresh/"), "\(right.output)")
    if id.contains("-") {
      let wrong = try veta(["trace", "fresh", "\(id)x", "--edition", "2026"], in: folder.path)
      #expect(wrong.status == 65)
      #expect(wrong.errors.contains("did you mean '\(id)'?"), "\(wrong.errors)")
    }
  }
}
