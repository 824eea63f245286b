import Diagnostics
import Drawing
import TestSupport
import Testing

@testable import Documents

/// What must hold for any text that is poured into pages.
@Suite struct OverlapTests {
  private struct Ink {
    let text: String
    let box: Box
  }

  /// The letters of each page: from a little above the x-height to a little below the baseline.
  private func pages(_ list: DisplayList) -> [[Ink]] {
    var pages: [[Ink]] = []
    for item in list.items {
      if case .page = item { pages.append([]) }
      guard case .text(let run) = item, !pages.isEmpty else { continue }
      let size = run.style.size
      pages[pages.count - 1].append(
        Ink(
          text: run.text,
          box: Box(
            x: run.origin.x,
            y: run.origin.y - 0.72 * size,
            width: run.width,
            height: 0.9 * size
          )
        )
      )
    }
    return pages
  }

  /// A report of random blocks.
  private func report(seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    var text = ""
    var figures = 0
    for section in 0..<random.integer(in: 1...3) {
      text += "# \(words(random.integer(in: 2...9), seed: seed &+ UInt64(section)))\n\n"
      if random.fraction() < 0.5 {
        text += "> \(words(random.integer(in: 5...18), seed: seed))\n\n"
      }
      for block in 0..<random.integer(in: 1...7) {
        let salt = seed &* 31 &+ UInt64(block)
        switch random.integer(in: 0...7) {
        case 0: text += words(random.integer(in: 8...90), seed: salt) + "\n\n"
        case 1:
          let note = words(random.integer(in: 3...25), seed: salt)
          text += "```aside\n{label: \(words(2, seed: salt)), value: 12%, text: \(note)}\n```\n\n"
        case 2:
          let size = random.element(of: ["full", "half", "third"])
          for _ in 0..<random.integer(in: 1...3) {
            figures += 1
            let title = words(random.integer(in: 2...8), seed: salt &+ UInt64(figures))
            text += "```chart\n{id: f\(figures), title: \(title), data: series, size: \(size),"
            text += " note: \(words(random.integer(in: 2...30), seed: salt))}\n```\n\n"
          }
        case 3:
          let rows = (0..<random.integer(in: 1...60)).map {
            "[\(words(random.integer(in: 1...4), seed: salt &+ UInt64($0))), \($0).5, x]"
          }
          figures += 1
          text += "```table\n{id: f\(figures), title: \(words(4, seed: salt)), "
          text += "head: [Name, Value, Word], cells: [\(rows.joined(separator: ", "))]}\n```\n\n"
        case 4:
          let items = (0..<random.integer(in: 1...6)).map {
            "- \(words(random.integer(in: 1...30), seed: salt &+ UInt64($0)))"
          }
          text += items.joined(separator: "\n") + "\n\n"
        case 5:
          let tiles = (0..<random.integer(in: 1...7)).map {
            "- {label: L\($0), value: \($0)0, unit: t, change: up, note: of all, spark: series}"
          }
          text += "```metrics\n\(tiles.joined(separator: "\n"))\n```\n\n"
        case 6: text += "## \(words(random.integer(in: 2...6), seed: salt))\n\n"
        default: text += "> \(words(random.integer(in: 5...40), seed: salt))\n\n"
        }
      }
    }
    return text
  }

  @Test func `no two texts of a page overlap, and none leaves its margins`() throws {
    for seed in UInt64(1)...25 {
      let sample = Sample(report(seed: seed), advance: 0.5)
      #expect(sample.diagnostics.all.map(\.formatted) == [], "seed \(seed)")
      let composition = try #require(sample.composition)
      #expect(composition.list.problems() == [], "seed \(seed)")
      var faults: [String] = []
      for (number, page) in pages(composition.list).enumerated() {
        for (index, ink) in page.enumerated() {
          let isInside =
            ink.box.left >= 54.6 && ink.box.right <= 540.7 && ink.box.bottom <= 812
          if !isInside { faults.append("page \(number + 1): '\(ink.text)' leaves the margins") }
          for other in page[(index + 1)...] where ink.box.overlap(with: other.box) >= 0.5 {
            faults.append("page \(number + 1): '\(ink.text)' lies on '\(other.text)'")
          }
        }
      }
      #expect(faults == [], "seed \(seed)")
    }
  }

  @Test func `no word of the text is lost on its way to the pages`() throws {
    for seed in UInt64(1)...20 {
      let body = words(400, seed: seed)
      let sample = Sample("# H\n\n\(body)")
      // Before the text stand the edition, the title and the heading.
      let printed = sample.texts.dropFirst(3).joined()
      #expect(printed == body, "seed \(seed)")
    }
  }
}
