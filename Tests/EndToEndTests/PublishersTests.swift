import FoundationEssentials
import TestSupport
import Testing

/// A folder of tables in their publishers' own layouts, each read from at most six lines of descriptor.
@Suite struct PublishersTests {
  @Test func `all tables are read, and a series without a unit is named`() throws {
    let folder = try TemporaryFolder()
    let run = try veta(["build", "publishers", "-o", folder.path + "/out"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("9 files, 10 indicators"))
    #expect(run.errors.contains("'Gas' is left out"))
    let text = try #require(
      try outputOf("pdftotext", "-raw", folder.path + "/out/latest/publishers.en.pdf", "-")
    )
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    for sentence in [
      "The bank: 1788.9 billion. Prices: 9,947 and 106.8. The euro: 1.0872. The peso: 17.25.",
      "The rate: 7.00%. The survey: 3,500, 0, >75%.", "Hollow: provisional.",
      "p1/ Cifras preliminares a partir de la fecha que se indica.",
      "Source: Instituto de Estadística, Cuentas Nacionales.",
    ] {
      #expect(words.contains(sentence))
    }
  }
}
