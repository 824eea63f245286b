import Drawing
import Testing

@testable import Charts

@Suite struct ThemeTests {
  private let theme = Theme.house

  @Test(
    arguments: [
      ("#000000", 21.0), ("#FFFFFF", 1), ("#767676", 4.54), ("#0B3C6F", 11.1), ("#C45503", 4.5),
    ] as [(String, Double)]
  )
  func `contrast with white is WCAG's`(hex: String, ratio: Double) throws {
    let color = try #require(Color(hex: hex))
    #expect(abs(color.contrast(with: .white) - ratio) < 0.05)
  }

  @Test func `text on every step of the palette can be read`() {
    let palette = theme.palette
    for step in palette.focusSteps + palette.warmSteps {
      let text = palette.textColor(on: step)
      #expect(text.contrast(with: step) >= 4.49, "\(step)")
    }
  }

  @Test func `every colour that texts take can be read on white`() {
    let palette = theme.palette
    let colors = [
      palette.text, palette.secondary, palette.note, palette.focus, palette.warm, palette.axis,
    ]
    for color in colors + palette.series {
      #expect(color.contrast(with: .white) >= 4.48, "\(color)")
    }
  }

  @Test func `a colour's names are its palette's`() {
    let palette = theme.palette
    for name in Palette.names { #expect(palette.color(named: name) != nil, "\(name)") }
    #expect(palette.color(named: "focus") == palette.focus)
    #expect(palette.color(named: "blue2") == palette.focusSteps[1])
    #expect(palette.color(named: "warm") == palette.warm)
    #expect(palette.color(named: "warm4") == palette.warmSteps[3])
    #expect(palette.color(named: "#102030") == Color(0x102030))
    #expect(palette.color(named: "pink") == nil)
    #expect(palette.color(named: "blue9") == nil)
  }

  @Test func `a tint is between the colour and white`() {
    #expect(Color(0x000000).tint(0.5) == Color(0x808080))
    #expect(Color(0x0B3C6F).tint(1) == Color(0x0B3C6F))
    #expect(Color(0x0B3C6F).tint(0) == .white)
  }

  @Test func `columns and gutters make the measure`() {
    let page = theme.page
    #expect(page.width(ofColumns: 12) == page.measure)
    #expect(page.width(ofColumns: 6) == 237)
    #expect(page.width(ofColumns: 4) == 154)
    #expect(page.width(ofColumns: 8) == 320)
  }
}
