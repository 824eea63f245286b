import FoundationEssentials
import TestSupport
import Testing

/// What a file says beside its numbers comes through to the page: reasons, breaks, corrections, releases.
@Suite struct MeaningTests {
  private func page(_ arguments: String...) throws -> String {
    let folder = try TemporaryFolder()
    let run = try veta(["build", "hives", "-o", folder.path + "/out"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    let text = try outputOf("pdftotext", "-raw", folder.path + "/out/latest/hives.en.pdf", "-")
    return (text ?? "").split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test func `reasons, breaks and corrections stand on the page`() throws {
    let words = try page()
    for sentence in [
      "The north had 125 hives in 2022",
      // Each missing value prints its own mark, and the note says what it means.
      "South c 70 75 n/a", "East 40 – 0 44", "West 30 31 n/a 33", "Hills r 10 11 12",
      "withheld as confidential", "not collected", "not applicable", "not available",
      "rejected in editing",
      "Break in series in 2022 and 2023",
      "Hives, hills, 2021 990 taken out a digit too many editor, 30 Nov 2024",
      "Hives, north, 2023 90 break before it counted in autumn from here",
    ] {
      #expect(words.contains(sentence), "\(sentence) in \(words)")
    }
  }

  @Test(arguments: [
    ("2023-12-31", "The north had 120 hives in 2022"),
    ("2024-02-29", "The north had 120 hives in 2022"),
    ("2024-03-01", "The north had 125 hives in 2022"),
  ])
  func `as of a day before a restatement the page has the old value`(
    day: String,
    sentence: String
  ) throws {
    let words = try page("--as-of", day)
    #expect(words.contains(sentence), "\(words)")
  }
}
