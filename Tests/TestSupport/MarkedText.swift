public import Diagnostics

/// A small input file whose interesting places are marked in its text: `①` to `⑨` stand before them.
///
///     let input = MarkedText("value: ①n.d.")
///     #expect(input.problems(list) == ["① tabular.number"])
public struct MarkedText {
  /// The text without its markers.
  public let file: SourceFile
  private let places: [Int: Character]

  public init(_ text: String, path: String = "input") {
    var clean = ""
    var places: [Int: Character] = [:]
    for character in text {
      if "①②③④⑤⑥⑦⑧⑨".contains(character) {
        places[clean.utf8.count] = character
      } else {
        clean.append(character)
      }
    }
    self.places = places
    file = SourceFile(path: path, text: clean)
  }

  /// The byte offset of a marker; nothing if the text has no such marker.
  public func offset(of marker: Character) -> Int? {
    places.first { $0.value == marker }?.key
  }

  /// The diagnostics as `marker id`, in the order they were reported; one at no marker shows its offset.
  public func problems(_ list: DiagnosticList) -> [String] {
    list.all.map { diagnostic in
      guard let span = diagnostic.span else { return diagnostic.id }
      let start = span.range.lowerBound
      return "\(places[start].map(String.init) ?? "at \(start)") \(diagnostic.id)"
    }
  }
}
