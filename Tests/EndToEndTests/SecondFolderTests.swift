import FoundationEssentials
import TestSupport
import Testing

/// A folder on another subject, which uses most of what a report can hold: a wide and a tidy file,
/// months, columns, small multiples, stacked marks, every form of table, words.
@Suite struct SecondFolderTests {
  @Test func `every figure's data and every word stand as they did`() throws {
    let folder = try TemporaryFolder()
    let run = try veta(["build", "rail", "-o", folder.path + "/out"])
    #expect(run.status == 0, "\(run.errors)")
    let files = try folder.files("out/latest")
    var text = ""
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasPrefix("data/") {
      text += "== \(path)\n\(String(decoding: bytes, as: UTF8.self))"
    }
    try expectGolden(text, "rail-data.txt")
  }

  @Test(arguments: [
    "Passengers in France: 103.9 billion persons.",
    "See Table 1, Table 5 on page 6.",
    "Words: France and Germany; Rail passengers; 2024; lines; +2.6%.",
    "France carries 2.7% of the world’s rail passengers",
    "France leads with 103.9 billion", "Trips in both lines, by kind.", "Figure 5", "Table 5",
    "Rail passengers, billion persons, 2019–2024", "Source: Own count; own calculations.",
    "revenue = sum(trips, over:kind, missing:skip) * fare",
    "From Trips, thousand persons (Own count; data/monthly.csv); Fare, US$, current prices",
    "Example, north, Mar. 2024: 1,615 × 2.2 × 1,000 = 3,553,000 US$·persons, current prices",
  ])
  func `the pages say it`(sentence: String) throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["build", "rail", "-o", folder.path + "/out"]).status == 0)
    let text = try #require(
      try outputOf("pdftotext", "-raw", folder.path + "/out/latest/rail.en.pdf", "-")
    )
    // Lines break where the measure ends, and a number is joined to its unit.
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains(sentence))
  }

  @Test func `each figure is a picture in three formats`() throws {
    let folder = try TemporaryFolder()
    #expect(try veta(["build", "rail", "-o", folder.path + "/out"]).status == 0)
    let names = try folder.files("out/latest").keys.filter { $0.hasPrefix("charts/") }.sorted()
    let figures = ["area", "bars", "grouped", "passengers", "small"]
    #expect(
      names == figures.flatMap { id in ["pdf", "png", "svg"].map { "charts/\(id).en.\($0)" } }
    )
    for name in names where name.hasSuffix(".pdf") {
      let path = folder.path + "/out/latest/" + name
      #expect(try outputOf("qpdf", "--check", path) != nil, "\(name)")
    }
  }
}
