import FoundationEssentials
import Testing

@Suite struct ExplainTests {
  @Test func `every diagnostic of the sources is explained, and nothing else is`() throws {
    let listed = try veta(["explain"]).output.split(separator: "\n").map(String.init)
    #expect(listed.count == Set(listed).count)
    let sources = packageFolder + "/Sources"
    var ids: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources)
    where path.split(separator: "/").last?.hasPrefix("Diagnostic+") == true {
      let data = try Data(contentsOf: URL(filePath: sources + "/" + path))
      let module = path.prefix { $0 != "/" }.lowercased()
      // An id is a literal of its own: "module.words-with-hyphens".
      for literal in String(decoding: data, as: UTF8.self).split(separator: "\"") {
        let parts = literal.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == module, !parts[1].isEmpty,
          parts[1].allSatisfy({ $0.isLowercase || $0 == "-" })
        else { continue }
        ids.insert(String(literal))
      }
    }
    #expect(ids.count > 150)
    // Functions are listed behind them, and their names have no dots.
    let explained = Set(listed.filter { !$0.hasPrefix("usage.") && $0.contains(".") })
    #expect(ids.subtracting(explained).sorted() == [], "without an explanation")
    #expect(explained.subtracting(ids).sorted() == [], "explained, but never reported")
  }

  @Test(arguments: ["ingestion.number", "[formulas.unit]", "editions.locked"])
  func `an explained diagnostic shows what is wrong and what is right`(id: String) throws {
    let run = try veta(["explain", id])
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == id.drop { $0 == "[" }.prefix { $0 != "]" })
    let wrong = try #require(lines.firstIndex(of: "wrong:"))
    let right = try #require(lines.firstIndex(of: "right:"))
    #expect(wrong > 2 && lines[2].hasSuffix("."))
    #expect(lines[wrong..<right] != lines[right...])
  }

  @Test func `a function is explained with a worked example`() throws {
    let run = try veta(["explain", "hhi"])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("hhi(x, over:NAME, [missing:skip])\n"))
    #expect(run.output.contains("\n    hhi(honey, over:region)\n    = 0.38  0.46, in 1\n"))
    let listed = try veta(["explain"]).output.split(separator: "\n").map(String.init)
    #expect(listed.contains("hhi") && listed.contains("if"))
    #expect(try veta(["explain", "hhii"]).errors.contains("did you mean 'hhi'?"))
  }
}
