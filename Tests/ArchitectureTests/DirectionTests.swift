import FoundationEssentials
import Testing

/// One direction, no back and forth: what each module of Sources/ may import of the package.
private let directions: [String: Set<String>] = [
  "Diagnostics": [],
  "Settings": ["Diagnostics", "CYAML"],
  "Tabular": ["Diagnostics", "CZlib"],
  "Indicators": ["Diagnostics", "CMalloc"],
  "Ingestion": ["Tabular", "Indicators", "Settings", "Diagnostics"],
  "Wording": ["Indicators", "Diagnostics"],
  "Formulas": ["Indicators", "Settings", "Diagnostics"],
  "Scenarios": ["Formulas", "Indicators", "Settings", "Diagnostics"],
  "Checks": ["Formulas", "Wording", "Settings", "Indicators", "Diagnostics"],
  "Drawing": [],
  "Charts": ["Drawing", "Wording", "Settings", "Indicators", "Diagnostics"],
  "Documents": [
    "Charts", "Scenarios", "Formulas", "Drawing", "Wording", "Settings", "Indicators",
    "Diagnostics", "CMarkdown",
  ],
  "Cairo": ["CPangoCairo"],
  "Rendering": ["Drawing", "Cairo", "CPNG", "CQPDF"],
  "Editions": [
    "Rendering", "Documents", "Charts", "Checks", "Scenarios", "Formulas", "Ingestion", "Tabular",
    "Drawing", "Wording", "Settings", "Indicators", "Diagnostics", "CCrypto",
  ],
  "veta": ["Editions", "Formulas", "Indicators", "Diagnostics"],
  "tabular-benchmark": ["Tabular"],
]

/// What comes with the toolchain. `Foundation` itself is not among it: it would bring the locale, the
/// network and a slow start.
private let toolchainModules: Set<String> = [
  "Dispatch", "FoundationEssentials", "FoundationInternationalization", "Glibc",
  "Synchronization",
]

@Suite struct DirectionTests {
  @Test(arguments: directions.keys.sorted())
  func `a module imports only what lies before it on the way`(module: String) throws {
    let allowed = try #require(directions[module])
    for file in try swiftFiles(of: module) {
      for name in file.imports where !toolchainModules.contains(name) {
        #expect(allowed.contains(name), "\(file.path) imports \(name)")
      }
    }
  }

  @Test func `every folder of Sources is a module of the table or a C library`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: packageRoot + "Sources")
    let libraries = Set(directions.values.joined()).filter(isLibrary)
    #expect(Set(folders) == libraries.union(directions.keys))
  }

  @Test func `the directions make no circle`() {
    var order: [String] = []
    var left = directions
    while let next = left.keys.sorted().first(where: { module in
      (left[module] ?? []).allSatisfy { isLibrary($0) || order.contains($0) }
    }) {
      order.append(next)
      left[next] = nil
    }
    #expect(left.isEmpty, "these import one another: \(left.keys.sorted())")
  }

  @Test func `a C library is touched by one module`() throws {
    for library in Set(directions.values.joined()).filter(isLibrary).sorted() {
      let users = directions.filter { $0.value.contains(library) }.keys.sorted()
      #expect(users.count == 1, "\(library) is imported by \(users)")
      let map = packageRoot + "Sources/\(library)/module.modulemap"
      #expect(FileManager.default.fileExists(atPath: map))
    }
  }

  @Test func `Package.swift depends on just what the table allows`() throws {
    let manifest = try text(of: packageRoot + "Package.swift")
    for (module, allowed) in directions.sorted(by: { $0.key < $1.key }) {
      let declared = try #require(
        dependencies(of: module, in: manifest),
        "Package.swift has no \(module)"
      )
      #expect(declared == allowed, "\(module) in Package.swift")
    }
  }

  @Test func `only modules that call C say unsafe`() throws {
    for module in directions.keys.sorted() {
      let files = try swiftFiles(of: module)
      let callsC = files.contains { $0.imports.contains { isLibrary($0) || $0 == "Glibc" } }
      for file in files where !callsC {
        let words = file.code.split { !$0.isLetter && $0 != "_" }
        #expect(!words.contains("unsafe"), "\(file.path) says unsafe")
      }
    }
  }

  @Test func `nothing under Sources knows a mineral, a country or a treaty`() throws {
    let foreign = ["USMCA", "T-MEC", "Mexico", "México", "Canada", "silver", "copper", "mining"]
    for module in directions.keys.sorted() {
      for file in try swiftFiles(of: module) {
        let found = foreign.filter { word in
          file.code.split { !$0.isLetter && $0 != "-" }.contains { $0 == word }
        }
        #expect(found.isEmpty, "\(file.path) speaks of \(found)")
      }
    }
  }
}

private let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .path(percentEncoded: false)

private func isLibrary(_ name: String) -> Bool {
  name.first == "C" && name.dropFirst().first?.isUppercase == true
}

private struct SwiftFile {
  let path: String

  /// The lines without their comments, so that an example in a doc comment binds nobody.
  let code: String
  let imports: [String]
}

private func text(of path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

private func swiftFiles(of module: String) throws -> [SwiftFile] {
  let folder = packageRoot + "Sources/" + module
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".swift") }.sorted()
  try #require(!names.isEmpty, "\(module) has no Swift file")
  return try names.map { name in
    let code = try text(of: folder + "/" + name).split(separator: "\n")
      .filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    return SwiftFile(
      path: "Sources/\(module)/\(name)",
      code: code.joined(separator: "\n"),
      imports: code.compactMap(importedModule)
    )
  }
}

/// The module an import line names: of `public import struct Drawing.Color` it is `Drawing`.
private func importedModule(_ line: some StringProtocol) -> String? {
  let words = String(line).split(separator: " ").map(String.init)
  guard let keyword = words.firstIndex(of: "import"),
    words[..<keyword].allSatisfy({
      ["public", "package", "internal", "private", "fileprivate"].contains($0) || $0.hasPrefix("@")
    }),
    let name = words.last
  else { return nil }
  return name.split(separator: ".").first.map(String.init)
}

/// The names in the call that declares a target: `module("X", "A", "B")`, or the `dependencies:` of an
/// executable.
private func dependencies(of module: String, in manifest: String) -> Set<String>? {
  let compact = manifest.split { $0.isWhitespace }.joined(separator: " ")
  for opening in ["module(\"\(module)\"", "module( \"\(module)\"", "name: \"\(module)\", depend"] {
    guard let start = compact.firstRange(of: opening) else { continue }
    let rest = compact[start.upperBound...]
    let end = rest.firstIndex { $0 == ")" || $0 == "]" } ?? rest.endIndex
    let pieces = rest[..<end].split(separator: "\"", omittingEmptySubsequences: false)
    return Set(pieces.indices.filter { $0 % 2 == 1 }.map { String(pieces[$0]) })
  }
  return nil
}
