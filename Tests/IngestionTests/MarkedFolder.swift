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
    try expectTheSameOfStoredTables(
      in: root.path(percentEncoded: false),
      asOf: asOf,
      edition: edition,
      digest: digest
    )
  }

  /// Reads the folder as if its tables were too large for memory, in small stretches; nothing may be
  /// found that is not found of the whole files.
  private func expectTheSameOfStoredTables(
    in root: String,
    asOf: CalendarDate?,
    edition: CalendarDate?,
    digest: Digester?
  ) throws {
    for headSize in [120, 100_000] {
      var list = DiagnosticList()
      let folder = InputFolder(path: root, shownAs: ".", mostKept: 0, headSize: headSize)
      let stored = readCatalogue(
        from: folder,
        asOf: asOf,
        edition: edition,
        digest: digest,
        into: &list
      )
      checkLabels(of: stored, names: ["ratio"], scenarios: ["stay"], into: &list)
      #expect(
        list.inFileOrder.map(\.formatted) == self.list.inFileOrder.map(\.formatted),
        "of tables that are not kept in memory"
      )
      #expect(Self.contents(of: stored) == Self.contents(of: catalogue))
    }
  }

  /// All cells of a catalogue with their places, a line each.
  private static func contents(of catalogue: Catalogue) -> [String] {
    catalogue.indicators.sorted { $0.key < $1.key }.flatMap { name, indicator in
      let cube = indicator.cube
      return cube.values.indices.map { cell in
        let span = cube.origin(of: cell)?.span
        let start = span.map { $0.file.position(of: $0.range.lowerBound) }
        let place = "\(span?.file.path ?? "") \(start?.line ?? 0):\(start?.column ?? 0)"
        return "\(name) \(cube.unit) \(cube.values[cell]) \(cube.statuses[cell]) \(place)"
      }
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
