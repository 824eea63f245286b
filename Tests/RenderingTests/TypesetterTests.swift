import Cairo
import Drawing
import TestSupport
import Testing

@testable import Rendering

@Suite struct TypesetterTests {
  private let typesetter: Typesetter

  init() throws { typesetter = try Typesetter(FontSet.installed()) }

  private func width(_ text: String, _ style: TextStyle) -> Double {
    typesetter.extent(of: text, style: style).width
  }

  /// Advances of Inter 3.19 as its table `hmtx` has them, of 2816 units an em.
  @Test(
    arguments: [
      ("H", .regular, 2084), ("o", .regular, 1680), ("M", .regular, 2504), (" ", .regular, 792),
      ("8", .regular, 1736), ("−", .regular, 1856), ("H", .semibold, 2095), ("%", .semibold, 2376),
    ] as [(String, TextStyle.Weight, Double)]
  )
  func `a character is as wide as its font says`(
    text: String,
    weight: TextStyle.Weight,
    units: Double
  ) {
    for size in [7.0, 10, 20] {
      // Pango rounds to 1/1024 of a point.
      #expect(abs(width(text, TextStyle(size: size, weight: weight)) - units / 2816 * size) < 0.001)
    }
  }

  @Test func `lines are as high as the font says`() {
    let extent = typesetter.extent(of: "x", style: TextStyle(size: 10))
    #expect(abs(extent.ascent - 9.6875) < 0.001)
    #expect(abs(extent.descent - 2.4148) < 0.001)
    #expect(typesetter.extent(of: "", style: TextStyle(size: 10)).width == 0)
  }

  @Test func `a line is as wide as its words and spaces`() {
    let line =
      "La producción minera de México cayó −2.5% en 2024, a 1,234 kt (T-MEC). AV To Ya 10x20"
    for style in [
      TextStyle(size: 9.5), TextStyle(size: 20, weight: .semibold, tracking: -0.014),
      TextStyle(size: 8, hasTabularFigures: true), TextStyle(size: 7, isItalic: true),
    ] {
      let words = line.split(separator: " ").map(String.init)
      let sum = words.reduce(0) { $0 + width($1, style) }
      let spaces = Double(words.count - 1) * width(" ", style)
      #expect(abs(sum + spaces - width(line, style)) < 0.005)
    }
  }

  @Test func `tabular figures have one width, others have their own`() {
    let tabular = TextStyle(size: 10, hasTabularFigures: true)
    #expect(width("1", tabular) == width("8", tabular))
    #expect(width("1", TextStyle(size: 10)) < width("8", TextStyle(size: 10)))
  }

  @Test func `tracking adds the same room after each character`() {
    let plain = width("México", TextStyle(size: 10))
    #expect(abs(width("México", TextStyle(size: 10, tracking: 0.1)) - plain - 6) < 0.01)
    #expect(abs(width("México", TextStyle(size: 10, tracking: -0.02)) - plain + 1.2) < 0.01)
  }

  @Test func `pairs are kerned and nothing is a ligature`() {
    let style = TextStyle(size: 10)
    #expect(width("AV", style) < width("A", style) + width("V", style))
    #expect(abs(width("fi", style) - width("f", style) - width("i", style)) < 0.05)
    let arrow = width("-", style) + width(">", style)
    #expect(abs(width("->", style) - arrow) < 0.5)
  }

  @Test func `line breaks count as spaces`() {
    let style = TextStyle(size: 10)
    #expect(width("a\nb", style) == width("a b", style))
    #expect(width("a\u{2028}b\u{2029}c", style) == width("a b c", style))
  }

  @Test func `a weight has its own widths`() {
    let widths = [TextStyle.Weight.regular, .medium, .semibold, .bold].map {
      width("Minería", TextStyle(size: 10, weight: $0))
    }
    #expect(widths == widths.sorted() && Set(widths).count == 4)
  }

  @Test func `measuring again gives the same`() throws {
    let other = try Typesetter(FontSet.installed())
    for text in ["", "a", "Minería", "10.5%"] {
      let style = TextStyle(size: 9.5)
      let extent = typesetter.extent(of: text, style: style)
      #expect(typesetter.extent(of: text, style: style) == extent)
      #expect(other.extent(of: text, style: style) == extent)
    }
  }

  @Test func `what one task has shaped, others draw alike`() async throws {
    let fonts = try FontSet.installed()
    let typesetter = try Typesetter(fonts)
    let list = sampleDocument(typesetter)
    let texts = typesetter.shapedTexts
    let size = Size(400, 300)
    let expected = try renderPNG(list, size: size, scale: 2, typesetter: Typesetter(fonts))
    let pictures = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let other = Typesetter(fonts, knowing: texts)
          #expect(other.extent(of: "new", style: TextStyle(size: 11)).width > 0)
          #expect(other.shaped("Silver", style: TextStyle(size: 8)).faults == [])
          return try renderPNG(list, size: size, scale: 2, typesetter: other)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(pictures.allSatisfy { $0 == expected })
    let style = TextStyle(size: 9.5)
    let known = texts.byStyle[style]?["(with"]
    #expect(
      known != nil && Typesetter(fonts, knowing: texts).shaped("(with", style: style) === known
    )
    let more = Typesetter(fonts, knowing: texts)
    _ = more.extent(of: "added", style: style)
    #expect(more.shapedTexts.byStyle[style]?["added"] != nil)
    #expect(more.shapedTexts.byStyle[style]?["(with"] === known)
  }

  // MARK: What cannot be set

  @Test func `another family is a substitution, not a fallback`() {
    let style = TextStyle(size: 10, family: "Inter Tight")
    #expect(throws: RenderingError.substituted(text: "x", style: style, by: "Inter 400")) {
      try typesetter.drawable("x", style: style)
    }
  }

  @Test func `a weight or slant that is not there is a substitution`() throws {
    let regular = try #require(FontSet.installed().files.first)
    let typesetter = try Typesetter(FontSet(files: [regular]))
    #expect(throws: Never.self) { try typesetter.drawable("x", style: TextStyle(size: 10)) }
    for style in [TextStyle(size: 10, weight: .bold), TextStyle(size: 10, isItalic: true)] {
      #expect(throws: RenderingError.substituted(text: "x", style: style, by: "Inter 400")) {
        try typesetter.drawable("x", style: style)
      }
    }
  }

  @Test(arguments: ["矿", "☐", "🪙"])
  func `a character that the font lacks is an error`(character: String) {
    let style = TextStyle(size: 10)
    let text = "a\(character)b"
    #expect(
      throws: RenderingError.missingGlyph(character: character, text: text, style: style)
    ) {
      try typesetter.drawable(text, style: style)
    }
  }

  @Test func `the characters of both languages and of charts are there`() throws {
    let text = "áéíóúüñ¿¡ÁÉÍÓÚÜÑ–—…“”‘’«»≥≤−³₂→↑↓◆●○■▲•€£µ×÷±≈Δσ†‡§\u{A0}\u{202F}"
    #expect(throws: Never.self) { try typesetter.drawable(text, style: TextStyle(size: 10)) }
  }

  @Test func `a font file that is not there is named`() {
    let error = #expect(throws: RenderingError.self) { try FontSet(files: ["/nowhere/Inter.otf"]) }
    #expect(
      error?.description == "cannot read fonts: '/nowhere/Inter.otf' is not there or is not a font"
    )
  }

  @Test func `an error says which font and which character`() {
    let style = TextStyle(size: 10, weight: .semibold, isItalic: true)
    #expect(
      RenderingError.missingGlyph(character: "☐", text: "a ☐", style: style).description
        == "Inter 600 italic has no '☐' (U+2610), used in 'a ☐'"
    )
  }
}
