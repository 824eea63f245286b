import Documents
import Drawing
import Rendering
import Synchronization

/// One file to draw.
struct Picture: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case pdf
    case png
    case svg
  }

  enum Kind: Sendable {
    /// A document, whose list has its pages.
    case document(DocumentMetadata)

    /// A figure on a sheet of its own size.
    case figure(Format, Size, DocumentMetadata)
  }

  /// Its path within the edition.
  let path: String
  let list: DisplayList
  let kind: Kind
}

/// A picture that could not be drawn.
struct PictureError: Error, Sendable {
  let path: String
  let reason: RenderingError
}

/// Draws pictures in several tasks.
///
/// A typesetter is never shared, so each task has one and takes the next picture as soon as it is free; all
/// of them begin with the texts that the layout has shaped. The results stand in the order of the pictures
/// and don't depend on who drew which.
///
/// - Throws: ``PictureError`` of the first picture, in that order, that could not be drawn.
func draw(
  _ pictures: [Picture],
  fonts: FontSet,
  knowing texts: ShapedTexts,
  jobs: Int
) async throws(PictureError) -> [[UInt8]] {
  let queue = DrawingQueue(pictures)
  await withTaskGroup { group in
    for _ in 0..<min(jobs, pictures.count) {
      group.addTask { queue.drawUntilEmpty(with: Typesetter(fonts, knowing: texts)) }
    }
  }
  return try queue.results()
}

/// Pictures, and for each what came of it.
private final class DrawingQueue: Sendable {
  private let pictures: [Picture]
  private let next = Atomic(0)
  private let drawn: Mutex<[Result<[UInt8], PictureError>?]>

  init(_ pictures: [Picture]) {
    self.pictures = pictures
    drawn = Mutex(Array(repeating: nil, count: pictures.count))
  }

  func drawUntilEmpty(with typesetter: Typesetter) {
    while true {
      let position = next.add(1, ordering: .relaxed).oldValue
      guard position < pictures.count else { return }
      let picture = pictures[position]
      let result: Result<[UInt8], PictureError>
      do throws(RenderingError) {
        result = .success(try picture.drawn(by: typesetter))
      } catch {
        result = .failure(PictureError(path: picture.path, reason: error))
      }
      drawn.withLock { $0[position] = result }
    }
  }

  func results() throws(PictureError) -> [[UInt8]] {
    var files: [[UInt8]] = []
    for result in drawn.withLock({ $0 }) {
      guard let result else { preconditionFailure("every picture was taken by a task") }
      files.append(try result.get())
    }
    return files
  }
}

extension Picture {
  /// Pixels a point of a raster picture: 300 dots an inch.
  private static let scale = 300.0 / 72

  fileprivate func drawn(by typesetter: Typesetter) throws(RenderingError) -> [UInt8] {
    switch kind {
    case .document(let metadata):
      try renderPDF(list, metadata: metadata, typesetter: typesetter)
    case .figure(.pdf, let size, let metadata):
      try renderPDF(
        DisplayList([.page(size: size, label: "1")] + list.items),
        metadata: metadata,
        typesetter: typesetter
      )
    case .figure(.png, let size, _):
      try renderPNG(list, size: size, scale: Self.scale, typesetter: typesetter)
    case .figure(.svg, let size, _):
      try renderSVG(list, size: size, typesetter: typesetter)
    }
  }
}
