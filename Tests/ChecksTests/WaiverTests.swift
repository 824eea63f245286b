import Checks
import Diagnostics
import Testing

@Suite struct WaiverTests {
  private let output = indicator("output", years(2020...2021), "t", "10 20")

  @Test(arguments: ["# none yet\n", "", "[]\n"])
  func `a file without checks is none that is wrong`(yaml: String) throws {
    let run = try ChecksRun(yaml, [output])
    #expect(run.list.all.isEmpty)
    #expect(run.report.results.isEmpty)
  }

  @Test(arguments: ["reason: ①\"\", by: A. Editor", "reason: known, by: ①\" \""])
  func `a waiver says why and by whom`(words: String) throws {
    let yaml = "- {title: Small, range: output, to: 15, waive: {\(words), until: 2026-12-31}}"
    #expect(try ChecksRun(yaml, [output]).problems == ["① settings.type"])
  }

  private func yaml(_ limit: Int, until: String, level: String = "fail") -> String {
    """
    - title: Small
      range: ①output
      to: \(limit)
      level: \(level)
      waive: ②{reason: known, by: A. Editor, until: ③\(until)}
    """
  }

  @Test(arguments: [
    // A failure: a note while the waiver is in force, what it is afterwards, and the waiver fails too.
    (15, "2026-11-30", "fail", ["① checks.range!"], CheckResult.Outcome.waived),
    (15, "2026-11-29", "fail", ["① checks.range", "③ checks.waiver-expired"], .failed),
    (15, "2026-11-30", "warn", ["① checks.range!"], .waived),
    (15, "2026-11-29", "warn", ["① checks.range?", "③ checks.waiver-expired"], .failed),
    // Nothing to waive.
    (20, "2026-11-30", "fail", ["② checks.waiver-idle?"], .passed),
    (20, "2026-11-29", "fail", ["③ checks.waiver-expired"], .failed),
  ])
  func `a waiver turns a failure into a note up to its last day`(
    limit: Int,
    until: String,
    level: String,
    problems: [String],
    outcome: CheckResult.Outcome
  ) throws {
    let run = try ChecksRun(yaml(limit, until: until, level: level), [output])
    #expect(run.problems == problems)
    #expect(run.report.results.map(\.outcome) == [outcome])
    #expect((run.report.results[0].waiver != nil) == (until == "2026-11-30"))
  }

  @Test func `a waived failure says who answers for it`() throws {
    let run = try ChecksRun(yaml(15, until: "2026-12-31"), [output])
    #expect(run.notes.last == "waived by A. Editor until 2026-12-31: known")
  }

  @Test func `a check that only warns stops nothing`() throws {
    let run = try ChecksRun("- {title: T, range: ①output, to: 5, level: warn}", [output])
    #expect(run.problems == ["① checks.range?"])
    #expect(run.report.summary == "1 ran, 0 passed, 1 warned, 0 failed, 0 waived")
  }
}
