import TestSupport
import Testing

@testable import Documents

@Suite struct PaginationTests {
  private let area = PageArea(top: 0, bottom: 100, left: 0, asideLeft: 60)

  private func band(
    _ height: Double,
    before: Double = 0,
    keeps: Bool = false,
    shrink: Double = 0,
    grow: Double = 0
  ) -> Band {
    var band = Band("band", height: height) { _, _, _ in }
    band.spaceBefore = before
    band.keepsWithNext = keeps
    band.shrink = shrink
    band.grow = grow
    return band
  }

  private func pages(_ bands: [Band]) -> [[Int]] {
    paginate(bands, in: area).map { $0.placed.map(\.band) }
  }

  @Test func `bands that fit stand on one page`() {
    #expect(pages([band(40), band(60)]) == [[0, 1]])
    #expect(pages([band(40), band(60, before: 1)]) == [[0], [1]])
  }

  @Test func `a heading goes with what follows it`() {
    #expect(pages([band(70), band(20, keeps: true), band(30)]) == [[0], [1, 2]])
  }

  @Test func `no page ends with what is to stand with the next, wherever both fit on one`() {
    for seed in UInt64(1)...200 {
      var random = SplitMix64(seed: seed)
      var run = 0
      // At most three in a row are kept together, which a page has room for.
      let bands = (0..<random.integer(in: 2...30)).map { _ in
        let keeps = run < 2 && random.fraction() < 0.4
        run = keeps ? run + 1 : 0
        return band(random.number(in: 5...28), before: random.number(in: 0...5), keeps: keeps)
      }
      let pages = pages(bands)
      for page in pages.dropLast() {
        #expect(page.last.map { bands[$0].keepsWithNext } == false, "seed \(seed)")
      }
    }
  }

  @Test func `plots are set lower to fit and higher to fill`() throws {
    let low = try #require(paginate([band(60), band(60, shrink: 25)], in: area).first)
    #expect(low.placed.map(\.height) == [60, 40])
    let high = try #require(paginate([band(20), band(40, grow: 50)], in: area).first)
    #expect(high.placed.map(\.height) == [20, 80])
    let capped = try #require(paginate([band(20), band(40, grow: 10)], in: area).first)
    #expect(capped.placed.map(\.height) == [20, 50])
  }

  @Test func `free room is shared in proportion`() throws {
    let page = try #require(
      paginate([band(20, grow: 20), band(20, grow: 60)], in: area).first
    )
    #expect(page.placed.map(\.height) == [35, 65])
  }

  @Test func `two pages are both filled rather than one to the brim`() {
    // Greedy filling would leave the second page with 20 of 100.
    let bands = (0..<6).map { _ in band(20) }
    #expect(pages(bands).count == 2)
    #expect(pages(bands).map(\.count) == [3, 3] || pages(bands).map(\.count) == [4, 2])
  }

  @Test func `a band that asks for a page begins one`() {
    var second = band(10)
    second.startsPage = true
    #expect(pages([band(10), second]) == [[0], [1]])
  }

  @Test func `a side note keeps what takes the whole measure below it`() throws {
    var text = band(20)
    text.isFullWidth = false
    text.asides = [Band.Aside(height: 50, context: []) { _, _ in }]
    let page = try #require(paginate([text, band(30, before: 8)], in: area).first)
    #expect(page.placed.map(\.y) == [0, 58])
    #expect(page.asides.map(\.y) == [0])
  }

  @Test func `a table that goes over a page's end begins with its head`() throws {
    var rows = (0..<12).map { _ in band(10) }
    for index in 1..<12 { rows[index].repeatedHead = Band.Head(height: 15) { _, _ in } }
    let pages = paginate(rows, in: area)
    #expect(pages.count == 2)
    #expect(pages[1].placed[0].y == 15)
  }

  @Test func `a table that has room on the next page is not cut to fill this one`() {
    var rows = (0..<3).map { _ in band(10) }
    for index in 1..<3 { rows[index].repeatedHead = Band.Head(height: 15) { _, _ in } }
    // Two rows would fit under the text.
    #expect(pages([band(75)] + rows + [band(55)]) == [[0], [1, 2, 3, 4]])
  }

  @Test func `every band is placed once, in order, inside the page`() {
    for seed in UInt64(1)...150 {
      var random = SplitMix64(seed: seed)
      let bands = (0..<random.integer(in: 1...40)).map { _ in
        band(
          random.number(in: 3...45),
          before: random.number(in: 0...12),
          keeps: random.fraction() < 0.25,
          shrink: random.fraction() < 0.2 ? 3 : 0,
          grow: random.fraction() < 0.2 ? 20 : 0
        )
      }
      let pages = paginate(bands, in: area)
      #expect(pages.flatMap { $0.placed.map(\.band) } == Array(bands.indices), "seed \(seed)")
      for page in pages {
        #expect(page.bottom <= 100.01, "seed \(seed)")
        for (upper, lower) in zip(page.placed, page.placed.dropFirst()) {
          #expect(upper.y + upper.height <= lower.y + 1e-6, "seed \(seed)")
        }
      }
    }
  }
}
