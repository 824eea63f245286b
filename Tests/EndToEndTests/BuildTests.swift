import FoundationEssentials
import Testing

@Suite struct BuildTests {
  @Test func `a build writes the report, its figures, their data and a manifest`() throws {
    let folder = try TemporaryFolder()
    let run = try veta(["build", "bakery", "-o", folder.path + "/out"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let steps = run.output.split(separator: "\n").map { $0.prefix { $0 != ":" } }
    #expect(steps == ["read", "check", "compose", "draw", "publish"])
    let files = try folder.files("out/latest")
    #expect(
      files.keys.sorted() == [
        "bakery.en.pdf", "charts/bread.en.pdf", "charts/bread.en.png", "charts/bread.en.svg",
        "data/all-bread.csv", "data/bread.csv", "indicators.csv", "manifest.json",
      ]
    )
    #expect(files["bakery.en.pdf"]?.prefix(5) == Data("%PDF-".utf8))
    #expect(files["charts/bread.en.png"]?.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    #expect(try folder.files("out/2024-12") == files)
  }

  @Test func `the manifest names every input and output with its SHA-256`() throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["build", "bakery", "-o", folder.path + "/out"]).status == 0)
    let manifest = try #require(folder.text("out/latest/manifest.json"))
    let listed = try expectWhole(folder, "out/latest")
    let own = listed.inputs.filter { !$0.path.hasPrefix("font:") }
    #expect(
      own.map(\.path) == ["data/output.csv", "datapackage.yaml", "ratios.yaml", "report.en.md"]
    )
    for file in own {
      let sum = try outputOf("sha256sum", "\(fixturesFolder)/bakery/\(file.path)")
      #expect(sum?.hasPrefix(file.sha256 + " ") == true, "\(file.path)")
    }
    #expect(listed.versions.keys.sorted() == ["cairo", "pango", "qpdf", "veta"])
    #expect(
      listed.checks.map(\.of) == ["bakery.en.pdf", "charts/bread.en.pdf", "data", "data"]
    )
    #expect(listed.checks.allSatisfy { $0.result == "passed" })
    #expect(!manifest.contains(folder.path) && !manifest.contains(fixturesFolder))
  }

  @Test func `the bytes don't depend on where, when and with how many jobs a run was made`() throws
  {
    let folder = try TemporaryFolder()
    let first = try files(of: ["bakery", "--jobs", "1"], in: fixturesFolder, folder, "a", [])
    #expect(!first.isEmpty)
    let surroundings: [(arguments: [String], folder: String, environment: [String])] = [
      (["bakery", "--jobs", "1"], fixturesFolder, []),
      (["bakery", "--jobs", "8"], fixturesFolder, []),
      (["./bakery/"], fixturesFolder, ["TZ=Asia/Kathmandu", "LC_ALL=es_MX.UTF-8"]),
      ([fixturesFolder + "/bakery"], "/", ["HOME=/nonexistent", "LANG=de_DE.UTF-8"]),
      (["../bakery"], fixturesFolder + "/bakery", ["SOURCE_DATE_EPOCH=1"]),
      (["."], fixturesFolder + "/bakery", ["TMPDIR=/nonexistent"]),
    ]
    for (number, run) in surroundings.enumerated() {
      let again = try files(
        of: run.arguments,
        in: run.folder,
        folder,
        "b\(number)",
        run.environment
      )
      #expect(again.keys.sorted() == first.keys.sorted())
      for (path, bytes) in first { #expect(again[path] == bytes, "\(path) in \(run)") }
    }
  }

  @Test func `a copy of the folder under another name gives the same bytes`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "elsewhere/other-name")
    let first = try files(of: ["bakery"], in: fixturesFolder, folder, "a", [])
    let second = try files(of: ["other-name"], in: folder.path + "/elsewhere", folder, "b", [])
    #expect(first == second)
  }

  @Test func `without -o the editions stand under Reports where the program was started`() throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["build", fixturesFolder + "/bakery"], in: folder.path).status == 0)
    #expect(try !folder.files("Reports/bakery/latest").isEmpty)
    let log = try #require(folder.text("Reports/bakery/log.jsonl"))
    #expect(log.contains("\"edition\":\"2024-12\""))
    #expect(log.contains("\"dated_by\":\"front matter\""))
  }

  @Test func `an option names the edition, and an older one stays`() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/out"
    #expect(try veta(["build", "bakery", "-o", out]).status == 0)
    let first = try folder.files("out/2024-12")
    #expect(try veta(["build", "bakery", "-o", out, "--edition", "2025-01"]).status == 0)
    #expect(try folder.files("out/2024-12") == first)
    #expect(try folder.files("out/latest") == folder.files("out/2025-01"))
    #expect(try folder.files("out/latest") != first)
  }

  @Test func `an edition that nothing names is dated by SOURCE_DATE_EPOCH, else by the clock`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    try folder.replace("edition: 2024-12\n", with: "", in: "bakery/report.en.md")
    let dated = try veta(
      ["build", "bakery"],
      in: folder.path,
      environment: ["SOURCE_DATE_EPOCH=1735689600"]
    )
    #expect(dated.status == 0)
    #expect(dated.errors.isEmpty)
    #expect(try !folder.files("Reports/bakery/2025-01").isEmpty)
    // Today its figures are old.
    try folder.write(
      "- {title: Bread, fresh: loaves, max_age: P900Y}\n"
        + "- {title: Takings, fresh: takings, max_age: P900Y}\n",
      to: "bakery/checks.yaml"
    )
    let today = try veta(["build", "bakery"], in: folder.path)
    #expect(today.status == 0)
    #expect(today.errors.contains("[editions.clock]"))
    #expect(folder.text("Reports/bakery/log.jsonl")?.contains("\"dated_by\":\"clock\"") == true)
  }

  @Test func `for a log every step is a line of JSON`() throws {
    let folder = try TemporaryFolder()
    let run = try veta(["build", "bakery", "--log", "json", "-o", folder.path + "/out"])
    #expect(run.status == 0)
    let steps = try run.output.split(separator: "\n").map {
      try JSONDecoder().decode(Step.self, from: Data($0.utf8))
    }
    #expect(steps.map(\.step) == ["read", "check", "compose", "draw", "publish"])
    #expect(steps.first?.result == "4 files, 2 indicators")
    #expect(steps.last?.result == folder.path + "/out/2024-12")
    #expect(steps.allSatisfy { $0.milliseconds >= 0 })
  }

  @Test(arguments: [
    (["--edition", "2025-02"], "12"), (["--edition", "2025-01"], "10"),
    (["--edition", "2025-02", "--as-of", "2025-01-31"], "10"),
    (["--edition", "2025-02", "--as-of", "2025-02-01"], "12"),
  ])
  func `an edition holds the releases up to its day, or up to the day asked for`(
    arguments: [String],
    value: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      indicator,period,value,unit,published
      output,2023,10,t,2024-02-01
      output,2023,12,t,2025-02-01

      """,
      to: "f/data/output.csv"
    )
    try folder.write(
      "---\ntitle: Output\nlanguage: en\n---\n\n# Output\n\nIt was {{ output @ 2023 | 0 }} tonnes.\n",
      to: "f/report.en.md"
    )
    let run = try veta(["build", "f", "-o", "out"] + arguments, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let text = try outputOf("pdftotext", folder.path + "/out/latest/f.en.pdf", "-")
    #expect(text?.contains("It was \(value) tonnes.") == true)
  }

  @Test func `a check writes nothing`() throws {
    let folder = try TemporaryFolder()
    let run = try veta(["check", fixturesFolder + "/bakery"], in: folder.path)
    #expect(run.status == 0)
    #expect(try folder.files(".").isEmpty)
  }

  @Test func `a new folder builds at once`() throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["new", "mine"], in: folder.path).status == 0)
    let run = try veta(["build", "mine"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.files("Reports/mine/latest")["mine.en.pdf"] != nil)
    let again = try veta(["new", "mine"], in: folder.path)
    #expect(again.status == 73)
    #expect(again.errors.contains("[editions.not-empty]"))
  }

  @Test func `the PDF is whole, tagged, and says what the report says`() throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["build", "bakery", "-o", folder.path + "/out"]).status == 0)
    let path = folder.path + "/out/latest/bakery.en.pdf"
    #expect(try outputOf("qpdf", "--check", path) != nil)
    let information = try #require(try outputOf("pdfinfo", path))
    #expect(information.contains("Tagged:          yes"))
    #expect(information.contains("The bakery"))
    let text = try #require(try outputOf("pdftotext", path, "-"))
    // 1500 of 1500 + 2100 kg, and 11000 dollars for 3600 kg.
    #expect(text.contains("42%"))
    #expect(text.contains("3.06"))
    let fonts = try #require(try outputOf("pdffonts", path))
    let rows = fonts.split(separator: "\n").dropFirst(2)
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(row.contains("Inter"))
      #expect(row.split(separator: " ").suffix(5).prefix(3) == ["yes", "yes", "yes"])
    }
  }

  @Test func `a PDF says what it is and which day it stands for, a picture how large it is`() throws
  {
    let folder = try TemporaryFolder()
    #expect(try veta(["build", "bakery", "-o", folder.path + "/out"]).status == 0)
    for (name, title) in [("bakery.en", "The bakery"), ("charts/bread.en", "Rye makes 42%")] {
      let path = "\(folder.path)/out/latest/\(name).pdf"
      let information = try #require(try outputOf("env", "TZ=UTC", "pdfinfo", "-isodates", path))
      #expect(information.contains("Title:           \(title)"))
      #expect(information.contains("Creator:         veta "))
      #expect(information.contains("CreationDate:    2024-12-31T12:00:00"))
    }
    let picture = try #require(try folder.files("out/latest")["charts/bread.en.png"])
    // The width stands in bytes 16 to 19 (PNG, section 11.2.2): 486 points and 12 on each side, at 300
    // dots an inch.
    #expect(picture[16..<20].reduce(0) { $0 * 256 + Int($1) } == 2125)
  }

  @Test func `each language is a document, and one can be chosen`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    try folder.write(
      """
      ---
      title: La panadería
      language: es
      edition: 2024-12
      ---

      # El centeno gana {#centeno}

      En 2024 se ingresaron {{ takings @ 2024 | 0,0 }} dólares, {{ rye_share @ 2024 | 0.0% }} de centeno.

      ```table
      id: all-bread
      title: El pan de cada año
      data: loaves
      rows: bread
      columns: period
      ```

      """,
      to: "bakery/report.es.md"
    )
    try folder.write(
      "of,id,en,es\nbread,rye,Rye,Centeno\nbread,wheat,Wheat,Trigo\n",
      to: "bakery/labels.csv"
    )
    #expect(try veta(["build", "bakery", "-o", "both"], in: folder.path).status == 0)
    let both = try folder.files("both/latest")
    #expect(both["bakery.en.pdf"] != nil && both["charts/bread.en.png"] != nil)
    let spanish = try #require(
      try outputOf("pdftotext", folder.path + "/both/latest/bakery.es.pdf", "-")
    )
    #expect(spanish.contains("11,000 dólares"))
    #expect(spanish.contains("41.7") && spanish.contains("Centeno"))
    // The data are in the main language's words.
    #expect(folder.text("both/latest/data/all-bread.csv")?.contains("Rye") == true)
    let chosen = ["build", "bakery", "--language", "es", "-o", "one"]
    #expect(try veta(chosen, in: folder.path).status == 0)
    let names = try folder.files("one/latest").keys.filter { $0.hasSuffix(".pdf") }
    #expect(names == ["bakery.es.pdf"])
  }

  @Test func `killed at any moment, a run leaves a whole edition behind`() throws {
    let folder = try TemporaryFolder()
    try folder.copy(fixture: "bakery", to: "bakery")
    let report = try #require(folder.text("bakery/report.en.md"))
    #expect(try veta(["build", "bakery", "-o", "out"], in: folder.path).status == 0)
    for delay in ["0.02", "0.05", "0.1", "0.15", "0.2", "0.3", "0.5", "0.8"] {
      // Another text each time, so that there is something new to publish.
      try folder.write(report + "\nRound \(delay).\n", to: "bakery/report.en.md")
      _ = try veta(["build", "bakery", "-o", "out"], in: folder.path, killedAfter: delay)
      _ = try expectWhole(folder, "out/latest")
    }
    #expect(try veta(["build", "bakery", "-o", "out"], in: folder.path).status == 0)
    let text = try outputOf("pdftotext", folder.path + "/out/latest/bakery.en.pdf", "-")
    #expect(text?.contains("Round 0.8.") == true)
  }

  /// Expects that an edition holds just the files that its manifest lists, each as it says.
  private func expectWhole(_ folder: TemporaryFolder, _ edition: String) throws -> ManifestFiles {
    var outputs = try folder.files(edition)
    let manifest = try #require(outputs["manifest.json"])
    outputs["manifest.json"] = nil
    let listed = try JSONDecoder().decode(ManifestFiles.self, from: manifest)
    #expect(listed.outputs.map(\.path) == outputs.keys.sorted())
    for file in listed.outputs {
      let sum = try outputOf("sha256sum", "\(folder.path)/\(edition)/\(file.path)")
      #expect(sum?.hasPrefix(file.sha256 + " ") == true, "\(file.path)")
      #expect(outputs[file.path]?.count == file.bytes)
    }
    return listed
  }

  /// Builds into a folder of its own and returns the edition's files.
  private func files(
    of arguments: [String],
    in start: String,
    _ scratch: TemporaryFolder,
    _ name: String,
    _ environment: [String]
  ) throws -> [String: Data] {
    let out = scratch.path + "/" + name
    let run = try veta(["build"] + arguments + ["-o", out], in: start, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    return try scratch.files(name + "/latest")
  }
}

private struct ManifestFiles: Decodable {
  struct File: Decodable {
    let path: String
    let bytes: Int
    let sha256: String
  }

  struct Check: Decodable {
    let of: String
    let result: String
  }

  let inputs: [File]
  let outputs: [File]
  let checks: [Check]
  let versions: [String: String]
}

private struct Step: Decodable {
  let step: String
  let result: String
  let milliseconds: Int
}
