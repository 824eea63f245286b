import Drawing
import Testing

@testable import Rendering

@Suite struct PNGTests {
  private let typesetter: Typesetter

  init() throws { typesetter = try Typesetter(FontSet.installed()) }

  @Test func `a picture has its size, its resolution and its colour space, and no time`() throws {
    let list = DisplayList([
      .fill(.rectangle(Box(x: 0, y: 0, width: 12, height: 12)), .color(Color(0)))
    ])
    let size = Size(486, 273)
    let bytes = try renderPNG(list, size: size, scale: 300.0 / 72, typesetter: typesetter)
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let chunks = chunks(of: bytes)
    #expect(Set(chunks.map(\.name)) == ["IHDR", "sRGB", "pHYs", "PLTE", "IDAT", "IEND"])
    #expect(chunks.first?.name == "IHDR" && chunks.last?.name == "IEND")
    // 2025 × 1138 pixels of 8 bits, numbered colours, not interlaced.
    #expect(chunks.first?.content == [0, 0, 7, 0xE9, 0, 0, 4, 0x72, 8, 3, 0, 0, 0])
    let resolution = chunks.first { $0.name == "pHYs" }
    // 11811 pixels a metre are 300 an inch.
    #expect(resolution?.content == [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1])
    #expect(chunks.first { $0.name == "sRGB" }?.content == [0])
    #expect(chunks.first { $0.name == "PLTE" }?.content == [0, 0, 0, 255, 255, 255])
  }

  @Test func `paint has the colour and the place it was given, on white`() throws {
    let box = Box(x: 2, y: 1, width: 3, height: 2)
    let list = DisplayList([.fill(.rectangle(box), .color(Color(0x0B3C6F)))])
    let bytes = try renderPNG(list, size: Size(8, 4), scale: 1, typesetter: typesetter)
    let picture = try #require(decodePNG(bytes))
    #expect(picture.width == 8 && picture.height == 4)
    for y in 0..<4 {
      for x in 0..<8 {
        let place = (y * 8 + x) * 3
        let inside = (2..<5).contains(x) && (1..<3).contains(y)
        #expect(
          Array(picture.samples[place..<place + 3])
            == (inside ? [0x0B, 0x3C, 0x6F] : [255, 255, 255])
        )
      }
    }
  }

  @Test func `a picture of more than 256 colours keeps them all`() throws {
    // 32 × 16 squares of a colour each.
    var list = DisplayList()
    for index in 0..<512 {
      let box = Box(x: Double(index % 32), y: Double(index / 32), width: 1, height: 1)
      list.append(.fill(.rectangle(box), .color(Color(UInt32(index) * 0x8001 & 0xFFFFFF))))
    }
    let bytes = try renderPNG(list, size: Size(32, 16), scale: 1, typesetter: typesetter)
    #expect(chunks(of: bytes).contains { $0.name == "PLTE" } == false)
    let picture = try #require(decodePNG(bytes))
    for index in 0..<512 {
      let color = UInt32(index) * 0x8001 & 0xFFFFFF
      let samples = [color >> 16, color >> 8, color].map { UInt8(truncatingIfNeeded: $0) }
      #expect(Array(picture.samples[index * 3..<index * 3 + 3]) == samples)
    }
  }

  @Test func `the rarest colours give way where they hardly cover anything`() throws {
    // 300 colours of one pixel each are 45 too many, which give way to their neighbours.
    var pixels = [UInt32](repeating: 0xFFFFFF, count: 100_000)
    for index in 0..<300 {
      pixels[index * 7] = UInt32(index / 150 * 200) << 16 | UInt32(index % 150) << 8
    }
    let indexed = IndexedPicture(pixels.span)
    let picture = try #require(indexed)
    #expect(picture.colors.count == 256)
    #expect(picture.colors.contains(0xFFFFFF))
    var rows: [[UInt8]] = []
    picture.forEachRow(ofWidth: 1000) { row in rows.append(row.indices.map { row[$0] }) }
    #expect(rows.count == 100)
    for (index, pixel) in pixels.enumerated() {
      let found = picture.colors[Int(rows[index / 1000][index % 1000])]
      let distance = abs(Int(found) - Int(pixel)) >> 8
      #expect(pixel == 0xFFFFFF ? found == pixel : distance <= 45, "\(index)")
    }
    // The same colours in a smaller picture are too much of it.
    pixels.removeLast(90_000)
    let smaller = IndexedPicture(pixels.span)
    #expect(smaller == nil)
  }

  @Test func `a picture of thousands of colours is not numbered`() {
    let pixels = (0..<5000 as Range<UInt32>).flatMap { [$0, $0] }
    let picture = IndexedPicture(pixels.span)
    #expect(picture == nil)
  }

  @Test(arguments: [(0.0, 1.0), (40_000, 1), (1, 40_000), (.nan, 1), (.infinity, 1), (-4, 1)])
  func `a picture that is too small or too large is refused`(width: Double, scale: Double) {
    #expect(throws: RenderingError.self) {
      try renderPNG(DisplayList(), size: Size(width, 9), scale: scale, typesetter: typesetter)
    }
  }

  @Test func `two runs give the same bytes`() throws {
    let list = sampleDocument(typesetter)
    let other = try Typesetter(FontSet.installed())
    let size = Size(400, 300)
    #expect(
      try renderPNG(list, size: size, scale: 2, typesetter: typesetter)
        == renderPNG(list, size: size, scale: 2, typesetter: other)
    )
    #expect(
      try renderSVG(list, size: size, typesetter: typesetter)
        == renderSVG(list, size: size, typesetter: other)
    )
  }

  @Test func `an SVG has its size in points and no font`() throws {
    let bytes = try renderSVG(
      sampleDocument(typesetter),
      size: Size(400, 300),
      typesetter: typesetter
    )
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("width=\"400pt\" height=\"300pt\" viewBox=\"0 0 400 300\""))
    #expect(!text.contains("<text") && !text.contains("font-family"))
  }

  @Test func `a substituted font is an error in every kind of picture`() {
    let style = TextStyle(size: 9, family: "Helvetica")
    let list = DisplayList([
      .text(TextRun("x", at: Point(1, 9), style: style, color: Color(0), width: 9))
    ])
    #expect(throws: RenderingError.self) {
      try renderPNG(list, size: Size(9, 9), scale: 1, typesetter: typesetter)
    }
    #expect(throws: RenderingError.self) {
      try renderSVG(list, size: Size(9, 9), typesetter: typesetter)
    }
  }

  private func chunks(of bytes: [UInt8]) -> [(name: String, content: [UInt8])] {
    var result: [(String, [UInt8])] = []
    var place = 8
    while place + 8 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      result.append((name, Array(bytes[place + 8..<place + 8 + length])))
      place += 12 + length
    }
    return result
  }
}
