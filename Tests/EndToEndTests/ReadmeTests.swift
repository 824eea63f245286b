import FoundationEssentials
import Testing

/// README is what a stranger has, so its example is held to what the program does.
@Suite struct ReadmeTests {
  @Test func `README's example builds as it stands`() throws {
    let folder = try TemporaryFolder()
    let files = try exampleFiles()
    #expect(
      files.map(\.path).sorted() == [
        "honey/data/events.csv", "honey/data/hives.csv", "honey/data/price.csv",
        "honey/data/sources.csv", "honey/datapackage.yaml", "honey/labels.csv",
        "honey/ratios.yaml", "honey/report.en.md", "honey/scenarios.yaml",
      ]
    )
    for file in files { try folder.write(file.text, to: file.path) }
    let run = try veta(["build", "honey"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty, "\(run.errors)")
    let text = try #require(
      try outputOf("pdftotext", folder.path + "/Reports/honey/latest/honey.en.pdf", "-")
    )
    for figure in ["Figure 1", "Figure 2", "Figure 3", "Table 1", "Table 2", "Table 3"] {
      #expect(text.contains(figure.replacing(" ", with: "\u{A0}")) || text.contains(figure))
    }
    // The model's own names of its scenarios.
    #expect(text.contains("Grants go on") && text.contains("Grants end"))
    // 160 of 335 tonnes.
    #expect(text.contains("48%"))
  }

  @Test func `README's short examples hold in the folder of the long one`() throws {
    let folder = try TemporaryFolder()
    for file in try exampleFiles() { try folder.write(file.text, to: file.path) }
    let ratios = try #require(folder.text("honey/ratios.yaml"))
    try folder.write(
      ratios + (try block(under: "## Ratios and expressions")),
      to: "honey/ratios.yaml"
    )
    let report = try #require(folder.text("honey/report.en.md"))
    let table = try block(under: "## Tables and other blocks")
    try folder.write(report + "\n```table\n\(table)```\n", to: "honey/report.en.md")
    try folder.write(try block(under: "## Checks"), to: "honey/checks.yaml")
    let run = try veta(["check", "honey"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("passed, 0 warned, 0 failed, 1 waived"), "\(run.output)")
  }

  @Test func `README's example of a mistake is what the program says`() throws {
    let folder = try TemporaryFolder()
    for file in try exampleFiles() { try folder.write(file.text, to: file.path) }
    try folder.replace(
      "harvest * honey_price",
      with: "harvest + honey_price",
      in: "honey/ratios.yaml"
    )
    let run = try veta(["build", "honey"], in: folder.path)
    #expect(run.status == 65)
    let said = try block(of: "text", under: "## Errors and exit codes")
    #expect(run.errors == said)
  }

  @Test func `README's tree of a number is what the program says`() throws {
    let folder = try TemporaryFolder()
    for file in try exampleFiles() { try folder.write(file.text, to: file.path) }
    let run = try veta(["trace", "honey", "north_share @ latest"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == (try block(of: "text", under: "## Where a number comes from")))
    let figure = try veta(["trace", "honey", "regions"], in: folder.path)
    #expect(figure.output.contains("honey = 160 t") && figure.output.contains("honey = 175 t"))
    let cell = try veta(["trace", "honey", "regions[north] @ 2020"], in: folder.path)
    #expect(cell.output.contains("\nhoney[north] @ 2020 = 131 t"), "\(cell.output)")
    let model = try veta(
      ["trace", "honey", "harvest_path[scenario:grants_end] @ 2030"],
      in: folder.path
    )
    #expect(model.output.contains("computed by the model"), "\(model.output)")
    let misspelt = try veta(["trace", "honey", "by-regoin"], in: folder.path)
    #expect(misspelt.status == 65)
    #expect(misspelt.errors.contains("[editions.figure]"), "\(misspelt.errors)")
    #expect(misspelt.errors.contains("did you mean 'by-region'?"), "\(misspelt.errors)")
  }

  @Test func `README's table of exit codes is the program's`() throws {
    let statuses = try text(of: "Sources/Editions/ExitStatus.swift")
      .split(separator: "\n").compactMap { line in
        line.firstRange(of: " = ").flatMap {
          line.drop { $0 == " " }.hasPrefix("case ") ? Int(line[$0.upperBound...]) : nil
        }
      }
    let rows = try text(of: "README.md").split(separator: "\n").compactMap { line -> Int? in
      guard line.hasPrefix("|") else { return nil }
      let cells = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
      return cells.count == 2 ? Int(cells[0]) : nil
    }
    #expect(statuses.count == 10)
    #expect(rows == statuses)
  }

  @Test func `README's commands are those of the help`() throws {
    let help = try veta(["--help"]).output
    let readme = try text(of: "README.md")
    for command in ["build", "check", "trace", "explain", "new"] {
      #expect(help.contains("\n  \(command) "))
      #expect(readme.contains("| `veta \(command)"))
    }
  }

  /// The first fenced block of a language under a heading.
  private func block(of language: String = "yaml", under heading: String) throws -> String {
    let readme = try text(of: "README.md")
    let section = try #require(readme.ranges(of: "\n\(heading)\n").first)
    let opening = try #require(readme[section.upperBound...].firstRange(of: "\n```\(language)\n"))
    let closing = try #require(readme[opening.upperBound...].firstRange(of: "\n```\n"))
    return String(readme[opening.upperBound..<closing.lowerBound]) + "\n"
  }

  private func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: packageFolder + "/" + path)), as: UTF8.self)
  }

  /// The fenced blocks whose file is named on the line before them.
  private func exampleFiles() throws -> [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    var path: String?
    var fence: Substring?
    var content: [Substring] = []
    for line in try text(of: "README.md").split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if line == open {
          if let path { files.append((path, content.joined(separator: "\n") + "\n")) }
          (path, fence, content) = (nil, nil, [])
        } else {
          content.append(line)
        }
      } else if line.hasPrefix("```") {
        fence = line.prefix { $0 == "`" }
      } else if line.hasPrefix("`honey/") {
        path = line.dropFirst().firstIndex(of: "`").map { String(line.dropFirst()[..<$0]) }
      }
    }
    return files
  }
}
