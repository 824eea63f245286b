import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    ["-2^2"], ["--", "-2^2"], ["-(2)^2"], ["-4 * 1"],
  ])
  func `a formula that begins with a minus is no option`(formula: [String]) throws {
    let run = try veta(["trace", "bakery"] + formula)
    #expect(run.status == 0)
    #expect(run.output.contains("= −4"), "\(run.output)")
  }

  @Test(arguments: [
    ([], "veta turns a folder of indicator CSVs into a finished report."),
    (["bild", "x"], "error: unknown command 'bild' [usage.command]"),
    (["--verson"], "error: unknown option '--verson' [usage.option]"),
    (["build"], "error: 'veta build' needs the folder to build [usage.operand]"),
    (
      ["build", "a", "b"],
      "error: 'veta build' takes one operand, and 'b' is a second one [usage.operand]"
    ),
    (["build", "--langauge", "en", "a"], "error: unknown option '--langauge' [usage.option]"),
    (["trace", "a", "-x"], "error: unknown option '-x' [usage.option]"),
    (["build", "a", "-o"], "error: option '-o' needs a value: DIR [usage.value]"),
    (["build", "a", "--jobs", "0"], "error: '0' is no value of '--jobs' [usage.value]"),
    (["build", "a", "--jobs=many"], "error: 'many' is no value of '--jobs' [usage.value]"),
    (["build", "a", "--log", "xml"], "error: 'xml' is no value of '--log' [usage.value]"),
    (
      ["build", "bakery", "--as-of", "2026-02-30"], "error: '2026-02-30' is no date [editions.date]"
    ),
    (["build", "bakery", "--edition", "latest"], "error: 'latest' is no edition [editions.name]"),
    (
      ["build", "bakery", "--language", "fr"],
      "error: there is no report in 'fr' [editions.language]"
    ),
    (
      ["explain", "ingestion.numbr"],
      "error: no diagnostic and no function has the id 'ingestion.numbr' [usage.id]"
    ),
  ])
  func `a command line that can't be understood is exit 64`(
    arguments: [String],
    firstLine: String
  ) throws {
    let run = try veta(arguments)
    #expect(run.status == 64)
    #expect(run.errorLines.first.map(String.init) == firstLine)
    #expect(run.output.isEmpty)
  }

  @Test(arguments: [
    (["bild"], "did you mean 'veta build'?"), (["chek"], "did you mean 'veta check'?"),
    (["send"], "veta --help lists the commands"),
    (["build", "--langauge", "en", "a"], "did you mean '--language'?"),
    (["explain", "ingestion.numbr"], "did you mean 'ingestion.number'?"),
  ])
  func `a misspelt word finds the one meant`(arguments: [String], help: String) throws {
    #expect(try veta(arguments).errors.contains("  = help: \(help)\n"))
  }

  @Test func `what is asked for is said on standard output`() throws {
    let version = try veta(["--version"])
    #expect(version.status == 0)
    #expect(version.output.hasPrefix("veta 0."))
    #expect(version.errors.isEmpty)
    for arguments in [["--help"], ["build", "--help"], ["check", "-h"], ["new", "--help"]] {
      let run = try veta(arguments)
      #expect(run.status == 0)
      #expect(run.output.contains("usage: veta"))
      #expect(run.errors.isEmpty)
    }
  }

  @Test func `behind two hyphens nothing is an option`() throws {
    let run = try veta(["build", "--", "--help"])
    #expect(run.status == 66)
    #expect(run.errorLines.first == "error: there is no folder '--help' [editions.folder]")
  }

  @Test func `a folder that is not there is exit 66`() throws {
    let run = try veta(["build", "nowhere"])
    #expect(run.status == 66)
    #expect(run.errorLines.first == "error: there is no folder 'nowhere' [editions.folder]")
  }

  @Test func `under a scheduler everything is one JSON object a line`() throws {
    let run = try veta(["build", "nowhere", "--log", "json"])
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("{\"severity\":\"error\",\"id\":\"editions.folder\","))
    #expect(run.errors.hasSuffix("}\n"))
    #expect(try veta(["build", "--log=json"]).errors.hasPrefix("{\"severity\":"))
  }

  @Test func `a SOURCE_DATE_EPOCH that is no number is exit 64`() throws {
    let run = try veta(["build", "bakery"], environment: ["SOURCE_DATE_EPOCH=today"])
    #expect(run.status == 64)
    #expect(run.errors.contains("[usage.epoch]"))
  }
}
