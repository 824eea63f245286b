import CYAML

/// What libyaml says of a text, as plain values; the only file that touches its parser.
struct EventStream {
  enum Event {
    case documentStart(isExplicit: Bool)
    case documentEnd
    case alias
    case scalar(ScalarStyle, value: [UInt8], hasAnchor: Bool, hasTag: Bool)
    case sequenceStart(isFlow: Bool, hasAnchor: Bool, hasTag: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool, hasAnchor: Bool, hasTag: Bool)
    case mappingEnd
  }

  enum ScalarStyle {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  /// An event with its place, counted in Unicode scalars from the start of the text.
  struct Placed {
    let event: Event
    let start: Int
    let end: Int
  }

  /// Why the text is no YAML.
  struct Problem {
    let message: String

    /// In Unicode scalars.
    let place: Int
    let context: String?
    let contextPlace: Int
  }

  private(set) var events: [Placed] = []

  /// Nothing if the whole text was read.
  private(set) var problem: Problem?

  /// Reads well-formed UTF-8 without a byte-order mark.
  init(_ bytes: ArraySlice<UInt8>) {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else {
      preconditionFailure("libyaml has no memory for a parser")
    }
    defer { unsafe yaml_parser_delete(&parser) }
    unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var event = unsafe yaml_event_t()
      while unsafe yaml_parser_parse(&parser, &event) == 1 {
        let isEnd = unsafe event.type == YAML_STREAM_END_EVENT
        if let known = unsafe Event(event) {
          unsafe events.append(
            Placed(
              event: known,
              start: Int(event.start_mark.index),
              end: Int(event.end_mark.index)
            )
          )
        }
        unsafe yaml_event_delete(&event)
        if isEnd { return }
      }
      unsafe problem = Problem(parser)
    }
  }
}

extension EventStream.Event {
  /// Nothing for the events that bound the stream.
  fileprivate init?(_ event: yaml_event_t) {
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT:
      self = unsafe .documentStart(isExplicit: event.data.document_start.implicit == 0)
    case YAML_DOCUMENT_END_EVENT:
      self = .documentEnd
    case YAML_ALIAS_EVENT:
      self = .alias
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let value = unsafe Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
      self = unsafe .scalar(
        EventStream.ScalarStyle(scalar.style),
        value: value,
        hasAnchor: scalar.anchor != nil,
        hasTag: scalar.tag != nil
      )
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      self = unsafe .sequenceStart(
        isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE,
        hasAnchor: start.anchor != nil,
        hasTag: start.tag != nil
      )
    case YAML_SEQUENCE_END_EVENT:
      self = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      self = unsafe .mappingStart(
        isFlow: start.style == YAML_FLOW_MAPPING_STYLE,
        hasAnchor: start.anchor != nil,
        hasTag: start.tag != nil
      )
    case YAML_MAPPING_END_EVENT:
      self = .mappingEnd
    default:
      return nil
    }
  }
}

extension EventStream.ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}

extension EventStream.Problem {
  fileprivate init(_ parser: yaml_parser_t) {
    message = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "not YAML"
    context = unsafe parser.context.map { unsafe String(cString: $0) }
    contextPlace = unsafe Int(parser.context_mark.index)
    // The reader stops before the scanner has a mark; it has read as far as the scanner's own place.
    let isReader = unsafe parser.error == YAML_READER_ERROR
    place = unsafe isReader ? Int(parser.mark.index) : Int(parser.problem_mark.index)
  }
}
