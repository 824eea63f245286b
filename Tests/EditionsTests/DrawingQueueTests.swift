import Drawing
import Rendering
import Testing

@testable import Editions

@Suite struct DrawingQueueTests {
  private let fonts: FontSet
  private static let metadata = DocumentMetadata(
    title: "A title",
    author: "",
    subject: "A title",
    keywords: [],
    language: "en",
    date: .init(year: 2026, month: 11, day: 30),
    creator: "veta"
  )

  init() throws { fonts = try FontSet.installed() }

  /// A picture of one box.
  private static func picture(
    _ path: String = "charts/a.en.svg",
    width: Double = 10,
    _ kind: Picture.Kind = .svg(Size(40, 20))
  ) -> Picture {
    let box = Path.rectangle(Box(x: 4, y: 4, width: width, height: 8))
    return Picture(
      path: path,
      list: DisplayList([
        .beginTag(.figure(alternative: "A box.")), .fill(box, .color(Color(0x0B3C6F))), .endTag,
      ]),
      kind: kind
    )
  }

  private static let wanted = [
    picture("charts/a.en.svg"), picture("charts/a.en.png", .png(Size(40, 20))),
    picture("charts/a.en.pdf", .sheet(Size(40, 20), metadata)),
    picture("charts/b.en.svg", width: 12),
  ]

  @Test(
    arguments: [
      (picture(), true),
      (picture(width: 11), false),
      (picture("charts/a.en.svg", .svg(Size(41, 20))), false),
      (picture("charts/a.en.svg", .png(Size(40, 20))), false),
      (picture("charts/b.en.svg"), false),
    ]
  )
  func `what was drawn counts only if it is wanted just so`(drawn: Picture, counts: Bool) throws {
    let drawings = Drawings()
    drawings.draw(drawn, with: try Typesetter(fonts))
    let result = drawings.result(for: Self.picture())
    #expect((result != nil) == counts)
  }

  @Test(arguments: [1, 2, 5])
  func `each file is that of its picture, whatever was begun before and by how many`(
    jobs: Int
  ) async throws {
    var alone: [[UInt8]] = []
    for picture in Self.wanted {
      let drawings = Drawings()
      drawings.draw(picture, with: try Typesetter(fonts))
      alone.append(try #require(drawings.result(for: picture)).get())
    }
    #expect(Set(alone).count == Self.wanted.count)
    let queue = DrawingQueue(fonts: fonts)
    for picture in Self.wanted {
      queue.drawEarly(Picture(path: picture.path, list: Self.wanted[3].list, kind: picture.kind))
    }
    let files = try await queue.files(of: Self.wanted, knowing: ShapedTexts(), jobs: jobs)
    #expect(files == alone)
  }
}
