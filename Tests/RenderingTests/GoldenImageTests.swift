import Drawing
import TestSupport
import Testing

@testable import Rendering

/// What only pixels show. Each picture has 400 × 300 pixels.
@Suite struct GoldenImageTests {
  private let typesetter: Typesetter
  private let blue = Color(0x0B3C6F)
  private let warm = Color(0xC45503)

  init() throws { typesetter = try Typesetter(FontSet.installed()) }

  @Test func `text is set in its size, weight, slant and spacing`() throws {
    var list = DisplayList()
    let styles = [
      TextStyle(size: 20, weight: .semibold, tracking: -0.014),
      TextStyle(size: 11.5, weight: .bold),
      TextStyle(size: 9.5), TextStyle(size: 9.5, isItalic: true),
      TextStyle(size: 8, weight: .medium),
      TextStyle(size: 8, hasTabularFigures: true), TextStyle(size: 8),
      TextStyle(size: 7, tracking: 0.1),
    ]
    for (index, style) in styles.enumerated() {
      let run = TextRun(
        "México −1,111.10 % ñ³",
        at: Point(8, 24 + Double(index) * 16),
        style: style,
        color: index % 2 == 0 ? Color(0x222222) : blue,
        width: 0
      )
      list.append(.text(run))
    }
    try expectGolden(list, "text.png")
  }

  @Test func `a halo clears the ink under a text`() throws {
    var list = DisplayList()
    for index in 0..<8 {
      let y = 20 + Double(index) * 16
      list.append(
        .stroke(.line(from: Point(0, y), to: Point(200, y - 12)), Stroke(warm, width: 1.6))
      )
    }
    let style = TextStyle(size: 12, weight: .semibold)
    for (index, halo) in [0.0, 1.5, 3].enumerated() {
      let run = TextRun(
        "Plata 38.2 kt",
        at: Point(30, 40 + Double(index) * 45),
        style: style,
        color: blue,
        width: 0,
        halo: halo
      )
      list.append(.text(run))
    }
    try expectGolden(list, "halo.png")
  }

  @Test func `lines have their width, dashes, ends and round corners`() throws {
    var list = DisplayList()
    let strokes = [
      Stroke(blue, width: 1.6), Stroke(blue, width: 0.4), Stroke(warm, width: 3, dash: [5, 2]),
      Stroke(warm, width: 3, dash: [7, 2, 2, 2]), Stroke(blue, width: 6, cap: .round),
      Stroke(blue, width: 6),
    ]
    for (index, stroke) in strokes.enumerated() {
      let y = 20 + Double(index) * 22
      let zigzag = [Point(12, y), Point(70, y - 10), Point(100, y + 8), Point(188, y)]
      list.append(.stroke(.polyline(zigzag), stroke))
    }
    try expectGolden(list, "lines.png")
  }

  @Test func `areas are filled, hatched and clipped`() throws {
    var list = DisplayList()
    let box = Box(x: 10, y: 10, width: 50, height: 50)
    list.append(.fill(.rectangle(box), .color(Color(0xA3BAD0))))
    list.append(
      .fill(.rectangle(box.offset(by: Point(60, 0))), .hatch(warm, width: 0.6, pitch: 2.4))
    )
    list.append(
      .fill(.circle(center: Point(155, 35), radius: 25), .hatch(blue, width: 1.2, pitch: 6))
    )
    list.append(.beginClip(Box(x: 10, y: 75, width: 80, height: 60)))
    list.append(.fill(.circle(center: Point(20, 85), radius: 40), .color(blue)))
    list.append(.beginClip(Box(x: 60, y: 100, width: 100, height: 20)))
    list.append(.fill(.circle(center: Point(70, 110), radius: 30), .color(warm)))
    list.append(.endClip)
    list.append(.stroke(.line(from: Point(0, 125), to: Point(200, 125)), Stroke(warm, width: 2)))
    list.append(.endClip)
    list.append(.stroke(.line(from: Point(0, 145), to: Point(200, 145)), Stroke(warm, width: 2)))
    let star = (0..<5).map { index in
      [Point(150, 75), Point(168, 130), Point(121, 96), Point(179, 96), Point(132, 130)][index]
    }
    list.append(.fill(.polygon(star), .color(blue)))
    try expectGolden(list, "areas.png")
  }

  @Test func `a picture for print is smoothed in fewer steps`() throws {
    var list = DisplayList()
    for index in 0..<9 {
      let end = Point(96, Double(index) * 9)
      list.append(.stroke(.line(from: Point(0, 36), to: end), Stroke(blue, width: 0.8)))
    }
    let run = TextRun("Oro", at: Point(10, 60), style: TextStyle(size: 24), color: warm, width: 0)
    list.append(.text(run))
    try expectGolden(list, "print.png", scale: 300.0 / 72, size: Size(96, 72))
  }

  private func expectGolden(
    _ list: DisplayList,
    _ name: String,
    scale: Double = 2,
    size: Size = Size(200, 150)
  ) throws {
    let bytes = try renderPNG(list, size: size, scale: scale, typesetter: typesetter)
    let held = fixture(name).flatMap(decodePNG)
    if let held, let drawn = decodePNG(bytes),
      let difference = difference(of: RGBImage(drawn), from: RGBImage(held)),
      difference.isAcceptable
    {
      return
    }
    if isUpdatingGoldenFiles {
      try writeFixture(bytes, name)
      throw GoldenMismatch("\(name) was rewritten; look at it and run again")
    }
    Attachment.record(bytes, named: name)
    guard let held, let drawn = decodePNG(bytes),
      let difference = difference(of: RGBImage(drawn), from: RGBImage(held))
    else { throw GoldenMismatch("\(name) is not there or has another size") }
    let pixels = stride(from: 0, to: difference.picture.samples.count, by: 3).map { place in
      difference.picture.samples[place] == 0 ? 0 : 0xFFFFFF as UInt32
    }
    Attachment.record(
      encodePNG(pixels.span, width: drawn.width, height: drawn.height, pixelsPerMeter: 2835),
      named: "difference-" + name
    )
    throw GoldenMismatch("\(name) differs in \(difference.share * 100) % of its pixels")
  }
}

extension RGBImage {
  fileprivate init(_ raster: Raster) {
    self.init(width: raster.width, height: raster.height, samples: raster.samples)
  }
}
