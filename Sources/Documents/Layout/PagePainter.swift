import Diagnostics
import Drawing

/// Draws bands onto pages and keeps the structure elements balanced.
struct PagePainter {
  var list = DisplayList()

  /// The number of the page that is being drawn, from one.
  private(set) var page = 0

  /// The pages on which named places stand.
  private(set) var folios: [String: Int] = [:]

  /// What sticks out of its column or of the page's text area.
  private(set) var overflows: [Overflow] = []
  private var open: [OpenTag] = []

  /// The band that is being drawn.
  private var block = ""
  private var span: SourceSpan?

  struct Overflow: Hashable {
    let page: Int
    let block: String
    let span: SourceSpan?

    /// What sticks out, and by how many points.
    let text: String
    let excess: Double

    /// What the writer can do.
    var help: String?
  }

  /// Says what is drawn from here on, for messages.
  mutating func begin(_ band: Band) {
    block = band.name
    span = band.span
  }

  /// Notes a line that is wider than its column.
  mutating func check(_ line: Line, fits measure: Double) {
    guard line.width > measure + 0.05 else { return }
    let text = line.runs.map(\.fragment.text).joined()
    overflow(text, by: line.width - measure)
  }

  mutating func check(_ lines: [Line], fits measure: Double) {
    for line in lines { check(line, fits: measure) }
  }

  mutating func overflow(
    _ text: String,
    by excess: Double,
    at place: SourceSpan? = nil,
    help: String? = nil
  ) {
    overflows.append(
      Overflow(
        page: page,
        block: block,
        span: place ?? span,
        text: text,
        excess: excess,
        help: help
      )
    )
  }

  mutating func beginPage(size: Size) {
    leave { !$0.goesOverPages }
    page += 1
    list.append(.page(size: size, label: "\(page)"))
  }

  /// Opens and closes elements until exactly these are open.
  mutating func enter(_ context: [OpenTag]) {
    let shared = zip(open, context).prefix { $0 == $1 }.count
    while open.count > shared { closeLast() }
    for tag in context[shared...] {
      list.append(.beginTag(tag.tag))
      open.append(tag)
    }
  }

  /// Closes the elements from the first that must not stay open.
  private mutating func leave(where mustClose: (OpenTag) -> Bool) {
    let kept = open.firstIndex(where: mustClose) ?? open.count
    while open.count > kept { closeLast() }
  }

  private mutating func closeLast() {
    list.append(.endTag)
    open.removeLast()
  }

  /// Names a place of this page.
  mutating func place(_ name: String, at point: Point) {
    list.append(.destination(name, point))
    folios[name] = page
  }

  /// Draws set lines with the first baseline at a point.
  mutating func draw(_ lines: [Line], at origin: Point, leading: Double) {
    for (index, line) in lines.enumerated() {
      draw(line, at: Point(origin.x, origin.y + Double(index) * leading))
    }
  }

  /// Draws one line from its left end.
  mutating func draw(_ line: Line, at origin: Point) {
    var index = 0
    while index < line.runs.count {
      let link = line.runs[index].fragment.link
      var end = index + 1
      while end < line.runs.count, line.runs[end].fragment.link == link { end += 1 }
      let runs = line.runs[index..<end]
      let isLast = end == line.runs.count && line.continues
      if let link {
        drawLink(link, runs, at: origin, addsBlank: isLast)
      } else {
        for run in runs { draw(run, at: origin, addsBlank: isLast && run == runs.last) }
      }
      index = end
    }
  }

  private mutating func drawLink(
    _ link: Fragment.Link,
    _ runs: ArraySlice<Line.Run>,
    at origin: Point,
    addsBlank: Bool
  ) {
    guard let first = runs.first, let last = runs.last else { return }
    list.append(.beginTag(.link(contents: link.contents)))
    for run in runs { draw(run, at: origin, addsBlank: addsBlank && run == last) }
    let size = first.fragment.style.size
    let left = origin.x + first.x
    let box = Box(
      x: left,
      y: origin.y - size * 0.97,
      width: origin.x + last.x + last.width - left,
      height: size * 1.21
    )
    list.append(.link(box, link.target))
    list.append(.endTag)
  }

  private mutating func draw(_ run: Line.Run, at origin: Point, addsBlank: Bool) {
    let text = addsBlank ? run.fragment.text + " " : run.fragment.text
    list.append(
      .text(
        TextRun(
          text,
          at: Point(origin.x + run.x, origin.y - run.fragment.rise),
          style: run.fragment.style,
          color: run.fragment.color,
          width: run.width
        )
      )
    )
  }

  /// Draws a level line from a point.
  mutating func rule(at origin: Point, width: Double, _ stroke: Stroke) {
    list.append(
      .stroke(.line(from: origin, to: Point(origin.x + width, origin.y)), stroke)
    )
  }

  /// Draws furniture: rules, repeated heads.
  mutating func artifact(_ body: (inout PagePainter) -> Void) {
    list.append(.beginArtifact)
    body(&self)
    list.append(.endArtifact)
  }

  /// Draws a structure element inside the open ones.
  mutating func tagged(_ tag: StructureTag, _ body: (inout PagePainter) -> Void) {
    list.append(.beginTag(tag))
    body(&self)
    list.append(.endTag)
  }

  /// Closes what is open.
  mutating func finish() { leave { _ in true } }
}
