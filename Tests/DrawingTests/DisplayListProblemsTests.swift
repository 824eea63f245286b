import Drawing
import Testing

/// A page with a heading, for the cases to be put into.
private func page(_ items: [DisplayItem]) -> DisplayList {
  DisplayList(
    [
      .page(size: Size(200, 100), label: "1"), .beginTag(.section),
      .beginTag(.heading(level: 1)), run("Heading"), .endTag,
    ] + items + [.endTag]
  )
}

private func run(
  _ text: String,
  x: Double = 10,
  size: Double = 8,
  width: Double = 20,
  halo: Double = 0
) -> DisplayItem {
  .text(
    TextRun(
      text,
      at: Point(x, 20),
      style: TextStyle(size: size),
      color: Color(0x222222),
      width: width,
      halo: halo
    )
  )
}

private func tagged(_ tag: StructureTag, _ items: DisplayItem...) -> [DisplayItem] {
  [.beginTag(tag)] + items + [.endTag]
}

private let line = Path.line(from: Point(0, 0), to: Point(9, 9))
private let black = Color(0x000000)
private let box = Box(x: 0, y: 0, width: 9, height: 9)

@Suite struct DisplayListProblemsTests {
  @Test func `a document with one of everything has no problems`() {
    let list = page(
      [.destination("a", Point(0, 0)), .outline(title: "A", level: 1, destination: "a")]
        + tagged(.paragraph, run("Text")) + [
          .beginTag(.paragraph), .beginTag(.link(contents: "to a")),
        ]
        + [run("link"), .link(box, .destination("a")), .endTag, .endTag]
        + tagged(.link(contents: "out"), run("x"), .link(box, .address("https://e.org/%20")))
        + [.beginTag(.table), .beginTag(.tableRow)] + tagged(.tableHeader(scope: .row), run("r"))
        + tagged(.tableCell, run("c")) + [.endTag, .endTag]
        + [.beginTag(.list), .beginTag(.listItem)] + tagged(.listLabel, run("•"))
        + tagged(.listBody, run("b")) + [.endTag, .endTag] + tagged(.note(id: "n1"), run("n"))
        + [.beginTag(.figure(alternative: "A picture")), .beginClip(box), .beginArtifact]
        + [.stroke(line, Stroke(black, width: 1, dash: [1, 0])), .endArtifact, .endClip, .endTag]
        + [.page(size: Size(200, 100), label: "2"), .beginArtifact, run("foot"), .endArtifact]
        + tagged(.heading(level: 2), run("Heading"))
    )
    #expect(list.problems() == [])
  }

  @Test func `an empty outline is no ink`() {
    let list = DisplayList([.page(size: Size(9, 9), label: ""), .fill(Path(), .color(black))])
    #expect(list.problems() == ["page 1 is blank"])
  }

  @Test func `a plot needs no page and no elements`() {
    let list = DisplayList([run("label"), .fill(line, .color(black))])
    #expect(list.problems() == [])
  }

  @Test(
    arguments: [
      ([.endArtifact], "item 5: an artifact ends that never began"),
      ([.endClip], "item 5: a clip ends that never began"),
      ([.beginArtifact], "item 6: an element ends inside an artifact"),
      ([.beginClip(box)], "item 6: an element ends inside a clip"),
      (
        [.beginClip(box), .beginArtifact, .endClip, .endArtifact],
        "item 7: a clip ends before what began in it"
      ),
      ([.endTag], "item 6: an element ends that never began"),
      ([.beginTag(.paragraph)], "item 1: a section is never ended"),
      (
        [.beginArtifact] + tagged(.paragraph) + [.endArtifact],
        "item 6: a paragraph begins inside an artifact"
      ),
      (
        [.beginArtifact, .page(size: Size(9, 9), label: ""), run("x"), .endArtifact],
        "item 6: a page begins inside an artifact"
      ),
      (
        [
          .beginClip(box), .page(size: Size(9, 9), label: ""), .fill(line, .color(black)), .endClip,
        ], "item 6: a page begins inside a clip"
      ),
      ([.page(size: Size(9, 9), label: "")], "page 2 is blank"),
    ] as [([DisplayItem], String)]
  )
  func `beginnings and ends nest`(items: [DisplayItem], problem: String) {
    #expect(page(items).problems().contains(problem), "\(page(items).problems())")
  }

  @Test(
    arguments: [
      (tagged(.document), "a document stands in a section"),
      (tagged(.tableRow), "a table row stands in a section"),
      (tagged(.tableCell), "a table cell stands in a section"),
      (tagged(.listItem), "a list item stands in a section"),
      (tagged(.listBody), "a list body stands in a section"),
      (tagged(.tableOfContentsItem), "an entry of a table of contents stands in a section"),
      ([.beginTag(.table)] + tagged(.paragraph) + [.endTag], "a paragraph stands in a table"),
      ([.beginTag(.table)] + tagged(.tableCell) + [.endTag], "a table cell stands in a table"),
      ([.beginTag(.list)] + tagged(.span) + [.endTag], "a span stands in a list"),
    ] as [([DisplayItem], String)]
  )
  func `elements stand where PDF allows them`(items: [DisplayItem], problem: String) {
    #expect(page(items).problems().contains { $0.hasSuffix(problem) }, "\(page(items).problems())")
  }

  @Test(
    arguments: [
      (tagged(.heading(level: 3), run("x")), "a heading of level 3 follows one of level 1"),
      (tagged(.heading(level: 7), run("x")), "a heading has level 7"),
      (tagged(.figure(alternative: " ")), "a figure has no words for its picture"),
      (
        tagged(.link(contents: ""), .link(box, .address("a"))), "a link has no words for its target"
      ),
      (tagged(.link(contents: "x"), run("x")), "a link has no place"),
      ([.link(box, .address("a"))], "a link's place stands outside of a link"),
      (
        tagged(.link(contents: "x"), .beginArtifact, .link(box, .address("a")), .endArtifact),
        "a link's place stands inside an artifact"
      ),
      (
        [.beginTag(.link(contents: "x")), .link(box, .address("a"))]
          + tagged(.link(contents: "y"), .link(box, .address("a"))) + [.endTag],
        "a link stands in a link"
      ),
      (tagged(.link(contents: "x"), .link(box, .destination("gone"))), "nothing is named 'gone'"),
      (
        tagged(.link(contents: "x"), .link(box, .address("a b"))),
        "'a b' is not a percent-encoded address"
      ),
      ([.outline(title: "x", level: 1, destination: "gone")], "nothing is named 'gone'"),
      (
        [.outline(title: "x", level: 2, destination: "gone")],
        "an outline entry of level 2 follows one of level 0"
      ),
      ([.outline(title: "", level: 1, destination: "gone")], "an outline entry has no title"),
      ([.destination("ñ", Point(0, 0))], "'ñ' cannot be a destination's name"),
      (
        [.destination("a", Point(0, 0)), .destination("a", Point(1, 0))],
        "two destinations have the name 'a'"
      ),
      (tagged(.note(id: "")), "'' cannot be a note's id"),
      (tagged(.note(id: "a")) + tagged(.note(id: "a")), "two notes have the id 'a'"),
    ] as [([DisplayItem], String)]
  )
  func `links, places and names are complete`(items: [DisplayItem], problem: String) {
    #expect(page(items).problems().contains { $0.hasSuffix(problem) }, "\(page(items).problems())")
  }

  @Test(
    arguments: [
      (run(""), "a text is empty"),
      (run("a\nb"), "has the character U+000A"),
      (run("a\u{FFFD}b"), "has the character U+FFFD"),
      (run("a\u{2028}b"), "has the character U+2028"),
      (run("a", size: 0), "a text's size is 0.0"),
      (run("a", width: -1), "a text's width is -1.0"),
      (run("a", halo: -1), "a halo is -1.0"),
      (run("a", x: .nan), "nan is not a place on a page"),
      (run("a", x: .infinity), "inf is not a place on a page"),
      (run("a", x: -14401), "-14401.0 is not a place on a page"),
      (.stroke(line, Stroke(black, width: 0)), "a stroke's width is 0.0"),
      (.stroke(line, Stroke(black, width: 1, dash: [1, -1])), "a dash is -1.0"),
      (.stroke(line, Stroke(black, width: 1, dash: [0, 0])), "all dashes are zero"),
      (
        .stroke(Path([.line(Point(0, 0))]), Stroke(black, width: 1)),
        "an outline does not begin with a move"
      ),
      (.fill(line, .hatch(black, width: 0, pitch: 1)), "a hatch's line is 0.0"),
      (.fill(line, .hatch(black, width: 1, pitch: 0)), "a hatch's pitch is 0.0"),
      (
        .fill(
          Path([.move(Point(0, 0)), .curve(Point(0, 0), Point(.nan, 0), Point(0, 0))]),
          .color(black)
        ),
        "nan is not a place on a page"
      ),
      (.page(size: Size(0, 9), label: ""), "a page's width is 0.0"),
      (.beginClip(Box(x: 0, y: 0, width: -1, height: 1)), "a box's width is -1.0"),
    ] as [(DisplayItem, String)]
  )
  func `numbers and text can be drawn`(item: DisplayItem, problem: String) {
    let list = page([.beginTag(.paragraph), item, .endTag])
    #expect(list.problems().contains { $0.hasSuffix(problem) }, "\(list.problems())")
  }

  @Test func `text belongs to an element or to furniture`() {
    let text = "the text 'x' stands"
    #expect(page([run("x")]).problems() == ["item 5: \(text) directly in a section"])
    let loose = DisplayList([.page(size: Size(9, 9), label: ""), run("x")])
    #expect(loose.problems() == ["item 1: \(text) in no element and no artifact"])
  }

  @Test func `nothing is drawn before the first page`() {
    let list = DisplayList(
      [.fill(line, .color(black)), .destination("a", Point(0, 0))] + page([]).items
    )
    #expect(
      list.problems() == [
        "item 0: ink before the first page", "item 1: a destination before the first page",
      ]
    )
  }
}
