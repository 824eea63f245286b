import Drawing
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct LabelTests {
  private let context = ChartContext(
    theme: .house,
    words: Words(language: .english, labels: Labels()),
    measurer: MonospacedMeasurer(advance: 0.5),
    labels: Labels(),
    scenarios: [],
    today: nil,
    focus: []
  )

  private func request(_ text: String, at anchor: Point, priority: Int = 1, mayLead: Bool = false)
    -> LabelRequest
  {
    LabelRequest(
      alternatives: [[text]],
      role: context.theme.type.valueLabel,
      color: context.theme.palette.text,
      anchor: anchor,
      clearance: 2,
      kind: .value,
      priority: priority,
      mayLead: mayLead
    )
  }

  private let frame = Box(x: 0, y: 0, width: 200, height: 100)

  @Test func `a label stands over its point if nothing is in the way`() {
    var scene = Scene()
    let dropped = LabelPlacement(frame: frame)
      .place([request("12", at: Point(100, 50))], into: &scene, context)
    #expect(dropped.isEmpty)
    let box = scene.texts[0].box
    #expect(box.bottom < 48)
    #expect(abs(box.left + box.width / 2 - 100) < 1e-9)
  }

  @Test func `a label avoids lines, marks, other words and the frame's edge`() {
    for seed in 1...200 {
      var random = SplitMix64(seed: UInt64(seed))
      var scene = Scene()
      for _ in 0..<5 {
        scene.lines.append(
          Scene.Segment(
            start: Point(random.number(in: 0...200), random.number(in: 0...100)),
            end: Point(random.number(in: 0...200), random.number(in: 0...100))
          )
        )
        scene.marks.append(
          Box(x: random.number(in: 0...190), y: random.number(in: 0...90), width: 6, height: 6)
        )
      }
      let requests = (0..<8).map { index in
        request(
          "label \(index)",
          at: Point(random.number(in: 0...200), random.number(in: 0...100)),
          mayLead: index % 2 == 0
        )
      }
      let dropped = LabelPlacement(frame: frame).place(requests, into: &scene, context)
      #expect(scene.texts.count + dropped.count == 8, "seed \(seed)")
      for (index, text) in scene.texts.enumerated() {
        #expect(!scene.lines.contains { crosses($0, text.box) }, "seed \(seed)")
        #expect(!scene.marks.contains { $0.overlap(with: text.box) > 0 }, "seed \(seed)")
        #expect(
          scene.texts[(index + 1)...].allSatisfy { $0.box.overlap(with: text.box) == 0 },
          "seed \(seed)"
        )
        #expect(text.box.left >= -0.02 && text.box.right <= 200.02, "seed \(seed)")
        #expect(text.box.top >= -0.02 && text.box.bottom <= 100.02, "seed \(seed)")
      }
    }
  }

  @Test func `the more important label is placed first`() {
    var scene = Scene()
    // Room for one label only.
    let narrow = Box(x: 90, y: 35, width: 22, height: 14)
    let dropped = LabelPlacement(frame: narrow).place(
      [request("minor", at: Point(100, 52)), request("major", at: Point(100, 52), priority: 9)],
      into: &scene,
      context
    )
    #expect(scene.texts.map(\.text) == ["major"])
    #expect(dropped == [0])
  }

  @Test func `a label leaves a gridline for a place beside it`() {
    var scene = Scene()
    scene.gridlines = [41]
    _ = LabelPlacement(frame: frame)
      .place([request("12", at: Point(100, 50))], into: &scene, context)
    let box = scene.texts[0].box
    #expect(!(box.top < 41 && box.bottom > 41))
  }

  @Test(
    arguments: [
      (Point(0, 0), Point(10, 10), true), (Point(0, 0), Point(1, 10), false),
      (Point(5, -5), Point(5, 20), true), (Point(-5, 5), Point(2, 5), false),
      (Point(5, 5), Point(6, 6), true), (Point(9, 0), Point(20, 12), false),
    ] as [(Point, Point, Bool)]
  )
  func `a segment crosses a box it meets`(start: Point, end: Point, meets: Bool) {
    let box = Box(x: 3, y: 3, width: 5, height: 5)
    #expect(crosses(Scene.Segment(start: start, end: end), box) == meets)
  }

  @Test func `lines are broken at spaces and made even`() {
    let role = context.theme.type.label
    #expect(context.wrapped("one two three", to: 30, role) == ["one two", "three"])
    #expect(context.wrapped("unbreakable", to: 10, role) == ["unbreakable"])
    // 4 pt a character: two lines either way, the second longer than a word.
    #expect(
      context.balanced("115 months left, nine annual reviews", to: 112, role)
        == ["115 months left,", "nine annual reviews"]
    )
  }

  @Test(
    arguments: [
      ([5063.4, 8043], nil, 0), ([2.77, 2.89], 2, 2), ([2.771, 2.889], nil, 2),
      ([24.15, 6.3], nil, 1),
      ([64, 12], 0, 0), ([416.663, 280], 0, 0), ([103.5, 107.8], nil, 1), ([0.545, 0.61], nil, 2),
      ([0.05, 0.061], nil, 3), ([15, 56], nil, 0), ([0], nil, 0),
    ] as [([Double], Int?, Int)]
  )
  func `labels have three digits and no more than were published`(
    values: [Double],
    published: Int?,
    expected: Int
  ) {
    var column = Column(name: "value", type: .quantitative)
    column.decimals = published
    #expect(decimals(of: values, in: column) == expected)
  }

  @Test func `zeros that a new multiplier brings are left out, published ones are not`() {
    var column = Column(name: "value", type: .quantitative)
    column.decimals = 6
    column.isRescaled = true
    #expect(decimals(of: [2.6, 1.5], in: column) == 1)
    column = Column(name: "value", type: .quantitative)
    column.decimals = 2
    #expect(decimals(of: [8.70, 8.60], in: column) == 2)
  }

  @Test(
    arguments: [
      (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
      (21, "21st"), (102, "102nd"), (111, "111th"),
    ] as [(Int, String)]
  )
  func `places are ordinals`(rank: Int, text: String) {
    #expect(Words(language: .english, labels: Labels()).place(rank) == text)
    #expect(Words(language: .mexicanSpanish, labels: Labels()).place(rank) == "\(rank).º")
  }

  @Test func `neighbouring periods are one stretch`() {
    let words = Words(language: .english, labels: Labels())
    let years = [2011, 2013, 2014, 2016, 2017, 2018].map { Period.year($0) }
    #expect(words.stretches(years) == ["2011", "2013", "2014", "2016–2018"])
  }

  @Test func `a key goes on in the next line where one is full`() {
    let entries = [
      ("first", Color(0x111111)), ("second", Color(0x222222)), ("again", Color(0x111111)),
    ]
    let wide = ColorKey(entries.map { (name: $0.0, color: $0.1) }, width: 300, context)
    #expect(wide.height == 15)
    let narrow = ColorKey(entries.map { (name: $0.0, color: $0.1) }, width: 60, context)
    #expect(narrow.height == 26)
    var scene = Scene()
    narrow.draw(at: Point(0, 0), into: &scene)
    #expect(scene.texts.map(\.text) == ["first, again", "second"])
    #expect(ColorKey([], width: 100, context).height == 0)
  }
}
