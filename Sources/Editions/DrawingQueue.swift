import Documents
import Drawing
import Rendering
import Synchronization

/// One file to draw.
struct Picture: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A document, whose list has its pages.
    case document(DocumentMetadata)

    /// A figure on a sheet of its own size.
    case sheet(Size, DocumentMetadata)
    case png(Size)
    case svg(Size)
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

/// Draws pictures in several tasks, some of them already while the report is still being set.
///
/// A typesetter is never shared, so each task has its own. What comes out doesn't depend on who drew
/// what, nor on when.
final class DrawingQueue: Sendable {
  private let fonts: FontSet
  private let drawings = Drawings()
  private let early: AsyncStream<Picture>.Continuation
  private let earlyTask: Task<Void, Never>

  /// - Parameter fonts: The fonts of all pictures.
  init(fonts: FontSet) {
    self.fonts = fonts
    let (stream, continuation) = AsyncStream.makeStream(of: Picture.self)
    early = continuation
    earlyTask = Task { [drawings] in
      var typesetter: Typesetter?
      for await picture in stream {
        // The rest falls to those who know what the layout has shaped.
        guard !Task.isCancelled else { return }
        let setter = typesetter ?? Typesetter(fonts, knowing: ShapedTexts())
        typesetter = setter
        drawings.draw(picture, with: setter)
      }
    }
  }

  deinit {
    early.finish()
    earlyTask.cancel()
  }

  /// Begins to draw a picture beside whatever the caller goes on with, one after the other. Whether it
  /// is wanted shows later.
  func drawEarly(_ picture: Picture) { early.yield(picture) }

  /// The files of pictures, in their order.
  ///
  /// - Parameters:
  ///   - pictures: What is to be drawn.
  ///   - texts: What the layout has shaped; all tasks begin with it.
  ///   - jobs: How many pictures are drawn at once.
  /// - Returns: The bytes of each.
  /// - Throws: ``PictureError`` of the first picture, in that order, that could not be drawn.
  func files(
    of pictures: [Picture],
    knowing texts: ShapedTexts,
    jobs: Int
  ) async throws(PictureError) -> [[UInt8]] {
    earlyTask.cancel()
    // Documents take longest and go first. The others go backwards, away from the one that the early task
    // may still be at.
    let line = Line(pictures.filter(\.isDocument) + pictures.reversed().filter { !$0.isDocument })
    await withTaskGroup { group in
      for _ in 0..<min(jobs, pictures.count) {
        group.addTask { [fonts, drawings] in
          let typesetter = Typesetter(fonts, knowing: texts)
          while let picture = line.next() {
            if drawings.result(for: picture) == nil { drawings.draw(picture, with: typesetter) }
          }
        }
      }
    }
    var files: [[UInt8]] = []
    for picture in pictures {
      guard let result = drawings.result(for: picture) else {
        preconditionFailure("every picture was taken by a task")
      }
      files.append(try result.get())
    }
    return files
  }
}

/// Pictures that several tasks take from.
private final class Line: Sendable {
  private let pictures: [Picture]
  private let taken = Atomic(0)

  init(_ pictures: [Picture]) { self.pictures = pictures }

  func next() -> Picture? {
    let position = taken.add(1, ordering: .relaxed).oldValue
    return position < pictures.count ? pictures[position] : nil
  }
}

/// What came of each picture, by its path.
final class Drawings: Sendable {
  private struct Drawn {
    let picture: Picture
    let result: Result<[UInt8], PictureError>
  }

  private let drawn = Mutex<[String: Drawn]>([:])

  /// What came of a picture; nothing if it was not drawn, or drawn otherwise than it is wanted now.
  func result(for picture: Picture) -> Result<[UInt8], PictureError>? {
    guard let drawn = drawn.withLock({ $0[picture.path] }), drawn.picture == picture else {
      return nil
    }
    return drawn.result
  }

  func draw(_ picture: Picture, with typesetter: Typesetter) {
    let result: Result<[UInt8], PictureError>
    do throws(RenderingError) {
      result = .success(try picture.drawn(by: typesetter))
    } catch {
      result = .failure(PictureError(path: picture.path, reason: error))
    }
    drawn.withLock { $0[picture.path] = Drawn(picture: picture, result: result) }
  }
}

extension Picture {
  /// Pixels a point of a raster picture: 300 dots an inch.
  private static let scale = 300.0 / 72

  fileprivate var isDocument: Bool { if case .document = kind { true } else { false } }

  fileprivate func drawn(by typesetter: Typesetter) throws(RenderingError) -> [UInt8] {
    switch kind {
    case .document(let metadata):
      try renderPDF(list, metadata: metadata, typesetter: typesetter)
    case .sheet(let size, let metadata):
      try renderPDF(
        DisplayList([.page(size: size, label: "1")] + list.items),
        metadata: metadata,
        typesetter: typesetter
      )
    case .png(let size):
      try renderPNG(list, size: size, scale: Self.scale, typesetter: typesetter)
    case .svg(let size):
      try renderSVG(list, size: size, typesetter: typesetter)
    }
  }
}
