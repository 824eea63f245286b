/// A text taken out of a file, and where each of its bytes came from.
///
/// A YAML scalar or an inline expression is not always a plain run of its file's bytes: quotes are
/// undone and a block's indentation is cut. An excerpt keeps the pieces, so that a place in the text
/// can be shown in the file.
public struct Excerpt: Hashable, Sendable {
  /// A run of bytes that stand in the file as they stand in the text.
  public struct Piece: Hashable, Sendable {
    /// Where the run begins in the text, in bytes.
    public let textStart: Int

    /// Where it begins in the file, in bytes.
    public let fileStart: Int

    public init(textStart: Int, fileStart: Int) {
      self.textStart = textStart
      self.fileStart = fileStart
    }
  }

  public let text: String
  public let file: SourceFile

  /// In order of `textStart`; the first begins at 0.
  private let pieces: [Piece]

  /// A text made of several runs of its file.
  public init(_ text: String, in file: SourceFile, pieces: [Piece]) {
    self.text = text
    self.file = file
    self.pieces = pieces.isEmpty ? [Piece(textStart: 0, fileStart: 0)] : pieces
  }

  /// The text that a span holds, byte for byte.
  public init(_ span: SourceSpan) {
    self.init(
      span.text,
      in: span.file,
      pieces: [Piece(textStart: 0, fileStart: span.range.lowerBound)]
    )
  }

  /// A text that no file holds, for texts the program itself composes.
  public init(composed text: String, name: String = "expression") {
    self.init(SourceSpan(SourceFile(path: name, text: text), 0..<text.utf8.count))
  }

  /// The whole excerpt's place in its file.
  public var span: SourceSpan { span(of: 0..<text.utf8.count) }

  /// Where a range of the text's bytes stands in the file.
  public func span(of range: Range<Int>) -> SourceSpan {
    let start = place(of: range.lowerBound)
    let end = range.isEmpty ? start : place(of: range.upperBound - 1) + 1
    return SourceSpan(file, start..<max(start, end))
  }

  /// A part of this excerpt, by byte offsets in its text, which must fall between characters.
  public func part(_ range: Range<Int>) -> Excerpt {
    let bytes = Array(text.utf8)[range]
    let first = pieces.lastIndex { $0.textStart <= range.lowerBound } ?? 0
    var cut = [Piece(textStart: 0, fileStart: place(of: range.lowerBound))]
    for piece in pieces[(first + 1)...] where piece.textStart < range.upperBound {
      cut.append(
        Piece(textStart: piece.textStart - range.lowerBound, fileStart: piece.fileStart)
      )
    }
    return Excerpt(String(decoding: bytes, as: UTF8.self), in: file, pieces: cut)
  }

  private func place(of offset: Int) -> Int {
    let piece = pieces.last { $0.textStart <= offset } ?? pieces[0]
    return piece.fileStart + offset - piece.textStart
  }
}
