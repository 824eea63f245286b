import FoundationEssentials
import Glibc
import Testing

/// How one start of the built program ended.
struct VetaRun {
  let status: Int32
  let output: String
  let errors: String

  /// The lines of standard error.
  var errorLines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// Starts the built program as a scheduler would: with nothing in the environment but what is given.
///
/// - Parameters:
///   - arguments: The command line behind `veta`.
///   - folder: Where it is started.
///   - environment: `NAME=VALUE`; the PATH is always the system's.
///   - seconds: When the program is killed, if it has not ended by then.
/// - Returns: The status, negative for a signal, and what was said.
/// - Throws: ``MissingProgram``, or what the scratch folder throws.
func veta(
  _ arguments: [String],
  in folder: String = fixturesFolder,
  environment: [String] = [],
  killedAfter seconds: String? = nil
) throws -> VetaRun {
  let scratch = try TemporaryFolder()
  let words = [
    "cd", quoted(folder), "&&", "exec", "env", "-i", "PATH=/usr/bin:/bin",
  ]
  let killer = seconds.map { ["timeout", "-s", "KILL", $0] } ?? []
  let call =
    environment.map(quoted) + killer + [quoted(try executable())] + arguments.map(quoted)
  let files = [
    ">", quoted(scratch.path + "/out"), "2>", quoted(scratch.path + "/err"), "</dev/null",
  ]
  let status = unsafe system((words + call + files).joined(separator: " "))
  return VetaRun(
    status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F),
    output: scratch.text("out") ?? "",
    errors: scratch.text("err") ?? ""
  )
}

/// Runs another program of the machine and returns what it printed, or nothing if it failed.
func outputOf(_ command: String...) throws -> String? {
  let scratch = try TemporaryFolder()
  let line = command.map(quoted).joined(separator: " ")
  guard unsafe system("\(line) > \(quoted(scratch.path + "/out")) 2>&1") == 0 else { return nil }
  return scratch.text("out")
}

/// The folder that the fixtures stand in.
let fixturesFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Fixtures").path(percentEncoded: false)

/// The folder of the package.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

/// The program stands beside the tests that were built with it.
private func executable() throws -> String {
  let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  let beside = URL(filePath: tests).deletingLastPathComponent().path(percentEncoded: false) + "veta"
  for path in [beside, packageFolder + ".build/debug/veta"]
  where FileManager.default.isExecutableFile(atPath: path) {
    return path
  }
  throw MissingProgram()
}

private struct MissingProgram: Error, CustomStringConvertible {
  let description = "veta is not built beside its tests"
}

private func quoted(_ word: String) -> String {
  "'" + word.replacing("'", with: "'\\''") + "'"
}

/// A folder of its own for one test, gone when the test lets it go.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory
      .appendingPathComponent("veta-\(UUID().uuidString)").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path + "/" + name))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Writes a text to a path within, with the folders above it.
  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  /// Copies a fixture's folder to a name within.
  func copy(fixture: String, to name: String) throws {
    let target = URL(filePath: path + "/" + name)
    try FileManager.default.copyItem(
      at: URL(filePath: fixturesFolder + "/" + fixture),
      to: target
    )
  }

  /// Replaces a text in a file, which must hold it once.
  func replace(_ old: String, with new: String, in name: String) throws {
    let text = try #require(self.text(name))
    try #require(text.ranges(of: old).count == 1, "\(name) holds '\(old)' once")
    try write(text.replacing(old, with: new), to: name)
  }

  /// All files below a folder, links followed, with their bytes.
  func files(_ name: String) throws -> [String: Data] {
    let root = URL(filePath: path + "/" + name).resolvingSymlinksInPath()
      .path(percentEncoded: false)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let url = URL(filePath: root + "/" + path)
      var isFolder = false
      guard
        FileManager.default.fileExists(
          atPath: url.path(percentEncoded: false),
          isDirectory: &isFolder
        ),
        !isFolder
      else { continue }
      files[path] = try Data(contentsOf: url)
    }
    return files
  }
}
