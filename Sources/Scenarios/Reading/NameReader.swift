import Diagnostics
import Settings

/// The names a model gives, each once.
struct NameReader {
  /// Where each name was given first.
  private var places: [String: SourceSpan] = [:]

  /// The entries under a key whose names can be used and are new.
  mutating func entries(
    _ key: String,
    as what: String,
    of reader: inout MappingReader,
    into list: inout DiagnosticList
  ) -> [Entry] {
    var result: [Entry] = []
    for entry in reader.mapping(key, into: &list) ?? []
    where add(entry.key.text, at: entry.keySpan, into: &list) {
      result.append(entry)
    }
    return result
  }

  mutating func addGifts(of events: [UncertainEvent], into list: inout DiagnosticList) {
    for gift in events.flatMap(\.gives) { _ = add(gift.name, at: gift.span, into: &list) }
  }

  private mutating func add(
    _ name: String,
    at span: SourceSpan,
    into list: inout DiagnosticList
  ) -> Bool {
    guard isName(name), !reserved.contains(name) else {
      list.report(.unusableName(name, isReserved: reserved.contains(name), at: span))
      return false
    }
    if let first = places[name] {
      list.report(.duplicateName(name, at: span, first: first))
      return false
    }
    places[name] = span
    return true
  }
}

/// The words of the grammar, and of a model's formulas, that name nothing else.
private let reserved: Set<String> = [
  "let", "if", "and", "or", "not", "true", "false", "latest", "each_latest", "first", "year", "lag",
]
