import Cairo
import Drawing

/// Draws a list as one picture on a context: tags, links, pages and destinations say nothing there.
struct PictureRenderer: ~Copyable {
  private let painter: Painter
  private let drawsTextAsOutlines: Bool

  init(typesetter: Typesetter, drawsTextAsOutlines: Bool) {
    painter = Painter(typesetter: typesetter)
    self.drawsTextAsOutlines = drawsTextAsOutlines
  }

  func draw(_ list: DisplayList, on context: borrowing Context) throws(RenderingError) {
    var rest = list.items[...]
    while !rest.isEmpty { try draw(&rest, on: context) }
  }

  /// Draws items until a clip ends that began before them.
  private func draw(
    _ rest: inout ArraySlice<DisplayItem>,
    on context: borrowing Context
  ) throws(RenderingError) {
    while let item = rest.popFirst() {
      switch item {
      case .fill(let path, let fill): painter.fill(path, fill, on: context)
      case .stroke(let path, let stroke): painter.stroke(path, stroke, on: context)
      case .text(let run):
        if drawsTextAsOutlines {
          try painter.textOutline(run, on: context)
        } else {
          try painter.text(run, on: context)
        }
      case .beginClip(let box):
        try context.withSavedState { context throws(RenderingError) in
          context.clip(to: box)
          try draw(&rest, on: context)
        }
      case .endClip: return
      case .page, .destination, .link, .outline, .beginTag, .endTag, .beginArtifact, .endArtifact:
        break
      }
    }
  }
}
