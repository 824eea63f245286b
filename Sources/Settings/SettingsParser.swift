public import Diagnostics

/// Reads the YAML or JSON of a file into a tree whose spans point into that file.
///
/// With a range of bytes only those are read, for YAML inside Markdown; whatever is wrong in it is then
/// of kind `content`, since a block belongs to the report. The result is nothing if the text is no YAML,
/// or holds what can't be put into a tree; the list then says why. An empty text is an empty value.
public func parseSettings(
  _ file: SourceFile,
  range: Range<Int>? = nil,
  into list: inout DiagnosticList
) -> Node? {
  var parser = SettingsParser(file, range: range)
  let node = parser.read()
  list.report(contentsOf: parser.list)
  return node
}

/// Builds the tree out of libyaml's events.
private struct SettingsParser {
  let file: SourceFile
  let range: Range<Int>
  let kind: Diagnostic.Kind

  /// The offset in the file of each Unicode scalar that libyaml counts, and of the end.
  let offsets: [Int]
  let places: ScalarPlaces
  let stream: EventStream
  var list = DiagnosticList()
  private var next = 0

  /// How deep lists and mappings may lie in each other; beyond it the stack would end.
  static let deepest = 100

  init(_ file: SourceFile, range: Range<Int>?) {
    self.file = file
    kind = range == nil ? .settings : .content
    var range = (range ?? 0..<file.bytes.count).clamped(to: 0..<file.bytes.count)
    if range.lowerBound == 0, file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      range = min(3, range.upperBound)..<range.upperBound
    }
    self.range = range
    places = ScalarPlaces(bytes: file.bytes)
    // Every byte but those that continue a character begins a Unicode scalar.
    offsets = range.filter { file.bytes[$0] & 0xC0 != 0x80 } + [range.upperBound]
    stream = EventStream(file.bytes[range])
  }

  mutating func read() -> Node? {
    if let bad = file.firstIllFormedByte(in: range) {
      list.report(.notUTF8(at: SourceSpan(file, bad), kind: kind))
      return nil
    }
    if let problem = stream.problem {
      let place = offset(problem.place)
      let context = problem.context.map { ($0, span(problem.contextPlace, problem.contextPlace)) }
      list.report(
        .syntax(problem.message, context: context, at: characterSpan(at: place), kind: kind)
      )
      return nil
    }
    var root: Node?
    var documents = 0
    while let placed = advance() {
      switch placed.event {
      case .documentStart:
        documents += 1
        if documents == 2 {
          list.report(.secondDocument(at: span(placed.start, placed.end), kind: kind))
          return root
        }
      case .documentEnd:
        break
      case .alias, .scalar, .sequenceStart, .sequenceEnd, .mappingStart, .mappingEnd:
        guard let node = node(of: placed, depth: 0) else { return nil }
        root = node
      }
    }
    return root ?? emptyNode
  }

  /// What a text without any value holds.
  private var emptyNode: Node {
    let span = SourceSpan(file, range.lowerBound..<range.lowerBound)
    return Node(.scalar(Scalar(Excerpt(span), isPlain: true)), at: span, problemKind: kind)
  }

  private mutating func advance() -> EventStream.Placed? {
    guard next < stream.events.count else { return nil }
    defer { next += 1 }
    return stream.events[next]
  }

  private mutating func node(of placed: EventStream.Placed, depth: Int) -> Node? {
    let place = span(placed.start, placed.end)
    if depth > Self.deepest {
      list.report(.tooDeep(at: place, limit: Self.deepest, kind: kind))
      return nil
    }
    switch placed.event {
    case .scalar(let style, let value, let hasAnchor, let hasTag):
      report(hasAnchor, hasTag, at: place)
      let pieces = places.pieces(of: value, style: style, from: place.range.lowerBound)
      let text = String(decoding: value, as: UTF8.self)
      let excerpt =
        value.isEmpty
        ? Excerpt("", in: file, pieces: [emptyPiece(style, in: place)])
        : Excerpt(text, in: file, pieces: pieces)
      let scalar = Scalar(excerpt, isPlain: style == .plain, isFolded: style == .folded)
      return Node(.scalar(scalar), at: trimmed(place, style), problemKind: kind)
    case .sequenceStart(let isFlow, let hasAnchor, let hasTag):
      report(hasAnchor, hasTag, at: place)
      return sequence(from: place, isFlow: isFlow, depth: depth)
    case .mappingStart(let isFlow, let hasAnchor, let hasTag):
      report(hasAnchor, hasTag, at: place)
      return mapping(from: place, isFlow: isFlow, depth: depth)
    case .alias:
      list.report(.alias(at: place, kind: kind))
      return nil
    case .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
      preconditionFailure("libyaml's events nest")
    }
  }

  private mutating func sequence(from start: SourceSpan, isFlow: Bool, depth: Int) -> Node? {
    var nodes: [Node] = []
    while let placed = advance() {
      if case .sequenceEnd = placed.event {
        let end = isFlow ? offset(placed.end) : nodes.last?.span.range.upperBound
        return Node(.sequence(nodes), at: widened(start, to: end), problemKind: kind)
      }
      guard let node = node(of: placed, depth: depth + 1) else { return nil }
      nodes.append(node)
    }
    return nil
  }

  private mutating func mapping(from start: SourceSpan, isFlow: Bool, depth: Int) -> Node? {
    var entries: [Entry] = []
    var first: [String: SourceSpan] = [:]
    while let placed = advance() {
      if case .mappingEnd = placed.event {
        let end = isFlow ? offset(placed.end) : entries.last?.value.span.range.upperBound
        return Node(.mapping(entries), at: widened(start, to: end), problemKind: kind)
      }
      guard let key = node(of: placed, depth: depth + 1) else { return nil }
      guard let name = key.scalar else {
        list.report(.keyIsNoText(key, kind: kind))
        return nil
      }
      guard let placedValue = advance(), let value = node(of: placedValue, depth: depth + 1) else {
        return nil
      }
      if isFlow, value.isNull, let broken = entries.last, broken.value.opensMoreThanCloses {
        list.report(
          .brokenOff(broken.key.text, broken.value, at: key.span, kind: kind)
        )
        return nil
      }
      if let earlier = first[name.text] {
        list.report(.duplicateKey(name.text, at: key.span, first: earlier, kind: kind))
      } else {
        first[name.text] = key.span
        entries.append(Entry(key: name, keySpan: key.span, value: value))
      }
    }
    return nil
  }

  private mutating func report(_ hasAnchor: Bool, _ hasTag: Bool, at place: SourceSpan) {
    let start = place.range.lowerBound
    if hasAnchor { list.report(.anchor(at: wordSpan(at: start), kind: kind)) }
    if hasTag { list.report(.tag(at: wordSpan(at: start), kind: kind)) }
  }

  private func offset(_ scalar: Int) -> Int { offsets[min(max(scalar, 0), offsets.count - 1)] }

  private func span(_ start: Int, _ end: Int) -> SourceSpan {
    SourceSpan(file, offset(start)..<max(offset(start), offset(end)))
  }

  private func characterSpan(at place: Int) -> SourceSpan {
    let end = offsets.first { $0 > place } ?? place
    return SourceSpan(file, place..<end)
  }

  /// From a place to the next white space.
  private func wordSpan(at start: Int) -> SourceSpan {
    let rest = file.bytes[start..<range.upperBound]
    let end = rest.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ",") } ?? range.upperBound
    return SourceSpan(file, start..<max(end, start))
  }

  private func widened(_ start: SourceSpan, to end: Int?) -> SourceSpan {
    SourceSpan(file, start.range.lowerBound..<max(start.range.upperBound, end ?? 0))
  }

  /// Where a text of no bytes stands: behind the opening quote.
  private func emptyPiece(
    _ style: EventStream.ScalarStyle,
    in place: SourceSpan
  ) -> Excerpt.Piece {
    let isQuoted = style == .singleQuoted || style == .doubleQuoted
    return .init(textStart: 0, fileStart: place.range.lowerBound + (isQuoted ? 1 : 0))
  }

  /// A block ends before the line breaks that follow its last line.
  private func trimmed(_ place: SourceSpan, _ style: EventStream.ScalarStyle) -> SourceSpan {
    guard style == .literal || style == .folded else { return place }
    let bytes = file.bytes[place.range]
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? place.range.upperBound
    return SourceSpan(file, place.range.lowerBound..<end)
  }
}

extension Node {
  /// Whether it is a text without quotes in which a bracket is open at the end: `sum(x` of `{a: sum(x, y)}`.
  fileprivate var opensMoreThanCloses: Bool {
    guard let text = scalar?.text, !["\"", "'"].contains(span.text.first) else { return false }
    return text.count { $0 == "(" } > text.count { $0 == ")" }
  }
}
