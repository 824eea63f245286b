import Drawing
import TestSupport
import Testing

@Suite struct GeometryTests {
  @Test func `two boxes overlap as much either way and no more than the smaller`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let (first, second) = (randomBox(&random), randomBox(&random))
      let overlap = first.overlap(with: second)
      #expect(overlap == second.overlap(with: first), "seed \(seed)")
      let smaller = min(first.width * first.height, second.width * second.height)
      #expect(overlap >= 0 && overlap <= smaller + 1e-9, "seed \(seed)")
      #expect(abs(first.overlap(with: first) - first.width * first.height) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `boxes that only touch do not overlap`() {
    let box = Box(x: 0, y: 0, width: 2, height: 2)
    #expect(box.overlap(with: box.offset(by: Point(2, 0))) == 0)
    #expect(box.overlap(with: box.offset(by: Point(0, 2))) == 0)
    #expect(box.overlap(with: box.offset(by: Point(1, 1))) == 1)
    #expect(box.overlap(with: box.offset(by: Point(3, 3))) == 0)
  }

  @Test func `the union of two boxes holds both and is no larger than needed`() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let (first, second) = (randomBox(&random), randomBox(&random))
      let union = first.union(second)
      #expect(union.left == min(first.left, second.left), "seed \(seed)")
      #expect(union.top == min(first.top, second.top), "seed \(seed)")
      #expect(abs(union.right - max(first.right, second.right)) < 1e-9, "seed \(seed)")
      #expect(abs(union.bottom - max(first.bottom, second.bottom)) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `an inset takes from all sides`() {
    let box = Box(x: 1, y: 2, width: 10, height: 20).inset(by: 3)
    #expect(box == Box(x: 4, y: 5, width: 4, height: 14))
  }

  @Test func `moving a list there and back changes nothing`() {
    let ink = Color(0x123456)
    let curve = Path([.move(Point(0, 0)), .curve(Point(1, 2), Point(3, 4), Point(5, 6)), .close])
    let run = TextRun("x", at: Point(7, 8), style: TextStyle(size: 8), color: ink, width: 3)
    let box = Box(x: 1, y: 2, width: 3, height: 4)
    let list = DisplayList([
      .fill(curve, .color(ink)), .stroke(curve, Stroke(ink, width: 1)), .text(run),
      .destination("a", Point(1, 1)), .link(box, .destination("a")), .beginClip(box), .endClip,
    ])
    var moved = DisplayList()
    moved.append(contentsOf: list, offset: Point(16, 32))
    #expect(
      moved.text == """
        fill #123456: M 16 32 C 17 34 19 36 21 38 Z
        stroke #123456 1: M 16 32 C 17 34 19 36 21 38 Z
        text 23 40 "x" Inter 8/400 #123456 width 3
        destination "a" 17 33
        link 17 34 3 4 to "a"
        clip 17 34 3 4
        end clip

        """
    )
    var back = DisplayList()
    back.append(contentsOf: moved, offset: Point(-16, -32))
    #expect(back == list)
  }

  @Test func `a circle stays within 0.02 % of its radius`() {
    let circle = Path.circle(center: Point(3, 4), radius: 10)
    var last = Point(0, 0)
    for element in circle.elements {
      switch element {
      case .move(let point): last = point
      case .curve(let first, let second, let end):
        for step in 0...20 {
          let t = Double(step) / 20
          let (a, b, c, d) = (
            (1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t
          )
          let x = a * last.x + b * first.x + c * second.x + d * end.x - 3
          let y = a * last.y + b * first.y + c * second.y + d * end.y - 4
          #expect(abs((x * x + y * y).squareRoot() - 10) < 0.002)
        }
        last = end
      case .line, .close: break
      }
    }
  }

  @Test func `a polyline of fewer than two points is nothing`() {
    #expect(Path.polyline([Point(1, 1)]).elements == [])
    #expect(Path.polygon([Point(0, 0), Point(1, 0), Point(1, 1)]).elements.last == .close)
  }

  @Test(arguments: ["#000000", "#0B3C6F", "#FFFFFF", "#00000A"])
  func `a colour reads back what it prints`(text: String) throws {
    let color = try #require(Color(hex: text))
    #expect(color.description == text)
  }

  @Test(arguments: ["", "0B3C6F", "#0B3C6", "#0B3C6F0", "#0B3C6G", "#+B3C6F"])
  func `what is not six digits is no colour`(text: String) {
    #expect(Color(hex: text) == nil)
  }

  private func randomBox(_ random: inout SplitMix64) -> Box {
    Box(
      x: random.number(in: -10...10),
      y: random.number(in: -10...10),
      width: random.number(in: 0...10),
      height: random.number(in: 0...10)
    )
  }
}
