import Cairo
import Drawing

/// Draws single items on a context; what is said about items is left to the renderers.
struct Painter: ~Copyable {
  let typesetter: Typesetter

  func fill(_ path: Path, _ fill: Fill, on context: borrowing Context) {
    guard !path.elements.isEmpty else { return }
    switch fill {
    case .color(let color):
      context.set(color)
      context.add(path)
      context.fill()
    case .hatch(let color, let width, let pitch):
      hatch(path, color, width: width, pitch: pitch, on: context)
    }
  }

  func stroke(_ path: Path, _ stroke: Stroke, on context: borrowing Context) {
    guard !path.elements.isEmpty else { return }
    context.set(stroke.color)
    context.setStroke(
      width: stroke.width,
      dash: stroke.dash,
      cap: stroke.cap == .round ? .round : .butt
    )
    context.add(path)
    context.stroke()
  }

  /// Draws a run of text over its halo.
  func text(_ run: TextRun, on context: borrowing Context) throws(RenderingError) {
    let shaped = try typesetter.drawable(run.text, style: run.style)
    halo(of: shaped, run, on: context)
    context.set(run.color)
    context.show(shaped, x: run.origin.x, y: run.origin.y)
  }

  /// Draws a run of text as filled outlines.
  ///
  /// A raster glyph would be moved to a whole pixel, which tears words apart at a screen's resolution.
  func textOutline(_ run: TextRun, on context: borrowing Context) throws(RenderingError) {
    let shaped = try typesetter.drawable(run.text, style: run.style)
    halo(of: shaped, run, on: context)
    context.set(run.color)
    context.addOutline(of: shaped, x: run.origin.x, y: run.origin.y)
    context.fill()
  }

  private func halo(of shaped: ShapedText, _ run: TextRun, on context: borrowing Context) {
    guard run.halo > 0 else { return }
    context.set(.white)
    context.setStroke(width: 2 * run.halo, cap: .round)
    context.addOutline(of: shaped, x: run.origin.x, y: run.origin.y)
    context.stroke()
  }

  /// Draws lines that rise to the right at 45°, inside an outline only.
  ///
  /// The lines lie on a grid of the page and not of the outline, so that neighbours match.
  private func hatch(
    _ path: Path,
    _ color: Color,
    width: Double,
    pitch: Double,
    on context: borrowing Context
  ) {
    context.withSavedState { context in
      context.add(path)
      let extents = context.pathExtents()
      context.clip()
      context.set(color)
      context.setStroke(width: width)
      let step = pitch * 2.0.squareRoot()
      let height = extents.bottom - extents.top
      // Along a line x + y is constant.
      let first = ((extents.left + extents.top) / step).rounded(.down)
      let last = ((extents.right + extents.bottom) / step).rounded(.up)
      for index in stride(from: first, through: last, by: 1) {
        let x = index * step - extents.bottom
        context.move(toX: x, y: extents.bottom)
        context.line(toX: x + height, y: extents.top)
      }
      context.stroke()
    }
  }
}

extension Context {
  fileprivate func set(_ color: Color) {
    setColor(
      red: Double(color.red) / 255,
      green: Double(color.green) / 255,
      blue: Double(color.blue) / 255
    )
  }

  func add(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let point): move(toX: point.x, y: point.y)
      case .line(let point): line(toX: point.x, y: point.y)
      case .curve(let first, let second, let end):
        curve(
          firstX: first.x,
          firstY: first.y,
          secondX: second.x,
          secondY: second.y,
          x: end.x,
          y: end.y
        )
      case .close: closePath()
      }
    }
  }

  func clip(to box: Box) {
    rectangle(x: box.x, y: box.y, width: box.width, height: box.height)
    clip()
  }
}
