import FoundationEssentials

/// What a run made is not what its fixture holds.
public struct GoldenMismatch: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// Whether this run rewrites the fixtures it compares with.
public var isUpdatingGoldenFiles: Bool {
  ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
}

/// The place of a fixture: the folder `Fixtures` beside the test that names it.
public func fixturePath(_ name: String, beside file: String = #filePath) -> String {
  let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  return folder.joined(separator: "/") + "/Fixtures/" + name
}

/// The bytes of a fixture, or nothing if there is no such file.
public func fixture(_ name: String, beside file: String = #filePath) -> [UInt8]? {
  (try? Data(contentsOf: URL(filePath: fixturePath(name, beside: file)))).map { [UInt8]($0) }
}

/// Compares a text with a fixture line by line.
///
/// With `UPDATE_GOLDEN=1` the fixture is rewritten where it differs, and the test fails all the same,
/// so that nobody approves a change without looking.
///
/// - Throws: ``GoldenMismatch`` with the first line that differs.
public func expectGolden(
  _ text: String,
  _ name: String,
  beside file: String = #filePath
) throws {
  let held = fixture(name, beside: file).map { String(decoding: $0, as: UTF8.self) }
  guard held != text else { return }
  if isUpdatingGoldenFiles {
    try writeFixture(Array(text.utf8), name, beside: file)
    throw GoldenMismatch("\(name) was rewritten; look at the change and run again")
  }
  guard let held else { throw GoldenMismatch("\(name) is not there") }
  let expected = held.split(separator: "\n", omittingEmptySubsequences: false)
  let found = text.split(separator: "\n", omittingEmptySubsequences: false)
  let shared = zip(expected, found).prefix { $0 == $1 }.count
  throw GoldenMismatch(
    """
    \(name) differs in line \(shared + 1)
    expected: \(shared < expected.count ? String(expected[shared]) : "the end")
    found:    \(shared < found.count ? String(found[shared]) : "the end")
    """
  )
}

/// Writes a fixture, with its folder.
public func writeFixture(_ bytes: [UInt8], _ name: String, beside file: String = #filePath) throws {
  let url = URL(filePath: fixturePath(name, beside: file))
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(),
    withIntermediateDirectories: true
  )
  try Data(bytes).write(to: url)
}
