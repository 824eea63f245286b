import Diagnostics
import FoundationEssentials
import Indicators
import Ingestion
import TestSupport
import Testing

/// A small input folder in a fresh temporary place, written as `=== path` lines with each file's text
/// below; `①` to `⑨` mark the places where something is wrong.
struct MarkedFolder {
  let catalogue: Catalogue
  let list: DiagnosticList

  /// The diagnostics in file order as `marker id`, a warning with a question mark behind it; one at no
  /// marker shows its line and column.
  let problems: [String]
  let filesRead: [String]

  init(
    _ text: String,
    asOf: CalendarDate? = nil,
    edition: CalendarDate? = nil,
    digest: Digester? = nil
  ) throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "veta-\(UUID().uuidString)")
    try manager.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: root) }
    var marks: [String: [Int: Character]] = [:]
    for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
      let path = String(part.prefix { $0 != "\n" })
      let marked = MarkedText(String(part.dropFirst(path.count + 1)) + "\n", path: path)
      for mark in "①②③④⑤⑥⑦⑧⑨" {
        if let offset = marked.offset(of: mark) { marks[path, default: [:]][offset] = mark }
      }
      let place = root.appending(path: path)
      try manager.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(marked.file.bytes).write(to: place)
    }
    var list = DiagnosticList()
    let folder = InputFolder(path: root.path(percentEncoded: false), shownAs: ".")
    catalogue = readCatalogue(
      from: folder,
      asOf: asOf,
      edition: edition,
      digest: digest,
      into: &list
    )
    checkLabels(of: catalogue, names: ["ratio"], scenarios: ["stay"], into: &list)
    self.list = list
    filesRead = folder.filesRead.map(\.path)
    problems = list.inFileOrder.map { diagnostic in
      let id = diagnostic.id + (diagnostic.severity == .warning ? "?" : "")
      guard let span = diagnostic.span else { return id }
      let start = span.range.lowerBound
      if let mark = marks[span.file.path]?[start] { return "\(mark) \(id)" }
      let place = span.file.position(of: start)
      return "\(span.file.path):\(place.line):\(place.column) \(id)"
    }
  }

  func cube(_ name: String) throws -> Cube {
    try #require(catalogue.indicators[name]).cube
  }

  /// The cells of an indicator in order, one a line: members, period, value or status.
  func cells(_ name: String) throws -> [String] {
    let cube = try cube(name)
    return cube.values.indices.map { cell in
      let (members, step) = cube.coordinates(of: cell)
      var words = zip(cube.axes, members).map { $0.members[$1].id }
      words.append(cube.time.periods[step].description)
      words.append(cube[cell].map { "\($0)" } ?? "-")
      words.append("\(cube.statuses[cell])")
      return words.joined(separator: " ")
    }
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
