import Synchronization

/// Text that does not lie in memory and is read anew each time somebody asks for it.
public protocol StoredText: Sendable {
  /// Hands out the text from a byte offset on, stretch by stretch, until the body has enough. Text that
  /// can't be read any more ends early.
  func scan(from start: Int, _ body: (ArraySlice<UInt8>) -> Bool)
}

/// The bytes of one input file with the name it is shown under.
///
/// Shared by everything that points into the file. Two values are the same file when they are the
/// same object. The bytes of a large file stay where they are stored; only what is shown of it is read.
public final class SourceFile: Sendable, Hashable {
  /// The path as it is printed, relative to where the program was asked to work.
  public let path: String

  /// Where the text is read from; nothing if it is kept in memory.
  public let stored: (any StoredText)?
  private let kept: [UInt8]

  /// Places in stored text whose line is known, in order, so that none is counted twice.
  private let knownLines = Mutex([LineStart(offset: 0, line: 1)])

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    kept = bytes
    stored = nil
  }

  public init(path: String, stored: any StoredText) {
    self.path = path
    kept = []
    self.stored = stored
  }

  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The whole content; of stored text it is read for each call.
  public var bytes: [UInt8] {
    guard let stored else { return kept }
    var all: [UInt8] = []
    stored.scan(from: 0) { stretch in
      all += stretch
      return true
    }
    return all
  }

  public static func == (left: SourceFile, right: SourceFile) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

  /// The line and column of a byte, both from one; a column counts characters of UTF-8 text.
  ///
  /// Lines end at LF, CRLF or a lone CR. An offset past the end stands behind the last byte.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let (start, before) = lineBefore(offset)
    var text = before[...]
    if start.offset == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    return (start.line, String(decoding: text, as: UTF8.self).count + 1)
  }

  /// The text of the line a byte stands in, without its ending.
  public func line(around offset: Int) -> String {
    let start = lineBefore(offset).start.offset
    var line: [UInt8] = []
    scan(from: start) { stretch in
      let end = stretch.firstIndex { $0 == 0x0A || $0 == 0x0D }
      line += stretch[..<(end ?? stretch.endIndex)]
      return end == nil
    }
    if start == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Where a line begins.
  private struct LineStart {
    var offset: Int
    var line: Int
  }

  /// Lines of stored text are noted so many bytes apart.
  private static let notedEvery = 1 << 20

  /// The beginning of the line that a byte stands in, and what stands on it before that byte.
  private func lineBefore(_ offset: Int) -> (start: LineStart, before: [UInt8]) {
    var start = knownLines.withLock { known in known.last { $0.offset <= offset } ?? known[0] }
    var noted: [LineStart] = []
    var place = start.offset
    var last = start.offset
    var before: [UInt8] = []
    var isBehindReturn = false
    if place < offset {
      scan(from: place) { stretch in
        let part = stretch.prefix(offset - place)
        var lineStart = part.startIndex
        for index in part.indices {
          let byte = part[index]
          guard byte == 0x0A || isBehindReturn else {
            isBehindReturn = byte == 0x0D
            continue
          }
          // A line feed belongs to the carriage return before it.
          lineStart = byte == 0x0A ? index + 1 : index
          start = LineStart(offset: place + lineStart - part.startIndex, line: start.line + 1)
          before = []
          if stored != nil, start.offset - last >= Self.notedEvery {
            noted.append(start)
            last = start.offset
          }
          isBehindReturn = byte == 0x0D
        }
        before += part[lineStart...]
        place += part.count
        return place < offset
      }
      // A carriage return whose line feed may follow ends the line only if none does.
      if isBehindReturn, byte(at: place) != 0x0A {
        start = LineStart(offset: place, line: start.line + 1)
        before = []
      }
    }
    if !noted.isEmpty {
      knownLines.withLock { known in
        let end = known[known.count - 1].offset
        known += noted.filter { $0.offset > end }
      }
    }
    return (start, before)
  }

  private func byte(at offset: Int) -> UInt8? {
    var found: UInt8?
    scan(from: offset) { stretch in
      found = stretch.first
      return false
    }
    return found
  }

  private func scan(from start: Int, _ body: (ArraySlice<UInt8>) -> Bool) {
    if let stored {
      stored.scan(from: start, body)
    } else {
      _ = body(kept[min(max(start, 0), kept.count)...])
    }
  }

  /// The text between two byte offsets; ill-formed UTF-8 shows as U+FFFD.
  public func text(in range: Range<Int>) -> String {
    let range = max(range.lowerBound, 0)..<max(range.upperBound, 0)
    var text: [UInt8] = []
    scan(from: range.lowerBound) { stretch in
      text += stretch.prefix(range.count - text.count)
      return text.count < range.count
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first byte at which the text stops being well-formed UTF-8; nothing if all of it is.
  public func firstIllFormedByte(in range: Range<Int>? = nil) -> Range<Int>? {
    let bytes = bytes
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    return Diagnostics.firstIllFormedByte(of: bytes[range]).map {
      $0..<min($0 + 1, range.upperBound)
    }
  }

  /// How many characters a caret line must step over for a range of bytes.
  func characters(in range: Range<Int>) -> Int {
    text(in: range).count
  }
}

/// A range of bytes in a file.
public struct SourceSpan: Hashable, Sendable {
  public let file: SourceFile

  /// Byte offsets from the start of the file; empty for a place between two characters.
  public let range: Range<Int>

  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// The bytes themselves as text.
  public var text: String { file.text(in: range) }
}

/// The position of the first byte at which bytes stop being well-formed UTF-8; nothing if all are.
public func firstIllFormedByte(of bytes: ArraySlice<UInt8>) -> Int? {
  guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
  var position = bytes.startIndex
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  while case .scalarValue(let scalar) = decoder.decode(&iterator) { position += UTF8.width(scalar) }
  return position
}
